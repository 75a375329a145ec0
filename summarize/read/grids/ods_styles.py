"""Styles of an OpenDocument spreadsheet: format codes as Excel writes them, and tables that are hidden.

A cell's style names a data style, alone or through its parents; a data style spells its format element
by element (ODF 1.3 part 3, 16.29). What a report depends on is kept exactly: percent signs, which parts
of a date are shown, durations, and words around a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from summarize.read.grids.number_formats import GENERAL

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "

_DATA_STYLES = frozenset(
    NUMBER + kind
    for kind in (
        "number-style",
        "currency-style",
        "percentage-style",
        "date-style",
        "time-style",
        "boolean-style",
        "text-style",
    )
)
_PLAIN_TEXT = re.compile(r"[-+/:,.() ¥$]*")
_DATE_PARTS = {
    "year": ("yy", "yyyy"),
    "day": ("d", "dd"),
    "day-of-week": ("aaa", "aaaa"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
}
"""Codes of the short and the long form."""
_FIXED_PARTS = {"am-pm": "AM/PM", "era": "e", "text-content": "@", "boolean": "BOOLEAN"}
_LONGEST_CHAIN = 20
_LONGEST_NUMBER = 30


@dataclass(slots=True)
class _CellStyle:
    parent: str
    data_style: str


@dataclass(slots=True)
class Styles:
    """The styles that were read so far; `start`, `end` and `text` take the events of a parser."""

    hidden_tables: set[str] = field(default_factory=set)
    _cells: dict[str, _CellStyle] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _maps: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)
    _table: str = ""
    _name: str = ""
    _parts: list[str] | None = None
    _is_percentage: bool = False
    _is_elapsed: bool = False
    _is_text: bool = False

    def number_format(self, style: str) -> str:
        """Return the format code of the cell style called `style`."""
        code = self._known.get(style)
        if code is None:
            code = self._known[style] = self._find(style)
        return code

    def _find(self, style: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            found = self._cells.get(style)
            if found is None:
                return GENERAL
            if found.data_style:
                return self._code(found.data_style)
            style = found.parent
        return GENERAL

    def _code(self, name: str) -> str:
        """Return the code of a data style, those for some numbers only before it."""
        pieces = [self._codes.get(other, GENERAL) for other in self._maps.get(name, ())]
        return ";".join([*pieces, self._codes.get(name, GENERAL)])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element anywhere outside the sheets."""
        if self._parts is not None:
            self._start_part(name, attributes)
        elif name in _DATA_STYLES:
            self._name, self._parts = attributes.get(STYLE + "name", ""), []
            self._is_percentage = name == NUMBER + "percentage-style"
            self._is_elapsed = attributes.get(NUMBER + "truncate-on-overflow") == "false"
        elif name == STYLE + "style":
            self._start_style(attributes)
        elif name == STYLE + "table-properties" and attributes.get(TABLE + "display") == "false" and self._table:
            self.hidden_tables.add(self._table)

    def _start_style(self, attributes: dict[str, str]) -> None:
        name, family = attributes.get(STYLE + "name", ""), attributes.get(STYLE + "family")
        self._table = name if family == "table" else ""
        if family == "table-cell":
            parent, data_style = attributes.get(STYLE + "parent-style-name", ""), STYLE + "data-style-name"
            self._cells[name] = _CellStyle(parent, attributes.get(data_style, ""))

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        assert self._parts is not None
        if name == STYLE + "map":
            self._maps.setdefault(self._name, []).append(attributes.get(STYLE + "apply-style-name", ""))
            return
        local = name.removeprefix(NUMBER)
        self._is_text = local in ("text", "currency-symbol")
        code = _FIXED_PARTS.get(local) or _part(local, attributes)
        if self._is_elapsed and code and local in ("hours", "minutes", "seconds"):
            code, self._is_elapsed = f"[{code}]", False
        if code:
            self._parts.append(code)

    def text(self, characters: str) -> None:
        """Take characters; they count inside the words of a data style."""
        if self._is_text and self._parts is not None:
            # The sign of a percentage stands in its words; in the words of a number it is a word.
            pieces = characters.split("%") if self._is_percentage else [characters]
            self._parts.append("%".join(map(_quote, pieces)))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_text = False
        if name in _DATA_STYLES and self._parts is not None:
            self._codes[self._name] = "".join(self._parts) or GENERAL
            self._parts = None
        elif name == STYLE + "style":
            self._table = ""


def _quote(words: str) -> str:
    """Return `words` as a format code spells them."""
    if _PLAIN_TEXT.fullmatch(words):
        return words
    unquoted = words.replace('"', "")
    return f'"{unquoted}"'


def _part(local: str, attributes: dict[str, str]) -> str:
    if local in _DATE_PARTS:
        return _DATE_PARTS[local][attributes.get(NUMBER + "style") == "long"]
    match local:
        case "month":
            is_long = attributes.get(NUMBER + "style") == "long"
            return ("mmm" if attributes.get(NUMBER + "textual") == "true" else "m") + ("m" if is_long else "")
        case "number" | "scientific-number":
            return _digits(attributes) + ("E+00" if local == "scientific-number" else "")
        case "fraction":
            return "# ?/?"
        case _:
            return ""


def _digits(attributes: dict[str, str]) -> str:
    """Return `0`, `0.00`, `#,##0` and the like; without a number of places it is the general format."""
    places = attributes.get(NUMBER + "decimal-places")
    is_grouped = attributes.get(NUMBER + "grouping") == "true"
    if places is None and not is_grouped:
        return GENERAL
    shown = _count(places)
    needed = min(_count(attributes.get(NUMBER + "min-decimal-places", places)), shown)
    whole = "0" * _count(attributes.get(NUMBER + "min-integer-digits", "1")) or "#"
    if is_grouped:
        whole = "#,##" + (whole if len(whole) == 1 else whole[-3:])
    return whole + ("." + "0" * needed + "#" * (shown - needed) if shown else "")


def _count(written: str | None) -> int:
    return min(int(written), _LONGEST_NUMBER) if written and written.isascii() and written.isdigit() else 0
