"""The rules on the ledger 重点工作 (L20–L39), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_LEDGER = "使用手册：重点工作台账"

HEAD_UNCLEAR = Rule(
    "L20",
    "period-column-unclear",
    Severity.WARNING,
    "看不出这一列是哪一期的什么",
    "各季度并排的台账，列名决定这一列写进哪一期、写成进展还是目标；看不出的列没有写进报告。",
    "“一季席完成情况”（错误）；“一季度评分”“季度进展”（警告）。",
    "“一季度完成情况”“上半年进展”“6月目标”“二季度”（就是二季度的进展）；“经费来源”等与时期无关的列。",
    "写成“一季度完成情况”“6月进展”“二季度目标”这样；确是自设的列可不理会。",
    _LEDGER,
)
PERIOD_COLUMN_TWICE = Rule(
    "L21",
    "period-column-twice",
    Severity.ERROR,
    "两列写的是同一期的同一样内容",
    "程序不能判断以哪一列为准。",
    "既有“一季度进展”，又有“一季度完成情况”。",
    "“一季度目标”和“一季度完成情况”；“一季度进展”和“上半年进展”。",
    "并成一列，或把其中一列改名。",
    _LEDGER,
)
COLUMN_OF_ANOTHER_YEAR = Rule(
    "L22",
    "period-column-of-another-year",
    Severity.WARNING,
    "这一列是别的年份的，没有写进报告",
    "多是从去年的台账复制过来没有改表头，也可能是留作对照。",
    "年度是2025，有一列是“2024年四季度完成情况”。",
    "下一年的目标、计划（年度总结的计划用它）；“上年完成情况”等不写年份的对照列。",
    "是今年的，改正表头里的年份；留作对照的可不理会。",
    _LEDGER,
)
COMBINED_CELL = Rule(
    "L23",
    "problem-and-next-step-in-one",
    Severity.WARNING,
    "存在问题和下一步打算写在一格里",
    "问题写进“存在的问题”，打算写进计划；混在一格里分不开，全部印在问题部分，计划就缺了这一项。",
    "“存在问题及下一步打算”一栏写了内容。",
    "分成“存在问题”“下一步打算”两栏的台账；这一格写“无”。",
    "分成“存在问题”和“下一步打算”两栏填写。",
    _LEDGER,
)
RATE_UNREADABLE = Rule(
    "L24",
    "rate-unreadable",
    Severity.WARNING,
    "完成率认不出",
    "到期没有完成的，要看完成率；认不出就查不了，模板里照原样印。",
    "“八成”“约60%”“0.8”（看不出是80%还是0.8%）。",
    "80%、百分比格式的单元格、80、“完成率(%)”一栏的数、“—”、留空。",
    "按实际写成百分数，连同百分号。",
    _LEDGER,
)
DUE_NOT_DONE = Rule(
    "L25",
    "due-and-not-done",
    Severity.WARNING,
    "到了完成时限还没有完成",
    "报告报上去，领导先问的就是到期没有完成的事。",
    "完成时限是“6月底”，写上半年报告时状态是“未达序时”，或完成率是80%。",
    "已完成、提前完成、取消、长期坚持的；时限还没有到的；时限写“长期”的；状态和完成率都没有写的（另有提示）。",
    "已经完成的，改正状态；没有完成的，在存在问题里说明，并核对完成时限。",
    _LEDGER,
)
DONE_IN_WORDS_ONLY = Rule(
    "L26",
    "done-in-words-only",
    Severity.WARNING,
    "状态是已完成，别的格却不像",
    "前后不一的台账经不起问。",
    "状态是“已完成”，完成率是80%，或一期进展都没有写。",
    "完成率是100%、120%或没有写；进展写在前面的季度里。",
    "核对这一行：没有完成的，改状态；完成了的，补上进展、改正完成率。",
    _LEDGER,
)
TOLD_TWICE = Rule(
    "L27",
    "told-in-both-sheets",
    Severity.WARNING,
    "工作成效和重点工作都写了这一项，说法不同",
    "两张表同一项、同一期的内容会接在一起或互相替换，不一定是想要的。",
    "“重点工作”里“抓培训”一季度写“办班3期”，“工作成效”里一季度写“办班2期”。",
    "两张表写得一样的（只印一次）；时期不同的；合并方式为“单列”的。",
    "核对以哪一处为准，另一处清空，或“入文”填“否”。",
    _LEDGER,
)
PROGRESS_BLANK = Rule(
    "L28",
    "progress-blank",
    Severity.WARNING,
    "这一期没有写进展",
    "空着可能是没有进展，也可能是没有报；不写进报告。",
    "别的任务写了二季度的进展，这一行空着。",
    "写“无”的；状态是已完成、提前完成、取消、未启动的；别的行也都没有写的季度；“入文”为“否”的行。",
    "补上进展；没有的写“无”。",
    _LEDGER,
)
STATUS_BLANK = Rule(
    "L29",
    "status-of-due-task-blank",
    Severity.WARNING,
    "到了完成时限，状态没有填",
    "不知道这一项完成了没有。",
    "完成时限是“6月底”，写上半年报告时状态、完成率都空着。",
    "没有状态栏、也没有完成率栏的台账；时限还没有到的。",
    "填上状态。",
    _LEDGER,
)

LEDGER_RULES: tuple[Rule, ...] = (
    HEAD_UNCLEAR,
    PERIOD_COLUMN_TWICE,
    COLUMN_OF_ANOTHER_YEAR,
    COMBINED_CELL,
    RATE_UNREADABLE,
    DUE_NOT_DONE,
    DONE_IN_WORDS_ONLY,
    TOLD_TWICE,
    PROGRESS_BLANK,
    STATUS_BLANK,
)
