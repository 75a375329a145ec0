"""The outline of a body: its blocks, one after another, each as the text that it is.

A filled body is well-formed, `>` stands in no attribute, and there are no CDATA sections: so where a
block ends is told by counting the tags of its own name, and nothing is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summarize.render.tables import OWN_TABLES

_START = re.compile(r"<([^\s<>/!?]+)[^>]*>")
_NO_ELEMENT = re.compile(r"[^<]+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
PARAGRAPH = ("<w:p>", "<w:p ", "<w:p/>")
SECTION = ("<w:sectPr>", "<w:sectPr ", "<w:sectPr/>")


@dataclass(frozen=True, slots=True)
class Outline:
    """A body, or a section's properties, taken apart: the start tag, the blocks and the end tag."""

    opening: str
    blocks: tuple[str, ...]
    closing: str

    def with_blocks(self, blocks: list[str]) -> str:
        """Return the whole with other blocks."""
        return "".join((self.opening, *blocks, self.closing))


def outline(body: str) -> Outline:
    """Return the blocks of `body`, a whole `w:body` or `w:sectPr`; white space between them is left out."""
    opening = _START.search(body)
    if opening is None or opening[0].endswith("/>"):
        return Outline(body, (), "")
    end = body.rfind("</")
    return Outline(body[: opening.end()], tuple(_blocks(body, opening.end(), end)), body[end:])


def is_paragraph(block: str) -> bool:
    """Return whether `block` is a `w:p`."""
    return block.startswith(PARAGRAPH)


def is_own_table(block: str) -> bool:
    """Return whether `block` is a table of the program's own, whose form is known."""
    return block.startswith(OWN_TABLES)


def element_end(text: str, start: re.Match[str]) -> int:
    """Return where the element ends in `text` whose start tag was found as `start` (its name is group 1)."""
    inside = start.end()
    if text[inside - 2] == "/":
        return inside
    end_tag, plain, with_attributes = _tags(start[1])
    end = text.find(end_tag, inside)
    if end < 0:
        return len(text)
    if text.startswith(OWN_TABLES, start.start()) or (
        text.find(plain, inside, end) < 0 and text.find(with_attributes, inside, end) < 0
    ):
        return end + len(end_tag)
    return _nested_end(text, inside, start[1])


def _blocks(body: str, position: int, end: int) -> Iterator[str]:
    while position < end:
        first, position = position, _plain_end(body, position)
        if position < 0:
            start = _START.match(body, first)
            if start is None:
                between = _NO_ELEMENT.match(body, first)
                position = between.end() if between else end
                continue
            position = min(element_end(body, start), end)
        yield body[first:position]


def _plain_end(body: str, first: int) -> int:
    """Return where the paragraph that begins at `first` ends, or -1 if it is not one of the plain sort."""
    if not body.startswith("<w:p>", first):
        return -1
    inside = first + len("<w:p>")
    end = body.find("</w:p>", inside)
    if body.find("<w:p>", inside, end) >= 0 or body.find("<w:p ", inside, end) >= 0:
        return -1
    return end + len("</w:p>")


@cache
def _tags(name: str) -> tuple[str, str, str]:
    return f"</{name}>", f"<{name}>", f"<{name} "


@cache
def _own_tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}>|<{re.escape(name)}(?: [^>]*)?>")


def _nested_end(text: str, inside: int, name: str) -> int:
    """Return where the element ends that `inside` is in, which holds others of its name."""
    depth = 1
    for tag in _own_tags(name).finditer(text, inside):
        if tag[0].startswith("</"):
            depth -= 1
            if depth == 0:
                return tag.end()
        elif not tag[0].endswith("/>"):
            depth += 1
    return len(text)
