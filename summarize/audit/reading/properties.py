"""What one `w:rPr` or `w:pPr` says, as plain values that can be laid over one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from summarize.wordprocessing.parts import W, number

Properties = Mapping[str, Any]
"""By name; a name that is absent is not said."""

NOTHING: Properties = {}
TOGGLES = ("b", "i", "vanish")
"""Switches that a character style turns over when the paragraph's style has them on (17.7.3)."""
_SWITCHES = frozenset((*TOGGLES, "pageBreakBefore", "keepNext", "snapToGrid", "contextualSpacing", "widowControl"))
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEME_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_NUMBERS = frozenset(("sz", "w", "outlineLvl"))
_WORDS = frozenset(("jc", "color", "u"))
_INDENTS = {
    "left": ("left", "start"),
    "right": ("right", "end"),
    "leftChars": ("leftChars", "startChars"),
    "rightChars": ("rightChars", "endChars"),
}
_SPACINGS = ("line", "before", "after", "beforeLines", "afterLines")
_OFF = frozenset(("0", "false", "off", "none"))
TWIPS_IN = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "px": 15.0}
_MEASURE = re.compile(r"(?P<number>[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?)(?P<unit>[a-z]{0,2})")
"""No length of a document has more digits; what else Python takes for a number (nan, 1e9) is none here."""


def twips(text: str | None) -> float | None:
    """Return a measure in twips: a bare number, or one with its unit (the strict variant); `None` if it is none."""
    found = _MEASURE.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    factor = TWIPS_IN.get(found["unit"]) if found["unit"] else 1.0
    return float(found["number"]) * factor if factor else None


def read_run(element: etree._Element | None) -> dict[str, Any]:
    """Return what a `w:rPr` says."""
    said: dict[str, Any] = {}
    for child in () if element is None else element:
        name = _local(child)
        if name == "rFonts":
            _read_fonts(child, said)
        elif name == "spacing":
            _put(said, "spacing", twips(child.get(f"{W}val")))
        else:
            _read_simple(name, child, said)
    return said


def read_paragraph(element: etree._Element | None) -> dict[str, Any]:
    """Return what a `w:pPr` says; `first` is the first line's indent, negative where it hangs."""
    said: dict[str, Any] = {}
    for child in () if element is None else element:
        name = _local(child)
        if name == "ind":
            _read_indents(child, said)
        elif name == "spacing":
            for key in _SPACINGS:
                _put(said, key, twips(child.get(f"{W}{key}")))
            _put(said, "lineRule", child.get(f"{W}lineRule"))
            for key in ("beforeAutospacing", "afterAutospacing"):
                if child.get(f"{W}{key}") is not None:
                    said[key] = child.get(f"{W}{key}", "").lower() not in _OFF
        elif name == "pBdr":
            said.update({f"edge-{_local(edge)}": edge for edge in child if isinstance(edge.tag, str)})
        elif name == "numPr":
            for key in ("numId", "ilvl"):
                found = child.find(f"{W}{key}")
                _put(said, key, None if found is None else found.get(f"{W}val"))
        elif name == "tabs":
            said["tabs"] = tuple((tab.get(f"{W}val", ""), twips(tab.get(f"{W}pos")) or 0.0) for tab in child)
        elif name == "framePr":
            said["frame"] = child.get(f"{W}dropCap") is None
            said["frameSide"] = child.get(f"{W}xAlign", "")
        else:
            _read_simple(name, child, said)
    return said


def _read_simple(name: str, child: etree._Element, said: dict[str, Any]) -> None:
    value = child.get(f"{W}val")
    if name in _SWITCHES:
        said[name] = value is None or value.lower() not in _OFF
    elif name in _NUMBERS:
        points = twips(value) if name == "sz" else number(value)
        _put(said, name, points)
    elif name in _WORDS:
        _put(said, name, value)


def _read_fonts(child: etree._Element, said: dict[str, Any]) -> None:
    for slot in _FONT_SLOTS:
        theme = child.get(f"{W}{_THEME_SLOTS[slot]}")
        name = child.get(f"{W}{slot}")
        if theme:
            said[slot] = (theme, True)
        elif name:
            said[slot] = (name, False)
    _put(said, "hint", child.get(f"{W}hint"))


def _read_indents(child: etree._Element, said: dict[str, Any]) -> None:
    for key, names in _INDENTS.items():
        found = next((value for name in names if (value := twips(child.get(f"{W}{name}"))) is not None), None)
        _put(said, key, found)
    for key, suffix in (("first", ""), ("firstChars", "Chars")):
        hanging = twips(child.get(f"{W}hanging{suffix}"))
        first = twips(child.get(f"{W}firstLine{suffix}"))
        # A hanging indent of 0 says nothing beside a first line's.
        _put(said, key, -hanging if hanging else first if first is not None else hanging)


def _put(said: dict[str, Any], key: str, value: object) -> None:
    if value is not None:
        said[key] = value


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
