"""Figures typed by hand in prose (Q01–): what a sentence says against what it adds up to."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.quantities import q01_parts_off_whole

QUANTITIES: tuple[PassageRule, ...] = (q01_parts_off_whole,)
QUANTITIES_IN_SERIES: tuple[SeriesRule, ...] = ()
