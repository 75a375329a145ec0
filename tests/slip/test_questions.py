"""Findings into questions: what one answer settles, and the order in which to mend."""

from __future__ import annotations

from slip.conftest import fault

from summarize.catalogue import RULES
from summarize.findings import Severity
from summarize.slip import ask, questions
from summarize.spreadsheetml.places import Area, condense, parse_area


def told(findings: list, sheets: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(question.position, question.text) for question in ask(findings, sheets)]


def test_the_same_fault_down_a_column_is_one_question() -> None:
    cells = [fault("工作成效", f"D{row}", f"第{row}行的内容为空") for row in (5, 6, 7, 9)]
    assert told(cells) == [("工作成效!D5:D7、D9", "内容为空（共 4 处），例如：第5行的内容为空")]


def test_few_different_messages_are_all_told() -> None:
    cells = [fault("工作成效", f"D{row}", f"第{row}行的内容为空") for row in (6, 5)]
    assert told(cells) == [("工作成效!D5:D6", "第5行的内容为空；第6行的内容为空")]


def test_one_message_at_many_cells_is_told_once() -> None:
    cells = [fault("工作成效", f"D{row}", "写了“同上”。") for row in (5, 9)]
    assert told(cells) == [("工作成效!D5、D9", "写了“同上”（共 2 处）")]


def test_another_column_sheet_remedy_or_rule_is_another_question() -> None:
    base = fault("工作成效", "D5")
    others = [
        fault("工作成效", "E5"),
        fault("工作计划", "D5"),
        fault("工作成效", "D6", suggestion="把 D6 改为 12。"),
        fault("工作成效", "D7", code="V16"),
    ]
    assert len(ask([base, *others])) == 5


def test_faults_with_one_cause_are_one_question_wherever_they_stand() -> None:
    cause = (("指标", "E7"),)
    cited = [fault("工作成效", "D5", related=cause), fault("工作计划", "C3", related=cause)]
    assert told(cited) == [("工作成效!D5；工作计划!C3", "内容为空（共 2 处）")]


def test_a_figure_that_many_cells_miss_is_asked_for_once() -> None:
    cause = (("指标", "E7"),)
    lacking = [
        fault("核对", "B3", "算式核对不了", related=cause, name="relation-operand-missing", severity=Severity.WARNING),
        fault("工作成效", "D5", "“{户数}”印不出来", "填上指标!E7。", related=cause, name="citation-without-value"),
    ]
    assert told(lacking) == [("工作成效!D5", "“{户数}”印不出来（改好后，核对!B3的问题随之解决）")]
    assert ask(lacking)[0].severity is Severity.ERROR


def test_what_misses_a_figure_that_is_itself_wrong_is_settled_with_it() -> None:
    wrong = fault("指标", "E7", "这里只能填数字", code="V40", name="amount-not-a-number")
    also = fault("指标", "E7", "别的错", code="V41", name="value-head-unreadable")
    lacking = fault("核对", "B3", related=(("指标", "E7"),), name="relation-operand-missing", severity=Severity.WARNING)
    assert told([lacking, wrong, also]) == [
        ("指标!E7", "这里只能填数字（改好后，核对!B3的问题随之解决）"),
        ("指标!E7", "别的错"),
    ]


def test_what_misses_two_figures_is_a_question_of_its_own() -> None:
    wrong = fault("指标", "E7", code="V40", name="amount-not-a-number")
    lacking = fault("核对", "B3", related=(("指标", "E7"), ("指标", "E8")), name="relation-operand-missing")
    assert len(ask([wrong, lacking])) == 2


def test_two_cells_that_contradict_each_other_are_one_question() -> None:
    pair = [fault("指标", "B2", related=(("指标", "C2"),)), fault("指标", "C2", related=(("指标", "B2"),))]
    assert told(pair) == [("指标!B2、C2", "内容为空（共 2 处）")]


def test_formulas_that_one_save_computes_are_one_question() -> None:
    cells = [fault("指标", "B2", name="formula-without-value"), fault("工作成效", "D5", name="formula-without-value")]
    assert len(ask(cells)) == 1


def test_a_question_is_numbered_by_the_order_of_mending() -> None:
    findings = [
        fault("工作成效", "D5", "戊", severity=Severity.WARNING),
        fault("工作成效", "D9", "丁", "甲。"),
        fault("工作成效", "A2", "丙", "乙。"),
        fault("指标", "E7", "乙"),
        fault("工作成效", "A1:C1", "甲", name="column-missing"),
        fault(None, None, "零"),
        fault("工作成效", "D6", "己", severity=Severity.INFO),
    ]
    asked = ask(findings, ("指标", "工作成效"))
    assert [(question.number, question.text) for question in asked] == [
        *((1, "零"), (2, "甲"), (3, "乙"), (4, "丙"), (5, "丁"), (6, "戊"))
    ]


def test_information_asks_nothing() -> None:
    assert ask([fault("工作成效", "D5", severity=Severity.INFO)]) == ()


def test_places_without_a_cell_name_the_sheet_or_the_file() -> None:
    assert told([fault("基本信息"), fault(None, code="R09")]) == [
        ("整个文件", "内容为空"),
        ("工作表“基本信息”", "内容为空"),
    ]


def test_many_areas_are_not_all_named() -> None:
    cells = [fault("工作成效", f"D{row}") for row in range(2, 60, 2)]
    assert told(cells)[0][0] == "工作成效!D2、D4、D6、D8、D10、D12、D14、D16、D18、D20 等 29 处"


def test_areas_are_read_as_excel_writes_them() -> None:
    assert parse_area("D7") == Area(7, 4, 7, 4)
    assert parse_area("B9:B4") == Area(4, 2, 9, 2)
    assert parse_area("$AA$3") == Area(3, 27, 3, 27)
    assert str(parse_area("17:18")) == "17:18"
    assert str(parse_area("D:E")) == "D:E"
    assert [parse_area(text) for text in (None, "", "D", "7", "D0", "XFE1", "工作成效", "A1:B2:C3")] == [None] * 8


def test_areas_below_each_other_are_joined() -> None:
    areas = [parse_area(text) for text in ("D7", "C5", "D5:D6", "D9", "D5")]
    assert [str(area) for area in condense(area for area in areas if area)] == ["C5", "D5:D7", "D9"]


def test_the_rules_by_whose_names_questions_are_grouped_exist() -> None:
    names = {rule.name for rule in RULES}
    assert names >= questions._LACKS
    assert names >= questions._SETTLED_BY_ONE_SAVE
    assert all(any(name.startswith(head) for name in names) for head in questions._STRUCTURE)
