"""Editing XML without writing it anew: elements found by their bytes, changes spliced in between.

What is not changed stays as it was written, byte for byte: prefixes, quotes, the order of attributes,
extensions of whatever program.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG_END = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_NAMES = re.compile(r"<(/?)(?=[A-Za-z])")


class PackageEditError(Exception):
    """A part cannot be edited in place; the message is Chinese."""


@dataclass(slots=True)
class Element:
    """An element and where its bytes lie: start tag from `start` to `inner`, end tag from `end_tag` to `end`."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    end_tag: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, '' if there is none."""
        return self.name[: -len(self.local)]

    @property
    def is_short(self) -> bool:
        """Whether it is written as `<a/>`."""
        return self.end_tag == self.inner == self.end

    def child(self, local: str) -> Element | None:
        """Return the first child of this name."""
        return next((child for child in self.children if child.local == local), None)

    def all(self, local: str) -> Iterator[Element]:
        """Yield every element below of this name, in document order."""
        for child in self.children:
            if child.local == local:
                yield child
            yield from child.all(local)


PassBy = Callable[[str, dict[str, str]], None]
"""What is called with the name and attributes of each element that is not kept."""


class Document:
    """A part's XML: its elements down to a depth, and the changes that are to be made in it.

    Elements below `depth`, or within those named in `closed`, are not kept but told to `pass_by`.

    Raises:
        PackageEditError: It is no XML in UTF-8.
    """

    def __init__(
        self,
        part: str,
        content: bytes,
        *,
        depth: int = 8,
        closed: frozenset[str] = frozenset(),
        pass_by: PassBy | None = None,
    ) -> None:
        self.content = content
        self._changes: list[tuple[int, int, bytes]] = []
        self._opened: dict[int, tuple[Element, list[bytes]]] = {}
        self.root = _scan(part, _Scanner(content, depth, closed, pass_by))

    def text(self, element: Element) -> str:
        """Return all text in `element`, references resolved."""
        return _text_of(self.raw(element))

    def raw(self, element: Element) -> bytes:
        """Return the element as written."""
        return self.content[element.start : element.end]

    def insert(self, at: int, new: bytes) -> None:
        """Put `new` before the byte `at`; what is inserted first at one place comes first."""
        self._changes.append((at, at, new))

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put `new` in place of the bytes from `start` to `end`."""
        self._changes.append((start, end, new))

    def append(self, parent: Element, new: bytes) -> None:
        """Put `new` behind the last child of `parent`; an element without content is opened once only."""
        if parent.is_short:
            self._opened.setdefault(parent.start, (parent, []))[1].append(new)
        else:
            self.insert(parent.end_tag, new)

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        """Give the attribute `name` of `element` a new value, or add it behind the others."""
        tag = self.content[element.start : element.inner]
        for found in _ATTRIBUTE.finditer(tag):
            if found[1] == name.encode():
                start = element.start + found.start(2) + 1
                self.replace(start, element.start + found.end(2) - 1, value.encode())
                return
        end = element.inner - (2 if tag.endswith(b"/>") else 1)
        self.insert(end, f' {name}="{value}"'.encode())

    def apply(self) -> bytes:
        """Return the part with all changes made."""
        opened = [
            (parent.inner - 2, parent.inner, b">" + b"".join(children) + f"</{parent.name}>".encode())
            for parent, children in self._opened.values()
        ]
        pieces: list[bytes] = []
        reached = 0
        for start, end, new in sorted([*self._changes, *opened], key=lambda change: change[:2]):
            pieces += [self.content[reached:start], new]
            reached = max(reached, end)
        return b"".join([*pieces, self.content[reached:]])


def with_prefix(xml: str, prefix: str) -> bytes:
    """Return `xml`, written without prefixes, with `prefix` before each element's name."""
    return _NAMES.sub(rf"<\1{prefix}", xml).encode()


def _text_of(raw: bytes) -> str:
    """Return the text in a piece of a document; expat asks for no declaration of its prefixes."""
    pieces: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = pieces.append
    parser.Parse(raw, True)
    return "".join(pieces)


def _scan(part: str, scanner: _Scanner) -> Element:
    if scanner.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in scanner.content[:4]:
        raise PackageEditError(f"部件“{part}”的编码不是 UTF-8")
    try:
        scanner.parser.Parse(scanner.content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PackageEditError(f"部件“{part}”不合 XML 语法") from error
    assert scanner.root is not None
    return scanner.root


class _Scanner:
    """Handlers of one pass over a part."""

    def __init__(self, content: bytes, depth: int, closed: frozenset[str], pass_by: PassBy | None) -> None:
        self.root: Element | None = None
        self.content = content
        self._depth, self._closed, self._pass_by = depth, closed, pass_by
        self._open: list[Element] = []
        self._skipped = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _declare(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise LookupError(encoding)

    def _refuse(self, *_: object) -> None:
        raise ValueError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or len(self._open) > self._depth or (self._open and self._open[-1].local in self._closed):
            self._skipped += 1
            if self._pass_by is not None:
                self._pass_by(name, attributes)
            return
        start = self.parser.CurrentByteIndex
        found = _TAG_END.match(self.content, start)
        if found is None:
            raise ValueError(name)
        element = Element(name, attributes, start, found.end())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        if self.content[element.inner - 2 : element.inner] == b"/>":
            element.end_tag = element.end = element.inner
            return
        element.end_tag = self.parser.CurrentByteIndex
        element.end = self.content.index(b">", element.end_tag) + 1
