"""Traps of layouts: heads, bands, totals, signature lines, continued sheets, ordinals."""

from __future__ import annotations

from matrix.trap import FIGURES, ROWS, Trap, replaced
from office_files import Page

_HEAD, *_DATA = ROWS
_BLANK: list[object] = [None] * len(_HEAD)

LAYOUTS: tuple[Trap, ...] = (
    Trap(
        name="指标的两行表头",
        sheets={
            "指标": [
                ["指标", "计量单位", "口径", "2025年", None],
                [None, None, None, "一季度", "二季度"],
                *FIGURES[1:],
            ]
        },
        is_read=True,
    ),
    Trap(
        name="表头里有换行和空格",
        sheets={
            "工作成效": [["序\n号", "时 期", " 板　块 ", "事\r\n项", "内  容\n（200字以内）", "责任\n科室"], *_DATA]
        },
        is_read=True,
    ),
    Trap(
        name="重复的表头",
        told=[("L01", "工作成效!4:4", "第4行“序号”是重复的表头，没有当作数据")],
        sheets={"工作成效": [_HEAD, *_DATA[:2], _HEAD, *_DATA[2:]]},
        is_read=True,
    ),
    Trap(
        name="重复的表头换了列的位置",
        told=[
            ("L04", "存在问题!3:3", "第3行像是另一个表头，与上面的表头不同，下面各行的栏目对不上"),
        ],
        sheets={
            "存在问题": [["时期", "事项", "内容"], ["上半年", "人手不足", "持证人员偏少。"], ["时期", "内容", "事项"]]
        },
        twin={
            "存在问题": [
                ["时期", "事项", "内容"],
                ["上半年", "人手不足", "持证人员偏少。"],
                ["上半年", "装备不足", "车辆老旧。"],
            ]
        },
    ),
    Trap(
        name="表头前后和各行之间空着行",
        sheets={"工作成效": [_BLANK, _HEAD, _BLANK, *_DATA[:2], _BLANK, _BLANK, *_DATA[2:]]},
        is_read=True,
    ),
    Trap(
        name="各列之间空着列",
        sheets={"工作成效": [[None, *row[:3], None, *row[3:]] for row in ROWS]},
        is_read=True,
    ),
    Trap(
        name="合计行",
        told=[
            ("L01", "工作成效!5:5", "第5行“合计”是合计行，没有当作数据"),
            ("L01", "指标!4:4", "第4行“合计”是合计行，没有当作数据"),
        ],
        sheets={
            "工作成效": [*ROWS, [None, None, None, "合计", "3项"]],
            "指标": [*FIGURES, ["合计", None, None, 135.5, 141.5]],
        },
    ),
    Trap(
        name="合计行，小计行",
        told=[
            ("L01", "工作成效!4:4", "第4行“小计”是合计行，没有当作数据"),
            ("L01", "工作成效!6:6", "第6行“合计”是合计行，没有当作数据"),
        ],
        sheets={"工作成效": [*ROWS[:3], [None, None, "小计", "2项"], *ROWS[3:], ["合计", None, None, "3项"]]},
        is_read=True,
    ),
    Trap(
        name="合计行里写了文字",
        told=[("L06", "工作成效!D5", "第5行的事项是“合计”，像是合计行，写了文字，照事项写进报告")],
        sheets={"工作成效": [*ROWS, [None, "上半年", "安全生产", "合计", "三项都已办结，其余按序时推进。"]]},
    ),
    Trap(
        name="落款和附注",
        told=[
            ("L01", "工作成效!5:5", "第5行“填表人：张三”是填表人、审核、日期等落款，没有当作数据"),
            ("L01", "工作成效!6:6", "第6行“备注：本表由各科室填写。”是表的附注，没有当作数据"),
        ],
        sheets={
            "工作成效": Page(
                [*ROWS, ["填表人：张三", None, "审核人：李四", None, "联系电话：12345"], ["备注：本表由各科室填写。"]],
                merged=["A6:F6"],
            )
        },
        is_read=True,
    ),
    Trap(
        name="示例行",
        told=[("L01", "工作成效!2:2", "第2行“【示例】”是示例行，没有当作数据")],
        sheets={"工作成效": [_HEAD, ["【示例】", "上半年", "党建工作", "走访企业", "走访3家。"], *_DATA]},
        is_read=True,
    ),
    Trap(
        name="表头上面有数据",
        told=[("L03", "工作成效!1:1", "表头上面第1行像是数据，没有读")],
        sheets={"工作成效": [_DATA[0], _HEAD, *_DATA[1:]]},
        twin={"工作成效": [["工作成效"], _HEAD, *_DATA]},
    ),
    Trap(
        name="续表",
        sheets={"工作成效": ROWS[:3], "工作成效(2)": [_HEAD, *ROWS[3:]]},
        is_read=True,
    ),
    Trap(
        name="续表没有表头",
        sheets={"工作成效": ROWS[:3], "工作成效（续）": ROWS[3:]},
        is_read=True,
    ),
    Trap(
        name="复制出来忘了删的表",
        told=[
            ("L02", "工作表“工作成效 (2)”", "“工作成效 (2)”当作“工作成效”的续表，各行的内容却与前面的相同"),
        ],
        sheets={"工作成效 (2)": ROWS},
    ),
    Trap(
        name="不认识的表",
        told=[("L05", "工作表“备用”", "工作表“备用”没有读，不认识这个表名")],
        sheets={"备用": [["甲", "乙"], [1, 2]]},
        is_read=True,
    ),
    Trap(
        name="手写的序号",
        told=[
            ("V21", "工作成效!C2", "“板块”开头手写的序号“一、”不印"),
            ("V21", "工作成效!D2", "“事项”开头手写的序号“1、”不印"),
            ("V21", "工作成效!D3", "“事项”开头手写的序号“（二）”不印"),
            ("V21", "工作成效!E4", "“内容”开头手写的序号“①”不印"),
        ],
        sheets={
            "工作成效": replaced(
                ROWS, {"C2": "一、党建工作", "D2": "1、抓学习", "D3": "（二）抓阵地", "E4": "① " + str(ROWS[3][4])}
            )
        },
        is_read=True,
    ),
    Trap(
        name="序号1.10存成1.1",
        told=[("L48", "工作成效!A4", "序号 1.1 接在 1.9 后面，当作 1.10")],
        is_read=True,
        sheets={"工作成效": replaced(ROWS, {"A2": 1.8, "A3": 1.9, "A4": 1.1, "C4": "党建工作"})},
        twin={"工作成效": replaced(ROWS, {"A2": "1.8", "A3": "1.9", "A4": "1.10", "C4": "党建工作"})},
    ),
    Trap(
        name="序号1.10显示两位小数",
        sheets={
            "工作成效": Page(
                replaced(ROWS, {"A2": 1.8, "A3": 1.9, "A4": 1.1, "C4": "党建工作"}), formats={"A4": "0.00"}
            )
        },
        twin={"工作成效": replaced(ROWS, {"A2": "1.8", "A3": "1.9", "A4": "1.10", "C4": "党建工作"})},
        is_read=True,
    ),
    Trap(
        name="序号写成带圈的数和汉字",
        told=[
            ("L47", "工作成效!A2", "“序号”一栏写的是“①”，按 1 排列"),
            ("L47", "工作成效!A3", "“序号”一栏写的是“（二）”，按 2 排列"),
            ("L47", "工作成效!A4", "“序号”一栏写的是“三”，按 3 排列"),
        ],
        sheets={"工作成效": replaced(ROWS, {"A2": "①", "A3": "（二）", "A4": "三"})},
        is_read=True,
    ),
    Trap(
        name="序号不是数字",
        told=[("V20", "工作成效!A3", "“序号”一栏写的是“甲”，不是数字")],
        sheets={"工作成效": replaced(ROWS, {"A3": "甲"})},
    ),
)
