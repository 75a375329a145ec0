"""Batches of many units by one, two and four workers: how many in the same time, and in how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.machine import scratch_folder
from benchmarks.reports import ROOT
from benchmarks.tables import Table
from benchmarks.timing import times
from benchmarks.units import write_units

WORKERS = (1, 2, 4)
EARLY = 100
"""Units that are done when the memory is seen for the first time."""
_HEAD = (
    "工作进程",
    "份/秒",
    "是 1 个进程的",
    "启动，秒",
    "收尾（清单、总览），秒",
    "主进程内存，最后比起初",
    "工作进程内存，最后比起初",
    "写完总览时主进程比起初",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was seen of one batch: when each input was done, when all was, and the memory then."""

    workers: int
    seen: dict[str, Any]

    @property
    def rate(self) -> float:
        """Units a second over the second half: the start is over then."""
        ends = self.seen["ends"]
        half = len(ends) // 2
        return (len(ends) - half) / (ends[-1] - ends[half - 1])

    @property
    def parent_growth(self) -> str:
        """How many times the memory of the process that writes is at the end what it was."""
        return _growth(self.seen["early"]["parent"], self.seen["late"]["parent"])

    @property
    def worker_growth(self) -> str:
        """The same of the workers together."""
        early, late = (sum(memory.values()) - memory["parent"] for memory in (self.seen["early"], self.seen["late"]))
        return _growth(early, late)

    def row(self, first: Batch) -> tuple[str, ...]:
        """Return the batch as a row; `first` is that of one worker."""
        ends = self.seen["ends"]
        return (
            str(self.workers),
            f"{self.rate:.1f}",
            times(self.rate / first.rate),
            f"{ends[0]:.1f}",
            f"{self.seen['closed'] - ends[-1]:.1f}",
            self.parent_growth,
            self.worker_growth,
            _growth(self.seen["early"]["parent"], self.seen["at_end"]),
        )


def measure_batches(units: int, workers: tuple[int, ...] = WORKERS) -> Table:
    """Return how batches of `units` units go with different numbers of workers."""
    early = min(EARLY, units // 2)
    with scratch_folder() as folder:
        write_units(folder / "units", units)
        batches = [_run(folder, number, units, early) for number in workers]
    notes = (
        f"{units} 个单位：四个示例工作簿轮流换名。份/秒按后一半单位算，启动不在内。起初：完成 {early} 份时；最后："
        "每个进程手里还有最后几份时。进程数多于核数时不会更快。",
    )
    return Table(f"批量：{units} 个单位", _HEAD, tuple(batch.row(batches[0]) for batch in batches), notes)


def _run(folder: Path, workers: int, units: int, early: int) -> Batch:
    output = folder / f"out{workers}"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_batch", str(folder / "units"), str(output), str(workers), str(early)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    seen = json.loads(done.stdout)
    if seen["outcomes"] != {"done": units}:
        raise SystemExit(f"not every unit has its report: {seen['outcomes']}")
    return Batch(workers, seen)


def _growth(early: int, late: int) -> str:
    """Return a ratio of memory, and how much it is at the end."""
    return f"{times(late / early)}（{late >> 20} MB）" if early and late else "看不到"
