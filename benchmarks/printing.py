"""PDFs through LibreOffice: a process for each document, all in one process, and two processes at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.machine import scratch_folder
from benchmarks.reports import EXAMPLES, prepare
from benchmarks.tables import Table
from benchmarks.timing import Timing, processor_seconds
from summarize.libreoffice import Conversion, End, convert, find_libreoffice, prepare_profile
from summarize.pipeline.converting import convert_documents
from summarize.pipeline.making import Templates, print_report

DOCUMENTS = 16
_TO_PDF = Conversion("MS Word 2007 XML", "pdf:writer_pdf_Export", ".pdf")
_PATIENCE = 120.0


def measure_printing(count: int = DOCUMENTS) -> Table | None:
    """Return how long PDFs take; `None` where LibreOffice is absent."""
    program = find_libreoffice()
    if program is None:
        return None
    with scratch_folder() as folder:
        documents = _write_documents(folder, count)
        ways: dict[str, Callable[[], None]] = {
            "每份文档一个进程": partial(_print_each, program, documents, folder),
            f"一个进程一组（{count} 份），一个配置目录": partial(_print_together, documents, 1),
            f"两个进程各一组（{-(-count // 2)} 份），两个配置目录": partial(_print_together, documents, 2),
        }
        found = {name: _time(way, count) for name, way in ways.items()}
    first, *_ = found.values()
    rows = [(name, f"{one.wall:.2f}", first.ratio_to(one)) for name, one in found.items()]
    note = f"{count} 份文档：四个示例的报告轮流。同一次测量里一种接一种；LibreOffice 首次启动、新建配置目录的时间在内。"
    return Table("转 PDF（LibreOffice）", ("办法", "秒/份", "每秒份数是第一种的"), tuple(rows), (note,))


def _write_documents(folder: Path, count: int) -> list[Path]:
    templates = Templates()
    prepared = [(prepare(example, templates), example.wanted) for example in EXAMPLES]
    contents = [print_report(report, wanted).content for report, wanted in prepared]
    documents = [folder / f"{number}.docx" for number in range(count)]
    for number, document in enumerate(documents):
        document.write_bytes(contents[number % len(contents)])
    return documents


def _print_each(program: Path, documents: Sequence[Path], folder: Path) -> None:
    """Convert as a script does that calls LibreOffice for every document."""
    profile, target = folder / "profile", folder / "made"
    prepare_profile(profile, (), {})
    target.mkdir()
    for document in documents:
        end = convert(program, [document], target, _TO_PDF, profile=profile, patience=_PATIENCE)
        if end is not End.DONE:
            raise SystemExit(f"LibreOffice has not converted a document: {end.name}")


def _print_together(documents: Sequence[Path], workers: int) -> None:
    for converted in convert_documents(documents, workers=workers):
        if converted.pdf is None:
            raise SystemExit(f"LibreOffice has not converted a document: {converted.findings}")
        converted.pdf.unlink()


def _time(way: Callable[[], None], count: int) -> Timing:
    wall, cpu = time.perf_counter(), processor_seconds()
    way()
    return Timing((time.perf_counter() - wall) / count, (processor_seconds() - cpu) / count)
