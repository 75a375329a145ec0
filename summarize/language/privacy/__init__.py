"""Personal data (K01–): a warning before a document leaves."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

PRIVACY: tuple[PassageRule, ...] = ()
PRIVACY_IN_SERIES: tuple[SeriesRule, ...] = ()
