"""Every rule on workbooks, V, L and those on 词表 and 豁免: what it finds, in what words, and what it leaves alone.

`tests/cases/<code>.yml` holds the cases of one rule. A case names the sheets in which its workbook
differs from the sound one below (`null` drops a sheet); `period`, `unit`, `template`, `merged`, `formats`,
`hidden_rows`, `hidden_columns` and `hidden_sheets` are optional. `verbose` adds what `check --verbose` lists.
`also` lists the other rules that speak up; without it nothing else may be found. What the rules of language say
is told with their own cases: here they speak only where `also` names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from summarize.errors import SummarizeError
from summarize.findings import Finding
from summarize.language import LANGUAGE_RULES
from summarize.pipeline import Request, check, generate
from summarize.read import read_workbook
from summarize.validate.content_rules import CONTENT_RULES
from summarize.validate.figures.rules import FIGURE_RULES
from summarize.validate.layout_rules import LAYOUT_RULES
from summarize.validate.ledger.rules import LEDGER_RULES
from summarize.validate.rules import SHEET_RULES
from summarize.validate.skipped_rows import find_skipped
from summarize.validate.wording import rules as wording_rules

CASES = Path(__file__).parent / "cases"
OF_WORKBOOKS = (*SHEET_RULES, *FIGURE_RULES, *LAYOUT_RULES, *LEDGER_RULES, *CONTENT_RULES, *wording_rules.WORDING_RULES)
OF_OPTIONS = (
    wording_rules.WORDS_MISSING,
    wording_rules.MENDED,
    wording_rules.NOT_MENDABLE,
    wording_rules.MENDED_NAME_WRONG,
    wording_rules.MEND_LEFT,
)
"""The rules on `--terms` and `--fix` have their tests in tests/pipeline/test_mending.py."""
RULES = {rule.code: rule for rule in OF_WORKBOOKS if rule not in OF_OPTIONS}
SOUND: Mapping[str, list[list[Any]]] = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
    "工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "组织演练2次。"]],
}
OF_LANGUAGE = {rule.code for rule in LANGUAGE_RULES}
CASE_KEYS = {
    *("why", "sheets", "period", "unit", "template", "merged", "formats"),
    *("hidden_rows", "hidden_sheets", "hidden_columns", "verbose", "writer", "also"),
}
FOUND_KEYS = CASE_KEYS | {"at", "message", "suggestion", "severity"}


def load(code: str) -> dict[str, list[dict[str, Any]]]:
    loaded = yaml.safe_load((CASES / f"{code}.yml").read_text(encoding="utf-8"))
    assert set(loaded) == {"finds", "leaves_alone"}, code
    return loaded


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem} {case['why']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in load(path.stem)[kind]
    ]


def hide(book: Any, case: Mapping[str, Any]) -> None:
    for sheet, rows in case.get("hidden_rows", {}).items():
        for row in rows:
            book[sheet].row_dimensions[row].hidden = True
    for sheet, columns in case.get("hidden_columns", {}).items():
        for column in columns:
            book[sheet].column_dimensions[column].hidden = True
    for sheet in case.get("hidden_sheets", ()):
        book[sheet].sheet_state = "hidden"


def write_uncomputed(sheets: Mapping[str, list[list[Any]]], path: Path) -> Path:
    """Write the sheets as XlsxWriter does: a formula stores 0 and is to be computed on opening."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, values in enumerate(rows):
                sheet.write_row(number, 0, values)
    return path


def findings_of(case: Mapping[str, Any], workbook: Any, folder: Path) -> tuple[Path, tuple[Finding, ...]]:
    """Return what the program says of the case's workbook: of `generate` where a unit or template is named."""
    sheets = {name: rows for name, rows in {**SOUND, **case.get("sheets", {})}.items() if rows is not None}
    if case.get("writer") == "XlsxWriter":
        path = write_uncomputed(sheets, folder / "工作簿.xlsx")
    else:
        path = workbook(
            sheets,
            merged=case.get("merged", {}),
            formats=case.get("formats", {}),
            edit=lambda book: hide(book, case),
        )
    period = case.get("period")
    try:
        if case.keys() & {"unit", "template"}:
            options = {"unit": case.get("unit"), "template": case.get("template")}
            return path, generate(
                Request(workbook=path, period=period, output=str(folder / "报告.docx"), **options)
            ).findings
        skipped = find_skipped(read_workbook(path)) if case.get("verbose") else ()
        return path, (*check(path, period), *skipped)
    except SummarizeError as error:
        return path, error.findings


def check_others(code: str, found: tuple[Finding, ...], case: Mapping[str, Any]) -> None:
    also = set(case.get("also", ()))
    others = {finding.rule.code for finding in found} - {code} - (OF_LANGUAGE - also)
    assert others == also, [(finding.rule.code, finding.message) for finding in found]
    for finding in found:
        assert not finding.message.endswith("。"), "the screen adds the 。 between message and suggestion"
        assert finding.suggestion.endswith(("。", "？"))


@pytest.mark.parametrize(("code", "case"), cases("finds"))
def test_rule_finds(code: str, case: dict[str, Any], workbook: Any, tmp_path: Path) -> None:
    assert set(case) <= FOUND_KEYS and {"why", "at", "message"} <= set(case)
    path, found = findings_of(case, workbook, tmp_path)
    check_others(code, found, case)
    (finding,) = [finding for finding in found if finding.rule.code == code]
    place = "工作簿" if str(finding.place) == str(path) else str(finding.place)
    assert (place, finding.message) == (case["at"], case["message"])
    assert finding.suggestion == case.get("suggestion", finding.rule.remedy)
    assert finding.severity.value == case.get("severity", finding.rule.severity.value)


@pytest.mark.parametrize(("code", "case"), cases("leaves_alone"))
def test_rule_leaves_alone(code: str, case: dict[str, Any], workbook: Any, tmp_path: Path) -> None:
    assert set(case) <= CASE_KEYS and "why" in case
    _, found = findings_of(case, workbook, tmp_path)
    assert [(str(finding.place), finding.message) for finding in found if finding.rule.code == code] == []
    check_others(code, found, case)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_cases_of_both_kinds(code: str) -> None:
    assert all(load(code).values())


def test_every_case_is_of_a_rule() -> None:
    assert {path.stem for path in CASES.iterdir()} == set(RULES)
