"""A ledger as an office draws it gives the report that the same content gives row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from ledger_of_thirty_tasks import items_workbook, ledger_workbook, rows_workbook

from summarize.pipeline import Request, check, generate

Write = Callable[[Path, int, str], Path]


def paragraphs(write: Write, folder: Path, filled: int, period: str, counted: str) -> list[str]:
    book = write(folder / f"{write.__name__}.xlsx", filled, counted)
    outcome = generate(Request(workbook=book, period=period, output=str(folder / f"{write.__name__}.docx")))
    return [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs]


@pytest.mark.parametrize(
    ("filled", "period", "counted"),
    [
        (2, "一季度", "上半年"),
        (2, "上半年", "上半年"),
        (4, "一季度", "全年"),
        (4, "上半年", "全年"),
        (4, "全年", "全年"),
    ],
)
def test_a_ledger_gives_the_report_of_the_same_rows(filled: int, period: str, counted: str, tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, filled, period, counted)
    typed = paragraphs(items_workbook, tmp_path, filled, period, counted)
    assert drawn == typed
    for heading in ("一、党建工作", "二、安全生产", "三、应急救援"):
        assert drawn.count(heading) == 2, "once over what was done, once over what is planned"
    assert len([text for text in drawn if "。完成" in text]) >= 27


@pytest.mark.parametrize("period", ["一季度", "上半年"])
def test_a_ledger_of_one_row_a_quarter_gives_it_too(period: str, tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, 2, period, "上半年")
    assert paragraphs(rows_workbook, tmp_path, 2, period, "上半年") == drawn


def test_the_tasks_are_counted_as_they_stand_at_the_end_of_the_period(tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, 4, "全年", "全年")
    assert "全年重点工作30项，已完成6项，占20%，未达序时3项。" in drawn


def test_the_drawn_ledger_is_sound(tmp_path: Path) -> None:
    found = check(ledger_workbook(tmp_path / "台账.xlsx", 2, "上半年"), "上半年")
    assert {(finding.rule.code, finding.severity.value) for finding in found} == {("V36", "info")}
