"""The look of runs, written into their `w:rPr`."""

from __future__ import annotations

from lxml import etree

from summarize.audit.fixing.edits import Look
from summarize.audit.fixing.order import drop, put, put_first
from summarize.wordprocessing.parts import W

_LATIN = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme"}
_COLORS_OF_THEMES = ("themeColor", "themeTint", "themeShade")


def set_run_look(run: etree._Element, look: Look) -> None:
    """Give a `w:r` another look."""
    set_look(put_first(run, "rPr"), look)


def set_look(properties: etree._Element, look: Look) -> None:
    """Write `look` into a `w:rPr`: fonts by name, since a theme's win over names that stand beside them."""
    if look.east_asia is not None:
        _set_font(put(properties, "rFonts"), "eastAsia", "eastAsiaTheme", look.east_asia)
    if look.latin is not None:
        for slot, theme in _LATIN.items():
            _set_font(put(properties, "rFonts"), slot, theme, look.latin)
    if look.has_hint:
        put(properties, "rFonts").set(f"{W}hint", "eastAsia")
    if look.size is not None:
        for name in ("sz", "szCs"):
            put(properties, name).set(f"{W}val", str(look.size.half_points))
    if look.color is not None:
        color = put(properties, "color")
        color.set(f"{W}val", look.color)
        for name in _COLORS_OF_THEMES:
            color.attrib.pop(f"{W}{name}", "")
    if not len(properties) and not properties.attrib:
        parent = properties.getparent()
        if parent is not None:
            drop(parent, "rPr")


def _set_font(fonts: etree._Element, slot: str, theme: str, name: str) -> None:
    fonts.set(f"{W}{slot}", name)
    fonts.attrib.pop(f"{W}{theme}", "")
