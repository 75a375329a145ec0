"""The rows below a head: those with data, those that group others, and those that are left out, with the reason.

A row is left out only for what it plainly is: anything that may be somebody's data stays a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarize.model.cells import Cell, CellKind, Row, RowKind, SkippedRow
from summarize.model.numbering import strip_ordinal
from summarize.model.vocabulary import ANNEX_ROLE, EXAMPLE_MARK, KEY_COLUMNS, LEDGER_ROLE, normalize_key, sheet_spec
from summarize.read.tables.bands import (
    SECTION,
    WIDEST_BAND,
    Band,
    find_band,
    ordinal_level,
    ordinal_number,
    section_of,
)
from summarize.read.tables.furniture import (
    LONGEST_NOTE,
    goes_on,
    is_caption,
    is_column_numbers,
    is_note,
    is_signature,
    is_total,
)
from summarize.read.tables.head_repeats import HeadRepeats
from summarize.read.tables.head_words import HeadWords, head_keys, head_words
from summarize.read.tables.heads import Canvas, Head
from summarize.read.tables.sheet_names import plain_role

BANDED_ROLES = frozenset({"工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议"})
"""Sheets whose bands are the 板块 and 小类 of the rows below them."""
_GROUPED_ROLES = frozenset({"指标"})
"""Sheets whose bands only group the rows for the eye."""
_BAND_ROLES = BANDED_ROLES | _GROUPED_ROLES
_BARE_ROLES = frozenset({"基本信息", "核对"})
"""Sheets whose rows are all meant: 签发人：is a fact, and 合计 may be the name of a relation."""


_PLACING_COLUMNS = KEY_COLUMNS | {"序号"}
"""Columns that only say where a row belongs."""

# By names of their own: looking up a member in its Enum takes as long as looking at a row.
_DATA, _EXAMPLE, _HEAD, _NUMBERS, _TOTAL = (
    RowKind.DATA,
    RowKind.EXAMPLE,
    RowKind.HEAD,
    RowKind.NUMBERS,
    RowKind.TOTAL,
)
_SIGNATURE, _NOTE, _BAND, _GROUPING = RowKind.SIGNATURE, RowKind.NOTE, RowKind.BAND, RowKind.GROUPING
_TITLE, _OTHER_TITLE, _OTHER_HEAD = RowKind.TITLE, RowKind.OTHER_TITLE, RowKind.OTHER_HEAD
_TEXT = CellKind.TEXT

_REASONS = {
    _EXAMPLE: "示例行",
    _HEAD: "重复的表头",
    _NUMBERS: "给各栏编号的一行",
    _TOTAL: "合计行",
    _SIGNATURE: "填表人、审核、日期等落款",
    _NOTE: "表的附注",
    _TITLE: "续表的标题",
    _OTHER_TITLE: "另一张表的标题",
    _OTHER_HEAD: "另一个表头",
    _GROUPING: "给下面各行分组的一行",
}
_SHORTEST_TITLE = 4
_ONE_TABLE = frozenset({"工作成效", LEDGER_ROLE})
"""Roles whose names are those of sections as well, in one another's sheets."""
_FEWEST_HEADS = 2
_EDGE = (_SIGNATURE, _NOTE)
"""What is left out only before the first and behind the last row of data."""


@dataclass(slots=True)
class _Line:
    """A filled row on its way: what it looks like, and what else it may be."""

    number: int
    filled: Mapping[int, Cell]
    cells: list[Cell]
    kind: RowKind = _DATA
    band: Band | None = None
    otherwise: RowKind = _DATA
    other_role: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What tells the rows of one sheet apart.

    `sections` are the keys of the names in the sheet 板块; `titles` the texts above the head.
    `naming` are the columns that name what a row is about, `placing` those that only say where it belongs.
    """

    role: str | None
    canvas: Canvas
    head: Head
    words: HeadWords
    sections: frozenset[str] = frozenset()
    titles: tuple[Cell, ...] = ()
    naming: tuple[int, ...] = field(init=False)
    placing: tuple[int, ...] = field(init=False)
    fields: tuple[tuple[int, str, bool], ...] = field(init=False)
    """Index and name of each column, and whether merged cells are filled down in it."""

    def __post_init__(self) -> None:
        spec = sheet_spec(self.role or "")
        named = next((column.name for column in spec.columns if column.needed), None) if spec else None
        columns = self.head.columns
        placing = tuple(column.index for column in columns if column.name in _PLACING_COLUMNS and column.is_known)
        object.__setattr__(self, "naming", tuple(column.index for column in columns if column.name == named))
        object.__setattr__(self, "placing", placing)
        fields = tuple(
            (column.index, column.name, column.is_known and column.name in KEY_COLUMNS) for column in columns
        )
        object.__setattr__(self, "fields", fields)


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The rows below a head, those that were left out, and the bands in force behind the last row."""

    rows: tuple[Row, ...]
    skipped: tuple[SkippedRow, ...]
    bands: Mapping[str, Cell] = field(default_factory=dict)


