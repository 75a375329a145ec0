"""The words that the slip's three forms (sheet, document, plain text) have in common."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.findings import Severity
from summarize.slip.questions import Question

TITLE = "退回意见"
HEADS = ("序号", "位置", "问题", "怎样改", "办理情况")
_BANDS = {Severity.ERROR: "一、必须改的", Severity.WARNING: "二、请核对的（确认无误的，可在“办理情况”里说明）"}


def band_of(severity: Severity) -> str:
    """Return the line above the questions of this weight."""
    return _BANDS[severity]


def count_up(questions: Sequence[Question]) -> str:
    """Return how many questions there are: `共 3 个问题，其中必须改的 2 个、请核对的 1 个`."""
    errors = sum(question.severity is Severity.ERROR for question in questions)
    warnings = len(questions) - errors
    if not errors or not warnings:
        return f"共 {len(questions)} 个问题，{'必须改' if errors else '请核对'}"
    return f"共 {len(questions)} 个问题，其中必须改的 {errors} 个、请核对的 {warnings} 个"


def how_to_answer(*, has_links: bool) -> str:
    """Return what the office is asked to do with the list."""
    where = "点“位置”一栏可转到该单元格，格上的批注写有原因和改法；" if has_links else ""
    return f"请按序号从上到下修改，前面的改好了，后面的往往随之解决。{where}改完保存，连同本表报回。"
