"""A template of Word, opened once and rendered as often as there are reports."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from summarize.errors import InputError, TemplateError
from summarize.opc import PackageKind, check_package
from summarize.render.templates import read_kind


class Template:
    """A template; `path` is as findings name it, `content` the bytes of the file."""

    def __init__(self, path: Path) -> None:
        """Read the template at `path`.

        Raises:
            TemplateError: The file is no Word document, or is damaged.
        """
        try:
            check_package(path, PackageKind.DOCUMENT)
        except InputError as error:
            raise TemplateError(*error.findings) from error
        self.path = path
        self.content = path.read_bytes()

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
