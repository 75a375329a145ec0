"""The signs that a workbook holds state secrets, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, Row, Sheets, Table
from summarize.model.classification import find_lone_mark, find_mark, find_starred, is_level
from summarize.model.vocabulary import normalize_key
from summarize.validate import rules
from summarize.validate.facts import fact_called

_FACT_ROLE, _TITLE = "基本信息", "标题"
_CLASSIFICATION = "密级"


def find_classified(sheets: Sheets) -> tuple[Finding, ...]:
    """Return an error for each sign that the workbook is classified: 密级 filled, or a mark.

    Marks are looked for in the names of the file and its sheets, above tables and in their heads, in
    facts, and in rows where one stands alone.
    """
    return tuple(_find(sheets))


def _find(sheets: Sheets) -> Iterator[Finding]:
    if mark := _mark_of_name(PurePath(sheets.file).stem):
        yield rules.CLASSIFIED.at(Place(file=sheets.file), f"文件名有密级标志“{mark}”")
    for table in sheets.tables:
        for name in (table.sheet, *table.continuations):
            if mark := _mark_of_name(name):
                yield rules.CLASSIFIED.at(Place(sheet=name), f"表名有密级标志“{mark}”")
        yield from _above(table)
        for row in table.rows:
            facts = list(_in_fact(row)) if table.role == _FACT_ROLE else []
            yield from facts or _in_row(row)
        for skipped in table.skipped:
            if mark := find_starred(skipped.words) or find_lone_mark(skipped.words):
                yield rules.CLASSIFIED.at(skipped.place, f"第{skipped.number}行有密级标志“{mark}”")


def _mark_of_name(name: str) -> str | None:
    return find_mark(name) or (name.strip() if is_level(name) else None)


def _above(table: Table) -> Iterator[Finding]:
    for _, group in groupby(table.title_cells, _row_of):
        cells = list(group)
        for index, cell in enumerate(cells):
            if mark := find_mark(cell.raw) or _bare_level(cells, index, table):
                yield rules.CLASSIFIED.at(cell.place, f"标题行有密级标志“{mark}”")
    heads = (column.head for column in (*table.columns, *table.repeated_columns))
    for cell in dict.fromkeys(heads):
        if mark := find_starred(cell.raw):
            yield rules.CLASSIFIED.at(cell.place, f"标题行有密级标志“{mark}”")


def _row_of(cell: Cell) -> tuple[str | None, str]:
    return cell.place.sheet, "".join(character for character in cell.place.cell or "" if character.isdecimal())


def _bare_level(cells: Sequence[Cell], index: int, table: Table) -> str | None:
    """Return the level in a title cell that says nothing else, behind the label 密级 or alone in its row."""
    cell = cells[index]
    if not is_level(cell.raw):
        return None
    is_labelled = index > 0 and normalize_key(cells[index - 1].raw).rstrip(":") == _CLASSIFICATION
    is_alone = len(cells) == 1 and not table.missing_head
    return cell.raw.strip() if is_labelled or is_alone else None


def _in_fact(row: Row) -> Iterator[Finding]:
    names, content = row.get("项目"), row.get("内容")
    if names is None or content is None or content.is_empty:
        return
    name = fact_called(names.raw)
    if name == _CLASSIFICATION:
        yield rules.CLASSIFIED.at(content.place, "“密级”已填写")
    elif mark := find_mark(content.raw) if name == _TITLE else find_starred(content.raw):
        yield rules.CLASSIFIED.at(content.place, f"“{name or names.raw.strip()}”有密级标志“{mark}”")


def _in_row(row: Row) -> Iterator[Finding]:
    for cell in (*row.cells.values(), *row.bands.values()):
        if isinstance(cell.value, str) and (mark := find_lone_mark(cell.value)):
            yield rules.CLASSIFIED.at(cell.place, f"第{row.number}行有密级标志“{mark}”")
