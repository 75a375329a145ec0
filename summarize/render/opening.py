"""A template opened once: looked through, its parts compiled, and what is not filled packed beforehand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from jinja2.exceptions import TemplateError as EngineError
from lxml import etree

from summarize.errors import TemplateError
from summarize.findings import Finding, Place
from summarize.render.blocks import StyleNames
from summarize.render.breaks import has_breaks
from summarize.render.compilation import CompiledPart, compile_source
from summarize.render.faults import EXPRESSION_ERRORS, Source, describe
from summarize.render.inspection import FOOTNOTES, inspect_template
from summarize.render.numbering import Numbering, read_numbering
from summarize.render.package import Package
from summarize.render.patching import PartSource
from summarize.render.rules import UNUSABLE_TEMPLATE
from summarize.render.sandbox import make_environment

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 20 << 20
"""Bytes of one XML part of a template; the shipped ones have less than 100 KB."""
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DECLARATION = re.compile(r"\s*<\?xml\s.*?\?>\s*", re.DOTALL)
_TAG = "\ufdd0"
"""Stands for the braces of tags while all others are made references; no text has this noncharacter."""
_FILLED_PROPERTIES = {
    "author": "creator",
    "comments": "description",
    "identifier": "identifier",
    "language": "language",
    "subject": "subject",
    "title": "title",
}
"""The core properties whose tags docxtpl renders, as python-docx calls them, and their elements."""


@dataclass(frozen=True, slots=True)
class ListsPart:
    """The part of a template's numbered lists, where some of them begin anew in a report."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What a template is once it is compiled; `head` and `tail` stand around the body in its part."""

    body: CompiledPart
    others: tuple[CompiledPart, ...]
    lists: ListsPart | None
    head: bytes
    tail: bytes
    package: Package
    styles: StyleNames
    page_starts: frozenset[str]


def open_template(content: bytes, file: str) -> Opened:
    """Return the template in `content`, compiled; `file` is how findings name it.

    Raises:
        TemplateError: It cannot be used; every finding names the paragraph.
    """
    document = open_document(content, file)
    refuse(inspect_template(document.part.package, file))
    complete_properties(document)
    body_name = str(document.part.partname)[1:]
    head, xml, tail = _take_body_out(document)
    environment = make_environment()
    styles, numbering = styles_and_numbering(document)
    lists = read_lists(document)
    body = _compile(body_name, xml, environment, file, is_body=True, numbering=lists)
    others = tuple(_compile(name, text, environment, file) for name, text in _other_parts(document))
    filled = {part.name for part in (body, *others)}
    lists_part = ListsPart(str(numbering.partname)[1:], numbering.blob) if body.restarts else None
    if lists_part:
        filled.add(lists_part.name)
    return Opened(
        body=body,
        others=others,
        lists=lists_part,
        head=DECLARATION + head.encode(),
        tail=tail.encode(),
        package=_pack(document, filled),
        styles=_style_names(styles),
        page_starts=_page_starts(styles),
    )


def open_document(content: bytes, file: str) -> Any:
    """Return the document in `content` as python-docx opens it.

    Raises:
        TemplateError: It has parts of a size that nobody needs, or lacks some.
    """
    _check_size(content, file)
    try:
        document = Document(io.BytesIO(content))
        styles = _related(document, RELATIONSHIP_TYPE.STYLES)
        _ = document.element.body.tag, styles is None or styles.element.tag
        if _has_properties(document):
            _ = document.core_properties.title
    except (LookupError, AttributeError, ValueError, SyntaxError) as error:
        place = Place(file=file)
        raise TemplateError(UNUSABLE_TEMPLATE.at(place, "模板文件内部残缺，不能当作 Word 文档打开。")) from error
    return document


def refuse(findings: Iterable[Finding]) -> None:
    """Raise what was found, if anything."""
    found = tuple(findings)
    if found:
        raise TemplateError(*found)


