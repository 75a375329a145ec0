"""What an office is asked: for nothing that the unit itself has, and in no words of our command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarize.findings import Finding
from summarize.validate.content_rules import NOTHING_FILLED
from summarize.validate.figures.rules import RELATION_UNCHECKED, RELATION_UNREADABLE
from summarize.validate.rules import FACT_MISSING, SHEET_MISSING

_COMMAND = re.compile(
    r"summarize (?:init|import|check|generate|merge|next|template|doctor)\b"
    r"|--(?:period|output|unit|annotate|draft|verbose|template|format|stage|brief)\b"
)
_PERIOD_ASKED = "--period"
_NEED_NOT_HAVE = "科室报来汇总的表可以没有，不必理会。"


@dataclass(frozen=True, slots=True)
class OfficeShare:
    """Of what was found in a workbook, what its office is asked, and why the rest is not its own."""

    asked: tuple[Finding, ...]
    is_blank: bool
    lacks_facts: bool
    has_relations_of_unit: bool

    @property
    def reason(self) -> str:
        """Why nothing goes back when nothing is asked."""
        if self.is_blank:
            return "还没有填写，没有可退回的"
        if self.lacks_facts and self.has_relations_of_unit:
            return "只缺“基本信息”和“核对”用到的指标，汇总时用单位的，不退回"
        if self.lacks_facts:
            return "只缺“基本信息”，汇总时用单位的，不退回"
        if self.has_relations_of_unit:
            return "只缺“核对”用到的指标，汇总后再核对，不退回"
        return "没有要改的，不必退回"


def share_of_office(findings: Iterable[Finding]) -> OfficeShare:
    """Return what of `findings` an office is asked, reworded for people who have no program of ours.

    基本信息 and the relations between the figures of several offices are the unit's own.
    """
    found = list(findings)
    facts = [finding for finding in found if _is_of_facts(finding)]
    relations = [finding for finding in found if _is_of_other_offices(finding)]
    left = {*facts, *relations}
    asked = tuple(_in_words_of_offices(finding) for finding in found if finding not in left)
    is_blank = any(finding.rule is NOTHING_FILLED for finding in found)
    return OfficeShare(asked, is_blank, bool(facts), bool(relations))


def with_word_to_offices(finding: Finding) -> Finding:
    """Return `finding`, where it misses 基本信息, with the word that an office's workbook need not have it."""
    if finding.rule is SHEET_MISSING and _is_of_facts(finding):
        return replace(finding, suggestion=f"{finding.suggestion}{_NEED_NOT_HAVE}")
    return finding


def _is_of_facts(finding: Finding) -> bool:
    return finding.rule is FACT_MISSING or (finding.rule is SHEET_MISSING and "没有“基本信息”表" in finding.message)


def _is_of_other_offices(finding: Finding) -> bool:
    """Return whether a relation needs what this workbook does not have; other workbooks may."""
    return finding.rule is RELATION_UNCHECKED or (finding.rule is RELATION_UNREADABLE and "没有叫“" in finding.message)


def _in_words_of_offices(finding: Finding) -> Finding:
    suggestion = _without_commands(finding.suggestion) or _without_commands(finding.rule.remedy) or "请核对后改正。"
    message = finding.message.replace(_PERIOD_ASKED, "这次要报的时期")
    if (message, suggestion) == (finding.message, finding.suggestion):
        return finding
    return replace(finding, message=message, suggestion=suggestion)


def _without_commands(text: str) -> str:
    """Return `text` without the clauses that tell what to type."""
    if not _COMMAND.search(text):
        return text
    sentences = (_drop_clauses(sentence) for sentence in text.split("。"))
    return "".join(f"{sentence}。" for sentence in sentences if sentence)


def _drop_clauses(sentence: str) -> str:
    parts = (_drop(part, "，") for part in sentence.split("；"))
    return "；".join(part for part in parts if part)


def _drop(text: str, mark: str) -> str:
    return mark.join(clause for clause in text.split(mark) if not _COMMAND.search(clause))
