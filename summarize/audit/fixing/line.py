"""The text of one paragraph in the file: which run and which `w:t` holds each character, cut where need be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from summarize.audit.paper import Run
from summarize.wordprocessing.parts import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_CLOSED = (*_TRACKED, f"{W}fldSimple", f"{W}ruby")
_UNCUT = (*_TRACKED, f"{W}rPrChange")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(slots=True, eq=False)
class _Segment:
    """Text of one run; `element` is `None` where the file does not show which."""

    text: str
    element: etree._Element | None


class Line:
    """One `w:p` with the runs that the reader saw in it."""

    def __init__(self, paragraph: etree._Element, runs: Sequence[Run], in_fields: Collection[etree._Element]) -> None:
        elements = list(paragraph.iter(f"{W}r"))
        self._segments = [
            _Segment(run.text, elements[run.number] if 0 <= run.number < len(elements) else None) for run in runs
        ]
        self._starts = [0]
        """Where the first segments begin, as far as that has been asked for and still holds."""
        self._in_fields = in_fields

    def cover(self, start: int, end: int) -> Iterator[etree._Element]:
        """Yield the runs that hold the characters `start` to `end` and no others; those that cannot be cut are left."""
        index = self._segment_before(start)
        while index < len(self._segments) and (position := self._start(index)) < end:
            segment = self._segments[index]
            low, high = max(start - position, 0), min(end - position, len(segment.text))
            if low < high and segment.element is not None:
                count = len(self._segments)
                inner = self._cut_out(index, low, high)
                index += len(self._segments) - count
                if inner is not None:
                    yield inner
            index += 1

    def _start(self, index: int) -> int:
        while len(self._starts) <= index:
            self._starts.append(self._starts[-1] + len(self._segments[len(self._starts) - 1].text))
        return self._starts[index]

    def _segment_before(self, place: int) -> int:
        """Return the index of the segment that holds the character before `place`, 0 if there is none."""
        while self._starts[-1] < place and len(self._starts) < len(self._segments):
            self._start(len(self._starts))
        return max(bisect_left(self._starts, place) - 1, 0)

    def _cut_out(self, index: int, low: int, high: int) -> etree._Element | None:
        segment = self._segments[index]
        if high < len(segment.text) and self._cut(index, high) is None:
            return None
        if low == 0:
            return segment.element
        return self._cut(index, low)

    def _cut(self, index: int, at: int) -> etree._Element | None:
        """Cut the segment's run in two, and return the new one."""
        segment = self._segments[index]
        run = segment.element
        if run is None or not _is_cuttable(run, segment.text):
            return None
        second = _cut_run(run, at)
        self._segments.insert(index + 1, _Segment(segment.text[at:], second))
        self._starts.insert(index + 1, self._start(index) + at)
        segment.text = segment.text[:at]
        return second

    def replace(self, start: int, end: int, text: str) -> bool:
        """Put `text` in place of the characters; return whether they could be changed.

        Fields, revisions and what a form fills in are never touched. What stands behind `end` has other places now.
        """
        holders = list(self._holders(start, end))
        touched = (
            [one for one in holders if one[1] < end and one[2] > start] if end > start else _beside(holders, start)
        )
        covered = sum(min(end, stop) - max(start, begin) for _, begin, stop in touched)
        if not touched or (end > start and covered != end - start):
            return False
        if any(not self._is_open(element) for element, _, _ in touched):
            return False
        is_text = [element.tag == f"{W}t" for element, _, _ in touched]
        if text and not any(is_text):
            return False
        self._exchange(touched, start, end, text)
        return True

    def _exchange(self, touched: list[tuple[etree._Element, int, int]], start: int, end: int, text: str) -> None:
        runs = {element.getparent() for element, _, _ in touched}
        waiting: str | None = text
        for element, begin, stop in touched:
            low, high = max(start - begin, 0), min(end, stop) - begin
            if element.tag != f"{W}t":
                _remove(element)
                continue
            old = element.text or ""
            put_in, waiting = (waiting or "", None)
            element.text = f"{old[:low]}{put_in}{old[max(high, low) :]}"
            element.set(_SPACE, "preserve")
        index = first = self._segment_before(start)
        while index < len(self._segments) and self._start(index) <= end:
            index += 1
        for segment in self._segments[first:index]:
            if segment.element is not None and segment.element in runs:
                segment.text = _text_of(segment.element)
        del self._starts[first + 1 :]

    def _holders(self, start: int, end: int) -> Iterator[tuple[etree._Element, int, int]]:
        """Yield what holds the characters `start` to `end` and those beside them, with the places of its own."""
        index = self._segment_before(start)
        while index < len(self._segments) and (position := self._start(index)) <= end:
            segment = self._segments[index]
            index += 1
            run = segment.element
            if run is not None and _text_of(run) == segment.text:
                at = position
                for child in run:
                    length = len(_characters(child))
                    if length or child.tag == f"{W}t":
                        yield child, at, at + length
                    at += length

    def _is_open(self, element: etree._Element) -> bool:
        run = element.getparent()
        if run is None or run in self._in_fields:
            return False
        return next(run.iterancestors(*_CLOSED), None) is None and not _is_bound(run) and not _is_doubled(run)


