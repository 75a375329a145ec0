"""The Chinese words of the workbook: sheets, columns, facts and the values that choose between forms.

They are data: readers, validators, the blank workbook of `init` and the manual all take them from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

ANNEX_ROLE = "附件"
LEDGER_ROLE = "重点工作"
WORDS_ROLE = "词表"
EXEMPTIONS_ROLE = "豁免"
HELP_SHEET = "填写说明"
SLIP_SHEET = "退回意见"
ROLLCALL_SHEET = "报送情况"
EXPECTED_SHEET = "应报单位"
OWN_SHEETS = frozenset({HELP_SHEET, SLIP_SHEET, ROLLCALL_SHEET, EXPECTED_SHEET})
"""Sheets that are no part of a report: how to fill in, what to mend, who has sent, who is to send."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column that the program knows: its canonical name, its synonyms, whether it is needed."""

    name: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    hint: str = ""
    """What to write there, for the blank workbook and the manual."""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A sheet that the program knows: its canonical name, its synonyms, one row's meaning, its columns."""

    name: str
    synonyms: tuple[str, ...]
    row_meaning: str
    columns: tuple[ColumnSpec, ...]

    def column(self, name: str) -> ColumnSpec | None:
        """Return the specification of the column called `name` canonically, or `None`."""
        return next((column for column in self.columns if column.name == name), None)


def _column(name: str, *synonyms: str, needed: bool = False, hint: str = "") -> ColumnSpec:
    return ColumnSpec(name, synonyms, needed, hint)


_UNIT = _column("填报单位", "单位", hint="一册多单位时写单位全称；只有一个单位时可不设此列")
_PERIOD = _column("时期", "期间", "报告期", hint="如 2017年一季度、上半年、6月；不写年份时按“年度”")
_ORDER = _column("序号", "次序", hint="数字，小的在前；不写的按表中先后排在后面")
_OFFICE = _column("责任科室", "牵头科室", "承办科室", "责任部门", "责任单位", "牵头单位")
_INCLUDE = _column("入文", "是否入文", hint="是（默认）、否、仅附表")
_MATTER = _column(
    "事项", "工作事项", "工作任务", "工作名称", "事项名称", needed=True, hint="这项工作的名称，各季度写法保持一致"
)

