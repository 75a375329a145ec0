"""From workbook to written document, beside docxtpl that only renders the same report; and where the time goes."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import reports
from benchmarks.machine import scratch_folder
from benchmarks.rendering import fill_with_docxtpl
from benchmarks.reports import EXAMPLES, Example, plain_context, prepare
from benchmarks.tables import Table
from benchmarks.timing import Effort, Timing, race
from summarize.output import write_document
from summarize.pipeline import making
from summarize.pipeline.making import Templates, prepare_report, print_report
from summarize.render import document
from summarize.render.finishing import Finishing
from summarize.render.package import Package
from summarize.render.template import Template

_STAGES: dict[str, Sequence[tuple[Any, str]]] = {
    "读取": ((reports, "read_workbook"), (reports, "split_units"), (reports, "refuse_classified")),
    "核对": tuple((making, name) for name in ("validate", "check_period", "check_plan_lead", "check_upward_report")),
    "文字": ((making, "check_wording"),),
    "成文": ((making, "compose"), (making, "find_gaps")),
    "备上下文": ((document, "build_context"),),
    "填模板": ((Template, "fill"),),
    "收尾": ((Finishing, "finish"),),
    "打包": ((Package, "pack"),),
    "记录": ((making, "describe_document"), (making, "document_id_of"), (making, "describe_rows")),
    "写盘": ((sys.modules[__name__], "write_document"),),
}
_REST = "其余"
_RUNS = 15


def measure_pipeline(effort: Effort, runs: int = _RUNS) -> list[Table]:
    """Return the tables of this part."""
    templates = Templates()
    races: dict[str, tuple[Timing, Timing]] = {}
    shares = []
    with scratch_folder() as folder:
        for example in EXAMPLES:
            races[example.name] = _race(example, templates, folder, effort)
            shares.append((example.name, *_shares(example, templates, folder, runs)))
    wholes, alones = zip(*races.values(), strict=True)
    races["各一份，合计"] = (_sum(wholes), _sum(alones))
    rows = [
        (name, f"{whole.wall * 1000:.1f}", f"{alone.wall * 1000:.1f}", whole.rate_to(alone))
        for name, (whole, alone) in races.items()
    ]
    note = (
        "一个进程，模板像批量时那样只编译一次。全程：读取、核对（全部规则）、成文、填模板、收尾、写出文档和旁边的记录。"
        "docxtpl：同一份报告的上下文已经备好，只新建、渲染、保存。括号里是处理器时间之比。"
    )
    whole_table = Table(
        "从工作簿到文档（全程）",
        ("工作簿", "全程，毫秒/份", "docxtpl 只渲染，毫秒/份", "全程每秒份数是 docxtpl 的"),
        tuple(rows),
        (note,),
    )
    stages = Table(
        "全程的时间用在哪里（%，处理器时间）",
        ("工作簿", *_STAGES, _REST),
        tuple(shares),
        ("核对：数据的规则；文字：语言规则，逐个单元格查。",),
    )
    return [whole_table, stages]


def _race(example: Example, templates: Templates, folder: Path, effort: Effort) -> tuple[Timing, Timing]:
    prepared = prepare(example, templates)
    context, path = plain_context(prepared), prepared.template.path
    timings = race(
        {
            "whole": _whole(example, templates, folder),
            "docxtpl": lambda: fill_with_docxtpl(path, context, folder / "docxtpl.docx"),
        },
        effort,
    )
    return timings["whole"], timings["docxtpl"]


def _sum(timings: Sequence[Timing]) -> Timing:
    return Timing(sum(timing.wall for timing in timings), sum(timing.cpu for timing in timings))


def _whole(example: Example, templates: Templates, folder: Path) -> Callable[[], object]:
    """Return what makes one document of a workbook, each in a folder of its own, as in a batch of new ones."""
    numbers = itertools.count()
    inside = folder / example.file

    def make() -> object:
        prepared = prepare_report(reports.read_unit(example), example.wanted, templates)
        # The line about the rows that were taken is made for every document that is written.
        made, _ = print_report(prepared, example.wanted), prepared.row_counts
        target = inside / f"{next(numbers)}" / "报告.docx"
        target.parent.mkdir(parents=True)
        return write_document(target, made.content, made.document_id, made.record)

    return make


def _shares(example: Example, templates: Templates, folder: Path, runs: int) -> Iterator[str]:
    """Yield how many percent of the time each stage takes, and what is left."""
    make = _whole(example, templates, folder / "stages")
    make()
    with _clocks() as spent:
        begin = time.process_time()
        for _ in range(runs):
            make()
        total = time.process_time() - begin
    for stage in _STAGES:
        yield f"{100 * spent[stage] / total:.0f}"
    yield f"{100 * (total - sum(spent.values())) / total:.0f}"


@contextmanager
def _clocks() -> Iterator[dict[str, float]]:
    """Time what every stage calls, while within."""
    spent = dict.fromkeys(_STAGES, 0.0)

    def clocked(stage: str, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            found = call(*arguments, **named)
            # What is yielded is made within the time of the stage, too.
            return list(found) if isinstance(found, Iterator) else found
        finally:
            spent[stage] += time.process_time() - begin

    with ExitStack() as stack:
        for stage, places in _STAGES.items():
            for owner, name in places:
                call = _clock(partial(clocked, stage), getattr(owner, name))
                stack.enter_context(mock.patch.object(owner, name, call))
        yield spent


def _clock(clocked: Callable[..., Any], call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function, which a class makes a method of."""
    return lambda *arguments, **named: clocked(call, *arguments, **named)
