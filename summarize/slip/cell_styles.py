"""The cell styles of the sheet 退回意见, added behind the workbook's own so that no style gets another number."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.spreadsheetml.markup import Document, Element, with_prefix

EMPTY_STYLES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}"/>'
"""The styles of a workbook that has none; `add_styles` fills them."""

_LISTS = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
"""The children of `styleSheet` in their order (ISO/IEC 29500-1, 18.8.39)."""
_FIRST_ENTRIES = {
    "fonts": ('<font><sz val="11"/><name val="宋体"/></font>',),
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellStyleXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
    "cellStyles": ('<cellStyle name="Normal" xfId="0" builtinId="0"/>',),
}
"""What a list begins with that is missing: its first entries are the defaults of every cell."""


def _font(size: int, extra: str = "") -> str:
    bold = "<b/>" if "b" in extra.split() else ""
    underlined = "<u/>" if "u" in extra.split() else ""
    color = '<color rgb="FF0563C1"/>' if underlined else '<color rgb="FF000000"/>'
    face = '<name val="宋体"/><family val="3"/><charset val="134"/>'
    return f'<font>{bold}{underlined}<sz val="{size}"/>{color}{face}</font>'


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/><bgColor indexed="64"/></patternFill></fill>'
    )


_PLAIN, _BOLD, _TITLE, _LINK = _font(10), _font(10, "b"), _font(18, "b"), _font(10, "u")
_HEAD_FILL, _BAND_FILL = _fill("D9E2F3"), _fill("F2F2F2")
_EDGE = 'style="thin"><color rgb="FF7F7F7F"/>'
_FRAME = (
    f"<border><left {_EDGE}</left><right {_EDGE}</right><top {_EDGE}</top><bottom {_EDGE}</bottom><diagonal/></border>"
)


@dataclass(frozen=True, slots=True)
class _Look:
    font: str
    align: str
    fill: str = ""
    border: str = ""


_TOP = 'horizontal="left" vertical="top" wrapText="1"'
_CENTRED = 'horizontal="center" vertical="center" wrapText="1"'
_LOOKS = {
    "title": _Look(_TITLE, _CENTRED),
    "told": _Look(_PLAIN, 'horizontal="left" vertical="center" wrapText="1"'),
    "head": _Look(_BOLD, _CENTRED, _HEAD_FILL, _FRAME),
    "band": _Look(_BOLD, 'horizontal="left" vertical="center" wrapText="1"', _BAND_FILL, _FRAME),
    "number": _Look(_PLAIN, 'horizontal="center" vertical="top"', border=_FRAME),
    "text": _Look(_PLAIN, _TOP, border=_FRAME),
    "link": _Look(_LINK, _TOP, border=_FRAME),
}


def add_styles(part: str, content: bytes) -> tuple[bytes, dict[str, int]]:
    """Return the styles with those of the sheet 退回意见 behind them, and their numbers by name.

    A style that stands there already, since the file was returned before, is used again.
    """
    document = Document(part, content, depth=3)
    lists = {name: _StyleList(document, name) for name in _FIRST_ENTRIES}
    numbers: dict[str, int] = {}
    for name, look in _LOOKS.items():
        font = lists["fonts"].number_of(look.font)
        fill = lists["fills"].number_of(look.fill) if look.fill else 0
        border = lists["borders"].number_of(look.border) if look.border else 0
        # A quote prefix keeps text that begins with = from becoming a formula when its cell is edited.
        numbers[name] = lists["cellXfs"].number_of(
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" quotePrefix="1" '
            'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {look.align}/></xf>"
        )
    for styles in lists.values():
        styles.write()
    return document.apply(), numbers


class _StyleList:
    """One list of styles: its entries as written, and those that are to be added."""

    def __init__(self, document: Document, name: str) -> None:
        self._document, self._name = document, name
        self._element = document.root.child(name)
        standing = self._element.children if self._element else []
        self._entries = [document.raw(entry) for entry in standing]
        self._standing = len(self._entries)
        if self._element is None:
            self._entries = [with_prefix(entry, document.root.prefix) for entry in _FIRST_ENTRIES[name]]

    def number_of(self, entry: str) -> int:
        """Return the number of `entry`, which is added if it does not stand there."""
        written = with_prefix(entry, self._document.root.prefix)
        if written in self._entries:
            return self._entries.index(written)
        self._entries.append(written)
        return len(self._entries) - 1

    def write(self) -> None:
        """Put the entries that are new into the document."""
        added = b"".join(self._entries[self._standing :])
        if not added:
            return
        count = str(len(self._entries))
        if self._element is not None:
            self._document.append(self._element, added)
            if "count" in self._element.attributes:
                self._document.set_attribute(self._element, "count", count)
            return
        root = self._document.root
        opened = with_prefix(f'<{self._name} count="{count}">', root.prefix)
        closed = with_prefix(f"</{self._name}>", root.prefix)
        _insert_in_order(self._document, root, self._name, opened + added + closed)


def _insert_in_order(document: Document, root: Element, name: str, new: bytes) -> None:
    behind = _LISTS[_LISTS.index(name) + 1 :]
    follower = next((child for child in root.children if child.local in behind), None)
    if follower is not None:
        document.insert(follower.start, new)
    else:
        document.append(root, new)
