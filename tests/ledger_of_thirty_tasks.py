"""A ledger of thirty tasks as an office draws it, and the same content in other shapes.

`draw_ledger` is the office's wide table: three title rows, bands, a head of two rows, merged 责任科室, 无, a
total and a signature line. `item_sheets` and `ledger_of_rows` hold the same, one row a task and quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHEET = "重点工作推进情况表"
UNIT = "云岭区应急管理局"
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
NEXT_YEAR = "2026年一季度"
SECTIONS: dict[str, tuple[str, ...]] = {
    "党建工作": (
        *("主题党日", "党员轮训", "支部结对", "廉政教育", "党费收缴", "党务公开", "志愿服务"),
        *("谈心谈话", "阵地建设", "组织生活会"),
    ),
    "安全生产": (
        *("企业检查", "隐患整改", "执法培训", "安全生产月", "举报核查", "许可审批", "事故警示"),
        *("危化品整治", "工贸整治", "专家会诊"),
    ),
    "应急救援": (
        *("预案修订", "综合演练", "物资储备", "队伍训练", "避难场所", "汛期值守", "森林防火"),
        *("信息报送", "救援联动", "科普宣传"),
    ),
}
LEADERS = ("局长", "副局长甲", "副局长乙")
OFFICES = ("办公室", "执法科、法规科", "救援科")


@dataclass(frozen=True)
class Line:
    """One task: what each quarter aims at and brings, how it stands, what hinders it, what comes next."""

    number: int
    section: str
    matter: str
    goals: tuple[str, ...]
    progress: tuple[str, ...]
    status: str
    rate: float
    problem: str
    next_step: str
    office: str
    due: str


def lines(filled: int) -> tuple[Line, ...]:
    """Return the tasks with the progress of the first `filled` quarters; 无 and blanks as offices leave them."""
    return tuple(
        _line(index, number, section, matter, filled) for index, (section, number, matter) in enumerate(_named())
    )


def _named() -> Iterator[tuple[str, int, str]]:
    for section, matters in SECTIONS.items():
        for number, matter in enumerate(matters, 1):
            yield section, number, matter


def _line(index: int, number: int, section: str, matter: str, filled: int) -> Line:
    is_done = index % 5 == 0
    has_next = index % 3 != 2
    progress = tuple(_progress(index, matter, quarter) if quarter < filled else "" for quarter in range(4))
    return Line(
        number,
        section,
        matter,
        tuple(
            f"{matter}再推进{quarter + index % 4 + 1}项。" if quarter < 3 or has_next else "" for quarter in range(4)
        ),
        progress,
        "已完成" if is_done else ("滞后" if index % 7 == 3 else "达序时"),
        1 if is_done else 0.25 * filled,
        f"{matter}人手不足。" if index % 4 == 1 else ("无", "暂无", "—")[index % 3],
        f"抓好{matter}收尾。" if has_next else "",
        OFFICES[list(SECTIONS).index(section)],
        "长期" if index % 6 == 2 else "12月底",
    )


def _progress(index: int, matter: str, quarter: int) -> str:
    if quarter == 1 and index % 10 == 4:
        return "无"
    text = f"完成{matter}{index + quarter + 1}项，覆盖{(index % 6 + 2) * (quarter + 1)}个乡镇。"
    return f"{text}\n同步建立{matter}台账。" if index % 9 == 7 else text


def facts(report_period: str) -> list[list[Any]]:
    """Return 基本信息; the tasks are counted in the report of `report_period` only."""
    counts = "全年重点工作{事项.总数}项，已完成{事项.已完成}项，占{事项.已完成.占比}，未达序时{事项.未达序时}项。"
    return [
        ["项目", "内容", "时期"],
        ["单位名称", UNIT],
        ["年度", 2025],
        ["引言", "重点工作总体平稳。"],
        ["引言", counts, report_period],
    ]


HEADS = (
    *("序号", "重点工作", "年度目标"),
    *QUARTERS,
    *("状态", "完成率", "存在问题", "下一步打算", "牵头领导", "责任科室", "配合科室", "完成时限", "备注"),
)


def draw_ledger(sheet: Any, filled: int) -> None:
    """Draw the office's table on `sheet` of an openpyxl workbook."""
    width = len(HEADS) + len(QUARTERS)
    titles = ("附表2", f"{UNIT}2025年重点工作推进情况表", f"填报单位：{UNIT}（盖章）        填报时间：2025年12月31日")
    for row, title in enumerate(titles, 1):
        sheet.cell(row, 1, title)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    _draw_head(sheet)
    row = 6
    for index, section in enumerate(SECTIONS):
        sheet.cell(row, 1, f"{'一二三'[index]}、{section}")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        own = [line for line in lines(filled) if line.section == section]
        for offset, line in enumerate(own, row + 1):
            _draw_line(sheet, offset, line, LEADERS[index])
        office = HEADS.index("责任科室") + len(QUARTERS) + 1
        sheet.merge_cells(start_row=row + 1, end_row=row + len(own), start_column=office, end_column=office)
        row += len(own) + 1
    sheet.cell(row, 1, "合计")
    sheet.cell(row, 2, "30项")
    sheet.cell(row + 1, 1, "填表人：            审核人：            联系电话：")
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=width)
    sheet.freeze_panes = "C6"


