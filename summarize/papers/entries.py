"""What sorting makes of a paper: one entry for each row to come, with where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarize.papers.paper import Line
from summarize.papers.splitting import split_clause

UNSORTED = "未归类"
FACTS, SECTIONS, WORK, PROBLEMS, PLANS, REQUESTS, CHAPTERS = (
    "基本信息",
    "板块",
    "工作成效",
    "存在问题",
    "工作计划",
    "意见建议",
    "其他章节",
)
NEEDS_CONTENT = frozenset({WORK, PLANS})
"""The sheets in which 内容 may not stay blank."""
WITH_LEAD = frozenset({WORK, PROBLEMS, PLANS})
"""The sheets that have a column 段首句."""
_WITHIN_SENTENCE = "，,；;：:、"
TEXT_STANDS = "…"
"""In 原序号, the place of the text from around which something was taken."""


@dataclass(slots=True)
class Entry:
    """One row of a sheet: its fields by column, where it stood in the paper, and what was taken off its text.

    `lines` are the lines that the row holds, in order; `where` says the place when it is no line.
    """

    sheet: str
    fields: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    taken: str = ""
    where: str = ""

    @property
    def source(self) -> str:
        """The place in the paper, for people: 第5段, 第5—7段, 表1第2行."""
        if self.where or not self.lines:
            return self.where
        first, last = self.lines[0], self.lines[-1]
        if first.paragraph == last.paragraph or first.origin is not last.origin:
            return first.where
        return f"第{first.paragraph}—{last.paragraph}段"


@dataclass(slots=True)
class Draft:
    """An item while its text is gathered: the lead, and paragraphs of what follows."""

    sheet: str
    lead: str
    content: list[str]
    lines: list[Line]
    taken: str = ""
    style: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    is_series: bool = False

    def follow_with(self, text: str, line: Line) -> None:
        """Add a paragraph to the content."""
        self.content.append(text)
        self.lines.append(line)

    def finish(self) -> Entry:
        """Return the entry: the 。 of the lead is taken off, and a lone sentence is cut at its first clause.

        Print puts the 。 back, and closes no lead that ends with another mark, so the text stays the same: a
        lead that ends within its sentence is the 段首句, and the 事项 is called so without its mark.
        """
        lead, content = self.lead, "\n".join(text for text in self.content if text)
        if not content:
            lead, content = split_clause(lead)
        taken = self.taken
        if lead.endswith("。"):
            lead, taken = lead[:-1], f"{taken}{TEXT_STANDS}。"
        fields = {**self.fields, "事项": lead, "内容": content}
        name = lead.rstrip(_WITHIN_SENTENCE)
        if self.sheet in WITH_LEAD and name and name != lead:
            fields |= {"事项": name, "段首句": lead}
        return Entry(self.sheet, {name: text for name, text in fields.items() if text}, list(self.lines), taken)


def unsorted(lines: Sequence[Line], meaning: str) -> list[Entry]:
    """Return the rows of 未归类 for `lines`, which seem to be `meaning`."""
    return [Entry(UNSORTED, {"内容": line.text, "归类": meaning}, [line], line.label) for line in lines]
