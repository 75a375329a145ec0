"""`summarize audit`: what it says, what it refuses, and what it measures against."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from official_papers import addressee, body, date, h1, make, mark, number, numbering, plain, signature, text, title

from summarize.audit import ELECTRONIC, NATIONAL, Role
from summarize.audit.profile_file import load_profile
from summarize.cli.app import application
from summarize.errors import InputError, UsageError
from summarize.findings import has_errors
from summarize.pipeline import Request, generate, secrecy
from summarize.pipeline.auditing import audit

ROOT = Path(__file__).parents[2]
TEMPLATES = ("季度工作总结", "半年工作总结", "年度工作总结", "汇报材料", "工作报告")
T = title("2017年上半年工作总结")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(application, ["audit", *map(str, arguments)])


def paper(folder: Path, *blocks: Any, name: str = "文稿.docx", **setting: Any) -> Path:
    return make(folder / name, T, *blocks, **setting)


def test_a_document_without_fault_is_told_so(tmp_path: Path) -> None:
    result = run(paper(tmp_path, *text()))
    assert (result.exit_code, result.output) == (0, "未发现问题。\n")


def test_faults_of_one_kind_are_one_line_and_warnings_are_no_failure(tmp_path: Path) -> None:
    lines = [body(f"第{count}项工作有序推进。", line=("exact", 28)) for count in (11, 12, 13, 14)]
    result = run(paper(tmp_path, *lines))
    assert result.exit_code == 0
    assert result.output == (
        "警告 G13 文稿.docx 第2段“第11项工作有序推进。”：行距是固定值28磅，应为固定值28.95磅（每页22行）。"
        "改法：选中正文，“段落—行距”设为固定值28.95磅。（同类共 4 处：第2段、第3段、第4段、第5段）\n"
        "警告 4 处。\n"
    )


def test_errors_come_first_and_are_a_failure(tmp_path: Path) -> None:
    result = run(paper(tmp_path, body("各项工作推进。", size=14), parts={"word/vbaProject.bin": b"x"}), "--verbose")
    assert result.exit_code == 1
    assert [line.split()[1] for line in result.output.splitlines()[:-1]] == ["G39", "G05"]


def test_programs_get_one_list(tmp_path: Path) -> None:
    path = paper(tmp_path, body("各项工作推进。", size=14))
    (told,) = json.loads(run(path, "--format", "json").output)
    assert told == {
        "code": "G05",
        "severity": "warning",
        "message": "正文的字号是四号，应为三号",
        "suggestion": "选中文字，把字号设为三号。",
        "file": str(path),
        "sheet": None,
        "cell": None,
        "paragraph": 2,
        "excerpt": "各项工作推进。",
        "reference": "GB/T 9704-2012 5.2.2",
        "related": None,
        "name": "body-type",
    }
    assert json.loads(run(paper(tmp_path, *text(), name="好.docx"), "--format", "json").output) == []


def test_the_text_is_proofread_too(tmp_path: Path) -> None:
    result = run(paper(tmp_path, body("推进改革,成效明显。")))
    assert "警告 P01 文稿.docx 第2段“推进改革,成效明显。”" in result.output


def test_several_documents_are_told_each_under_its_name(tmp_path: Path) -> None:
    good, bad = paper(tmp_path, *text(), name="甲.docx"), paper(tmp_path, body("推进。", size=14), name="乙.docx")
    missing = tmp_path / "丙.docx"
    result = run(good, bad, missing)
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == str(missing)
    assert result.output.splitlines()[-1] == "共核对 3 个文档，1 个有错误。错误 1 处，警告 1 处。"


def write_bomb(path: Path) -> None:
    with zipfile.ZipFile(make(path, T), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/big.bin", b"\0" * (64 << 20))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "R04"),
        (b"PK\x03\x04", "R09"),
        (b"%PDF-1.4", "R05"),
        (b"hello", "R05"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "R09"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "文稿.docx"
    path.write_bytes(content)
    result = run(path)
    assert result.exit_code == 1 and result.output.startswith(f"错误 {code} ")


def test_a_bomb_and_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "大.docx"
    write_bomb(bomb)
    assert run(bomb).output.startswith("错误 R10 ")
    workbook = ROOT / "inputs" / "云岭区应急管理局2025年.xlsx"
    assert run(workbook).output.startswith("错误 R08 ")


def test_a_broken_part_is_refused(tmp_path: Path) -> None:
    path = paper(tmp_path, styles="<w:unclosed>")
    result = run(path)
    assert result.exit_code == 1 and result.output.startswith("错误 R09 ")


def test_a_classified_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [plain("机密★1年", font="黑体"), mark("云岭区应急管理局文件"), number("云应急〔2017〕5号")]
    path = make(tmp_path / "文稿.docx", *blocks, title("关于开展培训的通知"), *text())
    result = run(path)
    assert result.exit_code == 1 and "有密级标志“机密★”" in result.output
    assert "G0" not in result.output
    monkeypatch.setattr("summarize.pipeline.auditing.is_classified_machine", lambda: True)
    assert "密级标志" not in run(path).output
    assert secrecy.is_classified_machine() is False


def test_a_sentence_about_secrets_is_no_mark(tmp_path: Path) -> None:
    assert run(paper(tmp_path, body("全年开展秘密文件清查2次，发现问题3个。"))).exit_code == 0


# Profiles


def profile(folder: Path, content: str) -> Path:
    path = folder / "本单位.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_profiles_go_by_name() -> None:
    assert load_profile("国标") is NATIONAL and load_profile("电子公文") is ELECTRONIC
    assert (ELECTRONIC.top.mm, ELECTRONIC.bottom.mm, ELECTRONIC.line_pitch.pt) == (34.58, 32.58, 29.45)


def test_the_electronic_variant_has_its_own_margins_and_pitch(tmp_path: Path) -> None:
    margins = '<w:pgMar w:top="1960" w:right="1474" w:bottom="1847" w:left="1587"/>'
    path = paper(tmp_path, body("各项工作推进。", line=("exact", 29.45)), margins=margins, grid="")
    assert {finding.rule.code for finding in audit(path, ELECTRONIC)} == set()
    assert {finding.rule.code for finding in audit(path, NATIONAL)} == {"G02", "G13"}


def test_a_units_own_differences_hold(tmp_path: Path) -> None:
    path = profile(
        tmp_path,
        '"名称" = "云岭区"\n"行距" = 28\n"一级标题字体" = ["黑体", "华康标题宋"]\n"正文字号" = "小三"\n'
        '"标题加粗" = true\n"页码位置" = "居中"\n"不查" = ["g15"]\n',
    )
    found = load_profile(str(path))
    assert (found.name, found.line_pitch.pt, found.lines, found.page_number_place) == ("云岭区", 28, 22, "居中")
    assert found.types[Role.BODY].size.pt == 15 and found.types[Role.LEVEL_1].names == ("黑体", "华康标题宋")
    assert found.has_bold_headings and found.silenced == {"G15"}
    look = {"line": ("exact", 28), "size": 15, "align": "left"}
    heading = h1("一、成效", font="华康标题宋", bold=True, line=("exact", 28))
    document = paper(tmp_path, heading, body("各项工作推进。", **look), odd=None, even=None)
    assert audit(document, found) == ()


@pytest.mark.parametrize(
    ("content", "message", "suggestion"),
    [
        ("行距 = 28\n", "第1行的“行距”没有加引号", '写成 "行距" = …，引号用英文半角。'),
        ('"行巨" = 28\n', "没有“行巨”这一项", "是否指“行距”？"),
        ('"行距" = "28磅"\n', "“行距”要写0到100之间的数（磅）", ""),
        ('"页码位置" = "左边"\n', "“页码位置”只能写“外侧”或“居中”", ""),
        (
            '"正文字号" = "3号"\n',
            "“正文字号”要写字号名（初号、小初、一号、小一、二号、小二、三号、小三、四号、小四、五号、小五）或磅数",
            "",
        ),
        ('"不查" = ["G99"]\n', "“不查”里没有编号为G99的规则", ""),
        ('"标题加粗" = "是"\n', "“标题加粗”要写 true（是）或 false（否）", ""),
        ('"依据" = "省标"\n', "“依据”只能写国标、电子公文", ""),
        ('"行距" = \n', '第1行的写法不对，应为 "名称" = 值', ""),
    ],
)
def test_a_wrong_entry_is_told_in_chinese(content: str, message: str, suggestion: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        load_profile(str(profile(tmp_path, content)))
    (finding,) = raised.value.findings
    assert finding.message == message
    assert finding.rule.code == "G46"
    assert not suggestion or finding.suggestion == suggestion


def test_an_unknown_profile_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_profile("省标")
    result = run(paper(tmp_path, *text()), "--profile", "省标")
    assert result.exit_code == 2
    with pytest.raises(InputError) as raised:
        load_profile(str(tmp_path / "没有.toml"))
    assert raised.value.findings[0].rule.code == "R01"


# What this program makes


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("workbook", sorted(path.name for path in (ROOT / "inputs").glob("*.xlsx")))
def test_what_is_generated_passes(workbook: str, template: str, tmp_path: Path) -> None:
    output = tmp_path / "报告.docx"
    outcome = generate(
        Request(workbook=ROOT / "inputs" / workbook, period="上半年", template=template, output=str(output))
    )
    assert not has_errors(outcome.findings)
    found = audit(output, NATIONAL)
    assert [(finding.rule.code, finding.message) for finding in found if finding.severity.value != "info"] == []


def test_a_computed_number_that_jumps_is_told_once(tmp_path: Path) -> None:
    path = paper(tmp_path, h1("成效", number=1), h1("打算", number=2), numbering=numbering(1, 3))
    assert [(finding.rule.code, finding.place.paragraph) for finding in audit(path, NATIONAL)] == [("G19", 3)]


def test_a_typed_number_that_jumps_is_told_by_the_rule_of_language(tmp_path: Path) -> None:
    path = paper(tmp_path, h1("一、成效"), h1("三、打算"))
    assert [(finding.rule.code, finding.place.paragraph) for finding in audit(path, NATIONAL)] == [("N02", 3)]


def test_closing_lines_are_read_as_such(tmp_path: Path) -> None:
    blocks = [addressee("各科室："), *text(), signature("区应急局", right=6), date("2017年7月5日")]
    assert audit(paper(tmp_path, *blocks), NATIONAL) == ()


# Time


def count_calls(path: Path) -> int:
    """Return how many Python functions are called to audit the document at `path`."""
    import sys

    calls = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        audit(path, NATIONAL)
    finally:
        sys.setprofile(None)
    return calls


def test_ten_times_the_text_costs_about_ten_times_the_work(tmp_path: Path) -> None:
    def sections(count: int) -> list[Any]:
        return [
            block
            for index in range(count)
            for block in (h1("一、工作成效", line=("exact", 28)), *text(3), body(f"完成任务{index + 1}项。", size=14))
        ]

    audit(paper(tmp_path, *sections(2)), NATIONAL)
    small = count_calls(paper(tmp_path, *sections(20)))
    large = count_calls(paper(tmp_path, *sections(200)))
    assert large < small * 11.5
