"""Cells of 指标 that should hold numbers, and what to say of those that do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from summarize.findings import Finding
from summarize.model.cells import Cell, CellKind
from summarize.model.figures.units import factor_of_words, scale_of
from summarize.model.numbers import (
    NotANumber,
    Number,
    NumberFault,
    format_number,
    parse_number,
    parse_typed_number,
    terminating_places,
)
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key
from summarize.validate import content_rules, rules
from summarize.validate.figures import rules as figure_rules

_WORDED_GROWTH = re.compile(r"(?P<verb>增长|上升|提高|增加|下降|减少|降低)(?P<size>[0-9.,]+)(?P<unit>%|个百分点)?")
_LOST_KINDS = (CellKind.ERROR, CellKind.UNCOMPUTED)
_HAS_SCALE = re.compile(r"[万亿]")
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


def read_amount(
    cell: Cell, column: str, findings: list[Finding], *, unit: str, is_known: bool = False
) -> Number | None:
    """Return the number in `cell` of `column`; `None` when there is none, and then say why unless it is empty.

    `unit` is the one in which the cell should count, '' when the sheet gives none.
    Merges, error values and lost formulas of a column that `is_known` are told by the checks that all
    tables share.
    """
    if cell.merged and not is_known:
        _tell_merge(cell, column, findings)
    parsed = parse_number(cell)
    if isinstance(parsed, NotANumber):
        if not (is_known and cell.kind in _LOST_KINDS):
            findings.append(not_a_number(cell, column, parsed, unit))
        return None
    if parsed is not None and parsed.is_text:
        tell_text_number(cell, column, parsed, findings)
    return parsed


def tell_text_number(cell: Cell, column: str, number: Number, findings: list[Finding]) -> None:
    """Tell a number that is stored as text: it is read, but no sum of the sheet counts it.

    Percentages and what is 预计 are often typed as words.
    """
    is_meant_so = number.is_estimate or number.is_percent
    if number.is_text and not is_meant_so and cell.kind is CellKind.TEXT:
        read = format_number(number.value)
        message = f"“{quote(column)}”一栏的“{quote(cell.raw)}”存成了文字，按 {read} 读"
        findings.append(content_rules.NUMBER_AS_TEXT.at(cell.place, message, f"把{cell.place.cell}改为数字 {read}。"))


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
    return read_amount(cell, column, findings, unit="%", is_known=is_known)


def not_a_number(cell: Cell, column: str, parsed: NotANumber, unit: str) -> Finding:
    """Return the finding on a cell of `column` that should hold a number in `unit`."""
    if parsed.fault is NumberFault.ERROR_VALUE:
        return rules.CELL_ERROR.at(cell.place, f"“{column}”一栏是错误值 {parsed.seen}", "改正公式，或直接填数。")
    if parsed.fault is NumberFault.UNCOMPUTED:
        message = f"“{column}”一栏的公式没有算出结果"
        return rules.CELL_UNCOMPUTED.at(cell.place, message, "用 Excel 或 WPS 打开工作簿，重新计算后保存；或直接填数。")
    reason = _REASONS.get(parsed.fault, "")
    message = f"“{quote(column)}”一栏写的是“{quote(parsed.seen)}”，{f'{reason}，' if reason else ''}这里只能填数字"
    return figure_rules.AMOUNT_NOT_A_NUMBER.at(cell.place, message, _suggestion(cell, parsed, unit))


def _suggestion(cell: Cell, parsed: NotANumber, unit: str) -> str:
    """Return how to mend the cell; a number is offered only when it is surely one in `unit`."""
    if not parsed.likely:
        return _REMEDIES.get(parsed.fault, "改为数字；尚无数字时留空。")
    factor: Fraction | None = Fraction(1)
    if parsed.fault is NumberFault.UNIT_ATTACHED:
        factor = factor_of_words(parsed.attached, unit)
    elif parsed.fault is NumberFault.CHINESE_NUMERAL and scale_of(unit)[0] != 1 and _HAS_SCALE.search(parsed.seen):
        factor = None
    if factor == 1:
        return f"把{cell.place.cell}改为 {parsed.likely}；尚无数字时留空。"
    number = parse_typed_number(parsed.likely)
    converted = number.value * factor if factor and isinstance(number, Number) else None
    if converted is None or terminating_places(converted) is None:
        advice = f"改为以“{unit}”计的数字" if unit else "只填数字，单位写在“计量单位”一栏"
        return f"{advice}；尚无数字时留空。"
    digits = format_number(converted)
    return f"把{cell.place.cell}改为 {digits}（{quote(parsed.seen)}是{digits}{unit}）；尚无数字时留空。"


def _tell_merge(cell: Cell, column: str, findings: list[Finding]) -> None:
    place = replace(cell.place, cell=cell.merged)
    if not any(finding.rule is rules.MERGED_CELL and finding.place == place for finding in findings):
        findings.append(rules.MERGED_CELL.at(place, f"“{column}”一栏 {cell.merged} 合并成了一格"))
