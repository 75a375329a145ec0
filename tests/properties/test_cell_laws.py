"""Laws of the checks of single cells: a cell is told of by what it holds, whatever stands beside it."""

from __future__ import annotations

import re

from figure_sheets import table
from hypothesis import given
from hypothesis import strategies as st

from summarize.model.vocabulary import normalize_key
from summarize.validate.cells import check_cells
from summarize.validate.content_rules import INVISIBLE_IN_KEY, INVISIBLE_IN_TEXT
from summarize.validate.hidden_characters import check_hidden_characters
from summarize.validate.rules import CONTROL_CHARACTER, LINE_BREAK, SAME_AS_ABOVE, TAB_KEPT

TEXTS = st.text("同上㊤〃(（)）。行比 \u3000\u00a0\u200b\u00ad\t\n\x07\u2028甲a1", min_size=1, max_size=8)
COLUMNS = ["事项", "内容", "备注"]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_every_text_is_told_of_by_what_it_holds(rows: list[tuple[str, str, str]]) -> None:
    found = list(check_cells(table([COLUMNS, *rows], role="工作成效")))

    told = {rule: {finding.place.cell for finding in found if finding.rule is rule} for rule in _HOLDS}
    for rule, holds in _HOLDS.items():
        assert told[rule] == {address for address, raw in _texts(rows) if holds(raw, address)}


_HOLDS = {
    CONTROL_CHARACTER: lambda raw, _: "\x07" in raw,
    TAB_KEPT: lambda raw, _: "\t" in raw.strip(),
    SAME_AS_ABOVE: lambda raw, _: bool(re.fullmatch(r"\(?同上行?\)?。?|〃", normalize_key(raw))),
    # 内容 may have paragraphs, and 备注 is not printed.
    LINE_BREAK: lambda raw, address: address.startswith("A") and len(raw.strip().splitlines()) > 1,
}


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_nothing_hidden_is_passed_over(rows: list[tuple[str, str, str]]) -> None:
    found = list(check_hidden_characters(table([COLUMNS, *rows], role="工作成效")))

    names = {place.cell for told in found if told.rule is INVISIBLE_IN_KEY for place in (told.place, *told.related)}
    texts = {told.place.cell for told in found if told.rule is INVISIBLE_IN_TEXT}
    filled = [(address, raw) for address, raw in _texts(rows) if raw.strip()]
    in_names = re.compile("[\u200b\u00ad\u00a0\u3000]|^[ \t]|[ \t]$")
    assert names == {address for address, raw in filled if address.startswith("A") and in_names.search(raw)}
    assert texts == {address for address, raw in filled if address.startswith("B") and re.search("[\u200b\u00ad]", raw)}


def _texts(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [
        (f"{column}{number}", raw)
        for number, texts in enumerate(rows, 2)
        for column, raw in zip("ABC", texts, strict=True)
    ]
