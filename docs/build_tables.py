"""Write the tables of docs/使用手册.md from the program's own words, so that they cannot drift.

A block stands between `<!-- 自动：名称 -->` and `<!-- 自动完 -->`; what is between is replaced. The printed
examples come out of the program too: a small workbook is made, a report generated, its paragraphs read.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click
from docx import Document
from openpyxl import Workbook

from summarize import pipeline
from summarize.cli.app import application
from summarize.findings import Place
from summarize.model.cells import Cell, CellKind
from summarize.model.figures.forms import FORMS, TASK_FORMS, Form
from summarize.model.ledger_heads import PeriodHead, read_period_head
from summarize.model.period_text import parse_period
from summarize.model.periods import Period
from summarize.model.vocabulary import (
    COLUMN_CHOICES,
    FACT_CHOICES,
    FACTS,
    ITEM_STYLES,
    LEDGER_ROLE,
    REQUIRED_FACTS,
    SHEETS,
    STATUSES,
    STRUCTURES,
    SYNONYMOUS_CHOICES,
    ColumnSpec,
    SheetSpec,
    sheet_spec,
)
from summarize.opc.kinds import WorkbookKind
from summarize.render.templates import default_template_name
from summarize.write.guide import COLUMN_HELP, FACT_HELP

PAGE = Path(__file__).with_name("使用手册.md")
_BLOCK = re.compile(r"(<!-- 自动：(?P<name>\S+) -->\n).*?(<!-- 自动完 -->)", re.DOTALL)

FACT_PLACES: Mapping[str, str] = {
    "单位名称": "默认标题的开头；汇报材料没有署名时印在标题下；工作报告没有发文机关标志时印作红头",
    "单位简称": "文件名；默认用单位名称",
    "年度": "标题、文件夹名；各表时期不写年份的都按它",
    "标题": "正文最上面",
    "副标题": "标题下面",
    "称谓": "标题下面，顶格；没写冒号的补上（工作报告不印）",
    "主送机关": "标题下面，顶格；没写冒号的补上（汇报材料不印）",
    "引言": "正文开头，一行印一段",
    "问题引语": "存在的问题标题下面；本期没有问题就不印",
    "计划引语": "工作计划前面；没有下期计划就不印",
    "结束语": "正文末尾；工作报告不填时印“特此报告。”",
    "署名": "文末右下；写“题下”的印在标题下。汇报材料总在标题下",
    "署名位置": "默认文末；题下即把署名和成文日期移到标题下面",
    "成文日期": "署名下面；在题下时加圆括号",
    "结构": "默认分块式，见第十章",
    "成效标题": "只在三段式印，作第一部分标题；默认“上半年工作情况”这样",
    "问题标题": "作存在问题那一部分的标题；默认“存在的问题”",
    "计划标题": "只在三段式印，作计划部分的标题；默认“下半年工作打算”这样",
    "计划称谓": "默认标题里用“计划”；三段式的计划标题里用“打算”",
    "连接词": "默认标题里用“和”",
    "事项样式": "默认段首句；板块另写了样式的按板块",
    "数据截至": "随程序的模板不印；自己的模板可用",
    "数据来源": "随程序的模板不印；自己的模板可用",
    "字数上限": "随程序的模板不印；自己的模板可用",
    "字数下限": "随程序的模板不印；自己的模板可用",
    "内部标识": "随程序的模板不印；自己的模板可用",
    "份号": "工作报告左上角",
    "密级": "一填就拒绝处理，见保密提醒",
    "紧急程度": "工作报告左上角，如 特急",
    "发文机关标志": "工作报告红头；默认用单位名称",
    "发文字号": "工作报告红线上方",
    "签发人": "工作报告红线上方右侧；几个人用顿号隔开",
    "盖章": "默认否；填“是”的，署名、成文日期按盖章的位置排",
    "附件说明": "正文下一行；默认取各附件表的标题",
    "附注": "成文日期下一行，自动加圆括号",
    "抄送机关": "工作报告末页版记",
    "印发机关": "工作报告末页版记",
    "印发日期": "工作报告末页版记，后面加“印发”",
}
"""Where each fact is printed and what stands when it is left blank."""

_WITHHELD = {"份号": "六位数字；空白工作簿里没有这一行，普通公文不用填", "密级": "必须空着"}
_ANNEX_ROW = ("附件…", "表名以“附件”开头，如 附件1、附件2", "印在报告后面的一张表", "")
_NEEDED_SHEETS = {"基本信息": "必需", "工作成效": "两张中必有一张", LEDGER_ROLE: "两张中必有一张"}

_PERIOD_WRITINGS: tuple[tuple[str, ...], ...] = (
    ("一季度", "第一季度", "1季度", "Q1", "一季"),
    ("上半年", "2025年上半年", "H1", "2025H1"),
    ("下半年", "H2"),
    ("前三季度", "前三季", "前3季度"),
    ("全年", "全年度", "2025年", "2025年度"),
    ("6月", "6月份", "六月", "2025年6月", "2025-06", "2025/6"),
    ("1—5月", "1至5月", "1-5月", "1月至5月"),
    ("截至6月20日", "截止6月20日"),
    ("4月1日—5月20日", "4月1日至5月20日"),
)
_REPORT_PERIODS = ("一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "前三季度", "全年", "6月", "1—5月")
_SUBCOMMANDS = (
    *("init", "import", "check", "generate", "batch", "merge", "next", "template list", "audit", "rules", "doctor"),
)

KIND_NOTES: Mapping[str, tuple[str, str]] = {
    "OOXML": ("公式取保存时算好的结果；带宏的照读，宏不运行", "原文件，带批注和“退回意见”表"),
    "XLSB": ("同上", "另附的 .xlsx"),
    "BIFF": ("同上；只设了“保护工作簿”的一般也能读", "另附的 .xlsx"),
    "ODS": ("同上", "另附的 .xlsx"),
    "CSV_FOLDER": ("一个文件是一张表，文件名就是表名；没有合并、隐藏、公式", "另附的 .xlsx"),
}
"""What is said of each kind of workbook, and what goes back for it."""

LEDGER_PLACES: Mapping[str, str] = {
    "事项": "段首；“段首句”填了的印“段首句”",
    "任务编号": "不印；编号相同的算同一件事",
    "序号": "板块里的先后",
    "板块": "分块；没有这一列的，看“一、党建工作”那样横贯全表的一行",
    "小类": "板块下面的（一）（二）；也看“（一）……”那样横贯全表的一行",
    "段首句": "段首",
    "简要": "简版",
    "年度目标": "不印；自己的模板可用",
    "工作举措": "不印；自己的模板可用",
    "时期": "这一行写的是哪一期；各季度并排的不要这一列",
    "进展情况": "工作成效",
    "完成率": "不印；到期没有完成的据此提醒",
    "状态": "不印；数重点工作的引用和到期提醒用它",
    "存在问题": "存在的问题；写“无”的不印",
    "下一步打算": "下一期的工作计划；空着的取下一期的“目标”",
    "存在问题及下一步打算": "存在的问题，并提醒分成两栏",
    "牵头领导": "不印；自己的模板可用",
    "责任科室": "随程序的模板不印；第一个科室是牵头的，退回、数重点工作都按它",
    "配合科室": "不印；自己的模板可用",
    "责任人": "不印；自己的模板可用",
    "完成时限": "随程序的模板不印；到期没有完成的据此提醒",
    "合并方式": "跨季度时怎样合成一条；不填是替换",
    "备注": "不印",
    "入文": "填“否”的不印",
    "填报单位": "一册多单位时分给各单位",
}
"""Where each column of the ledger goes."""

_LEDGER_HEADS: tuple[str, ...] = (
    "一季度完成情况",
    "二季度进展",
    "二季度",
    "三季度目标",
    "三季度计划",
    "上半年落实情况",
    "6月进展",
    "进展情况（9月）",
    "二季度存在问题",
    "二季度下一步打算",
    "二季度状态",
)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; `|` in a cell is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _sheets() -> str:
    rows = [
        (spec.name, "、".join(spec.synonyms), spec.row_meaning, _NEEDED_SHEETS.get(spec.name, "")) for spec in SHEETS
    ]
    return table(("工作表", "也可以叫", "一行是", "必需"), [*rows, _ANNEX_ROW])


def _columns() -> str:
    return "\n\n".join(
        f"#### 工作表“{spec.name}”\n\n"
        + table(
            ("列", "也可以叫", "必填", "填什么"),
            [
                (column.name, "、".join(column.synonyms), "必填" if column.needed else "", _column_help(spec, column))
                for column in spec.columns
            ],
        )
        for spec in SHEETS
    )


def _column_help(spec: SheetSpec, column: ColumnSpec) -> str:
    own = COLUMN_HELP.get(f"{spec.name}.{column.name}") or column.hint or COLUMN_HELP.get(column.name, "")
    choices = "、".join(COLUMN_CHOICES.get(column.name, ()))
    if choices and not all(choice in own for choice in COLUMN_CHOICES[column.name]):
        own = f"{own}。可选：{choices}" if own else f"可选：{choices}"
    return own


def _synonymous_choices() -> str:
    meanings: dict[str, list[str]] = {}
    for word, meaning in SYNONYMOUS_CHOICES.items():
        meanings.setdefault(meaning, []).append(word)
    rows = [(meaning, "、".join(words)) for meaning, words in meanings.items()]
    return f"状态可选：{'、'.join(STATUSES)}。下面这些写法也认得：\n\n" + table(("当作", "写成这样也行"), rows)


def _facts() -> str:
    rows = [
        (
            f"**{name}**（必填）" if name in REQUIRED_FACTS else name,
            FACT_HELP.get(name) or _WITHHELD[name],
            "、".join(FACT_CHOICES.get(name, ())),
            FACT_PLACES[name],
        )
        for name in FACTS
    ]
    return table(("项目", "填什么", "可选的值", "印在哪里、不填怎样"), rows)


def _forms(forms: Iterable[Form] = FORMS) -> str:
    rows = [(f"`{form.example}`", form.printed, form.meaning) for form in forms]
    return table(("写成", "印出", "意思"), rows)


def _task_forms() -> str:
    return f"{_forms(TASK_FORMS)}\n\n可以数的状态：{'、'.join(STATUSES)}。"


def _kinds() -> str:
    rows = [(kind.label, "、".join(kind.extensions), *KIND_NOTES[kind.name]) for kind in WorkbookKind]
    return table(("种类", "扩展名", "怎样读", "退回时"), rows)


def _ledger_places() -> str:
    spec = sheet_spec(LEDGER_ROLE)
    assert spec is not None
    rows = [(column.name, "、".join(column.synonyms), LEDGER_PLACES[column.name]) for column in spec.columns]
    return table(("列", "也可以叫", "写到报告的哪里"), rows)


def _ledger_heads() -> str:
    rows = []
    for name in _LEDGER_HEADS:
        head = read_period_head(name, Cell(name, CellKind.TEXT, "General", Place(sheet=LEDGER_ROLE, cell="A1")), 2025)
        assert isinstance(head, PeriodHead)
        rows.append((name, head.period.full_name, head.aspect.value))
    return table(("列名写成（年度是2025年）", "程序当作哪一期", "的什么"), rows)


def _ledger_report() -> str:
    heads = ("序号", "重点工作", "一季度完成情况", "二季度完成情况", "三季度目标", "状态", "存在问题", "下一步打算")
    rows = [
        heads,
        ("一、民生服务",),
        (1, "助餐点建设", "选定点位5个。", "建成2个。", "再建2个。", "达序时", "无", ""),
        (2, "幼托点改建", "完成选址。", "主体完工。", "开园。", "未达序时", "消防验收补正两次。", "8月底前开园。"),
    ]
    opening = ("引言", "重点工作{事项.总数}项，未达序时{事项.未达序时}项。")
    printed = _print_report({"基本信息": [*_BASE["基本信息"], opening], "重点工作推进情况表": rows}, "二季度")
    shown = [[str(cell) for cell in (*row, *[""] * (len(heads) - len(row)))] for row in rows[1:]]
    return f"{table(heads, shown)}\n\n二季度的报告印成（引言里写了“{opening[1]}”）：\n\n{_quoted(printed)}"


def _period_writings() -> str:
    rows = [
        ("、".join(words), {parse_period(word, 2025).full_name for word in words}.pop()) for words in _PERIOD_WRITINGS
    ]
    return table(("可以写成（年度是2025年）", "程序当作"), rows)


def _report_periods() -> str:
    rows: list[tuple[str, ...]] = []
    for name in _REPORT_PERIODS:
        period = parse_period(name, 2025)
        rows.append((name, _span(period), period.following().full_name, default_template_name(period.kind)))
    return table(("做哪一期的报告", "取这些日子里的成效和问题", "计划取", "默认模板"), rows)


def _span(period: Period) -> str:
    return f"{period.start.month}月{period.start.day}日至{period.end.month}月{period.end.day}日"


def _commands() -> str:
    return "\n\n".join(_command(name) for name in _SUBCOMMANDS)


def _command(name: str) -> str:
    command: click.Command = application
    context = click.Context(application, info_name="summarize")
    for word in name.split():
        assert isinstance(command, click.Group)
        found = command.get_command(context, word)
        assert found is not None
        command = found
    options = [param for param in command.params if isinstance(param, click.Option)]
    rows = [(f"`{_written(option)}`", (option.help or "").strip()) for option in options if option.help]
    pieces = " ".join(param.make_metavar(context) for param in command.params if isinstance(param, click.Argument))
    head = f"#### `summarize {name}{' ' if pieces else ''}{pieces}`\n\n{_sentence(command)}"
    return f"{head}\n\n{table(('选项', '意思'), rows)}" if rows else f"{head}\n\n没有别的选项。"


def _sentence(command: click.Command) -> str:
    return (command.help or "").replace("\n\n", "")


def _written(option: click.Option) -> str:
    value = f" {option.metavar}" if option.metavar and not option.is_flag else ""
    return f"{option.opts[0]}{value}"


_BASE = {"基本信息": [("项目", "内容"), ("单位名称", "云岭区应急管理局"), ("年度", 2025)]}
_HEAD = ("时期", "板块", "事项", "段首句", "内容", "合并方式")


def _print_report(sheets: Mapping[str, Sequence[Sequence[object]]], period: str) -> list[tuple[str, bool]]:
    """Return the paragraphs of the report of `period` behind its title.

    Each is its text and whether it is a heading; the lead's format is marked in the text.
    """
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook()
        book.remove(book.active)
        for name, rows in {**_BASE, **sheets}.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        source, target = Path(folder) / "例.xlsx", Path(folder) / "例.docx"
        book.save(source)
        pipeline.generate(pipeline.Request(workbook=source, period=period, output=str(target)))
        paragraphs = Document(str(target)).paragraphs
        return [
            ("".join(_marked(run.text, run.style.name or "") for run in paragraph.runs), "标题" in paragraph.style.name)
            for paragraph in paragraphs
            if paragraph.text and paragraph.style.name != "公文标题"
        ]


def _marked(text: str, style: str) -> str:
    # Markdown's own marks do not close between 。 and a 汉字.
    tag = {"导语": "i", "导语加粗": "b", "一级导语": "b"}.get(style, "")
    return f"<{tag}>{text}</{tag}>" if text and tag else text


def _quoted(paragraphs: Iterable[tuple[str, bool]]) -> str:
    return "\n>\n".join(f"> {f'<b>{text}</b>' if is_heading else text}" for text, is_heading in paragraphs)


def _styles() -> str:
    rows = [
        _HEAD,
        ("二季度", "", "汛前检查", "汛前检查全面铺开", "检查水库6座。"),
        ("二季度", "", "物资储备", "物资储备足额到位", "补充编织袋2万条。"),
    ]
    parts = []
    for style in ITEM_STYLES:
        facts = [*_BASE["基本信息"], ("事项样式", style)]
        parts.append(f"**{style}**\n\n{_quoted(_print_report({'基本信息': facts, '工作成效': rows}, '二季度'))}")
    return "\n\n".join(parts)


def _merging() -> str:
    first = ("一季度", "", "汛前检查", "汛前检查起步早", "检查水库6座")
    second = ("二季度", "", "汛前检查", "汛前检查全覆盖", "检查山塘18处，隐患全部整改。")
    parts = []
    for mode, meaning in (
        ("接续", "后一季的话接在前一季后面，成一段；前面少句号的补上；段首句用后一季的"),
        ("替换", "只印后一季的话，前一季的不印（运行时会提示）"),
        ("单列", "各是各的，印成两条"),
    ):
        printed = _print_report({"工作成效": [_HEAD, first, (*second, mode)]}, "上半年")
        parts.append(f"**{mode}**：{meaning}。\n\n{_quoted(printed)}")
    return "\n\n".join(parts)


def _structures() -> str:
    sheets = {
        "工作成效": [
            _HEAD,
            ("上半年", "防汛", "汛前检查", "", "检查水库6座。"),
            ("上半年", "防汛", "物资储备", "", "补充编织袋2万条。"),
            ("上半年", "宣传", "进社区", "", "办宣传活动12场。"),
        ],
        "存在问题": [("时期", "事项", "内容"), ("上半年", "人手不足", "村级专职人员平均不到1人。")],
        "工作计划": [
            ("时期", "事项", "内容"),
            ("下半年", "抓好演练", "每个镇演练1次。"),
            ("下半年", "抓好培训", "办培训班2期。"),
        ],
    }
    parts = []
    for structure in STRUCTURES:
        facts = [*_BASE["基本信息"], ("结构", structure), ("计划引语", "下半年，重点抓好两件事：")]
        parts.append(f"**{structure}**\n\n{_quoted(_print_report({**sheets, '基本信息': facts}, '上半年'))}")
    return "\n\n".join(parts)


BLOCKS: Mapping[str, Callable[[], str]] = {
    "工作表": _sheets,
    "列": _columns,
    "同义的值": _synonymous_choices,
    "基本信息": _facts,
    "引用": _forms,
    "数重点工作": _task_forms,
    "文件的种类": _kinds,
    "台账的列": _ledger_places,
    "台账的列名": _ledger_heads,
    "台账印成": _ledger_report,
    "时期的写法": _period_writings,
    "报告的时期": _report_periods,
    "命令": _commands,
    "事项样式": _styles,
    "合并": _merging,
    "结构": _structures,
}


def build(page: str) -> str:
    """Return `page` with every block written anew."""
    return _BLOCK.sub(lambda match: f"{match[1]}\n{BLOCKS[match['name']]()}\n\n{match[3]}", page)


def block_names(page: str) -> tuple[str, ...]:
    """Return the names of the blocks of `page`."""
    return tuple(match["name"] for match in _BLOCK.finditer(page))


if __name__ == "__main__":
    PAGE.write_text(build(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
