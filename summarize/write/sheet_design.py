"""How a sheet of a known kind looks and helps: head, widths, formats, cell help and drop-downs.

The blank workbook of `init` and every workbook with rows in it are made by the same hands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from summarize.model.periods import standard_periods
from summarize.model.vocabulary import (
    COLUMN_CHOICES,
    FACT_CHOICES,
    LEDGER_ROLE,
    REQUIRED_FACTS,
    ColumnSpec,
    SheetSpec,
    normalize_key,
)
from summarize.write.guide import COLUMN_HELP, EXAMPLES, FACT_HELP

FACTS_ROLE, SECTIONS_ROLE, OFFICES_ROLE, FIGURES_ROLE = "基本信息", "板块", "责任科室", "指标"

VALUE_HEADS = tuple(f"{year}{quarter}季度" for year in ("", "上年") for quarter in "一二三四")
"""The heads of 指标 under which figures are filled in."""
LEDGER_HEADS = tuple(f"{quarter}季度{part}" for quarter in "一二三四" for part in ("目标", "进展情况"))
"""The heads of the ledger under which the quarters stand side by side, in one row: they sort, filter and paste well."""

UNIT_COLUMN = "填报单位"
"""Left out unless it is asked for: a workbook of the program's own is for one unit."""
_FIGURES_AFTER, _LEDGER_AFTER = "年度目标", "工作举措"
_LEDGER_LEFT_OUT = frozenset({"时期", "进展情况", "合并方式", "存在问题及下一步打算", "小类", "段首句", "简要"})
"""Columns of the ledger that stand for one period, are better split, or widen it for little: read, not offered."""

_FONT = "宋体"
BODY = Font(name=_FONT, size=11)
HEAD = Font(name=_FONT, size=11, bold=True)
TITLE = Font(name=_FONT, size=16, bold=True)
EXAMPLE = Font(name=_FONT, size=11, italic=True, color="808080")
WARNING = Font(name=_FONT, size=11, bold=True, color="C00000")
HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
_THIN = Side(style="thin", color="BFBFBF")
FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)

_WIDTHS = {
    **{"内容": 60, "标题": 36, "事项": 28, "段首句": 32, "简要": 36, "引语": 36, "算式": 48, "说明": 30, "备注": 24},
    **{"年度目标": 24, "工作举措": 36, "存在问题": 36, "下一步打算": 36, "来源文件": 24, "来源单元格": 16},
    **{"原计划": 48, "上期问题": 36},
}
_FIGURE_WIDTHS = {"指标": 28, "年度目标": 16}
_USUAL_WIDTH = 13
_LEDGER_WIDTHS = {"目标": 24, "计划": 24, "进展情况": 40, "完成情况": 40}
_HEAD_HEIGHT = 30
_WIDEST_ON_A4 = 200
_MARGIN = 0.5
"""Inches."""
_FEWEST_ROWS = 1000
"""Drop-downs and help reach down to here at least, and some rows below the last."""
_SPARE_ROWS = 200
_TEXT_COLUMNS = frozenset({"时期", "完成时限", "报送时限", "电话", "任务编号", "来源单元格", "内部编号"})
"""Columns kept as text: a spreadsheet turns 2017年6月 into a date and drops the 0 before a number."""
_PERCENT_COLUMNS = frozenset({"完成率"})
_PERCENT_FORMAT, TEXT_FORMAT = "0.0%", "@"
_PROMPT_LIMIT, _TITLE_LIMIT = 255, 32
_LOOKED_UP = {"板块": (SECTIONS_ROLE, "名称"), "责任科室": (OFFICES_ROLE, "科室"), "牵头科室": (OFFICES_ROLE, "科室")}
"""The columns whose words stand in a sheet of the same workbook: that sheet and its column."""


LOOKED_UP_ROLES = frozenset(role for role, _ in _LOOKED_UP.values())


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where a drop-down takes its words from: a column of a sheet, below its head."""

    sheet: str
    letter: str
    head_row: int
    last_row: int

    @property
    def formula(self) -> str:
        """The formula of the list: as many cells as are filled, so that no blank lines are offered."""
        column = f"{quote_sheetname(self.sheet)}!${self.letter}$"
        words = f"{column}{self.head_row + 1}:${self.letter}${self.last_row}"
        return f"OFFSET({column}{self.head_row},1,0,MAX(1,COUNTA({words})),1)"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table of a sheet stands: its columns, its head row and its last row but for spare ones."""

    columns: tuple[ColumnSpec, ...]
    heads: tuple[str, ...]
    head_row: int
    row_count: int

    @property
    def last_row(self) -> int:
        """The row down to which help and drop-downs reach."""
        return max(_FEWEST_ROWS, self.head_row + self.row_count + _SPARE_ROWS)

    def letter(self, column: str) -> str | None:
        """Return the letter of the column with this canonical name, or `None`."""
        names = [spec.name for spec in self.columns]
        return get_column_letter(names.index(column) + 1) if column in names else None

    def lookup(self, sheet: str, column: str) -> Lookup | None:
        """Return this table's column as the source of a drop-down, or `None` when there is no such column."""
        letter = self.letter(column)
        return Lookup(sheet, letter, self.head_row, self.last_row) if letter else None


