"""What the values' reader drops, from one streaming pass over the workbook's XML.

python-calamine gives values alone: an error, a formula that was never computed and an empty cell are
all `''` to it, and formats, hidden rows and merges do not arrive. Here every cell that holds something
gets a `Mark`; empty cells that have a format only get nothing, so a million of them cost no memory.
"""

from __future__ import annotations

import codecs
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS, address
from summarize.read.addresses import Area, RecordError, parse_address
from summarize.read.grids.number_formats import BUILTIN_FORMATS, GENERAL

_CHUNK = 1 << 18
_TRUE = frozenset({"1", "true", "on"})
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_TEXT = "…"
"""What stands in a mark for text: the values' reader has it."""


class MarkupFaultError(Exception):
    """The workbook's XML contradicts itself; the message is Chinese and names the part or the sheet."""


class Mark(NamedTuple):
    """What the XML tells about one cell that holds something.

    `kind` is the cell's `t` (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`); `raw` is the stored value's
    text, `None` if none is stored, and not kept for text.
    """

    style: int
    kind: str
    raw: str | None
    has_formula: bool


@dataclass(slots=True)
class SheetMarkup:
    """One worksheet's marks by row and column, its merges, and its hidden rows and columns."""

    marks: dict[int, dict[int, Mark]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it: its name, its part, whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookMarkup:
    """The workbook's worksheets in order, the format codes of its cell styles, its settings, and where its strings are.

    `is_stale` is true when the writer asks for all formulas to be computed on opening: it is how
    programs that cannot compute say that the values they stored are none.
    """

    sheets: tuple[SheetEntry, ...]
    formats: tuple[str, ...]
    is_1904: bool
    is_stale: bool
    strings: str

    def number_format(self, style: int) -> str:
        """Return the format code of the cell style with this number."""
        return self.formats[style] if 0 <= style < len(self.formats) else GENERAL


Start = Callable[[str, dict[str, str]], None]


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Give the package at `path`, opened; it has passed the gate."""
    with zipfile.ZipFile(path) as archive:
        yield Package(archive)


class Package:
    """A workbook's parts, found as relations name them: without regard to case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def parse(self, part: str, start: Start, end: Callable[[str], None] | None = None) -> None:
        """Call `start` and `end` for every element of `part`, with local names.

        Raises:
            MarkupFaultError: The part is missing or is not XML.
        """
        parser = _parser(start, end)
        self.feed(part, parser)

    def feed(self, part: str, parser: expat.XMLParserType) -> None:
        """Feed `part` to `parser` in chunks; raises `MarkupFaultError` as `parse` does."""
        name = self._names.get(part.lower())
        if name is None:
            raise MarkupFaultError(f"缺少部件“{part}”")
        parser.XmlDeclHandler = _refuse_encoding
        try:
            with self._archive.open(name) as file:
                _check_mark(file.read(4))
                file.seek(0)
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            where = f"第 {error.lineno} 行第 {error.offset + 1} 列"
            raise MarkupFaultError(f"部件“{part}”{where}不合 XML 语法") from error
        except (ValueError, LookupError) as error:
            seen = error if isinstance(error, RecordError) else "数字、编号写错，或缺少必需的属性"
            raise MarkupFaultError(f"部件“{part}”第 {parser.CurrentLineNumber} 行的记录有错（{seen}）") from error

    def read(self, part: str, limit: int) -> bytes | None:
        """Return `part` as a whole; `None` if there is none, or if it has more than `limit` bytes."""
        name = self._names.get(part.lower())
        if name is None or self._archive.getinfo(name).file_size > limit:
            return None
        return self._archive.read(name)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of `part` ('' for the package): kind and target part by id."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode", "").lower() != "external":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found


def _check_mark(head: bytes) -> None:
    if b"\0" in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RecordError("编码是 UTF-16，不是 UTF-8")


def _refuse_encoding(_: str, encoding: str | None, __: int) -> None:
    """Refuse what the values' reader would take for UTF-8 all the same, and read nothing of or wrong."""
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise RecordError(f"编码是 {encoding}，不是 UTF-8")


def _parser(start: Start, end: Callable[[str], None] | None = None) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    return parser


def scan_workbook(package: Package) -> WorkbookMarkup:
    """Return what the workbook's own part and its styles tell.

    Raises:
        MarkupFaultError: They contradict themselves.
    """
    main = next((target for kind, target in package.relations("").values() if kind == "officeDocument"), None)
    if main is None:
        raise MarkupFaultError("找不到工作簿的主体部件")
    relations = package.relations(main)
    listed: list[tuple[str, str, bool]] = []
    settings = {"date1904": False, "fullCalcOnLoad": False}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), relation, attributes.get("state", "visible") != "visible"))
        elif element in ("workbookPr", "calcPr"):
            settings.update({key: attributes[key] in _TRUE for key in settings if key in attributes})

    package.parse(main, start)
    styles = next((target for kind, target in relations.values() if kind == "styles"), None)
    return WorkbookMarkup(
        tuple(_worksheets(listed, relations)),
        _scan_formats(package, styles) if styles else (),
        settings["date1904"],
        settings["fullCalcOnLoad"],
        posixpath.join(posixpath.dirname(main), "sharedStrings.xml"),
    )


