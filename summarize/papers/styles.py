"""What styles say of a paragraph and its text: typeface, weight, size, outline level, numbering."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from summarize.papers.paper import Face, Look
from summarize.wordprocessing.parts import W, is_on, number, value

_BODY_LEVEL = 9
"""`w:outlineLvl` 9 is text."""
_REDS = 0x90, 0x60
"""A red has at least the first in its red channel and at most the second in the others."""


class Styles:
    """The part `styles.xml`; missing styles and chains that bite their tail do no harm."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._default = ""
        self._run_defaults: etree._Element | None = None
        if root is None:
            return
        self._run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iterfind(f"{W}style"):
            identifier = style.get(f"{W}styleId", "")
            self._by_id.setdefault(identifier, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = identifier

    def name(self, properties: etree._Element | None) -> str:
        """Return the name of a paragraph's style, '' for the default one."""
        identifier = value(properties, "pStyle")
        return (value(self._by_id.get(identifier), "name") or identifier) if identifier else ""

    def outline(self, properties: etree._Element | None) -> int:
        """Return the outline level of a paragraph, 1 to 9; 0 for text."""
        for holder in self._paragraph_chain(properties):
            level = number(value(holder, "outlineLvl"))
            if level is not None:
                return level + 1 if 0 <= level < _BODY_LEVEL else 0
        return 0

    def alignment(self, properties: etree._Element | None) -> str:
        """Return the alignment of a paragraph as Word writes it: center, right, both; '' when not said."""
        return next((said for holder in self._paragraph_chain(properties) if (said := value(holder, "jc"))), "")

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return the numbering of a paragraph, its id and level from 0; `None` for none."""
        list_id: str | None = None
        level: int | None = None
        for holder in self._paragraph_chain(properties):
            found = holder.find(f"{W}numPr")
            if found is None:
                continue
            list_id = value(found, "numId") if list_id is None else list_id
            level = number(value(found, "ilvl")) if level is None else level
        return None if list_id in (None, "", "0") else (str(list_id), level or 0)

    def look(self, run: etree._Element | None, paragraph: etree._Element | None) -> Look:
        """Return how a run looks, `run` being its properties and `paragraph` its paragraph's."""
        holders = list(self._run_chain(run, paragraph))
        fonts = (holder.find(f"{W}rFonts") for holder in holders)
        face = next((name for font in fonts if font is not None and (name := font.get(f"{W}eastAsia"))), "")
        bold = next((on for holder in holders if (on := is_on(holder, "b")) is not None), False)
        hidden = next((on for holder in holders if (on := is_on(holder, "vanish")) is not None), False)
        size = next((half_points for holder in holders if (half_points := number(value(holder, "sz")))), 0)
        color = next((code for holder in holders if (code := value(holder, "color"))), "")
        return Look(_face(face), bold, size / 2, _is_red(color), hidden)

    def _paragraph_chain(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        """Yield what speaks of a paragraph, the nearest first."""
        if properties is not None:
            yield properties
        for style in self._chain(value(properties, "pStyle") or self._default):
            if (holder := style.find(f"{W}pPr")) is not None:
                yield holder

    def _run_chain(self, run: etree._Element | None, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        if run is not None:
            yield run
        for first in (value(run, "rStyle"), value(paragraph, "pStyle") or self._default):
            for style in self._chain(first or ""):
                if (holder := style.find(f"{W}rPr")) is not None:
                    yield holder
        if self._run_defaults is not None:
            yield self._run_defaults

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identifier in self._by_id and identifier not in seen:
            seen.add(identifier)
            yield self._by_id[identifier]
            identifier = value(self._by_id[identifier], "basedOn") or ""


def _face(font: str) -> Face:
    name = font.lower()
    if "楷" in name or "kai" in name:
        return Face.KAITI
    if "小标宋" in name or "xiaobiaosong" in name or "中宋" in name or "zhongsong" in name:
        return Face.TITLE
    if ("黑" in name or "hei" in name) and "雅黑" not in name and "yahei" not in name:
        return Face.HEITI
    return Face.OTHER


def _is_red(color: str) -> bool:
    try:
        code = int(color, 16)
    except ValueError:
        return False
    least, most = _REDS
    return code >> 16 >= least and code >> 8 & 0xFF <= most and code & 0xFF <= most and len(color) == 6
