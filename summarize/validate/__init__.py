"""From sheets to records and findings: all of them at once, bad data never raises.

`validate` judges the workbook as a whole; `check_period` what one report would take from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.findings import Finding
from summarize.model.bulk import without_search_for_cycles
from summarize.model.cells import Cell, CellKind, Sheets, Table
from summarize.model.numbers import ESTIMATE_MARK
from summarize.model.periods import Period
from summarize.model.records import Fact, ItemRow, Records
from summarize.model.selection import rows_within
from summarize.model.vocabulary import ANNEX_ROLE, LEDGER_ROLE
from summarize.validate.annexes import read_annexes
from summarize.validate.cells import check_cells
from summarize.validate.classified import find_classified
from summarize.validate.coverage import check_period, check_plan_lead, check_upward_report, check_years
from summarize.validate.facts import read_facts
from summarize.validate.figures.indicators import read_indicators
from summarize.validate.figures.rules import CITATION_WITHOUT_VALUE
from summarize.validate.filing_units import FilingUnit, split_units
from summarize.validate.heads import check_columns, check_sheets
from summarize.validate.hidden_characters import check_hidden_characters
from summarize.validate.items import (
    ACHIEVEMENTS,
    PLANS,
    PROBLEMS,
    REQUESTS,
    ItemSheet,
    read_items,
)
from summarize.validate.ledger.joining import add_ledger, find_overlaps
from summarize.validate.ledger.reading import read_ledger
from summarize.validate.outside import Year, look_around, named_period
from summarize.validate.rules import CELL_ERROR, CELL_UNCOMPUTED, SECTION_BLANK
from summarize.validate.sections import check_sections_used, read_chapters, read_sections

__all__ = [
    "FilingUnit",
    "Validation",
    "check_period",
    "check_plan_lead",
    "check_upward_report",
    "drop_consequences",
    "find_classified",
    "split_units",
    "validate",
]


# By names of their own: looking up a member in its Enum takes as long as the rest of what is done with a cell.
_TEXT, _NUMBER = CellKind.TEXT, CellKind.NUMBER
_HASHED_AT_ONCE = 2048
"""Cells of which a text is made together: of all of a large table it would be as large as the table."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The records of a workbook and everything that was found wrong with it.

    Where a cell is bad the record is left out or its field blank, so that a draft can still be made.
    `relations` is the sheet 核对, which is checked period by period.
    """

    records: Records
    findings: tuple[Finding, ...]
    relations: Table | None


@without_search_for_cycles()
def validate(sheets: Sheets, asked: str | None = None, *, year: int | None = None) -> Validation:
    """Turn `sheets` of one unit into records and tell every fault that does not hang on a period.

    `asked` is what `--period` says: the period of rows that have none anywhere else. `year` stands in where
    the workbook has no 年度.
    """
    findings: list[Finding] = list(check_sheets(sheets))
    for table in sheets.tables:
        if table.role is not None:
            findings.extend(check_columns(table))
            findings.extend(check_cells(table))
            findings.extend(check_hidden_characters(table))
    facts = read_facts(sheets.by_role.get("基本信息", ()), findings)
    year = year if facts.year is None else facts.year
    sections = read_sections(sheets.by_role.get("板块", ()), year, findings)
    section_names = tuple(dict.fromkeys(section.name for section in sections))
    around = look_around(sheets, asked, section_names, _year_written(facts.facts, facts.year))
    indicators, figure_findings = read_indicators(sheets.by_role.get("指标", ()), year)
    findings.extend(figure_findings)

    def items(sheet: ItemSheet) -> tuple[ItemRow, ...]:
        tables = sheets.by_role.get(sheet.role, ())
        return read_items(sheet, tables, year, around, findings, sections=section_names)

    achievements = items(ACHIEVEMENTS)
    around = replace(around, reported=_latest_period(achievements, year))
    records = Records(
        unit=facts.unit,
        year=year,
        facts=facts.facts,
        sections=sections,
        achievements=achievements,
        problems=items(PROBLEMS),
        plans=items(PLANS),
        requests=items(REQUESTS),
        chapters=read_chapters(sheets.by_role.get("其他章节", ()), year, around, findings),
        annexes=read_annexes(sheets.by_role.get(ANNEX_ROLE, ()), year, findings),
        indicators=indicators,
        default_period=None,
        content_hash=hash_contents(sheets),
    )
    ledger = read_ledger(sheets.by_role.get(LEDGER_ROLE, ()), year, around, section_names, findings)
    records = add_ledger(records, ledger, sheets, findings)
    reporting = [table for role in (ACHIEVEMENTS.role, LEDGER_ROLE) for table in sheets.by_role.get(role, ())]
    named = named_period(reporting, around, year)
    records = records.with_default_period(_default_period(records.achievements, year, named))
    findings.extend(check_years(records))
    findings.extend(check_sections_used(records))
    for name in ("achievements", "problems", "plans"):
        findings.extend(find_overlaps(getattr(records, name), getattr(ledger, name), findings))
    return Validation(records, tuple(findings), _joined(sheets.by_role.get("核对", ())))


def _joined(tables: Sequence[Table]) -> Table | None:
    """Return one table with the rows of all, which share their columns' names."""
    if len(tables) <= 1:
        return next(iter(tables), None)
    return replace(tables[0], rows=tuple(row for table in tables for row in table.rows))


