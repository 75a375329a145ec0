"""The rules of language on a workbook and on ten and a hundred times its rows: does the time grow as the text does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import scratch_folder
from benchmarks.reports import PERIOD
from benchmarks.starting import write_larger_workbook
from benchmarks.tables import Table
from benchmarks.timing import Effort, race, times
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.pipeline.asked import report_period
from summarize.read import read_workbook
from summarize.validate import split_units, validate
from summarize.validate.wording import Wording, check_wording
from summarize.validate.wording.texts import workbook_texts

TEXT_GROWTH = (1, 10, 100)


def measure_wording(effort: Effort, growth: tuple[int, ...] = TEXT_GROWTH) -> Table:
    """Return what all rules of language take on workbooks with so many times the rows."""
    with scratch_folder() as folder:
        books = {larger: _read(folder / f"{larger}.xlsx", larger) for larger in growth}
    timings = race({str(larger): _check(*book) for larger, book in books.items()}, effort)
    letters = {larger: _count_letters(*book) for larger, book in books.items()}
    first, timed = growth[0], timings[str(growth[0])]
    rows = []
    for larger in growth:
        timing, more = timings[str(larger)], letters[larger] / letters[first]
        rows.append(
            (
                f"{larger} 倍的行",
                f"{letters[larger]}",
                f"{timing.wall * 1000:.1f}",
                times(more),
                timing.ratio_to(timed),
                times(timing.cpu / timed.cpu / more),
            )
        )
    note = (
        "云岭区示例，全部语言规则，工作簿已经读好。附件的行不加倍，所以字数长得比行数慢一点。"
        "最后一栏是处理器时间之比除以字数之比：1 是恰好成正比。"
    )
    head = ("工作簿", "字数", "毫秒", "字数是第一行的", "时间是第一行的", "每字时间是第一行的")
    return Table("语言规则：文字多起来", head, tuple(rows), (note,))


def _read(path: Path, larger: int) -> tuple[Records, Period]:
    write_larger_workbook(path, larger)
    (unit,) = split_units(read_workbook(path))
    records = validate(unit.sheets, PERIOD).records
    period = report_period(records, PERIOD, [], str(path))
    if period is None:
        raise SystemExit(f"the workbook has no {PERIOD}")
    return records, period


def _check(records: Records, period: Period) -> Callable[[], object]:
    return lambda: list(check_wording(records, Wording(), period))


def _count_letters(records: Records, period: Period) -> int:
    return sum(len(text.source.raw) for text in workbook_texts(records, period))
