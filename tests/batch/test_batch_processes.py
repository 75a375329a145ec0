"""Batches as processes: however many work, whoever is killed and whenever, the end is the same.

`SUMMARIZE_KILLS` says how many random moments are tried of each kind (2), `SUMMARIZE_SEED` which ones.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX has it")
KILLS = int(os.environ.get("SUMMARIZE_KILLS", "2"))
SEED = int(os.environ.get("SUMMARIZE_SEED", "1"))
UNITS = 8
ARGUMENTS = ("报送", "--period", "上半年", "--workers", "2")
TITLE = "2025年上半年工作总结和下半年工作计划.docx"


@pytest.fixture(scope="module")
def undisturbed(program: Path, tmp_path_factory: pytest.TempPathFactory, tools: Any) -> Any:
    """Return a district that was done without trouble, and how long that took."""
    home = tmp_path_factory.mktemp("undisturbed") / "区"
    (home / "报送").mkdir(parents=True)
    district = tools.District(home)
    district.fill(UNITS)
    district.add("坏.xlsx", "青石县坏局", text="走访{走访户数}户。")
    for name in ("一", "二"):
        district.add(f"同{name}.xlsx", f"{name}区民政局", "民政局")
        district.add(f"重{name}.xlsx", "青石县重局", "重局")
    started = time.monotonic()
    status, out, err = tools.Runner(program, home).run(*ARGUMENTS)
    assert status == 1, err
    assert "已生成" in out
    district.seconds = time.monotonic() - started
    district.expected = tools.snapshot(district.root)
    return district


@pytest.fixture
def copied(undisturbed: Any, district: Any) -> Any:
    """Return a district with the same inputs, not yet done."""
    shutil.rmtree(district.folder)
    shutil.copytree(undisturbed.folder, district.folder)
    return district


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.002)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def at_leisure(runner: Any, tmp_path: Path) -> None:
    """Let every job take a while: a batch of a few quick ones may end before anything happens to it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import pathlib, sys, time\n"
        "if '--multiprocessing-fork' in sys.argv:\n"
        "    real = pathlib.Path.write_bytes\n"
        "    def writing(self, *args):\n"
        "        time.sleep(0.2)\n"
        "        return real(self, *args)\n"
        "    pathlib.Path.write_bytes = writing\n",
        encoding="utf-8",
    )
    runner.before = tmp_path / "site"


@pytest.mark.parametrize("workers", [1, 4])
def test_any_number_of_workers_gives_the_same(
    undisturbed: Any, copied: Any, runner: Any, tools: Any, workers: int
) -> None:
    runner.run("报送", "--period", "上半年", "--workers", str(workers))
    assert tools.snapshot(copied.root) == undisturbed.expected


def test_any_order_gives_the_same(undisturbed: Any, copied: Any, runner: Any, tools: Any, crew_of: Any) -> None:
    """By the same program: what is done in this process has another hash of the program only if somebody edits it."""
    copied.run(crew=crew_of(SEED))
    assert copied.manifest()["result"]["inputs"] == undisturbed.manifest()["result"]["inputs"]
    again = tools.snapshot(copied.root)
    documents = {name for name in undisturbed.expected if name.endswith(".docx")}
    assert {name: again[name] for name in documents} == {name: undisturbed.expected[name] for name in documents}
    assert {name for name in again if name.endswith(".docx")} == documents


