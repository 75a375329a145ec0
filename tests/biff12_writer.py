"""`.xlsb` by hand: no free program writes it. LibreOffice reads what comes out, so the suite can compare.

    write_xlsb(path, {"表": Sheet({"A1": "甲", "B1": 0.123}, formats={"B1": "0.0%"}, merged=["A1:A2"])})

A value is text, a number, a bool, `None` (a cell with a format alone), or a `Formula` (its value alone counts)
or `ErrorValue` of `office_files`; bytes are records put in as they are. A format is a code or a number.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conftest import PACKAGE, relation, relations
from office_files import ErrorValue, Formula

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
MAIN_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_FIRST_OWN_FORMAT = 164


@dataclass(frozen=True)
class Sheet:
    """One sheet; the rest is by address, row number or column number."""

    cells: Mapping[str, Any]
    formats: Mapping[str, str | int] = field(default_factory=dict)
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    state: int = 0


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while length >= 0x80:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + body


def wide(text: str) -> bytes:
    units = text.encode("utf-16-le", errors="surrogatepass")
    return struct.pack("<L", len(units) // 2) + units


def cell(kind: int, column: int, style: int, value: bytes = b"") -> bytes:
    return record(kind, struct.pack("<LL", column, style) + value)


def position(address: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", address).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


class _Writer:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self.codes: list[str | int] = ["General"]

    def style(self, code: str | int) -> int:
        if code not in self.codes:
            self.codes.append(code)
        return self.codes.index(code)

    def sheet(self, sheet: Sheet) -> bytes:
        rows: dict[int, dict[int, tuple[Any, int]]] = {row - 1: {} for row in sheet.hidden_rows}
        for address in (*sheet.cells, *(other for other in sheet.formats if other not in sheet.cells)):
            row, column = position(address)
            style = self.style(sheet.formats.get(address, "General"))
            rows.setdefault(row, {})[column] = (sheet.cells.get(address), style)
        last_row, last_column = max(rows, default=0), max((max(row, default=0) for row in rows.values()), default=0)
        used = record(148, struct.pack("<LLLL", 0, last_row, 0, last_column))
        out = record(129) + used + self._columns(sheet) + record(145)
        for row in sorted(rows):
            hidden = 0x10 if row + 1 in sheet.hidden_rows else 0
            out += record(0, struct.pack("<LLHBBBL", row, 0, 300, 0, hidden, 0, 0))
            for column in sorted(rows[row]):
                out += self._cell(column, *rows[row][column])
        return out + record(146) + self._merged(sheet) + record(130)

    @staticmethod
    def _columns(sheet: Sheet) -> bytes:
        if not sheet.hidden_columns:
            return b""
        infos = [struct.pack("<LLLLH", column - 1, column - 1, 2304, 0, 1) for column in sorted(sheet.hidden_columns)]
        return record(390) + b"".join(record(60, info) for info in infos) + record(391)

    @staticmethod
    def _merged(sheet: Sheet) -> bytes:
        if not sheet.merged:
            return b""
        out = record(177, struct.pack("<L", len(sheet.merged)))
        for area in sheet.merged:
            (top, left), (bottom, right) = (position(corner) for corner in area.split(":"))
            out += record(176, struct.pack("<LLLL", top, bottom, left, right))
        return out + record(178)

    def _cell(self, column: int, value: Any, style: int) -> bytes:
        if isinstance(value, bytes):
            return value
        kind, stored = self._formula(value.stored) if isinstance(value, Formula) else self._value(value)
        return cell(kind, column, style, stored)

    def _value(self, value: Any) -> tuple[int, bytes]:
        match value:
            case None:
                return 1, b""
            case bool():
                return 4, bytes([value])
            case int() if abs(value) < 1 << 29:
                return 2, struct.pack("<l", value << 2 | 2)
            case ErrorValue(code):
                return 3, bytes([ERRORS[code]])
            case str():
                if value not in self.strings:
                    self.strings.append(value)
                return 7, struct.pack("<L", self.strings.index(value))
        return 5, struct.pack("<d", value)

    @staticmethod
    def _formula(stored: Any) -> tuple[int, bytes]:
        """Return a formula that names its own value: LibreOffice computes anew."""
        match stored:
            case bool():
                kind, value, token = 10, bytes([stored]), bytes([0x1D, stored])
            case int() | float():
                kind, value = 9, struct.pack("<d", stored)
                token = b"\x1f" + value
            case ErrorValue(code):
                kind, value, token = 11, bytes([ERRORS[code]]), bytes([0x1C, ERRORS[code]])
            case _:
                kind, value = 8, wide(stored)
                token = b"\x17" + value[:2] + value[4:]
        return kind, value + struct.pack("<HL", 0, len(token)) + token + bytes(4)

    def styles(self) -> bytes:
        own = [code for code in self.codes if isinstance(code, str) and code != "General"]
        numbers = {code: _FIRST_OWN_FORMAT + index for index, code in enumerate(own)}
        formats = b"".join(record(44, struct.pack("<H", numbers[code]) + wide(code)) for code in own)
        font = struct.pack("<HHHHBBBB8sB", 220, 0, 400, 0, 0, 0, 134, 0, b"\x01\x01\0\0\0\0\0\xff", 0) + wide("宋体")
        fill = struct.pack("<L", 0) + b"\x01\x40\0\0\0\0\0\xff" + b"\x01\x41\0\0\xff\xff\xff\xff" + bytes(48)
        border = bytes(1) + bytes(10) * 5
        out = record(278) + record(615, struct.pack("<L", len(own))) + formats + record(616)
        out += record(611, struct.pack("<L", 1)) + record(43, font) + record(612)
        out += record(603, struct.pack("<L", 1)) + record(45, fill) + record(604)
        out += record(613, struct.pack("<L", 1)) + record(46, border) + record(614)
        out += record(626, struct.pack("<L", 1)) + record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 8, 0))
        out += record(627) + record(617, struct.pack("<L", len(self.codes)))
        for code in self.codes:
            number = code if isinstance(code, int) else numbers.get(code, 0)
            out += record(47, struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 8, 1))
        return out + record(618) + record(279)

    def shared(self) -> bytes:
        texts = b"".join(record(19, b"\0" + wide(text)) for text in self.strings)
        count = struct.pack("<LL", len(self.strings), len(self.strings))
        return record(159, count) + texts + record(160)


def xlsb_parts(sheets: Mapping[str, Sheet], *, is_1904: bool = False, is_stale: bool = False) -> dict[str, bytes | str]:
    """Return the parts of an .xlsb with these sheets."""
    writer = _Writer()
    parts: dict[str, bytes | str] = {}
    bound = b""
    for number, (name, sheet) in enumerate(sheets.items(), start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = writer.sheet(sheet)
        bound += record(156, struct.pack("<LL", sheet.state, number) + wide(f"r{number}") + wide(name))
    count = len(sheets)
    calculation = record(157, struct.pack("<LLLdLH", 191029, 1, 100, 0.001, 1, 1 if is_stale else 0))
    book = record(131) + record(153, struct.pack("<LLL", int(is_1904), 0, 0)) + record(143) + bound + record(144)
    parts["xl/workbook.bin"] = book + calculation + record(132)
    parts["xl/styles.bin"] = writer.styles()
    parts["xl/sharedStrings.bin"] = writer.shared()
    parts["xl/_rels/workbook.bin.rels"] = relations(
        *(relation(number, "worksheet", f"worksheets/sheet{number}.bin") for number in range(1, count + 1)),
        relation(count + 1, "styles", "styles.bin"),
        relation(count + 2, "sharedStrings", "sharedStrings.bin"),
    )
    parts["_rels/.rels"] = relations(relation(1, "officeDocument", "xl/workbook.bin"))
    parts["[Content_Types].xml"] = _content_types(count)
    return parts


def _content_types(count: int) -> str:
    types = {f"worksheets/sheet{number}": "worksheet" for number in range(1, count + 1)}
    types |= {"styles": "styles", "sharedStrings": "sharedStrings"}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.bin" ContentType="application/vnd.ms-excel.{kind}"/>'
        for part, kind in types.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.bin" ContentType="{MAIN_TYPE}"/>{overrides}</Types>'
    )


def write_xlsb(path: Path, sheets: Mapping[str, Sheet], *, is_1904: bool = False, is_stale: bool = False) -> Path:
    """Write an .xlsb with these sheets; see `xlsb_parts`."""
    write_parts(path, xlsb_parts(sheets, is_1904=is_1904, is_stale=is_stale))
    return path


def write_parts(path: Path, parts: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
