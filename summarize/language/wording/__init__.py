"""Words (C01–): slips of the pen, names of organisations, terms and their dates, leaders."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

WORDING: tuple[PassageRule, ...] = ()
WORDING_IN_SERIES: tuple[SeriesRule, ...] = ()
