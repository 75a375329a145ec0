"""One row of the ledger: a task, and the achievements, problems and plans that it tells of.

Each cell goes to the period of its column. A singular column speaks of the row's own period (时期, else what
stands outside the table); where quarters stand side by side and no such period is given, of the latest
quarter in which any progress is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarize.findings import Place
from summarize.model.cells import Row
from summarize.model.deadlines import parse_deadline
from summarize.model.figures.tasks import Task, TaskReport
from summarize.model.ledger_heads import LedgerAspect
from summarize.model.offices import leading_office
from summarize.model.periods import Period, PeriodKind
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Source
from summarize.model.vocabulary import INCLUSIONS, MERGE_MODES
from summarize.validate import rules
from summarize.validate.fields import FieldReader
from summarize.validate.items import check_due, extra_fields, item_identity, means_nothing, remark_of
from summarize.validate.ledger import rules as ledger_rules
from summarize.validate.ledger.columns import LedgerColumns
from summarize.validate.ledger.states import check_states, read_states

_LEFT_OUT = "否"
_DEFAULT_MODE, _ALONE = "替换", "单列"
_FOLLOWING_ON = "接续"
_OFFERED_COLUMNS = frozenset({"年度目标", "工作举措", "完成率", "备注", "牵头领导", "配合科室", "责任人"})


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What one row gives. `base` is the item without any text; `task` is `None` where the row is not counted."""

    base: ItemRow
    achievements: tuple[ItemRow, ...]
    problems: tuple[ItemRow, ...]
    plans: tuple[ItemRow, ...]
    task: Task | None
    task_key: str


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one ledger; `latest` is the latest period in which any progress is written."""

    reader: FieldReader
    columns: LedgerColumns
    latest: Period | None

    def read(self, row: Row, position: int) -> LedgerRow:
        """Return what `row`, the `position`-th that is filled, gives."""
        include = self.reader.choice(row, "入文", INCLUSIONS) or "是"
        if include == _LEFT_OUT:
            # What is wrong with a row that is not printed does no harm.
            return replace(self, reader=replace(self.reader, findings=[]))._read(row, position, include)
        return self._read(row, position, include)

    def _read(self, row: Row, position: int, include: str) -> LedgerRow:
        standing = self._standing(row)
        mode = self.reader.choice(row, "合并方式", MERGE_MODES)
        base = self._base(row, position, include, mode or _DEFAULT_MODE)
        states = read_states(row, self.columns, standing, self.reader)
        reports = tuple(self._reports(row, standing))
        self.reader.findings.extend(check_states(states, reports))
        status_places = {state.period: state.place for state in states}
        achievements = tuple(
            replace(base, content=content, period=period, status=self._status(row, status_places.get(period)))
            for period, content in self._texts(row, LedgerAspect.PROGRESS, standing)
        )
        # 序号 begins anew in each section, and problems stand in one list: they follow the rows.
        problems = tuple(
            replace(base, content=content, period=period, lead=None, brief=None, order=None)
            for period, content in self._problems(row, standing)
        )
        plans = tuple(
            replace(base, content=content, period=period, lead=None, brief=None, merge_mode=own_mode)
            for period, content, own_mode in self._plans(row, standing, base.merge_mode, mode or _FOLLOWING_ON)
        )
        if achievements or problems or plans:
            self._tell_missing_matter(row, base)
        key = f"{base.identity}\n{row.number}" if base.merge_mode == _ALONE else base.identity
        task = Task(
            name=base.matter.raw.strip(),
            place=base.place,
            section=base.section.raw.strip() if base.section else "",
            section_key=base.section_key,
            office=leading_office(base.office.raw) if base.office else "",
            states=states,
            reports=reports,
            since=standing.start if standing and not self.columns.progress_periods else None,
            due=parse_deadline(base.due.raw, self.reader.outside.year or self.reader.year) if base.due else None,
            due_text=base.due.raw.strip() if base.due else "",
            due_place=base.due.place if base.due else None,
        )
        is_counted = include != _LEFT_OUT and not base.matter.is_blank
        return LedgerRow(base, achievements, problems, plans, task if is_counted else None, key)

    def _standing(self, row: Row) -> Period | None:
        """Return the period that the row's singular columns speak of."""
        if not self.columns.progress_periods:
            return self.reader.period(row, needed=True)
        own = self.reader.period(row, needed=False)
        asked = self.reader.outside.period
        is_asked_only = asked is not None and asked.place == Place() and self.reader.text(row, "时期") is None
        # A bare year, or what one report asks for, does not tell when a ledger of the year was written.
        is_vague = own is None or is_asked_only or own.kind is PeriodKind.YEAR
        return (self.latest or own) if is_vague else own

    def _base(self, row: Row, position: int, include: str, merge_mode: str) -> ItemRow:
        matter = self.reader.heading(row, "事项")
        matter = None if means_nothing(matter) else matter
        check_due(row, self.reader)
        place = self.reader.place(row, "事项")
        return ItemRow(
            identity=item_identity(row, matter, self.reader),
            matter=matter or Source("", place),
            content=Source("", place),
            period=None,
            number=row.number,
            position=position,
            place=place,
            section=self.reader.heading(row, "板块"),
            section_place=self.reader.place(row, "板块"),
            subsection=self.reader.heading(row, "小类"),
            lead=self.reader.heading(row, "段首句"),
            brief=self.reader.heading(row, "简要"),
            office=self.reader.text(row, "责任科室"),
            due=self.reader.text(row, "完成时限"),
            remark=remark_of(row, self.reader),
            order=self.reader.order(row),
            merge_mode=merge_mode,
            include=include,
            extra=extra_fields(row, self.reader, _OFFERED_COLUMNS),
        )

    def _texts(self, row: Row, aspect: LedgerAspect, standing: Period | None) -> Iterator[tuple[Period, Source]]:
        """Yield the text of each cell that tells of `aspect`, with its period."""
        for own, column in self.columns.of(aspect).items():
            period = own or standing
            content = self.reader.heading(row, column) if period else None
            if period and content and not means_nothing(content):
                yield period, content

    def _problems(self, row: Row, standing: Period | None) -> Iterator[tuple[Period, Source]]:
        yield from self._texts(row, LedgerAspect.PROBLEM, standing)
        for period, content in self._texts(row, LedgerAspect.PROBLEM_AND_NEXT_STEP, standing):
            message = f"第{row.number}行的存在问题和下一步打算写在一格里，全部写进“存在的问题”，没有写进计划"
            self.reader.findings.append(ledger_rules.COMBINED_CELL.at(content.place, message))
            yield period, content

    def _plans(
        self, row: Row, standing: Period | None, step_mode: str, target_mode: str
    ) -> Iterator[tuple[Period, Source, str]]:
        """Yield what is planned: the next steps, and the targets of the periods that none of them looks ahead to.

        With each goes its 合并方式: the targets of the quarters of a half-year follow each other, unless the row
        says otherwise.
        """
        latest_step: Period | None = None
        for period, content in self._texts(row, LedgerAspect.NEXT_STEP, standing):
            latest_step = max(latest_step or period, period, key=lambda own: own.end)
            yield period.following(), content, step_mode
        for period, content in self._texts(row, LedgerAspect.TARGET, None):
            is_told = latest_step is not None and period.start > latest_step.end
            is_of_whole_year = period.kind is PeriodKind.YEAR and period.year == (self.reader.year or period.year)
            if not is_told and not is_of_whole_year:
                yield period, content, target_mode

    def _reports(self, row: Row, standing: Period | None) -> Iterator[TaskReport]:
        for own, column in self.columns.of(LedgerAspect.PROGRESS).items():
            if period := own or standing:
                cell, text = row[column], self.reader.text(row, column)
                is_told = not cell.is_empty or cell.merged is not None
                yield TaskReport(period, cell.place, is_told, text is not None and not means_nothing(text))

    def _status(self, row: Row, place: Place | None) -> Source | None:
        """Return the status of which `place` is the cell."""
        for column in self.columns.of(LedgerAspect.STATUS).values():
            if row[column].place == place:
                return self.reader.text(row, column)
        return None

    def _tell_missing_matter(self, row: Row, base: ItemRow) -> None:
        cell = row.get("事项")
        is_plainly_empty = cell is not None and cell.merged is None and (cell.is_empty or self._says_nothing(row))
        if base.matter.is_blank and base.lead is None and is_plainly_empty:
            self.reader.findings.append(rules.MATTER_MISSING.at(base.place, f"第{row.number}行的事项为空"))

    def _says_nothing(self, row: Row) -> bool:
        return means_nothing(self.reader.text(row, "事项"))


def no_standing_period(row: Row, column: str) -> str:
    """Return the message that `column` of `row` has no period to speak of."""
    return f"各期的进展都没有填写，不知道第{row.number}行的“{quote(column)}”是哪一期的"
