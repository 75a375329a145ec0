"""Every rule of the audit on its own cases: what it finds, in what words, and what it leaves alone."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from official_papers import (
    EVEN,
    ODD,
    Grid,
    Para,
    addressee,
    annex_label,
    annex_note,
    blank,
    body,
    copy_to,
    date,
    h1,
    h2,
    h3,
    line_shape,
    make,
    mark,
    number,
    numbering,
    page_number,
    picture,
    plain,
    run_xml,
    signature,
    subtitle,
    text,
    title,
)

from summarize.audit import NATIONAL, audit_paper
from summarize.audit.paper import Paper
from summarize.audit.reading import read_document
from summarize.audit.registry import RULES
from summarize.audit.roles import assign_roles

BY_CODE = {rule.RULE.code: rule for rule in RULES}
Case = tuple[str, Sequence[Any], dict[str, Any]]


def doc(*blocks: Any, **setting: Any) -> tuple[Sequence[Any], dict[str, Any]]:
    return blocks, setting


def read(path: Path, blocks: Sequence[Any], setting: dict[str, Any]) -> Paper:
    return assign_roles(read_document(make(path, *blocks, **setting)))


T = title("2017年上半年工作总结")
A4_ON_ITS_SIDE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
LANDSCAPE = '<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984"/>'
WORDS_OWN = '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/>'


def margins(top: float, right: float, bottom: float, left: float, gutter: float = 0) -> str:
    values = zip(("top", "right", "bottom", "left", "gutter"), (top, right, bottom, left, gutter), strict=True)
    said = "".join(f' w:{name}="{round(value * 56.693)}"' for name, value in values)
    return f"<w:pgMar{said}/>"


def grid(kind: str, pitch: int, characters: int = 0) -> str:
    return f'<w:docGrid w:type="{kind}" w:linePitch="{pitch}" w:charSpace="{characters}"/>'


AUTO = body("今年以来，各项工作有序推进。", line=("auto", 1))
THEME_FONTS = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
    '<a:font script="Hans" typeface="等线 Light"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="{}"/>'
    '<a:font script="Hans" typeface="等线"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
HEAD = (mark("云岭区应急管理局文件"), number("云应急〔2017〕5号"))
SIGNED = (mark("云岭区应急管理局文件"), number("\t云应急〔2017〕5号\t签发人：某某某"))
TAIL = (signature("云岭区应急管理局", right=2), date("2017年7月5日", right=2))
UNSEALED = (signature("云岭区应急管理局", right=2), date("2017年7月5日", right=2))
SEALED = (signature("云岭区应急管理局", right=3), date("2017年7月5日", right=4))
LONG_TEXT = text(16)
COPY, ISSUED = copy_to("抄送：区委办公室，区政府办公室。"), copy_to("云岭区应急管理局办公室\t2017年7月6日印发")
RULED = Grid([[[COPY]], [[ISSUED]]], borders=(8, 6))
FOOT = doc(T, *text(2), *TAIL, RULED)
NOTE_ONE = annex_note("附件：主要指标完成情况表")
NOTE_TWO = (annex_note("附件：1.主要指标完成情况表"), annex_note("2.重点项目进度表"))
ANNEX_ONE = (annex_label("附件"), title("主要指标完成情况表"))
ANNEX_TWO = (
    annex_label("附件1"),
    title("主要指标完成情况表"),
    *text(),
    annex_label("附件2"),
    title("重点项目进度表"),
    *text(),
)
INS = '<w:ins w:id="1" w:author="某某" w:date="2017-07-01T00:00:00Z">' + run_xml("加快推进", {}) + "</w:ins>"
DEL = '<w:del w:id="2" w:author="某某"><w:r><w:delText>去年的说法</w:delText></w:r></w:del>'
COMMENT = '<w:comment w:id="0" w:author="某某"><w:p><w:r><w:t>数字再核一下</w:t></w:r></w:p></w:comment>'
REFERENCE = '<w:r><w:commentReference w:id="0"/></w:r>'


def footers(odd: str | None, even: str | None = EVEN, **setting: Any) -> tuple[Sequence[Any], dict[str, Any]]:
    return doc(T, *LONG_TEXT, odd=odd, even=even, **setting)


FINDS: list[tuple[str, tuple[Sequence[Any], dict[str, Any]], list[str]]] = [
    ("G01", doc(T, page='<w:pgSz w:w="12240" w:h="15840"/>'), ["纸张是216毫米×279毫米，应为A4（210毫米×297毫米）"]),
    ("G01", doc(T, page='<w:pgSz w:w="10433" w:h="14742"/>'), ["纸张是184毫米×260毫米，应为A4（210毫米×297毫米）"]),
    ("G01", doc(T, page='<w:pgSz w:w="16838" w:h="23811"/>'), ["纸张是297毫米×420毫米，应为A4（210毫米×297毫米）"]),
    (
        "G02",
        doc(T, margins=WORDS_OWN),
        [
            "页边距不合版心：上25.4毫米（应为37）、下25.4毫米（应为35）、左31.8毫米（应为28）、右31.8毫米（应为26）",
        ],
    ),
    ("G02", doc(T, margins=margins(37, 26, 25, 28)), ["页边距不合版心：下25.0毫米（应为35）"]),
    ("G02", doc(T, margins=margins(37, 26, 35, 28, gutter=5)), ["页边距不合版心：左33.0毫米（应为28）"]),
    ("G03", doc(T, AUTO, grid=grid("lines", 312)), ["文档网格行距15.6磅，每页40行，应为22行"]),
    ("G03", doc(T, AUTO, grid=grid("lines", 580)), ["文档网格行距29磅，每页21行，应为22行"]),
    ("G03", doc(T, *text(), grid=grid("linesAndChars", 579, 4096)), ["文档网格每行26字，应为28字"]),
    ("G04", doc(title("2017年工作总结", font="宋体")), ["标题的汉字用“宋体”，应为小标宋"]),
    ("G04", doc(title("2017年工作总结", font="华文中宋")), ["标题的汉字用“华文中宋”，应为小标宋"]),
    ("G04", doc(title("2017年工作总结", size=18)), ["标题的字号是小二，应为二号"]),
    ("G05", doc(T, body("全年完成任务12项。", font="宋体")), ["正文的汉字用“宋体”，应为仿宋"]),
    (
        "G05",
        doc(T, body([("全年完成", {}), ("任务12项。", {"font": "微软雅黑"})])),
        ["正文的汉字用“微软雅黑”，应为仿宋"],
    ),
    ("G05", doc(T, body("全年完成任务12项。", size=15)), ["正文的字号是小三，应为三号"]),
    ("G06", doc(T, h1("一、工作成效", font="仿宋_GB2312")), ["一级标题的汉字用“仿宋_GB2312”，应为黑体"]),
    ("G06", doc(T, h2("（一）强化责任", font="黑体")), ["二级标题的汉字用“黑体”，应为楷体"]),
    (
        "G06",
        doc(T, h2([("（一）强化责任。", {"font": "仿宋"}), ("层层签订责任书，逐级抓好落实。", {"font": "仿宋"})])),
        ["二级标题的汉字用“仿宋”，应为楷体"],
    ),
    ("G07", doc(T, addressee("各科室：", font="黑体"), *text()), ["主送机关的汉字用“黑体”，应为仿宋"]),
    (
        "G07",
        doc(T, *text(), signature("区应急局", font="宋体"), date("2017年7月5日")),
        ["署名的汉字用“宋体”，应为仿宋"],
    ),
    (
        "G07",
        doc(T, *text(), *TAIL, annex_label("附件", font="仿宋"), title("清单")),
        ["附件标识的汉字用“仿宋”，应为黑体"],
    ),
    (
        "G08",
        doc(T, body("各项工作有序推进。", theme="minorEastAsia"), theme=THEME_FONTS.format("")),
        ["正文的字体“等线”取自主题，应直接指定仿宋"],
    ),
    (
        "G08",
        doc(title("工作总结", theme="majorEastAsia"), theme=THEME_FONTS.format("")),
        ["标题的字体“等线 Light”取自主题，应直接指定小标宋"],
    ),
    (
        "G08",
        doc(T, h1("一、成效", theme="minorEastAsia"), theme=THEME_FONTS.format("宋体")),
        ["一级标题的字体“宋体”取自主题，应直接指定黑体"],
    ),
    (
        "G09",
        doc(T, body("深化“放管服”改革。", hansi="Times New Roman", hint="default")),
        ["引号用了西文字体Times New Roman，应与汉字同用中文字体"],
    ),
    (
        "G09",
        doc(T, body("开展宣传、培训……。", hansi="Calibri", hint="default")),
        ["省略号用了西文字体Calibri，应与汉字同用中文字体"],
    ),
    (
        "G09",
        doc(T, body("重点抓一件事——安全。", hansi="Arial", hint="default")),
        ["破折号用了西文字体Arial，应与汉字同用中文字体"],
    ),
    (
        "G10",
        doc(T, body("完成12345项。"), body([("完成", {}), ("12", {"ascii": "Calibri"}), ("项。", {})])),
        ["数字用“Calibri”，别处多用“Times New Roman”"],
    ),
    (
        "G10",
        doc(T, body("完成12345项。"), body("走访35户。", ascii="宋体")),
        ["数字用“宋体”，别处多用“Times New Roman”"],
    ),
    (
        "G10",
        doc(T, body("完成1项。"), body("走访3512户。", ascii="仿宋_GB2312")),
        ["数字用“Times New Roman”，别处多用“仿宋_GB2312”"],
    ),
    ("G11", doc(T, h2("（一）强化责任", bold=True)), ["二级标题中“（一）强化责任”加粗，国标不加粗"]),
    ("G11", doc(title("工作总结", bold=True)), ["标题中“工作总结”加粗，国标不加粗"]),
    (
        "G11",
        doc(T, body([("各项工作", {}), ("有序", {"bold": True}), ("推进。", {})])),
        ["正文中“有序”加粗，国标不加粗"],
    ),
    (
        "G12",
        doc(T, body([("走访", {}), ("35户", {"color": "FF0000"}), ("。", {})])),
        ["“35户”的颜色是FF0000，应为黑色"],
    ),
    ("G12", doc(T, body("各项工作有序推进。", color="666666")), ["“各项工作有序推进。”的颜色是666666，应为黑色"]),
    ("G12", doc(title("2017年上半年工作总结", color="17365D")), ["“2017年上半年工作总结”的颜色是17365D，应为黑色"]),
    (
        "G13",
        doc(T, body("各项工作有序推进。", line=("auto", 1.5), off_grid=True)),
        ["行距是1.5倍行距，应为固定值28.95磅（每页22行）"],
    ),
    (
        "G13",
        doc(T, body("各项工作有序推进。", line=("exact", 28))),
        ["行距是固定值28磅，应为固定值28.95磅（每页22行）"],
    ),
    (
        "G13",
        doc(T, body("各项工作有序推进。", line=("exact", 29))),
        ["行距是固定值29磅，每页21行，应为固定值28.95磅（每页22行）"],
    ),
    (
        "G13",
        doc(T, body("各项工作有序推进。", line=("atLeast", 20), off_grid=True)),
        ["行距是最小值20磅，应为固定值28.95磅（每页22行）"],
    ),
    ("G14", doc(T, body("各项工作有序推进。", first=0)), ["首行没有缩进，应左空2字"]),
    ("G14", doc(T, body("　　各项工作有序推进。", first=0)), ["段首用空格代替首行缩进"]),
    ("G14", doc(T, body("　　各项工作有序推进。")), ["首行已缩进两字，段首又打了空格"]),
    (
        "G14",
        doc(T, body("各项工作有序推进。", left=2, hanging=2)),
        ["首行悬挂2.0字、左缩进2.0字，应首行左空2字、回行顶格"],
    ),
    ("G14", doc(T, body("各项工作有序推进。", left=2)), ["整段左缩进2.0字、首行缩进2.0字，应首行左空2字、回行顶格"]),
    ("G14", doc(T, body("各项工作有序推进。", first=1)), ["首行缩进1.0字，应为2字"]),
    ("G15", doc(T, body("今年以来，各项工作有序推进。", align="center")), ["正文居中，应为两端对齐"]),
    ("G15", doc(T, body("今年以来，各项工作有序推进。", align="right")), ["正文右对齐，应为两端对齐"]),
    ("G15", doc(T, body("今年以来，各项工作有序推进。", align="left")), ["正文左对齐，应为两端对齐"]),
    ("G16", doc(T, *text(), body("各项工作有序推进。", after=8)), ["段后8磅，应为0"]),
    ("G16", doc(T, *text(), h1("一、成效", before_lines=0.5, after_lines=0.5)), ["段前0.5行、段后0.5行，应为0"]),
    ("G16", doc(T, *text(), body("各项工作有序推进。", before=12)), ["段前12磅，应为0"]),
    ("G17", doc(title("2017年工作总结", align="left")), ["标题没有居中，应居中"]),
    ("G17", doc(title("　　　　2017年工作总结", align="both")), ["标题没有居中，用空格推到中间，应居中"]),
    ("G17", doc(title("2017年工作总结", first=2)), ["标题居中却有2.0字的缩进，会偏离正中"]),
    (
        "G18",
        doc(T, h1("工作成效", number=1), h1("存在问题", number=1), h1("三、工作打算"), numbering=numbering(1)),
        ["一级标题的序号这里是手打，别处是自动编号"],
    ),
    (
        "G18",
        doc(T, h1("一、工作成效"), h1("二、存在问题"), h1("工作打算", number=1), numbering=numbering(3)),
        ["一级标题的序号这里是自动编号，别处是手打"],
    ),
    (
        "G18",
        doc(T, h2("（一）强化责任"), h2("（二）狠抓落实"), h2("开展培训", number=1, level=1), numbering=numbering(1)),
        ["二级标题的序号这里是自动编号，别处是手打"],
    ),
    (
        "G19",
        doc(T, h1("工作成效", number=1), h1("工作打算", number=2), numbering=numbering(1, 4)),
        ["自动编号是“四、”，按次序应为“二、”"],
    ),
    (
        "G19",
        doc(T, h1("工作成效", number=1), h1("工作打算", number=2), numbering=numbering(1, 1)),
        ["自动编号是“一、”，按次序应为“二、”"],
    ),
    (
        "G19",
        doc(
            T,
            h1("一、工作成效"),
            h2("强化责任", number=1),
            h1("二、工作打算"),
            h2("狠抓落实", number=1),
            numbering=numbering(1).replace("%1、", "（%1）"),
        ),
        ["自动编号是“（二）”，按次序应为“（一）”"],
    ),
    ("G20", footers(None, None), ["没有页码"]),
    (
        "G20",
        doc(T, *LONG_TEXT, odd="<w:p><w:r><w:t>— 1 —</w:t></w:r></w:p>", even=None),
        ["页脚的“— 1 —”是打上去的，不会随页变化"],
    ),
    ("G20", doc(T, *LONG_TEXT, odd="<w:p><w:r><w:t>云岭区应急管理局</w:t></w:r></w:p>", even=None), ["没有页码"]),
    (
        "G21",
        footers(page_number(align="center"), None, has_even=False),
        ["页码不分单双页，都居中；应单页居右、双页居左，各空一字"],
    ),
    (
        "G21",
        footers(page_number(align="right", right=1), page_number(align="right", right=1)),
        ["双页码居右，应居左空一字"],
    ),
    ("G21", footers(page_number(align="right"), EVEN), ["单页码居右，没有空一字"]),
    ("G21", footers(None, None, header=page_number(align="center")), ["页码在页眉，应在版心下边缘之下"]),
    (
        "G22",
        footers(page_number("第", "页", align="right", right=1)),
        ["页码写作“第1页”，应在数字左右各放一条一字线（— 1 —）"],
    ),
    (
        "G22",
        footers(page_number("- ", " -", align="right", right=1)),
        ["页码写作“-1-”，应在数字左右各放一条一字线（— 1 —）"],
    ),
    (
        "G22",
        footers(page_number(ascii="Times New Roman", align="right", right=1)),
        ["页码数字的字体是“Times New Roman”，应为宋体"],
    ),
    ("G22", footers(page_number(size=9, align="right", right=1)), ["页码的字号是小五，应为四号"]),
    ("G22", footers(ODD, section='<w:pgNumType w:fmt="upperRoman"/>'), ["页码不是阿拉伯数字"]),
    (
        "G23",
        doc(number("云应急〔2017〕5号"), mark("云岭区应急管理局文件"), title("关于开展培训的通知"), *text()),
        ["发文机关标志在发文字号之下，应在其上"],
    ),
    (
        "G23",
        doc(plain("特急", font="黑体"), plain("000001"), *HEAD, title("关于开展培训的通知"), *text()),
        ["份号在紧急程度之下，应在其上"],
    ),
    ("G23", doc(*HEAD, title("关于2017年上半年工作情况的报告"), *text()), ["红头的报告是上行文，没有标签发人"]),
    (
        "G24",
        doc(HEAD[0], number("云应急[2017]5号"), title("关于开展培训的通知"), *text()),
        ["发文字号写作“云应急[2017]5号”，应为“云应急〔2017〕5号”"],
    ),
    (
        "G24",
        doc(HEAD[0], number("云应急〔2017〕第05号"), title("关于开展培训的通知"), *text()),
        ["发文字号写作“云应急〔2017〕第05号”，应为“云应急〔2017〕5号”"],
    ),
    (
        "G24",
        doc(HEAD[0], number("云应急（17）5号"), title("关于开展培训的通知"), *text()),
        ["发文字号写作“云应急（17）5号”，应为“云应急〔2017〕5号”"],
    ),
    (
        "G25",
        doc(plain("0012"), *HEAD, title("关于开展培训的通知"), *text()),
        ["份号写作“0012”，一般用6位阿拉伯数字，如000001"],
    ),
    (
        "G25",
        doc(plain("急件", font="黑体"), *HEAD, title("关于开展培训的通知"), *text()),
        ["紧急程度写作“急件”，应为特急或加急"],
    ),
    (
        "G25",
        doc(HEAD[0], number("云应急〔2017〕5号\t签发人:某某某"), title("关于工作情况的报告"), *text()),
        ["“签发人”后没有用全角冒号"],
    ),
    (
        "G26",
        doc(mark("云岭区应急管理局文件", color="000000"), HEAD[1], title("关于开展培训的通知"), *text()),
        ["发文机关标志不是红色"],
    ),
    (
        "G26",
        doc(mark("云岭区应急管理局文件", align="left"), HEAD[1], title("关于开展培训的通知"), *text()),
        ["发文机关标志没有居中"],
    ),
    (
        "G26",
        doc(mark("云岭区应急管理局文件", font="宋体"), HEAD[1], title("关于开展培训的通知"), *text()),
        ["发文机关标志用“宋体”，推荐小标宋"],
    ),
    (
        "G27",
        doc(HEAD[0], plain("云应急〔2017〕5号", align="center"), title("关于开展培训的通知"), *text()),
        ["版头没有红色分隔线"],
    ),
    (
        "G27",
        doc(HEAD[0], number("云应急〔2017〕5号", bottom=(12, "000000")), title("关于开展培训的通知"), *text()),
        ["版头的分隔线不是红色"],
    ),
    (
        "G27",
        doc(
            HEAD[0],
            plain("云应急〔2017〕5号", align="center", extra=line_shape("FF0000", 140)),
            title("关于开展培训的通知"),
        ),
        ["红线长140毫米，应与版心等宽（156毫米）"],
    ),
    (
        "G28",
        doc(T, *text(2), *TAIL, Grid([[[ISSUED]], [[COPY]]], borders=(8, 6))),
        ["抄送机关在印发机关之下，应在其上"],
    ),
    (
        "G28",
        doc(T, *text(2), *TAIL, Grid([[[copy_to("抄送:区委办公室。")]], [[ISSUED]]], borders=(8, 6))),
        ["“抄送”后用了半角冒号，应为全角"],
    ),
    (
        "G28",
        doc(T, *text(2), *TAIL, Grid([[[copy_to("抄送：区委办公室")]], [[ISSUED]]], borders=(8, 6))),
        ["抄送机关末尾没有句号"],
    ),
    ("G29", doc(T, *text(2), *TAIL, COPY, ISSUED), ["版记没有分隔线，应首末各一条粗线、中间细线"]),
    (
        "G29",
        doc(T, *text(2), *TAIL, Grid([[[COPY]], [[ISSUED]]], borders=(4, 4))),
        [
            "版记首条分隔线粗0.18毫米，应为0.35毫米",
            "版记末条分隔线粗0.18毫米，应为0.35毫米",
            "版记中间分隔线粗0.18毫米，应为0.25毫米",
        ],
    ),
    ("G29", doc(T, *text(2), *TAIL, COPY.but(top=(8, "auto")), ISSUED.but(top=(6, "auto"))), ["版记没有末条分隔线"]),
    (
        "G30",
        doc(T, *text(2), *TAIL, COPY, copy_to("区应急局办公室\t2017年07月06日印发")),
        ["印发日期写作“2017年07月06日印发”，应为“2017年7月6日印发”"],
    ),
    (
        "G30",
        doc(T, *text(2), *TAIL, COPY, copy_to("区应急局办公室\t二〇一七年七月六日印发")),
        ["印发日期写作“二〇一七年七月六日印发”，应为“2017年7月6日印发”"],
    ),
    (
        "G30",
        doc(T, *text(2), *TAIL, COPY, copy_to("区应急局办公室\t2017.7.6印发")),
        ["印发日期写作“2017.7.6印发”，应为“2017年7月6日印发”"],
    ),
    (
        "G31",
        doc(T, *text(), signature("区应急局", right=0), date("2017年7月5日", right=0)),
        ["署名右空0.0字、日期右空0.0字；盖章的应为5字和4字，不盖章的应为6字和2字"],
    ),
    (
        "G31",
        doc(T, *text(), signature("云岭区应急管理局", align="center", right=0), date("2017年7月5日", right=4)),
        ["署名右空10.0字、日期右空4.0字；盖章的应为3字和4字，不盖章的应为2字和2字"],
    ),
    (
        "G31",
        doc(
            T,
            *text(),
            signature("　　　　区应急局", align="left", right=0),
            date("　　　　2017年7月5日", align="left", right=0),
        ),
        ["署名和成文日期用空格推到右边，改几个字就错位"],
    ),
    (
        "G32",
        doc(T, *text(), signature("区应急局"), date("二〇一七年七月五日")),
        ["成文日期写作“二〇一七年七月五日”，应为“2017年7月5日”"],
    ),
    (
        "G32",
        doc(T, *text(), signature("区应急局"), date("2017年07月05日")),
        ["成文日期写作“2017年07月05日”，应为“2017年7月5日”"],
    ),
    (
        "G32",
        doc(T, *text(), signature("区应急局"), date("2017年7月")),
        ["成文日期写作“2017年7月”，没有把年、月、日标全"],
    ),
    (
        "G33",
        doc(T, *text(), NOTE_ONE, *TAIL, annex_label("附件1"), title("主要指标完成情况表")),
        ["附件标识写作“附件1”，应为“附件”"],
    ),
    (
        "G33",
        doc(T, *text(), *NOTE_TWO, *TAIL, annex_label("附件1："), title("甲表"), annex_label("附件 2"), title("乙表")),
        ["附件标识写作“附件1：”，应为“附件1”", "附件标识写作“附件 2”，应为“附件2”"],
    ),
    (
        "G33",
        doc(T, *text(), *NOTE_TWO, *TAIL, annex_label("附件1"), title("甲表"), annex_label("附件：2"), title("乙表")),
        ["附件标识写作“附件：2”，应为“附件2”"],
    ),
    (
        "G33",
        doc(T, *text(), *NOTE_TWO, *TAIL, annex_label("附件2："), title("乙表")),
        ["附件标识写作“附件2：”，应为“附件2”"],
    ),
    (
        "G33",
        doc(T, *text(), NOTE_ONE, *TAIL, annex_label("附件", align="center"), title("主要指标完成情况表")),
        ["附件标识没有顶格，应在版心左上角顶格"],
    ),
    ("G34", doc(T, *text(), *NOTE_TWO, *TAIL, *ANNEX_ONE), ["附件说明列了2个，后面有1个附件"]),
    (
        "G34",
        doc(T, *text(), NOTE_ONE, *TAIL, annex_label("附件"), title("主要指标完成表")),
        ["附件标题是“主要指标完成表”，附件说明写作“主要指标完成情况表”"],
    ),
    ("G34", doc(T, *text(), *TAIL, *ANNEX_TWO), ["后面有2个附件，正文下没有附件说明"]),
    (
        "G35",
        doc(T, *text(), NOTE_ONE, *TAIL, annex_label("附件", page_break=False), title("主要指标完成情况表")),
        ["“附件”没有另起一页"],
    ),
    (
        "G35",
        doc(
            T,
            *text(),
            NOTE_ONE,
            *TAIL,
            blank,
            blank,
            blank,
            annex_label("附件", page_break=False),
            title("主要指标完成情况表"),
        ),
        ["“附件”没有另起一页"],
    ),
    (
        "G35",
        doc(T, *text(), *NOTE_TWO, *TAIL, *ANNEX_TWO[:3], annex_label("附件2", page_break=False), *ANNEX_TWO[4:]),
        ["“附件2”没有另起一页"],
    ),
    ("G36", doc(T, addressee("各科室：", first=2), *text()), ["主送机关没有顶格"]),
    ("G36", doc(T, addressee("各科室:"), *text()), ["主送机关后是半角冒号，应为全角"]),
    ("G36", doc(T, addressee("　　各科室："), *text()), ["主送机关没有顶格"]),
    ("G37", doc(T, body("各项工作", extra=INS)), ["留有修订：插入“加快推进”"]),
    ("G37", doc(T, body("各项工作", extra=INS + DEL)), ["留有修订：插入“加快推进”等2处"]),
    (
        "G37",
        doc(T, body("各项工作有序推进。", properties='<w:pPrChange w:id="3" w:author="某某"><w:pPr/></w:pPrChange>')),
        ["留有修订：改段落格式"],
    ),
    ("G38", doc(T, body("各项工作。", extra=REFERENCE), comments=COMMENT), ["留有批注：“数字再核一下”"]),
    ("G38", doc(T, comments=COMMENT), ["留有批注：“数字再核一下”"]),
    (
        "G38",
        doc(
            T,
            comments=COMMENT + COMMENT.replace('"0"', '"1"').replace("数字再核一下", "这里的说法与上一次会议纪要不同"),
        ),
        ["留有批注：“数字再核一下”", "留有批注：“这里的说法与上一次会议纪要…”"],
    ),
    ("G39", doc(T, parts={"word/vbaProject.bin": b"x"}), ["文件带有宏（没有运行）"]),
    ("G39", doc(T, parts={"word/vbaData.xml": b"<x/>"}), ["文件带有宏（没有运行）"]),
    (
        "G39",
        doc(T, parts={"word/vbaProject.bin": b"x"}, main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        ["文件带有宏（没有运行）"],
    ),
    (
        "G40",
        doc(T, links=[("attachedTemplate", "http://example.invalid/t.dotm")]),
        ["链接到文件之外的模板“http://example.invalid/t.dotm”"],
    ),
    ("G40", doc(T, links=[("image", "file:///C:/图.png")]), ["链接到文件之外的图片“file:///C:/图.png”"]),
    ("G40", doc(T, links=[("oleObject", "file:///C:/表.xlsx")]), ["链接到文件之外的对象“file:///C:/表.xlsx”"]),
    ("G41", doc(T, parts={"word/embeddings/oleObject1.bin": b"x"}), ["嵌有文件“oleObject1.bin”"]),
    ("G41", doc(T, parts={"word/embeddings/表.xlsx": b"x"}), ["嵌有文件“表.xlsx”"]),
    (
        "G41",
        doc(T, parts={"word/embeddings/a.bin": b"x", "word/embeddings/b.bin": b"x"}),
        ["嵌有文件“a.bin”", "嵌有文件“b.bin”"],
    ),
    ("G42", doc(T, body([("各项工作", {}), ("内部掌握", {"hidden": True}), ("推进。", {})])), ["有隐藏文字“内部掌握”"]),
    ("G42", doc(T, body("这一段只供起草人自己看不要外发", hidden=True)), ["有隐藏文字“这一段只供起草人自己看…”"]),
    ("G42", doc(T, Grid([[[plain("内部数字", hidden=True)]]])), ["有隐藏文字“内部数字”"]),
    ("G43", doc(T, *text(), blank, *text()), ["这一段前面有1个空行"]),
    ("G43", doc(T, *text(), blank, blank, h1("一、成效")), ["这一段前面有2个空行"]),
    ("G43", doc(T, body("各项工作　　　　　有序推进。")), ["句中有一串空格"]),
    ("G44", doc(T, plain("", extra=picture(60))), ["图片高60毫米，行距是固定值28.95磅，只露出一条"]),
    ("G44", doc(T, body("如图所示。", extra=picture(25))), ["图片高25毫米，行距是固定值28.95磅，只露出一条"]),
    (
        "G44",
        doc(T, Grid([[[plain("", extra=picture(30), line=("exact", 20))]]])),
        ["图片高30毫米，行距是固定值20磅，只露出一条"],
    ),
    ("G45", doc(T, Grid([["指标"]], height=(200, "exact"))), ["表1这一行的行高固定为10磅，放不下其中的文字"]),
    (
        "G45",
        doc(
            T,
            Grid(
                [[[plain("甲", size=12, line=("auto", 1)), plain("乙", size=12, line=("auto", 1))]]],
                height=(400, "exact"),
            ),
        ),
        ["表1这一行的行高固定为20磅，放不下其中的文字"],
    ),
    (
        "G45",
        doc(T, Grid([[[plain("指标", size=16, line=("exact", 12))]]])),
        ["表1单元格的行距固定为12磅，小于字号16磅"],
    ),
]


NO_FAULT = [
    T,
    addressee("各科室："),
    *text(),
    h1("一、工作成效"),
    h2([("（一）强化责任。", {}), ("层层签订责任书，逐级抓好落实。", {"font": "仿宋_GB2312"})]),
    h3("1.开展培训。全年组织培训5期。"),
    NOTE_ONE,
    *TAIL,
]
WITHOUT_HEAD = doc(T, *text(2))
GRID_OF_22 = grid("lines", 579)
LEAVES: list[tuple[str, tuple[Sequence[Any], dict[str, Any]]]] = [
    ("G01", doc(T, page=A4_ON_ITS_SIDE, margins=LANDSCAPE)),
    ("G01", doc(T, page='<w:pgSz w:w="11907" w:h="16840"/>')),
    ("G01", doc(T, page='<w:pgSz w:w="210mm" w:h="297mm"/>')),
    ("G02", doc(T, margins=margins(37.8, 26, 34.3, 28.5))),
    ("G02", doc(T, page=A4_ON_ITS_SIDE, margins=LANDSCAPE)),
    ("G02", doc(T, margins=margins(37, 26, 35, 23, gutter=5))),
    ("G03", doc(T, AUTO, grid=GRID_OF_22)),
    ("G03", doc(T, AUTO, grid="")),
    ("G03", doc(T, AUTO, grid=grid("linesAndChars", 579, -848))),
    ("G04", doc(title("2017年工作总结", font="方正小标宋_GBK"))),
    ("G04", doc(title([("2017", {"ascii": "Times New Roman"}), "年工作总结"]))),
    ("G04", doc(T, *text(), *TAIL, annex_label("附件"), title("清单", font="宋体"))),
    ("G05", doc(T, body("全年完成任务12项。", font="仿宋"), body("全年完成任务。", font="方正仿宋_GBK"))),
    ("G05", doc(T, body([("强化责任落实。", {"font": "楷体_GB2312"}), ("层层签订责任书。", {})]))),
    ("G05", doc(T, body([("一是抓学习。", {"font": "楷体"}), ("培训5期。", {}), ("二是抓落实。", {"font": "楷体"})]))),
    ("G05", doc(T, body([("完成PM2.5监测", {}), ("ABC", {"font": "宋体"})]))),
    ("G06", doc(T, h1("一、工作成效"), h2("（一）强化责任"), h3("1.开展培训"))),
    ("G06", doc(T, h2([("（一）强化责任。", {}), ("层层签订责任书，逐级落实。", {"font": "仿宋"})]))),
    ("G06", doc(T, h2("（一）强化责任", bold=True))),
    ("G07", doc(*SIGNED, title("关于工作情况的报告"), addressee("区政府："), *text())),
    ("G07", doc(T, *text(), NOTE_ONE, *TAIL, *ANNEX_ONE)),
    ("G07", FOOT),
    ("G08", doc(T, body("各项工作有序推进。"), theme=THEME_FONTS.format(""))),
    ("G08", doc(T, body([("2017", {"theme": "minorEastAsia"}), "年"]), theme=THEME_FONTS.format(""))),
    ("G08", doc(T, Grid([[[plain("指标", theme="minorEastAsia")]]]), theme=THEME_FONTS.format(""))),
    ("G09", doc(T, body("深化“放管服”改革——全年……。"))),
    ("G09", doc(T, body("深化“放管服”改革。", hansi="Times New Roman", hint="eastAsia"))),
    ("G09", doc(T, body("学习don’t用法。", hansi="Times New Roman", hint="default"))),
    ("G10", doc(T, body("完成12项。", ascii="仿宋_GB2312"), body("走访35户。", ascii="仿宋_GB2312"))),
    ("G10", doc(title("2017年工作总结", ascii="方正小标宋简体"), body("完成12项。"))),
    ("G10", doc(T, body("完成12项。"), Grid([[[plain("35", ascii="宋体")]]]))),
    ("G11", doc(T, *text())),
    ("G11", doc(T, Grid([[[plain("指标", bold=True)]]]))),
    ("G11", doc(T, addressee("各科室：", bold=True), *text())),
    ("G12", doc(*HEAD, title("关于开展培训的通知"), *text())),
    ("G12", doc(T, body("各项工作有序推进。", color="auto"))),
    ("G12", doc(T, body("各项工作有序推进。", color="1F1F1F"))),
    ("G13", doc(T, body("各项工作有序推进。", line=("exact", 28.9)))),
    ("G13", doc(T, AUTO, grid=GRID_OF_22)),
    ("G13", doc(T, body("如图。", extra=picture(30), line=("auto", 1), off_grid=True))),
    ("G13", doc(T, Grid([["指标"]]))),
    ("G14", doc(T, body("各项工作有序推进。", properties='<w:ind w:firstLineChars="0" w:firstLine="640"/>'))),
    ("G14", doc(T, body("各项工作有序推进。", properties='<w:ind w:firstLineChars="200" w:firstLine="31680"/>'))),
    ("G14", doc(T, h1("工作成效", number=1), numbering=numbering(1, indent='<w:ind w:left="0" w:firstLine="640"/>'))),
    ("G14", doc(T, body("各项工作推进。", size=14, properties='<w:ind w:firstLineChars="0" w:firstLine="640"/>'))),
    ("G14", doc(T, addressee("各科室："), *text())),
    ("G15", doc(T, *text(), *TAIL)),
    ("G15", doc(T, plain("第一章　总则", align="center"), *text())),
    ("G15", doc(T, *text(), *ANNEX_ONE)),
    ("G16", doc(title("工作总结", after=29), body("各项工作有序推进。", before=29))),
    ("G16", doc(T, body("各项工作。", after=8, properties="<w:contextualSpacing/>"), *text())),
    ("G16", doc(T, *text(), signature("区应急局", before=29), date("2017年7月5日"))),
    ("G17", doc(title("2017年上半年工作总结"), title("和下半年工作计划"), *text())),
    ("G17", doc(title("2017年工作总结", first=0.2))),
    ("G17", doc(title("2017年工作总结"), subtitle("——云岭区应急管理局"), *text())),
    ("G18", doc(T, h1("一、成效"), h1("二、打算"))),
    ("G18", doc(T, h1("成效", number=1), h1("打算", number=1), numbering=numbering(1))),
    ("G18", doc(T, h1("成效", number=1), h2("（一）强化责任"), h2("（二）抓落实"), numbering=numbering(1))),
    (
        "G19",
        doc(
            T,
            h1("成效", number=1),
            h2("责任", number=1, level=1),
            h1("打算", number=1),
            h2("落实", number=1, level=1),
            numbering=numbering(1),
        ),
    ),
    ("G19", doc(T, h1("一、成效"), h1("二、问题"), h1("一、打算"))),
    ("G19", doc(T, h1("一、成效"), h1("三、打算"))),
    ("G20", footers(ODD)),
    ("G20", doc(T, *text(2), odd=None, even=None)),
    ("G20", footers("<w:p/>", None, header=ODD)),
    ("G21", footers(ODD)),
    ("G21", footers(page_number(frame="outside"), None, has_even=False)),
    ("G21", doc(T, *LONG_TEXT, page=A4_ON_ITS_SIDE, margins=LANDSCAPE, odd=page_number(align="center"), even=None)),
    ("G22", footers(page_number("—", "—", align="right", right=1))),
    ("G22", footers(page_number("－ ", " －", align="right", right=1))),
    ("G22", footers(page_number(ascii="SimSun", font="宋体", align="right", right=1))),
    ("G23", doc(*SIGNED, title("关于工作情况的报告"), *text())),
    ("G23", doc(plain("000001"), plain("特急", font="黑体"), *HEAD, title("关于开展培训的通知"), *text())),
    ("G23", doc(title("关于2017年上半年工作情况的报告"), *text())),
    ("G24", doc(*HEAD, title("关于开展培训的通知"), *text())),
    ("G24", doc(*SIGNED, title("关于工作情况的报告"), *text())),
    ("G24", doc(*HEAD, title("关于开展培训的通知"), body("根据云政发[2017]3号文件要求，开展培训。"))),
    ("G25", doc(plain("000001"), plain("加急", font="黑体"), *HEAD, title("关于开展培训的通知"), *text())),
    ("G25", doc(*SIGNED, title("关于工作情况的报告"), *text())),
    ("G25", doc(T, body("共走访群众。"), plain("0012"))),
    ("G26", doc(*HEAD, title("关于开展培训的通知"), *text())),
    ("G26", doc(mark("云岭区应急管理局文件", color="E60012"), HEAD[1], title("关于开展培训的通知"), *text())),
    ("G26", WITHOUT_HEAD),
    ("G27", doc(*HEAD, title("关于开展培训的通知"), *text())),
    (
        "G27",
        doc(
            HEAD[0],
            plain("云应急〔2017〕5号", align="center", extra=line_shape("FF0000", 156)),
            title("关于开展培训的通知"),
        ),
    ),
    ("G27", WITHOUT_HEAD),
    ("G28", FOOT),
    ("G28", doc(T, *text(2), *TAIL, RULED)),
    ("G28", WITHOUT_HEAD),
    ("G29", FOOT),
    ("G29", doc(T, *text(2), *TAIL, COPY.but(top=(8, "auto"), bottom=(6, "auto")), ISSUED.but(bottom=(8, "auto")))),
    ("G29", doc(T, *text(2), *TAIL, Para("", extra=line_shape("000000", 156)), COPY, ISSUED)),
    ("G30", FOOT),
    ("G30", doc(T, *text(2), *TAIL, COPY, copy_to("区应急局办公室　　　　　　2017年12月16日印发"))),
    ("G30", doc(T, body("该文件于2017.7.6印发。"), *text(2))),
    ("G31", doc(T, *text(), *SEALED)),
    ("G31", doc(T, *text(), *UNSEALED)),
    ("G31", doc(T, *text(), signature("区应急局", right=6), date("2017年7月5日", right=2))),
    (
        "G31",
        doc(T, *text(), signature("区应急局", right=0), signature("区财政局", right=0), date("2017年7月5日", right=0)),
    ),
    ("G32", doc(T, *text(), *TAIL)),
    ("G32", doc(T, *text(), signature("区应急局"), date("2017年12月31日"))),
    ("G32", doc(T, body("会议于2017.7.5召开。"))),
    ("G33", doc(T, *text(), NOTE_ONE, *TAIL, *ANNEX_ONE)),
    ("G33", doc(T, *text(), *NOTE_TWO, *TAIL, *ANNEX_TWO)),
    ("G33", doc(T, *text(), annex_note("附件：1.甲表"), annex_note("2.乙表"), *TAIL)),
    ("G33", doc(T, *text(), *NOTE_TWO, *TAIL, annex_label("附件1"), title("甲表"))),
    ("G34", doc(T, *text(), *NOTE_TWO, *TAIL, *ANNEX_TWO)),
    ("G34", doc(T, *text(), annex_note("附件：《主要指标完成 情况表》"), *TAIL, *ANNEX_ONE)),
    ("G34", doc(T, *text(), *NOTE_TWO, *TAIL)),
    ("G35", doc(T, *text(), NOTE_ONE, *TAIL, *ANNEX_ONE)),
    (
        "G35",
        doc(
            T,
            *text(),
            NOTE_ONE,
            signature("区应急局", right=6),
            date("2017年7月5日", extra='<w:r><w:br w:type="page"/></w:r>'),
            annex_label("附件", page_break=False),
            title("主要指标完成情况表"),
        ),
    ),
    (
        "G35",
        doc(
            T,
            *text(),
            NOTE_ONE,
            *TAIL,
            Para("", extra='<w:r><w:br w:type="page"/></w:r>'),
            annex_label("附件", page_break=False),
            title("主要指标完成情况表"),
        ),
    ),
    ("G36", doc(T, addressee("区委办公室，区政府办公室："), *text())),
    ("G36", doc(T, body("现将有关情况报告如下："), *text())),
    ("G36", doc(T, *text(), body("重点做好以下工作："))),
    ("G37", doc(T, *text())),
    ("G37", doc(T, body("各项工作", extra=run_xml("加快推进", {})))),
    ("G37", doc(T, settings="<w:trackRevisions/>")),
    ("G38", doc(T, *text())),
    ("G38", doc(T, footnotes='<w:footnote w:id="2"><w:p><w:r><w:t>数据来自统计局</w:t></w:r></w:p></w:footnote>')),
    ("G38", doc(T, body("批注是工作方法。"))),
    ("G39", doc(T, *text())),
    ("G39", doc(T, parts={"word/media/vba.png": b"x"})),
    ("G39", doc(T, body("学习vbaProject.bin的用法。"))),
    ("G40", doc(T, links=[("hyperlink", "http://example.invalid/")])),
    ("G40", doc(T, body("网址是http://example.invalid/。"))),
    ("G40", doc(T, *text())),
    ("G41", doc(T, parts={"word/media/image1.png": b"x"})),
    ("G41", doc(T, parts={"word/fonts/font1.odttf": b"x"})),
    ("G41", doc(T, *text())),
    ("G42", doc(T, body("隐藏风险逐项排查。"))),
    ("G42", doc(T, body([("各项工作推进。", {}), ("  ", {"hidden": True})]))),
    ("G42", doc(T, body("各项工作推进。", size=1))),
    ("G43", doc(blank, T, blank, addressee("各科室："), *text(), blank, NOTE_ONE, blank, *TAIL)),
    ("G43", doc(T, body("各项工作 有序推进。"))),
    ("G43", doc(T, *text(), Grid([["指标"]]), blank, *text())),
    ("G44", doc(T, plain("", extra=picture(60), line=("auto", 1)))),
    ("G44", doc(T, body("如图。", extra=picture(60, frame="anchor")))),
    ("G44", doc(T, plain("", extra=picture(8)))),
    ("G45", doc(T, Grid([["指标"]], height=(600, "exact")))),
    ("G45", doc(T, Grid([["指标"]], height=(200, "atLeast")))),
    ("G45", doc(T, Grid([[""]], height=(200, "exact")))),
]


@pytest.mark.parametrize(("code", "given", "messages"), FINDS, ids=[f"{case[0]}-{i}" for i, case in enumerate(FINDS)])
def test_rule_finds(code: str, given: Any, messages: list[str], tmp_path: Path) -> None:
    found = list(BY_CODE[code].find(read(tmp_path / "文稿.docx", *given), NATIONAL))
    assert [finding.message for finding in found] == messages
    for finding in found:
        assert finding.rule is BY_CODE[code].RULE
        assert not finding.message.endswith("。") and finding.suggestion.endswith(("。", "？"))


@pytest.mark.parametrize(("code", "given"), LEAVES, ids=[f"{case[0]}-{i}" for i, case in enumerate(LEAVES)])
def test_rule_leaves_alone(code: str, given: Any, tmp_path: Path) -> None:
    found = list(BY_CODE[code].find(read(tmp_path / "文稿.docx", *given), NATIONAL))
    assert [finding.message for finding in found] == []


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_rule_has_its_cases_and_its_page(code: str) -> None:
    rule = BY_CODE[code]
    assert Counter(case[0] for case in FINDS)[code] >= 3
    assert Counter(case[0] for case in LEAVES)[code] >= 3
    module = importlib.import_module(rule.__name__)  # type: ignore[attr-defined]
    assert module.__name__.rpartition(".")[2] == f"{code.lower()}_{rule.RULE.name.replace('-', '_')}"
    page = module.__doc__ or ""
    assert page.startswith(f"{code} {rule.RULE.name}: ")
    assert all(part in page for part in ("\nWhy: ", "\nFinds: ", "\nLeaves alone: "))
    assert re.search(r"GB/T|使用手册", rule.RULE.reference)


def test_a_document_as_the_standard_has_it_has_no_fault(tmp_path: Path) -> None:
    assert audit_paper(read(tmp_path / "文稿.docx", NO_FAULT, {})) == ()
