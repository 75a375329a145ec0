"""What is read off a PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from summarize.pdf.pages import is_archivable, read_pages


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue().rstrip()


def test_blank_pages_count(three_pages: bytes) -> None:
    pages = read_pages(three_pages)
    assert pages is not None
    assert (pages.count, pages.is_last_but_one_blank) == (3, True)


def test_one_blank_page_stands_before_no_other() -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    pages = read_pages(buffer.getvalue())
    assert pages is not None
    assert (pages.count, pages.is_last_but_one_blank) == (1, False)


@pytest.mark.parametrize(("more", "is_whole"), [(1000, True), (1200, False)])
def test_the_end_mark_counts_where_readers_look_for_it(three_pages: bytes, more: int, is_whole: bool) -> None:
    assert (read_pages(three_pages + b"\n%" + b"-" * more) is not None) is is_whole


def test_a_torn_pdf_wherever_it_is_torn_is_none_and_nothing_is_said(
    three_pages: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert [cut for cut in range(len(three_pages)) if read_pages(three_pages[:cut]) is not None] == []
    assert capfd.readouterr() == ("", "")


def test_what_only_ends_like_a_pdf_is_none() -> None:
    assert read_pages(b"%PDF-1.6\nnothing\n%%EOF") is None


@pytest.mark.parametrize(
    ("mark", "is_so"),
    [
        (b"<pdfaid:part>2</pdfaid:part>", True),
        (b'<rdf:Description pdfaid:part="2" pdfaid:conformance="B"/>', True),
        (b"<pdfaid:part>1</pdfaid:part>", False),
        (b"", False),
    ],
)
def test_pdf_a_2_is_told_by_its_mark(mark: bytes, is_so: bool) -> None:
    assert is_archivable(b"%PDF-1.6\n" + mark) is is_so
