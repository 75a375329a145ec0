"""`--pdf`: PDFs beside documents that were written."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Generator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from summarize.errors import MachineError, UsageError
from summarize.findings import Finding, Place
from summarize.libreoffice import find_libreoffice
from summarize.opc import temporary_folder
from summarize.output import write_pdf
from summarize.pdf import Converted, Typesetting, missing_faces, print_documents
from summarize.pdf.rules import LIBREOFFICE_MISSING, PDF_EXTRA_MISSING, TIME_LIMIT_UNREADABLE

__all__ = ["Converted", "Typesetting", "convert_documents", "missing_fonts", "print_in_memory", "typesetting"]

TIME_LIMIT = "SUMMARIZE_PDF_SECONDS"
"""The environment variable that says how many seconds LibreOffice may take for one document."""
_USUAL_SECONDS = 60.0


def missing_fonts(documents: Sequence[Path]) -> tuple[Finding, ...]:
    """Return a warning that names the typefaces which `documents` use and this machine has not, if there are any.

    To be told once, before any is converted; there is nothing to tell where none can be.
    """
    return missing_faces(documents) if find_libreoffice() else ()


def typesetting() -> Typesetting:
    """Return what sets text on this machine, by which one can tell whether a PDF is as it would be made now."""
    return Typesetting(find_libreoffice())


def convert_documents(
    documents: Sequence[Path], *, workers: int | None = None, is_lasting: bool = True
) -> Generator[Converted, None, None]:
    """Write a PDF beside each of `documents` and yield what became of it, in the order in which they are done.

    Every document is yielded once; one that cannot be converted stops no other. Whoever may stop before
    the end closes the iterator (`contextlib.closing`), which ends LibreOffice; an interruption inside
    it does so too.

    Args:
        documents: Written documents; a PDF stands under the same name with .pdf.
        workers: How many LibreOffices run at once; `None` for the number of cores.
        is_lasting: As `write_beside` has it, for the PDFs.

    Raises:
        MachineError: At the call: LibreOffice or the extra `pdf` is not installed, or there is no folder for
            temporary files. Later: it cannot be written.
        UsageError: At the call: the time limit in the environment is none.
    """
    program = _require_tools("转 PDF ", ("pypdf",))
    return print_documents(
        program,
        documents,
        workers=workers or os.cpu_count() or 1,
        patience=_time_limit(),
        put=partial(write_pdf, is_lasting=is_lasting),
    )


def print_in_memory(document: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF of `document`, written nowhere, and what is to be told of it.

    Raises:
        MachineError: LibreOffice or the extra `pdf` is not installed, or no PDF could be made.
        UsageError: The time limit in the environment is none.
    """
    program = _require_tools("量印出的页面", ("pypdf", "pdfminer"))
    made: list[bytes] = []

    def keep(_: Path, content: bytes) -> None:
        made.append(content)

    results = print_documents(program, (document,), workers=1, patience=_time_limit(), put=keep)
    with contextlib.closing(results):
        converted = next(results)
    if not made:
        raise MachineError(*converted.findings)
    return made[0], converted.findings


def _require_tools(purpose: str, components: Sequence[str]) -> Path:
    """Return LibreOffice's program.

    Raises:
        MachineError: It or a component is not installed, or there is no folder for temporary files.
    """
    program = find_libreoffice()
    if program is None:
        raise MachineError(LIBREOFFICE_MISSING.at(Place(), f"{purpose}要用 LibreOffice，本机没有安装"))
    for component in components:
        if find_spec(component) is None:
            raise MachineError(PDF_EXTRA_MISSING.at(Place(), f"{purpose}要用组件 {component}，没有安装"))
    temporary_folder()
    return program


def _time_limit() -> float:
    """Return the seconds that one document may take."""
    text = os.environ.get(TIME_LIMIT)
    if text is None:
        return _USUAL_SECONDS
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise UsageError(TIME_LIMIT_UNREADABLE.at(Place(), f"环境变量 {TIME_LIMIT} 写的是“{text}”，不是秒数"))
    return seconds
