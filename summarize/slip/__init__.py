"""What goes back to an office: its own file with comments and a list of questions, and the list to print and to paste.

`questions` makes findings into what is asked; `workbook_package` edits the office's file part by part.
"""

from __future__ import annotations

from summarize.slip.annotation import annotate, sheet_names_of
from summarize.slip.questions import Question, ask
from summarize.slip.rules import NAME_TAKEN, RETURN_INTO_INPUT, SLIP_RULES
from summarize.spreadsheetml.markup import PackageEditError

__all__ = [
    "NAME_TAKEN",
    "RETURN_INTO_INPUT",
    "SLIP_RULES",
    "PackageEditError",
    "Question",
    "annotate",
    "ask",
    "sheet_names_of",
]
