"""`summarize audit`: documents against GB/T 9704-2012, ours or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.console import say, show_findings
from summarize.cli.help import Command
from summarize.cli.layout import printable
from summarize.cli.usage import FILE, format_option, is_json_wanted
from summarize.cli.words import tell_mends
from summarize.errors import SummarizeError
from summarize.findings import Finding, has_errors

if TYPE_CHECKING:
    from summarize.audit import Profile

_MENDED_RULE = re.compile(r"；已改（(G\d\d)）$")
_NAMED = 8
"""Stretches of paragraphs that a line names."""
_ELSEWHERE = "未列出，加 --verbose 可逐条查看"


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a document is measured against, and whether its printed pages are, too."""

    profile: Profile
    is_printed: bool


@click.command(
    cls=Command,
    help="按《党政机关公文格式》（GB/T 9704-2012）逐条核对 Word 文档：纸张、版心、行数，各要素的字体字号，行距和缩进，"
    "编号，页码，版头和版记，落款，附件，修订和批注；也核对文字。不论是不是本程序生成的。只读；"
    "只有加了 --fix、--annotate 才另写一份，送来的文档从不改动。\n\n"
    "没有错误时退出状态为 0（只有警告也是 0），有错误为 1。",
    short_help="核对 Word 文档的格式和文字，逐条写明依据",
    arguments=[("DOCX…", "一个或多个 Word 文档（.docx）")],
)
@click.argument("documents", metavar="DOCX…", nargs=-1, required=True, type=FILE)
@click.option(
    "--profile",
    "profile_name",
    metavar="名称|路径",
    default="国标",
    help="按什么核对：国标（默认）、电子公文（GB/T 33476.2），或写明本单位差异的 .toml 文件",
)
@click.option(
    "--fix",
    "mended",
    metavar="PATH",
    type=FILE,
    help="把有把握的改好（纸张、版心、行距、字体字号、缩进、页码、标点等），另存为这个文件，逐处列出；"
    "文字、表格、图片、脚注、修订都保留（一次一个文档）",
)
@click.option(
    "--annotate",
    "annotated",
    metavar="PATH",
    type=FILE,
    help="另存一份，在每个问题处加 Word 批注，写明改法和依据（一次一个文档）",
)
@click.option(
    "--print",
    "is_printed",
    is_flag=True,
    help="再用 LibreOffice 排出版面，量印出的页：每页行数、每行字数、白边、单独成页的落款、"
    "换了的字体、跨页的表格行、版记的位置",
)
@click.option("--verbose", "is_verbose", is_flag=True, help="逐条列出，不合并同类问题")
@format_option
def command(
    *,
    documents: tuple[Path, ...],
    profile_name: str,
    mended: Path | None,
    annotated: Path | None,
    is_printed: bool,
    is_verbose: bool,
) -> int:
    """Audit every document, show what was found, and return the worst status."""
    from summarize.audit.profile_file import load_profile

    if mended is not None and annotated is not None:
        raise click.UsageError("--fix 和 --annotate 一次只用一个")
    ask = _Ask(load_profile(profile_name), is_printed=is_printed)
    each = list(dict.fromkeys(documents))
    if mended is not None:
        return _mend(each, mended, ask, is_verbose=is_verbose)
    if annotated is not None:
        return _annotate(each, annotated, ask, is_verbose=is_verbose)
    results = [_audit(document, ask) for document in each]
    found = [finding for findings, _ in results for finding in findings]
    wrong = sum(1 for _, status in results if status)
    summed_up = f"{wrong} 个有错误" if wrong else "都没有错误"
    several = f"共核对 {len(results)} 个文档，{summed_up}。" if len(results) > 1 else ""
    show_findings(found, is_verbose=is_verbose, has_headings=bool(several), before_counts=several, elsewhere=_ELSEWHERE)
    return max(status for _, status in results)


def _mend(each: Sequence[Path], output: Path, ask: _Ask, *, is_verbose: bool) -> int:
    """Write the mended copy of the one document, tell each mend and what is left to a person."""
    from summarize.pipeline.document_copies import fix_copy, refuse_several

    document = refuse_several(each, "--fix")
    fixed = fix_copy(document, output, ask.profile)
    left, status = _audit(fixed.path or document, ask)
    told = list(fixed.fixes) if is_json_wanted() else _tell_mends(fixed.fixes, is_verbose=is_verbose)
    show_findings([*told, *left], is_verbose=is_verbose, elsewhere=_ELSEWHERE)
    made = f"代改了 {len(fixed.fixes)} 处，已写入 {fixed.path}" if fixed.path else "没有可以代改的，没有写文件"
    say(printable(f"{made}；送来的文档没有动。"), err=is_json_wanted())
    return status


def _tell_mends(fixes: Sequence[Finding], *, is_verbose: bool) -> list[Finding]:
    """Show changes of words each on a line, those of form one line a rule unless `is_verbose`; return what is left."""
    from summarize.audit.registry import RULES

    names = {rule.RULE.code: rule.RULE.summary for rule in RULES}
    of_form: dict[str, list[Finding]] = {}
    of_words: list[Finding] = []
    for fix in fixes:
        found = _MENDED_RULE.search(fix.message)
        is_form = found is not None and found[1] in names and not is_verbose
        (of_form.setdefault(found[1], []) if found is not None and is_form else of_words).append(fix)
    left = tell_mends(of_words)
    for code, alike in of_form.items():
        if len(alike) == 1:
            left += tell_mends(alike)
            continue
        indexes = sorted({fix.place.paragraph for fix in alike if fix.place.paragraph})
        where = f"，{_spans(indexes)}" if indexes else ""
        say(printable(f"代改 {names[code]}（{code}）：{len(alike)} 处{where}。"), err=True)
    return left


def _spans(indexes: Sequence[int]) -> str:
    """Return the paragraphs as `第2—5段、第9段`."""
    told: list[str] = []
    for _, group in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
        those = [index for _, index in group]
        told.append(f"第{those[0]}段" if len(those) == 1 else f"第{those[0]}—{those[-1]}段")
    return "、".join(told[:_NAMED]) + ("等" if len(told) > _NAMED else "")


def _annotate(each: Sequence[Path], output: Path, ask: _Ask, *, is_verbose: bool) -> int:
    """Write the copy of the one document with a comment at each finding."""
    from summarize.pipeline.document_copies import annotate_copy, refuse_several, refuse_target

    document = refuse_several(each, "--annotate")
    refuse_target(document, output, "--annotate")
    findings, status = _audit(document, ask)
    if status > 1:
        show_findings(findings, is_verbose=is_verbose, elsewhere=_ELSEWHERE)
        return status
    count = annotate_copy(document, output, findings)
    show_findings(findings, is_verbose=is_verbose, elsewhere=_ELSEWHERE)
    made = f"加了 {count} 条批注，已写入 {output}" if count else "没有要批注的，没有写文件"
    say(printable(f"{made}；送来的文档没有动。"), err=is_json_wanted())
    return status


def _audit(document: Path, ask: _Ask) -> tuple[list[Finding], int]:
    """Return the findings of one document and its exit status; one that cannot be read stops no other."""
    from summarize.pipeline.auditing import audit

    findings: list[Finding] = []
    try:
        findings += audit(document, ask.profile)
        if ask.is_printed:
            from summarize.pipeline.measuring import measure

            findings += measure(document, ask.profile)
        status = 1 if has_errors(findings) else 0
    except SummarizeError as error:
        findings += error.findings
        status = error.exit_status
    return [finding.within(str(document)) for finding in findings], status
