"""The rows of an overview on their way: sorted by state and list and counted, on disk and not in memory.

A batch gives each row once and in its own order, while heads, counts and columns are known only after
the last. So a row is put down as a line of JSON, in the form in which the page carries it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple, Self

from summarize.overview.figures import FigureColumn, FigureColumns
from summarize.overview.rows import FigureCell, Trouble, UnitRow, UnitState

MOST_ERRORS, MOST_WARNINGS = 100, 30
"""Errors and warnings of one unit that are listed; a workbook with more is sent back as a whole."""
_BEHIND_ALL = 1 << 40
_NOT_IN_PAGES = re.compile("[<>&\u2028\u2029]")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""What is no text anywhere: Chromium breaks off where a page has it."""
_AS_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,5}[1-9])?")
"""Printed numbers that JavaScript writes in the same way."""


class SpooledFigure(NamedTuple):
    """A figure; `printed` is 0 where the number is printed as it is."""

    column: int
    number: float | None
    printed: str | int
    change_number: float | None
    change: str


class SpooledTrouble(NamedTuple):
    """An error or a warning; `file` is '' where it is the unit's own input."""

    code: str
    file: str
    place: str
    message: str
    suggestion: str


class SpooledRow(NamedTuple):
    """A row as it lies on disk.

    `state` is the place of its state among all; the counts are also of what is not listed. `period` is '' where
    it is that of most others.
    """

    unit: str
    state: int
    source: str
    document: str
    pdf: str
    pages: int | None
    warning_count: int
    error_count: int
    errors: list[SpooledTrouble]
    figures: list[SpooledFigure]
    person: str
    phone: str
    deadline: str
    note: str
    warnings: list[SpooledTrouble]
    period: str


_OPTIONAL = ("pages", "pdf", "person", "phone", "deadline", "note")
STATES = tuple(UnitState)


class Spool:
    """The rows, gone through once on entering; a context, for it holds files."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self._rows = rows
        self._file: IO[bytes]
        self._places: list[list[tuple[int, int]]] = [[] for _ in STATES]
        """Of each state the rows by their order, and where they lie."""
        self._apart: list[tuple[int, int]] = []
        self._size = 0
        self.counts: Counter[UnitState] = Counter()
        self.error_count = self.warning_count = self.page_count = self.figure_units = self.apart_units = 0
        self.filled = {"unit"}
        """The fields that at least one row fills."""
        self._columns = FigureColumns()

    def __enter__(self) -> Self:
        self._file = tempfile.TemporaryFile()
        try:
            for row in self._rows:
                self._put(row)
        except BaseException:
            self.__exit__()
            raise
        for places in (*self._places, self._apart):
            places.sort()
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def unit_count(self) -> int:
        """How many units there are: what waits is workbooks."""
        return self.counts.total() - self.counts[UnitState.WAITING]

    @property
    def columns(self) -> list[FigureColumn]:
        """The columns of figures that are shown, in their order."""
        return list(self._columns.shown(self.figure_units))

    @property
    def column_count(self) -> int:
        """How many columns of figures there are, shown or not."""
        return len(self._columns.by_key)

    def lines(self) -> Iterator[bytes]:
        """Yield each row as a line of JSON that a page can hold: no character of it means anything to HTML."""
        return self._lines_at(*self._places)

    def rows(self) -> Iterator[SpooledRow]:
        """Yield each row."""
        return map(_row_of, self.lines())

    def rows_apart(self) -> Iterator[SpooledRow]:
        """Yield the rows with figures of another period than that of most."""
        return map(_row_of, self._lines_at(self._apart))

    def _lines_at(self, *lists: list[tuple[int, int]]) -> Iterator[bytes]:
        position = -1
        for places in lists:
            for _, place in places:
                # To seek throws away what was read ahead, and most rows follow each other.
                if place != position:
                    self._file.seek(place)
                line = self._file.readline()
                position = place + len(line)
                yield line

    def _put(self, row: UnitRow) -> None:
        state = STATES.index(row.state)
        spooled = SpooledRow(
            *(row.unit, state, row.source, row.document, row.pdf, row.pages, len(row.warnings), len(row.errors)),
            errors=[_trouble(error, row.source) for error in row.errors[:MOST_ERRORS]],
            figures=self._figures(row),
            person=row.contact.person,
            phone=row.contact.phone,
            deadline=row.contact.deadline,
            note=row.note,
            warnings=[_trouble(warning, row.source) for warning in row.warnings[:MOST_WARNINGS]],
            period=row.period,
        )
        self.filled.update(name for name in _OPTIONAL if getattr(spooled, name))
        self.counts[row.state] += 1
        self.error_count += len(row.errors)
        self.warning_count += len(row.warnings)
        self.page_count += row.pages or 0
        self.figure_units += bool(row.figures and not row.period)
        self.apart_units += bool(row.figures and row.period)
        place = _BEHIND_ALL if row.rank is None else row.rank, self._size
        self._places[state].append(place)
        if row.figures and row.period:
            self._apart.append(place)
        self._size += self._file.write(as_json(spooled) + b"\n")

    def _figures(self, row: UnitRow) -> list[SpooledFigure]:
        found: dict[int, SpooledFigure] = {}
        for figure in row.figures:
            column = self._columns.column_of(figure)
            if column.index not in found:
                column.take(figure, is_added=not row.period)
                found[column.index] = _figure(column.index, figure)
        return list(found.values())


def as_json(value: object) -> bytes:
    """Return `value` as JSON that may stand in a script element: without `<`, and in proper UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = _HALF_A_CHARACTER.sub("\ufffd", text)
    return _NOT_IN_PAGES.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _row_of(line: bytes) -> SpooledRow:
    row = SpooledRow(*json.loads(line))
    return row._replace(
        errors=[SpooledTrouble(*error) for error in row.errors],
        warnings=[SpooledTrouble(*warning) for warning in row.warnings],
        figures=[SpooledFigure(*figure) for figure in row.figures],
    )


def _trouble(trouble: Trouble, source: str) -> SpooledTrouble:
    file = "" if trouble.file == source else trouble.file
    return SpooledTrouble(trouble.code, file, trouble.place, trouble.message, trouble.suggestion)


def _figure(column: int, figure: FigureCell) -> SpooledFigure:
    number = figure.number
    if number is not None and number.is_integer() and abs(number) < 10**15:
        number = int(number)
    is_plain = number is not None and str(number) == figure.printed and _AS_NUMBER.fullmatch(figure.printed)
    change_number = figure.change_number if figure.change else None
    return SpooledFigure(column, number, 0 if is_plain else figure.printed, change_number, figure.change)
