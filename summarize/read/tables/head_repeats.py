"""Rows below a head that say it once more, as where a printed page begins."""

from __future__ import annotations

from collections.abc import Mapping

from summarize.model.cells import Cell
from summarize.read.tables.head_words import HeadWords, head_keys, head_text
from summarize.read.tables.heads import Canvas, Head


class HeadRepeats:
    """Tells rows that repeat a row of the head, in the words typed there or in synonyms of them."""

    def __init__(self, canvas: Canvas, head: Head, words: HeadWords) -> None:
        self._name = words.name
        self._rows = [
            {column: head_text(cell) for column, cell in canvas.rows.get(row, {}).items()}
            for row in range(head.first_row, head.last_row + 1)
        ]
        self._needed = min(2, max((len(row) for row in self._rows), default=0)) or 1

    def is_one(self, filled: Mapping[int, Cell]) -> bool:
        """Return whether the cells `filled` are those of one of the head's rows, or some of them."""
        count = len(filled)
        for row in self._rows:
            if row and count >= min(self._needed, len(row)) and filled.keys() <= row.keys():
                for column, cell in filled.items():
                    if not self._is_same(row[column], head_text(cell)):
                        break
                else:
                    return True
        return False

    def _is_same(self, head: str, text: str) -> bool:
        if head_keys(head)[0] == head_keys(text)[0]:
            return True
        name = self._name(text)
        return name is not None and name == self._name(head)