def read_rows(layout: Layout, bands: Mapping[str, Cell]) -> RowsRead:
    """Return the filled rows below the head; the first of them stand under `bands`."""
    last = layout.head.last_row
    lines = [
        _Line(number, filled, list(filled.values())) for number, filled in layout.canvas.rows.items() if number > last
    ]
    repeats = HeadRepeats(layout.canvas, layout.head, layout.words)
    for line in lines:
        line.band = _find_band(line, layout)
        line.kind = _first_sight(line, layout, repeats)
        line.band = line.band if line.kind is _BAND else None
    _find_column_numbers(lines, layout)
    _find_other_tables(lines, layout)
    _drop_numbered_items(lines)
    _join_notes(lines)
    _settle(lines, layout)
    return _collect(lines, layout, bands)


def _first_sight(line: _Line, layout: Layout, repeats: HeadRepeats) -> RowKind:
    """Return what the row is, as far as it tells by itself."""
    cells, role = line.cells, layout.role
    # People move their columns about: the cell that names what the row is about, 事项 or 指标, need not be the first.
    named = [line.filled[index] for index in layout.naming if index in line.filled]
    for cell in (cells[0], *named):
        if cell.raw.lstrip().startswith(EXAMPLE_MARK):
            return _EXAMPLE
    if role is None or role in _BARE_ROLES:
        return _DATA
    if repeats.is_one(line.filled):
        return _HEAD
    if is_signature(cells):
        return _SIGNATURE
    return _DATA if role == ANNEX_ROLE else _furniture(line, layout)


def _furniture(line: _Line, layout: Layout) -> RowKind:
    """Return what a row is in a sheet whose rows are not printed as they stand."""
    if is_total(_without_keys(line.filled, layout), takes_named=layout.role not in _GROUPED_ROLES):
        return _TOTAL
    if len(line.cells) <= LONGEST_NOTE and is_note(line.cells, is_spread=_is_spread(line, layout.canvas)):
        return _NOTE
    if line.band is not None:
        return _BAND
    return _TITLE if len(line.filled) == 1 else _DATA


def _find_band(line: _Line, layout: Layout) -> Band | None:
    if layout.role not in _BAND_ROLES or len(line.cells) > WIDEST_BAND:
        return None
    sections = layout.sections if layout.role in BANDED_ROLES else frozenset[str]()
    return find_band(layout.canvas, layout.head.columns, line.number, line.filled, sections)


def _without_keys(filled: Mapping[int, Cell], layout: Layout) -> list[Cell]:
    """Return the cells of a row that may say 合计, and those behind: not of the columns that only place it.

    The label itself may stand there.
    """
    cells = dict(filled)
    for index in layout.placing:
        cell = cells.get(index)
        if cell is not None and len(cells) > 1 and not is_total([cell], takes_named=True):
            del cells[index]
    return list(cells.values())


def _is_spread(line: _Line, canvas: Canvas) -> bool:
    area = canvas.covered.get((line.number, list(line.filled)[-1]))
    return area is not None and area.last_column > area.first_column


def _find_column_numbers(lines: Sequence[_Line], layout: Layout) -> None:
    """Tell the rows that number the columns: the first below a head, if its sheet is not printed as it stands."""
    if layout.role is None or layout.role in _BARE_ROLES | {ANNEX_ROLE}:
        return
    is_below_head = True
    for line in lines:
        if is_below_head and line.kind is _DATA and is_column_numbers(line.cells):
            line.kind = _NUMBERS
        is_below_head = line.kind is _HEAD


