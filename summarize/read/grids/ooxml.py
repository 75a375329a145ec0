"""The reader of .xlsx and .xlsm: sheets in plain form at once, others by calamine's values and the marks of the XML."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid, make_cell
from summarize.read import rules
from summarize.read.addresses import Area, cover, expand_spans
from summarize.read.grids.extents import check_extent
from summarize.read.grids.package_scan import (
    Mark,
    MarkupFaultError,
    SheetEntry,
    SheetMarkup,
    WorkbookMarkup,
    open_package,
    scan_sheet,
    scan_workbook,
)
from summarize.read.grids.plain_sheet import PlainSheet, read_plain
from summarize.read.grids.plain_strings import PlainStrings
from summarize.read.grids.values import interpret_number


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets of the workbook at `path`, which has passed the gate, in workbook order.

    Raises:
        InputError: The file is no sound workbook.
    """
    try:
        with open_package(path) as package, path.open("rb") as file:
            markup = scan_workbook(package)
            strings = PlainStrings(package, markup.strings)
            scanned = [
                (entry, read_plain(path, package, entry, markup, strings) or scan_sheet(package, entry.part))
                for entry in markup.sheets
            ]
            for entry, sheet in scanned:
                if isinstance(sheet, SheetMarkup):
                    farthest = ((row, max(marks)) for row, marks in sheet.marks.items())
                    check_extent(path, entry.name, farthest, sheet.merged)
            with load_workbook(file) as values:
                return tuple(_read_grid(values, markup, entry, sheet) for entry, sheet in scanned)
    except (MarkupFaultError, CalamineError) as error:
        seen = _explain(error)
        finding = rules.UNREADABLE_WORKBOOK.at(Place(file=str(path)), f"工作簿内部的记录有错，无法读取：{seen}。")
        raise InputError(finding) from error


_KINDS = (
    ("string index", "引用了不存在的文字"),
    ("'t' attribute", "有类型认不出的单元格"),
    ("range", "用到的区域（dimension）写错了"),
    ("dimension", "用到的区域（dimension）写错了"),
    ("not found", "缺少要用的部件或工作表"),
    ("password", "内容设了密码"),
    ("zip", "压缩的内容有错"),
    ("xml", "XML 有错"),
    ("parse", "有写错的数字"),
)


def _explain(error: Exception) -> str:
    """Return what is wrong, in Chinese; the values' reader tells it in English."""
    if isinstance(error, MarkupFaultError):
        return str(error)
    said = str(error).lower()
    return next((words for mark, words in _KINDS if mark in said), "有前后不符的记录")


def _read_grid(
    values: CalamineWorkbook, workbook: WorkbookMarkup, entry: SheetEntry, sheet: PlainSheet | SheetMarkup
) -> Grid:
    if isinstance(sheet, PlainSheet):
        if entry.name not in values.sheet_names:
            raise MarkupFaultError(f"工作表“{entry.name}”中缺少要用的部件或工作表")
        rows, markup = sheet.rows, sheet.markup
    else:
        rows, markup = _read_rows(_values_of(values, entry), workbook, entry, sheet), sheet
    return Grid(
        entry.name,
        CellRows(rows),
        max(rows, default=0),
        max(map(max, rows.values()), default=0),
        hidden=entry.is_hidden,
        hidden_rows=frozenset(markup.hidden_rows),
        hidden_columns=frozenset(expand_spans(markup.hidden_columns)),
        merged=tuple(map(str, sorted(map(Area.parse, markup.merged)))),
    )


def _read_rows(
    values: CalamineSheet, workbook: WorkbookMarkup, entry: SheetEntry, markup: SheetMarkup
) -> dict[int, dict[int, Cell]]:
    row_count = max(markup.marks, default=0)
    column_count = max(map(max, markup.marks.values()), default=0)
    first_column = values.start[1] + 1 if values.start else 1
    reader = _RowReader(entry.name, workbook, cover(markup.merged, row_count, column_count), first_column)
    rows: dict[int, dict[int, Cell]] = {}
    for row, marks, stored in _iter_rows(values, markup):
        if cells := reader.read(row, marks, stored):
            rows[row] = cells
    return rows


def _values_of(workbook: CalamineWorkbook, entry: SheetEntry) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(entry.name)
    except CalamineError as error:
        raise MarkupFaultError(f"工作表“{entry.name}”中{_explain(error)}") from error


