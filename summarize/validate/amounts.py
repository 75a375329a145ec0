"""Cells of 指标 that should hold numbers, and what to say of those that do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from summarize.findings import Finding
from summarize.model.cells import Cell, CellKind
from summarize.model.numbers import NotANumber, Number, NumberFault, parse_number, parse_typed_number
from summarize.model.vocabulary import normalize_key
from summarize.validate import figure_rules, rules

_WORDED_GROWTH = re.compile(r"(?P<verb>增长|上升|提高|增加|下降|减少|降低)(?P<size>[0-9.,]+)(?P<unit>%|个百分点)?")
_RISING = frozenset({"增长", "上升", "提高", "增加"})
_LEVEL_WORDS = frozenset({"持平", "与上年同期持平", "与上年持平"})
_REASONS: Mapping[NumberFault, str] = {
    NumberFault.CHINESE_NUMERAL: "是汉字",
    NumberFault.UNIT_ATTACHED: "带了单位或文字",
    NumberFault.LETTERS: "混入了字母",
    NumberFault.SEPARATORS: "逗号、小数点或空格的位置不对",
    NumberFault.DATE: "是日期",
    NumberFault.BOOLEAN: "是逻辑值",
}
_REMEDIES: Mapping[NumberFault, str] = {
    NumberFault.NOTHING_WORD: "尚无数字时留空。",
    NumberFault.DATE: "填数字；数字显示成日期的，把单元格格式改为“常规”。",
    NumberFault.UNIT_ATTACHED: "只填数字，单位写在“计量单位”一栏。",
}


def read_amount(cell: Cell, column: str, findings: list[Finding], *, is_known: bool = False) -> Number | None:
    """Return the number in `cell` of `column`; `None` when there is none, and then say why unless it is empty.

    Merges, error values and lost formulas of a column that `is_known` are told by the checks that all
    tables share.
    """
    if cell.merged and not is_known:
        _tell_merge(cell, column, findings)
    parsed = parse_number(cell)
    if isinstance(parsed, NotANumber):
        if not (is_known and cell.kind in {CellKind.ERROR, CellKind.UNCOMPUTED}):
            findings.append(not_a_number(cell, column, parsed))
        return None
    return parsed


def read_growth(cell: Cell, column: str, findings: list[Finding], *, is_known: bool) -> Number | None:
    """Return the growth in `cell`, in percent or points: 12.3, 12.3%, -3.4%, 增长12.3%, 下降2个百分点, 持平."""
    if cell.kind is CellKind.TEXT:
        key = normalize_key(cell.raw)
        if key in _LEVEL_WORDS:
            return Number(Fraction(0), is_percent=True, is_text=True)
        worded = _WORDED_GROWTH.fullmatch(key)
        size = parse_typed_number(worded["size"]) if worded else None
        if worded and isinstance(size, Number):
            value = size.value if worded["verb"] in _RISING else -size.value
            return Number(value, is_percent=True, is_text=True)
    return read_amount(cell, column, findings, is_known=is_known)


def not_a_number(cell: Cell, column: str, parsed: NotANumber) -> Finding:
    """Return the finding on a cell of `column` that should hold a number."""
    if parsed.fault is NumberFault.ERROR_VALUE:
        return rules.CELL_ERROR.at(cell.place, f"“{column}”一栏是错误值 {parsed.seen}", "改正公式，或直接填数。")
    if parsed.fault is NumberFault.UNCOMPUTED:
        message = f"“{column}”一栏的公式没有算出结果"
        return rules.CELL_UNCOMPUTED.at(cell.place, message, "用 Excel 或 WPS 打开工作簿，重新计算后保存；或直接填数。")
    reason = _REASONS.get(parsed.fault, "")
    shown = parsed.seen if len(parsed.seen) <= 20 else parsed.seen[:19] + "…"
    message = f"“{column}”一栏写的是“{shown}”，{f'{reason}，' if reason else ''}这里只能填数字"
    if parsed.likely:
        suggestion = f"把{cell.place.cell}改为 {parsed.likely}；尚无数字时留空。"
    else:
        suggestion = _REMEDIES.get(parsed.fault, "改为数字；尚无数字时留空。")
    return figure_rules.AMOUNT_NOT_A_NUMBER.at(cell.place, message, suggestion)


def _tell_merge(cell: Cell, column: str, findings: list[Finding]) -> None:
    place = replace(cell.place, cell=cell.merged)
    if not any(finding.rule is rules.MERGED_CELL and finding.place == place for finding in findings):
        findings.append(rules.MERGED_CELL.at(place, f"“{column}”一栏 {cell.merged} 合并成了一格"))
