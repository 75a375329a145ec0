"""The good workbooks that are mutated: five of our own, small, and the example workbooks."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ledger_of_thirty_tasks import HEADS, QUARTERS, SHEET, UNIT, draw_ledger, facts
from mutations.tabs import BAND, DATA, HEAD, SIGNATURE, TITLE, TOTAL, Area, Good, Tab, tab

INPUTS = Path(__file__).parents[2] / "inputs"


def _facts(unit: str, *more: list[Any]) -> Tab:
    return tab(
        "基本信息",
        [
            ["项目", "内容", "时期"],
            ["单位名称", unit],
            ["年度", 2025],
            ["引言", "甲引言：累计检查{检查数.累计}家，整改率{整改率}%。"],
            *more,
            ["署名", unit],
            ["成文日期", datetime.date(2025, 7, 5)],
        ],
    )


def _figures() -> Tab:
    return tab(
        "指标",
        [
            ["指标", "计量单位", "口径", "年度目标", "上年一季度", "上年二季度", "一季度", "二季度"],
            ["检查数", "家", "累计", 100, 21, 22, 23, 24],
            ["整改率", "%", "时点", None, 90.5, 91.5, 92.5, 93.5],
            ["培训数", "人", "累计", 400, 81, 82, 83, 84],
            ["立案数", "件", "累计", None, 5, 6, 7, 8],
            ["办结数", "件", "累计", None, 3, 4, 5, 6],
        ],
    )


def plain() -> Good:
    """One row an item, 时期 and 板块 in columns, some of them merged."""
    achievements = [
        ["序号", "时期", "板块", "事项", "内容", "责任科室", "状态", "备注"],
        [1, "一季度", "党建", "事项甲", "内容甲一，检查{检查数}家。", "办公室", None, None],
        [2, None, None, "事项乙", "内容乙一，培训{培训数}人。\n乙一第二段。", "办公室", None, "备注乙"],
        [3, None, "执法", "事项丙", "内容丙一，比上年同期{检查数.上年同期}家。", "执法科", "达序时", None],
        [4, "二季度", "党建", "事项甲", "内容甲二，检查{检查数}家。", "办公室", None, None],
        [5, None, None, "事项丁", "内容丁二", "办公室", None, None],
        [6, None, "执法", "事项丙", "内容丙二，占目标的{检查数.完成率}。", "执法科", "已完成", None],
        [7, None, None, "事项戊", "内容戊二，培训12次。", "执法科", None, None],
        [8, "上半年", "执法", "事项己", "内容己半年，目标{培训数.目标}人。", "执法科", None, None],
    ]
    return Good(
        "plain",
        [
            _facts("澜溪县市场监管局", ["引言", "乙引言只在上半年。", "上半年"]),
            tab("板块", [["名称", "标题", "序号"], ["执法", "执法标题", 2], ["党建", "党建标题", 1]]),
            tab(
                "工作成效",
                achievements,
                merged=[Area(1, 1, 3, 1), Area(1, 2, 2, 2), Area(4, 1, 7, 1), Area(4, 2, 5, 2), Area(6, 2, 7, 2)],
            ),
            tab(
                "存在问题",
                [
                    ["时期", "事项", "内容", "责任科室"],
                    ["一季度", "问题甲", "问题内容甲。", "办公室"],
                    ["二季度", "问题乙", "问题内容乙。", "执法科"],
                    ["二季度", "问题丙", None, "执法科"],
                ],
            ),
            tab(
                "工作计划",
                [
                    ["时期", "事项", "内容", "责任科室", "完成时限"],
                    ["二季度", "计划甲", "计划内容甲。", "办公室", "6月底"],
                    ["三季度", "计划乙", "计划内容乙。", "执法科", "9月底"],
                    ["四季度", "计划丙", "计划内容丙。", "执法科", "12月底"],
                    ["下半年", "计划丁", "计划内容丁。", "办公室", None],
                ],
            ),
            tab("意见建议", [["时期", "事项", "内容"], ["二季度", "建议甲", "建议内容甲。"]]),
            tab("其他章节", [["标题", "内容", "位置", "时期"], ["主要做法", "做法内容甲。", "成效后", "上半年"]]),
            _figures(),
            tab("核对", [["名称", "算式"], ["办结", "办结数 ≤ 立案数"], ["目标", "培训数.累计 ≤ 培训数.目标"]]),
            tab("责任科室", [["科室", "电话"], ["办公室", "内线1"], ["执法科", "内线2"]]),
            tab(
                "附件1培训情况",
                [
                    ["培训情况表", None, None],
                    ["时期", "名称", "人数"],
                    ["一季度", "培训班甲", 31],
                    ["二季度", "培训班乙", 32],
                    ["上半年", "培训班丙", "{培训数}"],
                ],
                role="附件",
                head=1,
            ),
        ],
        ("上半年", "一季度", "二季度"),
    )


def layout() -> Good:
    """Titles, bands, a head of two rows, totals, signature lines and a sheet that goes on."""
    heads = ["序号", "事项", "内容", "责任科室", "经费"]
    first = [
        ["2025年上半年工作成效", None, None, None, None],
        ["填报单位：澜溪县林业局", None, None, None, None],
        heads,
        ["一、资源管护", None, None, None, None],
        [1, "管护甲", "管护内容甲。", "资源科", 11],
        [2, "管护乙", "管护内容乙，检查{检查数}家。", "资源科", 12],
        ["小计", None, None, None, 23],
        [None, None, None, None, None],
        ["二、营林造林", None, None, None, None],
        [1, "造林甲", "造林内容甲。", "造林科", 13],
        [2, "造林乙", "造林内容乙。\n造林第二段。", "造林科", 14],
        ["合计", None, None, None, 50],
        ["填表人：              审核人：", None, None, None, None],
    ]
    second = [
        ["2025年上半年工作成效（续）", None, None, None, None],
        heads,
        [3, "造林丙", "造林内容丙。", "造林科", 15],
        ["三、防火", None, None, None, None],
        [1, "防火甲", "防火内容甲。", "防火科", 16],
        [2, "防火乙", "防火内容乙。", "防火科", 17],
    ]
    figures = [
        ["主要指标", None, None, None, None, None, None, None],
        ["指标", "计量单位", "口径", "年度目标", "上年", None, "本年", None],
        [None, None, None, None, "一季度", "二季度", "一季度", "二季度"],
        ["检查数", "家", "累计", 100, 21, 22, 23, 24],
        ["整改率", "%", "时点", None, 90.5, 91.5, 92.5, 93.5],
        ["注：数据来自业务系统", None, None, None, None, None, None, None],
    ]
    names = ["指标", "计量单位", "口径", "年度目标", "上年一季度", "上年二季度", "一季度", "二季度"]
    across = [Area(row, 0, row, 4) for row in (0, 1, 3, 8, 12)]
    return Good(
        "layout",
        [
            _facts("澜溪县林业局"),
            tab(
                "工作成效",
                first,
                head=2,
                kinds={3: BAND, 6: TOTAL, 7: "blank", 8: BAND, 11: TOTAL, 12: SIGNATURE},
                merged=across,
                said={"时期": "上半年", "填报单位": "澜溪县林业局"},
            ),
            tab(
                "工作成效(2)",
                second,
                role="工作成效",
                head=1,
                kinds={3: BAND},
                merged=[Area(0, 0, 0, 4), Area(3, 0, 3, 4)],
                said={"时期": "上半年"},
            ),
            tab(
                "存在问题",
                [
                    ["2025年上半年存在问题", None],
                    ["事项", "内容"],
                    ["问题甲", "问题内容甲。"],
                    ["问题乙", "问题内容乙。"],
                ],
                head=1,
                said={"时期": "上半年"},
            ),
            tab(
                "工作计划",
                [
                    ["2025年下半年工作计划", None, None],
                    ["时期", "事项", "内容"],
                    ["三季度", "计划甲", "计划内容甲。"],
                    ["四季度", "计划乙", "计划内容乙。"],
                ],
                head=1,
                said={"时期": "下半年"},
            ),
            tab(
                "指标",
                figures,
                head=1,
                names=names,
                kinds={2: HEAD, 5: SIGNATURE},
                merged=[
                    *(Area(1, column, 2, column) for column in range(4)),
                    Area(1, 4, 1, 5),
                    Area(1, 6, 1, 7),
                    Area(0, 0, 0, 7),
                ],
            ),
        ],
        ("上半年",),
    )


_UNITS = ("澜溪县第一林场", "澜溪县第二林场", "澜溪县种苗站")


def units() -> Good:
    """Three units in one workbook; what names no unit in 基本信息 and 核对 holds for all."""
    known = [["项目", "内容", "填报单位"], ["年度", 2025], ["引言", "共用引言，检查{检查数}家。"]]
    achievements: list[list[Any]] = [["填报单位", "时期", "板块", "事项", "内容"]]
    problems: list[list[Any]] = [["填报单位", "时期", "事项", "内容"]]
    plans: list[list[Any]] = [["填报单位", "时期", "事项", "内容"]]
    numbers: list[list[Any]] = [["填报单位", "指标", "单位", "口径", "一季度", "二季度"]]
    for index, unit in enumerate(_UNITS, 1):
        known += [["单位名称", unit, unit], ["单位简称", unit[3:], unit], ["署名", f"署名{unit}", unit]]
        for section in ("管护", "造林"):
            text = f"{section}内容{index}，办班{index}次。"
            achievements.append([unit if section == "管护" else None, "二季度", section, f"{section}事项", text])
        problems.append([unit[3:], "二季度", f"问题{index}", f"问题内容{index}。"])
        plans.append([unit, "三季度", f"计划{index}", f"计划内容{index}。"])
        numbers.append([unit, "检查数", "家", "累计", 10 + index, 20 + index])
    runs = [Area(row, 0, row + 1, 0) for row in (1, 3, 5)]
    return Good(
        "units",
        [
            tab("基本信息", known),
            tab("工作成效", achievements, merged=runs),
            tab("存在问题", problems),
            tab("工作计划", plans),
            tab("指标", numbers, names=["填报单位", "指标", "计量单位", "口径", "一季度", "二季度"]),
        ],
        ("二季度",),
    )


def ledger() -> Good:
    """The ledger of thirty tasks, with two quarters filled in, as an office draws it."""
    import openpyxl

    sheet = openpyxl.Workbook().active
    draw_ledger(sheet, 2)
    names = [name for head in HEADS for name in ((f"{head}目标", f"{head}完成情况") if head in QUARTERS else (head,))]
    names[names.index("重点工作")] = "事项"
    drawn = _loaded(sheet, SHEET, "重点工作", head=3, names=names)
    drawn.kinds[4] = HEAD
    drawn.said["填报单位"] = UNIT
    for row in drawn.of_kind(DATA):
        text = str(drawn.rows[row][0] or "")
        drawn.kinds[row] = (
            BAND
            if re.match("[一二三]、", text)
            else TOTAL
            if text == "合计"
            else SIGNATURE
            if text.startswith("填表人")
            else DATA
        )
    return Good("ledger", [tab("基本信息", facts("上半年")), drawn], ("上半年", "一季度"))


_HEADS: Mapping[str, int] = {"板块": 2, "工作成效": 2, "指标": 2, "存在问题": 1, "下一步工作计划": 1}
_NAMES = {"完成情况": "内容", "具体表现": "内容", "计划内容": "内容", "牵头科室": "责任科室"}
_ROLES = {"下一步工作计划": "工作计划", "勾稽关系": "核对"}
_TITLED: Mapping[str, Mapping[str, int]] = {
    "云岭区应急管理局2025年": {**_HEADS, "附件1主要指标完成情况": 2, "附件2重点项目进度": 1},
    "澜江市水务局2025年上半年报告": {
        "基本信息": 2,
        "工作成效": 1,
        "指标": 1,
        "工作计划": 1,
        "附件 主要指标完成情况": 1,
    },
    "青禾镇便民服务中心2025年": {},
}
"""For each example workbook the sheets whose head is not in the first row, and the head's row from 0."""


