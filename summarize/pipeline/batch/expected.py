"""Which units are expected to send: the list, found where it stands and read whatever its kind."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import InputError, SummarizeError
from summarize.findings import Finding, Place
from summarize.model.addresses import address
from summarize.model.cells import Grid
from summarize.model.quotation import quote
from summarize.model.vocabulary import EXPECTED_SHEET, TOTAL_WORDS, normalize_key
from summarize.opc import WorkbookKind, telling_of
from summarize.opc.compound import OLE_MARK
from summarize.opc.files import is_folder
from summarize.opc.kinds import ZIP_MARKS
from summarize.overview import rules
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_grids, read_with_grids
from summarize.read.grids.csv_text import CsvFaultError, decode, read_rows

_COLUMNS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"单位", "单位名称", "填报单位", "应报单位", "报送单位", "单位全称", "全称"}),
    "short_name": frozenset({"简称", "单位简称"}),
    "person": frozenset({"联系人", "经办人", "报送人", "填报人"}),
    "phone": frozenset({"电话", "联系电话", "手机", "手机号", "手机号码", "办公电话", "联系方式"}),
    "deadline": frozenset({"报送时限", "时限", "报送时间", "截止时间", "截止日期"}),
}
_WORKBOOK_SUFFIXES = frozenset(suffix for kind in WorkbookKind for suffix in kind.extensions)
_TEXT_SUFFIXES = frozenset({".txt", ".csv"})
_COMMENT = "#"
_LINE_END = re.compile(r"\r\n|\n|\r")
_HEAD_ROWS = 20
"""Rows among which the head of the list is looked for."""
_MAX_TEXT = 16 << 20
_SHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
"""The parts of workbooks in which the names of their sheets stand."""
_NAMED = tuple(EXPECTED_SHEET.encode(encoding) for encoding in ("utf-8", "utf-16-le"))

Line = Mapping[int, tuple[str, Place]]
"""The filled fields of a row of the list, by column."""


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """One unit of the list, under the name that stands there at `place`."""

    name: str
    place: Place
    short_name: str = ""
    person: str = ""
    phone: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedUnits:
    """The list: the file that it stands in (`None` without a list), its units, and what is wrong with it.

    `is_own_file` tells that the file holds nothing else: it is no input of the batch.
    """

    file: Path | None = None
    units: tuple[ExpectedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_own_file: bool = False


def expected_units(folder: Path, asked: Path | None) -> ExpectedUnits:
    """Return the units that are to send: as the list that is `asked` for, else as one in `folder`, says.

    A file called 应报单位 goes before a sheet of that name in another workbook.

    Raises:
        SummarizeError: the list that is asked for cannot be read. What is wrong with one that lies in the
            folder is among the findings: the batch can go on without it.
    """
    if asked is not None:
        return _read(asked)
    found = _find(folder)
    if len(found) > 1:
        names = "、".join(f"“{path.name}”" for path in found)
        places = [Place(file=str(path)) for path in found]
        message = f"有{len(found)}份应报单位名单：{names}，这次没有核对谁没有报送"
        return ExpectedUnits(findings=(rules.LISTS_DIFFER.at(places[0], message, related=tuple(places[1:])),))
    if not found:
        return ExpectedUnits()
    try:
        return _read(found[0])
    except SummarizeError as error:
        return ExpectedUnits(found[0], (), error.findings, normalize_key(found[0].stem) == EXPECTED_SHEET)


def _find(folder: Path) -> list[Path]:
    """Return the files in `folder` that are called 应报单位, or else the workbooks that have a sheet of that name."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
        files = [entry for entry in entries if entry.is_file()]
    except OSError:
        return []
    suffixes = _WORKBOOK_SUFFIXES | _TEXT_SUFFIXES
    named = [file for file in files if normalize_key(file.stem) == EXPECTED_SHEET and file.suffix.lower() in suffixes]
    return named or [file for file in files if file.suffix.lower() in _WORKBOOK_SUFFIXES and _has_list(file)]


def _has_list(path: Path) -> bool:
    """Return whether a workbook has a sheet 应报单位; what cannot be read is told by the batch itself."""
    if not _may_have_list(path):
        return False
    try:
        return any(map(_is_list, read_grids(path)))
    except SummarizeError:
        return False


def _may_have_list(path: Path) -> bool:
    """Return whether the name occurs where the sheets of a workbook are named: most need not be read."""
    try:
        with path.open("rb") as file:
            if file.read(len(OLE_MARK)) == OLE_MARK:
                file.seek(0)
                content = file.read()
                return any(name in content for name in _NAMED)
        with zipfile.ZipFile(path) as package:
            parts = (package.open(part).read(_MAX_TEXT) for part in _SHEET_PARTS if part in package.NameToInfo)
            return any(name in part for part in parts for name in _NAMED)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError):
        return False


def _is_list(grid: Grid) -> bool:
    return normalize_key(grid.name) == EXPECTED_SHEET


