"""Reading single fields of a row: text, choices, numbers and periods, each with its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Row, Table
from summarize.model.dates import date_of_serial, format_date
from summarize.model.numbering import strip_ordinal
from summarize.model.period_text import ACCEPTED_FORMS, PeriodError, YearMissingError, parse_period
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import Order, Source, name_key
from summarize.model.relative_periods import read_relative
from summarize.model.vocabulary import SYNONYMOUS_CHOICES, near_names, normalize_key, template_name
from summarize.validate import content_rules, rules
from summarize.validate.orders import OrderFault, OrderTrail, parse_order
from summarize.validate.outside import NOTHING_OUTSIDE, Outside

ITEM_FIELDS = frozenset({"事项", "内容", "责任科室", "状态", "完成时限"})
"""What an item is read by in every sheet of items, whether or not the sheet is known for that column."""

_LOST_KINDS = (CellKind.ERROR, CellKind.UNCOMPUTED)
_UNPRINTABLE_KINDS = (CellKind.EMPTY, *_LOST_KINDS)


def source_of(cell: Cell | None) -> Source | None:
    """Return the raw text of `cell`, or `None` when it is empty or holds nothing printable."""
    if cell is None or cell.is_empty or cell.kind in _UNPRINTABLE_KINDS:
        return None
    return Source(cell.raw, cell.place)


@lru_cache(maxsize=4096)
def match_choice(text: str, choices: tuple[str, ...]) -> str | None:
    """Return the choice that `text` means, whatever its width, spaces and synonyms; else `None`."""
    key = normalize_key(text)
    by_key = {normalize_key(choice): choice for choice in choices}
    if key in by_key:
        return by_key[key]
    synonym = SYNONYMOUS_CHOICES.get(key)
    return synonym if synonym in choices else None


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the fields of one table's rows and gathers what is wrong with them.

    `year` is the 年度 that a period without a year belongs to; `None` when it is not known, in which
    case that fault has been told already and periods without a year are not reported again. Where a row
    says nothing, the band row above it counts, then what stands `outside` the columns.
    """

    table: Table
    year: int | None
    findings: list[Finding] = field(default_factory=list)
    outside: Outside = NOTHING_OUTSIDE
    _orders: OrderTrail = field(default_factory=OrderTrail)
    _for_templates: dict[frozenset[str], tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def cell(self, row: Row, column: str) -> Cell | None:
        """Return the cell that speaks for the field: the row's own, or the band row's; `None` if neither is."""
        own = row.cells.get(column)
        if own is None or own.is_empty:
            return row.bands.get(column, own)
        return own

    def text(self, row: Row, column: str) -> Source | None:
        """Return the field as a source, or `None` when blank or absent."""
        # Without a call for what most fields are: filled, or in a column that the table has not.
        cell = row.cells.get(column)
        if cell is None or cell.is_empty:
            cell = row.bands.get(column)
        if cell is None or cell.is_empty:
            return self.outside.section if column == "板块" else self.outside.office if column == "责任科室" else None
        return None if cell.kind in _UNPRINTABLE_KINDS else Source(cell.raw, cell.place)

    def key(self, row: Row, column: str) -> str:
        """Return the field as a name: trimmed, '' when blank or absent."""
        source = self.text(row, column)
        return source.raw.strip() if source else ""

    def place(self, row: Row, column: str) -> Place:
        """Return the place of the field, or of the row where the table has no such column."""
        cell = self.cell(row, column)
        return cell.place if cell else Place(sheet=row.sheet or self.table.sheet, cell=f"{row.number}:{row.number}")

    def heading(self, row: Row, column: str) -> Source | None:
        """Return the field like `text`, telling an ordinal typed at its head and a band row that says another.

        Band rows are numbered by everybody: their ordinals are not told.
        """
        source = self.text(row, column)
        if source is None:
            return None
        if row.bands or self.outside.section:
            self._tell_other_band(row, column)
        own = row.cells.get(column)
        # The same object in nearly all cases: to compare places field by field takes longer than the rest.
        if own and (source.place is own.place or source.place == own.place):
            _, ordinal = strip_ordinal(source.raw)
            if ordinal:
                self.findings.append(
                    rules.ORDINAL_TYPED.at(source.place, f"“{column}”开头手写的序号“{ordinal.strip()}”不印")
                )
        return source

    def _tell_other_band(self, row: Row, column: str) -> None:
        band = source_of(row.bands.get(column))
        other = band or (self.outside.section if column == "板块" else None)
        own = source_of(row.get(column)) if other else None
        if own and other and name_key(own.raw) != name_key(other.raw):
            where = f"上面的横栏{band.place.cell}" if band else "表名"
            message = f"“{column}”写的是“{quote(own.raw)}”，{where}是“{quote(other.raw)}”"
            self.findings.append(content_rules.BANDS_DISAGREE.at(own.place, message, related=(other.place,)))

    def choice(self, row: Row, column: str, choices: tuple[str, ...]) -> str | None:
        """Return the chosen value, or `None` when blank or unknown (which is told)."""
        source = self.text(row, column)
        if source is None:
            return None
        chosen = match_choice(source.raw, choices)
        if chosen is None:
            self.findings.append(unknown_choice(column, source, choices))
        return chosen

    def order(self, row: Row) -> Order | None:
        """Return the row's 序号, or `None` when blank or unreadable (which is told)."""
        cell = row.get("序号")
        if cell is None or cell.is_empty or cell.kind in _LOST_KINDS:
            return None
        read = parse_order(cell)
        if isinstance(read, OrderFault):
            message = f"“序号”一栏写的是“{quote(cell.raw)}”，{read.reason}"
            self.findings.append(rules.ORDER_UNREADABLE.at(cell.place, message, read.suggestion))
            return None
        if not read.is_plain:
            message = f"“序号”一栏写的是“{quote(cell.raw)}”，按 {'.'.join(map(str, read.order))} 排列"
            self.findings.append(content_rules.NUMBER_AS_TEXT.at(cell.place, message))
        scope = "\n".join([normalize_key(self.key(row, column)) for column in ("时期", "板块", "小类")])
        order, told = self._orders.follow(scope, read)
        if told:
            self.findings.append(content_rules.ORDER_ZERO_LOST.at(cell.place, told))
        return order

    def period(self, row: Row, *, needed: bool) -> Period | None:
        """Return the row's period; blank (told when `needed`) and unreadable (told) give `None`.

        That a table has no such column is told of the table, not of each row.
        """
        cell = self.cell(row, "时期")
        if cell is None or cell.is_empty:
            if self.outside.period:
                return self.outside.period.period
            if needed and cell is not None:
                self.findings.append(rules.PERIOD_MISSING.at(cell.place, f"第{row.number}行没有写时期"))
            return None
        source = source_of(cell)
        if source is None:
            return None
        try:
            period = parse_period(_period_text(cell), self.outside.year or self.year)
        except YearMissingError:
            return None
        except PeriodError as error:
            self.findings.append(_unreadable_period(cell, source, error, self.outside.reported))
            return None
        if self.outside.claims:
            self._tell_other_period(cell, period)
        if row.bands:
            self._tell_other_period_band(row, cell, period)
        return period

    def _tell_other_period_band(self, row: Row, cell: Cell, period: Period) -> None:
        band = row.bands.get("时期")
        if band is None or cell is band:
            return
        above = parse_period(band.raw, self.outside.year or self.year or period.year)
        if not above.contains(period):
            message = f"“时期”写的是“{quote(cell.raw)}”，上面的横栏{band.place.cell}是“{quote(band.raw)}”"
            self.findings.append(content_rules.BANDS_DISAGREE.at(cell.place, message, related=(band.place,)))

    def _tell_other_period(self, cell: Cell, period: Period) -> None:
        claim = next((claim for claim in self.outside.claims if claim.disagrees(period)), None)
        if claim:
            self.findings.append(
                content_rules.PERIODS_DISAGREE.at(
                    cell.place,
                    f"时期写的是{period.full_name}，{claim.where}写的是{claim.period.full_name}",
                    related=(claim.place,),
                )
            )

    def columns_for_templates(self, offered: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Return the columns that only templates print and their names there: unknown ones and those `offered`."""
        found = self._for_templates.get(offered)
        if found is None:
            found = self._for_templates[offered] = tuple(
                (column.name, name)
                for column in self.table.columns
                if (column.name in offered if column.is_known else column.name not in ITEM_FIELDS)
                and (name := template_name(column.name))
            )
        return found

    def has_period(self, row: Row) -> bool:
        """Return whether a period is written for the row, in it or outside, readable or not."""
        return self.outside.period is not None or self.text(row, "时期") is not None


def _unreadable_period(cell: Cell, source: Source, error: PeriodError, reported: Period | None) -> Finding:
    """Return the finding on a period that cannot be read because of `error`."""
    if relative := read_relative(source.raw, reported):
        asked = f"是否指“{relative.meant.full_name}”？" if relative.meant else ""
        message = f"时期写的是“{quote(source.raw)}”，换一期看就不知道是哪一期了"
        return rules.PERIOD_UNREADABLE.at(source.place, message, f"{asked}写明是{relative.open_question}。")
    if cell.kind is CellKind.NUMBER and (day := date_of_serial(cell.raw)):
        message = f"时期是数字 {cell.raw}，像是存成数字的日期（{format_date(day)}）"
        hint = f"是否指“{day.year}年{day.month}月”？把单元格格式改为“文本”，写上时期。"
        return rules.PERIOD_UNREADABLE.at(source.place, message, hint)
    suggestion = error.suggestion or f"可以写：{ACCEPTED_FORMS}"
    return rules.PERIOD_UNREADABLE.at(source.place, error.message, f"{suggestion}。")


def unknown_choice(name: str, source: Source, choices: Sequence[str]) -> Finding:
    """Return the finding that `source` is none of `choices`, with the near ones offered."""
    near = near_names(source.raw, choices)
    listed = "、".join(choices)
    hint = f"是否指“{near[0]}”？" if near else ""
    return rules.CHOICE_UNKNOWN.at(source.place, f"“{name}”写的是“{quote(source.raw)}”", f"{hint}可选：{listed}。")


def _period_text(cell: Cell) -> str:
    """Return what a period cell says; a date shown as year and month (2017年6月) is that month."""
    value = cell.value
    if isinstance(value, date) and "d" not in cell.number_format.lower():
        return f"{value.year}年{value.month}月"
    return cell.raw
