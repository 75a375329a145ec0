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

READ_RULES: tuple[Rule, ...] = (UNREADABLE_WORKBOOK, SHEET_TOO_LARGE)
