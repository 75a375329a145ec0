"""Ordinals: what is planted is found, what is correct is left alone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from summarize.language import Passage, find_faults, find_series_faults
from summarize.language.ordinals import ORDINALS, ORDINALS_IN_SERIES

HERE = Path(__file__).parent
SENTENCES = (HERE / "base_ordinals.txt").read_text(encoding="utf-8").splitlines()
RULES = {rule.RULE.code: rule for rule in (*ORDINALS, *ORDINALS_IN_SERIES)}


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("injectors_ordinals", HERE / "injectors_ordinals.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INJECTORS = load().INJECTORS


def codes_of(text: str, code: str) -> list[str]:
    rule = RULES[code]
    if hasattr(rule, "find"):
        return [fault.rule.code for fault in find_faults(Passage(text), [rule])]
    return [fault.rule.code for _, fault in find_series_faults([Passage(line) for line in text.split("\n")], [rule])]


def test_there_are_sentences_enough() -> None:
    assert len(set(SENTENCES)) >= 20


@pytest.mark.parametrize("code", INJECTORS)
def test_what_is_planted_is_found(code: str) -> None:
    random = Random(f"{code} 20170705")
    planted = [text for sentence in SENTENCES * 5 if (text := INJECTORS[code](random, sentence))]
    missed = [text for text in planted if not codes_of(text, code)]
    assert len(planted) >= 100
    assert len(missed) <= 0.05 * len(planted), missed[:5]


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_correct_sentences_are_left_alone(code: str, sentence: str) -> None:
    assert codes_of(sentence, code) == []
