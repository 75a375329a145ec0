"""The typefaces that documents use, and warnings about those that this machine has not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from summarize.findings import Finding, Place
from summarize.libreoffice import fonts, libreoffice_version
from summarize.pdf.rules import FONT_MISSING

_STYLES = "word/styles.xml"
_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_FONT = re.compile(r'<w:rFonts\b[^>]*\bw:eastAsia="([^"]*)"')
_USED_STYLE = re.compile(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"')
_STYLE = re.compile(r"<w:style\b([^>]*)>(.*?)</w:style>", re.DOTALL)
_DEFAULTS = re.compile(r"<w:docDefaults\b.*?</w:docDefaults>", re.DOTALL)
_STYLE_ID = re.compile(r'w:styleId="([^"]*)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]*)"')


def missing_faces(documents: Iterable[Path]) -> tuple[Finding, ...]:
    """Return a warning that names the typefaces which `documents` use and this machine has not, if there are any.

    What stands in for each is what LibreOffice will take. None are missing where the system cannot be
    asked.
    """
    installed = fonts.installed_fonts()
    if installed is None:
        return ()
    used = sorted({face for document in documents for face in _used_faces(document)}, key=_usual_order)
    missing = [face for face in used if not fonts.is_installed(face, installed)]
    if not missing:
        return ()
    chosen = fonts.substitutes()
    listed = "、".join(_with_stand_in(face, chosen.get(face) or fonts.font_taken_for(face)) for face in missing)
    return (FONT_MISSING.at(Place(), f"文档用的字体本机没有：{listed}。PDF 的分行和页数可能与 Word 里不同"),)


class Typesetting:
    """What sets text on this machine: which LibreOffice, and which font for each typeface.

    It is told in a line, `LibreOffice 7.4.7；仿宋_GB2312=FangSong`, so that who keeps the line with a PDF can
    tell whether it would be set otherwise now.
    """

    def __init__(self, program: Path | None) -> None:
        """Look at the machine once."""
        self._program = f"LibreOffice {libreoffice_version(program) if program else ''}".strip()
        self._installed = fonts.installed_fonts()
        self._chosen = fonts.substitutes()
        self._known: dict[str, str] = {}

    def of(self, document: Path) -> str:
        """Return what a document is set in."""
        return self._line(_used_faces(document))

    def again(self, line: str) -> str:
        """Return what the document is set in now that was set in what `line` tells."""
        return self._line(pair.partition("=")[0] for pair in line.split("；")[1:])

    def _line(self, faces: Iterable[str]) -> str:
        named = sorted(faces, key=_usual_order)
        return "；".join([self._program, *(f"{face}={self._font(face)}" for face in named)])

    def _font(self, face: str) -> str:
        if face not in self._known:
            is_there = self._installed is not None and fonts.is_installed(face, self._installed)
            taken = None if is_there or self._installed is None else self._chosen.get(face)
            self._known[face] = face if is_there else taken or fonts.font_taken_for(face) or ""
        return self._known[face]


def _usual_order(face: str) -> tuple[int, str]:
    usual = [known.name for known in fonts.FACES]
    return usual.index(face) if face in usual else len(usual), face


def _with_stand_in(face: str, taken: str | None) -> str:
    return f"{face}（以“{taken}”代替）" if taken else f"{face}（由 LibreOffice 另选）"


def _used_faces(document: Path) -> frozenset[str]:
    """Return the names of the Chinese typefaces that a document's text is set in; of none that cannot be read."""
    try:
        with zipfile.ZipFile(document) as package:
            texts = [_text_of(package, name) for name in package.namelist() if _TEXT_PARTS.fullmatch(name)]
            styles = _text_of(package, _STYLES)
    except (OSError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError):
        return frozenset()
    found = [name for text in texts for name in _FONT.findall(text)]
    found += [name for defaults in _DEFAULTS.findall(styles) for name in _FONT.findall(defaults)]
    found += _fonts_of_styles(styles, {name for text in texts for name in _USED_STYLE.findall(text)})
    return frozenset(unescape(name) for name in found if name)


def _text_of(package: zipfile.ZipFile, name: str) -> str:
    return package.read(name).decode("utf-8", errors="replace")


def _fonts_of_styles(styles: str, used: set[str]) -> Iterable[str]:
    """Yield the fonts of the styles that are used, of the default ones, and of those that they rest on."""
    by_id: dict[str, str] = {}
    for attributes, content in _STYLE.findall(styles):
        identifier = _STYLE_ID.search(attributes)
        if identifier is not None:
            by_id[identifier[1]] = content
            if 'w:default="1"' in attributes:
                used.add(identifier[1])
    waiting, seen = list(used), set(used)
    while waiting:
        content = by_id.get(waiting.pop(), "")
        yield from _FONT.findall(content)
        bases = set(_BASE.findall(content)) - seen
        seen |= bases
        waiting += bases
