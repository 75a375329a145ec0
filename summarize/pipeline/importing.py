"""`import`: the offices' papers into one workbook; all of them or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from summarize.errors import InputError, MachineError, SummarizeError
from summarize.findings import Finding, Place
from summarize.model.classification import find_lone_mark, find_mark, find_starred, is_level
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key
from summarize.output import refuse_existing
from summarize.papers import rules
from summarize.papers.entries import NEEDS_CONTENT
from summarize.pipeline.secrecy import is_classified_machine
from summarize.validate.rules import CLASSIFIED

if TYPE_CHECKING:
    from summarize.papers.contents import SortedPaper
    from summarize.papers.paper import Paper

_UNSORTED = "未归类"
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class ImportedPaper:
    """One paper: its file as the user gave it, and how many rows went to which sheet."""

    file: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Imported:
    """A workbook that was written from papers, and what was found on the way."""

    path: Path
    papers: tuple[ImportedPaper, ...]
    findings: tuple[Finding, ...]


def import_papers(files: Sequence[Path], output: Path) -> Imported:
    """Write the workbook `output` with everything that stands in the papers `files`, in their order.

    Raises:
        UsageError: something stands at `output` already.
        InputError: papers cannot be read or are classified; all of them are told and nothing is written.
        MachineError: LibreOffice is missing, or the workbook cannot be written.
    """
    # Loaded here: no other command needs lxml for papers, or openpyxl for a filled workbook.
    from summarize.papers.contents import collect_sheets, sort_into_sheets  # noqa: PLC0415
    from summarize.papers.frame import take_frame  # noqa: PLC0415
    from summarize.write.filled import write_filled_workbook  # noqa: PLC0415

    refuse_existing(output)
    papers = _read_all(list(dict.fromkeys(files)))
    refuse_classified_papers(papers)
    sorted_papers = [sort_into_sheets(paper, take_frame(paper.blocks, paper.asides)) for paper in papers]
    collected = collect_sheets(sorted_papers)
    findings = [finding for paper in sorted_papers for finding in _tell(paper)]
    if not collected.unit:
        findings.append(_unit_not_told(sorted_papers))
    if collected.differing:
        findings.append(
            rules.PAPERS_DIFFER.at(Place(file=str(output)), f"各份文稿的{'、'.join(collected.differing)}不同，没有取用")
        )
    write_filled_workbook(output, collected.sheets)
    told = tuple(ImportedPaper(paper.paper.file, paper.counts) for paper in sorted_papers)
    return Imported(output, told, tuple(findings))


def _read_all(files: Sequence[Path]) -> list[Paper]:
    """Return the papers; what is wrong with any of them is told together.

    Raises:
        InputError: files are no papers.
        MachineError: all of them are, but LibreOffice is missing for some.
    """
    papers: list[Paper] = []
    errors: list[SummarizeError] = []
    for file in files:
        try:
            papers.append(_read(file))
        except SummarizeError as error:
            errors.append(error)
    if errors:
        found = (finding for error in errors for finding in error.findings)
        kind = MachineError if all(isinstance(error, MachineError) for error in errors) else InputError
        raise kind(*found)
    return papers


def _read(file: Path) -> Paper:
    from summarize.papers.legacy import is_legacy, read_legacy  # noqa: PLC0415
    from summarize.papers.word import read_paper  # noqa: PLC0415

    paper = read_legacy(file) if is_legacy(file) else read_paper(file)
    if paper.trace.unread:
        places = _paragraphs(paper.trace.unread)
        message = f"{places}附近嵌入了另一个文件作正文，读不出来"
        raise InputError(
            rules.EMBEDDED_FILE_UNREAD.at(Place(file=paper.file, paragraph=paper.trace.unread[0]), message)
        )
    if not paper.blocks and not paper.asides:
        raise InputError(rules.EMPTY_PAPER.at(Place(file=paper.file), "文稿里没有可以读的文字"))
    return paper


def refuse_classified_papers(papers: Sequence[Paper]) -> None:
    """Check that no paper is marked as a state secret, unless this machine may hold such.

    Raises:
        InputError: One is; every mark that was found is told.
    """
    found = [finding for paper in papers for finding in _find_marks(paper)]
    if found and not is_classified_machine():
        raise InputError(*found)


def _find_marks(paper: Paper) -> Iterator[Finding]:
    from summarize.papers.paper import Line  # noqa: PLC0415

    if mark := find_mark(PurePath(paper.file).stem):
        yield CLASSIFIED.at(Place(file=paper.file), f"文件名有密级标志“{mark}”")
    lines = [*(block for block in paper.blocks if isinstance(block, Line)), *paper.asides]
    for position, line in enumerate(lines):
        mark = find_starred(line.text) or find_lone_mark(line.text)
        if not mark and position < _MOST_LISTED:
            mark = find_mark(line.text) or (normalize_key(line.text) if is_level(line.text) else None)
        if mark:
            yield CLASSIFIED.at(line.place(paper.file), f"文稿有密级标志“{mark}”")
    for table in paper.blocks:
        if isinstance(table, Line):
            continue
        for row in table.rows:
            if mark := find_starred("".join(row)):
                yield CLASSIFIED.at(Place(file=paper.file), f"文稿的表{table.number}里有密级标志“{mark}”")


# What is told


def _tell(paper: SortedPaper) -> Iterator[Finding]:
    yield from _tell_trace(paper.paper)
    yield from _tell_period(paper)
    yield from _tell_unsorted(paper)
    yield from _tell_thin_items(paper)
    if not any(entry.sheet in (*NEEDS_CONTENT, "重点工作") for entry in paper.entries):
        yield rules.NO_WORK_FOUND.at(Place(file=paper.paper.file), "没有找到一条工作成效或工作计划")


def _tell_trace(paper: Paper) -> Iterator[Finding]:
    trace = paper.trace
    for rule, paragraphs, what in (
        (rules.REVISIONS_ACCEPTED, trace.revised, "有修订，按全部接受读取"),
        (rules.HIDDEN_TEXT, trace.hidden, "有隐藏的文字，照样读出"),
        (rules.PICTURE_LEFT, trace.pictures, "有图片或嵌入的对象，没有导入"),
    ):
        if paragraphs:
            yield rule.at(Place(file=paper.file, paragraph=paragraphs[0]), f"{_paragraphs(paragraphs)}{what}")


def _paragraphs(numbers: Sequence[int]) -> str:
    """Return the places of paragraphs: 第3、5—8段; after a dozen 等 and how many there are."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs[:_MOST_LISTED])
    return f"第{shown}段" + (f"等{len(numbers)}段" if len(runs) > _MOST_LISTED else "")


