"""Measure everything, or some parts, and print the tables; see benchmarks/README.md.

Usage: python -m benchmarks.run [PART …] [--units N] [--rounds N] [--write]

The parts are rendering, pipeline, language, audit, starting, batch and pdf. --write keeps the tables in
benchmarks/results.md and docs/性能.md; it measures all parts.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from benchmarks.auditing import PAGES, measure_auditing
from benchmarks.batches import ROUNDS, WORKERS, measure_batches
from benchmarks.machine import describe_machine
from benchmarks.pipeline import measure_pipeline
from benchmarks.printing import DOCUMENTS, measure_printing
from benchmarks.rendering import GROWTH, measure_rendering
from benchmarks.reports import ROOT
from benchmarks.starting import LARGER, measure_starting
from benchmarks.tables import Table
from benchmarks.timing import Effort
from benchmarks.wording import TEXT_GROWTH, measure_wording

RESULTS = ROOT / "benchmarks" / "results.md"
PAGE = ROOT / "docs" / "性能.md"
_MARKED = re.compile(r"(?<=<!-- 自动：测量 -->\n).*?(?=<!-- 自动完 -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    rendering: Effort
    pipeline: Effort
    starting: Effort
    reading: Effort
    runs: int
    growth: tuple[int, ...]
    text_growth: tuple[int, ...]
    pages: tuple[int, ...]
    larger: int
    units: int
    workers: tuple[int, ...]
    rounds: int
    documents: int


USUAL = Extent(
    rendering=Effort(seconds=8.0),
    pipeline=Effort(seconds=4.0),
    starting=Effort(seconds=12.0, rounds=3, turn=0.0),
    reading=Effort(seconds=8.0, rounds=3, turn=0.0),
    runs=15,
    growth=GROWTH,
    text_growth=TEXT_GROWTH,
    pages=PAGES,
    larger=LARGER,
    units=200,
    workers=WORKERS,
    rounds=ROUNDS,
    documents=DOCUMENTS,
)
_ONCE = Effort(seconds=0.0, rounds=1, turn=0.0)
SMOKE = Extent(
    rendering=_ONCE,
    pipeline=_ONCE,
    starting=_ONCE,
    reading=_ONCE,
    runs=1,
    growth=(1, 2),
    text_growth=(1, 2),
    pages=(1, 30),
    larger=2,
    units=6,
    workers=(1,),
    rounds=1,
    documents=2,
)
"""Next to nothing: it shows only that everything works."""


def _parts(extent: Extent) -> dict[str, Callable[[], list[Table]]]:
    """Return what measures each part, in the order in which they are printed."""
    return {
        "rendering": lambda: [measure_rendering(extent.rendering, extent.growth)],
        "pipeline": lambda: measure_pipeline(extent.pipeline, extent.runs),
        "language": lambda: [measure_wording(extent.reading, extent.text_growth)],
        "audit": lambda: [measure_auditing(extent.reading, extent.pages)],
        "starting": lambda: [measure_starting(extent.starting, extent.larger)],
        "batch": lambda: [measure_batches(extent.units, extent.workers, extent.rounds)],
        "pdf": lambda: list(filter(None, [measure_printing(extent.documents)])),
    }


def measure(extent: Extent, names: list[str]) -> Iterator[str]:
    """Yield the lines that are printed, part by part as they are measured."""
    yield from (*describe_machine(), "- 只有同一次测量里的比值说明问题；秒数换一台机器就不同。", "")
    for name, part in _parts(extent).items():
        if name in names or not names:
            for table in part():
                yield from table.lines()


def main() -> None:
    """Print the measurements, and keep them with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*_parts(SMOKE), []])
    parser.add_argument(
        "--units", type=int, default=USUAL.units, help="units of the batches (%(default)s; 2000 for the real thing)"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of batches (%(default)s)")
    parser.add_argument("--smoke", action="store_true", help="measure next to nothing, to see that all parts work")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write and (options.parts or options.smoke):
        parser.error("--write keeps the figures of all parts")
    extent = SMOKE if options.smoke else replace(USUAL, units=options.units, rounds=options.rounds)
    lines = []
    for line in measure(extent, options.parts):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        keep("\n".join(lines))


def keep(measured: str) -> None:
    """Write the tables into results.md, and into the page between its marks."""
    RESULTS.write_text(f"# Results\n\n{measured}", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_MARKED.sub(lambda _: f"\n{measured}\n", page), encoding="utf-8")


if __name__ == "__main__":
    main()
