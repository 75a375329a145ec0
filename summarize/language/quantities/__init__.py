"""Figures typed by hand in prose (Q01–): what a sentence says against what it adds up to."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

QUANTITIES: tuple[PassageRule, ...] = ()
QUANTITIES_IN_SERIES: tuple[SeriesRule, ...] = ()
