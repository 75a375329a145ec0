"""What befalls workbooks in offices: cells, rows, columns, sheets and merged areas dropped, swapped, retyped …

Each mutation does one thing to a workbook in place and says where it shows, or returns `None` where it does not
apply. It keeps what the sheet knows of itself true: a column whose head is spoilt holds nothing known any more.
"""

from __future__ import annotations

import copy
import datetime
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mutations.oracle import EVERYWHERE, Change
from mutations.reference import Spot, shown
from mutations.tabs import BAND, BLANK, DATA, HEAD, SIGNATURE, TITLE, TOTAL, Area, Good, Tab
from office_files import ErrorValue, Formula

Mutation = Callable[[Good, random.Random], Change | None]

_NAMING = ("事项", "指标", "名称", "标题", "项目", "单位名称", "填报单位", "科室")
_SYNONYMS = {"内容": "完成情况", "责任科室": "牵头科室", "时期": "报告期", "板块": "工作板块", "指标": "指标名称"}
_SHEET_SYNONYMS = {
    "工作成效": "工作完成情况",
    "存在问题": "不足",
    "工作计划": "下一步打算",
    "指标": "主要指标",
    "板块": "版块",
}
_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F)) if c not in "{}"}


def _spot(tab: Tab, row: int, column: int) -> Spot:
    return tab.title, Area(row, column, row, column)


def _row_spot(tab: Tab, *rows: int) -> list[Spot]:
    return [(tab.title, Area(row, 0, row, tab.width)) for row in rows]


def _column_spot(tab: Tab, *columns: int) -> list[Spot]:
    return [(tab.title, Area(0, column, 10**6, column)) for column in columns]


def _filled(tab: Tab, *kinds: str) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in tab.of_kind(*kinds)
        for column, value in enumerate(tab.rows[row])
        if shown(value).strip()
    ]


def _tab(book: Good, rng: random.Random, *kinds: str) -> Tab | None:
    fitting = [tab for tab in book.tabs if _filled(tab, *kinds)]
    return rng.choice(fitting) if fitting else None


def _names(tab: Tab, rows: Iterable[int]) -> list[str]:
    """Return the names that stand in `rows`: by them a message may tell what is missing there."""
    return [
        shown(tab.rows[row][column]).strip()
        for row in rows
        for column, name in enumerate(tab.names)
        if (name in _NAMING or tab.role == "基本信息") and tab.rows[row][column]
    ]


def _cell(book: Good, rng: random.Random) -> tuple[Tab, int, int] | None:
    tab = _tab(book, rng, DATA)
    return (tab, *rng.choice(_filled(tab, DATA))) if tab else None


def _put(book: Good, rng: random.Random, what: str, remade: Callable[[Any], Any]) -> Change | None:
    """Put `remade` of a cell's value into it; `None` from `remade` means that it does not fit the value."""
    for _ in range(20):
        if (found := _cell(book, rng)) is None:
            return None
        tab, row, column = found
        old = tab.rows[row][column]
        if (value := remade(old)) is not None and value != old:
            tab.rows[row][column] = value
            return Change(
                f"{what} {old!r} → {value!r}", [_spot(tab, row, column)], _names(tab, [row]) + _texts(old, value)
            )
    return None


def _texts(*values: Any) -> list[str]:
    return [text for value in values if len(text := shown(value).strip()) > 1]


def blank_cell(book: Good, rng: random.Random) -> Change | None:
    if (found := _cell(book, rng)) is None:
        return None
    tab, row, column = found
    old, tab.rows[row][column] = tab.rows[row][column], None
    area = tab.area(row, column)
    rows = range(area.top, area.bottom + 1) if area else [row]
    words = [old] if tab.names[column] in _NAMING or tab.role == "基本信息" else []
    # What a row of 基本信息 is about stands beside: whatever is wrong with it is told there.
    spots = _row_spot(tab, row) if tab.role == "基本信息" else [_spot(tab, own, column) for own in rows]
    return Change(f"blank {old!r}", spots, _texts(*words))


