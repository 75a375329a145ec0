"""What `--verify` tells of a manifest that somebody changed, and of a batch that is at work."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import InputError, MachineError
from summarize.pipeline.batch.alone import alone_at

TITLE = "2025年上半年工作总结和下半年工作计划.docx"


@pytest.fixture(autouse=True)
def once(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局", "甲局")
    district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
    (district.folder / "坏.xlsx").write_text("不是工作簿")
    district.run()


def manifest(district: Any) -> Path:
    (path,) = district.root.glob(".summarize/*.batch.json")
    return path


def told(district: Any) -> list[tuple[str, str, str]]:
    return [
        (found.rule.code, Path(found.place.file).name, found.message)
        for found in district.run(is_verifying=True).findings
    ]


def forge(district: Any, change: Callable[[dict[str, Any]], None], number: int) -> None:
    """Change an entry as somebody does who knows of the hash behind it."""
    path = manifest(district)
    lines = path.read_text(encoding="utf-8").split("\n")
    entry = json.loads(lines[number].rstrip(","))
    change(entry)
    lines[number] = json.dumps(entry, ensure_ascii=False) + ("," if lines[number].endswith(",") else "")
    text = "\n".join(lines)
    start, end = text.index('"result": ') + 10, text.index(',\n"result_sha256"')
    sha256 = hashlib.sha256(text[start:end].encode()).hexdigest()
    path.write_text(re.sub(r'"result_sha256": "\w+"', f'"result_sha256": "{sha256}"', text), encoding="utf-8")


DONE, FAILED, UNREAD = 3, 1, 2
"""The lines of 甲, 丁 and 坏."""


def test_what_nobody_changed_is_equal(district: Any) -> None:
    assert told(district) == []
    forge(district, lambda entry: None, DONE)
    assert told(district) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"printed": "70"', '"printed": "71"'),
        lambda text: text.replace('"is_brief": false', '"is_brief": true'),
        lambda text: text[: text.index('"result_sha256"')],
    ],
)
def test_a_manifest_that_has_not_its_hash_is_told(district: Any, change: Callable[[str], str]) -> None:
    path = manifest(district)
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    name = f"outputs/.summarize/{path.name}"
    outcome = district.run(is_verifying=True)
    assert [(found.rule.code, found.message) for found in outcome.findings] == [("B26", f"“{name}”在写出以后改动过")]
    assert outcome.closed.exit_status == 1


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ('"keys"', '"k"'),
        ('"units": [', '"units": [3, '),
        ('"period": "2025年上半年"', '"period": 7'),
        ('"severity": "error"', '"severity": "x"'),
    ],
)
def test_one_that_cannot_be_read_is_told(district: Any, word: str, instead: str) -> None:
    path = manifest(district)
    text = path.read_text(encoding="utf-8")
    assert word in text
    path.write_text(text.replace(word, instead), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        district.run(is_verifying=True)
    (finding,) = raised.value.findings
    assert (finding.rule.code, finding.message) == ("B26", f"“outputs/.summarize/{path.name}”在写出以后改动过")
    district.run()
    assert told(district) == []


OTHERWISE = "写没写报告、有没有错误，重新推算的与生成记录里的不同"


class TestForged:
    """With the hash of the whole put right."""

    def test_a_failed_unit_that_is_called_done(self, district: Any) -> None:
        forge(district, lambda entry: entry["units"][0].update(outcome="done"), FAILED)
        assert told(district) == [("B23", "丁.xlsx", f"“青石县丁局”{OTHERWISE}")]

    def test_a_good_unit_that_is_called_failed(self, district: Any) -> None:
        forge(district, lambda entry: entry["units"][0].update(outcome="failed", document=None), DONE)
        assert ("B23", "甲.xlsx", f"“青石县甲局”{OTHERWISE}") in told(district)

    def test_findings_that_are_gone(self, district: Any) -> None:
        forge(district, lambda entry: entry["units"][0].update(findings=[]), FAILED)
        assert told(district) == [("B23", "丁.xlsx", "“青石县丁局”重新推算时发现的问题与生成记录里的不同")]

    def test_findings_of_an_input_without_units_that_are_gone(self, district: Any) -> None:
        forge(district, lambda entry: entry.update(findings=[]), UNREAD)
        assert told(district) == [("B23", "坏.xlsx", "“坏.xlsx”重新推算时发现的问题与生成记录里的不同")]

    def test_a_unit_that_is_left_out(self, district: Any) -> None:
        forge(district, lambda entry: entry.update(units=[]), DONE)
        assert told(district) == [("B23", "甲.xlsx", "“青石县甲局”是重新推算时才有的")]

    def test_a_unit_that_is_put_in(self, district: Any) -> None:
        forge(district, lambda entry: entry["units"].append(entry["units"][0] | {"unit": "青石县戊局"}), FAILED)
        assert told(district) == [("B23", "丁.xlsx", "重新推算时没有“青石县戊局”")]

    def test_the_hash_of_a_record(self, district: Any) -> None:
        forge(district, lambda entry: entry["units"][0].update(record_sha256="0" * 64), DONE)
        assert [(code, message) for code, _, message in told(district)][1:] == [
            ("B23", f"“青石县甲局”重新推算的报告与生成记录里的“2025年上半年/甲局{TITLE}”不同")
        ]


def test_a_unit_that_was_done_and_has_errors_with_other_rules_is_told(
    district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.findings import Place
    from summarize.pipeline.batch import jobs
    from summarize.validate.rules import CLASSIFIED

    def refuse(prepared: Any, wanted: Any) -> Any:
        raise InputError(CLASSIFIED.at(Place(file="甲.xlsx"), "不行"))

    monkeypatch.setattr(jobs, "print_report", refuse)
    assert ("B23", "甲.xlsx", "“青石县甲局”上次写了报告，重新推算时有错误") in told(district)


def test_another_program_is_told(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.pipeline.batch.basis._program_hash", lambda: "0")
    assert told(district) == [("B21", "报送", "上次批量以后，程序换过")]


def test_a_changed_record_is_told(district: Any) -> None:
    (unit,) = district.manifest()["result"]["inputs"][2]["units"]
    record = district.root / "2025年上半年" / ".summarize" / f"{unit['id']}.json"
    record.write_bytes(record.read_bytes() + b" ")
    place = f"outputs/2025年上半年/.summarize/{record.name}"
    assert told(district) == [("B25", "甲.xlsx", f"“青石县甲局”的报告的记录“{place}”在写出以后改动过")]


def test_a_batch_that_is_at_work_is_not_looked_at(district: Any) -> None:
    with (
        alone_at(Path("outputs")),
        pytest.raises(MachineError, match=r"^另一个批量正在往“outputs”里写，本次什么也没有做$"),
    ):
        district.run(is_verifying=True)


def test_where_nothing_can_be_written_nobody_needs_to_be_kept_away(
    district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, **_: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    assert told(district) == []


def test_on_a_machine_for_secrets_what_was_kept_there_is_equal(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("batch.running", "batch.verifying", "batch.basis", "document_record"):
        monkeypatch.setattr(f"summarize.pipeline.{name}.is_classified_machine", lambda: True)
    shutil.rmtree(district.root)
    district.run()
    assert told(district) == []
