"""Effective formatting: docDefaults, table style, styles down their chain, numbering, what is said directly.

Each style's chain is laid together once, so a paragraph costs what it says itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from summarize.audit.formats import Edge, Font, LineRule, Measure, ParagraphFormat, TextFormat
from summarize.audit.reading.properties import NOTHING, TOGGLES, Properties, read_paragraph, read_run
from summarize.audit.reading.theme import Theme
from summarize.standard import Length, Pt, Twips
from summarize.wordprocessing.labels import Labels
from summarize.wordprocessing.parts import W, number, value

_DEFAULT_HALF_POINTS = 20
"""What the format is set in where nobody says a size (17.3.2.38)."""
_ALIGNMENTS = {"start": "left", "end": "right", "justify": "both", "mediumKashida": "both", "thaiDistribute": "both"}
_Add = Callable[[Properties, etree._Element], Properties]
_NO_LINE = frozenset(("", "nil", "none"))


class Styles:
    """The part `styles.xml` with theme and numbering; missing styles and chains that bite their tail do no harm."""

    def __init__(self, root: etree._Element | None, theme: Theme, labels: Labels) -> None:
        self._theme, self._labels = theme, labels
        self._by_id: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._runs: dict[str, Properties] = {}
        self._paragraphs: dict[str, Properties] = {}
        for style in () if root is None else root.iterfind(f"{W}style"):
            identifier = style.get(f"{W}styleId", "")
            self._by_id.setdefault(identifier, style)
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(f"{W}type", ""), identifier)
        base = None if root is None else root.find(f"{W}docDefaults")
        run = None if base is None else base.find(f"{W}rPrDefault/{W}rPr")
        paragraph = None if base is None else base.find(f"{W}pPrDefault/{W}pPr")
        self._run_base, self._paragraph_base = read_run(run), read_paragraph(paragraph)

    def name(self, properties: etree._Element | None) -> str:
        """Return the name of a paragraph's style."""
        identifier = value(properties, "pStyle") or self._defaults.get("paragraph", "")
        return value(self._by_id.get(identifier), "name") or identifier

    def table_style(self, properties: etree._Element | None) -> str:
        """Return the id of a table's style."""
        return value(properties, "tblStyle") or self._defaults.get("table", "")

    def table_borders(self, identifier: str) -> dict[str, etree._Element]:
        """Return the lines that a table style draws, by their side."""
        found: dict[str, etree._Element] = {}
        for style in reversed(list(self._chain(identifier))):
            holder = style.find(f"{W}tblPr/{W}tblBorders")
            found.update({} if holder is None else {edge.tag.rpartition("}")[2]: edge for edge in holder})
        return found

    def style_name(self, identifier: str) -> str:
        """Return the name of the style with that id."""
        return value(self._by_id.get(identifier), "name") or identifier

    def text(self, run: etree._Element | None, paragraph: etree._Element | None, table: str = "") -> TextFormat:
        """Return how a run is set: `run` and `paragraph` are the `w:rPr` and `w:pPr`, `table` a table style's id."""
        direct = read_run(run)
        of_paragraph = self._run_chain(value(paragraph, "pStyle") or self._defaults.get("paragraph", ""))
        of_characters = self._run_chain(value(run, "rStyle") or "")
        of_table = self._run_chain(table) if table else NOTHING
        said: dict[str, Any] = {**self._run_base, **of_table, **of_paragraph, **of_characters, **direct}
        for toggle in TOGGLES:
            if toggle not in direct:
                levels = (of_table, of_paragraph, of_characters)
                said[toggle] = sum(bool(level.get(toggle)) for level in levels) % 2 == 1 or (
                    bool(self._run_base.get(toggle)) and not any(toggle in level for level in levels)
                )
        return self._text_format(said)

    def paragraph(self, properties: etree._Element | None, table: str = "") -> ParagraphFormat:
        """Return how a paragraph is set; `table` is the id of the style of the table that it stands in."""
        direct = read_paragraph(properties)
        style = value(properties, "pStyle") or self._defaults.get("paragraph", "")
        of_style = self._paragraph_chain(style)
        of_table = self._paragraph_chain(table) if table else NOTHING
        of_number = self._of_numbering(self._numbering(direct, style)) if "numId" in direct else NOTHING
        said = _overlay(self._paragraph_base, of_table, of_style, of_number, direct)
        return _paragraph_format(said, self._numbering(said, style))

    def _run_chain(self, identifier: str) -> Properties:
        return self._laid_together(
            identifier, self._runs, lambda base, style: {**base, **read_run(style.find(f"{W}rPr"))}
        )

    def _paragraph_chain(self, identifier: str) -> Properties:
        return self._laid_together(identifier, self._paragraphs, self._with_paragraph)

    def _with_paragraph(self, base: Properties, style: etree._Element) -> Properties:
        own = read_paragraph(style.find(f"{W}pPr"))
        if "numId" not in own and "ilvl" not in own:
            return {**base, **own}
        numbering = self._numbering({**base, **own}, style.get(f"{W}styleId", ""))
        return {**base, **self._of_numbering(numbering), **own}

    def _laid_together(self, identifier: str, known: dict[str, Properties], add: _Add) -> Properties:
        """Return what a style says with all that it is based on; each style is laid upon its base once."""
        base = NOTHING
        waiting: list[etree._Element] = []
        for style in self._chain(identifier):
            found = known.get(style.get(f"{W}styleId", ""))
            if found is not None:
                base = found
                break
            waiting.append(style)
        for style in reversed(waiting):
            base = known[style.get(f"{W}styleId", "")] = add(base, style)
        return base

    def _numbering(self, said: Properties, style: str) -> tuple[str, int] | None:
        identifier = said.get("numId")
        if identifier in (None, "", "0"):
            return None
        level = number(said.get("ilvl"))
        if level is None:
            level = self._labels.level_of_style(str(identifier), style)
        return str(identifier), level or 0

    def _of_numbering(self, numbering: tuple[str, int] | None) -> Properties:
        element = None if numbering is None else self._labels.element(*numbering)
        return NOTHING if element is None else read_paragraph(element.find(f"{W}pPr"))

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identifier in self._by_id and identifier not in seen:
            seen.add(identifier)
            yield self._by_id[identifier]
            identifier = value(self._by_id[identifier], "basedOn") or ""

    def _text_format(self, said: Properties) -> TextFormat:
        color = str(said.get("color", ""))
        return TextFormat(
            ascii=self._font(said.get("ascii")),
            h_ansi=self._font(said.get("hAnsi")),
            east_asia=self._font(said.get("eastAsia")),
            cs=self._font(said.get("cs")),
            hint=said.get("hint", ""),
            size=Pt((said.get("sz") or _DEFAULT_HALF_POINTS) / 2),
            is_bold=bool(said.get("b")),
            is_italic=bool(said.get("i")),
            is_underlined=said.get("u", "none") != "none",
            is_hidden=bool(said.get("vanish")),
            color="" if color.lower() == "auto" else color.upper(),
            spacing=Twips(said.get("spacing", 0)),
            scale=said.get("w", 100) or 100,
        )

    def _font(self, said: tuple[str, bool] | None) -> Font:
        if said is None:
            return Font()
        name, is_theme = said
        return Font(self._theme.font(name), is_theme=True) if is_theme else Font(name)


