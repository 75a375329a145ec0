"""Files that are no files: links in a circle, pipes, names too long; every command tells them and goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typed_papers import title, type_paper

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
    workbook({"工作成效": [["时期", "事项", "内容"], ["上半月", "抓培训", "办班。"]]}, name="甲.xlsx")
    result = run("check", "甲.xlsx", "环.xlsx", TOO_LONG, "--annotate", "退回")
    assert result.exit_code == 1
    assert sorted(path.name for path in Path("退回").iterdir()) == [
        "甲.xlsx",
        "甲退回意见.docx",
        "甲退回意见.txt",
    ]


def test_a_folder_that_is_a_circle_of_links_cannot_be_returned_into(here: Path, run: Run, workbook: Any) -> None:
    workbook({"工作成效": [["时期", "事项", "内容"], ["上半月", "抓培训", "办班。"]]}, name="甲.xlsx")
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


@pytest.fixture
def sound(here: Path, workbook: Any) -> str:
    workbook(
        {
            "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
            "工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]],
        },
        name="好.xlsx",
    )
    return "好.xlsx"


@pytest.mark.parametrize("place", [".", "..", "/", "templates"])
@pytest.mark.parametrize("arguments", [("merge",), ("next", "--period", "上半年"), ("import",)])
def test_a_workbook_is_not_written_in_place_of_a_folder(
    sound: str, run: Run, arguments: tuple[str, ...], place: str
) -> None:
    Path("templates").mkdir()
    before = set(Path().parent.resolve().rglob("*"))
    result = run(arguments[0], sound, *arguments[1:], "--output", place)
    assert (result.exit_code, set(Path().resolve().rglob("*"))) == (2, before)
    assert f"--output：“{Path(place)}”是一个文件夹，要写的是一个文件" in result.output


def test_a_folder_name_that_is_too_long_is_told(sound: str, run: Run) -> None:
    result = run("generate", sound, "--output", "长" * 100 + "/")
    assert result.exit_code == 3
    assert "文件名或路径过长，或含有系统不允许的字符" in result.output


def test_what_may_not_be_read_is_told_in_chinese_and_stops_no_other_file(
    sound: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "锁.xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return open_path(path, *arguments, **options)

    open_path = Path.open
    Path("锁.xlsx").write_bytes(Path(sound).read_bytes())
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "锁.xlsx")
    result = run("check", "锁.xlsx", sound)
    assert result.exit_code == 1
    assert "没有读取“锁.xlsx”的权限，或它正被其他程序独占" in result.output
    assert "共核对 2 个工作簿，1 个有错误。" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--annotate", "退"),
        ("generate", "--output", "\x1b]0;出\n/"),
        ("merge", "--output", "\x1b]0;合\n"),
        ("next", "--period", "上半年", "--output", "\x1b]0;续\n"),
    ],
)
def test_the_name_of_a_file_neither_breaks_a_line_nor_drives_the_terminal(
    sound: str, run: Run, arguments: tuple[str, ...]
) -> None:
    name = "\x1b]0;坏\n.xlsx"
    Path(sound).rename(name)
    result = run(arguments[0], name, *arguments[1:])
    assert result.exit_code == 0
    assert "␛]0;" in result.output
    assert "\x1b" not in result.output
    assert not [line for line in result.output.splitlines() if line.startswith((".xlsx", "/", "："))]


def test_import_and_init_say_names_on_one_line(here: Path, run: Run) -> None:
    type_paper(
        Path("\x1b]0;稿\n.docx"), [title("云岭区统计局2025年上半年工作总结"), "一、普查", "清查到位。清查860家。"]
    )
    for arguments in (("import", "\x1b]0;稿\n.docx", "--output", "\x1b]0;册\n"), ("init", "\x1b]0;新\n")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "␛]0;" in result.output
        assert "\x1b" not in result.output
        assert not [line for line in result.output.splitlines() if line.startswith((".xlsx", ".docx", "/"))]


def test_generate_waits_for_no_pipe_that_stands_where_it_writes(sound: str, here: Path) -> None:
    os.mkfifo("管.docx")
    command = [sys.executable, "-m", "summarize", "generate", sound, "--output", "管.docx"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, check=False, capture_output=True, cwd=here, env=environment, timeout=120)
    assert done.returncode == 0
    assert Path("管.docx").is_file()


def test_a_folder_where_the_backup_would_go_is_passed_over(sound: str, run: Run) -> None:
    Path("稿.docx").write_bytes(b"mine")
    Path("稿（改动备份）.docx").mkdir()
    result = run("generate", sound, "--output", "稿.docx")
    assert result.exit_code == 0
    assert "（原来的同名文件有改动，另存为 稿（改动备份）2.docx）" in result.output
    assert Path("稿（改动备份）2.docx").read_bytes() == b"mine"