def _read(path: Path) -> ExpectedUnits:
    """Return the list at `path`.

    Raises:
        InputError: it cannot be read, or there is no unit in it.
    """
    if path.suffix.lower() in {"", *_TEXT_SUFFIXES} and not is_folder(path) and not _is_package(path):
        lines, is_own_file = list(_lines_of_text(path)), True
    else:
        sheets, grids = read_with_grids(path)
        refuse_classified(sheets)
        chosen = next(filter(_is_list, grids), None) or next((grid for grid in grids if len(grid.cells)), None)
        lines = list(_lines_of_sheet(chosen, path)) if chosen else []
        is_own_file = not any(len(grid.cells) for grid in grids if grid is not chosen)
    units, findings = _units_of(lines, path)
    if not units:
        raise InputError(rules.LIST_EMPTY.at(Place(file=str(path)), f"名单“{path.name}”里一个单位也没有"))
    return ExpectedUnits(path, units, findings, is_own_file)


def _is_package(path: Path) -> bool:
    with telling_of(path), path.open("rb") as file:
        return file.read(len(OLE_MARK)).startswith((*ZIP_MARKS, OLE_MARK))


def _lines_of_text(path: Path) -> Iterator[Line]:
    with telling_of(path), path.open("rb") as file:
        content = file.read(_MAX_TEXT)
    try:
        rows = _comma_rows(content) if path.suffix.lower() == ".csv" else _typed_rows(content)
        for number, fields in rows:
            line = {
                column: (field.strip(), Place(file=str(path), cell=address(number, column)))
                for column, field in enumerate(fields, start=1)
                if field.strip()
            }
            if line and not next(iter(line.values()))[0].startswith(_COMMENT):
                yield line
    except CsvFaultError as fault:
        message = f"名单“{path.name}”读不出来：{fault.message}"
        raise InputError(rules.LIST_UNREADABLE.at(Place(file=str(path)), message)) from fault


def _comma_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    # A list of names alone has no comma; whatever else stands in a name belongs to it.
    text = decode(content)
    return read_rows(content) if "," in text else _typed_rows(content)


def _typed_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines of a text; fields are apart by tabs or commas of either width."""
    text = decode(content)
    if "\0" in text:
        broken = text.count("\n", 0, text.index("\0")) + 1
        raise CsvFaultError(rules.LIST_UNREADABLE, f"第 {broken} 行有空字符（NUL），不是正常的文本")
    for number, line in enumerate(_LINE_END.split(text), start=1):
        yield number, line.replace("，", ",").replace("\t", ",").split(",")


def _lines_of_sheet(grid: Grid, path: Path) -> Iterator[Line]:
    for _, cells in sorted(grid.cells.rows.items()):
        line = {
            column: (cell.raw.strip(), replace(cell.place, file=str(path)))
            for column, cell in sorted(cells.items())
            if not cell.is_empty
        }
        if line:
            yield line


def _units_of(lines: Sequence[Line], path: Path) -> tuple[tuple[ExpectedUnit, ...], tuple[Finding, ...]]:
    """Return the units of a list, and which of them stand there twice.

    Raises:
        InputError: no column is headed 单位, and there are others beside it.
    """
    at, columns = _find_head(lines)
    if not columns:
        if any(len(line) > 1 for line in lines):
            message = f"名单“{path.name}”里找不到“单位”一栏"
            raise InputError(rules.LIST_UNREADABLE.at(Place(file=str(path)), message))
        at, columns = -1, {}
    units: dict[str, ExpectedUnit] = {}
    findings = []
    for line in lines[at + 1 :]:
        unit = _unit_of(line, columns)
        if unit is None:
            continue
        key = normalize_key(unit.name)
        if key in units:
            message = f"名单上“{quote(unit.name)}”写了两次"
            findings.append(rules.LISTED_TWICE.at(unit.place, message, related=(units[key].place,)))
        units.setdefault(key, unit)
    return tuple(units.values()), tuple(findings)


def _find_head(lines: Sequence[Line]) -> tuple[int, dict[str, int]]:
    """Return which line is the head, and the columns by what stands in them; none without a column of names."""
    for at, line in enumerate(lines[:_HEAD_ROWS]):
        heads = {column: normalize_key(text) for column, (text, _) in line.items()}
        columns = {
            field: column
            for field, names in _COLUMNS.items()
            if (column := next((column for column, head in heads.items() if head in names), 0))
        }
        if "name" in columns:
            return at, columns
    return -1, {}


def _unit_of(line: Line, columns: Mapping[str, int]) -> ExpectedUnit | None:
    """Return the unit of a row; a list without a head has names alone."""
    at = columns.get("name") or next(iter(line))
    if at not in line or normalize_key(line[at][0]) in TOTAL_WORDS:
        return None
    name, place = line[at]
    others = {field: line[column][0] for field, column in columns.items() if field != "name" and column in line}
    return ExpectedUnit(name, place, **others)
