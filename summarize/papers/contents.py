"""Sorted papers into the sheets of one workbook: rows in the order of the files, each with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarize.model.contents import Entry as Cell
from summarize.model.contents import SheetContents
from summarize.model.period_text import ANY_YEAR, parse_period
from summarize.model.periods import Period
from summarize.model.records import name_key
from summarize.model.vocabulary import LEDGER_ROLE, sheet_spec
from summarize.papers.entries import (
    CHAPTERS,
    FACTS,
    PLANS,
    PROBLEMS,
    REQUESTS,
    SECTIONS,
    UNSORTED,
    WORK,
    Entry,
)
from summarize.papers.frame import Frame
from summarize.papers.paper import Paper
from summarize.papers.sorting import sort_paper
from summarize.papers.subject import Subject, find_subject
from summarize.papers.tables import escape_braces, sort_annex, sort_table

FILE_HEAD, PARAGRAPH_HEAD, TAKEN_HEAD, MEANING_HEAD = "来源文件", "来源段落", "原序号", "归类"
_SOURCE_HEADS = (FILE_HEAD, PARAGRAPH_HEAD, TAKEN_HEAD)
_REPORTED = frozenset({WORK, PROBLEMS, REQUESTS, CHAPTERS})
_WITH_OFFICE = frozenset({WORK, PROBLEMS, PLANS})
_MERGED_BY_NAME = frozenset({WORK, PROBLEMS, PLANS})
_ORDER = (FACTS, SECTIONS, WORK, LEDGER_ROLE, PROBLEMS, PLANS, REQUESTS, CHAPTERS, "指标", "核对", "责任科室", UNSORTED)
_LEADING = ("时期", "板块", "小类", "事项", "内容", "责任科室")
_LEADING_OF = {
    FACTS: ("项目", "内容", "时期"),
    SECTIONS: ("名称", "标题", "引语", "事项样式", "时期"),
    CHAPTERS: ("标题", "内容", "位置", "时期"),
    UNSORTED: ("内容", MEANING_HEAD),
}
_DERIVED_FACTS = frozenset({"结构", "事项样式", "署名位置"})
"""What the program concludes from the look of a paper: papers that differ in it have no text to lose."""
_FIGURES = "指标"
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?P<places>\.\d+)?(?P<percent>%)?")


@dataclass(frozen=True, slots=True)
class SortedPaper:
    """A paper with its rows, its annexes as sheets, and what it is about."""

    paper: Paper
    frame: Frame
    subject: Subject
    entries: tuple[Entry, ...]
    annexes: tuple[SheetContents, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows went to which sheet, in the order of the workbook."""
        found = Counter(entry.sheet for entry in self.entries)
        found.update({contents.name: len(contents.rows) for contents in self.annexes})
        rank = {name: position for position, name in enumerate(_ORDER)}
        return {name: found[name] for name in sorted(found, key=lambda name: rank.get(name, len(rank)))}


@dataclass(frozen=True, slots=True)
class Collected:
    """The sheets of the workbook, and the facts in which the papers differ."""

    sheets: tuple[SheetContents, ...]
    unit: str
    differing: tuple[str, ...]


def sort_into_sheets(paper: Paper, frame: Frame) -> SortedPaper:
    """Return `paper`, whose frame is taken off, with a sheet for each of its paragraphs and tables."""
    subject = find_subject(frame, paper.file)
    found = sort_paper(frame, subject)
    entries = list(found.entries)
    for table in found.tables:
        entries += sort_table(table)
    annexes: list[SheetContents] = []
    for annex in frame.annexes:
        name = re.sub(r"\s|[：:]", "", annex.label.text)
        contents, rest = sort_annex(annex, name)
        annexes += [contents] if contents else []
        entries += rest
    return SortedPaper(paper, frame, subject, tuple(_with_labels(entries)), tuple(annexes))


def _with_labels(entries: Iterable[Entry]) -> Iterable[Entry]:
    for entry in entries:
        if entry.sheet == UNSORTED and not entry.fields.get(MEANING_HEAD):
            entry.fields[MEANING_HEAD] = "其他"
        yield entry


def collect_sheets(papers: Sequence[SortedPaper]) -> Collected:
    """Return the sheets of one workbook with the rows of all `papers`."""
    unit = _common({paper.subject.unit for paper in papers if paper.subject.unit})
    offices = _offices(papers)
    shared, differing = _shared_facts(papers)
    rows: dict[str, list[dict[str, Cell]]] = {FACTS: _identity_rows(papers, unit)}
    sections: dict[str, dict[str, Cell]] = {}
    named: set[tuple[str, str, str]] = set()
    for index, paper in enumerate(papers):
        for entry in _kept_entries(paper, index, shared, differing, sections):
            row = _row(entry, paper, offices[index])
            if entry.sheet == SECTIONS:
                sections[name_key(entry.fields["名称"])] = row
            _keep_apart(entry, row, named)
            rows.setdefault(entry.sheet, []).append(row)
    sheets = [_sheet(name, rows[name]) for name in _ORDER if name in rows]
    return Collected((*sheets, *_annex_sheets(papers)), unit, tuple(differing))


