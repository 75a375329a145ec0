"""Traps of blanks that are not blank: formulas, error values, white space, 无 and 同上."""

from __future__ import annotations

from matrix.trap import ROWS, Trap, facts, figures, work
from office_files import ErrorValue, Formula

_FORMULAS = {"csv": "文本文件没有公式"}
_COMPUTED = dict.fromkeys(("ods", "xls", "et"), "LibreOffice 打开时算出了结果")


BLANKS: tuple[Trap, ...] = (
    Trap(
        name="指标数的公式没有存结果",
        told=[("L46", "指标!E2", "“二季度”一栏的公式存着 0，像是没有算过")],
        told_by={"openpyxl": [("V25", "指标!E2", "“二季度”一栏的公式没有算出结果")]},
        sheets=figures(E2=Formula("=D2+5")),
        not_held=_FORMULAS | _COMPUTED,
    ),
    Trap(
        name="算出的指标数",
        told_by={"openpyxl": [("V25", "指标!E2", "“二季度”一栏的公式没有算出结果")]},
        sheets=figures(E2=Formula("=D2+5", 45)),
        is_read=True,
    ),
    Trap(
        name="LibreOffice算出的文字公式",
        told_by={"openpyxl": [("V25", "工作成效!E2", "“内容”一栏的公式没有算出结果")]},
        sheets=work(E2=Formula('="集中学习"&2*3&"次。"', "集中学习6次。")),
        is_read=True,
    ),
    Trap(
        name="内容的文字公式没有存结果",
        told=[("L46", "工作成效!E2", "“内容”一栏的公式存着 0，像是没有算过")],
        told_by={"openpyxl": [("V25", "工作成效!E2", "“内容”一栏的公式没有算出结果")]},
        sheets=work(E2=Formula('="集中学习"&2*3&"次。"')),
        not_held=_FORMULAS | _COMPUTED,
    ),
    Trap(
        name="表头的公式没有存结果",
        told=[
            ("L46", "指标!E1", "表头的公式存着 0，像是没有算过"),
            ("V60", "基本信息!B4", "“{整改率}”印不出来：“整改率”没有2025年上半年的数"),
            ("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数"),
        ],
        told_by={
            "openpyxl": [
                ("V25", "指标!E1", "表头的公式没有算出结果"),
                ("V60", "基本信息!B4", "“{整改率}”印不出来：“整改率”没有2025年上半年的数"),
                ("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数"),
            ]
        },
        sheets=figures(E1=Formula('="二"&"季度"')),
        not_held=_FORMULAS | _COMPUTED,
    ),
    Trap(
        name="时期的公式没有存结果",
        told=[
            ("L46", "工作成效!B2", "“时期”一栏的公式存着 0，像是没有算过"),
            ("V14", "工作成效!B2", "“0”不是认得的时期"),
        ],
        told_by={"openpyxl": [("V25", "工作成效!B2", "“时期”一栏的公式没有算出结果")]},
        sheets=work(B2=Formula('="上"&"半年"')),
        not_held=_FORMULAS | _COMPUTED,
    ),
    Trap(
        name="公式算出0",
        told_by={
            "openpyxl": [("V25", "指标!E2", "“二季度”一栏的公式没有算出结果")],
            "xlsxwriter": [("L46", "指标!E2", "“二季度”一栏的公式存着 0，像是没有算过")],
        },
        sheets=figures(E2=Formula("=D2-40", 0)),
        twin=figures(E2=0),
        is_read=True,
    ),
    *(
        Trap(
            name=f"指标数是{code}",
            sheets=figures(E2=ErrorValue(code)),
            told=[("V24", "指标!E2", f"“二季度”一栏是错误值 {code}")],
        )
        for code in ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")
    ),
    Trap(
        name="内容是错误值",
        told=[("V24", "工作成效!E3", "“内容”一栏是错误值 #REF!")],
        sheets=work(E3=ErrorValue("#REF!")),
    ),
    Trap(
        name="板块是错误值",
        told=[("V24", "工作成效!C3", "“板块”一栏是错误值 #N/A")],
        sheets=work(C3=ErrorValue("#N/A")),
    ),
    Trap(
        name="时期是错误值",
        told=[("V24", "工作成效!B3", "“时期”一栏是错误值 #REF!")],
        sheets=work(B3=ErrorValue("#REF!")),
    ),
    Trap(
        name="表头是错误值",
        told=[
            ("V24", "指标!E1", "表头是错误值 #REF!"),
            ("V60", "基本信息!B4", "“{整改率}”印不出来：“整改率”没有2025年上半年的数"),
            ("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数"),
        ],
        sheets=figures(E1=ErrorValue("#REF!")),
    ),
    Trap(
        name="序号是错误值",
        told=[("V24", "工作成效!A3", "“序号”一栏是错误值 #VALUE!")],
        sheets=work(A3=ErrorValue("#VALUE!")),
    ),
    Trap(
        name="单位名称是错误值",
        told=[("V24", "基本信息!B2", "“内容”一栏是错误值 #REF!")],
        sheets=facts(B2=ErrorValue("#REF!")),
    ),
    Trap(
        name="标题行的公式没有存结果",
        told=[("L46", "工作成效!A1", "标题行的公式存着 0，像是没有算过")],
        told_by={"openpyxl": [("V25", "工作成效!A1", "标题行的公式没有算出结果")]},
        sheets={"工作成效": [[Formula('="2025年"&"上半年工作成效"')], *ROWS]},
        twin={"工作成效": [["2025年上半年工作成效"], *ROWS]},
        not_held=_FORMULAS | _COMPUTED,
    ),
    Trap(
        name="标题行是错误值",
        told=[("V24", "工作成效!A1", "标题行是错误值 #REF!")],
        sheets={"工作成效": [[ErrorValue("#REF!")], *ROWS]},
        twin={"工作成效": [["工作成效"], *ROWS]},
    ),
    Trap(name="内容空着", told=[("V17", "工作成效!E3", "第3行的内容为空")], sheets=work(E3=None)),
    Trap(name="内容是空文字", told=[("V17", "工作成效!E3", "第3行的内容为空")], sheets=work(E3="")),
    Trap(name="内容只有空格", told=[("V17", "工作成效!E3", "第3行的内容为空")], sheets=work(E3=" \u3000")),
    Trap(
        name="内容是算出的空文字",
        told=[("V17", "工作成效!E3", "第3行的内容为空")],
        told_by={
            "openpyxl": [("V25", "工作成效!E3", "“内容”一栏的公式没有算出结果")],
            "xlsxwriter": [("V25", "工作成效!E3", "“内容”一栏的公式没有算出结果")],
        },
        sheets=work(E3=Formula('=""', "")),
    ),
    Trap(name="时期只有空格", told=[("V15", "工作成效!B3", "第3行没有写时期")], sheets=work(B3="\u3000")),
    Trap(name="板块只有空格", told=[("V30", "工作成效!C3", "第3行没有写板块，别的行写了")], sheets=work(C3=" ")),
    Trap(name="序号只有空格", sheets=work(A3=" "), twin=work(A3=None), is_read=True),
    Trap(
        name="指标数空着",
        told=[("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数")],
        sheets=figures(E2=None),
    ),
    Trap(
        name="指标数是空文字",
        told=[("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数")],
        sheets=figures(E2=""),
    ),
    Trap(
        name="指标数只有空格",
        told=[("V60", "工作成效!E4", "“{检查企业}”印不出来：“检查企业”没有2025年上半年的数")],
        sheets=figures(E2=" "),
    ),
    Trap(
        name="指标数是横线", told=[("V40", "指标!E2", "“二季度”一栏写的是“—”，这里只能填数字")], sheets=figures(E2="—")
    ),
    Trap(name="责任科室写同上", told=[("V22", "工作成效!F3", "“责任科室”一栏写的是“同上”")], sheets=work(F3="同上")),
    Trap(name="内容写同上", told=[("V22", "工作成效!E3", "“内容”一栏写的是“〃”")], sheets=work(E3="〃")),
    Trap(
        name="问题和计划写无",
        sheets={
            "存在问题": [["时期", "事项", "内容"], ["上半年", "人手不足", "持证人员偏少。"], ["上半年", "无", None]],
        },
        is_read=True,
    ),
    Trap(
        name="责任科室、编号等只是空文字",
        sheets=work(A2="", F2=""),
        twin=work(A2=None, F2=None),
        is_read=True,
    ),
)
