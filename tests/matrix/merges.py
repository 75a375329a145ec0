"""Traps of merged cells."""

from __future__ import annotations

from matrix.trap import FACTS, FIGURES, ROWS, Trap, replaced
from office_files import Page

_NO_MERGES = {"csv": "文本文件没有合并单元格，只剩空格"}

MERGES: tuple[Trap, ...] = (
    Trap(
        name="合并的时期、板块、责任科室",
        sheets={
            "工作成效": Page(
                replaced(ROWS, {"B3": None, "B4": None, "C3": None, "F3": None}), merged=["B2:B4", "C2:C3", "F2:F3"]
            )
        },
        not_held=_NO_MERGES,
        is_read=True,
    ),
    Trap(
        name="合并的内容",
        told=[("V23", "工作成效!E2:E3", "“内容”一栏 E2:E3 合并成了一格")],
        sheets={"工作成效": Page(replaced(ROWS, {"E3": None}), merged=["E2:E3"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="合并的序号",
        told=[("V23", "工作成效!A2:A3", "“序号”一栏 A2:A3 合并成了一格")],
        sheets={"工作成效": Page(replaced(ROWS, {"A3": None}), merged=["A2:A3"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="合并的事项",
        told=[("V23", "工作成效!D2:D3", "“事项”一栏 D2:D3 合并成了一格")],
        sheets={"工作成效": Page(replaced(ROWS, {"D3": None}), merged=["D2:D3"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="事项和内容合并成一格",
        told=[("V23", "工作成效!D3:E3", "“事项”“内容”两栏 D3:E3 合并成了一格")],
        sheets={"工作成效": Page(replaced(ROWS, {"E3": None}), merged=["D3:E3"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="合并的指标数，纵向",
        told=[
            ("V23", "指标!E2:E3", "“二季度”一栏 E2:E3 合并成了一格"),
            ("V60", "基本信息!B4", "“{整改率}”印不出来：“整改率”没有2025年上半年的数"),
        ],
        sheets={"指标": Page(replaced(FIGURES, {"E3": None}), merged=["E2:E3"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="合并的指标数，横向",
        told=[
            ("V23", "指标!D2:E2", "“一季度”一栏 D2:E2 合并成了一格"),
            ("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数"),
        ],
        sheets={"指标": Page(replaced(FIGURES, {"E2": None}), merged=["D2:E2"])},
        not_held=_NO_MERGES,
    ),
    Trap(
        name="没有合并，只留空的时期和板块",
        told=[("V15", "工作成效!B3", "第3行没有写时期")],
        sheets={"工作成效": replaced(ROWS, {"B3": None, "C3": None})},
    ),
    Trap(
        name="合并的板块，中间隔着小计",
        told=[("L01", "工作成效!4:4", "第4行“小计”是合计行，没有当作数据")],
        sheets={
            "工作成效": Page(
                [*replaced(ROWS, {"C3": None})[:3], [None, None, None, "小计", "2项"], *ROWS[3:]], merged=["C2:C4"]
            )
        },
        not_held=_NO_MERGES,
        is_read=True,
    ),
    Trap(
        name="合并的基本信息内容",
        told=[
            ("V23", "基本信息!B2:B3", "“内容”一栏 B2:B3 合并成了一格"),
        ],
        sheets={"基本信息": Page(replaced(FACTS, {"B3": None}), merged=["B2:B3"])},
        not_held=_NO_MERGES,
    ),
)
