"""Tables of a paper into rows: of the sheet whose columns they have, of an annex, or of 未归类."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.model.contents import Entry as Cell
from summarize.model.contents import SheetContents
from summarize.model.period_text import names_period
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    KEY_COLUMNS,
    LEDGER_ROLE,
    SHEETS,
    SheetSpec,
    normalize_key,
)
from summarize.papers.entries import UNSORTED, Entry, unsorted
from summarize.papers.frame import Annex
from summarize.papers.paper import Line, PaperTable

_TAKEN_ROLES = ("工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议", "指标", "核对", "责任科室")
_FIGURES = "指标"
_HEAD_ROWS = 3
_PERIOD_HEAD = re.compile(r"(?:上年|去年)?(?P<period>.+?)(?P<what>目标|计划|进展情况?|完成情况?|实绩|数|完成数)?")
_LONGEST_CAPTION = 40
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "总数"})
_TITLE_LINES = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head of a table begins and ends, the heads by column, and the sheet that has such columns."""

    first: int
    end: int
    names: tuple[str, ...]
    spec: SheetSpec
    known: int


def sort_table(table: PaperTable) -> list[Entry]:
    """Return the rows of a table in the text: of a sheet with its columns, else of 未归类."""
    head = _find_head(table)
    if head is None:
        return _unsorted_rows(table, range(len(table.rows)), "表格")
    columns = _canonical(head)
    is_renamed = any(typed and typed != column for typed, column in zip(head.names, columns, strict=True))
    # Heads that the sheet has as they are typed are its heads; others would be lost under their new names.
    used = {
        name
        for index in range(head.end, len(table.rows))
        for name, text in zip(columns, table.rows[index], strict=True)
        if text
    }
    is_renamed = is_renamed or any(column not in used and head.spec.column(column) is None for column in columns)
    entries = _unsorted_rows(table, range(head.first), "表格")
    taken = _said_heads(table, head) if is_renamed else ""
    for index in range(head.end, len(table.rows)):
        fields = {
            column: text
            for position, column in enumerate(columns)
            if (text := _filled(table, index, position, is_key=column in KEY_COLUMNS))
        }
        if _is_total(head.spec, table.rows[index]):
            entries += _unsorted_rows(table, [index], "合计行")
        elif any(table.rows[index]):
            entries.append(Entry(head.spec.name, fields, taken=taken, where=table.where(index)))
            taken = ""
    return entries if not taken else [*entries, *_unsorted_rows(table, range(head.first, head.end), "表头")]


def _said_heads(table: PaperTable, head: _Head) -> str:
    """Return the heads as they are typed, to be kept beside the first row."""
    rows = ("、".join(text for text in row if text) for row in table.rows[head.first : head.end])
    return f"表头：{'；'.join(rows)}"


def _is_total(spec: SheetSpec, row: Sequence[str]) -> bool:
    """Whether a row of figures adds up the others."""
    first = next((text for text in row if text), "")
    return spec.name == _FIGURES and _flat(first).strip("：:") in _TOTALS


def _unsorted_rows(table: PaperTable, indices: Iterable[int], meaning: str) -> list[Entry]:
    rows: list[Entry] = []
    for index in indices:
        texts = [text for text in table.rows[index] if text]
        if texts:
            fields = {"内容" if number == 1 else f"第{number}格": text for number, text in enumerate(texts, 1)}
            rows.append(Entry(UNSORTED, {**fields, "归类": meaning}, where=table.where(index)))
    return rows


def _filled(table: PaperTable, row: int, column: int, *, is_key: bool) -> str:
    """Return the text of a cell; a key that is merged downward holds for each row that it covers."""
    origin = table.covered.get((row, column))
    return table.rows[origin][column] if is_key and origin is not None else table.rows[row][column]


def _find_head(table: PaperTable) -> _Head | None:
    best: _Head | None = None
    for row in range(min(_HEAD_ROWS, len(table.rows) - 1)):
        for end in (row + 1, row + 2):
            if end > row + 1 and not _is_two_rows(table, row):
                continue
            names = _head_names(table, row, end)
            for role in _TAKEN_ROLES:
                spec = next(spec for spec in SHEETS if spec.name == role)
                known = _count_known(names, spec)
                if known >= 2 and (best is None or known > best.known):
                    best = _Head(row, end, names, spec, known)
    return best