def _worksheets(listed: list[tuple[str, str, bool]], relations: dict[str, tuple[str, str]]) -> Iterator[SheetEntry]:
    """Yield the worksheets; sheets of charts and dialogs hold no cells and are passed over."""
    seen: set[str] = set()
    for name, relation, is_hidden in listed:
        if name.lower() in seen:
            raise MarkupFaultError(f"有两张工作表都叫“{name}”")
        seen.add(name.lower())
        if relation not in relations:
            raise MarkupFaultError(f"工作表“{name}”没有内容部件")
        kind, part = relations[relation]
        if kind == "worksheet":
            yield SheetEntry(name, part, is_hidden)


def _scan_formats(package: Package, part: str) -> tuple[str, ...]:
    own: dict[int, str] = {}
    numbers: list[int] = []
    inside: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "numFmt" and inside[-1:] == ["numFmts"]:
            own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", GENERAL)
        elif element == "xf" and inside[-1:] == ["cellXfs"]:
            numbers.append(int(attributes.get("numFmtId", "0")))
        inside.append(element)

    def end(_: str) -> None:
        inside.pop()

    package.parse(part, start, end)
    return tuple(own.get(number) or BUILTIN_FORMATS.get(number, GENERAL) for number in numbers)


def scan_sheet(package: Package, part: str) -> SheetMarkup:
    """Return what the worksheet in `part` tells about its cells.

    Raises:
        MarkupFaultError: It contradicts itself.
    """
    scanner = _SheetScanner()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    scanner.attach(parser)
    package.feed(part, parser)
    return scanner.found


def scan_frame(content: bytes) -> SheetMarkup:
    """Return what the elements of a worksheet around its cells tell, its marks too if there are cells all the same.

    Raises:
        ExpatError: It is not XML.
        ValueError: A record is wrong.
    """
    scanner = _SheetScanner()
    parser = expat.ParserCreate()
    scanner.attach(parser)
    parser.Parse(content, True)
    return scanner.found


class _SheetScanner:
    """Handlers of one pass over a worksheet; addresses that are left out count on from the last.

    Most cells of a padded sheet are empty, so nothing is worked out for a cell before it is seen to
    hold something; elements are told by their names as written, prefix and all.
    """

    def __init__(self) -> None:
        self.found = SheetMarkup()
        self._position = (0, 0)
        self._unread: str | None = None
        self._cell: dict[str, str] | None = None
        self._has_formula = self._has_text = self._is_in_value = False
        self._value: list[str] | None = None
        self._locals: dict[str, str] = {}
        self._texts: dict[Mark, Mark] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        """Make `parser` call the handlers."""
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _local(self, name: str) -> str:
        return self._locals.setdefault(name, name.rpartition(":")[2])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._locals.get(name) or self._local(name)
        if self._cell is not None:
            self._start_in_cell(local)
        elif local == "c":
            self._start_cell(attributes)
        elif local == "row":
            row = int(attributes["r"]) if "r" in attributes else self._last_position()[0] + 1
            self._position, self._unread = (row, 0), None
            if attributes.get("hidden") in _TRUE:
                self.found.hidden_rows.add(row)
        elif local == "mergeCell":
            self.found.merged.append(str(Area.parse(attributes.get("ref", ""))))
        elif local == "col" and attributes.get("hidden") in _TRUE:
            self.found.hidden_columns.append((int(attributes["min"]), min(int(attributes["max"]), MAX_COLUMNS)))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        if given is None:
            row, column = self._last_position()
            self._position = (max(row, 1), column + 1)
        self._unread = given
        self._cell, self._value = attributes, None
        self._has_formula = self._has_text = False

    def _last_position(self) -> tuple[int, int]:
        """Return row and column of the cell begun last."""
        if self._unread is not None:
            self._position, self._unread = parse_address(self._unread), None
        return self._position

    def _start_in_cell(self, local: str) -> None:
        if local == "f":
            self._has_formula = True
        elif local == "is":
            self._has_text = True
        elif local == "v":
            self._is_in_value, self._value = True, []

    def _text(self, characters: str) -> None:
        if self._is_in_value and self._value is not None:
            self._value.append(characters)

    def _end(self, name: str) -> None:
        if self._cell is None:
            return
        local = self._locals[name]
        if local == "v":
            self._is_in_value = False
        elif local == "c":
            if self._value is not None or self._has_formula or self._has_text:
                self._keep_cell(self._cell)
            self._cell = None

    def _keep_cell(self, attributes: dict[str, str]) -> None:
        row, column = self._last_position()
        if not (1 <= row <= MAX_ROWS and 1 <= column <= MAX_COLUMNS):
            raise RecordError(f"单元格超出工作表：第 {row} 行第 {column} 列")
        kind = attributes.get("t", "n")
        raw = None if self._value is None else "".join(self._value)
        marks = self.found.marks.get(row)
        if marks is None:
            marks = self.found.marks[row] = {}
        if column in marks:
            raise RecordError(f"单元格 {address(row, column)} 出现了两次")
        if kind == "s" and raw is not None and not (raw.isascii() and raw.strip().isdigit()):
            raise RecordError(f"单元格 {address(row, column)} 的文字编号写成了“{raw}”")
        if raw and kind in ("s", "str", "inlineStr"):
            raw = _TEXT
        mark = Mark(int(attributes.get("s", "0")), kind, raw, self._has_formula)
        marks[column] = self._texts.setdefault(mark, mark) if raw is _TEXT or raw is None else mark
