"""The sheet 指标: from rows to indicators, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from summarize.findings import Finding, Place, Severity
from summarize.model.cells import Cell, CellKind, Column, Row, Table
from summarize.model.figures.indicators import (
    EmptySpan,
    GivenGrowth,
    Indicator,
    Indicators,
    Measure,
    Series,
    SpanValue,
    Target,
)
from summarize.model.figures.units import factor_between
from summarize.model.numbers import NotANumber, Number, NumberFault, format_number, parse_number
from summarize.model.quotation import quote
from summarize.model.vocabulary import DIRECTIONS, FILLINGS, MEASURES, YES_NO, normalize_key
from summarize.validate.fields import match_choice, source_of, unknown_choice
from summarize.validate.figures import rules
from summarize.validate.figures.amounts import not_a_number, read_amount, read_growth, tell_text_number
from summarize.validate.figures.series import check_indicator
from summarize.validate.figures.targets import read_target
from summarize.validate.figures.value_heads import BadHead, GrowthHead, HeadKind, ValueHead, read_head, written_year

_LARGEST_PLACES = 6
_MOST_LISTED = 12
_HUGE_PERCENTAGE = 1000
_FAR = 50
"""How many times the other numbers of its row a percentage is that was made one by its format."""
_PERCENT_UNITS = frozenset({"%", "百分比", "百分点", "个百分点", "百分数"})
_LOST_KINDS = (CellKind.ERROR, CellKind.UNCOMPUTED)
_CONTRADICTING = frozenset({HeadKind.SINGLE, HeadKind.CUMULATIVE})
_CITED_COLUMNS = ("计量单位", "口径", "年度目标", "同比(给定)", "上年末")


@dataclass(frozen=True, slots=True)
class _ValueColumn:
    column: Column
    head: ValueHead


@dataclass(frozen=True, slots=True)
class _Heads:
    """The columns of one table that hold values and given growth."""

    values: tuple[_ValueColumn, ...]
    growths: tuple[tuple[Column, GrowthHead], ...]
    misspelt: tuple[_ValueColumn, ...]
    """Columns whose numbers are not read until the head is mended."""
    of_other_unit: set[Place] = field(default_factory=set)
    """The heads of which it was told that they say another unit than a row."""
    of_year: Mapping[bool, tuple[_ValueColumn, ...]] = field(init=False)
    """Of `values` those of this year (`False`) and of the last (`True`)."""
    mixed_years: tuple[bool, ...] = field(init=False)
    """The years that have columns of one quarter or month and columns from January, which may contradict."""

    def __post_init__(self) -> None:
        of_year = {last: tuple(one for one in self.values if one.head.is_last_year is last) for last in (False, True)}
        mixed = tuple(last for last, columns in of_year.items() if {one.head.kind for one in columns} >= _CONTRADICTING)
        object.__setattr__(self, "of_year", of_year)
        object.__setattr__(self, "mixed_years", mixed)


def read_indicators(tables: Sequence[Table], year: int | None) -> tuple[Indicators, list[Finding]]:
    """Return the indicators of the sheets 指标 and everything that is wrong with them.

    Heads without a year are of `year`; without one, of the latest year that a head names. Of two rows
    with one name the first holds.
    """
    findings: list[Finding] = []
    rows: dict[str, Indicator] = {}
    for table in tables:
        if not table.missing_head:
            _read_table(table, year, rows, findings)
    return Indicators(tuple(rows.values()), year), findings


def _read_table(table: Table, year: int | None, rows: dict[str, Indicator], findings: list[Finding]) -> None:
    heads = _read_heads(table, year or _latest_year(table), findings)
    for row in table.rows:
        indicator = _RowReader(row, heads, findings).read()
        if indicator is None:
            continue
        key = normalize_key(indicator.name)
        if key in rows:
            message = f"指标“{quote(indicator.name)}”在{rows[key].place}已有一行"
            findings.append(rules.INDICATOR_TWICE.at(indicator.place, message, related=(rows[key].place,)))
        rows.setdefault(key, indicator)


def _latest_year(table: Table) -> int | None:
    years = [
        written
        for column in table.columns
        if not column.is_known and (written := written_year(column.head, column.name))
    ]
    return max(years, default=None)


def _read_heads(table: Table, year: int | None, findings: list[Finding]) -> _Heads:
    values: list[_ValueColumn] = []
    growths: list[tuple[Column, GrowthHead]] = []
    misspelt: list[_ValueColumn] = []
    for column in table.columns:
        head = None if column.is_known else read_head(column.head, year, column.name)
        if isinstance(head, ValueHead):
            values.append(_ValueColumn(column, head))
        elif isinstance(head, GrowthHead):
            growths.append((column, head))
        elif isinstance(head, BadHead) and _holds_numbers(table, column):
            severity = Severity.ERROR if head.meant else None
            message = f"{head.message}，这一栏的数没有读"
            findings.append(rules.HEAD_UNREADABLE.at(column.head.place, message, head.suggestion, severity=severity))
            if head.meant:
                misspelt.append(_ValueColumn(column, head.meant))
    return _Heads(tuple(values), tuple(growths), tuple(misspelt))


def _holds_numbers(table: Table, column: Column) -> bool:
    return any(isinstance(parse_number(row[column.name]), Number) for row in table.rows)


def _plain_unit(words: str) -> str:
    return "%" if normalize_key(words) in _PERCENT_UNITS else words.strip()


def _hundredfold(read: Sequence[tuple[Cell, Number]]) -> tuple[Cell, Number] | None:
    """Return a number that a percent format shows a hundredfold, if others of its row are far smaller."""
    for cell, number in read:
        is_huge = cell.is_percent and number.value >= _HUGE_PERCENTAGE
        if is_huge and any(0 < other.value * _FAR <= number.value for _, other in read):
            return cell, number
    return None


def _small_among_large(read: Sequence[tuple[Cell, Number]]) -> list[tuple[Cell, Number]]:
    """Return the plain numbers up to 1 where all others are at least ten times as large: 0.97 beside 96."""
    small = [(cell, number) for cell, number in read if 0 < number.value <= 1 and not number.is_percent]
    places = {cell.place for cell, _ in small}
    others = [number.value for cell, number in read if cell.place not in places]
    largest = max((number.value for _, number in small), default=Fraction(0))
    return small if others and all(other >= 10 * largest for other in others) else []


def _fractions(read: Sequence[tuple[Cell, Number]], message: str) -> Finding:
    """Return the finding on numbers that are shares where percentages are wanted, saying what each is to become."""
    first = read[0][0]
    wanted = [f"{cell.place.cell} 写成 {format_number(number.value * 100)}%" for cell, number in read]
    listed = "、".join(wanted[:_MOST_LISTED]) + ("等" if len(wanted) > _MOST_LISTED else "")
    suggestion = f"是百分数的，{listed}；确实不到1%的，不必改。"
    related = tuple(other.place for other, _ in read[1:])
    return rules.PERCENT_SUSPICION.at(first.place, message, suggestion, related=related)


class _RowReader:
    """Reads one row of 指标 and adds what is wrong with it to `findings`."""

    def __init__(self, row: Row, heads: _Heads, findings: list[Finding]) -> None:
        self._row = row
        self._heads = heads
        self._findings = findings

    def read(self) -> Indicator | None:
        """Return the row's indicator; `None` when it has no name."""
        name = source_of(self._row.get("指标"))
        if name is None:
            self._tell_nameless()
            return None
        measure_text = self._choice("口径", MEASURES)
        filling = self._choice("填法", FILLINGS)
        written_unit = self._written_unit()
        numbers = {column.column.name: self._amount(column, written_unit) for column in self._heads.values}
        unit = written_unit or self._implied_unit(numbers)
        self._tell_other_units(name.raw, unit, numbers)
        current = self._series(numbers, filling, is_last_year=False)
        last_year = self._series(numbers, filling, is_last_year=True)
        last_year_end = self._last_year_end(unit)
        measure = Measure(measure_text or MEASURES[0])
        if measure is Measure.POINT and last_year_end is not None:
            last_year = Series((*last_year.values, last_year_end), last_year.empty)
        growths = tuple(self._growths(current))
        indicator = Indicator(
            name=name.raw.strip(),
            place=name.place,
            unit=unit,
            measure=measure,
            filling=filling,
            target=self._target(unit),
            direction=self._choice("方向", DIRECTIONS),
            places=self._places(),
            is_comparable=self._choice("可比口径", YES_NO) == "是",
            given_growths=growths,
            last_year_end=last_year_end,
            current=current,
            last_year=last_year,
            cells=self._cells(),
        )
        self._tell_percentages(indicator, numbers)
        contradiction = tuple(self._contradicting_heads(indicator, numbers))
        self._findings.extend(contradiction or check_indicator(indicator, has_measure=bool(measure_text)))
        return indicator

    def _tell_nameless(self) -> None:
        cell = self._row.get("指标")
        filled = [column for column in self._heads.values if not self._row[column.column.name].is_empty]
        if cell is not None and cell.is_empty and filled:
            head = filled[0].column.name
            message = f"第{self._row.number}行“{head}”等栏有数，“指标”一栏是空的"
            related = tuple(self._row[column.column.name].place for column in filled)
            self._findings.append(rules.INDICATOR_NAME_BLANK.at(cell.place, message, related=related))

    def _choice(self, column: str, choices: tuple[str, ...]) -> str:
        source = source_of(self._row.get(column))
        if source is None:
            return ""
        chosen = match_choice(source.raw, choices)
        if chosen is None:
            self._findings.append(unknown_choice(column, source, choices))
        return chosen or ""

    def _amount(self, column: _ValueColumn, unit: str) -> Number | None:
        return read_amount(self._row[column.column.name], column.column.name, self._findings, unit=unit)

    def _written_unit(self) -> str:
        source = source_of(self._row.get("计量单位"))
        if source is None:
            return ""
        return _plain_unit(source.raw)

    def _implied_unit(self, numbers: Mapping[str, Number | None]) -> str:
        """Return the unit of a row that writes none: that of its percentages, else of the heads over its numbers."""
        filled = [(column.head, number) for column in self._heads.values if (number := numbers[column.column.name])]
        if any(number.is_percent for _, number in filled):
            return "%"
        return next((_plain_unit(head.unit) for head, _ in filled if head.unit), "")

    def _tell_other_units(self, name: str, unit: str, numbers: Mapping[str, Number | None]) -> None:
        """Tell each head that says another unit than the row, once for all rows."""
        for column in self._heads.values:
            written, head = column.head.unit, column.column.head
            if not written or numbers[column.column.name] is None or head.place in self._heads.of_other_unit:
                continue
            if factor_between(_plain_unit(written), unit) != 1:
                message = f"表头“{quote(head.raw)}”的单位是“{written}”，“{quote(name)}”的计量单位是“{quote(unit)}”"
                related = (self._cells().get("计量单位", self._row["指标"].place),)
                self._heads.of_other_unit.add(head.place)
                self._findings.append(rules.HEAD_UNIT_DIFFERS.at(head.place, message, related=related))

    def _series(self, numbers: Mapping[str, Number | None], filling: str, *, is_last_year: bool) -> Series:
        values: list[SpanValue] = []
        empty: list[EmptySpan] = []
        for column in self._heads.of_year[is_last_year]:
            head = column.head
            counts_from_january = filling == "累计数" and head.kind is HeadKind.SINGLE
            first = 1 if counts_from_january else head.first_month
            name = column.column.name
            number, cell = numbers[name], self._row.cells[name].place
            if number is None:
                empty.append(EmptySpan(first, head.last_month, cell))
            else:
                values.append(SpanValue(first, head.last_month, number.value, cell, number.is_estimate))
        empty += [
            EmptySpan(column.head.first_month, column.head.last_month, column.column.head.place)
            for column in self._heads.misspelt
            if column.head.is_last_year is is_last_year
        ]
        return Series(tuple(values), tuple(empty))

    def _growths(self, current: Series) -> Iterator[GivenGrowth]:
        latest = max((value.last_month for value in current.values), default=None)
        cells: list[tuple[Cell, str, int | None, int]] = [
            (self._row[column.name], column.name, head.first_month, head.last_month)
            for column, head in self._heads.growths
        ]
        bare = self._row.get("同比(给定)")
        if bare is not None and latest is not None:
            cells.append((bare, "同比(给定)", None, latest))
        for cell, column_name, first, last in cells:
            number = read_growth(cell, column_name, self._findings, is_known=first is None)
            if number is not None:
                yield GivenGrowth(first, last, number.value, cell.place, number.is_estimate)

    def _target(self, unit: str) -> Target | None:
        cell = self._row.get("年度目标")
        if cell is None:
            return None
        target = read_target(cell, unit)
        parsed = parse_number(cell)
        if not isinstance(target, NumberFault):
            if isinstance(parsed, Number):
                tell_text_number(cell, "年度目标", parsed, self._findings)
            return target
        if isinstance(parsed, NotANumber):
            self._findings.append(not_a_number(cell, "年度目标", parsed, unit))
        return None

    def _places(self) -> int | None:
        cell = self._row.get("小数位")
        if cell is None or cell.is_empty or cell.kind in _LOST_KINDS:
            return None
        number = parse_number(cell)
        if isinstance(number, Number) and not number.is_percent and number.value.denominator == 1:
            places = int(number.value)
            if 0 <= places <= _LARGEST_PLACES:
                return places
        self._findings.append(rules.PLACES_UNREADABLE.at(cell.place, f"“小数位”写的是“{quote(cell.raw)}”"))
        return None

    def _last_year_end(self, unit: str) -> SpanValue | None:
        cell = self._row.get("上年末")
        number = None if cell is None else read_amount(cell, "上年末", self._findings, unit=unit, is_known=True)
        if cell is None or number is None:
            return None
        return SpanValue(12, 12, number.value, cell.place, number.is_estimate)

    def _cells(self) -> Mapping[str, Place]:
        return {column: cell.place for column in _CITED_COLUMNS if (cell := self._row.get(column)) is not None}

    def _tell_percentages(self, indicator: Indicator, numbers: Mapping[str, Number | None]) -> None:
        read = [(self._row[name], number) for name, number in numbers.items() if number is not None]
        if not indicator.is_percent:
            for cell, number in read:
                if number.is_percent:
                    message = (
                        f"“{quote(indicator.name)}”的计量单位是“{quote(indicator.unit)}”，这里写的是{quote(cell.raw)}"
                    )
                    self._findings.append(rules.PERCENT_IN_COUNT.at(cell.place, message))
            return
        has_sign = any(number.is_percent for _, number in read)
        if read and not has_sign and all(0 < number.value <= 1 for _, number in read):
            cell, number = read[0]
            message = (
                f"“{quote(indicator.name)}”的计量单位是%，所填的数都不大于1，{quote(cell.raw)}会印成{quote(cell.raw)}%"
            )
            self._findings.append(_fractions(read, message))
            return
        if huge := _hundredfold(read):
            cell, number = huge
            shown, typed = format_number(number.value), format_number(number.value / 100)
            message = f"“{quote(indicator.name)}”的这一格是百分比格式，{typed}显示成{shown}%，会印成{shown}%"
            suggestion = f"是{typed}%的，把{cell.place.cell}的格式改为“常规”，或重新填写{typed}%。"
            self._findings.append(rules.PERCENT_SUSPICION.at(cell.place, message, suggestion))
            return
        small = _small_among_large(read)
        if small:
            cell, number = small[0]
            large = format_number(max(number.value for _, number in read))
            message = f"“{quote(indicator.name)}”别的数大到{large}，这里是{quote(cell.raw)}，会印成{quote(cell.raw)}%"
            self._findings.append(_fractions(small, message))
            return
        target = indicator.target
        if target and target.value is not None and 0 < target.value <= 1 and not target.text.endswith("%"):
            written = quote(target.text)
            message = f"“{quote(indicator.name)}”的计量单位是%，年度目标写的是{written}，会当作{written}%"
            meant = format_number(target.value * 100)
            suggestion = f"是{meant}%的，写成 {meant}%；确实不到1%的，不必改。"
            self._findings.append(rules.PERCENT_SUSPICION.at(target.cell, message, suggestion))

    def _contradicting_heads(self, indicator: Indicator, numbers: Mapping[str, Number | None]) -> Iterator[Finding]:
        if indicator.filling or indicator.measure is Measure.POINT:
            return
        for is_last_year in self._heads.mixed_years:
            columns = self._heads.of_year[is_last_year]
            filled = [column for column in columns if numbers[column.column.name] is not None]
            single = [column.column for column in filled if column.head.kind is HeadKind.SINGLE]
            cumulative = [column.column for column in filled if column.head.kind is HeadKind.CUMULATIVE]
            if single and cumulative:
                message = (
                    f"“{quote(indicator.name)}”在“{quote(single[0].name)}”（当季数的表头）"
                    f"和“{quote(cumulative[0].name)}”（累计数的表头）两栏都填了数"
                )
                place = self._row[single[0].name].place
                related = tuple(self._row[column.name].place for column in (*single[1:], *cumulative))
                yield rules.HEADS_CONTRADICT.at(place, message, related=related)
