"""The rows of an overview on their way: sorted by state and counted, on disk and not in memory.

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

MOST_ERRORS = 100
"""Errors of one unit that are listed; a workbook with more is sent back as a whole."""
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


class SpooledError(NamedTuple):
    """An error; `file` is '' where it is the unit's own input."""

    code: str
    file: str
    place: str
    message: str
    suggestion: str


class SpooledRow(NamedTuple):
    """A row as it lies on disk.

    `state` is the place of its state among all; `error_count` counts also the errors that are not listed.
    """

    unit: str
    state: int
    source: str
    document: str
    pdf: str
    pages: int | None
    warning_count: int
    error_count: int
    errors: list[SpooledError]
    figures: list[SpooledFigure]
    person: str
    phone: str
    deadline: str
    note: str


_OPTIONAL = ("pages", "pdf", "person", "phone", "deadline", "note")
STATES = tuple(UnitState)


class Spool:
    """The rows, gone through once on entering; a context, for it holds files."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self._rows = rows
        self._files: list[IO[bytes]] = []
        self.counts: Counter[UnitState] = Counter()
        self.error_count = self.warning_count = self.page_count = self.figure_units = 0
        self.filled = {"unit"}
        """The fields that at least one row fills."""
        self._columns = FigureColumns()

    def __enter__(self) -> Self:
        self._files = [tempfile.TemporaryFile() for _ in STATES]  # noqa: SIM115 (closed on leaving)
        try:
            for row in self._rows:
                self._put(row)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    @property
    def unit_count(self) -> int:
        """How many rows there are."""
        return self.counts.total()

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
        for file in self._files:
            file.seek(0)
            yield from file

    def rows(self) -> Iterator[SpooledRow]:
        """Yield each row."""
        for line in self.lines():
            row = SpooledRow(*json.loads(line))
            yield row._replace(
                errors=[SpooledError(*error) for error in row.errors],
                figures=[SpooledFigure(*figure) for figure in row.figures],
            )

    def _put(self, row: UnitRow) -> None:
        state = STATES.index(row.state)
        spooled = SpooledRow(
            *(row.unit, state, row.source, row.document, row.pdf, row.pages, row.warning_count, len(row.errors)),
            errors=[_error(error, row.source) for error in row.errors[:MOST_ERRORS]],
            figures=self._figures(row.figures),
            person=row.contact.person,
            phone=row.contact.phone,
            deadline=row.contact.deadline,
            note=row.note,
        )
        self.filled.update(name for name in _OPTIONAL if getattr(spooled, name))
        self.counts[row.state] += 1
        self.error_count += len(row.errors)
        self.warning_count += row.warning_count
        self.page_count += row.pages or 0
        self.figure_units += bool(row.figures)
        self._files[state].write(as_json(spooled) + b"\n")

    def _figures(self, figures: Iterable[FigureCell]) -> list[SpooledFigure]:
        found: dict[int, SpooledFigure] = {}
        for figure in figures:
            column = self._columns.column_of(figure)
            if column.index not in found:
                column.take(figure)
                found[column.index] = _figure(column.index, figure)
        return list(found.values())


def as_json(value: object) -> bytes:
    """Return `value` as JSON that may stand in a script element: without `<`, and in proper UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = _HALF_A_CHARACTER.sub("\ufffd", text)
    return _NOT_IN_PAGES.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _error(error: Trouble, source: str) -> SpooledError:
    file = "" if error.file == source else error.file
    return SpooledError(error.code, file, error.place, error.message, error.suggestion)


def _figure(column: int, figure: FigureCell) -> SpooledFigure:
    number = figure.number
    if number is not None and number.is_integer() and abs(number) < 10**15:
        number = int(number)
    is_plain = number is not None and str(number) == figure.printed and _AS_NUMBER.fullmatch(figure.printed)
    change_number = figure.change_number if figure.change else None
    return SpooledFigure(column, number, 0 if is_plain else figure.printed, change_number, figure.change)