def _iter_rows(values: CalamineSheet, sheet: SheetMarkup) -> Iterator[tuple[int, dict[int, Mark], Sequence[object]]]:
    """Yield each row that has marks with them and its values; they are given up, so that one copy is held."""
    rows = values.iter_rows()  # from row 1, but from the first column that is filled
    reached = 0
    stored: Sequence[object] = ()
    for row in sorted(sheet.marks):
        while reached < row:
            reached, stored = reached + 1, next(rows, ())
        yield row, sheet.marks.pop(row), stored


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Makes cells of the marks and values of a row; equal texts of a sheet are kept once.

    `first_column` is that of the values.
    """

    sheet: str
    markup: WorkbookMarkup
    covered: Mapping[tuple[int, int], Area]
    first_column: int
    texts: dict[str, str] = field(default_factory=dict)

    def read(self, row: int, marks: Mapping[int, Mark], stored: Sequence[object]) -> dict[int, Cell]:
        """Return the cells of `row` by column."""
        cells: dict[int, Cell] = {}
        for column in sorted(marks):
            index = column - self.first_column
            value = stored[index] if 0 <= index < len(stored) else ""
            if cell := self._read_cell(row, column, marks[column], value):
                cells[column] = cell
        return cells

    def _read_cell(self, row: int, column: int, mark: Mark, stored: object) -> Cell | None:
        number_format = self.markup.number_format(mark.style)
        at = address(row, column)
        _compare(stored, mark, self.sheet, at)
        kind, value = _interpret(stored, mark, number_format, self.markup)
        if kind is CellKind.EMPTY:
            return None
        if isinstance(value, str):
            value = self.texts.setdefault(value, value)
        area = self.covered.get((row, column)) if self.covered else None
        is_stale = kind is CellKind.NUMBER and _is_placeholder(mark, self.markup)
        merged = str(area) if area else None
        return make_cell(value, kind, number_format, self.sheet, at, merged=merged, is_stale=is_stale)


def _compare(stored: object, mark: Mark, sheet: str, at: str) -> None:
    """Refuse a number that two readers read differently: nobody knows which is meant."""
    if mark.kind != "n" or isinstance(stored, bool) or not isinstance(stored, (int, float)):
        return
    try:
        is_same = float(mark.raw or "") == stored
    except ValueError:
        is_same = False
    if not is_same and math.isfinite(stored):
        raise MarkupFaultError(f"单元格 {Place(None, sheet, at)} 的数写得有歧义")


def _interpret(stored: object, mark: Mark, number_format: str, markup: WorkbookMarkup) -> tuple[CellKind, CellValue]:
    """Return kind and value of a cell: what the XML tells outranks what the values' reader made of it."""
    if mark.kind == "e":
        return CellKind.ERROR, mark.raw or "#VALUE!"
    if mark.has_formula and _is_uncomputed(mark):
        return CellKind.UNCOMPUTED, None
    if mark.kind == "n" and stored != "" and not isinstance(stored, bool):
        return _interpret_number(stored, mark, number_format, markup)
    return _interpret_other(stored)


def _interpret_other(stored: object) -> tuple[CellKind, CellValue]:
    if isinstance(stored, str):
        return (CellKind.TEXT, stored) if stored else (CellKind.EMPTY, None)
    match stored:
        case None:
            return CellKind.EMPTY, None
        case bool():
            return CellKind.BOOLEAN, stored
        case datetime.date() | datetime.time() | datetime.timedelta():
            return CellKind.DATE, stored
        case _:
            return CellKind.TEXT, str(stored)


def _is_uncomputed(mark: Mark) -> bool:
    """Return whether a formula's value was never stored; a text formula may well give nothing (`<v></v>`)."""
    return mark.raw is None or (mark.raw == "" and mark.kind != "str")


def _is_placeholder(mark: Mark, markup: WorkbookMarkup) -> bool:
    """Return whether a formula's value may be the 0 that some writers store in place of one.

    They are told by their asking for a computation on opening; a program that computed asks for none.
    """
    return mark.has_formula and markup.is_stale and mark.raw is not None and mark.raw.strip() == "0"


def _interpret_number(
    stored: object, mark: Mark, number_format: str, markup: WorkbookMarkup
) -> tuple[CellKind, CellValue]:
    """Return a number, or the date that its format shows; what is neither stays text."""
    try:
        number = float(stored) if isinstance(stored, (int, float)) else float((mark.raw or "").replace("_", "?"))
    except ValueError:
        return CellKind.TEXT, str(stored)
    if not math.isfinite(number):
        return CellKind.TEXT, mark.raw
    return interpret_number(number, number_format, is_1904=markup.is_1904)
