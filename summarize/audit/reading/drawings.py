"""What is drawn in a paragraph: pictures, lines, boxes, as DrawingML or as VML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from summarize.audit.formats import NO_LENGTH
from summarize.audit.paper import Drawing, DrawingKind
from summarize.audit.reading.properties import twips
from summarize.standard import Length, Mm, Twips
from summarize.wordprocessing.parts import W, number

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_LINES = frozenset(("line", "straightConnector1"))
_THIN = Mm(2)
"""A shape no higher than this is a line, whatever it is called."""
_NAMED_COLORS = {"red": "FF0000", "black": "000000"}


def read_drawing(graphic: etree._Element) -> Drawing:
    """Return what a `w:drawing`, `w:pict` or `w:object` shows."""
    if graphic.tag == f"{W}drawing":
        return _read_drawing_ml(graphic)
    return _read_vml(graphic)


def _read_drawing_ml(graphic: etree._Element) -> Drawing:
    frame = next((child for child in graphic if child.tag in (f"{_WP}inline", f"{_WP}anchor")), graphic)
    extent = frame.find(f"{_WP}extent")
    width = Length(0 if extent is None else number(extent.get("cx")) or 0)
    height = Length(0 if extent is None else number(extent.get("cy")) or 0)
    shapes = {element.get("prst", "") for element in frame.iter(f"{_A}prstGeom")}
    has_text = next(frame.iter(f"{W}txbxContent"), None) is not None
    line = next(frame.iter(f"{_A}ln"), None)
    weight = Length(0 if line is None else number(line.get("w")) or 0)
    if next(frame.iter(f"{_A}blip"), None) is not None:
        kind = DrawingKind.PICTURE
    elif has_text:
        kind = DrawingKind.BOX
    elif shapes & _LINES or (shapes and height < _THIN):
        kind = DrawingKind.LINE
    else:
        kind = DrawingKind.OTHER
    color = next((element.get("val", "") for element in _colors(frame, line)), "")
    return Drawing(kind, frame.tag != f"{_WP}anchor", width, height, color.upper(), weight)


def _colors(frame: etree._Element, line: etree._Element | None) -> Iterator[etree._Element]:
    if line is not None:
        yield from line.iter(f"{_A}srgbClr")
    yield from frame.iter(f"{_A}srgbClr")


def _read_vml(graphic: etree._Element) -> Drawing:
    shape = next((element for element in graphic.iter() if _is_vml_shape(element)), None)
    if shape is None:
        return Drawing(DrawingKind.OTHER, is_inline=True)
    style = dict(pair.split(":", 1) for pair in shape.get("style", "").split(";") if ":" in pair)
    width, height = (_length(style.get(key)) for key in ("width", "height"))
    weight = _length(shape.get("strokeweight")) or (Length(9525) if shape.tag == f"{_V}line" else NO_LENGTH)
    if next(shape.iter(f"{_V}imagedata"), None) is not None:
        kind = DrawingKind.PICTURE
    elif next(shape.iter(f"{W}txbxContent"), None) is not None:
        kind = DrawingKind.BOX
    elif shape.tag == f"{_V}line":
        kind = DrawingKind.LINE
        ends = [_length(shape.get(key, "0,0").split(",")[0]) for key in ("from", "to")]
        width = Length(abs(ends[1] - ends[0]))
    else:
        kind = DrawingKind.LINE if width and height < _THIN else DrawingKind.OTHER
    color = shape.get("strokecolor", "").split(" ")[0].lstrip("#").lower()
    is_inline = style.get("position", "").strip() != "absolute"
    return Drawing(kind, is_inline, width, height, _NAMED_COLORS.get(color, color).upper(), weight)


def _is_vml_shape(element: etree._Element) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag.startswith(_V)
        and element.tag != f"{_V}shapetype"
        and bool(element.get("style") or element.get("from"))
    )


def _length(text: str | None) -> Length:
    measured = twips(text.strip()) if text else None
    if measured is None:
        return NO_LENGTH
    # A bare number in VML is in pixels of 1/96 inch.
    return Twips(measured) if text and text.strip()[-1:].isalpha() else Twips(measured * 15)
