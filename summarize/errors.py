"""The one tree of exceptions.

    SummarizeError            exit status 1: the inputs are wrong
    ├── InputError            a workbook or document that cannot be read
    ├── TemplateError         a template that cannot be used
    ├── UsageError      2     the command was called wrongly
    └── MachineError    3     something on the machine is missing, or a place cannot be written

Each carries findings, so that the skins have one way to show trouble.
"""

from __future__ import annotations

from typing import ClassVar

from summarize.findings import Finding


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
