"""Rows of items from several workbooks into one sheet: each once, each with its office and its origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.collect import rules
from summarize.collect.rows import ORIGIN_CELL, ORIGIN_FILE, TRACE_COLUMNS, CarriedRow, Field, name_place, text_field
from summarize.findings import Finding
from summarize.model.period_text import period_named
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import name_key
from summarize.model.vocabulary import LEDGER_ROLE, normalize_key

ITEM_ROLES = ("工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议", "其他章节")
"""The sheets whose rows keep their origin."""
Source = tuple[str, str]
"""A file's name and the office that sent it."""
_OFFICE = "责任科室"
_OFFICE_ROLES = frozenset({"工作成效", LEDGER_ROLE, "存在问题", "工作计划"})
_OUTSIDE_COLUMNS = ("填报单位", "时期", "板块", "小类", _OFFICE)
_MOST_COMPARED = 8
"""Rows of one item that each further row is compared with: an item from hundreds of offices costs no squares."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row of items: what it says, who sent it, and what it is.

    `file` and `cell` are its origin; `is_carried` tells that it stood in a collection already. `identity`
    is the item's, with its period. `year` is the 年度 of its workbook. `office` is the row's, `sender` the
    office that sent the file: '' where nobody knows.
    """

    row: CarriedRow
    file: str
    cell: str
    office: str
    identity: str
    year: int | None
    is_carried: bool = False
    sender: str = ""

    def says_as_much(self, other: SentRow) -> bool:
        """Return whether everything that `other`, a row of the same item and period, says stands here too."""
        told = {column: found for column, found in other.row.fields.items() if _tells(column) and column != "时期"}
        return all(self.row.key(column) == found.key for column, found in told.items())


@dataclass(frozen=True, slots=True)
class CollectedItems:
    """The rows of one sheet, and how many of them came from each file and sender, and are new."""

    rows: tuple[Mapping[str, Field], ...]
    new: Mapping[Source, int]
    sources: Mapping[Source, int]


def _tells(column: str) -> bool:
    """Return whether a field says something of the item itself; a number in the list does not."""
    return column not in TRACE_COLUMNS and column != "序号"


def identity_of(row: CarriedRow, year: int | None) -> str:
    """Return what tells this item and period from others: 任务编号, else 板块 and 事项."""
    unit = row.key("填报单位")
    period = period_key(_period_text(row), year)
    if task := row.key("任务编号"):
        return f"{unit}\n{period}\n#{task}"
    name = next((row.text(column) for column in ("事项", "标题", "段首句", "内容") if row.text(column)), "")
    return f"{unit}\n{period}\n{name_key(row.text('板块'))}\n{name_key(name)}"


def _period_text(row: CarriedRow) -> str:
    """Return the row's period as it was read, with its year, else as it is written; '' for a ledger's quarters."""
    return row.outside.get("时期") or row.text("时期")


def period_of(row: CarriedRow, year: int | None) -> Period | None:
    """Return the row's period, `None` when it has none that can be read."""
    return period_named(_period_text(row), year)


def period_key(text: str, year: int | None) -> str:
    """Return a period as it is compared: the same whether its year is written or not."""
    period = period_named(text, year)
    return f"{period.start}/{period.end}" if period else normalize_key(text)


def collect_items(role: str, sent: Sequence[SentRow], year: int | None, findings: list[Finding]) -> CollectedItems:
    """Return the rows of one sheet: those that were collected before, then what is new, each item once.

    Of rows that say the same, or less than another of the same item, one stays. Rows of one item from
    different workbooks that say different things stay and are told.
    """
    carried = [row for row in sent if row.is_carried]
    fresh = [row for row in sent if not row.is_carried]
    kept, unmatched = _match_origins(carried, fresh, findings)
    groups: dict[str, list[SentRow]] = {}
    for row in (*kept, *unmatched):
        groups.setdefault(row.identity, []).append(row)
    standing: set[int] = set()
    shared: set[int] = set()
    changes = _Changes({}, set())
    for rows in groups.values():
        alone, also = _drop_subsumed(_drop_sent_before(rows, changes, findings))
        standing |= {id(row) for row in alone}
        shared |= also
        _tell_twice(alone, findings)
    placed = [changes.instead.get(id(row), row) for row in (*kept, *unmatched) if id(row) not in changes.moved]
    ordered = [row for row in placed if id(row) in standing]
    written = tuple(_complete(row, role, year, is_shared=id(row) in shared) for row in ordered)
    new = Counter((row.file, row.sender) for row in ordered if not row.is_carried)
    return CollectedItems(written, new, Counter((row.file, row.sender) for row in ordered))


def _match_origins(
    carried: Sequence[SentRow], fresh: Sequence[SentRow], findings: list[Finding]
) -> tuple[list[SentRow], list[SentRow]]:
    """Return the rows collected before, filled up from the same rows sent again, and the rows that are new."""
    by_identity: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(carried):
        by_identity.setdefault((row.file, row.identity), []).append(index)
    sent_again = {(row.file, row.identity) for row in fresh}
    by_cell = {
        (row.file, row.cell): position
        for position, row in enumerate(carried)
        if (row.file, row.identity) not in sent_again
    }
    kept = list(carried)
    unmatched: list[SentRow] = []
    for row in fresh:
        same = by_identity.get((row.file, row.identity))
        position = by_cell.get((row.file, row.cell)) if same is None else next(iter(same), None)
        if same:
            same.pop(0)
        if position is None:
            unmatched.append(row)
        else:
            kept[position] = _fill_up(kept[position], row, findings)
    return kept, unmatched


