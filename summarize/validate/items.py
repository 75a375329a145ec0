"""工作成效, 存在问题, 工作计划 and 意见建议: one row, one item."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from summarize.findings import Finding, Place
from summarize.model.cells import CellKind, Row, Table
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Source, name_key
from summarize.model.vocabulary import (
    INCLUSIONS,
    MERGE_MODES,
    NOTHING_WORDS,
    STATUSES,
    near_names,
    normalize_key,
    template_name,
)
from summarize.validate import rules
from summarize.validate.fields import FieldReader, match_choice, source_of

_SENTENCE_END = re.compile("[。！？!?]")
_NOTHING_KEYS = frozenset(normalize_key(word) for word in NOTHING_WORDS)
_SERIAL_DAYS = range(36526, 73051)
"""Excel's numbers of the days from 2000-01-01 to 2099-12-31."""


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """How the rows of one kind of sheet are read."""

    role: str
    needs_content: bool
    needs_period: bool
    takes_nothing: bool
    """Whether 无 and its like mean that there is nothing to write."""
    has_sections: bool


ACHIEVEMENTS = ItemSheet("工作成效", needs_content=True, needs_period=True, takes_nothing=False, has_sections=True)
PROBLEMS = ItemSheet("存在问题", needs_content=False, needs_period=True, takes_nothing=True, has_sections=False)
PLANS = ItemSheet("工作计划", needs_content=True, needs_period=True, takes_nothing=True, has_sections=True)
REQUESTS = ItemSheet("意见建议", needs_content=False, needs_period=False, takes_nothing=True, has_sections=False)


def read_items(
    sheet: ItemSheet,
    table: Table | None,
    year: int | None,
    sections: Collection[str],
    findings: list[Finding],
) -> tuple[ItemRow, ...]:
    """Read the rows of `table` as items and add what is wrong with them to `findings`.

    `sections` are the names in the sheet 板块; empty when there is no such sheet.
    """
    if table is None or table.missing_head:
        return ()
    reader = FieldReader(table, year, findings)
    rows = [row for row in table.rows if not (sheet.takes_nothing and _says_nothing(row, reader))]
    if sheet.has_sections:
        _check_sections(rows, reader, sections)
    return tuple(item for row in rows if (item := _read_item(row, sheet, reader)))


def _says_nothing(row: Row, reader: FieldReader) -> bool:
    typed = [normalize_key(reader.key(row, column)) for column in ("事项", "内容")]
    filled = [text for text in typed if text]
    return bool(filled) and all(text.rstrip("。") in _NOTHING_KEYS for text in filled)


def _check_sections(rows: list[Row], reader: FieldReader, sections: Collection[str]) -> None:
    scopes: dict[str, list[Row]] = {}
    for row in rows:
        scopes.setdefault(_section_scope(row, reader), []).append(row)
    for together in scopes.values():
        blank = [row for row in together if not reader.key(row, "板块")]
        for row in blank if len(blank) < len(together) else ():
            reader.findings.append(
                rules.SECTION_BLANK.at(reader.place(row, "板块"), f"第{row.number}行没有写板块，别的行都有")
            )
    if reader.table.role != ACHIEVEMENTS.role or not sections:
        return
    known = list(sections)
    keys = {name_key(section) for section in known}
    for row in rows:
        name = reader.key(row, "板块")
        if name and name_key(name) not in keys:
            reader.findings.append(_unknown_section(name, known, reader.place(row, "板块")))


def _section_scope(row: Row, reader: FieldReader) -> str:
    """Return what the rows of one plan share: each plan may have sections or none."""
    return normalize_key(reader.key(row, "时期")) if reader.table.role == PLANS.role else ""


def _unknown_section(name: str, known: list[str], place: Place) -> Finding:
    near = near_names(name, known)
    hint = f"是否指“{near[0]}”？" if near else ""
    return rules.SECTION_UNKNOWN.at(
        place, f"“板块”表里没有“{name}”", f"{hint}可填：{'、'.join(known)}；新的板块先在“板块”表里加一行。"
    )


