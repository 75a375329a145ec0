"""工作成效, 存在问题, 工作计划 and 意见建议: one row, one item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.findings import Finding, Severity
from summarize.model.cells import CellKind, Row, Table
from summarize.model.dates import date_of_serial, format_date
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Source, name_key
from summarize.model.vocabulary import (
    INCLUSIONS,
    MERGE_MODES,
    NOTHING_WORDS,
    STATUSES,
    near_names,
    normalize_key,
    sheet_spec,
)
from summarize.validate import rules
from summarize.validate.fields import FieldReader, match_choice, source_of
from summarize.validate.heads import head_place, missing_column_hint
from summarize.validate.outside import Surroundings, look_outside

_FIRST_SENTENCE = re.compile(r"[^。！？!?\r\n]*(?:[。！？!?][”’）]*|[\r\n])")
_LEFT_OUT = "否"
_MOST_LISTED = 12
_MOST_COMPARED = 100
"""Names among which a near one is looked for: comparing every row with as many would take too long."""
_NO_PROBLEM = re.compile(
    "(?:目前|暂时|本季度|本月|本期)?(?:暂?无|没有|暂没有|未发现)(?:明显|突出|重大|其他|存在)?的?问题"
)
_ELSEWHERE = re.compile(r"[(\[]?(?:略|省略|(?:详见|见|同)附[件表]\S{0,2}|待补充?|待定|/+|\\+|[.…]+)[)\]]?")
_NOTHING_KEYS = frozenset(normalize_key(word) for word in NOTHING_WORDS)


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
    tables: Sequence[Table],
    year: int | None,
    around: Surroundings,
    findings: list[Finding],
    *,
    sections: Sequence[str],
) -> tuple[ItemRow, ...]:
    """Read the rows of `tables` as items, one after another, and add what is wrong with them to `findings`.

    `sections` are the names in the sheet 板块; empty when there is no such sheet.
    """
    items: list[ItemRow] = []
    readers = [_reader_of(sheet, table, year, around, findings) for table in tables if not table.missing_head]
    for reader in readers:
        table = reader.table
        rows = [row for row in table.rows if not row.is_unfilled]
        if sheet.takes_nothing:
            rows = [row for row in rows if not _says_nothing(row, reader)]
        is_undated = table.column("时期") is None and not all("时期" in row.bands for row in rows)
        if sheet.needs_period and rows and is_undated and reader.outside.period is None:
            findings.append(_no_period_column(table))
        for row in rows:
            item = _read_item(row, len(items), sheet, reader)
            if item:
                items.append(item)
    if sheet.has_sections and readers:
        check_item_sections(items, readers[0], sections, is_plan=sheet is PLANS)
    return tuple(items)


def _reader_of(
    sheet: ItemSheet, table: Table, year: int | None, around: Surroundings, findings: list[Finding]
) -> FieldReader:
    is_always = not sheet.needs_period
    outside = look_outside(table, around, year, findings, is_plan=sheet is PLANS, is_always=is_always)
    return FieldReader(table, year, findings, outside)


def means_nothing(source: Source | None) -> bool:
    """Return whether a field says that there is nothing: 无, 暂无, 不涉及, 无明显问题."""
    if source is None:
        return False
    key = normalize_key(source.raw).rstrip("。")
    return key in _NOTHING_KEYS or _NO_PROBLEM.fullmatch(key) is not None


def _tell_empty_words(content: Source | None, sheet: ItemSheet, reader: FieldReader) -> None:
    """Tell a 内容 that is no content: 略, 详见附件; 无 where it is printed."""
    if content is None:
        return
    if _ELSEWHERE.fullmatch(normalize_key(content.raw).rstrip("。")) or (
        not sheet.takes_nothing and means_nothing(content)
    ):
        message = f"内容写的是“{quote(content.raw.strip())}”，会照样印出"
        reader.findings.append(rules.CONTENT_SAYS_NOTHING.at(content.place, message))


def _says_nothing(row: Row, reader: FieldReader) -> bool:
    """Return whether the row says 无; that a matter stands beside it is told."""
    matter, content = reader.text(row, "事项"), reader.text(row, "内容")
    if not means_nothing(content):
        return content is None and reader.text(row, "段首句") is None and means_nothing(matter)
    if matter is not None and not means_nothing(matter):
        reader.findings.append(
            rules.NOTHING_BESIDE_MATTER.at(
                reader.place(row, "内容"),
                f"“{quote(matter.raw)}”的内容写的是“{quote(reader.key(row, '内容'))}”，这一行当作没有，不写进报告",
            )
        )
    return True


def _no_period_column(table: Table) -> Finding:
    spec = sheet_spec(table.role or "")
    column = spec.column("时期") if spec else None
    hint = missing_column_hint(table, "时期", ("时间", *(column.synonyms if column else ())))
    if not hint.startswith("是否指"):
        hint = f"在第{table.head_row}行表头补上“时期”一列，或在标题行写明时期，或用 --period 指定。"
    message = f"“{table.sheet}”没有“时期”列，标题行、表名、文件名里也没有写，不知道各行属于哪一期"
    return rules.PERIOD_MISSING.at(head_place(table), message, hint)


def check_item_sections(
    items: Sequence[ItemRow], reader: FieldReader, sections: Sequence[str], *, is_plan: bool = False
) -> None:
    """Tell which of `items` have no 板块 where others have one, or one that the sheet 板块 does not know.

    Each plan may have sections or none.
    """
    scopes: dict[Period | None, list[ItemRow]] = {}
    for item in items:
        scopes.setdefault(item.period if is_plan else None, []).append(item)
    for together in scopes.values():
        reader.findings.extend(find_blank_sections(together))
    known = frozenset(sections)
    for item in items:
        if known and item.section and item.section_key not in known and item.include != _LEFT_OUT:
            near = near_names(item.section_key, sections[:_MOST_COMPARED])
            if near or not is_plan:
                reader.findings.append(_unknown_section(item.section, near, sections, is_plan=is_plan))


def find_blank_sections(items: Sequence[ItemRow]) -> list[Finding]:
    """Return an error for each of `items` without 板块, if others of them have one."""
    printed = [item for item in items if item.include != _LEFT_OUT]
    blank = [item for item in printed if item.section is None]
    if len(blank) == len(printed):
        return []
    return [
        rules.SECTION_BLANK.at(item.section_place or item.place, f"第{item.number}行没有写板块，别的行写了")
        for item in blank
    ]


def _unknown_section(section: Source, near: Sequence[str], known: Sequence[str], *, is_plan: bool) -> Finding:
    message = f"“板块”表里没有“{quote(section.raw)}”"
    hint = f"是否指“{near[0]}”？" if near else ""
    if is_plan:
        suggestion = f"{hint}是的话改成这个名称；计划另分板块的，不必改。"
        return rules.SECTION_UNKNOWN.at(section.place, message, suggestion, severity=Severity.WARNING)
    listed = "、".join(known[:_MOST_LISTED]) + ("等" if len(known) > _MOST_LISTED else "")
    suggestion = f"{hint}可填：{listed}；新的板块先在“板块”表里加一行。"
    return rules.SECTION_UNKNOWN.at(section.place, message, suggestion)


def _read_item(row: Row, position: int, sheet: ItemSheet, reader: FieldReader) -> ItemRow | None:
    include = reader.choice(row, "入文", INCLUSIONS) or "是"
    if include == _LEFT_OUT:
        # What is wrong with a row that is not printed does no harm.
        reader = replace(reader, findings=[])
    period = reader.period(row, needed=sheet.needs_period)
    matter, lead = reader.heading(row, "事项"), reader.heading(row, "段首句")
    if sheet.takes_nothing and means_nothing(matter):
        matter = None
    content = reader.heading(row, "内容")
    _tell_empty_words(content, sheet, reader)
    check_due(row, reader)
    if matter is None and lead is None:
        _tell_missing_matter(row, content, sheet, reader)
    if content is None and sheet.needs_content and _is_plainly_empty(row, "内容"):
        reader.findings.append(rules.CONTENT_MISSING.at(reader.place(row, "内容"), f"第{row.number}行的内容为空"))
    merge_mode = reader.choice(row, "合并方式", MERGE_MODES)
    order = reader.order(row)
    status = reader.text(row, "状态")
    _check_status(status, reader)
    if period is None and (sheet.needs_period or reader.text(row, "时期") is not None):
        return None
    return ItemRow(
        identity=item_identity(row, matter, reader),
        matter=matter or Source("", reader.place(row, "事项")),
        content=content or Source("", reader.place(row, "内容")),
        period=period,
        number=row.number,
        position=position,
        place=reader.place(row, "事项"),
        section=reader.heading(row, "板块"),
        section_place=reader.place(row, "板块"),
        subsection=reader.heading(row, "小类"),
        lead=lead,
        brief=reader.heading(row, "简要"),
        office=reader.text(row, "责任科室"),
        status=status,
        due=reader.text(row, "完成时限"),
        remark=remark_of(row, reader),
        order=order,
        merge_mode=merge_mode or ("替换" if status or reader.text(row, "完成率") else "接续"),
        include=include,
        extra=extra_fields(row, reader),
        period_place=reader.place(row, "时期"),
    )


def _is_plainly_empty(row: Row, column: str) -> bool:
    """Whether the field is empty, not an error value or a merged cell that is told elsewhere."""
    cell = row.get(column)
    return cell is not None and cell.is_empty and cell.merged is None


def remark_of(row: Row, reader: FieldReader) -> Source | None:
    """Return 备注, `None` where it says nothing."""
    remark = reader.text(row, "备注")
    return None if means_nothing(remark) else remark


def _tell_missing_matter(row: Row, content: Source | None, sheet: ItemSheet, reader: FieldReader) -> None:
    if reader.text(row, "事项") is None and not _is_plainly_empty(row, "事项"):
        return
    place = reader.place(row, "事项")
    if content is not None and (_has_second_sentence(content.raw) or not sheet.needs_content):
        reader.findings.append(rules.LEAD_FROM_CONTENT.at(place, f"第{row.number}行没有事项，取内容的第一句作段首句"))
    else:
        reader.findings.append(rules.MATTER_MISSING.at(place, f"第{row.number}行的事项为空"))


def _has_second_sentence(raw: str) -> bool:
    """Return whether text is left for the item behind the sentence that leads it."""
    first = _FIRST_SENTENCE.match(raw.strip())
    return first is not None and bool(raw.strip()[first.end() :].strip())


def item_identity(row: Row, matter: Source | None, reader: FieldReader) -> str:
    """Return what tells the rows of one item from others: 任务编号, else 板块 and 事项."""
    if task := reader.key(row, "任务编号"):
        return f"#{normalize_key(task)}"
    name = name_key(matter.raw) if matter else ""
    if not name:
        return f"row {row.number}"
    # No key holds white space, so nothing that is typed can make two items one.
    return f"{name_key(reader.key(row, '板块'))}\n{name}"


def _check_status(source: Source | None, reader: FieldReader) -> None:
    if source and match_choice(source.raw, STATUSES) is None:
        reader.findings.append(
            rules.STATUS_UNKNOWN.at(
                source.place,
                f"状态写的是“{quote(source.raw)}”，不在可选的写法里",
                f"可选：{'、'.join(STATUSES)}；确要照印的可不理会。",
            )
        )


def check_due(row: Row, reader: FieldReader) -> None:
    """Tell a 完成时限 that seems to be a date stored as a number."""
    cell = row.get("完成时限")
    if cell and cell.kind is CellKind.NUMBER and (day := date_of_serial(cell.raw)):
        message = f"“完成时限”一栏是数字 {cell.raw}，像是存成数字的日期（{format_date(day)}）"
        suggestion = f"是日期的，把单元格格式改成日期，或直接写“{format_date(day)}”。"
        reader.findings.append(rules.DATE_AS_NUMBER.at(cell.place, message, suggestion))


_OFFERED_COLUMNS = frozenset({"完成率", "备注"})


def extra_fields(row: Row, reader: FieldReader, offered: frozenset[str] = _OFFERED_COLUMNS) -> Mapping[str, Source]:
    """Return the fields that only templates print, by their names there: the workbook's own and those `offered`."""
    extra: dict[str, Source] = {}
    for column, name in reader.columns_for_templates(offered):
        cell = row[column]
        extra[name] = source_of(cell) or Source("", cell.place)
    return extra


def overlapping_rows(rows: tuple[ItemRow, ...]) -> list[tuple[ItemRow, ItemRow]]:
    """Return pairs of rows of one item whose periods overlap: each row with one that begins before it.

    That one is the row that reaches farthest, so every row that overlaps an earlier one is found and
    the work stays near linear.
    """
    pairs: list[tuple[ItemRow, ItemRow]] = []
    latest: dict[str, ItemRow] = {}
    dated = [(row, row.period) for row in rows if row.period and row.merge_mode != "单列" and row.include != "否"]
    for row, period in sorted(dated, key=lambda pair: (pair[1].start, pair[0].position)):
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
                f"{_shown_name(row)}的时期（{_name(row.period)}）与{before.place}的时期（{_name(before.period)}）重叠",
                related=(before.place,),
            )
        )


def _shown_name(row: ItemRow) -> str:
    named = next((source for source in (row.matter, row.lead) if source and not source.is_blank), None)
    return f"“{quote(named.raw)}”" if named else "这一事项"


def _name(period: Period | None) -> str:
    return period.full_name if period else ""
