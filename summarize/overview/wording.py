"""The words of an overview, the same in the workbook and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from summarize.findings import Finding, Severity
from summarize.overview.rows import Heading, UnitState
from summarize.overview.spool import Spool, SpooledRow

MOST_FINDINGS = 500
"""Findings about the batch as a whole that are listed: of a province hundreds may not have sent."""

UNLISTED = "处没有列出：改正以上各处后再运行，或用 summarize check 看全部"

SECRECY = "国家秘密、工作秘密不得在普通计算机上处理。"

STATE_MARKS = {
    UnitState.NOT_SENT: "○",
    UnitState.UNKNOWN: "◇",
    UnitState.FAILED: "×",
    UnitState.WAITING: "△",
    UnitState.DONE: "√",
}
"""Marks that every Chinese font has, for who cannot see the colours."""

STATE_MEANINGS = {
    UnitState.NOT_SENT: "名单上有，没有收到它的工作簿：请催报",
    UnitState.UNKNOWN: "名单上有，还没有见到：可能就在没有处理的工作簿里，全部处理完才知道",
    UnitState.FAILED: "收到了，有错误，报告没有写：请按“问题”所列改正后重新报送",
    UnitState.WAITING: "还没有处理的工作簿（按工作簿计）：再运行一次同样的命令即可接着做",
    UnitState.DONE: "报告已经写好",
}

APART = "年度与多数单位不同，没有合计在内"
NOT_FILLED, NOT_THERE, NOT_ADDED = "未填", "—", "不相加"
FIGURE_NOTE = (
    f"“{NOT_FILLED}”：表里有这个指标，没有可用的数；“{NOT_THERE}”：表里没有这个指标。"
    "计量单位不同的分列。时点、平均和比率类指标不相加。"
)


def title_of(heading: Heading) -> str:
    """Return the title of the overview."""
    return f"{heading.period}报送情况总览"


def state_label(state: UnitState) -> str:
    """Return the word for a state with its mark."""
    return f"{STATE_MARKS[state]} {state.value}"


def states_shown(heading: Heading, spool: Spool) -> list[UnitState]:
    """Return the states that are shown: who has not sent is known with a list alone, and when all is done."""
    shown = [state for state in UnitState if state is not UnitState.UNKNOWN or spool.counts[state]]
    is_known = heading.expected and not spool.counts[UnitState.UNKNOWN]
    return [state for state in shown if state is not UnitState.NOT_SENT or is_known or spool.counts[state]]


def count_of(state: UnitState, spool: Spool) -> str:
    """Return how many there are in a state, workbooks with their measure word."""
    return f"{spool.counts[state]}{'本' if state is UnitState.WAITING and spool.counts[state] else ''}"


def facts_of(heading: Heading, spool: Spool) -> Iterator[tuple[str, str]]:
    """Yield what the head tells, label and text."""
    time = heading.made_at
    yield "文件夹", heading.folder
    yield "时期", heading.period
    yield "生成时间", f"{time.year}年{time.month}月{time.day}日 {time.hour}:{time.minute:02}"
    yield "模板", heading.template
    yield "程序", heading.program
    yield "应报单位名单", heading.expected or "没有（放一个“应报单位”文件，就能列出谁还没有报）"
    pages = f"，报告共 {spool.page_count} 页" if spool.page_count else ""
    errors, warnings = (
        sum(finding.severity is severity for finding in heading.findings) + count
        for severity, count in ((Severity.ERROR, spool.error_count), (Severity.WARNING, spool.warning_count))
    )
    yield "合计", f"错误 {errors} 处，警告 {warnings} 处{pages}"


def finding_line(finding: Finding) -> str:
    """Return a finding about the batch as a whole on one line."""
    place = finding_place(finding)
    return f"{finding.severity.label}：{place}{'：' if place else ''}{finding.message}。{finding.suggestion}"


def finding_place(finding: Finding) -> str:
    """Return where a finding about the batch as a whole is: the file's name, and the cell in it."""
    place = finding.place
    name = PurePath(place.file).name if place.file else ""
    cell = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.cell or place.sheet or ""
    return " ".join(filter(None, (name, cell)))


def columns_left_out(spool: Spool) -> str:
    """Return how many indicators are not shown, '' when all are."""
    left = spool.column_count - len(spool.columns)
    return f"另有{left}个指标只有少数单位填报，没有列出。" if left else ""


def units_left_out(spool: Spool) -> str:
    """Return how many units have no figures, '' when all have."""
    left = spool.unit_count - spool.figure_units - spool.apart_units
    return f"另有{left}个单位没有可比的指标（未报送、有错误、还没有生成，或者没有“指标”表）。" if left else ""


def unlisted(count: int, listed: int) -> str:
    """Return how many errors or warnings of a unit are not listed, '' when all are."""
    return f"另有{count - listed}{UNLISTED}" if count > listed else ""


def unit_among_figures(row: SpooledRow) -> str:
    """Return the name of a unit beside its figures, with its period where that is another."""
    return f"{row.unit}（{row.period}）" if row.period else row.unit


def file_name(path: str) -> str:
    """Return the name of the file at a path with `/`."""
    return path.rpartition("/")[2]
