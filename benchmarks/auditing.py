"""`audit` of documents of ten, fifty and two hundred pages: seconds, and does the time grow as the pages do."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from pathlib import Path

from docx import Document

from benchmarks.machine import scratch_folder
from benchmarks.reports import LARGE, prepare
from benchmarks.tables import Table
from benchmarks.timing import Effort, race, times
from summarize.audit import NATIONAL
from summarize.pipeline.auditing import audit
from summarize.pipeline.making import Templates, print_report

PAGES = (10, 50, 200)
_LINES, _LETTERS = 22, 28
"""Of a page, and of a line (GB/T 9704-2012, 5.2.3)."""


def measure_auditing(effort: Effort, pages: tuple[int, ...] = PAGES) -> Table:
    """Return what an audit takes of documents of so many pages."""
    with scratch_folder() as folder:
        report = folder / "report.docx"
        report.write_bytes(print_report(prepare(LARGE, Templates()), LARGE.wanted).content)
        documents = {count: folder / f"{count}.docx" for count in pages}
        paragraphs = {count: write_long_document(report, documents[count], count) for count in pages}
        timings = race({str(count): partial(audit, documents[count], NATIONAL) for count in pages}, effort)
    first = timings[str(pages[0])]
    rows = []
    for count in pages:
        timing, more = timings[str(count)], count / pages[0]
        rows.append(
            (
                f"{count} 页",
                f"{paragraphs[count]}",
                f"{timing.wall:.2f}",
                f"{timing.wall * 1000 / count:.1f}",
                timing.ratio_to(first),
                times(timing.cpu / first.cpu / more),
            )
        )
    note = (
        "云岭区示例的报告，正文的段落一遍遍接下去，按每页22行、每行28字算页。读文档、认要素、全部格式规则和语言规则。"
        "最后一栏是处理器时间之比除以页数之比：1 是恰好成正比；小于 1，是每份文档都有的部分摊薄了。"
    )
    head = ("文档", "段落", "秒", "毫秒/页", "时间是第一行的", "每页时间是第一行的")
    return Table("audit：页数多起来", head, tuple(rows), (note,))


def write_long_document(report: Path, target: Path, pages: int) -> int:
    """Write the report with its paragraphs over and over until they fill `pages`; return how many there are."""
    document = Document(str(report))
    written = [one for one in document.paragraphs if one.text.strip() and not one._p.xpath("./w:pPr/w:sectPr")]
    lines = sum(_lines_of(one.text) for one in written)
    count, last = len(written), written[-1]._p
    while lines < pages * _LINES:
        for one in written:
            copy = deepcopy(one._p)
            last.addnext(copy)
            last, count, lines = copy, count + 1, lines + _lines_of(one.text)
            if lines >= pages * _LINES:
                break
    document.save(str(target))
    return count


def _lines_of(text: str) -> int:
    return -(-(len(text) + 2) // _LETTERS)
