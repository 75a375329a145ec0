"""Which units are expected to send, and which of them did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from summarize.findings import Finding, Place

EXPECTED_NAME = "应报单位"
"""The name of the list, as a file of the folder or as a sheet in one."""


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """One unit of the list, under the name that stands there at `place`."""

    name: str
    place: Place
    short_name: str = ""
    person: str = ""
    phone: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedUnits:
    """The list: the file that it stands in (`None` without a list), its units, and what is wrong with it.

    `is_own_file` tells that the file holds nothing else: it is no input of the batch.
    """

    file: Path | None = None
    units: tuple[ExpectedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_own_file: bool = False


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A unit that came in: its name, the keys by which it is called, and the file that it came in.

    Of a file that cannot be read there is neither name nor key.
    """

    name: str
    keys: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class RollCall:
    """Who of the list has sent: `listed` gives the unit of the list for each (file, name) that came in."""

    listed: Mapping[tuple[str, str], ExpectedUnit] = field(default_factory=dict)
    not_sent: tuple[ExpectedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()


def expected_units(folder: Path, asked: Path | None) -> ExpectedUnits:
    """Return the units that are to send: as the list that is `asked` for, else as one in `folder`, says.

    Raises:
        SummarizeError: the list that is asked for cannot be read. What is wrong with one that lies in the
            folder is among the findings: the batch can go on without it.
    """
    raise NotImplementedError


def match(expected: ExpectedUnits, sent: Iterable[SentUnit], *, is_complete: bool = True) -> RollCall:
    """Return who of the list has sent, and what is to be asked about the rest.

    Until the batch `is_complete` nobody is said not to have sent: a file that is left may be theirs.
    """
    raise NotImplementedError
