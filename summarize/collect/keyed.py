"""Rows that are known by a name (指标, 板块, 责任科室, 基本信息, 核对) from several workbooks into one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.collect import rules
from summarize.collect.items import period_key
from summarize.collect.offices import Offices
from summarize.collect.rows import ORIGIN_CELL, ORIGIN_FILE, TRACE_COLUMNS, CarriedRow, Field, name_place, text_field
from summarize.findings import Finding, Rule, Severity
from summarize.model.contents import Entry
from summarize.model.dates import format_date, parse_date
from summarize.model.quotation import quote
from summarize.model.records import name_key
from summarize.model.vocabulary import DATE_FACTS, REPEATABLE_FACTS, SheetSpec, normalize_key, sheet_spec

_BETWEEN_ORIGINS = "；"
_DIGITS = frozenset("0123456789")
_SECTIONS = "板块"
_DECIDED_BY_UNIT = frozenset({"标题", "事项样式", "序号"})
"""What the unit alone decides of a 板块: its heading, where it stands and how its items are printed."""
_LAYOUT_FACTS = frozenset({"结构", "事项样式", "署名位置"})
"""What the unit alone decides of its report."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row as one workbook has it; `is_own` tells that the workbook is the unit's.

    `senders` are the offices that it comes from; none where nobody knows.
    """

    row: CarriedRow
    file: str
    cell: str
    year: int | None
    is_own: bool = False
    senders: frozenset[str] = frozenset()


class _Gathered:
    """One row in the making."""

    def __init__(self, first: NamedRow) -> None:
        self.fields = dict(first.row.fields)
        self.is_own = first.is_own
        self.origins: list[tuple[str, str]] = []
        self.senders = first.senders

    def gives_way_to(self, other: NamedRow) -> bool:
        """Return whether `other` is sent by the one office that all of this comes from, and is sent later."""
        return len(self.senders) == 1 and self.senders == other.senders


Differ = Callable[[_Gathered, str, Field, NamedRow], None]


def gather_figures(sent: Sequence[NamedRow], findings: list[Finding]) -> list[Mapping[str, Field]]:
    """Return the rows of 指标, one an indicator; two values under one head are an error that names both cells.

    What one office sends again stands in the place of what it sent before, which is told.
    """
    known = {column.name for column in _spec("指标").columns}

    def differ(gathered: _Gathered, column: str, other: Field, named: NamedRow) -> None:
        own = gathered.fields[column]
        name = quote(str(gathered.fields["指标"].entry.value))
        seen, stands = quote(_shown(other)), quote(_shown(own))
        message = f"“{name}”的“{quote(column)}”是{seen}，{name_place(own.place)}是{stands}"
        if gathered.gives_way_to(named):
            gathered.fields[column] = other
            told = f"{message}，是同一科室报的，用的是后报的"
            findings.append(rules.CHANGED_SINCE.at(other.place, told, related=(own.place,)))
            return
        if column not in known and _is_remark(own) and _is_remark(other):
            joined = f"{own.entry.value}{_BETWEEN_ORIGINS}{other.entry.value}"
            gathered.fields[column] = text_field(joined, own.place)
            return
        findings.append(rules.FIGURES_DIFFER.at(other.place, message, related=(own.place,)))

    def key(named: NamedRow) -> str:
        return f"{named.row.key('填报单位')}\n{named.row.key('指标')}" if named.row.key("指标") else ""

    return [_with_origin(gathered) for gathered in _gather(sent, key, differ)]


def _spec(role: str) -> SheetSpec:
    spec = sheet_spec(role)
    assert spec is not None
    return spec


def _is_remark(found: Field) -> bool:
    return isinstance(found.entry.value, str) and not _DIGITS.intersection(found.key)


def _shown(found: Field) -> str:
    """Return the value as it is seen: a percentage with its sign."""
    return found.key


def _gather(sent: Sequence[NamedRow], key: Callable[[NamedRow], str], differ: Differ) -> list[_Gathered]:
    """Return one row for each key, blanks filled from later rows; a row without a key is left alone."""
    rows: dict[str, _Gathered] = {}
    for number, named in enumerate(sent):
        gathered = rows.setdefault(key(named) or f"row {number}", _Gathered(named))
        for column, found in named.row.fields.items():
            if column in TRACE_COLUMNS:
                continue
            own = gathered.fields.setdefault(column, found)
            if own.key != found.key:
                differ(gathered, column, found, named)
        gathered.origins += _origins(named)
        gathered.senders |= named.senders
    return list(rows.values())


def origin_files(row: CarriedRow) -> list[str]:
    """Return the files that a row says it comes from."""
    return [file for file in row.text(ORIGIN_FILE).split(_BETWEEN_ORIGINS) if file]


def _origins(named: NamedRow) -> list[tuple[str, str]]:
    """Return where the row comes from: what it says itself, else its own file and cell."""
    files = named.row.text(ORIGIN_FILE).split(_BETWEEN_ORIGINS)
    cells = named.row.text(ORIGIN_CELL).split(_BETWEEN_ORIGINS)
    own = [(file, cell) for file, cell in zip(files, cells, strict=False) if file]
    return own or [(named.file, named.cell)]


def files_of(fields: Mapping[str, Field]) -> list[str]:
    """Return the files that a gathered row comes from."""
    origin = fields.get(ORIGIN_FILE)
    return list(dict.fromkeys(str(origin.entry.value).split(_BETWEEN_ORIGINS))) if origin else []


def _with_origin(gathered: _Gathered) -> Mapping[str, Field]:
    origins = list(dict.fromkeys(gathered.origins))
    place = next(iter(gathered.fields.values())).place
    return {
        **gathered.fields,
        ORIGIN_FILE: text_field(_BETWEEN_ORIGINS.join(file for file, _ in origins), place),
        ORIGIN_CELL: text_field(_BETWEEN_ORIGINS.join(cell for _, cell in origins), place),
    }


def gather_named(
    role: str, sent: Sequence[NamedRow], findings: list[Finding], *, has_unit: bool
) -> list[Mapping[str, Field]]:
    """Return the rows of 板块 or 责任科室, the unit's own first.

    Where two differ the unit's own stands, which is told; without one it is an error. `has_unit` tells that
    one of the workbooks is the unit's.
    """
    name = "名称" if role == _SECTIONS else "科室"

    def key(named: NamedRow) -> str:
        own = name_key(named.row.text(name))
        return f"{named.row.key('填报单位')}\n{own}\n{period_key(named.row.text('时期'), named.year)}" if own else ""

    def differ(gathered: _Gathered, column: str, other: Field, _: NamedRow) -> None:
        if column in {name, "时期"}:
            return
        own = gathered.fields[column]
        called = quote(str(gathered.fields[name].entry.value)) if name in gathered.fields else ""
        said, stands = quote(_said(other)), quote(_said(own))
        message = f"“{called}”的“{quote(column)}”写的是“{said}”，{name_place(own.place)}是“{stands}”"
        if gathered.is_own:
            finding = rules.OWN_ROW_KEPT.at(other.place, message, related=(own.place,))
        else:
            suggestion = "改成一样再汇总；或把单位自己的工作簿（填了“责任科室”表的）一起给出，以它为准。"
            finding = rules.OWN_ROW_KEPT.at(
                other.place, message, suggestion, related=(own.place,), severity=Severity.ERROR
            )
        findings.append(finding)

    ordered = sorted(sent, key=lambda named: not named.is_own)
    if role == _SECTIONS and has_unit:
        own = {key(named): named.row for named in ordered if named.is_own}
        ordered = _without_layout(ordered, [own.get(key(named)) for named in ordered], findings)
    rows = _gather(ordered, key, differ)
    if role == _SECTIONS and any(gathered.is_own for gathered in rows):
        findings.extend(_tell_added(rows))
    return [gathered.fields for gathered in rows]


def _without_layout(
    sent: Sequence[NamedRow], own: Sequence[CarriedRow | None], findings: list[Finding]
) -> list[NamedRow]:
    """Return rows of 板块, those of offices without what the unit alone decides and has left blank.

    `own` is the unit's row of the same 板块 for each; `None` where it has none.
    """
    kept: list[NamedRow] = []
    left: list[tuple[str, Field]] = []
    for named, standing in zip(sent, own, strict=True):
        decided = _DECIDED_BY_UNIT if standing else _DECIDED_BY_UNIT - {"标题"}
        said = standing.fields if standing else {}
        out = [name for name in named.row.fields if name in decided and name not in said and not named.is_own]
        left += [(name, named.row.fields[name]) for name in out if standing or name != "序号"]
        fields = {name: found for name, found in named.row.fields.items() if name not in out}
        kept.append(replace(named, row=replace(named.row, fields=fields)))
    if left:
        names = "、".join(dict.fromkeys(f"“{name}”" for name, _ in left))
        first, *others = (found.place for _, found in left)
        message = f"科室“板块”表里的{names}没有取用，以单位的为准"
        suggestion = "不必改；要用的，写进单位的工作簿的“板块”表。"
        findings.append(rules.OFFICE_FACTS_LEFT.at(first, message, suggestion, related=tuple(others)))
    return kept


def _tell_added(rows: Sequence[_Gathered]) -> Iterator[Finding]:
    """Yield each 板块 that offices have and the unit's list has not."""
    for gathered in rows:
        if not gathered.is_own and "名称" in gathered.fields:
            name = gathered.fields["名称"]
            message = f"板块“{quote(_said(name))}”不在单位的“板块”表里，加在了最后"
            yield rules.SECTION_ADDED.at(name.place, message)


