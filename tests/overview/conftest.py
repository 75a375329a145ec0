"""Overviews as people open them: the workbook read back, the page parsed, and the page run in Chromium.

Without Chromium those tests are skipped with a line that says so, and fail where the environment variable CI is set.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from summarize.overview import Contact, FigureCell, Heading, Trouble, UnitRow, UnitState, write_overview

MISSING = "Chromium is not installed: nothing was checked on the page as it runs"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(f"NOTICE: {MISSING}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


HEADING = Heading(
    "2025年上半年", "2025年上半年", datetime.datetime(2025, 7, 6, 9, 5), "summarize 1.0", "半年工作总结.docx"
)


def figure(name: str = "走访户数", printed: str = "120", change: str = "", **others: Any) -> FigureCell:
    number = others.pop("number") if "number" in others else float(printed) if printed else None
    return FigureCell(name, others.pop("measure", "户"), printed, number, change, **{"is_added": True, **others})


def error(message: str = "这里只能填数字", **others: str) -> Trouble:
    told = {"severity": "error", "code": "V03", "file": "乙.xlsx", "place": "指标!E7", "suggestion": "把 E7 改为 12。"}
    return Trouble(**{**told, "message": message, **others})


DISTRICT = (
    UnitRow(
        "甲局",
        UnitState.DONE,
        "甲.xlsx",
        "2025年上半年/甲局 总结.docx",
        "2025年上半年/甲局 总结.pdf",
        5,
        warnings=(error("成文日期是2024年", severity="warning", code="V90"), error("第二处", severity="warning")),
        figures=(
            figure(change="增长12.3%", change_number=12.3),
            figure("满意率", "98.4", "提高1.2个百分点", change_number=1.2, measure="%"),
        ),
        contact=Contact("甲同志", "0999-1", "7月5日"),
    ),
    UnitRow(
        "乙局",
        UnitState.FAILED,
        "乙.xlsx",
        warnings=(error("乙的警告", severity="warning"),),
        errors=tuple(error(f"第{n}处") for n in range(1, 6)),
    ),
    UnitRow("丙局", UnitState.NOT_SENT, contact=Contact("丙同志", "0999-3", "7月5日"), note="已催"),
    UnitRow("丁局", UnitState.WAITING, "丁.xlsx"),
    UnitRow(
        "戊局",
        UnitState.DONE,
        "戊.xlsx",
        "2025年上半年/戊局总结.docx",
        figures=(figure(printed="80.5", change="下降3.4%", change_number=-3.4), figure("满意率", "", measure="%")),
    ),
    UnitRow("己局", UnitState.DONE, "己.xlsx", "己局总结.docx", figures=(figure("办结件数", "7", measure="件"),)),
)


@dataclass
class Page:
    """The page as it was written, or as it stands after its script ran."""

    text: str
    root: Any = field(init=False)

    def __post_init__(self) -> None:
        self.root = html.document_fromstring(self.text)

    @property
    def head(self) -> dict[str, Any]:
        (element,) = self.root.xpath('//script[@id="head"]')
        return json.loads(element.text)

    @property
    def rows(self) -> list[list[Any]]:
        return [row for element in self.root.xpath('//script[@class="rows"]') for row in json.loads(element.text)]

    def table(self, view: str = "units") -> list[list[str]]:
        """Return the cells of the rows listed, the errors below them left out."""
        lines = self.root.xpath(f'//div[@id="{view}"]//tbody/tr[not(@class="errors")]')
        return [["".join(cell.itertext()) for cell in line] for line in lines]

    def column(self, number: int, view: str = "units") -> list[str]:
        return [line[number] for line in self.table(view)]


@dataclass
class Written:
    workbook: Path
    page: Path

    def sheet(self, name: str) -> Any:
        import openpyxl

        return openpyxl.load_workbook(self.workbook)[name]

    def values(self, name: str) -> list[tuple[Any, ...]]:
        import openpyxl

        return list(openpyxl.load_workbook(self.workbook, data_only=True)[name].iter_rows(values_only=True))

    @property
    def parsed(self) -> Page:
        return Page(self.page.read_text(encoding="utf-8"))


Write = Callable[..., Written]


@pytest.fixture
def overview(tmp_path: Path) -> Write:
    def write(rows: Iterable[UnitRow] = DISTRICT, heading: Heading = HEADING, name: str = "总览") -> Written:
        written = Written(tmp_path / f"{name}.xlsx", tmp_path / f"{name}.html")
        write_overview(written.workbook, written.page, heading, iter(rows))
        return written

    return write


SNAPSHOTS = """
var shots = [], shot = function () { shots.push(document.documentElement.outerHTML); };
%s
document.body.textContent = JSON.stringify(shots);
"""


@pytest.fixture
def dump(chromium: str, tmp_path: Path) -> Callable[[Path], Page]:
    """Open a page in Chromium and return what stands there when its script has run."""

    def run(page: Path) -> Page:
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        done = subprocess.run(
            [*command, "--dump-dom", page.as_uri()], capture_output=True, timeout=120, check=True, text=True
        )
        return Page(done.stdout)

    return run


@pytest.fixture
def browse(dump: Callable[[Path], Page], tmp_path: Path) -> Callable[..., list[Page]]:
    """Open a page in Chromium, do one after another what `steps` say, and return how it looks after each.

    The page's own policy lets no strange script run, so it is taken out.
    """

    def run(page: Path, steps: Sequence[str]) -> list[Page]:
        text = page.read_text(encoding="utf-8")
        assert POLICY.search(text)
        script = f"<script>{SNAPSHOTS % ''.join(f'{step};shot();' for step in steps)}</script>"
        copy = tmp_path / "steps.html"
        copy.write_text(POLICY.sub("", text).replace("</body>", f"{script}</body>"), encoding="utf-8")
        (shots,) = dump(copy).root.xpath("//body")
        return [Page(shot) for shot in json.loads(shots.text)]

    return run
