"""The sheet 退回意见: one landscape page that lists the questions, each linked to its cell."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarize.findings import Severity
from summarize.model.addresses import address, column_letters
from summarize.model.vocabulary import SLIP_SHEET
from summarize.slip.questions import Question
from summarize.slip.wording import HEADS, band_of, count_up, how_to_answer
from summarize.spreadsheetml.places import parse_area
from summarize.spreadsheetml.text import attribute, content

_WIDTHS = (6.0, 20.0, 60.0, 54.0, 16.0)
_DETAIL_WIDTHS = _WIDTHS[:4]
_LINE_HEIGHT = 13.5
"""Points that a line of 10 pt takes in a row."""
_WIDE = 40 / 3 / 7
"""Digits that a 汉字 of 10 pt is wide."""
_PAGE_HEIGHT = 500.0
"""Points that one landscape page of A4 holds at the width of the columns."""
_LEAST_SCALE = 0.66
"""Text of 10 pt is still read when it is printed this much smaller."""
_HIGHEST_ROW = 409
"""Points, the highest row in Excel."""
_MARGINS = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.55" header="0.3" footer="0.3"/>'


@dataclass(frozen=True, slots=True)
class Linking:
    """What the links of the list need: the sheets by lower-case name as written, and those that are hidden."""

    sheets: Mapping[str, str]
    hidden: frozenset[str]

    def target(self, question: Question) -> str | None:
        """Return where the question's link leads, `'工作成效'!D5:D7`; `None` for a file or an absent sheet."""
        place = question.first_place
        sheet = self.sheets.get((place.sheet or "").lower())
        if sheet is None:
            return None
        area = parse_area(place.cell)
        quoted = sheet.replace("'", "''")
        return f"'{quoted}'!{area or 'A1'}"

    def position(self, question: Question) -> str:
        """Return where the question stands, and that its sheet is hidden, as a link alone would not tell."""
        is_hidden = (question.first_place.sheet or "").lower() in self.hidden
        return f"{question.position}（工作表已隐藏，先取消隐藏）" if is_hidden else question.position


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells as (style, text), its height in points, whether it runs across, where its link leads."""

    cells: tuple[tuple[str, str], ...]
    height: float
    spans: bool = False
    link: str | None = None

    @property
    def is_head(self) -> bool:
        """Whether it holds the heads of the table."""
        return self.cells[0][0] == "head"


def build_sheet(
    namespace: str, questions: Sequence[Question], file_name: str, styles: Mapping[str, int], linking: Linking
) -> bytes:
    """Return the worksheet part that lists `questions`; text stands inline and can be nothing but text."""
    return _sheet_xml(namespace, list(_list_rows(questions, file_name, linking)), _WIDTHS, styles)


def build_details(namespace: str, questions: Sequence[Question], styles: Mapping[str, int]) -> bytes:
    """Return a worksheet part that tells every finding behind `questions` by its own cell."""
    rows = [_Row(tuple(("head", head) for head in HEADS[:4]), 22)]
    for question in questions:
        for finding in (*question.findings, *question.consequences):
            single = Question(question.number, (finding,))
            rows.append(_table_row(_cells(single, single.position, single.text), _DETAIL_WIDTHS))
    return _sheet_xml(namespace, rows, _DETAIL_WIDTHS, styles)


def _list_rows(questions: Sequence[Question], file_name: str, linking: Linking) -> Iterator[_Row]:
    yield _Row((("title", SLIP_SHEET),), 34, spans=True)
    yield _told(f"文件：{file_name}　　{count_up(questions)}")
    yield _told(how_to_answer(has_links=bool(linking.sheets)))
    yield _Row(tuple(("head", head) for head in HEADS), 22)
    severity: Severity | None = None
    for question in questions:
        if question.severity is not severity:
            severity = question.severity
            yield _Row((("band", band_of(severity)), *(("band", ""),) * 4), 20, spans=True)
        link = linking.target(question)
        cells = (*_cells(question, *_short(question, linking), is_link=link is not None), ("text", ""))
        yield _table_row(cells, _WIDTHS, link)


def _told(text: str) -> _Row:
    return _Row((("told", text),), _lines(text, sum(_WIDTHS)) * _LINE_HEIGHT + 6, spans=True)


def _short(question: Question, linking: Linking) -> tuple[str, str]:
    """Return position and text; of many places the first is linked and the others stand in the text.

    LibreOffice does not break the line of a link.
    """
    position = linking.position(question)
    if len(question.findings) == 1 or _lines(position, _WIDTHS[1]) == 1:
        return position, question.text
    first = Question(question.number, question.findings[:1])
    return linking.position(first), f"{question.text}\n各处：{question.position}"


def _cells(question: Question, position: str, text: str, *, is_link: bool = False) -> tuple[tuple[str, str], ...]:
    return (
        ("number", str(question.number)),
        ("link" if is_link else "text", position),
        ("text", text),
        ("text", question.remedy),
    )


def _table_row(cells: tuple[tuple[str, str], ...], widths: Sequence[float], link: str | None = None) -> _Row:
    lines = max(_lines(text, width) for (_, text), width in zip(cells, widths, strict=True))
    return _Row(cells, min(lines * _LINE_HEIGHT + 5, _HIGHEST_ROW), link=link)


def _lines(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` digits, seven pixels each with the usual Calibri 11.

    Other usual fonts make the column wider. A line that breaks leaves up to one 汉字 of its room empty.
    """
    lengths = (
        sum(_WIDE if unicodedata.east_asian_width(ch) in "WFA" else _WIDE / 2 for ch in line)
        for line in text.split("\n")
    )
    return sum(1 if length <= width else math.ceil(length / max(width - _WIDE, 1)) for length in lengths)


