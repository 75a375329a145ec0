"""docxtpl itself, for what only it can put into a document: images, documents, links and replaced pictures.

All of its syntax holds, and what it does wrong is put right as in a compiled template: tags as they were
typed, footnotes rendered once, properties escaped once, XML that is broken told and not mended.
"""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from summarize.opc import write_package
from summarize.render.compilation import compile_source
from summarize.render.inspection import FOOTNOTES
from summarize.render.opening import (
    DECLARATION,
    complete_properties,
    read_footnotes,
    read_lists,
    styles_and_numbering,
)
from summarize.render.patching import PartSource


class Engine(DocxTemplate):  # type: ignore[misc]
    """A template to build docxtpl's objects with; `source` is the part that was rendered last.

    docxtpl renders in place and notes in itself where it is, so it is for the thread that made it alone.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self.content = content
        self.thread = threading.get_ident()
        self.source = PartSource("")

    @property
    def is_used(self) -> bool:
        """Whether anything was built with it since it was last rendered, or is to be replaced."""
        replaced = (self.crc_to_new_media, self.crc_to_new_embedded, self.zipname_to_replace, self.pics_to_replace)
        return (self.docx is not None and not self.is_rendered) or any(replaced)

    def patch_xml(self, src_xml: str) -> str:
        """Return the XML as a template, one line a paragraph, statements too."""
        self.source = PartSource(src_xml)
        return self.source.patched

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        """Return the rendered part."""
        self.current_rendering_part = part
        numbering = read_lists(self.docx) if part is self.docx.part else None
        compiled = compile_source(str(part.partname), self.source, jinja_env, numbering=numbering)
        compiled.program.check_names(context)
        text, lists = compiled.fill(context, builder=self)
        if lists:
            styles_and_numbering(self.docx)[1]._element = parse_xml(lists.decode())
        return text

    def fix_tables(self, xml: str) -> Any:
        """Return the tree of the body, parsed strictly: docxtpl would mend broken XML by dropping text."""
        tree = etree.fromstring(xml)
        try:
            return super().fix_tables(xml)
        except (AttributeError, TypeError, ValueError):
            # A table without a grid, or with columns without widths, stops docxtpl; as it is, Word opens it.
            return tree

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Only add those that docxtpl adds: they are a part like others, and here they would be escaped twice."""
        complete_properties(self.docx)

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Render the footnotes once; docxtpl does it again for every section."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type == FOOTNOTES:
                source = self.patch_xml(read_footnotes(part))
                rendered = DECLARATION + self.render_xml_part(source, part, context, jinja_env).encode()
                etree.fromstring(rendered)
                part._blob = rendered


def render_parts(engine: Engine, context: Mapping[str, object], environment: SandboxedEnvironment) -> None:
    """Render body, headers, footers and footnotes of `engine` in place; what fails is thrown away."""
    run: Callable[..., None] = engine.render
    try:
        run(dict(context), environment)
    except BaseException:
        # The parts before the fault are filled: docxtpl would take them for the template's the next time.
        engine.docx = None
        raise


def save(engine: Engine, filled: Mapping[str, bytes]) -> bytes:
    """Return the document of `engine` with the parts `filled` in place of its own; no clock is in it."""
    buffer = io.BytesIO()
    engine.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return write_package((parts | dict(filled)).items())
