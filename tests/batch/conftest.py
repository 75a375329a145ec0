"""Districts of small units, a crew without processes, and batches run as people run them."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from conftest import put

from summarize.cli import interruption
from summarize.pipeline.batch.events import BatchRequest, Closed, Ended
from summarize.pipeline.batch.jobs import Job, JobResult, run_job
from summarize.pipeline.batch.running import run_batch
from summarize.pipeline.batch.verifying import verify_batch
from summarize.pipeline.making import Templates

ROOT = Path(__file__).parents[2]
PERIOD = "上半年"


def unit_sheets(name: str, short: str = "", year: str = "2025", text: str = "办班3期。") -> dict[str, list[list[Any]]]:
    """Return the sheets of a unit that has little to tell."""
    facts = [["项目", "内容"], ["单位名称", name], ["年度", year], ["引言", "今年以来，工作平稳。"]]
    return {
        "基本信息": [*facts, *([["单位简称", short]] if short else [])],
        "工作成效": [
            ["板块", "事项", "内容", "时期"],
            ["培训", "抓好培训", text, "一季度"],
            ["培训", "抓好考核", "考核2次。", "二季度"],
        ],
        "工作计划": [
            ["事项", "内容", "时期"],
            ["继续培训", "再办班2期。", "下半年"],
            ["继续考核", "再考核2次。", "下半年"],
        ],
        "指标": [
            ["指标", "计量单位", "一季度", "二季度", "上年一季度", "上年二季度"],
            ["培训人次", "人次", 30, 40, 20, 30],
        ],
    }


def write_workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                put(sheet.cell(number, column), value)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_csv_folder(folder: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for title, rows in sheets.items():
        lines = (",".join(map(str, row)) for row in rows)
        (folder / f"{title}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


class InlineCrew:
    """Does the jobs one after the other in this process, in an order of its own."""

    size = 1
    in_hand: tuple[str, ...] = ()

    def __init__(self, templates: Templates, order: Callable[[list[Job]], list[Job]] = list) -> None:
        self._templates = templates
        self._order = order
        self.done: list[str] = []

    def run(
        self, jobs: Iterable[Job | None], is_stopping: Callable[[], bool]
    ) -> Generator[JobResult | None, None, None]:
        for job in self._order([job for job in jobs if job is not None]):
            if is_stopping():
                return
            self.done.append(job.source.path)
            yield run_job(job, self._templates)


def snapshot(root: Path) -> dict[str, str]:
    """Return the hashes of all documents under `root`, and of the result of each manifest."""
    found = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*.docx")
    }
    for path in root.glob(".summarize/*.batch.json"):
        found[path.name] = json.loads(path.read_bytes())["result_sha256"]
    return found


def leftovers(root: Path) -> list[str]:
    """Return what a batch that came to its end must not leave."""
    marks = (".tmp", ".journal", ".journal-journal")
    return [str(path) for path in root.rglob("*") if path.name.endswith(marks)]


@dataclass
class District:
    """A folder of inputs in a folder of its own, which is the current one."""

    home: Path
    seconds: float = 0.0
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.home / "报送"

    @property
    def root(self) -> Path:
        return self.home / "outputs"

    def add(self, path: str, name: str, short: str = "", **changes: str) -> Path:
        return write_workbook(self.folder / path, unit_sheets(name, short, **changes))

    def write(self, path: str, sheets: dict[str, list[list[Any]]]) -> Path:
        return write_workbook(self.folder / path, sheets)

    def fill(self, count: int) -> None:
        """Add `count` units, one of eight a folder of .csv."""
        for number in range(count):
            name, short = f"青石县第{number}办公室", f"{number}办"
            if number % 8 == 5:
                write_csv_folder(self.folder / "表" / f"单位{number}", unit_sheets(name, short))
            else:
                self.add(f"单位{number}.xlsx", name, short)

    def run(
        self,
        *,
        crew: Callable[..., Any] | None = None,
        is_verifying: bool = False,
        is_stopping: Callable[[], bool] = lambda: False,
        **options: Any,
    ) -> Outcome:
        """Run the batch in this process and return what it told."""
        request = BatchRequest(folder=self.folder, period=options.pop("period", PERIOD), **options)
        run = verify_batch if is_verifying else run_batch
        make_crew = crew or (lambda _, templates: InlineCrew(templates))
        ended: list[Ended] = []
        closed = findings = None
        for event in run(request, make_crew=make_crew, is_stopping=is_stopping):
            if isinstance(event, Ended):
                ended.append(event)
            elif isinstance(event, Closed):
                closed, findings = event, list(event.findings())
        assert closed is not None and findings is not None
        return Outcome(closed, findings, ended)

    def documents(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*.docx"))

    def manifest(self) -> dict[str, Any]:
        (path,) = self.root.glob(".summarize/*.batch.json")
        return json.loads(path.read_bytes())


@dataclass
class Outcome:
    closed: Closed
    findings: list[Any]
    ended: list[Ended]

    def told(self, code: str) -> list[tuple[str, str]]:
        """Return file and message of the findings of a rule."""
        return [(Path(found.place.file).name, found.message) for found in self.findings if found.rule.code == code]

    @property
    def redone(self) -> list[str]:
        return sorted(event.entry.path for event in self.ended if not event.is_skipped)


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> District:
    home = tmp_path / "区"
    (home / "报送").mkdir(parents=True)
    monkeypatch.chdir(home)
    return District(home)


@pytest.fixture
def crew_of() -> Callable[[int], Callable[..., Any]]:
    """Make a crew that does the jobs in an order drawn with a seed."""
    return lambda seed: lambda _, templates: InlineCrew(templates, shuffled(seed))


@pytest.fixture
def csv_folder() -> Callable[[Path, str], Path]:
    return lambda folder, name: write_csv_folder(folder, unit_sheets(name))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program: its hash is in the manifest, and whoever edits it meanwhile would change that."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(ROOT / "summarize", copy / "summarize", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", copy / "templates", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@dataclass
class Runner:
    """Runs `summarize batch` as a process; its temporary files go to a folder that is looked at."""

    program: Path
    home: Path
    before: Path | None = None
    """A folder whose sitecustomize.py is run before all else."""

    @property
    def scratch(self) -> Path:
        return self.home.parent / "scratch"

    def start(self, *arguments: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        self.scratch.mkdir(exist_ok=True)
        path = os.pathsep.join(str(folder) for folder in (self.before, self.program) if folder)
        environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(self.scratch)}
        return subprocess.Popen(
            [sys.executable, "-m", "summarize", "batch", *arguments],
            cwd=cwd or self.home,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self, *arguments: str, cwd: Path | None = None) -> tuple[int, str, str]:
        process = self.start(*arguments, cwd=cwd)
        out, err = process.communicate(timeout=120)
        return process.returncode, out.decode(), err.decode()


@pytest.fixture
def runner(program: Path, district: District) -> Iterator[Runner]:
    """Run batches that hear signals: a command that came to its end in this process lets it hear none any more."""
    before = {number: signal.getsignal(number) for number in interruption.numbers()}
    for number in before:
        signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
    yield Runner(program, district.home)
    for number, handler in before.items():
        signal.signal(number, handler)


def children(pid: int) -> list[int]:
    """Return the worker processes of a batch."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line]


def shuffled(seed: int) -> Callable[[list[Job]], list[Job]]:
    def order(jobs: Sequence[Job]) -> list[Job]:
        return random.Random(seed).sample(list(jobs), len(jobs))

    return order


def temporary(scratch: Path) -> list[str]:
    """Return what is left of temporary files."""
    return [path.name for path in scratch.iterdir()] if scratch.exists() else []


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    """Return what the tests of processes need of this module."""
    return SimpleNamespace(
        District=District,
        Runner=Runner,
        snapshot=snapshot,
        leftovers=leftovers,
        temporary=temporary,
        children=children,
    )