def _fill_up(standing: SentRow, again: SentRow, findings: list[Finding]) -> SentRow:
    """Return the standing row as it was sent again: what it says there, and what it does not say there.

    What is no longer the same is told.
    """
    changed = [
        column
        for column, found in again.row.fields.items()
        if _tells(column) and column in standing.row.fields and standing.row.fields[column].key != found.key
    ]
    changed = [column for column in changed if not _is_same_period(column, standing, again)]
    if changed:
        names = "、".join(f"“{quote(column)}”" for column in changed)
        first = again.row.fields[changed[0]].place
        own = standing.row.fields[changed[0]].place
        message = f"“{quote(_shown_name(again))}”的{names}与{name_place(own)}不同，用的是这次报来的"
        findings.append(rules.CHANGED_SINCE.at(first, message, related=(own,)))
    taken = {
        column: found
        for column, found in again.row.fields.items()
        if column not in standing.row.fields or (_tells(column) and column in changed)
    }
    return replace(standing, row=replace(standing.row, fields={**standing.row.fields, **taken}))


@dataclass(frozen=True, slots=True)
class _Changes:
    """Rows that stand in the place of others, by the identity of these, and those that have moved there."""

    instead: dict[int, SentRow]
    moved: set[int]


def _drop_sent_before(rows: Sequence[SentRow], changes: _Changes, findings: list[Finding]) -> Sequence[SentRow]:
    """Return the rows of one item without those whose sender sent it again in a later file.

    The later row takes the place of the earlier one, with what only that one says.
    """
    last = {row.sender: row.file for row in rows if row.sender}
    before = [row for row in rows if row.sender and row.file != last[row.sender]]
    if not before:
        return rows
    standing = [row for row in rows if not row.sender or row.file == last[row.sender]]
    waiting = {sender: [row for row in standing if row.sender == sender] for sender in last}
    for row in before:
        if not waiting[row.sender]:
            message = f"“{quote(_shown_name(row))}”，{row.sender}又报的文件里少了这一行，没有留"
            findings.append(rules.CHANGED_SINCE.at(row.row.place, message))
            continue
        later = waiting[row.sender].pop(0)
        if not _agrees(later, row):
            message = f"“{quote(_shown_name(later))}”，{row.sender}在{name_place(row.row.place)}也报过，用的是后报的"
            findings.append(rules.CHANGED_SINCE.at(later.row.place, message, related=(row.row.place,)))
        joined = replace(later, row=replace(later.row, fields={**row.row.fields, **later.row.fields}))
        changes.instead[id(row)] = joined
        changes.moved.add(id(later))
        standing = [joined if other is later else other for other in standing]
    return standing


def _agrees(later: SentRow, earlier: SentRow) -> bool:
    """Return whether nothing that both rows say differs; the same item stands in the same period."""
    both = [column for column in later.row.fields if _tells(column) and column in earlier.row.fields]
    return all(later.row.fields[name].key == earlier.row.fields[name].key for name in both if name != "时期")


def _is_same_period(column: str, standing: SentRow, again: SentRow) -> bool:
    return column == "时期" and period_key(_period_text(standing.row), standing.year) == period_key(
        _period_text(again.row), again.year
    )


def _drop_subsumed(rows: Sequence[SentRow]) -> tuple[list[SentRow], set[int]]:
    """Return the rows of one item without those that say nothing of their own, and which are the same in several files.

    Rows of one workbook are left alone among themselves: there the same item may well have several.
    """
    if len(rows) == 1:
        return list(rows), set()
    fullest = sorted(rows, key=lambda row: (not row.is_carried, -len(row.row.fields)))
    fullest.sort(key=lambda row: -sum(_tells(column) for column in row.row.fields))
    standing: list[SentRow] = []
    shared: set[int] = set()
    for row in fullest:
        others = (other for other in standing[:_MOST_COMPARED] if other.file != row.file)
        fuller = next((other for other in others if other.says_as_much(row)), None)
        if fuller is None:
            standing.append(row)
        elif row.says_as_much(fuller):
            shared.add(id(fuller))
    return standing, shared


def _tell_twice(rows: Sequence[SentRow], findings: list[Finding]) -> None:
    """Add a warning for each row of an item that another workbook has too."""
    ordered = sorted(rows, key=lambda row: not row.is_carried)
    first = ordered[0]
    for row in ordered[1:]:
        if row.file != first.file:
            whose = f"（{row.office}）" if row.office else ""
            message = f"“{quote(_shown_name(row))}”{whose}与{name_place(first.row.place)}是同一件事，两行都留着"
            findings.append(rules.ITEM_FROM_TWO.at(row.row.place, message, related=(first.row.place,)))


def _shown_name(row: SentRow) -> str:
    return next((row.row.text(name) for name in ("事项", "标题", "段首句", "内容") if row.row.text(name)), "")


def _complete(sent: SentRow, role: str, year: int | None, *, is_shared: bool) -> Mapping[str, Field]:
    """Return the fields to write: those of the row, what stood outside its columns, its office and its origin."""
    row = sent.row
    fields = dict(row.fields)
    for column in _OUTSIDE_COLUMNS:
        if column not in fields and row.outside.get(column):
            fields[column] = text_field(row.outside[column], row.place)
    own_period = period_named(_period_text(row), sent.year)
    if "时期" in fields and own_period and own_period != period_named(row.text("时期"), year):
        fields["时期"] = text_field(own_period.full_name, row.place)
    if role in _OFFICE_ROLES and _OFFICE not in fields and sent.office and not is_shared:
        fields[_OFFICE] = text_field(sent.office, row.place)
    fields[ORIGIN_FILE] = text_field(sent.file, row.place)
    fields[ORIGIN_CELL] = text_field(sent.cell, row.place)
    return fields
