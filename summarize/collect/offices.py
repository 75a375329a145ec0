"""Which office a workbook comes from, and by which names offices are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from summarize.collect.rows import CarriedRow
from summarize.model.offices import leading_office
from summarize.model.vocabulary import normalize_key

_LABELLED = re.compile(r"(?:填报|报送|填表|责任)?科室\s*[：:]\s*(?P<name>[^\s：:（(]+)")
_OFFICE_WORD = re.compile(r"[\u4e00-\u9fff]{1,12}(?:科|科室|股|室|处|办|队|站|所|中心|局|部|委|组)")
_SAME_AS_ABOVE = re.compile(r"\(?同上[行条项栏格]?\)?。?|〃|[″\"]")
_OTHER_WORDS = re.compile(
    r"[^\u4e00-\u9fff]+|年度?|第?[一二三四]季度?|[上下]半年|前三季度|全年|[一二三四五六七八九十]+月份?"
    r"|季度|月份?|工作|总结|计划|台账|报送|上报|填报|情况|表|重点|完成|推进|数据|汇总|材料|关于|的"
)


def named_office(text: str) -> str:
    """Return the office that a cell names, the leading one of several; '' for what points at another row."""
    return "" if _SAME_AS_ABOVE.fullmatch(normalize_key(text)) else leading_office(text)


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of the sheet 责任科室, found by full or short name."""

    rows: tuple[CarriedRow, ...] = ()
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, str] = {}
        for column in ("科室", "简称"):
            for row in self.rows:
                if row.key(column):
                    names.setdefault(row.key(column), row.text("科室") or row.text(column))
        object.__setattr__(self, "_names", names)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def called(self, name: str) -> str | None:
        """Return the full name of the office called `name`, `None` when it is not listed."""
        return self._names.get(normalize_key(name)) if name else None

    def signing(self, unit: str) -> str | None:
        """Return the office that calls itself `unit`: its own name, alone or behind its unit's."""
        if own := self.called(unit):
            return own
        key = normalize_key(unit)
        found = [name for name in self._names if key.endswith(name)]
        return self._names[max(found, key=len)] if found else None

    def within(self, text: str) -> str | None:
        """Return the office whose name stands in `text`; of several the one with the longest name."""
        key = normalize_key(text)
        found = [name for name in self._names if name in key]
        return self._names[max(found, key=len)] if found else None


def find_sender(
    file: str, titles: Sequence[str], units: Iterable[str], rows: Sequence[CarriedRow], known: Offices
) -> str:
    """Return the office that sent a workbook, '' when nothing tells it.

    It is looked for in the title rows (填报科室：…), in 单位名称 where that is an office, in the file's name,
    in the words of the title rows, and at last in the rows, if all name the same one.
    """
    for title in titles:
        if match := _LABELLED.search(title):
            return known.called(match["name"]) or match["name"]
    for unit in units:
        if office := known.signing(unit):
            return office
    stem = PurePath(file).stem
    if office := next((found for text in (stem, *titles) if (found := known.within(text))), None):
        return office
    own = {named_office(row.text("责任科室")) for row in rows}
    if len(own) == 1 and (name := own.pop()):
        return known.called(name) or name
    words = [word for word in _OTHER_WORDS.split(stem) if _OFFICE_WORD.fullmatch(word)]
    return max(words, key=len, default="") if not known else ""
