"""Characters that nobody sees: in names they make no difference but mislead, in texts they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.findings import Finding
from summarize.model.cells import Cell, CellKind, Table
from summarize.model.quotation import quote
from summarize.model.vocabulary import ANNEX_ROLE
from summarize.validate import content_rules as rules

KEY_COLUMNS_OF_ROLES = {
    "基本信息": ("项目", "时期", "填报单位"),
    "板块": ("名称", "时期", "填报单位"),
    "指标": ("指标", "填报单位"),
    "责任科室": ("科室", "简称", "填报单位"),
    ANNEX_ROLE: ("时期", "填报单位"),
}
_ITEM_KEYS = ("事项", "板块", "小类", "时期", "责任科室", "填报单位", "任务编号", "状态", "入文", "合并方式")
_UNPRINTED = frozenset({"备注", "说明", "算式", "容差"})

_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_IN_TEXT = re.compile(f"[{_INVISIBLE}]")
_IN_KEY = re.compile(rf"[{_INVISIBLE}\u00a0\u3000]|^[ \t]|[ \t]$")
_NAMES = {
    "\u00ad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "方向标记",
    "\u200f": "方向标记",
    "\u2060": "零宽不换行",
    "\ufeff": "字节顺序标记",
    "\u00a0": "不间断空格",
    "\u3000": "全角空格",
}
_SHOWN_BEFORE = 6
_MOST_LISTED = 6


def check_hidden_characters(table: Table) -> Iterator[Finding]:
    """Yield what nobody sees: in names once per column, in texts that are printed cell by cell."""
    keys = KEY_COLUMNS_OF_ROLES.get(table.role or "", _ITEM_KEYS)
    for column in table.columns:
        name = column.name
        if column.is_known and name in keys:
            yield from _check_keys(table, name, _texts(table, name))
        elif (column.is_known or table.role == ANNEX_ROLE) and name not in _UNPRINTED:
            yield from _check_texts(name, _texts(table, name))


def _texts(table: Table, column: str) -> list[Cell]:
    """Return the texts of a column, none if nothing hidden is in any: most need no closer look."""
    cells = [row.cells[column] for row in table.rows]
    raw = "".join([cell.raw for cell in cells])
    # Of all that is looked for, Python calls nothing printable but a space.
    if raw.isprintable() and " " not in raw:
        return []
    return [cell for cell in cells if cell.kind is CellKind.TEXT and not cell.is_empty]


def _check_keys(table: Table, column: str, cells: Iterable[Cell]) -> Iterator[Finding]:
    # A merged cell that is filled down stands in several rows.
    found = list(dict.fromkeys(cell for cell in cells if _IN_KEY.search(cell.raw)))
    if not found:
        return
    seen = dict.fromkeys(_name(match[0]) for cell in found for match in _IN_KEY.finditer(cell.raw))
    addresses = [cell.place.cell or "" for cell in found]
    listed = "、".join(addresses[:_MOST_LISTED]) + (f"等{len(addresses)}格" if len(addresses) > _MOST_LISTED else "")
    message = f"“{column}”一栏 {listed} 里有看不见的{'、'.join(seen)}，按没有它们认"
    related = tuple(cell.place for cell in found[1:])
    yield rules.INVISIBLE_IN_KEY.at(found[0].place, message, related=related)


def _check_texts(column: str, cells: Iterable[Cell]) -> Iterator[Finding]:
    for cell in dict.fromkeys(cell for cell in cells if _IN_TEXT.search(cell.raw)):
        if match := _IN_TEXT.search(cell.raw):
            before = quote(cell.raw[max(0, match.start() - _SHOWN_BEFORE) : match.start()])
            where = f"“{before}”后面" if before else "开头"
            message = f"“{column}”一栏{where}有看不见的字符 U+{ord(match[0]):04X}（{_name(match[0])}），会带进报告"
            yield rules.INVISIBLE_IN_TEXT.at(cell.place, message)


def _name(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    return "空格" if character.isspace() else "控制符"
