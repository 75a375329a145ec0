"""State secrets: what is refused on every machine but those that the unit's 保密员 has set up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from summarize.errors import InputError
from summarize.model.cells import Sheets
from summarize.validate import find_classified


def is_classified_machine() -> bool:
    """Return whether this machine carries the setting that the unit's 保密员 makes on a 涉密计算机.

    It is an empty file that only an administrator can make, so that no user and no workbook can
    switch the refusal off.
    """
    return _classified_setting().exists()


def _classified_setting() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "summarize" / "classified-machine"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/summarize/classified-machine")
    return Path("/etc/summarize/classified-machine")


def refuse_classified(sheets: Sheets) -> None:
    """Check that nothing in `sheets` is marked as a state secret, unless this machine may hold such.

    Raises:
        InputError: It is; every mark that was found is told.
    """
    found = find_classified(sheets)
    if found and not is_classified_machine():
        raise InputError(*(finding.within(sheets.file) for finding in found))
