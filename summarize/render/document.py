"""Report and template in, the bytes of a finished .docx out."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from jinja2.exceptions import TemplateError as EngineError
from lxml import etree

from summarize.errors import TemplateError
from summarize.findings import Place
from summarize.model.report import Report
from summarize.opc import write_package
from summarize.render.blocks import StyleNames
from summarize.render.context import build_context
from summarize.render.engine import Engine, render_parts
from summarize.render.faults import EXPRESSION_ERRORS, Source, describe
from summarize.render.imprint import fit_imprint
from summarize.render.inspection import inspect_body, inspect_template
from summarize.render.records import FigureGapError
from summarize.render.rules import UNUSABLE_TEMPLATE
from summarize.render.sandbox import make_environment
from summarize.render.sections import complete_cells, lay_wide_tables
from summarize.render.template import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 20 << 20
"""Bytes of one XML part of a template; the shipped ones have less than 100 KB."""
BOOKMARK = "summarize_"
_BOOKMARK_LENGTH = 40
"""Word takes no longer names of bookmarks."""
_BOOKMARK_NUMBER = "9000"
_CLOSING = ("附件说明", "附件说明首项", "附件说明续项", "署名", "署名（加盖印章）", "成文日期", "附注")
"""The styles of what follows the text."""
_HIDDEN_RELATIONS = frozenset({"extended-properties", "custom-properties", "thumbnail"})
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def render(report: Report, template: Template, *, stage: str | None, document_id: str, is_draft: bool = False) -> bytes:
    """Return the .docx of `report` in `template`; see `summarize.render.render`."""
    engine = _open(template)
    file = str(template.path)
    _refuse(inspect_template(engine.docx.part.package, file))
    styles = _style_names(engine)
    _fill(engine, build_context(report, styles, is_draft=is_draft), file)
    body = engine.docx.element.body
    _refuse(inspect_body(body, file))
    complete_cells(body)
    lay_wide_tables(engine.docx, styles, _page_starts(engine))
    _keep_with_body(body, styles)
    fit_imprint(body)
    _mark(body, document_id)
    _set_properties(engine, report, stage)
    _drop_hidden_parts(engine)
    return _pack(engine)


def _open(template: Template) -> Engine:
    _check_size(template.content, str(template.path))
    engine = Engine(template.content)
    try:
        engine.render_init()
        _ = engine.docx.element.body.tag, engine.docx.styles.element.tag, engine.docx.core_properties.title
    except (LookupError, AttributeError, ValueError, SyntaxError) as error:
        place = Place(file=str(template.path))
        raise TemplateError(UNUSABLE_TEMPLATE.at(place, "模板文件内部残缺，不能当作 Word 文档打开。")) from error
    return engine


def _check_size(content: bytes, file: str) -> None:
    """Refuse parts that docxtpl would go through for minutes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for entry in package.infolist():
            if entry.filename.lower().endswith(".xml") and entry.file_size > MAX_PART:
                message = f"模板的部件“{entry.filename}”有 {entry.file_size >> 20} MB，最多允许 {MAX_PART >> 20} MB。"
                suggestion = "删去模板中用不到的内容；工作簿里的内容不用抄进模板。"
                raise TemplateError(UNUSABLE_TEMPLATE.at(Place(file=file), message, suggestion))


def _refuse(findings: Any) -> None:
    found = tuple(findings)
    if found:
        raise TemplateError(*found)


def _style_names(engine: Engine) -> StyleNames:
    return StyleNames(
        {
            (style.get(f"{W}type"), name.get(f"{W}val")): style.get(f"{W}styleId")
            for style in engine.docx.styles.element.findall(f"{W}style")
            if (name := style.find(f"{W}name")) is not None
        }
    )


def _page_starts(engine: Engine) -> frozenset[str]:
    """Return the ids of the paragraph styles that begin a page."""
    return frozenset(
        style.get(f"{W}styleId")
        for style in engine.docx.styles.element.findall(f"{W}style")
        if style.find(f"{W}pPr/{W}pageBreakBefore") is not None
    )


def _fill(engine: Engine, context: Mapping[str, object], file: str) -> None:
    try:
        render_parts(engine, context, make_environment())
    except (EngineError, etree.XMLSyntaxError, FigureGapError, *EXPRESSION_ERRORS) as error:
        raise TemplateError(*describe(error, Source(file, engine.paragraphs, engine.holders), list(context))) from error


def _keep_with_body(body: etree._Element, styles: StyleNames) -> None:
    """Chain what closes the document to the last paragraph of the text: it never stands alone (7.3.5.5)."""
    wanted = {styles.paragraph(name) for name in _CLOSING} - {""}
    for paragraph in body.findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or f'<w:pStyle w:val="{style.get(f"{W}val")}"/>' not in wanted:
            continue
        before = paragraph.getprevious()
        if before is not None and before.tag == f"{W}p":
            _set_keep_next(before)


def _set_keep_next(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    keep = properties.find(f"{W}keepNext")
    if keep is not None:
        keep.attrib.clear()
        return
    style = properties.find(f"{W}pStyle")
    properties.insert(0 if style is None else 1, properties.makeelement(f"{W}keepNext"))


def _mark(body: etree._Element, document_id: str) -> None:
    """Put the bookmark with the document's id around the first paragraph."""
    first = body.find(f"{W}p")
    if first is None:
        return
    name = BOOKMARK + re.sub(r"\W", "_", document_id)
    number = {f"{W}id": _BOOKMARK_NUMBER}
    start = first.makeelement(f"{W}bookmarkStart", {**number, f"{W}name": name[:_BOOKMARK_LENGTH]})
    properties = first.find(f"{W}pPr")
    first.insert(0 if properties is None else 1, start)
    first.append(first.makeelement(f"{W}bookmarkEnd", number))


def _set_properties(engine: Engine, report: Report, stage: str | None) -> None:
    """Write what the document says of itself; dates are the report's, since a clock would make runs differ."""
    properties = engine.docx.core_properties
    properties.title = " ".join(report.title.split())
    properties.subject = report.kind_title
    properties.author = str(report.unit)
    properties.keywords = f"{report.period.year}年；{report.period.name}；工作总结；工作计划"
    properties.comments = ""
    properties.last_modified_by = ""
    properties.language = "zh-CN"
    properties.content_status = stage or ""
    properties.revision = 1
    for name in ("version", "identifier"):
        if getattr(properties, name):
            setattr(properties, name, "")
    date = _document_date(report)
    properties.created = properties.modified = date


def _drop_hidden_parts(engine: Engine) -> None:
    """Leave out what tells of the template's maker: company, manager, paths, custom properties, thumbnail."""
    relations = engine.docx.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.rsplit("/", 1)[-1] in _HIDDEN_RELATIONS:
            del relations[key]


def _document_date(report: Report) -> datetime.datetime:
    """Return 成文日期, or the end of the period where there is none."""
    found = _DATE.fullmatch(report.signature_date)
    if found:
        year, month, day = (int(group) for group in found.groups())
        return datetime.datetime(year, month, day, tzinfo=datetime.UTC).replace(tzinfo=None)
    end = report.period.end
    return datetime.datetime(end.year, end.month, end.day, tzinfo=datetime.UTC).replace(tzinfo=None)


def _pack(engine: Engine) -> bytes:
    """Return the package; python-docx's own would carry the time of day."""
    buffer = io.BytesIO()
    engine.docx.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return write_package((name, package.read(name)) for name in package.namelist())
