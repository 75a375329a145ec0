"""A template looked at before it is rendered, and the document after: what would be printed by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from summarize.findings import Finding, Place
from summarize.render.faults import shorten
from summarize.render.rules import BROKEN_TAG, LEFTOVER_TAG, MISPLACED_BLOCK, UNUSABLE_TEMPLATE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPENING = re.compile(r"{{|{%|{#")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
MAX_PARAGRAPHS = 20_000
"""Of a template's part: the shipped ones have about 100."""
_HALF_TAG = re.compile(r"{{|{%|{#|}}|%}|#}")
_LOOK_ALIKE = re.compile(r"[{｛]\s*[{｛][^{}｛｝]*[}｝]\s*[}｝]|[{｛]\s*[%％][^%％]*[%％]\s*[}｝]")
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_OF_A_TEXT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""How the content types of the parts begin that may hold paragraphs; embedded documents have such types too."""
_HOLDERS_OF_STRAY_TEXT = etree.XPath(
    "//w:*[text()[normalize-space()]][not(self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText)]",
    namespaces={"w": W[1:-1]},
)
_OWN_TEXT = etree.XPath("text()")


def inspect_template(package: Any, file: str) -> Iterator[Finding]:
    """Yield the tags that are no tags: full-width ones, halves, and those where nothing is rendered."""
    rendered = _rendered_names(package)
    for part in package.iter_parts():
        name = str(part.partname)
        is_text = name.endswith(".xml") and (name.startswith("/word/") or part.content_type.startswith(_OF_A_TEXT))
        if not is_text and name not in rendered:
            continue
        try:
            root = part.element if hasattr(part, "element") else etree.fromstring(part.blob)
        except etree.XMLSyntaxError:
            yield UNUSABLE_TEMPLATE.at(Place(file=file), f"模板文件内部的部件“{name[1:]}”不是合法的 XML。")
            continue
        if (count := sum(1 for _ in root.iter(f"{W}p"))) > MAX_PARAGRAPHS:
            message = f"模板有{count}段，最多允许{MAX_PARAGRAPHS}段。"
            yield UNUSABLE_TEMPLATE.at(
                Place(file=file), message, "删去模板中用不到的内容；工作簿里的内容不用抄进模板。"
            )
            return
        if root.find(f".//{W}altChunk") is not None:
            message = "模板里嵌着别的文档（altChunk），它的内容程序看不到，也不会填写。"
            yield UNUSABLE_TEMPLATE.at(
                Place(file=file), message, "在 Word 中打开模板，直接另存为一份 .docx，嵌入的内容会并入正文。"
            )
        for number, text in enumerate(_paragraphs(root), 1):
            place = Place(file=file, paragraph=number, excerpt=shorten(text))
            if name in rendered:
                yield from _inspect_paragraph(text, place)
            elif _without_tags(text) != text:
                yield LEFTOVER_TAG.at(place, "批注、尾注中的模板语句不会执行，会原样印出。")


def _rendered_names(package: Any) -> set[str]:
    """Return the parts whose tags are rendered, whatever they are called: body, headers, footers, footnotes."""
    body = package.main_document_part
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    related = [relation for relation in body.rels.values() if relation.reltype in kinds and not relation.is_external]
    notes = [part for part in package.iter_parts() if part.content_type == FOOTNOTES]
    return {str(part.partname) for part in (body, *(relation.target_part for relation in related), *notes)}


def _without_tags(text: str) -> str:
    """Return what stands outside whole tags; every character is looked at once."""
    pieces: list[str] = []
    position = start = 0
    unclosed: set[str] = set()
    while (found := _OPENING.search(text, start)) is not None:
        opening = found.group()
        end = -1 if opening in unclosed else text.find(_CLOSING[opening], found.end())
        if end < 0:
            unclosed.add(opening)
            start = found.start() + 1
            continue
        pieces.append(text[position : found.start()])
        position = start = end + 2
    return "".join([*pieces, text[position:]])


def _inspect_paragraph(text: str, place: Place) -> Iterator[Finding]:
    rest = _without_tags(text)
    if found := _LOOK_ALIKE.search(rest):
        message = f"“{found.group()}”像模板语句，但括号或百分号是全角的，或中间有空格，会原样印出。"
        yield LEFTOVER_TAG.at(place, message)
    elif found := _HALF_TAG.search(rest):
        is_open = found.group().startswith("{")
        missing = _CLOSING.get(found.group(), "前半边")
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
    for paragraph in _paragraphs_with_blocks(body):
        excerpt = shorten("".join(str(text) for text in paragraph.itertext()))
        message = "成段的内容（落款、附件表格等）放进了文字中间。"
        yield MISPLACED_BLOCK.at(Place(file=file, excerpt=excerpt), message, "改为 {{p … }}，并让它独占一段。")
    for own in _texts_outside_paragraphs(body):
        message = "文字放到了段落外面。"
        yield MISPLACED_BLOCK.at(
            Place(file=file, excerpt=shorten(own)), message, "去掉 {{p … }} 中的 p，写成 {{ … }}。"
        )


def _paragraphs_with_blocks(body: etree._Element) -> list[etree._Element]:
    """Return the paragraphs in whose text or runs other elements stand, each once.

    One walk: XPath's `ancestor` is compared with all nodes before it, which takes minutes for a long report.
    """
    found: dict[etree._Element, None] = {}
    for node in body.iter(f"{W}t", f"{W}p"):
        is_misplaced = len(node) > 0 if node.tag == f"{W}t" else _is_inside_run(node)
        holder = next(node.iterancestors(f"{W}p"), None) if is_misplaced else None
        if holder is not None:
            found[holder] = None
    return list(found)


def _is_inside_run(paragraph: etree._Element) -> bool:
    """Return whether a run holds `paragraph`, as nothing but a text box may."""
    around = [node.tag for node in paragraph.iterancestors(f"{W}r", f"{W}txbxContent")]
    return f"{W}r" in around and f"{W}txbxContent" not in around


def _texts_outside_paragraphs(body: etree._Element) -> Iterator[str]:
    for node in cast("list[etree._Element]", _HOLDERS_OF_STRAY_TEXT(body)):
        yield "".join(cast("list[str]", _OWN_TEXT(node)))
