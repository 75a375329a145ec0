"""`--terms PATH` and `--fix`: the district's words, and what is mended with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.console import say
from summarize.cli.layout import printable
from summarize.cli.usage import FILE, AnyCallable, is_json_wanted
from summarize.findings import Finding

if TYPE_CHECKING:
    from summarize.language.lexicon import Lexicon

_MENDED = frozenset(("C87", "G57"))


def terms_option(command: AnyCallable) -> AnyCallable:
    """Add `--terms`."""
    option = click.option(
        "--terms",
        "terms_file",
        metavar="路径",
        type=FILE,
        help="全区统一的词：一个有“词表”的工作簿（错别字、单位名称、新旧用语、领导）；单位自己的“词表”优先",
    )
    return option(command)


def read_terms(path: Path | None) -> tuple[Lexicon | None, tuple[Finding, ...]]:
    """Return the district's words and what of them cannot be used.

    Raises:
        InputError: The workbook cannot be read, or has no sheet 词表.
    """
    if path is None:
        return None, ()
    from summarize.pipeline.wording import read_district_words

    return read_district_words(path)


def tell_mends(findings: Sequence[Finding]) -> list[Finding]:
    """Show each mend of `findings` on a line of its own; return the others, all of them for JSON."""
    if is_json_wanted():
        return list(findings)
    mends = [finding for finding in findings if finding.rule.code in _MENDED]
    for mend in mends:
        say(printable(f"代改 {mend.place}：{mend.message}。"), err=True)
    return [finding for finding in findings if finding.rule.code not in _MENDED]
