"""The manual and the README: what they show is run, what they list is complete.

Marks in the manual, invisible to its readers, tie it to this test:

    <!-- 填表：指标 -->        the table below is typed into that sheet of 工作台账.xlsx, under its example
    <!-- 改格：指标!G3：十二 -->  that cell is changed; a file may stand before it: 退回/甲.xlsx：指标!G3：12
    <!-- 换掉：甲.xlsx：退回/甲.xlsx -->  the first file is replaced by a copy of the second
    <!-- 进入：科室报送 -->    what follows is done in that folder, copied from inputs/ if it is not there
    <!-- 取来：全区报送 -->    that folder is copied from inputs/ to where the manual began
    <!-- 屏幕 -->             the block below is what the last command showed; … stands for the rest
    <!-- 退出状态 1 -->        the commands of the block below end with that status
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import docx
import openpyxl
import pytest
from click.testing import CliRunner

from summarize.catalogue import RULES
from summarize.cli.app import application
from summarize.compose import compose
from summarize.model.figures.forms import FORMS, TASK_FORMS
from summarize.model.period_text import parse_period
from summarize.model.vocabulary import FACTS, LEDGER_ROLE, SHEETS, STAGES, sheet_spec
from summarize.opc.kinds import WorkbookKind
from summarize.read import read_workbook
from summarize.render.blocks import StyleNames
from summarize.render.context import build_context
from summarize.render.records import Record
from summarize.validate import validate

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MANUAL = DOCS / "使用手册.md"
README = ROOT / "README.md"
WORKBOOK = Path("工作台账.xlsx")

_PIECE = re.compile(
    r"<!-- (?P<mark>[^>]+?) -->|^```(?P<language>\w*)\n(?P<block>.*?)^```$|(?P<table>(?:^\|[^\n]*\n)+)",
    re.DOTALL | re.M,
)


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_tables", DOCS / "build_tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table_rows(text: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.replace("\\|", "¦").splitlines()]
    return [row for row in rows if set("".join(row)) != {"-"}]


class Reader:
    """Does what a page tells, in the current folder, and keeps what was shown and what was expected."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.output = ""
        self.commands: list[str] = []
        self.compared = 0
        self._mark = ""
        self._home = Path.cwd()

    def follow(self) -> None:
        for piece in _PIECE.finditer(self.page):
            if piece["mark"]:
                self._take_mark(piece["mark"])
                continue
            if piece["table"]:
                self._take_table(piece["table"])
            elif piece["language"] in {"bat", "sh"}:
                self._take_commands(piece["block"])
            elif self._mark == "屏幕":
                self._compare(piece["block"])
            self._mark = ""

    def _take_mark(self, mark: str) -> None:
        kind, _, said = mark.partition("：")
        if kind == "改格":
            *file, cell, value = said.split("：")
            change(Path(file[0]) if file else WORKBOOK, cell, value)
        elif kind == "换掉":
            old, new = said.split("：")
            shutil.copyfile(new, old)
        elif kind == "取来":
            self.change_folder(str(self._home))
            shutil.copytree(ROOT / "inputs" / said, said)
        elif kind == "进入":
            self.change_folder(str(self._home))
            if not Path(said).exists():
                shutil.copytree(ROOT / "inputs" / said, said)
            self.change_folder(said)
        else:
            self._mark = mark

    def _take_table(self, text: str) -> None:
        if self._mark.startswith("填表："):
            fill(self._mark.removeprefix("填表："), table_rows(text))

    def _take_commands(self, block: str) -> None:
        status = int(self._mark.removeprefix("退出状态 ")) if self._mark.startswith("退出状态") else 0
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["cd"]:
                self.change_folder(words[1])
            elif words[:1] == ["summarize"]:
                self.run(line, [name for word in words[1:] for name in matching(self.locate(word))], status)

    def locate(self, word: str) -> str:
        return word

    def change_folder(self, name: str) -> None:
        os.chdir(name)

    def run(self, line: str, arguments: list[str], status: int) -> None:
        result = CliRunner().invoke(application, arguments)
        assert result.exit_code == status, f"{line}\n{result.output}"
        self.commands.append(line)
        self.output = result.output

    def _compare(self, block: str) -> None:
        lines = block.replace("\\", "/").splitlines()
        expected = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in lines)
        assert re.fullmatch(expected, self.output), f"{block}\n--- shown:\n{self.output}"
        self.compared += 1


