"""The rules on indicators, citations and relations (V40–V79), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_FIGURES = "使用手册：指标"
_CITATIONS = "使用手册：在文字里引用指标"
_RELATIONS = "使用手册：核对"

AMOUNT_NOT_A_NUMBER = Rule(
    "V40",
    "amount-not-a-number",
    Severity.ERROR,
    "应填数字的地方不是数字",
    "不是数字就不能相加、比较和引用，当作0会印出错误的数。",
    "十二；12项；1,2OO（混入字母O）；日期；“—”。",
    "12.0、１，２００、1,200、12.3%、预计1200、留空。",
    "只填数字，单位写在“计量单位”一栏；尚无数字时留空。",
    _FIGURES,
)
INDICATOR_TWICE = Rule(
    "V41",
    "duplicate-indicator",
    Severity.ERROR,
    "同一个指标写了两行",
    "引用时不知道用哪一行的数。",
    "两行都叫“走访户数”（全角半角、空格的差别不算）。",
    "名称不同的指标。",
    "合并为一行，或把其中一行改名。",
    _FIGURES,
)
INDICATOR_NAME_BLANK = Rule(
    "V42",
    "indicator-name-missing",
    Severity.ERROR,
    "有数字，没有指标名称",
    "没有名称的数不能引用，多半是名称漏填或行错位。",
    "一季度填了120，“指标”一栏是空的。",
    "整行都空。",
    "补上指标名称，或清除这一行。",
    _FIGURES,
)
HEADS_CONTRADICT = Rule(
    "V43",
    "contradictory-heads",
    Severity.ERROR,
    "同一行既按当季数又按累计数的表头填了数",
    "看不出填的是当季数还是累计数，相加就会算错。",
    "“一季度”和“1—6月”两栏都填了数，没有写填法。",
    "写明了填法的行；时点指标（取最后的数，不相加）。",
    "在“填法”一栏写明 当季数 或 累计数，或只留一种表头。",
    _FIGURES,
)
VALUES_CONTRADICT = Rule(
    "V44",
    "contradictory-values",
    Severity.ERROR,
    "几个单元格的数互相对不上",
    "同一时期从不同单元格算出不同的数，报告里就会前后不一。",
    "一季度10、二季度20、上半年35；“一季度”和“1—3月”填得不同。",
    "相加正好相等的数。",
    "核对原始数据，改正其中一个。",
    _FIGURES,
)
SUSPECTED_CUMULATIVE = Rule(
    "V45",
    "suspected-cumulative",
    Severity.WARNING,
    "疑似填成累计数",
    "按当季数理解会把累计数再加一遍，全年的数会大出许多。",
    "一季度10、二季度22、三季度35：一路上升，像是累计数。",
    "有升有降的数；时点、平均指标；不足三个季度。",
    "是累计数的，“填法”写 累计数；确是当季数的，不必改。",
    _FIGURES,
)
PLACES_UNREADABLE = Rule(
    "V46",
    "decimal-places-unreadable",
    Severity.ERROR,
    "小数位写得不对",
    "小数位决定百分比和数字保留几位。",
    "小数位写“两位”、-1、1.5、9。",
    "0 到 6 的整数；留空。",
    "填 0 到 6 的整数，或留空。",
    _FIGURES,
)
PERCENT_SUSPICION = Rule(
    "V47",
    "suspected-fraction",
    Severity.WARNING,
    "以%为单位的指标，数都不大于1",
    "0.95 会印成 0.95%，多半应是 95%。",
    "计量单位是%，各季填 0.95、0.96，单元格不是百分比格式。",
    "设为百分比格式的单元格；95、95%。",
    "改为 95，或把单元格设为百分比格式；确实不到1%的，不必改。",
    _FIGURES,
)
PERCENT_IN_COUNT = Rule(
    "V48",
    "percent-in-count",
    Severity.ERROR,
    "单位不是%的指标填了百分数",
    "百分数和数量不能放在一起相加、比较。",
    "计量单位是“户”，一季度填 12%。",
    "计量单位是%或没有写的指标。",
    "改为数量，或把计量单位改为%。",
    _FIGURES,
)
PERCENT_ADDED = Rule(
    "V49",
    "percent-added-up",
    Severity.WARNING,
    "百分数指标的口径是累计",
    "累计就是各季相加，两个季度的 95% 会加成 190%。",
    "计量单位是%，口径写“累计”或没有写。",
    "口径为时点、平均的百分数指标。",
    "“口径”写 时点（取最后的数）或 平均。",
    _FIGURES,
)
HEAD_UNREADABLE = Rule(
    "V50",
    "value-head-unreadable",
    Severity.WARNING,
    "数值栏的表头不是能用的时期",
    "认不出时期的数不会参加计算，也引用不到；只错一个字的是错误，其余是警告。",
    "表头写“上年同期”而没有时期；写的是上年以前的年份；“一季渡”。",
    "一季度、1—6月、截至6月底、上半年、上年一季度、2016年1—6月；备注等其他栏。",
    "把表头改为时期，如 一季度、1—6月、上年一季度。",
    _FIGURES,
)
GIVEN_GROWTH_DIFFERS = Rule(
    "V51",
    "given-growth-differs",
    Severity.WARNING,
    "给定的同比与表中的数算出来不同",
    "报告印给定的同比，读者用表中的数一算就会发现不同。",
    "上半年120，上年上半年100，同比(给定)写15%。",
    "可比口径为“是”的指标；只差四舍五入的。",
    "核对；确按可比口径计算的，“可比口径”写 是。",
    _FIGURES,
)
HEAD_UNIT_DIFFERS = Rule(
    "V52",
    "head-unit-differs",
    Severity.ERROR,
    "表头里的单位与计量单位不同",
    "数按“计量单位”印出，表头写的是另一个单位，印出来就差了倍数。",
    "计量单位是万元，表头写“二季度（亿元）”。",
    "单位相同的表头；没有写计量单位，各栏表头的单位相同。",
    "把这一栏的数换算成计量单位，去掉表头里的单位；或改正“计量单位”。",
    _FIGURES,
)
INDICATOR_UNKNOWN = Rule(
    "V55",
    "unknown-indicator",
    Severity.ERROR,
    "引用的指标不存在",
    "没有这个指标，印不出数。",
    "{走访户} 而指标叫“走访户数”。",
    "全角半角、空格的差别；{{ 和 }} 之间的文字。",
    "改正名称，或在“指标”表中加上这个指标。",
    _CITATIONS,
)
FORM_UNKNOWN = Rule(
    "V56",
    "unknown-citation-form",
    Severity.ERROR,
    "引用的写法不认得",
    "程序不猜要印的是同比还是累计。",
    "{走访户数.同期比}；{招商引资额.同比:亿元}；{现场解决.占比}。",
    "{走访户数.同比}、｛走访户数．同比｝。",
    "改为手册所列的写法之一。",
    _CITATIONS,
)
BRACES_BROKEN = Rule(
    "V57",
    "broken-braces",
    Severity.ERROR,
    "花括号不配对",
    "缺一半的花括号会照样印出来，数也印不出。",
    "{走访户数；走访户数}；{走访户数)；{}；{甲{乙}}。",
    "配对的 {走访户数}；要印出花括号而写的 {{ 和 }}。",
    "补上花括号；要印出花括号本身，写成 {{ 或 }}。",
    _CITATIONS,
)
ALMOST_A_CITATION = Rule(
    "V58",
    "almost-a-citation",
    Severity.WARNING,
    "像是引用指标，但括号不对",
    "会照字面印出括号和指标名，而不是数。",
    "[走访户数]、【走访户数】、<走访户数>、{{走访户数}}。",
    "括号里不是指标名称的文字；（走访户数）、《走访户数》。",
    "要印数的，改用花括号 {走访户数}；本来就要这样印的，不必改。",
    _CITATIONS,
)
CITATION_WITHOUT_VALUE = Rule(
    "V60",
    "citation-without-value",
    Severity.ERROR,
    "引用的数还没有填",
    "没有数就印不出来，写0是错的。",
    "二季度的行里写 {走访户数}，指标表二季度是空的。",
    "能由别的单元格算出的数，如由1—6月减1—3月。",
    "在指标表填上这个数，或不引用它。",
    _CITATIONS,
)
CITATION_WITHOUT_BASE = Rule(
    "V61",
    "citation-without-base",
    Severity.ERROR,
    "没有可以比较的基数",
    "基数缺少、为0或是负数，算不出升降和比例。",
    "{走访户数.同比} 而上年同期没有填，或是0；{走访户数.较年初} 而没有上年末的数。",
    "给定了同比的指标。",
    "填上基数，或直接写文字。",
    _CITATIONS,
)
CITATION_WITHOUT_FORERUN = Rule(
    "V62",
    "no-period-before",
    Severity.ERROR,
    "这个时期没有环比",
    "前三季度、全年等从年初算起的时期，前面没有同样长的时期可比。",
    "前三季度的行里写 {走访户数.环比}。",
    "月、季度、半年的环比。",
    "改用“.同比”，或把这句话写在季度、月份的行里。",
    _CITATIONS,
)
CITATION_WITHOUT_TARGET = Rule(
    "V63",
    "citation-without-target",
    Severity.ERROR,
    "没有可以计算的年度目标",
    "目标没有填，或是“达到省定目标”这样的文字，算不出完成率。",
    "{走访户数.完成率} 而年度目标是空的；目标写“增长8%以上”。",
    "{走访户数.目标} 引用文字目标（照原文印）。",
    "填上数字目标，或直接写文字。",
    _CITATIONS,
)
TARGET_MET = Rule(
    "V64",
    "target-already-met",
    Severity.ERROR,
    "目标已完成，没有差距可写",
    "“距目标还差0户”是错话。",
    "年度目标100，已完成120，文中写 {走访户数.距目标}。",
    "尚未完成的目标。",
    "改写这句话，如写“已完成年度目标”。",
    _CITATIONS,
)
GROWTH_NOT_GIVEN = Rule(
    "V65",
    "comparable-growth-missing",
    Severity.ERROR,
    "可比口径的同比没有给定",
    "可比口径的同比由统计部门给出，用表中的数推算会印错。",
    "可比口径为“是”，引用 .同比，同比(给定) 是空的。",
    "给定了同比的；可比口径不是“是”的指标。",
    "在“同比(给定)”一栏填写，如 12.3%。",
    _CITATIONS,
)
UNIT_INCOMPATIBLE = Rule(
    "V66",
    "incompatible-unit",
    Severity.ERROR,
    "单位不能换算",
    "单位对不上，印出来的数就是错的。",
    "计量单位是“户”，写 {走访户数:亿元}；换算后不足0.01。",
    "元、万元、亿元之间，人、万人之间，亩、公顷、平方公里之间的换算。",
    "改正引用中的单位，或改正指标的计量单位。",
    _CITATIONS,
)
RELATION_FAILS = Rule(
    "V70",
    "relation-fails",
    Severity.ERROR,
    "核对关系不成立",
    "领导一加就发现的错，报送之前要改好。",
    "发现问题120，现场解决80，提请解决30，算式写“发现问题 = 现场解决 + 提请解决”。",
    "两边相等的；≈ 两边之差在容差以内的。",
    "核对所列的单元格，改正数字或算式。",
    _RELATIONS,
)
RELATION_UNREADABLE = Rule(
    "V71",
    "relation-unreadable",
    Severity.ERROR,
    "算式看不懂",
    "看不懂的算式没有核对，不等于核对通过。",
    "缺右括号；没有 = 号；指标名称写错；容差写“大约”。",
    "全角符号、× ÷ ≥ ≤ ≠ ≈。",
    "照“发现问题 = 现场解决 + 提请解决”的样子改写。",
    _RELATIONS,
)
RELATION_UNCHECKED = Rule(
    "V72",
    "relation-operand-missing",
    Severity.WARNING,
    "缺数，核对不了",
    "缺一个数，这条关系就没有核对。",
    "“提请解决”二季度还没有填。",
    "算式里的指标都有数。",
    "填上所缺的数再检查。",
    _RELATIONS,
)
TOLERANCE_UNUSED = Rule(
    "V73",
    "tolerance-unused",
    Severity.WARNING,
    "填了容差，算式里没有 ≈",
    "容差只对 ≈ 起作用，= 仍要完全相等。",
    "算式用 =，容差写 1。",
    "算式用 ≈ 的行。",
    "允许有出入的，把 = 改为 ≈；否则清除容差。",
    _RELATIONS,
)

FIGURE_RULES: tuple[Rule, ...] = (
    AMOUNT_NOT_A_NUMBER,
    INDICATOR_TWICE,
    INDICATOR_NAME_BLANK,
    HEADS_CONTRADICT,
    VALUES_CONTRADICT,
    SUSPECTED_CUMULATIVE,
    PLACES_UNREADABLE,
    PERCENT_SUSPICION,
    PERCENT_IN_COUNT,
    PERCENT_ADDED,
    HEAD_UNREADABLE,
    GIVEN_GROWTH_DIFFERS,
    HEAD_UNIT_DIFFERS,
    INDICATOR_UNKNOWN,
    FORM_UNKNOWN,
    BRACES_BROKEN,
    ALMOST_A_CITATION,
    CITATION_WITHOUT_VALUE,
    CITATION_WITHOUT_BASE,
    CITATION_WITHOUT_FORERUN,
    CITATION_WITHOUT_TARGET,
    TARGET_MET,
    GROWTH_NOT_GIVEN,
    UNIT_INCOMPATIBLE,
    RELATION_FAILS,
    RELATION_UNREADABLE,
    RELATION_UNCHECKED,
    TOLERANCE_UNUSED,
)
"""Every rule of this module, in the order of the catalogue."""
