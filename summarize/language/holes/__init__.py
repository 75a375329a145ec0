"""Sentences with a hole (H01–): nothing of the kind leaves the program."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule

HOLES: tuple[PassageRule, ...] = ()
HOLES_IN_SERIES: tuple[SeriesRule, ...] = ()
