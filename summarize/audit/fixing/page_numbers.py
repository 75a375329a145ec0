"""Page numbers in the footers: a field between two dashes, outside on odd and on even pages (7.5).

What else stands in headers and footers stays. Once even pages have headers and footers of their own, each section
gets for them what its other pages show, the number on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from summarize.audit.fixing.edits import Layout, Look
from summarize.audit.fixing.layouts import set_layout
from summarize.audit.fixing.looks import set_run_look
from summarize.audit.fixing.manuscript import Manuscript
from summarize.audit.fixing.order import drop, insert, put, put_first
from summarize.audit.paper import Role
from summarize.audit.profile import Profile
from summarize.standard import (
    FOOTER_DISTANCE,
    PAGE_NUMBER_INDENT_CHARACTERS,
    PAGE_NUMBER_PITCH,
    SONGTI,
)
from summarize.wordprocessing.parts import R, W, is_on

_FIELD = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_NUMBER = re.compile(r"[\s—–―－─ー\-‐一·.．第共页/]*\d{0,4}[\s—–―－─ー\-‐一·.．第共页/\d]*")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE, _ID = f"{W}type", f"{R}id"
_ODD, _EVEN, _MIDDLE = "right", "left", "center"
_TWIPS_OF_CHARACTER = 280
"""一字 of the number's own 4号."""
_LOST = (f"{W}ins", f"{W}del", f"{W}object", "{*}blip", "{*}imagedata")
_DECIMAL = frozenset(("", "decimal"))


def number_pages(manuscript: Manuscript, profile: Profile) -> bool:
    """Give every upright section the page numbers of `profile`; return whether anything could be done."""
    root = manuscript.main
    sections = list(root.iter(f"{W}sectPr"))
    if not sections:
        body = root.find(f"{W}body")
        sections = [] if body is None else [etree.SubElement(body, f"{W}sectPr")]
    sections = [one for one in sections if next(one.iterancestors(f"{W}sectPrChange"), None) is None]
    is_centred = profile.page_number_place == "居中"
    if not is_centred:
        _have_even_pages(manuscript, sections)
    numbering = _Numbering(manuscript, profile, is_centred=is_centred)
    done = [numbering.number(section, is_first=place == 0) for place, section in enumerate(sections)]
    manuscript.touch(manuscript.main_name)
    return any(done)


def _have_even_pages(manuscript: Manuscript, sections: list[etree._Element]) -> None:
    """Let even pages have headers and footers of their own, those of other pages where they had none."""
    settings_name = next((one.target for one in manuscript.relations.values() if one.kind == "settings"), None)
    settings = None if settings_name is None else manuscript.part(settings_name)
    if settings is None:
        settings = etree.Element(f"{W}settings", nsmap={"w": W[1:-1]})
        identity = manuscript.add("settings", settings)
        settings_name = manuscript.relations[identity].target
    if is_on(settings, "evenAndOddHeaders"):
        return
    put(settings, "evenAndOddHeaders").attrib.pop(f"{W}val", "")
    manuscript.touch(settings_name or "")
    for section in sections:
        for kind in ("header", "footer"):
            usual, even = _reference(section, kind, "default"), _reference(section, kind, "even")
            if even is not None:
                section.remove(even)
            source = None if usual is None else manuscript.relations.get(usual.get(_ID, ""))
            copied = None if source is None else manuscript.part(source.target)
            if source is not None and copied is not None:
                identity = manuscript.add_copy(kind, source.target, deepcopy(copied))
                _refer(section, kind, "even", identity)


