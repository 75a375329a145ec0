"""Findings travel between processes: with their rules, but without the pages of these."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys

import pytest

from summarize.catalogue import RULES
from summarize.findings import Place, Rule, Severity
from summarize.validate.rules import MATTER_MISSING

STRANGE = Rule("Z99", "stands-nowhere", Severity.INFO, "甲", "乙", "丙", "丁", "戊。", "")
"""A rule that no module of the program holds."""

_LOAD = """
import pickle, sys
finding = pickle.load(sys.stdin.buffer)
from summarize.validate.rules import MATTER_MISSING
print(finding.rule is MATTER_MISSING)
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_comes_back_as_the_same_object(rule: Rule) -> None:
    assert pickle.loads(pickle.dumps(rule)) is rule
    assert copy.deepcopy(rule) is rule


def test_a_finding_travels_without_the_page_of_its_rule() -> None:
    rule = RULES[0]

    packed = pickle.dumps(rule.at(Place("甲.xlsx", "指标", "E7"), "“一季度”一栏写的是“十二”", "改为 12。"))

    assert rule.finds.encode() not in packed
    assert rule.why.encode() not in packed
    assert len(packed) < 500


def test_a_process_that_has_not_loaded_the_rules_takes_a_finding_with_its_rule() -> None:
    packed = pickle.dumps(MATTER_MISSING.at(Place(), "第5行的事项为空"))

    loaded = subprocess.run([sys.executable, "-c", _LOAD], input=packed, capture_output=True, check=True)

    assert loaded.stdout.strip() == b"True"


def test_a_rule_that_stands_in_no_module_travels_whole() -> None:
    assert pickle.loads(pickle.dumps(STRANGE)) == STRANGE
