"""From the bytes of one .csv to its rows: the encoding proved, never guessed, and commas demanded.

Guessers of encodings take short GB18030 lines for Big5. Here a byte order mark counts, then strict
UTF-8, then strict GB18030; what is none of these is told with the line at which it breaks.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from summarize.findings import Rule
from summarize.opc.kinds import ZIP_MARKS
from summarize.read import rules

_OLE_MARK = b"\xd0\xcf\x11\xe0"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATORS = {"\t": "制表符", ";": "分号", "|": "竖线", "，": "全角逗号", "；": "全角分号"}
_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_LOOKED_AT = 5
"""Lines that must all have a separator equally often for it to be one; a tab is hardly ever anything else."""


class CsvFaultError(Exception):
    """A .csv that cannot be read: the rule, and what is wrong in Chinese, beginning with the place in the file."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(rule, message)
        self.rule, self.message = rule, message


def read_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a .csv, numbered as Excel numbers them: a line break in quotes begins none.

    Raises:
        CsvFaultError: Its encoding cannot be told, other separators are used, or its quotes do not pair.
    """
    text = decode(content)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CsvFaultError(rules.CSV_MALFORMED, f"第 {line} 行有空字符（NUL），不是正常的文本")
    text = _drop_hint(text)
    _check_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = begun = 0
    try:
        for number, fields in enumerate(reader, start=1):
            yield number, [_unify_breaks(field) for field in fields]
            begun = reader.line_num
    except csv.Error as error:
        said = _explain(error, begun + 1, reader.line_num, are_quotes_paired=text.count('"') % 2 == 0)
        raise CsvFaultError(rules.CSV_MALFORMED, said) from error


def _unify_breaks(field: str) -> str:
    return field.replace("\r\n", "\n").replace("\r", "\n") if "\r" in field else field


def _explain(error: csv.Error, first: int, last: int, *, are_quotes_paired: bool) -> str:
    said = str(error)
    if "field limit" in said and are_quotes_paired:
        return f"第 {first} 行有一格超过 {csv.field_size_limit()} 个字，Excel 的一格也放不下，多半是别的内容粘贴进来了"
    if "end of data" in said or "field limit" in said:
        return f"从第 {first} 行起有一个引号没有配对，后面的内容都并进了一格"
    return f"第 {last} 行的引号后面多出了文字：格内的引号要写成两个，或者整格不加引号"


def decode(content: bytes) -> str:
    """Return `content` as text.

    Raises:
        CsvFaultError: It is a file of another kind, or no encoding fits.
    """
    if content.startswith((*ZIP_MARKS, _OLE_MARK)):
        raise CsvFaultError(rules.CSV_MALFORMED, "内容是工作簿或其他办公文件，不是 CSV 文本")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, (encoding,), len(mark))
    return _decode(content, ("utf-8", "gb18030"), 0)


def _decode(content: bytes, encodings: tuple[str, ...], mark: int) -> str:
    """Return `content` behind its first `mark` bytes, in the first of `encodings` that fits."""
    faults: list[UnicodeDecodeError] = []
    for encoding in encodings:
        try:
            return content[mark:].decode(encoding)
        except UnicodeDecodeError as fault:
            faults.append(fault)
    # The encoding that goes farther is the likelier one, and its fault the one to look at.
    start = mark + max(fault.start for fault in faults)
    line = content.count(b"\n", 0, start) + 1
    names = [_NAMES[encoding] for encoding in encodings]
    seen = f"开头标明是 {names[0]}，但" if mark else f"既不是 {'，也不是 '.join(names)}："
    raise CsvFaultError(rules.CSV_ENCODING, f"{seen}第 {line} 行（第 {start + 1} 个字节）读不通")


def _drop_hint(text: str) -> str:
    """Return `text` without the line `sep=,`, which Excel obeys and does not show."""
    found = _HINT.match(text)
    if not found:
        return text
    if found[1] != ",":
        name = _SEPARATORS.get(found[1], f"“{found[1]}”")
        raise CsvFaultError(rules.CSV_DELIMITER, f"首行写明用{name}分隔，这里只读用逗号分隔的")
    return text[found.end() :]


def _check_separator(text: str) -> None:
    """Refuse a text without any comma between its fields, all of whose first lines have another separator."""
    lines = [line for line in _QUOTED.sub("", text).splitlines() if line.strip()]
    if any("," in line for line in lines):
        return
    for mark, name in _SEPARATORS.items():
        counts = [line.count(mark) for line in lines[:_LOOKED_AT]]
        is_even = len(counts) > 1 and counts[0] > 0 and min(counts) == max(counts)
        if is_even or (mark == "\t" and any(counts)):
            raise CsvFaultError(rules.CSV_DELIMITER, f"各行是用{name}分隔的，这里只读用逗号分隔的")
