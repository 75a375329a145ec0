"""`summarize check` of a folder: the workbooks that units have sent, each checked and returned."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

Run = Callable[..., Result]

FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
PLAN = [["时期", "事项", "内容"], ["三季度", "抓培训", "再办班3期。"]]
MISSING = "工作成效!C3：第3行的内容为空。改法：填上内容；这一行不写进报告的，“入文”填“否”。"


@pytest.fixture
def district(workbook: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of three units, of which two have sent files of one name; one is sound."""
    monkeypatch.chdir(tmp_path)
    folder = Path("报送")
    for name, content in (("甲.xlsx", None), ("东片/甲.xlsx", None), ("乙.xlsx", "办班3期。")):
        rows = [["时期", "事项", "内容"], ["二季度", "抓演练", "演练1次。"], ["二季度", "抓培训", content]]
        made: Path = workbook({"基本信息": FACTS, "工作成效": rows, "工作计划": PLAN}, name=name.replace("/", "-"))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        made.rename(target)
    return folder


def test_each_workbook_is_checked_and_named(run: Run, district: Path) -> None:
    result = run("check", "报送", "--period", "二季度")
    assert result.exit_code == 1
    told = f"  错误 V17 {MISSING}"
    assert result.stdout.splitlines()[-1] == "共核对 3 个工作簿，2 个有错误。错误 2 处。"
    assert result.stdout.splitlines()[:-1] == ["报送/东片/甲.xlsx", told, "报送/甲.xlsx", told]


def test_each_gets_its_own_back_under_a_name_of_its_own(run: Run, district: Path, tmp_path: Path) -> None:
    sent = {path: path.read_bytes() for path in district.rglob("*.xlsx")}
    result = run("check", "报送", "--period", "二季度", "--annotate", "退回")
    assert result.exit_code == 1
    assert sorted(path.name for path in Path("退回").iterdir()) == [
        *("甲.xlsx", "甲退回意见.docx", "甲退回意见.txt"),
        *("甲（报送）.xlsx", "甲（报送）退回意见.docx", "甲（报送）退回意见.txt"),
    ]
    for name in ("甲.xlsx", "甲（报送）.xlsx"):
        assert openpyxl.load_workbook(f"退回/{name}")["工作成效"]["C3"].comment is not None
    assert {path: path.read_bytes() for path in district.rglob("*.xlsx")} == sent


@pytest.mark.parametrize("place", ["报送", "报送/退回", "报送/东片/退回"])
def test_nothing_is_written_where_it_would_count_as_sent(run: Run, district: Path, place: str) -> None:
    before = sorted(district.rglob("*"))
    result = run("check", "报送", "--period", "二季度", "--annotate", place, "--format", "json")
    assert result.exit_code == 2
    (found,) = (one for one in json.loads(result.stdout) if one["code"] == "S02")
    assert found["message"] == f"“{place}”在送来的文件夹“报送”里"
    assert sorted(district.rglob("*")) == before


def test_a_workbook_that_is_named_beside_its_folder_is_checked_once(run: Run, district: Path) -> None:
    result = run("check", "报送/甲.xlsx", "报送", "--period", "二季度")
    assert result.stdout.splitlines()[-1].startswith("共核对 3 个工作簿")


def test_what_is_no_workbook_is_told_and_what_cannot_be_read_is_an_error(run: Run, district: Path) -> None:
    for path in district.rglob("甲.xlsx"):
        path.unlink()
    (district / "说明.docx").write_bytes(b"x")
    result = run("check", "报送", "--period", "二季度", "--format", "json")
    assert [found["code"] for found in json.loads(result.stdout)] == ["B03"]
    assert result.exit_code == 0
    (district / "断了.xlsx").symlink_to("没有")
    result = run("check", "报送", "--period", "二季度", "--format", "json")
    assert {found["code"] for found in json.loads(result.stdout)} == {"B03", "B04"}
    assert result.exit_code == 1


def test_a_folder_of_csv_is_one_workbook_whatever_else_lies_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "基本信息.csv").write_text("项目,内容\n单位名称,甲局\n年度,2025\n", encoding="utf-8")
    (tmp_path / "说明.docx").write_bytes(b"x")
    result = run("check", tmp_path, "--format", "json")
    told = {found["code"]: found["file"] for found in json.loads(result.stdout)}
    assert told["V01"] == str(tmp_path)
    assert "B03" not in told


def test_a_folder_with_nothing_to_check_is_told_as_before(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path, "--format", "json")
    assert [found["code"] for found in json.loads(result.stdout)] == ["R27"]
    assert result.exit_code == 1
