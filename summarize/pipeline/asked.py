"""What was asked for, against what the workbook holds: the report's period, and where findings stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place, has_errors
from summarize.model.period_text import PeriodError, YearMissingError, parse_period
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.model.vocabulary import normalize_key
from summarize.validate import FilingUnit, drop_consequences
from summarize.validate.rules import (
    NO_ACHIEVEMENT,
    NO_PLAN,
    QUARTER_WITHOUT_ACHIEVEMENT,
    REPORT_PERIOD_UNKNOWN,
    SECTIONS_UNUSED,
    UNIT_MISMATCH,
)

_MOST_NAMED = 3
_OF_EACH_UNIT = (NO_ACHIEVEMENT, NO_PLAN, QUARTER_WITHOUT_ACHIEVEMENT, SECTIONS_UNUSED)
"""What is told of a whole sheet and hangs on the rows of one unit: it names all that it holds for."""


def no_achievement(records: Records) -> Finding:
    """Return the finding that there is nothing to report on in any period."""
    tasks = records.indicators.tasks
    if tasks.is_ledger:
        message = f"“{tasks.sheet}”里一期进展都没有填写"
        return NO_ACHIEVEMENT.at(Place(sheet=tasks.sheet), message, f"在“{tasks.sheet}”里填写进展后再用。")
    return NO_ACHIEVEMENT.at(Place(sheet="工作成效"), "“工作成效”里一行内容都没有", "在“工作成效”里填写后再用。")


def _other_years_only(records: Records, latest: Period) -> Finding:
    """Return the finding that no row is of the 年度: which year was meant must not be guessed."""
    sheet = next((row.place.sheet for row in records.achievements), None) or "工作成效"
    message = f"“{sheet}”里没有{records.year}年的内容，最近的一期是{latest.full_name}"
    suggestion = f"核对“年度”和各行的时期，改正不对的一处；确要写往年的，用 --period {latest.full_name}。"
    return NO_ACHIEVEMENT.at(Place(sheet=sheet), message, suggestion)


def report_period(records: Records, asked: str | None, findings: list[Finding], file: str) -> Period:
    """Return the period asked for, or the default one; `findings` are told with the error if there is none.

    Raises:
        InputError: No row has a period, all are of other years than 年度, or the period
             asked for cannot be told because 年度 is wrong.
        UsageError: `asked` is no period.
    """
    if asked is None:
        if records.default_period is not None:
            if records.year in (None, records.default_period.year):
                return records.default_period
            findings.append(_other_years_only(records, records.default_period))
            raise InputError(*located(findings, file))
        if not has_errors(findings):
            findings.append(no_achievement(records))
        raise InputError(*located(findings, file))
    try:
        return parse_period(asked, records.year)
    except YearMissingError as error:
        if has_errors(findings):
            raise InputError(*located(findings, file)) from error
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error
    except PeriodError as error:
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error


def units_asked(units: Sequence[FilingUnit], asked: str | None) -> tuple[FilingUnit, ...]:
    """Return the units of a workbook that `--unit` asks for: all without it.

    Raises:
        UsageError: the workbook has no such unit.
    """
    if asked is None:
        return tuple(units)
    key = normalize_key(asked)
    named = tuple(unit for unit in units if key in unit.keys)
    if not named:
        seen = "、".join(unit.name for unit in units if unit.name) or "没有填单位名称"
        raise UsageError(UNIT_MISMATCH.at(Place(), f"--unit：工作簿里没有“{asked}”（有：{seen}）"))
    if len(named) > 1:
        names = "、".join(f"“{unit.name}”" for unit in named)
        suggestion = "写单位的全称。"
        raise UsageError(UNIT_MISMATCH.at(Place(), f"--unit：{names}都叫“{asked}”", suggestion))
    return named


def of_units(told: Sequence[tuple[str, Sequence[Finding]]]) -> tuple[Finding, ...]:
    """Return what was found with the units of a workbook, each once; what holds for some of them names these."""
    if len(told) == 1:
        return tuple(told[0][1])
    units: dict[Finding, list[str]] = {}
    for name, findings in told:
        for finding in dict.fromkeys(findings):
            units.setdefault(finding, []).append(name)
    return tuple(
        finding if len(names) == len(told) and finding.rule not in _OF_EACH_UNIT else _naming(finding, names)
        for finding, names in units.items()
    )


def _naming(finding: Finding, names: Sequence[str]) -> Finding:
    listed = "、".join(names[:_MOST_NAMED]) + (f"等{len(names)}个单位" if len(names) > _MOST_NAMED else "")
    return replace(finding, message=f"{listed}：{finding.message}")


def located(findings: Sequence[Finding], file: str) -> tuple[Finding, ...]:
    """Return `findings` with their file, each once and without mere consequences of others."""
    return tuple(dict.fromkeys(finding.within(file) for finding in drop_consequences(findings)))
