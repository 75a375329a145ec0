"""One batch in a process of its own, which prints what it and its workers had taken by then, three times.

Usage: python -m benchmarks.one_batch FOLDER OUTPUT WORKERS EARLY     (EARLY inputs are done at the first time)
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Run the batch and print what was seen of it as JSON."""
    folder, output, workers, early = sys.argv[1:]
    print(json.dumps(_watch(Path(folder), output, int(workers), int(early))))


def _watch(folder: Path, output: str, workers: int, early: int) -> dict[str, Any]:
    # Loaded here: the workers load this module too, and only what they need is to be in their memory.
    from benchmarks.reports import PERIOD  # noqa: PLC0415
    from summarize.pipeline.batch.events import BatchRequest, Began, Closed, Ended  # noqa: PLC0415
    from summarize.pipeline.batch.running import run_batch  # noqa: PLC0415
    from summarize.pipeline.batch.workers import LocalCrew  # noqa: PLC0415
    from summarize.pipeline.making import Templates  # noqa: PLC0415

    crews: list[LocalCrew] = []

    def make_crew(size: int, templates: Templates) -> LocalCrew:
        crews.append(LocalCrew(size, templates))
        return crews[0]

    request = BatchRequest(folder=folder, output=output, period=PERIOD, workers=workers)
    begin, done = time.perf_counter(), 0
    seen: dict[str, Any] = {}
    points: dict[int, list[str]] = {}
    for event in run_batch(request, make_crew=make_crew):
        match event:
            case Began():
                # When the last is done the workers are gone: they are looked at while each still has some in hand.
                counts = {"early": early, "half": event.total // 2, "late": event.total - 2 * workers}
                points = {count: [name for name in counts if counts[name] == count] for count in counts.values()}
            case Ended():
                done += 1
                seen.setdefault("started", time.perf_counter() - begin)
                if done in points:
                    seen |= dict.fromkeys(points[done], _look(crews[0].process_ids, done))
                seen["ended"] = time.perf_counter() - begin
            case Closed():
                seen["outcomes"] = dict(event.outcomes)
    return seen | {"closed": time.perf_counter() - begin, "at_end": _take("self")[0]}


def _look(workers: tuple[int, ...], done: int) -> dict[str, Any]:
    """Return what this process and its workers hold and have taken: bytes of memory, seconds of processors."""
    taken = [_take(str(one)) for one in workers]
    memory, seconds = _take("self")
    return {
        "done": done,
        "time": time.perf_counter(),
        "parent": memory,
        "workers": sum(memory for memory, _ in taken),
        "seconds": seconds + sum(seconds for _, seconds in taken),
    }


def _take(process: str) -> tuple[int, float]:
    """Return the memory of a process and its seconds of processors; 0 where they cannot be seen."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
        times = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0, 0.0
    held = next((int(line.split()[1]) << 10 for line in status if line.startswith("VmRSS:")), 0)
    return held, (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
