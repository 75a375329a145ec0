"""The sheet 豁免: what a unit has looked at and wants to hear no more of, with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
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

_CODE = re.compile(r"([A-Z]\d\d)(?:\s[^A-Z]*)?")
"""A code, and behind a blank what words the user likes; a second code is not read past."""


_Spot = tuple[Place, int | str | None]
"""A cell, and where or what in it was left out; `None` for its text as printed."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """One row: `code` is a rule's; `text` and `cell` narrow it, '' where they do not.

    `is_of_error` says that what the rule finds is an error, which no row exempts.
    """

    code: str
    text: str
    cell: str
    place: Place
    is_of_error: bool = False

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
        self._used: set[Place] = set()
        self._refused: set[Place] = set()
        self._left_out: dict[str, set[_Spot]] = {}

    def leaves_out_fault(self, fault: Fault, text: str, place: Place, *, is_printed: bool = False) -> bool:
        """Return whether `fault` in the `text` of the cell at `place` is exempted, and count it; an error never is.

        Of a `text` that `is_printed`, which reads otherwise in each period, the cell counts once.
        """
        of_rule = self._by_code.get(fault.rule.code)
        if not of_rule:
            return False
        covering = [one for one in of_rule if one.covers_fault(fault, text, place)]
        is_error = (fault.severity or fault.rule.severity) is Severity.ERROR
        return self._count(fault.rule, covering, (_at(place), None if is_printed else fault.start), is_error=is_error)

    def leaves_out(self, finding: Finding) -> bool:
        """Return whether `finding` is exempted, and count it; an error never is."""
        of_rule = self._by_code.get(finding.rule.code)
        if not of_rule:
            return False
        covering = [one for one in of_rule if one.covers(finding)]
        return self._count(finding.rule, covering, (_at(finding.place), finding.message), is_error=finding.is_error)

    def applied_to(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return those of `findings`, none of them on language, that are not exempted."""
        return [finding for finding in findings if not self.leaves_out(finding)]

    def summary(self, *, is_whole: bool) -> list[Finding]:
        """Return what is to be said of the exemptions in the end: how many were used, and which were not.

        Unless the whole workbook was read (`is_whole`), those that were not used may hold for other periods.
        """
        every = [one for of_code in self._by_code.values() for one in of_code]
        said = []
        for one in every:
            if one.place in self._used:
                continue
            if one.place in self._refused:
                said.append(rules.EXEMPTION_OF_ERROR.at(one.place, f"“{one.code}”是错误，不能豁免"))
            elif is_whole:
                also = "；它是错误，有了也不能豁免" if one.is_of_error else ""
                said.append(rules.EXEMPTION_UNUSED.at(one.place, f"豁免“{one.code}”没有用上{also}"))
        if self._left_out:
            told = {code: _count_of(spots) for code, spots in sorted(self._left_out.items())}
            counts = "、".join(f"{code} {count}处" for code, count in told.items())
            place = Place(sheet=every[0].place.sheet)
            said.append(rules.EXEMPTED.at(place, f"按这张表略过了{sum(told.values())}处：{counts}"))
        return said

    def _count(self, rule: Rule, covering: Sequence[Exemption], spot: _Spot, *, is_error: bool) -> bool:
        if not covering:
            return False
        (self._refused if is_error else self._used).update(exemption.place for exemption in covering)
        if not is_error:
            self._left_out.setdefault(rule.code, set()).add(spot)
        return not is_error


def _at(place: Place) -> Place:
    return Place(sheet=place.sheet, cell=place.cell)


def _count_of(spots: set[_Spot]) -> int:
    """Return how many spots there are; a cell as printed adds nothing to what was seen in the cell itself."""
    seen = {place for place, what in spots if what is not None}
    return sum(1 for place, what in spots if what is not None or place not in seen)


def read_exemptions(tables: Sequence[Table], severities: Mapping[str, Severity], findings: list[Finding]) -> Exemptions:
    """Return the rows of the sheets 豁免; `severities` are those of all codes. What does not count is told."""
    read = []
    for table in tables:
        for row in table.rows:
            code, reason = source_of(row.get("规则")), source_of(row.get("理由"))
            if code is None:
                continue
            found = _CODE.fullmatch(unicodedata.normalize("NFKC", code.raw).strip().upper())
            if found is None or found[1] not in severities:
                findings.append(rules.EXEMPTION_UNKNOWN.at(code.place, f"没有编号是“{quote(code.raw)}”的规则"))
            elif reason is None:
                findings.append(rules.EXEMPTION_WITHOUT_REASON.at(code.place, f"豁免“{found[1]}”没有写理由，不算数"))
            else:
                text, cell = source_of(row.get("文字")), source_of(row.get("位置"))
                is_of_error = severities[found[1]] is Severity.ERROR
                read.append(Exemption(found[1], _said(text), _cell_key(_said(cell)), code.place, is_of_error))
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
