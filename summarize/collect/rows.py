"""Rows on their way from one workbook into another: fields that know their cells, and what cannot be carried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from summarize.collect import rules
from summarize.collect.task_cells import CellKey, in_words_of_the_ledger
from summarize.findings import Finding, Place, Severity
from summarize.model.addresses import column_letters
from summarize.model.cells import Cell, CellKind, Column, Grid, Row, RowKind, Table
from summarize.model.contents import Entry, SheetContents
from summarize.model.figures.tasks import TaskState
from summarize.model.ledger_heads import PeriodHead, read_period_head
from summarize.model.numbering import strip_ordinal
from summarize.model.numbers import ESTIMATE_MARK
from summarize.model.quotation import quote
from summarize.model.vocabulary import KEY_COLUMNS, LEDGER_ROLE, normalize_key

ORIGIN_FILE, ORIGIN_CELL = "来源文件", "来源单元格"
ORIGIN_COLUMNS = (ORIGIN_FILE, ORIGIN_CELL)
ORIGIN_PARAGRAPH = "来源段落"
TRACE_COLUMNS = (*ORIGIN_COLUMNS, ORIGIN_PARAGRAPH, "原序号")
"""What `merge` and `import` write of where a row comes from; it says nothing of the row itself."""
_NAMING_COLUMNS = ("事项", "标题", "指标", "项目", "名称", "科室", "段首句", "内容", "进展情况")
_LEFT_OUT_IN_SILENCE = frozenset(
    {RowKind.EXAMPLE, RowKind.HEAD, RowKind.NUMBERS, RowKind.SIGNATURE, RowKind.TITLE, RowKind.BAND}
)
"""Rows that are no data and need no word: nobody looks for them in the new workbook."""
_FIGURES = "指标"
_NO_YEAR = 1900
"""The year of heads of the ledger that name none: no workbook is of it."""
_QUARTER_HEAD = re.compile(r"(?P<year>上年|去年|上年同期|去年同期)?(?:第?(?P<number>[一二三四1-4])季度?|Q(?P<q>[1-4]))")
_QUARTERS = dict(zip("一二三四1234", "一二三四" * 2, strict=True))
_NO_VALUE = frozenset({CellKind.ERROR, CellKind.UNCOMPUTED})


@dataclass(frozen=True, slots=True)
class Field:
    """One filled field of a row: what is written on, the cell it comes from, and what it is compared by."""

    entry: Entry
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A row with its filled fields, by canonical columns or the workbook's own heads.

    `outside` is what holds for it from outside its columns (band rows, title, names of sheet and file);
    `place` is the cell by which it is named in messages.
    """

    fields: Mapping[str, Field]
    place: Place
    outside: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return what the row says in `column`, from outside its columns if need be; '' for nothing."""
        own = self.fields.get(column)
        return str(own.entry.value).strip() if own else self.outside.get(column, "")

    def key(self, column: str) -> str:
        """Return the field as it is compared, '' for nothing."""
        own = self.fields.get(column)
        return own.key if own else normalize_key(self.outside.get(column, ""))


def field_of(cell: Cell, file: str) -> Field | None:
    """Return what `cell` holds as a field, `None` when it is empty or holds nothing that can be carried."""
    if cell.is_empty or cell.kind in _NO_VALUE:
        return None
    number_format = "General" if cell.kind is CellKind.TEXT else cell.number_format
    mark = ESTIMATE_MARK if cell.kind is CellKind.NUMBER and ESTIMATE_MARK in cell.number_format else ""
    return Field(Entry(cell.value, number_format), cell.place.within(file), normalize_key(cell.raw) + mark)


def text_field(text: str, place: Place) -> Field:
    """Return a text that stands in no cell as a field."""
    return Field(Entry(text), place, normalize_key(text))


def name_place(place: Place) -> str:
    """Return a cell with its file, as a person reads it: “人事科.xlsx”的指标!E7."""
    return f"“{PurePath(place.file).name}”的{replace(place, file=None)}" if place.file else str(place)


def column_key(role: str | None, column: Column) -> str:
    """Return the name under which a column of several workbooks is one: spellings of a quarter make no difference."""
    if column.is_known:
        return column.name
    name = " ".join(column.name.split())
    if role == LEDGER_ROLE:
        head = read_period_head(column.name, column.head, _NO_YEAR)
        if not isinstance(head, PeriodHead):
            return name
        return f"{head.period.name if head.period.year == _NO_YEAR else head.period.full_name}{head.aspect}"
    if role != _FIGURES:
        return name
    match = _QUARTER_HEAD.match(normalize_key(name))
    if match is None:
        return name
    number = _QUARTERS[match["number"] or match["q"]]
    return f"{'上年' if match['year'] else ''}{number}季度{normalize_key(name)[match.end() :]}"


def column_keys(table: Table) -> dict[str, str]:
    """Return `column_key` for each column; where two would be one, the second keeps its own name."""
    keys: dict[str, str] = {}
    for column in table.columns:
        key = column_key(table.role, column)
        keys[column.name] = key if key not in keys.values() else column.name
    return keys


def carry_rows(
    table: Table,
    file: str,
    around: Mapping[tuple[str, int], Mapping[str, str]],
    states: Mapping[CellKey, TaskState],
) -> list[CarriedRow]:
    """Return the filled rows of `table`; `around` is what stands outside its columns, by sheet and row.

    `states` are those of the ledger's tasks by their cells: they are written in its words, whatever the heads were.
    """
    keys = column_keys(table)
    columns = {column.name: column for column in table.columns}
    carried: list[CarriedRow] = []
    for row in table.rows:
        if row.is_unfilled:
            continue
        fields: dict[str, Field] = {}
        for name, cell in row.cells.items():
            if found := field_of(in_words_of_the_ledger(cell, columns[name], states), file):
                fields.setdefault(keys[name], found)
        place = row_place(row, table).within(file)
        bands = {column: cell.raw.strip() for column, cell in row.bands.items()}
        outside = {**bands, **around.get((place.sheet or "", row.number), {})}
        carried.append(CarriedRow(fields, place, {column: _name(column, text) for column, text in outside.items()}))
    return carried


def _name(column: str, text: str) -> str:
    """Return what stands outside the columns as it is written into one: a band's ordinal is no part of its name."""
    return text[strip_ordinal(text)[0] :].strip() if column in {"板块", "小类"} else text