def _check_size(content: bytes, file: str) -> None:
    """Refuse parts that docxtpl would go through for minutes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for entry in package.infolist():
            if entry.filename.lower().endswith(".xml") and entry.file_size > MAX_PART:
                message = f"模板的部件“{entry.filename}”有 {entry.file_size >> 20} MB，最多允许 {MAX_PART >> 20} MB。"
                suggestion = "删去模板中用不到的内容；工作簿里的内容不用抄进模板。"
                raise TemplateError(UNUSABLE_TEMPLATE.at(Place(file=file), message, suggestion))


def _compile(
    name: str, xml: str, environment: Any, file: str, *, is_body: bool = False, numbering: Numbering | None = None
) -> CompiledPart:
    source = PartSource(xml)
    try:
        return compile_source(name, source, environment, is_body=is_body, numbering=numbering)
    except (EngineError, *EXPRESSION_ERRORS) as error:
        raise TemplateError(*describe(error, Source.of(file, source), ())) from error


def _take_body_out(document: Any) -> tuple[str, str, str]:
    """Return what stands before the body, the body with its namespaces, and what stands behind."""
    body = document.element.body
    xml = etree.tostring(body, encoding="unicode", with_tail=False)
    root = etree.fromstring(etree.tostring(document.element))
    place = etree.ProcessingInstruction("summarize-body")
    root[:] = [place if child.tag == body.tag else child for child in root]
    written = etree.tostring(place, encoding="unicode", with_tail=False)
    head, _, tail = etree.tostring(root, encoding="unicode").partition(written)
    return head, xml, tail


def complete_properties(document: Any) -> None:
    """Add the properties that docxtpl writes whether a template has them or not; one without any gets none."""
    if _has_properties(document):
        for name in _FILLED_PROPERTIES:
            if not getattr(document.core_properties, name):
                setattr(document.core_properties, name, "")


def _has_properties(document: Any) -> bool:
    kinds = {relation.reltype for relation in document.part.package.rels.values()}
    return RELATIONSHIP_TYPE.CORE_PROPERTIES in kinds


def _other_parts(document: Any) -> Iterator[tuple[str, str]]:
    """Yield headers, footers, footnotes and properties that have anything to be rendered, as docxtpl takes them."""
    relations = [relation for relation in document.part.rels.values() if not relation.is_external]
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        found = [relation.target_part for relation in relations if relation.reltype == kind]
        for part in {str(part.partname): part for part in found}.values():
            if part.blob:
                yield from _rendered(part, etree.tostring(parse_xml(part.blob), encoding="unicode"))
    for part in document.part.package.iter_parts():
        if part.content_type == FOOTNOTES:
            yield from _rendered(part, read_footnotes(part))
        elif part.content_type == CONTENT_TYPE.OPC_CORE_PROPERTIES:
            yield from _properties(part)


def read_footnotes(part: Any) -> str:
    """Return the XML of the footnotes as it stands in the package: docxtpl does not parse it before."""
    try:
        return _DECLARATION.sub("", part.blob.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError:
        return etree.tostring(etree.fromstring(part.blob), encoding="unicode")


def styles_and_numbering(document: Any) -> tuple[Any, Any]:
    """Return the parts of styles and of lists; `None` for one that the document has not."""
    return _related(document, RELATIONSHIP_TYPE.STYLES), _related(document, RELATIONSHIP_TYPE.NUMBERING)


def read_lists(document: Any) -> Numbering | None:
    """Return the numbered lists of a document; `None` if it has none."""
    styles, numbering = styles_and_numbering(document)
    return None if styles is None or numbering is None else read_numbering(numbering.blob, styles.blob)


def _rendered(part: Any, xml: str) -> Iterator[tuple[str, str]]:
    if "{" in xml or "}" in xml or has_breaks(xml):
        yield str(part.partname)[1:], xml


def _properties(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the core properties if one that docxtpl renders has tags; braces elsewhere are no tags."""
    root = etree.fromstring(part.blob)
    names = _FILLED_PROPERTIES.values()
    tagged = [child for child in root if etree.QName(child).localname in names and "{" in (child.text or "")]
    if not tagged:
        return
    for child in tagged:
        child.text = (child.text or "").replace("{", _TAG)
    xml = etree.tostring(root, encoding="unicode").replace("{", "&#123;").replace(_TAG, "{")
    yield str(part.partname)[1:], xml


def _related(document: Any, kind: str) -> Any:
    """Return the part that the document has for `kind`; `None` without one."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return relation.target_part
    return None


def _style_names(styles: Any) -> StyleNames:
    listed = [] if styles is None else styles.element.findall(f"{W}style")
    return StyleNames(
        {
            (style.get(f"{W}type"), name.get(f"{W}val")): style.get(f"{W}styleId")
            for style in listed
            if (name := style.find(f"{W}name")) is not None
        }
    )


def _page_starts(styles: Any) -> frozenset[str]:
    """Return the ids of the paragraph styles that begin a page."""
    listed = [] if styles is None else styles.element.findall(f"{W}style")
    return frozenset(
        style.get(f"{W}styleId") for style in listed if style.find(f"{W}pPr/{W}pageBreakBefore") is not None
    )


def _pack(document: Any, filled: set[str]) -> Package:
    """Return the parts that python-docx keeps, as docxtpl saves them, without those that are filled."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return Package({name: package.read(name) for name in package.namelist() if name not in filled})
