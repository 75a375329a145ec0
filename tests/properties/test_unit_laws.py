"""Laws of workbooks of many units: every row is dealt out once, and no title, name or option raises."""

from __future__ import annotations

from collections.abc import Sequence

from drawn_sheets import draw
from hypothesis import given
from hypothesis import strategies as st

from summarize.findings import Place
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, Grid, Sheets
from summarize.model.vocabulary import normalize_key
from summarize.read.tables.table import read_tables
from summarize.validate import FilingUnit, split_units, validate
from summarize.validate.bands import read_bands
from summarize.validate.content_rules import UNIT_BLANK, UNITS_ALIKE
from summarize.validate.rules import ANOTHER_UNIT

UNITS = st.sampled_from(
    [
        "甲区应急管理局",
        "甲区 应急管理局",
        "乙区应急管理局",
        "乙区水务局",
        "水务局",
        "丙镇人民政府",
        "办公室",
        "人次",
        "",
    ]
)
PERIODS = st.sampled_from(["上半年", "一季度", "2024年", "某时", ""])
TITLES = st.sampled_from(
    [
        "",
        "2025年上半年工作总结和下半年工作计划",
        "填报单位：乙区水务局（盖章）",
        "填报单位：",
        "2024年台账",
        "二季度",
        "：（）",
    ]
) | st.text(max_size=12)
NAMES = st.sampled_from(["工作成效", "工作成效（一季度）", "工作成效（乙区水务局）", "工作成效-办公室"])
FILES = st.sampled_from(["工作簿.xlsx", "甲区2025年二季度.xlsx", "", "2024年.xlsx"])


def grid(name: str, rows: Sequence[Sequence[str]]) -> Grid:
    cells = {
        row: {
            column: Cell(text, CellKind.TEXT, "General", Place(sheet=name, cell=address(row, column)))
            for column, text in enumerate(texts, 1)
            if text
        }
        for row, texts in enumerate(rows, 1)
    }
    return Grid(name, CellRows(cells), len(rows), max((len(texts) for texts in rows), default=0))


@st.composite
def workbooks(draw: st.DrawFn) -> Sheets:
    head = ["填报单位", "时期", "事项", "内容"]
    described = draw(st.lists(UNITS, max_size=3))
    facts = [
        ["填报单位", "项目", "内容"],
        ["", "年度", "2025"],
        *(
            [draw(st.sampled_from([unit, ""])), draw(st.sampled_from(["单位名称", "单位简称"])), unit]
            for unit in described
        ),
    ]
    grids = [grid("基本信息", facts)]
    for name in dict.fromkeys([draw(NAMES), draw(NAMES), "工作计划"]):
        rows = draw(st.lists(st.tuples(UNITS, PERIODS), max_size=5))
        body = [[unit, period, f"事{number}", "做了。"] for number, (unit, period) in enumerate(rows)]
        grids.append(grid(name, [[draw(TITLES)], head, *body]))
    return Sheets(draw(FILES), read_tables(grids))


def rows_of(units: Sequence[FilingUnit], sheet: str) -> list[tuple[int, ...]]:
    tables = [next(table for table in unit.sheets.tables if table.sheet == sheet) for unit in units]
    return [tuple(row.number for row in table.rows) for table in tables]


@given(workbooks())
def test_every_row_is_dealt_out_or_told(sheets: Sheets) -> None:
    units = split_units(sheets)
    told = {
        finding.place
        for unit in units
        for finding in unit.findings
        if finding.rule in (UNIT_BLANK, ANOTHER_UNIT, UNITS_ALIKE)
    }
    for table in sheets.tables:
        if table.role not in ("工作成效", "工作计划"):
            continue
        dealt = rows_of(units, table.sheet)
        assert all(list(numbers) == sorted(numbers) for numbers in dealt)
        for row in table.rows:
            owners = sum(row.number in numbers for numbers in dealt)
            assert owners == 1 or row["填报单位"].place in told or any(place in told for place in _title_places(table))


def _title_places(table: object) -> list[Place]:
    return [cell.place for cell in getattr(table, "title_cells", ())]


