"""板块 and 其他章节: how sections are printed, and chapters that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Row, Table
from summarize.model.records import ChapterRow, Records, SectionRow, Source, name_key
from summarize.model.vocabulary import CHAPTER_PLACES, ITEM_STYLES
from summarize.validate import rules
from summarize.validate.fields import FieldReader
from summarize.validate.outside import Surroundings, look_outside

DEFAULT_CHAPTER_PLACE = "成效后"


def read_sections(tables: Sequence[Table], year: int | None, findings: list[Finding]) -> tuple[SectionRow, ...]:
    """Read the rows of 板块 and add what is wrong with them to `findings`."""
    sections: list[SectionRow] = []
    seen: dict[tuple[str, object], Place] = {}
    readers = [FieldReader(table, year, findings) for table in tables if not table.missing_head]
    for reader, row in ((each, row) for each in readers for row in each.table.rows):
        section = None if row.is_unfilled else _read_section(row, reader)
        if section is None:
            continue
        place = reader.place(row, "名称")
        first = seen.setdefault((section.name, section.period), place)
        if first is not place:
            findings.append(
                rules.SECTION_TWICE.at(
                    place, f"板块“{reader.key(row, '名称')}”写了两次，另一处在{first}", related=(first,)
                )
            )
            continue
        sections.append(section)
    return tuple(sections)


def _read_section(row: Row, reader: FieldReader) -> SectionRow | None:
    name = reader.heading(row, "名称")
    if name is None:
        cell = row.get("名称")
        if cell is not None and cell.is_empty and cell.merged is None:
            reader.findings.append(
                rules.SECTION_BLANK.at(
                    cell.place, f"第{row.number}行没有写板块的名称，这一行没有用", "填上板块的名称；不用的行可以删去。"
                )
            )
        return None
    period = reader.period(row, needed=False)
    if period is None and reader.text(row, "时期") is not None:
        return None
    return SectionRow(
        name=name_key(name.raw),
        title=reader.heading(row, "标题") or name,
        lead_in=reader.heading(row, "引语"),
        order=reader.order(row),
        period=period,
        item_style=reader.choice(row, "事项样式", ITEM_STYLES),
    )


def read_chapters(
    tables: Sequence[Table], year: int | None, around: Surroundings, findings: list[Finding]
) -> tuple[ChapterRow, ...]:
    """Read the rows of 其他章节 and add what is wrong with them to `findings`."""
    readers = [
        FieldReader(table, year, findings, look_outside(table, around, year, findings, is_always=True))
        for table in tables
        if not table.missing_head
    ]
    chapters: list[ChapterRow] = []
    for reader, row in ((each, row) for each in readers for row in each.table.rows):
        if row.is_unfilled:
            continue
        title, content = reader.heading(row, "标题"), reader.heading(row, "内容")
        for column, source in (("标题", title), ("内容", content)):
            cell = row.get(column)
            if source is None and cell is not None and cell.is_empty and cell.merged is None:
                findings.append(
                    rules.CONTENT_MISSING.at(
                        cell.place, f"第{row.number}行的{column}为空", f"填上{column}；不要的章节，删去这一行。"
                    )
                )
        period = reader.period(row, needed=False)
        position = reader.choice(row, "位置", CHAPTER_PLACES) or DEFAULT_CHAPTER_PLACE
        if period is None and reader.text(row, "时期") is not None:
            continue
        chapters.append(
            ChapterRow(
                title or Source("", reader.place(row, "标题")),
                content or Source("", reader.place(row, "内容")),
                position,
                period,
            )
        )
    return tuple(chapters)


def check_sections_used(records: Records) -> Iterator[Finding]:
    """Yield an error when the sheet 板块 is filled and no row of 工作成效 names a section."""
    if records.sections and records.achievements and all(row.section is None for row in records.achievements):
        sheet = records.achievements[0].place.sheet
        yield rules.SECTIONS_UNUSED.at(
            Place(sheet=sheet), f"填了“板块”表，“{sheet}”里却没有一行写板块，报告会没有各板块的标题"
        )
