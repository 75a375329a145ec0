"""Laws of the ledger: whatever a sheet of tasks holds, every text is printed, said to be nothing, or told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from summarize.compose import compose
from summarize.findings import Finding, Place
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid, Sheets
from summarize.model.periods import standard_periods
from summarize.read.tables.table import read_table
from summarize.validate import Validation, check_period, validate

HEADS = (
    *(
        "序号",
        "任务编号",
        "板块",
        "时期",
        "状态",
        "完成率",
        "存在问题",
        "下一步打算",
        "存在问题及下一步打算",
        "责任科室",
    ),
    *(
        "完成时限",
        "入文",
        "合并方式",
        "备注",
        "进展情况",
        "经费",
        "一季度",
        "一季度目标",
        "一季度完成情况",
        "二季度进展",
    ),
    *(
        "二季度计划",
        "上半年完成情况",
        "6月进展",
        "一季席完成情况",
        "一季度评分",
        "2024年完成情况",
        "一季度状态",
        "段首句",
    ),
)
TAKEN = frozenset(
    {
        *("进展情况", "存在问题", "下一步打算", "存在问题及下一步打算"),
        *("一季度", "一季度完成情况", "二季度进展", "上半年完成情况", "6月进展"),
    }
)
"""The columns whose texts go into some report."""
TEXTS = st.sampled_from(
    [
        *("抓培训", "办班3期。", "无", "暂无", "—", "同上", "共{事项.总数}项，完成{事项.已完成}项。", "{事项.已完}"),
        *(
            "已完成",
            "滞后",
            "红",
            "差不多了",
            "80%",
            "八成",
            "一季度",
            "上半年",
            "2025年",
            "否",
            "仅附表",
            "单列",
            "接续",
        ),
        *("6月底", "长期", "办公室、财务科", "党建", "一、党建", "1.1", "第一段。\n第二段。", "　"),
    ]
)
VALUES: st.SearchStrategy[tuple[CellKind, CellValue]] = st.one_of(
    st.just((CellKind.EMPTY, None)),
    TEXTS.map(lambda text: (CellKind.TEXT, text)),
    st.sampled_from([Decimal(1), Decimal("0.8"), Decimal(45838), Decimal(2025)]).map(
        lambda number: (CellKind.NUMBER, number)
    ),
    st.sampled_from([(CellKind.ERROR, "#REF!"), (CellKind.UNCOMPUTED, None)]),
)


def grid(name: str, rows: list[list[tuple[CellKind, CellValue]]]) -> Grid:
    cells = {
        row: {
            column: Cell(value, kind, "General", Place(sheet=name, cell=address(row, column)))
            for column, (kind, value) in enumerate(values, 1)
            if kind is not CellKind.EMPTY
        }
        for row, values in enumerate(rows, 1)
    }
    return Grid(name, CellRows(cells), len(rows), max(map(len, rows)))


def text(value: str) -> tuple[CellKind, CellValue]:
    return CellKind.TEXT, value


FACTS = grid(
    "基本信息",
    [[text("项目"), text("内容")], [text("单位名称"), text("甲局")], [text("年度"), text("2025")]],
)


@st.composite
def ledgers(draw: st.DrawFn) -> Sheets:
    heads = ["事项", *draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=8, unique=True))]
    rows = draw(st.lists(st.lists(VALUES, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=5))
    ledger = grid("重点工作", [[text(head) for head in heads], *rows])
    return Sheets("台账.xlsx", (read_table(FACTS), read_table(ledger)))


def told_places(findings: tuple[Finding, ...]) -> set[str]:
    return {str(place) for finding in findings for place in (finding.place, *finding.related)}


def taken_cells(validation: Validation) -> set[str]:
    records = validation.records
    items = (*records.achievements, *records.problems, *records.plans)
    return {str(item.content.place) for item in items}


@given(ledgers())
def test_no_ledger_raises_whatever_report_is_made_of_it(sheets: Sheets) -> None:
    validation = validate(sheets)
    for period in standard_periods(2025)[12:]:
        for finding in check_period(validation.records, validation.relations, period, all_rows=True):
            assert finding.message and finding.suggestion.endswith(("。", "？"))
        compose(validation.records, period)


@given(ledgers())
def test_every_text_is_taken_or_says_nothing_or_is_told(sheets: Sheets) -> None:
    validation = validate(sheets)
    told, taken = told_places(validation.findings), taken_cells(validation)
    table = sheets.tables[1]
    for column in table.columns:
        if column.name not in TAKEN:
            continue
        for row in table.rows:
            cell = row[column.name]
            is_nothing = cell.is_empty or cell.raw.rstrip("。") in ("无", "暂无", "—")
            is_excused = {str(place) for place in (column.head.place, *_excuses(row.cells))} & told
            assert is_nothing or str(cell.place) in taken | told or is_excused or _is_left_out(row.cells), cell


def _excuses(cells: Mapping[str, Cell]) -> list[Place]:
    """Return where else it may be told that a row has no period: its 时期, or the head of the sheet."""
    own = [cells["时期"].place] if "时期" in cells else []
    return [*own, Place(sheet="重点工作", cell=f"A1:{address(1, len(cells))}")]


def _is_left_out(cells: Mapping[str, Cell]) -> bool:
    return "入文" in cells and cells["入文"].raw == "否"


@given(ledgers())
def test_a_task_is_counted_once_and_no_state_is_counted_that_is_not_written(sheets: Sheets) -> None:
    tasks = validate(sheets).records.indicators.tasks
    assert len({task.place for task in tasks.rows}) == len(tasks.rows)
    written = {str(cell.place) for row in sheets.tables[1].rows for cell in row.cells.values() if not cell.is_empty}
    for task in tasks.rows:
        assert str(task.place) in written
        assert all(state.status is None or str(state.place) in written for state in task.states)
