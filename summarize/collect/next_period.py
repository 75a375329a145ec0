"""`next`: the workbook for the period after this one, in which plans are the items to report on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarize.collect import rules
from summarize.collect.items import identity_of, period_of
from summarize.collect.keyed import exemption_left, fact_key, names_cell
from summarize.collect.merge import Delivery
from summarize.collect.next_ledger import FORMER_PLAN, continue_ledger, says_nothing
from summarize.collect.next_series import SeriesReading, continue_series
from summarize.collect.rows import TRACE_COLUMNS, CarriedRow, carry_rows, column_keys, find_losses, order_columns
from summarize.collect.task_cells import ended_cells, states_by_cell
from summarize.findings import Finding
from summarize.model.cells import Table
from summarize.model.contents import Entry, SheetContents
from summarize.model.figures.tasks import Tasks
from summarize.model.period_mentions import find_periods
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import name_key
from summarize.model.vocabulary import ANNEX_ROLE, EXEMPTIONS_ROLE, LEDGER_ROLE, SHEETS

_FACTS, _SECTIONS, _FIGURES = "基本信息", "板块", "指标"
_ACHIEVEMENTS, _PROBLEMS, _PLANS, _REQUESTS, _CHAPTERS = "工作成效", "存在问题", "工作计划", "意见建议", "其他章节"
_PERIOD, _CONTENT, _INCLUDE, _LEFT_OUT = "时期", "内容", "入文", "否"
_FACTS_OF_ONE_REPORT = frozenset({"成文日期", "发文字号", "印发日期", "数据截至", "份号"})
_UNSORTED = "未归类"
"""What was left over when papers were imported: of the period that is over."""
_NOT_TAKEN_OVER = frozenset({_CONTENT, _PERIOD, "备注", "状态", "完成率", *TRACE_COLUMNS})
_SECTION_RULES = frozenset({"名称", "序号", "牵头科室", "事项样式", "填报单位"})


@dataclass(frozen=True, slots=True)
class Continued:
    """The next period's workbook: its sheets, the period, and what is to be told.

    `item_count` items of 工作成效 wait for a text, `task_count` tasks of the ledger for their progress.
    """

    contents: tuple[SheetContents, ...]
    period: Period
    item_count: int
    task_count: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """The workbook that is continued: rows and heads by role, the period reported on and the next."""

    rows: Mapping[str, Sequence[CarriedRow]]
    heads: Mapping[str, Sequence[str]]
    year: int
    reported: Period
    following: Period


def continue_workbook(delivery: Delivery, period: Period, reading: SeriesReading) -> Continued:
    """Return the workbook for what follows `period`."""
    findings: list[Finding] = []
    source = _open(delivery, period, findings)
    achievements = _items_to_report(source, findings)
    ledger, task_count = _ledger(source, delivery.tasks)
    if not achievements.rows and ledger is None:
        place = next(iter(delivery.sheets.by_role.get(_PLANS, ())), None)
        message = f"“工作计划”里没有{source.following.full_name}的行，新工作簿里没有待填的事项"
        findings.append(rules.NO_PLAN_TO_GO_ON.at(place.place if place else delivery.sheets.tables[0].place, message))
    sheets = {
        _FACTS: _facts(source, findings),
        _SECTIONS: _sections(source),
        _ACHIEVEMENTS: achievements if achievements.rows or ledger is None else None,
        LEDGER_ROLE: ledger,
        _PROBLEMS: _problems(source, findings),
        _PLANS: _later_plans(source, findings),
        _REQUESTS: _requests(source, findings),
        _CHAPTERS: _chapters(source, findings),
        _FIGURES: _figures(source, reading, findings),
        EXEMPTIONS_ROLE: _exemptions(source, findings),
    }
    known = [sheets[spec.name] if spec.name in sheets else _as_before(source, spec.name) for spec in SHEETS]
    annexes = {table.sheet: table for table in delivery.sheets.by_role.get(ANNEX_ROLE, ())}
    contents = (
        *(sheet for sheet in known if sheet is not None),
        *(_without_rows(sheet, annexes, findings) for sheet in delivery.free if sheet.name != _UNSORTED),
    )
    return Continued(contents, source.following, len(achievements.rows), task_count, tuple(findings))


def _without_rows(sheet: SheetContents, annexes: Mapping[str, Table], findings: list[Finding]) -> SheetContents:
    """Return an annex with its title and heads, for its rows were of the period that is over; others as they are."""
    table = annexes.get(sheet.name)
    if table is None or table.missing_head:
        return sheet
    if table.rows:
        message = f"“{table.sheet}”的{len(table.rows)}行是这一期的，只带了标题和表头"
        suggestion = "在新工作簿里填新的数；标题里写着时期的一并改。不要这张附表的，删去它。"
        findings.append(rules.PERIOD_FACT_DROPPED.at(table.place, message, suggestion))
    return replace(sheet, rows=sheet.rows[: table.head_row])


def _open(delivery: Delivery, period: Period, findings: list[Finding]) -> _Source:
    rows: dict[str, list[CarriedRow]] = {}
    heads: dict[str, list[str]] = {}
    states = states_by_cell(delivery.tasks)
    for table in delivery.sheets.tables:
        if table.role is None or table.role == ANNEX_ROLE:
            continue
        findings.extend(find_losses(table, delivery.sheets.file))
        rows.setdefault(table.role, []).extend(carry_rows(table, delivery.sheets.file, delivery.around, states))
        heads.setdefault(table.role, []).extend(column_keys(table).values())
    ordered: dict[str, Sequence[str]] = {}
    for spec in SHEETS:
        if spec.name in heads:
            seen = [*heads[spec.name], *(column for row in rows[spec.name] for column in (*row.fields, *row.outside))]
            known = [column.name for column in spec.columns if column.name in set(seen)]
            ordered[spec.name] = order_columns(known, heads[spec.name])
    return _Source(rows, ordered, delivery.year or period.year, period, period.following())


def _entries(row: CarriedRow, leaving_out: frozenset[str] = frozenset(TRACE_COLUMNS)) -> dict[str, Entry]:
    outside = {column: Entry(text) for column, text in row.outside.items() if text and column not in leaving_out}
    return outside | {column: found.entry for column, found in row.fields.items() if column not in leaving_out}


def _heads(source: _Source, role: str, *more: str) -> tuple[str, ...]:
    own = [head for head in source.heads.get(role, ()) if head not in TRACE_COLUMNS]
    return tuple(dict.fromkeys([*own, *more]))


def _as_before(source: _Source, role: str) -> SheetContents | None:
    if role not in source.heads:
        return None
    return SheetContents(role, role, _heads(source, role), tuple(_entries(row) for row in source.rows[role]))


def _exemptions(source: _Source, findings: list[Finding]) -> SheetContents | None:
    """Return 豁免 without the rows that hold for one cell, which is another cell in the new workbook."""
    rows = source.rows.get(EXEMPTIONS_ROLE, ())
    findings.extend(exemption_left(row) for row in rows if names_cell(row))
    sheet = _as_before(source, EXEMPTIONS_ROLE)
    return sheet and replace(sheet, rows=tuple(_entries(row) for row in rows if not names_cell(row)))


class _SectionFinder:
    """Finds the 板块 of planned items: plans may be parted otherwise than what is reported on."""

    def __init__(self, source: _Source) -> None:
        self._listed = {name_key(row.text("名称")) for row in source.rows.get(_SECTIONS, ())}
        self._by_item: dict[str, str] = {}
        for row in (*source.rows.get(_ACHIEVEMENTS, ()), *source.rows.get(LEDGER_ROLE, ())):
            if section := row.text(_SECTIONS):
                for key in self._keys(row):
                    self._by_item.setdefault(key, section)

    def find(self, row: CarriedRow) -> str:
        """Return the section under which the item was reported on before, unless the plan's own is a listed one."""
        own = row.text(_SECTIONS)
        if own and (not self._listed or name_key(own) in self._listed):
            return own
        return next((self._by_item[key] for key in self._keys(row) if key in self._by_item), own)

    def _keys(self, row: CarriedRow) -> list[str]:
        unit, task = row.key("填报单位"), row.key("任务编号")
        return [f"{unit}\n#{task}"] * bool(task) + [f"{unit}\n{name_key(row.text('事项'))}"]