@given(workbooks())
def test_units_have_names_of_their_own(sheets: Sheets) -> None:
    names = [normalize_key(unit.name) for unit in split_units(sheets)]
    assert len(set(names)) == len(names)


@given(workbooks(), st.sampled_from([None, "上半年", "某时", "2024年"]))
def test_no_unit_s_sheets_raise(sheets: Sheets, asked: str | None) -> None:
    for unit in split_units(sheets):
        validation = validate(unit.sheets, asked)
        assert all(row.period is not None for row in validation.records.achievements)


BANDS = st.sampled_from(["甲区水务局", "一季度", "二季度", "上半年", "一、二季度", "队伍建设", "2024年"])


@given(names=st.lists(BANDS, min_size=1, max_size=4), is_numbered=st.booleans())
def test_each_band_is_read_once_for_what_it_says(names: Sequence[str], *, is_numbered: bool) -> None:
    bands = [f"{ordinal}、{name}" if is_numbered else name for ordinal, name in zip("一二三四", names, strict=False)]
    rows = [["事项", "内容"], *(row for band in bands for row in ([band], ["事", "做了。"]))]
    merged = [f"A{row}:B{row}" for row in range(2, len(rows) + 1, 2)]
    facts = [["项目", "内容"], ["单位名称", "甲区水务局"]]
    sheets = Sheets("", read_tables([grid("基本信息", facts), draw("工作成效", rows, merged)]))
    read = read_bands(sheets)
    assert read_bands(read) == read
    (table,) = read.by_role["工作成效"]
    (before,) = sheets.by_role["工作成效"]
    for row, as_it_stood in zip(table.rows, before.rows, strict=True):
        if "板块" in as_it_stood.bands:
            assert len(row.bands) == len(as_it_stood.bands)
            ((column, cell),) = (
                (name, cell) for name, cell in row.bands.items() if name in ("填报单位", "时期", "板块")
            )
            assert cell.place == as_it_stood.bands["板块"].place
            assert (column == "填报单位") == cell.raw.endswith("甲区水务局")
            assert (column == "时期") == (cell.raw in ("一季度", "二季度", "上半年", "2024年"))


def test_rows_of_a_sheet_that_goes_on_with_another_stay_in_order() -> None:
    facts = [
        ["填报单位", "项目", "内容"],
        ["甲区水务局", "单位名称", "甲区水务局"],
        ["乙区应急局", "单位名称", "乙区应急局"],
    ]
    head = ["填报单位", "名称", "标题"]
    first = [head, ["", "一", "抓甲"], ["甲区水务局", "二", "抓乙"], ["乙区应急局", "三", "抓丙"]]
    second = [head, ["甲区水务局", "四", "抓丁"], ["", "五", "抓戊"]]
    grids = [grid("基本信息", facts), grid("板块", first), grid("板块(2)", second)]
    units = split_units(Sheets("", read_tables(grids)))
    sections = [next(table for table in unit.sheets.tables if table.role == "板块") for unit in units]
    assert ["".join(row["名称"].raw for row in table.rows) for table in sections] == ["一二四五", "一三五"]


LETTERS = st.text("甲乙丙", min_size=2, max_size=6)


def differ_in_one_character(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


@given(st.lists(LETTERS, min_size=2, max_size=3, unique=True), LETTERS)
def test_a_unit_s_name_with_one_slip_is_asked_about(names: Sequence[str], written: str) -> None:
    facts = [["填报单位", "项目", "内容"], *([name, "单位名称", name] for name in names)]
    rows = [["填报单位", "时期", "事项", "内容"], *([name, "一季度", "事", "做了。"] for name in [*names, written])]
    units = split_units(Sheets("", read_tables([grid("基本信息", facts), grid("工作成效", rows)])))
    asked = {
        finding.suggestion
        for unit in units
        for finding in unit.findings
        if finding.rule is ANOTHER_UNIT and finding.suggestion.startswith("是否指")
    }
    meant = [name for name in names if min(len(name), len(written)) >= 4 and differ_in_one_character(name, written)]
    is_known = written in names
    expected = {f"是否指“{meant[0]}”？是的话改过来；确是另一个单位的，在“基本信息”里加上它。"} if meant else set()
    assert asked == (set() if is_known else expected)
