"""Traps of the ledger: heads of two rows, columns of periods, what stands beside the progress."""

from __future__ import annotations

from typing import Any

from matrix.trap import Trap, replaced
from office_files import ErrorValue, Page

_ALONE: dict[str, Any] = {"工作成效": None, "工作计划": None, "存在问题": None}
_TASKS = [
    [1, "党建工作", "抓学习", "学6次", "学习3次。", "学9次", "学习7次。", "无", "再学5次。"],
    [2, "安全生产", "抓检查", "查40家", "检查40家。", "查90家", "检查45家。", "人手不足。", "再查30家。"],
]
_HEAD = [
    *["序号", "板块", "工作任务", "一季度目标", "一季度完成情况", "二季度目标", "二季度完成情况"],
    *["存在问题", "下一步打算"],
]
_UPPER = ["序号", "板块", "工作任务", "一季度", None, "二季度", None, "存在问题", "下一步打算"]
_LOWER = [None, None, None, "目标", "完成情况", "目标", "完成情况", None, None]
_OVER = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:H2", "I1:I2"]
_FLAT = [_HEAD, *_TASKS]


def _ledger(page: Any, **more: Any) -> dict[str, Any]:
    return {**_ALONE, "重点工作推进情况表": Page(page, **more) if more else page}


def _beside(*columns: list[Any]) -> list[list[Any]]:
    return [[*row, *added] for row, *added in zip(_FLAT, *columns, strict=True)]


