"""The journal of a batch when the disk or a hand has been at it, and the names of what stands beside it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import MachineError
from summarize.pipeline.batch import alone, basis, manifest
from summarize.pipeline.batch.entries import InputEntry
from summarize.pipeline.batch.events import BatchRequest
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.making import Templates


def told(error: MachineError) -> tuple[str, str]:
    (finding,) = error.findings
    return finding.rule.code, finding.message


class TestTroubles:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "甲.batch.journal"

    def test_a_full_disk_is_told_and_what_was_kept_before_stays(self, path: Path) -> None:
        journal = Journal(path)
        journal.begin([InputEntry("甲.xlsx", "0", "1")])
        (pages,) = journal.rows("PRAGMA page_count")[0]
        journal.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(MachineError) as raised, journal.at_once():
            for number in range(10_000):
                journal.put(InputEntry(f"{number}.xlsx", "0" * 64, "1"))
        assert told(raised.value) == ("W13", f"无法写入“{path}”：磁盘空间不足。")
        journal.close()
        again = Journal(path)
        assert [entry.path for entry in again.entries()] == ["甲.xlsx"]
        again.close()

    def test_an_error_that_passes_costs_no_journal(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        journal = Journal(path)
        journal.begin([InputEntry("甲.xlsx", "0", "1")])
        journal.close()

        def fail(*_: object, **__: object) -> Any:
            raise sqlite3.OperationalError("disk I/O error")

        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", fail)
            with pytest.raises(MachineError) as raised:
                Journal(path)
        assert told(raised.value) == ("W15", f"无法读写“{path}”：系统报告错误 disk I/O error。")
        again = Journal(path)
        assert again.get("甲.xlsx") is not None
        again.close()

    def test_one_of_another_version_is_begun_anew(self, path: Path) -> None:
        journal = Journal(path)
        journal.begin([InputEntry("甲.xlsx", "0", "1")])
        journal.run("PRAGMA user_version = 99")
        journal.close()
        again = Journal(path)
        assert again.is_new and again.get("甲.xlsx") is None
        again.close()

    def test_one_that_turns_out_to_be_broken_is_removed_and_told(self, path: Path) -> None:
        journal = Journal(path)
        journal.begin(InputEntry(f"{number}.xlsx", "0" * 64, "1") for number in range(2_000))
        journal.close()
        content = path.read_bytes()
        head = 16 * 4096  # what is looked at on opening
        path.write_bytes(content[:head] + b"\xff" * (len(content) - head))
        with pytest.raises(MachineError) as raised:
            list(Journal(path).entries())
        assert told(raised.value) == ("W15", f"批量的进度文件“{path}”坏了，已经删去")
        assert not path.exists()

    def test_a_line_that_was_doubled_in_the_manifest_does_not_matter(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.run()
        before = district.manifest()["result_sha256"]
        (path,) = district.root.glob(".summarize/*.batch.json")
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join([lines[0], f"{lines[1]},", *lines[1:]]), encoding="utf-8")
        assert district.run().redone == []
        assert district.manifest()["result_sha256"] == before


class TestNames:
    def name(self, folder: str, **options: Any) -> str:
        request = BatchRequest(folder=Path(folder), period="上半年", **options)
        return manifest.manifest_path(Path("outputs"), Path(folder), request).name

    def test_a_long_folder_name_gives_way_to_what_tells_batches_apart(self) -> None:
        folder = "区" * 80
        names = {
            self.name(folder),
            self.name(folder, stage="定稿"),
            self.name(folder, stage="送审稿"),
            self.name(folder, is_brief=True),
            self.name(folder, is_draft=True),
            self.name(folder, is_duplex=True),
            self.name(folder, template="甲.docx"),
            self.name(f"另/{folder}"),
        }
        assert len(names) == 8
        assert all("-上半年-" in name and len(name.encode()) <= 211 for name in names)

    def test_long_templates_are_told_apart(self) -> None:
        names = {self.name("报送", template=f"{'模' * 70}{end}.docx") for end in ("甲", "乙")}
        assert len(names) == 2
        assert all("-上半年-" in name and len(name.encode()) <= 211 for name in names)

    def test_the_usual_name_is_as_it_was(self) -> None:
        assert self.name("报送", stage="定稿").startswith("报送-上半年-定稿-")

    @pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="needs names of bytes")
    def test_names_that_are_no_text_stop_nobody(self, district: Any) -> None:
        folder = Path(os.fsdecode(os.fsencode(district.home) + b"/\xff"))
        folder.mkdir()
        district.add("甲.xlsx", "青石县甲局", "甲局").rename(folder / "甲.xlsx")
        district.folder.rmdir()
        folder.rename(district.folder)
        for one, output in ((b"\xfe", None), (b"\xff", os.fsdecode(b"\xfd"))):
            other = Path(os.fsdecode(os.fsencode(district.home) + b"/" + one))
            district.folder.rename(other)
            type(district).folder = property(lambda self, other=other: other)
            try:
                assert district.run(output=output).closed.outcomes == {"done": 1}
                assert district.run(output=output).redone == []
            finally:
                type(district).folder = property(lambda self: self.home / "报送")
            other.rename(district.folder)

    @pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="needs names of bytes")
    def test_a_table_whose_name_is_no_text_is_told_and_left_out(self, district: Any, csv_folder: Any) -> None:
        csv_folder(district.folder / "甲", "青石县甲局")
        Path(os.fsdecode(os.fsencode(district.folder / "甲") + b"/\xff.csv")).write_text("x")
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1}
        assert [message for _, message in outcome.told("B04")] == [
            "“甲/?.csv”文件名的编码不对（不是 UTF-8），无法写进报告和生成记录"
        ]


class TestBasis:
    def described(self, **options: Any) -> basis.Basis:
        return basis.describe_basis(BatchRequest(folder=Path("报送"), period="上半年", **options), Templates())

    def test_every_option_that_a_document_shows_belongs_to_it(self) -> None:
        options = ({}, {"stage": "定稿"}, {"is_brief": True}, {"is_draft": True}, {"is_duplex": True})
        assert len({self.described(**one).sha256 for one in options}) == len(options)

    def test_who_works_and_what_else_is_made_does_not(self) -> None:
        assert self.described(workers=3, is_pdf=True, cluster="x:1").sha256 == self.described().sha256

    def test_what_deflates_belongs_to_it(self) -> None:
        import zlib

        assert dict(basis._libraries())["zlib"] == zlib.ZLIB_RUNTIME_VERSION

    def test_a_program_that_is_not_installed_counts_all_that_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(basis, "_DISTRIBUTION", "there-is-no-such-thing")
        assert "jinja2" in dict(basis._libraries.__wrapped__())

    def test_a_machine_that_has_become_one_for_secrets_keeps_nothing_of_before(
        self, district: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.run()
        for name in ("batch.running", "batch.verifying", "batch.basis", "document_record"):
            monkeypatch.setattr(f"summarize.pipeline.{name}.is_classified_machine", lambda: True)
        assert district.run().redone == ["甲.xlsx"]
        (unit,) = district.manifest()["result"]["inputs"][0]["units"]
        assert (unit["figures"], unit["rows"]) == ([], None)
        record = next((district.root / "2025年上半年" / ".summarize").glob("*.json"))
        assert "办班3期" not in record.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="flock is POSIX's")
def test_a_disk_that_knows_no_locks_is_told_and_nothing_is_done(
    district: Any, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    import errno

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "no locks")

    monkeypatch.setattr("fcntl.flock", refuse)
    district.add("甲.xlsx", "青石县甲局")
    with pytest.raises(MachineError) as raised:
        district.run()
    message = "“outputs”所在的磁盘（网络共享）不支持文件锁，防不住两个批量同时写，本次什么也没有做"
    assert told(raised.value) == ("W15", message)
    assert district.documents() == []
    assert [str(one.message) for one in recwarn] == []


def test_whoever_only_looks_at_a_place_without_locks_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "no")))
    with alone.unwritten_at(tmp_path / "outputs"):
        pass
