"""The sheet 填写说明 that stands before the others: how to fill the workbook in, column by column."""

from __future__ import annotations

import math

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from summarize.model.vocabulary import HELP_SHEET, LEDGER_ROLE, REQUIRED_FACTS, SHEETS
from summarize.write.guide import ANNEXES, CITATIONS, FACT_HELP, PERIODS, SECRECY, STEPS
from summarize.write.sheet_design import (
    BODY,
    FIGURES_ROLE,
    FRAME,
    HEAD,
    LEDGER_HEADS,
    TITLE,
    VALUE_HEADS,
    WARNING,
    WRAPPED,
    explain,
    fit_to_page_width,
    offered_columns,
)

_WIDTHS = (26, 7, 84)
_LINE_HEIGHT = 15
_SIDE_BY_SIDE = {
    FIGURES_ROLE: ("一季度…四季度", "", "当季的数，不是累计数；“上年一季度”等填上年同期的数，用来算同比"),
    LEDGER_ROLE: (
        "一季度目标…四季度进展情况",
        "",
        "各季度并排：目标是这个季度末要做到什么，进展情况是做了什么；还没到的季度空着",
    ),
}


def fill_help_sheet(sheet: Worksheet) -> None:
    """Write the help into `sheet`, which is empty."""
    sheet.title = HELP_SHEET
    fit_to_page_width(sheet, "portrait")
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _write_line(sheet, "工作台账填写说明", TITLE)
    _write_line(sheet, SECRECY, WARNING)
    _write_section(sheet, "怎样填", [(str(number), "", step) for number, step in enumerate(STEPS, 1)])
    _write_section(sheet, "时期的写法", [("时期", "", PERIODS)])
    for spec in SHEETS:
        columns = [column for column in offered_columns(spec) if column.name not in (*VALUE_HEADS, *LEDGER_HEADS)]
        rows = [(column.name, "必填" if column.needed else "", explain(spec, column)) for column in columns]
        if spec.name in _SIDE_BY_SIDE:
            rows.append(_SIDE_BY_SIDE[spec.name])
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
    sheet.cell(start, 1, title).font = HEAD
    for row, values in enumerate(rows, start + 1):
        for index, value in enumerate(values, 1):
            cell = sheet.cell(row, index, value or None)
            cell.font, cell.alignment, cell.border = BODY, WRAPPED, FRAME
        # LibreOffice and WPS do not grow rows of a file that tells no heights.
        sheet.row_dimensions[row].height = _LINE_HEIGHT * math.ceil((2 * len(values[2]) or 1) / _WIDTHS[2])
