"""The rules on where returned files go (S01–S09), each with its page."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_RETURNING = "使用手册：退回科室"

NAME_TAKEN = Rule(
    "S01",
    "return-name-taken",
    Severity.ERROR,
    "退回文件夹里已有同名的文件",
    "那可能是科室改好后交回来的文件，覆盖了就没有了。",
    "--annotate 指定的文件夹里已有“甲.xlsx”，内容与这次要写的不同。",
    "同样的内容已经写在那里：不再写一遍，也不报错。",
    "先把它移走，或用 --annotate 换一个空文件夹。",
    _RETURNING,
)
RETURN_INTO_INPUT = Rule(
    "S02",
    "return-into-input",
    Severity.ERROR,
    "退回的文件会写到送来的文件上",
    "送来的文件要原样留着，退回的另放一处。",
    "--annotate 指定的是送来的工作簿所在的文件夹；工作簿是一个 .csv 文件夹，指定的是它自己或它里面的文件夹。",
    "另一个文件夹，空的或还没有的都可以。",
    "用 --annotate 换一个文件夹，例如“退回”。",
    _RETURNING,
)

SLIP_RULES: tuple[Rule, ...] = (NAME_TAKEN, RETURN_INTO_INPUT)
