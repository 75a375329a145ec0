"""Where a table's head stands, and which head is which column.

A head may take several rows: cells merged downwards tie them together, and so does a group's word over
words that mean little without it (一季度 over 目标 and 完成), merged over its columns or typed over the
first of them only. The group's words go before the words below them: 上年 over 一季度 is 上年一季度.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarize.findings import Place
from summarize.model.addresses import column_letters
from summarize.model.cells import Cell, CellKind, Column, Grid, make_cell
from summarize.model.vocabulary import ColumnSpec, normalize_key
from summarize.read.addresses import cover
from summarize.read.tables.head_words import (
    CONTENT,
    MATTER,
    HeadWords,
    head_text,
    head_words,
    is_lower_word,
    is_span,
    is_task_or_text,
)

SEARCHED_ROWS = 30
"""Filled rows among which the head is looked for: no title takes as many."""
MAX_HEAD_ROWS = 3
"""Rows that a head may take; a cell merged over more is data."""

_EMPTY = CellKind.EMPTY
"""By a name of its own: looking up a member in its Enum takes long beside making a cell."""


class Canvas:
    """A grid with its filled cells by row and column and its merged areas at hand."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._name = grid.name
        self.covered = cover(grid.merged, grid.row_count, grid.column_count)
        self._areas = {area: str(area) for area in set(self.covered.values())}
        self._rows_with_merges = {row for row, _ in self.covered}
        self._words: dict[int, tuple[str, ...]] = {}
        self.rows: dict[int, Mapping[int, Cell]] = {}
        for row, cells in grid.cells.rows.items():
            blank = [column for column, cell in cells.items() if cell.is_empty]
            filled = {column: cell for column, cell in cells.items() if not cell.is_empty} if blank else cells
            if filled:
                self.rows[row] = filled

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at this position, an EMPTY one with its place if nothing is there."""
        cells = self.grid.cells.rows.get(row)
        return (cells.get(column) if cells else None) or self.empty(row, column)

    def empty(self, row: int, column: int) -> Cell:
        """Return the EMPTY cell at this position, where nothing is."""
        at = f"{column_letters(column)}{row}"
        area = self.covered.get((row, column)) if self.covered else None
        merged = self._areas[area] if area else None
        return make_cell(None, _EMPTY, "General", self._name, at, merged=merged)

    def shown(self, row: int, column: int) -> Cell:
        """Return the cell whose content is seen at this position: in a merged area, its anchor."""
        area = self.covered.get((row, column))
        return self.cell(*area.anchor) if area else self.cell(row, column)

    def words(self, row: int) -> tuple[str, ...]:
        """Return the different texts that are seen in `row`, from left to right."""
        words = self._words.get(row)
        if words is None:
            cells = self._seen_cells(row) if row in self._rows_with_merges else self.rows.get(row, {}).values()
            words = self._words[row] = tuple(dict.fromkeys([cell.raw for cell in cells]))
        return words

    def _seen_cells(self, row: int) -> Iterator[Cell]:
        rows, covered = self.rows, self.covered
        own = rows.get(row, {})
        for column in self.columns:
            area = covered.get((row, column))
            cell = own.get(column) if area is None else rows.get(area.first_row, {}).get(area.first_column)
            if cell is not None:
                yield cell

    @property
    def columns(self) -> range:
        """The columns of the sheet, by number."""
        return range(1, self.grid.column_count + 1)


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
    words = head_words(known)
    candidates = list(canvas.rows)[:SEARCHED_ROWS]
    best = _first_row_of_heads(canvas, candidates) if is_free else _best_row(canvas, candidates, words)
    if best is None:
        return None
    first, last = _tied_rows(canvas, best)
    if not is_free:
        first, last = _grown(canvas, words, first, last)
    heads = _read_heads(canvas, words, first, last)
    filled: set[int] = set().union(*(cells for row, cells in canvas.grid.cells.rows.items() if row > last))
    columns, repeated = name_columns(
        [head for head in heads if head[1] or head[0] in filled], words, canvas.grid.hidden_columns
    )
    return Head(first, last, columns, repeated)


def find_low_head(canvas: Canvas, known: Sequence[ColumnSpec]) -> int | None:
    """Return the row, below those that are searched, that looks like the head, or `None`."""
    words = head_words(known)
    for row in list(canvas.rows)[SEARCHED_ROWS:]:
        if _is_head(_named([cell.raw for cell in canvas.rows[row].values()], words), words):
            return row
    return None


def _first_row_of_heads(canvas: Canvas, candidates: Iterable[int]) -> int | None:
    for row in candidates:
        cells = canvas.rows[row].values()
        if len(cells) >= 2 and not all("：" in cell.raw or ":" in cell.raw for cell in cells):
            return row
    return None


def _best_row(canvas: Canvas, candidates: Iterable[int], words: HeadWords) -> int | None:
    best, most = None, 0
    for row in candidates:
        seen = canvas.words(row)
        # No text names two columns: most rows below the head have too few to be a better one.
        named = _named(seen, words) if len(seen) > most else set[str]()
        if len(named) > most and _is_head(named, words):
            best, most = row, len(named)
    return best


def _named(texts: Iterable[str], words: HeadWords) -> set[str]:
    """Return the columns that `texts` name; 工作内容 beside another 内容 names 事项."""
    texts = dict.fromkeys(texts)
    matched = [name for text in texts if (name := words.name(text))]
    named = set(matched)
    if matched.count(CONTENT) > 1 and any(map(is_task_or_text, texts)):
        named |= {MATTER} & words.needed
    return named


def _is_head(named: set[str], words: HeadWords) -> bool:
    return len(named) >= 2 or (bool(words.needed) and words.needed <= named)


def _tied_rows(canvas: Canvas, row: int) -> tuple[int, int]:
    """Return first and last row of the head that merged cells make of `row`."""
    columns = canvas.columns
    areas = {canvas.covered[row, column] for column in columns if (row, column) in canvas.covered}
    tied = [area for area in areas if area.last_row - area.first_row < MAX_HEAD_ROWS]
    return min([row, *(area.first_row for area in tied)]), max([row, *(area.last_row for area in tied)])


def _grown(canvas: Canvas, words: HeadWords, first: int, last: int) -> tuple[int, int]:
    """Return the rows of the head with those above and below that belong to it without merged cells."""
    while last - first + 1 < MAX_HEAD_ROWS and _is_lower_row(canvas, words, last):
        last = max(last + 1, _tied_rows(canvas, last + 1)[1])
    while last - first + 1 < MAX_HEAD_ROWS and _is_upper_row(canvas, words, first):
        first -= 1
    return first, last


def _is_lower_row(canvas: Canvas, words: HeadWords, above: int) -> bool:
    """Whether the row below `above` holds words of the head: under groups, and under no known column's own head.

    A group is a span of time, or has several columns.
    """
    cells = canvas.rows.get(above + 1, {})
    has_group = is_under_head = False
    for column, cell in cells.items():
        text, upper = head_text(cell), head_text(canvas.shown(above, column))
        if cell.kind not in (CellKind.TEXT, CellKind.DATE) or not (is_lower_word(text) or words.name(text)):
            return False
        if upper and not is_lower_word(upper) and words.name(upper):
            return False
        area = canvas.covered.get((above, column))
        is_wide = area is not None and area.last_column > area.first_column
        has_group = has_group or not upper or is_wide or is_span(upper)
        is_under_head = is_under_head or bool(upper)
    return has_group and is_under_head and (len(cells) >= 2 or is_span(head_text(canvas.shown(above, min(cells)))))


def _is_upper_row(canvas: Canvas, words: HeadWords, below: int) -> bool:
    """Whether the row above `below` holds groups over words of the head, and heads with nothing under them."""
    has_group = False
    for column, cell in canvas.rows.get(below - 1, {}).items():
        text, lower = head_text(cell), head_text(canvas.shown(below, column))
        if lower and is_lower_word(lower) and (is_span(text) or is_lower_word(text) or _is_year(text)):
            has_group = True
        elif lower or not words.name(text):
            return False
    return has_group


def _is_year(text: str) -> bool:
    key = normalize_key(text)
    return len(key.removesuffix("度").removesuffix("年")) == 4 and key[:4].isdecimal()


def _read_heads(canvas: Canvas, words: HeadWords, first: int, last: int) -> list[tuple[int, str, Cell]]:
    """Return index, name and lowest filled cell of the head of each column."""
    groups = _group_words(canvas, first, last)
    rows = range(first, last + 1)
    heads: list[tuple[int, str, Cell]] = []
    for column in canvas.columns:
        texts, lowest = _read_head(canvas, rows, column, groups)
        heads.append((column, _joined(texts, words) if texts else "", lowest))
    return heads


def _group_words(canvas: Canvas, first: int, last: int) -> dict[tuple[int, int], str]:
    """Return, by row and column, the words of groups that are typed over the first of their columns only.

    A group reaches over the words that mean little without it, until one of them comes again.
    """
    reached: dict[tuple[int, int], str] = {}
    for row in range(last - 1, first - 1, -1):
        group, used = "", set[tuple[str, ...]]()
        for column in canvas.columns:
            text = head_text(canvas.shown(row, column))
            below = tuple(
                reached.get((under, column)) or head_text(canvas.shown(under, column))
                for under in range(row + 1, last + 1)
            )
            can_be_grouped = bool(below[0]) and is_lower_word(below[0])
            if text:
                is_merged = (row, column) in canvas.covered
                group, used = (text, {below}) if can_be_grouped and not is_merged else ("", set())
            elif group and can_be_grouped and below not in used:
                reached[row, column] = group
                used.add(below)
            elif any(below):
                group = ""
    return reached


def _read_head(
    canvas: Canvas, rows: range, column: int, groups: Mapping[tuple[int, int], str]
) -> tuple[list[str], Cell]:
    """Return the words that the head of `column` says, from top to bottom, and the head's lowest filled cell."""
    texts: list[str] = []
    lowest = canvas.cell(rows[-1], column)
    seen: set[Place] = set()
    for row in rows:
        if group := groups.get((row, column)):
            texts.append(group)
            continue
        cell = canvas.shown(row, column)
        text = head_text(cell)
        if text and cell.place not in seen:
            seen.add(cell.place)
            texts.append(text)
            lowest = cell
    return texts, lowest


