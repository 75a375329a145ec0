"""Every cell and text box ends with a paragraph, and no table is without rows: Word insists on both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarize.render.finishing.outline import PARAGRAPH
from summarize.render.tables import OWN_TABLES

_HOLDERS = ("w:tc", "w:txbxContent")
_CELLS = _HOLDERS[:1]
_COUNTED = (*_HOLDERS, "w:tr", "w:tbl")
"""Elements that must not stay empty, or whose being there counts though they are."""
_TAG = re.compile(r"<(/?)([^\s<>/!?]+)[^>]*?(/?)>")
_TEXT_BOX = "<w:txbxContent"
_SURE = (*PARAGRAPH, *OWN_TABLES)
"""Have no cells but in text boxes, or none that are not whole."""
_EMPTY = "<w:p/>"


def complete_cells(blocks: Sequence[str]) -> list[str]:
    """Return the blocks with whole cells and text boxes; a table without rows is left out."""
    completed = [
        block if (block.startswith(_SURE) and _TEXT_BOX not in block) or _is_whole(block) else _complete(block)
        for block in blocks
    ]
    return [block for block in completed if block]


def _is_whole(block: str) -> bool:
    """Return whether counting shows that nothing is missing; where it does not, every tag is looked at."""
    if block.count("</w:tbl>") != block.count("</w:tr></w:tbl>") or "<w:tbl/>" in block:
        return False
    return all(
        block.count(f"</{holder}>") == block.count(f"</w:p></{holder}>")
        and f"<{holder}/>" not in block
        and f"<{holder} " not in block
        for holder in (_HOLDERS if _TEXT_BOX in block else _CELLS)
    )


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come: where it began, and what it holds so far."""

    name: str
    first_piece: int
    last_child: str = ""
    child_before: str = ""
    """The last child of the element around it, before this one."""
    has_rows: bool = False


@dataclass(slots=True)
class _Rewriting:
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open("", 0)])

    def start(self, name: str, tag: str) -> None:
        around = self.open[-1]
        self.open.append(_Open(name, len(self.pieces), child_before=around.last_child))
        self.pieces.append(tag)
        around.last_child = name
        if name == "w:tr":
            table = next((element for element in reversed(self.open) if element.name == "w:tbl"), around)
            table.has_rows = True

    def end(self, tag: str) -> None:
        element = self.open.pop()
        if element.name == "w:tbl" and not element.has_rows:
            del self.pieces[element.first_piece :]
            self.open[-1].last_child = element.child_before
            return
        if element.name in _HOLDERS and element.last_child != "w:p":
            self.pieces.append(_EMPTY)
        self.pieces.append(tag)


def _complete(block: str) -> str:
    rewriting = _Rewriting()
    position = 0
    for tag in _TAG.finditer(block):
        rewriting.pieces.append(block[position : tag.start()])
        position = tag.end()
        is_end, name, is_empty = tag.groups()
        if is_end:
            rewriting.end(tag[0])
        elif is_empty and name in _COUNTED:
            rewriting.start(name, f"{tag[0][:-2]}>")
            rewriting.end(f"</{name}>")
        elif is_empty:
            rewriting.pieces.append(tag[0])
            rewriting.open[-1].last_child = name
        else:
            rewriting.start(name, tag[0])
    return "".join([*rewriting.pieces, block[position:]])
