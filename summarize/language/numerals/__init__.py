"""Numerals, dates and quantities (D01–D26): GB/T 15835-2011 and usage."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

NUMERALS: tuple[PassageRule, ...] = ()
NUMERALS_IN_SERIES: tuple[SeriesRule, ...] = ()
