"""Files that are no files: links in a circle, pipes, names too long; every command tells them and goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as Unix has them")
TOO_LONG = "长" * 100 + ".xlsx"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("环.xlsx").symlink_to("环.xlsx")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("环.xlsx", "“环.xlsx”是一个链接，而链接绕成了圈，没有文件。改法：请给出文件本身的路径。"),
        (TOO_LONG, "文件名或路径过长，系统不接受这样的名称。"),
    ],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--annotate", "退回"),
        ("merge", "--output", "汇总"),
        ("next", "--period", "上半年", "--output", "下期"),
    ],
)
def test_a_name_without_a_file_is_told_by_every_command(
    here: Path, run: Run, arguments: tuple[str, ...], name: str, message: str
) -> None:
    result = run(arguments[0], name, *arguments[1:])
    assert result.exit_code == 1
    assert message in result.output
    assert [path.name for path in here.iterdir()] == ["环.xlsx"]


def test_one_name_without_a_file_keeps_no_other_workbook_from_its_slip(here: Path, run: Run, workbook: Any) -> None:
    workbook({"工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", None]]}, name="甲.xlsx")
    result = run("check", "甲.xlsx", "环.xlsx", TOO_LONG, "--annotate", "退回")
    assert result.exit_code == 1
    assert sorted(path.name for path in Path("退回").iterdir()) == [
        "甲.xlsx",
        "甲退回意见.docx",
        "甲退回意见.txt",
    ]


def test_a_folder_that_is_a_circle_of_links_cannot_be_returned_into(here: Path, run: Run, workbook: Any) -> None:
    workbook({"工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", None]]}, name="甲.xlsx")
    result = run("check", "甲.xlsx", "--annotate", "环.xlsx")
    assert result.exit_code == 3
    assert "错误 W12 环.xlsx/甲.xlsx：无法写入" in result.output


def test_import_does_not_wait_for_a_pipe(here: Path, run: Run) -> None:
    os.mkfifo("管.docx")
    # Held open at both ends a pipe gives nothing, but opening it waits for nobody: a defect fails instead of hanging.
    both_ends = os.open("管.docx", os.O_RDWR | os.O_NONBLOCK)
    os.write(both_ends, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    try:
        result = run("import", "管.docx", "--output", "册")
    finally:
        os.close(both_ends)
    assert result.exit_code == 1
    assert "“管.docx”不是普通文件，而是管道、设备一类的东西。" in result.output


@pytest.mark.parametrize("name", [TOO_LONG.replace(".xlsx", ".docx"), "环.xlsx"])
def test_import_tells_of_a_name_without_a_file(here: Path, run: Run, name: str) -> None:
    result = run("import", name, "--output", "册")
    assert result.exit_code == 1
    assert "错误 R01 " in result.output