def _items_to_report(source: _Source, findings: list[Finding]) -> SheetContents:
    """Return 工作成效 for the next period: a row for each planned item, its text to be written."""
    items: dict[str, dict[str, Entry]] = {}
    sections = _SectionFinder(source)
    for row in source.rows.get(_PLANS, ()):
        own = period_of(row, source.year)
        if own is None or not source.following.contains(own) or not row.text("事项") + row.text("段首句"):
            continue
        if _says_nothing(row):
            continue
        plan = row.text(_CONTENT)
        item = items.setdefault(identity_of(row, source.year), _entries(row, _NOT_TAKEN_OVER))
        before = item.get(FORMER_PLAN)
        if section := sections.find(row):
            item[_SECTIONS] = Entry(section)
        item[_PERIOD] = Entry(source.following.name)
        if plan:
            item[FORMER_PLAN] = Entry(f"{before.value}\n{plan}" if before else plan)
    spec = next(spec for spec in SHEETS if spec.name == _ACHIEVEMENTS)
    known = [column.name for column in spec.columns if column.name != "填报单位" or _PLANS in source.rows]
    has_units = any("填报单位" in item for item in items.values())
    known = [name for name in known if name != "填报单位" or has_units]
    own_heads = [head for item in items.values() for head in item if head not in known]
    heads = tuple(dict.fromkeys([*known[:2], FORMER_PLAN, *known[2:], *own_heads]))
    return SheetContents(_ACHIEVEMENTS, _ACHIEVEMENTS, heads if items else (), tuple(items.values()))