def matching(word: str) -> list[str]:
    """Return the files that a word of a command stands for, as the program's own expansion on Windows does."""
    path = Path(word)
    return sorted(map(str, path.parent.glob(path.name))) if "*" in word else [word]


def change(workbook: Path, cell: str, value: str) -> None:
    sheet, address = cell.split("!")
    book = openpyxl.load_workbook(workbook)
    book[sheet][address] = typed(value)
    book.save(workbook)


def typed(text: str) -> int | str | None:
    """Return what a spreadsheet makes of `text` typed into a cell."""
    return int(text) if text.isdecimal() else text or None


def fill(sheet_name: str, rows: list[list[str]]) -> None:
    """Type a table of the manual into a sheet of the blank workbook."""
    book = openpyxl.load_workbook(WORKBOOK)
    sheet, (heads, *values) = book[sheet_name], rows
    columns = {cell.value: cell.column for cell in sheet[1]}
    named = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for number, row in enumerate(values, 3):
        at = named[row[0]] if sheet_name == "基本信息" else number
        for head, value in zip(heads, row, strict=True):
            if value:
                sheet.cell(at, columns[head], typed(value))
    book.save(WORKBOOK)


class ReadmeReader(Reader):
    """Fills in the workbook that `init` makes before the next command, as the reader of the README would."""

    def locate(self, word: str) -> str:
        return str(ROOT / word) if word.startswith("inputs/") else word

    def run(self, line: str, arguments: list[str], status: int) -> None:
        super().run(line, arguments, status)
        if arguments[0] == "init":
            self.fill_in(Path(arguments[1]))

    def fill_in(self, folder: Path) -> None:
        here = Path.cwd()
        self.change_folder(str(folder))
        Reader(chapter("第二步：填表")).follow()
        self.change_folder(str(here))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(document: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(document)).paragraphs]


def test_who_follows_the_manual_sees_what_it_shows(scratch: Path) -> None:
    reader = Reader(MANUAL.read_text(encoding="utf-8"))
    reader.follow()
    assert reader.compared >= 14
    report = printed(
        scratch / "云岭区应急局" / "outputs" / "2025年上半年" / "云岭区应急局2025年上半年工作总结和下半年工作计划.docx"
    )
    assert "企业检查全面覆盖。检查企业220家，同比增长10%，完成全年目标的50%。" in report


def test_who_collects_as_the_manual_tells_has_every_office_s_items_in_the_report(scratch: Path) -> None:
    Reader(chapter("四、向科室收集").partition("<!-- 进入：云岭区应急局 -->")[0]).follow()
    report = printed(
        scratch / "科室报送" / "outputs" / "2025年二季度" / "市文旅局2025年第二季度工作总结和第三季度工作计划.docx"
    )
    assert report[0] == "澜江市文化和旅游局2025年第二季度工作总结\n和第三季度工作计划"
    for of_each_office in (
        "图书馆延时开放。市图书馆每周延时开放12小时，接待读者91200人次，同比增长13.7%。",
        "馆藏数字化。市博物馆完成馆藏文物三维扫描205件。",
        "投诉处理提速。受理旅游投诉57件，办结56件，平均用时3.2天。",
        "公文流转。收文办理平均用时由3天缩短到1.5天。",
        "（一）开展暑期市场检查。7月、8月每周夜查1次，9月底前全覆盖。",
    ):
        assert of_each_office in report
    assert [text for text in report if re.match("[一二三四五六]、", text)] == [
        "一、文化惠民走进群众身边",
        "二、文物家底越摸越清",
        "三、市场秩序平稳有序",
        "四、机关效能持续提升",
        "五、存在的问题",
        "一、文化惠民走进群众身边",
        "二、文物家底越摸越清",
        "三、市场秩序平稳有序",
        "四、机关效能持续提升",
    ]


