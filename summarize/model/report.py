"""The composed report: what will be printed, in order, before any template has a say in how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from summarize.findings import Place
from summarize.model.figures.indicators import Indicators
from summarize.model.periods import Period
from summarize.model.text import Text

NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its ordinal (`一、`, or '' when it carries none)."""

    number: str = ""
    title: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Item:
    """One item as printed.

    `lead` carries its 。; `body` is the rest of the first paragraph; `more` are further paragraphs.
    `style` is one of `vocabulary.ITEM_STYLES`; `level` is the level of its ordinal in GB/T 9704-2012
    7.3.3 (1 `一、` … 4 `（1）`), 0 without one. `rows` are the rows that it was composed of.
    """

    number: str
    lead: Text
    body: Text
    more: tuple[Text, ...] = ()
    style: str = "段首句"
    level: int = 0
    office: Text = NOTHING
    status: Text = NOTHING
    due: Text = NOTHING
    extra: Mapping[str, Text] = field(default_factory=dict)
    rows: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Subsection:
    """A 小类: its heading (level 2, or 3 in 三段式) and its items."""

    number: str
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A 板块: its heading, lead-in, subsections and the items that stand directly under it.

    A workbook without 板块 gives one section whose `title` is empty. `style` holds for all its items.
    """

    number: str
    title: Text
    lead_in: Text
    subsections: tuple[Subsection, ...]
    items: tuple[Item, ...]
    style: str


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One entry of the plan: an item (`items` empty), or in two levels a section with its items."""

    number: str
    lead: Text
    body: Text
    more: tuple[Text, ...] = ()
    items: tuple[Item, ...] = ()
    level: int = 1
    office: Text = NOTHING
    due: Text = NOTHING
    extra: Mapping[str, Text] = field(default_factory=dict)
    rows: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of 其他章节; `position` is one of `vocabulary.CHAPTER_PLACES`."""

    number: str
    title: Text
    paragraphs: tuple[Text, ...]
    position: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex table. `number` is `附件1`, or `附件` when there is only one."""

    number: str
    title: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of one unit for one period.

    `facts` holds every fact of `vocabulary.FACTS` ('' when absent) but 引言, whose paragraphs are
    `introduction`. `achievements_heading` and `plan_heading` have a title in 三段式 only;
    `annex_names` are the lines of 附件说明: as typed, else the titles of `annexes`.
    """

    unit: Text
    short_unit: Text
    year: int
    period: Period
    plan_period: Period
    structure: str
    title: Text
    kind_title: str
    """The default title without the unit: 2017年上半年工作总结和下半年工作计划."""
    facts: Mapping[str, Text]
    introduction: tuple[Text, ...]
    achievements_heading: Heading
    sections: tuple[Section, ...]
    problems_heading: Heading
    problems: tuple[Item, ...]
    plan_heading: Heading
    plan: tuple[PlanEntry, ...]
    requests_heading: Heading
    requests: tuple[Item, ...]
    chapters: tuple[Chapter, ...]
    annexes: tuple[Annex, ...]
    annex_names: tuple[Text, ...]
    is_sealed: bool
    signature: Text
    """署名 as printed in 落款; '' when it stands under the title or is absent."""
    signature_date: Text
    """成文日期 as 2017年7月5日; '' when absent. It is printed by 落款 unless 署名位置 is 题下."""
    indicators: Indicators
