"""What is told of PDFs and fonts (F01–F11)."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_MANUAL = "使用手册：转成 PDF"

LIBREOFFICE_MISSING = Rule(
    "F01",
    "no-libreoffice-for-pdf",
    Severity.ERROR,
    summary="转 PDF 要用 LibreOffice，本机没有。",
    why="分行、分页、嵌入字体由排版软件来做，本程序用免费的 LibreOffice。",
    finds="没有安装 LibreOffice 的电脑使用 --pdf。",
    leaves_alone="不用 --pdf 时：生成 Word 文档不需要 LibreOffice。",
    remedy="安装 LibreOffice（免费，宜用 7.4 以上版本）后重新运行；或在 Word、WPS 中打开文档，另存为 PDF。",
    reference=_MANUAL,
)
PDF_EXTRA_MISSING = Rule(
    "F02",
    "pdf-extra-missing",
    Severity.ERROR,
    summary="转 PDF 要用的组件没有安装。",
    why="PDF 是否完整、有几页，由组件 pypdf 读出。",
    finds="安装程序时没有带上 pdf 这一组组件。",
    leaves_alone="不用 --pdf 时：不需要这个组件。",
    remedy="运行 pip install summarize[pdf] 后重试。",
    reference=_MANUAL,
)
FONT_MISSING = Rule(
    "F03",
    "font-missing",
    Severity.WARNING,
    summary="文档用的字体本机没有，PDF 里换成了别的字体。",
    why="PDF 里嵌入的是转换时实际用的字体；换了字体，字形不合规定，分行和页数也可能与 Word 里不同。",
    finds="仿宋_GB2312、楷体_GB2312、方正小标宋简体、黑体、宋体等文档用到而本机没有的字体，每次运行说一次，写明各以什么字体代替。",
    leaves_alone="文档没有用到的字体；装有的字体；查不到字体的系统。",
    remedy="正式印发前，由本单位信息化部门按授权安装这些字体后重新转换，或在装有这些字体的电脑上转换。",
    reference=_MANUAL,
)
CONVERSION_STALLED = Rule(
    "F04",
    "pdf-not-made-in-time",
    Severity.ERROR,
    summary="LibreOffice 超过时限没有转出 PDF，已经停掉。",
    why="一份文档卡住时，不能让后面的都等着；停掉之后其余的接着转。",
    finds="单独转这一份也超过时限（默认 60 秒，启动另计）。",
    leaves_alone="与别的文档一起转时卡住、单独再转成功的。",
    remedy="文档特别长的，把环境变量 SUMMARIZE_PDF_SECONDS 设为更多秒数重试；或在 Word、WPS 中打开，另存为 PDF。",
    reference=_MANUAL,
)
CONVERSION_FAILED = Rule(
    "F05",
    "pdf-not-made",
    Severity.ERROR,
    summary="LibreOffice 没有转出 PDF。",
    why="LibreOffice 打不开这份文档，或中途退出；单独再转一次仍然如此。",
    finds="损坏的文档，磁盘已满，LibreOffice 安装不完整。",
    leaves_alone="与别的文档一起转时出错、单独再转成功的。",
    remedy="运行 summarize doctor 看 LibreOffice 能不能用；能用的，在 Word、WPS 中打开这份文档，另存为 PDF。",
    reference=_MANUAL,
)
CONVERSION_GIVEN_UP = Rule(
    "F06",
    "pdf-given-up",
    Severity.ERROR,
    summary="前面接连几份都没有转成，其余的没有再试。",
    why="接连失败多半是 LibreOffice 或本机的问题，一份份等下去没有用。",
    finds="接连五份文档单独转换都失败之后剩下的文档。",
    leaves_alone="中间有转成的。",
    remedy="运行 summarize doctor，按提示处理后重新运行；Word 文档都已写好，不受影响。",
    reference=_MANUAL,
)
NOT_ARCHIVABLE = Rule(
    "F07",
    "pdf-not-archivable",
    Severity.WARNING,
    summary="转出的 PDF 不是存档用的 PDF/A-2。",
    why="长期保存的电子文件宜用 PDF/A；旧版的 LibreOffice 转不出 PDF/A-2（7.4 版可以）。",
    finds="PDF 里没有 PDF/A-2 的标识。",
    leaves_alone="标明是 PDF/A-2 的文件。",
    remedy="只用来打印、传阅的不必处理；要存档的，升级 LibreOffice 后重新转换。",
    reference=_MANUAL,
)
TIME_LIMIT_UNREADABLE = Rule(
    "F08",
    "pdf-time-limit-unreadable",
    Severity.ERROR,
    summary="环境变量 SUMMARIZE_PDF_SECONDS 不是秒数。",
    why="它是等 LibreOffice 转出一份文档的时限，写错了就不知道等多久。",
    finds="空白、文字、0、负数。",
    leaves_alone="大于 0 的数；没有设这个变量时按 60 秒。",
    remedy="写成秒数，如 120；或去掉这个环境变量。",
    reference=_MANUAL,
)
DOCUMENT_UNREAD = Rule(
    "F09",
    "document-unread",
    Severity.ERROR,
    summary="要转成 PDF 的文档读不出来。",
    why="文档写好以后又被移走、删除，或没有权限。",
    finds="转换开始时已不在原处的文档。",
    leaves_alone="正在 Word 或 WPS 里打开的文档：照样可以转。",
    remedy="看文档还在不在原处，重新运行一次。",
    reference=_MANUAL,
)

BLANK_BEFORE_LAST = Rule(
    "F10",
    "blank-page-before-last",
    Severity.INFO,
    summary="最后一页前面有一页空白。",
    why="用了 --duplex，版记要在双数页上：正文在双数页结束的，中间要空一页，空白页和版记页都不印页码。",
    finds="倒数第二页没有内容的 PDF。",
    leaves_alone="没有空白页的；空白页在别处的。",
    remedy="不想多用一张纸的，去掉 --duplex 重新生成：正文最后一页下面放得下时，版记就排在那一页，那也是双数页。",
    reference=_MANUAL,
)

PDF_KEPT = Rule(
    "F11",
    "pdf-kept-aside",
    Severity.INFO,
    summary="原来的 PDF 不是程序转的，或转后有改动，已另存。",
    why="盖章扫描、批注过的 PDF 常与报告同名，不能被新转的盖掉。",
    finds="转换时同名的 PDF 与程序上次转出的不一样。",
    leaves_alone="程序转出后没有改动过的 PDF：直接换成新的。",
    remedy="打开另存的那份看一看，不需要的删去。",
    reference=_MANUAL,
)

PDF_RULES: tuple[Rule, ...] = (
    LIBREOFFICE_MISSING,
    PDF_EXTRA_MISSING,
    FONT_MISSING,
    CONVERSION_STALLED,
    CONVERSION_FAILED,
    CONVERSION_GIVEN_UP,
    NOT_ARCHIVABLE,
    TIME_LIMIT_UNREADABLE,
    DOCUMENT_UNREAD,
    BLANK_BEFORE_LAST,
    PDF_KEPT,
)
