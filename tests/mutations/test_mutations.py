"""Whatever one thing is done to a good workbook, the report is right or a finding names the place.

The cases are the same at every run; `by_hand.py` runs as many others as one likes.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from mutations.books import GOOD, good
from mutations.files import KINDS, WITH_CHECKSUMS, Outcome, injure, judge_file
from mutations.mutations import MUTATIONS, Mutation
from mutations.oracle import EVERYWHERE, SOUND, Change, Verdict, base_of, judge
from mutations.tabs import BAND, Area

BOOKS = ("plain", "plain", "layout", "layout", "units", "ledger", "qinghe", "lanjiang")
CASES = 5


@pytest.mark.parametrize("name", GOOD)
def test_the_report_of_a_good_workbook_is_what_its_cells_say(name: str) -> None:
    for period in good(name).periods:
        base_of(name, period)


@pytest.mark.parametrize("mutation", dict.fromkeys(MUTATIONS), ids=lambda mutation: mutation.__name__)
def test_a_mutated_workbook_is_read_right_or_told(mutation: Mutation, tmp_path: Path) -> None:
    judged = 0
    for seed in range(20 * CASES):
        rng = random.Random(f"{mutation.__name__} {seed}")
        book = good(rng.choice(BOOKS))
        change = mutation(book, rng)
        if change is None:
            continue
        judgement = judge(book, rng.choice(book.periods), change, tmp_path)
        assert judgement.verdict in SOUND, f"{seed} {book.name}: {judgement}"
        judged += 1
        if judged == CASES:
            return
    pytest.fail(f"{mutation.__name__} applied to {judged} workbooks only")


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_by_name_or_read_right_or_told(kind: str, tmp_path: Path) -> None:
    outcomes = set()
    for seed in range(12):
        path, injury = injure(kind, random.Random(seed), tmp_path / str(seed))
        outcome = judge_file(kind, path)
        assert outcome is not Outcome.SILENT, injury
        outcomes.add(outcome)
    assert Outcome.REFUSED in outcomes or kind not in WITH_CHECKSUMS


def test_the_oracle_calls_a_text_that_is_not_printed_wrong(tmp_path: Path) -> None:
    """The oracle reads a row for data which the program, rightly, does not: it must notice."""
    book = good("layout")
    tab = book.tabs[1]
    (first, *_) = tab.of_kind(BAND)
    tab.kinds[first] = "data"
    judgement = judge(book, "上半年", Change("nothing", [("别的表", EVERYWHERE)]), tmp_path)
    assert judgement.verdict is Verdict.SILENT


def test_the_oracle_asks_that_a_finding_names_the_place(tmp_path: Path) -> None:
    book = good("plain")
    tab = book.tab("核对")
    assert tab is not None
    tab.rows[1][1] = "办结数 ≥ 立案数"
    here = Change("relation", [(tab.title, Area(1, 1, 1, 1))])
    assert judge(book, "上半年", here, tmp_path).verdict is Verdict.TOLD
    there = Change("relation", [("工作成效", Area(1, 4, 1, 4))])
    assert judge(book, "上半年", there, tmp_path).verdict is Verdict.ELSEWHERE


def test_the_oracle_asks_for_what_is_doubtful(tmp_path: Path) -> None:
    book = good("plain")
    tab = book.tab("工作成效")
    assert tab is not None
    tab.lost.add("板块")
    tab.rows[1][4] = "另写的内容。"
    judgement = judge(book, "上半年", Change("nothing", [("别的表", EVERYWHERE)]), tmp_path)
    assert judgement.verdict is Verdict.UNASKED
