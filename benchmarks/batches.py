"""Batches of many units by one, two and four workers: how many in the same time, and in how much memory."""

from __future__ import annotations

import json
import os
import shutil
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
ROUNDS = 3
_HEAD = (
    "工作进程",
    "份/秒",
    "是 1 个进程的",
    "得到的核数",
    "处理器毫秒/份",
    "启动，秒",
    "收尾，秒",
    "主进程内存，最后比起初",
    "工作进程内存，最后比起初",
    "写完总览时主进程比起初",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was seen of one batch, as `one_batch` tells it."""

    workers: int
    seen: dict[str, Any]

    @property
    def rate(self) -> float:
        """Units a second over the second half: the start is over then."""
        return self._later("done") / self._later("time")

    def row(self, first: Batch) -> tuple[str, ...]:
        """Return the batch as a row; `first` is that of one worker."""
        early, late = self.seen["early"], self.seen["late"]
        return (
            str(self.workers),
            f"{self.rate:.1f}",
            times(self.rate / first.rate),
            f"{self._later('seconds') / self._later('time'):.2f}",
            f"{1000 * self._later('seconds') / self._later('done'):.0f}",
            f"{self.seen['started']:.1f}",
            f"{self.seen['closed'] - self.seen['ended']:.1f}",
            _growth(early["parent"], late["parent"]),
            _growth(early["workers"], late["workers"]),
            _growth(early["parent"], self.seen["at_end"]),
        )

    def _later(self, what: str) -> float:
        """Return how much was added in the second half."""
        added: float = self.seen["late"][what] - self.seen["half"][what]
        return added


def measure_batches(units: int, workers: tuple[int, ...] = WORKERS, rounds: int = ROUNDS) -> Table:
    """Return how batches of `units` units go with different numbers of workers."""
    early = min(EARLY, units // 2)
    found: dict[int, list[Batch]] = {number: [] for number in workers}
    with scratch_folder() as folder:
        write_units(folder / "units", units)
        for _ in range(rounds):
            for number in workers:
                found[number].append(_run(folder, number, units, early))
    best = [max(batches, key=lambda batch: batch.rate) for batches in found.values()]
    notes = (
        f"{units} 个单位：四个示例工作簿轮流换名。份/秒按后一半单位算，启动不在内；{rounds} 轮，各取最不受打扰的一次。"
        "得到的核数：主进程和工作进程的处理器时间除以经过的时间，少于进程数（和核数）时是机器上另有人在用。"
        "收尾：写清单和总览。内存：起初是完成 "
        f"{early} 份时，最后是每个进程手里还有最后几份时。进程多于核数不会更快。",
    )
    return Table(f"批量：{units} 个单位", _HEAD, tuple(batch.row(best[0]) for batch in best), notes)


def _run(folder: Path, workers: int, units: int, early: int) -> Batch:
    output = folder / "out"
    shutil.rmtree(output, ignore_errors=True)
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
