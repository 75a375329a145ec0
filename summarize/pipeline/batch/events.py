"""What a batch is asked for, and what it tells while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.findings import Finding
from summarize.pipeline.batch.entries import InputEntry
from summarize.pipeline.making import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest(Wanted):
    """The reports that are asked for of a folder.

    `output` is a folder; `None` stands for the default, as for `workers`. `cluster` is the address of a dask
    scheduler, `None` for this machine. `expected` is the list of units that are to send.
    """

    folder: Path
    output: str | None = None
    workers: int | None = None
    cluster: str | None = None
    is_forced: bool = False
    is_pdf: bool = False
    expected: Path | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """The batch begins: `total` inputs are there; `is_resumed` when an earlier run did not come to its end."""

    total: int
    is_resumed: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """An input is done with; `is_skipped` when nothing had changed since it was done before.

    `defects` are what a log is to say of defects of ours.
    """

    entry: InputEntry
    is_skipped: bool = False
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Told now and then: `in_hand` is being worked on."""

    in_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Converting:
    """Documents become PDFs: `done` of `total`."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Verified:
    """An input was derived again and compared; `findings` say what differs."""

    path: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """The batch is at its end, or was stopped with `left` inputs not done, or `unprinted` documents without PDFs.

    `outcomes` counts units, and inputs that could not be read, by what became of them. `findings` yields all
    findings, input by input, each time it is called; it can be while the event is looked at.
    """

    outcomes: Counter[str]
    done: int
    skipped: int
    left: int
    unprinted: int
    exit_status: int
    root: Path
    manifest: Path | None
    overview: tuple[Path, ...]
    findings: Callable[[], Iterator[Finding]]


Event = Began | Ended | Verified | Waiting | Converting | Closed