def _find_other_tables(lines: Sequence[_Line], layout: Layout) -> None:
    """Tell heads of other columns, and titles of other tables above a head: two tables may stand on one sheet."""
    role = layout.role
    if role is None or role in _BARE_ROLES | {ANNEX_ROLE}:
        return
    own = {
        head_keys(column.name)[0]: column.name
        for column in layout.head.columns
        if not column.is_known and not column.head.is_empty
    }
    for line in lines:
        if line.kind is _DATA and _is_other_head(line, layout.words, own):
            line.kind = _OTHER_HEAD
    for line, below in pairwise(lines):
        other = _titled_role(line, role)
        if not other:
            continue
        spec = sheet_spec(other)
        words = head_words(spec.columns) if spec else layout.words
        is_head = below.kind in (_HEAD, _OTHER_HEAD) or _may_be_head(below, words)
        if is_head and below.number == line.number + 1:
            line.kind, line.band, line.other_role = _OTHER_TITLE, None, other


def _is_other_head(line: _Line, words: HeadWords, own: Mapping[str, str]) -> bool:
    """Whether every cell of the row names a column of `words` or of the table's `own`, several of them."""
    named: set[str] = set()
    for cell in line.cells:
        name = words.exact(cell.raw) or own.get(head_keys(cell.raw)[0]) if cell.kind is _TEXT else None
        if name is None:
            return False
        named.add(name)
    return len(named) >= _FEWEST_HEADS


def _may_be_head(line: _Line, words: HeadWords) -> bool:
    """Whether the row, below the title of a table with the columns `words`, is its head; 指标 has periods besides."""
    named = {words.exact(cell.raw) for cell in line.cells} - {None}
    return len(named) >= _FEWEST_HEADS and all(cell.kind is _TEXT for cell in line.cells)


def _titled_role(line: _Line, role: str) -> str:
    """Return the other role that a lone text names, '' if none."""
    if len(line.filled) != 1:
        return ""
    text = line.cells[0].raw
    other = plain_role(text[strip_ordinal(text)[0] :]) or ""
    return "" if other == role or {other, role} <= _ONE_TABLE else other


def _drop_numbered_items(lines: Sequence[_Line]) -> None:
    """Make rows of data of what only looks like bands, where items with content are numbered alike."""
    looked_at = {line.band.column for line in lines if line.band is not None and not line.band.is_across}
    if not looked_at:
        return
    numbered = {
        (column, level)
        for line in lines
        if line.kind is _DATA
        for column in looked_at & line.filled.keys()
        if (level := ordinal_level(line.filled[column].raw))
    }
    for line in lines:
        band = line.band
        if band is not None and not band.is_across and (band.column, band.level) in numbered:
            line.kind, line.band = _DATA, None


def _join_notes(lines: Sequence[_Line]) -> None:
    """Take lone numbered texts right below a note for further points of it."""
    note_column = 0
    for line in lines:
        if line.kind is _NOTE:
            note_column = next(iter(line.filled))
        elif note_column in line.filled and goes_on(line.cells):
            line.otherwise = _BAND if line.kind is _BAND else _DATA
            line.kind = _NOTE
        else:
            note_column = 0


def _settle(lines: Sequence[_Line], layout: Layout) -> None:
    """Settle what hangs on the rows around: titles of a repeated head, and what lies before or behind the data."""
    titles = {key for cell in layout.titles if len(key := normalize_key(cell.raw)) >= _SHORTEST_TITLE}
    is_above_head = False
    for line in reversed(lines):
        if line.kind is _HEAD:
            is_above_head = True
        elif is_above_head and _is_title(line, layout, titles):
            line.kind, line.band = _TITLE, None
        else:
            is_above_head = is_above_head and line.kind is _BAND
            line.kind = _DATA if line.kind is _TITLE else line.kind
    at_edge = _edge(reversed(lines)) | _edge(lines)
    for line in lines:
        if line.kind in _EDGE and line.number not in at_edge:
            line.kind = line.otherwise
    _drop_empty_bands(lines, layout)


