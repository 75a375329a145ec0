"""The text box of 版记, made as high as what stands in it.

It hangs at the foot of the text area with its text at its own foot, so too high a box would keep text
away from the page and too low a one would cut the first lines off.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from html import unescape

from summarize import standard as gb
from summarize.render.blocks import text_width
from summarize.render.finishing.outline import element_end

IMPRINT = "版记"
"""The name of the text box, in Word: 选择窗格."""

_NAMED = f' name="{IMPRINT}"'
_ANCHOR = re.compile(r"<(wp:anchor)(?: [^>]*)?>")
_PROPERTIES = re.compile(r"<wp:docPr [^>]*>")
_PARAGRAPH = re.compile(r"<(w:p)(?: [^>]*)?>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_HEIGHT = re.compile(r'(<(?:wp:extent|a:ext) (?:[^>]* )?cy=)"[^"]*"')
_LABEL = 3
"""抄送： is three characters wide; the lines below begin behind it."""
_LINE_CHARACTERS = gb.TEXT_WIDTH // gb.SIZE_4 - 2 * gb.IMPRINT_INDENT_CHARACTERS - _LABEL


def holds_imprint(block: str) -> bool:
    """Return whether a text box called 版记 hangs on the block."""
    return _NAMED in block and any(_NAMED in properties for properties in _PROPERTIES.findall(block))


def fit_imprint(blocks: Iterable[str]) -> list[str]:
    """Return the blocks with the height of every text box called 版记 set."""
    return [_fit_all(block) if _NAMED in block else block for block in blocks]


def _fit_all(block: str) -> str:
    pieces: list[str] = []
    done = position = 0
    while anchor := _ANCHOR.search(block, position):
        position = anchor.end()
        properties = _PROPERTIES.search(block, position)
        if properties and _NAMED in properties[0]:
            end = element_end(block, anchor)
            pieces += [block[done:position], _fit(block[position:end])]
            done = position = end
    return "".join([*pieces, block[done:]])


def _fit(box: str) -> str:
    """Return the inside of an anchor with the height that its paragraphs need."""
    lines = sum(_count_lines(box[start.start() : element_end(box, start)]) for start in _PARAGRAPH.finditer(box))
    height = lines * gb.IMPRINT_LINE_PITCH + gb.Pt(4)
    return _HEIGHT.sub(rf'\g<1>"{height:d}"', box)


def _count_lines(paragraph: str) -> int:
    text = unescape("".join(_TEXT.findall(paragraph)))
    return math.ceil(text_width(text) / _LINE_CHARACTERS)