def drop_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings` without those that another settles.

    A citation without a value is settled where the cell that it needs is itself in error, a 板块 that is
    not written where its cell has lost its value.
    """
    wrong = {finding.place for finding in findings if finding.is_error and finding.rule is not CITATION_WITHOUT_VALUE}
    lost = {finding.place for finding in findings if finding.rule in (CELL_ERROR, CELL_UNCOMPUTED)}
    return [
        finding
        for finding in findings
        if not (
            (finding.rule is CITATION_WITHOUT_VALUE and wrong.intersection(finding.related))
            or (finding.rule is SECTION_BLANK and finding.place in lost)
        )
    ]


def _year_written(facts: Sequence[Fact], number: int | None) -> Year | None:
    """Return the 年度 and where it stands."""
    place = next((fact.value.place for fact in facts if fact.name == "年度"), None)
    return Year(number, place) if number is not None and place is not None else None


def _default_period(rows: Sequence[ItemRow], year: int | None, named: Period | None) -> Period | None:
    """Return the latest period of `rows`; one that `named` does not hold is a slip where rows lie in `named`."""
    latest = _latest_period(rows, year)
    if named is None or latest is None or latest.end <= named.end:
        return latest
    return _latest_period(rows_within(rows, named), year) or latest


def _latest_period(rows: Sequence[ItemRow], year: int | None) -> Period | None:
    """Return the period that ends last, of several the longest; those of `year` come first."""
    periods = [row.period for row in rows if row.period and row.include == "是"]
    periods = [period for period in periods if period.year == year] or periods
    return max(periods, key=lambda period: (period.end, -period.start.toordinal()), default=None)


def hash_contents(sheets: Sheets) -> str:
    """Return the SHA-256 of every cell of the known sheets, whatever the file's name, path or kind."""
    digest = hashlib.sha256()
    for table in sheets.tables:
        if table.role is None:
            continue
        sheet = table.sheet
        heads = [column.head for column in (*table.columns, *table.repeated_columns)]
        cells = [*table.title_cells, *heads]
        for row in table.rows:
            cells += row.cells.values()
            cells += row.bands.values()
            if len(cells) >= _HASHED_AT_ONCE:
                digest.update(_described(sheet, cells))
                cells.clear()
        digest.update(_described(sheet, cells))
    return digest.hexdigest()


def _described(sheet: str, cells: Sequence[Cell]) -> bytes:
    """Return what the hash is taken of: place, text and kind of each of `cells` that says something."""
    # Most cells are empty or text: they need no look at their format.
    words = [
        f"{sheet}\0{cell.place.cell}\0{raw}\0{'' if cell.kind is _TEXT else _shown_form(cell)}"
        for cell in cells
        if (raw := cell.raw)
    ]
    return "".join(words).encode("utf-8", "surrogatepass")


def _shown_form(cell: Cell) -> str:
    """Return what the number format adds to the raw text: a date without its day is a month, 预计 is a mark."""
    if cell.kind is _NUMBER:
        return f"{ESTIMATE_MARK}\0" if ESTIMATE_MARK in cell.number_format else ""
    return "month\0" if cell.kind is CellKind.DATE and "d" not in cell.number_format.lower() else ""
