"""`summarize generate` where it has been before: PDFs of an earlier state, drafts of runs that were killed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pdf.conftest import FakeOffice

from summarize.cli.app import application
from summarize.libreoffice import fonts

NAME = "县统计局2025年上半年工作总结和下半年工作计划"
HEADS = ["填报单位", "时期", "板块", "事项", "内容"]
REMOVED = "；旁边过时的 PDF 已删去"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: FakeOffice) -> None:
    """A machine with the fake LibreOffice and every font."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{office.program.parent}{os.pathsep}{os.environ['PATH']}")
    every = frozenset(name.lower() for face in fonts.FACES for name in face.fonts[0])
    monkeypatch.setattr(fonts, "installed_fonts", lambda: every)


@pytest.fixture
def make(workbook: Any) -> Callable[[str], Path]:
    def make(done: str) -> Path:
        work = [HEADS, ["县统计局", "上半年", "普查", "清查到位", done]]
        plan = [HEADS, ["县统计局", "三季度", "普查", "做好登记", "登记到位。"]]
        facts = [["项目", "内容"], ["年度", "2025"]]
        return workbook({"基本信息": facts, "工作成效": work, "工作计划": plan}, name="册.xlsx")

    return make


@pytest.fixture
def printed(make: Any) -> Path:
    """Return the PDF that was made of what is to be changed."""
    make("清查860家。")
    assert generate("--pdf").exit_code == 0
    pdf = Path(f"出/{NAME}.pdf")
    assert pdf.is_file()
    return pdf


def generate(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["generate", "册.xlsx", "--period", "上半年", "--output", "出/", *arguments])


def test_the_pdf_of_an_earlier_state_is_taken_away_and_told(make: Any, printed: Path) -> None:
    make("清查861家。")
    result = generate()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].endswith(f"已写入 出/{NAME}.docx{REMOVED}")
    assert not printed.exists()
    assert list(Path("出/.summarize").glob("*.sha256")) == []


def test_the_pdf_of_the_same_document_stays(printed: Path) -> None:
    assert REMOVED not in generate().stdout
    assert printed.is_file()


def test_a_pdf_that_somebody_changed_or_made_stays(make: Any, printed: Path) -> None:
    printed.write_bytes(b"%PDF signed and scanned")
    make("清查861家。")
    assert REMOVED not in generate().stdout
    assert printed.read_bytes() == b"%PDF signed and scanned"


def test_where_a_new_one_is_made_nobody_is_told_of_the_old_one(make: Any, printed: Path) -> None:
    make("清查861家。")
    result = generate("--pdf")
    assert REMOVED not in result.stdout
    assert printed.is_file() and result.stderr == ""


def test_where_the_new_one_cannot_be_made_the_old_one_does_not_stay(
    make: Any, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("清查861家。")
    monkeypatch.setattr("summarize.pipeline.converting.find_libreoffice", lambda: None)
    assert generate("--pdf").exit_code == 3
    assert not printed.exists()


def test_drafts_of_runs_that_were_killed_are_cleared_away_and_those_of_others_at_work_are_not(make: Any) -> None:
    make("清查860家。")
    folder = Path("出/.summarize")
    folder.mkdir(parents=True)
    left = [Path("出/.0123456789ab.tmp"), folder / ".0123456789ab.tmp", folder / ".0123456789ab.passing.tmp"]
    kept = [Path("出/.ba9876543210.tmp"), Path("出/.草稿.tmp"), Path("出/0123456789ab.tmp")]
    for path in (*left, *kept):
        path.write_bytes(b"half")
    for path in (*left, *kept[1:]):
        os.utime(path, (0, 0))
    assert generate().exit_code == 0
    assert [path for path in (*left, *kept) if path.exists()] == kept
