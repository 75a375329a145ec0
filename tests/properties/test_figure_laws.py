"""One-sentence laws of figures, citations and relations."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate, pairwise

from figure_sheets import cell, indicators
from hypothesis import given
from hypothesis import strategies as st

from summarize.findings import Place
from summarize.model.figures.citations import BraceEscape, Citation, CitationFault, find_citations
from summarize.model.figures.evaluation import Figure, evaluate_form
from summarize.model.figures.indicators import Indicator, Measure, Series, SpanValue
from summarize.model.figures.printed import resolve
from summarize.model.figures.relations import Fails, Holds, Relation, Undefined, parse_relation
from summarize.model.figures.spans import Amount, amount_over, contradictions
from summarize.model.numbers import Number, format_number, parse_number, round_half_up
from summarize.model.periods import Period
from summarize.model.text import FragmentKind

UNKNOWN = {CitationFault.UNKNOWN_INDICATOR, CitationFault.UNKNOWN_FORM, CitationFault.ARGUMENT}
CELL = Place(sheet="工作成效", cell="C4")
PERIODS = (Period.quarter(2017, 2), Period.quarter(2017, 3), Period.half(2017, 1), Period.whole_year(2017))
SHEET = indicators(
    ["指标", "计量单位", "口径", "年度目标", "一季度", "二季度", "上年一季度", "上年二季度"],
    ["走访户数", "户", "累计", 4000, 1100, 1200, 1000, 1068],
    ["走访", "户", "累计", None, None, 2, None, 0],
    ["PM2.5浓度", "微克", "平均", "35以内", 30, 33.3, 36, 31],
    ["满意率", "%", "时点", "不低于90%", 92, 94, 92, 92],
)

numbers = st.decimals(-(10**9), 10**9, places=3)
quarters = st.lists(st.integers(1, 10**6), min_size=4, max_size=4)
fractions = st.fractions(-(10**6), 10**6, max_denominator=10**6)
pieces = st.sampled_from(
    [
        *"{}｛｝.．:：[]【】<>()（）＝=+-×÷*/%≥≤≠≈ \n。",
        "走访户数",
        "走访",
        "PM2.5浓度",
        "满意率",
        "同比",
        "累计",
        "占比",
        "亿元",
        "12",
        "1,200",
        "０",
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=25).map("".join))


@given(numbers)
def test_number_printed_exactly_reads_back_as_itself(number: object) -> None:
    value = Fraction(str(number))
    assert parse_number(cell(format_number(value))) == Number(value, is_text=True)


@given(fractions, st.integers(0, 6))
def test_printed_number_is_the_rounded_one(number: Fraction, places: int) -> None:
    assert Fraction(format_number(number, places)) == round_half_up(number, places)
    assert abs(round_half_up(number, places) - number) <= Fraction(1, 2 * 10**places)


@given(fractions, st.integers(0, 6))
def test_printed_number_has_no_superfluous_zeros(number: Fraction, places: int) -> None:
    text = format_number(number, places)
    assert not ("." in text and text.endswith(("0", ".")))
    assert text != "-0"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_dividing_and_multiplying_by_the_same_number_changes_nothing(left: int, right: int) -> None:
    relation = parse_relation(f"{left} ÷ {right} × {right} = {left}", SHEET)
    assert isinstance(relation, Relation)
    assert relation.check(SHEET, PERIODS[0]) == Holds()


@given(numbers, numbers)
def test_sums_of_decimals_are_exact(left: object, right: object) -> None:
    total = Fraction(str(left)) + Fraction(str(right))
    relation = parse_relation(f"({left:f}) + ({right:f}) = {format_number(total)}", SHEET)
    assert isinstance(relation, Relation)
    assert relation.check(SHEET, PERIODS[0]) == Holds()


FORMS = ("本期", "累计", "当季", "目标", "完成率", "序时", "同比", "增减", "较上年同期", "上年同期", "增幅")


@given(quarters, quarters, st.sampled_from(FORMS), st.sampled_from(PERIODS))
def test_singles_and_sums_of_the_same_numbers_give_the_same_figures(
    this_year: list[int], last_year: list[int], form: str, period: Period
) -> None:
    head = ["指标", "计量单位", "填法", "年度目标"]
    names = ["一季度", "二季度", "三季度", "四季度"]
    head += names + ["上年" + name for name in names]
    singles = indicators(head, ["甲", "户", "当季数", 10**6, *this_year, *last_year])
    sums = indicators(head, ["甲", "户", "累计数", 10**6, *accumulate(this_year), *accumulate(last_year)])
    first, second = (evaluate_form("甲", form, known, period) for known in (singles, sums))
    assert isinstance(first, Figure) and isinstance(second, Figure)
    assert first.text == second.text


@given(st.lists(st.integers(-1000, 1000), min_size=12, max_size=12), st.data())
def test_total_of_any_span_is_the_sum_of_its_months_however_it_is_given(months: list[int], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=8))
    given_spans = [(min(pair), max(pair)) for pair in cuts]
    values = tuple(
        SpanValue(first, last, Fraction(sum(months[first - 1 : last])), Place(sheet="指标", cell=f"B{index}"))
        for index, (first, last) in enumerate(given_spans)
    )
    indicator, series = Indicator("甲", CELL, measure=Measure.TOTAL), Series(values)
    assert list(contradictions(indicator, series)) == []
    first, last = sorted(data.draw(st.tuples(st.integers(1, 12), st.integers(1, 12))))
    found = amount_over(indicator, series, first, last)
    if isinstance(found, Amount):
        assert found.value == sum(months[first - 1 : last])
        assert len(set(found.cells)) == len(found.cells) > 0
    else:
        assert (first, last) not in given_spans


@given(texts)
def test_text_without_braces_comes_out_unchanged(text: str) -> None:
    plain = text.translate(dict.fromkeys(map(ord, "{}｛｝")))
    resolved = resolve(plain, CELL, SHEET, PERIODS[0])
    assert resolved == plain
    assert [fragment.text for fragment in resolved.fragments] == ([plain] if plain else [])


@given(texts, st.sampled_from(PERIODS))
def test_fragments_make_up_the_text_and_point_into_the_cell(text: str, period: Period) -> None:
    resolved = resolve(text, CELL, SHEET, period)
    assert "".join(fragment.text for fragment in resolved.fragments) == resolved
    position = 0
    for fragment in resolved.fragments:
        assert fragment.cell == CELL
        assert position <= fragment.start <= fragment.end <= len(text)
        position = fragment.end
        if fragment.kind is FragmentKind.TYPED:
            assert fragment.text == text[fragment.start : fragment.end]
        else:
            assert fragment.kind is FragmentKind.FIGURE and fragment.sources


@given(texts)
def test_only_citations_and_doubled_braces_change_a_text(text: str) -> None:
    tokens = find_citations(text, SHEET)
    if not any(isinstance(token, Citation | BraceEscape) or token.fault in UNKNOWN for token in tokens):
        assert resolve(text, CELL, SHEET, PERIODS[0]) == text
    for before, after in pairwise(tokens):
        assert before.end <= after.start


@given(texts)
def test_doubled_braces_print_any_text_as_it_is(text: str) -> None:
    doubled = "".join(ch * 2 if ch in "{}｛｝" else ch for ch in text)
    assert resolve(doubled, CELL, SHEET, PERIODS[0]) == text


@given(texts, st.sampled_from(PERIODS))
def test_any_relation_is_read_or_told(text: str, period: Period) -> None:
    parsed = parse_relation(text, SHEET)
    if isinstance(parsed, Relation):
        outcome = parsed.check(SHEET, period)
        if isinstance(outcome, Fails | Undefined):
            assert outcome.message
    else:
        assert parsed.message and parsed.suggestion and parsed.position >= 1


@given(st.lists(st.integers(1, 100), min_size=2, max_size=6))
def test_relation_of_a_sum_holds_and_of_one_more_fails(parts: list[int]) -> None:
    total = sum(parts)
    written = " + ".join(map(str, parts))
    holds, fails = (parse_relation(f"{number} = {written}", SHEET) for number in (total, total + 1))
    assert isinstance(holds, Relation) and isinstance(fails, Relation)
    assert holds.check(SHEET, PERIODS[0]) == Holds()
    assert fails.check(SHEET, PERIODS[0]) == Fails(str(total + 1), "=", f"{written} = {total}", ())


@given(texts)
def test_whatever_stands_in_a_figure_cell_is_a_number_or_told(text: str) -> None:
    parsed = parse_number(cell(text)) if not text.startswith("#") else None
    if parsed is not None and not isinstance(parsed, Number):
        assert parsed.seen == text.strip()
