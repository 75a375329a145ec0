"""Which tables of a template may get a number of columns that their grid does not tell, and those put right.

docxtpl parses every document to compare the cells of each row with the grid of its table. Here the
template is looked at once; the tables that statements may change carry a mark, and only they are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import nodes

MARK = "\x1d"
"""Stands before a table whose grid is to be compared; no document can hold this character."""
_MARKED = f"{MARK}<w:tbl"

_SPAN = re.compile(r'\sw:val="(\d+)"')
_TABLE_EDGE = re.compile(r"<(/?)w:tbl(?:\s[^>]*)?>")

Path = tuple[int, ...]
Origin = tuple["nodes.TemplateData | None", int]


@dataclass(slots=True)
class _Row:
    path: Path
    cells: int = 0
    length: int = 0


@dataclass(slots=True)
class _Table:
    path: Path
    origin: Origin
    columns: int | None = None
    rows: list[_Row] = field(default_factory=list)
    is_variable: bool = False

    def may_change(self) -> bool:
        """Return whether docxtpl would change the grid for some data; a table without one it cannot take."""
        if self.columns is None:
            return False
        columns = self.columns
        fits = all(row.cells <= columns for row in self.rows)
        fills = any(row.path == self.path and row.length >= columns for row in self.rows)
        return self.is_variable or not (fits and fills)


@dataclass(slots=True)
class Grids:
    """The tables that a walk over a template meets; `marked` are the outermost that may change."""

    marked: list[Origin] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)
    _elements: list[tuple[str, Path]] = field(default_factory=list)

    def open(self, name: str, attributes: str | None, path: Path, origin: Origin) -> None:
        """Note a start tag; `attributes` are `None` where an expression stands in them."""
        parent = self._elements[-1][0] if self._elements else ""
        self._elements.append((name, path))
        if name == "w:tbl":
            self._tables.append(_Table(path, origin))
        if not self._tables:
            return
        table = self._tables[-1]
        match name:
            case "w:tblGrid" if parent == "w:tbl":
                table.columns = 0
                table.is_variable |= path != table.path
            case "w:gridCol" if parent == "w:tblGrid":
                table.columns = (table.columns or 0) + 1
                table.is_variable |= path != table.path
            case "w:tr":
                self._rows.append(_Row(path))
            case "w:tc" if parent == "w:tr" and self._rows:
                self._rows[-1].cells += 1
                self._rows[-1].length += 1
                table.is_variable |= path != self._rows[-1].path
            case "w:gridSpan" if self._rows:
                span = _SPAN.search(attributes or "")
                self._rows[-1].length += int(span[1]) - 1 if span else 0
                table.is_variable |= span is None or path != self._rows[-1].path

    def close(self, name: str, path: Path) -> None:
        """Note an end tag."""
        opened, begun = self._elements.pop() if self._elements else ("", path)
        if not self._tables:
            return
        if opened in {"w:tbl", "w:tr", "w:tc"} and begun != path:
            self._tables[-1].is_variable = True
        if name == "w:tr" and self._rows:
            row = self._rows.pop()
            for table in self._tables:
                table.rows.append(row)
        elif name == "w:tbl":
            table = self._tables.pop()
            if not table.may_change():
                return
            if self._tables:
                self._tables[-1].is_variable = True
            elif table.origin[0] is not None:
                self.marked.append(table.origin)

    def print_markup(self) -> None:
        """Note an expression that may print rows, cells or tables."""
        for table in self._tables:
            table.is_variable = True

    def print_attribute(self, element: str) -> None:
        """Note an expression within a start tag."""
        if element in {"w:gridSpan", "w:tbl", "w:tr", "w:tc"} and self._tables:
            self._tables[-1].is_variable = True


def without_marks(text: str) -> str:
    """Return `text` without the marks of tables; the same character elsewhere stays."""
    return text.replace(_MARKED, "<w:tbl")


def compare_grids(text: str, opening: str, closing: str) -> str:
    """Return `text` with the grids of its marked tables as docxtpl makes them; `opening` declares the namespaces."""
    pieces: list[str] = []
    position = 0
    while (start := text.find(MARK, position)) >= 0:
        end = _end_of_table(text, start)
        region = without_marks(text[start:end])
        pieces += [text[position:start], _compared(region, opening, closing)]
        position = end
    return "".join([*pieces, text[position:]])


def _end_of_table(text: str, start: int) -> int:
    depth = 0
    for edge in _TABLE_EDGE.finditer(text, start):
        depth += -1 if edge[1] else 1
        if depth == 0:
            return edge.end()
    return len(text)


def _compared(region: str, opening: str, closing: str) -> str:
    # docxtpl and lxml are loaded by then: a template has been patched.
    from docxtpl import DocxTemplate  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    compare: Callable[[Any, str], Any] = DocxTemplate.fix_tables
    try:
        tree = compare(None, f"{opening}{region}{closing}")
    except (AttributeError, TypeError, ValueError):
        # A table without a grid, or with columns without widths, stops docxtpl; as it is, Word opens it.
        return region
    written = etree.tostring(tree, encoding="unicode")
    return written[written.index(">") + 1 : written.rindex("<")]