@posix
class TestKilled:
    @pytest.mark.parametrize("moment", range(KILLS))
    def test_a_killed_batch_is_completed_by_the_next(
        self, undisturbed: Any, copied: Any, runner: Any, tools: Any, moment: int
    ) -> None:
        process = runner.start(*ARGUMENTS)
        time.sleep(random.Random(f"{SEED}/{moment}").uniform(0.0, undisturbed.seconds))
        workers = tools.children(process.pid)
        process.kill()
        process.communicate()
        wait_for(lambda: not any(map(is_alive, workers)))
        assert all(zipfile.ZipFile(document).testzip() is None for document in copied.root.rglob("*.docx"))
        status, _, err = runner.run(*ARGUMENTS)
        assert status == 1, err
        assert tools.snapshot(copied.root) == undisturbed.expected
        assert tools.leftovers(copied.root) == []
        assert tools.temporary(runner.scratch) == []

    @pytest.mark.usefixtures("at_leisure")
    @pytest.mark.parametrize("moment", range(KILLS))
    def test_a_killed_worker_is_replaced(
        self, undisturbed: Any, copied: Any, runner: Any, tools: Any, moment: int
    ) -> None:
        process = runner.start(*ARGUMENTS)
        chance = random.Random(f"{SEED}/worker/{moment}")
        written = chance.randrange(UNITS // 2)
        wait_for(lambda: tools.children(process.pid))
        wait_for(lambda: len(list(copied.root.rglob("*.docx"))) >= written)
        os.kill(process.pid, signal.SIGSTOP)  # so that it does not come to its end meanwhile
        os.kill(chance.choice(tools.children(process.pid)), signal.SIGKILL)
        os.kill(process.pid, signal.SIGCONT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 1, err.decode()
        assert tools.snapshot(copied.root) == undisturbed.expected
        assert tools.leftovers(copied.root) == []
        assert tools.temporary(runner.scratch) == []

    def test_an_input_that_ends_its_worker_three_times_is_given_up(
        self, copied: Any, runner: Any, program: Path, tmp_path: Path
    ) -> None:
        poison(tmp_path, "单位3.xlsx", program, runner)
        status, out, err = runner.run(*ARGUMENTS, "--format", "json")
        assert status == 1, err
        (told,) = [found for found in json.loads(out) if found["code"] == "B08"]
        assert told["file"] == "报送/单位3.xlsx"
        assert told["message"] == "处理“单位3.xlsx”的进程 3 次被系统结束，没有报告"
        outcomes = [unit["outcome"] for entry in copied.manifest()["result"]["inputs"] for unit in entry["units"]]
        assert outcomes.count("done") == UNITS + 1

    def test_workers_that_cannot_start_are_told(self, copied: Any, runner: Any, tmp_path: Path) -> None:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "sitecustomize.py").write_text(
            "import os, sys\nif '--multiprocessing-fork' in sys.argv:\n    os._exit(7)\n"
        )
        runner.before = tmp_path / "site"
        status, _, err = runner.run(*ARGUMENTS)
        assert status == 3
        assert "工作进程接连 3 次还没有开始工作就退出了" in err


@posix
@pytest.mark.usefixtures("at_leisure")
class TestStopped:
    def test_a_signal_finishes_what_is_in_hand_and_tells_how_to_go_on(
        self, undisturbed: Any, copied: Any, runner: Any, tools: Any
    ) -> None:
        process = runner.start(*ARGUMENTS, "--force")
        wait_for(lambda: list(copied.root.rglob("*.docx")))
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to the workers, too
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130, err.decode()
        lines = out.decode().splitlines()
        assert lines[-1] == "接着做：summarize batch 报送 --period 上半年 --workers 2"
        done, left = [int("".join(filter(str.isdigit, part))) for part in lines[-3].split("，")[:2]]
        assert lines[-2] == "总览在 outputs/总览-报送-上半年.xlsx、outputs/总览-报送-上半年.html"
        assert done + left == len(undisturbed.manifest()["result"]["inputs"]) and left > 0
        assert "正在停下：做完手头的（再发一次信号立即停）。" in err.decode()
        assert tools.temporary(runner.scratch) == []
        status, out, err = runner.run(*ARGUMENTS)
        assert status == 1
        assert "上次没有做完，接着做。" in err
        assert tools.snapshot(copied.root) == undisturbed.expected

    def test_a_second_signal_stops_at_once(self, undisturbed: Any, copied: Any, runner: Any, tools: Any) -> None:
        process = runner.start(*ARGUMENTS)
        wait_for(lambda: list(copied.root.rglob("*.docx")))
        workers = tools.children(process.pid)
        os.kill(process.pid, signal.SIGSTOP)  # so that both are there when it looks
        os.kill(process.pid, signal.SIGTERM)
        os.kill(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGCONT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (130, 143)
        assert err.decode().splitlines()[-3:] == [
            "做完的不会丢。接着做：summarize batch 报送 --period 上半年 --workers 2",
            "",
            "已中断。",
        ]
        wait_for(lambda: not any(map(is_alive, workers)))
        assert tools.temporary(runner.scratch) == []
        runner.run(*ARGUMENTS)
        assert tools.snapshot(copied.root) == undisturbed.expected


@posix
def test_nobody_need_listen(undisturbed: Any, copied: Any, runner: Any, tools: Any) -> None:
    shell = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", sys.executable, "-m", "summarize", "batch", *ARGUMENTS]
    environment = {**os.environ, "PYTHONPATH": str(runner.program)}
    done = subprocess.run(shell, cwd=copied.home, env=environment, timeout=60, check=False)
    assert done.returncode == 1
    assert tools.snapshot(copied.root) == undisturbed.expected


@posix
def test_two_batches_at_once_do_each_other_no_harm(undisturbed: Any, copied: Any, runner: Any, tools: Any) -> None:
    first = runner.start(*ARGUMENTS)
    wait_for(lambda: list(copied.root.glob(".summarize/*.journal")))
    os.kill(first.pid, signal.SIGSTOP)  # so that it does not come to its end meanwhile
    status, _, err = runner.run(*ARGUMENTS)
    os.kill(first.pid, signal.SIGCONT)
    other = runner.run(*ARGUMENTS, "--output", "别处")[0]
    _, first_err = first.communicate(timeout=60)
    assert (first.returncode, other) == (1, 1), first_err.decode()
    assert (status, err.splitlines()[0].partition("：")[0]) == (3, "错误 B11 outputs")
    assert tools.snapshot(copied.root) == undisturbed.expected


def test_what_is_shown_tells_who_is_done_and_where_all_is(undisturbed: Any, tools: Any, program: Path) -> None:
    runner = tools.Runner(program, undisturbed.home)
    status, out, err = runner.run(*ARGUMENTS)
    assert status == 1
    assert out.splitlines()[:7] == [
        f"已报 {UNITS + 4} 个（已生成 {UNITS + 2}，有错误 2）。",
        "结果                单位数",
        f"已生成              {UNITS + 2}",
        "有错误，没有生成    1",
        "重复报送，没有生成  1",
        f"本次处理 2 份，其余 {UNITS + 3} 份没有变化，没有重做。",
        "报告在 outputs",
    ]
    assert "错误 V55 工作成效!C2" in err
    status, out, err = runner.run(*ARGUMENTS, "--verify")
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == [f"已写好的 {UNITS + 2} 份与工作簿一致。", "没有报告的单位：有错误的 2 个。"]


def poison(folder: Path, name: str, program: Path, runner: Any) -> None:
    """Let every worker that opens a file of this name be killed."""
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(
        "import os, pathlib, signal, sys\n"
        "if '--multiprocessing-fork' in sys.argv:\n"
        "    real = pathlib.Path.open\n"
        "    def opening(self, *args, **options):\n"
        "        mode = args[0] if args else options.get('mode', 'r')\n"
        f"        if self.name == {name!r} and 'r' in mode:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return real(self, *args, **options)\n"
        "    pathlib.Path.open = opening\n",
        encoding="utf-8",
    )
    runner.before = folder / "site"
