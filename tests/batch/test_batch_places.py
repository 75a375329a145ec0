"""What a batch says of places that it cannot use, and what it leaves nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import MachineError, SummarizeError, UsageError
from summarize.pipeline.batch.jobs import Job, Source, run_job
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.making import Templates, Wanted


def told(error: SummarizeError) -> tuple[str, str, str]:
    (finding,) = error.findings
    return finding.rule.code, finding.message, finding.suggestion


class TestNamesThatNoSystemTakes:
    LONG = "长" * 100

    def test_a_long_folder_of_outputs_is_told(self, district: Any) -> None:
        district.fill(1)
        for is_verifying in (False, True):
            with pytest.raises(SummarizeError) as raised:
                district.run(output=self.LONG, is_verifying=is_verifying)
            assert told(raised.value)[0] == ("B20" if is_verifying else "W14")
        with pytest.raises(UsageError):
            district.run(output=f"{self.LONG}.docx")

    def test_a_long_list_is_told(self, district: Any) -> None:
        district.fill(1)
        with pytest.raises(SummarizeError) as raised:
            district.run(expected=Path(self.LONG))
        assert told(raised.value)[:2] == ("R01", "文件名或路径过长，系统不接受这样的名称。")


class TestNoTemporaryFolder:
    TOLD = (
        "W11",
        "本机没有可以写的临时文件夹",
        "把环境变量 TMPDIR（Windows 为 TEMP）设为一个可以写的文件夹后再试。",
    )

    @pytest.fixture(autouse=True)
    def _nowhere(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        district.fill(1)
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nonexistent/nowhere"])

    def test_a_batch_does_not_begin(self, district: Any) -> None:
        with pytest.raises(MachineError) as raised:
            district.run()
        assert told(raised.value) == self.TOLD
        assert not district.root.exists()

    def test_a_verification_does_not_begin(self, district: Any) -> None:
        with pytest.raises(MachineError) as raised:
            district.run(is_verifying=True)
        assert told(raised.value) == self.TOLD

    def test_a_worker_tells_it_of_the_input(self) -> None:
        result = run_job(Job(Source("甲.xlsx", (("甲.xlsx", b"PK"),)), Wanted(period="上半年")), Templates())
        assert [(found.place.file, found.rule.code) for found in result.findings] == [("甲.xlsx", "W11")]
        assert (result.exit_status, result.defect) == (3, "")


def test_a_job_keeps_its_copy_where_somebody_clears_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def look(path: Path) -> None:
        seen.append(path)
        raise MachineError

    monkeypatch.setattr("summarize.pipeline.batch.jobs.read_workbook", look)
    homes = [tmp_path / "一", tmp_path / "二"]
    for home in homes:
        home.mkdir()
        run_job(Job(Source("甲.xlsx", (("甲.xlsx", b"PK"),)), Wanted()), Templates(), home)
    assert [path.parents[1] for path in seen] == homes
    assert [path.name for path in seen] == ["甲.xlsx", "甲.xlsx"]


def test_a_worker_of_a_cluster_keeps_copies_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from types import SimpleNamespace

    from summarize.pipeline.batch import cluster
    from summarize.pipeline.batch.basis import machine_basis

    seen: list[Path] = []

    def look(path: Path) -> None:
        seen.append(path)
        raise MachineError

    monkeypatch.setattr("summarize.pipeline.batch.jobs.read_workbook", look)
    plugins = {"本次": SimpleNamespace(templates=Templates())}
    worker = SimpleNamespace(plugins=plugins, local_directory=str(tmp_path), address="")
    monkeypatch.setattr(cluster, "get_worker", lambda: worker)
    cluster._do(Job(Source("甲.xlsx", (("甲.xlsx", b"PK"),)), Wanted()), "本次", machine_basis())
    assert [path.parents[1] for path in seen] == [tmp_path]


def test_what_cannot_be_written_is_named_by_its_own_place(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    district.add("甲.xlsx", "甲单位")
    district.add("乙.xlsx", "乙单位", year="看不出")
    (district.root / "2025年上半年" / "甲单位2025年上半年工作总结和下半年工作计划.docx").mkdir(parents=True)
    outcome = district.run()
    files = {(found.rule.code, found.place.file) for found in outcome.findings if found.is_error}
    assert ("W12", "outputs/2025年上半年/甲单位2025年上半年工作总结和下半年工作计划.docx") in files
    assert {file for code, file in files if code != "W12"} == {str(district.folder / "乙.xlsx")}


def test_a_table_in_a_folder_is_named_as_it_is_typed(district: Any, csv_folder: Callable[..., Path]) -> None:
    folder = csv_folder(district.folder / "表", "甲单位")
    (folder / "工作成效.csv").write_bytes(b"\xff\xfe\x00bad")
    outcome = district.run()
    files = {found.place.file for found in outcome.findings if found.is_error}
    assert files and files <= {str(folder), str(folder / "工作成效.csv")}


class TestJournal:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "区.journal"

    def test_a_folder_in_its_place_is_told(self, path: Path) -> None:
        path.mkdir()
        with pytest.raises(MachineError) as raised:
            Journal(path)
        assert told(raised.value)[:2] == ("W12", f"无法写入“{path}”：这个名字已是一个文件夹。")
        assert path.is_dir()

    @pytest.mark.skipif(sys.platform != "linux", reason="asks the system to withhold what root may do")
    def test_a_folder_that_cannot_be_written_is_told(self, path: Path) -> None:
        program = (
            "import sys\n"
            "from pathlib import Path\n"
            "from summarize.errors import MachineError\n"
            "from summarize.pipeline.batch.journal import Journal\n"
            "try:\n"
            "    Journal(Path(sys.argv[1]))\n"
            "except MachineError as error:\n"
            "    print([(one.rule.code, one.message, one.suggestion) for one in error.findings])\n"
        )
        path.parent.chmod(0o555)
        without_rights = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*without_rights, sys.executable, "-c", program, str(path)],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        path.parent.chmod(0o755)
        message = f"无法写入“{path}”：没有权限，或所在的盘只读。"
        assert done.stdout.strip() == str([("W11", message, "请管理员开放写入权限，或用 --output 另选一个文件夹。")])


def test_whoever_cannot_show_the_end_leaves_nothing_to_go_on_with(district: Any, runner: Any, tools: Any) -> None:
    district.fill(2)
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "summarize", "batch", "报送", "--period", "上半年", "--format", "json"],
            cwd=district.home,
            env={**os.environ, "PYTHONPATH": str(runner.program)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.returncode == 3
    assert len(district.documents()) == 2
    assert tools.leftovers(district.root) == []
    status, _, err = runner.run("报送", "--period", "上半年")
    assert (status, "上次没有做完" in err) == (0, False)


def test_an_overview_that_no_folder_keeps_up_any_more_is_taken_away(
    district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = [district.home / name for name in ("一", "二")]
    for home in homes:
        home.mkdir()
    root = district.home / "合"

    def run(home: Path) -> set[str]:
        monkeypatch.chdir(home)
        one = type(district)(home)
        one.fill(1)
        one.run(output=str(root))
        return {path.name for path in root.glob("总览*")}

    first = run(homes[0])
    assert first == {"总览-报送-上半年.xlsx", "总览-报送-上半年.html"}
    second = run(homes[1])
    assert first < second and len(second) == 4
    (root / "总览-报送-上半年.html").write_bytes(b"")
    third = run(homes[0])
    assert len(third) == 4 and not first & third
    (root / "总览-报送-上半年.xlsx").write_text("别人的", encoding="utf-8")
    assert run(homes[0]) == third | {"总览-报送-上半年.xlsx"}


def test_the_folder_itself_is_not_called_by_a_dot(district: Any, runner: Any, csv_folder: Callable[..., Path]) -> None:
    (csv_folder(district.folder, "甲单位") / "工作成效.csv").unlink()
    _, _, err = runner.run(".", "--period", "上半年", cwd=district.folder)
    assert err.splitlines()[0].startswith("文件夹里的 .csv：错误 ")
