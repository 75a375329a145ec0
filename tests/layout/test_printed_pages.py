"""The pages that LibreOffice prints, measured against GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from handmade_reports import make_annex, make_item, make_report, make_section, say, shipped

pytestmark = pytest.mark.libreoffice

HANZI = "为深入贯彻落实上级决策部署切实加强机关工作规范化制度化科学化水平现就有关事项汇报如下各科室高度重视认真组织实施"
RED_HEAD = {
    "份号": "000001", "密级": "内部", "紧急程度": "特急", "发文机关标志": "青石县民政局文件",
    "发文字号": "青民〔2017〕5号", "签发人": "张三", "主送机关": "县政府", "印发机关": "县民政局办公室",
    "印发日期": "2017年7月6日", "抄送机关": "县人大常委会办公室，县政协办公室，县委组织部、宣传部、统战部、政法委",
}  # fmt: skip
WITHOUT_NUMBER = {name: text for name, text in RED_HEAD.items() if name not in ("份号", "密级", "紧急程度")}
EM = 156 / 28
"""The width of one character in millimetres."""


def long_report(**changes: Any) -> Any:
    return make_report(
        sections=(make_section("", make_item("", HANZI + "。", HANZI * 26, style="无"), style="无"),), **changes
    )


CLOSE_TO_THE_FOOT = range(3, 14)
"""Lines of text with which the page ends somewhere between the text and the date."""


def closing_report(lines: int) -> Any:
    items = tuple(make_item("", f"第{number}件。", "甲", style="无") for number in range(lines))
    names = tuple(say(f"附件之{number}") for number in range(1, 4))
    return make_report(sections=(make_section("", *items, style="无"),), annex_names=names, facts={"附注": "公开"})


@pytest.fixture(scope="module")
def pages(printing: Any) -> Any:
    annexes = (
        make_annex("附件1", "甲表", 3, 3),
        make_annex("附件2", "乙表", 14, 30, "内容" * 5),
        make_annex("附件3", "丙表", 2, 2),
    )
    at_the_end = (make_annex("附件", "乙表", 14, 30, "内容" * 5),)
    printing.prepare(
        {
            **{f"end-{lines}": (closing_report(lines), shipped("半年工作总结")) for lines in CLOSE_TO_THE_FOOT},
            "full": (long_report(), shipped("半年工作总结")),
            "two-line": (make_report(facts={"副标题": "——民政篇", "主送机关": "县政府"}), shipped("半年工作总结")),
            "red": (make_report(facts=RED_HEAD, is_sealed=True), shipped("工作报告")),
            "plain-red": (make_report(facts=WITHOUT_NUMBER), shipped("工作报告")),
            "annexes": (make_report(annexes=annexes), shipped("半年工作总结")),
            "wide-end": (make_report(annexes=at_the_end, facts=RED_HEAD), shipped("工作报告")),
        }
    )
    return printing.pages


@pytest.fixture
def full(pages: Any) -> Iterator[Any]:
    with pages("full") as found:
        yield found


def test_the_paper_is_a4(full: Any) -> None:
    assert (full[0].width, full[0].height) == (pytest.approx(210, abs=0.2), pytest.approx(297, abs=0.2))


def test_a_full_page_has_22_lines_of_28_characters(full: Any) -> None:
    body = full[1].body
    assert len(body) == 22
    assert {len(line.text) for line in body} == {28}


def test_the_text_area_is_156_by_225_millimetres_at_its_place(full: Any) -> None:
    body = full[1].body
    assert min(line.left for line in body) == pytest.approx(28, abs=1)
    assert max(line.right for line in body) == pytest.approx(184, abs=1)
    pitch = (body[-1].baseline - body[0].baseline) / 21
    assert pitch * 22 == pytest.approx(225, abs=1)
    assert body[0].baseline - 0.8 * pitch == pytest.approx(37, abs=1)
    assert body[-1].baseline + 0.2 * pitch == pytest.approx(262, abs=1)


def test_paragraphs_begin_two_characters_in(full: Any) -> None:
    first = next(line for line in full[0].body if line.text.startswith("今年"))
    assert first.left == pytest.approx(28 + 2 * EM, abs=0.5)


@pytest.mark.parametrize("number", [1, 2])
def test_page_numbers_stand_outside_with_their_dash_7_mm_below_the_text_area(full: Any, number: int) -> None:
    page = full[number - 1]
    line = page.number
    assert line.text.strip() == f"— {number} —"
    assert line.size == pytest.approx(14, abs=0.1)
    character = 14 * 25.4 / 72
    if number % 2:
        assert line.right == pytest.approx(184 - character, abs=0.6)
        dash = (line.right - character, line.right)
    else:
        assert line.left == pytest.approx(28 + character, abs=0.6)
        dash = (line.left, line.left + character)
    top, bottom = page.ink(262.5, 280, *dash)
    assert (top + bottom) / 2 == pytest.approx(269, abs=0.6)


def test_a_title_of_two_lines_is_centred_with_one_blank_line_below(pages: Any) -> None:
    with pages("two-line") as found:
        first, second, subtitle, addressee = found[0].body[:4]
        for line in (first, second, subtitle):
            assert (line.left + line.right) / 2 == pytest.approx(106, abs=1)
        assert (first.size, second.size, subtitle.size) == pytest.approx((22, 22, 16), abs=0.1)
        assert second.baseline - first.baseline == pytest.approx(34 * 25.4 / 72, abs=0.3)
        assert addressee.left == pytest.approx(28, abs=0.3)
        assert addressee.baseline - subtitle.baseline == pytest.approx(2 * 10.21, abs=10.21 * 0.8)


def test_unsealed_the_signature_is_two_characters_from_the_edge(pages: Any) -> None:
    with pages("full") as found:
        signature, date = found[-1].body[-2:]
        assert (signature.text, date.text) == ("青石县民政局", "2017年7月5日")
        assert signature.right == pytest.approx(184 - 2 * EM, abs=0.6)
        above = found[-1].body[-3]
        assert signature.baseline - above.baseline == pytest.approx(2 * 10.21, abs=0.5)


@pytest.mark.parametrize("name", ["red", "plain-red"])
def test_the_mark_is_35_mm_below_the_text_area_top_whatever_stands_above(pages: Any, name: str) -> None:
    with pages(name) as found:
        top, _ = found[0].ink(50, 100, 28, 184, red=True)
        assert top == pytest.approx(72, abs=1)


def test_number_and_urgency_stand_flush_left_from_the_first_line(pages: Any) -> None:
    with pages("red") as found:
        lines = found[0].body[:3]
        assert [line.text for line in lines] == ["000001", "内部", "特急"]
        assert [line.left for line in lines] == pytest.approx([28] * 3, abs=0.5)
        assert lines[0].baseline == pytest.approx(45, abs=1)


def test_the_red_line_is_as_wide_as_the_text_area_4_mm_below_the_number(pages: Any) -> None:
    with pages("red") as found:
        page = found[0]
        number = next(line for line in page.body if "〔2017〕" in line.text)
        assert number.left == pytest.approx(28 + EM, abs=0.5)
        assert number.right == pytest.approx(184 - EM, abs=0.6)
        (height, left, right), *_ = page.rules
        assert (left, right) == (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3))
        _, foot = page.ink(number.baseline - 3, number.baseline + 2, 28, 184)
        assert height - foot == pytest.approx(4, abs=0.6)


def test_the_title_is_two_blank_lines_below_the_red_line(pages: Any) -> None:
    with pages("red") as found:
        page = found[0]
        title = next(line for line in page.body if line.size == pytest.approx(22, abs=0.1))
        gap = title.baseline - 0.8 * 34 * 25.4 / 72 - page.rules[0][0]
        assert gap == pytest.approx(2 * 10.21, abs=1.5)


def test_the_imprint_ends_at_the_foot_of_the_text_area(pages: Any) -> None:
    with pages("red") as found:
        rules = found[-1].rules[-3:]
        assert [(left, right) for _, left, right in rules] == [
            (pytest.approx(28, abs=0.4), pytest.approx(184, abs=0.4))
        ] * 3
        assert rules[-1][0] == pytest.approx(262, abs=0.7)
        issued = found[-1].body[-1]
        assert issued.text.replace(" ", "") == "县民政局办公室2017年7月6日印发"
        assert issued.size == pytest.approx(14, abs=0.1)
        character = 14 * 25.4 / 72
        assert (issued.left, issued.right) == pytest.approx((28 + character, 184 - character), abs=0.7)


def test_sealed_the_date_is_four_characters_from_the_edge(pages: Any) -> None:
    with pages("red") as found:
        date = next(line for page in found for line in page.body if line.text == "2017年7月5日")
        assert date.right == pytest.approx(184 - 4 * EM, abs=0.6)


def test_an_annex_begins_a_page_with_its_title_on_line_three(pages: Any) -> None:
    with pages("annexes") as found:
        page = next(page for page in found if page.body[0].text == "附件1")
        label, title = page.body[:2]
        assert label.left == pytest.approx(28, abs=0.5)
        assert title.text == "甲表"
        assert title.baseline - label.baseline == pytest.approx(2 * 10.21, abs=1.8)


def test_a_wide_table_turns_the_page_and_keeps_the_number_at_its_place(pages: Any) -> None:
    with pages("annexes") as found:
        wide = [page for page in found if page.width > page.height]
        assert len(wide) >= 2
        assert [page.width > page.height for page in found] == [page in wide for page in found]
        for page in wide:
            _check_turned_number(page, found.index(page) + 1)
        following = found[found.index(wide[-1]) + 1]
        assert following.body[0].text == "附件3"


def test_a_wide_table_before_an_imprint_gets_an_upright_page_after_it(pages: Any) -> None:
    with pages("wide-end") as found:
        assert found[-1].width < found[-1].height
        assert found[-1].rules[-1][0] == pytest.approx(262, abs=0.7)
        for page in found:
            if page.width > page.height:
                _check_turned_number(page, found.index(page) + 1)


def _check_turned_number(page: Any, number: int) -> None:
    """On a page turned clockwise the number is 7 mm left of the text area, outside as on upright pages."""
    chars = page.turned
    assert "".join(char["text"] for char in chars) == f"—{number}—"
    unit = 25.4 / 72
    middle = (chars[0]["x0"] + chars[0]["x1"]) / 2 * unit
    assert middle == pytest.approx(35 - 7, abs=1)
    character = 14 * unit
    if number % 2:
        assert chars[-1]["bottom"] * unit == pytest.approx(28 + 156 - character, abs=0.8)
    else:
        assert chars[0]["top"] * unit == pytest.approx(28 + character, abs=0.8)


def test_what_closes_the_document_never_stands_alone_on_a_page(pages: Any) -> None:
    counts = []
    for lines in CLOSE_TO_THE_FOOT:
        with pages(f"end-{lines}") as found:
            counts.append(len(found))
            last = [line.text for line in found[-1].body]
            assert any("甲" in text or "抓好" in text for text in last), (lines, last)
    assert {1, 2} == set(counts)
