"""Who has sent and who has not: one table, on the screen and as the sheet 报送情况."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarize.collect.offices import Offices
from summarize.model.cells import Table
from summarize.model.contents import Entry, SheetContents
from summarize.model.vocabulary import ROLLCALL_SHEET, normalize_key

SENT, MISSING, EMPTY = "已报", "未报", "没有内容"
_HEADS = ("科室", "报送时限", "报送情况", "文件", "事项行数", "其中新增", "指标数")
_FILES_APART = "；"


@dataclass(frozen=True, slots=True)
class Sender:
    """A file that was sent: its name, its office ('' when nobody knows), its rows and how many of them are new."""

    file: str
    office: str
    row_count: int
    new_count: int
    figure_count: int = 0


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One office: whether it has sent, by when it should have, what came and what of it is new.

    `is_listed` tells that it stands in the sheet 责任科室.
    """

    office: str
    deadline: str
    state: str
    files: tuple[str, ...] = ()
    row_count: int = 0
    new_count: int = 0
    figure_count: int = 0
    is_listed: bool = False

    @property
    def has_sent(self) -> bool:
        """Whether anything came that could be read."""
        return self.state == SENT


def call_roll(offices: Offices, senders: Sequence[Sender]) -> tuple[RollCallRow, ...]:
    """Return a row for each office of the sheet 责任科室, then those that sent without standing there."""
    by_office: dict[str, list[Sender]] = {}
    for sender in senders:
        by_office.setdefault(normalize_key(offices.called(sender.office) or sender.office), []).append(sender)
    rows: list[RollCallRow] = []
    for row in offices.rows:
        name = row.text("科室") or row.text("简称")
        if name:
            sent = by_office.pop(normalize_key(name), [])
            rows.append(replace(_row(name, row.text("报送时限"), sent), is_listed=True))
    rows += [_row(sent[0].office, "", sent) for sent in by_office.values()]
    return tuple(rows)


def _row(office: str, deadline: str, sent: Sequence[Sender]) -> RollCallRow:
    rows = sum(sender.row_count for sender in sent)
    figures = sum(sender.figure_count for sender in sent)
    state = (SENT if rows + figures else EMPTY) if sent else MISSING
    files = tuple(dict.fromkeys(sender.file for sender in sent))
    return RollCallRow(office, deadline, state, files, rows, sum(sender.new_count for sender in sent), figures)


def rollcall_sheet(rows: Sequence[RollCallRow]) -> SheetContents:
    """Return the roll call as a sheet."""
    written = tuple(
        dict(
            zip(
                _HEADS,
                (
                    Entry(row.office),
                    Entry(row.deadline),
                    Entry(row.state),
                    Entry(_FILES_APART.join(row.files)),
                    Entry(Decimal(row.row_count) if row.row_count else None),
                    Entry(Decimal(row.new_count) if row.new_count else None),
                    Entry(Decimal(row.figure_count) if row.figure_count else None),
                ),
                strict=True,
            )
        )
        for row in rows
    )
    return SheetContents(ROLLCALL_SHEET, None, _HEADS, written)


def is_rollcall(table: Table) -> bool:
    """Return whether `table` is a roll call that the program wrote."""
    return table.role is None and table.sheet == ROLLCALL_SHEET and table.column(_HEADS[2]) is not None


def known_senders(table: Table) -> Mapping[str, str]:
    """Return which office each file of an earlier roll call came from; '' for one that speaks for several."""
    senders: dict[str, str] = {}
    for row in table.rows:
        office, files = row.get(_HEADS[0]), row.get(_HEADS[3])
        for file in (files.raw if files else "").split(_FILES_APART):
            if name := file.strip():
                senders[name] = "" if name in senders else office.raw.strip() if office else ""
    return senders
