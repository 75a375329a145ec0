"""The reader of .xlsx and .xlsm: python-calamine's values joined with the marks of the XML pass."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, CellValue, Grid
from summarize.read import rules
from summarize.read.addresses import Area, address, cover
from summarize.read.extents import check_extent
from summarize.read.package_scan import (
    Mark,
    MarkupFaultError,
    SheetEntry,
    SheetMarkup,
    WorkbookMarkup,
    open_package,
    scan_sheet,
    scan_workbook,
)
from summarize.read.values import interpret_number


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets of the workbook at `path`, which has passed the gate, in workbook order.

    Raises:
        InputError: The file is no sound workbook.
    """
    try:
        with open_package(path) as package, path.open("rb") as file:
            markup = scan_workbook(package)
            scanned = [(entry, scan_sheet(package, entry.part)) for entry in markup.sheets]
            for entry, sheet in scanned:
                check_extent(path, entry.name, sheet.marks, sheet.merged)
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


def _read_grid(values: CalamineWorkbook, markup: WorkbookMarkup, entry: SheetEntry, sheet: SheetMarkup) -> Grid:
    cells = dict(_read_cells(values, markup, entry, sheet))
    return Grid(
        entry.name,
        cells,
        max((row for row, _ in cells), default=0),
        max((column for _, column in cells), default=0),
        hidden=entry.is_hidden,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(_expand(sheet.hidden_columns)),
        merged=tuple(map(str, sorted(map(Area.parse, sheet.merged)))),
    )


def _read_cells(
    values: CalamineWorkbook, markup: WorkbookMarkup, entry: SheetEntry, sheet: SheetMarkup
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Yield the cells of a sheet; the marks are given up as they are used, so that one copy of it is held."""
    row_count = max((row for row, _ in sheet.marks), default=0)
    column_count = max((column for _, column in sheet.marks), default=0)
    covered = cover(sheet.merged, row_count, column_count)
    texts: dict[str, str] = {}
    for key, stored in _pair(sorted(sheet.marks), _read_values(values, entry)):
        mark = sheet.marks.pop(key)
        row, column = key
        number_format = markup.number_format(mark.style)
        _compare(stored, mark, entry, row, column)
        kind, value = _interpret(stored, mark, number_format, markup)
        if kind is CellKind.EMPTY:
            continue
        if isinstance(value, str):
            value = texts.setdefault(value, value)
        area = covered.get(key)
        place = Place(sheet=entry.name, cell=address(row, column))
        is_stale = kind is CellKind.NUMBER and _is_placeholder(mark, markup)
        yield key, Cell(value, kind, number_format, place, str(area) if area else None, is_stale)


def _read_values(values: CalamineWorkbook, entry: SheetEntry) -> list[Sequence[object]]:
    try:
        return list(values.get_sheet_by_name(entry.name).to_python(skip_empty_area=False))
    except CalamineError as error:
        raise MarkupFaultError(f"工作表“{entry.name}”中{_explain(error)}") from error


def _pair(keys: list[tuple[int, int]], rows: list[Sequence[object]]) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield each of `keys`, in the order of the sheet, with its value in `rows`, which are dropped behind it."""
    rows.reverse()
    reached = 0
    values: Sequence[object] = ()
    for key in keys:
        row, column = key
        while reached < row:
            reached, values = reached + 1, rows.pop() if rows else ()
        yield key, values[column - 1] if column <= len(values) else ""


def _compare(stored: object, mark: Mark, entry: SheetEntry, row: int, column: int) -> None:
    """Refuse a number that two readers read differently: nobody knows which is meant."""
    if mark.kind != "n" or isinstance(stored, bool) or not isinstance(stored, (int, float)):
        return
    try:
        is_same = float(mark.raw or "") == stored
    except ValueError:
        is_same = False
    if not is_same and math.isfinite(stored):
        raise MarkupFaultError(f"单元格 {entry.name}!{address(row, column)} 的数写得有歧义")


def _expand(spans: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers in `spans`, each once: files may list thousands that overlap."""
    reached = 0
    for first, last in sorted(spans):
        yield from range(max(first, reached + 1), last + 1)
        reached = max(reached, last)


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
    match stored:
        case "" | None:
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
