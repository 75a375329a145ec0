"""What validation hands to composition: the workbook's rows as records that know their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from summarize.findings import Place
from summarize.model.figures.indicators import Indicators
from summarize.model.numbering import strip_ordinal
from summarize.model.periods import Period
from summarize.model.vocabulary import normalize_key

Order = tuple[int, ...]
"""A 序号, part by part: 1.2 is (1, 2) and comes before 1.10, which is (1, 10)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A cell's raw text and the cell; offsets of fragments count in `raw`."""

    raw: str
    place: Place

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written there."""
        return not self.raw.strip()


@lru_cache(maxsize=4096)
def name_key(raw: str) -> str:
    """Return what tells the names of sections, subsections and items apart.

    Width, white space, invisible characters and an ordinal typed at the head make no difference.
    """
    length, _ = strip_ordinal(raw)
    return normalize_key(raw[length:])


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of 基本信息; without a period it holds for every report."""

    name: str
    value: Source
    period: Period | None


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One row of 板块: how a section is printed, always or in one period; `name` is a `name_key`."""

    name: str
    title: Source
    lead_in: Source | None
    order: Order | None
    period: Period | None
    item_style: str | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of 工作成效, 存在问题, 工作计划 or 意见建议, or what a row of 重点工作 tells of one period.

    `identity` tells rows of the same item from others. `merge_mode` is one of
    `vocabulary.MERGE_MODES`, already defaulted. Only rows of 意见建议 may lack a period: they are
    printed in every report. `include` is one of `vocabulary.INCLUSIONS`. `section_place` is the
    cell of 板块, filled or not, `period_place` that of 时期. `extra` holds the columns that
    the program does not know. `place` is the cell by which the row is named in messages; `number` is
    the row as Excel shows it; `position` orders the rows of a workbook, whatever sheet they stand in.
    """

    identity: str
    matter: Source
    content: Source
    period: Period | None
    number: int
    place: Place
    position: int = 0
    section: Source | None = None
    section_place: Place | None = None
    subsection: Source | None = None
    lead: Source | None = None
    brief: Source | None = None
    office: Source | None = None
    status: Source | None = None
    due: Source | None = None
    remark: Source | None = None
    order: Order | None = None
    merge_mode: str = "接续"
    include: str = "是"
    extra: Mapping[str, Source] = field(default_factory=dict)
    period_place: Place | None = None

    @property
    def section_key(self) -> str:
        """The key of the section's name; '' without one."""
        return name_key(self.section.raw) if self.section else ""


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """One row of 其他章节; `position` is one of `vocabulary.CHAPTER_PLACES`."""

    title: Source
    content: Source
    position: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row of an annex table; without a period it is printed in every report.

    `period_text` is its field in the 时期 column, `None` in a table without one.
    """

    cells: tuple[Source, ...]
    period: Period | None
    period_text: Source | None = None


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One sheet 附件…; `head` and the cells of its rows leave the 时期 column out.

    `period_index` is where that column stands among the others, `period_head` its head.
    """

    title: Source
    head: tuple[Source, ...]
    rows: tuple[AnnexRow, ...]
    period_head: Source | None = None
    period_index: int = 0


@dataclass(frozen=True, slots=True)
class Records:
    """A validated workbook.

    `default_period` is the one of an achievement that ends last, of several the longest; `None` when no row
    of them has a period. `content_hash` is a SHA-256 over all cells, whatever the file's kind or name.
    """

    unit: str
    year: int | None
    facts: tuple[Fact, ...]
    sections: tuple[SectionRow, ...]
    achievements: tuple[ItemRow, ...]
    problems: tuple[ItemRow, ...]
    plans: tuple[ItemRow, ...]
    requests: tuple[ItemRow, ...]
    chapters: tuple[ChapterRow, ...]
    annexes: tuple[AnnexTable, ...]
    indicators: Indicators
    default_period: Period | None
    content_hash: str

    def with_default_period(self, period: Period | None) -> Records:
        """Return the same records with `period` as the default period."""
        return replace(self, default_period=period)