def drop_cell_up(book: Good, rng: random.Random) -> Change | None:
    """Delete a cell, those below it in its column moving up."""
    if (found := _cell(book, rng)) is None or found[0].area(found[1], found[2]):
        return None
    tab, row, column = found
    rows = [own for own in tab.of_kind(DATA) if own >= row and tab.area(own, column) is None]
    old = tab.rows[row][column]
    for here, below in zip(rows, [*rows[1:], None], strict=True):
        tab.rows[here][column] = tab.rows[below][column] if below is not None else None
    # What a row of 基本信息 is about stands beside: whatever is wrong with it is told there.
    spots = _row_spot(tab, *rows) if tab.role == "基本信息" else [_spot(tab, own, column) for own in rows]
    return Change(f"delete {old!r}, shift up", spots, [*_texts(old), *_names(tab, rows)])


def drop_cell_left(book: Good, rng: random.Random) -> Change | None:
    """Delete a cell, those to its right moving left."""
    if (found := _cell(book, rng)) is None or any(found[0].area(found[1], c) for c in range(found[0].width)):
        return None
    tab, row, column = found
    old = tab.rows[row].pop(column)
    tab.rows[row].append(None)
    return Change(f"delete {old!r}, shift left", _row_spot(tab, row), _texts(old))


def swap_in_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _cell(book, rng)) is None:
        return None
    tab, row, column = found
    rows = [own for own, at in _filled(tab, DATA) if at == column and own != row]
    if not rows:
        return None
    other = rng.choice(rows)
    cells = tab.rows
    cells[row][column], cells[other][column] = cells[other][column], cells[row][column]
    spots = [_spot(tab, row, column), _spot(tab, other, column)]
    return Change(f"swap {cells[row][column]!r} and {cells[other][column]!r}", spots, _names(tab, [row, other]))


def swap_in_row(book: Good, rng: random.Random) -> Change | None:
    if (found := _cell(book, rng)) is None:
        return None
    tab, row, column = found
    columns = [at for own, at in _filled(tab, DATA) if own == row and at != column]
    if not columns:
        return None
    other = rng.choice(columns)
    cells = tab.rows[row]
    cells[column], cells[other] = cells[other], cells[column]
    return Change(f"swap {cells[column]!r} and {cells[other]!r}", _row_spot(tab, row), _texts(*cells))