def test_what_an_office_gets_back_is_its_own_workbook_with_a_comment_at_each_fault(scratch: Path) -> None:
    Reader(chapter("四、向科室收集").partition("公共服务科照着改好")[0]).follow()
    folder = scratch / "科室报送"
    sent = openpyxl.load_workbook(folder / "二季度" / "公共服务科2025年二季度.xlsx")
    book = openpyxl.load_workbook(folder / "退回" / "公共服务科2025年二季度.xlsx")
    assert book.sheetnames == ["退回意见", *sent.sheetnames]
    cells = {f"{sheet.title}!{cell.coordinate}": cell for sheet in book for row in sheet for cell in row}
    assert [place for place, cell in cells.items() if cell.comment] == [
        *("工作成效!C6", "工作成效!C7", "工作成效!C8"),
        "工作计划!C2",
        *("指标!F2", "指标!F3"),
    ]
    assert all(
        cells[f"{sheet.title}!{cell.coordinate}"].value == cell.value for sheet in sent for r in sheet for cell in r
    )


def test_the_ledger_of_the_examples_gives_its_fifteen_tasks_and_no_more(scratch: Path) -> None:
    workbook = ROOT / "inputs" / "松澜街道办事处2025年重点工作台账.xlsx"
    result = CliRunner().invoke(application, ["generate", str(workbook), "--period", "上半年", "--output", "报告.docx"])
    assert "2025年上半年：取重点工作15行，未取其他时期的0行；已写入 报告.docx" in result.output
    report = printed(scratch / "报告.docx")
    assert report[1] == (
        "上半年，松澜街道围绕“居民家门口的事”，逐项推进年初确定的15项重点工作：已完成2项，超序时3项，达序时8项，"
        "未达序时2项，总体进展平稳。"
    )
    assert (
        "就业帮扶。举办招聘会5场，今年以来帮助就业333人，完成全年目标的55.5%，其中二季度181人，同比增长13.1%。"
        in report
    )
    assert not [text for text in report if "合计" in text or "填表人" in text or text.endswith("无")]


def test_the_commands_of_the_readme_work(scratch: Path) -> None:
    reader = ReadmeReader(README.read_text(encoding="utf-8"))
    reader.follow()
    assert {command.split()[1] for command in reader.commands} == {name.split()[0] for name in COMMANDS} - {"template"}


def test_the_examples_are_tried_as_their_readme_says(scratch: Path) -> None:
    reader = ReadmeReader((ROOT / "inputs" / "README.md").read_text(encoding="utf-8"))
    reader.follow()
    assert len(reader.commands) >= 14
    assert Path("退回/公共服务科2025年二季度.xlsx").is_file()


def test_the_tables_of_the_manual_are_what_the_program_says() -> None:
    page = MANUAL.read_text(encoding="utf-8")
    builder = load_builder()
    assert sorted(builder.block_names(page)) == sorted(builder.BLOCKS)
    assert builder.build(page) == page


def test_every_fact_is_said_where_it_is_printed() -> None:
    assert tuple(load_builder().FACT_PLACES) == FACTS


def test_every_column_of_the_ledger_is_said_where_it_goes() -> None:
    spec = sheet_spec(LEDGER_ROLE)
    assert spec
    assert set(load_builder().LEDGER_PLACES) == {column.name for column in spec.columns}


def test_every_kind_of_workbook_stands_in_the_manual() -> None:
    assert list(load_builder().KIND_NOTES) == [kind.name for kind in WorkbookKind]
    assert first_cells(chapter("能收哪些文件"))[1:] == [kind.label for kind in WorkbookKind]


def chapter(title: str) -> str:
    """Return what stands under a heading, up to the next of its level or above."""
    page = MANUAL.read_text(encoding="utf-8")
    found = re.search(rf"^(#+) {re.escape(title)}$", page, re.M)
    assert found, title
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


def first_cells(text: str) -> list[str]:
    return [row[0] for part in re.findall(r"(?:^\|.*\n)+", text, re.M) for row in table_rows(part)]


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_every_sheet_column_and_synonym_stands_in_the_manual(spec: Any) -> None:
    assert spec.name in first_cells(chapter("工作簿的各张表"))
    columns = first_cells(chapter(f"工作表“{spec.name}”"))
    assert columns[1:] == [column.name for column in spec.columns]
    listed = chapter("各表的列") + chapter("工作簿的各张表")
    assert all(
        word in listed for word in (*spec.synonyms, *(name for column in spec.columns for name in column.synonyms))
    )


