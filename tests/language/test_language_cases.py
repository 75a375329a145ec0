"""Every rule of language on its own cases: what it finds, in what words, how it mends it, and what it leaves alone.

`tests/language/cases/<code>.yml` holds the cases of one rule, three of either kind at least. A case is a `text`, or
`texts` for a rule on passages that follow one another (then `at` counts the passage from 0); `part` is the word of
`Part`, `year` and `as_of` as in `Passage`; `citations: true` makes `{…}` a figure; `names` and `leaders` are lists of
the unit. A find names its `fault` (the characters, as they stand), the whole `message`, and `mended` where the rule
mends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarize.language import (
    PASSAGE_RULES,
    SERIES_RULES,
    Fault,
    Part,
    Passage,
    PassageRule,
    SeriesRule,
    find_faults,
    find_series_faults,
    mend,
)
from summarize.language.lexicon import Lexicon
from summarize.language.shipped import shipped_lexicon

CASES = Path(__file__).parent / "cases"
RULES: Mapping[str, PassageRule | SeriesRule] = {rule.RULE.code: rule for rule in (*PASSAGE_RULES, *SERIES_RULES)}
KEYS = {"why", "text", "texts", "part", "parts", "year", "as_of", "citations", "names", "leaders"}
FOUND_KEYS = KEYS | {"fault", "message", "suggestion", "mended", "severity", "at"}


def load(code: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    loaded = yaml.safe_load((CASES / f"{code}.yml").read_text(encoding="utf-8"))
    assert set(loaded) == {"finds", "leaves_alone"}, code
    return loaded


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem} {number}")
        for path in sorted(CASES.glob("*.yml"))
        for number, case in enumerate(load(path.stem)[kind], 1)
    ]


def passages(case: Mapping[str, Any]) -> list[Passage]:
    texts = case["texts"] if "texts" in case else [case["text"]]
    parts = case.get("parts", [case.get("part", Part.BODY)] * len(texts))
    words = Lexicon(names=case.get("names", {}), leaders=case.get("leaders", {})).over(shipped_lexicon())
    others = {
        "year": case.get("year"),
        "as_of": case.get("as_of"),
        "has_citations": case.get("citations", False),
        "lexicon": words if words.names or words.leaders else None,
    }
    return [Passage(text, Part(part), **others) for text, part in zip(texts, parts, strict=True)]


def faults_of(code: str, case: Mapping[str, Any]) -> list[tuple[int, Fault]]:
    rule, given = RULES[code], passages(case)
    if hasattr(rule, "find"):
        return [(index, fault) for index, passage in enumerate(given) for fault in find_faults(passage, [rule])]
    return find_series_faults(given, [rule])


@pytest.mark.parametrize(("code", "case"), cases("finds"))
def test_rule_finds(code: str, case: Mapping[str, Any]) -> None:
    assert set(case) <= FOUND_KEYS and {"fault", "message"} <= set(case)
    index, fault = next(iter(found)) if (found := faults_of(code, case)) else pytest.fail("nothing found")
    given = passages(case)
    assert (given[index].text[fault.start : fault.end], fault.message) == (case["fault"], case["message"])
    assert index == case.get("at", index)
    assert fault.rule is RULES[code].RULE
    assert fault.severity is None or fault.severity.value == case.get("severity")
    assert fault.suggestion == case.get("suggestion", "")
    assert not fault.message.endswith("。") and (not fault.suggestion or fault.suggestion.endswith(("。", "？")))
    others = [other for _, other in found[1:]]
    assert all(other.start != fault.start or other.end != fault.end for other in others), "told twice"


@pytest.mark.parametrize(("code", "case"), [case for case in cases("finds") if "text" in case.values[1]])
def test_rule_mends_what_is_safe_and_nothing_else(code: str, case: Mapping[str, Any]) -> None:
    (passage,) = passages(case)
    mended = mend(passage, [RULES[code]])  # type: ignore[list-item]
    assert mended.text == case.get("mended", passage.text)


@pytest.mark.parametrize(("code", "case"), cases("leaves_alone"))
def test_rule_leaves_alone(code: str, case: Mapping[str, Any]) -> None:
    assert set(case) <= KEYS
    assert [(index, fault.message) for index, fault in faults_of(code, case)] == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_three_cases_of_both_kinds(code: str) -> None:
    assert all(len(of_kind) >= 3 for of_kind in load(code).values())


def test_every_case_is_of_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yml")} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_module_opens_with_its_page(rule: Any) -> None:
    page = rule.__doc__
    assert page.startswith(f"{rule.RULE.code} {rule.RULE.name}: ")
    assert all(f"\n{part}: " in page for part in ("Why", "Finds", "Leaves alone"))
    assert rule.__name__.rpartition(".")[2] == f"{rule.RULE.code.lower()}_{rule.RULE.name.replace('-', '_')}"


@pytest.mark.parametrize(("code", "case"), [case for case in cases("finds") if "text" in case.values[1]])
def test_mending_twice_is_mending_once(code: str, case: Mapping[str, Any]) -> None:
    (passage,) = passages(case)
    once = mend(passage)
    again = Passage(once.text, passage.part, passage.year, passage.as_of, passage.has_citations)
    assert mend(again).faults == ()