SHEETS: tuple[SheetSpec, ...] = (
    SheetSpec(
        "基本信息",
        ("单位信息",),
        "一条基本事实",
        (
            _column("项目", "名称", needed=True, hint="见“填写说明”所列各项，如 单位名称、年度、引言"),
            _column("内容", "填写内容", "值", needed=True),
            _PERIOD,
            _UNIT,
        ),
    ),
    SheetSpec(
        "板块",
        ("工作板块", "版块", "工作版块"),
        "一个板块",
        (
            _column("名称", "板块", "板块名称", "版块", needed=True, hint="固定不变的名称，工作成效中的“板块”照此填写"),
            _column("标题", "印出标题", hint="正文中印出的标题，可按时期各写一行；不写则印名称"),
            _column("引语", "板块引语"),
            _ORDER,
            _PERIOD,
            _column("牵头科室", "责任科室"),
            _column("事项样式", "样式"),
            _UNIT,
        ),
    ),
    SheetSpec(
        "工作成效",
        (
            "工作完成情况",
            "工作进展",
            "工作进展情况",
            "工作完成情况表",
            "工作进展情况表",
            "工作开展情况",
            "工作开展情况表",
        ),
        "一个时期内做的一件事",
        (
            _MATTER,
            _column(
                "内容",
                "工作内容",
                "工作成效",
                "主要成效",
                "完成情况",
                "工作进展",
                "进展情况",
                needed=True,
                hint="做了什么、数字、结果；可写 {指标名} 引用指标",
            ),
            _PERIOD,
            _column("板块", "工作板块", "板块名称", "版块"),
            _column("小类", "类别"),
            _column("段首句", "导语", hint="印在段首的一句话；不写则印事项"),
            _column("简要", "简要内容", hint="一句话版本，简版报告用"),
            _OFFICE,
            _column("状态", "是否完成"),
            _ORDER,
            _column("合并方式", "合并", hint="接续、替换、单列"),
            _column("任务编号", "编号"),
            _column("完成率", "完成比例", "进度"),
            _column("完成时限", "完成时间", "时间节点", "办结时限"),
            _column("备注"),
            _INCLUDE,
            _UNIT,
        ),
    ),
    SheetSpec(
        LEDGER_ROLE,
        (
            "重点工作推进情况表",
            "重点工作推进情况",
            "重点工作台账",
            "任务分解表",
            "目标任务完成情况表",
            "目标任务完成情况",
            "目标任务分解表",
            "重点工作推进表",
            "重点工作进展情况",
            "重点工作进展情况表",
            "重点工作完成情况",
            "重点工作完成情况表",
            "重点工作落实情况",
            "重点工作落实情况表",
            "重点工作清单",
            "重点工作任务清单",
            "重点工作任务分解表",
            "重点任务",
            "重点任务清单",
            "重点任务台账",
            "重点任务推进情况",
            "重点任务推进情况表",
            "重点任务完成情况",
            "重点任务完成情况表",
            "重点任务分解表",
        ),
        "全年的一项任务，各季度并排",
        (
            _column(
                "事项",
                "重点工作",
                "重点工作任务",
                "重点任务",
                "工作任务",
                "目标任务",
                "主要任务",
                "工作内容",
                "主要工作内容",
                "任务名称",
                "工作事项",
                "工作名称",
                "事项名称",
                needed=True,
                hint="这项任务的名称",
            ),
            _column("任务编号", "编号"),
            _ORDER,
            _column("板块", "工作板块", "板块名称", "版块"),
            _column("小类", "类别"),
            _column("段首句", "导语"),
            _column("简要", "简要内容", hint="一句话版本，简版报告用"),
            _column("年度目标", "全年目标", "目标要求", "量化目标", "完成标准", hint="全年要达到什么；可写文字"),
            _column("工作举措", "具体措施", hint="打算怎么做；只供模板使用"),
            _PERIOD,
            _column(
                "进展情况",
                "完成情况",
                "落实情况",
                "推进情况",
                "工作进展",
                "进展",
                "目前进展",
                "目前进展情况",
                "当前进展情况",
                "最新进展",
                "本期进展情况",
                "本季度进展情况",
                "本季度完成情况",
                "本月进展情况",
                "本月完成情况",
                "工作进展情况",
                "工作完成情况",
                "工作推进情况",
                hint="只填一个时期的进展；分季度的用各季度的栏",
            ),
            _column("完成率", "完成比例", "进度", "完成率(%)"),
            _column("状态", "是否完成", "是否达序时"),
            _column(
                "存在问题",
                "存在困难",
                "滞后原因",
                "存在的问题",
                "存在的困难",
                "存在问题及原因",
                "问题和困难",
                hint="没有的写“无”",
            ),
            _column(
                "下一步打算",
                "下步措施",
                "下一步计划",
                "下阶段安排",
                "下步打算",
                "下步计划",
                "下一步措施",
                "下一步安排",
                "下一步工作打算",
                "下一步工作计划",
                "下一步工作安排",
                "下一步工作措施",
                "下步工作打算",
                "下步工作计划",
                "下季度计划",
                "下季度工作计划",
                hint="接下来怎么做",
            ),
            _column(
                "存在问题及下一步打算",
                "存在问题和下一步打算",
                "存在的问题及下一步打算",
                "存在问题及下步打算",
                "存在问题及下步措施",
                "存在问题及下一步措施",
                "存在问题及下一步计划",
                "存在问题及下一步工作打算",
                hint="最好分成两栏填写",
            ),
            _column("牵头领导", "分管领导", hint="分管这项任务的领导；只供模板使用"),
            _OFFICE,
            _column("配合科室", "协办单位", "配合单位", hint="协助的科室；只供模板使用"),
            _column("责任人", "联系人", "经办人", hint="具体经办的人；只供模板使用"),
            _column("完成时限", "完成时间", "时间节点", "办结时限"),
            _column("合并方式", "合并"),
            _column("备注"),
            _INCLUDE,
            _UNIT,
        ),
    ),
    SheetSpec(
        "存在问题",
        ("问题", "不足", "存在的问题", "问题与不足"),
        "一个问题",
        (
            _MATTER,
            _column("内容", "问题内容", "具体表现"),
            _PERIOD,
            _column("段首句", "导语"),
            _OFFICE,
            _ORDER,
            _column("合并方式", "合并"),
            _column("任务编号", "编号"),
            _column("备注"),
            _INCLUDE,
            _UNIT,
        ),
    ),
    SheetSpec(
        "工作计划",
        ("下一步工作", "工作安排", "下一步打算", "下一步工作计划"),
        "计划做的一件事",
        (
            _MATTER,
            _column("内容", "计划内容", "工作内容", "工作措施", needed=True),
            _PERIOD,
            _column("板块", "工作板块", "板块名称", "版块"),
            _column("段首句", "导语"),
            _OFFICE,
            _column("完成时限", "完成时间", "时间节点", "办结时限"),
            _ORDER,
            _column("合并方式", "合并"),
            _column("任务编号", "编号"),
            _column("备注"),
            _INCLUDE,
            _UNIT,
        ),
    ),
    SheetSpec(
        "意见建议",
        ("需协调解决的问题", "意见和建议", "建议"),
        "一条向上级的请求",
        (
            _MATTER,
            _column("内容", "具体建议"),
            _PERIOD,
            _ORDER,
            _UNIT,
        ),
    ),
    SheetSpec(
        "其他章节",
        ("主要做法", "经验体会"),
        "一个章节",
        (
            _column("标题", "章节标题", needed=True),
            _column("内容", "章节内容", needed=True),
            _column("位置", hint="成效前、成效后（默认）、问题后、计划后"),
            _PERIOD,
            _UNIT,
        ),
    ),
    SheetSpec(
        "指标",
        ("主要指标", "指标数据", "主要指标完成情况"),
        "一个指标全年的数",
        (
            _column("指标", "指标名称", "名称", needed=True),
            _column("计量单位", "单位", "指标单位"),
            _column("口径", "统计口径", hint="累计（各季相加，默认）、时点（取最后）、平均"),
            _column("填法", hint="当季数、累计数；表头只有一种时不必填"),
            _column("年度目标", "全年目标", "目标", "目标值"),
            _column("方向", "指标方向", hint="正向、逆向、约束"),
            _column("小数位", "保留小数"),
            _column("可比口径", hint="按可比口径计算同比的写“是”，此时须填同比(给定)"),
            _column("同比(给定)", "同比给定", "给定同比", "同比"),
            _column("上年末", "去年末", "年初数"),
            _column("填报单位"),
        ),
    ),
    SheetSpec(
        "核对",
        ("勾稽关系", "核对关系"),
        "一条必须成立的关系",
        (
            _column("名称", "关系名称"),
            _column("算式", "关系式", "公式", needed=True, hint="如 发现问题 = 现场解决 + 提请解决"),
            _column("容差", "允许误差"),
            _column("说明", "备注"),
            _UNIT,
        ),
    ),
    SheetSpec(
        "责任科室",
        ("科室", "科室名单"),
        "一个科室",
        (
            _column("科室", "科室名称", "名称", needed=True),
            _column("简称"),
            _column("联系人"),
            _column("电话", "联系电话"),
            _column("报送时限"),
            _UNIT,
        ),
    ),
    SheetSpec(
        WORDS_ROLE,
        ("用词表", "用语表"),
        "一个词语",
        (
            _column("类别", "词语类别", needed=True, hint="错别字、单位名称、新用语、旧用语、固定提法、领导"),
            _column("词语", "用语", needed=True),
            _column("应为", "改为", "规范写法", hint="错别字的正确写法、单位简称的全称、领导的职务"),
            _column("起用日期", "止用日期", "日期", hint="新用语从哪天起能用，旧用语从哪天起不用"),
            _column("说明", "备注"),
            _UNIT,
        ),
    ),
    SheetSpec(
        EXEMPTIONS_ROLE,
        ("豁免清单", "不再提示"),
        "一处不再提示的问题",
        (
            _column("规则", "规则编号", "编号", needed=True, hint="屏幕上每行的编号，如 P01"),
            _column("文字", "原文", hint="只豁免含这段文字的；不写则不限"),
            _column("位置", "单元格", hint="只豁免这一处，如 工作成效!C5；不写则不限"),
            _column("理由", "原因", needed=True, hint="为什么这样写是对的"),
            _UNIT,
        ),
    ),
)
"""Every sheet that is read, in the order of the blank workbook; annexes (附件…) are told by their name's head."""

