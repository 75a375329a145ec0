"""The sheets of the units, a row for each, and of what is wrong with them, a row for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from summarize.findings import Severity
from summarize.overview.cells import SheetWriter
from summarize.overview.rows import Heading
from summarize.overview.spool import STATES, Spool, SpooledRow, SpooledTrouble
from summarize.overview.wording import file_name, state_label, title_of, unlisted

_NUMBER_HEAD, _STATE_HEAD = "序号", "状态"
_TITLE_ROW, _HEAD_ROW, _FIRST_ROW = range(3)
_TROUBLE_HEADS: tuple[tuple[str, float], ...] = (
    *(("单位", 20), ("级别", 6), ("文件", 21), ("位置", 14), ("问题", 42), ("改法", 36), ("编号", 6)),
    *(("联系人", 8), ("电话", 12)),
)
_MOST_ROWS = 1_048_000
"""What a sheet holds, a little room aside."""
_LAST_LINE = "后面的放不下了，请看网页"


class UnitSheet:
    """A row for each unit; a column that would be empty all the way down is left out."""

    def __init__(self, writer: SheetWriter, heading: Heading, spool: Spool) -> None:
        self._writer = writer
        self._row = _FIRST_ROW
        self._columns = _unit_columns(spool)
        _begin(writer, f"{title_of(heading)}：各单位", [(column.head, column.width) for column in self._columns])

    def put(self, row: SpooledRow) -> None:
        """Write one unit."""
        number = self._row
        if number > _MOST_ROWS:
            return
        self._row += 1
        if number == _MOST_ROWS:
            self._writer.text(number, 1, _LAST_LINE)
            return
        cells = [column.cell_of(row) for column in self._columns]
        widths = [column.width for column in self._columns]
        self._writer.fit(
            number, [(cell, width) for cell, width in zip(cells, widths, strict=True) if type(cell) is str]
        )
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            self._put_cell(number, at, column, cell, row)

    def finish(self) -> None:
        """Set what needs to know the last row."""
        _finish(self._writer, self._row - 1, len(self._columns), frozen_columns=2)

    def _put_cell(self, number: int, at: int, column: _UnitColumn, cell: str | int | None, row: SpooledRow) -> None:
        writer = self._writer
        if column.head == _NUMBER_HEAD:
            writer.number(number, at, number - _FIRST_ROW + 1, look="centred")
        elif column.link_of:
            writer.link(number, at, column.link_of(row), str(cell))
        elif isinstance(cell, str):
            writer.text(number, at, cell, STATES[row.state] if column.head == _STATE_HEAD else "text")
        else:
            writer.count(number, at, cell)


@dataclass(frozen=True, slots=True)
class _UnitColumn:
    """A column of the sheet of units: what stands in it, and what it links to."""

    head: str
    width: float
    cell_of: Callable[[SpooledRow], str | int | None]
    link_of: Callable[[SpooledRow], str] | None = None


def _unit_columns(spool: Spool) -> list[_UnitColumn]:
    columns = [
        _UnitColumn(_NUMBER_HEAD, 5, lambda _: None),
        _UnitColumn("单位", 26, lambda row: row.unit),
        _UnitColumn(_STATE_HEAD, 15, lambda row: state_label(STATES[row.state])),
        _UnitColumn("错误", 5, lambda row: row.error_count),
        _UnitColumn("警告", 5, lambda row: row.warning_count),
        _UnitColumn("页数", 5, lambda row: row.pages),
        _UnitColumn("报告", 28, lambda row: file_name(row.document), lambda row: row.document),
        _UnitColumn("PDF", 5, lambda row: "PDF" if row.pdf else "", lambda row: row.pdf),
        _UnitColumn("来源文件", 22, lambda row: row.source),
        _UnitColumn("联系人", 8, lambda row: row.person),
        _UnitColumn("电话", 12, lambda row: row.phone),
        _UnitColumn("报送时限", 9, lambda row: row.deadline),
        _UnitColumn("说明", 20, lambda row: row.note),
    ]
    fields = {
        "页数": "pages",
        "PDF": "pdf",
        "联系人": "person",
        "电话": "phone",
        "报送时限": "deadline",
        "说明": "note",
    }
    return [column for column in columns if fields.get(column.head, "unit") in spool.filled]


class TroubleSheet:
    """A row for each error of the units, then one for each warning."""

    def __init__(self, writer: SheetWriter, heading: Heading) -> None:
        self._writer = writer
        self._row = _FIRST_ROW
        _begin(writer, f"{title_of(heading)}：问题", _TROUBLE_HEADS)

    def put_errors(self, rows: Iterable[SpooledRow]) -> None:
        """Write the errors of the units."""
        for row in rows:
            self._put_all(row, Severity.ERROR, row.errors, row.error_count)

    def put_warnings(self, rows: Iterable[SpooledRow]) -> None:
        """Write the warnings of the units."""
        for row in rows:
            self._put_all(row, Severity.WARNING, row.warnings, row.warning_count)

    def finish(self) -> None:
        """Set what needs to know the last row."""
        if self._row == _FIRST_ROW:
            self._writer.text(_FIRST_ROW, 0, "没有错误和警告")
        _finish(self._writer, self._row - 1, len(_TROUBLE_HEADS), frozen_columns=1)

    def _put_all(self, row: SpooledRow, severity: Severity, troubles: Sequence[SpooledTrouble], count: int) -> None:
        for trouble in troubles:
            self._put(row, severity, trouble)
        if left := unlisted(count, len(troubles)):
            self._put(row, severity, SpooledTrouble("", "", "", left, ""))

    def _put(self, row: SpooledRow, severity: Severity, trouble: SpooledTrouble) -> None:
        number = self._row
        if number > _MOST_ROWS:
            return
        self._row += 1
        where = (row.unit, severity.label, trouble.file or row.source, trouble.place)
        texts = (*where, trouble.message, trouble.suggestion, trouble.code)
        cells = (*texts, row.person, row.phone) if number < _MOST_ROWS else (_LAST_LINE,)
        self._writer.fit(number, ((text, width) for text, (_, width) in zip(cells, _TROUBLE_HEADS, strict=False)))
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
