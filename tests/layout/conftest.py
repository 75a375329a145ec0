"""Pages as LibreOffice prints them. Without LibreOffice these tests are skipped with a line that says so,
and fail where the environment variable CI is set."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from summarize.model.report import Report
from summarize.render import Template, render

MISSING = "LibreOffice (soffice) is not installed: nothing was checked on printed pages"
MM = 25.4 / 72


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(f"NOTICE: {MISSING}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@dataclass(frozen=True)
class Line:
    """One printed line: text, baseline, left and right edge in millimetres from the page's top left."""

    text: str
    baseline: float
    left: float
    right: float
    size: float


class Page:
    """One page of a PDF, measured in millimetres."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = page.width * MM, page.height * MM

    @property
    def lines(self) -> list[Line]:
        """The upright lines of text from top to bottom."""
        rows: dict[int, list[Any]] = {}
        for char in self._page.chars:
            if char["upright"]:
                rows.setdefault(round(char["matrix"][5]), []).append(char)
        return [self._line(sorted(rows[key], key=lambda char: char["x0"])) for key in sorted(rows, reverse=True)]

    def _line(self, chars: list[Any]) -> Line:
        visible = [char for char in chars if char["text"].strip()] or chars
        baseline = self.height - visible[0]["matrix"][5] * MM
        text = "".join(char["text"] for char in chars)
        return Line(text, baseline, visible[0]["x0"] * MM, visible[-1]["x1"] * MM, visible[0]["size"])

    @property
    def body(self) -> list[Line]:
        """The lines above the page number."""
        return [line for line in self.lines if line.baseline < 262]

    @property
    def number(self) -> Line:
        """The page number."""
        (line,) = [line for line in self.lines if line.baseline > 262]
        return line

    @property
    def turned(self) -> list[Any]:
        """The characters that do not stand upright."""
        return [char for char in self._page.chars if not char["upright"] and char["text"].strip()]

    @property
    def rules(self) -> list[tuple[float, float, float]]:
        """The horizontal rules: height, left and right end."""
        found = {(round(line["top"] * MM, 2), line["x0"] * MM, line["x1"] * MM) for line in self._page.lines}
        return sorted(rule for rule in found if rule[2] - rule[1] > 100)

    def ink(self, top: float, bottom: float, left: float, right: float, *, red: bool = False) -> tuple[float, float]:
        """Return the upper and lower edge of what is drawn inside a rectangle, red things or dark ones."""
        image = self._image
        scale = image.width / self.width
        pixels = image.load()
        columns = range(int(left * scale), int(right * scale))
        rows = [
            y
            for y in range(int(top * scale), int(bottom * scale))
            if any(_is_drawn(pixels[x, y], red=red) for x in columns)
        ]
        return rows[0] / scale, (rows[-1] + 1) / scale

    @property
    def _image(self) -> Any:
        return self._page.to_image(resolution=200).original.convert("RGB")


def _is_drawn(pixel: tuple[int, int, int], *, red: bool) -> bool:
    level, green, blue = pixel
    return (level > 200 and green < 130 and blue < 130) if red else level + green + blue < 380


@contextmanager
def opened(path: Path) -> Iterator[list[Page]]:
    with pdfplumber.open(path) as pdf:
        yield [Page(page) for page in pdf.pages]


class Print:
    """Reports as printed: `with printer(report, template) as pages`."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self._soffice = soffice
        self._folder = folder
        self._printed: dict[str, Path] = {}

    def prepare(self, reports: Mapping[str, tuple[Report, Path]]) -> None:
        """Print all at once: starting LibreOffice is what takes long."""
        for name, (report, template) in reports.items():
            content = render(report, Template(template), stage=None, document_id="x")
            (self._folder / f"{name}.docx").write_bytes(content)
        profile = (self._folder / "profile").as_uri()
        files = [str(self._folder / f"{name}.docx") for name in reports]
        command = [self._soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        subprocess.run(
            [*command, "--convert-to", "pdf", "--outdir", str(self._folder), *files],
            check=True,
            capture_output=True,
            timeout=300,
        )

    def pages(self, name: str) -> Any:
        return opened(self._folder / f"{name}.pdf")


@pytest.fixture(scope="session")
def printing(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Print:
    return Print(soffice, tmp_path_factory.mktemp("printed"))
