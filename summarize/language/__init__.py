"""Rules on Chinese text: a passage in, faults out.

One rule, one module: its page for people (`RULE`), the characters without which it is not run (`TRIGGERS`), the
zones that it leaves alone (`SKIPS`), and `find`. What is safely mended carries its replacement. Rules on how
passages follow one another have `find_all`. Validation feeds cells, audit feeds paragraphs; nothing here knows of
either.
"""

from __future__ import annotations

from summarize.findings import Rule
from summarize.language.fault import Fault, PassageRule, SeriesRule
from summarize.language.mending import Mended, mend
from summarize.language.passage import Part, Passage
from summarize.language.proofreading import find_faults, find_series_faults
from summarize.language.registry import LANGUAGE_RULES, PASSAGE_RULES, SERIES_RULES

__all__ = [
    "LANGUAGE_RULES",
    "PASSAGE_RULES",
    "SERIES_RULES",
    "Fault",
    "Mended",
    "Part",
    "Passage",
    "PassageRule",
    "Rule",
    "SeriesRule",
    "find_faults",
    "find_series_faults",
    "mend",
]
