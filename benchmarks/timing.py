"""Contestants timed in turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TURN = 0.03
"""Seconds that a turn takes at least: shorter ones measure the clock and the cold caches."""
_MOST_IN_A_TURN = 50


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a race goes on: `seconds`, but at least `rounds` rounds."""

    seconds: float = 6.0
    rounds: int = 5
    turn: float = _TURN


@dataclass(frozen=True, slots=True)
class Timing:
    """The medians of one action: seconds by the clock, and of processors (those of its child processes too)."""

    wall: float
    cpu: float

    def ratio_to(self, other: Timing) -> str:
        """Return how many times `other` this took: by the clock, and of processors."""
        return f"{times(self.wall / other.wall)}（{times(self.cpu / other.cpu)}）"

    def rate_to(self, other: Timing) -> str:
        """Return how many times as often as `other` this is done in the same time."""
        return other.ratio_to(self)


def times(ratio: float) -> str:
    """Return a ratio as it is printed, with three figures."""
    return f"{ratio:.0f} ×" if ratio >= 100 else f"{ratio:.1f} ×" if ratio >= 10 else f"{ratio:.2f} ×"


def processor_seconds() -> float:
    """Return the seconds of processors that this process and its finished children have taken."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def race(contestants: Mapping[str, Callable[[], object]], effort: Effort) -> dict[str, Timing]:
    """Return the timings of `contestants`, each run in turn, round after round.

    Each begins another round in its turn, and none has to clear away what another has left. The first
    run of each, which loads and compiles, is not counted.
    """
    names = list(contestants)
    counts = {name: _count(contestants[name], effort.turn) for name in names}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    begin, rounds = time.perf_counter(), 0
    while rounds < effort.rounds or time.perf_counter() - begin < effort.seconds:
        first = rounds % len(names)
        for name in names[first:] + names[:first]:
            gc.collect()
            found[name].append(_time(contestants[name], counts[name]))
        rounds += 1
    return {
        name: Timing(statistics.median(wall for wall, _ in runs), statistics.median(cpu for _, cpu in runs))
        for name, runs in found.items()
    }


def _count(action: Callable[[], object], turn: float) -> int:
    """Return how often `action` is done in a turn."""
    action()
    wall, _ = _time(action, 1)
    return max(1, min(_MOST_IN_A_TURN, round(turn / wall)))


def _time(action: Callable[[], object], count: int) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), processor_seconds()
    for _ in range(count):
        action()
    return (time.perf_counter() - wall) / count, (processor_seconds() - cpu) / count
