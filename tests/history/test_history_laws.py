"""Laws of comparing: linear work, nothing told of itself, records that read back as they were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.history import issued
from summarize.history.formulas import own_words, spans_shared_by_right
from summarize.history.likeness import LikenessIndex, Words, pairs_of
from summarize.history.recording import span_text
from summarize.history.repetition import SHORTEST_RUN, BlockIndex
from summarize.model.periods import Period
from summarize.pipeline import Request, check, generate

from .conftest import Unit, of_history

WORDS = st.text(alphabet="甲乙丙丁，。1、《》 ", max_size=120)


@given(WORDS, st.integers(0, 60), st.integers(0, 60))
def test_every_run_that_two_texts_share_is_found(noise: str, before: int, behind: int) -> None:
    shared = "".join(chr(0x4E00 + number) for number in range(SHORTEST_RUN))
    first = "x" * before + shared + "y" * behind
    index = BlockIndex()
    index.add(first, "甲")
    (run,) = index.runs(noise + shared + noise, "乙")
    start, end = len(noise), len(noise) + len(shared)
    assert (run.start, run.end, run.begin) == (start, end, before)


@given(st.lists(WORDS, max_size=6), WORDS)
def test_runs_stand_in_both_texts_and_do_not_overlap(texts: list[str], text: str) -> None:
    index = BlockIndex()
    for number, other in enumerate(texts):
        index.add(other, str(number))
    end = 0
    for run in index.runs(text):
        assert run.start >= end
        end = run.end
        assert run.end - run.start >= SHORTEST_RUN
        assert texts[run.other][run.begin : run.begin + run.end - run.start] == text[run.start : run.end]


def test_a_text_is_not_compared_with_those_of_its_owner() -> None:
    index = BlockIndex()
    index.add("一二三四五六七八九十" * 6, "甲")
    assert list(index.runs("一二三四五六七八九十" * 6, "甲")) == []


@pytest.mark.parametrize("text", ["一" * 300, "网格员逐户排查，" * 40, "".join(map(chr, range(0x4E00, 0x4E00 + 300)))])
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    def lookups(count: int) -> int:
        index = BlockIndex()
        for number in range(count):
            own = f"{number:020d}{text}"
            list(index.runs(own, str(number % 9)))
            index.add(own, str(number % 9))
        return index.lookups

    assert lookups(400) <= 11 * lookups(40)


@given(st.text(alphabet="县财政局、委办，。《》“”坚持以为指导精神\n", max_size=200))
def test_shared_words_are_spans_of_the_text_and_the_rest_is_ones_own(text: str) -> None:
    spans = spans_shared_by_right(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    kept = own_words(text)
    rest = iter(text)
    assert all(character in rest for character in kept), "what is kept stands in the text, in its order"


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share(title: str, text: str) -> None:
    words = Words.of(title, text)
    found = LikenessIndex([words, Words.of(text, title)]).likeness(words)
    assert all(0 <= like <= 1 + 1e-9 for like in found.values())
    if words.title:
        assert found[0] == pytest.approx(1)


def test_what_all_texts_have_tells_none_of_them_apart() -> None:
    """So no promise is compared with each of many rows."""
    entries = [Words.of("便民服务点运行", f"便民服务点运行{number}") for number in range(500)]
    index = LikenessIndex(entries)
    assert index.likeness(entries[0]) == {}
    assert set(LikenessIndex(entries[:5]).likeness(entries[0])) == {0, 1, 2, 3, 4}


def test_the_pairs_of_common_words_tell_nothing() -> None:
    assert pairs_of("进一步加强和推进各项工作") == {"各项"}
    assert pairs_of("加装电梯6部") == {"加装", "装电", "电梯"}


@given(
    st.builds(
        lambda year, first, length: Period.months(year, first, min(first + length, 12)),
        st.integers(1990, 2090),
        st.integers(1, 12),
        st.integers(0, 11),
    )
)
def test_a_period_is_read_as_it_was_written(period: Period) -> None:
    assert issued.read_span(span_text(period)) == period


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "unit", "span", "items", "asked", "issue", "variant", "title", "part", "name", "number"])


@given(st.dictionaries(KEYS, JSON | st.just("2025-01-01/2025-03-31"), max_size=8))
def test_whatever_a_record_holds_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("记录") / "a.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    document = issued.read_record(path)
    assert isinstance(document, issued.IssuedDocument) or document == "已经损坏，或不是程序写的"


def test_a_report_that_is_checked_against_its_own_issue_is_silent(unit: Unit) -> None:
    text = "网格员逐户排查出租房屋安全隐患，登记台账并督促整改，共走访320户，发现隐患56处，已整改50处。"
    rows = [["一季度", "安全", "排查", text, "安全科", None]]
    plans = [["二季度", "安全", "修缮泵站", "修缮1座。", "安全科", "6月底"]]
    path = unit.workbook(rows, plans=plans)
    generate(Request(workbook=path, period="一季度", is_issue=True))
    assert of_history(check(path, "一季度")) == []
    assert of_history(generate(Request(workbook=path, period="一季度")).findings) == []


def test_nothing_is_opened_where_nothing_was_issued(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["一季度", "安全", "值守", "值守90天。", "安全科", None]]
    generate(Request(workbook=unit.workbook(rows), period="一季度"))
    opened: list[Path] = []
    monkeypatch.setattr(issued, "read_record", opened.append)
    later = [["二季度", "安全", "值守", "值守91天。", "安全科", None]]
    assert of_history(check(unit.workbook(later), "二季度")) == []
    assert opened == []


def test_only_the_records_of_the_unit_and_its_time_are_opened(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("甲镇", "乙镇", unit.name):
        unit.issue([], unit=name)
    opened: list[Path] = []
    read = issued.read_record

    def note(path: Path) -> issued.IssuedDocument | str:
        opened.append(path)
        return read(path)

    monkeypatch.setattr(issued, "read_record", note)
    later = [["二季度", "安全", "值守", "值守91天。", "安全科", None]]
    check(unit.workbook(later), "二季度")
    assert len(opened) == 1
