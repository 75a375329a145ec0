"""`summarize generate --pdf` and `--duplex`, from a workbook to the files, with a LibreOffice that obeys."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pdf.conftest import FakeOffice

from summarize.cli.app import application
from summarize.errors import MachineError, UsageError
from summarize.libreoffice import fonts
from summarize.pipeline import converting

FACTS = [["项目", "内容"], ["年度", "2025"]]
EVERY_FONT = frozenset(name.lower() for face in fonts.FACES for name in face.fonts[0])
HEADS = ["填报单位", "时期", "板块", "事项", "内容"]
WORK = ["上半年", "普查", "清查到位", "清查860家。"]


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: FakeOffice) -> None:
    """A machine with the fake LibreOffice and every font."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{office.program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv(converting.TIME_LIMIT, raising=False)
    monkeypatch.setattr(fonts, "installed_fonts", lambda: EVERY_FONT)
    monkeypatch.setattr(fonts, "font_taken_for", lambda name: "默认黑")


@pytest.fixture
def make(workbook: Any) -> Callable[..., Path]:
    """Make a workbook of these units."""

    def make(*units: str, facts: Mapping[str, str] = {}) -> Path:
        rows = [[unit, *WORK] for unit in units]
        plan = [[unit, "三季度", "普查", "做好登记", "登记到位。"] for unit in units]
        told = FACTS + [[name, text] for name, text in facts.items()]
        return workbook({"基本信息": told, "工作成效": [HEADS, *rows], "工作计划": [HEADS, *plan]}, name="册.xlsx")

    return make


def generate(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["generate", "册.xlsx", "--period", "上半年", "--output", "出/", *arguments])


def files() -> list[str]:
    return sorted(path.name for path in Path("出").iterdir() if path.is_file())


def test_the_pdf_stands_beside_the_document_and_its_pages_are_told(make: Any) -> None:
    make("县统计局")
    result = generate("--pdf")
    assert result.exit_code == 0
    name = "县统计局2025年上半年工作总结和下半年工作计划"
    assert files() == [f"{name}.docx", f"{name}.pdf"]
    assert result.stdout.splitlines()[1:] == [f"PDF 共1页；已写入 出/{name}.pdf"]


def test_several_units_go_through_one_libreoffice_each_with_its_line(make: Any, office: FakeOffice) -> None:
    make("县统计局", "县档案馆")
    result = generate("--pdf")
    assert result.exit_code == 0
    assert re.findall("^(.*：)PDF 共(.*)页", result.stdout, re.MULTILINE) == [("县统计局：", "1"), ("县档案馆：", "1")]
    assert len(files()) == 4


def test_missing_fonts_are_named_once_and_change_no_status(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make("县统计局", "县档案馆")
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"simsun", "黑体", "楷体_gb2312"}))
    result = generate("--pdf")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "警告 F03：文档用的字体本机没有：方正小标宋简体（以“默认黑”代替）、仿宋_GB2312（以“默认黑”代替）。"
        "PDF 的分行和页数可能与 Word 里不同。"
        "改法：正式印发前，由本单位信息化部门按授权安装这些字体后重新转换，或在装有这些字体的电脑上转换。",
        "警告 1 处。",
    ]


