"""Which table a sheet is whose name does not say it: 台账, Sheet1, 表1.

A person looks at the title and at the heads of the columns, and so is done here; what stays open is told with
what the sheet looks like. A 工作成效 in which the quarters stand side by side is a ledger by another name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from summarize.model.cells import CellRows, Column, Grid
from summarize.model.ledger_heads import LedgerAspect, PeriodHead, read_period_head
from summarize.model.period_mentions import find_periods
from summarize.model.quotation import quote
from summarize.model.vocabulary import ANNEX_ROLE, LEDGER_ROLE, OWN_SHEETS, normalize_key, sheet_spec
from summarize.read.tables.heads import SEARCHED_ROWS, Canvas, Head, find_head
from summarize.read.tables.sheet_names import (
    SheetName,
    is_shadow,
    qualifier_beside,
    roles_named_in,
    roles_within,
)

_ACHIEVEMENTS, _PROBLEMS, _PLANS, _REQUESTS = "工作成效", "存在问题", "工作计划", "意见建议"
_ROLES = (LEDGER_ROLE, _ACHIEVEMENTS, _PROBLEMS, _PLANS, _REQUESTS, "指标")
"""The roles that columns may tell. A list of names or of texts is no 责任科室 or 其他章节 for its columns' sake."""
_INSTEAD = {LEDGER_ROLE: _ACHIEVEMENTS, _ACHIEVEMENTS: LEDGER_ROLE}
"""Of what is told already, a second sheet that tells the same would double everything."""
_FEWEST_COLUMNS = 3
_SURER_BY = 2
"""Columns that one role must understand besides all that another understands."""
_LOOKED_AT = SEARCHED_ROWS + 10
_ANNEX_LIKE = re.compile("附")
_PROGRESS = LedgerAspect.PROGRESS


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a sheet looks like: the `roles` that it may have, and what tells so, if that is sure."""

    roles: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    head: Head
    understood: frozenset[int]


def look_at_unnamed(grids: Sequence[Grid], names: Sequence[SheetName]) -> Mapping[int, Sighting]:
    """Return what the sheets look like whose names say no role, and the ledger that is called 工作成效, by index.

    One with a `reason` is to be read as the one role that it has.
    """
    named = Counter(name.role for name in names if name.role)
    seen: dict[int, Sighting] = {}
    for index, (grid, name) in enumerate(zip(grids, names, strict=True)):
        if name.role is None and not _is_passed_over(grid):
            sighting = _look_at(_top_of(grid), grid.name)
        elif name.role == _ACHIEVEMENTS and named[_ACHIEVEMENTS] == 1 and LEDGER_ROLE not in named:
            sighting = _look_for_periods(_top_of(grid))
        else:
            continue
        if sighting is not None:
            seen[index] = sighting
    sure = Counter(sighting.roles[0] for sighting in seen.values() if sighting.reason)
    return {
        index: sighting if _is_alone(index, sighting, names, sure) else replace(sighting, reason="")
        for index, sighting in seen.items()
        if names[index].role is None or _is_alone(index, sighting, names, sure)
    }


def named_by_content(grid: Grid, name: SheetName, sighting: Sighting) -> SheetName:
    """Return what the name of a sheet says that is taken for the role of `sighting`."""
    qualifier = name.qualifier if name.role else qualifier_beside(grid.name) or ""
    return SheetName(sighting.roles[0], qualifier)


def _is_passed_over(grid: Grid) -> bool:
    key = normalize_key(grid.name)
    return grid.hidden or key in OWN_SHEETS or bool(_ANNEX_LIKE.match(key)) or is_shadow(key)


def _is_alone(index: int, sighting: Sighting, names: Sequence[SheetName], sure: Mapping[str, int]) -> bool:
    """Whether no other sheet has the role of `sighting`, nor the role that may stand instead of it."""
    role = sighting.roles[0]
    taken = {name.role for other, name in enumerate(names) if other != index}
    instead = _INSTEAD.get(role, "")
    return sure[role] <= 1 and not sure.get(instead) and not taken.intersection({role, instead})


def _top_of(grid: Grid) -> Canvas:
    rows = dict(islice(grid.cells.rows.items(), _LOOKED_AT))
    return Canvas(replace(grid, cells=CellRows(rows)))


def _look_at(canvas: Canvas, name: str) -> Sighting | None:
    candidates = dict(_candidates(canvas))
    titled = {role for candidate in candidates.values() for role in _titled(canvas, candidate.head)}
    if len(titled) == 1:
        (role,) = titled
        if role not in candidates:
            return Sighting(tuple(candidates))
        reason = _title_reason(canvas, candidates[role].head)
        return Sighting((role,), reason if _is_sure(role, name) else "")
    rich = {role: one for role, one in candidates.items() if len(one.understood) >= _FEWEST_COLUMNS}
    if not rich:
        return None
    best = max(rich, key=lambda role: len(rich[role].understood))
    others = [one.understood for role, one in rich.items() if role != best]
    own = rich[best].understood
    is_clear = all(other < own and len(own) - len(other) >= _SURER_BY for other in others)
    if not is_clear or titled:
        equals = tuple(role for role, one in rich.items() if len(one.understood) == len(own))
        return Sighting(equals)
    return Sighting((best,), _columns_reason(rich[best]) if _is_sure(best, name) else "")


def _is_sure(role: str, name: str) -> bool:
    """Whether the sheet's name says nothing else: no other role, and no time that is not understood."""
    within = roles_within(name)
    return (not within or role in within) and (qualifier_beside(name) is not None or not find_periods(name, None))


