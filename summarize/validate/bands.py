"""Band rows that name a unit or a period: they are no 板块, and say whose or of when the rows below them are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.findings import Place
from summarize.model.cells import Cell, Row, Sheets, Table
from summarize.model.numbering import strip_ordinal
from summarize.model.period_text import names_period
from summarize.model.records import Source, name_key
from summarize.model.vocabulary import normalize_key
from summarize.validate.facts import fact_called
from summarize.validate.fields import source_of

_FACT_ROLE = "基本信息"
_NAME, _SHORT_NAME = "单位名称", "单位简称"
_UNIT, _SECTION, _PERIOD = "填报单位", "板块", "时期"
_DATED_ROLES = frozenset({"工作成效", "存在问题", "工作计划", "意见建议"})
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit that 基本信息 names: its name, and the keys by which it may be called.

    It `is_described` when facts give its name, and `is_default` when they do so without a 填报单位.
    """

    name: Source
    keys: frozenset[str]
    is_described: bool = False
    is_default: bool = False


def read_bands(sheets: Sheets) -> Sheets:
    """Return `sheets` with the bands that name a unit or a period taken for what they say.

    Sheets that were read so already come back as they are.
    """
    if not any(_SECTION in row.bands for table in sheets.tables for row in table.rows):
        return sheets
    units = frozenset(key for unit in units_named(sheets) for key in unit.keys)
    tables = tuple(_read_table(table, units) for table in sheets.tables)
    return Sheets(sheets.file, tables, sheets.findings)


def units_named(sheets: Sheets) -> tuple[NamedUnit, ...]:
    """Return the units that 基本信息 names, in its order, those without a name of their own last."""
    groups: dict[str, dict[str, list[Source]]] = {}
    called: dict[str, Source] = {}
    for row in _fact_rows(sheets):
        unit, content, names = source_of(row.get(_UNIT)), source_of(row.get("内容")), row.get("项目")
        key = normalize_key(unit.raw) if unit else ""
        if unit:
            called.setdefault(key, unit)
        fact = fact_called(names.raw) if names else None
        if content and fact in (_NAME, _SHORT_NAME):
            groups.setdefault(key, {}).setdefault(fact, []).append(content)
    units: list[NamedUnit] = []
    for key, facts in groups.items():
        # A unit that was renamed has a name for each 时期.
        name = next(iter(facts.get(_NAME, ())), called.get(key))
        if name is not None:
            keys = {normalize_key(source.raw) for names in facts.values() for source in names}
            keys |= {normalize_key(name.raw), *([key] if key else [])}
            units.append(NamedUnit(name, frozenset(keys), is_described=True, is_default=not key))
    known = {key for unit in units for key in unit.keys}
    others = (NamedUnit(source, frozenset({key})) for key, source in called.items() if key not in known)
    return (*units, *others)


def _fact_rows(sheets: Sheets) -> Iterator[Row]:
    for table in sheets.by_role.get(_FACT_ROLE, ()):
        yield from table.rows


def _read_table(table: Table, units: Collection[str]) -> Table:
    bands = {band.place: band for row in table.rows if (band := row.bands.get(_SECTION))}
    if not bands:
        return table
    read: dict[Place, tuple[str, Cell]] = {}
    for band, name in zip(bands.values(), _names_of([band.raw for band in bands.values()]), strict=True):
        if name_key(band.raw) in units:
            read[band.place] = _UNIT, replace(band, value=name)
        elif table.role in _DATED_ROLES and names_period(name):
            read[band.place] = _PERIOD, replace(band, value=name)
    return replace(table, rows=tuple(_under(row, read) for row in table.rows))


def _names_of(texts: Sequence[str]) -> list[str]:
    """Return what bands say behind their ordinals.

    One 一、二季度 alone may well mean both quarters; where the next is 二、三季度, they are numbered.
    """
    marks = [f"{ordinal}、" for ordinal in _ORDINALS[: len(texts)]]
    stripped = [text.strip() for text in texts]
    is_numbered = 1 < len(texts) == len(marks) and all(map(str.startswith, stripped, marks))
    return [
        text[len(marks[index]) if is_numbered else strip_ordinal(text)[0] :].strip()
        for index, text in enumerate(stripped)
    ]


def _under(row: Row, read: Mapping[Place, tuple[str, Cell]]) -> Row:
    """Return `row` with its band of a 板块 as that of another column, if it was read so."""
    band = row.bands.get(_SECTION)
    if band is None or band.place not in read:
        return row
    column, named = read[band.place]
    others = {name: cell for name, cell in row.bands.items() if name != _SECTION}
    return replace(row, bands={**others, column: named})
