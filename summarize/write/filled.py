"""Workbooks with rows in them, in the shape of the blank one: what `import`, `merge` and `next` write."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from summarize.model.contents import Entry, SheetContents
from summarize.model.vocabulary import (
    EXAMPLE_MARK,
    HELP_SHEET,
    LEDGER_ROLE,
    SHEETS,
    ColumnSpec,
    SheetSpec,
    normalize_key,
    sheet_spec,
)
from summarize.opc.files import write_new
from summarize.write.guide import EXAMPLES, FACT_HELP
from summarize.write.help_sheet import fill_help_sheet
from summarize.write.sheet_design import (
    BODY,
    EXAMPLE,
    FACTS_ROLE,
    FRAME,
    HEAD,
    LOOKED_UP_ROLES,
    WRAPPED,
    Layout,
    Lookup,
    arrange_columns,
    design_sheet,
    format_of,
    help_with_facts,
    width_of,
)
from summarize.write.values import CellWriter, escape_text, split_text

_ACHIEVEMENTS_ROLE = "工作成效"
_MERGE_MODE, _FOLLOWS = "合并方式", "接续"
_ITEM_ROLES = frozenset({_ACHIEVEMENTS_ROLE, LEDGER_ROLE, "存在问题", "工作计划"})
_LINE_HEIGHT, _TALLEST = 15, 405
_LONGEST_REPEATED = 255
"""Characters of a field that is written again in a row that goes on with a text too long for one cell."""
_LONGEST_SHEET_NAME = 31
_REFUSED_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MEASURED_ROWS = 200
_NARROWEST, _WIDEST = 8, 60


def write_filled_workbook(path: Path, sheets: Sequence[SheetContents]) -> None:
    """Write a workbook in the shape of the blank one, with the rows of `sheets`, whole or not at all.

    Known sheets that are not given are there too, with their help, so that the workbook can be filled in
    further; of 工作成效 and 重点工作 only what is given. A text too long for one cell goes on in a row
    of its own below. A sheet without a role and without heads is written as it stands: its rows, from the
    first, map column letters to entries.

    Raises:
        MachineError: the place cannot be written.
    """
    given = {contents.role for contents in sheets}
    spare = {_ACHIEVEMENTS_ROLE, LEDGER_ROLE} if given & {_ACHIEVEMENTS_ROLE, LEDGER_ROLE} else {LEDGER_ROLE}
    blank = [_blank_sheet(spec) for spec in SHEETS if spec.name not in given | spare]
    write_workbook(path, (*sheets, *blank))


def write_workbook(path: Path, sheets: Iterable[SheetContents]) -> None:
    """Write the help and `sheets`, the known ones in the order of the vocabulary, to `path`.

    Raises:
        MachineError: the place cannot be written.
    """
    order = {spec.name: position for position, spec in enumerate(SHEETS)}
    arranged = sorted(sheets, key=lambda contents: order.get(contents.role or "", len(order)))
    workbook = Workbook()
    help_sheet = workbook.active
    assert isinstance(help_sheet, Worksheet)
    fill_help_sheet(help_sheet)
    prepared = [_prepare(contents) for contents in arranged]
    names = _free_names(contents.name for contents, _ in prepared)
    lookups = _find_lookups(prepared, names)
    writer = CellWriter(help_sheet, BODY, WRAPPED)
    for (contents, layout), name in zip(prepared, names, strict=True):
        if contents.role is None and not contents.heads:
            _write_as_it_stands(workbook.create_sheet(name), contents, writer)
            continue
        _write_sheet(workbook.create_sheet(name), contents, layout, lookups, writer)
    content = BytesIO()
    workbook.save(content)
    write_new(path, content.getvalue())


def _blank_sheet(spec: SheetSpec) -> SheetContents:
    return SheetContents(spec.name, spec.name, (), ())


def _prepare(contents: SheetContents) -> tuple[SheetContents, Layout]:
    """Return the contents with every row that is needed, and where they will stand."""
    spec = sheet_spec(contents.role or "")
    columns, heads = arrange_columns(spec, contents.heads)
    rows = tuple(_rows_that_fit(contents, columns, heads))
    if contents.role == FACTS_ROLE:
        rows = (*rows, *_missing_facts(rows, _head_of(columns, heads, "项目")))
    layout = Layout(columns, heads, 2 if contents.title else 1, len(rows))
    return replace(contents, rows=rows), layout


def _head_of(columns: Sequence[ColumnSpec], heads: Sequence[str], name: str) -> str:
    return next((head for column, head in zip(columns, heads, strict=True) if column.name == name), name)


def _missing_facts(rows: Sequence[Mapping[str, Entry]], head: str) -> list[Mapping[str, Entry]]:
    typed = {_fact_key(row[head].value) for row in rows if head in row}
    return [{head: Entry(fact)} for fact in FACT_HELP if normalize_key(fact) not in typed]


def _fact_key(value: object) -> str:
    return normalize_key(str(value)).rstrip(":")


def _rows_that_fit(
    contents: SheetContents, columns: Sequence[ColumnSpec], heads: Sequence[str]
) -> Iterator[Mapping[str, Entry]]:
    """Yield the rows; one with a text too long for a cell becomes several.

    What goes on repeats the short fields, so that of an item it is another row of the same item.
    """
    merge_mode = _head_of(columns, heads, _MERGE_MODE) if contents.role in _ITEM_ROLES else None
    for row in contents.rows:
        parts = {
            head: split_text(entry.value) for head, entry in row.items() if isinstance(entry.value, str) and entry.value
        }
        yield {head: replace(entry, value=parts[head][0]) if head in parts else entry for head, entry in row.items()}
        long = {head: texts for head, texts in parts.items() if len(texts) > 1}
        repeated = {head: entry for head, entry in row.items() if len(str(entry.value)) <= _LONGEST_REPEATED}
        if merge_mode and long:
            repeated[merge_mode] = Entry(_FOLLOWS)
        for texts in zip_longest(*(long[head][1:] for head in long), fillvalue=""):
            yield repeated | {head: Entry(text) for head, text in zip(long, texts, strict=True) if text}


def _free_names(names: Iterable[str]) -> list[str]:
    """Return `names` as sheets may be called: nothing refused in them, none too long, each once."""
    taken = {HELP_SHEET.casefold()}
    free: list[str] = []
    for name in names:
        plain = escape_text(_REFUSED_IN_SHEET_NAMES.sub("_", name)).strip("'") or "_"
        candidate, number = plain[:_LONGEST_SHEET_NAME], 1
        while candidate.casefold() in taken:
            number += 1
            mark = f"({number})"
            candidate = plain[: _LONGEST_SHEET_NAME - len(mark)] + mark
        taken.add(candidate.casefold())
        free.append(candidate)
    return free


def _find_lookups(
    prepared: Sequence[tuple[SheetContents, Layout]], names: Sequence[str]
) -> dict[tuple[str, str], Lookup]:
    lookups: dict[tuple[str, str], Lookup] = {}
    for (contents, layout), name in zip(prepared, names, strict=True):
        for column in layout.columns:
            if contents.role in LOOKED_UP_ROLES and (lookup := layout.lookup(name, column.name)):
                lookups.setdefault((contents.role or "", column.name), lookup)
    return lookups


def _write_sheet(
    sheet: Worksheet,
    contents: SheetContents,
    layout: Layout,
    lookups: Mapping[tuple[str, str], Lookup],
    writer: CellWriter,
) -> None:
    spec = sheet_spec(contents.role or "")
    if contents.title:
        writer.write(sheet, 1, 1, Entry(contents.title))
        sheet.cell(1, 1).font, sheet.cell(1, 1).alignment = HEAD, Alignment()
    for index, head in enumerate(layout.heads, 1):
        writer.write(sheet, layout.head_row, index, Entry(head))
    design_sheet(sheet, spec, layout, lookups)
    if spec is None:
        _fit_widths(sheet, contents, layout)
    fields = [
        _Field(index, head, column.name, sheet.column_dimensions[get_column_letter(index)].width)
        for index, (head, column) in enumerate(zip(layout.heads, layout.columns, strict=True), 1)
    ]
    facts: dict[int, str] = {}
    for number, row in enumerate(contents.rows, layout.head_row + 1):
        _write_row(sheet, number, row, fields, writer)
        if contents.role == FACTS_ROLE:
            facts[number] = _fact_key(row.get(_head_of(layout.columns, layout.heads, "项目"), Entry("")).value)
    if contents.role == FACTS_ROLE:
        _finish_facts(sheet, facts, layout)
    elif spec and not contents.rows and contents.role not in LOOKED_UP_ROLES:
        _write_example(sheet, spec, layout, fields)


def _write_as_it_stands(sheet: Worksheet, contents: SheetContents, writer: CellWriter) -> None:
    widths: dict[str, int] = {}
    for number, row in enumerate(contents.rows, 1):
        for letter, entry in row.items():
            writer.write(sheet, number, column_index_from_string(letter), entry)
            widths[letter] = max(widths.get(letter, 0), _shown_width(str(entry.value)))
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = min(max(width + 2, _NARROWEST), _WIDEST)


@dataclass(frozen=True, slots=True)
class _Field:
    """A column that rows are written into: where it stands, its head, its canonical name and its width."""

    index: int
    head: str
    name: str
    width: float


def _write_row(
    sheet: Worksheet, number: int, row: Mapping[str, Entry], fields: Sequence[_Field], writer: CellWriter
) -> None:
    lines = 1
    for field in fields:
        entry = row.get(field.head)
        if entry is None:
            continue
        if isinstance(entry.value, str):
            lines = max(lines, _count_lines(entry.value, field.width))
            if entry.number_format == "General":
                entry = replace(entry, number_format=format_of(field.name))
        writer.write(sheet, number, field.index, entry)
    if lines > 1:
        # LibreOffice and WPS do not grow rows of a file that tells no heights.
        sheet.row_dimensions[number].height = min(_LINE_HEIGHT * lines, _TALLEST)


def _count_lines(text: str, width: float) -> int:
    return sum(math.ceil((_shown_width(line) or 1) / max(1, width - 1)) for line in text.split("\n"))


def _shown_width(text: str) -> int:
    """Return about how many narrow characters are as wide as `text`: of UTF-8, a 汉字 takes three bytes."""
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def _fit_widths(sheet: Worksheet, contents: SheetContents, layout: Layout) -> None:
    for index, head in enumerate(layout.heads, 1):
        texts = [head, *(str(row[head].value) for row in contents.rows[:_MEASURED_ROWS] if head in row)]
        widest = max(_shown_width(line) for text in texts for line in text.split("\n"))
        sheet.column_dimensions[get_column_letter(index)].width = min(
            max(widest + 2, _NARROWEST, width_of(None, head)), _WIDEST
        )


def _finish_facts(sheet: Worksheet, facts: Mapping[int, str], layout: Layout) -> None:
    for row in facts:
        for column in range(1, len(layout.heads) + 1):
            sheet.cell(row, column).border = FRAME
            sheet.cell(row, column).alignment = WRAPPED
            sheet.cell(row, column).font = BODY
    help_with_facts(sheet, facts, layout)


def _write_example(sheet: Worksheet, spec: SheetSpec, layout: Layout, fields: Sequence[_Field]) -> None:
    example = EXAMPLES[spec.name]
    row, mark, lines = layout.head_row + 1, EXAMPLE_MARK, 1
    for field in fields:
        value = example.get(field.name)
        if value is None:
            continue
        shown = f"{mark}{value}" if mark else value
        cell = sheet.cell(row, field.index, shown)
        cell.font, cell.alignment, cell.number_format = EXAMPLE, WRAPPED, format_of(field.name)
        lines, mark = max(lines, _count_lines(str(shown), field.width)), ""
    sheet.row_dimensions[row].height = _LINE_HEIGHT * lines
