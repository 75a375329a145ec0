"""`summarize batch --pdf`: which PDFs are made, made again, kept and taken away, with a LibreOffice that obeys."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from batch.conftest import District, Outcome
from pdf.conftest import FakeOffice, told

from summarize.libreoffice import fonts
from summarize.pipeline import converting
from summarize.pipeline.batch import printing

UNITS = {"甲.xlsx": "青石县甲局", "乙.xlsx": "青石县乙局", "丙.xlsx": "青石县丙局"}


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, office: FakeOffice) -> None:
    """A machine with the fake LibreOffice and every font."""
    monkeypatch.setenv("PATH", f"{office.program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv(converting.TIME_LIMIT, raising=False)
    monkeypatch.setattr("summarize.pdf.faces.libreoffice_version", lambda program: "7.4.7")
    monkeypatch.setattr(fonts, "font_taken_for", lambda name: "默认黑")
    install(monkeypatch, *(name for face in fonts.FACES for name in face.fonts[0]))


def install(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have these fonts and no others."""
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset(name.lower() for name in names))


@pytest.fixture
def batch(district: District, office: FakeOffice) -> Callable[..., Outcome]:
    """Run a batch of three units with --pdf."""
    for path, name in UNITS.items():
        district.add(path, name)

    def run(*, is_pdf: bool = True, **options: Any) -> Outcome:
        outcome = district.run(is_pdf=is_pdf, **options)
        assert not [path for path in district.root.rglob("*") if path.name.endswith(".tmp")]
        return outcome

    return run


def count(office: FakeOffice) -> int:
    """Return how many documents LibreOffice was given so far."""
    return sum(len(run["documents"]) for run in office.runs)


def pdf_of(home: District, unit: str) -> Path:
    (path,) = home.root.rglob(f"{unit}*作计划.pdf")
    return path


class TestAgain:
    def test_what_is_as_it_would_be_made_now_is_not_made_again(self, batch: Any, office: FakeOffice) -> None:
        assert batch().closed.exit_status == 0
        batch()
        assert count(office) == 3

    def test_all_are_made_again_when_a_missing_font_was_installed(
        self, batch: Any, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(monkeypatch, "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
        assert [code for code, _ in told(batch().findings)] == ["F03"]
        install(monkeypatch, "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
        assert batch().findings == []
        assert count(office) == 6
        install(monkeypatch, "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体", "隶书")
        batch()
        assert count(office) == 6

    def test_all_are_made_again_by_another_libreoffice(
        self, batch: Any, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch()
        monkeypatch.setattr("summarize.pdf.faces.libreoffice_version", lambda program: "24.8.1")
        batch()
        assert count(office) == 6

    def test_force_makes_all_again(self, batch: Any, office: FakeOffice) -> None:
        batch()
        batch(is_forced=True)
        assert count(office) == 6

    def test_whoever_goes_on_with_a_forced_run_makes_again_what_that_did_not(
        self,
        batch: Any,
        district: District,
        office: FakeOffice,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(printing, "convert_documents", one_by_one(printing.convert_documents))
        batch()
        stopped = batch(is_forced=True, is_stopping=lambda: count(office) == 4)
        assert stopped.closed.unprinted == 2
        batch()
        assert count(office) == 6

    def test_the_manifest_tells_what_set_each(self, batch: Any, district: District) -> None:
        batch()
        assert {row[4] for row in district.manifest()["run"]["pdf"]} == {
            "LibreOffice 7.4.7；方正小标宋简体=方正小标宋简体；仿宋_GB2312=仿宋_GB2312；楷体_GB2312=楷体_GB2312；"
            "黑体=黑体；宋体=宋体"
        }


def one_by_one(convert: Any) -> Any:
    """Let each document have a run of LibreOffice for itself, so that one can stop between them."""

    def converted(documents: Any, **options: Any) -> Any:
        def results() -> Any:
            for document in documents:
                yield from convert([document], **options)

        return results()

    return converted


class TestKept:
    def test_somebodys_pdf_of_that_name_is_kept_and_told(self, batch: Any, district: District) -> None:
        batch()
        pdf = pdf_of(district, "青石县甲局")
        pdf.write_bytes(b"%PDF signed and scanned")
        backup = pdf.with_name(f"{pdf.stem}（改动备份）.pdf")
        outcome = batch()
        assert told(outcome.findings) == [("F11", f"原来的 PDF 不是程序转的，或转后有改动，另存为“{backup.name}”")]
        assert outcome.closed.exit_status == 0
        assert backup.read_bytes() == b"%PDF signed and scanned"
        assert pdf.read_bytes().startswith(b"%PDF-1.6")

    def test_a_changed_documents_old_pdf_is_taken_away_also_without_the_option(
        self,
        batch: Any,
        district: District,
    ) -> None:
        batch()
        pdf, other = pdf_of(district, "青石县甲局"), pdf_of(district, "青石县乙局")
        district.add("甲.xlsx", UNITS["甲.xlsx"], text="办班5期。")
        batch(is_pdf=False)
        assert not pdf.exists()
        assert other.exists()
        assert len(district.manifest()["run"]["pdf"]) == 2
        assert len(list(district.root.rglob("*.pdf.sha256"))) == 2

    def test_a_changed_documents_old_pdf_that_somebody_changed_stays(
        self,
        batch: Any,
        district: District,
    ) -> None:
        batch()
        pdf = pdf_of(district, "青石县甲局")
        pdf.write_bytes(b"%PDF signed and scanned")
        district.add("甲.xlsx", UNITS["甲.xlsx"], text="办班5期。")
        batch(is_pdf=False)
        assert pdf.read_bytes() == b"%PDF signed and scanned"

    def test_the_manifest_lists_no_pdfs_of_units_that_are_gone(
        self,
        batch: Any,
        district: District,
    ) -> None:
        batch()
        (district.folder / "甲.xlsx").unlink()
        batch(is_pdf=False)
        assert [Path(row[0]).name[:5] for row in district.manifest()["run"]["pdf"]] == ["青石县丙局", "青石县乙局"]


def test_findings_come_in_the_order_of_the_documents_whichever_is_done_first(
    batch: Any,
    district: District,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders: list[list[str]] = []
    for is_turned in (False, True):

        def convert(documents: Any, is_turned: bool = is_turned, **options: Any) -> Any:
            assert not documents or options == {"workers": 5, "is_lasting": False}
            for document in documents:
                document.with_suffix(".pdf").mkdir(exist_ok=True)
            results = list(converting.convert_documents(documents, **options))
            return (one for one in sorted(results, key=lambda one: one.document, reverse=is_turned))

        monkeypatch.setattr("summarize.pipeline.batch.running.check_printing", lambda: None)
        monkeypatch.setattr(printing, "convert_documents", convert)
        found = batch(workers=5).findings
        orders.append([Path(finding.place.file).name[:5] for finding in found])
    assert orders == [["青石县丙局", "青石县乙局", "青石县甲局"]] * 2


def test_with_a_cluster_as_many_run_at_once_as_this_machine_has_cores(
    batch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    convert = printing.convert_documents

    def converted(documents: Any, *, workers: int | None = None, is_lasting: bool = True) -> Any:
        asked.append(workers or 0)
        return convert(documents, workers=workers, is_lasting=is_lasting)

    monkeypatch.setattr(printing, "convert_documents", converted)
    monkeypatch.setattr("summarize.pipeline.batch.running.crew_size", lambda request: 7)
    batch()
    assert asked[-1] == 7
