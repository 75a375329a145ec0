"""What an expression of a template can do wrong that Python and the template engine would let pass."""

from __future__ import annotations

from jinja2.exceptions import TemplateRuntimeError


class NotPrintableError(TemplateRuntimeError):
    """A template printed something that is neither text nor a number."""


class MisplacedError(TemplateRuntimeError):
    """A block stands in running text, or text stands where only whole paragraphs can."""

    def __init__(self, *, is_block: bool) -> None:
        super().__init__("block" if is_block else "text")
        self.is_block = is_block


class TooMuchError(TemplateRuntimeError):
    """An expression would build a text too long, a number too large, or repeat something too often."""


class BrokenMarkupError(TemplateRuntimeError):
    """A value prints markup that is not well-formed where it stands."""


class Unprintable:
    """What holds values for templates and has no text of its own.

    Python's own `str` would print a class and an address, wherever text is made: `~`, `join`, `%`.
    """

    __slots__ = ()

    def __str__(self) -> str:
        raise NotPrintableError(type(self).__name__)

    def __repr__(self) -> str:
        raise NotPrintableError(type(self).__name__)

    def __format__(self, spec: str) -> str:
        raise NotPrintableError(type(self).__name__)
