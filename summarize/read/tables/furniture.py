"""Rows of a sheet that are no data: totals, signature lines, notes, lines that say that nothing follows.

Each is told by the words it begins with and by the rest of the row: as soon as a cell holds text of its
own, the row is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.model.cells import Cell, CellKind
from summarize.model.figures.units import is_unit
from summarize.model.vocabulary import NOTHING_WORDS, TOTAL_WORDS, normalize_key

_TEXT = CellKind.TEXT
"""By a name of its own: looking up a member in its Enum takes as long as looking at a cell."""
_TOTALS = "|".join(TOTAL_WORDS)
_SUM = "计"
"""What all of them have, and nearly no other cell: to look for it takes no time."""
_TOTAL = re.compile(
    rf"\(?(?:本页|本表|以上|全部|各项|总)?(?:{_TOTALS})数?(?:\([^()]*\))?:?\)?(?:[0-9,.]+[一-鿿%]{{0,3}})?"
)
_SUBTOTAL = re.compile(r"[一-鿿0-9()、.]{1,14}小计(?:\([^()]*\))?:?")
_FIGURE = re.compile(r"[-—–/\\~%.…*]*|(?:约|共|计)*[-+]?[0-9][0-9,.]*(?:%|‰)?(?:[/(]?[一-鿿%0-9]{1,4}\)?){0,2}")
_NOTHING = frozenset(map(normalize_key, NOTHING_WORDS))

_WHO = (
    "填表|填报|制表|编制|审核|复核|审批|审签|审定|审阅|核定|校对|校核|经办|承办|签发|报送|上报|汇总|统计|联系|"
    "主管|分管|单位|部门|科室|主要|具体|责任|负责|填写|信息"
)
_WHAT = (
    "责任人|负责人|负责同志|联系人|人员?|者|员|领导|单位|部门|科室|日期|时间|电话|手机号?码?|方式|意见|"
    "签字|签名|签章|盖章|公章"
)
_SIGNED = r"\((?:签字|签名|签章|盖章|公章|章|签字盖章|签字或盖章|签字、盖章|签字并盖章|印章)\)"
_LABEL = (
    rf"(?:(?:{_WHO}){{0,2}}(?:{_WHAT})|填表|填报|制表|编制|审核|复核|审批|审定|审签|校对|经办|主任|局长|科长|书记|"
    rf"负责人|联系电话|电话|手机|传真|日期|签字|签名|签章|盖章)"
)
_LABELLED = re.compile(rf"{_LABEL}(?:签字|签名|签章|盖章)?(?:{_SIGNED})?:|{_LABEL}{_SIGNED}:?")
_BARE_LABEL = re.compile(rf"{_LABEL}")
_NAME = r"[一-鿿·]{0,4}(?:[、/][一-鿿·]{2,4}){0,3}"
_VALUE = re.compile(
    rf"{_NAME}[0-9+()\-—/.,、]{{0,25}}(?:{_SIGNED})?|(?:[0-9]{{2,4}}年)?[0-9]{{0,2}}月(?:[0-9]{{0,2}}日)?|[_/]+"
)
_ORGANISATION = re.compile("单位|部门|科室")
_SHORT = re.compile(r"[^。；;！!？?，,]{0,30}")
_CAPTION = re.compile(r"[^。；;:]{1,12}:[^。；;]{0,30}")
_NOTE = re.compile(
    r"[*※★]?(?:附注|备注|备注说明|注释?|注意事项|(?:填[表报写]|几点|特别|有关|补充)?说明)(?:\(?[0-9一二三四五]{1,2}\)?)?:"
)
LONGEST_NOTE = 2
"""Cells that a note has at most: its word and its text."""
_COLUMN_WORDS = frozenset({"栏次", "栏目", "行次", "序号", "列次", *"甲乙丙丁"})
_FEWEST_NUMBERED = 3
"""Cells that must count on from 1: a row of data may well begin with 1 and 2."""
_NOTE_GOES_ON = re.compile(r"\(?[0-9]{1,2}[.、)]|[①-⑳]")
_NOTHING_FOLLOWS = re.compile(
    r"[(\[]?(?:以下|此页|本页|下页)(?:空白|无正文|无内容|为空)[)\]]?|\(?(?:完|转下页|接上页|续上表|续表)\)?"
)


def is_figure_like(cell: Cell) -> bool:
    """Whether a cell holds a number, with a unit or not, or says that there is none."""
    if cell.kind in (CellKind.NUMBER, CellKind.UNCOMPUTED, CellKind.ERROR):
        return True
    if cell.kind is not CellKind.TEXT:
        return False
    key = normalize_key(cell.raw)
    return bool(_FIGURE.fullmatch(key)) or key in _NOTHING or is_unit(key)


def is_total(cells: Sequence[Cell], *, takes_named: bool) -> bool:
    """Whether the row says 合计 or its like first, and figures at most behind.

    `cells` are the filled cells without those of key columns and 序号. With `takes_named`, 党建工作小计 counts.
    """
    if not cells or cells[0].kind is not _TEXT:
        return False
    key = normalize_key(cells[0].raw)
    if _SUM not in key:
        return False
    is_label = _TOTAL.fullmatch(key) or (takes_named and _SUBTOTAL.fullmatch(key))
    return bool(is_label) and all(map(is_figure_like, cells[1:]))


def is_signature(cells: Iterable[Cell]) -> bool:
    """Whether the row holds labels of those who filled the sheet in, and what stands behind them, only."""
    labels = named = 0
    wants_value = False
    for cell in cells:
        key = normalize_key(cell.raw)
        if _is_labelled(key):
            labels += 1
            named += 1
            wants_value = key.endswith((":", ")"))
        elif _BARE_LABEL.fullmatch(key):
            named += 1
            wants_value = True
        elif wants_value and _is_value(cell, key):
            wants_value = False
        else:
            return False
    return labels > 0 or named >= 2


def _is_labelled(key: str) -> bool:
    """Whether the text is labels with a colon or a place to sign, each followed by a name or a date at most."""
    if not _LABELLED.match(key):
        return False
    labels = list(_LABELLED.finditer(key))
    ends = [*(label.start() for label in labels[1:]), len(key)]
    return all(
        (_SHORT if _ORGANISATION.search(label[0]) else _VALUE).fullmatch(key[label.end() : end])
        for label, end in zip(labels, ends, strict=True)
    )


def _is_value(cell: Cell, key: str) -> bool:
    return cell.kind in (CellKind.DATE, CellKind.NUMBER) or bool(_VALUE.fullmatch(key))


def is_note(cells: Sequence[Cell], *, is_spread: bool) -> bool:
    """Whether the row is a note to the table: a lone text that begins with 注： or its like.

    The text may stand in a cell of its own behind the word if that cell is merged over several columns
    (`is_spread`).
    """
    key = normalize_key(cells[0].raw)
    if not _NOTE.match(key):
        return bool(_NOTHING_FOLLOWS.fullmatch(key)) and len(cells) == 1
    return len(cells) == 1 or (len(cells) == 2 and is_spread and bool(_NOTE.fullmatch(key)))


def goes_on(cells: Sequence[Cell]) -> bool:
    """Whether a lone text may be a further point of the note above it."""
    return len(cells) == 1 and bool(_NOTE_GOES_ON.match(normalize_key(cells[0].raw)))


def is_column_numbers(cells: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: 栏次 1 2 3, 甲 乙 1 2 3."""
    keys = [normalize_key(cell.raw).strip("()") for cell in cells]
    while keys and keys[0] in _COLUMN_WORDS:
        del keys[0]
    return len(keys) >= _FEWEST_NUMBERED and keys == [str(number) for number in range(1, len(keys) + 1)]


def is_caption(cells: Iterable[Cell]) -> bool:
    """Whether every cell is a caption such as 单位：万元."""
    return all(_CAPTION.fullmatch(normalize_key(cell.raw)) for cell in cells)