def _says_nothing(row: CarriedRow) -> bool:
    """Return whether a row says that there is nothing: 无, 暂无."""
    words = [text for text in (row.text("事项"), row.text(_CONTENT)) if text]
    return bool(words) and all(map(says_nothing, words))


def _ledger(source: _Source, tasks: Tasks) -> tuple[SheetContents | None, int]:
    rows = source.rows.get(LEDGER_ROLE, ())
    if not rows:
        return None, 0
    return continue_ledger(rows, source.heads[LEDGER_ROLE], source.following, source.year, ended_cells(tasks))


def _facts(source: _Source, findings: list[Finding]) -> SheetContents:
    """Return 基本信息 without what was written for one report alone; a new year has its 年度."""
    kept: list[dict[str, Entry]] = []
    for row in source.rows.get(_FACTS, ()):
        fact = fact_key(row.text("项目"))
        if _CONTENT not in row.fields:
            continue
        if fact == "年度" and row.key(_PERIOD) == "":
            kept.append({**_entries(row), _CONTENT: Entry(Decimal(source.following.year))})
        elif reason := _why_dropped(row, fact, source):
            shown = quote(row.text("项目"))
            message = f"“{shown}”{reason}，没有带到{source.following.full_name}"
            findings.append(rules.PERIOD_FACT_DROPPED.at(row.fields[_CONTENT].place, message))
        else:
            kept.append(_with_year(row, source))
    return SheetContents(_FACTS, _FACTS, _heads(source, _FACTS, "项目", _CONTENT, _PERIOD), tuple(kept))


def _is_still_to_come(row: CarriedRow, source: _Source) -> bool:
    """Return whether the row was written for a report that is not over when the next period is."""
    own = period_of(row, source.year)
    return own is not None and own.end >= source.following.end


def _with_year(row: CarriedRow, source: _Source) -> dict[str, Entry]:
    """Return the row with its period under its full name: the next workbook may be of another year."""
    own = period_of(row, source.year)
    return {**_entries(row), **({_PERIOD: Entry(own.full_name)} if own else {})}


def _why_dropped(row: CarriedRow, fact: str, source: _Source) -> str:
    """Return why a fact does not hold in the next period, '' when it does."""
    if row.key(_PERIOD):
        return "" if _is_still_to_come(row, source) else f"只用于{row.text(_PERIOD)}"
    if fact in _FACTS_OF_ONE_REPORT:
        return "是这一期的"
    if find_periods(row.text(_CONTENT), source.year):
        return "里写着时期"
    return ""


def _sections(source: _Source) -> SheetContents | None:
    """Return 板块: what holds always as it is; of a title for one period only the section's name and place."""
    if _SECTIONS not in source.heads:
        return None
    always = {row.key("名称") for row in source.rows[_SECTIONS] if not row.key(_PERIOD)}
    kept: list[dict[str, Entry]] = []
    for row in source.rows[_SECTIONS]:
        if not row.key(_PERIOD) or _is_still_to_come(row, source):
            kept.append(_with_year(row, source))
        elif row.key("名称") not in always:
            always.add(row.key("名称"))
            kept.append({column: entry for column, entry in _entries(row).items() if column in _SECTION_RULES})
    return SheetContents(_SECTIONS, _SECTIONS, _heads(source, _SECTIONS), tuple(kept))