def _sheet_xml(namespace: str, rows: Sequence[_Row], widths: Sequence[float], styles: Mapping[str, int]) -> bytes:
    """Return a worksheet part with `rows`, its head frozen, to be printed across one landscape page of A4."""
    is_one_page = sum(row.height for row in rows) * _LEAST_SCALE <= _PAGE_HEIGHT
    head = next(number for number, row in enumerate(rows, 1) if row.is_head)
    cells = "".join(_row_xml(number, row, styles) for number, row in enumerate(rows, 1))
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>' for index, width in enumerate(widths, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{address(len(rows), len(widths))}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="B{head + 1}" sqref="B{head + 1}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{cells}</sheetData>'
        f"{_merges(rows, widths)}{_hyperlinks(rows)}"
        f'<printOptions horizontalCentered="1"/>{_MARGINS}'
        f'<pageSetup paperSize="9" fitToHeight="{1 if is_one_page else 0}" orientation="landscape"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter></worksheet>"
    ).encode()


def _merges(rows: Sequence[_Row], widths: Sequence[float]) -> str:
    last = column_letters(len(widths))
    merged = [f'<mergeCell ref="A{number}:{last}{number}"/>' for number, row in enumerate(rows, 1) if row.spans]
    return f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""


def _hyperlinks(rows: Sequence[_Row]) -> str:
    links = [
        f'<hyperlink ref="B{number}" location={attribute(row.link)} display={attribute(row.cells[1][1])}/>'
        for number, row in enumerate(rows, 1)
        if row.link
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _row_xml(number: int, row: _Row, styles: Mapping[str, int]) -> str:
    cells = "".join(
        _cell_xml(address(number, column), styles[style], text, is_number=style == "number")
        for column, (style, text) in enumerate(row.cells, 1)
    )
    return f'<row r="{number}" ht="{row.height:g}" customHeight="1">{cells}</row>'


def _cell_xml(where: str, style: int, text: str, *, is_number: bool) -> str:
    if is_number:
        return f'<c r="{where}" s="{style}"><v>{text}</v></c>'
    if not text:
        return f'<c r="{where}" s="{style}"/>'
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{content(text)}</t></is></c>'