class _Numbering:
    """Numbers sections one after the other; a part that serves odd and even pages is parted."""

    def __init__(self, manuscript: Manuscript, profile: Profile, *, is_centred: bool) -> None:
        self._manuscript, self._profile, self._is_centred = manuscript, profile, is_centred
        self._sides: dict[str, str] = {}
        """What side the number of a part stands on."""

    def number(self, section: etree._Element, *, is_first: bool) -> bool:
        """Number one section; return whether each of its parts could be."""
        size = section.find(f"{W}pgSz")
        is_turned = size is not None and (_int(size.get(f"{W}w")) > _int(size.get(f"{W}h")))
        self._be_decimal(section)
        self._clear_headers(section)
        made = ("default",) if self._is_centred else ("default", "even")
        done = True
        for pages in ("default", "even", "first"):
            reference = _reference(section, "footer", pages)
            if reference is None:
                if not is_first or pages not in made:
                    continue
                reference = self._new_footer(section, pages)
            side = _MIDDLE if self._is_centred else _EVEN if pages == "even" else _ODD
            done = self._number_part(section, reference, pages, None if is_turned else side) and done
        return done

    def _new_footer(self, section: etree._Element, pages: str) -> etree._Element:
        root = etree.Element(f"{W}ftr", nsmap={"w": W[1:-1], "r": R[1:-1]})
        etree.SubElement(root, f"{W}p")
        margins = put(section, "pgMar")
        margins.set(f"{W}footer", str(FOOTER_DISTANCE.twips))
        if margins.get(f"{W}header") is None:
            margins.set(f"{W}header", "851")
        return _refer(section, "footer", pages, self._manuscript.add("footer", root))

    def _number_part(self, section: etree._Element, reference: etree._Element, pages: str, side: str | None) -> bool:
        relation = self._manuscript.relations.get(reference.get(_ID, ""))
        root = None if relation is None else self._manuscript.part(relation.target)
        if relation is None or root is None:
            return False
        known = self._sides.get(relation.target.lower())
        if known is not None and side is not None and known != side:
            section.remove(reference)
            identity = self._manuscript.add_copy("footer", relation.target, deepcopy(root))
            return self._number_part(section, _refer(section, "footer", pages, identity), pages, side)
        if side is not None:
            self._sides[relation.target.lower()] = side
        elif known is not None:
            return True
        if pages == "first" and not _numbers(root):
            return True
        self._manuscript.touch(relation.target)
        return self._write(root, side)

    def _write(self, root: etree._Element, side: str | None) -> bool:
        standing = _numbers(root)
        if side is None and not standing:
            return True
        target = _first(standing) if standing else _free_line(root)
        if not all(map(_is_number_alone, {*standing, target} if standing else ())):
            return False
        for other in standing:
            if other is not target:
                _clear(other)
        _clear(target)
        self._fill(target, side)
        return True

    def _fill(self, paragraph: etree._Element, side: str | None) -> None:
        properties = put_first(paragraph, "pPr")
        if side is not None:
            drop(properties, "framePr")
            drop(properties, "tabs")
            set_layout(paragraph, Layout(alignment=side, left=0, right=0, first_line=0, pitch=PAGE_NUMBER_PITCH))
            indent = put(properties, "ind")
            if side in (_ODD, _EVEN):
                indent.set(f"{W}{side}Chars", str(PAGE_NUMBER_INDENT_CHARACTERS * 100))
                indent.set(f"{W}{side}", str(PAGE_NUMBER_INDENT_CHARACTERS * _TWIPS_OF_CHARACTER))
        spec = self._profile.types[Role.PAGE_NUMBER]
        face = spec.names[0] if spec.names else SONGTI.name
        look = Look(east_asia=face, latin=face, size=spec.size, has_hint=True)
        dashes = ("— ", " —") if self._profile.has_number_dashes else ("", "")
        for run in (*_text(paragraph, dashes[0]), *_page_field(paragraph), *_text(paragraph, dashes[1])):
            paragraph.append(run)
            set_run_look(run, look)

    def _be_decimal(self, section: etree._Element) -> None:
        numbers = section.find(f"{W}pgNumType")
        if numbers is not None and numbers.get(f"{W}fmt", "") not in _DECIMAL:
            del numbers.attrib[f"{W}fmt"]

    def _clear_headers(self, section: etree._Element) -> None:
        """Take numbers that stand alone out of the headers."""
        for reference in section.findall(f"{W}headerReference"):
            relation = self._manuscript.relations.get(reference.get(_ID, ""))
            root = None if relation is None else self._manuscript.part(relation.target)
            if relation is None or root is None:
                continue
            for one in _numbers(root):
                if _is_number_alone(one):
                    _clear(one)
                    self._manuscript.touch(relation.target)


