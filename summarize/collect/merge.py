"""`merge`: the offices' workbooks into the unit's, every row with its office and its origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize.collect import rules
from summarize.collect.items import ITEM_ROLES, CollectedItems, SentRow, collect_items, identity_of
from summarize.collect.keyed import (
    NamedRow,
    entries_of,
    fact_key,
    files_of,
    gather_facts,
    gather_figures,
    gather_named,
    gather_relations,
)
from summarize.collect.offices import Offices, find_sender
from summarize.collect.rollcall import (
    RollCallRow,
    Sender,
    call_roll,
    is_rollcall,
    known_senders,
    rollcall_sheet,
)
from summarize.collect.rows import (
    ORIGIN_CELL,
    ORIGIN_FILE,
    CarriedRow,
    Field,
    carry_rows,
    column_keys,
    find_losses,
    order_columns,
)
from summarize.findings import Finding, Place
from summarize.model.cells import Sheets, Table
from summarize.model.contents import SheetContents
from summarize.model.offices import leading_office
from summarize.model.vocabulary import ANNEX_ROLE, HELP_SHEET, SHEETS, normalize_key

_OFFICES, _SECTIONS, _FIGURES, _FACTS, _RELATIONS = "责任科室", "板块", "指标", "基本信息", "核对"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One workbook that came in.

    `name` is what its rows call it, unlike any other's. `around` is what stands outside the columns, by
    sheet and row number: 时期, 板块, 小类, 责任科室. `free` are its annexes and unknown sheets, cell by cell.
    """

    sheets: Sheets
    name: str
    year: int | None = None
    around: Mapping[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)
    free: tuple[SheetContents, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The unit's workbook, who has sent and who has not, and what was found on the way."""

    contents: tuple[SheetContents, ...]
    roll: tuple[RollCallRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A delivery with its rows by the role of their sheets; `collected` are the senders that it knows of."""

    delivery: Delivery
    rows: Mapping[str, tuple[CarriedRow, ...]]
    collected: Mapping[str, str]
    office: str = ""

    @property
    def is_collection(self) -> bool:
        """Whether rows of other workbooks stand in this one."""
        return bool(self.collected) or any(row.text(ORIGIN_FILE) for rows in self.rows.values() for row in rows)


def merge(deliveries: Sequence[Delivery]) -> Merged:
    """Return the unit's workbook from `deliveries`, in their order; every fault is told at once."""
    findings: list[Finding] = []
    opened = [_open(delivery, findings) for delivery in deliveries]
    unit = _find_unit(opened)
    offices = Offices(opened[unit].rows.get(_OFFICES, ()) if unit is not None else ())
    opened = [
        replace(one, office=_sender(one, offices)) if position != unit else one for position, one in enumerate(opened)
    ]
    # The unit's own order of rows is the order of the whole.
    ordered = opened if unit is None else [opened[unit], *opened[:unit], *opened[unit + 1 :]]
    year = _year(ordered)
    named = {role: _named_rows(ordered, role, has_unit=unit is not None) for role in _by_name()}
    written: dict[str, list[Mapping[str, Field]]] = {
        _FACTS: gather_facts(named[_FACTS], offices, findings),
        _SECTIONS: gather_named(_SECTIONS, named[_SECTIONS], findings),
        _OFFICES: gather_named(_OFFICES, named[_OFFICES], findings),
        _FIGURES: gather_figures(named[_FIGURES], findings),
        _RELATIONS: gather_relations(named[_RELATIONS]),
    }
    items: dict[str, CollectedItems] = {}
    for role in ITEM_ROLES:
        items[role] = collect_items(role, _sent_rows(ordered, role, year), year, findings)
        written[role] = list(items[role].rows)
    figures = Counter(file for row in written[_FIGURES] for file in files_of(row))
    roll = call_roll(offices, _senders(ordered, items, figures, has_unit=unit is not None))
    findings.extend(_tell_senders(ordered, offices, has_unit=unit is not None))
    contents = (
        *(sheet for spec in SHEETS if (sheet := _sheet(spec.name, written.get(spec.name, ()), opened))),
        rollcall_sheet(roll),
        *_other_sheets(opened),
    )
    return Merged(contents, roll, tuple(findings))


def _by_name() -> tuple[str, ...]:
    return (_FACTS, _SECTIONS, _OFFICES, _FIGURES, _RELATIONS)


def _open(delivery: Delivery, findings: list[Finding]) -> _Opened:
    rows: dict[str, list[CarriedRow]] = {}
    collected: dict[str, str] = {}
    file = delivery.sheets.file
    for table in delivery.sheets.tables:
        if is_rollcall(table):
            collected.update(known_senders(table))
        if table.role is None or table.role == ANNEX_ROLE:
            continue
        findings.extend(find_losses(table, file))
        rows.setdefault(table.role, []).extend(carry_rows(table, file, delivery.around))
    return _Opened(delivery, {role: tuple(found) for role, found in rows.items()}, collected)


def _find_unit(opened: Sequence[_Opened]) -> int | None:
    """Return which workbook is the unit's own: the one that lists the offices, of several the longest list."""
    listed = [len(one.rows.get(_OFFICES, ())) for one in opened]
    most = max(listed, default=0)
    return listed.index(most) if most else None


def _sender(one: _Opened, offices: Offices) -> str:
    if one.is_collection:
        return ""
    titles = [cell.raw for table in one.delivery.sheets.tables for cell in table.title_cells]
    facts = {fact_key(row.text("项目")): row.text("内容") for row in one.rows.get(_FACTS, ())}
    units = [facts[name] for name in ("单位名称", "单位简称") if name in facts]
    return find_sender(one.delivery.sheets.file, titles, units, _item_rows(one), offices)


def _item_rows(one: _Opened) -> list[CarriedRow]:
    return [row for role in ITEM_ROLES for row in one.rows.get(role, ())]


def _named_rows(ordered: Sequence[_Opened], role: str, *, has_unit: bool) -> list[NamedRow]:
    return [
        NamedRow(row, one.delivery.name, str(replace(row.place, file=None)), one.delivery.year, has_unit and not index)
        for index, one in enumerate(ordered)
        for row in one.rows.get(role, ())
    ]


def _year(ordered: Sequence[_Opened]) -> int | None:
    return next((one.delivery.year for one in ordered if one.delivery.year is not None), None)


def _sent_rows(ordered: Sequence[_Opened], role: str, common_year: int | None) -> list[SentRow]:
    sent: list[SentRow] = []
    for one in ordered:
        year = one.delivery.year or common_year
        for row in one.rows.get(role, ()):
            own_file, own_cell = row.text(ORIGIN_FILE), row.text(ORIGIN_CELL)
            file = own_file or one.delivery.name
            cell = own_cell if own_file else str(replace(row.place, file=None))
            office = leading_office(row.text("责任科室")) or one.office
            sent.append(SentRow(row, file, cell, office, identity_of(row, year), year, bool(own_file)))
    return sent


def _senders(
    ordered: Sequence[_Opened], items: Mapping[str, CollectedItems], figures: Mapping[str, int], *, has_unit: bool
) -> list[Sender]:
    """Return every file that rows came from, but for the unit's own."""
    offices: dict[str, str] = {}
    for index, one in enumerate(ordered):
        offices.update(one.collected)
        if one.is_collection or (has_unit and index == 0):
            for row in _item_rows(one):
                if file := row.text(ORIGIN_FILE):
                    offices.setdefault(file, leading_office(row.text("责任科室")))
        else:
            offices[one.delivery.name] = one.office or offices.get(one.delivery.name, "")
    own = ordered[0].delivery.name if has_unit else ""
    return [
        Sender(
            file,
            office,
            sum(found.files.get(file, 0) for found in items.values()),
            sum(found.new.get(file, 0) for found in items.values()),
            figures.get(file, 0),
        )
        for file, office in offices.items()
        if file != own
    ]


def _tell_senders(ordered: Sequence[_Opened], offices: Offices, *, has_unit: bool) -> list[Finding]:
    told: list[Finding] = []
    for index, one in enumerate(ordered):
        if (has_unit and index == 0) or one.is_collection:
            continue
        place = Place(file=one.delivery.sheets.file)
        if not one.office:
            listed = "，也不是“责任科室”表里的科室" if offices else ""
            told.append(rules.OFFICE_UNKNOWN.at(place, f"看不出“{one.delivery.name}”是哪个科室报的{listed}"))
        if not any(one.rows.get(role) for role in (*ITEM_ROLES, _FIGURES)):
            told.append(rules.NOTHING_TO_COLLECT.at(place, f"“{one.delivery.name}”里没有可以汇总的内容"))
    return told


def _sheet(role: str, rows: Sequence[Mapping[str, Field]], opened: Sequence[_Opened]) -> SheetContents | None:
    """Return one known sheet, `None` when no workbook has it; columns without any field are left to the writer."""
    tables = [table for one in opened for table in one.delivery.sheets.by_role.get(role, ())]
    if not tables:
        return None
    seen = [key for table in tables for key in column_keys(table).values()]
    filled = [column for row in rows for column in row]
    known = [column.name for spec in SHEETS if spec.name == role for column in spec.columns]
    heads = order_columns([name for name in known if name in {*seen, *filled}], [*seen, *filled])
    return SheetContents(role, role, heads, tuple(entries_of(row) for row in rows))


def _other_sheets(opened: Sequence[_Opened]) -> list[SheetContents]:
    """Return the annexes and the sheets of no known kind, those that are alike in every cell once."""
    found: dict[tuple[object, ...], SheetContents] = {}
    for one in opened:
        for sheet in one.delivery.free:
            if any(sheet.rows):
                found.setdefault(_likeness(sheet), sheet)
    return list(found.values())


def _likeness(sheet: SheetContents) -> tuple[object, ...]:
    rows = tuple(tuple(sorted((head, str(entry.value)) for head, entry in row.items())) for row in sheet.rows)
    return normalize_key(sheet.name), sheet.title, sheet.heads, rows


def is_kept_free(table: Table) -> bool:
    """Return whether a sheet is kept as it stands: annexes, and unknown ones but the program's own."""
    is_own = table.sheet == HELP_SHEET or is_rollcall(table)
    return table.role == ANNEX_ROLE or (table.role is None and not is_own)