KEY_COLUMNS = frozenset({"时期", "板块", "小类", "责任科室", "填报单位"})
"""The only columns in which merged cells are filled down."""

PARAGRAPH_COLUMNS = frozenset({"内容", "进展情况", "存在问题", "下一步打算", "存在问题及下一步打算"})
"""The columns in which a line break begins a paragraph."""

LINE_BREAK_COLUMNS = frozenset({"标题"})
"""The columns in which a line break breaks the printed line."""

NOTHING_WORDS = frozenset({"无", "暂无", "没有", "不涉及", "－", "—", "／", "-", "/", "——"})
"""What means "nothing" in 存在问题, 工作计划 and 备注."""

TOTAL_WORDS = ("合计", "小计", "总计", "共计")
"""With what a row says that it sums up others."""

EXAMPLE_MARK = "【示例】"
"""A row whose first filled cell, or whose name, begins with this mark is an example and is ignored."""

REQUIRED_FACTS = ("单位名称", "年度")

FACTS: tuple[str, ...] = (
    "单位名称",
    "单位简称",
    "年度",
    "标题",
    "副标题",
    "称谓",
    "主送机关",
    "引言",
    "问题引语",
    "计划引语",
    "结束语",
    "署名",
    "署名位置",
    "成文日期",
    "结构",
    "成效标题",
    "问题标题",
    "计划标题",
    "计划称谓",
    "连接词",
    "事项样式",
    "数据截至",
    "数据来源",
    "字数上限",
    "字数下限",
    "内部标识",
    "份号",
    "密级",
    "紧急程度",
    "发文机关标志",
    "发文字号",
    "签发人",
    "盖章",
    "附件说明",
    "附注",
    "抄送机关",
    "印发机关",
    "印发日期",
)

