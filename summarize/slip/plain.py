"""The slip as plain text, to paste into a chat."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from summarize.findings import Severity
from summarize.slip.questions import Question
from summarize.slip.wording import TITLE, band_of, count_up
from summarize.spreadsheetml.text import plain

MOST_LISTED = 100
"""Questions in one message: nobody reads more in a chat."""


def write_plain(questions: Sequence[Question], file_name: str, where_all: str) -> bytes:
    """Return the slip as text; `where_all` tells where the questions stand that are too many for a message.

    UTF-8 with its mark and lines ended as Windows does: Notepad shows it, and the mark is not copied.
    """
    text = "\n".join(plain(line) for line in _lines(questions, file_name, where_all))
    return codecs.BOM_UTF8 + f"{text}\n".replace("\n", "\r\n").encode()


def _lines(questions: Sequence[Question], file_name: str, where_all: str) -> Iterator[str]:
    yield f"【{TITLE}】{file_name}"
    yield f"{count_up(questions)}。请按下列顺序修改，改完把文件报回。"
    severity: Severity | None = None
    for question in questions[:MOST_LISTED]:
        if question.severity is not severity:
            severity = question.severity
            yield ""
            yield band_of(severity)
        yield f"{question.number}. {question.position}：{question.text}。改法：{question.remedy}"
    if len(questions) > MOST_LISTED:
        yield ""
        yield f"另有 {len(questions) - MOST_LISTED} 个问题未列，见{where_all}。"
