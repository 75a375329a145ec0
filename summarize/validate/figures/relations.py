"""The sheet 核对: whether the relations between indicators hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Row, Table
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.relation_syntax import SyntaxFault
from summarize.model.figures.relations import (
    DEFAULT_TOLERANCE,
    Fails,
    Lacks,
    Relation,
    Tolerance,
    Undefined,
    parse_relation,
    parse_tolerance,
)
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.validate.fields import source_of
from summarize.validate.figures import rules

_MOST_CELLS = 6
"""As many cells or gaps as one suggestion lists."""


def check_relations(table: Table | None, indicators: Indicators, periods: Sequence[Period]) -> list[Finding]:
    """Return what is wrong with the relations of `table`, and which of them fail.

    The first of `periods` is the report's: what it lacks is told. The others are checked where they
    have data, and one that fails is told instead of the report's. What was told of one period is not
    repeated for another with the same numbers.
    """
    findings: list[Finding] = []
    for row in table.rows if table else ():
        findings.extend(_check_row(row, indicators, periods))
    return findings


def _check_row(row: Row, indicators: Indicators, periods: Sequence[Period]) -> Iterator[Finding]:
    formula = source_of(row.get("算式"))
    if formula is None:
        return
    relation = parse_relation(formula.raw, indicators)
    if isinstance(relation, SyntaxFault):
        message = f"算式“{quote(formula.raw)}”{relation.message}"
        yield rules.RELATION_UNREADABLE.at(formula.place, message, f"{relation.suggestion}。")
        return
    tolerance = DEFAULT_TOLERANCE
    written = row.get("容差")
    if written is not None and (source := source_of(written)):
        parsed = parse_tolerance(source.raw)
        if parsed is None:
            message = f"容差写的是“{quote(source.raw)}”，应是数或百分数"
            yield rules.RELATION_UNREADABLE.at(source.place, message, "填一个数或百分数。")
            return
        tolerance = parsed
        if "≈" not in relation.comparisons:
            message = f"填了容差“{quote(source.raw)}”，算式里没有 ≈"
            yield rules.TOLERANCE_UNUSED.at(source.place, message)
    yield from _check_periods(relation, formula.place, indicators, periods, tolerance)


def _check_periods(
    relation: Relation, place: Place, indicators: Indicators, periods: Sequence[Period], tolerance: Tolerance
) -> Iterator[Finding]:
    told: set[object] = set()
    outcomes = [relation.check(indicators, period, tolerance) for period in periods]
    fails_within = any(isinstance(outcome, Fails | Undefined) for outcome in outcomes[1:])
    formula = quote(relation.text)
    for index, (period, outcome) in enumerate(zip(periods, outcomes, strict=True)):
        if isinstance(outcome, Lacks):
            new = tuple(gap for gap in outcome.gaps if not told.issuperset(gap.cells))
            if new and (index == 0 or outcome.has_some_value):
                told.update(cell for gap in new for cell in gap.cells)
                lacking = "；".join(dict.fromkeys(gap.message for gap in new))
                message = f"{period.full_name}：算式“{formula}”核对不了，{lacking}"
                related = tuple(dict.fromkeys(cell for gap in new for cell in gap.cells))
                remedies = "；".join(dict.fromkeys(gap.remedy or gap.suggestion for gap in new[:_MOST_CELLS]))
                yield rules.RELATION_UNCHECKED.at(place, message, f"{remedies}，再检查。", related=related)
        elif isinstance(outcome, Fails | Undefined) and outcome not in told and not (index == 0 and fails_within):
            told.add(outcome)
            message = f"{period.full_name}：算式“{formula}”不成立，{outcome.message}"
            advice = f"核对{_list_cells(outcome.cells)}，改正数字或算式。"
            yield rules.RELATION_FAILS.at(place, message, advice, related=outcome.cells)


def _list_cells(cells: Sequence[Place]) -> str:
    listed = "、".join(str(cell) for cell in cells[:_MOST_CELLS])
    return f"{listed}等{len(cells)}格" if len(cells) > _MOST_CELLS else listed or "算式"
