"""基本信息: the facts of the unit, each once, with readable years, dates and choices."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from summarize.findings import Finding, Place
from summarize.model.cells import CellKind, Row, Table
from summarize.model.dates import parse_date
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
from summarize.validate import rules
from summarize.validate.fields import FieldReader, match_choice, unknown_choice

_FACT_BY_KEY = {normalize_key(name): name for name in FACTS}
_YEAR = re.compile(r"(\d{4})(?:年度?)?")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The facts, with the two that everything else needs."""

    unit: str
    year: int | None
    facts: tuple[Fact, ...]


def read_facts(table: Table | None, findings: list[Finding]) -> UnitFacts:
    """Read the facts of 基本信息 and add what is wrong with them to `findings`."""
    if table is None or table.missing_head:
        return UnitFacts("", None, ())
    named = [(name, row) for row in table.rows if (name := _fact_name(row, table, findings))]
    year = _read_year([row for name, row in named if name == "年度"], table, findings)
    reader = FieldReader(table, year, findings)
    facts = [fact for name, row in named if (fact := _read_fact(name, row, reader))]
    _check_repeats(facts, findings)
    unit = next((fact.value.raw.strip() for fact in facts if fact.name == "单位名称"), "")
    for name in REQUIRED_FACTS:
        if all(fact.name != name for fact in facts):
            findings.append(_missing_fact(name, named, table))
    return UnitFacts(unit, year, tuple(facts))


def _fact_name(row: Row, table: Table, findings: list[Finding]) -> str | None:
    reader = FieldReader(table, None)
    typed = reader.key(row, "项目")
    if not typed:
        return None
    name = _FACT_BY_KEY.get(normalize_key(typed))
    if name is None:
        near = near_names(typed, FACTS)
        findings.append(
            rules.FACT_UNKNOWN.at(
                reader.place(row, "项目"),
                f"不认识项目“{typed}”，不会印出来",
                f"是否指“{near[0]}”？" if near else "",
            )
        )
    return name


def _read_year(rows: list[Row], table: Table, findings: list[Finding]) -> int | None:
    reader = FieldReader(table, None)
    for row in rows:
        source = reader.text(row, "内容")
        if source is None:
            continue
        match = _YEAR.fullmatch(normalize_key(source.raw))
        if match and 1949 <= int(match[1]) <= 2999:
            return int(match[1])
        findings.append(rules.YEAR_UNREADABLE.at(source.place, f"年度写的是“{source.raw.strip()}”"))
    return None


def _missing_fact(name: str, named: list[tuple[str, Row]], table: Table) -> Finding:
    reader = FieldReader(table, None)
    place = next((reader.place(row, "内容") for found, row in named if found == name), table.place)
    return rules.FACT_MISSING.at(place, f"“{table.sheet}”没有填“{name}”", f"在“{table.sheet}”里填上“{name}”。")


def _read_fact(name: str, row: Row, reader: FieldReader) -> Fact | None:
    source = reader.text(row, "内容")
    if source is None:
        return None
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
    if name in NUMBER_FACTS and not unicodedata.normalize("NFKC", source.raw).strip().isdigit():
        reader.findings.append(
            rules.ORDER_UNREADABLE.at(
                source.place, f"“{name}”写的是“{source.raw.strip()}”，不是数字", "写成数字，如 3000。"
            )
        )
        return None
    if "\n" in source.raw.strip() and name not in MULTILINE_FACTS:
        reader.findings.append(rules.LINE_BREAK.at(source.place, f"“{name}”里有换行，按一行处理"))
    return source


def _checked_date(name: str, source: Source, row: Row, reader: FieldReader) -> Source | None:
    if parse_date(source.raw):
        return source
    hint = rules.DATE_UNREADABLE.remedy
    if row["内容"].kind is CellKind.NUMBER:
        hint = "像是存成数字的日期：把单元格格式改成日期，或直接写 2017年7月5日。"
    reader.findings.append(rules.DATE_UNREADABLE.at(source.place, f"“{name}”写的是“{source.raw.strip()}”", hint))
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


def classified_findings(facts: tuple[Fact, ...]) -> list[Finding]:
    """Return an error for each 密级 that is filled."""
    return [rules.CLASSIFIED.at(fact.value.place, "“密级”已填写") for fact in facts if fact.name == "密级"]
