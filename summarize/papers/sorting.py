"""Every paragraph of a paper into its sheet: the parts of a report by their headings, the work by sections.

The same rules read what the program itself prints, in either structure and every style of items, and papers
typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.papers.entries import (
    CHAPTERS,
    FACTS,
    PLANS,
    PROBLEMS,
    REQUESTS,
    SECTIONS,
    WORK,
    Draft,
    Entry,
    unsorted,
)
from summarize.papers.frame import Frame
from summarize.papers.gathering import SERIES, Child, Gathering, Scope, Sink
from summarize.papers.headings import Part
from summarize.papers.outline import PART_LEVEL, Node, Reading, split_heading
from summarize.papers.paper import Block, Line, PaperTable
from summarize.papers.shape import THREE_PARTS, adopt, find_structure, has_numbered
from summarize.papers.splitting import split_lead
from summarize.papers.subject import Subject
from summarize.papers.tables import is_caption
from summarize.papers.tree import build_tree

_OTHER_PARTS = (Part.PROBLEMS, Part.PLAN, Part.REQUESTS)
_SECTION_LEVELS = range(PART_LEVEL * 10, 25)
_OPENS_REPORT = re.compile(r"^(?:今年|.{0,14}?(?:以来|年|季度|半年|月份?))[，,]")


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
        self._out = Gathering()
        self._parts: set[str] = set()
        """The sheets of the parts at the top of the outline that have been met."""
        self._is_plan_only = subject.period is None and subject.plan_period is not None

    def run(self) -> Sorted:
        for fact in self._frame.facts:
            self._out.add_frame_fact(fact)
        period = self._subject.period
        reading = Reading(
            self._subject.unit,
            self._subject.year,
            is_second_half=period is not None and (period.first_month > 6 or period.name == "全年"),
        )
        root = build_tree(self._without_captions(self._frame.body), reading)
        top = adopt(root.children)
        self._structure = find_structure(top)
        nodes = [child for child in top if isinstance(child, Node)]
        first = top.index(nodes[0]) if nodes else len(top)
        self._front(top[:first], nodes)
        for child in top[first:]:
            if isinstance(child, Node):
                self._top_node(child)
            else:
                self._out.add_lines([child], Scope(WORK))
        if nodes or self._structure == THREE_PARTS:
            self._out.keep_fact("结构", self._structure, Line("", 0))
        for meaning, line in self._frame.strays:
            self._out.entries += unsorted([line], meaning)
        self._out.release()
        return Sorted(tuple(self._out.entries), tuple(self._out.tables))

    def _without_captions(self, blocks: Sequence[Block]) -> list[Block]:
        """Return `blocks` without the lines that name a table below them; they are items of nothing."""
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, PaperTable) and kept and isinstance(kept[-1], Line) and is_caption(kept[-1]):
                caption = kept.pop()
                assert isinstance(caption, Line)
                self._out.entries += unsorted([caption], "表题")
            kept.append(block)
        return kept

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
        scope = Scope(PLANS if self._is_plan_only else WORK)
        for child in children[:end]:
            if isinstance(child, Line):
                self._sink_introduction(child)
            elif isinstance(child, PaperTable):
                self._out.keep_table(child)
        self._out.add_lines(children[end:], scope, self._sink_introduction)
        self._out.keep_style(scope)

    def _sink_introduction(self, line: Line) -> bool:
        self._out.entries.append(Entry(FACTS, {"项目": "引言", "内容": line.text}, [line], line.label))
        return True

    def _top_node(self, node: Node) -> None:
        match node.part:
            case Part.PROBLEMS:
                self._list_part(PROBLEMS, node, "问题标题", self._out.to_fact("问题引语"))
                self._parts.add(PROBLEMS)
            case Part.REQUESTS:
                self._list_part(REQUESTS, node, "", self._out.to_unsorted("建议引语"))
            case Part.PLAN:
                self._plan_part(node)
                self._parts.add(PLANS)
            case Part.ACHIEVEMENTS if self._structure == THREE_PARTS:
                self._umbrella(node)
            case Part.CHAPTER | Part.OVERVIEW | Part.ACHIEVEMENTS:
                self._chapter(node)
            case _ if node.level < SERIES and self._is_beside_work(node):
                self._chapter(node)
            case _ if self._is_plan_only:
                self._plan_nodes([node], "")
            case _:
                scope = Scope(WORK)
                self._work_node(node, node.level, scope)
                self._out.keep_style(scope)

    def _is_beside_work(self, node: Node) -> bool:
        """Whether a heading that opens no known part stands outside the work."""
        if self._is_plan_only:
            return False
        after = bool(self._parts & {PROBLEMS, PLANS})
        return node.is_standalone and (self._structure == THREE_PARTS or after)

    def _umbrella(self, node: Node) -> None:
        self._out.keep_heading("成效标题", node, node.text)
        nodes = [child for child in node.nodes if child.level < SERIES]
        scope = Scope(WORK)
        if not nodes:
            self._out.add_lines(node.children, scope, self._out.to_unsorted("成效引语"))
        else:
            first = node.children.index(nodes[0])
            self._out.add_before_numbered(node.children[:first], scope, self._out.to_unsorted("成效引语"))
            level = min(child.level for child in nodes)
            for child in node.children[first:]:
                if isinstance(child, Node):
                    self._routed(child, "", lambda found: self._work_node(found, level, scope))
                else:
                    self._out.add_lines([child], scope)
        self._out.keep_style(scope)
        self._out.has_work = True

    def _routed(self, node: Node, section: str, otherwise: Callable[[Node], None]) -> None:
        """Sort a node of a section's own problems, plan or requests into its sheet, any other by `otherwise`."""
        match node.part:
            case Part.PROBLEMS:
                self._list_part(PROBLEMS, node, "", self._out.to_unsorted("问题引语"))
            case Part.REQUESTS:
                self._list_part(REQUESTS, node, "", self._out.to_unsorted("建议引语"))
            case Part.PLAN:
                self._plan_part(node, section)
            case _:
                otherwise(node)

    # Work

    def _work_node(self, node: Node, section_level: int, scope: Scope) -> None:
        self._out.has_work = True
        if node.level == section_level and node.level in _SECTION_LEVELS and node.is_standalone:
            self._section(node)
        else:
            self._out.add_node(node, scope)

    def _section(self, node: Node) -> None:
        row = Entry(SECTIONS, {"名称": node.text}, [node.line], node.ordinal)
        self._out.entries.append(row)
        scope = Scope(WORK, {"板块": node.text})

        def keep_lead_in(line: Line) -> bool:
            before = row.fields.get("引语")
            row.fields["引语"] = f"{before}\n{line.text}" if before else line.text
            row.lines.append(line)
            row.taken += line.label
            return True

        self._section_children(node, node.children, scope, keep_lead_in)
        if scope.styles:
            row.fields["事项样式"] = scope.styles[0]

    def _section_children(self, node: Node, children: Sequence[Child], scope: Scope, sink: Sink) -> None:
        numbered = [child for child in children if isinstance(child, Node) and child.level < SERIES]
        nodes = [child for child in numbered if child.part not in _OTHER_PARTS]
        first = children.index(numbered[0]) if numbered else len(children)
        if nodes:
            self._out.add_before_numbered(children[:first], scope, sink)
        else:
            self._out.add_lines(children[:first], scope, sink)
        for child in children[first:]:
            if not isinstance(child, Node):
                self._out.add_lines([child], scope)
            elif child.part is Part.ACHIEVEMENTS and child.is_standalone:
                self._out.held += f"{child.ordinal}{child.text}"
                self._section_children(child, child.children, scope, self._out.to_unsorted("成效引语"))
            else:
                self._routed(child, node.text, lambda found: self._below_section(found, node, nodes, scope))

    def _below_section(self, child: Node, section: Node, siblings: Sequence[Node], scope: Scope) -> None:
        is_next = child.level == section.level + 10 and child.is_standalone
        if (
            is_next
            and child.children
            and (section.level <= 10 or any(sibling.has_substructure for sibling in siblings))
        ):
            self._subsection(child, scope)
        else:
            self._out.add_node(child, scope)

    def _subsection(self, node: Node, scope: Scope) -> None:
        inner = Scope(scope.sheet, {**scope.fields, "小类": node.text}, scope.styles)
        self._out.held += node.ordinal
        before = len(self._out.entries)
        self._subsection_children(node, inner)
        self._hold_unused(node, before, inner)

    def _hold_unused(self, node: Node, before: int, scope: Scope) -> None:
        """Keep a heading below which no item stood."""
        if not any(entry.sheet == scope.sheet for entry in self._out.entries[before:]):
            self._out.held += node.text

    def _subsection_children(self, node: Node, inner: Scope) -> None:
        nodes = [child for child in node.nodes if child.level < SERIES]
        if not nodes:
            self._out.add_lines(node.children, inner, self._out.to_unsorted("小类引语"))
            return
        first = node.children.index(nodes[0])
        self._out.add_before_numbered(node.children[:first], inner, self._out.to_unsorted("小类引语"))
        for child in node.children[first:]:
            if isinstance(child, Node):
                self._out.add_node(child, inner)
            else:
                self._out.add_lines([child], inner)

    # The other parts

    def _list_part(self, sheet: str, node: Node, fact: str, sink: Sink) -> None:
        """Add the items of problems or requests."""
        children = self._open_part(node, fact)
        scope = Scope(sheet)
        nodes = [child for child in children if isinstance(child, Node) and child.level < SERIES]
        first = children.index(nodes[0]) if nodes else len(children)
        if nodes:
            self._out.add_before_numbered(children[:first], scope, sink)
        else:
            self._out.add_lines(children, scope, sink)
        for child in children[first:]:
            if not isinstance(child, Node):
                self._out.add_lines([child], scope)
            elif child.is_standalone and has_numbered(child):
                self._subsection(child, scope)
            else:
                self._routed_item(child, scope)
        self._out.keep_style(scope)

    def _routed_item(self, node: Node, scope: Scope) -> None:
        if node.part is Part.PLAN and scope.sheet != PLANS:
            self._plan_part(node, "")
        else:
            self._out.add_node(node, scope)

    def _open_part(self, node: Node, fact: str) -> list[Child]:
        """Keep the heading of a part, and return what stands under it, what runs on behind it first."""
        heading, rest = split_heading(node.text)
        self._out.keep_heading(fact, node, heading)
        if not rest:
            return list(node.children)
        return [Line(rest, node.line.paragraph), *node.children]

    def _plan_part(self, node: Node, section: str = "") -> None:
        sink = self._out.to_unsorted("计划引语") if section else self._out.to_fact("计划引语")
        if node.is_opening:
            children: list[Child] = [Line(node.text, node.line.paragraph), *node.children]
        else:
            children = self._open_part(node, "" if section else "计划标题")
        nodes = [child for child in children if isinstance(child, Node) and child.level < SERIES]
        scope = Scope(PLANS, {"板块": section} if section else {})
        if not nodes:
            self._out.add_lines(children, scope, sink)
            return
        first = children.index(nodes[0])
        self._out.add_before_numbered(children[:first], scope, sink)
        self._plan_nodes(children[first:], section)

    def _plan_nodes(self, children: Sequence[Child], section: str) -> None:
        """Add the numbered of a plan: each an item, or sections where items stand below them."""
        nodes = [child for child in children if isinstance(child, Node) and child.level < SERIES]
        has_sections = not section and any(
            node.is_standalone
            and (has_numbered(node) or not node.ordinal or any(line.lead_length for line in node.lines()))
            for node in nodes
        )
        flat = Scope(PLANS, {"板块": section} if section else {})
        for child in children:
            if not isinstance(child, Node):
                self._out.add_lines([child], flat)
            elif has_sections and child.is_standalone and child.children:
                self._plan_section(child)
            else:
                self._out.add_node(child, flat)

    def _plan_section(self, node: Node) -> None:
        self._out.held += node.ordinal
        scope = Scope(PLANS, {"板块": node.text})
        before = len(self._out.entries)
        self._plan_section_children(node, scope)
        self._hold_unused(node, before, scope)

    def _plan_section_children(self, node: Node, scope: Scope) -> None:
        nodes = [child for child in node.nodes if child.level < SERIES]
        first = node.children.index(nodes[0]) if nodes else len(node.children)
        if nodes:
            self._out.add_before_numbered(node.children[:first], scope, self._out.to_unsorted("计划板块引语"))
        else:
            self._out.add_lines(node.children, scope, self._out.to_unsorted("计划板块引语"))
        for child in node.children[first:]:
            if isinstance(child, Node):
                self._out.add_node(child, scope)
            else:
                self._out.add_lines([child], scope)

    def _chapter(self, node: Node) -> None:
        if node.is_standalone:
            title, rest = node.text, ""
        else:
            title, rest = split_lead(node.text, node.lead_length, has_ordinal=bool(node.ordinal))
        draft = Draft(CHAPTERS, title, [rest], [node.line], node.ordinal)
        self._out.add_below(node.children, draft)
        place = "计划后" if PLANS in self._parts else "问题后" if PROBLEMS in self._parts else ""
        place = place or ("成效后" if self._out.has_work else "成效前")
        content = "\n".join(text for text in draft.content if text)
        taken, self._out.held = self._out.held + node.ordinal, ""
        fields = {"标题": title, "内容": content, "位置": place}
        self._out.entries.append(Entry(CHAPTERS, {k: v for k, v in fields.items() if v}, draft.lines, taken))


def _introduces(line: Line) -> bool:
    return line.text[-1] in "：:" or _OPENS_REPORT.match(line.text) is not None
