"""Every paragraph of a paper into its sheet: the parts of a report by their headings, the work by sections.

The same rules read what the program itself prints, in either structure and every style of items, and papers
typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from summarize.papers.entries import (
    CHAPTERS,
    FACTS,
    PLANS,
    PROBLEMS,
    REQUESTS,
    SECTIONS,
    TEXT_STANDS,
    WORK,
    Draft,
    Entry,
    unsorted,
)
from summarize.papers.frame import Frame, FrameFact
from summarize.papers.headings import Part
from summarize.papers.outline import PART_LEVEL, SERIES_LEVEL, Node, Reading, ordinal_of, split_heading
from summarize.papers.paper import Block, Face, Line, PaperTable
from summarize.papers.splitting import find_series, split_lead
from summarize.papers.subject import Subject
from summarize.papers.tables import is_caption
from summarize.papers.tree import build_tree

Child = Node | Line | PaperTable
_SERIES = SERIES_LEVEL * 10
_OTHER_PARTS = (Part.PROBLEMS, Part.PLAN, Part.REQUESTS)
_SECTION_LEVELS = range(PART_LEVEL * 10, 25)
_OPENS_REPORT = re.compile(r"^(?:今年|.{0,14}?(?:以来|年|季度|半年|月份?))[，,]")
_BRACKETED, _ARABIC, _SERIES_STYLE, _RUNNING_SERIES = "（一）", "1.", "一是分段", "一是连排"
_LEAD_STYLE, _BOLD_LEAD_STYLE = "段首句", "段首句加粗"
_THREE_PARTS, _BLOCKS = "三段式", "分块式"
_NO_SINK = None
Sink = Callable[[Line], bool] | None
"""Takes the paragraph that introduces a list; returns whether there is a place for it."""


@dataclass(slots=True)
class _Scope:
    """Where items go: their sheet, the fields that they share, and the style that they are seen in."""

    sheet: str
    fields: dict[str, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sorted:
    """A paper sorted: its entries in the order of the paper, and its tables."""

    entries: tuple[Entry, ...]
    tables: tuple[PaperTable, ...]


def sort_paper(frame: Frame, subject: Subject) -> Sorted:
    """Sort the text of `frame`; its annexes are for `tables`."""
    return _Sorter(frame, subject).run()


class _Sorter:
    def __init__(self, frame: Frame, subject: Subject) -> None:
        self._frame, self._subject = frame, subject
        self._entries: list[Entry] = []
        self._tables: list[PaperTable] = []
        self._held = ""
        self._known_facts: set[str] = set()
        self._parts: set[str] = set()
        """The sheets of the parts at the top of the outline that have been met."""
        self._is_plan_only = subject.period is None and subject.plan_period is not None
        self._has_structure = False

    def run(self) -> Sorted:
        for fact in self._frame.facts:
            self._add_fact(fact)
        period = self._subject.period
        reading = Reading(
            self._subject.unit,
            self._subject.year,
            is_second_half=period is not None and (period.first_month > 6 or period.name == "全年"),
        )
        root = build_tree(self._without_captions(self._frame.body), reading)
        top = _adopt(root.children)
        self._structure = _structure(top)
        nodes = [child for child in top if isinstance(child, Node)]
        first = top.index(nodes[0]) if nodes else len(top)
        self._front(top[:first], nodes)
        for child in top[first:]:
            if isinstance(child, Node):
                self._top_node(child)
            else:
                self._lines([child], _Scope(WORK))
        if nodes or self._structure == _THREE_PARTS:
            self._fact("结构", self._structure, Line("", 0))
        for meaning, line in self._frame.strays:
            self._entries += unsorted([line], meaning)
        self._release()
        return Sorted(tuple(self._entries), tuple(self._tables))

    def _without_captions(self, blocks: Sequence[Block]) -> list[Block]:
        """Return `blocks` without the lines that name a table below them; they are items of nothing."""
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, PaperTable) and kept and isinstance(kept[-1], Line) and is_caption(kept[-1]):
                caption = kept.pop()
                assert isinstance(caption, Line)
                self._entries += unsorted([caption], "表题")
            kept.append(block)
        return kept

    # Facts

    def _add_fact(self, fact: FrameFact) -> None:
        line = fact.line
        taken = f"{line.label}{fact.taken}" if fact.name != "附件说明" else fact.taken
        self._entries.append(Entry(FACTS, {"项目": fact.name, "内容": fact.value}, [line], taken))

    def _fact(self, name: str, text: str, line: Line, taken: str = "") -> None:
        lines = [line] if line.text or line.paragraph else []
        self._entries.append(Entry(FACTS, {"项目": name, "内容": text}, lines, taken))
        self._known_facts.add(name)

    def _heading_fact(self, name: str, node: Node, heading: str) -> None:
        """Keep the heading of a part; of a second one of its kind, with what comes first under it."""
        bare = heading.rstrip("：:。")
        taken = f"{node.ordinal}{TEXT_STANDS}{heading[len(bare) :]}" if bare != heading else node.ordinal
        if name in self._known_facts or not name:
            self._held += f"{node.ordinal}{heading}"
        else:
            self._fact(name, bare, node.line, taken)

    def _sink(self, name: str) -> Callable[[Line], bool]:
        """Return what keeps an introduction as the fact `name`, or puts it among what has no place."""

        def take(line: Line) -> bool:
            if name in self._known_facts:
                self._entries += unsorted([line], name)
            else:
                self._fact(name, line.text, line, line.label)
            return True

        return take

    def _stray_sink(self, meaning: str) -> Callable[[Line], bool]:
        def take(line: Line) -> bool:
            self._entries += unsorted([line], meaning)
            return True

        return take

    # The top of the outline

    def _front(self, children: Sequence[Child], nodes: Sequence[Node]) -> None:
        """Sort what stands before the first heading: 引言, and items where no heading of the work follows."""
        has_work = any(node.part in (None, Part.ACHIEVEMENTS) and not node.is_opening for node in nodes)
        leading = next((i for i, child in enumerate(children) if isinstance(child, Line) and child.lead_length), None)
        lines = [child for child in children if isinstance(child, Line)]
        if leading is not None:
            end = leading
        elif has_work or not lines:
            end = len(children)
        else:
            end = 1 if len(lines) > 1 and _introduces(lines[0]) else 0
        scope = _Scope(PLANS if self._is_plan_only else WORK)
        for child in children[:end]:
            if isinstance(child, Line):
                self._sink_introduction(child)
            elif isinstance(child, PaperTable):
                self._table(child)
        self._lines(children[end:], scope, self._sink_introduction)
        self._flat_style(scope)

    def _sink_introduction(self, line: Line) -> bool:
        self._entries.append(Entry(FACTS, {"项目": "引言", "内容": line.text}, [line], line.label))
        return True

    def _top_node(self, node: Node) -> None:
        match node.part:
            case Part.PROBLEMS:
                self._list_part(PROBLEMS, node, "问题标题", self._sink("问题引语"))
                self._parts.add(PROBLEMS)
            case Part.REQUESTS:
                self._list_part(REQUESTS, node, "", self._stray_sink("建议引语"))
            case Part.PLAN:
                self._plan_part(node)
                self._parts.add(PLANS)
            case Part.ACHIEVEMENTS if self._structure == _THREE_PARTS:
                self._umbrella(node)
            case Part.CHAPTER | Part.OVERVIEW | Part.ACHIEVEMENTS:
                self._chapter(node)
            case _ if node.level < _SERIES and self._is_beside_work(node):
                self._chapter(node)
            case _ if self._is_plan_only:
                self._plan_nodes([node], "")
            case _:
                scope = _Scope(WORK)
                self._work_node(node, node.level, scope)
                self._flat_style(scope)

    def _is_beside_work(self, node: Node) -> bool:
        """Whether a heading that opens no known part stands outside the work."""
        if self._is_plan_only:
            return False
        after = bool(self._parts & {PROBLEMS, PLANS})
        return node.is_standalone and (self._structure == _THREE_PARTS or after)

    def _umbrella(self, node: Node) -> None:
        self._heading_fact("成效标题", node, node.text)
        nodes = [child for child in node.nodes if child.level < _SERIES]
        scope = _Scope(WORK)
        if not nodes:
            self._lines(node.children, scope, self._stray_sink("成效引语"))
        else:
            first = node.children.index(nodes[0])
            self._before_nodes(node.children[:first], scope, self._stray_sink("成效引语"))
            level = min(child.level for child in nodes)
            for child in node.children[first:]:
                if isinstance(child, Node):
                    self._routed(child, "", lambda found: self._work_node(found, level, scope))
                else:
                    self._lines([child], scope)
        self._flat_style(scope)
        self._parts.add(WORK)

    def _routed(self, node: Node, section: str, otherwise: Callable[[Node], None]) -> None:
        """Sort a node of a section's own problems, plan or requests into its sheet, any other by `otherwise`."""
        match node.part:
            case Part.PROBLEMS:
                self._list_part(PROBLEMS, node, "", self._stray_sink("问题引语"))
            case Part.REQUESTS:
                self._list_part(REQUESTS, node, "", self._stray_sink("建议引语"))
            case Part.PLAN:
                self._plan_part(node, section)
            case _:
                otherwise(node)

    # Work

    def _work_node(self, node: Node, section_level: int, scope: _Scope) -> None:
        self._parts.add(WORK)
        if node.level == section_level and node.level in _SECTION_LEVELS and node.is_standalone:
            self._section(node)
        else:
            self._node_item(node, scope)

    def _section(self, node: Node) -> None:
        row = Entry(SECTIONS, {"名称": node.text}, [node.line], node.ordinal)
        self._entries.append(row)
        scope = _Scope(WORK, {"板块": node.text})

        def keep_lead_in(line: Line) -> bool:
            before = row.fields.get("引语")
            row.fields["引语"] = f"{before}\n{line.text}" if before else line.text
            row.lines.append(line)
            row.taken += line.label
            return True

        self._section_children(node, node.children, scope, keep_lead_in)
        if scope.styles:
            row.fields["事项样式"] = scope.styles[0]

    def _section_children(self, node: Node, children: Sequence[Child], scope: _Scope, sink: Sink) -> None:
        numbered = [child for child in children if isinstance(child, Node) and child.level < _SERIES]
        nodes = [child for child in numbered if child.part not in _OTHER_PARTS]
        first = children.index(numbered[0]) if numbered else len(children)
        if nodes:
            self._before_nodes(children[:first], scope, sink)
        else:
            self._lines(children[:first], scope, sink)
        for child in children[first:]:
            if not isinstance(child, Node):
                self._lines([child], scope)
            elif child.part is Part.ACHIEVEMENTS and child.is_standalone:
                self._held += f"{child.ordinal}{child.text}"
                self._section_children(child, child.children, scope, self._stray_sink("成效引语"))
            else:
                self._routed(child, node.text, lambda found: self._below_section(found, node, nodes, scope))

    def _below_section(self, child: Node, section: Node, siblings: Sequence[Node], scope: _Scope) -> None:
        is_next = child.level == section.level + 10 and child.is_standalone
        if (
            is_next
            and child.children
            and (section.level <= 10 or any(sibling.has_substructure for sibling in siblings))
        ):
            self._subsection(child, scope)
        else:
            self._node_item(child, scope)

    def _subsection(self, node: Node, scope: _Scope) -> None:
        inner = _Scope(scope.sheet, {**scope.fields, "小类": node.text}, scope.styles)
        self._held += node.ordinal
        before = len(self._entries)
        self._subsection_children(node, inner)
        self._hold_unused(node, before, inner)

    def _hold_unused(self, node: Node, before: int, scope: _Scope) -> None:
        """Keep a heading below which no item stood."""
        if not any(entry.sheet == scope.sheet for entry in self._entries[before:]):
            self._held += node.text

    def _subsection_children(self, node: Node, inner: _Scope) -> None:
        nodes = [child for child in node.nodes if child.level < _SERIES]
        if not nodes:
            self._lines(node.children, inner, self._stray_sink("小类引语"))
            return
        first = node.children.index(nodes[0])
        self._before_nodes(node.children[:first], inner, self._stray_sink("小类引语"))
        for child in node.children[first:]:
            if isinstance(child, Node):
                self._node_item(child, inner)
            else:
                self._lines([child], inner)

    def _before_nodes(self, children: Sequence[Child], scope: _Scope, sink: Sink) -> None:
        """Sort what stands between a heading and the numbered below it: items with leads, else its 引语."""
        leading = next((i for i, child in enumerate(children) if isinstance(child, Line) and child.lead_length), None)
        end = len(children) if leading is None else leading
        for child in children[:end]:
            if isinstance(child, Line) and sink is not None:
                sink(child)
            elif isinstance(child, PaperTable):
                self._table(child)
            elif isinstance(child, Node):
                self._node_item(child, scope)
        self._lines(children[end:], scope)

    # Items

    def _node_item(self, node: Node, scope: _Scope) -> None:
        """Add the item that begins with `node`; whatever hangs on it is its content."""
        if node.is_standalone and node.level < _SERIES:
            lead, rest = node.text, ""
        else:
            lead, rest = split_lead(node.text, node.lead_length, has_ordinal=bool(node.ordinal))
        draft = Draft(scope.sheet, lead, [rest], [node.line], node.ordinal, fields=dict(scope.fields))
        if node.ordinal:
            scope.styles.append(_SERIES_STYLE if node.level == _SERIES else _BRACKETED if node.level <= 20 else _ARABIC)
        elif node.lead_length:
            scope.styles.append(_lead_style(node.line))
        self._add_below(node.children, draft)
        self._finish(draft)

    def _add_below(self, children: Iterable[Child], draft: Draft) -> None:
        for child in children:
            if isinstance(child, PaperTable):
                self._table(child)
            elif isinstance(child, Line):
                draft.follow_with(f"{child.label}{child.text}", child)
            else:
                draft.follow_with(f"{child.line.label}{child.line.text}", child.line)
                self._add_below(child.children, draft)

    def _lines(self, children: Sequence[Child], scope: _Scope, sink: Sink = _NO_SINK) -> None:
        """Add paragraphs and 一是 lines as items; what introduces them goes to `sink`."""
        sequence = list(_sequence(children))
        leading = next((i for i, child in enumerate(sequence) if isinstance(child, Line) and child.lead_length), None)
        current: Draft | None = None
        for index, child in enumerate(sequence):
            if isinstance(child, PaperTable):
                self._table(child)
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
                    self._finish(current)
                    current = None
                    for member in running:
                        self._finish(member)
                    continue
                draft = self._line_item(child, scope)
            self._finish(current)
            current = draft
        self._finish(current)

    def _line_item(self, line: Line, scope: _Scope) -> Draft:
        if line.lead_length:
            scope.styles.append(_lead_style(line))
        lead, rest = split_lead(line.text, line.lead_length)
        return Draft(scope.sheet, lead, [rest], [line], line.label, fields=dict(scope.fields))

    def _series_item(self, line: Line, ordinal: str, text: str, scope: _Scope) -> Draft:
        lead, rest = split_lead(text)
        return Draft(scope.sheet, lead, [rest], [line], ordinal, fields=dict(scope.fields), is_series=True)

    def _running_series(self, line: Line, scope: _Scope, sink: Sink) -> list[Draft]:
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

    def _finish(self, draft: Draft | None) -> None:
        if draft is None:
            return
        entry = draft.finish()
        entry.taken, self._held = self._held + entry.taken, ""
        if draft.sheet == WORK:
            self._parts.add(WORK)
        self._entries.append(entry)

    # The other parts

    def _list_part(self, sheet: str, node: Node, fact: str, sink: Sink) -> None:
        """Add the items of problems or requests."""
        children = self._open_part(node, fact)
        scope = _Scope(sheet)
        nodes = [child for child in children if isinstance(child, Node) and child.level < _SERIES]
        first = children.index(nodes[0]) if nodes else len(children)
        if nodes:
            self._before_nodes(children[:first], scope, sink)
        else:
            self._lines(children, scope, sink)
        for child in children[first:]:
            if not isinstance(child, Node):
                self._lines([child], scope)
            elif child.is_standalone and _has_numbered(child):
                self._subsection(child, scope)
            else:
                self._routed_item(child, scope)
        self._flat_style(scope)

    def _routed_item(self, node: Node, scope: _Scope) -> None:
        if node.part is Part.PLAN and scope.sheet != PLANS:
            self._plan_part(node, "")
        else:
            self._node_item(node, scope)

    def _open_part(self, node: Node, fact: str) -> list[Child]:
        """Keep the heading of a part, and return what stands under it, what runs on behind it first."""
        heading, rest = split_heading(node.text)
        self._heading_fact(fact, node, heading)
        if not rest:
            return list(node.children)
        return [Line(rest, node.line.paragraph), *node.children]

    def _plan_part(self, node: Node, section: str = "") -> None:
        sink = self._stray_sink("计划引语") if section else self._sink("计划引语")
        if node.is_opening:
            children: list[Child] = [Line(node.text, node.line.paragraph), *node.children]
        else:
            children = self._open_part(node, "" if section else "计划标题")
        nodes = [child for child in children if isinstance(child, Node) and child.level < _SERIES]
        scope = _Scope(PLANS, {"板块": section} if section else {})
        if not nodes:
            self._lines(children, scope, sink)
            return
        first = children.index(nodes[0])
        self._before_nodes(children[:first], scope, sink)
        self._plan_nodes(children[first:], section)

    def _plan_nodes(self, children: Sequence[Child], section: str) -> None:
        """Add the numbered of a plan: each an item, or sections where items stand below them."""
        nodes = [child for child in children if isinstance(child, Node) and child.level < _SERIES]
        has_sections = not section and any(
            node.is_standalone
            and (_has_numbered(node) or not node.ordinal or any(line.lead_length for line in node.lines()))
            for node in nodes
        )
        flat = _Scope(PLANS, {"板块": section} if section else {})
        for child in children:
            if not isinstance(child, Node):
                self._lines([child], flat)
            elif has_sections and child.is_standalone and child.children:
                self._plan_section(child)
            else:
                self._node_item(child, flat)

    def _plan_section(self, node: Node) -> None:
        self._held += node.ordinal
        scope = _Scope(PLANS, {"板块": node.text})
        before = len(self._entries)
        self._plan_section_children(node, scope)
        self._hold_unused(node, before, scope)

    def _plan_section_children(self, node: Node, scope: _Scope) -> None:
        nodes = [child for child in node.nodes if child.level < _SERIES]
        first = node.children.index(nodes[0]) if nodes else len(node.children)
        if nodes:
            self._before_nodes(node.children[:first], scope, self._stray_sink("计划板块引语"))
        else:
            self._lines(node.children, scope, self._stray_sink("计划板块引语"))
        for child in node.children[first:]:
            if isinstance(child, Node):
                self._node_item(child, scope)
            else:
                self._lines([child], scope)

    def _chapter(self, node: Node) -> None:
        if node.is_standalone:
            title, rest = node.text, ""
        else:
            title, rest = split_lead(node.text, node.lead_length, has_ordinal=bool(node.ordinal))
        draft = Draft(CHAPTERS, title, [rest], [node.line], node.ordinal)
        self._add_below(node.children, draft)
        place = "计划后" if PLANS in self._parts else "问题后" if PROBLEMS in self._parts else ""
        place = place or ("成效后" if WORK in self._parts else "成效前")
        content = "\n".join(text for text in draft.content if text)
        taken, self._held = self._held + node.ordinal, ""
        fields = {"标题": title, "内容": content, "位置": place}
        self._entries.append(Entry(CHAPTERS, {k: v for k, v in fields.items() if v}, draft.lines, taken))

    # What is left

    def _flat_style(self, scope: _Scope) -> None:
        """Keep the style of items that have no section as that of the whole report."""
        if scope.styles and "事项样式" not in self._known_facts and scope.sheet != PLANS and "板块" not in scope.fields:
            self._fact("事项样式", scope.styles[0], Line("", 0))

    def _table(self, table: PaperTable) -> None:
        """Keep a table; which sheet it belongs to is told by its columns, not by where it stands."""
        self._tables.append(table)

    def _release(self) -> None:
        """Put a heading under which nothing stood among what has no place."""
        if self._held:
            self._entries += unsorted([Line(self._held, 0)], "标题")
            self._held = ""


