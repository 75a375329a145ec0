"""Edits made in a manuscript, those of one round together: places are those of the paper that was read before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from summarize.audit.fixing.edits import (
    Edit,
    LoosenRow,
    NumberPages,
    RemoveBlank,
    SetLayout,
    SetLook,
    SetPage,
    SetText,
)
from summarize.audit.fixing.layouts import set_layout, set_page
from summarize.audit.fixing.line import Line, runs_in_fields
from summarize.audit.fixing.looks import set_look, set_run_look
from summarize.audit.fixing.manuscript import Manuscript
from summarize.audit.fixing.order import put, put_first
from summarize.audit.fixing.page_numbers import number_pages
from summarize.audit.paper import Anchor, Paper, Paragraph
from summarize.audit.profile import Profile
from summarize.wordprocessing.parts import W

_MARKS = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr"))
_NOTHING = frozenset(f"{W}{name}" for name in ("rPr", "lastRenderedPageBreak"))
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


class Applying:
    """One round of edits on the document that `paper` was read from."""

    def __init__(self, manuscript: Manuscript, paper: Paper, profile: Profile) -> None:
        self._manuscript, self._profile = manuscript, profile
        self._elements = manuscript.paragraphs
        self._by_anchor = {one.anchor: one for one in _all_paragraphs(paper)}
        self._lines: dict[Anchor, Line] = {}
        self._in_fields: dict[str, set[etree._Element]] = {}

    def apply(self, edits: Iterable[Edit]) -> dict[Edit, bool]:
        """Make the edits, and return for each whether it could be made.

        Texts are changed from their ends on; an edit that overlaps with one made before it is left out: it may be
        made in another round.
        """
        done: dict[Edit, bool] = {}
        texts = [edit for edit in edits if isinstance(edit, SetText)]
        first_of: dict[Anchor, int] = {}
        for edit in sorted(texts, key=lambda one: (one.start, one.end), reverse=True):
            if edit.end > first_of.get(edit.anchor, edit.end):
                continue
            done[edit] = self._line(edit.anchor).replace(edit.start, edit.end, edit.text)
            if done[edit]:
                first_of[edit.anchor] = edit.start
                self._manuscript.touch(edit.anchor.part)
        for other in edits:
            if not isinstance(other, SetText):
                done[other] = self._apply(other)
        return done

    def _apply(self, edit: Edit) -> bool:
        match edit:
            case SetLook():
                done = self._set_look(edit)
            case SetLayout():
                done = self._set_layout(edit)
            case SetPage():
                done = self._set_page(edit)
            case LoosenRow():
                done = self._loosen_row(edit.anchor)
            case RemoveBlank():
                done = self._remove_blank(edit.anchor)
            case NumberPages():
                done = number_pages(self._manuscript, self._profile)
            case SetText():
                done = self._line(edit.anchor).replace(edit.start, edit.end, edit.text)
        return done

    def _element(self, anchor: Anchor) -> etree._Element:
        return self._elements[anchor.part.lower()][anchor.number]

    def _line(self, anchor: Anchor) -> Line:
        if anchor not in self._lines:
            root = self._manuscript.part(anchor.part)
            if anchor.part not in self._in_fields:
                self._in_fields[anchor.part] = set() if root is None else runs_in_fields(root)
            runs = self._by_anchor[anchor].runs
            self._lines[anchor] = Line(self._element(anchor), runs, self._in_fields[anchor.part])
        return self._lines[anchor]

    def _set_layout(self, edit: SetLayout) -> bool:
        set_layout(self._element(edit.anchor), edit.layout)
        self._manuscript.touch(edit.anchor.part)
        return True

    def _set_look(self, edit: SetLook) -> bool:
        done = False
        for run in self._line(edit.anchor).cover(edit.start, edit.end):
            set_run_look(run, edit.look)
            done = True
        if edit.with_mark:
            properties = put_first(self._element(edit.anchor), "pPr")
            set_look(put(properties, "rPr"), edit.look)
            done = True
        self._manuscript.touch(edit.anchor.part)
        return done

    def _set_page(self, edit: SetPage) -> bool:
        root = self._manuscript.main
        body = root.find(f"{W}body")
        if body is None:
            return False
        inner = list(root.iterfind(f".//{W}pPr/{W}sectPr"))
        final = body.find(f"{W}sectPr")
        sections = [*inner, *(() if final is None else (final,))]
        if edit.section > len(sections):
            sections.append(etree.SubElement(body, f"{W}sectPr"))
        set_page(sections[edit.section - 1], edit)
        self._manuscript.touch(self._manuscript.main_name)
        return True

    def _loosen_row(self, anchor: Anchor) -> bool:
        row = next(self._element(anchor).iterancestors(f"{W}tr"), None)
        height = None if row is None else row.find(f"{W}trPr/{W}trHeight")
        if height is None:
            return False
        height.set(f"{W}hRule", "atLeast")
        self._manuscript.touch(anchor.part)
        return True

    def _remove_blank(self, anchor: Anchor) -> bool:
        """Remove a blank paragraph; its bookmarks go into the next one."""
        element = self._element(anchor)
        parent, following = element.getparent(), element.getnext()
        marks = [child for child in element if child.tag in _MARKS]
        if parent is None or following is None or following.tag != f"{W}p" or not _is_removable(element):
            return False
        place = 1 if following.find(f"{W}pPr") is not None else 0
        for mark in reversed(marks):
            following.insert(place, mark)
        parent.remove(element)
        self._manuscript.touch(anchor.part)
        return True


def _is_removable(element: etree._Element) -> bool:
    properties = element.find(f"{W}pPr")
    if properties is not None and (
        properties.find(f"{W}sectPr") is not None or next(properties.iter(*_TRACKED, f"{W}pPrChange"), None) is not None
    ):
        return False
    others = [child for child in element if child.tag not in _MARKS and child is not properties]
    return all(child.tag == f"{W}r" and _is_blank_run(child) for child in others)


def _is_blank_run(run: etree._Element) -> bool:
    return all(
        child.tag in _NOTHING or child.tag == f"{W}tab" or (child.tag == f"{W}t" and not (child.text or "").strip())
        for child in run
    )


def _all_paragraphs(paper: Paper) -> Iterator[Paragraph]:
    yield from paper.paragraphs
    yield from paper.beside
    for section in paper.sections:
        for furniture in section.furniture:
            yield from furniture.paragraphs
