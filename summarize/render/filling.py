"""A compiled template filled: names compared, parts rendered, faults told with their paragraphs."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateError as EngineError
from lxml import etree

from summarize.errors import TemplateError
from summarize.render.faults import EXPRESSION_ERRORS, Source, describe
from summarize.render.inspection import inspect_body
from summarize.render.opening import DECLARATION, Opened, refuse
from summarize.render.printing import DrawnByDocxtplError
from summarize.render.records import FigureGapError
from summarize.render.sandbox import make_environment

if TYPE_CHECKING:
    from summarize.render.compilation import CompiledPart
    from summarize.render.engine import Engine
    from summarize.render.patching import PartSource

_FOREIGN = "images and documents are built with the docxtpl of the template that prints them, in the same thread"


def fill_template(opened: Opened, context: Mapping[str, object], file: str) -> tuple[str, dict[str, bytes]]:
    """Return the filled body, and the other filled parts by name.

    Raises:
        TemplateError: The template cannot be filled.
    """
    for part in (opened.body, *opened.others):
        with _telling(part, context, file):
            part.program.check_names(context)
    body, lists = _fill(opened.body, context, file)
    parts = {part.name: _part(part, context, file) for part in opened.others}
    if opened.lists:
        parts[opened.lists.name] = lists or opened.lists.content
    return body, parts


def _part(part: CompiledPart, context: Mapping[str, object], file: str) -> bytes:
    return DECLARATION + _fill(part, context, file)[0].encode()


def _fill(part: CompiledPart, context: Mapping[str, object], file: str) -> tuple[str, bytes | None]:
    with _telling(part, context, file):
        text, lists = part.fill(context)
        if part.is_proven:
            return text, lists
        # Some of its statements cut through elements; what they leave is looked at each time.
        tree = part.parse(text)
    if part.is_body:
        refuse(inspect_body(tree, file))
    return text, lists


def render_drawn(engine: object, content: bytes, opened: Opened, context: Mapping[str, object], file: str) -> bytes:
    """Return the document with what docxtpl's objects draw; `engine` is what they were built with.

    Raises:
        TemplateError: The template cannot be filled.
        TypeError: They were built with another template than that in `content`, or in another thread.
    """
    from summarize.render.engine import Engine, render_parts, save  # noqa: PLC0415

    if not isinstance(engine, Engine) or engine.content != content or engine.thread != threading.get_ident():
        raise TypeError(_FOREIGN)
    try:
        with _telling(engine, context, file):
            render_parts(engine, context, make_environment())
    except DrawnByDocxtplError:
        raise TypeError(_FOREIGN) from None
    refuse(inspect_body(engine.docx.element.body, file))
    properties = [part for part in opened.others if part.name.startswith("docProps/")]
    return save(engine, {part.name: _part(part, context, file) for part in properties})


@contextmanager
def _telling(part: CompiledPart | Engine, context: Mapping[str, object], file: str) -> Iterator[None]:
    """Tell what goes wrong within as findings on the part that is being rendered."""
    try:
        yield
    except (EngineError, etree.XMLSyntaxError, FigureGapError, *EXPRESSION_ERRORS) as error:
        source: PartSource = part.source
        raise TemplateError(*describe(error, Source.of(file, source), list(context))) from error
