"""The text box of 版记, made as high as what stands in it.

It hangs at the foot of the text area with its text at its own foot, so too high a box would keep text
away from the page and too low a one would cut the first lines off.
"""

from __future__ import annotations

import math

from lxml import etree

from summarize import standard as gb
from summarize.render.blocks import text_width

IMPRINT = "版记"
"""The name of the text box, in Word: 选择窗格."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LABEL = 3
"""抄送： is three characters wide; the lines below begin behind it."""
_LINE_CHARACTERS = gb.TEXT_WIDTH // gb.SIZE_4 - 2 * gb.IMPRINT_INDENT_CHARACTERS - _LABEL


def fit_imprint(body: etree._Element) -> None:
    """Set the height of every text box called 版记 in `body`."""
    for anchor in body.iter(f"{_WP}anchor"):
        properties = anchor.find(f"{_WP}docPr")
        if properties is None or properties.get("name") != IMPRINT:
            continue
        lines = sum(_count_lines(paragraph) for paragraph in anchor.iter(f"{_W}p"))
        for size in anchor.iter(f"{_WP}extent", f"{_A}ext"):
            size.set("cy", str(lines * gb.IMPRINT_LINE_PITCH + gb.Pt(4)))


def _count_lines(paragraph: etree._Element) -> int:
    text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
    return math.ceil(text_width(text) / _LINE_CHARACTERS)
