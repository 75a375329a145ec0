"""Reading single fields of a row: text, choices, numbers and periods, each with its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Row, Table
from summarize.model.numbering import strip_ordinal
from summarize.model.numbers import parse_number
from summarize.model.periods import ACCEPTED_FORMS, Period, PeriodError, YearMissingError, parse_period
from summarize.model.quotation import quote
from summarize.model.records import Source
from summarize.model.vocabulary import KEY_COLUMNS, SYNONYMOUS_CHOICES, near_names, normalize_key
from summarize.validate import rules

ITEM_FIELDS = frozenset({"事项", "内容", "责任科室", "状态", "完成时限"})
"""What an item is read by in every sheet of items, whether or not the sheet is known for that column."""

_PRINTABLE_KINDS = frozenset({CellKind.TEXT, CellKind.NUMBER, CellKind.DATE, CellKind.BOOLEAN})


def source_of(cell: Cell | None) -> Source | None:
    """Return the raw text of `cell`, or `None` when it is empty or holds nothing printable."""
    if cell is None or cell.is_empty or cell.kind not in _PRINTABLE_KINDS:
        return None
    return Source(cell.raw, cell.place)


def is_unfilled(row: Row) -> bool:
    """Whether nothing is written in the row but its number: sheets are often numbered ahead."""
    return all(name == "序号" or _is_unwritten(name, cell) for name, cell in row.cells.items())


def _is_unwritten(name: str, cell: Cell) -> bool:
    """Whether nothing is written in a cell of the row itself; merged key columns are filled down."""
    return cell.is_empty or (cell.merged is not None and name in KEY_COLUMNS)


def match_choice(text: str, choices: Sequence[str]) -> str | None:
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
    case that fault has been told already and periods without a year are not reported again.
    """

    table: Table
    year: int | None
    findings: list[Finding] = field(default_factory=list)

    def text(self, row: Row, column: str) -> Source | None:
        """Return the field as a source, or `None` when blank or absent."""
        return source_of(row.get(column))

    def key(self, row: Row, column: str) -> str:
        """Return the field as a name: trimmed, '' when blank or absent."""
        source = self.text(row, column)
        return source.raw.strip() if source else ""

    def place(self, row: Row, column: str) -> Place:
        """Return the place of the field, or of the row where the table has no such column."""
        cell = row.get(column)
        return cell.place if cell else Place(sheet=self.table.sheet, cell=f"{row.number}:{row.number}")

    def heading(self, row: Row, column: str) -> Source | None:
        """Return the field like `text`, telling an ordinal typed at its head."""
        source = self.text(row, column)
        if source:
            _, ordinal = strip_ordinal(source.raw)
            if ordinal:
                self.findings.append(
                    rules.ORDINAL_TYPED.at(source.place, f"“{column}”开头手写的序号“{ordinal.strip()}”不印")
                )
        return source

    def choice(self, row: Row, column: str, choices: Sequence[str]) -> str | None:
        """Return the chosen value, or `None` when blank or unknown (which is told)."""
        source = self.text(row, column)
        if source is None:
            return None
        chosen = match_choice(source.raw, choices)
        if chosen is None:
            self.findings.append(unknown_choice(column, source, choices))
        return chosen

    def number(self, row: Row, column: str) -> Fraction | None:
        """Return the field as a number, or `None` when blank or not a number (which is told)."""
        cell = row.get(column)
        if cell is None or cell.is_empty or cell.kind in (CellKind.ERROR, CellKind.UNCOMPUTED):
            return None
        value = getattr(parse_number(cell), "value", None)
        if not isinstance(value, Fraction):
            self.findings.append(
                rules.ORDER_UNREADABLE.at(cell.place, f"“{column}”一栏写的是“{quote(cell.raw)}”，不是数字")
            )
            return None
        return value

    def period(self, row: Row, *, needed: bool) -> Period | None:
        """Return the row's period; blank (told when `needed`) and unreadable (told) give `None`.

        That a table has no such column is told of the table, not of each row.
        """
        cell = row.get("时期")
        source = source_of(cell)
        if cell is None or source is None:
            if needed and cell is not None and cell.is_empty:
                self.findings.append(rules.PERIOD_MISSING.at(cell.place, f"第{row.number}行没有写时期"))
            return None
        try:
            return parse_period(_period_text(cell), self.year)
        except YearMissingError:
            return None
        except PeriodError as error:
            self.findings.append(_unreadable_period(source, str(error)))
            return None


def _unreadable_period(source: Source, told: str) -> Finding:
    """Return the finding on a period that cannot be read; what `told` advises becomes the suggestion."""
    message, _, advice = told.rpartition("。")
    if message and advice.startswith(("可以写", "是否指")):
        return rules.PERIOD_UNREADABLE.at(source.place, message, f"{advice}。")
    return rules.PERIOD_UNREADABLE.at(source.place, told, f"可以写：{ACCEPTED_FORMS}。")


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
