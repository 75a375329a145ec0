"""What a batch is asked for, and what it tells while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.findings import Finding
from summarize.pipeline.batch.entries import InputEntry
from summarize.pipeline.batch.settling import OddYear
from summarize.pipeline.batch.tally import Tally
from summarize.pipeline.making import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest(Wanted):
    """The reports that are asked for of a folder.

    `output` is a folder; `None` stands for the default, as for `workers`. `cluster` is the address of a dask
    scheduler, `None` for this machine. `expected` is the list of units that are to
    send; `terms_file` the workbook that `terms` were read from.
    """

    folder: Path
    output: str | None = None
    workers: int | None = None
    cluster: str | None = None
    is_forced: bool = False
    is_pdf: bool = False
    expected: Path | None = None
    terms_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """The batch begins: `total` inputs are there; `is_resumed` when an earlier run did not come to its end.

    `changed` names the means that are no longer those of the last run: all is done anew.
    """

    total: int
    is_resumed: bool = False
    changed: tuple[str, ...] = ()


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
class Absent:
    """A unit of the list that has not sent; `contact` is whom to ask, `likely` the input that may be its."""

    name: str
    contact: str = ""
    likely: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAccount:
    """What is reported of a batch that came to its end.

    `whole` are the findings of the batch itself, those of its units left out. `odd_years` are the units whose year
    is not that of most others.
    """

    tally: Tally
    whole: tuple[Finding, ...] = ()
    absent: tuple[Absent, ...] = ()
    odd_years: tuple[OddYear, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedAccount:
    """What is reported of a verification: documents that are equal, units without one, those that have not sent."""

    equal: int
    failed: int
    not_sent: int


@dataclass(frozen=True, slots=True)
class Closed:
    """The batch is at its end, or was stopped with `left` inputs not done, or `unprinted` documents without PDFs.

    `outcomes` counts units, or the inputs that were verified, by what became of them; `account` tells more of
    a batch at its end. `findings` yields all findings, input by input, each time it is called; it can be while
    the event is looked at.
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
    account: BatchAccount | VerifiedAccount | None = None


Event = Began | Ended | Verified | Waiting | Converting | Closed
