"""The sheets of the units, a row for each, and of their errors, a row for each."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.overview.cells import SheetWriter
from summarize.overview.rows import Heading
from summarize.overview.spool import STATES, SpooledError, SpooledRow
from summarize.overview.wording import errors_left_out, file_name, state_label, title_of

_TITLE_ROW, _HEAD_ROW, _FIRST_ROW = range(3)
_UNIT_HEADS: tuple[tuple[str, float], ...] = (
    *(("序号", 6), ("单位", 28), ("状态", 10), ("错误", 6), ("警告", 6), ("页数", 6), ("报告", 40)),
    *(("PDF", 7), ("来源文件", 28), ("联系人", 10), ("电话", 15), ("报送时限", 14), ("说明", 32)),
)
_ERROR_HEADS: tuple[tuple[str, float], ...] = (
    *(("单位", 24), ("文件", 26), ("位置", 16), ("问题", 46), ("改法", 42), ("编号", 7), ("联系人", 10), ("电话", 15)),
)
_MOST_ROWS = 1_048_000
"""What a sheet holds, a little room aside."""
_LAST_LINE = "后面的放不下了，请看网页"


class UnitSheet:
    """A row for each unit."""

    def __init__(self, writer: SheetWriter, heading: Heading) -> None:
        self._writer = writer
        self._row = _FIRST_ROW
        _begin(writer, f"{title_of(heading)}：各单位", _UNIT_HEADS)

    def put(self, row: SpooledRow) -> None:
        """Write one unit."""
        number = self._row
        if number > _MOST_ROWS:
            return
        self._row += 1
        writer = self._writer
        if number == _MOST_ROWS:
            writer.text(number, 1, _LAST_LINE)
            return
        state = STATES[row.state]
        writer.number(number, 0, number - _FIRST_ROW + 1, look="centred")
        writer.text(number, 1, row.unit)
        writer.text(number, 2, state_label(state), state)
        for column, count in enumerate((row.error_count, row.warning_count, row.pages), start=3):
            writer.count(number, column, count)
        writer.link(number, 6, row.document, file_name(row.document))
        writer.link(number, 7, row.pdf, "PDF" if row.pdf else "")
        for column, text in enumerate((row.source, row.person, row.phone, row.deadline, row.note), start=8):
            writer.text(number, column, text)

    def finish(self) -> None:
        """Set what needs to know the last row."""
        _finish(self._writer, self._row - 1, len(_UNIT_HEADS), frozen_columns=2)


class ErrorSheet:
    """A row for each error of a unit that has no report because of it."""

    def __init__(self, writer: SheetWriter, heading: Heading) -> None:
        self._writer = writer
        self._row = _FIRST_ROW
        _begin(writer, f"{title_of(heading)}：要改正的错误", _ERROR_HEADS)

    def put(self, row: SpooledRow) -> None:
        """Write the errors of one unit."""
        for error in row.errors:
            self._put(row, error)
        if left := errors_left_out(row):
            self._put(row, SpooledError("", "", "", left, ""))

    def finish(self) -> None:
        """Set what needs to know the last row."""
        if self._row == _FIRST_ROW:
            self._writer.text(_FIRST_ROW, 0, "没有错误")
        _finish(self._writer, self._row - 1, len(_ERROR_HEADS), frozen_columns=1)

    def _put(self, row: SpooledRow, error: SpooledError) -> None:
        number = self._row
        if number > _MOST_ROWS:
            return
        self._row += 1
        texts = (row.unit, error.file or row.source, error.place, error.message, error.suggestion, error.code)
        cells = (*texts, row.person, row.phone) if number < _MOST_ROWS else (_LAST_LINE,)
        for column, text in enumerate(cells):
            self._writer.text(number, column, text)


def _begin(writer: SheetWriter, title: str, heads: Sequence[tuple[str, float]]) -> None:
    writer.sheet.set_row(_TITLE_ROW, 30)
    writer.spanned(_TITLE_ROW, 0, len(heads) - 1, title, "title")
    writer.heads(_HEAD_ROW, heads)


def _finish(writer: SheetWriter, last_row: int, column_count: int, *, frozen_columns: int) -> None:
    sheet = writer.sheet
    sheet.autofilter(_HEAD_ROW, 0, max(last_row, _HEAD_ROW), column_count - 1)
    sheet.freeze_panes(_FIRST_ROW, frozen_columns)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
