"""基本信息: the facts of the unit, each once, with readable years, dates and choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Row, Table
from summarize.model.dates import date_of_serial, format_date, parse_date
from summarize.model.numbers import Number, parse_number
from summarize.model.period_text import period_named
from summarize.model.quotation import quote
from summarize.model.records import Fact, Source
from summarize.model.vocabulary import (
    DATE_FACTS,
    FACT_CHOICES,
    FACTS,
    MULTILINE_FACTS,
    NUMBER_FACTS,
    REPEATABLE_FACTS,
    REQUIRED_FACTS,
    near_names,
    normalize_key,
)
from summarize.validate import content_rules, rules
from summarize.validate.fields import FieldReader, match_choice, unknown_choice

_FACT_BY_KEY = {normalize_key(name): name for name in FACTS}
_YEAR = re.compile("[0-9]{4}(?:年度?)?|[〇○零O一二三四五六七八九]{4}年?度?")
_SHORT_YEAR = re.compile("([0-9]{2})年?度?")
_YEARS = range(1949, 3000)
_FIRST_DAY = date(1899, 12, 30)
"""The day 0 of Excel's dates."""
_QUOTED = re.compile(r'"[^"]*"|\[[^]]*\]')


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The facts, with the two that everything else needs."""

    unit: str
    year: int | None
    facts: tuple[Fact, ...]


def read_facts(tables: Sequence[Table], findings: list[Finding]) -> UnitFacts:
    """Read the facts of 基本信息, the first sheet of that kind that has any, and add what is wrong to `findings`."""
    headed = [table for table in tables if not table.missing_head]
    table = next((table for table in headed if table.rows), next(iter(headed), None))
    if table is None:
        return UnitFacts("", None, ())
    named = [(name, row) for row in table.rows if (name := _fact_name(row, table, findings))]
    year = _read_year([row for name, row in named if name == "年度"], table, findings)
    reader = FieldReader(table, year, findings)
    facts = [fact for name, row in named if (fact := _read_fact(name, row, reader))]
    _check_repeats(facts, findings)
    unit = next((fact.value.raw.strip() for fact in facts if fact.name == "单位名称"), "")
    if table.column("项目") is not None and table.column("内容") is not None:
        findings.extend(_missing_facts(named, table))
    return UnitFacts(unit, year, tuple(facts))


def fact_called(typed: str) -> str | None:
    """Return the fact that `typed` names, a colon behind it or not; `None` if there is none."""
    return _FACT_BY_KEY.get(normalize_key(typed).rstrip(":"))


def _fact_name(row: Row, table: Table, findings: list[Finding]) -> str | None:
    reader = FieldReader(table, None)
    typed = reader.key(row, "项目")
    if not typed:
        cell = row.get("项目")
        if cell is not None and cell.is_empty and cell.merged is None and reader.text(row, "内容"):
            findings.append(
                rules.FACT_UNKNOWN.at(
                    cell.place,
                    f"第{row.number}行有内容，没有写项目，不会印出来",
                    "写上项目名；接着上一行写的，两行都写同一个项目名（限“引言”“附件说明”），或并入上一行的内容。",
                )
            )
        return None
    name = fact_called(typed)
    if name is None:
        near = near_names(typed, FACTS)
        findings.append(
            rules.FACT_UNKNOWN.at(
                reader.place(row, "项目"),
                f"不认识项目“{quote(typed)}”，不会印出来",
                f"是否指“{near[0]}”？是的话改成这个项目名；不需要的行可以删去。" if near else "",
            )
        )
    return name


def _read_year(rows: Sequence[Row], table: Table, findings: list[Finding]) -> int | None:
    reader = FieldReader(table, None)
    for row in rows:
        source = reader.text(row, "内容")
        if source is None:
            continue
        key = normalize_key(source.raw)
        if (written := _written_year(key)) is not None:
            return written
        if dated := _year_of_date(row["内容"]):
            year, is_shown = dated
            if not is_shown:
                message = f"年度是日期 {source.raw}，按 {year} 年用"
                findings.append(content_rules.YEAR_AS_DATE.at(source.place, message))
            return year
        day, short = date_of_serial(source.raw), _SHORT_YEAR.fullmatch(key)
        hint = f"是否指 20{short[1]}？写四位数字的年份。" if short else ""
        hint = f"是否指 {day.year}？把单元格格式改为“常规”，重新填写年份。" if day else hint
        message = f"年度写的是“{quote(source.raw)}”，认不出是哪一年"
        findings.append(rules.YEAR_UNREADABLE.at(source.place, message, hint))
    return None


def _written_year(key: str) -> int | None:
    if not _YEAR.fullmatch(key):
        return None
    period = period_named(f"{key[:4]}年")
    return period.year if period and period.year in _YEARS else None


def _year_of_date(cell: Cell) -> tuple[int, bool] | None:
    """Return the year that was surely typed in a cell of dates, and whether its format shows just that.

    The number 2017 under a date format is 9 July 1905; 2017-01-01 is a year that became a date.
    """
    day = cell.value
    if not isinstance(day, date):
        return None
    typed = (date(day.year, day.month, day.day) - _FIRST_DAY).days
    if typed in _YEARS and day.year < _YEARS[0]:
        return typed, False
    letters = set(_QUOTED.sub("", cell.number_format.lower()))
    is_shown = "y" in letters and not letters & {"m", "d"}
    return (day.year, is_shown) if day.year in _YEARS and (is_shown or (day.month, day.day) == (1, 1)) else None


def _missing_facts(named: Sequence[tuple[str, Row]], table: Table) -> Iterator[Finding]:
    """Yield the needed facts that have no row, or only rows with nothing in 内容; merged cells are told elsewhere."""
    for name in REQUIRED_FACTS:
        contents = [row["内容"] for found, row in named if found == name]
        if all(cell.is_empty and cell.merged is None for cell in contents):
            place = contents[0].place if contents else table.place
            yield rules.FACT_MISSING.at(place, f"“{table.sheet}”没有填“{name}”", f"在“{table.sheet}”里填上“{name}”。")


def _read_fact(name: str, row: Row, reader: FieldReader) -> Fact | None:
    source = reader.text(row, "内容")
    if source is None:
        return None
    if name == "年度" and row["内容"].kind is CellKind.DATE and reader.year:
        source = Source(str(reader.year), source.place)
    period = reader.period(row, needed=False)
    if period is None and reader.text(row, "时期") is not None:
        return None
    value = _checked(name, source, row, reader)
    return Fact(name, value, period) if value else None


def _checked(name: str, source: Source, row: Row, reader: FieldReader) -> Source | None:
    """Return the value to keep, with choices in their canonical words; `None` when it cannot be used."""
    if choices := FACT_CHOICES.get(name):
        chosen = match_choice(source.raw, choices)
        if chosen is None:
            reader.findings.append(unknown_choice(name, source, choices))
            return None
        return Source(chosen, source.place)
    if name in DATE_FACTS:
        return _checked_date(name, source, row, reader)
    if name in NUMBER_FACTS:
        return _checked_count(name, source, row, reader)
    if len(source.raw.strip().splitlines()) > 1 and name not in MULTILINE_FACTS:
        reader.findings.append(rules.LINE_BREAK.at(source.place, f"“{name}”里有换行，按一行印"))
    return source


def _checked_count(name: str, source: Source, row: Row, reader: FieldReader) -> Source | None:
    number = parse_number(row["内容"])
    if isinstance(number, Number) and not number.is_percent and number.value.denominator == 1 and number.value > 0:
        return source
    message = f"“{name}”写的是“{quote(source.raw)}”，应是大于0的整数"
    reader.findings.append(rules.ORDER_UNREADABLE.at(source.place, message, "只写一个整数；不限字数的，清空这一格。"))
    return None


def _checked_date(name: str, source: Source, row: Row, reader: FieldReader) -> Source | None:
    if parse_date(source.raw):
        return source
    message = f"“{name}”写的是“{quote(source.raw)}”，不是一个日期"
    hint = ""
    if row["内容"].kind is CellKind.NUMBER:
        day = date_of_serial(source.raw)
        shown = format_date(day) if day else ""
        message = f"“{name}”是数字 {quote(source.raw)}，像是存成数字的日期{f'（{shown}）' if shown else ''}"
        hint = f"把单元格格式改成日期，或直接写成{f'“{shown}”' if shown else '几年几月几日'}。"
    reader.findings.append(rules.DATE_UNREADABLE.at(source.place, message, hint))
    return None


def _check_repeats(facts: list[Fact], findings: list[Finding]) -> None:
    seen: dict[tuple[str, object], Place] = {}
    for fact in facts:
        if fact.name in REPEATABLE_FACTS:
            continue
        first = seen.setdefault((fact.name, fact.period), fact.value.place)
        if first is not fact.value.place:
            when = f"（{fact.period.full_name}）" if fact.period else ""
            findings.append(
                rules.FACT_TWICE.at(fact.value.place, f"“{fact.name}”{when}写了两次，另一处在{first}", related=(first,))
            )