def _of_number(remade: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda old: remade(old) if isinstance(old, (int, float)) and not isinstance(old, bool) else None


def _of_text(remade: Callable[[str], Any]) -> Callable[[Any], Any]:
    return lambda old: remade(old) if isinstance(old, str) and old.strip() else None


def _middle(text: str, added: str) -> str:
    half = len(text) // 2
    return text[:half] + added + text[half:]


RETYPED: Mapping[str, Callable[[Any], Any]] = {
    "number as text": _of_number(str),
    "number in full width": _of_number(lambda old: str(old).translate(_FULL_WIDTH)),
    "number with letters O and l": _of_number(
        lambda old: new if (new := str(old).replace("0", "O").replace("1", "l")) != str(old) else None
    ),
    "number with its unit": _of_number(lambda old: f"{old}项"),
    "number with spaces": _of_number(lambda old: f" {old} "),
    "number with 约": _of_number(lambda old: f"约{old}"),
    "number as 十二": _of_number(lambda old: "十二"),
    "number as date": _of_number(lambda old: datetime.date(2025, 3, 5)),
    "number as true": _of_number(lambda old: True),
    "other number": _of_number(lambda old: old + 1),
    "negative number": _of_number(lambda old: -old),
    "number as formula": _of_number(lambda old: Formula(f"={old}+0")),
    "number as error": _of_number(lambda old: ErrorValue("#REF!")),
    "number as dash": _of_number(lambda old: "—"),
    "trailing space": _of_text(lambda old: f"{old}  "),
    "leading space": _of_text(lambda old: f"　{old}"),
    "space within": _of_text(lambda old: _middle(old, " ") if len(old) > 1 else None),
    "no-break space": _of_text(lambda old: f"{old}\u00a0"),
    "zero-width space": _of_text(lambda old: _middle(old, "\u200b")),
    "text in full width": _of_text(lambda old: old.translate(_FULL_WIDTH)),
    "letter O": _of_text(lambda old: old.replace("0", "O")),
    "line break": _of_text(lambda old: _middle(old, "\n") if "{" not in old and len(old) > 2 else None),
    "tab": _of_text(lambda old: _middle(old, "\t") if "{" not in old and len(old) > 2 else None),
    "control character": _of_text(lambda old: _middle(old, "\x07") if "{" not in old else None),
    "ordinal": _of_text(lambda old: f"1、{old}"),
    "bracketed ordinal": _of_text(lambda old: f"（一）{old}"),
    "同上": _of_text(lambda old: "同上"),
    "无": _of_text(lambda old: "无"),
    "合计": _of_text(lambda old: "合计"),
    "text as number": _of_text(lambda old: 12),
    "text as date": _of_text(lambda old: datetime.date(2025, 6, 30)),
    "text as formula": _of_text(lambda old: Formula('="甲"&"乙"')),
    "text as error": _of_text(lambda old: ErrorValue("#NAME?")),
    "text as false": _of_text(lambda old: False),
    "misspelt": _of_text(lambda old: old[:-1] + "错" if 1 < len(old) < 12 else None),
    "other text": _of_text(lambda old: "另写的文字。"),
    "citation of nothing": _of_text(lambda old: f"{old}{{没有的指标}}"),
    "open brace": _of_text(lambda old: f"{old}{{检查数"),
    "other period": _of_text(lambda old: "三季度" if old in ("一季度", "二季度", "上半年") else None),
    "period misspelt": _of_text(lambda old: old.replace("季度", "级度") if old.endswith("季度") else None),
    "period of last year": _of_text(lambda old: f"2024年{old}" if old in ("一季度", "二季度", "上半年") else None),
    "date as number": lambda old: 45843 if isinstance(old, datetime.date) else None,
    "date as text": lambda old: f"{old:%Y.%m.%d}" if isinstance(old, datetime.date) else None,
}


def retype(book: Good, rng: random.Random) -> Change | None:
    what = rng.choice(list(RETYPED))
    return _put(book, rng, what, RETYPED[what])


def retype_figure(book: Good, rng: random.Random) -> Change | None:
    """Type a figure of the indicators otherwise."""
    what = rng.choice([name for name in RETYPED if "number" in name])
    only = copy.copy(book)
    only.tabs = book.tabs_of("指标")
    return _put(only, rng, what, RETYPED[what])


def retype_as_percentage(book: Good, rng: random.Random) -> Change | None:
    cells = [
        (tab, row, column)
        for tab in book.tabs
        for row, column in _filled(tab, DATA)
        if isinstance(tab.rows[row][column], (int, float))
    ]
    if not cells:
        return None
    tab, row, column = rng.choice(cells)
    tab.formats[row, column] = "0.0%"
    return Change(f"{tab.rows[row][column]!r} shown as a percentage", [_spot(tab, row, column)], _names(tab, [row]))


def drop_row(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, DATA)
    if tab is None:
        return None
    row = rng.choice(tab.of_kind(DATA))
    words, cells = _names(tab, [row]), tab.rows[row]
    areas = [area for area in tab.merged if area.top == row and area.bottom > row]
    spots = [(tab.title, Area(area.top, area.left, area.bottom, area.right)) for area in areas]
    tab.delete_row(row)
    return Change(f"delete row {cells!r}", spots, words)


def drop_other_row(book: Good, rng: random.Random) -> Change | None:
    """Delete a title, a total, a signature or a separating row."""
    tab = _tab(book, rng, TITLE, TOTAL, SIGNATURE)
    if tab is None:
        return None
    row = rng.choice(tab.of_kind(TITLE, TOTAL, SIGNATURE, BLANK))
    cells = tab.rows[row]
    if tab.kinds[row] == TITLE and any("上半年" in shown(cell) for cell in cells):
        tab.said.pop("时期", None)
    tab.delete_row(row)
    return Change(f"delete row {cells!r}", [(tab.title, EVERYWHERE)])


def drop_head(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, HEAD)
    if tab is None or len(tab.of_kind(HEAD)) > 1:
        return None
    tab.delete_row(tab.of_kind(HEAD)[0])
    if "(2)" not in tab.title:  # which goes on with the columns of the sheet before it
        tab.names = [""] * tab.width
    return Change("delete the head", [(tab.title, EVERYWHERE)], [tab.title])


def duplicate_row(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, DATA)
    if tab is None:
        return None
    row = rng.choice(tab.of_kind(DATA))
    at = rng.choice([row, *[own for own in tab.of_kind(DATA) if own > row]]) + 1
    tab.insert_row(at, tab.rows[row], DATA)
    return Change(f"double row {tab.rows[row]!r} at {at + 1}", _row_spot(tab, row, at), _names(tab, [row]))


def swap_rows(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, DATA)
    rows = tab.of_kind(DATA) if tab else []
    if tab is None or len(rows) < 2:
        return None
    one, other = rng.sample(rows, 2)
    tab.rows[one], tab.rows[other] = tab.rows[other], tab.rows[one]
    return Change(f"swap rows {one + 1} and {other + 1}", _row_spot(tab, one, other), _names(tab, [one, other]))


def insert_row(book: Good, rng: random.Random) -> Change | None:
    """Put in a blank row, a total, a note, a signature, the head once more, or an example."""
    tab = _tab(book, rng, DATA)
    if tab is None or tab.role == "附件":
        return None
    first, kind = tab.of_kind(DATA)[0], rng.choice((BLANK, TOTAL, HEAD, SIGNATURE))
    at = rng.randrange(first, len(tab.rows) + 1) if kind != SIGNATURE else len(tab.rows)
    if kind in (TOTAL, HEAD) and any(area.top < at <= area.bottom for area in tab.merged):
        at = len(tab.rows)
    head = tab.rows[tab.of_kind(HEAD)[0]]
    if (kind == HEAD and len(tab.of_kind(HEAD)) > 1) or (kind != BLANK and tab.role in ("基本信息", "核对")):
        kind = BLANK
    cells = {
        BLANK: [None] * tab.width,
        TOTAL: ["合计", *[None] * (tab.width - 2), 3][: tab.width],
        HEAD: list(head),
        SIGNATURE: ["填表人：某某　审核：某某", *[None] * (tab.width - 1)],
    }[kind]
    tab.insert_row(at, cells, BLANK if kind == HEAD else kind)
    return Change(f"insert a {kind} row at {at + 1}", _row_spot(tab, at))


def hide_row(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, DATA)
    if tab is None:
        return None
    row = rng.choice(tab.of_kind(DATA))
    tab.hidden_rows.add(row)
    return Change(f"hide row {row + 1}", _row_spot(tab, row))


def _plain_columns(tab: Tab) -> list[int]:
    """Return the columns with a head that no merged area ties to others."""
    return [
        column
        for column in range(tab.width)
        if tab.names[column]
        and not any(
            area.left <= column <= area.right and area.right > area.left
            for area in tab.merged
            if tab.kinds[area.top] == HEAD
        )
    ]


def _column(book: Good, rng: random.Random) -> tuple[Tab, int] | None:
    tab = _tab(book, rng, HEAD)
    columns = _plain_columns(tab) if tab else []
    return (tab, rng.choice(columns)) if tab and columns else None


def drop_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _column(book, rng)) is None or found[0].width < 2:
        return None
    tab, column = found
    name = tab.names[column]
    tab.delete_column(column)
    return Change(f"delete column {name}", [(tab.title, EVERYWHERE)], [name, tab.title])


