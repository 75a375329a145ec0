"""工作计划: one level of items, or two when its rows have 板块."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.compose.items import ItemForm, compose_item, in_order, merged_order, number_items
from summarize.compose.prose import Prose
from summarize.compose.sections import SectionBook
from summarize.model.numbering import ordinal
from summarize.model.records import ItemRow
from summarize.model.report import Item, PlanEntry
from summarize.model.selection import MergedRows, merge_rows
from summarize.model.text import Text

_RUN_IN_STYLE = "（一）"


def compose_plan(
    rows: Sequence[ItemRow], book: SectionBook, prose: Prose, form: ItemForm, *, level: int
) -> tuple[PlanEntry, ...]:
    """Return the plan's entries with ordinals of `level` (1 in 分块式, 2 in 三段式).

    `book` holds the sections' titles in the plan's own period.
    """
    merged = merge_rows(rows)
    if not any(item.first.section for item in merged):
        entries = [compose_item(item, prose, form) for item in in_order(merged, merged_order)]
        return tuple(
            _entry(item, ordinal(level, number) if len(entries) > 1 else "", level)
            for number, item in enumerate(entries, 1)
        )
    groups: dict[str, list[MergedRows]] = {}
    for item in merged:
        groups.setdefault(item.first.section_key, []).append(item)
    return tuple(
        PlanEntry(
            number=ordinal(level, number) if len(groups) > 1 else "",
            lead=book.title(key, prose) or prose.line(groups[key][0].first.section),
            body=Text(),
            items=_compose_items(groups[key], prose, form, level),
            level=level,
        )
        for number, key in enumerate(book.arrange(list(groups)), 1)
    )


def _compose_items(merged: Sequence[MergedRows], prose: Prose, form: ItemForm, parent_level: int) -> tuple[Item, ...]:
    items = [compose_item(item, prose, form) for item in in_order(merged, merged_order)]
    return number_items(items, _RUN_IN_STYLE, parent_level)


def _entry(item: Item, number: str, level: int) -> PlanEntry:
    return PlanEntry(
        number=number,
        lead=item.lead,
        body=item.body,
        more=item.more,
        level=level,
        office=item.office,
        due=item.due,
        extra=item.extra,
        rows=item.rows,
    )
