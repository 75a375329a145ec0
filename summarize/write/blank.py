"""The blank workbook of `init`: every sheet with its heads, help, drop-downs and an example row."""

from __future__ import annotations

from pathlib import Path

from summarize.model.contents import SheetContents
from summarize.model.vocabulary import SHEETS
from summarize.write.filled import write_workbook


def write_blank_workbook(path: Path) -> None:
    """Write the blank workbook to `path`, whole or not at all.

    Raises:
        MachineError: the place cannot be written.
    """
    write_workbook(path, [SheetContents(spec.name, spec.name, (), ()) for spec in SHEETS])
