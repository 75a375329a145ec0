"""Annexes: the tables printed behind the text, and the names by which 附件说明 lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.compose.prose import Prose, join
from summarize.model.periods import Period
from summarize.model.records import AnnexTable, ItemRow
from summarize.model.report import Annex
from summarize.model.selection import rows_holding
from summarize.model.text import Text

_TABLE_ONLY = "仅附表"
_LIST_COMMA = Text.standing("、")


@dataclass(frozen=True, slots=True)
class ItemList:
    """The rows of one kind of sheet, and how those that are for a table only are printed."""

    title: str
    content_head: str
    rows: Sequence[ItemRow]
    values_by_row: bool = True


def compose_annexes(tables: Sequence[AnnexTable], lists: Sequence[ItemList], prose: Prose) -> tuple[Annex, ...]:
    """Return the annexes of a period, numbered; one alone is just 附件 (GB/T 9704-2012 7.3.7).

    A table none of whose rows holds in the period is left out. Items that are for a table only come
    last, each of `lists` in a table of its own.
    """
    contents = [content for table in tables if (content := _compose_table(table, prose))]
    contents += [content for items in lists if (content := _table_only_rows(items, prose))]
    is_single = len(contents) == 1
    return tuple(
        Annex("附件" if is_single else f"附件{number}", title, head, rows)
        for number, (title, head, rows) in enumerate(contents, 1)
    )


_Content = tuple[Text, tuple[Text, ...], tuple[tuple[Text, ...], ...]]


def _compose_table(table: AnnexTable, prose: Prose) -> _Content | None:
    rows = rows_holding(table.rows, prose.period)
    if not rows:
        return None
    head = [prose.over(None).verbatim(source).trimmed() for source in table.head]
    body = [[prose.over(row.period).verbatim(source).trimmed() for source in row.cells] for row in rows]
    if table.period_head and _are_of_several_periods([row.period for row in rows]):
        head.insert(table.period_index, prose.verbatim(table.period_head).trimmed())
        for row, cells in zip(rows, body, strict=True):
            cells.insert(table.period_index, prose.verbatim(row.period_text).trimmed() if row.period_text else Text())
    return prose.lines(table.title), tuple(head), tuple(tuple(cells) for cells in body)


def _are_of_several_periods(periods: Sequence[Period | None]) -> bool:
    return len(set(periods)) > 1


def _table_only_rows(items: ItemList, prose: Prose) -> _Content | None:
    rows = [row for row in items.rows if row.include == _TABLE_ONLY]
    if not rows:
        return None
    body = []
    for row in rows:
        own = prose.over(row.period) if items.values_by_row else prose
        offices = Text.typed(row.office.raw, row.office.place).paragraphs() if row.office else ()
        body.append((own.line(row.matter), own.lines(row.content), join(offices, _LIST_COMMA)))
    head = ("事项", items.content_head, "责任科室")
    return Text.standing(items.title), tuple(Text.standing(word) for word in head), tuple(body)
