"""What was asked for, against what the workbook holds: the report's period, and where findings stand."""

from __future__ import annotations

from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place, has_errors
from summarize.model.periods import Period, PeriodError, YearMissingError, parse_period
from summarize.model.records import Records
from summarize.validate import drop_consequences
from summarize.validate.rules import NO_ACHIEVEMENT, REPORT_PERIOD_UNKNOWN


def no_achievement() -> Finding:
    """Return the finding that there is nothing to report on in any period."""
    return NO_ACHIEVEMENT.at(Place(sheet="工作成效"), "“工作成效”里一行内容都没有", "在“工作成效”里填写后再用。")


def report_period(records: Records, asked: str | None, findings: list[Finding], file: str) -> Period:
    """Return the period asked for, or the default one; `findings` are told with the error if there is none.

    Raises:
        InputError: No row has a period, or the period asked for cannot be told because 年度 is wrong.
        UsageError: `asked` is no period.
    """
    if asked is None:
        if records.default_period is not None:
            return records.default_period
        if not has_errors(findings):
            findings.append(no_achievement())
        raise InputError(*located(findings, file))
    try:
        return parse_period(asked, records.year)
    except YearMissingError as error:
        if has_errors(findings):
            raise InputError(*located(findings, file)) from error
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error
    except PeriodError as error:
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error


def located(findings: list[Finding], file: str) -> tuple[Finding, ...]:
    """Return `findings` with their file, each once and without mere consequences of others."""
    return tuple(dict.fromkeys(finding.within(file) for finding in drop_consequences(findings)))
