"""The crew of this machine: workers that die, stand still or cannot start, and whoever stops in the meantime."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from summarize.errors import MachineError
from summarize.pipeline.batch import crew as crews
from summarize.pipeline.batch import jobs as jobs_module
from summarize.pipeline.batch import workers
from summarize.pipeline.batch.jobs import Job, JobResult, Source
from summarize.pipeline.batch.workers import LocalCrew
from summarize.pipeline.making import Templates, Wanted

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX has it")

SITE = """
import os, pathlib, signal, sys, time
if '--multiprocessing-fork' in sys.argv:
    home = pathlib.Path({home!r})
    def pop(name):
        path = home / name
        if not path.exists():
            return ''
        with open(path) as file:
            left = file.read()
        with open(path, 'w') as file:
            file.write(left[1:])
        return left[:1]
    if pop('starts') == 'x':
        os._exit(7)
    real = pathlib.Path.open
    def opening(self, *args, **options):
        mode = args[0] if args else options.get('mode', 'r')
        if self.suffix == '.xlsx' and 'r' in mode:
            match pop(self.name):
                case 'k': os.kill(os.getpid(), signal.SIGKILL)
                case 's': os.kill(os.getpid(), signal.SIGSTOP)
                case 'w': time.sleep(1)
        return real(self, *args, **options)
    pathlib.Path.open = opening
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which a file says what happens to the workers that open the workbook of its name.

    One letter a worker: k it is killed, s it stands still, w it waits; of `starts` x: it does not start.
    """
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITE.format(home=str(tmp_path)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{Path(__file__).parents[2]}")
    return tmp_path


@pytest.fixture
def jobs(district: Any) -> Callable[..., list[Job]]:
    def make(*names: str) -> list[Job]:
        found = []
        for name in names:
            path = district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局")
            found.append(Job(Source(path.name, ((path.name, path.read_bytes()),)), Wanted(period="上半年")))
        return found

    return make


def results(crew: LocalCrew, jobs: list[Job], is_stopping: Callable[[], bool] = lambda: False) -> Iterator[JobResult]:
    return (result for result in crew.run(jobs, is_stopping) if result is not None)


def told(result: JobResult) -> list[str]:
    return [finding.message for finding in result.findings]


def test_a_job_whose_workers_die_twice_is_done_by_the_third(home: Path, jobs: Any) -> None:
    (home / "甲.xlsx").write_text("kk")
    done = {result.path: result for result in results(LocalCrew(1, Templates()), jobs("甲", "乙"))}
    assert sorted(done) == ["乙.xlsx", "甲.xlsx"]
    assert all(result.units[0].document for result in done.values())


def test_what_happened_to_a_job_is_forgotten_when_it_is_done(home: Path, jobs: Any) -> None:
    crew = LocalCrew(1, Templates())
    for _ in range(2):
        (home / "甲.xlsx").write_text("kk")
        (result,) = results(crew, jobs("甲"))
        assert result.units[0].document is not None


def test_that_a_job_took_too_long_is_forgotten_when_it_is_done(jobs: Any) -> None:
    (job,) = jobs("甲")
    crew = LocalCrew(1, Templates())
    late = SimpleNamespace(process=None, is_ready=True, is_overdue=True, jobs=deque([job]), end=lambda: None)
    prompt = SimpleNamespace(take=lambda message: message)
    for _ in range(2):
        crew._workers = [late]  # type: ignore[list-item]
        assert list(crew._bury(late)) == []  # type: ignore[arg-type]
        crew._told.put((prompt, JobResult(job.source.path, "0")))  # type: ignore[arg-type]
        crew._workers = []
        assert [result.path for result in crew._collect() if result] == ["甲.xlsx"]


def test_a_worker_that_starts_lets_those_be_forgotten_that_did_not(home: Path, jobs: Any) -> None:
    (home / "starts").write_text("xx.xx.")
    (home / "甲.xlsx").write_text("k")
    (result,) = results(LocalCrew(1, Templates()), jobs("甲"))
    assert result.units[0].document is not None


def test_three_that_do_not_start_one_after_the_other_are_told(home: Path, jobs: Any) -> None:
    (home / "starts").write_text("xxx")
    with pytest.raises(MachineError, match=r"^工作进程接连 3 次还没有开始工作就退出了$"):
        list(results(LocalCrew(1, Templates()), jobs("甲")))


def test_one_that_stands_still_is_ended_and_its_job_tried_once_more(
    home: Path, jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_MINUTES_LIMIT", 5 / 60)
    (home / "甲.xlsx").write_text("s")
    (home / "乙.xlsx").write_text("ss")
    done = {result.path: result for result in results(LocalCrew(1, Templates()), jobs("甲", "乙", "丙"))}
    assert done["甲.xlsx"].units[0].document is not None and done["丙.xlsx"].units[0].document is not None
    (message,) = told(done["乙.xlsx"])
    assert message.startswith("处理“乙.xlsx”的进程 2 次超过 ") and message.endswith(" 分钟没有做完，没有报告")
    assert (done["乙.xlsx"].findings[0].rule.code, done["乙.xlsx"].exit_status) == ("B08", 1)


def test_the_limit_is_told_in_minutes() -> None:
    assert workers._MINUTES_LIMIT == 10


def test_whoever_stops_is_heard_while_a_worker_takes_nothing(home: Path, jobs: Any) -> None:
    (home / "甲.xlsx").write_text("s")
    large = jobs("甲", "乙")
    source = large[1].source
    large[1] = Job(Source(source.path, ((source.path, bytes(8 << 20)),)), Wanted(period="上半年"))
    asked: list[float] = []
    crew = LocalCrew(1, Templates())
    run = crew.run(large, lambda: bool(asked.append(time.monotonic())))
    until = time.monotonic() + 30
    while time.monotonic() < until and not _is_standing(crew):
        assert next(run) is None
    before = len(asked)
    for _ in range(3):
        assert next(run) is None
    assert len(asked) > before
    run.close()
    assert crew.process_ids == ()


def _is_standing(crew: LocalCrew) -> bool:
    return any(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T" for pid in crew.process_ids)


def test_a_signal_to_all_processes_kills_no_worker_and_what_is_in_hand_is_done(home: Path, jobs: Any) -> None:
    (home / "甲.xlsx").write_text("w")
    (home / "starts").write_text("...")
    seen: set[int] = set()
    stopped = threading.Event()
    crew = LocalCrew(1, Templates())
    done = []
    for result in crew.run(jobs("甲", "乙", "丙"), stopped.is_set):
        seen.update(crew.process_ids)
        if result is not None:
            done.append(result.path)
        # From its first moment: one that starts is not to be reached before it ignores them.
        for pid in crew.process_ids:
            os.kill(pid, signal.SIGINT)
            os.kill(pid, signal.SIGTERM)
        if not (home / "甲.xlsx").read_text():
            stopped.set()
    assert len(seen) == 1
    assert done == ["甲.xlsx", "乙.xlsx"]


def test_nobody_waits_on_the_pipes_of_all_workers_at_once(
    home: Path, jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows waits on no more than 63 things at once: 32 workers with two pipes each would be too many."""
    real = connection.wait

    def wait(things: Any, timeout: float | None = None) -> Any:
        assert len(things) <= 2
        return real(things, timeout)

    monkeypatch.setattr(connection, "wait", wait)
    assert len(list(results(LocalCrew(3, Templates()), jobs("甲", "乙", "丙")))) == 3


