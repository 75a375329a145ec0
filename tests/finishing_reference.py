"""What finishing does to a body, said with a tree: the reference that the steps on text are held against."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMESPACES = f'xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}"'
FOOTERS = {"default": "rId8", "even": "rId9"}
MARK = "summarize"


def parse(body: str) -> Any:
    return etree.fromstring(body.replace("<w:body>", f"<w:body {NAMESPACES}>", 1))


def canonical(body: Any) -> bytes:
    return etree.tostring(body, method="c14n")


def complete_cells(body: Any) -> None:
    for table in reversed(list(body.iter(f"{W}tbl"))):
        rows = (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)
        if next(rows, None) is None:
            table.getparent().remove(table)
    for holder in body.iter(f"{W}tc", f"{W}txbxContent"):
        if len(holder) == 0 or holder[-1].tag != f"{W}p":
            holder.append(holder.makeelement(f"{W}p"))


def lay_tables(body: Any, page_starts: set[str]) -> None:
    wide = [table for table in body.findall(f"{W}tbl") if table.get(MARK) == "landscape"]
    for table in body.iter(f"{W}tbl"):
        table.attrib.pop(MARK, None)
    last = body[-1] if len(body) and body[-1].tag == f"{W}sectPr" else None
    portrait = etree.Element(f"{W}sectPr") if last is None else last
    landscape = _landscape(portrait)
    for table in wide:
        start = _section_start(table, page_starts)
        before = start.getprevious()
        if before is not None and before.tag != f"{W}p":
            start.addprevious(start.makeelement(f"{W}p"))
            before = start.getprevious()
        if before is not None and before.find(f"{W}pPr/{W}sectPr") is None:
            _properties(before).append(deepcopy(portrait))
        tail = table.getnext()
        if tail.getnext() is None:
            body.append(landscape)
        elif tail.getnext() is last:
            body.replace(last, landscape)
        else:
            _properties(tail).append(deepcopy(landscape))


def _section_start(table: Any, page_starts: set[str]) -> Any:
    node = table.getprevious()
    while node is not None and node.tag == f"{W}p" and node.find(f"{W}pPr/{W}sectPr") is None:
        if node.find(f"{W}pPr/{W}pageBreakBefore") is not None or _style(node) in page_starts:
            return node
        node = node.getprevious()
    return table


def _landscape(portrait: Any) -> Any:
    section = deepcopy(portrait)
    for reference in section.findall(f"{W}footerReference"):
        section.remove(reference)
    for position, (kind, relation) in enumerate(FOOTERS.items()):
        attributes = {f"{W}type": kind, f"{R}id": relation}
        section.insert(position, section.makeelement(f"{W}footerReference", attributes))
    sizes = {
        "pgSz": {"w": "16838", "h": "11906", "orient": "landscape"},
        "pgMar": {"top": "1587", "right": "2098", "bottom": "1474", "left": "1984"},
    }
    for name, attributes in sizes.items():
        element = section.find(f"{W}{name}")
        if element is None:
            element = section.makeelement(f"{W}{name}")
            section.append(element)
        for key, value in attributes.items():
            element.set(f"{W}{key}", value)
    return section


def keep_with_text(body: Any, closing: set[str]) -> None:
    for paragraph in body.findall(f"{W}p"):
        before = paragraph.getprevious()
        if _style(paragraph) in closing and before is not None and before.tag == f"{W}p":
            properties = _properties(before)
            keep = properties.find(f"{W}keepNext")
            if keep is not None:
                keep.attrib.clear()
            else:
                position = 0 if properties.find(f"{W}pStyle") is None else 1
                properties.insert(position, properties.makeelement(f"{W}keepNext"))


def mark(body: Any, name: str) -> None:
    first = body.find(f"{W}p")
    if first is not None:
        number = {f"{W}id": "9000"}
        position = 0 if first.find(f"{W}pPr") is None else 1
        first.insert(position, first.makeelement(f"{W}bookmarkStart", {**number, f"{W}name": name}))
        first.append(first.makeelement(f"{W}bookmarkEnd", number))


def _style(paragraph: Any) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(f"{W}val")


def _properties(paragraph: Any) -> Any:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    return properties
