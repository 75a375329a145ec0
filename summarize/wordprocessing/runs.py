"""The text of one paragraph as it reads with all revisions accepted, piece by piece with its look.

Text is what is shown: results of fields and not their codes, inserted text and not deleted one. What hangs
on the paragraph (text boxes, notes, pictures) is gathered beside the text. What a look is, is the reader's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lxml import etree

from summarize.wordprocessing.parts import W

_Look = TypeVar("_Look")

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_TEXT_BOX = f"{W}txbxContent"
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_CONTENTS_FIELD = "TOC"
_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo")
)
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote", f"{W}commentReference": "comment"}
_GRAPHICS = (f"{W}drawing", f"{W}pict", f"{W}object")


@dataclass(frozen=True, slots=True)
class Piece(Generic[_Look]):
    """Text of one look; `is_page_number` when a field of Word's counts it, `run` the `w:r` that it stands in."""

    text: str
    look: _Look
    is_page_number: bool = False
    run: etree._Element | None = None


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_in_code: bool = True

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Hangings:
    """What hangs on a paragraph: contents of text boxes, words in drawings, notes by kind and id, pictures."""

    text_boxes: list[etree._Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_picture: bool = False
    graphics: list[etree._Element] = field(default_factory=list)
    """What is drawn: `w:drawing`, `w:pict` and `w:object`."""


class RunReader(Generic[_Look]):
    """Reads paragraphs of one part in their order, since a field may reach over several of them.

    `look` gives the look of a run from its properties and those of its paragraph.
    """

    def __init__(self, look: Callable[[etree._Element | None, etree._Element | None], _Look]) -> None:
        self._look = look
        self._fields: list[_Field] = []
        self._unclosed: frozenset[etree._Element] | None = None

    @property
    def is_in_contents_table(self) -> bool:
        """Whether what comes next is the result of a field that makes a table of contents."""
        return any(item.kind == _CONTENTS_FIELD for item in self._fields)

    def expect(self, holder: etree._Element) -> None:
        """Look ahead in what is about to be read for fields without an end: they would hide all that follows."""
        if self._unclosed is None:
            self._unclosed = _find_unclosed(holder)

    def read(self, paragraph: etree._Element) -> tuple[list[Piece[_Look]], Hangings]:
        """Return the text of a paragraph and what hangs on it."""
        hangings = Hangings()
        return list(self._inside(paragraph, paragraph.find(f"{W}pPr"), hangings)), hangings

    def _inside(
        self, holder: etree._Element, properties: etree._Element | None, hangings: Hangings
    ) -> Iterator[Piece[_Look]]:
        for child in holder:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, properties, hangings)
            elif tag in _TRANSPARENT:
                yield from self._inside(child, properties, hangings)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._inside(content, properties, hangings)
            elif tag == f"{W}fldSimple":
                self._fields.append(_Field(child.get(f"{W}instr", ""), is_in_code=False))
                yield from self._inside(child, properties, hangings)
                self._fields.pop()
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                look = self._look(None, properties)
                yield from self._emit("".join(part.text or "" for part in child.iter(f"{_M}t")), look, None)
            elif tag == f"{_MC}AlternateContent":
                yield from self._inside(_chosen(child), properties, hangings)

    def _run(
        self, run: etree._Element, properties: etree._Element | None, hangings: Hangings
    ) -> Iterator[Piece[_Look]]:
        look = self._look(run.find(f"{W}rPr"), properties)
        yield from self._run_content(run, run, look, properties, hangings)

    def _run_content(
        self,
        holder: etree._Element,
        run: etree._Element,
        look: _Look,
        properties: etree._Element | None,
        hangings: Hangings,
    ) -> Iterator[Piece[_Look]]:
        for child in holder:
            tag = child.tag
            if tag == f"{W}t":
                yield from self._emit(child.text or "", look, run)
            elif tag in _CHARACTERS:
                yield from self._emit(_CHARACTERS[tag], look, run)
            elif tag == f"{W}sym":
                yield from self._emit(_symbol(child), look, run)
            elif tag == f"{W}fldChar" and child not in (self._unclosed or ()):
                self._turn_field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1].code += child.text or ""
            elif tag in _NOTES:
                hangings.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
            elif tag == f"{W}ruby":
                for part in (child.find(f"{W}rubyBase"), child.find(f"{W}rt")):
                    if part is not None:
                        yield from self._inside(part, properties, hangings)
            elif tag in _GRAPHICS:
                hangings.graphics.append(child)
                _gather_graphic(child, hangings)
            elif tag == f"{_MC}AlternateContent":
                yield from self._run_content(_chosen(child), run, look, properties, hangings)

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_in_code = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _emit(self, text: str, look: _Look, run: etree._Element | None) -> Iterator[Piece[_Look]]:
        if text and not any(item.is_in_code for item in self._fields):
            yield Piece(text, look, any(item.kind in _PAGE_FIELDS for item in self._fields), run)


def _find_unclosed(holder: etree._Element) -> frozenset[etree._Element]:
    """Return the beginnings of fields in `holder` whose code never ends, deleted text left out."""
    in_code: list[etree._Element | None] = []
    for mark in holder.iter(f"{W}fldChar"):
        if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            continue
        kind = mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            in_code.append(mark)
        elif in_code and kind == "separate":
            in_code[-1] = None
        elif in_code and kind == "end":
            in_code.pop()
    return frozenset(mark for mark in in_code if mark is not None)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the form of a drawing that newer programs show; the others repeat its text."""
    choice = alternatives.find(f"{_MC}Choice")
    fallback = alternatives.find(f"{_MC}Fallback")
    return next((found for found in (choice, fallback) if found is not None), alternatives.makeelement("none"))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""


def _gather_graphic(graphic: etree._Element, hangings: Hangings) -> None:
    before = len(hangings.text_boxes), len(hangings.words)
    words: list[str] = []
    _gather(graphic, hangings, words)
    if text := "".join(words).strip():
        hangings.words.append(text)
    if before == (len(hangings.text_boxes), len(hangings.words)):
        hangings.has_picture = True


def _gather(element: etree._Element, hangings: Hangings, words: list[str]) -> None:
    for child in element:
        if child.tag == _TEXT_BOX:
            hangings.text_boxes.append(child)
        elif child.tag == f"{_A}t":
            words.append(child.text or "")
        elif child.tag == f"{_MC}AlternateContent":
            _gather(_chosen(child), hangings, words)
        else:
            if child.tag in (f"{_A}blip", f"{_V}imagedata"):
                hangings.has_picture = True
            if isinstance(child.tag, str):
                _gather(child, hangings, words)
