"""Zones: what a stretch of text is, so that rules leave it alone."""

from __future__ import annotations

import pytest

from summarize.language import Passage
from summarize.language.zones import Zone, find_zones


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('负责人说"先办后补,马上就办"。', ["先办后补,马上就办"]),
        ('推进"放管服"改革,做实"一网通办"。', []),
        ('推进"放管服"改革,他说"好,就办"。', ["好,就办"]),
        ('推进"放管服改革,\n他说办"。', []),
    ],
)
def test_a_sentence_between_straight_quotes_is_a_quotation_and_a_term_is_none(text: str, quoted: list[str]) -> None:
    assert [text[zone.start : zone.end] for zone in find_zones(text) if zone.kind is Zone.QUOTATION] == quoted


def test_straight_quotes_themselves_are_outside_of_the_quotation() -> None:
    passage = Passage('他说"好,就办"。')
    assert not passage.touches(2, 3, Zone.QUOTATION)
    assert passage.touches(3, 4, Zone.QUOTATION)
    assert not passage.touches(7, 8, Zone.QUOTATION)


@pytest.mark.parametrize(
    "piece", ["010-", "010-12345678", "1.", "a.b", "2017-", "1-", "a@", "@a.", "A-", "DB1", "第1.", "“a.b"]
)
def test_a_long_text_that_is_hardly_a_number_or_an_address_comes_to_an_end(piece: str) -> None:
    """With time that grows as the square of the length this would take many minutes."""
    text = (piece * 100_000)[:100_000]
    assert all(0 <= zone.start < zone.end <= len(text) for zone in find_zones(text))
