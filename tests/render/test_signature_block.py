"""The right-empty arithmetic of 落款 (GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handmade_reports import W, make_report, open_document, say, shipped

from summarize.render import Template, render
from summarize.render.blocks import RightIndents, right_indents, text_width

DATE = "2017年7月5日"
"""Six characters wide: six digits of half a character and three 汉字."""


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), (DATE, 6), ("2017年12月31日", 7), ("青石县民政局", 6), ("“”——……·", 7), ("〔5〕", 2.5), ("喆𠮷", 2)],
)
def test_digits_are_half_as_wide_as_characters(text: str, width: float) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("signature", "is_sealed", "expected"),
    [
        (["青石县民政局"], True, ((4.0,), 4.0)),  # as wide as the date: both 右空四字
        (["民政局"], True, ((5.5,), 4.0)),  # (6 - 3) / 2 further in
        (["青石县民政事务服务局"], True, ((2.0,), 4.0)),  # 10 wide: (6 - 10) / 2 further out
        (["青" * 16], True, ((0.0,), 5.0)),  # 16 wide would leave the text area: both one further in
        (["青石县民政局", "财政局"], True, ((4.0, 5.5), 4.0)),
        (["青石县民政事务服务局"], False, ((2.0,), 4.0)),  # 10 - 6
        (["青石县民政局办公"], False, ((2.0,), 2.0)),  # 8 wide: the date ends where 署名 ends
        (["青石县民政局"], False, ((2.0,), 0.0)),  # the date is not the longer one: two further right than 署名
        (["民政局"], False, ((7.0,), 2.0)),  # 6 + 4 - 3
        (["青石县民政事务服务局", "青石县财政局"], False, ((2.0, 6.0), 4.0)),
    ],
)
def test_right_indents(signature: list[str], is_sealed: bool, expected: tuple[tuple[float, ...], float]) -> None:
    assert right_indents(tuple(signature), DATE, is_sealed=is_sealed) == RightIndents(*expected)


def block(name: str | Path = "半年工作总结", **changes: Any) -> list[tuple[str, str, dict[str, str]]]:
    """Return style, text and right indent of the paragraphs after the body."""
    path = shipped(name) if isinstance(name, str) else name
    document = open_document(render(make_report(**changes), Template(path), stage=None, document_id="x"))
    found = []
    for paragraph in document.paragraphs:
        indent = paragraph._p.find(f"{W}pPr/{W}ind")
        if indent is not None:
            found.append((paragraph.style.name, paragraph.text, {k[len(W) :]: v for k, v in indent.attrib.items()}))
    return found


def test_the_block_takes_styles_by_name_and_writes_indents_in_characters_and_twips() -> None:
    assert block() == [
        ("署名", "青石县民政局", {"rightChars": "200", "right": "632"}),
        ("成文日期", DATE, {"rightChars": "0", "right": "0"}),
    ]


def test_a_sealed_block_leaves_room_for_the_seal() -> None:
    assert [style for style, _, _ in block(is_sealed=True)] == ["署名（加盖印章）", "成文日期"]


def test_each_line_of_the_signature_is_a_paragraph() -> None:
    lines = block(signature=say("青石县民政局\n财政局"), is_sealed=True)
    assert [(text, indent["rightChars"]) for _, text, indent in lines] == [
        ("青石县民政局", "400"), ("财政局", "550"), (DATE, "400"),
    ]  # fmt: skip


def test_the_block_stays_away_when_unit_and_date_stand_under_the_title() -> None:
    assert block(facts={"署名位置": "题下"}) == []


def test_a_date_alone_keeps_the_blank_line_above() -> None:
    assert block(signature=say("")) == [("署名", DATE, {"rightChars": "200", "right": "632"})]


def test_the_paragraph_above_the_block_stays_on_its_page_and_the_date_ends_the_chain() -> None:
    document = open_document(render(make_report(), Template(shipped("半年工作总结")), stage=None, document_id="x"))
    above, _, date = document.paragraphs[-3:]
    assert above._p.find(f"{W}pPr/{W}keepNext") is not None
    assert date.paragraph_format.keep_with_next is None


def test_without_the_styles_the_block_carries_what_it_needs(template: Callable[..., Path]) -> None:
    def drop_styles(document: Any) -> None:
        for name in ("署名", "署名（加盖印章）", "成文日期"):
            document.styles[name].delete()

    found = block(template("甲", "{{p 落款 }}", edit=drop_styles))
    assert [(style, text, indent["rightChars"], indent["firstLineChars"]) for style, text, indent in found] == [
        ("Normal", "青石县民政局", "200", "0"), ("Normal", DATE, "0", "0"),
    ]  # fmt: skip


def test_styles_are_found_by_name_when_ids_have_changed(template: Callable[..., Path]) -> None:
    def renumber(document: Any) -> None:
        document.styles["署名"].element.set(f"{W}styleId", "a17")

    found = block(template("{{p 落款 }}", edit=renumber))
    assert [style for style, _, _ in found] == ["署名", "成文日期"]


@pytest.mark.parametrize("annexes", [1, 2, 3])
@pytest.mark.parametrize("changes", [{}, {"signature": say("")}, {"facts": {"附注": "此件公开发布"}},
                                     {"signature": say(""), "signature_date": say("")},
                                     {"signature": say(""), "facts": {"附注": "此件公开发布"}}])  # fmt: skip
def test_all_that_closes_the_document_is_chained_to_the_text(annexes: int, changes: dict[str, Any]) -> None:
    names = tuple(say(f"表{number}") for number in range(annexes))
    report = make_report(annex_names=names, **changes)
    document = open_document(render(report, Template(shipped("半年工作总结")), stage=None, document_id="x"))
    chained = [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs]
    closing = [paragraph.style.name for paragraph in document.paragraphs].index(
        "附件说明" if annexes == 1 else "附件说明首项"
    )
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert all(
        keep or name == "署名" for keep, name in zip(chained[closing - 1 : -1], styles[closing - 1 : -1], strict=True)
    )
    assert not chained[closing - 2]
    assert not chained[-1]


def test_a_text_is_as_wide_as_its_characters_by_unicode() -> None:
    """Every character but the halves of surrogate pairs."""
    for ch in map(chr, (*range(0xD800), *range(0xE000, 0x110000))):
        if unicodedata.combining(ch) or unicodedata.category(ch) == "Cf":
            width = 0.0
        else:
            width = 1 if unicodedata.east_asian_width(ch) in "WFA" else 0.5
        assert text_width(ch) == width, hex(ord(ch))
