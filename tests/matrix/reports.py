"""Reports as the matrix compares them: every part of the document but the name of its hidden bookmark."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from summarize.pipeline import Request, generate

_ID = re.compile(rb'w:name="summarize_[0-9a-f]{24}"')
"""The bookmark that names the document; it tells the contents of all cells, those that are not printed too."""


def report_of(workbook: Path, folder: Path, period: str | None = None) -> Mapping[str, bytes]:
    """Return the parts of the report that is written from `workbook`, without the document's id."""
    path = generate(Request(workbook=workbook, period=period, output=str(folder / "报告.docx"))).path
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document, marks = _ID.subn(b"", parts["word/document.xml"])
    assert marks == 1
    return parts | {"word/document.xml": document}


def same(report: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    """Return whether two reports have the same parts; pytest need not print them."""
    return report == other
