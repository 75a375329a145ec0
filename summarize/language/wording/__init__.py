"""Words (C01–): slips of the pen, names of organisations, terms and their dates, leaders."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.wording import (
    c01_typo,
    c02_sound_alike,
    c03_term_out_of_time,
    c04_short_name_first,
    c05_leader_title,
    c06_leader_order,
    c07_doubled_word,
    c08_plan_in_summary,
    c09_organisation_misnamed,
    c10_done_in_plan,
)

WORDING: tuple[PassageRule, ...] = (
    c01_typo,
    c02_sound_alike,
    c03_term_out_of_time,
    c05_leader_title,
    c06_leader_order,
    c07_doubled_word,
    c08_plan_in_summary,
    c09_organisation_misnamed,
    c10_done_in_plan,
)
WORDING_IN_SERIES: tuple[SeriesRule, ...] = (c04_short_name_first,)
