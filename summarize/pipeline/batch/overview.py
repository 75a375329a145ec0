"""From what became of the units of a batch to the rows of its overview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarize.overview import Trouble, UnitRow, UnitState
from summarize.pipeline.batch.expected import RollCall
from summarize.pipeline.batch.jobs import UnitFigure


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit, in this run or an earlier one.

    `unit` is '' for an input that could not be read or was not looked at. `source` is the input as findings
    name it; `document` and `pdf` are paths from the folder of the overview, with `/`.
    """

    unit: str
    source: str
    state: UnitState
    troubles: tuple[Trouble, ...] = ()
    document: str = ""
    pdf: str = ""
    pages: int | None = None
    figures: tuple[UnitFigure, ...] = ()


def overview_rows(roll: RollCall, outcomes: Iterable[Outcome]) -> Iterator[UnitRow]:
    """Yield the rows of the overview: who has not sent, then what came in, in its order."""
    raise NotImplementedError
