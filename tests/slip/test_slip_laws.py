"""Laws: any words come back as they are, and no package makes the program stumble."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from slip.conftest import fault, parts_of, questions_on, write_with_xlsxwriter

from summarize.slip import PackageEditError, annotate, ask
from summarize.slip.plain import write_plain
from summarize.slip.word import write_document
from summarize.spreadsheetml.places import Area, condense, parse_area
from summarize.spreadsheetml.text import plain

_TEXT = st.text(max_size=60)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("laws") / "甲.xlsx"

    def comment(book: object) -> None:
        book.get_worksheet_by_name("工作成效").write_comment("C4", "已核实")  # type: ignore[attr-defined]

    return write_with_xlsxwriter(path, comment).read_bytes()


@settings(max_examples=60)
@given(message=_TEXT, suggestion=_TEXT.filter(str.strip), name=_TEXT)
def test_any_words_stand_in_all_forms_as_they_are(sent: bytes, message: str, suggestion: str, name: str) -> None:
    asked = ask([fault("工作成效", "C3", message, suggestion), fault("工作成效", "C4", message, suggestion + "。")])
    returned = annotate(sent, asked, name)
    for part, content in parts_of(returned).items():
        if part.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    shown = plain(message.rstrip().removesuffix("。"))
    sheet = parts_of(returned)["xl/worksheets/sheet4.xml"].decode()
    assert "<f>" not in sheet
    root = ElementTree.fromstring(sheet)
    texts = [text.text or "" for text in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t")]
    assert not shown or re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", shown) in texts
    assert shown in write_plain(asked, name, "").decode("utf-8-sig").replace("\r\n", "\n")
    assert zipfile.is_zipfile(io.BytesIO(write_document(asked, name, "")))


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_package_is_edited_or_refused(sent: bytes, seed: int) -> None:
    """Bytes of the parts that are edited change at random; the zip around them is sound."""
    chance = random.Random(seed)
    parts = parts_of(sent)
    edited = [part for part in parts if not part.startswith("docProps")]
    for _ in range(chance.randint(1, 3)):
        part = chance.choice(edited)
        content = bytearray(parts[part])
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] = chance.choice(b'<>"/ 0Aa:\xe4')
            case 1:
                del content[at : at + chance.randint(1, 40)]
            case _:
                content[at:at] = content[max(0, at - chance.randint(1, 40)) : at]
        parts[part] = bytes(content) or b" "
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    try:
        returned = annotate(buffer.getvalue(), questions_on("C3", "C4"), "甲.xlsx")
    except PackageEditError:
        return
    assert zipfile.ZipFile(io.BytesIO(returned)).testzip() is None


@settings(max_examples=100)
@given(seed=st.integers(0, 2**32))
def test_spoilt_bytes_are_edited_or_refused(sent: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sent)
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        annotate(bytes(data), questions_on("C3"), "甲.xlsx")
    except PackageEditError:
        return


_CELLS = st.tuples(st.integers(1, 60), st.integers(1, 4))


@given(cells=st.lists(_CELLS, max_size=40))
def test_joined_areas_cover_the_same_cells(cells: list[tuple[int, int]]) -> None:
    joined = condense(Area(row, column, row, column) for row, column in cells)
    assert [parse_area(str(area)) for area in joined] == joined
    covered = [(row, area.first_column) for area in joined for row in range(area.first_row, area.last_row + 1)]
    assert sorted(covered) == sorted(set(cells))


@settings(max_examples=25)
@given(
    comments=st.dictionaries(st.sampled_from(["A1", "B2", "C3", "C4"]), _TEXT.filter(str.strip), max_size=4),
    first=st.sets(st.sampled_from(["A1", "B2", "C3", "D5"]), min_size=1),
    second=st.sets(st.sampled_from(["A1", "B2", "C3", "D5"]), min_size=1),
)
def test_a_second_return_is_as_if_there_had_been_no_first(
    tmp_path_factory: pytest.TempPathFactory, comments: dict[str, str], first: set[str], second: set[str]
) -> None:
    path = tmp_path_factory.mktemp("again") / "甲.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "工作成效"
    for cell, text in comments.items():
        book.active[cell].comment = Comment(plain(text).replace("_x", "_"), "甲")
    book.save(path)
    once = annotate(path.read_bytes(), questions_on(*sorted(first)), "甲.xlsx")
    twice = annotate(once, questions_on(*sorted(second)), "甲.xlsx")
    straight = annotate(path.read_bytes(), questions_on(*sorted(second)), "甲.xlsx")
    assert _comments(twice, path) == _comments(straight, path)


def _comments(data: bytes, beside: Path) -> dict[str, str]:
    target = beside.with_name("读.xlsx")
    target.write_bytes(data)
    sheet = openpyxl.load_workbook(target)["工作成效"]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
