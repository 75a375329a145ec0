"""What is told of papers that are imported (I01–I19)."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_MANUAL = "使用手册：从科室的文稿导入"

REVISIONS_ACCEPTED = Rule(
    "I01",
    "revisions-accepted",
    Severity.WARNING,
    summary="文稿带有修订，按“全部接受”读取。",
    why="修订中的文字删没删、加没加还没有定，接受与否会改变内容和数字。",
    finds="插入、删除、移动的文字，删除的段落标记和表格行，格式修订。",
    leaves_alone="批注：另行说明；已接受或拒绝的修订。",
    remedy="对照原稿核对这些段落；不应接受的，在 Word 里拒绝修订后重新导入。",
    reference=_MANUAL,
)
PERIOD_NOT_TOLD = Rule(
    "I02",
    "period-not-told",
    Severity.WARNING,
    summary="从标题和文件名看不出文稿写的是哪一期。",
    why="程序不猜时期：猜错了，内容会进到别的报告里。",
    finds="标题和文件名都没有写时期或年份；两处写的时期不同。",
    leaves_alone="标题或文件名里有“2017年上半年”“2017年度”这类字样的文稿。",
    remedy="在工作簿的“时期”栏和“年度”里补上；或在文件名里写明时期，如“2017年上半年工作总结”，重新导入。",
    reference=_MANUAL,
)
UNIT_NOT_TOLD = Rule(
    "I03",
    "unit-not-told",
    Severity.WARNING,
    summary="看不出是哪个单位，“单位名称”留空。",
    why="单位名称印在标题和落款里，不能猜。",
    finds="标题、落款、文件名里都没有单位，或只有科室；几份文稿写的单位各不相同。",
    leaves_alone="标题里写明单位的文稿。",
    remedy="在“基本信息”里填写“单位名称”。",
    reference=_MANUAL,
)
UNSORTED_TEXT = Rule(
    "I04",
    "unsorted-text",
    Severity.WARNING,
    summary="有的文字没有合适的表，放在“未归类”。",
    why="文稿里的字一个不丢，但“未归类”里的不会印出来。",
    finds="文本框、页眉页脚、脚注、批注里的文字，不认识的表格，列在中间没有位置的段落。",
    leaves_alone="已归入各表的段落；只有页码的页脚。",
    remedy="打开工作簿的“未归类”，把要用的移到合适的表里。",
    reference=_MANUAL,
)
PICTURE_LEFT = Rule(
    "I05",
    "picture-left",
    Severity.INFO,
    summary="文稿里的图片、图表和嵌入对象没有导入。",
    why="工作簿只收文字和表格。",
    finds="插入的图片、公式编辑器对象、图表、嵌入的文件。",
    leaves_alone="文本框里的文字：已经读出。",
    remedy="需要的图片，生成报告后在 Word 里插入。",
    reference=_MANUAL,
)
HIDDEN_TEXT = Rule(
    "I06",
    "hidden-text",
    Severity.WARNING,
    summary="文稿里有隐藏文字，照样读出。",
    why="隐藏的字在 Word 里看不见，导入后会印出来。",
    finds="字体设为“隐藏”的文字。",
    leaves_alone="白色的字、很小的字。",
    remedy="核对这些段落；不要的字，从工作簿里删去。",
    reference=_MANUAL,
)
EMBEDDED_FILE_UNREAD = Rule(
    "I07",
    "embedded-file-unread",
    Severity.ERROR,
    summary="文稿里嵌入了另一个文件作正文，读不出来。",
    why="那部分内容 Word 打开时才并入，不读出来就会漏掉一段。",
    finds="由其他系统拼成、还没有在 Word 里保存过的文档。",
    leaves_alone="普通的复制、粘贴。",
    remedy="用 Word 打开，直接保存一次，再导入。",
    reference=_MANUAL,
)
EMPTY_PAPER = Rule(
    "I08",
    "empty-paper",
    Severity.ERROR,
    summary="文稿里没有文字。",
    why="可能是扫描件：整页是图片，没有可以读的字。",
    finds="空白文档，只有图片的文档。",
    leaves_alone="字数很少的文稿。",
    remedy="请报送人给出有文字的 Word 文档；扫描件要先转成文字。",
    reference=_MANUAL,
)
LIBREOFFICE_MISSING = Rule(
    "I09",
    "libreoffice-missing",
    Severity.ERROR,
    summary="读 .doc 和 .wps 要用 LibreOffice，本机没有。",
    why="这两种旧格式由 LibreOffice 转成 .docx 再读。",
    finds="没有安装 LibreOffice 的电脑导入 .doc、.wps。",
    leaves_alone=".docx：不用 LibreOffice。",
    remedy="安装 LibreOffice（免费）后重试；或用 Word、WPS 把文稿另存为 .docx 再导入。",
    reference=_MANUAL,
)
CONVERSION_FAILED = Rule(
    "I10",
    "conversion-failed",
    Severity.ERROR,
    summary="LibreOffice 没有把旧格式的文稿转出来。",
    why="文件损坏、设了打开密码，或转换超过时限。",
    finds="设了密码的 .doc，截断的 .wps。",
    leaves_alone="能转出来的旧格式文稿。",
    remedy="用 Word 或 WPS 打开，另存为 .docx 再导入。",
    reference=_MANUAL,
)
NOT_A_PAPER = Rule(
    "I11",
    "not-a-paper",
    Severity.ERROR,
    summary="文件不是 Word 或 WPS 文字的文档。",
    why="导入的是文稿；表格、演示文稿另有用法。",
    finds="改名为 .doc 的 Excel 97–2003 工作簿、演示文稿、邮件。",
    leaves_alone="扩展名写错而内容是文档的文件。",
    remedy="工作簿请用 summarize check 或 summarize merge；其他文件请换成 Word 文档。",
    reference=_MANUAL,
)
PAPERS_DIFFER = Rule(
    "I12",
    "papers-differ",
    Severity.WARNING,
    summary="几份文稿的标题、引言等各不相同，放在“未归类”。",
    why="一份报告只有一个标题、一段引言，用哪一份要由人定。",
    finds="两个以上文稿各有标题、引言、问题引语、落款等。",
    leaves_alone="各份写得一样的；各科室的事项、问题和计划：依次排在一张表里。",
    remedy="在“基本信息”里填写全单位的标题、引言等；各份原文在“未归类”。",
    reference=_MANUAL,
)
ITEM_WITHOUT_CONTENT = Rule(
    "I13",
    "item-without-content",
    Severity.WARNING,
    summary="事项只有一句话，没有内容。",
    why="工作成效和工作计划的每一行都要有内容，核对时会要求补上。",
    finds="“1.完成年度任务。”这样单独一句的段落。",
    leaves_alone="存在问题、意见建议：可以只有一句。",
    remedy="在工作簿里补写内容；不需要的行可以删去。",
    reference=_MANUAL,
)
NO_WORK_FOUND = Rule(
    "I14",
    "no-work-found",
    Severity.WARNING,
    summary="没有找到一条工作成效或工作计划。",
    why="没有这些内容就生成不了报告，多半是文稿的写法没有认出来。",
    finds="通篇没有层次的材料，只有标题和表格的文稿。",
    leaves_alone="只有计划的文稿。",
    remedy="看“未归类”里的文字，把事项移到“工作成效”“工作计划”。",
    reference=_MANUAL,
)

PAPER_RULES: tuple[Rule, ...] = (
    REVISIONS_ACCEPTED,
    PERIOD_NOT_TOLD,
    UNIT_NOT_TOLD,
    UNSORTED_TEXT,
    PICTURE_LEFT,
    HIDDEN_TEXT,
    EMBEDDED_FILE_UNREAD,
    EMPTY_PAPER,
    LIBREOFFICE_MISSING,
    CONVERSION_FAILED,
    NOT_A_PAPER,
    PAPERS_DIFFER,
    ITEM_WITHOUT_CONTENT,
    NO_WORK_FOUND,
)