def _is_two_rows(table: PaperTable, row: int) -> bool:
    """Whether the row of heads has a second one below: some heads reach over it, others over several columns."""
    if row + 1 >= len(table.rows) - 1:
        return False
    return any(place[0] == row for place in table.spans) and any(
        table.covered.get((row + 1, column)) == row for column in range(len(table.rows[0]))
    )


def _head_names(table: PaperTable, first: int, end: int) -> tuple[str, ...]:
    names = [_flat(text) for text in table.rows[first]]
    for (row, column), width in table.spans.items():
        if row == first:
            names[column : column + width] = [names[column]] * width
    if end > first + 1:
        names = [f"{name}{_flat(below)}" for name, below in zip(names, table.rows[first + 1], strict=True)]
    return tuple(names)


def _flat(text: str) -> str:
    return "".join(text.split())


def _keys(spec: SheetSpec) -> dict[str, str]:
    return {normalize_key(word): column.name for column in spec.columns for word in (column.name, *column.synonyms)}


def _count_known(names: Sequence[str], spec: SheetSpec) -> int:
    """Return how many heads the sheet knows; 0 unless all that it needs are among them."""
    keys = _keys(spec)
    found = {keys[key] for name in names if (key := normalize_key(name)) in keys}
    needed = {column.name for column in spec.columns if column.needed}
    if not needed <= found:
        return 0
    values = sum(_is_period_head(name, with_what=spec.name == LEDGER_ROLE) for name in names)
    if spec.name == _FIGURES:
        return len(found) + values if values else 0
    if spec.name == LEDGER_ROLE:
        return len(found) + values
    return len(found)


def _is_period_head(name: str, *, with_what: bool) -> bool:
    match = _PERIOD_HEAD.fullmatch(normalize_key(name))
    if match is None or (with_what and not match["what"]):
        return False
    return names_period(match["period"])


def _canonical(head: _Head) -> list[str]:
    """Return the columns under the names that the sheet has for them, each once."""
    keys = _keys(head.spec)
    columns: list[str] = []
    for number, name in enumerate(head.names, 1):
        column = keys.get(normalize_key(name), name) or f"第{number}列"
        columns.append(column if column not in columns else f"{column}（{number}）")
    return columns


def is_caption(line: Line) -> bool:
    """Return whether a line above a table names it."""
    return len(line.text) <= _LONGEST_CAPTION and line.text.rstrip("：:")[-1:] in "表单"


def sort_annex(annex: Annex, name: str) -> tuple[SheetContents | None, list[Entry]]:
    """Return the sheet of an annex, whose first table it is, and the rows of 未归类 for all else in it."""
    position, table = next(
        ((i, block) for i, block in enumerate(annex.blocks) if isinstance(block, PaperTable)), (0, None)
    )
    if table is None or len(table.rows) < 2:
        return None, [*unsorted([annex.label], "附件标记"), *_rest(annex.blocks, annex.label.text)]
    before = [block for block in annex.blocks[:position] if isinstance(block, Line)]
    title, others = (before, []) if len(before) <= _TITLE_LINES else ([], before)
    heads = _unique(_head_names(table, 0, 2 if _is_two_rows(table, 0) else 1))
    first = 2 if _is_two_rows(table, 0) else 1
    rows = tuple(
        {head: Cell(escape_braces(text)) for head, text in zip(heads, row, strict=True) if text}
        for row in table.rows[first:]
    )
    contents = SheetContents(name, ANNEX_ROLE, heads, rows, title="\n".join(line.text for line in title))
    return contents, [*_rest(others, annex.label.text), *_rest(annex.blocks[position + 1 :], annex.label.text)]


def _rest(blocks: Sequence[Line | PaperTable], meaning: str) -> list[Entry]:
    entries: list[Entry] = []
    for block in blocks:
        if isinstance(block, Line):
            entries += unsorted([block], meaning)
        else:
            entries += _unsorted_rows(block, range(len(block.rows)), meaning)
    return entries


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    heads: list[str] = []
    for number, name in enumerate(names, 1):
        head = name or f"第{number}列"
        heads.append(head if head not in heads else f"{head}（{number}）")
    return tuple(heads)


def escape_braces(text: str) -> str:
    """Return `text` so that it prints as it is: a brace that is no citation is written twice."""
    return re.sub(r"[{}｛｝]", lambda found: found[0] * 2, text)
