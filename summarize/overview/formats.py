"""How the workbook of an overview looks, and in which format a figure is printed as it was in the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarize.overview.rows import UnitState

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_TEXT_FONT, _HEAD_FONT = "宋体", "黑体"
_FRAME = {"border": 1, "border_color": "#A6A6A6"}
_PRINTED = re.compile(r"(?P<words>[\u4e00-\u9fff]{0,8})-?\d+(?:\.(?P<decimals>\d{1,15}))?(?P<unit>%|个百分点)?")
_LEVEL = "持平"

_TEXT = {"font_name": _TEXT_FONT, "font_size": 10.5, "valign": "vcenter"}
_CELL = {**_TEXT, **_FRAME}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": _HEAD_FONT, "font_size": 16, "align": "center", "valign": "vcenter"},
    "note": {**_TEXT, "font_color": "#595959", "text_wrap": True},
    "label": {**_CELL, "font_name": _HEAD_FONT, "bg_color": "#EDEDED"},
    "head": {
        **_CELL,
        "font_name": _HEAD_FONT,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DDEBF7",
    },
    "text": {**_CELL, "text_wrap": True},
    # The apostrophe before it: text stays text also when somebody edits it.
    "formula-like": {**_CELL, "text_wrap": True, "quote_prefix": True},
    "centred": {**_CELL, "align": "center"},
    "number": {**_CELL, "align": "right"},
    "sum": {**_CELL, "font_name": _HEAD_FONT, "align": "right", "bg_color": "#F2F2F2"},
    "not-summed": {**_CELL, "font_color": "#7F7F7F", "align": "center", "bg_color": "#F2F2F2"},
    "apart": {**_CELL, "font_name": _HEAD_FONT, "font_color": "#595959", "bg_color": "#F2F2F2"},
    "counts": {"font_name": _HEAD_FONT, "font_size": 12, "align": "center", "valign": "vcenter", "text_wrap": True},
    "missing": {**_CELL, "font_color": "#7F7F7F", "align": "center"},
    "link": {**_CELL, "font_color": "#0B4F8A", "underline": 1, "text_wrap": True},
    # Told apart on a grey printer too: by frame, by white on dark, by shade, by none.
    UnitState.NOT_SENT: {**_CELL, "align": "center", "bold": True, "border": 5, "border_color": "#404040"},
    UnitState.UNKNOWN: {**_CELL, "align": "center", "border": 4, "border_color": "#404040"},
    UnitState.FAILED: {**_CELL, "align": "center", "bold": True, "font_color": "#FFFFFF", "bg_color": "#9C1C1C"},
    UnitState.WAITING: {**_CELL, "align": "center", "bg_color": "#F3DFA2"},
    UnitState.DONE: {**_CELL, "align": "center", "font_color": "#1E5631"},
}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Format] = {}

    def get(self, look: str, number_format: str = "General") -> Format:
        """Return the format of this look, for numbers in `number_format`."""
        key = look, number_format
        if key not in self._made:
            self._made[key] = self._book.add_format({**_LOOKS[look], "num_format": number_format})
        return self._made[key]


def value_format(printed: str, *, is_percent: bool) -> str:
    """Return the number format in which the number of a figure shows as `printed`: 预计3.50 is `"预计"0.00`."""
    found = _PRINTED.fullmatch(printed)
    if found is None:
        return "General"
    words = f'"{found["words"]}"' if found["words"] else ""
    return words + _digits(found["decimals"]) + ("%" if is_percent else "")


def change_format(printed: str) -> str:
    """Return the format in which a change shows as `printed`; its words tell the direction, so no sign stands."""
    if printed.endswith(_LEVEL):
        return f'"{printed}"' if re.fullmatch(r"[\u4e00-\u9fff]+", printed) else "General"
    found = _PRINTED.fullmatch(printed)
    if found is None or not found["words"]:
        return "General"
    unit = '"个百分点"' if found["unit"] == "个百分点" else found["unit"] or ""
    code = f'"{found["words"]}"{_digits(found["decimals"])}{unit}'
    return f"{code};{code}"


def total_format(places: int) -> str:
    """Return the format of a sum with so many decimals at most."""
    return _digits("0" * places)


def _digits(decimals: str | None) -> str:
    return f"0.{'0' * len(decimals)}" if decimals else "0"
