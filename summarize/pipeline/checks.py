"""`check`: everything that is wrong with a workbook; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from summarize.compose import compose
from summarize.errors import InputError
from summarize.findings import Finding, has_errors
from summarize.history.length import check_length, has_limits
from summarize.history.repetition import check_copied
from summarize.language.lexicon import Lexicon
from summarize.model.periods import Period, standard_periods
from summarize.model.records import Records
from summarize.model.selection import rows_within
from summarize.pipeline.asked import located, no_achievement, of_units, report_period
from summarize.pipeline.for_offices import with_word_to_offices
from summarize.pipeline.mending_order import by_place, in_mending_order
from summarize.pipeline.past import Past
from summarize.pipeline.printed_text import check_printed, cites_figures
from summarize.pipeline.secrecy import refuse_classified
from summarize.pipeline.wording import read_wording
from summarize.read import read_workbook
from summarize.validate import FilingUnit, Validation, check_period, split_units, validate
from summarize.validate.skipped_rows import find_skipped
from summarize.validate.unfilled import find_nothing_filled, find_waiting_items, without_waiting
from summarize.validate.wording import check_wording

ALL_PERIODS = "all"


def check(
    workbook: Path,
    period: str | None,
    *,
    lists_skipped: bool = False,
    terms: Lexicon | None = None,
    previous: Sequence[Path] = (),
) -> tuple[Finding, ...]:
    """Return everything that is wrong with `workbook`; nothing is written.

    `period` is a period as the user writes it, `all`, or `None`: each row by its own period and the
    whole for the default one. With `lists_skipped` the rows that were left out on purpose are told too.
    `terms` are the district's words; `previous` are earlier reports with which the workbook is compared, beside
    those that were issued in the default folder.
    Of a workbook of many units every unit is checked; what is told of one names it. What holds for the
    file comes first, then sheet by sheet, each from its top.

    Raises:
        InputError: the workbook cannot be read, or is classified.
        UsageError: there is no such period.
    """
    sheets = read_workbook(workbook)
    refuse_classified(sheets)
    found = [*sheets.findings, *(find_skipped(sheets) if lists_skipped else ())]
    units = split_units(sheets)
    past = Past(tuple(previous), frozenset(key for unit in units for key in unit.keys))
    told = [(unit.name, located(_check_unit(unit, period, terms, past), sheets.file)) for unit in units]
    findings = dict.fromkeys((*located(found, sheets.file), *of_units(told)))
    names = in_mending_order([table.sheet for table in sheets.tables])
    return tuple(map(with_word_to_offices, by_place(findings, names)))


def _check_unit(unit: FilingUnit, period: str | None, terms: Lexicon | None, past: Past) -> Sequence[Finding]:
    if blank := find_nothing_filled(unit.sheets):
        return [*unit.findings, blank]
    validation = validate(unit.sheets, None if period == ALL_PERIODS else period)
    findings = [*unit.findings, *validation.findings]
    if waiting := find_waiting_items(unit.sheets):
        return [*without_waiting(findings, unit.sheets), waiting]
    wording = read_wording(unit.sheets, findings)
    try:
        periods = _checked_periods(validation, period, findings, unit.sheets.file)
    except InputError as error:
        return error.findings
    reads_all = period in (None, ALL_PERIODS)
    for wanted in periods:
        findings.extend(check_period(validation.records, validation.relations, wanted, all_rows=reads_all))
        findings.extend(_check_report(validation.records, wanted, past))
    told = wording.exemptions.applied_to(findings)
    for read in (None,) if reads_all else periods:
        told.extend(check_wording(validation.records, wording, read, terms))
    if cites_figures(validation.records):
        for wanted in periods:
            report = compose(validation.records, wanted)
            told.extend(check_printed(report, told, wording.exemptions))
    return [*told, *wording.exemptions.summary(is_whole=reads_all)]


def _check_report(records: Records, period: Period, past: Past) -> Iterator[Finding]:
    """Yield what is wrong with the report as a whole: words that stand twice, its length, what was said before."""
    if not rows_within(records.achievements, period):
        return
    yield from check_copied(records, period)
    if has_limits(records):
        yield from check_length(compose(records, period), records)
    yield from past.compare(records, period).findings


def _checked_periods(
    validation: Validation, period: str | None, findings: list[Finding], file: str
) -> tuple[Period, ...]:
    records = validation.records
    if period != ALL_PERIODS:
        if period is None and records.default_period is None:
            if not has_errors(findings):
                findings.append(no_achievement(records))
            return ()
        return (report_period(records, period, findings, file),)
    own = dict.fromkeys(row.period for row in records.achievements if row.period)
    latest = max((own_period.end for own_period in own), default=None)
    usual = [
        candidate for year in sorted({own_period.year for own_period in own}) for candidate in standard_periods(year)
    ]
    return tuple(
        wanted
        for wanted in dict.fromkeys([*usual, *own])
        if latest and wanted.end <= latest and rows_within(records.achievements, wanted)
    )
