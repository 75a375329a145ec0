"""Which workbooks are meant by what is named on a command line: a folder may hold those of a whole district."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarize.batch import find_inputs
from summarize.errors import InputError
from summarize.findings import Finding


def workbooks_in(folder: Path) -> tuple[Sequence[Path], Sequence[Finding]]:
    """Return the workbooks in `folder` and its sub-folders, as a batch finds them, and what to tell of the rest.

    A folder of .csv is itself one, and so is what holds none at all: whoever reads it says what is wrong with it.
    """
    try:
        found = find_inputs(folder)
    except InputError:
        return (folder,), ()
    paths = [folder / one.name for one in found.inputs]
    return paths, found.findings if paths != [folder] else ()
