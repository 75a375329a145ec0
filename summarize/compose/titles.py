"""Default titles: of the report, of its parts in 三段式, and the words for its file name."""

from __future__ import annotations

from summarize.model.periods import Period
from summarize.model.text import Text

REPORT_KIND = "报告"
"""The document kind of 上行文, whose title is 关于…工作情况的报告."""


def dated_name(period: Period, *, beside: Period | None = None) -> str:
    """Return the period as titles write it: 2017年第二季度; without the year beside one of the same year."""
    if period.name.startswith("截至"):
        return period.full_name
    if beside and beside.year == period.year:
        return period.formal_name
    return f"{period.year}年{period.formal_name}"


def title_parts(period: Period, plan_period: Period | None, plan_word: str, connective: str) -> tuple[str, str]:
    """Return the default title's two halves; the second is '' when there is no plan."""
    summary = f"{dated_name(period)}工作总结"
    if plan_period is None:
        return summary, ""
    return summary, f"{connective}{dated_name(plan_period, beside=period)}工作{plan_word}"


def default_title(unit: Text, parts: tuple[str, str]) -> Text:
    """Return 单位 + summary, and on a second line the plan, so that 和 begins a line and ends none."""
    summary, plan = parts
    return unit.join_with(Text.standing(f"{summary}\n{plan}" if plan else summary))


def report_title(unit: Text, period: Period) -> Text:
    """Return the title of a 报告: 单位关于2017年上半年工作情况的报告."""
    return unit.join_with(Text.standing(report_words(period)))


def report_words(period: Period) -> str:
    """Return the title of a 报告 without the unit."""
    return f"关于{dated_name(period)}工作情况的报告"


def achievements_title(period: Period) -> str:
    """Return 上半年工作情况, or with the year where the period has no name of its own."""
    return f"{period.formal_name or dated_name(period)}工作情况"


def plan_title(period: Period, plan_period: Period, plan_word: str) -> str:
    """Return 下半年工作打算."""
    return f"{dated_name(plan_period, beside=period)}工作{plan_word}"
