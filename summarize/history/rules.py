"""What is told over the periods: what was said before, and what is said now (X01–X15), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_PERIODS = "使用手册：与上期对照"
_LENGTH = "使用手册：字数"

PROMISE_GONE = Rule(
    "X01",
    "promise-gone",
    Severity.WARNING,
    summary="上期报告里的一项计划，这一期没有下文。",
    why="上期写了要做的事，这一期只字不提，领导和上级最先问的就是它。",
    finds="已印发的一季度报告计划“建成2个示范点”，二季度的成效、问题、计划里都没有相近的事。",
    leaves_alone="任务编号或板块、事项相同的；说法变了而字词相近、科室相同的；写进存在问题或下期计划的；计划的时期还没有到的；只有一个科室的工作簿里别的科室的计划。",
    remedy="已经做的，在“工作成效”里补写；没有做的，在“存在问题”里说明原因，或再列入计划。",
    reference=_PERIODS,
)
PROMISE_MADE_AGAIN = Rule(
    "X02",
    "promise-made-again",
    Severity.INFO,
    summary="上期的计划这一期又列入计划，没有说做得怎样。",
    why="同一件事一期一期往后推而不说明，看报告的人会问原因。",
    finds="一季度计划“加装电梯6部”，二季度的计划里还是“加装电梯6部”，成效和问题里都没有提。",
    leaves_alone="成效里写了进展的；写了推迟、因……暂缓等原因的。",
    remedy="有进展的，写进“工作成效”；推迟的，在“存在问题”或计划里写明原因。",
    reference=_PERIODS,
)
PROMISE_DUE = Rule(
    "X03",
    "promise-due-and-not-done",
    Severity.WARNING,
    summary="上期的计划到了完成时限，没有说已经完成。",
    why="时限是自己报的；到期没有完成又不说明，经不起督查。",
    finds="上期计划的完成时限是“6月底”，上半年报告里这一项的状态是“未达序时”；没有状态而内容说正在进行、预计完成的，只是相近的事项没有完成的，都是提示。",
    leaves_alone="写了完成、办结、建成等的；状态是已完成、取消的；说明了推迟原因的；“重点工作”台账里另有提示的。",
    remedy="已经完成的，在内容里写明或填状态；没有完成的，说明原因并重定时限。",
    reference=_PERIODS,
)
FIGURE_RESTATED = Rule(
    "X04",
    "figure-restated",
    Severity.WARNING,
    summary="以前各期已经印发的数，现在的工作簿算出来不一样。",
    why="上级手里有两个数，不知道信哪一个；改数须有说法。",
    finds="一季度印发的报告写走访400户，现在“指标”里一季度是420。",
    leaves_alone="计量单位改了而数值相同的；小数位数不同、四舍五入后相同的；没有印出来的数；现在的工作簿没有那一年的列。",
    remedy="与数据来源核对：改错了的改回；确要调整的，在这一期报告里说明口径或更正。",
    reference=_PERIODS,
)
TEXT_REPEATED = Rule(
    "X05",
    "text-repeated-from-last-issue",
    Severity.WARNING,
    summary="有数字或结果的一段话，与上期印发的报告一字不差。",
    why="成效照抄上期，等于这一期没有做；数字也多半没有更新。",
    finds="连续40个字以上与上期的成效、问题相同，其中有数字，或有完成、建成、办结等结果。",
    leaves_alone="引言；坚持以……为指导等指导思想；书名号里的名称、一串单位名称；计划变成的成效标题；上期报告的那一期自己的行。",
    remedy="改写为这一期的情况，更新数字；两期确实相同的可不理会，或在“豁免”里写明。",
    reference=_PERIODS,
)
TEXT_COPIED = Rule(
    "X06",
    "text-copied-between-offices",
    Severity.WARNING,
    summary="两个科室的内容里有一段话一字不差，其中有数字或结果。",
    why="同一件事印两遍，数字也会被重复计算。",
    finds="连续40个字以上相同，责任科室不同，其中有数字，或有完成、建成、办结等结果。",
    leaves_alone="指导思想、书名号里的名称、一串单位名称；同一科室的行；“入文”为“否”的行。",
    remedy="与两个科室核实是谁做的：留一处，另一处改写或“入文”填“否”。",
    reference=_PERIODS,
)
LENGTH_OUT_OF_LIMITS = Rule(
    "X07",
    "length-out-of-limits",
    Severity.WARNING,
    summary="正文的字数超出或不够。",
    why="上级对字数有要求的，超了要退回来压缩。",
    finds="“字数上限”是3000，正文有3420字；“字数下限”是2000，正文有1500字。",
    leaves_alone="在上下限以内的；没有填“字数上限”“字数下限”的；标题、落款、版记、附件不计入。",
    remedy="按各板块、各科室的字数增减；可用 --brief 印简版，或改“基本信息”里的字数上下限。",
    reference=_LENGTH,
)
LENGTH_SHARES = Rule(
    "X08",
    "length-shares",
    Severity.INFO,
    summary="字数超出或不够时，各板块、各科室各有多少字。",
    why="知道哪一块最长，才知道从哪里压缩。",
    finds="正文超出“字数上限”时列出：党建工作1200字，占35%。",
    leaves_alone="字数在上下限以内的报告。",
    remedy="先压缩字数多的。",
    reference=_LENGTH,
)
RECORD_UNREADABLE = Rule(
    "X09",
    "issued-record-unreadable",
    Severity.WARNING,
    summary="印发记录读不出来，没有用来对照。",
    why="记录损坏、过大或不完整，拿来对照会报错。",
    finds="outputs 里 .summarize/issued 下的一个 .json 被改坏、截断，或大得不合常理。",
    leaves_alone="别的单位的记录；没有印发的报告的记录。",
    remedy="从备份恢复这个文件；没有备份的，用 --previous 指明那一期的 Word 文档。",
    reference=_PERIODS,
)
RECORD_FOREIGN = Rule(
    "X10",
    "previous-not-of-this-report",
    Severity.WARNING,
    summary="用 --previous 指明的文档不是这个单位以前各期的，没有用来对照。",
    why="拿别的单位或后一期的报告对照，处处都是假的不同。",
    finds="文档的单位名称不同；文档的时期与这份报告相同，或在它之后。",
    leaves_alone="同一单位较早时期的报告。",
    remedy="换成这个单位上一期印发的文档。",
    reference=_PERIODS,
)
RECORD_LOST = Rule(
    "X11",
    "previous-without-record",
    Severity.INFO,
    summary="用 --previous 指明的文档旁边没有程序的记录，只能读它的文字。",
    why="没有记录的文档（别人做的，或移动时没有带上 .summarize 文件夹），不知道哪个数出自哪个指标。",
    finds="用别的办法写的上期总结；只拷来 Word 文档，没有拷 .summarize。",
    leaves_alone="旁边有记录的文档。",
    remedy="计划和重复的话照样对照，数字不对照；有记录的，连同旁边的 .summarize 文件夹一起拷来。",
    reference=_PERIODS,
)
PREVIOUS_CHANGED = Rule(
    "X12",
    "previous-changed-since",
    Severity.INFO,
    summary="用 --previous 指明的文档生成以后有改动，按生成时的记录对照。",
    why="在 Word 里改过的字句不在记录里。",
    finds="文档与旁边记录里的校验值不同。",
    leaves_alone="没有改动的文档。",
    remedy="改过计划或数字的，自己再核对一遍改过的地方。",
    reference=_PERIODS,
)
DRAFT_ISSUED = Rule(
    "X13",
    "draft-issued",
    Severity.ERROR,
    summary="草稿、征求意见稿和送审稿不能标为印发。",
    why="以后各期都拿印发的报告对照；没有定下来的稿子不作数。",
    finds="--issue 与 --draft 同时用；--issue 与 --stage 征求意见稿、送审稿同时用。",
    leaves_alone="--issue 与 --stage 定稿同时用；不写 --stage。",
    remedy="定稿以后再用 --issue 生成一次。",
    reference=_PERIODS,
)
PREVIOUS_UNREADABLE = Rule(
    "X14",
    "previous-unreadable",
    Severity.WARNING,
    summary="用 --previous 指明的文档读不出来，没有用来对照。",
    why="不是 Word 文档，或已经损坏。",
    finds="写错的路径；扩展名是 .docx 的图片；损坏的文档。",
    leaves_alone="能在 Word 里打开的 .docx。",
    remedy="核对路径；在 Word 里打开另存为 .docx 后再试。",
    reference=_PERIODS,
)
NO_PROMISES = Rule(
    "X15",
    "no-promises-to-list",
    Severity.INFO,
    summary="没有可以列入“上期计划落实情况”的计划，没有印这张附表。",
    why="附表里的计划来自已印发的上期报告。",
    finds="用了 --promises，outputs 里没有这个单位以前印发的报告，也没有用 --previous 指明。",
    leaves_alone="没有用 --promises 的。",
    remedy="上期的报告用 --issue 标为印发，或用 --previous 指明它的 Word 文档。",
    reference=_PERIODS,
)
SENTENCE_TWICE = Rule(
    "X16",
    "sentence-printed-twice",
    Severity.WARNING,
    summary="几个季度的内容接成一段，有一句话一字不差地印了两遍。",
    why="各季度的内容接在一起印，两个季度写了同一句话，读的人会当作抄重了。",
    finds="上半年报告里，同一事项一季度、二季度都写“完成除险加固水库5座，水库安全运行得到有效维护。”",
    leaves_alone="单独一个季度的报告；数字不同的；不到8个字的句子；“单列”“替换”的行。",
    remedy="二季度改写为这一季度新做的；确实没有新情况的，二季度的行“入文”填“否”。",
    reference=_PERIODS,
)

HISTORY_RULES: tuple[Rule, ...] = (
    PROMISE_GONE,
    PROMISE_MADE_AGAIN,
    PROMISE_DUE,
    FIGURE_RESTATED,
    TEXT_REPEATED,
    TEXT_COPIED,
    LENGTH_OUT_OF_LIMITS,
    LENGTH_SHARES,
    RECORD_UNREADABLE,
    RECORD_FOREIGN,
    RECORD_LOST,
    PREVIOUS_CHANGED,
    DRAFT_ISSUED,
    PREVIOUS_UNREADABLE,
    NO_PROMISES,
    SENTENCE_TWICE,
)
