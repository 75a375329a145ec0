"""Workbooks out of workbooks: the offices' into the unit's, and this period's into the next.

Rows are carried with their cells, so that whatever does not agree is told by both places; nothing is
read or written here.
"""

from __future__ import annotations

from summarize.collect.merge import Delivery, Merged, is_kept_free, merge
from summarize.collect.next_period import Continued, continue_workbook
from summarize.collect.next_series import SeriesColumn, SeriesReading
from summarize.collect.rollcall import RollCallRow
from summarize.collect.rows import as_it_stands, find_sheet_losses
from summarize.collect.rules import COLLECT_RULES

__all__ = [
    "COLLECT_RULES",
    "Continued",
    "Delivery",
    "Merged",
    "RollCallRow",
    "SeriesColumn",
    "SeriesReading",
    "as_it_stands",
    "continue_workbook",
    "find_sheet_losses",
    "is_kept_free",
    "merge",
]
