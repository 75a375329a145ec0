"""One workbook, five reports: titles, items, figures and plans against a table worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from summarize.pipeline import Request, check, generate

SHEETS: dict[str, list[list[Any]]] = {
    "基本信息": [
        ["项目", "内容", "时期"],
        ["单位名称", "云岭区应急管理局"],
        ["单位简称", "云岭应急局"],
        ["年度", 2025],
        ["引言", "今年累计检查企业{检查企业数.累计}家，完成全年目标的{检查企业数.完成率}。"],
        ["问题引语", "同时也存在以下问题："],
        ["计划引语", "下一步重点抓好以下工作："],
    ],
    "板块": [
        ["名称", "标题", "时期"],
        ["监管", "从严监管"],
        ["监管", "上半年监管更严", "上半年"],
        ["宣传", "广泛宣传"],
    ],
    "指标": [
        [
            "指标",
            "计量单位",
            "年度目标",
            "一季度",
            "二季度",
            "三季度",
            "四季度",
            "上年一季度",
            "上年二季度",
            "上年三季度",
            "上年四季度",
        ],
        ["检查企业数", "家", 400, 80, 120, 110, 90, 64, 125, 100, 91],
    ],
    "工作成效": [
        ["时期", "板块", "事项", "内容"],
        ["一季度", "监管", "执法检查", "检查企业{检查企业数}家，同比{检查企业数.同比}"],
        ["二季度", "监管", "执法检查", "检查企业{检查企业数}家，同比{检查企业数.同比}。"],
        ["三季度", "监管", "执法检查", "检查企业{检查企业数}家。"],
        ["四季度", "监管", "执法检查", "检查企业{检查企业数}家。"],
        ["二季度", "宣传", "安全生产月", "开展活动5场。"],
        ["三季度", "宣传", "开学第一课", "进校园8所。"],
        ["上半年", "宣传", "宣传阵地", "建成阵地2处。"],
    ],
    "存在问题": [["时期", "事项", "内容"], ["一季度", "力量不足", "缺编2人。"], ["二季度", "装备老化", "超期4台。"]],
    "工作计划": [
        ["时期", "事项", "内容"],
        ["二季度", "办好安全生产月", "办活动5场。"],
        ["三季度", "抓好汛期安全", "值守到位。"],
        ["四季度", "冲刺全年目标", "查漏补缺。"],
        ["2026年一季度", "抓好节日安全", "节前检查。"],
        ["2026年", "推进数字监管", "建成平台。"],
    ],
}


@dataclass(frozen=True)
class Expected:
    period: str
    file: str
    lines: Sequence[str]


TITLE = "云岭区应急管理局2025年"
REPORTS = (
    Expected(
        "一季度",
        "outputs/2025年一季度/云岭应急局2025年第一季度工作总结和第二季度工作计划.docx",
        [
            f"{TITLE}第一季度工作总结\n和第二季度工作计划",
            "今年累计检查企业80家，完成全年目标的20%。",
            "一、从严监管",
            "执法检查。检查企业80家，同比增长25%",
            "二、存在的问题",
            "同时也存在以下问题：",
            "力量不足。缺编2人。",
            "下一步重点抓好以下工作：",
            "办好安全生产月。办活动5场。",
        ],
    ),
    Expected(
        "二季度",
        "outputs/2025年二季度/云岭应急局2025年第二季度工作总结和第三季度工作计划.docx",
        [
            f"{TITLE}第二季度工作总结\n和第三季度工作计划",
            "今年累计检查企业200家，完成全年目标的50%。",
            "一、从严监管",
            "执法检查。检查企业120家，同比下降4%。",
            "二、广泛宣传",
            "安全生产月。开展活动5场。",
            "三、存在的问题",
            "同时也存在以下问题：",
            "装备老化。超期4台。",
            "下一步重点抓好以下工作：",
            "抓好汛期安全。值守到位。",
        ],
    ),
    Expected(
        "上半年",
        "outputs/2025年上半年/云岭应急局2025年上半年工作总结和下半年工作计划.docx",
        [
            f"{TITLE}上半年工作总结\n和下半年工作计划",
            "今年累计检查企业200家，完成全年目标的50%。",
            "一、上半年监管更严",
            "执法检查。检查企业80家，同比增长25%。检查企业120家，同比下降4%。",
            "二、广泛宣传",
            "安全生产月。开展活动5场。",
            "宣传阵地。建成阵地2处。",
            "三、存在的问题",
            "同时也存在以下问题：",
            "力量不足。缺编2人。",
            "装备老化。超期4台。",
            "下一步重点抓好以下工作：",
            "一、抓好汛期安全。值守到位。",
            "二、冲刺全年目标。查漏补缺。",
        ],
    ),
    Expected(
        "前三季度",
        "outputs/2025年前三季度/云岭应急局2025年前三季度工作总结和第四季度工作计划.docx",
        [
            f"{TITLE}前三季度工作总结\n和第四季度工作计划",
            "今年累计检查企业310家，完成全年目标的77.5%。",
            "一、从严监管",
            "执法检查。检查企业80家，同比增长25%。检查企业120家，同比下降4%。检查企业110家。",
            "二、广泛宣传",
            "安全生产月。开展活动5场。",
            "开学第一课。进校园8所。",
            "宣传阵地。建成阵地2处。",
            "三、存在的问题",
            "同时也存在以下问题：",
            "力量不足。缺编2人。",
            "装备老化。超期4台。",
            "下一步重点抓好以下工作：",
            "冲刺全年目标。查漏补缺。",
        ],
    ),
    Expected(
        "全年",
        "outputs/2025年/云岭应急局2025年工作总结和2026年工作计划.docx",
        [
            f"{TITLE}工作总结\n和2026年工作计划",
            "今年累计检查企业400家，完成全年目标的100%。",
            "一、从严监管",
            "执法检查。检查企业80家，同比增长25%。检查企业120家，同比下降4%。检查企业110家。检查企业90家。",
            "二、广泛宣传",
            "安全生产月。开展活动5场。",
            "开学第一课。进校园8所。",
            "宣传阵地。建成阵地2处。",
            "三、存在的问题",
            "同时也存在以下问题：",
            "力量不足。缺编2人。",
            "装备老化。超期4台。",
            "下一步重点抓好以下工作：",
            "一、抓好节日安全。节前检查。",
            "二、推进数字监管。建成平台。",
        ],
    ),
)


@pytest.mark.parametrize("expected", REPORTS, ids=lambda expected: expected.period)
def test_report_of_each_period(
    expected: Expected,
    workbook: Callable[[Mapping[str, Any]], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = generate(Request(workbook=workbook(SHEETS), period=expected.period))
    assert outcome.path == Path(expected.file)
    assert [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs] == expected.lines


def test_default_period_is_the_one_that_ends_last(
    workbook: Callable[[Mapping[str, Any]], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    sheets = {**SHEETS, "工作成效": [*SHEETS["工作成效"][:3], SHEETS["工作成效"][-1]]}
    outcome = generate(Request(workbook=workbook(sheets)))
    assert outcome.path.parent == Path("outputs/2025年上半年")


def test_the_example_of_all_periods_has_no_error(workbook: Callable[[Mapping[str, Any]], Path]) -> None:
    found = check(workbook(SHEETS), "all")
    assert [finding.message for finding in found if finding.is_error] == []
