"""Words (C01–): slips of the pen, names of organisations, terms and their dates, leaders."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.wording import c01_typo, c02_sound_alike

WORDING: tuple[PassageRule, ...] = (c01_typo, c02_sound_alike)
WORDING_IN_SERIES: tuple[SeriesRule, ...] = ()
