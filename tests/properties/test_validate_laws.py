"""Laws of validation: bad data never raises, and what passes can be composed whole.

Workbooks are drawn as grids and read by the reader's own tables, so heads, merges and synonyms take
part; what a file adds to that has laws of its own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from summarize.compose import compose
from summarize.findings import Finding, Place, has_errors
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid, Sheets
from summarize.model.provenance import iter_texts
from summarize.model.text import FragmentKind
from summarize.model.vocabulary import FACTS, SHEETS
from summarize.read.addresses import Area, cover
from summarize.read.tables.table import read_table
from summarize.validate import Validation, check_period, find_classified, validate

CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(
    "。，、；：“”（）{}｛｝[]【】<>%\n\t\u2028 　一二1①是."
)
WORDS = st.sampled_from(
    [
        *("抓培训", "1、抓培训", "（一）抓 培训", "抓培训。办班3期。", "一是办班；二是练兵。", "第一段。\n第二段。"),
        *(
            "走访{走访户数}户。",
            "同比{走访户数.同比}",
            "完成{走访户数.完成率}",
            "{满意率}%",
            "{{1}}",
            "{走访户}",
            "[走访户数]",
        ),
        *("无", "暂无。", "—", "同上", "【示例】", "#REF!", "公式", "　", "a/b", "见附件1：表"),
    ]
)
TEXTS = WORDS | st.text(CHARACTERS, max_size=12)
PERIODS = st.sampled_from(
    [
        "一季度",
        "二季度",
        "上半年",
        "下半年",
        "前三季度",
        "全年",
        "2025年三季度",
        "6月",
        "截至6月20日",
        "2026年",
        "Q1",
        "某时",
    ]
)
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3
) | st.sampled_from(
    [Decimal(0), Decimal(1), Decimal(2025), Decimal(45838), Decimal("0.123"), Decimal("1E+30"), Decimal("1E-30")]
)
ANYTHING: st.SearchStrategy[tuple[CellKind, CellValue]] = st.one_of(
    TEXTS.map(lambda text: (CellKind.TEXT, text)),
    PERIODS.map(lambda text: (CellKind.TEXT, text)),
    NUMBERS.map(lambda number: (CellKind.NUMBER, number)),
    st.booleans().map(lambda truth: (CellKind.BOOLEAN, truth)),
    st.one_of(st.dates(), st.datetimes(), st.times(), st.timedeltas()).map(lambda moment: (CellKind.DATE, moment)),
    st.sampled_from(["#REF!", "#DIV/0!", "#N/A"]).map(lambda code: (CellKind.ERROR, code)),
    st.just((CellKind.UNCOMPUTED, None)),
    st.just((CellKind.EMPTY, None)),
)
FORMATS = st.sampled_from(["General", "0%", "0.0", "yyyy年m月", 'yyyy"年"m"月"d"日"', '"预计"0'])
CHOICES: Mapping[str, st.SearchStrategy[str]] = {
    "时期": PERIODS,
    "板块": st.sampled_from(["党建", "一、党建", "业务"]),
    "名称": st.sampled_from(["党建", "业务", "核"]),
    "小类": st.sampled_from(["学习", "队伍"]),
    "序号": st.sampled_from(["1", "2.5", "３", "甲"]),
    "入文": st.sampled_from(["是", "否", "仅附表"]),
    "合并方式": st.sampled_from(["接续", "替换", "单列"]),
    "状态": st.sampled_from(["已完成", "滞后", "红"]),
    "事项样式": st.sampled_from(["段首句", "（一）", "1.", "一是连排"]),
    "位置": st.sampled_from(["成效前", "成效后", "问题后", "计划后"]),
    "指标": st.sampled_from(["走访户数", "满意率"]),
    "计量单位": st.sampled_from(["户", "%", "万元"]),
    "口径": st.sampled_from(["累计", "时点", "平均"]),
    "填法": st.sampled_from(["当季数", "累计数"]),
    "年度目标": st.sampled_from(["1000", "不低于90%", "达到省定目标"]),
    "算式": st.sampled_from(["走访户数 = 满意率", "走访户数 ÷ 满意率 ≥ 1", "走访户数 = (", "1 = 1"]),
    "项目": st.sampled_from(FACTS),
}
VALUE_HEADS = ("一季度", "二季度", "1—6月", "上年一季度", "上半年同比(给定)", "备注栏", "级别")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SLOW = settings(max_examples=80)
Drawn = tuple[CellKind, CellValue]


def grid_of(name: str, rows: list[list[Drawn]], merged: tuple[str, ...] = (), formats: Mapping[Any, str] = {}) -> Grid:
    """Return the grid whose cells are `rows` from A1 on."""
    width = max(map(len, rows), default=0)
    covered = cover(merged, len(rows), width)
    cells: dict[int, dict[int, Cell]] = {}
    for row, values in enumerate(rows, 1):
        for column, (kind, value) in enumerate(values, 1):
            area = covered.get((row, column))
            if kind is CellKind.EMPTY or (area and area.anchor != (row, column)):
                continue
            place = Place(sheet=name, cell=address(row, column))
            cell_format = formats.get((row, column), "General")
            cells.setdefault(row, {})[column] = Cell(value, kind, cell_format, place, str(area) if area else None)
    return Grid(name, CellRows(cells), len(rows), width, merged=merged)


def read(*grids: Grid) -> Sheets:
    return Sheets("工作簿.xlsx", tuple(map(read_table, grids)))


def text(value: str) -> Drawn:
    return CellKind.TEXT, value


def usual(column: str) -> st.SearchStrategy[Drawn]:
    """Draw what people write in a column, and now and then anything else."""
    values = CHOICES.get(column, NUMBERS.map(str) if column in VALUE_HEADS else TEXTS)
    return values.map(text) | values.map(text) | st.just((CellKind.EMPTY, None)) | ANYTHING


@st.composite
def grids(draw: st.DrawFn, name: str, columns: tuple[str, ...]) -> Grid:
    heads = draw(st.lists(st.sampled_from(columns), unique=True, min_size=2, max_size=len(columns)))
    if draw(st.booleans()):
        heads.append(draw(st.sampled_from(VALUE_HEADS) | TEXTS))
    rows = [[text(head) for head in heads]]
    rows += [[draw(usual(head)) for head in heads] for _ in range(draw(st.integers(0, 4)))]
    if draw(st.booleans()):
        rows.insert(0, [draw(ANYTHING)])
    formats = {(row, column): draw(FORMATS) for row in range(2, len(rows) + 1) for column in (1, 2)}
    corner = st.tuples(st.integers(2, 6), st.integers(1, len(heads)))
    (top, left), (bottom, right) = sorted([draw(corner), draw(corner)])
    area = Area(top, min(left, right), bottom, max(left, right))
    merged = (str(area),) if draw(st.integers(0, 3)) == 0 and area.anchor != (bottom, right) else ()
    return grid_of(name, rows, merged, formats)


def columns_of(role: str) -> tuple[str, ...]:
    spec = next(spec for spec in SHEETS if spec.name == role)
    return tuple(column.name for column in spec.columns) + (VALUE_HEADS if role == "指标" else ())


@st.composite
def workbooks(draw: st.DrawFn) -> Sheets:
    """Draw any workbook of the known sheets, of annexes and of a sheet that nobody knows."""
    roles = draw(st.lists(st.sampled_from([spec.name for spec in SHEETS]), unique=True, min_size=1))
    drawn = [draw(grids(role, columns_of(role))) for role in roles]
    for name in draw(st.lists(st.sampled_from(["附件1 经费表", "附件2", "备用", "工作进展"]), unique=True)):
        drawn.append(draw(grids(name, ("时期", "科目", "金额", "序号"))))
    return read(*drawn)


FACT_ROWS = [[text("项目"), text("内容")], [text("单位名称"), text("云岭区应急管理局")], [text("年度"), text("2025")]]
INDICATOR_ROWS = [
    [text(head) for head in ("指标", "计量单位", "口径", "年度目标", "一季度", "二季度", "上年一季度", "上年二季度")],
    [text(value) for value in ("走访户数", "户", "累计", "1000", "400", "595", "300", "310")],
    [text(value) for value in ("满意率", "%", "时点", "95", "91", "93", "90", "90")],
]


@st.composite
def sound_workbooks(draw: st.DrawFn) -> Sheets:
    """Draw a workbook in which little is wrong, with rows of every kind."""
    phrase = st.text("抓培训办班练兵共3期。，；“”\n", min_size=1, max_size=14).map(lambda words: f"推{words}")
    phrases = phrase | st.sampled_from(
        ["走访{走访户数}户。", "同比{走访户数.同比}。", "办班。", "一是办班；二是练兵。"]
    )
    blank = st.just("")
    values: Mapping[str, st.SearchStrategy[str]] = {
        **CHOICES,
        "时期": st.sampled_from(["一季度", "二季度", "上半年"]),
        "序号": st.sampled_from(["", "1", "2.5"]),
        "内容": phrases,
        "标题": phrase,
        "名称": st.sampled_from(["党建", "业务", "推进"]),
        "任务编号": blank | blank | st.sampled_from(["A1", "A2"]),
    }
    drawn = [grid_of("基本信息", [*FACT_ROWS]), grid_of("指标", INDICATOR_ROWS)]
    for role, needed in (
        ("工作成效", ("时期", "事项", "内容")),
        ("存在问题", ("时期", "事项")),
        ("工作计划", ("时期", "事项", "内容")),
        ("意见建议", ("事项",)),
        ("其他章节", ("标题", "内容")),
        ("板块", ("名称", "标题")),
    ):
        more = [column for column in columns_of(role) if column not in (*needed, "填报单位", "备注", "完成率")]
        heads = [*needed, *draw(st.lists(st.sampled_from(more), unique=True, max_size=4))]
        rows = [[text(head) for head in heads]]
        for _ in range(draw(st.integers(role == "工作成效", 4))):
            row = [
                draw(values.get(head, phrase) if head in (*needed, "板块") else values.get(head, phrase) | blank)
                for head in heads
            ]
            if role == "工作计划":
                row[0] = draw(st.sampled_from(["三季度", "四季度", "下半年"]))
            if role == "板块":
                row[0] = f"{row[0]}{'甲乙丙丁'[len(rows) - 1]}" if len(rows) > 2 else ("党建", "业务")[len(rows) - 1]
            rows.append([text(value) for value in row])
        drawn.append(spoilt(draw, role, rows))
    return read(*drawn)


def spoilt(draw: st.DrawFn, name: str, rows: list[list[Drawn]]) -> Grid:
    """Return the grid of `rows`, now and then with one strange cell or one merged area below the head."""
    fault = draw(st.sampled_from([*["none"] * 12, "cell", "merge"])) if len(rows) > 1 else "none"
    row, column = draw(st.integers(2, max(len(rows), 2))), draw(st.integers(1, len(rows[0])))
    if fault == "cell":
        rows[row - 1][column - 1] = draw(ANYTHING)
    area = Area(row, column, draw(st.integers(row, row + 1)), draw(st.integers(column, column + 1)))
    is_merged = fault == "merge" and area.anchor != (area.last_row, area.last_column)
    return grid_of(name, rows, (str(area),) if is_merged else ())


def judge(sheets: Sheets) -> tuple[Validation, list[Finding]]:
    """Return all that is found, as `check` without a period finds it."""
    validation = validate(sheets)
    findings = list(validation.findings)
    if validation.records.default_period is not None:
        findings += check_period(
            validation.records, validation.relations, validation.records.default_period, all_rows=True
        )
    return validation, findings


@SLOW
@given(workbooks())
def test_any_workbook_validates_and_every_finding_knows_its_place(sheets: Sheets) -> None:
    names = {table.sheet for table in sheets.tables}
    validation, findings = judge(sheets)
    event(f"errors: {has_errors(findings)}")
    for finding in (*findings, *find_classified(sheets)):
        assert finding.message and finding.suggestion
        assert finding.place.sheet is None or finding.place.sheet in names or finding.place.cell is None
    assert validate(sheets).findings == validation.findings


@SLOW
@given(workbooks() | sound_workbooks(), st.booleans())
def test_a_draft_of_any_workbook_can_be_composed(sheets: Sheets, is_brief: bool) -> None:
    records = validate(sheets).records
    assume(records.default_period is not None)
    assert records.default_period is not None
    for kind in ("总结", "汇报", "报告"):
        compose(records, records.default_period, kind=kind, is_brief=is_brief)


@SLOW
@given(workbooks() | sound_workbooks(), st.booleans())
def test_what_passes_is_composed_without_a_gap(sheets: Sheets, is_brief: bool) -> None:
    validation, findings = judge(sheets)
    event(f"errors: {has_errors(findings)}")
    assume(validation.records.default_period is not None and not has_errors(findings))
    assert validation.records.default_period is not None
    report = compose(validation.records, validation.records.default_period, is_brief=is_brief)
    for composed in iter_texts(report):
        assert not NOT_XML.search(composed)
        for fragment in composed.fragments:
            assert not (fragment.kind is FragmentKind.FIGURE and fragment.text.startswith("〔待补")), composed
    assert any(section.items or section.subsections for section in report.sections)
    assert all(item.lead for section in report.sections for item in section.items)
    assert all(entry.lead for entry in report.plan)


@SLOW
@given(
    st.lists(st.tuples(st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), st.booleans()), max_size=12)
)
def test_every_row_that_overlaps_an_earlier_one_is_told(rows: list[tuple[datetime.date, bool]]) -> None:
    periods = [f"1月1日—{day.month}月{day.day}日" if is_long else f"{day.month}月" for day, is_long in rows]
    table = [
        [text("时期"), text("事项"), text("内容")],
        *([text(period), text("抓培训"), text("办班。")] for period in periods),
    ]
    validation = validate(read(grid_of("基本信息", FACT_ROWS), grid_of("工作成效", table)))
    achievements = validation.records.achievements
    overlapping = {
        row.number
        for row in achievements
        for other in achievements
        if row is not other and row.period and other.period and row.period.overlaps(other.period)
    }
    told = [finding for finding in validation.findings if finding.rule.code == "V32"]
    named = {
        int(re.sub(r"\D", "", place.cell or "")) for finding in told for place in (finding.place, *finding.related)
    }
    assert named <= overlapping
    assert len(told) >= len(overlapping) / 2