def _tell_period(paper: SortedPaper) -> Iterator[Finding]:
    subject, place = paper.subject, Place(file=paper.paper.file)
    if subject.conflict:
        by_title, by_name = subject.conflict
        message = f"标题写的是{by_title.full_name}，文件名写的是{by_name.full_name}，按标题填写"
        yield rules.PERIOD_NOT_TOLD.at(place, message, "核对是哪一期；写错的，改工作簿里的“时期”。")
    elif subject.period_words:
        message = f"只看出是{subject.period_words}，看不出是哪一年"
        yield rules.PERIOD_NOT_TOLD.at(place, message, "是哪一年的文稿？请在“基本信息”的“年度”里填上。")
    elif subject.period is None and subject.plan_period is None:
        message = "标题和文件名都没有写时期，“时期”留空"
        yield rules.PERIOD_NOT_TOLD.at(
            place,
            message,
            "是哪一期的文稿？请在“时期”栏和“年度”里补上；或在文件名里写明（如“2017年上半年工作总结”）后重新导入。",
        )


def _tell_unsorted(paper: SortedPaper) -> Iterator[Finding]:
    rows = [entry for entry in paper.entries if entry.sheet == _UNSORTED]
    if not rows:
        return
    meanings = dict.fromkeys(entry.fields["归类"] for entry in rows)
    first = next((entry.lines[0] for entry in rows if entry.lines), None)
    place = first.place(paper.paper.file) if first else Place(file=paper.paper.file)
    yield rules.UNSORTED_TEXT.at(place, f"{len(rows)}段放在“{_UNSORTED}”（{'、'.join(meanings)}）")


def _tell_thin_items(paper: SortedPaper) -> Iterator[Finding]:
    for entry in paper.entries:
        if entry.sheet in NEEDS_CONTENT and entry.lines and not entry.fields.get("内容"):
            matter = quote(entry.fields.get("事项", ""))
            place = Place(file=paper.paper.file, paragraph=entry.lines[0].paragraph or None, excerpt=quote(matter, 12))
            yield rules.ITEM_WITHOUT_CONTENT.at(place, f"“{matter}”只有一句话，“{entry.sheet}”的内容空着")


def _unit_not_told(papers: Sequence[SortedPaper]) -> Finding:
    units = list(dict.fromkeys(paper.subject.unit for paper in papers if paper.subject.unit))
    offices = list(dict.fromkeys(paper.subject.office for paper in papers if paper.subject.office))
    if units:
        seen = f"各份文稿写的单位不同（{'、'.join(units[:_MOST_LISTED])}）"
    elif offices:
        seen = f"只写了科室（{'、'.join(offices[:_MOST_LISTED])}），没有写单位"
    else:
        seen = "标题、落款和文件名里都没有单位"
    return rules.UNIT_NOT_TOLD.at(Place(file=papers[0].paper.file), f"{seen}，“单位名称”留空")
