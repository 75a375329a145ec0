"""The little XML that the gate reads itself: prologs, content types and relations.

Expat alone is used, and every document type declaration stops it before an entity can be declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

MAX_PROLOG = 1 << 16
"""Bytes within which the root element must begin; office programs need less than a thousand."""

_MARKUP_EXTENSIONS = (".xml", ".rels", ".vml")
_HYPERLINK = "/hyperlink"


class MarkupError(Exception):
    """A part that should be XML is not."""


class DoctypeFoundError(Exception):
    """A part has a document type declaration."""


class _RootReached(Exception):  # noqa: N818 - not an error: the way to stop expat in a callback
    pass


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """What `[Content_Types].xml` tells: types by extension and by part, all in lower case."""

    by_extension: dict[str, str]
    by_part: dict[str, str]

    @property
    def all(self) -> frozenset[str]:
        """Every type that is named."""
        return frozenset(self.by_extension.values()) | frozenset(self.by_part.values())

    def is_markup(self, name: str) -> bool:
        """Return whether the part called `name` is read as XML; pictures are not."""
        lower = name.lower()
        kind = self.by_part.get(lower) or self.by_extension.get(lower.rpartition(".")[2], "")
        return lower.endswith(_MARKUP_EXTENSIONS) or (kind.endswith(("+xml", "/xml")) and not kind.startswith("image/"))


def _parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise DoctypeFoundError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    return parser


def check_prolog(chunks: Iterable[bytes]) -> None:
    """Read all of `chunks`; look for a document type declaration before the root element.

    An empty part passes: it holds nothing that could be parsed.

    Raises:
        DoctypeFoundError: There is one.
        MarkupError: No root element can be found near the beginning.
    """

    def stop(*_: object) -> None:
        raise _RootReached

    parser = _parser(stop)
    seen = 0
    is_done = False
    for chunk in chunks:
        if is_done:
            continue
        try:
            parser.Parse(chunk[: MAX_PROLOG - seen])
        except _RootReached:
            is_done = True
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise MarkupError(_describe(error)) from error
        seen += min(len(chunk), MAX_PROLOG - seen)
        if not is_done and seen >= MAX_PROLOG:
            raise MarkupError("开头找不到根元素")
    if seen and not is_done:
        raise MarkupError("没有根元素")


def _parse(content: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    try:
        _parser(start).Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise MarkupError(_describe(error)) from error


def _describe(error: Exception) -> str:
    """Return where the XML breaks off, in Chinese; an encoding that expat does not know has no place."""
    if isinstance(error, expat.ExpatError):
        return f"第 {error.lineno} 行第 {error.offset + 1} 列有语法错误"
    return "所用的编码无法识别"


def read_content_types(content: bytes) -> ContentTypes:
    """Return the types that the part `[Content_Types].xml` tells.

    Raises:
        DoctypeFoundError: It has a document type declaration.
        MarkupError: It is not XML.
    """
    types = ContentTypes({}, {})

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        match name.rpartition(":")[2]:
            case "Default":
                types.by_extension[attributes.get("Extension", "").lower()] = kind
            case "Override":
                types.by_part[attributes.get("PartName", "").lstrip("/").lower()] = kind

    _parse(content, start)
    return types


def external_target(content: bytes) -> str | None:
    """Return the first target outside the package, hyperlinks apart, of a part with relations.

    Raises:
        DoctypeFoundError: It has a document type declaration.
        MarkupError: It is not XML.
    """
    found: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        is_external = attributes.get("TargetMode", "").lower() == "external"
        if is_external and not attributes.get("Type", "").lower().endswith(_HYPERLINK):
            found.append(attributes.get("Target", ""))

    _parse(content, start)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `META-INF/manifest.xml` tells of an OpenDocument file: its media type, and whether parts are encrypted."""

    media_type: str
    is_encrypted: bool


def read_manifest(content: bytes) -> Manifest:
    """Return what the part `META-INF/manifest.xml` tells.

    Raises:
        DoctypeFoundError: It has a document type declaration.
        MarkupError: It is not XML.
    """
    media_types: list[str] = []
    encrypted: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name.rpartition(":")[2]:
            case "file-entry" if local.get("full-path") == "/":
                media_types.append(local.get("media-type", ""))
            case "encryption-data":
                encrypted.append(name)

    _parse(content, start)
    return Manifest(media_types[0] if media_types else "", bool(encrypted))