def _beside(holders: list[tuple[etree._Element, int, int]], place: int) -> list[tuple[etree._Element, int, int]]:
    """Return the text that ends at `place`, or else the one that begins there."""
    texts = [one for one in holders if one[0].tag == f"{W}t"]
    before = [one for one in texts if one[1] < place <= one[2]]
    return before[:1] or [one for one in texts if one[1] == place][:1]


def _is_bound(run: etree._Element) -> bool:
    """Whether the text comes from elsewhere in the file, from where it would come back."""
    controls = run.iterancestors(f"{W}sdt")
    return any(control.find(f"{W}sdtPr/{W}dataBinding") is not None for control in controls)


def _is_doubled(run: etree._Element) -> bool:
    """Whether the text stands a second time in the file, for older programs."""
    return next(run.iterancestors(_FALLBACK), None) is not None


def _characters(child: etree._Element) -> str:
    return (child.text or "") if child.tag == f"{W}t" else _CHARACTERS.get(child.tag, "")


def _text_of(run: etree._Element) -> str:
    return "".join(map(_characters, run))


def _is_cuttable(run: etree._Element, text: str) -> bool:
    """Whether a run can be two: its text is all there, and no revision would be told twice."""
    properties = run.find(f"{W}rPr")
    is_tracked = properties is not None and any(properties.find(name) is not None for name in _UNCUT)
    return not is_tracked and _text_of(run) == text


def _cut_run(run: etree._Element, at: int) -> etree._Element:
    """Move what stands behind the first `at` characters of a run into a new one behind it, and return that."""
    second = run.makeelement(run.tag, _attributes(run))
    position = 0
    for child in list(run):
        if child.tag == f"{W}rPr":
            second.append(deepcopy(child))
            continue
        text = _characters(child)
        if position >= at:
            second.append(child)
        elif position + len(text) > at:
            rest = run.makeelement(child.tag, _attributes(child))
            child.text, rest.text = text[: at - position], text[at - position :]
            for half in (child, rest):
                half.set(_SPACE, "preserve")
            second.append(rest)
        position += len(text)
    run.addnext(second)
    return second


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def runs_in_fields(root: etree._Element) -> set[etree._Element]:
    """Return the runs of a part that are codes or results of fields; a field without an end is none."""
    begun: list[etree._Element] = []
    whole: set[etree._Element] = set()
    marks = [
        mark for mark in root.iter(f"{W}fldChar") if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None
    ]
    for mark in marks:
        kind = mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            whole.update((begun.pop(), mark))
    found: set[etree._Element] = set()
    depth = 0
    for element in root.iter(f"{W}r", f"{W}fldChar"):
        if element.tag == f"{W}r":
            if depth:
                found.add(element)
        elif element in whole:
            run = element.getparent()
            if run is not None:
                found.add(run)
            depth += 1 if element.get(f"{W}fldCharType") == "begin" else -1
    return found
