"""The one tree of exceptions.

    SummarizeError            exit status 1: the inputs are wrong
    ├── InputError            a workbook or document that cannot be read
    ├── TemplateError         a template that cannot be used
    ├── UsageError      2     the command was called wrongly
    └── MachineError    3     something on the machine is missing, or a place cannot be written

Each carries findings, so that the skins have one way to show trouble.
"""

from __future__ import annotations

import platform
import traceback
from typing import ClassVar

from summarize import __version__
from summarize.findings import Finding

EXIT_DEFECT = 70
"""The exit status of a defect of our own, which no exception of this tree tells."""


class SummarizeError(Exception):
    """This report cannot go on; `findings` say why and what to do.

    Findings are positional so that the exception survives pickling to and from a worker.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(finding.message for finding in self.findings)


class InputError(SummarizeError):
    """An input file is not what it should be, or its data have errors."""


class TemplateError(SummarizeError):
    """A template cannot be found, read or filled."""


class UsageError(SummarizeError):
    """The command or an option was used wrongly."""

    exit_status: ClassVar[int] = 2


class MachineError(SummarizeError):
    """A tool or font is missing on this machine, or a place cannot be written."""

    exit_status: ClassVar[int] = 3


def describe_defect(error: BaseException) -> str:
    """Return where in the code `error` arose, for a log.

    Messages and values are left out: they may quote cells, and the log is made to be sent away. Only
    the module that an import did not find is named.
    """
    lines = [f"summarize {__version__}, Python {platform.python_version()}, {platform.platform()}\n"]
    for link in _chain(error):
        name = f": {link.name}" if isinstance(link, ImportError) else ""
        lines += traceback.format_tb(link.__traceback__)
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}{name}\n\n")
    return "".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.insert(0, link)
        link = link.__cause__ or link.__context__
    return links
