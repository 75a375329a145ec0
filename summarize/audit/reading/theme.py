"""The fonts of the theme: what `minorEastAsia` and its like stand for."""

from __future__ import annotations

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
_HAN_SCRIPT, _HAN_DEFAULT = "Hans", "宋体"


class Theme:
    """The part `theme1.xml`; without one, every theme font is the program's default."""

    def __init__(self, root: etree._Element | None) -> None:
        self._names: dict[str, str] = {}
        for kind in ("major", "minor"):
            fonts = None if root is None else root.find(f".//{_A}fontScheme/{_A}{kind}Font")
            for suffix, slot in _SLOTS.items():
                self._names[f"{kind}{suffix}"] = "" if fonts is None else _typeface(fonts, slot)

    def font(self, reference: str) -> str:
        """Return the typeface that `reference` (minorHAnsi, majorEastAsia …) stands for; '' if it is unknown."""
        name = self._names.get(reference, "")
        return name or (_HAN_DEFAULT if reference.endswith("EastAsia") else "")


def _typeface(fonts: etree._Element, slot: str) -> str:
    found = fonts.find(f"{_A}{slot}")
    name = "" if found is None else found.get("typeface", "")
    if name or slot != "ea":
        return name
    # An empty `ea` leaves the choice to the language of the text: here Chinese in simplified characters.
    script = fonts.find(f"{_A}font[@script='{_HAN_SCRIPT}']")
    return "" if script is None else script.get("typeface", "")
