"""Encoded texts of a workbook, its shared ones above all, in the plain form: one run of text each.

The parser resolves references and checks the encoding, of all texts of a part at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from summarize.read.grids.package_scan import Package

_LARGEST_PART = 1 << 20
_BLANKS = " \t\r\n"
_BETWEEN = "\ue000"
"""Stands between texts that are decoded together; where a text has it too, their number does not come out."""
_ESCAPE = "_x"
"""Begins `_x000D_`, by which a text may name a character that XML cannot hold."""

_SPACE = rb"[ \t\r\n]*+"
_DECLARATION = re.compile(
    rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")? ?\?>)?' + _SPACE
)
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]+="[^"<>&]*")*+'
_TABLE = re.compile(rb"<sst" + _ATTRIBUTES + rb" ?>" + _SPACE)
_STRING = re.compile(
    rb'<si>(?:<t(?P<keeps> xml:space="preserve")?>(?P<text>[^<]*+)</t>(?:<phoneticPr' + _ATTRIBUTES + rb" ?/>)?"
    rb"|(?:[^<]++|<(?!/?si[ />]|!))*+)</si>" + _SPACE
)


class NotPlainError(Exception):
    """What is written in another form than the plain one."""


def check_declaration(head: bytes) -> None:
    """Check that a part that begins with `head` is in UTF-8, and that no comment hides what looks like an element.

    Raises:
        NotPlainError: It is not so.
    """
    declared = _DECLARATION.match(head)
    if declared is None or b"<?" in head[declared.end() :] or b"<!" in head:
        raise NotPlainError


def decode_texts(trimmed: Collection[bytes], verbatim: Collection[bytes]) -> dict[bytes, str]:
    """Return what the encoded texts say; of `trimmed`, those without `xml:space`, none may have blanks at its ends.

    Raises:
        NotPlainError: One of them is not plain.
        ExpatError: One of them is not XML.
    """
    encoded = [*trimmed, *verbatim]
    texts = decode(encoded)
    if any(text != text.strip(_BLANKS) for text in texts[: len(trimmed)]) or any(_ESCAPE in text for text in texts):
        raise NotPlainError
    return dict(zip(encoded, texts, strict=True))


def decode(encoded: Collection[bytes]) -> list[str]:
    """Return what the encoded texts say, in one run of the parser: one for each would take most of the time.

    Raises:
        NotPlainError: They cannot be told apart.
        ExpatError: One of them is not XML.
    """
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<t>" + _BETWEEN.encode().join(encoded) + b"</t>", True)
    texts = "".join(pieces).split(_BETWEEN) if encoded else []
    if len(texts) != len(encoded):
        raise NotPlainError
    return texts


class PlainStrings:
    """The shared strings of a workbook, read when the first is asked for."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._texts: tuple[str | None, ...] | None = None

    def __getitem__(self, index: int) -> str:
        """Return the string with this number.

        Raises:
            NotPlainError: It is not plain.
            LookupError: There is none.
        """
        if self._texts is None:
            self._texts = self._read()
        text = self._texts[index]
        if text is None:
            raise NotPlainError
        return text

    def _read(self) -> tuple[str | None, ...]:
        content = self._package.read(self._part, _LARGEST_PART)
        try:
            return tuple(_read_strings(content)) if content else ()
        except (NotPlainError, expat.ExpatError):
            return ()


def _read_strings(content: bytes) -> Iterator[str | None]:
    """Yield the strings; `None` stands for each that is more than one run of text."""
    start = content.find(b"<sst")
    check_declaration(content[: max(start, 0)])
    table = _TABLE.match(content, start) if start >= 0 else None
    if table is None:
        raise NotPlainError
    written: list[tuple[bytes | None, bool]] = []
    at = table.end()
    for string in _STRING.finditer(content, at):
        if string.start() != at:
            break
        written.append((string["text"], string["keeps"] is not None))
        at = string.end()
    if not content.startswith(b"</sst>", at):
        raise NotPlainError
    texts = dict(zip(encoded := {text for text, _ in written if text is not None}, decode(encoded), strict=True))
    for text, is_verbatim in written:
        said = "" if text is None else texts[text]
        yield None if text is None or _ESCAPE in said else said if is_verbatim else said.strip(_BLANKS)