def example(name: str, stem: str, *periods: str) -> Good:
    """Return one of the example workbooks."""
    import openpyxl

    loaded = openpyxl.load_workbook(INPUTS / f"{stem}.xlsx")
    tabs = [_loaded(sheet, sheet.title, _role(sheet.title), head=_TITLED[stem].get(sheet.title, 0)) for sheet in loaded]
    for own in tabs:
        title = "".join(str(cell or "") for row in own.of_kind(TITLE) for cell in own.rows[row])
        if own.role != "附件" and (found := re.search("上半年|下半年", title)):
            own.said["时期"] = found[0]
        if own.role != "附件":
            own.names = [_NAMES.get(name, name) if own.role not in ("板块", "指标") else name for name in own.names]
    return Good(name, tabs, periods, is_ours=False)


def _role(title: str) -> str:
    return "附件" if title.startswith("附件") else _ROLES.get(title, title)


def _loaded(sheet: Any, title: str, role: str, *, head: int, names: list[str] | None = None) -> Tab:
    rows = [[_value(cell) for cell in row] for row in sheet.iter_rows()]
    made = tab(title, rows, role=role, head=head, names=names or ())
    made.kinds = ["blank" if kind != TITLE and not any(rows[row]) else kind for row, kind in enumerate(made.kinds)]
    made.merged = [
        Area(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
    ]
    made.formats = {
        (cell.row - 1, cell.column - 1): cell.number_format
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.number_format != "General"
    }
    return made


def _value(cell: Any) -> Any:
    value = cell.value
    return value.date() if isinstance(value, datetime.datetime) else value


GOOD: Mapping[str, Callable[[], Good]] = {
    "plain": plain,
    "layout": layout,
    "units": units,
    "ledger": ledger,
    "qinghe": lambda: example("qinghe", "青禾镇便民服务中心2025年", "上半年", "二季度"),
    "lanjiang": lambda: example("lanjiang", "澜江市水务局2025年上半年报告", "上半年"),
    "yunling": lambda: example("yunling", "云岭区应急管理局2025年", "上半年", "一季度"),
}


@functools.cache
def _built(name: str) -> Good:
    return GOOD[name]()


def good(name: str) -> Good:
    """Return a copy of the good workbook of this name, to be mutated."""
    return _built(name).copy()
