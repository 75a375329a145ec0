"""Values that a cell would take for something else: openings of formulas, and days before a workbook's first."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from summarize.model.contents import Entry, SheetContents
from summarize.write.filled import write_workbook


def written(path: Path, entry: Entry) -> tuple[object, bool]:
    write_workbook(path, [SheetContents("清单", None, ("名称",), ({"名称": entry},))])
    cell = load_workbook(path)["清单"]["A2"]
    return cell.value, bool(cell.quotePrefix)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@甲", "\t=1", "＝1+1", "＋1", "－1", "＠甲"])
def test_what_would_open_a_formula_when_it_is_edited_is_marked_as_text(tmp_path: Path, text: str) -> None:
    assert written(tmp_path / "清单.xlsx", Entry(text)) == (text, True)


def test_other_text_has_no_mark(tmp_path: Path) -> None:
    assert written(tmp_path / "清单.xlsx", Entry("办班3期。")) == ("办班3期。", False)


def test_a_day_before_1900_is_written_in_words(tmp_path: Path) -> None:
    assert written(tmp_path / "清单.xlsx", Entry(datetime.date(1898, 7, 3))) == ("1898年7月3日", False)
