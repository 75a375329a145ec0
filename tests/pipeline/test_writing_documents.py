"""Documents over documents: whoever is killed at whatever moment leaves the program's own as its own."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarize.errors import MachineError
from summarize.output import is_as_written, path_of_pdf_record, path_of_record, write_document, write_pdf

NEEDS_FORK = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no fork")


def make_document(text: str, document_id: str = "a1") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("_rels/.rels", "<Relationships/>")
        package.writestr("word/document.xml", f'<w:bookmarkStart w:name="summarize_{document_id}"/>{text}')
    return buffer.getvalue()


def write(path: Path, text: str, document_id: str = "a1") -> Path | None:
    document = make_document(text, document_id)
    record = json.dumps({"document_sha256": hashlib.sha256(document).hexdigest(), "of": text}).encode()
    return write_document(path, document, document_id, record, is_lasting=False).backup


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def kill_at(step: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that is killed before it puts its file number `step` in place; return whether it was."""
    pid = os.fork()
    if not pid:
        steps, replace = itertools.count(), Path.replace

        def put(draft: Path, target: Path) -> Path:
            if next(steps) == step:
                os._exit(9)
            return replace(draft, target)

        Path.replace = put  # type: ignore[method-assign, assignment]
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


def every_kill(work: Callable[[], object], after: Callable[[], None]) -> int:
    """Kill `work` at each of its steps in turn and look `after` it; return how many steps there are."""
    for step in itertools.count():
        if not kill_at(step, work):
            return step
        after()
    raise AssertionError


@NEEDS_FORK
def test_a_document_of_the_same_id_and_other_bytes_is_never_taken_for_somebodys_work(tmp_path: Path) -> None:
    """As when a library of the program is another now: two runs in a row are killed, at any moment each."""
    steps = set()
    for first, second in itertools.product(range(4), repeat=2):
        folder = tmp_path / f"{first}{second}"
        path = folder / "报告.docx"
        write(path, "一")
        was_killed = kill_at(first, lambda path=path: write(path, "二"))
        assert is_as_written(path)
        was_killed_again = kill_at(second, lambda path=path: write(path, "三"))
        assert is_as_written(path)
        steps |= {(first, was_killed), (second, was_killed_again)}
        assert write(path, "四") is None
        assert path.read_bytes() == make_document("四")
        assert json.loads(path_of_record(path, "a1").read_bytes())["of"] == "四"
        assert [name for name in files(folder) if not name.endswith(".tmp")] == [".summarize/a1.json", "报告.docx"]
    assert {(0, True), (2, True), (3, False)} <= steps


@NEEDS_FORK
def test_a_document_of_another_id_is_never_taken_for_somebodys_work(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    write(path, "一")
    steps = every_kill(lambda: write(path, "二", "b2"), lambda: None if is_as_written(path) else pytest.fail())
    assert steps == 4  # two, and two more behind a run that was killed
    assert write(path, "三", "c3") is None


@NEEDS_FORK
def test_somebodys_work_is_kept_once_however_often_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    write(path, "一")
    changed = make_document("领导改的")
    path.write_bytes(changed)
    assert every_kill(lambda: write(path, "二"), lambda: None) == 4
    write(path, "二")
    assert [path.name for path in tmp_path.glob("*.docx") if path.read_bytes() == changed] == ["报告（改动备份）.docx"]
    assert len(list(tmp_path.glob("*.docx"))) == 2


def test_a_document_that_cannot_be_written_leaves_the_old_one_with_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.docx"
    write(path, "一")
    replace = Path.replace

    def refuse(draft: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "open in Word")
        return replace(draft, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(MachineError):
            write(path, "二")
    assert json.loads(path_of_record(path, "a1").read_bytes())["of"] == "一"
    assert is_as_written(path)
    assert files(tmp_path) == [".summarize/a1.json", "报告.docx"]


def test_a_copy_of_somebodys_work_is_a_draft_that_the_next_batch_clears_away_until_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"somebody's")
    drafts: list[str] = []
    synced: list[bool] = []
    replace, fsync = Path.replace, os.fsync

    def put(draft: Path, target: Path) -> Path:
        drafts.append(draft.name)
        return replace(draft, target)

    def sync(number: int) -> None:
        synced.append(True)
        fsync(number)

    monkeypatch.setattr(Path, "replace", put)
    monkeypatch.setattr(os, "fsync", sync)
    assert write(path, "一") == tmp_path / "报告（改动备份）.docx"
    assert len(drafts) == 3
    assert all(name.endswith(".passing.tmp") for name in drafts)
    assert synced == [True]


class TestPdf:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "报告.pdf"

    @pytest.fixture(autouse=True)
    def one_was_made(self, path: Path) -> Iterator[None]:
        write_pdf(path, b"%PDF one")
        yield

    def test_what_the_program_made_is_replaced(self, path: Path, tmp_path: Path) -> None:
        assert write_pdf(path, b"%PDF two") is None
        assert write_pdf(path, b"%PDF three") is None
        assert path.read_bytes() == b"%PDF three"
        assert files(tmp_path) == [f".summarize/{path_of_pdf_record(path).name}", "报告.pdf"]

    @pytest.mark.parametrize("content", [b"%PDF signed", b""])
    def test_what_somebody_made_or_changed_is_kept(self, path: Path, tmp_path: Path, content: bytes) -> None:
        path.write_bytes(content)
        backup = tmp_path / "报告（改动备份）.pdf"
        assert write_pdf(path, b"%PDF two") == backup
        assert (backup.read_bytes(), path.read_bytes()) == (content, b"%PDF two")
        assert write_pdf(path, b"%PDF three") is None

    def test_one_that_is_gone_is_made_again(self, path: Path) -> None:
        path.unlink()
        assert write_pdf(path, b"%PDF two") is None

    @NEEDS_FORK
    def test_whoever_is_killed_leaves_the_programs_own_as_its_own(self, path: Path, tmp_path: Path) -> None:
        assert every_kill(lambda: write_pdf(path, b"%PDF two"), lambda: None) == 2
        assert every_kill(lambda: write_pdf(path, b"%PDF three"), lambda: None) == 2
        assert kill_at(1, lambda: write_pdf(path, b"%PDF four"))
        assert write_pdf(path, b"%PDF five") is None
        assert [name.name for name in tmp_path.glob("*.pdf")] == ["报告.pdf"]
