"""The order in which a workbook is mended: the file, then sheet by sheet, each from its top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.findings import Finding
from summarize.model.addresses import column_number
from summarize.model.vocabulary import SHEETS
from summarize.read import role_of

_FIRST_ROLES = ("基本信息", "板块", "责任科室", "指标")
"""Sheets on which others stand: what is mended there may settle the rest."""


_CORNER = re.compile("([A-Z]{0,3})([0-9]{0,7})")


def _first_corner(cells: str | None) -> tuple[int, int]:
    """Return row and column at which `cells` begin: a cell, a range, whole rows or columns; (0, 0) for a sheet."""
    found = _CORNER.match(cells or "")
    if found is None or not found[0]:
        return 0, 0
    return int(found[2] or 1), column_number(found[1]) if found[1] else 1


def in_mending_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the sheets' names, those on which others stand first, the rest as the workbook has them."""
    ranks = {role: rank for rank, role in enumerate(_FIRST_ROLES)}
    return tuple(sorted(names, key=lambda name: ranks.get(role_of(name) or "", len(SHEETS))))


def by_place(findings: Iterable[Finding], sheets: Sequence[str]) -> list[Finding]:
    """Return `findings` in the order of their places; sheets that `sheets` does not list follow."""
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        return place.sheet is not None, ranks.get(place.sheet or "", len(ranks)), _first_corner(place.cell)

    return sorted(findings, key=key)