def _edge(lines: Iterable[_Line]) -> frozenset[int]:
    """Return the numbers of the rows that come, in this order, before any data, or between a head and data."""
    numbers: set[int] = set()
    is_edge = True
    for line in lines:
        if line.kind is _HEAD:
            is_edge = True
        elif line.kind in (_DATA, _BAND):
            is_edge = False
        elif is_edge:
            numbers.add(line.number)
    return frozenset(numbers)


def _is_title(line: _Line, layout: Layout, titles: set[str]) -> bool:
    """Whether a row right above a repeated head belongs to the title of the table that goes on."""
    if len(line.filled) > 1:
        return line.kind in (_DATA, _SIGNATURE) and is_caption(line.cells)
    key = normalize_key(line.cells[0].raw)
    if any(title in key or key in title for title in titles if len(key) >= _SHORTEST_TITLE):
        return True
    if line.kind is _BAND:
        return line.band is not None and not line.band.level
    return line.kind is _TITLE and _is_spread(line, layout.canvas)


def _drop_empty_bands(lines: Sequence[_Line], layout: Layout) -> None:
    """Make a row of data of a text without ordinal that has no row under it: it may be an item merged by mistake."""
    if layout.role not in BANDED_ROLES:
        return
    has_row = False
    for line in reversed(lines):
        if line.band is None:
            has_row = has_row or line.kind is _DATA
            continue
        if not line.band.level and not line.band.column and not has_row:
            line.kind, line.band = _DATA, None
        has_row = line.band is None or (has_row and line.band.name != SECTION)


def _band_above_head(lines: Sequence[_Line], layout: Layout) -> dict[str, Cell]:
    """Return the first band where it stands above the head: 一、 over the head, 二、 between the rows."""
    first = next((line.band for line in lines if line.band is not None and line.band.level == 1), None)
    if first is None or ordinal_number(first.cell.raw) != 2:
        return {}
    above = [cell for cell in layout.titles if ordinal_level(cell.raw) == 1 and ordinal_number(cell.raw) == 1]
    return {SECTION: section_of(above[-1])} if above else {}


def _collect(lines: Sequence[_Line], layout: Layout, bands: Mapping[str, Cell]) -> RowsRead:
    rows: list[Row] = []
    skipped: list[SkippedRow] = []
    in_force = dict(bands) or _band_above_head(lines, layout)
    hidden = layout.canvas.grid.hidden_rows
    for line in lines:
        if line.kind is _DATA:
            cells = _read_cells(layout, line)
            rows.append(Row(line.number, cells, line.number in hidden, in_force))
            continue
        is_grouping = line.band is not None and layout.role not in BANDED_ROLES
        kind = _GROUPING if is_grouping else line.kind
        reason = _REASONS.get(kind, "")
        if line.band is not None and not is_grouping:
            outer = {} if line.band.name == SECTION else in_force
            cell = section_of(line.band.cell)
            in_force = {**outer, line.band.name: cell}
            reason = f"下面各行的{line.band.name}"
            if cell is not line.band.cell:
                reason += f"“{cell.raw[strip_ordinal(cell.raw)[0] :].strip()}”"
        first = line.cells[0]
        skipped.append(SkippedRow(line.number, first.place, kind, reason, first.raw.strip(), line.other_role))
        if line.kind is _OTHER_TITLE:
            break
    return RowsRead(tuple(rows), tuple(skipped), in_force)


def _read_cells(layout: Layout, line: _Line) -> dict[str, Cell]:
    """Return the cells of a row by the names of their columns; in key columns, merged cells are filled down."""
    canvas, number = layout.canvas, line.number
    stored = canvas.grid.cells.rows[number]
    cells: dict[str, Cell] = {}
    for index, name, is_filled_down in layout.fields:
        cell = stored.get(index) or canvas.empty(number, index)
        if is_filled_down and cell.merged is not None and cell.is_empty:
            cell = _fill_down(cell, layout, index, number)
        cells[name] = cell
    return cells


def _fill_down(cell: Cell, layout: Layout, column: int, number: int) -> Cell:
    """Return what stands for the empty `cell` of `column` in row `number`: the anchor of its merged area.

    It is the anchor itself, since that is where the text stands. A cell merged over two columns is not
    filled into the second: it says nothing there.
    """
    area = layout.canvas.covered.get((number, column))
    if area is None or area.first_row <= layout.head.last_row or area.first_column != column:
        return cell
    return layout.canvas.cell(*area.anchor)
