"""The blank workbook of `init`."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from summarize.model.vocabulary import (
    COLUMN_CHOICES,
    EXAMPLE_MARK,
    FACT_CHOICES,
    FACTS,
    HELP_SHEET,
    REQUIRED_FACTS,
    SHEETS,
    SheetSpec,
)
from summarize.read import read_workbook
from summarize.write.blank import write_blank_workbook
from summarize.write.guide import EXAMPLES, FACT_HELP
from summarize.write.sheet_design import LEDGER_HEADS, VALUE_HEADS

SIDE_BY_SIDE = {*VALUE_HEADS, *LEDGER_HEADS}
NOT_OFFERED = {
    "重点工作": {"填报单位", "时期", "进展情况", "合并方式", "存在问题及下一步打算", "小类", "段首句", "简要"},
}
LOOKED_UP = {"板块", "责任科室"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "工作台账.xlsx"
    write_blank_workbook(path)
    return path


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return load_workbook(path)


def heads(workbook: Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for cell in workbook[sheet][1]]


def test_every_sheet_stands_in_order_behind_the_help(workbook: Workbook) -> None:
    assert workbook.sheetnames == [HELP_SHEET, *(spec.name for spec in SHEETS)]


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_every_column_that_one_unit_needs_is_there(workbook: Workbook, spec: SheetSpec) -> None:
    left_out = NOT_OFFERED.get(spec.name, {"填报单位"})
    assert set(heads(workbook, spec.name)) - SIDE_BY_SIDE == {column.name for column in spec.columns} - left_out


def test_the_ledger_has_the_quarters_side_by_side_in_one_row(workbook: Workbook) -> None:
    found = heads(workbook, "重点工作")
    start = found.index("一季度目标")
    assert found[start - 1] == "工作举措"
    assert found[start : start + 8] == [
        *("一季度目标", "一季度进展情况", "二季度目标", "二季度进展情况"),
        *("三季度目标", "三季度进展情况", "四季度目标", "四季度进展情况"),
    ]


def test_figures_are_asked_for_by_quarter_this_year_and_last(workbook: Workbook) -> None:
    found = heads(workbook, "指标")
    start = found.index("一季度")
    assert found[start - 1] == "年度目标"
    assert found[start : start + 8] == [
        *("一季度", "二季度", "三季度", "四季度"),
        *("上年一季度", "上年二季度", "上年三季度", "上年四季度"),
    ]


def test_facts_are_listed_blank_and_those_of_secrets_are_not_offered(workbook: Workbook) -> None:
    rows = list(workbook["基本信息"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [fact for fact in FACTS if fact not in {"份号", "密级"}]
    assert all(row[1:] == (None, None) for row in rows)
    assert set(REQUIRED_FACTS) <= {row[0] for row in rows}


def drop_downs(workbook: Workbook, sheet: str) -> dict[str, tuple[list[str], bool]]:
    """Return the words and whether others are warned about, by the first cell of each drop-down."""
    return {
        str(next(iter(found.sqref.ranges)).coord).split(":")[0]: (
            str(found.formula1).strip('"').split(","),
            bool(found.showErrorMessage),
        )
        for found in workbook[sheet].data_validations.dataValidation
        if found.type == "list"
    }


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_columns_with_choices_have_drop_downs(workbook: Workbook, spec: SheetSpec) -> None:
    found = drop_downs(workbook, spec.name)
    for cell in workbook[spec.name][1]:
        if cell.value in COLUMN_CHOICES:
            assert found[f"{cell.column_letter}2"] == (list(COLUMN_CHOICES[cell.value]), True)


def test_facts_with_choices_have_drop_downs_in_their_own_row(workbook: Workbook) -> None:
    found = drop_downs(workbook, "基本信息")
    for row, fact in enumerate(FACT_HELP, 2):
        assert found.get(f"B{row}", (None, None))[0] == (list(FACT_CHOICES[fact]) if fact in FACT_CHOICES else None)


def test_periods_are_offered_and_others_are_allowed(workbook: Workbook) -> None:
    words, is_closed = drop_downs(workbook, "工作成效")["C2"]
    assert {"一季度", "上半年", "前三季度", "全年", "6月"} <= set(words)
    assert not is_closed


def test_what_excel_allows_is_not_exceeded(workbook: Workbook) -> None:
    for sheet in workbook:
        for found in sheet.data_validations.dataValidation:
            assert len(found.formula1 or "") <= 257
            assert len(found.prompt or "") <= 255 and len(found.error or "") <= 225
            assert len(found.promptTitle or "") <= 32 and len(found.errorTitle or "") <= 32


def test_periods_are_kept_as_text_so_that_no_date_is_made_of_them(workbook: Workbook) -> None:
    assert workbook["工作成效"].column_dimensions["C"].number_format == "@"


def test_every_other_sheet_has_one_marked_example_but_those_that_drop_downs_take_words_from(
    workbook: Workbook,
) -> None:
    assert set(EXAMPLES) == {spec.name for spec in SHEETS} - {"基本信息"}
    for name in LOOKED_UP:
        assert workbook[name].max_row == 1
    for name in set(EXAMPLES) - LOOKED_UP:
        assert workbook[name].max_row == 2
        assert str(workbook[name]["A2"].value).startswith(EXAMPLE_MARK)


def test_examples_write_only_known_columns(workbook: Workbook) -> None:
    for name, example in EXAMPLES.items():
        assert set(example) <= set(heads(workbook, name))


def test_heads_stay_in_view_and_long_texts_wrap(workbook: Workbook) -> None:
    for spec in SHEETS:
        assert workbook[spec.name].freeze_panes == "B2"
        assert workbook[spec.name]["A1"].font.bold
    assert workbook["工作成效"].column_dimensions["B"].alignment.wrap_text
    assert workbook["工作成效"].column_dimensions["B"].width >= 50


def test_the_help_names_every_sheet_and_fact_and_keeps_secrets_out(workbook: Workbook) -> None:
    text = "\n".join(str(value) for row in workbook[HELP_SHEET].values for value in row if value)
    assert all(spec.name in text for spec in SHEETS)
    assert all(fact in text for fact in FACT_HELP)
    assert "国家秘密、工作秘密不得在普通计算机上处理" in text
    assert "★" not in text


def test_every_column_and_fact_is_explained_in_the_help_and_at_its_head(workbook: Workbook) -> None:
    explained = {str(row[0]): row[2] for row in workbook[HELP_SHEET].values if row[0] and row[2]}
    for spec in SHEETS:
        prompts = {
            str(cells): found.prompt
            for found in workbook[spec.name].data_validations.dataValidation
            for cells in found.sqref.ranges
        }
        for cell in workbook[spec.name][1]:
            assert prompts[cell.coordinate], cell.coordinate
            assert cell.value in SIDE_BY_SIDE or explained[cell.value]
    assert all(explained[fact] for fact in FACT_HELP)


def test_the_reader_finds_the_sheets_and_takes_no_example_for_a_row(path: Path) -> None:
    sheets = read_workbook(path)
    assert [table.role for table in sheets.tables] == [None, *(spec.name for spec in SHEETS)]
    for table in sheets.tables[1:]:
        assert not table.missing_head and not table.repeated_columns
        assert [
            column.name for column in table.columns if not column.is_known and column.name not in SIDE_BY_SIDE
        ] == []
        assert len(table.rows) == (len(FACT_HELP) if table.role == "基本信息" else 0)
        assert [skipped.reason for skipped in table.skipped] == (
            [] if table.role in {"基本信息", *LOOKED_UP} else ["示例行"]
        )


def test_nothing_is_left_beside_the_workbook(path: Path) -> None:
    assert [found.name for found in path.parent.iterdir()] == ["工作台账.xlsx"]
