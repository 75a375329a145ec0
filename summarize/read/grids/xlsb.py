"""The sheets of .xlsb: the parts of an .xlsx with records in place of XML, read in one pass each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.cells import Grid
from summarize.read.grids.package_scan import MarkupFaultError, Package
from summarize.read.grids.stored_cells import RecordFaultError, StoredSheet, Styles, format_code, lay_out
from summarize.read.grids.xlsb_records import Kind, iter_records, number_at, text_at
from summarize.read.grids.xlsb_sheet import SheetReader
from summarize.read.rules import UNREADABLE_WORKBOOK

_IS_1904, _IS_STALE = 0x01, 0x01
_CALCULATION_FLAGS = 24

_Relations = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class _Book:
    """What the workbook's own part tells."""

    sheets: list[_Listed]
    is_1904: bool = False
    is_stale: bool = False


class _Parts:
    """The parts of the package, found as relations name them: without regard to case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def read(self, part: str) -> bytes:
        name = self._names.get(part.lower())
        if name is None:
            raise RecordFaultError(f"缺少部件“{part}”")
        return self._archive.read(name)


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets of the .xlsb at `path` as they stand, in workbook order; it has passed the gate.

    Raises:
        InputError: Its records contradict themselves, or a sheet is too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(_iter_grids(path, archive))
    except (RecordFaultError, MarkupFaultError) as error:
        message = f"工作簿内部的记录有错，无法读取：{error}。"
        raise InputError(UNREADABLE_WORKBOOK.at(Place(file=str(path)), message)) from error


def _iter_grids(path: Path, archive: zipfile.ZipFile) -> Iterator[Grid]:
    package, parts = Package(archive), _Parts(archive)
    main = next((target for kind, target in package.relations("").values() if kind == "officeDocument"), None)
    if main is None:
        raise RecordFaultError("找不到工作簿的主体部件")
    relations = package.relations(main)
    targets = dict(relations.values())
    with _within(f"部件“{main}”"):
        book = _read_book(parts.read(main), relations)
    strings: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    if part := targets.get("sharedStrings"):
        with _within(f"部件“{part}”"):
            strings = tuple(_iter_strings(parts.read(part)))
    if part := targets.get("styles"):
        with _within(f"部件“{part}”"):
            codes = tuple(_iter_codes(parts.read(part)))
    for listed in book.sheets:
        sheet = StoredSheet(listed.name, listed.is_hidden)
        with _within(f"工作表“{listed.name}”"):
            SheetReader(parts.read(listed.part), sheet, strings, is_stale=book.is_stale).read()
        yield lay_out(path, sheet, Styles(codes, book.is_1904))


@contextmanager
def _within(place: str) -> Iterator[None]:
    """Say of a wrong record where it stands."""
    try:
        yield
    except RecordFaultError as error:
        raise RecordFaultError(f"{place}中{error}") from error


def _read_book(part: bytes, relations: _Relations) -> _Book:
    book = _Book([])
    seen: set[str] = set()
    for kind, body, length in iter_records(part):
        match kind:
            case Kind.BOOK_PROPERTIES:
                book.is_1904 = bool(number_at(part, body, 4) & _IS_1904)
            case Kind.CALCULATION if length > _CALCULATION_FLAGS:
                book.is_stale = bool(part[body + _CALCULATION_FLAGS] & _IS_STALE)
            case Kind.SHEET:
                relation, after = text_at(part, body + 8, body + length)
                name, _ = text_at(part, after, body + length)
                if name.lower() in seen:
                    raise RecordFaultError(f"有两张工作表都叫“{name}”")
                seen.add(name.lower())
                if relation not in relations:
                    raise RecordFaultError(f"工作表“{name}”没有内容部件")
                target_kind, target = relations[relation]
                if target_kind == "worksheet":  # sheets of charts, dialogs and macros hold no cells
                    book.sheets.append(_Listed(name, target, bool(number_at(part, body, 4))))
    return book


def _iter_strings(part: bytes) -> Iterator[str]:
    """Yield the shared texts; fonts and phonetic readings behind a text are passed over."""
    for kind, body, length in iter_records(part):
        if kind == Kind.SHARED_TEXT:
            yield text_at(part, body + 1, body + length)[0]


def _iter_codes(part: bytes) -> Iterator[str]:
    """Yield the format code of each cell style."""
    own: dict[int, str] = {}
    is_inside = False
    for kind, body, length in iter_records(part):
        if kind == Kind.FORMAT:
            own[number_at(part, body, 2)] = text_at(part, body + 2, body + length)[0]
        elif kind in (Kind.BEGIN_STYLES, Kind.END_STYLES):
            is_inside = kind == Kind.BEGIN_STYLES
        elif kind == Kind.STYLE and is_inside:
            yield format_code(number_at(part, body + 2, 2), own)