def _said(found: Field) -> str:
    return str(found.entry.value)


def gather_once(sent: Sequence[NamedRow]) -> list[Mapping[str, Field]]:
    """Return the rows of 核对 or 词表, those that are the same in every field once."""
    rows: dict[tuple[tuple[str, str], ...], Mapping[str, Field]] = {}
    for named in sent:
        told = tuple(sorted((column, found.key) for column, found in named.row.fields.items()))
        rows.setdefault(told, named.row.fields)
    return list(rows.values())


def gather_exemptions(sent: Sequence[NamedRow], findings: list[Finding]) -> list[Mapping[str, Field]]:
    """Return the rows of 豁免 that name no cell, each once; the cells of the others are elsewhere now: it is told."""
    findings.extend(exemption_left(named.row) for named in sent if names_cell(named.row))
    return gather_once([named for named in sent if not names_cell(named.row)])


def names_cell(row: CarriedRow) -> bool:
    """Return whether a row of 豁免 holds for one cell only."""
    return bool(row.key("位置"))


def exemption_left(row: CarriedRow) -> Finding:
    """Return what is told of an exemption that cannot be carried along."""
    return rules.EXEMPTION_LEFT.at(
        row.place, f"豁免“{quote(row.text('规则'))}”只对“{quote(row.text('位置'))}”一格有效，没有带过来"
    )


