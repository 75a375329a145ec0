"""Reports made by hand and small templates, for tests of rendering and layout."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from summarize.model.figures.indicators import Indicators
from summarize.model.periods import Period
from summarize.model.report import Annex, Heading, Item, PlanEntry, Report, Section, Subsection
from summarize.model.text import Text
from summarize.model.vocabulary import FACTS

TEMPLATES = Path(__file__).parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
say = Text.standing


def make_item(number: str = "", lead: str = "救助及时。", body: str = "发放救助金。", **changes: Any) -> Item:
    more = tuple(say(text) for text in changes.pop("more", ()))
    return Item(number, say(lead), say(body), more=more, **changes)


def make_annex(number: str, title: str, columns: int, rows: int, text: str = "内容") -> Annex:
    head = tuple(say(f"第{column}列") for column in range(1, columns + 1))
    return Annex(number, say(title), head, tuple(tuple(say(text) for _ in head) for _ in range(rows)))


def make_report(**changes: Any) -> Report:
    """Return a small report in 分块式; `facts` (plain strings) and every field may be changed."""
    facts = {name: Text() for name in FACTS} | {name: say(text) for name, text in changes.pop("facts", {}).items()}
    values: dict[str, Any] = {
        "unit": say("青石县民政局"),
        "short_unit": say("县民政局"),
        "year": 2017,
        "period": Period.half(2017, 1),
        "plan_period": Period.half(2017, 2),
        "structure": "分块式",
        "title": say("青石县民政局2017年上半年工作总结\n和下半年工作计划"),
        "kind_title": "2017年上半年工作总结和下半年工作计划",
        "facts": facts,
        "introduction": (say("今年以来，工作平稳。"),),
        "achievements_heading": Heading(),
        "sections": (Section("", say("社会救助"), Text(), (), (make_item(),), "段首句"),),
        "problems_heading": Heading(),
        "problems": (),
        "plan_heading": Heading(),
        "plan": (PlanEntry("", say("抓好救助。"), say("核查对象。")),),
        "requests_heading": Heading(),
        "requests": (),
        "chapters": (),
        "annexes": (),
        "annex_names": (),
        "is_sealed": False,
        "signature": say("青石县民政局"),
        "signature_date": say("2017年7月5日"),
        "indicators": Indicators(),
    }
    return Report(**(values | changes))


def make_section(title: str, *items: Item, number: str = "", style: str = "段首句", **changes: Any) -> Section:
    subsections = tuple(Subsection(mark, say(name), inner) for mark, name, inner in changes.get("subsections", ()))
    return Section(number, say(title), say(changes.get("lead_in", "")), subsections, items, style)


def shipped(name: str) -> Path:
    return TEMPLATES / f"{name}.docx"


def open_document(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a `w:p` as it is read: tabs and line breaks as characters, no text boxes."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    pieces = [node for run in paragraph.findall(f"{W}r") for node in run]
    return "".join(node.text or "" if node.tag == f"{W}t" else marks.get(node.tag, "") for node in pieces)


def body_lines(content: bytes) -> list[str]:
    """Return the texts of the body's paragraphs, table cells left out."""
    return [paragraph_text(paragraph) for paragraph in open_document(content).element.body.findall(f"{W}p")]


def write_template(path: Path, *paragraphs: str, edit: Callable[[Any], None] | None = None) -> Path:
    """Write a template of paragraphs with the styles of a shipped one."""
    document = docx.Document(str(shipped("半年工作总结")))
    body = document.element.body
    for node in list(body)[:-1]:
        body.remove(node)
    for text in paragraphs:
        document.add_paragraph(text)
    if edit:
        edit(document)
    document.save(str(path))
    return path
