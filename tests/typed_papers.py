"""Papers as offices type them, made by python-docx: fonts set directly, no styles, blanks for indents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CENTER, RIGHT = 1, 2


@dataclass(frozen=True)
class Typed:
    """A paragraph: its text in pieces of (text, font, is bold), and how it is aligned."""

    pieces: Sequence[tuple[str, str, bool]]
    alignment: int | None = None
    size: float | None = None
    color: str | None = None


def title(text: str) -> Typed:
    return Typed([(text, "方正小标宋简体", False)], CENTER, 22)


def centered(text: str, font: str = "楷体_GB2312") -> Typed:
    return Typed([(text, font, False)], CENTER, 16)


def right(text: str) -> Typed:
    return Typed([(text, "仿宋_GB2312", False)], RIGHT, 16)


def bold(text: str) -> Typed:
    return Typed([(text, "仿宋_GB2312", True)])


def heiti(text: str) -> Typed:
    return Typed([(text, "黑体", False)])


def led(lead: str, rest: str, font: str = "楷体_GB2312") -> Typed:
    return Typed([(lead, font, False), (rest, "仿宋_GB2312", False)])


def table(*rows: Sequence[str]) -> list[Sequence[str]]:
    return list(rows)


Part = str | Typed | list[Sequence[str]]


def type_paper(path: Path, parts: Sequence[Part]) -> Path:
    """Write a .docx of `parts`: a string is a paragraph in the body font, a list a table."""
    import docx

    document = docx.Document()
    for part in parts:
        if isinstance(part, list):
            _add_table(document, part)
            continue
        typed = part if isinstance(part, Typed) else Typed([(part, "仿宋_GB2312", False)])
        paragraph = document.add_paragraph()
        paragraph.alignment = typed.alignment
        for text, font, is_bold in typed.pieces:
            _add_run(paragraph, text, font, is_bold, typed)
    document.save(path)
    return path


def _add_run(paragraph: Any, text: str, font: str, is_bold: bool, typed: Typed) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.bold = is_bold or None
    run.font.size = Pt(typed.size or 16)
    if typed.color:
        run.font.color.rgb = RGBColor.from_string(typed.color)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _add_table(document: Any, rows: list[Sequence[str]]) -> None:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
