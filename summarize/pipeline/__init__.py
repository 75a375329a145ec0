"""What the program does, command by command, in the order of the stages.

The only package that knows that order. Skins call these functions and nothing below them.
"""

from __future__ import annotations

from summarize.pipeline.checks import ALL_PERIODS, check
from summarize.pipeline.reports import Outcome, Request, UnitResult, generate, generate_units, merge_findings
from summarize.pipeline.secrecy import is_classified_machine

__all__ = [
    "ALL_PERIODS",
    "Outcome",
    "Request",
    "UnitResult",
    "check",
    "generate",
    "generate_units",
    "is_classified_machine",
    "merge_findings",
]