def move_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _column(book, rng)) is None or found[0].width < 2 or found[0].of_kind(BAND, TOTAL):
        return None
    tab, column = found
    areas = [area for area in tab.merged if area.left == area.right == column]
    name, cells = tab.names[column], [row[column] for row in tab.rows]
    codes = {row: code for (row, at), code in tab.formats.items() if at == column}
    tab.merged = [area for area in tab.merged if area not in areas]
    tab.delete_column(column)
    at = rng.choice([0, tab.width])
    tab.insert_column(at, cells, name)
    tab.merged += [Area(area.top, at, area.bottom, at) for area in areas]
    tab.formats.update({(row, at): code for row, code in codes.items()})
    return Change(f"move column {name} to {at + 1}", _column_spot(tab, at))


def duplicate_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _column(book, rng)) is None:
        return None
    tab, column = found
    tab.insert_column(column + 1, [row[column] for row in tab.rows], tab.names[column])
    return Change(f"double column {tab.names[column]}", _column_spot(tab, column, column + 1), [tab.names[column]])


def hide_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _column(book, rng)) is None:
        return None
    tab, column = found
    tab.hidden_columns.add(column)
    return Change(f"hide column {tab.names[column]}", _column_spot(tab, column))


def insert_column(book: Good, rng: random.Random) -> Change | None:
    if (found := _column(book, rng)) is None:
        return None
    tab, column = found
    tab.insert_column(column, [None] * len(tab.rows), "")
    return Change(f"insert a blank column at {column + 1}", _column_spot(tab, column))


def _lowest_head(tab: Tab, column: int) -> int:
    rows = tab.of_kind(HEAD)
    return next((row for row in reversed(rows) if tab.rows[row][column]), rows[-1])


