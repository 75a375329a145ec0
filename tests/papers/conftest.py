"""Papers imported in a test, and what the workbook then holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from typed_papers import Part, type_paper

from summarize.pipeline.importing import Imported, import_papers

Rows = list[dict[str, str]]


class Import:
    """An import: what it told, and the rows of its workbook by sheet."""

    def __init__(self, imported: Imported) -> None:
        self.path = imported.path
        self.counts = [dict(paper.counts) for paper in imported.papers]
        self.findings = [(finding.rule.code, finding.message) for finding in imported.findings]
        self.all = imported.findings
        self._book = openpyxl.load_workbook(imported.path)

    @property
    def names(self) -> list[str]:
        return self._book.sheetnames

    def rows(self, sheet: str, *columns: str) -> list[tuple[str, ...]]:
        """The values of `columns` in every row of `sheet` that has one in the first of them."""
        heads, *rows = self._book[sheet].iter_rows(values_only=True)
        positions = [heads.index(column) for column in columns]
        found = [tuple("" if row[p] is None else str(row[p]) for p in positions) for row in rows]
        return [row for row in found if row[0]]

    def facts(self) -> dict[str, str]:
        facts: dict[str, str] = {}
        for name, text in self.rows("基本信息", "项目", "内容"):
            if text:
                facts[name] = f"{facts[name]}|{text}" if name in facts else text
        return facts


@pytest.fixture
def bring_in(tmp_path: Path) -> Callable[..., Import]:
    """Type papers (by file name) and import them: `bring_in({"稿.docx": ["一、…"]})`."""

    def run(papers: dict[str, Sequence[Part]] | Sequence[Path]) -> Import:
        if isinstance(papers, dict):
            papers = [type_paper(tmp_path / name, parts) for name, parts in papers.items()]
        return Import(import_papers(papers, tmp_path / "册.xlsx"))

    return run
