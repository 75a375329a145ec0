"""New texts for cells of a workbook: formats are kept, those of single characters too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from xml.sax.saxutils import escape

from summarize.model.addresses import address, first_corner
from summarize.spreadsheetml.markup import Document, Element
from summarize.spreadsheetml.text import escape_sequences, unescaped
from summarize.spreadsheetml.workbook import EditedWorkbook, SheetEntry

Edit = Callable[[Sequence[str]], list[str]]
"""From the texts of a cell's runs, one where all is of one format, to their new texts, as many."""


class Obstacle(Enum):
    """Why a cell was not edited."""

    FORMULA = "formula"
    TEXT = "no text, or another"


@dataclass(frozen=True, slots=True)
class UneditedCell:
    """A cell that an edit named and that is as it was."""

    sheet: str
    address: str
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class TextEdit:
    """What becomes of the text of the cell at `address`: `apply` where it still reads `before`."""

    address: str
    before: str
    apply: Edit


def edit_texts(data: bytes, edits: Mapping[str, Sequence[TextEdit]]) -> tuple[bytes, tuple[UneditedCell, ...]]:
    """Return the workbook `data` with `edits` (by sheet), and the cells in which they could not be made.

    A cell is not edited that holds a formula, or does not read as `before`. Every part that is not concerned
    keeps its bytes; cells that are edited keep their style, and a text in several formats keeps these.

    Raises:
        PackageEditError: It is no .xlsx or .xlsm that can be edited.
    """
    workbook = EditedWorkbook(data)
    strings = _SharedStrings(workbook)
    entries = {sheet.name: sheet for sheet in workbook.sheets}
    left: list[UneditedCell] = []
    for name, of_sheet in edits.items():
        met = _edit_sheet(workbook, entries[name], of_sheet, strings) if name in entries else {}
        for edit in of_sheet:
            if (obstacle := met.get(edit.address, Obstacle.TEXT)) is not None:
                left.append(UneditedCell(name, edit.address, obstacle))
    return workbook.save(), tuple(left)


class _SharedStrings:
    """The workbook's shared strings, each as its bytes."""

    def __init__(self, workbook: EditedWorkbook) -> None:
        relation = workbook.relations.first("sharedStrings")
        self._document = (
            Document(relation.target, workbook.archive.read(relation.target), depth=5) if relation else None
        )

    def runs_of(self, index: int) -> _Runs | None:
        """Return the string `index` as runs, or `None` if there is none."""
        if self._document is None or not 0 <= index < len(self._document.root.children):
            return None
        return _Runs(self._document, self._document.root.children[index])


class _Runs:
    """What a string item (`si`, `is`) holds: one text, or runs (`r`) with their formats (ISO/IEC 29500-1, 18.4.8)."""

    def __init__(self, document: Document, item: Element) -> None:
        self._document = document
        self.prefix = item.prefix
        self._runs = [child for child in item.children if child.local == "r"]
        self._plain = next((child for child in item.children if child.local == "t"), None)

    @property
    def is_rich(self) -> bool:
        """Whether the text has several formats."""
        return bool(self._runs)

    @property
    def texts(self) -> list[str]:
        """The texts of the runs; one where all is of one format."""
        if not self._runs:
            return [self._text(self._plain)]
        return [self._text(run.child("t")) for run in self._runs]

    def _text(self, element: Element | None) -> str:
        return unescaped(self._document.text(element)) if element else ""

    def written_with(self, texts: Sequence[str], prefix: str) -> bytes:
        """Return the content of an inline string (`is`) with new `texts` in the same formats."""
        if not self._runs:
            return _text_element(texts[0], prefix)
        pieces = []
        for run, text in zip(self._runs, texts, strict=True):
            properties = run.child("rPr")
            kept = self._document.raw(properties) if properties else b""
            if text:
                pieces.append(f"<{prefix}r>".encode() + kept + _text_element(text, prefix) + f"</{prefix}r>".encode())
        return b"".join(pieces)


def _text_element(text: str, prefix: str) -> bytes:
    return f'<{prefix}t xml:space="preserve">{escape(escape_sequences(text))}</{prefix}t>'.encode()


def _edit_sheet(
    workbook: EditedWorkbook, sheet: SheetEntry, edits: Sequence[TextEdit], strings: _SharedStrings
) -> dict[str, Obstacle | None]:
    """Edit one sheet and return what was in the way at each address that stands there, `None` where it was edited."""
    wanted = {edit.address: edit for edit in edits}
    document = Document(sheet.part, workbook.archive.read(sheet.part), depth=8)
    met: dict[str, Obstacle | None] = {}
    for address_, cell in _cells(document):
        edit = wanted.get(address_)
        if edit is not None:
            met[address_] = _edit_cell(document, cell, edit, strings)
    if None in met.values():
        workbook.archive.put(sheet.part, document.apply())
    return met


def _cells(document: Document) -> Iterator[tuple[str, Element]]:
    """Yield every cell with its address; one that names none follows the one before it (18.3.1.4)."""
    data = document.root.child("sheetData")
    row_number = 0
    for row in data.children if data else ():
        named = row.attributes.get("r", "")
        row_number = int(named) if named.isdecimal() else row_number + 1
        column = 0
        for cell in row.children:
            corner = first_corner(cell.attributes["r"]) if "r" in cell.attributes else (row_number, column + 1)
            column = corner[1]
            yield address(*corner), cell


def _edit_cell(document: Document, cell: Element, edit: TextEdit, strings: _SharedStrings) -> Obstacle | None:
    if cell.child("f") is not None:
        return Obstacle.FORMULA
    runs = _runs_of(document, cell, strings)
    if runs is None or "".join(runs.texts) != edit.before:
        return Obstacle.TEXT
    prefix = cell.prefix
    if runs.is_rich and runs.prefix != prefix:
        return Obstacle.TEXT
    content = runs.written_with(edit.apply(runs.texts), prefix)
    kept = "".join(f" {name}={_quoted(value)}" for name, value in cell.attributes.items() if name not in {"t"})
    written = f'<{prefix}c{kept} t="inlineStr"><{prefix}is>'.encode() + content + f"</{prefix}is></{prefix}c>".encode()
    document.replace(cell.start, cell.end, written)
    return None


def _runs_of(document: Document, cell: Element, strings: _SharedStrings) -> _Runs | None:
    kind = cell.attributes.get("t")
    if kind == "s" and (value := cell.child("v")):
        index = document.text(value).strip()
        return strings.runs_of(int(index)) if index.isdecimal() else None
    inline = cell.child("is")
    return _Runs(document, inline) if kind == "inlineStr" and inline else None


def _quoted(value: str) -> str:
    return f'"{escape(value, {chr(34): "&quot;"})}"'
