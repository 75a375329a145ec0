"""A report that the program has printed, imported, gives the same report again, paragraph by paragraph."""

from __future__ import annotations

import zipfile
from itertools import product
from pathlib import Path

import pytest
from conftest import MakeWorkbook
from lxml import etree

from summarize import pipeline
from summarize.pipeline.importing import import_papers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INPUTS = Path(__file__).parents[2] / "inputs"
STRUCTURES = ("分块式", "三段式")
STYLES = ("段首句", "段首句加粗", "（一）", "1.", "一是连排", "一是分段", "无")
TEMPLATES = ("半年工作总结", "汇报材料", "工作报告")


def paragraphs(document: Path) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(document).read("word/document.xml"))
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return [
        "".join(marks.get(piece.tag) or piece.text or "" for piece in paragraph.iter(f"{W}t", *marks))
        for paragraph in root.iter(f"{W}p")
    ]


def generate(workbook: Path, folder: Path, **options: str) -> Path:
    return pipeline.generate(pipeline.Request(workbook=workbook, output=f"{folder}/", **options)).path


def assert_comes_back(document: Path, folder: Path, template: str | None) -> None:
    workbook = import_papers([document], folder / "导入.xlsx").path
    options = {"template": template} if template else {}
    assert paragraphs(generate(workbook, folder / "again", **options)) == paragraphs(document)


@pytest.mark.parametrize("template", ["半年工作总结", "工作报告"])
def test_the_large_example_comes_back(tmp_path: Path, template: str) -> None:
    source = INPUTS / "云岭区应急管理局2025年.xlsx"
    document = generate(source, tmp_path / "first", period="上半年", template=template)
    assert_comes_back(document, tmp_path, template)


@pytest.mark.parametrize(
    ("name", "template"), [("澜江市水务局2025年上半年报告", "工作报告"), ("青禾镇便民服务中心2025年", "汇报材料")]
)
def test_the_other_examples_come_back(tmp_path: Path, name: str, template: str) -> None:
    document = generate(INPUTS / f"{name}.xlsx", tmp_path / "first", template=template)
    assert_comes_back(document, tmp_path, template)


@pytest.mark.parametrize("shape", list(product(STRUCTURES, STYLES, (False, True), (False, True))), ids=str)
def test_every_shape_comes_back(workbook: MakeWorkbook, tmp_path: Path, shape: tuple[str, str, bool, bool]) -> None:
    structure, style, has_levels, is_single = shape
    source = workbook(_sheets(structure, style, has_levels=has_levels, is_single=is_single))
    template = TEMPLATES[STYLES.index(style) % 3]
    document = generate(source, tmp_path / "first", template=template)
    assert_comes_back(document, tmp_path, template)


def _sheets(structure: str, style: str, *, has_levels: bool, is_single: bool) -> dict[str, list[list[object]]]:
    count = 1 if is_single else 3
    sections = ["馆藏建设", "利用服务"][: 1 if is_single else 2]
    facts = {
        "单位名称": "云岭区档案馆",
        "年度": 2025,
        "引言": "2025年上半年，云岭区档案馆围绕中心、服务大局，各项工作有序推进。",
        "结构": structure,
        "事项样式": style,
        "计划引语": "下半年，云岭区档案馆将重点抓好以下工作：",
        "问题引语": "工作中仍有一些不足，主要是：",
        "署名": "云岭区档案馆",
        "成文日期": "2025年7月8日",
        "称谓": "各位领导：",
        "结束语": "以上报告，请予审议。",
    }
    work = [
        [
            "上半年",
            section,
            f"类别{'甲乙'[number % 2]}" if has_levels else None,
            f"{section}工作第{'一二三'[number]}方面扎实推进",
            f"接收档案{number + 3}卷，其中文书档案{number + 1}卷。整理率达9{number}.5%。",
        ]
        for section in sections
        for number in range(count)
    ]
    plans = [
        [
            "下半年",
            ("馆藏", "利用")[number % 2] if has_levels else None,
            f"推进第{number + 1}项任务落地",
            f"年底前完成{number + 2}项。加强督促。",
        ]
        for number in range(count)
    ]
    return {
        "基本信息": [["项目", "内容"], *([name, text] for name, text in facts.items())],
        "工作成效": [["时期", "板块", "小类", "事项", "内容"], *work],
        "存在问题": [
            ["时期", "事项", "内容"],
            *(["上半年", f"第{n}类设备较为短缺", f"库房老化{n}处。"] for n in range(1, count + 1)),
        ],
        "工作计划": [["时期", "板块", "事项", "内容"], *plans],
        "意见建议": [
            ["时期", "事项", "内容"],
            *(["上半年", f"增加第{n}类经费", f"恳请统筹安排{n}万元。"] for n in range(1, count + 1)),
        ],
        "其他章节": [
            ["标题", "内容", "位置"],
            ["主要做法", "坚持制度先行。\n坚持上下联动。", "成效后"],
            ["经验体会", "一是重在坚持；二是重在落实。", "计划后"],
        ],
    }
