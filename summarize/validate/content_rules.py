"""The rules on what stands outside the columns and on blanks that are not blank (L40–L69), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_PERIODS = "使用手册：时期"
_CELLS = "使用手册：单元格的写法"
_UNITS = "使用手册：一册多单位"

PERIODS_DISAGREE = Rule(
    "L40",
    "periods-disagree",
    Severity.ERROR,
    "两处写的时期不一致",
    "时期可以写在“时期”一栏、标题行、表名或文件名里；两处不一致，程序不能判断以哪一处为准。",
    "标题行是“2017年上半年”，某行的时期是“三季度”；标题行是“二季度”，表名是“工作成效（一季度）”；标题行是“2016年”，“年度”是2017。",
    "一处包含另一处的（标题行“上半年”，行里“一季度”）；计划表的标题写下一年；往年的表和本年的表放在一起；文件名是“二季度”，表里还留着一季度的行。",
    "核对是哪个时期，改正不对的一处。",
    _PERIODS,
)
BANDS_DISAGREE = Rule(
    "L41",
    "band-disagrees",
    Severity.ERROR,
    "这一行写的和它上面的横栏不一致",
    "横栏（如“一、党建工作”）是下面各行的板块；行里又写了别的，程序不能判断以哪一处为准。",
    "横栏是“一、党建工作”，下面某行的“板块”写的是“业务”。",
    "行里写的和横栏只差序号、空格；行里没有写。",
    "核对这一行属于哪一个，改正一处，或清空行里的这一格。",
    "使用手册：板块和小类",
)
UNIT_BLANK = Rule(
    "L42",
    "unit-blank",
    Severity.WARNING,
    "一册多单位的工作簿里，这一行没有写填报单位",
    "没有填报单位，不知道写进哪个单位的报告，哪份都不写它；各单位的报告照样生成。",
    "别的行写了两个以上的填报单位，“工作成效”某行的填报单位空着；整张表没有这一列的，是错误。",
    "只有一个单位的工作簿；“基本信息”“板块”“核对”“责任科室”“其他章节”和附件里空着的（各单位共用）。",
    "填上填报单位的全称或简称。",
    _UNITS,
)
UNIT_NOT_DESCRIBED = Rule(
    "L43",
    "unit-not-described",
    Severity.WARNING,
    "填报单位不在“基本信息”里",
    "“基本信息”写了别的单位的名称，没有写这一个；它单独成一份报告，名称就用填报单位。",
    "“基本信息”的单位名称是甲局，表里还有填报单位是“乙局”的行。",
    "“基本信息”里一个单位名称也没有写，各单位都用填报单位作名称。",
    "要单独成文的，在“基本信息”里加上它的单位名称；混进来的行，移到它自己的工作簿。",
    _UNITS,
)
UNITS_ALIKE = Rule(
    "L44",
    "units-alike",
    Severity.ERROR,
    "两个单位用了同一个名称或简称",
    "填报单位写这个名称时，分不清是哪个单位的行。",
    "甲区应急管理局和乙区应急管理局的单位简称都是“应急局”，有的行的填报单位写“应急局”。",
    "简称相同，各行的填报单位都写全称。",
    "填报单位改写全称，或改用不同的简称。",
    _UNITS,
)
OUTPUT_FOR_SEVERAL = Rule(
    "L45",
    "output-for-several-units",
    Severity.ERROR,
    "几个单位的报告不能写进一个文件",
    "工作簿里有几个单位，每个单位一份报告。",
    "多单位的工作簿，--output 写的是一个文件，又没有用 --unit 指定单位。",
    "--output 是文件夹（以 / 结尾）；用 --unit 指定了一个单位。",
    "--output 写成文件夹（以 / 结尾），或用 --unit 指定一个单位。",
    _UNITS,
)
STALE_ZERO = Rule(
    "L46",
    "stale-zero",
    Severity.WARNING,
    "公式的结果是 0，可能没有算过",
    "有的软件写出公式时先填上 0，等打开时再算；没有在 Excel 或 WPS 里打开过，就一直是 0。",
    "导出的工作簿里，公式存着 0，并要求打开时重新计算。",
    "直接填的 0；Excel 或 WPS 算出的 0。",
    "用 Excel 或 WPS 打开工作簿，保存后再用；确实是 0 的可不理会。",
    _CELLS,
)
NUMBER_AS_TEXT = Rule(
    "L47",
    "number-as-text",
    Severity.INFO,
    "数字存成了文字",
    "程序能读，表格软件求和、排序时却会漏掉。",
    "全角的“１２”；前面有撇号的数；“12。”；序号写成“①”“（一）”。",
    "存成数字的数；序号写成“1”“1.2”。",
    "改成数字。",
    _CELLS,
)
ORDER_ZERO_LOST = Rule(
    "L48",
    "order-zero-lost",
    Severity.WARNING,
    "序号末尾的 0 像是丢了",
    "1.10 存成数字就是 1.1，会排到 1.2 前面。",
    "序号 1.9 的下一行是数字 1.1。",
    "文字的“1.10”；显示两位小数的 1.10；换了时期或板块重新从 1.1 编起。",
    "把序号一列的格式改为“文本”，再重新填写。",
    _CELLS,
)
INVISIBLE_IN_KEY = Rule(
    "L49",
    "invisible-in-key",
    Severity.INFO,
    "名称里有看不见的字符",
    "只差空格和看不见的字符的名称按同一个名称认；在表格软件里筛选、查找时却是两个。",
    "“党建 ”末尾有空格；板块名称里有零宽空格、不间断空格、全角空格。",
    "字与字之间的普通空格；内容里的空格。",
    "清除这些字符（可用“查找和替换”），各处写成一样。",
    _CELLS,
)
INVISIBLE_IN_TEXT = Rule(
    "L50",
    "invisible-in-text",
    Severity.WARNING,
    "要印的文字里有看不见的字符",
    "多是从网页、聊天软件里粘贴来的，会带进报告，影响换行和查找。",
    "内容里有零宽空格、软连字符、方向标记。",
    "普通空格、全角空格、换行。",
    "删去这个字符：光标移到它后面按退格键，或重新输入这几个字。",
    _CELLS,
)
YEAR_AS_DATE = Rule(
    "L51",
    "year-as-date",
    Severity.WARNING,
    "年度存成了日期",
    "单元格的格式是日期，输入的年份就变成了日期。",
    "年度显示成 2017/1/1，或 1905/7/9（输入的 2017 被当作日期）。",
    "写成 2017、2017年，或只显示年份的日期。",
    "把单元格格式改为“常规”，重新填写年份。",
    _CELLS,
)

NOTHING_FILLED = Rule(
    "L70",
    "nothing-filled-yet",
    Severity.INFO,
    "还没有开始填写",
    "空白的表和下一期的表等着填，逐格报错没有用。",
    "各表都空着的工作簿；“工作成效”里各项都只有事项、没有内容的工作簿。",
    "已经填了一部分的：没有填的各行另外指出。生成报告时仍是错误。",
    "先在“基本信息”里填单位名称和年度，再填“工作成效”或“重点工作”。",
    _CELLS,
)

CONTENT_RULES: tuple[Rule, ...] = (
    PERIODS_DISAGREE,
    BANDS_DISAGREE,
    UNIT_BLANK,
    UNIT_NOT_DESCRIBED,
    UNITS_ALIKE,
    OUTPUT_FOR_SEVERAL,
    STALE_ZERO,
    NUMBER_AS_TEXT,
    ORDER_ZERO_LOST,
    INVISIBLE_IN_KEY,
    INVISIBLE_IN_TEXT,
    YEAR_AS_DATE,
    NOTHING_FILLED,
)
