"""The shape of a paper: what stands at the top of its outline, and whether it has three parts or sections."""

from __future__ import annotations

from collections.abc import Container, Sequence

from summarize.papers.gathering import SERIES, Child
from summarize.papers.headings import Part
from summarize.papers.outline import Node, ordinal_of

THREE_PARTS, BLOCKS = "三段式", "分块式"


def adopt(children: Sequence[Child]) -> list[Child]:
    """Return the top of the outline with numbered nodes put under the part that they belong to.

    A plan is numbered anew from 一 below its heading or opening, on the level of that heading itself.
    """
    top: list[Child] = []
    part: Node | None = None
    levels: set[int] = set()
    """The levels of what stands below the part."""
    for child in children:
        if not isinstance(child, Node):
            top.append(child)
            continue
        if part is not None and _belongs_to(child, part, levels):
            part.children.append(child)
            levels.add(child.level)
            continue
        top.append(child)
        part = child if child.part or child.is_opening else None
        levels = {node.level for node in child.nodes} if part else set()
    return top


def _belongs_to(node: Node, part: Node, levels: Container[int]) -> bool:
    if node.part is not None and node.part is not part.part:
        return False
    if node.level in levels:
        return bool(node.ordinal)
    ordinal = ordinal_of(node.line)
    if ordinal is None:
        return part.is_opening and not part.children
    return ordinal.number == 1 and node.level >= part.level


def find_structure(top: Sequence[Child]) -> str:
    """Return the 结构 of a paper whose outline has `top` at its top."""
    nodes = [child for child in top if isinstance(child, Node) and child.level < SERIES]
    works = [node for node in nodes if node.part is Part.ACHIEVEMENTS]
    ordinary = [node for node in nodes if node.part is None and not node.is_opening]
    is_three = any(node.nodes for node in works) or (works and not ordinary)
    return THREE_PARTS if is_three else BLOCKS


def has_numbered(node: Node) -> bool:
    """Return whether headings or numbered items, not only a series 一是, stand below `node`."""
    return any(child.level < SERIES for child in node.nodes)