def _reference(section: etree._Element, kind: str, pages: str) -> etree._Element | None:
    references = section.findall(f"{W}{kind}Reference")
    return next((one for one in references if one.get(_TYPE, "default") == pages), None)


def _refer(section: etree._Element, kind: str, pages: str, identity: str) -> etree._Element:
    reference = insert(section, f"{kind}Reference")
    reference.set(_TYPE, pages)
    reference.set(_ID, identity)
    return reference


def _numbers(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs with a field that counts pages; where there is none, those with a bare number."""
    paragraphs = list(root.iter(f"{W}p"))
    with_field = [one for one in paragraphs if any(_counts_pages(code) for code in _codes(one))]
    if with_field:
        return with_field
    texts = [(one, _words(one)) for one in paragraphs]
    return [one for one, text in texts if any(map(str.isdigit, text)) and _NUMBER.fullmatch(text)]


def _codes(paragraph: etree._Element) -> Iterator[str]:
    """Yield the codes of the fields of a paragraph, without those of text boxes in it."""
    for element in paragraph.iter(f"{W}instrText", f"{W}fldSimple"):
        if _own(element) is paragraph:
            yield element.get(f"{W}instr", "") if element.tag == f"{W}fldSimple" else element.text or ""


def _counts_pages(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _FIELD


def _words(paragraph: etree._Element) -> str:
    return "".join(part.text or "" for part in paragraph.iter(f"{W}t") if _own(part) is paragraph)


def _own(element: etree._Element) -> etree._Element | None:
    """Return the paragraph in which an element stands, the nearest."""
    return next(element.iterancestors(f"{W}p"), None)


def _is_number_alone(paragraph: etree._Element) -> bool:
    """Whether a paragraph, with the text boxes that hang on it, holds a page number and nothing else to be lost."""
    lines = (paragraph, *(inner for inner in paragraph.iter(f"{W}p") if inner is not paragraph))
    return all(_NUMBER.fullmatch(_words(one)) for one in lines) and next(paragraph.iter(*_LOST), None) is None


def _first(numbers: list[etree._Element]) -> etree._Element:
    """Return the paragraph for the number; one in a text box or beside the text gives way to the line around it."""
    outer = numbers[0]
    while (around := _own(outer)) is not None:
        outer = around
    return outer


def _free_line(root: etree._Element) -> etree._Element:
    """Return the last line of a footer if it is empty, else a new one."""
    last = next((one for one in reversed(root) if isinstance(one.tag, str)), None)
    if last is not None and last.tag == f"{W}p" and next(last.iter(f"{W}r"), None) is None:
        return last
    return etree.SubElement(root, f"{W}p")


def _clear(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _text(parent: etree._Element, text: str) -> list[etree._Element]:
    if not text:
        return []
    run = parent.makeelement(f"{W}r", {})
    written = etree.SubElement(run, f"{W}t", {_SPACE: "preserve"})
    written.text = text
    return [run]


def _page_field(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a field PAGE with a result for programs that do not count."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "1"), ("end", "")):
        run = parent.makeelement(f"{W}r", {})
        if kind:
            etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        else:
            name = "instrText" if text == "PAGE" else "t"
            etree.SubElement(run, f"{W}{name}", {_SPACE: "preserve"}).text = f" {text} " if text == "PAGE" else text
        yield run


def _int(text: str | None) -> int:
    try:
        return round(float(text or 0))
    except ValueError:
        return 0