def _overlay(*levels: Properties) -> dict[str, Any]:
    """Lay properties over one another, the nearest last."""
    said: dict[str, Any] = {}
    for level in levels:
        said.update(level)
    return said


def _paragraph_format(said: Properties, numbering: tuple[str, int] | None) -> ParagraphFormat:
    rule = {"exact": LineRule.EXACT, "atLeast": LineRule.AT_LEAST}.get(said.get("lineRule", ""), LineRule.AUTO)
    line = said.get("line", 240)
    alignment = str(said.get("jc", "left"))
    outline = said.get("outlineLvl", 9)
    return ParagraphFormat(
        alignment=_ALIGNMENTS.get(alignment, alignment),
        left=_measure(said, "left", "leftChars"),
        right=_measure(said, "right", "rightChars"),
        first_line=_measure(said, "first", "firstChars"),
        rule=rule,
        pitch=Length(0) if rule is LineRule.AUTO else Twips(line),
        lines=line / 240 if rule is LineRule.AUTO else 1.0,
        before=_space(said, "before"),
        after=_space(said, "after"),
        has_page_break_before=bool(said.get("pageBreakBefore")),
        keeps_next=bool(said.get("keepNext")),
        outline=outline + 1 if 0 <= outline < 9 else 0,
        snaps_to_grid=bool(said.get("snapToGrid", True)),
        joins_same_style=bool(said.get("contextualSpacing")),
        numbering=numbering,
        is_framed=bool(said.get("frame")),
        frame_side=said.get("frameSide", ""),
        top=read_edge(said.get("edge-top")),
        bottom=read_edge(said.get("edge-bottom")),
        tabs=tuple((kind, Twips(position)) for kind, position in said.get("tabs", ())),
        widow_control=bool(said.get("widowControl", True)),
    )


def _measure(said: Properties, key: str, in_characters: str) -> Measure:
    """Return an indent; 0 characters is how Word writes that the length holds."""
    characters = said.get(in_characters)
    return Measure(Twips(said.get(key, 0)), characters / 100 if characters else None)


def _space(said: Properties, key: str) -> Measure:
    if said.get(f"{key}Autospacing"):
        return Measure(Pt(14))
    return _measure(said, key, f"{key}Lines")


def read_edge(element: etree._Element | None) -> Edge | None:
    """Return the line that `w:top`, `w:bottom` and their like draw; `None` if they draw none."""
    if element is None or element.get(f"{W}val", "") in _NO_LINE:
        return None
    color = element.get(f"{W}color", "auto")
    weight = number(element.get(f"{W}sz")) or 0
    space = number(element.get(f"{W}space")) or 0
    return Edge(Length(weight * 12700 // 8), "" if color.lower() == "auto" else color.upper(), Pt(space))
