"""Many units in one workbook: whose each row is, and a workbook for each unit.

A 填报单位 column, band row, title row or sheet name tells whose a row is; what tells none holds for every
unit where that can be meant (基本信息, 板块, 核对, 责任科室, chapters and annexes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize.findings import Finding, Place, Severity
from summarize.model.cells import Cell, CellKind, Row, Sheets, Table
from summarize.model.quotation import quote
from summarize.model.records import Source, name_key
from summarize.model.slips import Slips
from summarize.model.vocabulary import ANNEX_ROLE, INCLUSIONS, LEDGER_ROLE, normalize_key
from summarize.validate import content_rules, rules
from summarize.validate.bands import read_bands, units_named
from summarize.validate.facts import fact_called
from summarize.validate.fields import match_choice, source_of
from summarize.validate.heads import head_place
from summarize.validate.outside import is_no_unit, keys_in, unit_outside

UNIT_COLUMN = "填报单位"
_FACT_ROLE, _OFFICE_ROLE = "基本信息", "责任科室"
_NAME, _SHORT_NAME = "单位名称", "单位简称"
_SECTION = "板块"
_OWNED_ROLES = frozenset({"工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议", "指标"})
"""Sheets in which a row that names no unit is nobody's."""
_OWN_FACTS = frozenset(
    {_NAME, _SHORT_NAME, "署名", "发文机关标志", "发文字号", "签发人", "份号", "印发机关", "附注", "成文日期"}
)
"""Facts of one unit: written for one they do not hold for another."""


@dataclass(frozen=True, slots=True)
class FilingUnit:
    """One unit of a workbook: its name, the keys by which it is called, its own sheets, what was found with it."""

    name: str
    keys: frozenset[str]
    sheets: Sheets
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Unit:
    """A unit while it is gathered; `is_default` when 基本信息 names it without a 填报单位."""

    name: Source
    keys: set[str] = field(default_factory=set)
    is_described: bool = False
    is_default: bool = False
    is_used: bool = False
    findings: list[Finding] = field(default_factory=list)


def split_units(sheets: Sheets) -> tuple[FilingUnit, ...]:
    """Return the units of a workbook, each with the sheets that are its input; one unit has all of them.

    Units come as 基本信息 has them, then as their rows do. What is wrong with all of them is told with each.
    """
    return _Splitter(sheets).split()


