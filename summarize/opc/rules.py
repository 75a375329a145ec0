"""Why a file is refused before it is read (R01–R14), what is told of a good one (R22, R23), why none is written."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_OPC = "ISO/IEC 29500-2 开放打包约定"
_MANUAL = "使用手册：文件打不开时"
_WRITING = "使用手册：文件写不出时"

FILE_NOT_FOUND = Rule(
    "R01",
    "file-not-found",
    Severity.ERROR,
    summary="找不到指定的文件。",
    why="文件名或文件夹写错，或者文件已被移动、改名。",
    finds="命令中写的文件不存在，例如把“2017年.xlsx”写成“2017.xlsx”。",
    leaves_alone="存在但打不开的文件，另有 R02 至 R07 说明。",
    remedy="核对文件名和所在文件夹；名称里有空格的，用引号括起来；"
    "在资源管理器中按住 Shift 右击文件，选“复制为路径”，可得到准确的写法。",
    reference=_MANUAL,
)
FOLDER_AS_FILE = Rule(
    "R02",
    "folder-as-file",
    Severity.ERROR,
    summary="这里需要一个文件，给出的却是文件夹。",
    why="程序不能猜测文件夹中哪一个才是要用的文件。",
    finds="模板处写的是文件夹。",
    leaves_alone="文件夹中的文件，请直接写出文件名。",
    remedy="在路径后面补上文件名，例如“资料/2017年.xlsx”。",
    reference=_MANUAL,
)
FILE_NOT_READABLE = Rule(
    "R03",
    "file-not-readable",
    Severity.ERROR,
    summary="文件存在，但没有权限读取，或者读取时出错。",
    why="文件可能被设了权限、被其他程序独占打开，或者所在的盘、网络位置出了故障。",
    finds="当前用户没有读取权限；文件正被其他程序独占；读盘出错。",
    leaves_alone="只读文件：只读不影响读取。",
    remedy="关闭正在使用该文件的程序，或把文件复制到自己的文件夹中再试；仍不行的，请管理员开放读取权限。",
    reference=_MANUAL,
)
EMPTY_FILE = Rule(
    "R04",
    "empty-file",
    Severity.ERROR,
    summary="文件是空的，一个字节也没有。",
    why="多为复制、下载或收邮件附件时中断所致。",
    finds="大小为 0 的文件。",
    leaves_alone="只有空白工作表的工作簿：那是正常文件，内容由后面的检查说明。",
    remedy="请重新复制、下载，或向报送人再要一份。",
    reference=_MANUAL,
)
NOT_AN_OFFICE_FILE = Rule(
    "R05",
    "not-an-office-file",
    Severity.ERROR,
    summary="文件内容不是办公文件，只是名字像。",
    why="改扩展名不会改变文件的内容；不少业务系统导出的“Excel 表”其实是网页或文本。",
    finds="改名为 .xlsx 的文本、CSV、网页、PDF、图片、压缩包等。",
    leaves_alone="内容正确而扩展名写错的文件：程序按内容认定，不看名字。",
    remedy="用 Excel 或 WPS 表格打开该文件，另存为“Excel 工作簿（*.xlsx）”后再用。",
    reference=_OPC,
)
OLD_BINARY_FORMAT = Rule(
    "R06",
    "old-binary-format",
    Severity.ERROR,
    summary="文件是 Office 97–2003 或 WPS 的旧格式。",
    why="旧格式的文档（.doc .wps）的结构与 .docx 完全不同，模板处只读新格式。",
    finds="模板处给了 OLE 复合文档，不论扩展名是什么；Excel 95 以前的工作簿。",
    leaves_alone="由旧格式另存而来的 .xlsx、.docx；Excel 95 以来的 .xls 和 WPS 的 .et，照常读取。",
    remedy="用 Excel 或 WPS 打开后，另存为新格式（.xlsx 或 .docx）再用；只改扩展名无效。",
    reference=_OPC,
)
ENCRYPTED_FILE = Rule(
    "R07",
    "encrypted-file",
    Severity.ERROR,
    summary="文件设了打开密码。",
    why="加密后的内容无法读取，程序也不接收密码。",
    finds="用密码加密的工作簿或文档，包括部件加密的压缩包。",
    leaves_alone="只保护工作表或工作簿结构（防修改）的文件：可以读取。",
    remedy="打开文件，在“文件—信息—保护工作簿—用密码进行加密”中清空密码，保存后再用。",
    reference=_OPC,
)
WRONG_KIND_OF_FILE = Rule(
    "R08",
    "wrong-kind-of-file",
    Severity.ERROR,
    summary="文件是另一种 Office 文件。",
    why="工作簿、文档、演示文稿和开放文档格式的内部结构各不相同。",
    finds="改名为 .xlsx、.xls 的 Word 文档、演示文稿或普通压缩包；模板处给了工作簿等。",
    leaves_alone="扩展名写错而内容正确的文件。",
    remedy="换成正确的文件，或用 Excel、WPS 打开后另存为所需格式。",
    reference=_OPC,
)
DAMAGED_FILE = Rule(
    "R09",
    "damaged-file",
    Severity.ERROR,
    summary="文件已损坏或不完整。",
    why="传输中断、存储介质故障会使内容缺失或改变；读取损坏的文件可能得到错误的数字。",
    finds="压缩目录不完整、校验码不符、部件缺失、部件不是合法的 XML。",
    leaves_alone="内容填写上的错误，由后面的检查说明。",
    remedy="用 Excel 或 WPS 打开，按提示修复后另存一份；打不开的，请重新复制或向报送人再要一份。",
    reference=_OPC,
)
TOO_LARGE = Rule(
    "R10",
    "too-large-package",
    Severity.ERROR,
    summary="文件解开后过大，或压缩得异常厉害。",
    why="正常的办公文件不会这样；“压缩炸弹”会耗尽内存使电脑卡死。",
    finds="部件过多、解开后总量过大、压缩比异常的文件。",
    leaves_alone="图片较多的一般文件。",
    remedy="删去用不到的工作表、图片和大片空白格式，另存一份再用；来历不明的文件不要打开。",
    reference=_OPC,
)
UNSAFE_PART_NAME = Rule(
    "R11",
    "unsafe-part-name",
    Severity.ERROR,
    summary="文件内部的部件名称不合规定。",
    why="重名部件会使不同程序读到不同内容；含“..”的名称可能指向文件之外。",
    finds="重名的部件，名称含“..”、反斜杠、盘符或以“/”开头的部件。",
    leaves_alone="含中文、空格的部件名。",
    remedy="用 Excel 或 WPS 打开后另存一份再用；来历不明的文件不要打开。",
    reference=_OPC,
)
DOCUMENT_TYPE_DECLARED = Rule(
    "R12",
    "document-type-declared",
    Severity.ERROR,
    summary="文件内部的 XML 带有文档类型声明（DOCTYPE）。",
    why="办公文件从不需要它；它可以引入外部实体，读取本机文件或耗尽内存。",
    finds="任何 XML 部件开头的 <!DOCTYPE …>，不论用哪种编码写成。",
    leaves_alone="插入的图片（包括 SVG 图片）。",
    remedy="用 Excel 或 WPS 打开后另存一份再用；来历不明的文件不要打开。",
    reference="ISO/IEC 29500-2 8.1.4（不得使用 DTD）",
)
EXTERNAL_RELATION = Rule(
    "R13",
    "external-relation",
    Severity.ERROR,
    summary="文件链接到外部的文件或网络资源。",
    why="外部内容会随时改变，也可能泄露信息；报告只能依据文件本身的内容。",
    finds="引用其他工作簿的链接、链接而非嵌入的图片、附加的远程模板等。",
    leaves_alone="普通超链接（网址、邮箱）。",
    remedy="在“数据—编辑链接”中断开链接，把链接的图片改为嵌入，保存后再用。",
    reference=_OPC,
)
CONTAINS_MACROS = Rule(
    "R14",
    "contains-macros",
    Severity.ERROR,
    summary="模板或文档带有宏。",
    why="宏是程序，可能有害，报告也用不到它。",
    finds="启用宏的文档（.docm），含 VBA 工程的模板。",
    leaves_alone="控件、嵌入对象和公式；带宏的工作簿照常读取，另由 R22 说明。",
    remedy="用 Word 或 WPS 打开，另存为不含宏的“Word 文档（*.docx）”再用。",
    reference=_OPC,
)

MACROS_NOT_RUN = Rule(
    "R22",
    "macros-not-run",
    Severity.INFO,
    summary="工作簿带有宏，宏没有运行。",
    why="宏是程序，可能有害，报告也用不到它；宏要在打开时才填的内容，这里看不到。",
    finds="启用宏的工作簿（.xlsm、带宏的 .xls .xlsb .ods）：单元格照常读取，宏不运行、不改动。",
    leaves_alone="不含宏的工作簿；带宏的模板另由 R14 说明。",
    remedy="不必处理；表里的数如果靠宏填写，请在 Excel 或 WPS 中运行后保存，再用。",
    reference=_MANUAL,
)
NAME_OF_ANOTHER_KIND = Rule(
    "R23",
    "name-of-another-kind",
    Severity.INFO,
    summary="文件的扩展名与内容不符，已按内容读取。",
    why="改扩展名不会改变文件的内容；程序按内容认定，Excel 打开时却会报警或打不开。",
    finds="内容是 .xlsx 而名为 .xls 的文件，内容是 .ods 而名为 .xlsx 的文件等。",
    leaves_alone="没有扩展名的文件；WPS 的 .et（新旧两种内容都有）。",
    remedy="不必处理；要在 Excel 中打开的，请把扩展名改对。",
    reference=_MANUAL,
)

TARGET_NOT_WRITABLE = Rule(
    "W11",
    "target-not-writable",
    Severity.ERROR,
    summary="没有权限写入，或者文件正被其他程序打开。",
    why="Word、WPS 打开文件时会锁住它；只读文件和无权写入的文件夹也不能写。",
    finds="被打开的、只读的目标文件，无权写入的文件夹，只读的盘；没有可以写的临时文件夹。",
    leaves_alone="已有而可写的文件：写好后整个替换。",
    remedy="如果文件正在 Word 或 WPS 中打开，请关闭后再试；否则取消“只读”属性，或另选一个位置。",
    reference=_WRITING,
)
WAY_BLOCKED = Rule(
    "W12",
    "target-in-the-way",
    Severity.ERROR,
    summary="要写的位置被另一种东西占着。",
    why="同一个名字不能既是文件又是文件夹。",
    finds="目标文件名已是一个文件夹；目标文件夹的名字已是一个文件。",
    leaves_alone="同名的文件。",
    remedy="改名或移走占位的文件夹（文件），或另选一个位置。",
    reference=_WRITING,
)
DISK_FULL = Rule(
    "W13",
    "disk-full",
    Severity.ERROR,
    summary="磁盘空间不足或超出配额。",
    why="写到一半的文件没有用处，所以什么也没有留下。",
    finds="写文件时系统报告空间不足。",
    leaves_alone="已有的同名文件：保持原样。",
    remedy="清理磁盘后再试，或另选一个盘。",
    reference=_WRITING,
)
NAME_IMPOSSIBLE = Rule(
    "W14",
    "name-impossible",
    Severity.ERROR,
    summary="文件名或路径过长，或含有系统不允许的字符。",
    why='系统限制文件名和路径的长度，Windows 还不允许 \\ / : * ? " < > | 等字符。',
    finds="系统拒绝的文件名。",
    leaves_alone="含中文、空格的文件名。",
    remedy='另用短一些的文件名和路径，不用 \\ / : * ? " < > | 等字符。',
    reference=_WRITING,
)
WRITE_FAILED = Rule(
    "W15",
    "write-failed",
    Severity.ERROR,
    summary="写文件时系统报告了其他错误。",
    why="多为移动盘被拔出、网络中断或磁盘故障。",
    finds="W11 至 W14 以外的写入错误。",
    leaves_alone="已有的同名文件：保持原样。",
    remedy="检查磁盘和网络后再试，或另选一个位置。",
    reference=_WRITING,
)

TARGET_IS_INPUT = Rule(
    "W16",
    "target-is-input",
    Severity.ERROR,
    summary="要写的文件就是要读的工作簿或模板。",
    why="写上去，原来的工作簿或模板就没有了。",
    finds="--output 写成模板的文件名；指向工作簿的链接。",
    leaves_alone="上次生成的报告；同一文件夹里的其他文件。",
    remedy="用 --output 另写一个文件名。",
    reference=_WRITING,
)

TARGET_EXISTS = Rule(
    "W17",
    "target-exists",
    Severity.ERROR,
    summary="要写的工作簿已经存在。",
    why="工作簿里是一格一格填进去的内容，写上去就没有了。",
    finds="import、merge、next 的 --output 和 check 的 --fix 指向已有的文件。",
    leaves_alone="生成的报告：可以再生成，改动过的另存一份。",
    remedy="用 --output 另写一个文件名；确实不要原来的，先把它改名或删去。",
    reference=_WRITING,
)

TARGET_OF_ANOTHER_KIND = Rule(
    "W18",
    "target-of-another-kind",
    Severity.ERROR,
    summary="--output 写的不是要写的那种文件。",
    why="报告是 Word 文档，汇总、导入、下一期是工作簿；换一个扩展名不会变成别的文件，写出来反而打不开。",
    finds="generate 的 --output 写成 .xlsx、.doc、.pdf 等；"
    "import、merge、next 的 --output 写成 .docx、.xls 等，或已有的文件夹。",
    leaves_alone="不写扩展名的，照补；generate 的 --output 写文件夹的，文件名自动取。",
    remedy="把 --output 的扩展名改对，或不写扩展名。",
    reference=_WRITING,
)

PACKAGE_RULES: tuple[Rule, ...] = (
    FILE_NOT_FOUND,
    FOLDER_AS_FILE,
    FILE_NOT_READABLE,
    EMPTY_FILE,
    NOT_AN_OFFICE_FILE,
    OLD_BINARY_FORMAT,
    ENCRYPTED_FILE,
    WRONG_KIND_OF_FILE,
    DAMAGED_FILE,
    TOO_LARGE,
    UNSAFE_PART_NAME,
    DOCUMENT_TYPE_DECLARED,
    EXTERNAL_RELATION,
    CONTAINS_MACROS,
    MACROS_NOT_RUN,
    NAME_OF_ANOTHER_KIND,
    TARGET_NOT_WRITABLE,
    WAY_BLOCKED,
    DISK_FULL,
    NAME_IMPOSSIBLE,
    WRITE_FAILED,
    TARGET_IS_INPUT,
    TARGET_EXISTS,
    TARGET_OF_ANOTHER_KIND,
)
