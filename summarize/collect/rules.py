"""What is told when workbooks are put together, and when the next period's is made: the rules M01–M18."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_MERGING = "使用手册：汇总各科室的工作簿"
_CONTINUING = "使用手册：做下一期的工作簿"

FIGURES_DIFFER = Rule(
    "M01",
    "collected-figures-differ",
    Severity.ERROR,
    summary="同一个指标，两处报来的数不一样。",
    why="一个指标只能有一个数；程序不替人挑选。",
    finds="两个科室的“指标”表里都有“走访户数”，一季度一个写120、一个写130；单位一个写万元、一个写元。",
    leaves_alone="两处的数相同（只留一份）；一处空着（用有数的那处）；同一科室再次报来的（用后报的，另有提示）。",
    remedy="与两个科室核实，改正其中一处后再汇总。",
    reference=_MERGING,
)
FACTS_DIFFER = Rule(
    "M02",
    "collected-facts-differ",
    Severity.ERROR,
    summary="“基本信息”的同一项，两处写的不一样。",
    why="报告只有一个单位名称、一个年度、一个标题。",
    finds="两本工作簿的“年度”一个写2017、一个写2018。",
    leaves_alone="写法相同的；一处空着的；“单位名称”写成科室名称的（当作报送的科室）。",
    remedy="改成一样，或在科室的工作簿里清空这一项，再汇总。",
    reference=_MERGING,
)
ITEM_FROM_TWO = Rule(
    "M03",
    "item-from-two-offices",
    Severity.WARNING,
    summary="同一件事，两个科室都报了，内容不同。",
    why="两份都印，同一件事会说两遍；程序不替人删。",
    finds="任务编号相同，或者板块和事项相同，时期也相同，而来自不同工作簿的两行。",
    leaves_alone="内容完全相同的（只留一份）；一处没有填内容的（用填了的那处）；同一本工作簿里的几行。",
    remedy="两行都留在汇总的工作簿里；并成一行，或把其中一行的“入文”写“否”。",
    reference=_MERGING,
)
OWN_ROW_KEPT = Rule(
    "M04",
    "own-row-kept",
    Severity.WARNING,
    summary="“板块”“责任科室”里的同一行，两处写的不一样。",
    why="板块的标题和次序由单位统一定。",
    finds="科室的工作簿里“板块”表的标题、序号与单位的工作簿不同。",
    leaves_alone="写法相同的；一处空着的。",
    remedy="用的是单位的工作簿里的写法；要用科室的，改单位的工作簿。",
    reference=_MERGING,
)
NOT_CARRIED_OVER = Rule(
    "M05",
    "not-carried-over",
    Severity.ERROR,
    summary="有内容读不出来，不能放进新的工作簿。",
    why="新的工作簿里只放看得见的值；读不出的放进去就成了空格，谁也不知道丢过东西。",
    finds="错误值（#REF! 等）、没有算出结果的公式、找不到表头的表、同名的两列。",
    leaves_alone="算出了结果的公式：取它的结果。",
    remedy="用 Excel 或 WPS 打开这本工作簿，改正这一处，保存后再来。",
    reference=_MERGING,
)
OFFICE_UNKNOWN = Rule(
    "M06",
    "sender-unknown",
    Severity.WARNING,
    summary="看不出工作簿是哪个科室报的。",
    why="没有科室，就不知道谁已经报了，出了问题也不知道退给谁。",
    finds="文件名、标题行、“责任科室”栏里都没有科室名称的工作簿。",
    leaves_alone="单位自己的工作簿；已经汇总过的工作簿。",
    remedy="在文件名里写上科室名称，如 人事科2017年二季度.xlsx，再汇总一次。",
    reference=_MERGING,
)
CHANGED_SINCE = Rule(
    "M07",
    "changed-since-collected",
    Severity.WARNING,
    summary="同一科室又报了一次，内容和原来的不一样，用的是后报的。",
    why="科室改了再报，要用新的；但汇总以后也可能有人改过，改的会被换掉。",
    finds="汇总的工作簿里来自某个文件的一行，与这次给出的同名文件里的同一行不同；同一科室先后两个文件里的同一件事、同一个指标不同。",
    leaves_alone="没有改动的行（不重复）；原来空着、现在填了的（补上）；不同科室的（见 M01、M03）。",
    remedy="核对这一处；汇总以后改过、要用原来的，从原来的汇总里抄回来。",
    reference=_MERGING,
)
ROWS_LEFT_OUT = Rule(
    "M08",
    "rows-left-out",
    Severity.INFO,
    summary="有几行不是数据，没有放进新的工作簿。",
    why="合计行会与各行的数重复，附注不是一项工作。",
    finds="合计、小计行，表下的附注，给下面各行分组的一行。",
    leaves_alone="示例行、填表人和审核人一行、重复的表头：不提示。",
    remedy="不必改；不应略过的，改写这一行开头的文字。",
    reference=_MERGING,
)
NOTHING_TO_COLLECT = Rule(
    "M09",
    "nothing-to-collect",
    Severity.WARNING,
    summary="工作簿里没有可以汇总的内容。",
    why="科室可能把空白的表发来了，或者填在了别的表名下。",
    finds="各表都没有填写的工作簿；内容都写在认不出的表里的工作簿。",
    leaves_alone="只填了“板块”“责任科室”的单位工作簿。",
    remedy="请报送的科室核对后重报；表名写错的，改成使用手册里的表名，再汇总一次。",
    reference=_MERGING,
)
GIVEN_TWICE = Rule(
    "M10",
    "workbook-given-twice",
    Severity.INFO,
    summary="同一个文件写了两次。",
    why="一个文件只取一次，免得内容重复。",
    finds="命令里同一个文件写了两遍，或者两条路径指向同一个文件。",
    leaves_alone="不同文件夹里名称相同的文件。",
    remedy="不必改。",
    reference=_MERGING,
)

NO_PLAN_TO_GO_ON = Rule(
    "M11",
    "no-plan-to-go-on",
    Severity.WARNING,
    summary="没有下一时期的工作计划，新工作簿里没有待填的事项。",
    why="下一期要报告的，是这一期计划做的事。",
    finds="“工作计划”里没有下一时期的行，也没有“重点工作”台账。",
    leaves_alone="有台账的：台账的各行接着用。",
    remedy="核对“工作计划”的时期；确实没有的，直接在新工作簿里填。",
    reference=_CONTINUING,
)
PERIOD_FACT_DROPPED = Rule(
    "M12",
    "period-fact-dropped",
    Severity.INFO,
    summary="“基本信息”里只用于这一期的内容，没有带到下一期。",
    why="成文日期、字号、标题、引言等是为一份报告写的，带过去会忘了改。",
    finds="写了“时期”的各项，以及成文日期、发文字号、印发日期、数据截至；换了年度时还有写着年份的标题、引言等。",
    leaves_alone="单位名称、署名、结构等各期都用的内容。",
    remedy="在新工作簿的“基本信息”里按新的时期填写。",
    reference=_CONTINUING,
)
STILL_TO_SOLVE = Rule(
    "M13",
    "still-to-be-solved",
    Severity.INFO,
    summary="这一期的问题和建议带到了下一期，各期印不印由“入文”定。",
    why="没有解决的问题还要报告，已经解决的不能再印；程序不知道哪些解决了。",
    finds="“存在问题”“意见建议”里这一期的行：时期改为下一期，“入文”写“否”。",
    leaves_alone="更早时期的行。",
    remedy="仍未解决的，把“入文”改为“是”并改写内容；已经解决的，删去这一行。",
    reference=_CONTINUING,
)
SERIES_NOT_MOVED = Rule(
    "M14",
    "series-not-moved",
    Severity.WARNING,
    summary="换了年度，这一栏的数没有移到上年。",
    why="程序认不出这一栏是哪个时期，移错了同比就错。",
    finds="“指标”里表头认不出时期的栏；上年已有同名栏而且数不同的。",
    leaves_alone="一季度…四季度、1—6月等认得出的栏：改成上年的。",
    remedy="在新工作簿里核对上年的数，手工补上。",
    reference=_CONTINUING,
)
PLAN_OF_ANOTHER_PERIOD = Rule(
    "M15",
    "plan-of-another-period",
    Severity.INFO,
    summary="计划的时期与下一期只有部分重合，没有变成待填的事项。",
    why="事项要报告哪个时期，由计划的时期定。",
    finds="下一期是三季度，计划的时期写的是下半年。",
    leaves_alone="时期在下一期以内的计划；与下一期无关的计划（原样留着）。",
    remedy="留在“工作计划”里了；要在下一期报告的，自己在“工作成效”里加一行。",
    reference=_CONTINUING,
)

OFFICE_FACTS_LEFT = Rule(
    "M16",
    "office-facts-left",
    Severity.INFO,
    summary="科室自己的标题、引言等没有放进汇总的工作簿。",
    why="它们是科室自己那份总结的；单位的标题、引言由单位写。",
    finds="“单位名称”写的是科室的工作簿（由科室的文稿导入的多是这样）里的标题、引言、成文日期、结构等。",
    leaves_alone="单位名称、单位简称、署名；“年度”（两处不一样另有提示）；“单位名称”写的是本单位的工作簿，除了结构、事项样式、署名位置。",
    remedy="不必改；其中有要用的，写进单位的工作簿的“基本信息”。",
    reference=_MERGING,
)
SECTION_ADDED = Rule(
    "M17",
    "section-added",
    Severity.WARNING,
    summary="科室的“板块”表里，有单位没有的板块。",
    why="板块的次序和标题由单位统一定；多出的板块会在报告里成为单独的一部分。",
    finds="单位的“板块”表里没有“综合保障”，科室的有。",
    leaves_alone="单位没有填“板块”表的。",
    remedy="要的，在汇总的工作簿里给它定标题和序号；不要的，把各行的“板块”改成单位的板块，再删去它。",
    reference=_MERGING,
)
FAULTS_INSIDE = Rule(
    "M18",
    "faults-inside",
    Severity.WARNING,
    summary="报来的工作簿里还有错误，照样汇总了。",
    why="错误带进了汇总，到生成报告时才报出来，就不知道该退给谁了。",
    finds="用 check 会报错的工作簿：没有内容的事项、写错的时期、引用没有的指标等。",
    leaves_alone="没有“基本信息”等由单位统一填的内容；只有警告的工作簿。",
    remedy="先用 summarize check 看是哪几处；加上 --annotate 可以写成退回意见，请科室改后重报。",
    reference=_MERGING,
)
EXEMPTION_LEFT = Rule(
    "M19",
    "exemption-left",
    Severity.INFO,
    summary="写明了位置的豁免没有带到新工作簿。",
    why="新工作簿里各行的位置变了，同一个单元格里是别的内容。",
    finds="“豁免”里“位置”写着 工作成效!C5 的行。",
    leaves_alone="没有写位置的豁免：照旧带上。",
    remedy="还要豁免的，在新工作簿的“豁免”里按“文字”写，或改写新的位置。",
    reference="使用手册：不再提示的问题",
)

COLLECT_RULES: tuple[Rule, ...] = (
    FIGURES_DIFFER,
    FACTS_DIFFER,
    ITEM_FROM_TWO,
    OWN_ROW_KEPT,
    NOT_CARRIED_OVER,
    OFFICE_UNKNOWN,
    CHANGED_SINCE,
    ROWS_LEFT_OUT,
    NOTHING_TO_COLLECT,
    GIVEN_TWICE,
    NO_PLAN_TO_GO_ON,
    PERIOD_FACT_DROPPED,
    STILL_TO_SOLVE,
    SERIES_NOT_MOVED,
    PLAN_OF_ANOTHER_PERIOD,
    OFFICE_FACTS_LEFT,
    SECTION_ADDED,
    FAULTS_INSIDE,
    EXEMPTION_LEFT,
)
