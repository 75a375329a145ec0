"""Office files as packages (Open Packaging Conventions): the gate before any parser, packing, writing.

Workbooks and templates are the same thing at this level, a zip of parts; what the parts mean is the
business of the stages above. The gate also knows the kinds of workbook that are none.
"""

from __future__ import annotations

from summarize.opc.files import (
    PASSING_DRAFTS,
    explaining,
    temporary_folder,
    write_beside,
    write_new,
    writing_beside,
)
from summarize.opc.gate import Admission, check_package, check_workbook, standing_still, telling_of
from summarize.opc.kinds import PackageKind, WorkbookKind
from summarize.opc.packing import write_package
from summarize.opc.rules import PACKAGE_RULES

__all__ = [
    "PACKAGE_RULES",
    "PASSING_DRAFTS",
    "Admission",
    "PackageKind",
    "WorkbookKind",
    "check_package",
    "check_workbook",
    "explaining",
    "standing_still",
    "telling_of",
    "temporary_folder",
    "write_beside",
    "write_new",
    "write_package",
    "writing_beside",
]
