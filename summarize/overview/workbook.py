"""The overview as a workbook: all in all, the units, what is wrong with them, and the figures side by side.

Rows are written as they come: of a sheet nothing but the row in hand is in memory.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, BinaryIO

from summarize.opc.files import explaining, writing_beside
from summarize.overview.cells import SheetWriter
from summarize.overview.figure_sheet import FigureSheet
from summarize.overview.formats import Formats
from summarize.overview.rows import Heading
from summarize.overview.spool import Spool
from summarize.overview.unit_sheets import TroubleSheet, UnitSheet
from summarize.overview.wording import (
    MOST_FINDINGS,
    SECRECY,
    STATE_MEANINGS,
    count_of,
    facts_of,
    finding_place,
    state_label,
    states_shown,
    title_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NORMAL = {"font_name": "宋体", "font_size": 10}
"""Columns are as wide as digits of this font: half a square, 7 pixels, in every Chinese font alike."""
_WIDTHS = (15, 26, 58)


def write_workbook(path: Path, heading: Heading, spool: Spool) -> None:
    """Write the overview to `path`; only the time shown differs between two runs on the same rows.

    Raises:
        MachineError: the place cannot be written.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415
    from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415

    with (
        writing_beside(path, is_lasting=False) as file,
        explaining(Path(gettempdir())),
        TemporaryDirectory(prefix="summarize-") as folder,
    ):
        target = _Target(file)
        options = {"constant_memory": True, "strings_to_urls": False, "tmpdir": folder}
        book = Workbook(target, {**options, "default_format_properties": _NORMAL})
        book.set_properties({"title": title_of(heading), "created": heading.made_at})
        try:
            _write_sheets(book, heading, spool)
            book.close()
        except XlsxFileError as error:
            # It wraps the system's error, which tells a full disk from a missing right.
            raise (error.__context__ or error) from None
        finally:
            target.let_go()
            if not book.fileclosed:
                with contextlib.suppress(Exception):
                    book.close()


class _Target:
    """The file that a workbook goes to, until it is let go.

    A workbook that could not be finished writes its end when the interpreter clears it away; by then the
    file is closed, and the attempt would be told on the screen.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self._position = 0

    def let_go(self) -> None:
        """Pass nothing on any more."""
        self._file = None

    def write(self, data: bytes) -> int:
        """Write `data`."""
        if self._file:
            self._file.write(data)
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, and return it."""
        self._position = self._file.seek(offset, whence) if self._file else offset
        return self._position

    def tell(self) -> int:
        """Return the place at which is written."""
        return self._position

    def flush(self) -> None:
        """Do nothing: what gave the file flushes it."""


def _write_sheets(book: Workbook, heading: Heading, spool: Spool) -> None:
    formats = Formats(book)
    _write_summary(SheetWriter(book.add_worksheet("总览"), formats), heading, spool)
    units = UnitSheet(SheetWriter(book.add_worksheet("各单位"), formats), heading, spool)
    troubles = TroubleSheet(SheetWriter(book.add_worksheet("问题"), formats), heading)
    figures = FigureSheet(SheetWriter(book.add_worksheet("指标"), formats), heading, spool)
    for row in spool.rows():
        units.put(row)
        troubles.put_errors((row,))
        figures.put(row)
    if spool.warning_count:
        troubles.put_warnings(spool.rows())
    figures.put_apart(spool.rows_apart())
    units.finish()
    troubles.finish()
    figures.finish()


def _write_summary(writer: SheetWriter, heading: Heading, spool: Spool) -> None:
    sheet = writer.sheet
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 36)
    writer.spanned(0, 0, 2, title_of(heading), "title")
    row = 2
    if heading.counts:
        sheet.set_row(1, 36)
        writer.spanned(1, 0, 2, heading.counts, "counts")
        row = 3
    for label, text in facts_of(heading, spool):
        writer.fit(row, [(text, _WIDTHS[1] + _WIDTHS[2])])
        writer.text(row, 0, label, "label")
        writer.spanned(row, 1, 2, text, "text")
        row += 1
    row += 1
    for column, head in enumerate(("状态", "单位数", "是什么意思，怎么办")):
        writer.text(row, column, head, "head")
    for state in states_shown(heading, spool):
        row += 1
        writer.fit(row, [(STATE_MEANINGS[state], _WIDTHS[2])])
        writer.text(row, 0, state_label(state), state)
        writer.number(row, 1, spool.counts[state], '0"本"' if count_of(state, spool).endswith("本") else "0", "centred")
        writer.text(row, 2, STATE_MEANINGS[state])
    row = _write_findings(writer, heading, row + 2)
    writer.spanned(row, 0, 2, SECRECY, "note")
    sheet.fit_to_pages(1, 0)


def _write_findings(writer: SheetWriter, heading: Heading, row: int) -> int:
    """Write what was found of the batch as a whole, and return the row that is free below."""
    if not heading.findings:
        return row
    writer.spanned(row, 0, 2, "关于整批", "head")
    for finding in heading.findings[:MOST_FINDINGS]:
        row += 1
        text = f"{finding.message}。{finding.suggestion}"
        writer.fit(row, [(finding_place(finding), _WIDTHS[1]), (text, _WIDTHS[2])])
        writer.text(row, 0, finding.severity.label, "label")
        writer.text(row, 1, finding_place(finding))
        writer.text(row, 2, text)
    left = len(heading.findings) - MOST_FINDINGS
    if left > 0:
        row += 1
        writer.spanned(row, 0, 2, f"另有{left}条，没有列出", "text")
    return row + 2
