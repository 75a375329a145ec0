"""What is told to people about their input or document: places, rules and findings.

A finding is a value: collected, sorted, shown as text or JSON. Nothing here raises or prints.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs; the order of declaration is the order of display."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word shown to users."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a sheet and cell of a workbook, or a paragraph of a document.

    `cell` is written as Excel writes it (`D7`, or a range `D7:D9`); paragraphs count from 1.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        """Return the place as a person reads it: `指标!E7`, `模板.docx 第3段“{{ 标题 }}”`, or the file."""
        if self.sheet and self.cell:
            return f"{self.sheet}!{self.cell}"
        if self.sheet:
            return f"工作表“{self.sheet}”"
        if self.paragraph:
            name = f"{PurePath(self.file).name} " if self.file else ""
            excerpt = f"“{self.excerpt}”" if self.excerpt else ""
            return f"{name}第{self.paragraph}段{excerpt}"
        return self.file or ""

    def within(self, file: str) -> Place:
        """Return the same place, said to be in `file`."""
        return replace(self, file=file)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault: its code, its name and its page.

    Codes are a letter for the family and two digits and are never used again for another fault;
    names tell the fault, not the remedy. The page (`summary`, `why`, `finds`, `leaves_alone`,
    `remedy`) is Chinese, for users; `reference` names the clause or the chapter that it rests on.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    finds: str
    leaves_alone: str
    remedy: str
    reference: str

    def at(
        self,
        place: Place,
        message: str,
        suggestion: str = "",
        *,
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this rule at `place`; without a `suggestion` the rule's remedy stands."""
        return Finding(self, place, message, suggestion or self.remedy, related, severity or self.severity)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Pickle the rule by the module that it stands in, as functions are: small, and back as the same object."""
        where = _find_name(self)
        return (_named, where) if where else (Rule, astuple(self))


@lru_cache(maxsize=1024)
def _find_name(rule: Rule) -> tuple[str, str] | None:
    """Return the module of the program in which `rule` stands and its name there; `None` if it stands in none."""
    package = f"{__name__.partition('.')[0]}."
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith(package):
            for name, value in vars(module).items():
                if value is rule:
                    return module_name, name
    return None


def _named(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault seen at one place: what is wrong and what to do now, in Chinese."""

    rule: Rule
    place: Place
    message: str
    suggestion: str
    related: tuple[Place, ...]
    severity: Severity

    @property
    def is_error(self) -> bool:
        """Whether the finding stops the report."""
        return self.severity is Severity.ERROR

    def within(self, file: str) -> Finding:
        """Return the same finding with `file` as the file of every place that names none."""
        return replace(
            self,
            place=self.place if self.place.file else self.place.within(file),
            related=tuple(other if other.file else other.within(file) for other in self.related),
        )

    def to_json(self) -> dict[str, object]:
        """Return the finding as the flat object of `--format json`; absent keys are `None`."""
        return {
            "code": self.rule.code,
            "severity": self.severity.value,
            "message": self.message,
            "suggestion": self.suggestion,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "paragraph": self.place.paragraph,
            "excerpt": self.place.excerpt,
            "reference": self.rule.reference,
            "related": [_place_to_json(place) for place in self.related] or None,
            "name": self.rule.name,
        }


def _place_to_json(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "paragraph": place.paragraph,
        "excerpt": place.excerpt,
    }


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Return whether any of `findings` is an error."""
    return any(finding.is_error for finding in findings)