def _joined(texts: Sequence[str], words: HeadWords) -> str:
    """Return the words of a head from top to bottom as one; a known word at the bottom stands for itself.

    Below a span of time it does not: the column is about that time.
    """
    whole = "".join(texts)
    if any(map(is_span, texts[:-1])) or words.name(whole) or not words.name(texts[-1]):
        return whole
    return texts[-1]


def name_columns(
    heads: Iterable[tuple[int, str, Cell]], words: HeadWords, hidden: frozenset[int] = frozenset()
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Return the columns behind `heads` (index, text, cell), and those whose name stands already.

    A canonical name beats a synonym, and a head as it should be typed one with a hint in brackets: what
    is beaten is an unknown column of its own name. Of two synonyms the first counts. A column of data
    without a head is called by its letter, as F列.
    """
    rows = _with_task([(index, text, cell, *words.match(text)) for index, text, cell in heads], words)
    best: dict[str, int] = {}
    for *_, name, strength in rows:
        best[name] = max(strength, best.get(name, 0))
    columns: dict[str, Column] = {}
    repeated: list[Column] = []
    for index, text, cell, known, strength in rows:
        is_known = bool(known) and strength == best[known]
        name = known if is_known else text or f"{column_letters(index)}列"
        column = Column(name, cell, index, is_known, is_hidden=index in hidden)
        if column.name in columns:
            repeated.append(column)
        else:
            columns[column.name] = column
    return tuple(columns.values()), tuple(repeated)


def _with_task(rows: list[tuple[int, str, Cell, str, int]], words: HeadWords) -> list[tuple[int, str, Cell, str, int]]:
    """Return the matched heads, with one that says both task and text taken for the task, where another tells the text.

    In 工作内容 | 完成情况 the first names what was to be done; beside a column 事项, or alone, it is the 内容.
    """
    matched = [name for *_, name, _ in rows]
    if MATTER not in words.needed or MATTER in matched or matched.count(CONTENT) < 2:
        return rows
    tasks = [position for position, row in enumerate(rows) if row[3] == CONTENT and is_task_or_text(row[1])]
    if len(tasks) != 1:
        return rows
    index, text, cell, _, strength = rows[tasks[0]]
    return [*rows[: tasks[0]], (index, text, cell, MATTER, strength), *rows[tasks[0] + 1 :]]