def _draw_head(sheet: Any) -> None:
    column = 1
    for head in HEADS:
        sheet.cell(4, column, head)
        if head in QUARTERS:
            sheet.cell(5, column, "目标")
            sheet.cell(5, column + 1, "完成情况")
            sheet.merge_cells(start_row=4, end_row=4, start_column=column, end_column=column + 1)
            column += 2
        else:
            sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
            column += 1


def _draw_line(sheet: Any, row: int, line: Line, leader: str) -> None:
    quarters = [text for pair in zip(line.goals, line.progress, strict=True) for text in pair]
    office = line.office if line.number == 1 else None
    values: Sequence[Any] = (
        *(line.number, line.matter, f"{line.matter}全年达标"),
        *quarters,
        *(line.status, line.rate, line.problem, line.next_step, leader, office, "财务科", line.due, "无"),
    )
    for column, value in enumerate(values, 1):
        if value not in ("", None):
            sheet.cell(row, column, value)
    sheet.cell(row, HEADS.index("完成率") + len(QUARTERS) + 1).number_format = "0%"


def ledger_workbook(path: Path, filled: int, report_period: str) -> Path:
    """Write a workbook with the office's table to `path`."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    _put(book.create_sheet("基本信息"), facts(report_period))
    draw_ledger(book.create_sheet(SHEET), filled)
    book.save(path)
    return path


def items_workbook(path: Path, filled: int, report_period: str) -> Path:
    """Write a workbook with the same content as 工作成效, 存在问题 and 工作计划 to `path`."""
    return _write(path, {"基本信息": facts(report_period), **item_sheets(filled)})


def rows_workbook(path: Path, filled: int, report_period: str) -> Path:
    """Write a workbook with the same content as a ledger of one row a task and quarter to `path`."""
    return _write(path, {"基本信息": facts(report_period), "重点工作": ledger_of_rows(filled)})


def item_sheets(filled: int) -> dict[str, list[list[Any]]]:
    """Return the tasks as 工作成效, 存在问题 and 工作计划, one row a task and quarter."""
    achievements: list[list[Any]] = [["时期", "板块", "事项", "内容", "合并方式", "状态", "责任科室", "完成时限"]]
    problems: list[list[Any]] = [["时期", "事项", "内容"]]
    plans: list[list[Any]] = [["时期", "板块", "事项", "内容"]]
    for line in lines(filled):
        told = [quarter for quarter in range(filled) if line.progress[quarter] != "无"]
        for quarter in told:
            status = line.status if quarter == told[-1] else None
            cells = (QUARTERS[quarter], line.section, line.matter, line.progress[quarter], "替换", status)
            achievements.append([*cells, line.office, line.due])
        if line.problem not in ("无", "暂无", "—"):
            problems.append([QUARTERS[filled - 1], line.matter, line.problem])
        for quarter, text in _plans(line, filled):
            plans.append([quarter, line.section, line.matter, text])
    return {"工作成效": achievements, "存在问题": problems, "工作计划": plans}


def _plans(line: Line, filled: int) -> Iterator[tuple[str, str]]:
    for quarter, goal in enumerate(line.goals):
        if goal and (quarter < filled or not line.next_step):
            yield QUARTERS[quarter], goal
    if line.next_step:
        yield (*QUARTERS, NEXT_YEAR)[filled], line.next_step


def ledger_of_rows(filled: int) -> list[list[Any]]:
    """Return the tasks as a ledger of one row a task and quarter."""
    rows: list[list[Any]] = [
        ["时期", "板块", "重点工作", "进展情况", "状态", "存在问题", "下一步打算", "责任科室", "完成时限"]
    ]
    for line in lines(filled):
        for quarter in range(filled):
            is_last = quarter == filled - 1
            goal = line.goals[quarter + 1] if quarter < 3 else ""
            rows.append(
                [
                    *(QUARTERS[quarter], line.section, line.matter, line.progress[quarter]),
                    *((line.status, line.problem, line.next_step or goal) if is_last else (None, "无", goal)),
                    *(line.office, line.due),
                ]
            )
    return rows


def _write(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        _put(book.create_sheet(name), rows)
    book.save(path)
    return path


def _put(sheet: Any, rows: list[list[Any]]) -> None:
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