def _look_for_periods(canvas: Canvas) -> Sighting | None:
    """Return that a 工作成效 without 内容 is a ledger, if periods with their progress stand side by side in it."""
    spec = sheet_spec(_ACHIEVEMENTS)
    own = find_head(canvas, spec.columns if spec else (), is_free=False)
    if own is not None and any(column.name == "内容" for column in own.columns):
        return None
    candidate = dict(_candidates(canvas)).get(LEDGER_ROLE)
    if candidate is None:
        return None
    heads = [column for column in candidate.head.columns if _tells_progress(column)]
    return Sighting((LEDGER_ROLE,), _listed(heads)) if heads else None


def _candidates(canvas: Canvas) -> Iterator[tuple[str, _Candidate]]:
    """Yield the roles whose needed columns the sheet has, and which of its columns they understand."""
    for role in _ROLES:
        spec = sheet_spec(role)
        head = find_head(canvas, spec.columns, is_free=False) if spec else None
        if spec is None or head is None:
            continue
        known = {column.name for column in head.columns if column.is_known}
        understood = {column.index for column in head.columns if column.is_known}
        if role == LEDGER_ROLE:
            of_periods = [column for column in head.columns if _read_period(column)]
            understood |= {column.index for column in of_periods}
            if not of_periods and _PROGRESS not in known:
                continue
        if all(column.name in known for column in spec.columns if column.needed):
            yield role, _Candidate(head, frozenset(understood))


def _read_period(column: Column) -> PeriodHead | None:
    head = None if column.is_known else read_period_head(column.name, column.head, None)
    return head if isinstance(head, PeriodHead) else None


def _tells_progress(column: Column) -> bool:
    head = _read_period(column)
    return head is not None and head.aspect is _PROGRESS


def _title_cells(canvas: Canvas, head: Head) -> Iterator[str]:
    for row, cells in canvas.rows.items():
        if row < head.first_row:
            yield from (cell.raw for cell in cells.values())


def _titled(canvas: Canvas, head: Head) -> set[str]:
    return {role for text in _title_cells(canvas, head) for role in roles_named_in(text) if role != ANNEX_ROLE}


def _title_reason(canvas: Canvas, head: Head) -> str:
    return next(f"标题“{quote(text)}”" for text in _title_cells(canvas, head) if roles_named_in(text))


def _columns_reason(candidate: _Candidate) -> str:
    return _listed([column for column in candidate.head.columns if column.index in candidate.understood])


def _listed(columns: Sequence[Column]) -> str:
    shown = [quote("".join(column.head.raw.split()) if column.is_known else column.name) for column in columns[:4]]
    return f"列名“{'、'.join(shown)}”{'等' if len(columns) > len(shown) else ''}"