def _read_item(row: Row, sheet: ItemSheet, reader: FieldReader) -> ItemRow | None:
    period = reader.period(row, needed=sheet.needs_period)
    matter, lead = reader.heading(row, "事项"), reader.heading(row, "段首句")
    content = reader.heading(row, "内容")
    _check_due(row, reader)
    if matter is None and lead is None:
        _tell_missing_matter(row, content, reader)
    if content is None and sheet.needs_content and _is_plainly_empty(row, "内容"):
        reader.findings.append(rules.CONTENT_MISSING.at(reader.place(row, "内容"), f"第{row.number}行的内容为空"))
    merge_mode = reader.choice(row, "合并方式", MERGE_MODES)
    include = reader.choice(row, "入文", INCLUSIONS) or "是"
    order = reader.number(row, "序号")
    _check_status(row, reader)
    if period is None and (sheet.needs_period or reader.text(row, "时期") is not None):
        return None
    return ItemRow(
        identity=_identity(row, reader),
        matter=matter or Source("", reader.place(row, "事项")),
        content=content or Source("", reader.place(row, "内容")),
        period=period,
        number=row.number,
        place=reader.place(row, "事项"),
        section=reader.heading(row, "板块"),
        subsection=reader.heading(row, "小类"),
        lead=lead,
        brief=reader.text(row, "简要"),
        office=reader.text(row, "责任科室"),
        status=reader.text(row, "状态"),
        due=reader.text(row, "完成时限"),
        remark=reader.text(row, "备注"),
        order=order,
        merge_mode=merge_mode or _default_merge_mode(row, reader),
        include=include,
        extra=_extra(row, reader.table),
    )


def _is_plainly_empty(row: Row, column: str) -> bool:
    """Whether the field is empty, not an error value or a merged cell that is told elsewhere."""
    cell = row.get(column)
    return cell is not None and cell.is_empty and cell.kind is not CellKind.UNCOMPUTED and cell.merged is None


def _tell_missing_matter(row: Row, content: Source | None, reader: FieldReader) -> None:
    if not _is_plainly_empty(row, "事项"):
        return
    place = reader.place(row, "事项")
    if content is not None and _has_second_sentence(content.raw):
        reader.findings.append(
            rules.LEAD_FROM_CONTENT.at(place, f"第{row.number}行事项为空，取内容的第一句作段首句")
        )
    else:
        reader.findings.append(rules.MATTER_MISSING.at(place, f"第{row.number}行的事项为空"))


def _has_second_sentence(raw: str) -> bool:
    end = _SENTENCE_END.search(raw.strip())
    return end is not None and bool(raw.strip()[end.end() :].strip())


def _identity(row: Row, reader: FieldReader) -> str:
    if task := reader.key(row, "任务编号"):
        return f"#{normalize_key(task)}"
    matter = name_key(reader.key(row, "事项"))
    if not matter:
        return f"row {row.number}"
    return f"{name_key(reader.key(row, '板块'))}/{matter}"


def _default_merge_mode(row: Row, reader: FieldReader) -> str:
    return "替换" if reader.key(row, "状态") or reader.key(row, "完成率") else "接续"


def _check_status(row: Row, reader: FieldReader) -> None:
    source = reader.text(row, "状态")
    if source and match_choice(source.raw, STATUSES) is None:
        reader.findings.append(
            rules.STATUS_UNKNOWN.at(
                source.place, f"状态写的是“{source.raw.strip()}”", f"可选：{'、'.join(STATUSES)}；确要照印的可不理会。"
            )
        )


def _check_due(row: Row, reader: FieldReader) -> None:
    cell = row.get("完成时限")
    if cell and cell.kind is CellKind.NUMBER and cell.raw.isdigit() and int(cell.raw) in _SERIAL_DAYS:
        reader.findings.append(
            rules.DATE_AS_NUMBER.at(cell.place, f"“完成时限”一栏是数字 {cell.raw}，像是存成数字的日期")
        )


def _extra(row: Row, table: Table) -> MappingProxyType[str, Source]:
    """Return the fields of the columns that the program does not know, by their names in templates."""
    extra: dict[str, Source] = {}
    for column in table.columns:
        if not column.is_known and (name := template_name(column.name)):
            extra[name] = source_of(row[column.name]) or Source("", row[column.name].place)
    return MappingProxyType(extra)


def overlapping_rows(rows: tuple[ItemRow, ...]) -> list[tuple[ItemRow, ItemRow]]:
    """Return the pairs of rows of one item whose periods overlap and whose texts would both be printed.

    Each row is compared with the one before it by start, so the work stays near linear.
    """
    pairs: list[tuple[ItemRow, ItemRow]] = []
    latest: dict[str, ItemRow] = {}
    dated = [(row, row.period) for row in rows if row.period and row.merge_mode != "单列" and row.include != "否"]
    for row, period in sorted(dated, key=lambda pair: (pair[1].start, pair[0].number)):
        before = latest.get(row.identity)
        if before and before.period and before.period.overlaps(period):
            pairs.append((before, row))
        if before is None or before.period is None or period.end >= before.period.end:
            latest[row.identity] = row
    return pairs


def check_overlaps(rows: tuple[ItemRow, ...], findings: list[Finding]) -> None:
    """Add a warning for each pair of rows of one item whose periods overlap."""
    for before, row in overlapping_rows(rows):
        findings.append(
            rules.PERIODS_OVERLAP.at(
                row.place,
                f"“{row.matter.raw.strip()}”的时期{_name(row.period)}与{before.place}的{_name(before.period)}重叠",
                related=(before.place,),
            )
        )


def _name(period: Period | None) -> str:
    return period.full_name if period else ""
