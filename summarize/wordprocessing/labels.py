"""The numbers that Word computes before a paragraph: they are in no text and are counted here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from summarize.model.numbering import CIRCLED, chinese_numeral
from summarize.wordprocessing.parts import W, number, value

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _chinese(count: int) -> str:
    return chinese_numeral(count) if 1 <= count <= 9999 else str(count)


def _legal(count: int) -> str:
    """Return 壹, 壹拾, 贰拾壹: the numerals that cannot be changed into others."""
    written = _chinese(count)
    return f"{'壹' if written.startswith('十') else ''}{written}".translate(_LEGAL)


def _roman(count: int) -> str:
    written = ""
    if count > 3999:
        return str(count)
    for amount, letters in _ROMAN:
        while count >= amount:
            written += letters
            count -= amount
    return written


def _letter(count: int) -> str:
    """Return a, b, … z, aa, bb, as Word counts with letters."""
    times, index = divmod(count - 1, 26)
    return chr(ord("a") + index) * (times + 1) if 0 < count <= 26 * 9 else str(count)


def _from_row(characters: str) -> Callable[[int], str]:
    return lambda count: characters[count - 1] if 0 < count <= len(characters) else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalEnclosedCircle": _from_row(CIRCLED),
    "decimalEnclosedCircleChinese": _from_row(CIRCLED),
    "decimalEnclosedParen": lambda count: f"（{count}）",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalFullWidth": lambda count: str(count).translate(_WIDE_DIGITS),
    "decimalFullWidth2": lambda count: str(count).translate(_WIDE_DIGITS),
    "decimalZero": lambda count: f"{count:02d}",
    "ideographTraditional": _from_row(_STEMS),
    "ideographZodiac": _from_row(_BRANCHES),
    "ideographEnclosedCircle": _from_row("".join(chr(0x3280 + index) for index in range(10))),
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "none": lambda count: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    numeral: str
    text: str
    element: etree._Element
    restarts_behind: int | None
    """Only a paragraph of one of so many upper levels begins the count anew; any upper one does if `None`."""
    is_decimal: bool
    """All numbers of the label are decimal (`w:isLgl`)."""


class Labels:
    """The part `numbering.xml` and the counts so far; paragraphs must be asked for in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._family: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        families = _read_families(root)
        for item in root.iterfind(f"{W}num"):
            identifier, family = item.get(f"{W}numId", ""), value(item, "abstractNumId") or ""
            overrides = {
                number(override.get(f"{W}ilvl")) or 0: override for override in item.iterfind(f"{W}lvlOverride")
            }
            own = {
                key: _read_level(lvl) for key, over in overrides.items() if (lvl := over.find(f"{W}lvl")) is not None
            }
            self._family[identifier] = family
            self._levels[identifier] = {**families.get(family, {}), **own}
            self._restarts[identifier] = {
                key: start
                for key, over in overrides.items()
                if (start := number(value(over, "startOverride"))) is not None
            }

    def level_of_style(self, identifier: str, style: str) -> int | None:
        """Return the level (from 0) of the list `identifier` that is linked to the style with the id `style`."""
        levels = self._levels.get(identifier, {})
        return next((key for key, level in levels.items() if value(level.element, "pStyle") == style), None)

    def element(self, identifier: str, level: int) -> etree._Element | None:
        """Return the `w:lvl` of the list `identifier` at `level` (from 0)."""
        found = self._levels.get(identifier, {}).get(level)
        return None if found is None else found.element

    def next(self, identifier: str, level: int) -> str:
        """Return the label of the next paragraph of the list `identifier` at `level` (from 0); '' for a bullet's."""
        levels = self._levels.get(identifier, {})
        found = levels.get(level)
        if found is None or level >= _LEVELS:
            return ""
        counts = self._counts.setdefault(self._family[identifier], [None] * _LEVELS)
        restart = self._restarts[identifier].pop(level, None)
        before = counts[level]
        counts[level] = restart if restart is not None else found.start if before is None else before + 1
        for lower in range(level + 1, _LEVELS):
            behind = levels[lower].restarts_behind if lower in levels else None
            if behind is None or level < behind:
                counts[lower] = None
        if found.numeral == "bullet":
            return "•"

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            of_level = levels.get(index)
            count = counts[index]
            if of_level is None:
                return ""
            numeral = "decimal" if found.is_decimal else of_level.numeral
            return _FORMATS.get(numeral, str)(of_level.start if count is None else count)

        return _PLACEHOLDER.sub(fill, found.text).strip()


def _read_families(root: etree._Element) -> dict[str, dict[int, _Level]]:
    """Return the levels of each list; one that only names a style has those of the list that the style is kept in."""
    items = {item.get(f"{W}abstractNumId", ""): item for item in root.iterfind(f"{W}abstractNum")}
    of_style = {link: item for item in items.values() if (link := value(item, "styleLink"))}
    return {key: _read_levels(of_style.get(value(item, "numStyleLink") or "", item)) for key, item in items.items()}


def _read_levels(item: etree._Element) -> dict[int, _Level]:
    return {number(level.get(f"{W}ilvl")) or 0: _read_level(level) for level in item.iterfind(f"{W}lvl")}


def _read_level(level: etree._Element) -> _Level:
    start = number(value(level, "start"))
    legal = level.find(f"{W}isLgl")
    return _Level(
        1 if start is None else start,
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        level,
        number(value(level, "lvlRestart")),
        legal is not None and legal.get(f"{W}val", "true") not in ("0", "false", "off"),
    )
