"""The XML of a part as a template: docxtpl's own patching, with lines that tell paragraphs and tags as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import count, pairwise
from typing import Any

from docxtpl import DocxTemplate

_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]+>")
_HOLDER_OR_PARAGRAPH = re.compile(r"\n<w:(p)[ >]|</?w:(?:tc|txbxContent)[ >]")
_NUMBER = re.compile("\n\x1e([0-9]+)\x1e")
_TEXT_OR_TAG = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>|({[{%] )", re.DOTALL)
_FIELD = re.compile(r"<w:(instrText|delInstrText)\b[^>]*>.*?</w:\1>")
_WHOLE_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)
LINE_BREAK = "\x1c"
"""Stands for the line breaks of the XML itself while it is a template: white space, and nothing that XML can hold."""
_CURLY = str.maketrans("“”‘’", "\x01\x02\x03\x04")
"""Stand for typographic quotes while docxtpl makes all of them in a tag straight."""
_BACK = str.maketrans("\x01\x02\x03\x04", "“”‘’")
_STRAIGHT = str.maketrans("\x01\x02\x03\x04", "\"\"''")
_patch: Callable[[Any, str], str] = DocxTemplate.patch_xml


class PartSource:
    """The XML of a part, before and after patching.

    Line N + 1 of `patched` is its N-th paragraph, since a line break stands before every paragraph and
    nowhere else.
    """

    def __init__(self, xml: str) -> None:
        numbers = count(1)
        plain = xml.replace("\r\n", "\n").replace("\n", LINE_BREAK)
        # docxtpl breaks lines after it has taken the paragraphs of statements out, so that a line cannot
        # be told from a paragraph any more.
        self._numbered = _PARAGRAPH.sub(lambda found: f"\n\x1e{next(numbers)}\x1e{found[0]}", plain)
        patched = _patch(None, self._numbered.translate(_CURLY))
        self.patched = _keep_lines(_WHOLE_TAG.sub(_restore_tag, patched).translate(_BACK))

    @property
    def _lines(self) -> str:
        return _NUMBER.sub("\n", self._numbered)

    @cached_property
    def paragraphs(self) -> list[str]:
        """The texts of the part's paragraphs in document order."""
        return [_TAG.sub("", _FIELD.sub("", line)).strip() for line in self._lines.split("\n")[1:]]

    @cached_property
    def holders(self) -> list[int]:
        """Which paragraphs stand in one cell or text box, or outside of all: the same number means the same."""
        return list(_number_holders(self._lines))


def _keep_lines(patched: str) -> str:
    """Return the patched XML without the numbers of its lines, and with those that patching took out.

    A statement for rows or cells takes all paragraphs of its row or cell along; it stands for the first.
    """
    head, *rest = _NUMBER.split(patched)
    numbers, texts = [0, *map(int, rest[::2])], [head, *rest[1::2]]
    following = [*numbers[1:], numbers[-1] + 1]
    kept = [
        text if after == number + 1 else _with_lines(text, after - number - 1)
        for number, text, after in zip(numbers, texts, following, strict=True)
    ]
    return "\n".join(kept)


def _with_lines(text: str, missing: int) -> str:
    """Return `text` with a line break before each tag between elements as long as any is missing, others at its end."""
    tags = [found.start() for found in _TEXT_OR_TAG.finditer(text) if found[1]][:missing]
    cuts = [0, *tags, len(text)]
    spread = "\n".join(text[start:end] for start, end in pairwise(cuts))
    return spread + "\n" * (missing - len(tags))


def _number_holders(source: str) -> Iterator[int]:
    """Yield, for every paragraph, the number of the cell or text box that it stands in."""
    inside, count = [0], 0
    for found in _HOLDER_OR_PARAGRAPH.finditer(source):
        if found[1] is not None:
            yield inside[-1]
        elif found[0].startswith("</"):
            inside.pop()
        else:
            count += 1
            inside.append(count)


def _restore_tag(tag: re.Match[str]) -> str:
    """Return a tag as it was typed: its texts to the letter, quotes around them straight.

    docxtpl takes the typographic quotes for straight ones in texts as well, and leaves `&amp;`.
    """
    typed = tag[0].replace("&amp;", "&").replace(LINE_BREAK, " ")
    if not any(quote in typed for quote in "\x01\x02\x03\x04"):
        return typed
    pieces: list[str] = []
    position = 0
    for text in _QUOTED.finditer(typed):
        pieces += [typed[position : text.start()].translate(_STRAIGHT), text[0].translate(_BACK)]
        position = text.end()
    return "".join([*pieces, typed[position:].translate(_STRAIGHT)])