LEDGERS: tuple[Trap, ...] = (
    Trap(
        name="两行表头，合并单元格",
        sheets=_ledger([_UPPER, _LOWER, *_TASKS], merged=_OVER),
        twin=_ledger(_FLAT),
        is_read=True,
    ),
    Trap(
        name="两行表头，没有合并",
        sheets=_ledger([_UPPER, _LOWER, *_TASKS]),
        twin=_ledger(_FLAT),
        is_read=True,
    ),
    Trap(
        name="两行表头，有横栏、标题、合计和落款",
        told=[
            ("L01", "重点工作推进情况表!10:10", "第10行“填表人：张三”是填表人、审核、日期等落款，没有当作数据"),
            ("L01", "重点工作推进情况表!5:5", "第5行“一、党建工作”是下面各行的板块，没有当作数据"),
            ("L01", "重点工作推进情况表!7:7", "第7行“二、安全生产”是下面各行的板块，没有当作数据"),
            ("L01", "重点工作推进情况表!9:9", "第9行“合计”是合计行，没有当作数据"),
        ],
        sheets=_ledger(
            [
                ["2025年重点工作推进情况表"],
                ["填报单位：云岭区应急管理局（盖章）"],
                [*_UPPER[:1], *_UPPER[2:]],
                [*_LOWER[:1], *_LOWER[2:]],
                ["一、党建工作"],
                [*_TASKS[0][:1], *_TASKS[0][2:]],
                ["二、安全生产"],
                [*_TASKS[1][:1], *_TASKS[1][2:]],
                ["合计", "2项"],
                ["填表人：张三", None, "审核：李四"],
            ]
        ),
        twin=_ledger(_FLAT),
        is_read=True,
    ),
    Trap(
        name="两行表头里季度写错一个字",
        told=[
            ("L20", "重点工作推进情况表!F2", "表头“二季席目标”看不出是哪个时期，这一列没有写进报告"),
            ("V36", "重点工作推进情况表!E3", "“抓学习”一季度的内容被重点工作推进情况表!G3替换，没有印出"),
            ("V36", "重点工作推进情况表!E4", "“抓检查”一季度的内容被重点工作推进情况表!G4替换，没有印出"),
        ],
        sheets=_ledger([replaced([_UPPER], {"F1": "二季席"})[0], _LOWER, *_TASKS], merged=_OVER),
        twin=_ledger([_UPPER, _LOWER, *_TASKS], merged=_OVER),
    ),
    Trap(
        name="同一季度的完成情况写了两列",
        told=[("L21", "重点工作推进情况表!G1", "“第二季度进展”和“二季度完成情况”都是2025年二季度的进展情况")],
        sheets=_ledger(replaced(_FLAT, {"E1": "第二季度进展"})),
        twin=_ledger(_FLAT),
    ),
    Trap(
        name="去年的列没有改年份",
        told=[("L22", "重点工作推进情况表!J1", "列“2024年四季度完成情况”是2024年四季度的，年度是2025年，没有写进报告")],
        sheets=_ledger(_beside(["2024年四季度完成情况", "学习9次。", "检查9家。"])),
        twin=_ledger(_FLAT),
        is_read=True,
    ),
    Trap(
        name="存在问题和下一步打算写在一格里",
        told=[
            (
                "L23",
                "重点工作推进情况表!H3",
                "第3行的存在问题和下一步打算写在一格里，全部写进“存在的问题”，没有写进计划",
            ),
            (
                "V35",
                "工作表“重点工作推进情况表”",
                "“重点工作推进情况表”里没有2025年三季度的内容，标题和计划引语不写计划",
            ),
        ],
        sheets=_ledger(
            [
                [*row[:7], cell]
                for row, cell in zip(_FLAT, ["存在问题及下一步打算", "无", "人手不足，下一步再查30家。"], strict=True)
            ]
        ),
        twin=_ledger(_FLAT),
    ),
    Trap(
        name="完成率看不出是80%还是0.8%",
        told=[
            ("L24", "重点工作推进情况表!J2", "完成率写的是“0.8”，认不出是百分之几"),
            ("L24", "重点工作推进情况表!J3", "完成率写的是“0.7”，认不出是百分之几"),
        ],
        sheets=_ledger(_beside(["完成率", 0.8, 0.7])),
        twin=_ledger(_beside(["完成率", 80, 70])),
        is_read=True,
    ),
    Trap(
        name="完成率是百分比格式",
        sheets=_ledger(_beside(["完成率", 0.8, 0.7]), formats={"J2": "0%", "J3": "0%"}),
        twin=_ledger(_beside(["完成率", 80, 70])),
        is_read=True,
    ),
    Trap(
        name="到期没有完成",
        told=[("L25", "重点工作推进情况表!J3", "“抓检查”的完成时限是“6月底”，已经到期，状态是“未达序时”")],
        sheets=_ledger(_beside(["状态", "达序时", "滞后"], ["完成时限", "12月底", "6月底"])),
        twin=_ledger(_beside(["状态", "达序时", "已完成"], ["完成时限", "12月底", "6月底"])),
    ),
    Trap(
        name="完成时限存成数字",
        told=[("V80", "重点工作推进情况表!K3", "“完成时限”一栏是数字 46022，像是存成数字的日期（2025年12月31日）")],
        sheets=_ledger(_beside(["状态", "达序时", "达序时"], ["完成时限", "12月底", 46022])),
        twin=_ledger(_beside(["状态", "达序时", "达序时"], ["完成时限", "12月底", "2025年12月31日"])),
    ),
    Trap(
        name="状态是已完成，完成率不到100%",
        told=[("L26", "重点工作推进情况表!J3", "状态是“已完成”，完成率不到100%")],
        sheets=_ledger(_beside(["状态", "达序时", "已完成"], ["完成率", 80, 70])),
        twin=_ledger(_beside(["状态", "达序时", "已完成"], ["完成率", 80, 100])),
    ),
    Trap(
        name="一期的进展空着",
        told=[("L28", "重点工作推进情况表!G2", "“抓学习”二季度的进展是空的，没有写进报告")],
        sheets=_ledger(replaced(_FLAT, {"G2": None})),
        twin=_ledger(replaced(_FLAT, {"G2": "无"})),
        is_read=True,
    ),
    Trap(
        name="进展只有空格",
        told=[("L28", "重点工作推进情况表!G2", "“抓学习”二季度的进展是空的，没有写进报告")],
        sheets=_ledger(replaced(_FLAT, {"G2": " \u3000"})),
        twin=_ledger(replaced(_FLAT, {"G2": "无"})),
        is_read=True,
    ),
    Trap(
        name="进展是错误值",
        told=[("V24", "重点工作推进情况表!G2", "“二季度完成情况”一栏是错误值 #REF!")],
        sheets=_ledger(replaced(_FLAT, {"G2": ErrorValue("#REF!")})),
        twin=_ledger(_FLAT),
    ),
    Trap(
        name="进展合并",
        told=[
            ("V23", "重点工作推进情况表!G2:G3", "“二季度完成情况”一栏 G2:G3 合并成了一格"),
        ],
        sheets=_ledger(replaced(_FLAT, {"G3": None}), merged=["G2:G3"]),
        twin=_ledger(_FLAT),
        not_held={"csv": "文本文件没有合并单元格，只剩空格"},
    ),
    Trap(
        name="隐藏的一季度",
        told=[
            ("V83", "重点工作推进情况表!D:D", "“一季度目标”一栏（D列）是隐藏的，照样会用"),
            ("V83", "重点工作推进情况表!E:E", "“一季度完成情况”一栏（E列）是隐藏的，照样会用"),
        ],
        sheets=_ledger(_FLAT, hidden_columns=["D", "E"]),
        twin=_ledger(_FLAT),
        not_held={"csv": "文本文件没有隐藏的行、列和表"},
        is_read=True,
    ),
)