def _adopt(children: Sequence[Child]) -> list[Child]:
    """Return the top of the outline with numbered nodes put under the part that they belong to.

    A plan is numbered anew from 一 below its heading or opening, on the level of that heading itself.
    """
    top: list[Child] = []
    part: Node | None = None
    for child in children:
        if not isinstance(child, Node):
            top.append(child)
            continue
        if part is not None and _belongs_to(child, part):
            part.children.append(child)
            continue
        top.append(child)
        part = child if child.part or child.is_opening else None
    return top


def _belongs_to(node: Node, part: Node) -> bool:
    adopted = [child for child in part.nodes if child.level == node.level]
    if node.part is not None and node.part is not part.part:
        return False
    if adopted:
        return bool(node.ordinal)
    ordinal = ordinal_of(node.line)
    if ordinal is None:
        return part.is_opening and not part.children
    return ordinal.number == 1 and node.level >= part.level


def _structure(top: Sequence[Child]) -> str:
    nodes = [child for child in top if isinstance(child, Node) and child.level < _SERIES]
    works = [node for node in nodes if node.part is Part.ACHIEVEMENTS]
    ordinary = [node for node in nodes if node.part is None and not node.is_opening]
    is_three = any(_has_numbered(node) or node.nodes for node in works) or (works and not ordinary)
    return _THREE_PARTS if is_three else _BLOCKS


def _has_numbered(node: Node) -> bool:
    return any(child.level < _SERIES for child in node.nodes)


def _introduces(line: Line) -> bool:
    return line.text[-1] in "：:" or _OPENS_REPORT.match(line.text) is not None


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
