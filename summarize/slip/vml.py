"""The drawings behind comments: the boxes that older and newer Excel, WPS and LibreOffice show them in.

VML is not always well-formed XML where form controls stand in it, so it is edited by its text: shapes are
put before its end, those of an earlier return are cut out by the cell that they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS
from summarize.slip.comments import Cell, EditedComments
from summarize.spreadsheetml.markup import PackageEditError

_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPES_A_BLOCK = 1024
"""Shape ids are dealt out in blocks of so many; a drawing lists its blocks in `o:idmap`."""
_BLOCKS = re.compile(rb"""<o:idmap[^>]*\sdata=["']([0-9][0-9, ]*)["']""")
_NUMBER = re.compile(rb"[0-9]{1,7}")
_SHAPE_ID = re.compile(rb"""\sid=["']_x0000_s([0-9]{1,9})["']""")
_SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape>\s*", re.DOTALL)
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d{1,5})\s*</x:Column>")
_NOTE = re.compile(rb"""ObjectType=["']Note["']""")
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDTH = 300
"""Pixels across a comment's box; about 22 汉字 of 10 pt stand in a line."""
_CHARACTERS_IN_A_LINE = 20
_LINE = 18
"""Pixels that a line of 10 pt takes."""
_MOST_LINES = 24
_PIXELS_A_POINT = 96 / 72


class Measures(NamedTuple):
    """How wide and high a sheet's cells are, in pixels, where that is not the usual."""

    columns: Mapping[int, int]
    rows: Mapping[int, int]
    usual_width: int = 64
    usual_height: int = 20


def blocks_in(drawings: Iterable[bytes]) -> int:
    """Return the highest number of a block of shape ids in `drawings`; 0 if there is none."""
    numbers = [
        int(number) for drawing in drawings for found in _BLOCKS.findall(drawing) for number in _NUMBER.findall(found)
    ]
    return max(numbers, default=0)


def new_drawing(first_block: int, count: int) -> bytes:
    """Return a drawing without shapes that has blocks of ids for `count` of them, from `first_block`."""
    last = first_block + count // _SHAPES_A_BLOCK
    blocks = ",".join(str(number) for number in range(first_block, last + 1))
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return (
        f'<xml {declared}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
        f"{_SHAPE_TYPE}</xml>"
    ).encode()


def edit_drawing(content: bytes, comments: EditedComments, notes: Mapping[Cell, str], measures: Measures) -> bytes:
    """Return the drawing without the boxes of comments that went away and with one for each new one.

    Raises:
        PackageEditError: Its end cannot be found.
    """
    removed, added = comments.removed, comments.added
    kept = _SHAPE.sub(lambda shape: b"" if _cell_of(shape[0]) in removed else shape[0], content) if removed else content
    end = _END.search(kept)
    if end is None:
        raise PackageEditError("批注的图形部件没有结尾")
    used = [int(number) for number in _SHAPE_ID.findall(kept)]
    blocks = _BLOCKS.search(kept)
    lowest = min(map(int, _NUMBER.findall(blocks[1]))) if blocks else 1
    first = max(used, default=lowest * _SHAPES_A_BLOCK) + 1
    shapes = "".join(
        _shape(first + number, cell, notes[cell], measures, _declarations(kept)) for number, cell in enumerate(added)
    )
    kind = "" if b'id="_x0000_t202"' in kept or not added else _with_declarations(_SHAPE_TYPE, _declarations(kept))
    return kept[: end.start()] + (kind + shapes).encode() + kept[end.start() :]


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or not _NOTE.search(shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _declarations(content: bytes) -> str:
    """Return the declarations that a shape needs since its drawing does not make them."""
    head = content[: content.find(b">", content.find(b"xml ")) + 1]
    missing = [(prefix, name) for prefix, name in _NAMESPACES.items() if f"xmlns:{prefix}=".encode() not in head]
    return "".join(f' xmlns:{prefix}="{name}"' for prefix, name in missing)


def _with_declarations(xml: str, declarations: str) -> str:
    return re.sub(r"^<[\w:]+", lambda found: found[0] + declarations, xml)


def _shape(number: int, cell: Cell, note: str, measures: Measures, declarations: str) -> str:
    row, column = cell
    lines = sum(1 + len(line) // _CHARACTERS_IN_A_LINE for line in note.split("\n"))
    height = (min(lines, _MOST_LINES) + 1) * _LINE
    anchor = ", ".join(map(str, _anchor(row - 1, column - 1, height, measures)))
    return (
        f'<v:shape{declarations} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:80pt;margin-top:5pt;width:{_WIDTH * 3 // 4}pt;height:{height * 3 // 4}pt;"
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _anchor(row: int, column: int, height: int, measures: Measures) -> tuple[int, ...]:
    """Return the box's edges (column, offset, row, offset, twice), all from 0, beside the cell.

    At the right and lower end of the sheet the box begins far enough before it.
    """
    left, top = min(column + 1, MAX_COLUMNS - 8), max(0, min(row - 1, MAX_ROWS - 30))
    right, right_offset = _walk(left, 12 + _WIDTH, measures.columns, measures.usual_width, MAX_COLUMNS)
    bottom, bottom_offset = _walk(top, 8 + height, measures.rows, measures.usual_height, MAX_ROWS)
    return left, 12, top, 8, right, right_offset, bottom, bottom_offset


def _walk(start: int, length: int, sizes: Mapping[int, int], usual: int, most: int) -> tuple[int, int]:
    """Return the row or column in which `length` pixels from the beginning of `start` end, and the rest."""
    at = start
    while at < most - 1 and length >= (size := sizes.get(at + 1, usual)):
        length -= size
        at += 1
    return at, min(length, sizes.get(at + 1, usual))
