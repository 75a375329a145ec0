"""The rules on how the sheets of a workbook are laid out (L01–L19), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_SHEETS = "使用手册：工作簿的各张表"
_LAYOUTS = "使用手册：表的样式"

ROW_SKIPPED = Rule(
    "L01",
    "row-skipped",
    Severity.INFO,
    "有些行不是数据，没有当作数据",
    "合计、落款、重复的表头等行照数据读会多出事项，读漏了又没有人知道，所以逐行列出（check --verbose）。",
    "合计行；“填表人：… 审核：…”；“一、党建工作”这样的板块行；重复的表头和它上面的标题；示例行；“注：…”。",
    "空行；事项是“审核工作”、指标是“合计收入”这样的行；“合计”一行里写了文字的。",
    "不必改；其中有要写进报告的，把这一行各栏填全。",
    _LAYOUTS,
)
CONTINUATION_REPEATS = Rule(
    "L02",
    "continued-sheet-repeats",
    Severity.ERROR,
    "续表与前一张表内容相同",
    "“工作成效(2)”当作“工作成效”的续表接着读；复制出来忘了删的，会把每件事写两遍。",
    "在 Excel 里复制工作表得到的“工作成效 (2)”，各行与原表相同。",
    "确有别的内容的续表；个别行相同的续表。",
    "是复制出来的，删去这张表；是续表的，改成它自己的内容。",
    _SHEETS,
)
ROWS_ABOVE_HEAD = Rule(
    "L03",
    "rows-above-head",
    Severity.WARNING,
    "表头上面像是有数据",
    "表头上面的行都当作标题，其中的内容不会写进报告。",
    "表头上面有几栏都填了字的行；一张工作表里上下放了两张表。",
    "标题；“填报单位：… 单位：…”；只有一两格的行。",
    "要用的行移到表头下面；不用的可不理会。",
    _LAYOUTS,
)
ANOTHER_HEAD = Rule(
    "L04",
    "another-head-below",
    Severity.ERROR,
    "表里又有一个不同的表头",
    "下面各行是按第一个表头的栏目读的，栏目换了位置，内容就会读错。",
    "续页的表头把“内容”和“责任科室”换了位置；一张工作表里上下放了两张表。",
    "与表头相同的重复表头（不当数据，不必删）。",
    "栏目相同的，把各列排成一样；是另一张表的，移到另一张工作表。",
    _LAYOUTS,
)
SHEET_NOT_READ = Rule(
    "L05",
    "sheet-not-read",
    Severity.INFO,
    "有些表没有读",
    "表名认不出的表不用，列出来免得漏了要用的（缺少必需的表时都列出，平时用 check --verbose 看）。",
    "“备用”“Sheet3”。",
    "认得出的表；表名像是写错了的（另有警告）；空表。",
    "不用的不必改；要用的，改成使用手册里的表名。",
    _SHEETS,
)
TOTAL_WITH_TEXT = Rule(
    "L06",
    "total-row-with-text",
    Severity.WARNING,
    "像是合计行，却写了文字",
    "只有数字的合计行不当事项；写了文字的不能丢，照事项写进报告。",
    "事项写“合计”，内容写“已完成12项，其余按序时推进。”",
    "只有数字的合计行（不写进报告）；事项叫“合计收入”。",
    "是合计的，删去这一行的文字；是事项的，改一个名称。",
    _LAYOUTS,
)
ROLE_BY_CONTENT = Rule(
    "L07",
    "role-told-by-content",
    Severity.INFO,
    "表名没有写明是哪种表，按标题和列名认定",
    "科室报来的表常常叫“台账”“Sheet1”；标题或列名说得清楚的照样读，并说明当作了哪张表、凭什么。",
    "“Sheet1”，标题是“2025年重点工作推进情况表”；“台账”，列名是重点工作、一季度完成情况、二季度完成情况；"
    "各季度并排的“工作成效”，当作“重点工作”。",
    "几种表都说得通的（另有警告）；同一种表已经有了的；表名写明“旧”“备份”“草稿”“副本”“汇总”的；隐藏的表。",
    "认对了的把表名改成这个名称；认错了的，表名写明“备用”，就不会读。",
    _SHEETS,
)

LAYOUT_RULES: tuple[Rule, ...] = (
    ROW_SKIPPED,
    CONTINUATION_REPEATS,
    ROWS_ABOVE_HEAD,
    ANOTHER_HEAD,
    SHEET_NOT_READ,
    TOTAL_WITH_TEXT,
    ROLE_BY_CONTENT,
)
"""Every rule on layouts."""
