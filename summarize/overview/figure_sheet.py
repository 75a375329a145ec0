"""The figures side by side: a row for each unit, for each indicator its value and its change, and sums above."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from summarize.overview.cells import SheetWriter
from summarize.overview.figures import FigureColumn
from summarize.overview.formats import change_format, total_format, value_format
from summarize.overview.rows import Heading
from summarize.overview.spool import Spool, SpooledFigure, SpooledRow
from summarize.overview.wording import (
    APART,
    FIGURE_NOTE,
    NOT_ADDED,
    NOT_FILLED,
    NOT_THERE,
    columns_left_out,
    title_of,
    unit_among_figures,
    units_left_out,
)

_TITLE_ROW, _NOTE_ROW, _NAME_ROW, _SUM_ROW, _HEAD_ROW, _FIRST_ROW = range(6)
_UNIT_WIDTH, _VALUE_WIDTH, _CHANGE_WIDTH = 28, 12, 15
_TITLE_COLUMNS = 8
_INDICATORS_ON_PAGE, _PRINT_SCALE = 5, 86
"""With the widths above five fill the width of A4, and 10.5 pt are printed as 9."""


class FigureSheet:
    """The sheet of figures; units without any are not in it."""

    def __init__(self, writer: SheetWriter, heading: Heading, spool: Spool) -> None:
        self._writer = writer
        self._spool = spool
        self._columns = spool.columns
        self._row = _FIRST_ROW
        self._below: int | None = None
        """The row from which on nothing is added up, if there is such."""
        self._last_row = _FIRST_ROW + spool.figure_units - 1
        self._places = {column.index: 1 + 2 * place for place, column in enumerate(self._columns)}
        self._write_heads(heading)

    def put(self, row: SpooledRow) -> None:
        """Write the figures of one unit."""
        if row.figures and not row.period:
            self._put(row)

    def put_apart(self, rows: Iterable[SpooledRow]) -> None:
        """Write, below all others and out of the sums, the units whose figures are of another period."""
        for first, row in enumerate(rows):
            if not first:
                self._below = self._row
                self._writer.spanned(self._row, 0, 2 * len(self._columns), APART, "apart")
                self._row += 1
            self._put(row)

    def _put(self, row: SpooledRow) -> None:
        writer, number = self._writer, self._row
        writer.fit(number, [(unit_among_figures(row), _UNIT_WIDTH)])
        writer.text(number, 0, unit_among_figures(row))
        figures = {figure.column: figure for figure in row.figures}
        for column in self._columns:
            self._put_figure(number, column, figures.get(column.index))
        self._row += 1

    def finish(self) -> None:
        """Set what needs to know the last row."""
        sheet, last = self._writer.sheet, max((self._below or self._row) - 1, _HEAD_ROW)
        sheet.autofilter(_HEAD_ROW, 0, last, 2 * len(self._columns))
        sheet.freeze_panes(_FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.repeat_rows(_NAME_ROW, _HEAD_ROW)
        sheet.repeat_columns(0)
        # No page ends between a value and its change.
        sheet.set_print_scale(_PRINT_SCALE)
        pages = -(-len(self._columns) // _INDICATORS_ON_PAGE) or 1
        each = -(-len(self._columns) // pages) or 1
        sheet.set_v_pagebreaks(list(self._places.values())[each::each])

    def _write_heads(self, heading: Heading) -> None:
        writer, sheet = self._writer, self._writer.sheet
        sheet.set_column(0, 0, _UNIT_WIDTH)
        for at in self._places.values():
            sheet.set_column(at, at, _VALUE_WIDTH)
            sheet.set_column(at + 1, at + 1, _CHANGE_WIDTH)
        sheet.set_row(_TITLE_ROW, 30)
        sheet.set_row(_NOTE_ROW, 48)
        sheet.set_row(_NAME_ROW, 46 if any(column.remark for column in self._columns) else 32)
        writer.spanned(_TITLE_ROW, 0, _TITLE_COLUMNS, f"{title_of(heading)}：指标", "title")
        note = FIGURE_NOTE + columns_left_out(self._spool) + units_left_out(self._spool)
        writer.spanned(_NOTE_ROW, 0, _TITLE_COLUMNS, f"{note}筛选以后，合计只算看得见的单位。", "note")
        writer.text(_NAME_ROW, 0, "指标（计量单位）", "head")
        for column in self._columns:
            at = self._places[column.index]
            head = f"{column.head}\n{column.remark}" if column.remark else column.head
            writer.spanned(_NAME_ROW, at, at + 1, head, "head")
        writer.text(_SUM_ROW, 0, f"合计（{self._spool.figure_units}个单位）", "sum")
        for column in self._columns:
            self._put_sum(column)
        writer.text(_HEAD_ROW, 0, "单位", "head")
        for at in self._places.values():
            writer.text(_HEAD_ROW, at, "本期", "head")
            writer.text(_HEAD_ROW, at + 1, "同比", "head")

    def _put_sum(self, column: FigureColumn) -> None:
        from xlsxwriter.utility import xl_range  # noqa: PLC0415

        writer, at = self._writer, self._places[column.index]
        if column.is_added and column.count:
            cells = xl_range(_FIRST_ROW, at, self._last_row, at)
            total = float(column.printed_total)
            writer.formula(_SUM_ROW, at, f"=SUBTOTAL(109,{cells})", total, total_format(column.places))
        else:
            writer.text(_SUM_ROW, at, NOT_ADDED, "not-summed")
        writer.text(_SUM_ROW, at + 1, "", "not-summed")

    def _put_figure(self, row: int, column: FigureColumn, figure: SpooledFigure | None) -> None:
        writer, at = self._writer, self._places[column.index]
        if figure is None or figure.number is None:
            said = figure.printed if figure and figure.printed else NOT_FILLED if figure else NOT_THERE
            writer.text(row, at, str(said), "missing")
        else:
            printed = str(figure.printed or figure.number)
            number = _hundredth(figure.number) if column.is_percent else figure.number
            writer.number(row, at, number, value_format(printed, is_percent=column.is_percent))
        self._put_change(row, at + 1, figure)

    def _put_change(self, row: int, at: int, figure: SpooledFigure | None) -> None:
        if figure is None or not figure.change:
            self._writer.text(row, at, NOT_THERE, "missing")
        elif figure.change_number is None:
            self._writer.text(row, at, figure.change)
        else:
            number = figure.change_number
            number = _hundredth(number) if figure.change.endswith("%") else number
            self._writer.number(row, at, number, change_format(figure.change))


def _hundredth(points: float) -> float:
    """Return percent as the share that a sheet shows as percent: 12.3 is 0.123, without a trace of binary."""
    return float(Decimal(repr(points)) / 100)