def offered_columns(spec: SheetSpec) -> list[ColumnSpec]:
    """Return the columns that a blank sheet of this kind has."""
    left_out = {UNIT_COLUMN, *(_LEDGER_LEFT_OUT if spec.name == LEDGER_ROLE else ())}
    columns = [column for column in spec.columns if column.name not in left_out]
    names = [column.name for column in columns]
    if spec.name == FIGURES_ROLE:
        at = names.index(_FIGURES_AFTER) + 1
        columns[at:at] = [ColumnSpec(head, hint="本季度的数，不是累计数；没有的空着") for head in VALUE_HEADS]
    elif spec.name == LEDGER_ROLE:
        at = names.index(_LEDGER_AFTER) + 1
        columns[at:at] = [ColumnSpec(head, hint=_ledger_hint(head)) for head in LEDGER_HEADS]
    return columns


def _ledger_hint(head: str) -> str:
    if head.endswith("目标"):
        return "这个季度末要做到什么；没有分季度目标的空着"
    return "这个季度做了什么、数字、结果；还没到的季度空着"


def arrange_columns(spec: SheetSpec | None, heads: Sequence[str]) -> tuple[tuple[ColumnSpec, ...], tuple[str, ...]]:
    """Return the columns of a sheet with these `heads`, and the heads: what is missing comes behind.

    A head that is a synonym of a column is that column. Value columns are offered only where none of
    the sheet's own stands.
    """
    if spec is None:
        return tuple(ColumnSpec(head) for head in heads), tuple(heads)
    offered = offered_columns(spec)
    known = _resolve(spec, heads)
    taken = {*known.values(), *heads}
    columns = [spec.column(known[head]) if head in known else None for head in heads]
    has_values = any(column is None for column in columns) or "进展情况" in known.values()
    behind = [
        column
        for column in offered
        if column.name not in taken and (spec.column(column.name) is not None or not has_values)
    ]
    if not heads:
        behind = offered
    arranged = [column or ColumnSpec(head) for column, head in zip(columns, heads, strict=True)]
    return (*arranged, *behind), (*heads, *(column.name for column in behind))


def _resolve(spec: SheetSpec, heads: Sequence[str]) -> dict[str, str]:
    """Return for each known head its canonical column, as the reader will: a canonical name beats a synonym."""
    by_key = {normalize_key(head): head for head in reversed(heads)}
    found: dict[str, str] = {}
    for column in spec.columns:
        for word in (column.name, *column.synonyms):
            head = by_key.get(normalize_key(word))
            if head is not None and head not in found:
                found[head] = column.name
                break
    return found


def design_sheet(
    sheet: Worksheet, spec: SheetSpec | None, layout: Layout, lookups: Mapping[tuple[str, str], Lookup]
) -> None:
    """Write the head of `sheet` and give its columns their widths, formats, help and drop-downs."""
    for index, column in enumerate(layout.columns, 1):
        letter = get_column_letter(index)
        head = sheet.cell(layout.head_row, index)
        head.font, head.fill, head.border, head.alignment = HEAD, HEAD_FILL, FRAME, CENTRED
        dimension = sheet.column_dimensions[letter]
        dimension.width = width_of(spec, column.name)
        dimension.font, dimension.alignment = BODY, WRAPPED
        dimension.number_format = format_of(column.name)
        if spec is not None:
            _help_column(sheet, spec, index, layout, lookups)
    sheet.freeze_panes = f"B{layout.head_row + 1}" if len(layout.columns) > 1 else f"A{layout.head_row + 1}"
    sheet.row_dimensions[layout.head_row].height = _HEAD_HEIGHT
    sheet.print_title_rows = f"{layout.head_row}:{layout.head_row}"
    fit_to_page_width(sheet, "landscape", is_wide=sum(_shown_widths(sheet, layout)) > _WIDEST_ON_A4)


