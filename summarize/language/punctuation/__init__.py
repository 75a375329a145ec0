"""Punctuation (P01–P32): GB/T 15834-2011 and the habits of 公文."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.punctuation import p01_half_width_mark

PUNCTUATION: tuple[PassageRule, ...] = (p01_half_width_mark,)
PUNCTUATION_IN_SERIES: tuple[SeriesRule, ...] = ()
