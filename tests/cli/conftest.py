"""A pipeline and templates that do as they are told, and findings in a few words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

import summarize
from summarize.cli.app import application
from summarize.findings import Finding, Place, Rule, Severity

NAMES = {Severity.ERROR: "amount-not-a-number", Severity.WARNING: "period-overlap", Severity.INFO: "ordinal-taken-off"}


def make_finding(
    message: str = "这里只能填数字",
    *,
    code: str = "V03",
    severity: Severity = Severity.ERROR,
    suggestion: str = "改为数字",
    **place: Any,
) -> Finding:
    rule = Rule(code, NAMES[severity], severity, "", "", "", "", suggestion, "手册")
    return rule.at(Place(**place), message)


@dataclass
class FakePipeline:
    """Stands for `summarize.pipeline`: keeps what it was asked and answers what the test set."""

    requests: list[Any] = field(default_factory=list)
    checked: list[tuple[Path, str | None]] = field(default_factory=list)
    listed_skipped: list[bool] = field(default_factory=list)
    on_generate: Callable[[Any], Any] = lambda request: None
    on_check: Callable[[Path, str | None], tuple[Finding, ...]] = lambda workbook, period: ()

    def generate_units(self, request: Any) -> Iterator[Any]:
        self.requests.append(request)
        made = self.on_generate(request)
        yield from made if isinstance(made, list) else [FakeResult("甲局", made)]

    def check(
        self,
        workbook: Path,
        period: str | None,
        *,
        lists_skipped: bool = False,
        terms: Any = None,
        previous: tuple[Path, ...] = (),
    ) -> tuple[Finding, ...]:
        self.checked.append((workbook, period))
        self.listed_skipped.append(lists_skipped)
        return self.on_check(workbook, period)


@dataclass(frozen=True, kw_only=True)
class FakeRequest:
    workbook: Path
    period: str | None = None
    template: str | None = None
    output: Path | None = None
    unit: str | None = None
    is_draft: bool = False
    is_brief: bool = False
    stage: str | None = None
    is_duplex: bool = False
    is_pdf: bool = False
    is_issue: bool = False
    previous: tuple[Path, ...] = ()
    lists_promises: bool = False
    terms: Any = None
    is_fixed: bool = False


@dataclass(frozen=True)
class FakeOutcome:
    path: Path
    summary: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class FakeResult:
    unit: str
    outcome: FakeOutcome | None = None
    error: Any = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.outcome.findings if self.outcome else self.error.findings


def merge_findings(results: list[FakeResult]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for result in results for finding in result.findings))


@dataclass(frozen=True)
class FakeTemplate:
    name: str
    path: Path
    origin: str
    description: str


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return make_finding


@pytest.fixture
def outcome() -> type[FakeOutcome]:
    return FakeOutcome


@pytest.fixture
def result() -> type[FakeResult]:
    return FakeResult


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    fake = FakePipeline()
    module = ModuleType("summarize.pipeline")
    vars(module).update(
        Request=FakeRequest,
        generate_units=fake.generate_units,
        merge_findings=merge_findings,
        check=fake.check,
        is_classified_machine=lambda: False,
    )
    monkeypatch.setitem(sys.modules, "summarize.pipeline", module)
    monkeypatch.setattr(summarize, "pipeline", module, raising=False)
    return fake


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[FakeTemplate]:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    known = []
    for name, description in (("季度工作总结", "一个季度"), ("汇报材料", "开会用")):
        path = shipped / f"{name}.docx"
        path.write_bytes(name.encode())
        known.append(FakeTemplate(name, path, "随程序提供", description))
    module = ModuleType("summarize.render.templates")
    vars(module).update(list_templates=lambda: tuple(known))
    monkeypatch.setitem(sys.modules, "summarize.render.templates", module)
    return known


@pytest.fixture
def run() -> Callable[..., Result]:
    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(application, [str(argument) for argument in arguments])

    return invoke
