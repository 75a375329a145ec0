"""Issuing: what is marked, what counts afterwards, and what is told of records and documents that do not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from summarize.cli.app import application
from summarize.errors import UsageError
from summarize.history import issued
from summarize.pipeline import Request, check, generate, generate_units, secrecy

from .conftest import Unit, of_history

PLAN = ["二季度", "安全", "建设消防示范点", "建成2个。", "安全科", "6月底"]
FIRST = ["一季度", "综合", "日常值守", "值守90天。", "办公室"]
SECOND = [
    ["二季度", "综合", "日常值守", "值守91天。", "办公室", None],
    ["二季度", "综合", "普法宣讲", "宣讲3场。", "司法所", None],
]
GONE = (
    "2025年一季度印发的报告计划“建设消防示范点”（责任科室：安全科，完成时限：6月底），"
    "二季度的成效、问题和计划里都没有相近的事"
)


def records_in(folder: Path) -> list[Path]:
    return sorted((folder / ".summarize" / "issued").iterdir())


def run(*words: object) -> Any:
    return CliRunner().invoke(application, [str(word) for word in words], standalone_mode=False)


def test_two_quarters_on_the_command_line(unit: Unit) -> None:
    first = unit.workbook([FIRST], plans=[PLAN], file="一.xlsx")
    result = run("generate", first, "--period", "一季度", "--issue")
    assert result.return_value == 0
    assert result.stdout.endswith("工作计划.docx；已标为印发，以后各期拿它对照\n")
    second = unit.workbook(SECOND, file="二.xlsx")
    result = run("check", second, "--period", "二季度", "--format", "json")
    assert result.return_value == 0
    told = [finding for finding in json.loads(result.stdout) if finding["code"] == "X01"]
    assert [(finding["severity"], finding["message"]) for finding in told] == [("warning", GONE)]
    result = run("generate", second, "--period", "二季度", "--issue", "--promises")
    assert result.return_value == 0
    assert GONE in result.stderr
    (table,) = docx.Document(str(next(Path("outputs/2025年二季度").glob("*.docx")))).tables
    assert [cell.text for cell in table.rows[1].cells][-2:] == ["未见说明", "—"]


def test_the_help_says_what_issuing_means() -> None:
    told = "".join(run("generate", "--help").stdout.split())
    assert "以后各期只拿标为印发的报告对照" in told
    assert "草稿、征求意见稿、送审稿不能标" in told


def test_what_is_issued_lies_beside_the_record_and_says_what_was_planned(unit: Unit) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    record = json.loads(path.read_text(encoding="utf-8"))
    beside = json.loads((document.parent / ".summarize" / f"{record['id']}.json").read_text(encoding="utf-8"))
    assert record.pop("issue") == {"number": 1, "document": document.name}
    assert record == beside
    assert record["items"][-1] == {
        "part": "计划",
        "identity": "安全\n建设消防示范点",
        "name": "建设消防示范点",
        "text": "建成2个。",
        "cell": "工作计划!D2",
        "span": "2025-04-01/2025-06-30",
        "office": "安全科",
        "due": "6月底",
    }


def test_issuing_twice_changes_nothing_and_generating_again_takes_nothing_back(unit: Unit) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    before = path.read_bytes()
    unit.issue([PLAN])
    generate(Request(workbook=Path("一季度.xlsx"), period="一季度"))
    assert [path.read_bytes() for path in records_in(document.parent)] == [before]
    assert [finding.message for finding in unit.told(SECOND)] == [GONE]


def test_another_issue_of_the_same_period_supersedes_and_loses_nothing(unit: Unit) -> None:
    document = unit.issue([PLAN])
    first = document.read_bytes()
    path = unit.workbook(
        [FIRST], plans=[["二季度", "安全", "修缮泵站", "修缮1座。", "安全科", None]], file="一季度.xlsx"
    )
    outcome = generate(Request(workbook=path, period="一季度", is_issue=True))
    kept = document.with_name(f"{document.stem}（第1次印发）.docx")
    assert outcome.summary.endswith(
        f"；原来印发的文档另存为 {kept.name}；已标为印发（第2次），以后各期以这一次为准，以前的记录留着"
    )
    assert kept.read_bytes() == first
    numbers = [json.loads(path.read_bytes())["issue"]["number"] for path in records_in(document.parent)]
    assert sorted(numbers) == [1, 2]
    (finding,) = unit.told(SECOND)
    assert "“修缮泵站”" in finding.message
    unit.issue([PLAN])
    assert [finding.message for finding in unit.told(SECOND)] == [GONE]


def test_an_issued_document_is_kept_when_it_is_only_generated_anew(unit: Unit) -> None:
    document = unit.issue([PLAN])
    first = document.read_bytes()
    plans = [["二季度", "安全", "修缮泵站", "修缮1座。", "安全科", None]]
    generate(Request(workbook=unit.workbook([FIRST], plans=plans), period="一季度"))
    assert document.with_name(f"{document.stem}（第1次印发）.docx").read_bytes() == first
    assert [finding.message for finding in unit.told(SECOND)] == [GONE]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"is_draft": True}, "--issue 不能与 --draft 同时用：草稿不能标为印发"),
        ({"stage": "送审稿"}, "--issue 不能与 --stage 送审稿 同时用：送审稿还不是印发的稿子"),
        ({"stage": "征求意见稿"}, "--issue 不能与 --stage 征求意见稿 同时用：征求意见稿还不是印发的稿子"),
    ],
)
def test_no_draft_is_issued(unit: Unit, options: dict[str, Any], message: str) -> None:
    path = unit.workbook([FIRST], plans=[PLAN])
    with pytest.raises(UsageError) as caught:
        generate(Request(workbook=path, period="一季度", is_issue=True, **options))
    assert [(finding.rule.code, finding.message) for finding in caught.value.findings] == [("X13", message)]
    assert not Path("outputs").exists()


def test_a_final_draft_is_issued(unit: Unit) -> None:
    outcome = generate(Request(workbook=unit.workbook([FIRST]), period="一季度", is_issue=True, stage="定稿"))
    assert len(records_in(outcome.path.parent)) == 1


def test_a_workbook_with_errors_is_not_issued(unit: Unit) -> None:
    path = unit.workbook([["一季度", "综合", "日常值守", "值守{没有的指标}天。", "办公室"]])
    result = run("generate", path, "--period", "一季度", "--issue")
    assert result.return_value == 1 or result.exception is not None
    assert not Path("outputs").exists()


def test_other_units_and_later_periods_do_not_count(unit: Unit) -> None:
    unit.issue([PLAN], unit="松澜街道办事处")
    later = unit.workbook(
        [["三季度", "综合", "日常值守", "值守92天。", "办公室"]], plans=[["四季度", *PLAN[1:5], None]]
    )
    generate(Request(workbook=later, period="三季度", is_issue=True))
    assert unit.told(SECOND) == []


DAMAGED = {
    "nothing": b"",
    "half": b'{"issue": {"number": 1',
    "a list": b"[]",
    "a number": b"7",
    "no unit": b'{"id": "a", "span": "2025-01-01/2025-03-31"}',
    "no span": '{"id": "a", "unit": "青禾镇综合事务中心"}'.encode(),
    "a wrong span": '{"id": "a", "unit": "青禾镇综合事务中心", "span": "2025-13-01/x"}'.encode(),
    "two years": '{"id": "a", "unit": "青禾镇综合事务中心", "span": "2025-01-01/2026-03-31"}'.encode(),
    "items of text": '{"id": "a", "unit": "青禾镇", "span": "2025-01-01/2025-03-31", "items": "abc"}'.encode(),
    "a nameless figure": (
        '{"id": "a", "unit": "青禾镇综合事务中心", "span": "2025-01-01/2025-03-31", "asked": [{}]}'.encode()
    ),
    "a huge number": '{"issue": {"number": 1e400}, "id": "a", "unit": "青", "span": "2025-01-01/2025-03-31"}'.encode(),
    "very deep": b"[" * 100_000,
    "not UTF-8": b'{"id": "\xff\xfe"}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_is_told_and_not_used(unit: Unit, content: bytes) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    path.write_bytes(content)
    (finding,) = unit.told(SECOND)
    assert (finding.rule.code, finding.place.file) == ("X09", str(path))
    assert finding.message == f"印发记录“{path.name}”已经损坏，或不是程序写的"


@pytest.mark.parametrize("key", ["name", "text", "lead", "office", "due"])
def test_a_record_with_characters_that_no_document_holds_is_damaged(unit: Unit, key: str) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    record = json.loads(path.read_bytes())
    record["items"][-1][key] = "\u0001示范\u000b"
    path.write_text(json.dumps(record), encoding="utf-8")
    later = unit.workbook(SECOND, file="二季度.xlsx")
    made = generate(Request(workbook=later, period="二季度", lists_promises=True))
    assert made.path.exists()
    told = [finding.message for finding in made.findings if finding.rule.code.startswith("X")]
    assert told[0] == f"印发记录“{path.name}”已经损坏，或不是程序写的"


def test_issues_whose_record_is_damaged_are_all_kept(unit: Unit) -> None:
    document = unit.issue([PLAN])
    contents = []
    for number in (2, 3):
        contents.append(document.read_bytes())
        for path in records_in(document.parent):
            path.write_bytes(b"{")
        unit.issue([PLAN], [["一季度", "综合", "日常值守", f"值守{number}天。", "办公室"]])
    kept = sorted(path for path in document.parent.glob("*原印发*"))
    assert [path.read_bytes() for path in kept] in (contents, contents[::-1])


def test_a_record_that_is_too_large_is_told_and_not_opened(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    monkeypatch.setattr(issued, "LARGEST_RECORD", 100)
    (finding,) = unit.told(SECOND)
    assert finding.message == f"印发记录“{path.name}”有0MB，大得不合常理"


def test_a_folder_in_the_place_of_a_record_is_told(unit: Unit) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    path.unlink()
    path.mkdir()
    assert [finding.message for finding in unit.told(SECOND)] == [f"印发记录“{path.name}”打不开"]


def test_damaged_records_stop_no_issue(unit: Unit) -> None:
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    path.write_bytes(b"{")
    assert unit.issue([PLAN]) == document
    assert [finding.message for finding in unit.told(SECOND)] == [GONE]


def test_a_classified_machine_keeps_no_words_and_is_silent(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.pipeline.document_record.is_classified_machine", lambda: True)
    monkeypatch.setattr(secrecy, "is_classified_machine", lambda: True)
    document = unit.issue([PLAN])
    (path,) = records_in(document.parent)
    assert "示范点" not in path.read_text(encoding="utf-8")
    assert unit.told(SECOND) == []


# Documents that are named


def moved(document: Path, *, with_record: bool) -> Path:
    """Take what was issued out of the outputs."""
    folder = Path("归档")
    folder.mkdir()
    target = folder / "一季度.docx"
    shutil.copy(document, target)
    if with_record:
        shutil.copytree(document.parent / ".summarize", folder / ".summarize")
    shutil.rmtree("outputs")
    return target


@pytest.mark.parametrize("is_issued", [True, False])
def test_a_named_document_counts_whether_it_is_issued_or_not(unit: Unit, is_issued: bool) -> None:
    outcome = generate(Request(workbook=unit.workbook([FIRST], plans=[PLAN]), period="一季度", is_issue=is_issued))
    previous = moved(outcome.path, with_record=True)
    (finding,) = unit.told(SECOND, previous=[previous])
    name = "2025年一季度印发的报告" if is_issued else "“一季度.docx”"
    assert finding.message == GONE.replace("2025年一季度印发的报告", name)
    assert finding.related[0].file == str(previous)


def test_a_document_whose_record_is_lost_is_read_by_its_text(unit: Unit) -> None:
    facts = [["计划引语", "下一步，重点做好以下工作："]]
    previous = moved(unit.issue([PLAN], facts=facts), with_record=False)
    told, gone = unit.told(SECOND, previous=[previous])
    assert (told.rule.code, told.place.file) == ("X11", str(previous))
    assert told.message == "--previous：“一季度.docx”旁边没有可用的记录，按文字读：读出计划1项、成效和问题1项"
    assert gone.message == "“一季度.docx”计划“建设消防示范点”，二季度的成效、问题和计划里都没有相近的事"


def write_strangers(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


STRANGERS = (
    "一、工作开展情况",
    "（一）值守。值守90天。",
    "二、下一步工作计划",
    "（一）建设消防示范点。建成消防示范点2个。",
    "（二）日常值守。继续值守。",
)


@pytest.mark.parametrize("title", ["青禾镇综合事务中心2025年第一季度工作总结", "一季度工作总结"])
def test_a_strangers_document_gives_its_plan(unit: Unit, tmp_path: Path, title: str) -> None:
    previous = write_strangers(tmp_path / "上期.docx", title, *STRANGERS)
    found = unit.told(SECOND, previous=[previous])
    assert {finding.rule.code for finding in found} == {"X01", "X11"}
    (gone,) = [finding for finding in found if finding.rule.code == "X01"]
    assert "“建设消防示范点”" in gone.message


def test_a_named_document_of_another_unit_or_time_is_told_and_not_used(unit: Unit) -> None:
    foreign = unit.issue([PLAN], unit="松澜街道办事处")
    (finding,) = unit.told(SECOND, previous=[foreign])
    assert finding.message == f"--previous：{foreign}是“松澜街道办事处”的，不是“青禾镇综合事务中心”的"
    assert finding.rule.code == "X10"
    later = generate(Request(workbook=unit.workbook(SECOND), period="二季度", output="后/")).path
    (finding,) = unit.told(SECOND, previous=[later])
    assert finding.message == f"--previous：{later}写的是2025年二季度，不在2025年二季度之前"


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"text"])
def test_what_cannot_be_read_is_told(unit: Unit, tmp_path: Path, content: bytes | None) -> None:
    previous = tmp_path / "坏.docx"
    if content is not None:
        previous.write_bytes(content)
    (finding,) = unit.told(SECOND, previous=[previous])
    assert (finding.rule.code, finding.place.file) == ("X14", str(previous))
    assert finding.message.startswith(f"--previous：“{previous}”读不出来（")


def test_a_classified_document_is_not_read(unit: Unit, tmp_path: Path) -> None:
    previous = write_strangers(tmp_path / "上期.docx", "机密★1年", *STRANGERS)
    (finding,) = unit.told(SECOND, previous=[previous])
    assert finding.rule.code == "X14"
    assert "示范点" not in finding.message


def test_a_document_that_was_changed_is_compared_by_its_record(unit: Unit) -> None:
    previous = moved(unit.issue([PLAN]), with_record=True)
    document = docx.Document(str(previous))
    document.add_paragraph("补充一段。")
    document.save(str(previous))
    told, gone = unit.told(SECOND, previous=[previous])
    assert gone.message == GONE
    assert (told.rule.code, told.message) == ("X12", "--previous：“一季度.docx”生成以后有改动，按生成时的记录对照")


def test_a_named_document_stands_in_the_place_of_what_was_issued_for_its_period(unit: Unit, tmp_path: Path) -> None:
    unit.issue([PLAN])
    path = unit.workbook([FIRST], plans=[["二季度", "安全", "修缮泵站", "修缮1座。", "安全科", None]])
    other = generate(Request(workbook=path, period="一季度", output=f"{tmp_path}/别处/")).path
    (finding,) = unit.told(SECOND, previous=[other])
    assert "“修缮泵站”" in finding.message


def test_several_documents_follow_the_option(unit: Unit, tmp_path: Path) -> None:
    one = write_strangers(tmp_path / "一.docx", "青禾镇综合事务中心2024年工作总结", *STRANGERS)
    two = write_strangers(tmp_path / "二.docx", "青禾镇综合事务中心2025年第一季度工作总结", *STRANGERS)
    path = unit.workbook(SECOND)
    for words in (
        ("--previous", one, two, path),
        (path, "--previous", one, two),
        ("--previous", one, f"--previous={two}", path),
        (path, f"--previous={one}", two, "--verbose"),
    ):
        result = run("check", *words, "--format", "json")
        told = json.loads(result.stdout)
        assert [finding["file"] for finding in told if finding["code"] == "X11"] == [str(one), str(two)]


def test_the_documents_of_a_workbook_of_many_units_go_to_their_own(unit: Unit, tmp_path: Path) -> None:
    def workbook(name: str, period: str, plans: list[list[Any]]) -> Path:
        basic = [["填报单位", "项目", "内容"]]
        for own in ("甲镇", "乙镇"):
            basic += [[own, "单位名称", own], [own, "年度", 2025]]
        done = [
            ["填报单位", "时期", "事项", "内容"],
            ["甲镇", period, "值守", "值守9天。"],
            ["乙镇", period, "值守", "值守8天。"],
        ]
        head = ["填报单位", "时期", "事项", "内容"]
        return unit.make({"基本信息": basic, "工作成效": done, "工作计划": [head, *plans]}, name=name)

    first = workbook(
        "一.xlsx", "一季度", [["甲镇", "二季度", "修桥", "修桥1座。"], ["乙镇", "二季度", "挖渠", "挖渠2里。"]]
    )
    results = list(generate_units(Request(workbook=first, period="一季度", output=f"{tmp_path}/归档/", is_issue=True)))
    documents = [result.outcome.path for result in results if result.outcome]
    second = workbook("二.xlsx", "二季度", [["甲镇", "三季度", "值守", "值守。"], ["乙镇", "三季度", "值守", "值守。"]])
    told = [
        (finding.rule.code, finding.message[:20]) for finding in of_history(check(second, "二季度", previous=documents))
    ]
    assert sorted(told) == [
        ("X01", "乙镇：2025年一季度印发的报告计划“挖渠"[:20]),
        ("X01", "甲镇：2025年一季度印发的报告计划“修桥"[:20]),
    ]