def spoil_head(book: Good, rng: random.Random) -> Change | None:
    """Misspell a head, clear it, or put another word there: then the column is the workbook's own."""
    tab = _tab(book, rng, HEAD)
    columns = [column for column, name in enumerate(tab.names) if name] if tab else []
    if tab is None or not columns:
        return None
    column = rng.choice(columns)
    row = _lowest_head(tab, column)
    old = str(tab.rows[row][column] or "")
    new = rng.choice([f"{old[:-1]}错", f"{old}况", "另一栏", None, f"旧{old}"])
    tab.rows[row][column] = new
    name, tab.names[column] = tab.names[column], ""
    area = tab.area(row, column)
    last = area.right if area else column
    if new != "另一栏":
        tab.lost.add(name)
    return Change(
        f"head {name}: {old!r} → {new!r}", _column_spot(tab, *range(column, last + 1)), [name, old, tab.title]
    )


def respell_head(book: Good, rng: random.Random) -> Change | None:
    """Write a head as offices do: a synonym, a break, spaces, a mark of what must be filled in."""
    tab = _tab(book, rng, HEAD)
    columns = [column for column, name in enumerate(tab.names) if name] if tab else []
    if tab is None or not columns or tab.role == "附件":
        return None
    column = rng.choice(columns)
    row = _lowest_head(tab, column)
    old = str(tab.rows[row][column])
    forms = [f"{old[:1]}\n{old[1:]}", f"{old[:1]}　{old[1:]}", f" {old} ", f"{old}*", f"{old}（必填）"]
    new = rng.choice([*forms, _SYNONYMS[old]] if old in _SYNONYMS and tab.role == "工作成效" else forms)
    tab.rows[row][column] = new
    return Change(f"head {old!r} as {new!r}", _column_spot(tab, column))


def swap_heads(book: Good, rng: random.Random) -> Change | None:
    tab = _tab(book, rng, HEAD)
    if tab is None or len(tab.of_kind(HEAD)) > 1 or len(_plain_columns(tab)) < 2:
        return None
    one, other = rng.sample(_plain_columns(tab), 2)
    head = tab.rows[tab.of_kind(HEAD)[0]]
    head[one], head[other] = head[other], head[one]
    tab.names[one], tab.names[other] = tab.names[other], tab.names[one]
    return Change(f"swap the heads {head[one]} and {head[other]}", _column_spot(tab, one, other), [tab.title])


def drop_sheet(book: Good, rng: random.Random) -> Change | None:
    tab = rng.choice(book.tabs)
    book.tabs.remove(tab)
    if not book.tabs:
        return None
    words = [tab.title, tab.role, *_names(tab, tab.of_kind(DATA))]
    return Change(f"delete sheet {tab.title}", [], words)


def rename_sheet(book: Good, rng: random.Random) -> Change | None:
    """Misspell a sheet's name, or add to it what makes it another."""
    tab = rng.choice(book.tabs)
    old, role = tab.title, tab.role
    tab.title = rng.choice([f"{old[:-1]}错", f"{old}（草稿）", f"旧{old}", f"{old}副本", "备用", f"{old}x"])
    if tab.title.startswith("附件") or tab.title in [own.title for own in book.tabs if own is not tab]:
        return None
    tab.role = ""
    words = [tab.title, old, role, *_names(tab, tab.of_kind(DATA))]
    return Change(f"rename sheet {old} to {tab.title}", [(tab.title, EVERYWHERE)], words)


def respell_sheet(book: Good, rng: random.Random) -> Change | None:
    """Write a sheet's name as offices do: a synonym, a space, an ordinal before it, 表 behind it."""
    tab = rng.choice(book.tabs)
    old = tab.title
    if tab.role == "附件" or tab.title != tab.role:
        return None
    forms = [f"{old} ", f"{old[:1]} {old[1:]}", f"1.{old}", f"一、{old}", f"{old}表"]
    tab.title = rng.choice([*forms, _SHEET_SYNONYMS.get(old, old)])
    return Change(f"rename sheet {old} to {tab.title!r}", [(tab.title, EVERYWHERE)], [old])


