"""The blank workbook of `init`: every sheet with its heads, help, drop-downs and an example row."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from summarize.model.periods import standard_periods
from summarize.model.vocabulary import (
    COLUMN_CHOICES,
    EXAMPLE_MARK,
    FACT_CHOICES,
    REQUIRED_FACTS,
    SHEETS,
    ColumnSpec,
    SheetSpec,
)
from summarize.opc.files import write_beside
from summarize.write.guide import ANNEXES, CITATIONS, COLUMN_HELP, EXAMPLES, FACT_HELP, PERIODS, SECRECY, STEPS

HELP_SHEET = "填写说明"
VALUE_HEADS = tuple(f"{year}{quarter}季度" for year in ("", "上年") for quarter in "一二三四")
"""The heads of 指标 under which figures are filled in."""

_VALUES_AFTER = "年度目标"
_LAST_ROW = 1000
"""Drop-downs and help reach down to here."""
_UNIT_COLUMN = "填报单位"
"""Left out: a blank workbook is for one unit."""

_FONT = "宋体"
_BODY = Font(name=_FONT, size=11)
_HEAD = Font(name=_FONT, size=11, bold=True)
_TITLE = Font(name=_FONT, size=16, bold=True)
_EXAMPLE = Font(name=_FONT, size=11, italic=True, color="808080")
_HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
_THIN = Side(style="thin", color="BFBFBF")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)

_WIDTHS = {"内容": 60, "标题": 36, "事项": 28, "段首句": 32, "简要": 36, "引语": 36, "算式": 48, "说明": 30, "备注": 24}
_USUAL_WIDTH = 13
_HELP_WIDTHS = (26, 7, 84)
_LINE_HEIGHT = 15
_TEXT_COLUMNS = frozenset({"时期", "完成时限", "报送时限", "电话", "任务编号"})
"""Columns kept as text: a spreadsheet turns 2017年6月 into a date and drops the 0 before a number."""


def write_blank_workbook(path: Path) -> None:
    """Write the blank workbook to `path`, whole or not at all.

    Raises:
        MachineError: the place cannot be written.
    """
    workbook = Workbook()
    help_sheet = workbook.active
    assert isinstance(help_sheet, Worksheet)
    _fill_help_sheet(help_sheet)
    for spec in SHEETS:
        sheet = workbook.create_sheet(spec.name)
        _fill_heads(sheet, spec)
        if spec.name == "基本信息":
            _fill_facts(sheet)
        else:
            _fill_example(sheet, spec)
    content = BytesIO()
    workbook.save(content)
    write_beside(path, content.getvalue())


def _columns(spec: SheetSpec) -> list[ColumnSpec]:
    columns = [column for column in spec.columns if column.name != _UNIT_COLUMN]
    if spec.name == "指标":
        at = [column.name for column in columns].index(_VALUES_AFTER) + 1
        columns[at:at] = [ColumnSpec(head, hint="本季度的数，不是累计数；没有的空着") for head in VALUE_HEADS]
    return columns


def _fill_heads(sheet: Worksheet, spec: SheetSpec) -> None:
    columns = _columns(spec)
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        head = sheet.cell(1, index, column.name)
        head.font, head.fill, head.border, head.alignment = _HEAD, _HEAD_FILL, _FRAME, _CENTRED
        dimension = sheet.column_dimensions[letter]
        dimension.width = _WIDTHS.get(column.name, _USUAL_WIDTH)
        dimension.font, dimension.alignment = _BODY, _WRAPPED
        if column.name in _TEXT_COLUMNS:
            dimension.number_format = "@"
        meaning = ("必填。" if column.needed else "") + _explain(spec, column)
        _add_help(sheet, f"{letter}1", column.name, meaning)
        if spec.name != "基本信息" or column.name == "时期":
            _add_choices(sheet, f"{letter}2:{letter}{_LAST_ROW}", column, meaning)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 24
    sheet.print_title_rows = "1:1"
    _fit_to_page_width(sheet, "landscape")


def _fit_to_page_width(sheet: Worksheet, orientation: str) -> None:
    sheet.page_setup.orientation = orientation  # type: ignore[assignment]
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _explain(spec: SheetSpec, column: ColumnSpec) -> str:
    """Return what to write in a column: the page of its own sheet before what holds everywhere."""
    own = COLUMN_HELP.get(f"{spec.name}.{column.name}")
    choices = "、".join(COLUMN_CHOICES.get(column.name, ()))
    return own or column.hint or COLUMN_HELP.get(column.name) or (f"可选：{choices}" if choices else "")


def _add_help(sheet: Worksheet, cells: str, title: str, meaning: str) -> None:
    """Show `meaning` when one of `cells` is selected; unlike a comment it never covers what is typed."""
    if meaning:
        validation = DataValidation(showInputMessage=True, promptTitle=title, prompt=meaning)
        validation.add(cells)
        sheet.add_data_validation(validation)


def _add_choices(sheet: Worksheet, cells: str, column: ColumnSpec, meaning: str) -> None:
    if column.name == "时期":
        # Other periods than the listed ones are right too: 1—5月, 截至6月20日, with a year.
        names = [period.name for period in reversed(standard_periods(2000))]
        _add_list(sheet, cells, names, column.name, meaning, is_closed=False)
    elif column.name in COLUMN_CHOICES:
        _add_list(sheet, cells, COLUMN_CHOICES[column.name], column.name, meaning, is_closed=True)
    else:
        _add_help(sheet, cells, column.name, meaning)


def _add_list(
    sheet: Worksheet, cells: str, words: tuple[str, ...] | list[str], title: str, meaning: str, *, is_closed: bool
) -> None:
    validation = DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showInputMessage=bool(meaning),
        promptTitle=title,
        prompt=meaning or None,
        showErrorMessage=is_closed,
        # A word outside the list may be a synonym that the program knows, so it can be kept.
        errorStyle="warning",
        errorTitle=title,
        error=f"通常只写：{'、'.join(words)}",
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def _fill_facts(sheet: Worksheet) -> None:
    for row, (fact, meaning) in enumerate(FACT_HELP.items(), 2):
        name = sheet.cell(row, 1, fact)
        name.font = _HEAD if fact in REQUIRED_FACTS else _BODY
        for column in range(1, 4):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = _FRAME, _WRAPPED
            if cell is not name:
                cell.font = _BODY
        if fact in FACT_CHOICES:
            _add_list(sheet, f"B{row}", FACT_CHOICES[fact], fact, meaning, is_closed=True)
        else:
            _add_help(sheet, f"B{row}", fact, meaning)


def _fill_example(sheet: Worksheet, spec: SheetSpec) -> None:
    example = EXAMPLES[spec.name]
    for index, column in enumerate(_columns(spec), 1):
        value = example.get(column.name)
        if value is None:
            continue
        cell = sheet.cell(2, index, f"{EXAMPLE_MARK}{value}" if index == 1 else value)
        cell.font, cell.alignment = _EXAMPLE, _WRAPPED
        if column.name in _TEXT_COLUMNS:
            cell.number_format = "@"


def _fill_help_sheet(sheet: Worksheet) -> None:
    sheet.title = HELP_SHEET
    _fit_to_page_width(sheet, "portrait")
    for letter, width in zip("ABC", _HELP_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _write_line(sheet, "工作台账填写说明", _TITLE)
    _write_line(sheet, SECRECY, Font(name=_FONT, size=11, bold=True, color="C00000"))
    _write_section(sheet, "怎样填", [(str(number), "", step) for number, step in enumerate(STEPS, 1)])
    _write_section(sheet, "时期的写法", [("时期", "", PERIODS)])
    for spec in SHEETS:
        rows = [(column.name, "必填" if column.needed else "", _explain(spec, column)) for column in _columns(spec)]
        rows = [row for row in rows if row[0] not in VALUE_HEADS]
        if spec.name == "指标":
            rows.append(("一季度…四季度", "", "当季的数，不是累计数；“上年一季度”等填上年同期的数，用来算同比"))
        _write_section(sheet, f"工作表“{spec.name}”：一行是{spec.row_meaning}", rows)
    facts = [(fact, "必填" if fact in REQUIRED_FACTS else "", meaning) for fact, meaning in FACT_HELP.items()]
    _write_section(sheet, "“基本信息”各项", facts)
    _write_section(sheet, "附件", [("附件1、附件2…", "", ANNEXES)])
    _write_section(sheet, "在文字中引用指标", [(form, "", meaning) for form, meaning in CITATIONS])


def _write_line(sheet: Worksheet, text: str, font: Font) -> None:
    row = sheet.max_row + 1 if sheet["A1"].value else 1
    sheet.cell(row, 1, text).font = font


def _write_section(sheet: Worksheet, title: str, rows: list[tuple[str, str, str]]) -> None:
    start = sheet.max_row + 2
    sheet.cell(start, 1, title).font = _HEAD
    for row, values in enumerate(rows, start + 1):
        for index, value in enumerate(values, 1):
            cell = sheet.cell(row, index, value or None)
            cell.font, cell.alignment, cell.border = _BODY, _WRAPPED, _FRAME
        # LibreOffice and WPS do not grow rows of a file that tells no heights.
        sheet.row_dimensions[row].height = _LINE_HEIGHT * math.ceil((2 * len(values[2]) or 1) / _HELP_WIDTHS[2])
