"""The tree of a paper's outline: every line hangs on the heading or ordinal that it belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarize.papers.headings import Part, looks_ahead
from summarize.papers.outline import SERIES_LEVEL, Mark, Node, Reading, mark_lines
from summarize.papers.paper import Block, Line, PaperTable

_HALF = 5
"""Puts the opening of a section's own plan between the section and what is numbered below it."""


def build_tree(blocks: Sequence[Block], reading: Reading) -> Node:
    """Return the root of the tree of `blocks`; the root's line is empty."""
    marks = mark_lines(blocks, reading)
    openings = _plan_openings(blocks, marks, reading)
    root = Node(Line("", 0), "", "", -1)
    stack = [root]
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        node = _node(block, mark, openings.get(index))
        if node is None:
            stack[-1].children.append(block)
            continue
        while len(stack) > 1 and stack[-1].level >= node.level:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _node(block: Block, mark: Mark, opening: int | None) -> Node | None:
    if isinstance(block, PaperTable):
        return None
    if opening is not None:
        return Node(block, "", block.text, opening, Part.PLAN, is_opening=True)
    if mark.level is None:
        return None
    taken = mark.ordinal.length if mark.ordinal else 0
    return Node(
        line=block,
        ordinal=mark.ordinal.text if mark.ordinal else "",
        text=block.text[taken:].strip(),
        level=mark.level,
        part=mark.part,
        lead_length=max(0, block.lead_length - taken),
    )


def _plan_openings(blocks: Sequence[Block], marks: Sequence[Mark], reading: Reading) -> dict[int, int]:
    """Return the paragraphs that open a plan without being a heading, each with the level to give it.

    下半年，…： opens one wherever it stands outside a plan; a sentence about what will be done only where no
    other plan is opened and no numbered part follows it.
    """
    top = min((mark.level for mark in marks if mark.level is not None and mark.ordinal), default=10)
    openings: dict[int, int] = {}
    last_sentence: int | None = None
    in_plan = False
    numbering = _Numbering(marks, top)
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        if mark.level is not None and mark.level <= top:
            is_restarted = bool(openings) and mark.ordinal is not None
            in_plan = mark.part is Part.PLAN or (in_plan and mark.part is None and is_restarted)
        if isinstance(block, PaperTable) or mark.level is not None or in_plan:
            continue
        if not looks_ahead(block.text, year=reading.year, is_second_half=reading.is_second_half):
            continue
        if _opens(block, marks, index, has_first_level=numbering.first_level < index):
            goes_on = numbering.goes_on(index)
            openings[index] = top + _HALF if goes_on else top
            in_plan = not goes_on
        else:
            last_sentence = index
    has_plan = bool(openings) or any(mark.part is Part.PLAN for mark in marks)
    if last_sentence is not None and not has_plan:
        follows = any(mark.level is not None and mark.level < SERIES_LEVEL * 10 for mark in marks[last_sentence + 1 :])
        if not follows:
            openings[last_sentence] = top
    return openings


def _opens(line: Line, marks: Sequence[Mark], index: int, *, has_first_level: bool) -> bool:
    """Whether the paragraph says that the plan follows: by a colon, or a list in it or anew below.

    `has_first_level` tells that something numbered 一、 stands before.
    """
    if line.text[-1] in "：:" or "：一是" in line.text or "：一要" in line.text:
        return True
    if index + 1 >= len(marks):
        return False
    following = marks[index + 1].ordinal
    return following is not None and following.level == 1 and following.number == 1 and has_first_level


class _Numbering:
    """The numbers of the highest level of a paper, by the lines that have them."""

    def __init__(self, marks: Sequence[Mark], top: int) -> None:
        numbered = [
            (index, mark.ordinal.number) for index, mark in enumerate(marks) if mark.ordinal and mark.level == top
        ]
        self._lines = [index for index, _ in numbered]
        self._numbers = [number for _, number in numbered]
        self.first_level = next(
            (index for index, mark in enumerate(marks) if mark.ordinal and mark.ordinal.level == 1), len(marks)
        )
        """The first line that is numbered 一、."""

    def goes_on(self, index: int) -> bool:
        """Whether the numbering goes on behind a line: then what is opened there belongs to one section."""
        behind = bisect_right(self._lines, index)
        before = bisect_left(self._lines, index)
        last = self._numbers[before - 1] if before else None
        following = self._numbers[behind] if behind < len(self._numbers) else None
        return last is not None and following is not None and following == last + 1
