"""What the reader of workbooks refuses: the rules R20–R39."""

from __future__ import annotations

from summarize.findings import Rule, Severity

UNREADABLE_WORKBOOK = Rule(
    "R20",
    "unreadable-workbook",
    Severity.ERROR,
    summary="工作簿内部的记录有错，无法读取。",
    why="压缩包完好而其中的记录前后不符，多为其他软件导出时出错；猜着读可能读错数字。",
    finds="缺少工作表的部件、单元格地址写错、引用了不存在的文字、工作表重名等。",
    leaves_alone="图表、批注、打印设置等与数据无关的内容。",
    remedy="用 Excel 或 WPS 打开该文件，按提示修复后另存为“Excel 工作簿（*.xlsx）”再用。",
    reference="ISO/IEC 29500-1 第18章",
)
SHEET_TOO_LARGE = Rule(
    "R21",
    "sheet-too-large",
    Severity.ERROR,
    summary="工作表用到的区域过大。",
    why="最右或最下的一个杂散字符就会把区域撑到上百万格，读取时耗尽内存。",
    finds="从 A1 到最远的有内容的单元格（或合并区域总共）超过 200 万格的工作表。",
    leaves_alone="只有格式、没有内容的空行空列。",
    remedy="按 Ctrl+End 找到最后一个单元格，删去表格以外的行和列，保存后再用。",
    reference="使用手册：文件打不开时",
)

CSV_ENCODING = Rule(
    "R24",
    "csv-encoding",
    Severity.ERROR,
    summary="CSV 文件的文字编码无法认定。",
    why="编码认错，汉字会变成别的汉字；所以只认有把握的：带标记的 UTF-8、UTF-16，严格的 UTF-8，严格的 GB18030，不猜。",
    finds="这几种编码都读不通的 .csv，并说明读到第几行断开。",
    leaves_alone="Excel、WPS 存的 CSV（GB18030 或“CSV UTF-8”），都能读。",
    remedy="用 Excel 或 WPS 打开该文件，确认汉字无误后，另存为“CSV UTF-8（逗号分隔）（*.csv）”再用。",
    reference="GB 18030—2022；使用手册：文件打不开时",
)
CSV_DELIMITER = Rule(
    "R25",
    "csv-delimiter",
    Severity.ERROR,
    summary="CSV 文件不是用逗号分隔的。",
    why="用制表符、分号、全角逗号分隔的文件按逗号读，整行会挤进一格。",
    finds="各行都没有逗号，而有制表符、分号、竖线或全角逗号的 .csv；首行写明“sep=;”的文件。",
    leaves_alone="引号里的分号、制表符；只有一列的表。",
    remedy="用 Excel 或 WPS 打开该文件，另存为“CSV UTF-8（逗号分隔）（*.csv）”再用。",
    reference="RFC 4180",
)
FILES_PASSED_OVER = Rule(
    "R26",
    "files-passed-over",
    Severity.INFO,
    summary="文件夹里有些文件没有读。",
    why="文件夹作为工作簿时，只读其中的 .csv，一个文件一张表。",
    finds="打开文件时留下的临时文件（~$…）、锁文件（.~lock…#）、隐藏文件、下级文件夹和其他种类的文件。",
    leaves_alone="文件夹里的 .csv。",
    remedy="不必处理；其中有要用的表，请另存为 .csv 放进来。",
    reference="使用手册：文件打不开时",
)
FOLDER_WITHOUT_TABLES = Rule(
    "R27",
    "folder-without-tables",
    Severity.ERROR,
    summary="文件夹里没有 .csv。",
    why="文件夹作为工作簿时，其中每个 .csv 是一张表；程序不猜哪个文件才是要用的工作簿。",
    finds="没有 .csv 的文件夹，并列出其中的工作簿。",
    leaves_alone="放着 .csv 的文件夹。",
    remedy="请写出工作簿的文件名，或把各张表存成 .csv 放进这个文件夹。",
    reference="使用手册：文件打不开时",
)
CSV_MALFORMED = Rule(
    "R28",
    "csv-malformed",
    Severity.ERROR,
    summary="CSV 文件写得不合规矩，读下去会错行。",
    why="少一个引号，后面的各行就会并进一格；含空字符的多为别的文件改名而来。",
    finds="引号没有成对、引号后面多出文字、一格长达十几万字、含空字符、内容其实是工作簿等的 .csv；"
    "只有大小写不同的两个同名文件。",
    leaves_alone="成对引号里的逗号、换行和写成两个的引号。",
    remedy="用 Excel 或 WPS 打开该文件，改正后另存为“CSV UTF-8（逗号分隔）（*.csv）”再用。",
    reference="RFC 4180",
)

READ_RULES: tuple[Rule, ...] = (
    UNREADABLE_WORKBOOK,
    SHEET_TOO_LARGE,
    CSV_ENCODING,
    CSV_DELIMITER,
    FILES_PASSED_OVER,
    FOLDER_WITHOUT_TABLES,
    CSV_MALFORMED,
)