DATE_FACTS = frozenset({"成文日期", "数据截至", "印发日期"})
NUMBER_FACTS = frozenset({"字数上限", "字数下限"})
MULTILINE_FACTS = frozenset({"引言", "标题", "副标题", "署名", "附件说明"})
"""Facts whose cell may hold line breaks."""

REPEATABLE_FACTS = frozenset({"引言", "附件说明"})
"""Facts whose row may be repeated: each row is one paragraph, or one annex."""

STRUCTURES = ("分块式", "三段式")
ITEM_STYLES = ("段首句", "段首句加粗", "（一）", "1.", "一是连排", "一是分段", "无")
MERGE_MODES = ("接续", "替换", "单列")
INCLUSIONS = ("是", "否", "仅附表")
STATUSES = ("已完成", "提前完成", "达序时", "超序时", "未达序时", "未启动", "推迟", "取消", "长期坚持")
CHAPTER_PLACES = ("成效前", "成效后", "问题后", "计划后")
MEASURES = ("累计", "时点", "平均")
FILLINGS = ("当季数", "累计数")
DIRECTIONS = ("正向", "逆向", "约束")
PLAN_WORDS = ("计划", "安排", "打算", "思路", "要点")
CONNECTIVES = ("和", "及", "暨")
SIGNATURE_PLACES = ("文末", "题下")
YES_NO = ("是", "否")
STAGES = ("征求意见稿", "送审稿", "定稿")
WORD_KINDS = ("错别字", "单位名称", "新用语", "旧用语", "固定提法", "领导")

