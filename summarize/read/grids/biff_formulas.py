"""Which results of formulas in a BIFF stream are none: zeros and empty texts of writers that cannot compute.

The format has no mark for a formula that was never computed. Some writers store 0 and ask, in the formula's
flags or for the whole workbook, for a computation on opening; others store the empty text. Programs that
compute may set the same flag, but then on values that are not 0 too.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from summarize.model.cells import CellKind
from summarize.read.grids.stored_cells import Stored, StoredSheet

_ON_OPENING = 0x0002
_HISTORY_END = 4 + 16

Position = tuple[int, int, int]
"""Row and column, from 0, and style."""


@dataclass(slots=True)
class Formulas:
    """What the formulas of a workbook tell about its writer, and those that wait for the verdict.

    `is_stale` is true when the writer asks for all formulas to be computed on opening, `is_by_script`
    when it is no program that leaves traces of computing.
    """

    is_stale: bool = False
    is_by_script: bool = True
    _has_value: bool = False
    _flags_are_habit: bool = False
    _zeros: list[tuple[StoredSheet, Position]] = field(default_factory=list)
    _empty: list[tuple[StoredSheet, Position]] = field(default_factory=list)

    def note_beginning(self, stream: bytes) -> None:
        """Note the first record: Excel writes there which of its versions have had the file."""
        length = struct.unpack_from("<H", stream, 2)[0]
        if length >= 16 and len(stream) >= _HISTORY_END:
            self.is_by_script = stream[_HISTORY_END - 8 : _HISTORY_END - 4] == bytes(4)

    def note_engine(self, body: bytes) -> None:
        """Note who computed last; engine 0 asks for a computation on opening."""
        self.is_by_script = False
        self.is_stale = body[4:8] == bytes(4)

    def note_value(self, flags: int) -> None:
        """Note a formula with a result that nobody stores unless it was computed."""
        self._has_value = True
        self._flags_are_habit |= bool(flags & _ON_OPENING)

    def note_number(self, number: float, flags: int, sheet: StoredSheet, position: Position) -> None:
        """Note a formula whose result is `number`."""
        if number != 0:
            self.note_value(flags)
        elif self.is_stale or flags & _ON_OPENING:
            self._zeros.append((sheet, position))

    def note_no_text(self, sheet: StoredSheet, position: Position) -> None:
        """Note a formula whose result is the empty text."""
        self._empty.append((sheet, position))

    def settle(self) -> None:
        """Mark what may never have been computed, when all formulas are known."""
        if self.is_stale or not self._flags_are_habit:
            for sheet, (row, column, style) in self._zeros:
                sheet.rows[row + 1][column + 1] = Stored(CellKind.NUMBER, 0.0, style, is_stale=True)
        if self.is_by_script and not self._has_value:
            for sheet, (row, column, style) in self._empty:
                sheet.put(row + 1, column + 1, Stored(CellKind.UNCOMPUTED, None, style))
