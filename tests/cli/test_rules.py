"""`summarize rules`: the catalogue for people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from summarize.catalogue import RULES
from summarize.cli.app import application
from summarize.cli.rules import _FAMILIES


@pytest.fixture
def run() -> Any:
    return lambda *words: CliRunner().invoke(application, ["rules", *words])


def test_every_rule_is_listed_under_its_family(run: Any) -> None:
    lines = run().stdout.splitlines()
    heads = [line for line in lines[:-1] if not line.startswith("  ")]
    assert heads == [f"{letter}  {_FAMILIES[letter]}" for letter in sorted({rule.code[0] for rule in RULES})]
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [rule.code for rule in RULES]
    assert lines[-1] == f"共 {len(RULES)} 条。看其中一条：summarize rules --explain {RULES[0].code}"


@pytest.mark.parametrize("code", ["P01", "p01", "Ｐ０１", "P0l", "half-width-mark"])
def test_a_rule_is_explained_by_its_code_or_name(run: Any, code: str) -> None:
    rule = next(rule for rule in RULES if rule.code == "P01")
    assert run("--explain", code).stdout == (
        "P01 汉字旁边用了半角标点（警告，half-width-mark）\n"
        f"为什么：{rule.why}\n会发现：{rule.finds}\n不过问：{rule.leaves_alone}\n"
        f"怎么改：{rule.remedy}\n依据：GB/T 15834-2011 5.1\n"
    )


def test_a_rule_that_does_not_exist_is_told_with_what_is_near(run: Any) -> None:
    result = run("--explain", "bank-car")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        "用法错误：没有编号是“bank-car”的规则。是否指 bank-card 或 latin-mark？不写 --explain 列出全部。"
    )


def test_programs_get_the_whole_page(run: Any) -> None:
    (page,) = json.loads(run("--explain", "P01", "--format", "json").stdout)
    assert list(page) == [
        *("code", "name", "severity", "summary", "why", "finds", "leaves_alone", "remedy", "reference")
    ]
    assert len(json.loads(run("--format", "json").stdout)) == len(RULES)
