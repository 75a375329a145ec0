"""The same batch on a real dask cluster of this machine: a scheduler and worker processes, some of them killed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60


@dataclass
class Cluster:
    """A scheduler and its workers, each a process of its own that runs the program in `program`."""

    program: Path
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start(self, workers: int) -> None:
        file = self.folder / "scheduler.json"
        self._launch("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        end = time.monotonic() + PATIENCE
        while not self.address and time.monotonic() < end:
            time.sleep(0.1)
            with suppress(OSError, ValueError):  # it is there before it is whole
                self.address = json.loads(file.read_text())["address"]
        for _ in range(workers):
            self.add_worker()

    def add_worker(self, program: Path | None = None, site: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a worker; a module `sitecustomize` in `site` is run before all else."""
        return self._launch("dask_worker", self.address, "--no-nanny", "--nthreads", "1", program=program, site=site)

    def _launch(
        self, name: str, *arguments: str, program: Path | None = None, site: Path | None = None
    ) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(str(folder) for folder in (site, program or self.program) if folder)
        environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(self.folder)}
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *arguments, "--no-dashboard"],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@contextmanager
def running_cluster(program: Path, folder: Path, workers: int) -> Iterator[Cluster]:
    folder.mkdir()
    cluster = Cluster(program, folder)
    try:
        cluster.start(workers)
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def cluster(program: Path, tmp_path: Path) -> Iterator[Cluster]:
    with running_cluster(program, tmp_path / "集群", 2) as found:
        yield found


@pytest.fixture
def slow_cluster(program: Path, tmp_path: Path) -> Iterator[Cluster]:
    """Run a cluster whose workers take a while for a job: what happens to it happens before the batch is done."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import pathlib, time\n"
        "real = pathlib.Path.write_bytes\n"
        "def writing(self, *args):\n"
        "    time.sleep(0.1)\n"
        "    return real(self, *args)\n"
        "pathlib.Path.write_bytes = writing\n",
        encoding="utf-8",
    )
    with running_cluster(program, tmp_path / "集群", 0) as found:
        for _ in range(2):
            found.add_worker(site=site)
        yield found


def snapshot(root: Path) -> list[tuple[str, str]]:
    """Return names and hashes of the documents, and the hash of the manifest's result."""
    found = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in root.glob("*.docx")]
    results = [("manifest", json.loads(path.read_bytes())["result_sha256"]) for path in root.rglob("*.batch.json")]
    return sorted([*found, *results])


def codes(out: str) -> list[str]:
    return [finding["code"] for finding in json.loads(out)]


def test_a_cluster_gives_what_this_machine_gives(district: Any, runner: Any, cluster: Cluster) -> None:
    district.fill(10)
    assert runner.run("报送", "--period", "上半年", "--output", "本机")[0] == 0
    status, out, err = runner.run("报送", "--period", "上半年", "--output", "集群上", "--cluster", cluster.address)
    assert status == 0, out + err
    alone = snapshot(district.home / "本机")
    assert len(alone) == 11
    assert snapshot(district.home / "集群上") == alone
    status, out, err = runner.run(
        "报送", "--period", "上半年", "--output", "集群上", "--cluster", cluster.address, "--verify"
    )
    assert status == 0, out + err


def test_the_jobs_of_a_killed_worker_are_done_by_the_other(district: Any, runner: Any, slow_cluster: Cluster) -> None:
    district.fill(40)
    process = runner.start("报送", "--period", "上半年", "--output", "交付", "--cluster", slow_cluster.address)
    end = time.monotonic() + PATIENCE
    while not list(district.home.glob("交付/*.docx")) and time.monotonic() < end:
        time.sleep(0.002)
    process.send_signal(signal.SIGSTOP)  # so that it does not come to its end meanwhile
    done = len(list(district.home.glob("交付/*.docx")))
    slow_cluster.processes[1].send_signal(signal.SIGKILL)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=PATIENCE * 2)
    assert process.returncode == 0, out + err
    assert 0 < done < 40
    assert len(list(district.home.glob("交付/*.docx"))) == 40
    runner.run("报送", "--period", "上半年", "--output", "本机")
    assert snapshot(district.home / "交付") == snapshot(district.home / "本机")


