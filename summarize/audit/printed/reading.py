"""A PDF as pages of lines, each told which paragraph it belongs to.

pdfminer gives the box of every character, which pypdf does not. LibreOffice writes text in the order in which it is
read, so a line ends where the next character is not on it.
"""

from __future__ import annotations

import io
import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from summarize.audit.paper import Paper
from summarize.audit.printed.pages import PrintedLine, PrintedPage
from summarize.audit.typefaces import is_han

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTPage

_POINT = 25.4 / 72
_AHEAD = 4000
"""How far ahead in the text a line is looked for, in characters."""
_GAP = 4.0
"""What parts two cells on one height: blanks as wide as so many characters."""
_SAME_LINE = 1.0
"""Points by which baselines of one line may differ."""


def read_printed(content: bytes, paper: Paper) -> tuple[PrintedPage, ...]:
    """Return the pages of a PDF that was made of `paper`."""
    pages = tuple(_read_page(number, page) for number, page in enumerate(_layouts(content), start=1))
    return tuple(_with_paragraphs(pages, paper))


def _layouts(content: bytes) -> Iterator[LTPage]:
    # Loaded here: it comes with an extra, and only who measures pages needs it.
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it says of odd fonts would go to the screen
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(content)):
        interpreter.process_page(page)
        yield device.get_result()


def _read_page(number: int, layout: LTPage) -> PrintedPage:
    from pdfminer.layout import LTChar, LTFigure  # noqa: PLC0415

    height = layout.height
    lines = [_line(characters, height) for characters in _lines(one for one in layout if isinstance(one, LTChar))]
    has_picture = any(isinstance(one, LTFigure) for one in layout)
    kept = tuple(line for line in lines if line.text.strip())
    return PrintedPage(number, layout.width * _POINT, height * _POINT, kept, has_picture)


def _lines(characters: Iterable[LTChar]) -> Iterator[list[LTChar]]:
    """Yield the characters line by line."""
    line: list[LTChar] = []
    for one in characters:
        if line and not _goes_on(line[-1], one):
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _goes_on(last: LTChar, one: LTChar) -> bool:
    gap = one.x0 - last.x1
    is_level = abs(one.matrix[5] - last.matrix[5]) <= _SAME_LINE
    return is_level and -last.size <= gap <= _GAP * last.size


def _line(characters: list[LTChar], height: float) -> PrintedLine:
    seen = [one for one in characters if one.get_text().strip()] or characters
    return PrintedLine(
        "".join(one.get_text() for one in characters),
        min(one.x0 for one in seen) * _POINT,
        max(one.x1 for one in seen) * _POINT,
        (height - seen[0].matrix[5]) * _POINT,
        frozenset(one.fontname.rpartition("+")[2] for one in seen if any(map(is_han, one.get_text()))),
    )


def _with_paragraphs(pages: Iterable[PrintedPage], paper: Paper) -> Iterator[PrintedPage]:
    """Yield the pages, each line with the paragraph whose text goes on with it."""
    texts = ["".join(one.text.split()) for one in paper.paragraphs]
    whole = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    cursor = 0
    for page in pages:
        lines = []
        for line in page.lines:
            text = "".join(line.text.split())
            at = whole.find(text, cursor, cursor + _AHEAD) if text else -1
            if at < 0:
                lines.append(line)
                continue
            cursor = at + len(text)
            lines.append(replace(line, index=bisect_right(starts, at)))
        yield replace(page, lines=tuple(lines))
