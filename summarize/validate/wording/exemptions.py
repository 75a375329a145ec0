"""The sheet 豁免: what a unit has looked at and wants to hear no more of, with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.findings import Finding, Place, Rule, Severity
from summarize.language import Fault
from summarize.model.addresses import first_corner
from summarize.model.cells import Table
from summarize.model.quotation import quote
from summarize.model.records import Source
from summarize.model.vocabulary import normalize_key
from summarize.validate.fields import source_of
from summarize.validate.wording import rules

_CODE = re.compile(r"[A-Z]\d\d")


@dataclass(frozen=True, slots=True)
class Exemption:
    """One row: `code` is a rule's; `text` and `cell` narrow it, '' where they do not."""

    code: str
    text: str
    cell: str
    place: Place

    def covers(self, finding: Finding) -> bool:
        """Return whether `finding` is exempted by its rule, its cell and the words of its message."""
        return self._holds_for(finding.rule, finding.place) and self.text in finding.message

    def covers_fault(self, fault: Fault, text: str, place: Place) -> bool:
        """Return whether `fault` in the `text` of the cell at `place` is: it must lie in the exempted words."""
        return self._holds_for(fault.rule, place) and (not self.text or _lies_in(fault, text, self.text))

    def _holds_for(self, rule: Rule, place: Place) -> bool:
        return self.code == rule.code and (not self.cell or self.cell == _cell_key(str(place)))


class Exemptions:
    """The exemptions of a workbook; it keeps in mind how often each was used."""

    def __init__(self, exemptions: Iterable[Exemption] = ()) -> None:
        self._by_code: dict[str, list[Exemption]] = {}
        for exemption in exemptions:
            self._by_code.setdefault(exemption.code, []).append(exemption)
        self._used: Counter[Place] = Counter()
        self._left_out: Counter[str] = Counter()

    def leaves_out_fault(self, fault: Fault, text: str, place: Place) -> bool:
        """Return whether `fault` in the `text` of the cell at `place` is exempted, and count it; an error never is."""
        of_rule = self._by_code.get(fault.rule.code, ())
        if not of_rule or (fault.severity or fault.rule.severity) is Severity.ERROR:
            return False
        return self._count(fault.rule, [one for one in of_rule if one.covers_fault(fault, text, place)])

    def leaves_out(self, finding: Finding) -> bool:
        """Return whether `finding` is exempted, and count it; an error never is."""
        of_rule = self._by_code.get(finding.rule.code, ())
        if finding.is_error or not of_rule:
            return False
        return self._count(finding.rule, [one for one in of_rule if one.covers(finding)])

    def applied_to(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return those of `findings`, none of them on language, that are not exempted."""
        return [finding for finding in findings if not self.leaves_out(finding)]

    def summary(self, told: Iterable[Finding]) -> list[Finding]:
        """Return what is to be said of the exemptions when all was `told`: how many were used, and which were not."""
        errors = {finding.rule.code for finding in told if finding.is_error}
        every = [one for of_code in self._by_code.values() for one in of_code]
        said = [
            rules.EXEMPTION_OF_ERROR.at(one.place, f"“{one.code}”是错误，不能豁免")
            if one.code in errors
            else rules.EXEMPTION_UNUSED.at(one.place, f"豁免“{one.code}”没有用上")
            for one in every
            if one.place not in self._used
        ]
        if self._left_out:
            counts = "、".join(f"{code} {count}处" for code, count in sorted(self._left_out.items()))
            place = Place(sheet=every[0].place.sheet)
            said.append(rules.EXEMPTED.at(place, f"按这张表略过了{self._left_out.total()}处：{counts}"))
        return said

    def _count(self, rule: Rule, covering: Sequence[Exemption]) -> bool:
        self._used.update(exemption.place for exemption in covering)
        if covering:
            self._left_out[rule.code] += 1
        return bool(covering)


def read_exemptions(tables: Sequence[Table], codes: frozenset[str], findings: list[Finding]) -> Exemptions:
    """Return the rows of the sheets 豁免; `codes` are those of all rules. What does not count is told."""
    read = []
    for table in tables:
        for row in table.rows:
            code, reason = source_of(row.get("规则")), source_of(row.get("理由"))
            if code is None:
                continue
            found = _CODE.match(unicodedata.normalize("NFKC", code.raw).strip().upper())
            if found is None or found[0] not in codes:
                findings.append(rules.EXEMPTION_UNKNOWN.at(code.place, f"没有编号是“{quote(code.raw)}”的规则"))
            elif reason is None:
                findings.append(rules.EXEMPTION_WITHOUT_REASON.at(code.place, f"豁免“{found[0]}”没有写理由，不算数"))
            else:
                text, cell = source_of(row.get("文字")), source_of(row.get("位置"))
                read.append(Exemption(found[0], _said(text), _cell_key(_said(cell)), code.place))
    return Exemptions(read)


def _said(source: Source | None) -> str:
    return source.raw.strip() if source else ""


def _cell_key(cell: str) -> str:
    """Return `cell` (工作成效!$c$5) as a key: sheet and first corner."""
    sheet, mark, address = cell.replace("！", "!").rpartition("!")
    return (
        f"{normalize_key(sheet.strip(chr(39)))}!{first_corner(normalize_key(address))}" if mark else normalize_key(cell)
    )


def _lies_in(fault: Fault, text: str, words: str) -> bool:
    """Whether the fault touches an occurrence of `words`; only the stretch about the fault is searched."""
    start = max(fault.start - len(words), 0)
    found = text.find(words, start, fault.end + len(words))
    while found >= 0:
        if found <= fault.end and fault.start <= found + len(words):
            return True
        found = text.find(words, found + 1, fault.end + len(words))
    return False
