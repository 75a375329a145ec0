"""The words and exemptions of a workbook, the district's words, and what is found with them."""

from __future__ import annotations

from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.language.lexicon import Lexicon
from summarize.model.cells import Sheets
from summarize.model.vocabulary import EXEMPTIONS_ROLE, WORDS_ROLE
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.validate.wording import Exemptions, Wording, read_exemptions, read_words
from summarize.validate.wording.rules import WORDS_MISSING


def read_wording(sheets: Sheets, findings: list[Finding]) -> Wording:
    """Return the unit's own words and exemptions; what of them cannot be used is told in `findings`."""
    words = read_words(sheets.by_role.get(WORDS_ROLE, ()), findings)
    tables = sheets.by_role.get(EXEMPTIONS_ROLE, ())
    if not tables:
        return Wording(words)
    # Loaded here: most workbooks have no exemptions, and the catalogue takes in every package.
    from summarize.catalogue import RULES  # noqa: PLC0415

    return Wording(words, read_exemptions(tables, {rule.code: rule.severity for rule in RULES}, findings))


def read_district_words(path: Path | None) -> tuple[Lexicon | None, tuple[Finding, ...]]:
    """Return the words of the workbook that `--terms` names, and what of them cannot be used.

    Raises:
        InputError: It cannot be read, or has no sheet 词表.
    """
    if path is None:
        return None, ()
    sheets = read_workbook(path)
    refuse_classified(sheets)
    findings: list[Finding] = []
    tables = sheets.by_role.get(WORDS_ROLE, ())
    if not tables:
        names = "、".join(table.sheet for table in sheets.tables)
        raise InputError(WORDS_MISSING.at(Place(file=str(path)), f"“{path.name}”里没有“词表”（现有：{names}）"))
    words = read_words(tables, findings)
    return words, tuple(finding.within(str(path)) for finding in findings)


__all__ = ["Exemptions", "Wording", "read_district_words", "read_wording"]
