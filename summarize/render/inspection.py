"""A template looked at before it is rendered, and the document after: what would be printed by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from summarize.findings import Finding, Place
from summarize.render.faults import shorten
from summarize.render.rules import BROKEN_TAG, LEFTOVER_TAG, MISPLACED_BLOCK, UNUSABLE_TEMPLATE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = {"w": W[1:-1]}
_WHOLE_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_HALF_TAG = re.compile(r"{{|{%|{#|}}|%}|#}")
_LOOK_ALIKE = re.compile(r"[{｛]\s*[{｛][^{}｛｝]*[}｝]\s*[}｝]|[{｛]\s*[%％][^%％]*[%％]\s*[}｝]")
_RENDERED = re.compile(r"/word/(document|header\d*|footer\d*|footnotes)\.xml")
_TEXT_HOLDERS = "self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText"


def inspect_template(package: Any, file: str) -> Iterator[Finding]:
    """Yield the tags that are no tags: full-width ones, halves, and those where nothing is rendered."""
    for part in package.iter_parts():
        name = str(part.partname)
        if not name.startswith("/word/") or not name.endswith(".xml"):
            continue
        try:
            root = part.element if hasattr(part, "element") else etree.fromstring(part.blob)
        except etree.XMLSyntaxError:
            yield UNUSABLE_TEMPLATE.at(Place(file=file), f"模板文件内部的部件“{name[1:]}”不是合法的 XML。")
            continue
        for number, text in enumerate(_paragraphs(root), 1):
            place = Place(file=file, paragraph=number, excerpt=shorten(text))
            if _RENDERED.fullmatch(name):
                yield from _inspect_paragraph(text, place)
            elif _WHOLE_TAG.search(text):
                yield LEFTOVER_TAG.at(place, "批注、尾注中的模板语句不会执行，会原样印出。")


def _inspect_paragraph(text: str, place: Place) -> Iterator[Finding]:
    rest = _WHOLE_TAG.sub("", text)
    if found := _LOOK_ALIKE.search(rest):
        message = f"“{found.group()}”像模板语句，但括号或百分号是全角的，或中间有空格，会原样印出。"
        yield LEFTOVER_TAG.at(place, message)
    elif found := _HALF_TAG.search(rest):
        is_open = found.group().startswith("{")
        missing = {"{{": "}}", "{%": "%}", "{#": "#}"}.get(found.group(), "前半边")
        message = f"“{found.group()}”没有{missing if not is_open else f'与它配对的“{missing}”'}。"
        yield (BROKEN_TAG if is_open else LEFTOVER_TAG).at(place, message)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the texts of a part's paragraphs in document order, without those of text boxes in them."""
    for paragraph in root.iter(f"{W}p"):
        depth = _depth(paragraph)
        yield "".join(node.text or "" for node in paragraph.iter(f"{W}t") if _depth(node) == depth + 1)


def _depth(node: etree._Element) -> int:
    return sum(1 for _ in node.iterancestors(f"{W}p"))


def inspect_body(body: etree._Element, file: str) -> Iterator[Finding]:
    """Yield blocks inside running text, and running text outside paragraphs."""
    for node in _select(body, "//w:t/*/ancestor::w:p[1] | //w:r//w:p[not(ancestor::w:txbxContent)]/ancestor::w:p[1]"):
        excerpt = shorten("".join(str(text) for text in node.itertext()))
        message = "成段的内容（落款、附件表格等）放进了文字中间。"
        yield MISPLACED_BLOCK.at(Place(file=file, excerpt=excerpt), message, "改为 {{p … }}，并让它独占一段。")
    for node in _select(body, f"//w:*[not({_TEXT_HOLDERS})][text()[normalize-space()]]"):
        own = "".join([node.text or "", *(child.tail or "" for child in node)])
        message = "文字放到了段落外面。"
        yield MISPLACED_BLOCK.at(
            Place(file=file, excerpt=shorten(own)), message, "去掉 {{p … }} 中的 p，写成 {{ … }}。"
        )


def _select(body: etree._Element, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", etree.XPath(path, namespaces=_NAMESPACES)(body))