def row_place(row: Row, table: Table) -> Place:
    """Return the cell that names the row, else the first that is filled in it."""
    named = [cell for name in _NAMING_COLUMNS if (cell := row.get(name)) is not None]
    cell = next((cell for cell in (*named, *row.cells.values()) if not cell.is_empty), None)
    return cell.place if cell else Place(sheet=table.sheet, cell=f"{row.number}:{row.number}")


def find_losses(table: Table, file: str) -> Iterator[Finding]:
    """Yield what `table` holds that cannot be carried into another workbook, and what is left out on purpose."""
    if table.missing_head:
        if table.title_cells:
            yield rules.NOT_CARRIED_OVER.at(table.place.within(file), f"“{table.sheet}”里找不到表头，没有读")
        return
    for column in table.repeated_columns:
        message = f"“{table.sheet}”有两列“{quote(column.name)}”，后一列没有读"
        yield rules.NOT_CARRIED_OVER.at(column.head.place.within(file), message, "删去或改名其中一列后再来。")
    for row in table.rows:
        for name, cell in row.cells.items():
            yield from _find_loss(name, cell, file)
    skipped = [row for row in table.skipped if row.kind not in _LEFT_OUT_IN_SILENCE]
    if skipped:
        reasons = "、".join(dict.fromkeys(row.reason for row in skipped))
        places = tuple(row.place.within(file) for row in skipped)
        message = f"“{table.sheet}”有{len(skipped)}行不是数据（{reasons}），没有放进新的工作簿"
        yield rules.ROWS_LEFT_OUT.at(places[0], message, related=places[1:])


def _find_loss(name: str, cell: Cell, file: str) -> Iterator[Finding]:
    if cell.kind is CellKind.ERROR:
        yield rules.NOT_CARRIED_OVER.at(cell.place.within(file), f"“{quote(name)}”一栏是错误值 {cell.raw}")
    elif cell.kind is CellKind.UNCOMPUTED:
        yield rules.NOT_CARRIED_OVER.at(cell.place.within(file), f"“{quote(name)}”一栏的公式没有算出结果")
    elif cell.is_stale:
        message = f"“{quote(name)}”一栏的公式存的是{cell.raw}，不一定是算出的结果"
        suggestion = "用 Excel 或 WPS 打开这本工作簿，重新计算并保存后再来；确是这个数的，不必改。"
        yield rules.NOT_CARRIED_OVER.at(cell.place.within(file), message, suggestion, severity=Severity.WARNING)


def find_sheet_losses(grid: Grid, file: str, *, is_annex: bool) -> Iterator[Finding]:
    """Yield the cells of a sheet kept as it stands that have no value to keep; of an annex they are errors."""
    for cell in grid.cells.values():
        if cell.kind is CellKind.UNCOMPUTED or (is_annex and cell.kind is CellKind.ERROR):
            seen = "公式没有算出结果" if cell.kind is CellKind.UNCOMPUTED else f"是错误值 {cell.raw}"
            severity = Severity.ERROR if is_annex else Severity.WARNING
            yield rules.NOT_CARRIED_OVER.at(
                cell.place.within(file), f"“{grid.name}”的 {cell.place.cell} {seen}", severity=severity
            )


def as_it_stands(grid: Grid, table: Table) -> SheetContents:
    """Return a sheet cell by cell: rows that map column letters to entries, and no heads.

    `table` is the same sheet as it was read: where it fills merged cells, they are written, for the new
    sheet has no merged areas.
    """
    rows: list[dict[str, Entry]] = [{} for _ in range(grid.row_count)]
    for (number, index), cell in grid.cells.items():
        if not cell.is_empty:
            value = cell.raw if cell.kind is CellKind.ERROR else cell.value
            number_format = "General" if isinstance(value, str) else cell.number_format
            rows[number - 1][column_letters(index)] = Entry(value, number_format)
    merged = [column for column in table.columns if column.is_known and column.name in KEY_COLUMNS]
    for row in table.rows:
        for column in merged:
            if found := field_of(row.cells[column.name], ""):
                rows[row.number - 1].setdefault(column_letters(column.index), found.entry)
    return SheetContents(grid.name, None, (), tuple(rows))


def order_columns(known: Sequence[str], seen: Sequence[str]) -> tuple[str, ...]:
    """Return `known` columns and then the own ones among `seen`, each once, the origin last."""
    own = [name for name in dict.fromkeys(seen) if name not in known and name not in ORIGIN_COLUMNS]
    origin = [name for name in ORIGIN_COLUMNS if name in seen]
    return (*known, *own, *origin)
