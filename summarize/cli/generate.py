"""`summarize generate`: the report of a workbook, or of each unit that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.console import say, show_findings
from summarize.cli.layout import printable
from summarize.cli.previous import PreviousCommand, previous_option
from summarize.cli.usage import FILE, format_option, is_json_wanted, one_of, period_text
from summarize.cli.words import read_terms, tell_mends, terms_option
from summarize.errors import SummarizeError
from summarize.findings import Finding, has_errors
from summarize.model.vocabulary import STAGES

if TYPE_CHECKING:
    from summarize.pipeline import UnitResult
    from summarize.pipeline.converting import Converted


@click.command(
    cls=PreviousCommand,
    help="由工作簿生成一个时期的工作总结和下一时期的工作计划，格式符合 GB/T 9704-2012。\n\n"
    "工作簿有错误时全部列出，不写文件（--draft 除外）。\n\n"
    "定稿印发的，加 --issue 标为印发。以后各期只拿标为印发的报告对照：上期的计划有没有下文，"
    "印出去的数字有没有改，有没有照抄上期的话。",
    short_help="由工作簿生成工作总结和工作计划（.docx）",
    arguments=[("WORKBOOK", "工作簿（.xlsx .xlsm .xls .xlsb .et .ods，或放着 .csv 的文件夹）")],
)
@click.argument("workbook", metavar="WORKBOOK", type=FILE)
@click.option(
    "--period",
    metavar="时期",
    callback=period_text(),
    help="报告的时期，如 上半年、2017年二季度、1—5月；不写则取“工作成效”中最后的时期，"
    "“重点工作”台账取填了进展的最后一期",
)
@click.option("--template", metavar="名称|路径", help="模板；不写则按时期选用（见 summarize template list）")
@click.option(
    "--output",
    metavar="路径",
    help="写到哪个文件（.docx），或哪个文件夹（以 / 结尾；几个单位时须是文件夹）；"
    "不写则为 outputs/时期/单位和标题.docx",
)
@click.option("--unit", metavar="名称", help="只写这个单位的报告；不写则每个单位一份")
@click.option("--brief", "is_brief", is_flag=True, help="简版：事项只印“简要”一栏的一句话")
@click.option("--draft", "is_draft", is_flag=True, help="有错误也写出草稿，缺处印〔待补：…〕；退出状态仍为 1")
@click.option("--stage", metavar="|".join(STAGES), callback=one_of(*STAGES), help="稿次，写入文件名和文档属性")
@click.option(
    "--duplex",
    "is_duplex",
    is_flag=True,
    help="供双面印制：版记自成一页，排在双数页的最下面，前面不够的由排版软件空一页；没有版记的不变",
)
@click.option("--pdf", "is_pdf", is_flag=True, help="同时转成 PDF（PDF/A-2），放在 Word 文档旁边；要装 LibreOffice")
@click.option(
    "--issue",
    "is_issue",
    is_flag=True,
    help="标为印发：以后各期拿它对照。草稿、征求意见稿、送审稿不能标；同一期改了内容再标一次的，以后一次为准，"
    "前一次的记录和文档都留着",
)
@previous_option
@click.option(
    "--promises",
    "lists_promises",
    is_flag=True,
    help="加印一张附表“上期计划落实情况”：上期的每项计划落实了没有、写在哪里",
)
@terms_option
@click.option(
    "--fix", "is_fixed", is_flag=True, help="先代改有把握的标点、序号、数字写法和错别字，逐处列出；工作簿不动"
)
@format_option
def command(*, is_pdf: bool, terms_file: Path | None, **options: Any) -> int:
    """Generate the reports; the options are the fields of a `Request`."""
    from summarize import pipeline

    terms, told = read_terms(terms_file)
    results = list(pipeline.generate_units(pipeline.Request(**options, is_pdf=is_pdf, terms=terms)))
    documents = [result.outcome.path for result in results if result.outcome is not None] if is_pdf else []
    findings = [*told, *tell_mends(pipeline.merge_findings(results)), *_missing_fonts(documents)]
    if findings and not is_json_wanted():
        show_findings(findings, err=True)
    for line in _summaries(results):
        say(printable(line), err=is_json_wanted())
    printed, troubles, status = _print(documents)
    if is_json_wanted():
        show_findings([*findings, *troubles], err=True)
    elif troubles:
        show_findings(troubles, err=True)
    for line in _printed_lines(results, printed):
        say(printable(line), err=is_json_wanted())
    statuses = [result.error.exit_status for result in results if result.error is not None]
    return max([*statuses, 1 if has_errors(findings) else 0, status])


def _missing_fonts(documents: Sequence[Path]) -> Sequence[Finding]:
    if not documents:
        return ()
    from summarize.pipeline import converting

    return converting.missing_fonts(documents)


def _print(documents: Sequence[Path]) -> tuple[dict[Path, Converted], Sequence[Finding], int]:
    """Make the PDFs; return them by document, what was found, and the exit status."""
    if not documents:
        return {}, (), 0
    from summarize.pipeline import converting

    printed: dict[Path, Converted] = {}
    try:
        with closing(converting.convert_documents(documents)) as results:
            printed.update((result.document, result) for result in results)
    except SummarizeError as error:  # the documents are written, whatever becomes of their PDFs
        return printed, error.findings, error.exit_status
    ordered = [printed[document] for document in documents]
    troubles = [finding for result in ordered for finding in result.findings]
    return printed, troubles, max(result.exit_status for result in ordered)


def _printed_lines(results: Sequence[UnitResult], printed: Mapping[Path, Converted]) -> Iterator[str]:
    """Yield a line for each PDF, under the unit's name where there are several."""
    for result in results:
        made = printed.get(result.outcome.path) if result.outcome is not None else None
        if made is not None and made.pdf is not None:
            name = f"{result.unit}：" if len(results) > 1 else ""
            yield f"{name}PDF 共{made.pages}页；已写入 {made.pdf}"


def _summaries(results: Sequence[UnitResult]) -> Iterator[str]:
    """Yield a line for each unit, and one that sums up several."""
    for result in results:
        name = f"{result.unit}：" if len(results) > 1 else ""
        if result.outcome is not None:
            yield f"{name}{result.outcome.summary}"
        else:
            yield f"{name}有错误，没有写"
    if len(results) > 1:
        failed = sum(1 for result in results if result.outcome is None)
        left = f"，{failed} 个单位没有写" if failed else ""
        yield f"共 {len(results)} 个单位，写出 {len(results) - failed} 份{left}。"
