"""Earlier reports without a record of the program: what they planned and said is read from their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import SummarizeError
from summarize.findings import Finding, Place
from summarize.history.issued import IssuedDocument, IssuedItem
from summarize.history.recording import DONE, PLAN, PROBLEM
from summarize.history.rules import PREVIOUS_UNREADABLE, RECORD_LOST
from summarize.model.periods import Period
from summarize.model.records import name_key

if TYPE_CHECKING:
    from summarize.papers.entries import Entry

_WORK, _SECTIONS = "工作成效", "板块"
_PARTS = {_WORK: DONE, "存在问题": PROBLEM, "工作计划": PLAN}
_FIRST = "一、"


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that the user names: what it says, and what is told of it."""

    document: IssuedDocument | None
    findings: tuple[Finding, ...] = ()
    is_dated: bool = True
    """Whether it says itself which period it is of."""


def read_stranger(path: Path) -> NamedDocument:
    """Return what the document at `path` says, as far as its text tells."""
    # Loaded here: nobody else who checks needs lxml for papers.
    from summarize.papers.contents import sort_into_sheets  # noqa: PLC0415
    from summarize.papers.frame import take_frame  # noqa: PLC0415
    from summarize.papers.word import read_paper  # noqa: PLC0415
    from summarize.pipeline.importing import refuse_classified_papers  # noqa: PLC0415

    try:
        paper = read_paper(path)
        refuse_classified_papers([paper])
    except SummarizeError as error:
        reason = error.findings[0].message.rstrip("。") if error.findings else "不是能读的 Word 文档"
        told = PREVIOUS_UNREADABLE.at(Place(file=str(path)), f"--previous：“{path}”读不出来（{reason}）")
        return NamedDocument(None, (told,))
    sorted_paper = sort_into_sheets(paper, take_frame(paper.blocks, paper.asides))
    subject = sorted_paper.subject
    period = subject.period or Period.whole_year(1)
    planned = subject.plan_period or period.following()
    items = tuple(
        _item(part, entry, planned if part == PLAN else period) for part, entry in _by_part(sorted_paper.entries)
    )
    document = IssuedDocument(str(path), subject.unit, period, "", "", "", "", items)
    found = f"读出计划{len(document.promises)}项、成效和问题{len(document.reported)}项"
    message = f"--previous：“{path.name}”旁边没有可用的记录，按文字读：{found}"
    told = RECORD_LOST.at(Place(file=str(path)), message)
    return NamedDocument(document, (told,), is_dated=subject.period is not None)


def _by_part(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Return the items with their part: what is numbered anew from 一、 is the plan, if nothing else is told as one."""
    has_plan = any(_PARTS.get(entry.sheet) == PLAN for entry in entries)
    found: list[tuple[str, Entry]] = []
    beginnings = 0
    for entry in entries:
        if entry.sheet in {_SECTIONS, _WORK} and entry.taken.startswith(_FIRST):
            beginnings += 1
        if part := _PARTS.get(entry.sheet):
            found.append((PLAN if part == DONE and beginnings > 1 and not has_plan else part, entry))
    return found


def _item(part: str, entry: Entry, period: Period) -> IssuedItem:
    fields = entry.fields
    return IssuedItem(
        part=part,
        identity=f"{name_key(fields.get(_SECTIONS, ''))}\n{name_key(fields.get('事项', ''))}",
        name=fields.get("事项", ""),
        text=fields.get("内容", ""),
        cell=entry.source,
        period=period,
        lead=fields.get("段首句", ""),
    )
