"""A template of Word, compiled once and filled as often as there are reports."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.errors import InputError, TemplateError
from summarize.opc import PackageKind, check_package
from summarize.render.templates import read_kind

if TYPE_CHECKING:
    from summarize.render.blocks import StyleNames
    from summarize.render.engine import Engine
    from summarize.render.opening import Opened
    from summarize.render.package import Package


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled: its body as text, from `<w:body>` to `</w:body>`, and its other filled parts by name."""

    body: str
    parts: Mapping[str, bytes]


class Template:
    """A template; `path` is as findings name it, `content` the bytes of the file.

    It is compiled when it is first needed, or by `compile`. Several threads may use it, each with images
    and documents of its own (`docxtpl`), and it can be sent to another process, where it is compiled again.
    """

    def __init__(self, path: Path) -> None:
        """Read the template at `path`.

        Raises:
            TemplateError: The file is no Word document, or is damaged.
        """
        try:
            check_package(path, PackageKind.DOCUMENT)
        except InputError as error:
            raise TemplateError(*error.findings) from error
        self._set(path, path.read_bytes())

    def _set(self, path: Path, content: bytes) -> None:
        self.path = path
        self.content = content
        self._own = threading.local()

    def __getstate__(self) -> tuple[Path, bytes]:
        return self.path, self.content

    def __setstate__(self, state: tuple[Path, bytes]) -> None:
        self._set(*state)

    @property
    def name(self) -> str:
        """The name by which people call it."""
        return self.path.stem

    @cached_property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def kind(self) -> str:
        """What the template makes: one of `KINDS`."""
        return read_kind(self.content)

    def compile(self) -> None:
        """Compile the template now, so that its faults are told before there is a report.

        Raises:
            TemplateError: It cannot be used; every finding names the paragraph.
        """
        _ = self._opened

    @cached_property
    def _opened(self) -> Opened:
        # docxtpl, python-docx and lxml cost a tenth of a second; naming templates and rules needs none.
        from summarize.render.opening import open_template  # noqa: PLC0415

        return open_template(self.content, str(self.path))

    @property
    def styles(self) -> StyleNames:
        """The styles by type and name."""
        return self._opened.styles

    @property
    def page_starts(self) -> frozenset[str]:
        """The ids of the paragraph styles that begin a page."""
        return self._opened.page_starts

    @property
    def package(self) -> Package:
        """The parts that are not filled."""
        return self._opened.package

    @property
    def document_name(self) -> str:
        """The name of the part that holds the body."""
        return self._opened.body.name

    @property
    def docxtpl(self) -> Engine:
        """What this thread's images, documents and links are built with: for each document anew, as in docxtpl."""
        from summarize.render.engine import Engine  # noqa: PLC0415

        if not hasattr(self._own, "engine"):
            self._own.engine = Engine(self.content)
        engine: Engine = self._own.engine
        return engine

    def fill(self, context: Mapping[str, object]) -> Filled:
        """Return the filled parts.

        Raises:
            TemplateError: The template cannot be filled with `context`; every finding names the paragraph.
        """
        from summarize.render.filling import fill_template  # noqa: PLC0415

        body, parts = fill_template(self._opened, context, str(self.path))
        return Filled(body, parts)

    def document_part(self, body: str) -> bytes:
        """Return the part `document_name` with `body` in it."""
        return b"".join((self._opened.head, body.encode(), self._opened.tail))

    def render(self, context: Mapping[str, object]) -> bytes:
        """Return the document that docxtpl would write for `context`; the same context gives the same bytes.

        Values that docxtpl has built (`docxtpl`) are put in by docxtpl itself.

        Raises:
            TemplateError: The template cannot be filled with `context`; every finding names the paragraph.
            TypeError: An image or a document in it was built with another template, or in another thread.
        """
        from summarize.render.filling import render_drawn  # noqa: PLC0415
        from summarize.render.printing import DrawnByDocxtplError  # noqa: PLC0415

        engine: Any = getattr(self._own, "engine", None)
        try:
            if engine is None or not engine.is_used:
                filled = self.fill(context)
                return self.package.pack({self.document_name: self.document_part(filled.body), **filled.parts})
        except DrawnByDocxtplError as drawn:
            engine = drawn.builder
        return render_drawn(engine, self.content, self._opened, context, str(self.path))
