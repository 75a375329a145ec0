"""Where a table's head stands, and which head is which column.

A head may take several rows: cells merged downwards tie them together, and a group's words merged
over several columns go before the words below them (上年 over 一季度 is 上年一季度).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, Column, Grid
from summarize.model.vocabulary import ColumnSpec, normalize_key
from summarize.read.addresses import address, column_letters, cover

SEARCHED_ROWS = 30
"""Filled rows among which the head is looked for: no title takes as many."""
MAX_HEAD_ROWS = 3
"""Rows that merged heads can tie together; a cell merged over more is data."""


class Canvas:
    """A grid with its filled rows and merged areas at hand."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.covered = cover(grid.merged, grid.row_count, grid.column_count)
        self.rows: dict[int, list[Cell]] = {}
        for (row, _), cell in sorted(grid.cells.items()):
            if not cell.is_empty:
                self.rows.setdefault(row, []).append(cell)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at this position, an EMPTY one with its place if nothing is there."""
        found = self.grid.cells.get((row, column))
        if found is not None:
            return found
        area = self.covered.get((row, column))
        place = Place(sheet=self.grid.name, cell=address(row, column))
        return Cell(None, CellKind.EMPTY, "General", place, str(area) if area else None)

    def shown(self, row: int, column: int) -> Cell:
        """Return the cell whose content is seen at this position: in a merged area, its anchor."""
        area = self.covered.get((row, column))
        return self.cell(*area.anchor) if area else self.cell(row, column)


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a head, both included, and its columns: those that count and those that repeat one."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    repeated: tuple[Column, ...]


def find_head(canvas: Canvas, known: Sequence[ColumnSpec], *, is_free: bool) -> Head | None:
    """Return the head of the sheet's table, or `None`.

    It is the row that names most of the `known` columns, at least two or all the needed ones; of a
    table in free form (`is_free`) the first row with two filled cells that is no caption.
    """
    candidates = list(canvas.rows)[:SEARCHED_ROWS]
    best = _first_row_of_heads(canvas, candidates) if is_free else _best_row(canvas, candidates, known)
    if best is None:
        return None
    first, last = _tied_rows(canvas, best)
    heads = [
        (column, *_read_head(canvas, known, first, last, column)) for column in range(1, canvas.grid.column_count + 1)
    ]
    filled = {column for row, column in canvas.grid.cells if row > last}
    columns, repeated = name_columns([head for head in heads if head[1] or head[0] in filled], known)
    return Head(first, last, columns, repeated)


def _first_row_of_heads(canvas: Canvas, candidates: Iterable[int]) -> int | None:
    for row in candidates:
        cells = canvas.rows[row]
        if len(cells) >= 2 and not all("：" in cell.raw or ":" in cell.raw for cell in cells):
            return row
    return None


def _best_row(canvas: Canvas, candidates: Iterable[int], known: Sequence[ColumnSpec]) -> int | None:
    needed = {spec.name for spec in known if spec.needed}
    best, most = None, 0
    for row in candidates:
        columns = range(1, canvas.grid.column_count + 1)
        texts = {normalize_key(canvas.shown(row, column).raw) for column in columns}
        named = {spec.name for spec in known if texts & _keys(spec)}
        is_head = len(named) >= 2 or (bool(needed) and needed <= named)
        if is_head and len(named) > most:
            best, most = row, len(named)
    return best


def _keys(spec: ColumnSpec) -> set[str]:
    return {normalize_key(spec.name), *map(normalize_key, spec.synonyms)}


def _tied_rows(canvas: Canvas, row: int) -> tuple[int, int]:
    """Return first and last row of the head that `row` belongs to."""
    columns = range(1, canvas.grid.column_count + 1)
    areas = {canvas.covered[row, column] for column in columns if (row, column) in canvas.covered}
    tied = [area for area in areas if area.last_row - area.first_row < MAX_HEAD_ROWS]
    return min([row, *(area.first_row for area in tied)]), max([row, *(area.last_row for area in tied)])


def _read_head(canvas: Canvas, known: Sequence[ColumnSpec], first: int, last: int, column: int) -> tuple[str, Cell]:
    """Return the name that the head of `column` gives, and the head's lowest filled cell."""
    cells = list(dict.fromkeys(canvas.shown(row, column) for row in range(first, last + 1)))
    texts = [text for cell in cells if (text := clean_head(cell.raw))]
    lowest = next((cell for cell in reversed(cells) if clean_head(cell.raw)), canvas.cell(last, column))
    if not texts:
        return "", lowest
    keys = set().union(*map(_keys, known)) if known else set()
    whole = "".join(texts)
    is_word = normalize_key(whole) not in keys and normalize_key(texts[-1]) in keys
    return (texts[-1] if is_word else whole), lowest


def clean_head(text: str) -> str:
    """Return a head in one line, without white space at the ends or around line breaks."""
    return "".join(line.strip() for line in text.splitlines())


def name_columns(
    heads: Iterable[tuple[int, str, Cell]], known: Sequence[ColumnSpec]
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Return the columns behind `heads` (index, text, cell), and those whose name stands already.

    A canonical name beats a synonym, which then is an unknown column of its own name; of two
    synonyms the first counts. A column of data without a head is called by its letter, as F列.
    """
    rows = list(heads)
    canonical = {normalize_key(spec.name): spec.name for spec in known}
    typed = {normalize_key(text) for _, text, _ in rows}
    named = {name for key, name in canonical.items() if key in typed}
    synonyms = {
        normalize_key(synonym): spec.name for spec in known if spec.name not in named for synonym in spec.synonyms
    }
    columns: dict[str, Column] = {}
    repeated: list[Column] = []
    for index, text, cell in rows:
        key = normalize_key(text)
        name = canonical.get(key) or synonyms.get(key)
        column = Column(name or text or f"{column_letters(index)}列", cell, index, name is not None)
        if column.name in columns:
            repeated.append(column)
        else:
            columns[column.name] = column
    return tuple(columns.values()), tuple(repeated)
