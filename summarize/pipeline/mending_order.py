"""The order in which a workbook is mended: the file, then sheet by sheet, each from its top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarize.findings import Finding
from summarize.model.addresses import first_corner
from summarize.model.vocabulary import SHEETS
from summarize.read import role_of

_FIRST_ROLES = ("基本信息", "板块", "责任科室", "指标")
"""Sheets on which others stand: what is mended there may settle the rest."""


def in_mending_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the sheets' names, those on which others stand first, the rest as the workbook has them."""
    ranks = {role: rank for rank, role in enumerate(_FIRST_ROLES)}
    return tuple(sorted(names, key=lambda name: ranks.get(role_of(name) or "", len(SHEETS))))


def by_place(findings: Iterable[Finding], sheets: Sequence[str]) -> list[Finding]:
    """Return `findings` in the order of their places; sheets that `sheets` does not list follow."""
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        row, column = first_corner(place.cell or "")
        corner = (max(row, 1), max(column, 1)) if place.cell else (0, 0)
        return place.sheet is not None, ranks.get(place.sheet or "", len(ranks)), corner

    return sorted(findings, key=key)
