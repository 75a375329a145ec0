"""Words (C01–): slips of the pen, names of organisations, terms and their dates, leaders."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.wording import (
    c01_typo,
    c02_sound_alike,
    c03_term_out_of_time,
    c07_doubled_word,
    c08_plan_in_summary,
)

WORDING: tuple[PassageRule, ...] = (
    c01_typo,
    c02_sound_alike,
    c03_term_out_of_time,
    c07_doubled_word,
    c08_plan_in_summary,
)
WORDING_IN_SERIES: tuple[SeriesRule, ...] = ()
