"""From what became of the inputs of a batch, and who was to send, to its overview."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.batch import is_overview
from summarize.findings import Finding, Place, Severity
from summarize.model.figures.indicators import Measure
from summarize.model.vocabulary import normalize_key
from summarize.overview import Contact, FigureCell, Heading, Trouble, UnitRow, UnitState, write_overview
from summarize.pipeline.batch.entries import DEFECT, DRAFT, LOST, TWICE, UNWRITTEN, InputEntry, UnitEntry, without_words
from summarize.pipeline.batch.expected import ExpectedUnit, ExpectedUnits
from summarize.pipeline.batch.jobs import UnitFigure
from summarize.pipeline.batch.manifest import outdated_overview
from summarize.pipeline.batch.roll_call import RollCall, SentUnit, match
from summarize.validate.rules import CLASSIFIED

_NOTES = {
    DRAFT: "草稿：有错误，文中缺的地方已标出",
    UNWRITTEN: "报告没有写成：写入时出错",
    LOST: "没有做完：处理它的进程中断了，再运行一次即可",
    DEFECT: "没有做完：程序出了错，请把运行记录发给维护的人",
}
_UNREAD = "打不开，或读不出是哪个单位的"
_CLASSIFIED = "填了密级，没有处理，请与保密员联系"
_NAMELESS = "工作簿里没有单位名称"
_NOT_LOOKED_AT = "还有工作簿没有处理，可能就在其中"
_YEAR = re.compile(r"\d{4}(?=年)")


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF of a unit: where it lies, from the root of the outputs with `/`, and how many pages it has."""

    place: str = ""
    pages: int | None = None


def take_away_outdated(manifest: Path, root: Path) -> None:
    """Remove the overview at `root` that stands beside those of folders of one name and is kept up by none of them."""
    outdated = outdated_overview(manifest, root)
    for path in (root / f"{outdated}{suffix}" for suffix in (".xlsx", ".html") if outdated):
        with contextlib.suppress(OSError):  # at worst it stays
            if path.is_file() and is_overview(path):
                path.unlink()


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
        roll = match(self.expected, self._sent())
        findings = (*self.expected.findings, *roll.findings)
        name = self.expected.file.name if self.expected.file else ""
        found = (*self.heading.findings, *findings)
        heading = replace(self.heading, expected=name, findings=found, counts=roll.tally.sentence)
        rows = _Rows(self, roll, workbook_path.parent)
        write_overview(workbook_path, page_path, heading, rows.all())
        return findings

    def _sent(self) -> Iterator[SentUnit]:
        for entry in self.entries():
            for unit in entry.units:
                yield SentUnit(unit.unit, unit.keys, entry.path, is_done=bool(unit.place))
            if not entry.units:
                yield SentUnit("", (), entry.path)
        for name in self.waiting:
            yield SentUnit("", (), name, is_waiting=True)


class _Rows:
    """The rows of an overview, by the roll call; documents are linked from `folder`."""

    def __init__(self, overview: Overview, roll: RollCall, folder: Path) -> None:
        self._overview = overview
        self._roll = roll
        self._folder = folder
        self._ranks = {unit.name: rank for rank, unit in enumerate(overview.expected.units)}

    def all(self) -> Iterator[UnitRow]:
        """Yield the rows: those that were not seen, those that came, those that wait."""
        yield from map(self._missing_row, self._roll.not_sent)
        twice: dict[str, UnitRow] = {}
        for entry in self._overview.entries():
            for unit in entry.units:
                row = self._unit_row(entry, unit)
                if unit.outcome == TWICE:
                    twice[unit.name_key] = _together(twice.get(unit.name_key), row)
                else:
                    yield row
            if not entry.units:
                yield self._unread_row(entry)
        yield from twice.values()
        for name in self._overview.waiting:
            yield UnitRow(name, UnitState.WAITING, name)

    def _missing_row(self, unit: ExpectedUnit) -> UnitRow:
        likely = self._roll.likely.get(unit.name)
        if self._roll.is_complete:
            state, note = UnitState.NOT_SENT, f"报来的“{likely}”不在名单上，是否就是它？" if likely else ""
        else:
            note = f"可能是“{likely}”，还没有处理" if likely else _NOT_LOOKED_AT
            state = UnitState.UNKNOWN
        return UnitRow(unit.name, state, contact=_contact(unit), note=note, rank=self._ranks[unit.name])

    def _unit_row(self, entry: InputEntry, unit: UnitEntry) -> UnitRow:
        printed = self._overview.printed(unit)
        listed = self._roll.listed.get((entry.path, unit.unit))
        errors, warnings = _troubles((*entry.findings, *unit.all_findings))
        period = unit.period if unit.period != self._overview.heading.period and _YEAR.search(unit.period) else ""
        return UnitRow(
            unit.unit or _name_by_file(listed, entry),
            UnitState.DONE if unit.place else UnitState.FAILED,
            entry.path,
            _seen_from(self._folder, self._overview.root, unit.place),
            _seen_from(self._folder, self._overview.root, printed.place),
            printed.pages,
            errors,
            warnings,
            tuple(map(figure_cell, unit.figures)) if unit.place else (),
            _contact(listed),
            _note(unit, period),
            self._ranks[listed.name] if listed else None,
            period,
        )

    def _unread_row(self, entry: InputEntry) -> UnitRow:
        listed = self._roll.listed.get((entry.path, ""))
        is_classified = any(finding.rule is CLASSIFIED for finding in entry.findings)
        # Nothing of what is in such a file may stand anywhere: not even the names of its sheets.
        found = tuple(map(_rule_alone, entry.findings)) if is_classified else entry.findings
        errors, warnings = _troubles(found)
        return UnitRow(
            _name_by_file(listed, entry),
            UnitState.FAILED,
            entry.path,
            errors=errors,
            warnings=warnings,
            contact=_contact(listed),
            note=_CLASSIFIED if is_classified else _NOTES.get(entry.outcome, _UNREAD),
            rank=self._ranks[listed.name] if listed else None,
        )


def _name_by_file(listed: ExpectedUnit | None, entry: InputEntry) -> str:
    """Return the unit of the list that the name of an input tells, else the input itself."""
    return f"{listed.name}（按文件名）" if listed else entry.path


def _note(unit: UnitEntry, period: str) -> str:
    if not unit.unit:
        return _NAMELESS
    year = _YEAR.search(period)
    return "；".join(filter(None, (_NOTES.get(unit.outcome, ""), f"年度是{year[0]}年" if year else "")))


def _together(known: UnitRow | None, row: UnitRow) -> UnitRow:
    """Return the one row of a unit that came in several inputs."""
    if known is None:
        return replace(row, note="重复报送，都没有写")
    return replace(
        known,
        source=f"{known.source}、{row.source}",
        errors=(*known.errors, *row.errors),
        warnings=(*known.warnings, *row.warnings),
    )


def _rule_alone(finding: Finding) -> Finding:
    (found,) = without_words((finding,))
    return replace(found, place=Place(file=finding.place.file), related=())


def _contact(listed: ExpectedUnit | None) -> Contact:
    return Contact(listed.person, listed.phone, listed.deadline) if listed else Contact()


def _troubles(findings: Sequence[Finding]) -> tuple[tuple[Trouble, ...], tuple[Trouble, ...]]:
    """Return the errors and the warnings."""
    errors = tuple(Trouble.of(finding) for finding in findings if finding.severity is Severity.ERROR)
    return errors, tuple(Trouble.of(finding) for finding in findings if finding.severity is Severity.WARNING)


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
