"""What the overview of a batch tells: its head, and a row for each unit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from summarize.findings import Finding, Severity


class UnitState(StrEnum):
    """What became of a unit; the order of declaration is the order of display: who must act comes first."""

    NOT_SENT = "未报送"
    UNKNOWN = "尚不能确定"
    """Not seen while there are inputs that an interruption left: one of them may be its."""
    FAILED = "有错误"
    WAITING = "待生成"
    """Left by an interruption: a workbook and no unit, for nobody has looked into it."""
    DONE = "已生成"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an overview.

    `made_at` is the time that is shown, the user's own; nothing else in an overview depends on the clock.
    `expected` is the file of the list of units, '' without one. `findings` are those of the batch as a whole,
    `counts` says how many units became what.
    """

    folder: str
    period: str
    made_at: datetime.datetime
    program: str
    template: str
    expected: str = ""
    findings: tuple[Finding, ...] = ()
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, and by when the unit was to send, as the list of expected units has it."""

    person: str = ""
    phone: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One finding as the overview shows it; `place` is a cell, a sheet or a paragraph, '' for a whole file."""

    severity: str
    code: str
    file: str
    place: str
    message: str
    suggestion: str

    @classmethod
    def of(cls, finding: Finding) -> Trouble:
        """Return `finding` as a trouble."""
        return cls.from_json(finding.to_json())

    @classmethod
    def from_json(cls, finding: Mapping[str, object]) -> Trouble:
        """Return a finding that was written down by `Finding.to_json` as a trouble."""

        def text(key: str) -> str:
            return str(finding.get(key) or "")

        sheet, cell, paragraph = text("sheet"), text("cell"), text("paragraph")
        place = f"{sheet}!{cell}" if sheet and cell else f"工作表“{sheet}”" if sheet else ""
        place = place or (f"第{paragraph}段" if paragraph else "")
        return cls(text("severity"), text("code"), text("file"), place, text("message"), text("suggestion"))

    @property
    def is_error(self) -> bool:
        """Whether it stops the report."""
        return self.severity == Severity.ERROR.value


@dataclass(frozen=True, slots=True)
class FigureCell:
    """An indicator of a unit: as printed and as a number, and its change against a year before, alike.

    `measure` is the 计量单位. In %, `number` counts in points (12.3 % is 12.3); so does `change_number`, always.
    `is_added` tells that the values of several units add up. What has no value has neither text nor number.
    """

    name: str
    measure: str
    printed: str
    number: float | None
    change: str = ""
    change_number: float | None = None
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit, or one input whose unit nobody could read.

    `source` is the input; `document` and `pdf` are paths from the folder of the overview, with `/`. `errors`
    say why there is no document. `note` is a word on the state. `rank` is the unit's place on the list, and those
    that have none come behind. `period` is given where it is not that of most others: such figures stand apart.
    """

    unit: str
    state: UnitState
    source: str = ""
    document: str = ""
    pdf: str = ""
    pages: int | None = None
    errors: tuple[Trouble, ...] = ()
    warnings: tuple[Trouble, ...] = ()
    figures: tuple[FigureCell, ...] = ()
    contact: Contact = Contact()
    note: str = ""
    rank: int | None = None
    period: str = ""
