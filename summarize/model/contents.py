"""What a writer of workbooks is handed: sheets as heads and rows, before any of it is a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarize.model.cells import CellValue


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell to write: a value of `model.cells` and the format code in which it is shown."""

    value: CellValue
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class SheetContents:
    """One sheet to write.

    `role` is the canonical name of the sheet (`vocabulary.SHEETS`; 附件 for an annex), whose column
    widths, help and drop-downs it gets, or `None` for a sheet of no known kind. `heads` are its columns in
    order; of a known sheet those that are missing here are added behind, empty. A row maps heads to
    entries; what it leaves out stays empty. `title` is a line above the heads, '' for none.
    """

    name: str
    role: str | None
    heads: tuple[str, ...]
    rows: tuple[Mapping[str, Entry], ...]
    title: str = ""