def _help_column(
    sheet: Worksheet, spec: SheetSpec, index: int, layout: Layout, lookups: Mapping[tuple[str, str], Lookup]
) -> None:
    column, shown, letter = layout.columns[index - 1], layout.heads[index - 1], get_column_letter(index)
    meaning = ("必填。" if column.needed else "") + explain(spec, column) + _example(spec, column)
    _add_help(sheet, f"{letter}{layout.head_row}", shown, meaning)
    cells = f"{letter}{layout.head_row + 1}:{letter}{layout.last_row}"
    if spec.name == FACTS_ROLE and column.name != "时期":
        return
    lookup = lookups.get(_LOOKED_UP.get(column.name, ("", "")))
    if lookup and lookup.sheet != sheet.title and spec.column(column.name):
        # Several offices may share a matter; a name that is no section has no place in the report.
        _add_list(sheet, cells, lookup.formula, column.name, meaning, warns_of=_warning(lookup, column.name))
    elif column.name == "时期":
        # Other periods than the listed ones are right too: 1—5月, 截至6月20日, with a year.
        names = [period.name for period in reversed(standard_periods(2000))]
        _add_list(sheet, cells, f'"{",".join(names)}"', column.name, meaning)
    elif column.name in COLUMN_CHOICES and spec.column(column.name):
        words = COLUMN_CHOICES[column.name]
        _add_list(sheet, cells, f'"{",".join(words)}"', column.name, meaning, warns_of=f"通常只写：{'、'.join(words)}")
    else:
        _add_help(sheet, cells, shown, meaning)


def _example(spec: SheetSpec, column: ColumnSpec) -> str:
    """Return an example for the help of a sheet that has no example row: drop-downs would offer its words."""
    example = EXAMPLES[spec.name].get(column.name) if spec.name in LOOKED_UP_ROLES else None
    return f"。例：{example}" if example is not None else ""


def _warning(lookup: Lookup, column: str) -> str:
    return f"“{lookup.sheet}”表里没有这个名称。新的板块请先在“{lookup.sheet}”表里加一行" if column == "板块" else ""


def explain(spec: SheetSpec, column: ColumnSpec) -> str:
    """Return what to write in a column: the page of its own sheet before what holds everywhere."""
    own = COLUMN_HELP.get(f"{spec.name}.{column.name}")
    choices = "、".join(COLUMN_CHOICES.get(column.name, ()))
    return own or column.hint or COLUMN_HELP.get(column.name) or (f"可选：{choices}" if choices else "")


def width_of(spec: SheetSpec | None, column: str) -> int:
    """Return the width of a column in characters."""
    if spec is not None and spec.name == FIGURES_ROLE and column in _FIGURE_WIDTHS:
        return _FIGURE_WIDTHS[column]
    if spec is not None and spec.name == LEDGER_ROLE and spec.column(column) is None:
        ending = next((width for end, width in _LEDGER_WIDTHS.items() if column.endswith(end)), None)
        if ending:
            return ending
    return _WIDTHS.get(column, _USUAL_WIDTH)


def format_of(column: str) -> str:
    """Return the format code of a column's blank cells."""
    if column in _TEXT_COLUMNS:
        return TEXT_FORMAT
    return _PERCENT_FORMAT if column in _PERCENT_COLUMNS else "General"


def _shown_widths(sheet: Worksheet, layout: Layout) -> list[float]:
    return [sheet.column_dimensions[get_column_letter(index)].width for index in range(1, len(layout.columns) + 1)]


def fit_to_page_width(sheet: Worksheet, orientation: str, *, is_wide: bool = False) -> None:
    """Let `sheet` print on pages as wide as it is: A4, or A3 when it `is_wide`."""
    sheet.page_setup.orientation = orientation  # type: ignore[assignment]
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if is_wide else sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_MARGIN)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def help_with_facts(sheet: Worksheet, rows: Mapping[int, str], layout: Layout) -> None:
    """Give the cells of 内容 in 基本信息 the help and the drop-downs of the fact that their row names."""
    letter, name_letter = layout.letter("内容"), layout.letter("项目")
    if letter is None or name_letter is None:
        return
    for row, fact in rows.items():
        if fact in REQUIRED_FACTS:
            sheet[f"{name_letter}{row}"].font = HEAD
        meaning = FACT_HELP.get(fact, "")
        if fact in FACT_CHOICES:
            words = FACT_CHOICES[fact]
            told = f"通常只写：{'、'.join(words)}"
            _add_list(sheet, f"{letter}{row}", f'"{",".join(words)}"', fact, meaning, warns_of=told)
        else:
            _add_help(sheet, f"{letter}{row}", fact, meaning)


def _add_help(sheet: Worksheet, cells: str, title: str, meaning: str) -> None:
    """Show `meaning` when one of `cells` is selected; unlike a comment it never covers what is typed."""
    if meaning:
        validation = DataValidation(
            showInputMessage=True, promptTitle=title[:_TITLE_LIMIT], prompt=meaning[:_PROMPT_LIMIT]
        )
        validation.add(cells)
        sheet.add_data_validation(validation)


def _add_list(sheet: Worksheet, cells: str, formula: str, title: str, meaning: str, *, warns_of: str = "") -> None:
    """Offer the words of `formula`; `warns_of` is what is said of another word, '' to say nothing."""
    validation = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showInputMessage=bool(meaning),
        promptTitle=title,
        prompt=meaning or None,
        showErrorMessage=bool(warns_of),
        # A word outside the list may be a synonym that the program knows, so it can be kept.
        errorStyle="warning",
        errorTitle=title,
        error=warns_of or None,
    )
    validation.add(cells)
    sheet.add_data_validation(validation)
