"""The test of all rules: unique, complete, documented, and each with a case that it finds."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

from summarize.catalogue import RULES
from summarize.findings import Rule

ROOT = Path(__file__).parents[1]


def test_codes_and_names_are_unique() -> None:
    for key in ("code", "name"):
        counts = Counter(getattr(rule, key) for rule in RULES)
        assert [value for value, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_its_page(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for part in (rule.summary, rule.why, rule.finds, rule.leaves_alone, rule.remedy, rule.reference):
        assert part.strip()
    assert rule.remedy.endswith("。")


def test_the_page_of_rules_is_what_the_catalogue_says() -> None:
    builder = ROOT / "docs" / "build_rules.py"
    spec = importlib.util.spec_from_file_location("build_rules", builder)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "规则.md").read_text(encoding="utf-8") == module.build()
