"""`summarize check`: what is wrong in workbooks, all of it at once, and what goes back to the offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.console import say, show_findings
from summarize.cli.layout import printable
from summarize.cli.previous import PreviousCommand, previous_option
from summarize.cli.usage import FILE, format_option, is_json_wanted, period_text
from summarize.cli.words import read_terms, tell_mends, terms_option
from summarize.errors import SummarizeError
from summarize.findings import Finding, has_errors
from summarize.opc.files import is_folder

if TYPE_CHECKING:
    from summarize.language.lexicon import Lexicon
    from summarize.pipeline.returning import Version


@click.command(
    cls=PreviousCommand,
    help="核对工作簿：缺什么、哪个单元格不对、怎么改，一次全部列出。只读；只有加了 --annotate 才写文件，"
    "且从不改动送来的工作簿。\n\n"
    "没有错误时退出状态为 0（只有警告也是 0），有错误为 1。退回意见不向科室要“基本信息”，"
    "也不问用到别的科室的指标的“核对”：这些汇总时用单位的。",
    short_help="核对工作簿，列出全部问题和改法，可写出退回意见",
    arguments=[
        (
            "WORKBOOK…",
            "一个或多个工作簿（.xlsx .xlsm .xls .xlsb .et .ods，或放着 .csv 的文件夹），"
            "或放着各单位工作簿的文件夹（连同子文件夹，逐个核对）",
        )
    ],
)
@click.argument("workbooks", metavar="WORKBOOK…", nargs=-1, required=True, type=FILE)
@click.option(
    "--period",
    metavar="时期|all",
    callback=period_text("all"),
    help="按哪个时期核对，如 上半年、2017年二季度；all 为逐个时期核对；不写则取“工作成效”中最后的时期，"
    "“重点工作”台账取填了进展的最后一期",
)
@click.option("--verbose", "is_verbose", is_flag=True, help="逐条列出，不合并同类问题；也列出略过了哪些行、为什么")
@click.option(
    "--annotate",
    "folder",
    metavar="DIR",
    type=FILE,
    help="把有问题的工作簿各退回一份到这个文件夹：错处带批注，第一张表是“退回意见”，另附打印用的 .docx 和"
    "可粘贴到聊天里的 .txt",
)
@click.option(
    "--fix",
    "mended",
    metavar="PATH",
    type=FILE,
    help="把有把握的标点、序号、数字写法和错别字改好，另存为这个文件，逐处列出；送来的工作簿不动"
    "（只限 .xlsx、.xlsm，一次一个）",
)
@terms_option
@previous_option
@format_option
def command(
    *,
    workbooks: tuple[Path, ...],
    period: str | None,
    is_verbose: bool,
    folder: Path | None,
    mended: Path | None,
    terms_file: Path | None,
    previous: tuple[Path, ...],
) -> int:
    """Check every workbook, show what was found, and return the worst status."""
    terms, of_terms = read_terms(terms_file)
    each, others = _looked_up(workbooks)
    others += of_terms
    if mended is not None and folder is not None:
        raise click.UsageError("--fix 和 --annotate 一次只用一个")
    if mended is not None:
        return _mend(each, others, mended, period, terms)
    # Taken before the workbooks are read: what is written meanwhile must not be commented with what was found before.
    versions = _versions(each) if folder else {}
    checked = {workbook: _check(workbook, period, previous, terms, is_verbose=is_verbose) for workbook in each}
    results = list(checked.values())
    found = [*others, *(finding for findings, _ in results for finding in findings)]
    wrong = sum(1 for _, status in results if status)
    told, failed, status = _return_files(checked, versions, folder, workbooks) if folder else ([], (), 0)
    summed_up = f"{wrong} 个有错误" if wrong else "都没有错误"
    several = f"共核对 {len(results)} 个工作簿，{summed_up}。" if len(results) > 1 else ""
    show_findings([*found, *failed], is_verbose=is_verbose, has_headings=bool(several), before_counts=several)
    for line in told:
        say(printable(line), err=is_json_wanted())
    return max(status, 1 if has_errors(others) else 0, *(status for _, status in results))


def _looked_up(named: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """Return the workbooks that are meant, each once, and what is told of folders that hold more."""
    each: dict[Path, None] = {}
    findings: list[Finding] = []
    for path in named:
        if is_folder(path):
            from summarize.pipeline.workbooks import workbooks_in

            inside, told = workbooks_in(path)
            each.update(dict.fromkeys(inside))
            findings += told
        else:
            each[path] = None
    return list(each), findings


def _check(
    workbook: Path, period: str | None, previous: tuple[Path, ...], terms: Lexicon | None, *, is_verbose: bool
) -> tuple[list[Finding], int]:
    """Return the findings of one workbook and its exit status; one that cannot be read stops no other."""
    from summarize import pipeline

    try:
        findings = pipeline.check(workbook, period, lists_skipped=is_verbose, terms=terms, previous=previous)
        status = 1 if has_errors(findings) else 0
    except SummarizeError as error:
        findings, status = error.findings, error.exit_status
    return [finding.within(str(workbook)) for finding in findings], status


def _mend(each: Sequence[Path], others: list[Finding], output: Path, period: str | None, terms: Lexicon | None) -> int:
    """Write the mended copy of the one workbook, tell each mend and what is left to a person."""
    from summarize import pipeline
    from summarize.pipeline.mending import mend_workbook, refuse_several

    workbook = refuse_several(each)
    outcome = mend_workbook(workbook, output, period, terms)
    left = pipeline.check(outcome.path or workbook, period, terms=terms)
    findings = [*others, *tell_mends(outcome.findings), *left]
    show_findings(findings)
    made = f"代改了 {outcome.mend_count} 处，已写入 {outcome.path}" if outcome.path else "没有可以代改的，没有写文件"
    say(printable(f"{made}；送来的工作簿没有动。"), err=is_json_wanted())
    return 1 if has_errors(findings) else 0


def _versions(workbooks: Sequence[Path]) -> dict[Path, Version | None]:
    from summarize.pipeline.returning import version_of

    return {workbook: version_of(workbook) for workbook in workbooks}


def _return_files(
    checked: Mapping[Path, tuple[list[Finding], int]],
    versions: Mapping[Path, Version | None],
    folder: Path,
    sent: Sequence[Path],
) -> tuple[list[str], Sequence[Finding], int]:
    """Write what goes back to the offices; return the lines that tell it, or why it failed and the exit status."""
    from summarize.pipeline.returning import Checked, return_files

    inputs = [Checked(workbook, tuple(findings), versions[workbook]) for workbook, (findings, _) in checked.items()]
    try:
        returned = return_files(inputs, folder, sent)
    except SummarizeError as error:
        return [], error.findings, error.exit_status
    status = 1 if any(one.is_outdated for one in returned) else 0
    return [one.summary for one in returned], (), status