def _problems(source: _Source, findings: list[Finding]) -> SheetContents | None:
    """Return the problems of this period for the next one, to be left out unless somebody says that they stand."""
    if _PROBLEMS not in source.heads:
        return None
    kept: list[dict[str, Entry]] = []
    for row in source.rows[_PROBLEMS]:
        own = period_of(row, source.year)
        is_of_period = own is not None and source.reported.contains(own)
        if is_of_period and row.text(_INCLUDE) != _LEFT_OUT and not _says_nothing(row):
            kept.append({**_entries(row), _PERIOD: Entry(source.following.name), _INCLUDE: Entry(_LEFT_OUT)})
    if kept:
        place = source.rows[_PROBLEMS][0].place
        message = f"带来了{len(kept)}个问题，时期改为{source.following.name}，“入文”写“否”"
        findings.append(rules.STILL_TO_SOLVE.at(place, message))
    return SheetContents(_PROBLEMS, _PROBLEMS, _heads(source, _PROBLEMS, _PERIOD, _INCLUDE), tuple(kept))


def _later_plans(source: _Source, findings: list[Finding]) -> SheetContents | None:
    """Return the plans that reach beyond the next period."""
    if _PLANS not in source.heads:
        return None
    kept: list[dict[str, Entry]] = []
    for row in source.rows[_PLANS]:
        own = period_of(row, source.year)
        if own is None or own.end <= source.following.end:
            continue
        kept.append(_with_year(row, source))
        if source.following.overlaps(own):
            name, wanted = quote(row.text("事项")), source.following.full_name
            message = f"“{name}”计划的是{own.full_name}，不全在{wanted}以内，没有列为待填"
            findings.append(rules.PLAN_OF_ANOTHER_PERIOD.at(row.place, message))
    return SheetContents(_PLANS, _PLANS, _heads(source, _PLANS, _PERIOD), tuple(kept))


def _requests(source: _Source, findings: list[Finding]) -> SheetContents | None:
    """Return the requests without a period, and those of this one under its name: they are not printed again."""
    if _REQUESTS not in source.heads:
        return None
    kept: list[dict[str, Entry]] = []
    dated = 0
    for row in source.rows[_REQUESTS]:
        own = period_of(row, source.year)
        if own is None:
            kept.append(_entries(row))
        elif source.reported.contains(own):
            dated += 1
            kept.append({**_entries(row), _PERIOD: Entry(own.full_name)})
    if dated:
        message = f"“意见建议”里{source.reported.full_name}的{dated}行留着，时期没有改，这一期不会印"
        suggestion = f"仍需要的，把时期改为{source.following.name}；不需要的，删去这一行。"
        findings.append(rules.STILL_TO_SOLVE.at(source.rows[_REQUESTS][0].place, message, suggestion))
    return SheetContents(_REQUESTS, _REQUESTS, _heads(source, _REQUESTS), tuple(kept))


def _chapters(source: _Source, findings: list[Finding]) -> SheetContents | None:
    if _CHAPTERS not in source.heads:
        return None
    kept: list[dict[str, Entry]] = []
    for row in source.rows[_CHAPTERS]:
        if period_of(row, source.year) is None or _is_still_to_come(row, source):
            kept.append(_with_year(row, source))
        else:
            message = f"章节“{quote(row.text('标题'))}”只用于{row.text(_PERIOD)}，没有带到{source.following.full_name}"
            findings.append(rules.PERIOD_FACT_DROPPED.at(row.place, message, "需要的，在新工作簿里重写。"))
    return SheetContents(_CHAPTERS, _CHAPTERS, _heads(source, _CHAPTERS), tuple(kept))


def _figures(source: _Source, reading: SeriesReading, findings: list[Finding]) -> SheetContents | None:
    if _FIGURES not in source.heads:
        return None
    rows, heads = source.rows[_FIGURES], source.heads[_FIGURES]
    sheet, told = continue_series(rows, heads, source.year, source.following, reading)
    findings.extend(told)
    return sheet