def gather_facts(sent: Sequence[NamedRow], offices: Offices, findings: list[Finding]) -> list[Mapping[str, Field]]:
    """Return the rows of 基本信息; two that differ are an error that names both.

    Where 单位名称 is an office's, the workbook is that office's: its title, introduction and the like are of
    the office's own report. They are left out, which is told; the 年度 is compared.
    """
    rows: dict[str, list[NamedRow]] = {}
    has_unit = any(named.is_own for named in sent)
    for file_rows in _by_file(sent).values():
        told = [named for named in file_rows if "内容" in named.row.fields]
        if _is_signed_by_office(told, offices):
            findings.extend(_tell_left_out(told))
            told = [named for named in told if fact_key(named.row.text("项目")) == "年度"]
        elif has_unit and not all(named.is_own for named in told):
            layout = [named for named in told if fact_key(named.row.text("项目")) in _LAYOUT_FACTS]
            findings.extend(_tell_left_out(layout))
            told = [named for named in told if named not in layout]
        own: dict[str, list[NamedRow]] = {}
        for named in told:
            fact = fact_key(named.row.text("项目"))
            period = period_key(named.row.text("时期"), named.year)
            name = fact or f"{named.file} {named.cell}"
            own.setdefault(f"{named.row.key('填报单位')}\n{name}\n{period}", []).append(named)
        for key, facts in own.items():
            standing = rows.setdefault(key, facts)
            if standing is not facts:
                _compare_facts(standing, facts, findings)
    return [named.row.fields for facts in rows.values() for named in facts]