class _Splitter:
    """Finds out the units of one workbook, then deals out its rows."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._units: dict[str, _Unit] = {}
        self._called: dict[str, list[str]] = {}
        """For each key, the units that are called so."""
        self._shared: list[Finding] = []
        self._strange: list[Finding] = []
        """What is told of rows whose unit is none of the workbook's."""
        self._offices = keys_in(sheets.by_role.get(_OFFICE_ROLE, ()), "科室", "简称")
        self._by_table: dict[str, Source | None] = {}

    def split(self) -> tuple[FilingUnit, ...]:
        self._read_facts()
        self._tell_other_bands()
        self._sheets = read_bands(self._sheets)
        written = self._written_units()
        self._settle(written)
        units = {key: unit for key, unit in self._units.items() if unit.is_used or not unit.is_default}
        units = units or dict(list(self._units.items())[:1])
        # Nobody would hear of what is told to a unit that has no report.
        self._shared += [found for key, unit in self._units.items() if key not in units for found in unit.findings]
        if len(units) <= 1:
            return (self._only_unit(next(iter(units.values()), None)),)
        return self._deal(units)

    def _read_facts(self) -> None:
        """Gather the units that 基本信息 names, with the names by which they may be called."""
        for named in units_named(self._sheets):
            unit_key = normalize_key(named.name.raw)
            is_default = named.is_default
            unit = self._units.setdefault(
                unit_key, _Unit(named.name, is_described=named.is_described, is_default=is_default)
            )
            unit.is_default = unit.is_default and is_default
            for key in named.keys:
                known = self._called.setdefault(key, [])
                if unit_key not in known:
                    known.append(unit_key)
            unit.keys |= named.keys

    def _tell_other_bands(self) -> None:
        """Tell the rows that name another unit than the band above them."""
        for table in self._sheets.tables:
            for row in table.rows:
                band, own = row.bands.get(_SECTION), source_of(row.get(UNIT_COLUMN))
                meant = self._called.get(name_key(band.raw)) if band else None
                if band and meant and own and self._called.get(normalize_key(own.raw)) != meant:
                    seen = f"“{UNIT_COLUMN}”写的是“{quote(own.raw)}”"
                    message = f"{seen}，上面的横栏{band.place.cell}是“{quote(band.raw)}”"
                    self._shared.append(content_rules.BANDS_DISAGREE.at(own.place, message, related=(band.place,)))

    def _unit_of(self, row: Row) -> Source | None:
        return source_of(row.get(UNIT_COLUMN)) or source_of(row.bands.get(UNIT_COLUMN))

    def _written_units(self) -> dict[str, list[Source]]:
        """Return the units that rows and title rows name, by key, with every place."""
        written: dict[str, list[Source]] = {}
        for table in self._sheets.tables:
            if table.role is None or table.role == _FACT_ROLE:
                continue
            for row in table.rows:
                if source := self._unit_of(row):
                    written.setdefault(normalize_key(source.raw), []).append(source)
        known = frozenset(self._called) | {key for key in written if not is_no_unit(key, self._offices)}
        for table in self._sheets.tables:
            if table.role is not None:
                source = unit_outside(table, known, self._offices)
                self._by_table[table.sheet] = source
                if source and table.rows:
                    written.setdefault(normalize_key(source.raw), []).append(source)
        return written

    def _settle(self, written: Mapping[str, list[Source]]) -> None:
        """Decide of each name that is written which unit it is, or that it is none."""
        described = [unit for unit in self._units.values() if unit.is_described]
        unknown = {key: places for key, places in written.items() if key not in self._called}
        for key in written.keys() - unknown.keys():
            for unit_key in self._called[key]:
                self._units[unit_key].is_used = True
            if len(self._called[key]) > 1:
                self._tell_alike(key, written[key])
        is_nobody_else = len(unknown) == 1 and not any(unit.is_used for unit in described)
        described_by_key: dict[str, _Unit] = {}
        for unit in described:
            for called in unit.keys:
                described_by_key.setdefault(called, unit)
        slips = Slips(described_by_key if unknown else ())
        for key, places in unknown.items():
            slip = slips.find(key)
            meant = described_by_key[slip] if slip else None
            if meant or is_no_unit(key, self._offices) or (described and is_nobody_else):
                self._tell_another(places, meant or next(iter(described), None), is_slip=meant is not None)
                self._called[key] = [normalize_key(meant.name.raw)] if meant else []
                continue
            unit = self._units[key] = _Unit(places[0], {key}, is_used=True)
            self._called[key] = [key]
            if described:
                message = f"“基本信息”里没有“{quote(places[0].raw)}”，它单独成一份报告"
                unit.findings.append(content_rules.UNIT_NOT_DESCRIBED.at(places[0].place, message))

    def _tell_another(self, places: Sequence[Source], known: _Unit | None, *, is_slip: bool) -> None:
        name = quote(known.name.raw.strip()) if known else ""
        differs = f"，与单位名称“{name}”不同" if known else "，不像单位的名称"
        hint = f"是否指“{name}”？是的话改过来；确是另一个单位的，在“基本信息”里加上它。" if is_slip else ""
        for source in places:
            is_in_column = all(source is not outside for outside in self._by_table.values())
            severity = None if is_in_column else Severity.WARNING
            message = f"填报单位是“{quote(source.raw)}”{differs}"
            finding = rules.ANOTHER_UNIT.at(source.place, message, hint, severity=severity)
            (known.findings if known and is_slip else self._strange).append(finding)

    def _tell_alike(self, key: str, places: Sequence[Source]) -> None:
        names = "、".join(f"“{quote(self._units[unit].name.raw)}”" for unit in self._called[key])
        for source in places:
            message = f"填报单位写的是“{quote(source.raw)}”，{names}都叫这个名称"
            finding = content_rules.UNITS_ALIKE.at(source.place, message)
            for unit in self._called[key]:
                self._units[unit].findings.append(finding)

    def _only_unit(self, unit: _Unit | None) -> FilingUnit:
        findings = (*self._shared, *self._strange, *(unit.findings if unit else ()))
        if unit is None:
            return FilingUnit("", frozenset(), self._sheets, findings)
        tables = [self._with_name(table, table.rows, unit) for table in self._sheets.tables]
        return FilingUnit(unit.name.raw.strip(), frozenset(unit.keys), self._sheets_of(tables), findings)

    def _deal(self, units: Mapping[str, _Unit]) -> tuple[FilingUnit, ...]:
        """Return the units, each with its own rows of every table and those that hold for all."""
        tables: dict[str, list[Table]] = {key: [] for key in units}
        self._shared += map(_of_nobody, self._strange)
        for table in self._sheets.tables:
            # By position: the rows of a sheet that goes on with another are numbered anew.
            own: dict[str, list[tuple[int, Row]]] = {}
            shared: list[tuple[int, Row]] = []
            for position, row in enumerate(table.rows):
                owners = self._owners(table, row)
                if owners is None:
                    shared.append((position, row))
                for owner in owners or ():
                    own.setdefault(owner, []).append((position, row))
            if table.role in _OWNED_ROLES:
                self._tell_unowned(table, [row for _, row in shared])
                # Nobody's row is in nobody's report; a sheet that names no unit at all is an error and stays whole.
                shared = shared if table.column(UNIT_COLUMN) is None else []
            for key, unit in units.items():
                placed = own.get(key, [])
                if shared:
                    held = [found for found in shared if self._holds_for(table, found[1], unit)]
                    placed = sorted([*held, *placed], key=lambda found: found[0])
                rows = [row for _, row in placed]
                if rows or not (table.role == ANNEX_ROLE and table.rows):
                    tables[key].append(self._with_name(table, rows, unit))
        return tuple(
            FilingUnit(
                unit.name.raw.strip(),
                frozenset(unit.keys),
                self._sheets_of(tables[key]),
                (*self._shared, *unit.findings),
            )
            for key, unit in units.items()
        )

    def _sheets_of(self, tables: Sequence[Table]) -> Sheets:
        return Sheets(self._sheets.file, tuple(tables), self._sheets.findings)

    def _owners(self, table: Table, row: Row) -> Sequence[str] | None:
        """Return whose `row` is; `None` when nothing says so."""
        if table.role is None:
            return None
        source = self._unit_of(row) or self._by_table.get(table.sheet)
        return None if source is None else self._called.get(normalize_key(source.raw), [])

    def _tell_unowned(self, table: Table, rows: Sequence[Row]) -> None:
        unowned = [row for row in rows if not row.is_unfilled and not _is_left_out(row)]
        if unowned and table.column(UNIT_COLUMN) is None:
            message = f"“{table.sheet}”没有“填报单位”列，不知道各行是哪个单位的"
            suggestion = f"在第{table.head_row}行表头补上“填报单位”一列，或在标题行写“填报单位：…”。"
            finding = content_rules.UNIT_BLANK.at(head_place(table), message, suggestion, severity=Severity.ERROR)
            self._shared.append(finding)
            return
        for row in unowned:
            cell = row.get(UNIT_COLUMN)
            if cell is not None and cell.is_empty:
                message = f"第{row.number}行没有写填报单位，哪个单位的报告都不写它"
                self._shared.append(content_rules.UNIT_BLANK.at(cell.place, message))

    def _holds_for(self, table: Table, row: Row, unit: _Unit) -> bool:
        """Return whether a row that names no unit holds for `unit`: not what is another's own."""
        if table.role != _FACT_ROLE or unit.is_default:
            return True
        default = next((other for other in self._units.values() if other.is_default), None)
        names, content = row.get("项目"), row.get("内容")
        if default is None or names is None or content is None:
            return True
        is_named = any(key in normalize_key(content.raw) for key in default.keys)
        return not is_named and fact_called(names.raw) not in _OWN_FACTS

    def _with_name(self, table: Table, rows: Sequence[Row], unit: _Unit) -> Table:
        """Return `table` with `rows`; 基本信息 with a 单位名称 where none is written: the 填报单位."""
        if table.role == _FACT_ROLE and table.sheet == self._first_fact_sheet() and not unit.is_described:
            rows = [*_name_row(table, unit.name), *rows]
        return table if rows is table.rows else replace(table, rows=tuple(rows))

    def _first_fact_sheet(self) -> str:
        table = self._sheets.table(_FACT_ROLE)
        return table.sheet if table else ""


def _of_nobody(finding: Finding) -> Finding:
    """Return what is told of a row whose unit is none of several: their reports are written without this row."""
    if not finding.is_error:
        return finding
    message = f"{finding.message}，哪个单位的报告都不写它"
    return replace(finding, message=message, severity=Severity.WARNING)


def _is_left_out(row: Row) -> bool:
    include = row.get("入文")
    return include is not None and match_choice(include.raw, INCLUSIONS) == "否"


def _name_row(table: Table, name: Source) -> list[Row]:
    if table.column("项目") is None or table.column("内容") is None:
        return []
    texts = {"项目": _NAME, "内容": name.raw.strip()}
    cells = {
        column.name: _cell(texts.get(column.name), Place(sheet=name.place.sheet, cell=name.place.cell))
        for column in table.columns
    }
    return [Row(table.head_row, cells)]


def _cell(text: str | None, place: Place) -> Cell:
    return Cell(text, CellKind.TEXT if text else CellKind.EMPTY, "General", place)