def _common(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _offices(papers: Sequence[SortedPaper]) -> list[str]:
    """Return for each paper the office that its rows belong to; of several units each is one."""
    several = len({paper.subject.unit for paper in papers if paper.subject.unit}) > 1
    return [paper.subject.office or (paper.subject.unit if several else "") for paper in papers]


def _shared_facts(papers: Sequence[SortedPaper]) -> tuple[dict[str, int], list[str]]:
    """Return the facts that hold for all, each with the paper to take it from, and those in which papers differ."""
    values: dict[str, dict[int, list[str]]] = {}
    for index, paper in enumerate(papers):
        for entry in paper.entries:
            if entry.sheet == FACTS:
                values.setdefault(entry.fields["项目"], {}).setdefault(index, []).append(entry.fields["内容"])
    shared: dict[str, int] = {}
    differing: list[str] = []
    for name, by_paper in values.items():
        first, *others = by_paper.values()
        if all(other == first for other in others):
            shared[name] = next(iter(by_paper))
        elif name not in _DERIVED_FACTS:
            differing.append(name)
    return shared, differing


def _identity_rows(papers: Sequence[SortedPaper], unit: str) -> list[dict[str, Cell]]:
    years = {paper.subject.year for paper in papers if paper.subject.period or paper.subject.plan_period}
    year = next(iter(years)) if len(years) == 1 else None
    rows = [{"项目": Cell("单位名称")}, {"项目": Cell("年度")}]
    if unit:
        rows[0]["内容"] = Cell(unit)
    if year is not None:
        rows[1]["内容"] = Cell(Decimal(year))
    return rows


def _as_unsorted(entry: Entry) -> Entry:
    """Return a row of 基本信息 or 板块 as one of 未归类."""
    meaning = entry.fields.get("项目", "板块引语")
    text = entry.fields["内容"] if entry.sheet == FACTS else entry.fields.get("引语", "")
    return replace(entry, sheet=UNSORTED, fields={"内容": text, MEANING_HEAD: meaning})


def _kept_entries(
    paper: SortedPaper,
    index: int,
    shared: Mapping[str, int],
    differing: Sequence[str],
    sections: Mapping[str, dict[str, Cell]],
) -> Iterator[Entry]:
    """Yield what becomes a row: facts once, sections once; the heading of one that is there is kept in 原序号."""
    carried = ""
    for entry in paper.entries:
        if entry.sheet == FACTS:
            name = entry.fields["项目"]
            if name in differing:
                yield _as_unsorted(entry)
            elif shared.get(name) == index:
                yield entry
        elif entry.sheet == SECTIONS and name_key(entry.fields["名称"]) in sections:
            carried += f"{entry.taken}{entry.fields['名称']}"
            if "引语" in entry.fields:
                yield _as_unsorted(replace(entry, taken=""))
        else:
            yield replace(entry, taken=carried + entry.taken) if carried else entry
            carried = ""
    if carried:
        yield Entry(UNSORTED, {"内容": carried, MEANING_HEAD: "标题"})


def _row(entry: Entry, paper: SortedPaper, office: str) -> dict[str, Cell]:
    keep = (lambda text: text) if entry.sheet == UNSORTED else escape_braces
    row = {name: _cell(keep(text), entry.sheet, name) for name, text in entry.fields.items() if text}
    if period := _period_name(entry.sheet, paper.subject):
        row.setdefault("时期", Cell(period))
    if office and entry.sheet in _WITH_OFFICE:
        row.setdefault("责任科室", Cell(office))
    source = (paper.paper.name, entry.source, entry.taken)
    return {**row, **{head: Cell(text) for head, text in zip(_SOURCE_HEADS, source, strict=True) if text}}


def _period_name(sheet: str, subject: Subject) -> str:
    """Return the 时期 of the rows of a sheet; a year other than 年度 is written out."""
    period = subject.period if sheet in _REPORTED else subject.plan_period if sheet == PLANS else None
    if period is not None:
        is_of_year = period.year == subject.year and period.full_name != f"{period.year}年"
        return period.name if is_of_year else period.full_name
    if subject.period_words and sheet in _REPORTED:
        return subject.period_words
    return _following_words(subject.period_words) if subject.period_words and sheet == PLANS else ""


def _following_words(words: str) -> str:
    """Return what follows a period whose year is not told; '' where that is of another year."""
    following: Period = parse_period(words, ANY_YEAR).following()
    return following.name if following.year == ANY_YEAR else ""


def _cell(text: str, sheet: str, head: str) -> Cell:
    """Return a cell; figures of 指标 are numbers, as long as they are nothing else."""
    match = _NUMBER.fullmatch(text) if sheet == _FIGURES and head not in (_FIGURES, "计量单位") else None
    if match is None:
        return Cell(text)
    places = len(match["places"] or ".") - 1
    form = ("#,##0" if "," in text else "0") + (f".{'0' * places}" if places else "")
    number = Decimal(text.replace(",", "").rstrip("%"))
    return Cell(number / 100, f"{form}%") if match["percent"] else Cell(number, form)


def _keep_apart(entry: Entry, row: dict[str, Cell], named: set[tuple[str, str, str]]) -> None:
    """Mark a second item of the same name, which merging would join to the first."""
    if entry.sheet not in _MERGED_BY_NAME:
        return
    key = (entry.sheet, name_key(entry.fields.get("板块", "")), name_key(entry.fields.get("事项", "")))
    if key in named:
        row.setdefault("合并方式", Cell("单列"))
    named.add(key)


def _sheet(name: str, rows: Sequence[dict[str, Cell]]) -> SheetContents:
    spec = sheet_spec(name)
    leading = [head for head in _LEADING_OF.get(name, _LEADING) if spec is None or spec.column(head)]
    known = [*leading, *(column.name for column in spec.columns if column.name not in leading)] if spec else leading
    used = dict.fromkeys(head for row in rows for head in row)
    own = [head for head in used if head not in known and head not in _SOURCE_HEADS]
    return SheetContents(name, name if spec else None, (*known, *own, *_SOURCE_HEADS), tuple(rows))


def _annex_sheets(papers: Sequence[SortedPaper]) -> list[SheetContents]:
    annexes = [contents for paper in papers for contents in paper.annexes]
    if len({contents.name for contents in annexes}) == len(annexes):
        return annexes
    return [replace(contents, name=f"附件{number}") for number, contents in enumerate(annexes, 1)]
