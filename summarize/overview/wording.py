"""The words of an overview, the same in the workbook and on the page."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Finding
from summarize.overview.rows import Heading, UnitState
from summarize.overview.spool import Spool, SpooledRow

MOST_FINDINGS = 500
"""Findings about the batch as a whole that are listed: of a province hundreds may not have sent."""

UNLISTED_ERRORS = "处没有列出：改正以上各处后再运行，或用 summarize check 看全部"

SECRECY = "国家秘密、工作秘密不得在普通计算机上处理。"

STATE_MARKS = {UnitState.NOT_SENT: "○", UnitState.FAILED: "×", UnitState.WAITING: "△", UnitState.DONE: "√"}
"""Marks that every Chinese font has, for who cannot see the colours."""

STATE_MEANINGS = {
    UnitState.NOT_SENT: "名单上有，没有收到它的工作簿：请催报",
    UnitState.FAILED: "收到了，有错误，报告没有写：请按“错误”所列改正后重新报送",
    UnitState.WAITING: "收到了，还没有处理：再运行一次同样的命令即可接着做",
    UnitState.DONE: "报告已经写好",
}

NOT_FILLED, NOT_THERE, NOT_ADDED = "未填", "—", "不相加"
FIGURE_NOTE = (
    f"“{NOT_FILLED}”：表里有这个指标，没有可用的数；“{NOT_THERE}”：表里没有这个指标。"
    "计量单位不同的分列。时点、平均和比率类指标不相加。"
)


def title_of(heading: Heading) -> str:
    """Return the title of the overview."""
    return f"{heading.period}报告总览"


def state_label(state: UnitState) -> str:
    """Return the word for a state with its mark."""
    return f"{STATE_MARKS[state]} {state.value}"


def facts_of(heading: Heading, spool: Spool) -> Iterator[tuple[str, str]]:
    """Yield what the head tells, label and text."""
    time = heading.made_at
    yield "文件夹", heading.folder
    yield "时期", heading.period
    yield "生成时间", f"{time.year}年{time.month}月{time.day}日 {time.hour}:{time.minute:02}"
    yield "模板", heading.template
    yield "程序", heading.program
    yield "应报单位名单", heading.expected or "没有（放一个“应报单位”文件，就能列出谁还没有报）"
    pages = f"，报告共{spool.page_count}页" if spool.page_count else ""
    yield "合计", f"{spool.unit_count}个单位，错误{spool.error_count}处，警告{spool.warning_count}处{pages}"


def finding_line(finding: Finding) -> str:
    """Return a finding about the batch as a whole on one line."""
    place = f"{finding.place}：" if finding.place.cell or finding.place.sheet else ""
    return f"{finding.severity.label}：{place}{finding.message}。{finding.suggestion}"


def columns_left_out(spool: Spool) -> str:
    """Return how many indicators are not shown, '' when all are."""
    left = spool.column_count - len(spool.columns)
    return f"另有{left}个指标只有少数单位填报，没有列出。" if left else ""


def units_left_out(spool: Spool) -> str:
    """Return how many units have no figures, '' when all have."""
    left = spool.unit_count - spool.figure_units
    return f"另有{left}个单位没有可比的指标（未报送、有错误、还没有生成，或者没有“指标”表）。" if left else ""


def errors_left_out(row: SpooledRow) -> str:
    """Return how many errors of a unit are not listed, '' when all are."""
    left = row.error_count - len(row.errors)
    return f"另有{left}{UNLISTED_ERRORS}" if left else ""


def file_name(path: str) -> str:
    """Return the name of the file at a path with `/`."""
    return path.rpartition("/")[2]
