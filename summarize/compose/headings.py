"""The ordinals of the report's top level, once it is known which parts there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarize.model.numbering import ordinal
from summarize.model.report import Chapter, Heading, Report, Section

_THREE_PARTS = "三段式"
_POSITIONS_BEFORE_PLAN = ("成效前", "成效后", "问题后")
_AFTER_PLAN = "计划后"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The ordinals of one level, given out in order; none at all where there is one member only."""

    marks: Iterator[str]

    @classmethod
    def of(cls, level: int, count: int) -> _Numbers:
        return cls(iter([ordinal(level, number) for number in range(1, count + 1)] if count > 1 else [""] * count))

    def take(self) -> str:
        return next(self.marks)


def number_headings(report: Report) -> Report:
    """Return `report` with its top level numbered.

    分块式: 一、二、三… run over the sections, the problems and the chapters before the plan; the plan is
    numbered anew and what follows it carries no ordinal. 三段式: 一、二、三… run over the parts, and the
    sections are （一）（二）….
    """
    return _number_three_parts(report) if report.structure == _THREE_PARTS else _number_blocks(report)


def _number_blocks(report: Report) -> Report:
    chapters = [chapter for chapter in report.chapters if chapter.position in _POSITIONS_BEFORE_PLAN]
    titled = [section for section in report.sections if section.title]
    numbers = _Numbers.of(1, len(chapters) + len(titled) + bool(report.problems))
    before = _number_chapters(report, "成效前", numbers)
    sections = tuple(_number_section(section, numbers) for section in report.sections)
    after = _number_chapters(report, "成效后", numbers)
    problems_heading = _number_heading(report.problems_heading, numbers)
    later = _number_chapters(report, "问题后", numbers)
    return replace(
        report,
        sections=sections,
        problems_heading=problems_heading,
        chapters=(*before, *after, *later, *_chapters_at(report, _AFTER_PLAN)),
    )


def _number_three_parts(report: Report) -> Report:
    headings = (report.achievements_heading, report.problems_heading, report.plan_heading, report.requests_heading)
    numbers = _Numbers.of(1, len(report.chapters) + sum(bool(heading.title) for heading in headings))
    before = _number_chapters(report, "成效前", numbers)
    achievements_heading = _number_heading(report.achievements_heading, numbers)
    after = _number_chapters(report, "成效后", numbers)
    problems_heading = _number_heading(report.problems_heading, numbers)
    later = _number_chapters(report, "问题后", numbers)
    plan_heading = _number_heading(report.plan_heading, numbers)
    last = _number_chapters(report, _AFTER_PLAN, numbers)
    section_numbers = _Numbers.of(2, sum(bool(section.title) for section in report.sections))
    return replace(
        report,
        achievements_heading=achievements_heading,
        sections=tuple(_number_section(section, section_numbers) for section in report.sections),
        problems_heading=problems_heading,
        plan_heading=plan_heading,
        requests_heading=_number_heading(report.requests_heading, numbers),
        chapters=(*before, *after, *later, *last),
    )


def _chapters_at(report: Report, position: str) -> tuple[Chapter, ...]:
    return tuple(chapter for chapter in report.chapters if chapter.position == position)


def _number_chapters(report: Report, position: str, numbers: _Numbers) -> tuple[Chapter, ...]:
    return tuple(replace(chapter, number=numbers.take()) for chapter in _chapters_at(report, position))


def _number_section(section: Section, numbers: _Numbers) -> Section:
    return replace(section, number=numbers.take()) if section.title else section


def _number_heading(heading: Heading, numbers: _Numbers) -> Heading:
    return replace(heading, number=numbers.take()) if heading.title else heading