_OF_THE_SENDER = frozenset({"单位名称", "单位简称", "年度", "署名"})
"""What every office's workbook says; that it is not taken over needs no word."""


def _tell_left_out(rows: Sequence[NamedRow]) -> list[Finding]:
    left = [named for named in rows if fact_key(named.row.text("项目")) not in _OF_THE_SENDER]
    if not left:
        return []
    names = "、".join(dict.fromkeys(f"“{quote(named.row.text('项目'))}”" for named in left))
    first, *others = (named.row.fields["内容"].place for named in left)
    return [rules.OFFICE_FACTS_LEFT.at(first, f"科室自己的{names}没有放进新的工作簿", related=tuple(others))]


def fact_key(typed: str) -> str:
    """Return the name of a fact as it is compared; a colon behind it makes no difference."""
    return normalize_key(typed).rstrip(":")


def _by_file(sent: Sequence[NamedRow]) -> dict[str, list[NamedRow]]:
    files: dict[str, list[NamedRow]] = {}
    for named in sent:
        files.setdefault(named.file, []).append(named)
    return files


def _is_signed_by_office(rows: Sequence[NamedRow], offices: Offices) -> bool:
    return any(
        fact_key(named.row.text("项目")) in {"单位名称", "单位简称"} and offices.signing(named.row.text("内容"))
        for named in rows
        if not named.is_own
    )


def _compare_facts(standing: Sequence[NamedRow], others: Sequence[NamedRow], findings: list[Finding]) -> None:
    """Tell the first of `others` that says something else than the row that stands in its place."""
    own_keys = [_said_fact(named) for named in standing]
    keys = [_said_fact(named) for named in others]
    if keys == own_keys:
        return
    fact = others[0].row.text("项目")
    # A fact that may be repeated is one text in several rows.
    at = next((index for index, key in enumerate(keys) if index >= len(own_keys) or key != own_keys[index]), 0)
    other, own = others[at].row.fields["内容"], standing[min(at, len(standing) - 1)].row.fields["内容"]
    rule: Rule = rules.FACTS_DIFFER
    shown = f"“{quote(_said(other))}”" if fact_key(fact) not in REPEATABLE_FACTS or at < len(own_keys) else "多出的一段"
    message = f"“{quote(fact)}”写的是{shown}，{name_place(own.place)}是“{quote(_said(own))}”"
    findings.append(rule.at(other.place, message, related=(own.place,)))


def _said_fact(named: NamedRow) -> str:
    """Return what a fact says as it is compared: a date or a year in whatever form."""
    fact, text = fact_key(named.row.text("项目")), named.row.key("内容")
    if fact == "年度":
        return text.removesuffix("度").removesuffix("年")
    day = parse_date(text) if fact in DATE_FACTS else None
    return format_date(day) if day else text


def entries_of(fields: Mapping[str, Field]) -> dict[str, Entry]:
    """Return what is written of a row's fields."""
    return {column: found.entry for column, found in fields.items()}
