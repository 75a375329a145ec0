"""The numbered lists of a template: which there are, and new ones of the same kind that begin anew.

A `w:num` is a list, its `w:abstractNum` says what the numbers look like. Lists of one kind that set no
beginning of their own count on where the other stopped, so they are one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNNUMBERED = frozenset({"bullet", "none"})
_LAST_LIST = "</w:num>"
_MOST_STYLES = 50
"""Styles that are based on each other: Word allows eleven."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a kind of list: its first number, and whether it has numbers at all."""

    start: int
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the kind that it is of, its levels, and what it changes of the kind's levels, as XML.

    One that `begins_anew` sets beginnings of its own, so it does not count on from another of its kind.
    """

    kind: str
    begins_anew: bool
    levels: Mapping[int, Level]
    changes: Mapping[int, str]

    def restarted(self, number: int) -> str:
        """Return the `w:num` with this number that is the same list, begun anew."""
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{self.levels[index].start}"/>'
            f"{self.changes.get(index, '')}</w:lvlOverride>"
            for index in sorted(self.levels)
        )
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{escape(self.kind)}"/>{overrides}</w:num>'


@dataclass(frozen=True, slots=True)
class StyleNumber:
    """What a paragraph style says of numbers: list, level, and the indents that it sets itself, as XML."""

    list_id: str
    level: int
    indents: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """The part `word/numbering.xml` of a template, and the paragraph styles that number.

    `lists` are by their `w:numId`; `leaders` tell the one that stands for all that count on each other.
    """

    source: str
    lists: Mapping[str, NumberedList]
    leaders: Mapping[str, str]
    styles: Mapping[str, StyleNumber]

    def is_numbered(self, list_id: str, level: int) -> bool:
        """Return whether this level of the list shows numbers."""
        found = self.lists[list_id].levels.get(level)
        return found is not None and found.is_numbered

    @property
    def first_free(self) -> int:
        """The first number of the part that no list has."""
        return 1 + max((int(key) for key in self.lists), default=0)

    def with_lists(self, added: Iterable[str]) -> bytes:
        """Return the part with more lists behind those that are there."""
        end = self.source.rindex(_LAST_LIST) + len(_LAST_LIST)
        return f"{self.source[:end]}{''.join(added)}{self.source[end:]}".encode()


def read_numbering(numbering: bytes, styles: bytes) -> Numbering | None:
    """Return the lists in the parts `word/numbering.xml` and `word/styles.xml`; `None` if there are none.

    Parts that are damaged, or written with names of their own for the namespaces, have none.
    """
    try:
        root = etree.fromstring(numbering)
        lists = dict(_read_lists(root))
        numbered_styles = dict(_read_styles(etree.fromstring(styles), lists))
    except (etree.XMLSyntaxError, ValueError):
        return None
    source = etree.tostring(root, encoding="unicode")
    if not lists or _LAST_LIST not in source:
        return None
    first: dict[str, str] = {}
    leaders = {key: key if found.begins_anew else first.setdefault(found.kind, key) for key, found in lists.items()}
    return Numbering(source, lists, leaders, numbered_styles)


def _value(node: etree._Element, path: str, default: str = "") -> str:
    found = node.find("/".join(W + name for name in path.split("/")))
    return default if found is None else found.get(f"{W}val", default)


def _read_lists(root: etree._Element) -> Iterable[tuple[str, NumberedList]]:
    kinds = {kind.get(f"{W}abstractNumId", ""): kind for kind in root.findall(f"{W}abstractNum")}
    for node in root.findall(f"{W}num"):
        kind = kinds.get(_value(node, "abstractNumId"))
        if kind is None:
            continue
        levels = dict(_read_level(level) for level in kind.findall(f"{W}lvl"))
        changes: dict[int, str] = {}
        overrides = node.findall(f"{W}lvlOverride")
        for override in overrides:
            index = int(override.get(f"{W}ilvl", "0"))
            own = override.find(f"{W}lvl")
            if own is not None:
                changes[index] = etree.tostring(own, encoding="unicode", with_tail=False)
                levels[index] = _read_level(own)[1]
            level = levels.get(index, Level(1, is_numbered=True))
            levels[index] = Level(int(_value(override, "startOverride", str(level.start))), level.is_numbered)
        yield (
            str(int(node.get(f"{W}numId", ""))),
            NumberedList(_value(node, "abstractNumId"), bool(overrides), levels, changes),
        )


def _read_level(node: etree._Element) -> tuple[int, Level]:
    is_numbered = _value(node, "numFmt", "decimal") not in _UNNUMBERED
    return int(node.get(f"{W}ilvl", "0")), Level(int(_value(node, "start", "1")), is_numbered)


def _read_styles(root: etree._Element, lists: Mapping[str, NumberedList]) -> Iterable[tuple[str, StyleNumber]]:
    """Yield the paragraph styles that number, their own numbering or that of what they are based on."""
    styles = {node.get(f"{W}styleId", ""): node for node in root.findall(f"{W}style")}
    for key in styles:
        list_id = level = ""
        indents: dict[str, str] = {}
        node, steps = styles.get(key), 0
        while node is not None and not list_id and steps < _MOST_STYLES:
            level = level or _value(node, "pPr/numPr/ilvl")
            list_id = _value(node, "pPr/numPr/numId")
            own = node.find(f"{W}pPr/{W}ind")
            indents = {**({} if own is None else _attributes(own)), **indents}
            node, steps = styles.get(_value(node, "basedOn")), steps + 1
        if list_id in lists:
            inner = "".join(f' w:{name}="{escape(value)}"' for name, value in indents.items())
            yield key, StyleNumber(list_id, int(level or "0"), f"<w:ind{inner}/>" if inner else "")


def _attributes(node: etree._Element) -> dict[str, str]:
    return {re.sub(r"{.*}", "", str(name)): str(value) for name, value in node.attrib.items()}
