"""What is a mark of state secrets, and what only speaks of them."""

from __future__ import annotations

import pytest

from summarize.model.classification import find_lone_mark, find_mark, find_starred


@pytest.mark.parametrize(
    "text", ["机密★", "绝密★5年", "秘 密 ☆ 长期", "密级：机密", "密级和保密期限：秘密★1年", "（机密★6个月）"]
)
def test_a_line_that_is_a_mark_and_nothing_else(text: str) -> None:
    assert find_lone_mark(text) is not None
    assert find_lone_mark(f"第一段。\n{text}") is not None


@pytest.mark.parametrize(
    "text", ["机密", "秘密★标志逐一核对", "密级：内部", "机密级科室", "★", "保密工作", "讲解“秘密★”的标法", ""]
)
def test_a_text_that_speaks_of_secrets_is_no_lone_mark(text: str) -> None:
    assert find_lone_mark(text) is None


@pytest.mark.parametrize("text", ["二季度情况表（秘密）", "机密★1年 情况表", "情况表 密级：机密", "【绝密】"])
def test_a_title_with_a_mark(text: str) -> None:
    assert find_mark(text) is not None


@pytest.mark.parametrize(
    "text", ["保密工作情况", "涉密（机密级）科室名单", "机密文件清点表", "秘密", "检查（秘密）文件", ""]
)
def test_a_title_without_a_mark(text: str) -> None:
    assert find_mark(text) is None


def test_only_a_star_makes_a_mark_in_a_sentence() -> None:
    assert find_starred("总结，机密★1年") == "机密★"
    assert find_starred("总结（机密）") is None
