"""The length of a report against 字数上限 and 字数下限, counted as word processors count it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarize.findings import Finding, Place
from summarize.history import rules
from summarize.model.offices import leading_office
from summarize.model.quotation import quote
from summarize.model.records import Records
from summarize.model.report import Item, PlanEntry, Report, Section
from summarize.model.selection import rows_in_force

_MOST_LISTED = 8
_MOST, _FEWEST = "字数上限", "字数下限"
_COUNTED = re.compile(r"[!-~]+|[^\s!-~]")
"""What Word counts as one: a 汉字 or Chinese mark, or a run of Latin letters, digits and their marks."""
_NO_OFFICE = "未写科室"

_Add = Callable[[str, Iterable[str]], None]
_AddItems = Callable[[str, Iterable[Item | PlanEntry]], None]


def count_words(text: str) -> int:
    """Return 字数 of `text` as Word and WPS count it."""
    return sum(1 for _ in _COUNTED.finditer(text))


@dataclass(frozen=True, slots=True)
class Shares:
    """The 字数 of a report: in all, by the parts in which it is printed, and by leading office."""

    total: int
    parts: Mapping[str, int]
    offices: Mapping[str, int]


def measure(report: Report) -> Shares:
    """Return the 字数 of the text of `report`, without title, 版头, 落款, 版记 and annexes."""
    parts: dict[str, int] = {}
    offices: dict[str, int] = {}

    def add(part: str, texts: Iterable[str]) -> None:
        parts[part] = parts.get(part, 0) + sum(map(count_words, texts))

    def add_items(part: str, items: Iterable[Item | PlanEntry]) -> None:
        for item in items:
            words = sum(map(count_words, (item.number, item.lead, item.body, *item.more)))
            parts[part] = parts.get(part, 0) + words
            office = leading_office(item.office) or _NO_OFFICE
            offices[office] = offices.get(office, 0) + words

    add("引言", (report.facts.get("称谓", ""), *report.introduction))
    add("工作成效", _heading(report.achievements_heading.number, report.achievements_heading.title))
    for section in report.sections:
        _add_section(section, add, add_items)
    add(
        "存在的问题",
        (*_heading(report.problems_heading.number, report.problems_heading.title), report.facts["问题引语"]),
    )
    add_items("存在的问题", report.problems)
    add("工作计划", (*_heading(report.plan_heading.number, report.plan_heading.title), report.facts["计划引语"]))
    for entry in report.plan:
        if entry.items:
            add("工作计划", (entry.number, entry.lead))
            add_items("工作计划", entry.items)
        else:
            add_items("工作计划", (entry,))
    add("意见建议", _heading(report.requests_heading.number, report.requests_heading.title))
    add_items("意见建议", report.requests)
    for chapter in report.chapters:
        add(str(chapter.title), (chapter.number, chapter.title, *chapter.paragraphs))
    add("结束语", (report.facts["结束语"],))
    return Shares(sum(parts.values()), {part: words for part, words in parts.items() if words}, offices)


def _heading(number: str, title: str) -> tuple[str, ...]:
    return (number, title) if title else ()


def _add_section(section: Section, add: _Add, add_items: _AddItems) -> None:
    name = str(section.title) or "工作成效"
    add(name, (section.number, section.title, section.lead_in))
    add_items(name, section.items)
    for subsection in section.subsections:
        add(name, (subsection.number, subsection.title))
        add_items(name, subsection.items)


def has_limits(records: Records) -> bool:
    """Return whether any limit is written, so that the report has to be composed for it."""
    return any(fact.name in (_MOST, _FEWEST) for fact in records.facts)


def check_length(report: Report, records: Records) -> Iterator[Finding]:
    """Yield that the report is longer or shorter than its limits, and what makes up its length."""
    facts = rows_in_force(records.facts, report.period)
    limits = {name: fact.value for name in (_MOST, _FEWEST) for fact in facts.get(name, ())}
    shares: Shares | None = None
    for name, source in limits.items():
        limit = _number(source.raw)
        if limit is None:
            continue
        shares = shares or measure(report)
        excess = shares.total - limit if name == _MOST else limit - shares.total
        if excess > 0:
            word = "超出" if name == _MOST else "不到"
            message = f"正文{shares.total}字，{word}{name}{limit}字，{'多' if name == _MOST else '少'}{excess}字"
            yield rules.LENGTH_OUT_OF_LIMITS.at(source.place, message)
            yield from _tell_shares(shares, source.place)
            return


def _number(raw: str) -> int | None:
    digits = raw.strip().replace(",", "").replace("，", "").split(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def _tell_shares(shares: Shares, place: Place) -> Iterator[Finding]:
    yield rules.LENGTH_SHARES.at(place, f"各部分字数：{_listed(shares.parts, shares.total)}")
    if len(shares.offices) > 1:
        total = sum(shares.offices.values())
        yield rules.LENGTH_SHARES.at(place, f"各科室字数：{_listed(shares.offices, total)}")


def _listed(counts: Mapping[str, int], total: int) -> str:
    longest = sorted(counts.items(), key=lambda pair: -pair[1])
    shown = [f"{quote(name)}{words}字（{round(100 * words / total)}%）" for name, words in longest[:_MOST_LISTED]]
    return "、".join(shown) + (f"等{len(longest)}处" if len(longest) > _MOST_LISTED else "")
