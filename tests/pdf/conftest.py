"""A LibreOffice that does as the documents tell it, and the real one. Without the real one its tests are skipped
with a line that says so, and fail where the environment variable CI is set."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from batch.conftest import district  # noqa: F401 (a fixture)

MISSING = "LibreOffice (soffice) is not installed: nothing was really converted to PDF"

_SCRIPT = """#!{python} -IS
import json, os, pathlib, subprocess, sys, time

words = sys.argv[1:]
home = pathlib.Path({home!r})
folder = pathlib.Path(words[words.index("--outdir") + 1])
sources = [pathlib.Path(word) for word in words[words.index("--outdir") + 2:]]
child = subprocess.Popen(["sleep", "600"])
(home / ("run %d" % time.monotonic_ns())).write_text(json.dumps({{
    "pids": [os.getpid(), child.pid],
    "profile": next(word for word in words if word.startswith("-env:UserInstallation=")).partition("=")[2],
    "temporary": os.environ["TMPDIR"],
    "documents": [source.read_text(errors="replace") for source in sources],
}}))


def pdf(pages, mark, blank=0):
    kids = " ".join("%d 0 R" % (number + 4) for number in range(1, pages + 1))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length 40>>stream\\nBT/F1 12 Tf 72 720 Td(page)Tj ET          \\nendstream",
    ]
    for number in range(1, pages + 1):
        content = "" if number == blank else "/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>"
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>" % content)
    text, places = "%PDF-1.6\\n%" + mark + "\\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += "%d 0 obj%s endobj\\n" % (number, content)
    start = len(text)
    text += "xref\\n0 %d\\n0000000000 65535 f \\n" % (len(objects) + 1)
    text += "".join("%010d 00000 n \\n" % place for place in places)
    text += "trailer<</Size %d/Root 1 0 R>>\\nstartxref\\n%d\\n%%%%EOF\\n" % (len(objects) + 1, start)
    return text.encode()


for source in sources:
    order, _, more = source.read_text(errors="replace").partition(" ")
    made = folder / (source.stem + ".pdf")
    again = home / ("again " + order + more)
    if order == "crash" or order == "once" and not again.exists():
        again.touch()
        made.write_bytes(pdf(1, "<pdfaid:part>2")[:90])
        os.kill(os.getpid(), 9)
    if order == "hang":
        time.sleep(600)
    if order != "refuse":
        pages = int(more) if order == "pages" else 4 if order == "blank" else 1
        blank = int(more) if order == "blank" else 0
        made.write_bytes(pdf(pages, "" if order == "plain" else "<pdfaid:part>2", blank))
child.kill()
"""


class FakeOffice:
    """Stands for LibreOffice. A document's text is its order: `pages 3`, `hang`, `crash`, `once` (crash at the first
    try, having written half a PDF), `refuse`, `plain` (no PDF/A), `blank 3` (four pages, the third blank); anything
    else is a page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.program = folder / "bin" / "soffice"
        self.program.parent.mkdir(parents=True)
        self.program.write_text(_SCRIPT.format(python=sys.executable, home=str(folder)))
        self.program.chmod(0o755)

    @property
    def runs(self) -> list[dict[str, Any]]:
        """What every run was given, in the order in which they began."""
        logs = sorted(self._folder.glob("run *"), key=lambda log: int(log.name.split()[1]))
        return [json.loads(log.read_text()) for log in logs if log.stat().st_size]

    @property
    def pids(self) -> list[int]:
        return [pid for run in self.runs for pid in run["pids"]]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def office(tmp_path: Path) -> FakeOffice:
    if sys.platform == "win32":
        pytest.skip("the fake LibreOffice is a script for POSIX")
    return FakeOffice(tmp_path / "office")


@pytest.fixture
def documents(tmp_path: Path) -> Callable[..., list[Path]]:
    """Write documents with these orders: `documents("hang", "pages 3")`."""

    def write(*orders: str) -> list[Path]:
        folder = tmp_path / "文档"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"{number}号 单位.docx" for number in range(1, len(orders) + 1)]
        for path, order in zip(paths, orders, strict=True):
            path.write_text(order)
        return paths

    return write


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(f"NOTICE: {MISSING}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def soffice() -> Path:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def told(findings: Sequence[Any]) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.message) for finding in findings]