FACT_CHOICES: dict[str, tuple[str, ...]] = {
    "结构": STRUCTURES,
    "计划称谓": PLAN_WORDS,
    "连接词": CONNECTIVES,
    "事项样式": ITEM_STYLES,
    "署名位置": SIGNATURE_PLACES,
    "盖章": YES_NO,
}

COLUMN_CHOICES: dict[str, tuple[str, ...]] = {
    "事项样式": ITEM_STYLES,
    "合并方式": MERGE_MODES,
    "入文": INCLUSIONS,
    "状态": STATUSES,
    "位置": CHAPTER_PLACES,
    "口径": MEASURES,
    "填法": FILLINGS,
    "方向": DIRECTIONS,
    "类别": WORD_KINDS,
}

SYNONYMOUS_CHOICES: dict[str, str] = {
    "完成": "已完成",
    "已办结": "已完成",
    "办结": "已完成",
    "达到序时": "达序时",
    "超序时进度": "超序时",
    "达序时进度": "达序时",
    "达到序时进度": "达序时",
    "未达到序时": "未达序时",
    "未达序时进度": "未达序时",
    "未达到序时进度": "未达序时",
    "滞后": "未达序时",
    "红": "未达序时",
    "红灯": "未达序时",
    "红色": "未达序时",
    "黄": "未达序时",
    "黄灯": "未达序时",
    "黄色": "未达序时",
    "绿": "达序时",
    "绿灯": "达序时",
    "绿色": "达序时",
    "长期": "长期坚持",
    "引言后": "成效前",
    "问题前": "成效后",
    "计划前": "问题后",
    "文末": "计划后",
    "结束语前": "计划后",
}


_NOTHING_TO_DROP = re.compile("[!-~\u2014\u201c\u201d\u3001-\u3020\u4e00-\u9fff]*")
"""Texts of visible characters alone, as most are: they need no look at each character's category."""


@lru_cache(maxsize=8192)
def normalize_key(text: str) -> str:
    """Return `text` as a key: width folded (NFKC), white space and invisible characters dropped.

    Two keys that differ only by these are the same to a reader and so to the program.
    """
    folded = unicodedata.normalize("NFKC", text)
    if _NOTHING_TO_DROP.fullmatch(folded):
        return folded
    return "".join(ch for ch in folded if not ch.isspace() and unicodedata.category(ch) not in {"Cf", "Cc"})


def sheet_spec(role: str) -> SheetSpec | None:
    """Return the specification of the sheet with the canonical name `role`, or `None`."""
    return next((spec for spec in SHEETS if spec.name == role), None)


ITEM_NAMES = frozenset({"编号", "导语", "内容", "续段", "责任科室", "状态", "完成时限", "事项", "样式", "级别"})
"""The names by which a template reads an item; no column of a workbook's own may take one."""


@lru_cache(maxsize=1024)
def template_name(head: str) -> str:
    """Return the name under which a template reads the column headed `head`.

    Characters that a name cannot hold are dropped: 完成率(%) → 完成率. A name that begins with a digit is
    read as `事项['1季度']`.
    """
    return "".join(ch for ch in normalize_key(head) if ch.isalnum())


def near_names(name: str, known: Iterable[str], *, likeness: float = 0.6) -> tuple[str, ...]:
    """Return up to three of `known` that look like `name`, the nearest first.

    At a `likeness` of 0.6 names of two characters are never near; at 0.5 one of theirs may be wrong.
    """
    return tuple(get_close_matches(normalize_key(name), list(known), n=3, cutoff=likeness))
