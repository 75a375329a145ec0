"""Sentences with a hole (H01–): nothing of the kind leaves the program."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.holes import (
    h01_placeholder,
    h02_template_debris,
    h03_number_missing,
    h04_signed_change,
    h05_empty_brackets,
    h06_mark_after_nothing,
)

HOLES: tuple[PassageRule, ...] = (
    h01_placeholder,
    h02_template_debris,
    h03_number_missing,
    h04_signed_change,
    h05_empty_brackets,
    h06_mark_after_nothing,
)
HOLES_IN_SERIES: tuple[SeriesRule, ...] = ()
