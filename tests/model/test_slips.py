"""Which name another one may be a slip for."""

from __future__ import annotations

import pytest

from summarize.model.slips import Slips


@pytest.mark.parametrize("slip", ["云岭区应急管局", "云岭区应急管理理局", "云岭区应急官理局"])
def test_one_character_left_out_put_in_or_put_for_another(slip: str) -> None:
    assert Slips(["澜江市水务局", "云岭区应急管理局"]).find(slip) == "云岭区应急管理局"


@pytest.mark.parametrize("other", ["云岭区应急局", "云岭区应官里局", "甲局"])
def test_more_than_one_character_or_too_little_is_no_slip(other: str) -> None:
    assert Slips(["云岭区应急管理局", "乙局"]).find(other) is None


def test_a_text_of_many_characters_is_no_name() -> None:
    slips = Slips(["长" * 100, "长" * 40_000])
    assert slips.find("长" * 101) == "长" * 100
    assert slips.find("长" * 39_999) is None