def test_without_libreoffice_the_document_is_written_and_told_and_the_status_is_3(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("县统计局")
    monkeypatch.setattr(converting, "find_libreoffice", lambda: None)
    result = generate("--pdf")
    assert result.exit_code == 3
    assert files() == ["县统计局2025年上半年工作总结和下半年工作计划.docx"]
    assert "已写入 出/县统计局2025年上半年工作总结和下半年工作计划.docx" in result.stdout
    assert result.stderr.splitlines() == [
        "错误 F01：转 PDF 要用 LibreOffice，本机没有安装。改法：安装 LibreOffice（免费，宜用 7.4 以上版本）后重新运行；"
        "或在 Word、WPS 中打开文档，另存为 PDF。",
        "错误 1 处。",
    ]


def test_without_the_extra_it_says_how_to_get_it(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make("县统计局")
    monkeypatch.setattr(converting, "find_spec", lambda name: None)
    result = generate("--pdf")
    assert result.exit_code == 3
    assert "F02：转 PDF 要用组件 pypdf，没有安装。改法：运行 pip install summarize[pdf] 后重试。" in result.stderr


def test_a_document_that_cannot_be_converted_is_status_3_and_the_others_have_their_pdf(
    make: Any, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("县统计局", "县档案馆")
    Path("出/县档案馆2025年上半年工作总结和下半年工作计划.pdf").mkdir(parents=True)
    result = generate("--pdf")
    assert result.exit_code == 3
    assert "县统计局：PDF 共1页" in result.stdout
    assert "县档案馆：PDF" not in result.stdout
    assert "这个名字已是一个文件夹" in result.stderr


def test_somebodys_pdf_of_that_name_is_kept_and_the_programs_own_is_replaced(make: Any) -> None:
    make("县统计局")
    assert generate("--pdf").stderr == ""
    assert generate("--pdf").stderr == ""
    name = "县统计局2025年上半年工作总结和下半年工作计划"
    Path(f"出/{name}.pdf").write_bytes(b"%PDF signed and scanned")
    result = generate("--pdf")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"提示 F11 出/{name}.pdf：原来的 PDF 不是程序转的，或转后有改动，另存为“{name}（改动备份）.pdf”。"
        "改法：打开另存的那份看一看，不需要的删去。",
        "提示 1 处。",
    ]
    assert files() == [f"{name}.docx", f"{name}.pdf", f"{name}（改动备份）.pdf"]
    assert Path(f"出/{name}（改动备份）.pdf").read_bytes() == b"%PDF signed and scanned"


def test_json_is_one_list_with_what_was_found_of_fonts_and_pdfs(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make("县统计局")
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"simsun"}))
    Path("出/县统计局2025年上半年工作总结和下半年工作计划.pdf").mkdir(parents=True)
    result = generate("--pdf", "--format", "json")
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert told[0]["code"] == "F03"
    assert "这个名字已是一个文件夹" in told[1]["message"]
    assert len(told) == 2
    assert "已写入" in result.stderr


def test_without_libreoffice_nothing_is_said_of_fonts(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make("县统计局")
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"simsun"}))
    monkeypatch.setattr(converting, "find_libreoffice", lambda: None)
    assert [one["code"] for one in json.loads(generate("--pdf", "--format", "json").stdout)] == ["F01"]


def test_without_the_option_nothing_is_asked_of_libreoffice(make: Any, office: FakeOffice) -> None:
    make("县统计局")
    assert generate().exit_code == 0
    assert office.runs == []


def test_a_unit_with_errors_has_no_pdf(make: Any, office: FakeOffice) -> None:
    make("县统计局", facts={"引言": "{没有的指标}户。"})
    assert generate("--pdf").exit_code == 1
    assert office.runs == []


@pytest.mark.parametrize("text", ["", "很久", "0", "-5", "nan", "inf"])
def test_a_time_limit_that_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(converting.TIME_LIMIT, text)
    with pytest.raises(UsageError) as caught:
        converting.convert_documents([])
    (finding,) = caught.value.findings
    assert finding.rule.code == "F08"
    assert finding.message == f"环境变量 SUMMARIZE_PDF_SECONDS 写的是“{text}”，不是秒数"


def test_the_time_limit_is_the_environments(documents: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(converting.TIME_LIMIT, "0.5")
    (result,) = converting.convert_documents(documents("hang"), workers=1)
    assert "等了 0.5 秒以上" in result.findings[0].message


def test_libreoffice_is_looked_for_before_anything_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "find_libreoffice", lambda: None)
    with pytest.raises(MachineError):
        converting.convert_documents([])


RED_HEAD = {"署名": "县统计局", "成文日期": "2025年7月5日", "印发机关": "县统计局办公室", "印发日期": "2025年7月6日"}


def body_and_record(*arguments: str) -> tuple[str, dict[str, Any]]:
    """Generate 工作报告; return its body and its record."""
    assert generate("--template", "工作报告", *arguments).exit_code == 0
    (document,) = Path("出").glob("*.docx")
    body = zipfile.ZipFile(document).read("word/document.xml").decode()
    identifier = re.search(r'w:name="summarize_(\w+)"', body)
    assert identifier is not None
    return body, json.loads(Path("出/.summarize", f"{identifier[1]}.json").read_text())


def test_duplex_makes_another_document_of_the_same_name_with_a_record_of_its_own(make: Any) -> None:
    make("县统计局", facts={**RED_HEAD, "发文字号": "县统〔2025〕3号", "签发人": "某某某", "主送机关": "县政府"})
    plain, plain_record = body_and_record()
    duplex, record = body_and_record("--duplex")
    assert (plain.count("<w:sectPr"), duplex.count("<w:sectPr")) == (1, 2)
    assert 'w:val="evenPage"' in duplex
    assert record["id"] != plain_record["id"]
    assert len(list(Path("出").glob("*.docx"))) == 1
