"""工作成效 by 板块 and 小类."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.compose.items import DEFAULT_STYLE, ItemForm, compose_item, in_order, merged_order, number_items
from summarize.compose.prose import Prose
from summarize.model.numbering import ordinal
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Order, SectionRow, name_key
from summarize.model.report import Item, Section, Subsection
from summarize.model.selection import MergedRows, merge_rows, rows_in_force
from summarize.model.text import Text


@dataclass(frozen=True, slots=True)
class SectionBook:
    """How the sections are called and ordered in one period, by the keys of their names."""

    in_force: Mapping[str, SectionRow]
    any_row: Mapping[str, SectionRow]

    @classmethod
    def of(cls, rows: Sequence[SectionRow], period: Period) -> SectionBook:
        """Return the book of the sheet 板块 for `period`."""
        any_row: dict[str, SectionRow] = {}
        for row in rows:
            any_row.setdefault(row.name, row)
        in_force = {name: found[0] for name, found in rows_in_force(rows, period).items()}
        return cls(in_force, any_row)

    def title(self, key: str, prose: Prose) -> Text | None:
        """Return the printed title of a section, or `None` when the sheet has none for it."""
        row = self.in_force.get(key)
        return prose.lines(row.title) if row else None

    def lead_in(self, key: str, prose: Prose) -> Text:
        """Return the section's 引语."""
        row = self.in_force.get(key)
        return prose.line(row.lead_in) if row else Text()

    def style(self, key: str, default: str) -> str:
        """Return the section's 事项样式."""
        rows = (self.in_force.get(key), self.any_row.get(key))
        return next((row.item_style for row in rows if row and row.item_style), default)

    def order(self, key: str) -> Order | None:
        """Return the section's 序号."""
        rows = (self.in_force.get(key), self.any_row.get(key))
        return next((row.order for row in rows if row and row.order is not None), None)

    def arrange(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return `keys` by 序号, then as the sheet 板块 has them, then as they came."""
        listed = {key: index for index, key in enumerate(self.any_row)}
        as_listed = sorted(keys, key=lambda key: listed.get(key, len(listed)))
        return in_order(as_listed, self.order)


def compose_sections(
    rows: Sequence[ItemRow], book: SectionBook, prose: Prose, form: ItemForm, *, level: int, default_style: str | None
) -> tuple[Section, ...]:
    """Return the sections with their items; their own ordinals are given by the caller.

    `level` is the level of the sections' headings, 1 in 分块式 and 2 in 三段式.
    """
    groups: dict[str, list[MergedRows]] = {}
    for merged in merge_rows(rows):
        groups.setdefault(merged.first.section_key, []).append(merged)
    sections: list[Section] = []
    for key in book.arrange(list(groups)):
        style = book.style(key, default_style or DEFAULT_STYLE)
        title = book.title(key, prose) or _name(groups[key][0].first, prose)
        section = _compose_section(groups[key], prose, form, style, level if title else level - 1)
        sections.append(replace(section, title=title, lead_in=book.lead_in(key, prose)))
    return tuple(sections)


def _name(row: ItemRow, prose: Prose) -> Text:
    """Return the section's name as the row has it, its citations valued over the row's own period."""
    return prose.over(row.period).line(row.section)


def _compose_section(merged: Sequence[MergedRows], prose: Prose, form: ItemForm, style: str, level: int) -> Section:
    direct: list[MergedRows] = []
    by_subsection: dict[str, list[MergedRows]] = {}
    for item in merged:
        subsection = item.first.subsection
        if subsection is None:
            direct.append(item)
        else:
            by_subsection.setdefault(name_key(subsection.raw), []).append(item)
    subsections = tuple(
        Subsection(
            number=ordinal(level + 1, number) if len(by_subsection) > 1 else "",
            title=prose.over(items[0].first.period).line(items[0].first.subsection),
            items=_compose_items(items, prose, form, style, level + 1),
        )
        for number, items in enumerate(by_subsection.values(), 1)
    )
    # Beside subsections, direct items go one level deeper, so that no ordinal stands twice.
    direct_level = level + 1 if subsections else level
    return Section("", Text(), Text(), subsections, _compose_items(direct, prose, form, style, direct_level), style)


def _compose_items(
    merged: Sequence[MergedRows], prose: Prose, form: ItemForm, style: str, parent_level: int
) -> tuple[Item, ...]:
    arranged = in_order(merged, merged_order)
    return number_items([compose_item(item, prose, form) for item in arranged], style, parent_level)


def compose_list(
    rows: Sequence[ItemRow], prose: Prose, form: ItemForm, *, style: str, parent_level: int
) -> tuple[Item, ...]:
    """Return rows without sections (存在问题, 意见建议) as numbered items."""
    return _compose_items(merge_rows(rows), prose, form, style, parent_level)
