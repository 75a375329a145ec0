"""`merge`: the offices' workbooks into the unit's, every row with its office and its origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from summarize.collect import rules
from summarize.collect.items import ITEM_ROLES, CollectedItems, SentRow, collect_items, identity_of
from summarize.collect.keyed import (
    NamedRow,
    entries_of,
    fact_key,
    files_of,
    gather_exemptions,
    gather_facts,
    gather_figures,
    gather_named,
    gather_once,
    origin_files,
)
from summarize.collect.ledger_style import join_styles
from summarize.collect.offices import Offices, find_sender, named_office
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
    ORIGIN_PARAGRAPH,
    CarriedRow,
    Field,
    carry_rows,
    column_keys,
    find_losses,
    order_columns,
)
from summarize.collect.task_cells import states_by_cell
from summarize.findings import Finding, Place
from summarize.model.cells import Sheets, Table
from summarize.model.contents import SheetContents
from summarize.model.figures.tasks import Tasks
from summarize.model.quotation import quote
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    EXEMPTIONS_ROLE,
    HELP_SHEET,
    LEDGER_ROLE,
    SHEETS,
    SLIP_SHEET,
    WORDS_ROLE,
    normalize_key,
)

_OFFICES, _SECTIONS, _FIGURES, _FACTS, _RELATIONS = "责任科室", "板块", "指标", "基本信息", "核对"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One workbook that came in.

    `name` is what its rows call it, unlike any other's. `around` is what stands outside the columns, by
    sheet and row number: 时期, 板块, 小类, 责任科室. `free` are its annexes and unknown sheets, cell by cell,
    `tasks` those of its ledger, printed or not.
    """

    sheets: Sheets
    name: str
    year: int | None = None
    around: Mapping[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)
    free: tuple[SheetContents, ...] = ()
    tasks: Tasks = field(default_factory=Tasks)


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
    is_unit: bool = False

    @property
    def is_collection(self) -> bool:
        """Whether rows of other workbooks stand in this one; what was imported from papers is no such row."""
        return bool(self.collected) or any(row.text(ORIGIN_CELL) for rows in self.rows.values() for row in rows)

    @property
    def item_rows(self) -> list[CarriedRow]:
        """The rows of items, sheet by sheet."""
        return [row for role in ITEM_ROLES for row in self.rows.get(role, ())]

    def files(self) -> dict[str, list[CarriedRow]]:
        """Return the rows of items by the file that they come from."""
        found: dict[str, list[CarriedRow]] = {}
        for row in self.item_rows:
            found.setdefault(row.text(ORIGIN_FILE) or self.delivery.name, []).append(row)
        return found or ({} if self.is_collection else {self.delivery.name: []})

    def office_of(self, row: CarriedRow, offices: Offices) -> str:
        """Return the office that a row came from: what it says itself, else its paper's, else the workbook's."""
        paper = PurePath(row.text(ORIGIN_FILE)).stem
        return named_office(row.text("责任科室")) or (offices.within(paper) if paper else "") or self.office

    def sender_of(self, file: str, row: CarriedRow | None, offices: Offices) -> str:
        """Return the office that sent `file`; where a file speaks for several, the one that `row` names."""
        found = self.collected.get(file) or self.office or (self.office_of(row, offices) if row else "")
        return offices.called(found) or found


def merge(deliveries: Sequence[Delivery]) -> Merged:
    """Return the unit's workbook from `deliveries`, in their order; every fault is told at once."""
    findings: list[Finding] = []
    opened = [_open(delivery, findings) for delivery in deliveries]
    unit = _find_unit(opened)
    offices = Offices(opened[unit].rows.get(_OFFICES, ()) if unit is not None else ())
    opened = [
        replace(one, office=_sender(one, offices)) if position != unit else replace(one, is_unit=True)
        for position, one in enumerate(opened)
    ]
    # The unit's own order of rows is the order of the whole.
    ordered = opened if unit is None else [opened[unit], *opened[:unit], *opened[unit + 1 :]]
    year = _year(ordered)
    named = {role: _named_rows(ordered, role, offices) for role in _by_name()}
    has_unit = unit is not None
    written: dict[str, list[Mapping[str, Field]]] = {
        _FACTS: gather_facts(named[_FACTS], offices, findings),
        _SECTIONS: gather_named(_SECTIONS, named[_SECTIONS], findings, has_unit=has_unit),
        _OFFICES: gather_named(_OFFICES, named[_OFFICES], findings, has_unit=has_unit),
        _FIGURES: gather_figures(named[_FIGURES], findings),
        _RELATIONS: gather_once(named[_RELATIONS]),
        WORDS_ROLE: gather_once(named[WORDS_ROLE]),
        EXEMPTIONS_ROLE: gather_exemptions(named[EXEMPTIONS_ROLE], findings),
    }
    items: dict[str, CollectedItems] = {}
    for role in ITEM_ROLES:
        items[role] = collect_items(role, _sent_rows(ordered, role, year, offices), year, findings)
        written[role] = list(items[role].rows)
    ledger, unused = join_styles(written[LEDGER_ROLE], year)
    written[LEDGER_ROLE] = list(ledger)
    figures = Counter(file for row in written[_FIGURES] for file in files_of(row))
    roll = call_roll(offices, _senders(ordered, offices, items, figures))
    findings.extend(_tell_senders(ordered, offices))
    contents = (
        *(sheet for spec in SHEETS if (sheet := _sheet(spec.name, written.get(spec.name, ()), opened, unused))),
        rollcall_sheet(roll),
        *_other_sheets(opened),
    )
    return Merged(contents, roll, tuple(findings))


