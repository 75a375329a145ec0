"""The rules on the sheets 词表 and 豁免 (C80–C90), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_WORDS = "使用手册：自己的词"
_EXEMPTIONS = "使用手册：不再提示的问题"

WORD_UNUSABLE = Rule(
    "C80",
    "word-unusable",
    Severity.WARNING,
    "“词表”里的这一行用不上",
    "类别认不出、缺“应为”、日期写错、带着看不见的符号或改来改去改不完的词，不能拿来查。",
    "类别写的是“其他”；错别字没有写“应为”；起用日期写的是“去年”；词语只有一个字；“应为”里又有表中的错别字。",
    "说明、备注空着的；固定提法不写“应为”的。",
    "按“填写说明”补全这一行，不用的删去。",
    _WORDS,
)
EXEMPTION_UNKNOWN = Rule(
    "C81",
    "exemption-unknown",
    Severity.WARNING,
    "“豁免”里的规则编号认不出",
    "编号写错的豁免不起作用，问题照样提示。",
    "“规则”写的是“P99”“P010”“半角逗号”；一格里写了两个编号。",
    "小写的 p01、全角的Ｐ０１；编号后空一格写的说明。",
    "写成屏幕上每行的编号，如 P01；各编号见 summarize rules。",
    _EXEMPTIONS,
)
EXEMPTION_WITHOUT_REASON = Rule(
    "C82",
    "exemption-without-reason",
    Severity.WARNING,
    "豁免没有写理由，不算数",
    "隔一个季度没有人记得为什么不提示，审核的人也要看。",
    "“理由”空着。",
    "写了理由的，不论长短。",
    "在“理由”里写明为什么这样写是对的。",
    _EXEMPTIONS,
)
EXEMPTION_UNUSED = Rule(
    "C83",
    "exemption-unused",
    Severity.INFO,
    "这一行豁免没有用上",
    "文字改过以后，豁免就没有用了；留着会把以后真有的问题也略过。",
    "“豁免”里写着 P28，全册已经没有 P28 的问题。",
    "豁免了一处以上的；用 --period 只核对一个时期的。",
    "不用的删去这一行。",
    _EXEMPTIONS,
)
EXEMPTION_OF_ERROR = Rule(
    "C84",
    "exemption-of-error",
    Severity.WARNING,
    "错误不能豁免",
    "错误不改正，报告就会写错或写不出。",
    "“豁免”里写着 V60，引用的指标真没有数。",
    "警告和提示。",
    "改正那一处；写草稿用 --draft。",
    _EXEMPTIONS,
)
EXEMPTED = Rule(
    "C85",
    "exempted",
    Severity.INFO,
    "按“豁免”略过了几处",
    "略过的不再提示，说一声，免得忘了。",
    "“豁免”里的行用上了。",
    "没有“豁免”表；一处也没有用上。",
    "不必改；要看是哪几处，先清空“豁免”里的那一行。",
    _EXEMPTIONS,
)
WORDS_MISSING = Rule(
    "C86",
    "words-missing",
    Severity.ERROR,
    "--terms 的文件里没有“词表”",
    "全区统一的词放在名为“词表”的工作表里。",
    "--terms 写的是单位的工作簿，里面没有“词表”。",
    "还有别的表的工作簿：只读“词表”。",
    "给 --terms 一个有“词表”的工作簿，或把放着词的那张表改名为“词表”。",
    _WORDS,
)
MENDED = Rule(
    "C87",
    "mended",
    Severity.INFO,
    "这一处代改了",
    "代改的只是有把握的，改了什么要让人看得见。",
    "用了 --fix：半角逗号改成全角，“1、”改成“1.”。",
    "书名号、引号里的；固定提法；豁免了的；要人判断的。",
    "看一遍；改得不对的，在“豁免”里写明，或改回原样。",
    "使用手册：代改",
)
NOT_MENDABLE = Rule(
    "C88",
    "not-mendable",
    Severity.ERROR,
    "这种工作簿不能代改",
    "代改要原样保留格式、公式和批注，只有 .xlsx、.xlsm 做得到。",
    ".xls、.et、.ods、.csv 文件夹；写得不合规范、改不了的 .xlsx。",
    "只核对、不代改的。",
    "在 Excel 或 WPS 里另存为 .xlsx，再代改。",
    "使用手册：代改",
)
MENDED_NAME_WRONG = Rule(
    "C89",
    "mended-name-wrong",
    Severity.ERROR,
    "--fix 的文件名不合适",
    "改好的一份与原来的是同一种文件。",
    "原来的是 .xlsx，--fix 写的是 .docx；--fix 一次给了几个工作簿。",
    "文件夹不同、扩展名相同的文件名。",
    "写一个新的文件名，扩展名与原文件相同；几个工作簿的，一次改一个。",
    "使用手册：代改",
)
MEND_LEFT = Rule(
    "C90",
    "mend-left",
    Severity.WARNING,
    "这一处能改而没有代改",
    "公式算出来的字，改了公式就没有了；别的软件写得少见的格子，改了可能丢掉格式。",
    "单元格里是公式，算出的文字里有半角逗号。",
    "直接填写的文字，不论几种字体。",
    "在 Excel 里自己改。",
    "使用手册：代改",
)
WORDING_RULES: tuple[Rule, ...] = (
    WORD_UNUSABLE,
    EXEMPTION_UNKNOWN,
    EXEMPTION_WITHOUT_REASON,
    EXEMPTION_UNUSED,
    EXEMPTION_OF_ERROR,
    EXEMPTED,
    WORDS_MISSING,
    MENDED,
    NOT_MENDABLE,
    MENDED_NAME_WRONG,
    MEND_LEFT,
)