def duplicate_sheet(book: Good, rng: random.Random) -> Change | None:
    tab = rng.choice(book.tabs)
    double = copy.deepcopy(tab)
    double.title = rng.choice([f"{tab.title} (2)", f"{tab.title}2", f"{tab.title}（副本）", f"{tab.title}（旧）"])
    if double.title in [own.title for own in book.tabs]:
        return None
    # The copy is another sheet to whoever opens the workbook: the report says each thing once, or somebody is asked.
    double.role = "" if double.role != "附件" else double.role
    book.tabs.insert(rng.randrange(len(book.tabs) + 1), double)
    return Change(f"double sheet {tab.title} as {double.title}", [(own.title, EVERYWHERE) for own in (tab, double)])


def hide_sheet(book: Good, rng: random.Random) -> Change | None:
    tab = rng.choice(book.tabs)
    if len(book.tabs) < 2:
        return None
    tab.is_hidden = True
    return Change(f"hide sheet {tab.title}", [(tab.title, EVERYWHERE)], [tab.title])


def reorder_sheets(book: Good, rng: random.Random) -> Change | None:
    rng.shuffle(book.tabs)
    annexes = [tab.title for tab in book.tabs if tab.role == "附件"]
    return Change(f"sheets in the order {[tab.title for tab in book.tabs]}", [], annexes)


def unmerge(book: Good, rng: random.Random) -> Change | None:
    tabs = [tab for tab in book.tabs if tab.merged]
    if not tabs:
        return None
    tab = rng.choice(tabs)
    area = tab.merged.pop(rng.randrange(len(tab.merged)))
    lost = [tab.names[column] for column in range(area.left, area.right + 1)]
    return Change(f"unmerge {area.address} of {lost}", [(tab.title, area)], _texts(tab.rows[area.top][area.left]))


def merge_down(book: Good, rng: random.Random) -> Change | None:
    """Merge cells of a column over two or three rows of data: what stood below is lost."""
    tab = _tab(book, rng, DATA)
    rows = tab.of_kind(DATA) if tab else []
    if tab is None or len(rows) < 2:
        return None
    top = rng.choice(rows[:-1])
    bottom = max(row for row in rows if row <= top + rng.choice((1, 2)))
    area = Area(top, column := rng.randrange(tab.width), bottom, column)
    if bottom == top or any(kind != DATA for kind in tab.kinds[top : bottom + 1]):
        return None
    if any(tab.area(row, column) for row in range(top, bottom + 1)):
        return None
    return _merged(tab, area)


def merge_across(book: Good, rng: random.Random) -> Change | None:
    """Merge neighbouring cells of a row, or the whole row: only the first text is left."""
    tab = _tab(book, rng, DATA)
    if tab is None or tab.width < 2:
        return None
    row = rng.choice(tab.of_kind(DATA))
    left = rng.randrange(tab.width - 1)
    area = rng.choice([Area(row, left, row, left + 1), Area(row, 0, row, tab.width - 1)])
    if any(tab.area(row, column) for column in range(area.left, area.right + 1)):
        return None
    return _merged(tab, area)


def _merged(tab: Tab, area: Area) -> Change:
    words = _names(tab, range(area.top, area.bottom + 1))
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            if (row, column) != (area.top, area.left):
                tab.rows[row][column] = None
    tab.merged.append(area)
    return Change(
        f"merge {area.address}", [(tab.title, area), *_row_spot(tab, *range(area.top, area.bottom + 1))], words
    )


def stretch_merge(book: Good, rng: random.Random) -> Change | None:
    """Let a merged cell of a column take in one row more."""
    found = [
        (tab, area)
        for tab in book.tabs
        for area in tab.merged
        if area.left == area.right
        and area.bottom + 1 < len(tab.rows)
        and tab.kinds[area.top] == tab.kinds[area.bottom + 1] == DATA
        and tab.area(area.bottom + 1, area.left) is None
    ]
    if not found:
        return None
    tab, area = rng.choice(found)
    tab.merged.remove(area)
    change = _merged(tab, Area(area.top, area.left, area.bottom + 1, area.right))
    return Change(f"stretch {change.what}", change.spots, change.words)


def _band(book: Good, rng: random.Random) -> tuple[Tab, int] | None:
    tab = _tab(book, rng, BAND)
    return (tab, rng.choice(tab.of_kind(BAND))) if tab else None


def drop_band(book: Good, rng: random.Random) -> Change | None:
    if (found := _band(book, rng)) is None:
        return None
    tab, row = found
    text = shown(tab.rows[row][0])
    tab.delete_row(row)
    return Change(f"delete the band {text}", [(tab.title, Area(row, 0, row, tab.width))], _texts(text))


