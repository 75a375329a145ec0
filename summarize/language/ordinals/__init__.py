"""Ordinals and structure (N01–N12): GB/T 9704-2012, 7.3.3, and logic."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

ORDINALS: tuple[PassageRule, ...] = ()
ORDINALS_IN_SERIES: tuple[SeriesRule, ...] = ()