@pytest.mark.parametrize("form", TASK_FORMS, ids=lambda form: form.name)
def test_every_form_of_counting_tasks_stands_in_the_manual(form: Any) -> None:
    assert f"`{form.example}`" in first_cells(chapter("数重点工作"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_of_citation_stands_in_the_manual(form: Any) -> None:
    assert f"`{form.example}`" in first_cells(chapter("在文字里引用指标"))


def subcommands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    if not isinstance(group, click.Group):
        yield " ".join(path), group
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from subcommands(command, (*path, name))


COMMANDS = dict(subcommands(application))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_manual(name: str) -> None:
    text = chapter("十四、命令")
    assert f"`summarize {name}" in text
    for option in (option for param in COMMANDS[name].params for option in param.opts if option.startswith("--")):
        assert f"`{option}" in text, option


def test_every_stage_stands_in_the_manual() -> None:
    assert all(stage in chapter("十四、命令") for stage in STAGES)


def test_the_manual_names_only_rules_that_exist() -> None:
    named = set(re.findall(r"\b[A-Z]\d\d\b", MANUAL.read_text(encoding="utf-8")))
    assert len(named) > 50
    assert named <= {rule.code for rule in RULES}


def test_every_rule_refers_to_a_chapter_that_exists() -> None:
    titles = re.findall(r"^#+ (?:[一二三四五六七八九十]+、)?(.+)$", MANUAL.read_text(encoding="utf-8"), re.M)
    referred = {rule.reference.removeprefix("使用手册：") for rule in RULES if rule.reference.startswith("使用手册：")}
    assert referred
    assert referred - set(titles) == set()


@pytest.fixture
def context(workbook: Any) -> dict[str, Any]:
    items = [
        ["时期", "板块", "小类", "事项", "内容"],
        ["二季度", "甲", None, "事", "做了。"],
        ["二季度", "甲", "类", "乙", "好。"],
    ]
    path = workbook(
        {
            "基本信息": [
                ["项目", "内容"],
                ["单位名称", "某局"],
                ["年度", 2025],
                ["签发人", "某某"],
                ["发文字号", "某发"],
            ],
            "工作成效": items,
            "存在问题": [["时期", "事项"], ["二季度", "问题。"]],
            "意见建议": [["事项", "内容"], ["建议", "请求。"]],
            "工作计划": [["时期", "板块", "事项", "内容"], ["三季度", "甲", "计划", "要做。"]],
            "其他章节": [["标题", "内容"], ["做法", "一段。"]],
            "附件1": [["附表"], ["项目", "进度"], ["甲", "一半"]],
        }
    )
    records = validate(read_workbook(path)).records
    report = compose(records, parse_period("二季度", 2025))
    return build_context(report, StyleNames({}), is_draft=False)


def names_within(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the names that a template can write after `value`, those of the first member of a group."""
    if isinstance(value, tuple) and value:
        yield from names_within(value[0], path)
    elif isinstance(value, Record):
        for name in dir(value):
            yield (*path, name)
            yield from names_within(value[name], (*path, name))


def test_every_name_that_templates_may_use_stands_in_the_manual(context: dict[str, Any]) -> None:
    text = chapter("变量")
    own = {name for name in context if name not in FACTS}
    missing = [name for name in own if not re.search(rf"`{name}[`\[]", text)]
    within = {path for name in own for path in names_within(context[name], (name,))}
    missing += [".".join(path) for path in within if not re.search(rf"`(?:[^`]*\.)?{path[-1]}`", text)]
    assert within and missing == []


def test_every_style_of_the_templates_stands_in_the_manual() -> None:
    text = chapter("改格式")
    built_in = {"Default Paragraph Font", "Normal Table", "No List"}
    for template in (ROOT / "templates").glob("*.docx"):
        names = {style.name for style in docx.Document(str(template)).styles} - built_in
        assert sorted(name for name in names if name not in text) == []


def test_every_picture_and_link_of_the_manual_exists() -> None:
    page = MANUAL.read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)
    assert len(pictures) >= 8
    assert [picture for picture in pictures if not (DOCS / picture).is_file()] == []
    anchors = {re.sub(r"[、，。：“”]", "", title) for title in re.findall(r"^#+ (.+)$", page, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - anchors == set()
    assert all((DOCS / picture).stat().st_size < 200_000 for picture in pictures)