def change_band(book: Good, rng: random.Random) -> Change | None:
    """Write another name, no ordinal, another ordinal, or spaces into a band; or unmerge it."""
    if (found := _band(book, rng)) is None:
        return None
    tab, row = found
    old = shown(tab.rows[row][0])
    name = old.partition("、")[2]
    new = rng.choice([f"一、{name}另", name, f"五、{name}", f"  {old}", old.replace("、", "."), f"{old}："])
    tab.rows[row][0] = new
    return Change(f"band {old!r} → {new!r}", [(tab.title, Area(row, 0, row, tab.width))], _texts(old, name))


def move_band(book: Good, rng: random.Random) -> Change | None:
    """Move a band below the row that follows it, or to the end."""
    if (found := _band(book, rng)) is None:
        return None
    tab, row = found
    cells = tab.rows[row]
    tab.delete_row(row)
    at = rng.choice([min(row + 1, len(tab.rows)), len(tab.rows)])
    tab.insert_row(at, cells, BAND)
    tab.merged.append(Area(at, 0, at, tab.width - 1))
    # A signature that is no longer last is no signature: it may be the one that is told.
    return Change(f"move the band {cells[0]} to row {at + 1}", _row_spot(tab, at - 1, at), _texts(cells[0]))


def change_title(book: Good, rng: random.Random) -> Change | None:
    """Write another period, year or unit into a title."""
    tab = _tab(book, rng, TITLE)
    rows = [row for row in tab.of_kind(TITLE) if tab.rows[row][0]] if tab else []
    if tab is None or not rows:
        return None
    row = rng.choice(rows)
    old = shown(tab.rows[row][0])
    for word in rng.sample(["上半年", "2025", "县林业局", "局"], 4):
        if word in old:
            new = {"上半年": rng.choice(["一季度", "下半年"]), "2025": "2024", "县林业局": "县水务局", "局": "站"}[word]
            tab.rows[row][0] = old.replace(word, new)
            if word == "上半年" and "时期" in tab.said:
                tab.said["时期"] = new
            if word == "2025" and "时期" in tab.said:
                tab.said["时期"] = f"2024年{tab.said['时期']}"
            return Change(f"title {old!r} → {tab.rows[row][0]!r}", [(tab.title, EVERYWHERE)], [new])
    return None


def retype_unit(book: Good, rng: random.Random) -> Change | None:
    """Type the name of a unit otherwise."""
    cells = [
        (tab, row, column)
        for tab in book.tabs
        for row, column in _filled(tab, DATA)
        if tab.names[column] == "填报单位" or (tab.role == "基本信息" and tab.rows[row][0] in ("单位名称", "单位简称"))
    ]
    if not cells:
        return None
    tab, row, column = rng.choice(cells)
    old = shown(tab.rows[row][column])
    new = rng.choice(
        [f"{old} ", f"{old[:2]}　{old[2:]}", f"{old[:-1]}错", "澜溪县档案馆", None, "澜溪县第一林场", "无"]
    )
    tab.rows[row][column] = new
    area = tab.area(row, column)
    rows = range(area.top, area.bottom + 1) if area else [row]
    return Change(f"unit {old!r} → {new!r}", [_spot(tab, own, column) for own in rows], [*_texts(old), *_texts(new)])


MUTATIONS: Sequence[Mutation] = (
    *(blank_cell, drop_cell_up, drop_cell_left, swap_in_column, swap_in_row, retype, retype, retype, retype_figure),
    *(retype_as_percentage, drop_row, drop_other_row, drop_head, duplicate_row, swap_rows, insert_row, hide_row),
    *(drop_column, move_column, duplicate_column, hide_column, insert_column, spoil_head, respell_head, swap_heads),
    *(drop_sheet, rename_sheet, respell_sheet, duplicate_sheet, hide_sheet, reorder_sheets),
    *(unmerge, merge_down, merge_across, stretch_merge, drop_band, change_band, move_band, change_title, retype_unit),
)


def mutate(book: Good, seed: int) -> tuple[str, Change | None]:
    """Do one mutation to `book`, which the seed chooses; return its name and what it did."""
    rng = random.Random(seed)
    mutation = rng.choice(MUTATIONS)
    return mutation.__name__, mutation(book, rng)
