"""The prose of a workbook: the rules of language on its cells, its own words, and its exemptions."""

from __future__ import annotations

from summarize.validate.wording.checking import Wording, check_wording
from summarize.validate.wording.exemptions import Exemptions, read_exemptions
from summarize.validate.wording.mending import CellMend, find_mends
from summarize.validate.wording.words import read_words

__all__ = ["CellMend", "Exemptions", "Wording", "check_wording", "find_mends", "read_exemptions", "read_words"]
