"""All traps, and the workbooks that they need."""

from __future__ import annotations

from matrix.blanks import BLANKS
from matrix.layouts import LAYOUTS
from matrix.ledgers import LEDGERS
from matrix.merges import MERGES
from matrix.outside import OUTSIDE
from matrix.trap import SOUND, Trap, over
from matrix.values import VALUES
from office_files import Book

TRAPS: tuple[Trap, ...] = (*OUTSIDE, *LEDGERS, *LAYOUTS, *MERGES, *BLANKS, *VALUES)


def trapped(trap: Trap) -> str:
    """Return the name of the workbook with the trap."""
    return trap.files[0] or f"trap-{TRAPS.index(trap)}"


def clean(trap: Trap) -> str:
    """Return the name of the clean twin; many traps share the sound workbook, some another."""
    if trap.files[1] or not trap.twin:
        return trap.files[1] or "sound"
    return f"twin-{next(index for index, other in enumerate(TRAPS) if other.twin == trap.twin and not other.files[1])}"


BOOKS: dict[str, Book] = {
    "sound": SOUND,
    **{trapped(trap): over(trap.sheets) for trap in TRAPS},
    **{clean(trap): over(trap.twin) for trap in TRAPS},
}
