"""Damage to the file itself: bytes flipped, left out, doubled, cut off; and what the program may make of it.

A package (.xlsx, .ods) carries checksums: a byte that changes anything in it must be told. A .xls and a .csv carry
none: a character altered in a text is to everybody a text; there it is asked only that what was read is what is
printed, that nothing stumbles, and that a refusal names the file.
"""

from __future__ import annotations

import functools
import random
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from damage import Damage
from mutations.books import good
from mutations.oracle import Seen, look
from mutations.tabs import Good
from office_files import make

from summarize.errors import InputError
from summarize.read import read_workbook

KINDS = ("openpyxl", "xlsxwriter", "ods", "xls", "csv")
WITH_CHECKSUMS = frozenset({"openpyxl", "xlsxwriter", "ods"})
PERIOD = "上半年"


class Outcome(StrEnum):
    """What came of a damaged file; the last is unsound."""

    REFUSED = "refused, the file named"
    RIGHT = "the same report"
    TOLD = "a finding"
    ALTERED = "other cells were read, which nobody can see"
    SILENT = "wrong without a word"


@functools.cache
def _sound(kind: str) -> tuple[Mapping[str, bytes], Seen, Mapping[str, str]]:
    """Return the files of the good workbook of this kind by name, what is said of it, and its cells."""
    with tempfile.TemporaryDirectory() as folder:
        book = good("plain")
        if kind == "csv":
            _fill_merged(book)
        path = make(book.book(), kind, Path(folder), "好")
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        contents = {str(file.relative_to(folder)): file.read_bytes() for file in files}
        seen, cells = look(path, PERIOD), _cells(path)
    assert not seen.refused
    return contents, seen, cells


def _fill_merged(book: Good) -> None:
    """Write what merged cells say into each of their rows: .csv knows of no merging."""
    for tab in book.tabs:
        for area in tab.merged:
            for row in range(area.top, area.bottom + 1):
                tab.rows[row][area.left] = tab.rows[area.top][area.left]
        tab.merged = []


def _cells(path: Path) -> dict[str, str]:
    return {
        f"{table.sheet}!{cell.place.cell}": f"{cell.raw}\0{cell.merged}\0{row.is_hidden}"
        for table in read_workbook(path).tables
        for row in table.rows
        for cell in row.cells.values()
    } | {
        f"{table.sheet}!{cell.place.cell}": cell.raw
        for table in read_workbook(path).tables
        for cell in (*table.title_cells, *(column.head for column in table.columns))
    }


def injure(kind: str, rng: random.Random, folder: Path) -> tuple[Path, Damage]:
    """Write the good workbook with one injury into `folder`."""
    files = dict(_sound(kind)[0])
    injury = Damage(
        rng.choice(["flip", "flip", "flip", "cut", "drop", "insert", "double", "replace"]),
        rng.random(),
        rng.choice([bytes([1 << rng.randrange(8)]), rng.randbytes(rng.randrange(1, 9))]),
        None,
    )
    name = rng.choice(list(files))
    files[name] = injury.apply(files[name])
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder / next(iter(files)).partition("/")[0], injury


def judge_file(kind: str, path: Path) -> Outcome:
    """Return what the program makes of a damaged file; that a refusal names the file is asserted."""
    _, sound, cells = _sound(kind)
    seen = look(path, PERIOD)
    known = {(found.rule.code, found.message) for found in sound.findings}
    new = [found for found in seen.findings if (found.rule.code, found.message) not in known]
    if seen.refused and all(found.rule.code.startswith("R") for found in seen.findings):
        assert seen.findings and all(str(found.place.file).startswith(str(path)) for found in seen.findings)
        return Outcome.REFUSED
    if seen.units == sound.units and not seen.refused:
        return Outcome.RIGHT
    if new:
        return Outcome.TOLD
    if kind in WITH_CHECKSUMS or _is_same(path, cells):
        return Outcome.SILENT
    return Outcome.ALTERED


def _is_same(path: Path, cells: Mapping[str, str]) -> bool:
    try:
        return _cells(path) == cells
    except InputError:
        return False