def test_one_that_is_given_up_is_told_by_what_became_of_those_who_tried(jobs: Any) -> None:
    (job,) = jobs("甲")
    result = crews.given_up(job, "进程 3 次被系统结束")
    assert told(result) == ["处理“甲.xlsx”的进程 3 次被系统结束，没有报告"]
    assert (result.path, result.sha256, result.units) == ("甲.xlsx", job.source.sha256, ())


def test_a_temporary_disk_that_is_full_is_the_machines_fault_and_that_inputs_alone(
    district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.add("甲.xlsx", "青石县甲局")
    district.add("乙.xlsx", "青石县乙局")
    real = Path.write_bytes

    def write(self: Path, data: bytes) -> int:
        if self.name == "甲.xlsx":
            raise OSError(28, "no space")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    outcome = district.run()
    assert outcome.closed.exit_status == 3
    assert district.manifest()["result"]["inputs"][1]["outcome"] == "unwritten"
    (message,) = [text for file, text in outcome.told("W13") if file == "甲.xlsx"]
    assert message.startswith("无法写入“") and message.endswith("甲.xlsx”：磁盘空间不足。")


def test_figures_too_large_for_a_sum_cost_no_report(district: Any) -> None:
    path = district.add("甲.xlsx", "青石县甲局")
    district.add("乙.xlsx", "青石县乙局")
    book = openpyxl.load_workbook(path)
    for cell in ("C2", "D2"):
        book["指标"][cell] = 1e308
    book.save(path)
    assert district.run().closed.outcomes == {"done": 2}
    numbers = [entry["units"][0]["figures"][0]["number"] for entry in district.manifest()["result"]["inputs"]]
    assert numbers == [70.0, None]


def test_a_defect_after_the_document_is_that_units_alone(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    district.add("甲.xlsx", "青石县甲局")
    real = jobs_module._figures

    def fail(records: Any, period: Any) -> Any:
        raise ArithmeticError
        yield real

    monkeypatch.setattr(jobs_module, "_figures", fail)
    outcome = district.run()
    assert outcome.told("B09") == [("甲.xlsx", "处理“甲.xlsx”（青石县甲局）时程序自身出了故障，没有报告")]
