"""docxtpl with a fence around it: lines that tell paragraphs, strict XML, and nothing rendered twice.

docxtpl's own rendering is replaced in a few places, each for a reason given there. All of its syntax
holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from summarize.render.markup import MARKS
from summarize.render.sandbox import BLOCK_FILTER, compile_template

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]+>")
_CELL_STATEMENT = re.compile(r"{[{%]tc |{%\s*(colspan|hm|vm)")
_HOLDER_OR_PARAGRAPH = re.compile(r"\n<w:(p)[ >]|</?w:(?:tc|txbxContent)[ >]")
_FIELD = re.compile(r"<w:(instrText|delInstrText)\b[^>]*>.*?</w:\1>")
_WHOLE_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)
_CURLY = str.maketrans("“”‘’", "\ue0f1\ue0f2\ue0f3\ue0f4")
"""Stand for typographic quotes while docxtpl makes all of them in a tag straight."""
_BACK = str.maketrans("\ue0f1\ue0f2\ue0f3\ue0f4", "“”‘’")
_STRAIGHT = str.maketrans("\ue0f1\ue0f2\ue0f3\ue0f4", "\"\"''")
_TEXT_OR_EXPRESSION = re.compile(r"(<w:t>|<w:t )|(</w:t>)|{{(.*?)}}")


class Engine(DocxTemplate):  # type: ignore[misc]
    """A template that remembers which part and which paragraphs it is rendering, for its errors.

    `paragraphs` are the texts of the part's paragraphs in document order; line N + 1 of the part's
    source is the N-th of them, since a line break stands before every paragraph and nowhere else.
    `holders` tell, by any numbers, which of them stand in one cell or text box, or outside of all.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self.paragraphs: list[str] = []
        self.holders: list[int] = []

    def patch_xml(self, src_xml: str) -> str:
        """Return the XML as a template, one line a paragraph, statements too.

        docxtpl breaks lines after it has taken the paragraphs of statements out, so that a line cannot
        be told from a paragraph any more.
        """
        source = _PARAGRAPH.sub(r"\n<w:p\1", src_xml.replace("\n", " "))
        self.paragraphs = [_TAG.sub("", _FIELD.sub("", line)).strip() for line in source.split("\n")[1:]]
        self.holders = list(_number_holders(source))
        patched = super().patch_xml(source.translate(_CURLY))
        return _tell_blocks(_WHOLE_TAG.sub(_restore_tag, patched).translate(_BACK))

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        """Return the rendered part; line breaks and tabs of values are elements already."""
        self.current_rendering_part = part
        template = compile_template(src_xml, context, jinja_env)
        rendered: str = template.render(context).replace("\n", "")
        for written, meant in MARKS:
            rendered = rendered.replace(written, meant)
        return rendered

    def fix_tables(self, xml: str) -> Any:
        """Return the tree of the body, parsed strictly: docxtpl would mend broken XML by dropping text."""
        tree = etree.fromstring(xml)
        has_cell_loops = any(_CELL_STATEMENT.search(text) for text in self.paragraphs)
        return super().fix_tables(xml) if has_cell_loops else tree

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Leave the properties: the program writes its own, and here they would be escaped as XML."""

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Render the footnotes once; docxtpl does it again for every section."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type == FOOTNOTES:
                source = self.patch_xml(part.blob.decode("utf-8"))
                rendered = self.render_xml_part(source, part, context, jinja_env).encode("utf-8")
                etree.fromstring(rendered)
                part._blob = rendered


def _number_holders(source: str) -> Iterator[int]:
    """Yield, for every paragraph, the number of the cell or text box that it stands in."""
    inside, count = [0], 0
    for found in _HOLDER_OR_PARAGRAPH.finditer(source):
        if found[1] is not None:
            yield inside[-1]
        elif found[0].startswith("</"):
            inside.pop()
        else:
            count += 1
            inside.append(count)


def _restore_tag(tag: re.Match[str]) -> str:
    """Return a tag as it was typed: its texts to the letter, quotes around them straight.

    docxtpl takes the typographic quotes for straight ones in texts as well, and leaves `&amp;`.
    """
    typed = tag[0].replace("&amp;", "&")
    pieces: list[str] = []
    position = 0
    for text in _QUOTED.finditer(typed):
        pieces += [typed[position : text.start()].translate(_STRAIGHT), text[0].translate(_BACK)]
        position = text.end()
    return "".join([*pieces, typed[position:].translate(_STRAIGHT)])


def _tell_blocks(source: str) -> str:
    """Return `source` with the expressions between paragraphs passed through `BLOCK_FILTER`.

    They are those of `{{p … }}`: only there do blocks fit, and only in a `w:t` does text.
    """
    pieces: list[str] = []
    position, is_in_text = 0, False
    for found in _TEXT_OR_EXPRESSION.finditer(source):
        opened, closed, expression = found.groups()
        if opened or closed:
            is_in_text = bool(opened)
        elif not is_in_text and source.rfind("<", 0, found.start()) < source.rfind(">", 0, found.start()):
            pieces += [source[position : found.start()], f"{{{{ ({expression}) | {BLOCK_FILTER} }}}}"]
            position = found.end()
    return "".join([*pieces, source[position:]])


def render_parts(engine: Engine, context: Mapping[str, object], environment: SandboxedEnvironment) -> None:
    """Render body, headers, footers and footnotes of `engine` in place."""
    run: Callable[..., None] = engine.render
    run(dict(context), environment)
