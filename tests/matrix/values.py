"""Traps of values that are not what they look like, and of what is hidden."""

from __future__ import annotations

import datetime

from matrix.trap import FACTS, FIGURES, ROWS, SOUND, Trap, facts, figures, replaced, work
from office_files import Page

_TYPED = {"csv": "文本文件里都是文字，数字和文字写的数分不出来"}
_SEEN = {"csv": "文本文件没有隐藏的行、列和表"}
_DROPPED = {"ods": "XML 写不下控制字符，LibreOffice 保存时去掉了"}


VALUES: tuple[Trap, ...] = (
    Trap(
        name="全角的数字",
        told=[("L47", "指标!E2", "“二季度”一栏的“４５”存成了文字，按 45 读")],
        sheets=figures(E2="４５"),
        is_read=True,
    ),
    Trap(
        name="带单位的数字",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“45家”，带了单位或文字，这里只能填数字")],
        sheets=figures(E2="45家"),
    ),
    Trap(
        name="前面有撇号的数字",
        told=[("L47", "指标!E2", "“二季度”一栏的“45”存成了文字，按 45 读")],
        sheets=figures(E2="45"),
        not_held=_TYPED,
        is_read=True,
    ),
    Trap(
        name="混入字母O的数字",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“1,2OO”，混入了字母，这里只能填数字")],
        sheets=figures(E2="1,2OO"),
    ),
    Trap(
        name="混入字母l的数字",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“4l”，混入了字母，这里只能填数字")],
        sheets=figures(E2="4l"),
    ),
    Trap(
        name="末尾有句号的数字",
        told=[("L47", "指标!E2", "“二季度”一栏的“45。”存成了文字，按 45 读")],
        sheets=figures(E2="45。"),
        is_read=True,
    ),
    Trap(
        name="汉字写的数字",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“四十五”，是汉字，这里只能填数字")],
        sheets=figures(E2="四十五"),
    ),
    Trap(
        name="数字前后有空格",
        told=[("L47", "指标!E2", "“二季度”一栏的“45”存成了文字，按 45 读")],
        sheets=figures(E2="\u00a045 "),
        is_read=True,
    ),
    Trap(
        name="隐藏的行",
        told=[("V83", "工作成效!3:3", "第3行是隐藏的，照样会用")],
        sheets={"工作成效": Page(ROWS, hidden_rows=[3])},
        not_held=_SEEN,
        is_read=True,
    ),
    Trap(
        name="筛选掉的行",
        told=[("V83", "存在问题!3:3", "第3行是隐藏的，照样会用")],
        sheets={
            "存在问题": Page(
                [
                    ["时期", "事项", "内容"],
                    ["上半年", "人手不足", "持证人员偏少。"],
                    ["一季度", "装备不足", "车辆老旧。"],
                ],
                hidden_rows=[3],
                filtered=("A1:A3", "上半年"),
            )
        },
        twin={
            "存在问题": [
                ["时期", "事项", "内容"],
                ["上半年", "人手不足", "持证人员偏少。"],
                ["一季度", "装备不足", "车辆老旧。"],
            ]
        },
        not_held=_SEEN,
        is_read=True,
    ),
    Trap(
        name="隐藏的列",
        told=[("V83", "工作成效!E:E", "“内容”一栏（E列）是隐藏的，照样会用")],
        sheets={"工作成效": Page(ROWS, hidden_columns=["E"])},
        not_held=_SEEN,
        is_read=True,
    ),
    Trap(
        name="指标隐藏的列",
        told=[("V83", "指标!D:D", "“一季度”一栏（D列）是隐藏的，照样会用")],
        sheets={"指标": Page(FIGURES, hidden_columns=["D"])},
        not_held=_SEEN,
        is_read=True,
    ),
    Trap(
        name="隐藏的表",
        told=[("V83", "工作表“存在问题”", "工作表“存在问题”是隐藏的，照样会用")],
        sheets={"存在问题": Page(SOUND["存在问题"], is_hidden=True)},  # type: ignore[arg-type]
        not_held=_SEEN,
        is_read=True,
    ),
    Trap(
        name="成文日期存成数字",
        told=[("V13", "基本信息!B5", "“成文日期”是数字 45843，像是存成数字的日期（2025年7月5日）")],
        sheets=facts(B5=45843),
    ),
    Trap(
        name="时期存成数字",
        told=[("V14", "工作成效!B3", "时期是数字 45838，像是存成数字的日期（2025年6月30日）")],
        sheets=work(B3=45838),
    ),
    Trap(
        name="工作成效的完成时限存成数字",
        told=[("V80", "工作成效!G3", "“完成时限”一栏是数字 45838，像是存成数字的日期（2025年6月30日）")],
        sheets={"工作成效": [[*row, due] for row, due in zip(ROWS, ["完成时限", "长期", 45838, "6月底"], strict=True)]},
        twin={
            "工作成效": [
                [*row, due] for row, due in zip(ROWS, ["完成时限", "长期", "2025年6月30日", "6月底"], strict=True)
            ]
        },
    ),
    Trap(
        name="时期是日期",
        told=[("V14", "工作成效!B3", "“2025年6月1日”不是认得的时期")],
        sheets=work(B3=datetime.date(2025, 6, 1)),
    ),
    Trap(
        name="年度存成日期",
        told=[("L51", "基本信息!B3", "年度是日期 2025年1月1日，按 2025 年用")],
        sheets=facts(B3=datetime.date(2025, 1, 1)),
        is_read=True,
    ),
    Trap(
        name="年度2025显示成日期",
        told=[("L51", "基本信息!B3", "年度是日期 1905年7月17日，按 2025 年用")],
        sheets={"基本信息": Page(FACTS, formats={"B3": "yyyy/m/d"})},
        not_held={"csv": "文本文件里只有显示的 1905/7/17"},
        is_read=True,
    ),
    Trap(
        name="指标数显示成日期",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“1900年2月14日”，是日期，这里只能填数字")],
        sheets={"指标": Page(FIGURES, formats={"E2": "yyyy/m/d"})},
        not_held={"csv": "文本文件里只有显示的 1900/2/14"},
    ),
    Trap(
        name="百分比格式的0.965",
        sheets={"指标": Page(replaced(FIGURES, {"D3": 0.955, "E3": 0.965}), formats={"D3": "0.0%", "E3": "0.0%"})},
        is_read=True,
    ),
    Trap(name="写成96.5%的文字", sheets=figures(D3="95.5%", E3="96.5%"), is_read=True),
    Trap(
        name="没有百分比格式的0.965",
        told=[("V47", "指标!D3", "“整改率”的计量单位是%，所填的数都不大于1，0.955会印成0.955%")],
        sheets=figures(D3=0.955, E3=0.965),
    ),
    Trap(
        name="数量填了百分数",
        told=[("V48", "指标!E2", "“检查企业”的计量单位是“家”，这里写的是45%")],
        sheets={"指标": Page(replaced(FIGURES, {"E2": 0.45}), formats={"E2": "0%"})},
    ),
    Trap(
        name="格式里写着百分号的96.5",
        sheets={"指标": Page(FIGURES, formats={"D3": '0.0"%"', "E3": '0.0"%"'})},
        is_read=True,
    ),
    Trap(
        name="指标数是逻辑值",
        told=[("V40", "指标!E2", "“二季度”一栏写的是“TRUE”，是逻辑值，这里只能填数字")],
        sheets=figures(E2=True),
    ),
    Trap(
        name="板块末尾有空格",
        told=[("L49", "工作成效!C3", "“板块”一栏 C3 里有看不见的空格，按没有它们认")],
        sheets=work(C3="党建工作 "),
        is_read=True,
    ),
    Trap(
        name="板块里有零宽空格",
        told=[("L49", "工作成效!C3", "“板块”一栏 C3 里有看不见的零宽空格，按没有它们认")],
        sheets=work(C3="党建\u200b工作"),
        is_read=True,
    ),
    Trap(
        name="板块里有不间断空格",
        told=[("L49", "工作成效!C3", "“板块”一栏 C3 里有看不见的不间断空格，按没有它们认")],
        sheets=work(C3="党建\u00a0工作"),
        is_read=True,
    ),
    Trap(
        name="板块里有全角空格",
        told=[("L49", "工作成效!C3", "“板块”一栏 C3 里有看不见的全角空格，按没有它们认")],
        sheets=work(C3="\u3000党建工作"),
        is_read=True,
    ),
    Trap(
        name="指标名称末尾有空格",
        told=[("L49", "指标!A2", "“指标”一栏 A2 里有看不见的空格，按没有它们认")],
        sheets=figures(A2="检查企业 "),
        is_read=True,
    ),
    Trap(
        name="项目里有不间断空格",
        told=[("L49", "基本信息!A2", "“项目”一栏 A2 里有看不见的不间断空格，按没有它们认")],
        sheets=facts(A2="单位\u00a0名称"),
        is_read=True,
    ),
    Trap(
        name="内容里有零宽空格",
        told=[("L50", "工作成效!E3", "“内容”一栏“新建”后面有看不见的字符 U+200B（零宽空格），会带进报告")],
        sheets=work(E3="新建\u200b阵地2处。"),
    ),
    Trap(
        name="内容里有软连字符",
        told=[("L50", "工作成效!E3", "“内容”一栏“新建”后面有看不见的字符 U+00AD（软连字符），会带进报告")],
        sheets=work(E3="新建\u00ad阵地2处。"),
    ),
    Trap(
        name="内容里有控制字符",
        told=[("V26", "工作成效!E3", "“内容”一栏“新建”后面有看不见的控制字符 U+000B")],
        sheets=work(E3="新建\x0b阵地2处。"),
        not_held=_DROPPED,
    ),
    Trap(
        name="单位名称里有控制字符",
        told=[("V26", "基本信息!B2", "“内容”一栏“云岭区应急”后面有看不见的控制字符 U+0007")],
        sheets=facts(B2="云岭区应急\x07管理局"),
        not_held=_DROPPED,
    ),
    Trap(
        name="内容里有制表符",
        told=[("V27", "工作成效!E3", "“内容”一栏有制表符，会照样印出")],
        sheets=work(E3="新建\t阵地2处。"),
    ),
    Trap(name="事项里有换行", told=[("V28", "工作成效!D3", "“事项”一栏有换行，按一行印")], sheets=work(D3="抓\n阵地")),
)
