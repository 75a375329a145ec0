"""What each paragraph is, told by content and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from official_papers import Grid, Para, blank, body, make, plain, text_box

from summarize.audit import Role
from summarize.audit.reading import read_document
from summarize.audit.roles import assign_roles
from summarize.audit.roles.levels import parse_heading


def roles(folder: Path, *blocks: Any, **setting: Any) -> list[str]:
    paper = assign_roles(read_document(make(folder / "文稿.docx", *blocks, **setting)))
    return [one.role.value for one in paper.paragraphs]


PROSE = "今年以来，全局上下围绕中心、服务大局，各项工作有序推进，取得了阶段性成效。"


def test_roles_of_a_paper_without_any_formatting(tmp_path: Path) -> None:
    lines = [
        ("云岭区应急管理局2017年上半年工作总结", Role.TITLE),
        ("各位领导：", Role.ADDRESSEE),
        (PROSE, Role.BODY),
        ("一、主要成效", Role.LEVEL_1),
        ("（一）强化责任。层层签订责任书，逐级抓好落实。", Role.LEVEL_2),
        ("1.开展培训。全年组织培训5期。", Role.LEVEL_3),
        ("（1）线上培训。每月一次。", Role.LEVEL_4),
        ("重点做好以下工作：", Role.BODY),
        ("特此报告。", Role.BODY),
        ("附件：1.指标完成情况表", Role.ANNEX_NOTE),
        ("2.重点项目进度表", Role.ANNEX_NOTE),
        ("云岭区应急管理局", Role.SIGNATURE),
        ("2017年7月5日", Role.SIGNATURE_DATE),
        ("（联系人：某某）", Role.NOTE),
        ("附件1", Role.ANNEX_LABEL),
        ("指标完成情况表", Role.ANNEX_TITLE),
        ("抄送：区委办公室。", Role.COPY_TO),
        ("区应急局办公室　2017年7月6日印发", Role.ISSUE),
    ]
    assert roles(tmp_path, *(plain(line) for line, _ in lines)) == [role.value for _, role in lines]


def test_roles_of_a_red_head(tmp_path: Path) -> None:
    lines = [
        ("000001", Role.COPY_NUMBER),
        ("特急", Role.URGENCY),
        ("云岭区应急管理局文件", Role.ISSUER_MARK),
        ("云应急〔2017〕5号", Role.DOCUMENT_NUMBER),
        ("签发人：某某某", Role.SIGNER),
        ("关于2017年上半年工作情况的报告", Role.TITLE),
        ("区政府：", Role.ADDRESSEE),
        (PROSE, Role.BODY),
    ]
    assert roles(tmp_path, *(plain(line) for line, _ in lines)) == [role.value for _, role in lines]


def test_a_title_of_several_lines_and_what_stands_under_it(tmp_path: Path) -> None:
    look = {"align": "center", "first": 0}
    blocks = [
        plain("2017年上半年工作总结", size=22, **look),
        plain("和下半年工作计划", size=22, **look),
        plain("——在全区工作会议上的汇报", **look),
        plain("云岭区应急管理局", **look),
        plain("（2017年7月5日）", **look),
        body(PROSE),
    ]
    assert roles(tmp_path, *blocks) == ["标题", "标题", "副标题", "副标题", "副标题", "正文"]


def test_imprint_in_tables_and_text_boxes(tmp_path: Path) -> None:
    table = Grid([[[plain("抄送：区委办公室。")]], [[plain("区应急局办公室　2017年7月6日印发")]]])
    assert roles(tmp_path, plain("工作总结"), body(PROSE), table)[2:] == ["抄送机关", "印发机关和印发日期"]
    box = Para("", extra=text_box(plain("抄送：区委办公室。")))
    assert roles(tmp_path, plain("工作总结"), body(PROSE), box)[-1] == "抄送机关"


def test_a_sentence_before_the_date_is_no_signature(tmp_path: Path) -> None:
    given = [plain("工作总结"), body(PROSE), body("以上报告，请审阅。"), plain("区应急局"), plain("2017年7月5日")]
    assert roles(tmp_path, *given) == ["标题", "正文", "正文", "署名", "成文日期"]


def test_lists_within_sentences_are_no_headings(tmp_path: Path) -> None:
    lines = [
        "一、二等奖共评出12个。",
        "3、5号楼完成加固，7号楼正在施工。",
        "三、四季度集中攻坚。",
        "2017年完成投资3.5亿元。",
    ]
    given = [plain("工作总结"), body(PROSE), *(body(line) for line in lines)]
    assert roles(tmp_path, *given)[2:] == ["正文"] * 4


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、成效", (0, 1)),
        ("十二、打算", (0, 12)),
        ("（三）培训", (1, 3)),
        ("(三)培训", (1, 3)),
        ("4.检查", (2, 4)),
        ("4．检查", (2, 4)),
        ("（5）线上", (3, 5)),
        ("1.2017年工作", (2, 1)),
        ("3.5亿元", None),
        ("3、5天", None),
        ("一、二等奖", None),
        ("三、四季度", None),
        ("一是抓学习", None),
    ],
)
def test_ordinals_of_headings(line: str, heading: tuple[int, int] | None) -> None:
    found = parse_heading(line)
    assert (found[:2] if found else None) == heading


def test_blank_lines_pictures_and_captions(tmp_path: Path) -> None:
    given = [plain("工作总结"), body(PROSE), blank, plain("表1 指标完成情况", align="center"), body(PROSE)]
    assert roles(tmp_path, *given)[2:] == ["空行", "图表题", "正文"]


def test_what_a_notice_hands_down_has_a_title_of_its_own(tmp_path: Path) -> None:
    given = [
        plain("关于印发2017年工作计划的通知"),
        plain("各科室："),
        body("现将工作计划印发给你们，请认真贯彻执行。"),
        plain("区水务局", align="right"),
        plain("2017年1月5日", align="right"),
        plain("2017年工作计划", align="center", size=22, page_break=True),
        body(PROSE),
    ]
    assert roles(tmp_path, *given) == ["标题", "主送机关", "正文", "署名", "成文日期", "附件标题", "正文"]


def test_minutes_have_a_number_without_a_word_and_those_present(tmp_path: Path) -> None:
    given = [
        plain("云岭区安全生产委员会会议纪要", size=40, color="FF0000", align="center"),
        plain("〔2017〕3号", align="center"),
        body("7月5日，会议研究了防汛工作。现纪要如下："),
        body("出席：某某、某某某。"),
    ]
    assert roles(tmp_path, *given) == ["发文机关标志", "发文字号", "正文", "其他"]


def test_numbered_sentences_are_text_and_a_short_line_with_a_mark_over_text_is_a_heading(tmp_path: Path) -> None:
    lines = [
        ("工作总结", Role.TITLE),
        ("各位领导：", Role.ADDRESSEE),
        (PROSE, Role.BODY),
        ("一、压实责任。", Role.LEVEL_1),
        ("各站要逐级签订责任书。", Role.BODY),
        ("二、存在问题", Role.LEVEL_1),
        ("（一）管护机制不全，有的站没有管护员。", Role.BODY),
        ("（二）技术力量薄弱；", Role.BODY),
        ("（三）群众意识有待提高", Role.BODY),
        ("三、物资储备", Role.LEVEL_1),
        ("（一）编织袋：500条。", Role.BODY),
        ("1.及时报告信息。", Role.LEVEL_3),
        ("（1）重大险情30分钟内口头报告。", Role.BODY),
        ("2.值班检查：检查4次。", Role.BODY),
        ("3.方案审批。审批方案26个。", Role.LEVEL_3),
        ("（二）加强值守。", Role.BODY),
        ("四、落实措施。", Role.BODY),
    ]
    assert roles(tmp_path, *(plain(line) for line, _ in lines)) == [role.value for _, role in lines]
