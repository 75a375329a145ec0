"""The reader of .ods: the same cells as the same contents give in .xlsx.

OpenDocument writes dates and times as such where Excel writes numbers under a format; they are turned
into Excel's numbers first, so that one rule tells what they mean.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid, is_percent_format
from summarize.opc.rules import EXTERNAL_RELATION
from summarize.read import rules
from summarize.read.addresses import Area, cover, expand_spans
from summarize.read.grids.extents import MAX_CELLS, check_extent
from summarize.read.grids.number_formats import is_date_format
from summarize.read.grids.ods_scan import (
    ContentScanner,
    ExternalLinkError,
    OdsSheet,
    Stored,
    TooManyCellsError,
    parser_for,
)
from summarize.read.grids.ods_styles import Styles
from summarize.read.grids.package_scan import MarkupFaultError, open_package
from summarize.read.grids.values import interpret_number

_DAY = 86_400
_SERIAL_ZERO = datetime.datetime(1899, 12, 30)
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,7})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,12})?)S)?)?"
)
_SECONDS_BEHIND = re.compile(r"(\.[0-9]{6})[0-9]+")
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|#N/A|Err:[0-9]{3}|错误:[0-9]{3}")
_FORMATS = {"percentage": "0.00%", "date": "yyyy/m/d", "time": "h:mm:ss"}
"""What stands for a format that says nothing of the kind, by type of value."""


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of the .ods at `path`, which has passed the gate, in workbook order.

    Raises:
        InputError: Its records contradict themselves, it fills too many cells, or links to other files.
    """
    try:
        with open_package(path) as package:
            styles = Styles()
            if "styles.xml" in package:
                package.feed("styles.xml", parser_for(styles))
            scanner = ContentScanner(styles)
            package.feed("content.xml", parser_for(scanner))
        _check_names(scanner.sheets)
        for sheet in scanner.sheets:
            check_extent(path, sheet.name, [(sheet.row_count, sheet.column_count)], map(str, sheet.merged))
        return tuple(_read_grid(sheet, styles) for sheet in scanner.sheets)
    except MarkupFaultError as error:
        finding = rules.UNREADABLE_WORKBOOK.at(Place(file=str(path)), f"工作簿内部的记录有错，无法读取：{error}。")
        raise InputError(finding) from error
    except TooManyCellsError as error:
        seen = f"工作表“{error.sheet}”用到的区域是 A1:{error.last}，共 {error.count} 格，最多允许 {MAX_CELLS} 格。"
        raise InputError(rules.SHEET_TOO_LARGE.at(Place(str(path), error.sheet, error.last), seen)) from error
    except ExternalLinkError as error:
        seen = f"部件“content.xml”链接到文件之外的“{error.args[0]}”。"
        raise InputError(EXTERNAL_RELATION.at(Place(file=str(path)), seen)) from error


def _check_names(sheets: list[OdsSheet]) -> None:
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.lower() in seen:
            raise MarkupFaultError(f"有两张工作表都叫“{sheet.name}”")
        seen.add(sheet.name.lower())


def _read_grid(sheet: OdsSheet, styles: Styles) -> Grid:
    merged = tuple(map(str, sorted(sheet.merged)))
    covered = cover(merged, sheet.row_count, sheet.column_count)
    rows: dict[int, dict[int, Cell]] = {}
    for row in list(sheet.rows):
        # Given up as they are read, so that one copy of the sheet is held.
        stored = sheet.rows.pop(row)
        rows[row] = {
            column: _read_cell(sheet.name, (row, column), stored[column], styles, covered) for column in stored
        }
    return Grid(
        sheet.name,
        CellRows(rows),
        sheet.row_count,
        sheet.column_count,
        hidden=sheet.is_hidden,
        # Behind what is filled, hiding says nothing.
        hidden_rows=frozenset(expand_spans(sheet.hidden_rows, sheet.row_count)),
        hidden_columns=frozenset(expand_spans(sheet.hidden_columns, sheet.column_count)),
        merged=merged,
    )


def _read_cell(
    sheet: str, position: tuple[int, int], stored: Stored, styles: Styles, covered: Mapping[tuple[int, int], Area]
) -> Cell:
    number_format = styles.number_format(stored.style)
    if not _is_format_of(number_format, stored.value_type):
        number_format = _FORMATS[stored.value_type]
    kind, value = interpret(stored, number_format)
    area = covered.get(position) if covered else None
    place = Place(None, sheet, address(*position))
    return Cell(value, kind, number_format, place, str(area) if area else None)


def _is_format_of(code: str, value_type: str) -> bool:
    match value_type:
        case "percentage":
            return is_percent_format(code)
        case "date" | "time":
            return is_date_format(code)
        case _:
            return True


def interpret(stored: Stored, number_format: str) -> tuple[CellKind, CellValue]:
    """Return kind and value of a cell that holds something."""
    if stored.is_error or (stored.has_formula and _ERROR.fullmatch(stored.text)):
        return CellKind.ERROR, stored.text or "#VALUE!"
    match stored.value_type:
        case "":
            return (CellKind.TEXT, stored.text) if stored.text else (CellKind.UNCOMPUTED, None)
        case "boolean" if stored.value in ("true", "false"):
            return CellKind.BOOLEAN, stored.value == "true"
        case "float" if stored.has_formula and stored.text in ("TRUE", "FALSE"):
            return CellKind.BOOLEAN, stored.text == "TRUE"
        case "float" | "percentage" | "currency" | "date" | "time":
            return _interpret_amount(stored, number_format)
        case _:
            return CellKind.TEXT, stored.text


def _interpret_amount(stored: Stored, number_format: str) -> tuple[CellKind, CellValue]:
    """Return a number or a date; what cannot be read as its type says is kept as text."""
    if stored.value is None:
        return (CellKind.UNCOMPUTED, None) if stored.has_formula else (CellKind.TEXT, stored.text)
    try:
        number = _serial(stored.value_type, stored.value)
    except (ValueError, OverflowError):
        return CellKind.TEXT, stored.text or stored.value
    return interpret_number(number, number_format)


def _serial(value_type: str, value: str) -> float:
    """Return the number that Excel would store.

    Raises:
        ValueError: It is none.
    """
    match value_type:
        case "date":
            moment = datetime.datetime.fromisoformat(_SECONDS_BEHIND.sub(r"\1", value)).replace(tzinfo=None)
            passed = moment - _SERIAL_ZERO
            return passed.days + (passed.seconds + passed.microseconds / 1e6) / _DAY
        case "time":
            return _duration(value)
        case _ if "_" in value:
            raise ValueError(value)
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _duration(value: str) -> float:
    found = _DURATION.fullmatch(value)
    if not found:
        raise ValueError(value)
    sign, *parts = found.groups()
    days, hours, minutes, seconds = (float(part or 0) for part in parts)
    total = (days * _DAY + hours * 3600 + minutes * 60 + seconds) / _DAY
    return -total if sign else total