def test_an_input_with_errors_stops_no_other_on_a_cluster(district: Any, runner: Any, cluster: Cluster) -> None:
    district.fill(3)
    (district.folder / "坏.xlsx").write_bytes(b"not a workbook")
    arguments = ("报送", "--period", "上半年", "--cluster", cluster.address, "--format", "json")
    status, out, _ = runner.run(*arguments)
    assert status == 1
    assert len(district.documents()) == 3
    assert [Path(finding["file"]).name for finding in json.loads(out) if finding["severity"] == "error"] == ["坏.xlsx"]


def test_workers_with_another_program_are_refused(
    district: Any, runner: Any, cluster: Cluster, program: Path, tmp_path: Path
) -> None:
    district.fill(1)
    other = tmp_path / "另一版"
    shutil.copytree(program, other)
    module = other / "summarize" / "standard.py"
    module.write_text(module.read_text() + "\n")
    cluster.processes[-1].kill()
    cluster.add_worker(other)
    status, out, _ = wait_for(
        lambda: runner.run("报送", "--period", "上半年", "--cluster", cluster.address, "--format", "json"),
        until=lambda result: result[0] == 3,
    )
    assert (status, codes(out)) == (3, ["B42"])
    assert "tcp://127.0.0.1" in json.loads(out)[0]["message"]


def wait_for(action: Callable[[], Any], until: Callable[[Any], bool]) -> Any:
    """Repeat `action` until its result is as wanted: a worker takes a while to join or to be missed."""
    end = time.monotonic() + PATIENCE
    result = action()
    while not until(result) and time.monotonic() < end:
        result = action()
    return result


def test_nobody_at_the_address_is_told(district: Any, runner: Any) -> None:
    district.fill(1)
    arguments = ("报送", "--period", "上半年", "--cluster", "127.0.0.1:9", "--format", "json")
    status, out, _ = runner.run(*arguments)
    assert (status, codes(out)) == (3, ["B41"])
    assert district.documents() == []


@pytest.mark.parametrize("address", ["abc", "127.0.0.1", "http://甲:1", "tcp://", ":::", "甲 乙:1", "ucx://甲:1"])
def test_what_is_no_address_is_told_at_once(district: Any, runner: Any, address: str) -> None:
    district.fill(1)
    status, out, err = runner.run("报送", "--period", "上半年", "--cluster", address, "--format", "json")
    assert (status, codes(out)) == (3, ["B41"])
    assert json.loads(out)[0]["message"] == f"--cluster：“{address}”不是调度机的地址"
    assert "Traceback" not in err


def test_a_cluster_without_workers_is_told(district: Any, runner: Any, program: Path, tmp_path: Path) -> None:
    district.fill(1)
    with running_cluster(program, tmp_path / "空集群", 0) as empty:
        status, out, _ = runner.run("报送", "--period", "上半年", "--cluster", empty.address, "--format", "json")
    assert (status, codes(out)) == (3, ["B41"])
    assert "没有工作机" in json.loads(out)[0]["message"]


def test_a_lost_scheduler_is_told_and_the_next_run_goes_on(district: Any, runner: Any, slow_cluster: Cluster) -> None:
    district.fill(40)
    arguments = ("报送", "--period", "上半年", "--output", "交付", "--format", "json")
    process = runner.start(*arguments, "--cluster", slow_cluster.address)
    end = time.monotonic() + PATIENCE
    while not list(district.home.glob("交付/*.docx")) and time.monotonic() < end:
        time.sleep(0.02)
    slow_cluster.processes[0].send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=PATIENCE * 2)
    assert (process.returncode, codes(out.decode())) == (3, ["B43"])
    done = len(list(district.home.glob("交付/*.docx")))
    assert 0 < done < 40
    status, _, _ = runner.run(*arguments)
    assert status == 0
    assert len(list(district.home.glob("交付/*.docx"))) == 40