def _by_name() -> tuple[str, ...]:
    return (_FACTS, _SECTIONS, _OFFICES, _FIGURES, _RELATIONS, WORDS_ROLE, EXEMPTIONS_ROLE)


def _open(delivery: Delivery, findings: list[Finding]) -> _Opened:
    rows: dict[str, list[CarriedRow]] = {}
    collected: dict[str, str] = {}
    file, states = delivery.sheets.file, states_by_cell(delivery.tasks)
    for table in delivery.sheets.tables:
        if is_rollcall(table):
            collected.update(known_senders(table))
        if table.role is None or table.role == ANNEX_ROLE:
            continue
        findings.extend(find_losses(table, file))
        rows.setdefault(table.role, []).extend(carry_rows(table, file, delivery.around, states))
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
    papers = one.files()
    if len(papers) > 1:
        return ""
    found = find_sender(one.delivery.sheets.file, titles, units, one.item_rows, offices)
    return found or offices.within(PurePath(next(iter(papers))).stem) or ""


def _named_rows(ordered: Sequence[_Opened], role: str, offices: Offices) -> list[NamedRow]:
    return [
        NamedRow(
            row,
            one.delivery.name,
            str(replace(row.place, file=None)),
            one.delivery.year,
            one.is_unit,
            _senders_of(one, row, offices),
        )
        for one in ordered
        for row in one.rows.get(role, ())
    ]


def _senders_of(one: _Opened, row: CarriedRow, offices: Offices) -> frozenset[str]:
    """Return the offices that a row known by its name came from; a file of an unknown sender is its own."""
    files = origin_files(row) or ([] if one.is_unit else [one.delivery.name])
    return frozenset(one.sender_of(file, None, offices) or f"“{file}”" for file in files)


def _year(ordered: Sequence[_Opened]) -> int | None:
    return next((one.delivery.year for one in ordered if one.delivery.year is not None), None)


def _sent_rows(ordered: Sequence[_Opened], role: str, common_year: int | None, offices: Offices) -> list[SentRow]:
    sent: list[SentRow] = []
    for one in ordered:
        year = one.delivery.year or common_year
        for row in one.rows.get(role, ()):
            own_file, own_cell = row.text(ORIGIN_FILE), row.text(ORIGIN_CELL) or row.text(ORIGIN_PARAGRAPH)
            file = own_file or one.delivery.name
            cell = own_cell if own_file else str(replace(row.place, file=None))
            is_carried = bool(own_file) and one.is_collection
            office = one.office_of(row, offices)
            sender = "" if one.is_unit and not is_carried else one.sender_of(file, row, offices)
            sent.append(SentRow(row, file, cell, office, identity_of(row, year), year, is_carried, sender))
    return sent


def _senders(
    ordered: Sequence[_Opened], known: Offices, items: Mapping[str, CollectedItems], figures: Mapping[str, int]
) -> list[Sender]:
    """Return every file that rows came from with each office that it speaks for, but for the unit's own."""
    sources: dict[tuple[str, str], None] = {}
    own = {one.delivery.name for one in ordered if one.is_unit}
    for one in ordered:
        files = one.files()
        for file in dict.fromkeys((*one.collected, *files)):
            if file not in own:
                rows: list[CarriedRow | None] = [*files.get(file, ())] or [None]
                sources |= {(file, one.sender_of(file, row, known)): None for row in rows}
    named = {file for file, office in sources if office}
    senders: list[Sender] = []
    counted: set[str] = set()
    for file, office in sources:
        if office or file not in named:
            figure_count = 0 if file in counted else figures.get(file, 0)
            counted.add(file)
            row_count = sum(found.sources.get((file, office), 0) for found in items.values())
            new_count = sum(found.new.get((file, office), 0) for found in items.values())
            senders.append(Sender(file, office, row_count, new_count, figure_count))
    return senders


def _tell_senders(ordered: Sequence[_Opened], offices: Offices) -> list[Finding]:
    told: list[Finding] = []
    for one in ordered:
        if one.is_unit or one.is_collection:
            continue
        place = Place(file=one.delivery.sheets.file)
        for file, rows in one.files().items():
            if not (one.office or any(one.office_of(row, offices) for row in rows)):
                listed = "，也不是“责任科室”表里的科室" if offices else ""
                told.append(rules.OFFICE_UNKNOWN.at(place, f"看不出“{file}”是哪个科室报的{listed}"))
        if not any(one.rows.get(role) for role in (*ITEM_ROLES, _FIGURES)):
            told.append(_nothing_taken(one, place))
    return told


def _nothing_taken(one: _Opened, place: Place) -> Finding:
    """Return the word on a file that gave nothing, with the sheets in which its content may stand."""
    unread = [f"“{quote(sheet.name)}”" for sheet in one.delivery.free if any(sheet.rows)]
    seen = f"，没有读的表：{'、'.join(unread)}" if unread else ""
    message = f"“{one.delivery.name}”里没有可以汇总的内容{seen}，这个文件不算已报"
    return rules.NOTHING_TO_COLLECT.at(place, message)


def _sheet(
    role: str, rows: Sequence[Mapping[str, Field]], opened: Sequence[_Opened], unused: frozenset[str]
) -> SheetContents | None:
    """Return one known sheet, `None` when no workbook has it; columns without any field are left to the writer.

    `unused` are the columns of the ledger that nothing stands in any more.
    """
    tables = [table for one in opened for table in one.delivery.sheets.by_role.get(role, ())]
    if not tables:
        return None
    seen = [key for table in tables for key in column_keys(table).values() if key not in unused]
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
    is_own = normalize_key(table.sheet) in {HELP_SHEET, SLIP_SHEET} or is_rollcall(table)
    return table.role == ANNEX_ROLE or (table.role is None and not is_own)
