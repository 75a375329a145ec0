"""The reports that are measured: those of the example workbooks, and what all contestants fill in."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from summarize.pipeline.making import Prepared, Templates, Wanted, prepare_report
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.render.blocks import Block
from summarize.render.context import build_context
from summarize.render.records import IndicatorTable, Record
from summarize.validate import FilingUnit, split_units

ROOT = Path(__file__).parents[1]
PERIOD = "上半年"
_SENTENCE = 8
"""Characters from which a text is no heading, number or mark that a template asks about."""


@dataclass(frozen=True, slots=True)
class Example:
    """A workbook of the examples, and the template if it is not the usual one."""

    name: str
    file: str
    template: str | None = None

    @property
    def wanted(self) -> Wanted:
        """What is wanted of it."""
        return Wanted(period=PERIOD, template=self.template)

    @property
    def path(self) -> Path:
        """Where it lies."""
        return ROOT / "inputs" / self.file


LARGE = Example("云岭区应急管理局", "云岭区应急管理局2025年.xlsx")
SMALL = Example("青禾镇便民服务中心", "青禾镇便民服务中心2025年.xlsx")
EXAMPLES = (
    LARGE,
    Example("松澜街道办事处（台账）", "松澜街道办事处2025年重点工作台账.xlsx"),
    Example(
        "澜江市水务局（工作报告）",
        "澜江市水务局2025年上半年报告.xlsx",
        template=str(ROOT / "templates" / "工作报告.docx"),
    ),
    SMALL,
)


def read_unit(example: Example) -> FilingUnit:
    """Return the one unit of a workbook."""
    sheets = read_workbook(example.path)
    refuse_classified(sheets)
    (unit,) = split_units(sheets)
    return unit


def prepare(example: Example, templates: Templates) -> Prepared:
    """Return the report of an example, composed."""
    return prepare_report(read_unit(example), example.wanted, templates)


def own_context(prepared: Prepared) -> dict[str, object]:
    """Return what `generate` fills a template with: blocks are still to be made."""
    return build_context(prepared.report, prepared.template.styles, is_draft=False)


def plain_context(prepared: Prepared) -> dict[str, object]:
    """Return the same as dicts, lists and strings; the blocks, which must be computed, as pieces of XML."""
    return {name: _plain(value) for name, value in own_context(prepared).items()}


def grown(context: Mapping[str, object], count: int) -> dict[str, object]:
    """Return a context with every list `count` times as long; the characters of each copy are mixed anew.

    Were they the same, they would be packed at no cost, which no report is.
    """
    mixing = random.Random(count)
    return {
        name: [copy for number in range(count) for copy in (_mixed(value, mixing) if number else value)]
        if isinstance(value, list)
        else value
        for name, value in context.items()
    }


def _mixed(value: Any, mixing: random.Random) -> Any:
    match value:
        case dict():
            return {name: _mixed(one, mixing) for name, one in value.items()}
        case list():
            return [_mixed(one, mixing) for one in value]
        case str() if len(value) >= _SENTENCE and not isinstance(value, Markup):
            return "".join(mixing.sample(value, len(value)))
        case _:
            return value


def _plain(value: object) -> object:
    match value:
        case Record():
            return {name: _plain(value[name]) for name in dir(value)}
        case tuple() | list():
            return [_plain(one) for one in value]
        case Block():
            return Markup(value.make())
        case IndicatorTable():
            # None of the shipped templates asks for one.
            return {}
        case str():
            return str(value)
        case _:
            return value
