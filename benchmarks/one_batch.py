"""One batch in a process of its own, which prints when each input was done and what memory it had taken.

Usage: python -m benchmarks.one_batch FOLDER OUTPUT WORKERS EARLY     (EARLY inputs are done when memory is first seen)
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

_PAGE = 1024


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
    begin, ends, outcomes = time.perf_counter(), [], {}
    memory: dict[int, dict[str, int]] = {}
    # When the last is done the workers are gone: the end is looked at while each still has one in hand.
    late = 0
    for event in run_batch(request, make_crew=make_crew):
        match event:
            case Began():
                late = event.total - 2 * workers
            case Ended():
                ends.append(time.perf_counter() - begin)
                if len(ends) in (early, late):
                    memory[len(ends)] = _memory(crews[0])
            case Closed():
                outcomes = dict(event.outcomes)
    return {
        "ends": ends,
        "closed": time.perf_counter() - begin,
        "outcomes": outcomes,
        "early": memory[early],
        "late": memory[late],
        "at_end": _resident("self"),
    }


def _memory(crew: Any) -> dict[str, int]:
    return {"parent": _resident("self"), **{str(one): _resident(str(one)) for one in crew.process_ids}}


def _resident(process: str) -> int:
    """Return the bytes of memory that a process holds; 0 where that cannot be seen."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * _PAGE for line in lines if line.startswith("VmRSS:")), 0)


if __name__ == "__main__":
    main()
