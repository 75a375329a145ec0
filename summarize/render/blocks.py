"""Blocks: whole paragraphs that a template places with `{{p 落款 }}`, since they must be computed.

A block takes its formats from the template's styles, found by name (ids change when WPS saves a
template); only what depends on the data is written beside them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from summarize import standard as gb
from summarize.model.report import Report
from summarize.render.expression_errors import MisplacedError, Unprintable
from summarize.render.markup import escape_text

_UNDER_TITLE = "题下"
_HALF_WIDTH = 0.5


@dataclass(frozen=True, slots=True, repr=False)
class Block(Unprintable):
    """Paragraphs or a table to come, made when a template asks for them; `name` is its variable."""

    name: str
    make: Callable[[], str]

    def __str__(self) -> str:
        raise MisplacedError(is_block=True)


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The styles of a template: their ids by type and name."""

    ids: Mapping[tuple[str, str], str]

    def paragraph(self, *names: str) -> str:
        """Return the `w:pStyle` of the first of `names` that the template has, else ''."""
        found = self._first("paragraph", names)
        return f'<w:pStyle w:val="{escape(found)}"/>' if found else ""

    def table(self, name: str) -> str:
        """Return the `w:tblStyle` of `name`, or '' if the template lacks it."""
        found = self._first("table", (name,))
        return f'<w:tblStyle w:val="{escape(found)}"/>' if found else ""

    def _first(self, kind: str, names: tuple[str, ...]) -> str | None:
        return next((self.ids[kind, name] for name in names if (kind, name) in self.ids), None)


def text_width(text: str) -> float:
    """Return the width of `text` in characters: 汉字 and full-width marks count 1, all else 0.5.

    Digits in Times New Roman are exactly half as wide as a character; “ ” —— …… · are set in the
    Chinese face and count 1 with the wide ones.
    """
    if text.isascii():
        return len(text) / 2
    try:
        # GBK comes of screens of fixed columns: it has two bytes for what is wide, one for what is half as wide.
        return len(text.encode("gbk")) / 2
    except UnicodeEncodeError:
        return sum(map(_character_width, text))


def _character_width(ch: str) -> float:
    if unicodedata.combining(ch) or unicodedata.category(ch) == "Cf":
        return 0
    return 1 if unicodedata.east_asian_width(ch) in "WFA" else _HALF_WIDTH


@dataclass(frozen=True, slots=True)
class RightIndents:
    """How many characters stay free at the right of each line of 署名, and of 成文日期."""

    signature: tuple[float, ...]
    date: float


def right_indents(signature: tuple[str, ...], date: str, *, is_sealed: bool) -> RightIndents:
    """Return the right indents of 落款 (7.3.5.1, 7.3.5.2).

    Sealed: the date 右空四字, every line of 署名 centred on it; where a line is so long that it would
    leave the text area, date and 署名 move left together. Unsealed: 署名 右空二字 and the date begins
    two characters right of its beginning; if the date ends further right than that allows, it is the
    date that is 右空二字.
    """
    widths = [text_width(line) for line in signature]
    date_width = text_width(date)
    longest = max(widths, default=0.0)
    if is_sealed:
        right = max(gb.SEALED_DATE_RIGHT_CHARACTERS, (longest - date_width) / 2)
        return RightIndents(tuple(right + (date_width - width) / 2 for width in widths), right)
    free, offset = gb.UNSEALED_RIGHT_CHARACTERS, gb.DATE_OFFSET_CHARACTERS
    first = free if date_width <= longest else date_width + offset + free - longest
    return RightIndents(tuple(first + longest - width for width in widths), first + longest - offset - date_width)


def signature_block(report: Report, styles: StyleNames) -> str:
    """Return 署名, a paragraph a line, and 成文日期; '' where they stand under the title.

    Without a 署名 the date stands in its style, for the blank line above.
    """
    if report.facts.get("署名位置") == _UNDER_TITLE:
        return ""
    signature, date = tuple(report.signature.splitlines()), report.signature_date
    indents = right_indents(signature, date, is_sealed=report.is_sealed)
    style = styles.paragraph(*(("署名（加盖印章）",) if report.is_sealed else ()), "署名")
    keep = "" if style else "<w:keepNext/>"
    lines = [
        _signature_line(line, right, style, keep=keep) for line, right in zip(signature, indents.signature, strict=True)
    ]
    if date and signature:
        lines.append(_signature_line(date, indents.date, styles.paragraph("成文日期")))
    elif date:
        right = gb.SEALED_DATE_RIGHT_CHARACTERS if report.is_sealed else gb.UNSEALED_RIGHT_CHARACTERS
        lines.append(_signature_line(date, right, style, keep='<w:keepNext w:val="0"/>' if style else ""))
    return "".join(lines)


def _signature_line(text: str, right: float, style: str, *, keep: str = "") -> str:
    """Return one line of 落款; without a style it carries what is needed itself."""
    indent = f'<w:ind w:rightChars="{round(right * 100)}" w:right="{round(right * gb.CHARACTER_WIDTH.twips)}"'
    rest = "/>" if style else ' w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
    return f"<w:p><w:pPr>{style}{keep}{indent}{rest}</w:pPr>{text_run(text)}</w:p>"


def text_run(text: str) -> str:
    """Return a run of `text` that leaves the font to the style."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>'
