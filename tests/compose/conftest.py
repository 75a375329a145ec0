from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.compose import compose
from summarize.model.period_text import parse_period
from summarize.model.report import Report
from summarize.read import read_workbook
from summarize.validate import validate


@pytest.fixture
def compose_sheets(workbook: Callable[[Mapping[str, Any]], Path]) -> Callable[..., Report]:
    """Compose the report of a workbook written as rows; errors of the workbook fail the test."""

    def build(sheets: Mapping[str, Any], period: str, **options: Any) -> Report:
        validation = validate(read_workbook(workbook(sheets)))
        assert [finding for finding in validation.findings if finding.is_error] == []
        return compose(validation.records, parse_period(period, validation.records.year), **options)

    return build
