"""Items: the merged rows of one thing done, wrong or planned, as printed text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from summarize.compose.prose import NOTHING, Prose, close, follow_on, join, split_first_sentence
from summarize.model.numbering import ordinal, series_ordinal
from summarize.model.records import ItemRow, Order, Source
from summarize.model.report import Item
from summarize.model.selection import MergedRows
from summarize.model.text import Text

DEFAULT_STYLE = "段首句"
_LIST_COMMA = Text.standing("、")
_BRACKETED, _ARABIC = "（一）", "1."
_SERIAL_STYLES = frozenset({"一是连排", "一是分段"})
_BASE_LEVEL = {_BRACKETED: 2, _ARABIC: 3}
_DEEPEST_LEVEL = 5

Sibling = TypeVar("Sibling")


@dataclass(frozen=True, slots=True)
class ItemForm:
    """How items are made.

    `needs_content` prints a visible gap where a text is still to come. Citations are valued over the
    row's own period if `values_by_row`, else over the report's.
    """

    is_brief: bool
    needs_content: bool = True
    values_by_row: bool = True

    def prose_of(self, row: ItemRow, prose: Prose) -> Prose:
        """Return `prose` for the period over which the citations of `row` are valued."""
        return prose.over(row.period) if self.values_by_row else prose


def compose_item(merged: MergedRows, prose: Prose, form: ItemForm) -> Item:
    """Return the item of `merged`, not numbered yet.

    The last row that gives a lead, an office or a state has the word; texts follow each other in the
    order of `merged.kept`.
    """
    lead, paragraphs = _lead(merged, prose, form), _paragraphs(merged, prose, form)
    if not lead and paragraphs:
        lead, rest = split_first_sentence(paragraphs[0])
        paragraphs = (rest, *paragraphs[1:]) if rest else paragraphs[1:]
    if not lead:
        lead = Text.gap(merged.first.matter.place)
    return Item(
        number="",
        lead=close(lead),
        body=paragraphs[0] if paragraphs else NOTHING,
        more=paragraphs[1:],
        office=_last_text(merged, lambda row: row.office, between=_LIST_COMMA),
        status=_last_text(merged, lambda row: row.status),
        due=_last_text(merged, lambda row: row.due),
        extra=_extra(merged),
        rows=tuple(row.place for row in merged.kept),
    )


def _lead(merged: MergedRows, prose: Prose, form: ItemForm) -> Text:
    typed = [(row, row.lead) for row in reversed(merged.kept)]
    named = [(row, row.matter) for row in reversed(merged.kept)]
    for row, source in (*typed, *named):
        if lead := form.prose_of(row, prose).line(source):
            return lead
    return NOTHING


def _paragraphs(merged: MergedRows, prose: Prose, form: ItemForm) -> tuple[Text, ...]:
    return follow_on(_row_paragraphs(row, form.prose_of(row, prose), form) for row in merged.kept)


def _row_paragraphs(row: ItemRow, prose: Prose, form: ItemForm) -> tuple[Text, ...]:
    if form.is_brief and row.brief:
        return prose.paragraphs(row.brief)
    paragraphs = prose.paragraphs(row.content)
    if not paragraphs and form.needs_content:
        return (Text.gap(row.content.place),)
    if form.is_brief and paragraphs and not row.matter.is_blank:
        return (split_first_sentence(paragraphs[0])[0],)
    return paragraphs


def _last_text(merged: MergedRows, get: Callable[[ItemRow], Source | None], between: Text | None = None) -> Text:
    """Return the last of the field's texts in one line, `between` in the place of line breaks."""
    for row in reversed(merged.kept):
        source = get(row)
        if source:
            return join(Text.typed(source.raw, source.place).paragraphs(), between)
    return NOTHING


def _extra(merged: MergedRows) -> Mapping[str, Text]:
    extra: dict[str, Text] = {}
    for row in merged.kept:
        for name, source in row.extra.items():
            if not source.is_blank or name not in extra:
                extra[name] = Text.typed(source.raw, source.place).trimmed()
    return extra


def in_order(siblings: Iterable[Sibling], order: Callable[[Sibling], Order | None]) -> tuple[Sibling, ...]:
    """Return `siblings` with those that have a 序号 first, by it; the others follow as they came."""
    return tuple(sorted(siblings, key=lambda sibling: (order(sibling) is None, order(sibling) or ())))


def merged_order(merged: MergedRows) -> Order | None:
    """Return the 序号 of an item: that of the first of its rows that has one."""
    rows = (merged.first, *merged.kept)
    return next((row.order for row in rows if row.order is not None), None)


def number_items(items: Sequence[Item], style: str, parent_level: int) -> tuple[Item, ...]:
    """Return `items` with the ordinals of `style` below a heading of `parent_level`.

    A bracketed or Arabic ordinal goes one level deeper where its own level is taken by the parent. One
    item alone gets none (a level has at least two members).
    """
    level = min(max(_BASE_LEVEL.get(style, 0), parent_level + 1), _DEEPEST_LEVEL) if style in _BASE_LEVEL else 0
    numbered: list[Item] = []
    for number, item in enumerate(items, 1):
        if len(items) == 1:
            mark = ""
        elif level:
            mark = ordinal(level, number)
        else:
            mark = series_ordinal(number) if style in _SERIAL_STYLES else ""
        numbered.append(replace(item, number=mark, style=style, level=level))
    return tuple(numbered)
