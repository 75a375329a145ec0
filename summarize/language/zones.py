"""Zones of a text in which marks and numbers mean something of their own: addresses, titles, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto

from summarize.language.patterns import regex


class Zone(Flag):
    """What a zone holds."""

    CITATION = auto()
    """`{走访户数}`: a figure that the program prints."""
    ADDRESS = auto()
    """URLs, e-mail and IP addresses, names of files."""
    NUMBER = auto()
    """Numbers that name something: of standards, telephones, rooms, projects, versions, clauses."""
    TIME = auto()
    """Times of day and ratios: 9:30, 1:2."""
    ENGLISH = auto()
    """Words of another language that follow one another, with the marks between them."""
    TITLE = auto()
    """What stands in 《》, the marks included."""
    QUOTATION = auto()
    """What stands in “”, the marks included; a sentence between straight quotes, without them."""

    OPAQUE = CITATION | ADDRESS | NUMBER | TIME | ENGLISH
    """Where no mark is one of the Chinese sentence."""
    LITERAL = OPAQUE | TITLE
    """Where words are not the author's to change."""
    VERBATIM = LITERAL | QUOTATION
    """Where nothing is mended without being asked."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` are a zone of `kind`."""

    start: int
    end: int
    kind: Zone


_LATIN = r"A-Za-z0-9"
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_PATTERNS: tuple[tuple[Zone, frozenset[str], frozenset[str], re.Pattern[str]], ...] = (
    (
        Zone.ADDRESS,
        frozenset(":@."),
        _LETTERS | _DIGITS,
        regex(
            r"(?i:https?|ftp)://[!-~]*[A-Za-z0-9/_=#-]"
            r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
            r"|(?<![\w.])www\.[\w./?=&%-]*[\w/]"
            r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\d.])"
            rf"|(?<![{_LATIN}.-])[{_LATIN}][{_LATIN}-]*(?:\.[{_LATIN}-]+)*\.(?:gov|com|cn|org|net|edu)(?:\.cn)?(?![{_LATIN}])"
            r"|[^\s，。；、（）《》“”：:/\\]{1,60}\.(?i:docx?|xlsx?|xlsm|pptx?|pdf|txt|csv|zip|jpg|png|wps|et|ofd)(?![A-Za-z0-9])",
            re.ASCII,
        ),
    ),
    (
        Zone.NUMBER,
        frozenset("-—/.VvA"),
        _LETTERS | _DIGITS,
        regex(
            r"(?<![A-Za-z])(?:GB|GBZ|DB\d{0,4}|JGJ|HJ|ISO|IEC|YD|CJJ|T/[A-Z]+)(?:/T)?"
            r"[ ]?\d{1,6}(?:\.\d+)*(?:[—:：-]\d{4})?"
            r"|(?<![\d-])(?:0\d{2,3}-\d{7,8}|\d{3,4}-\d{3,4}-\d{3,4})(?:-\d{1,6})?(?![\d-])"
            r"|(?<![\d-])0000-\d{3,8}(?![\d-])"
            r"|(?<![A-Za-z0-9])[A-Za-z]+\d*(?:[-/][A-Za-z0-9]+)+(?![A-Za-z0-9])"
            r"|(?<![A-Za-z])[Vv]\d+(?:\.\d+)*"
            r"|第\d+(?:\.\d+)+[条款项节版章]"
            r"|(?<![\d-])\d{1,8}(?:-\d{1,8}){1,6}(?=[号室幢栋楼座单地])"
            r"|(?<!\d)(?:19|20)\d{2}-(?:19|20)\d{2}(?=学年)"
            r"|(?<![\d.])(?!(?:19|20)\d{2}\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?![\d.]))"
            r"\d+\.\d+\.\d+(?:\.\d+)*(?![\d.])(?!年)",
            re.ASCII,
        ),
    ),
    (
        Zone.TIME,
        frozenset(":：∶"),
        _DIGITS,
        regex(r"(?<![\d:：])\d{1,4}[:：∶]\d{1,4}(?:[:：∶]\d{1,2})*(?![\d:：])", re.ASCII),
    ),
    (
        Zone.ENGLISH,
        frozenset(" "),
        _LETTERS,
        regex(r"[A-Za-z][A-Za-z'’-]*(?:[,;:.]? [A-Za-z0-9][A-Za-z0-9'’-]*)+[.!?]?", re.ASCII),
    ),
    (Zone.TITLE, frozenset("《"), frozenset("》"), regex(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")),
    (Zone.QUOTATION, frozenset("“"), frozenset("”"), regex(r"“[^“”\n]*”")),
)
_BRACES = frozenset("{｛")
_SIGNS = frozenset('"').union(_BRACES, *(signs for _, signs, _, _ in _PATTERNS))
"""Without one of these a text has no zones."""
_POINTS_OF_AN_ADDRESS = 3
"""In an IP address, the only one without a letter or @."""
_STRAIGHT_QUOTATION = regex(r'"([^"“”\n]*)"')
_SENTENCE_MARK = regex(r"[，。；：？！,;?!]")
_CITATION = regex(r"[{｛](?:[^{}｛｝\n]*[}｝]|[\w.．:：()（）]*)")
"""One whose brace is not closed is told elsewhere: what can be its name is no text."""


def find_zones(text: str, *, has_citations: bool = False) -> tuple[Span, ...]:
    """Return the zones of `text` by their start."""
    characters = frozenset(text)
    if _SIGNS.isdisjoint(characters):
        return ()
    spans = [
        Span(match.start(), match.end(), kind)
        for kind, signs, others, pattern in _PATTERNS
        if not (signs.isdisjoint(characters) or others.isdisjoint(characters))
        for match in (pattern.finditer(text) if kind is not Zone.ADDRESS or _may_be_address(text, characters) else ())
    ]
    if '"' in characters:
        spans += _straight_quotations(text)
    if has_citations and not _BRACES.isdisjoint(characters):
        spans += [Span(match.start(), match.end(), Zone.CITATION) for match in _CITATION.finditer(text)]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end))) if spans else ()


def _may_be_address(text: str, characters: frozenset[str]) -> bool:
    """Whether something in `text` can be an address: a figure with a point in it cannot."""
    return not _LETTERS.isdisjoint(characters) or "@" in characters or text.count(".") >= _POINTS_OF_AN_ADDRESS


def _straight_quotations(text: str) -> list[Span]:
    """Return what is quoted between straight quotes, speech and no mere term; the quotes themselves are not of it."""
    return [
        Span(match.start(1), match.end(1), Zone.QUOTATION)
        for match in _STRAIGHT_QUOTATION.finditer(text)
        if _SENTENCE_MARK.search(match[1])
    ]
