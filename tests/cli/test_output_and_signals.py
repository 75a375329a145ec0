"""What the command does when nobody reads its output, or when it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MakeWorkbook

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
COMMAND = f"{sys.executable} -m summarize"
LOST = (
    "屏幕输出写不出去：它被转到了一个文件，而那里写不进内容（多半是磁盘满了）。\n"
    "命令本身可能已经做完，请先看要写的文件在不在，再清理磁盘重试。\n"
)


def shell(line: str, folder: Path) -> tuple[list[int], str]:
    """Return the statuses of a pipe's commands, and what they wrote to stderr."""
    script = f"{line}; echo ${{PIPESTATUS[@]}} > status"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=folder, check=False, env=environment)
    return [int(word) for word in (folder / "status").read_text().split()], done.stderr.decode()


@pytest.fixture
def faulty(workbook: MakeWorkbook) -> str:
    return str(workbook({"工作成效": [["事项", "内容", "时期"], *([f"事{n}", "甲。", "十三月"] for n in range(2000))]}))


@posix
@pytest.mark.parametrize(
    ("arguments", "status"), [("--help", 0), ("--version", 0), ("template list", 0), ("init 新", 0), ("xyz", 2)]
)
def test_a_reader_that_has_gone_changes_no_status(tmp_path: Path, arguments: str, status: int) -> None:
    statuses, err = shell(f"{COMMAND} {arguments} | true", tmp_path)
    assert statuses == [status, 0]
    assert "Traceback" not in err and "Exception" not in err


@posix
def test_a_reader_that_has_gone_leaves_the_status_of_errors(tmp_path: Path, faulty: str) -> None:
    for options in ("--verbose", "--format json"):
        assert shell(f"{COMMAND} check {faulty} {options} | true", tmp_path) == ([1, 0], "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
class TestFullDisk:
    """Stdout, or stdout and stderr, on a disk that is full."""

    @pytest.mark.parametrize("arguments", ["--help", "--version", "template list", "check {} --format json"])
    def test_output_that_cannot_be_written_is_status_3(self, tmp_path: Path, faulty: str, arguments: str) -> None:
        assert shell(f"{COMMAND} {arguments.format(faulty)} > /dev/full", tmp_path) == ([3], LOST)

    def test_init_has_done_its_work_and_says_what_it_can(self, tmp_path: Path) -> None:
        statuses, err = shell(f"{COMMAND} init 新 > /dev/full", tmp_path)
        assert (statuses, err) == ([3], LOST)

    def test_where_nothing_can_be_said_the_status_still_tells(self, tmp_path: Path, faulty: str) -> None:
        assert shell(f"{COMMAND} template list > /dev/full 2> /dev/full", tmp_path) == ([3], "")
        assert shell(f"{COMMAND} xyz 2> /dev/full", tmp_path) == ([2], "")
        assert shell(f"{COMMAND} generate {faulty} 2> /dev/full", tmp_path) == ([1], "")

    def test_closed_streams_are_no_defect(self, tmp_path: Path, faulty: str) -> None:
        assert shell(f"{COMMAND} check {faulty} --format json >&-", tmp_path) == ([1], "")


def heed_all_signals() -> None:
    """Undo what the machine that runs the tests may ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@posix
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize("module", ["click", "summarize.pipeline", "python_calamine"])
def test_a_signal_ends_the_program_without_a_traceback_wherever_it_comes(
    tmp_path: Path, faulty: str, name: str, status: int, module: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        f"            os.kill(os.getpid(), signal.{name})\n"
        "sys.meta_path.insert(0, Finder())\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "summarize", "generate", faulty],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"},
        preexec_fn=heed_all_signals,
    )
    assert (done.returncode, done.stderr.decode().strip()) == (status, "已中断。")
    assert not (tmp_path / "outputs").exists()


@posix
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from summarize.cli import interruption; "
        "interruption.listen(); print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert done.stdout == "True\n"


@posix
def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    name = "长" * 100
    assert shell(f"{COMMAND} init {name}", tmp_path)[0] == [3]
    statuses, err = shell(f"{COMMAND} check {name}.xlsx", tmp_path)
    assert (statuses, err) == ([1], "")
