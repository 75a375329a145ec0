"""The rows of a paper as they are gathered: facts, items, and what has no place.

How paragraphs become items is the same in every part of a report; which part they stand in is the
business of `sorting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from summarize.papers.entries import FACTS, PLANS, TEXT_STANDS, WORK, Draft, Entry, unsorted
from summarize.papers.frame import FrameFact
from summarize.papers.outline import SERIES_LEVEL, Node
from summarize.papers.paper import Face, Line, PaperTable
from summarize.papers.splitting import find_series, split_lead

Child = Node | Line | PaperTable
SERIES = SERIES_LEVEL * 10
Sink = Callable[[Line], bool] | None
"""Takes the paragraph that introduces a list; returns whether there is a place for it."""
_BRACKETED, _ARABIC, _SERIES_STYLE, _RUNNING_SERIES = "（一）", "1.", "一是分段", "一是连排"
_LEAD_STYLE, _BOLD_LEAD_STYLE = "段首句", "段首句加粗"


@dataclass(slots=True)
class Scope:
    """Where items go: their sheet, the fields that they share, and the styles that they are seen in."""

    sheet: str
    fields: dict[str, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)


class Gathering:
    """The entries so far, in the order of the paper, and the tables that were met."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.tables: list[PaperTable] = []
        self.held = ""
        """Headings and ordinals that go with the next item."""
        self.has_work = False
        self._known_facts: set[str] = set()

    def add_frame_fact(self, fact: FrameFact) -> None:
        """Add a fact that was found around the text."""
        line = fact.line
        taken = f"{line.label}{fact.taken}" if fact.name != "附件说明" else fact.taken
        self.entries.append(Entry(FACTS, {"项目": fact.name, "内容": fact.value}, [line], taken))

    def keep_fact(self, name: str, text: str, line: Line, taken: str = "") -> None:
        """Add a fact that the text itself gives."""
        lines = [line] if line.text or line.paragraph else []
        self.entries.append(Entry(FACTS, {"项目": name, "内容": text}, lines, taken))
        self._known_facts.add(name)

    def keep_heading(self, name: str, node: Node, heading: str) -> None:
        """Keep the heading of a part; of a second one of its kind, with what comes first under it."""
        bare = heading.rstrip("：:。")
        taken = f"{node.ordinal}{TEXT_STANDS}{heading[len(bare) :]}" if bare != heading else node.ordinal
        if name in self._known_facts or not name:
            self.held += f"{node.ordinal}{heading}"
        else:
            self.keep_fact(name, bare, node.line, taken)

    def to_fact(self, name: str) -> Callable[[Line], bool]:
        """Return what keeps an introduction as the fact `name`, or puts it among what has no place."""

        def take(line: Line) -> bool:
            if name in self._known_facts:
                self.entries += unsorted([line], name)
            else:
                self.keep_fact(name, line.text, line, line.label)
            return True

        return take

    def to_unsorted(self, meaning: str) -> Callable[[Line], bool]:
        """Return what puts an introduction among what has no place, as `meaning`."""

        def take(line: Line) -> bool:
            self.entries += unsorted([line], meaning)
            return True

        return take

    def add_before_numbered(self, children: Sequence[Child], scope: Scope, sink: Sink) -> None:
        """Sort what stands between a heading and the numbered below it: items with leads, else its 引语."""
        leading = next((i for i, child in enumerate(children) if isinstance(child, Line) and child.lead_length), None)
        end = len(children) if leading is None else leading
        for child in children[:end]:
            if isinstance(child, Line) and sink is not None:
                sink(child)
            elif isinstance(child, PaperTable):
                self.keep_table(child)
            elif isinstance(child, Node):
                self.add_node(child, scope)
        self.add_lines(children[end:], scope)

    def add_node(self, node: Node, scope: Scope) -> None:
        """Add the item that begins with `node`; whatever hangs on it is its content."""
        if node.is_standalone and node.level < SERIES:
            lead, rest = node.text, ""
        else:
            lead, rest = split_lead(node.text, node.lead_length, has_ordinal=bool(node.ordinal))
        draft = Draft(scope.sheet, lead, [rest], [node.line], node.ordinal, fields=dict(scope.fields))
        if node.ordinal:
            scope.styles.append(_SERIES_STYLE if node.level == SERIES else _BRACKETED if node.level <= 20 else _ARABIC)
        elif node.lead_length:
            scope.styles.append(_lead_style(node.line))
        self.add_below(node.children, draft)
        self.finish(draft)

    def add_below(self, children: Iterable[Child], draft: Draft) -> None:
        """Add what hangs on an item to its content, ordinals and all."""
        for child in children:
            if isinstance(child, PaperTable):
                self.keep_table(child)
            elif isinstance(child, Line):
                draft.follow_with(f"{child.label}{child.text}", child)
            else:
                draft.follow_with(f"{child.line.label}{child.line.text}", child.line)
                self.add_below(child.children, draft)

    def add_lines(self, children: Sequence[Child], scope: Scope, sink: Sink = None) -> None:
        """Add paragraphs and 一是 lines as items; what introduces them goes to `sink`."""
        sequence = list(_sequence(children))
        leading = next((i for i, child in enumerate(sequence) if isinstance(child, Line) and child.lead_length), None)
        current: Draft | None = None
        for index, child in enumerate(sequence):
            if isinstance(child, PaperTable):
                self.keep_table(child)
                continue
            is_intro = index == 0 or (leading is not None and index < leading)
            if isinstance(child, Line) and is_intro and sink and _is_introduction(child, sequence, index, leading):
                sink(child)
                continue
            if isinstance(child, Node):
                if current is not None and not current.is_series:
                    current.follow_with(f"{child.line.label}{child.line.text}", child.line)
                    continue
                draft = self._series_item(child.line, child.ordinal, child.text, scope)
                scope.styles.append(_SERIES_STYLE)
            elif current is not None and not child.lead_length and (leading is not None or current.is_series):
                current.follow_with(f"{child.label}{child.text}", child)
                continue
            else:
                running = self._running_series(child, scope, sink)
                if running:
                    self.finish(current)
                    current = None
                    for member in running:
                        self.finish(member)
                    continue
                draft = self._line_item(child, scope)
            self.finish(current)
            current = draft
        self.finish(current)

    def _line_item(self, line: Line, scope: Scope) -> Draft:
        if line.lead_length:
            scope.styles.append(_lead_style(line))
        lead, rest = split_lead(line.text, line.lead_length)
        return Draft(scope.sheet, lead, [rest], [line], line.label, fields=dict(scope.fields))

    def _series_item(self, line: Line, ordinal: str, text: str, scope: Scope) -> Draft:
        lead, rest = split_lead(text)
        return Draft(scope.sheet, lead, [rest], [line], ordinal, fields=dict(scope.fields), is_series=True)

    def _running_series(self, line: Line, scope: Scope, sink: Sink) -> list[Draft]:
        """Return the members of a list 一是…二是… in one paragraph as items, if they are items and not a text."""
        series = find_series(line.text)
        if series is None:
            return []
        if series.intro:
            ends = series.intro[-1] in "：:" and (scope.sheet != WORK or sink is not None)
            intro = Line(series.intro, line.paragraph, line.label)
            if not ends or (scope.sheet == WORK and re.search("[。；]", series.intro)) or not (sink and sink(intro)):
                return []
        scope.styles.append(_RUNNING_SERIES)
        return [self._series_item(line, ordinal, text, scope) for ordinal, text in series.members]

    def finish(self, draft: Draft | None) -> None:
        """Add an item that is complete, with the headings that were held for it."""
        if draft is None:
            return
        entry = draft.finish()
        entry.taken, self.held = self.held + entry.taken, ""
        self.has_work = self.has_work or draft.sheet == WORK
        self.entries.append(entry)

    def keep_style(self, scope: Scope) -> None:
        """Keep the style of items that have no section as that of the whole report."""
        if scope.styles and "事项样式" not in self._known_facts and scope.sheet != PLANS and "板块" not in scope.fields:
            self.keep_fact("事项样式", scope.styles[0], Line("", 0))

    def keep_table(self, table: PaperTable) -> None:
        """Keep a table; which sheet it belongs to is told by its columns, not by where it stands."""
        self.tables.append(table)

    def release(self) -> None:
        """Put a heading under which nothing stood among what has no place."""
        if self.held:
            self.entries += unsorted([Line(self.held, 0)], "标题")
            self.held = ""


def _is_introduction(line: Line, sequence: Sequence[Child], index: int, leading: int | None) -> bool:
    if index + 1 == len(sequence) or line.lead_length:
        return False
    return line.text[-1] in "：:" or (leading is not None and index < leading)


def _sequence(children: Iterable[Child]) -> Iterable[Child]:
    """Yield paragraphs, tables and 一是 lines in a row, what hangs on the latter behind them."""
    for child in children:
        yield child
        if isinstance(child, Node):
            yield from _sequence(child.children)


def _lead_style(line: Line) -> str:
    is_bold = line.lead_look.is_bold and line.lead_look.face is not Face.KAITI
    return _BOLD_LEAD_STYLE if is_bold else _LEAD_STYLE
