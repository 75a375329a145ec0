"""Hangs, crashes and refusals: what is wrong with one document stops no other, and nothing is left running."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf.conftest import FakeOffice, is_running, told

from summarize.pdf import Converted, print_documents
from summarize.pdf.printing import CHUNK

Documents = Callable[..., list[Path]]


def run(office: FakeOffice, paths: list[Path], *, workers: int = 1, patience: float = 30) -> list[Converted]:
    """Convert and return the results in the order of the documents."""
    results = {one.document: one for one in print_documents(office.program, paths, workers=workers, patience=patience)}
    return [results[path] for path in paths]


def names(office: FakeOffice) -> list[list[str]]:
    return [run["documents"] for run in office.runs]


def wait_until(is_so: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_every_document_gets_its_pdf_beside_it_with_its_pages_and_the_hash_of_what_it_was_made_from(
    office: FakeOffice, documents: Documents
) -> None:
    paths = documents("pages 3", "pages 1", "pages 12")
    results = run(office, paths)
    assert [(one.pdf, one.pages, one.findings, one.exit_status) for one in results] == [
        (path.with_suffix(".pdf"), pages, (), 0) for path, pages in zip(paths, (3, 1, 12), strict=True)
    ]
    assert [one.sha256 for one in results] == [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    assert all(path.with_suffix(".pdf").read_bytes().startswith(b"%PDF") for path in paths)
    assert {path.name for path in paths[0].parent.iterdir()} == {
        f"{path.stem}{kind}" for path in paths for kind in (".docx", ".pdf")
    }


def test_documents_with_one_name_in_different_folders_do_not_meet(office: FakeOffice, tmp_path: Path) -> None:
    paths = [tmp_path / unit / "报告.docx" for unit in ("甲局", "乙局")]
    for pages, path in enumerate(paths, 1):
        path.parent.mkdir()
        path.write_text(f"pages {pages}")
    assert [one.pages for one in run(office, paths)] == [1, 2]


def test_many_documents_go_in_chunks(office: FakeOffice, documents: Documents) -> None:
    run(office, documents(*["好"] * (2 * CHUNK + 3)))
    assert [len(chunk) for chunk in names(office)] == [CHUNK, CHUNK, 3]


def test_seventeen_documents_need_two_runs(office: FakeOffice, documents: Documents) -> None:
    run(office, documents(*["好"] * 17))
    assert [len(chunk) for chunk in names(office)] == [16, 1]


def test_few_documents_are_shared_among_the_workers_each_with_a_profile_of_its_own(
    office: FakeOffice, documents: Documents
) -> None:
    run(office, documents("一", "二", "三", "四"), workers=2)
    assert sorted(names(office)) == [["一", "二"], ["三", "四"]]
    assert len({run["profile"] for run in office.runs}) == 2


def test_no_documents_need_no_libreoffice(office: FakeOffice) -> None:
    assert run(office, []) == []
    assert office.runs == []


def test_a_document_that_hangs_is_tried_alone_and_told_while_the_rest_goes_on(
    office: FakeOffice, documents: Documents
) -> None:
    paths = documents("一", "hang", "三", "四")
    results = run(office, paths, patience=0.7)
    assert names(office) == [["一", "hang", "三", "四"], ["hang"], ["三", "四"]]
    assert [one.pages for one in results] == [1, None, 1, 1]
    assert told(results[1].findings) == [("F04", f"“{paths[1]}”：LibreOffice 等了 0.7 秒以上没有转出 PDF，已停掉")]
    assert results[1].exit_status == 3
    assert not paths[1].with_suffix(".pdf").exists()
    assert not [pid for pid in office.pids if is_running(pid)]


def test_a_document_that_crashes_libreoffice_is_tried_alone_and_told(office: FakeOffice, documents: Documents) -> None:
    paths = documents("一", "crash", "三")
    results = run(office, paths)
    assert names(office) == [["一", "crash", "三"], ["crash"], ["三"]]
    assert [one.pages for one in results] == [1, None, 1]
    assert told(results[1].findings) == [("F05", f"“{paths[1]}”：LibreOffice 打不开它或中途退出，没有转出 PDF")]
    assert not [pid for pid in office.pids if is_running(pid)]


def test_a_crash_that_does_not_come_again_is_no_fault_and_its_half_pdf_is_not_taken(
    office: FakeOffice, documents: Documents
) -> None:
    results = run(office, documents("一", "once", "三"))
    assert [(one.pages, one.findings) for one in results] == [(1, ())] * 3


def test_a_new_profile_follows_a_crash(
    office: FakeOffice, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def prepare(profile: Path, *_: object) -> None:
        made.append(profile)
        profile.mkdir()

    monkeypatch.setattr("summarize.pdf.printing.prepare_profile", prepare)
    run(office, documents("一", "once", "三"))
    assert len(made) == 2


def test_a_document_that_is_refused_without_a_crash_is_told(office: FakeOffice, documents: Documents) -> None:
    paths = documents("refuse", "二")
    results = run(office, paths)
    assert [one.pages for one in results] == [None, 1]
    assert [code for code, _ in told(results[0].findings)] == ["F05"]


def test_an_older_pdf_that_stands_there_is_kept_and_told_of(office: FakeOffice, documents: Documents) -> None:
    (path,) = documents("crash")
    path.with_suffix(".pdf").write_text("以前的")
    (result,) = run(office, [path])
    assert path.with_suffix(".pdf").read_text() == "以前的"
    assert result.pdf is None
    assert result.findings[0].message.endswith("没有转出 PDF；旁边的“1号 单位.pdf”是以前转的，内容可能不同")


def test_what_somebody_else_made_is_kept_by_whoever_puts_and_told(office: FakeOffice, documents: Documents) -> None:
    (path,) = documents("好")
    put: list[tuple[Path, bytes]] = []

    def keep(pdf: Path, content: bytes) -> Path:
        put.append((pdf, content[:8]))
        return pdf.with_name("备份.pdf")

    (result,) = print_documents(office.program, [path], workers=1, patience=30, put=keep)
    pdf = path.with_suffix(".pdf")
    assert put == [(pdf, b"%PDF-1.6")]
    assert told(result.findings) == [("F11", "原来的 PDF 不是程序转的，或转后有改动，另存为“备份.pdf”")]


def test_after_five_failures_in_a_row_the_rest_is_not_tried(office: FakeOffice, documents: Documents) -> None:
    results = run(office, documents(*["crash"] * 8))
    assert sorted(code for one in results for code, _ in told(one.findings)) == ["F05"] * 5 + ["F06"] * 3
    assert results[-1].findings[0].message.endswith("前面接连几份都没有转成，这一份没有再试")


def test_failures_with_successes_between_do_not_add_up(office: FakeOffice, documents: Documents) -> None:
    results = run(office, documents(*["crash", "好"] * 7))
    assert [code for one in results for code, _ in told(one.findings)] == ["F05"] * 7


def test_a_document_that_is_gone_is_told_and_its_neighbours_are_converted(
    office: FakeOffice, documents: Documents
) -> None:
    paths = documents("一", "二", "三")
    paths[1].unlink()
    results = run(office, paths)
    assert [one.pages for one in results] == [1, None, 1]
    assert told(results[1].findings) == [("F09", f"“{paths[1]}”读不出来（No such file or directory），没有转成 PDF")]


def test_a_place_that_cannot_be_written_is_told_in_the_words_of_all_writing(
    office: FakeOffice, documents: Documents
) -> None:
    paths = documents("一", "二")
    paths[0].with_suffix(".pdf").mkdir()
    results = run(office, paths)
    assert [one.pages for one in results] == [None, 1]
    assert [finding.message for finding in results[0].findings] == [
        f"无法写入“{paths[0].with_suffix('.pdf')}”：这个名字已是一个文件夹。"
    ]


def test_a_pdf_that_is_no_pdf_a_is_kept_with_a_warning(office: FakeOffice, documents: Documents) -> None:
    (path,) = documents("plain")
    (result,) = run(office, [path])
    assert result.pages == 1
    assert told(result.findings) == [
        ("F07", f"“{path.with_suffix('.pdf')}”不是 PDF/A-2，多半是 LibreOffice 的版本太旧")
    ]


def test_a_blank_page_before_the_last_is_told_and_no_other(office: FakeOffice, documents: Documents) -> None:
    paths = documents("blank 3", "blank 2", "blank 4")
    results = run(office, paths)
    assert [one.pages for one in results] == [4, 4, 4]
    assert [told(one.findings) for one in results] == [
        [("F10", f"“{paths[0].with_suffix('.pdf')}”第3页是空白")],
        [],
        [],
    ]


def test_a_program_that_cannot_be_started_is_told_for_every_document(tmp_path: Path, documents: Documents) -> None:
    results = list(print_documents(tmp_path / "none", documents("一", "二"), workers=1, patience=30))
    assert [code for one in results for code, _ in told(one.findings)] == ["F05", "F05"]


def test_a_full_disk_under_the_temporary_folder_ends_the_run_with_a_way_out(
    office: FakeOffice, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.errors import MachineError

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("summarize.pdf.printing.prepare_profile", refuse)
    with pytest.raises(MachineError, match=r"临时文件夹写不进去（No space left on device），没有转成 PDF"):
        run(office, documents("一"))


def test_whoever_stops_early_leaves_nothing_running_and_nothing_in_the_temporary_folder(
    office: FakeOffice, documents: Documents
) -> None:
    paths = documents("一", "hang")
    with contextlib.closing(print_documents(office.program, paths, workers=2, patience=60)) as results:
        assert next(results).pages == 1
        wait_until(lambda: len(office.runs) == 2)
    assert not [pid for pid in office.pids if is_running(pid)]
    assert not [run for run in office.runs if Path(run["temporary"]).exists()]


_PROGRAM = """
import signal
import sys
from pathlib import Path
from summarize.cli import interruption
from summarize.pdf import print_documents

for number in (signal.SIGINT, signal.SIGTERM):  # commands that ran in this process's parent left them ignored
    signal.signal(number, signal.SIG_DFL)
interruption.listen()
try:
    list(print_documents(Path(sys.argv[1]), [Path(sys.argv[2])], workers=1, patience=60))
except interruption.Interruption as error:
    sys.exit(error.status)
"""


@pytest.fixture
def converting(office: FakeOffice, documents: Documents, tmp_path: Path) -> Any:
    """A process of its own that waits for a document that hangs."""
    command = [sys.executable, "-c", _PROGRAM, str(office.program), str(documents("hang")[0])]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)})
    wait_until(lambda: office.runs)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_libreoffice_and_clears_away(
    office: FakeOffice, converting: subprocess.Popen[bytes], number: int
) -> None:
    converting.send_signal(number)
    assert converting.wait(30) == 128 + number
    assert not [pid for pid in office.pids if is_running(pid)]
    assert not Path(office.runs[0]["temporary"]).exists()


def test_libreoffice_ends_with_a_process_that_is_killed(
    office: FakeOffice, converting: subprocess.Popen[bytes]
) -> None:
    converting.kill()
    converting.wait(30)
    wait_until(lambda: not [pid for pid in office.pids if is_running(pid)])
