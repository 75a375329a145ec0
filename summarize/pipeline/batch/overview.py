"""From what became of the inputs of a batch, and who was to send, to its overview."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.findings import Finding
from summarize.model.figures.indicators import Measure
from summarize.model.vocabulary import normalize_key
from summarize.overview import Contact, FigureCell, Heading, Trouble, UnitRow, UnitState, write_overview
from summarize.pipeline.batch.entries import DEFECT, DRAFT, LOST, TWICE, UNWRITTEN, InputEntry, UnitEntry
from summarize.pipeline.batch.expected import ExpectedUnit, ExpectedUnits
from summarize.pipeline.batch.jobs import UnitFigure
from summarize.pipeline.batch.roll_call import RollCall, SentUnit, match

_NOTES = {
    DRAFT: "草稿：有错误，文中缺的地方已标出",
    TWICE: "同一个单位报了两次，都没有写",
    UNWRITTEN: "报告没有写成：写入时出错",
    LOST: "没有做完：处理它的进程中断了，再运行一次即可",
    DEFECT: "没有做完：程序出了错，请把运行记录发给维护的人",
}
_UNREAD = "打不开，或读不出是哪个单位的"
_NOT_LOOKED_AT = "还有文件没有处理，可能就在其中"


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF of a unit: where it lies, from the root of the outputs with `/`, and how many pages it has."""

    place: str = ""
    pages: int | None = None


def _not_printed(_: UnitEntry) -> Printed:
    return Printed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What an overview is made of.

    `entries` gives the inputs that are done each time it is called, `waiting` names those that are left.
    Places of documents are counted from `root`. `printed` tells the PDF of a unit.
    """

    heading: Heading
    root: Path
    entries: Callable[[], Iterable[InputEntry]]
    expected: ExpectedUnits
    waiting: Sequence[str] = ()
    printed: Callable[[UnitEntry], Printed] = _not_printed

    def write(self, workbook_path: Path, page_path: Path | None) -> tuple[Finding, ...]:
        """Write the workbook and, unless there is to be none, the page; return what was found of the list.

        Raises:
            MachineError: a place cannot be written.
        """
        roll = match(self.expected, self._sent(), is_complete=not self.waiting)
        findings = (*self.expected.findings, *roll.findings)
        name = self.expected.file.name if self.expected.file else ""
        heading = replace(self.heading, expected=name, findings=(*self.heading.findings, *findings))
        write_overview(workbook_path, page_path, heading, self._rows(roll, workbook_path.parent))
        return findings

    def _sent(self) -> Iterator[SentUnit]:
        for entry in self.entries():
            for unit in entry.units:
                yield SentUnit(unit.unit, unit.keys, entry.path)
            if not entry.units:
                yield SentUnit("", (), entry.path)
        for name in self.waiting:
            yield SentUnit("", (), name)

    def _rows(self, roll: RollCall, folder: Path) -> Iterator[UnitRow]:
        for expected in roll.not_sent:
            likely = roll.likely.get(expected.name)
            note = f"报来的“{likely}”不在名单上，是否就是它？" if likely else ""
            note = note if roll.is_complete else _NOT_LOOKED_AT
            yield UnitRow(expected.name, UnitState.NOT_SENT, contact=_contact(expected), note=note)
        for entry in self.entries():
            for unit in entry.units:
                yield self._unit_row(entry, unit, roll, folder)
            if not entry.units:
                yield _unread_row(entry, roll)
        for name in self.waiting:
            listed = roll.listed.get((name, ""))
            unit_name = listed.name if listed else name
            yield UnitRow(unit_name, UnitState.WAITING, name, contact=_contact(listed))

    def _unit_row(self, entry: InputEntry, unit: UnitEntry, roll: RollCall, folder: Path) -> UnitRow:
        printed = self.printed(unit)
        errors, warning_count = _troubles((*entry.findings, *unit.all_findings))
        return UnitRow(
            unit.unit or entry.path,
            UnitState.DONE if unit.place else UnitState.FAILED,
            entry.path,
            _seen_from(folder, self.root, unit.place),
            _seen_from(folder, self.root, printed.place),
            printed.pages,
            warning_count,
            errors,
            tuple(map(figure_cell, unit.figures)) if unit.place else (),
            _contact(roll.listed.get((entry.path, unit.unit))),
            _NOTES.get(unit.outcome, ""),
        )


def _unread_row(entry: InputEntry, roll: RollCall) -> UnitRow:
    listed = roll.listed.get((entry.path, ""))
    errors, warning_count = _troubles(entry.findings)
    return UnitRow(
        listed.name if listed else entry.path,
        UnitState.FAILED,
        entry.path,
        warning_count=warning_count,
        errors=errors,
        contact=_contact(listed),
        note=_NOTES.get(entry.outcome, _UNREAD),
    )


def _contact(listed: ExpectedUnit | None) -> Contact:
    return Contact(listed.person, listed.phone, listed.deadline) if listed else Contact()


def _troubles(findings: Sequence[Finding]) -> tuple[tuple[Trouble, ...], int]:
    """Return the errors, and how many warnings there are."""
    errors = tuple(Trouble.of(finding) for finding in findings if finding.is_error)
    return errors, sum(finding.severity == "warning" for finding in findings)


def _seen_from(folder: Path, root: Path, place: str) -> str:
    """Return the path from `folder` to `place` in `root`; '' on another drive, where there is none."""
    if not place:
        return ""
    try:
        return Path(os.path.relpath(root / place, folder)).as_posix()
    except ValueError:
        return ""


def figure_cell(figure: UnitFigure) -> FigureCell:
    """Return a figure as the overview shows it: only what adds up over the year adds up over units."""
    return FigureCell(
        figure.name,
        figure.measure,
        figure.printed,
        figure.number,
        figure.change,
        figure.change_number,
        is_added=figure.kind == Measure.TOTAL.value and normalize_key(figure.measure) != "%",
    )
