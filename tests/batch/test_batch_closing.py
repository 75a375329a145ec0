"""What stands at the end of a batch: who has not sent, the overview, PDFs."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from summarize.errors import MachineError
from summarize.findings import Place
from summarize.pdf.rules import LIBREOFFICE_MISSING
from summarize.pipeline.batch import printing
from summarize.pipeline.converting import Converted

TITLE = "2025年上半年工作总结和下半年工作计划"


def unit_rows(workbook: Path) -> list[tuple[str, str]]:
    """Return name and state of the units that an overview lists."""
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(workbook)["各单位"]]
    (head,) = (row for row in rows if "单位" in row and "状态" in row)
    name, state = head.index("单位"), head.index("状态")
    return [(row[name], row[state].split()[-1]) for row in rows[rows.index(head) + 1 :]]


class TestOverview:
    def test_it_lies_beside_the_reports_as_a_workbook_and_a_page(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
        outcome = district.run()
        assert [path.name for path in outcome.closed.overview] == ["总览-报送-上半年.xlsx", "总览-报送-上半年.html"]
        text = outcome.closed.overview[1].read_text(encoding="utf-8")
        assert "青石县甲局" in text and "青石县丁局" in text
        cells = [
            cell.value for sheet in openpyxl.load_workbook(outcome.closed.overview[0]) for row in sheet for cell in row
        ]
        assert "青石县甲局" in cells and "青石县丁局" in cells

    def test_units_that_have_not_sent_are_counted(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        (district.folder / "应报单位.txt").write_text("青石县甲局\n青石县乙局\n", encoding="utf-8")
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1, "not-sent": 1}
        assert outcome.told("B30") == [("应报单位.txt", "“青石县乙局”未报送")]
        assert (outcome.closed.exit_status, outcome.told("B03")) == (0, [])

    def test_the_list_is_no_table_of_a_folder_of_csv(self, district: Any, csv_folder: Any) -> None:
        csv_folder(district.folder, "青石县甲局")
        (district.folder / "应报单位.csv").write_text("单位\n青石县甲局\n", encoding="utf-8")
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1}
        assert [found.message for found in outcome.findings if "应报单位" in found.message] == []

    def test_a_list_with_any_name_is_neither_a_units_workbook_nor_one_of_its_tables(
        self, district: Any, csv_folder: Any
    ) -> None:
        csv_folder(district.folder / "表", "青石县甲局")
        district.add("乙.xlsx", "青石县乙局")
        workbook = district.write("名单.xlsx", {"Sheet1": [["单位"], ["青石县甲局"], ["青石县乙局"]]})
        table = district.folder / "表" / "名单.csv"
        assert district.run(expected=workbook).closed.outcomes == {"done": 2}
        for text in ("单位\n青石县甲局\n青石县乙局\n", "单位\n青石县乙局\n青石县甲局\n"):
            table.write_text(text, encoding="utf-8")
            workbook.unlink(missing_ok=True)
            outcome = district.run(expected=table)
            assert (outcome.redone, outcome.closed.outcomes) == ([], {"done": 2})

    def test_one_more_list_in_a_folder_of_csv_is_no_table_of_it(self, district: Any, csv_folder: Any) -> None:
        csv_folder(district.folder / "表", "青石县甲局")
        district.run()
        (district.folder / "应报单位.txt").write_text("青石县甲局\n", encoding="utf-8")
        (district.folder / "表" / "应报单位.csv").write_text("单位\n青石县甲局\n", encoding="utf-8")
        assert district.run().redone == []

    def test_folders_of_one_name_do_not_share_one(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.run()
        other = type(district)(district.home / "另")
        monkeypatch.setattr(type(other), "root", district.root)
        other.add("乙.xlsx", "青石县乙局", "乙局")
        outcome = other.run(output=None)
        assert len(list(district.root.glob(".summarize/*.batch.json"))) == 2
        assert len(list(district.root.glob("总览-报送-上半年*.xlsx"))) == 2
        assert outcome.closed.outcomes == {"done": 1}

    def test_an_interrupted_batch_shows_what_is_left_as_waiting_and_chases_nobody(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        (district.folder / "应报单位.txt").write_text("青石县甲局\n青石县乙局\n青石县丙局\n", encoding="utf-8")
        outcome = district.run(is_stopping=lambda: bool(district.documents()))
        assert (outcome.closed.left, outcome.closed.manifest) == (1, None)
        assert outcome.told("B30") == []
        states = {row[0]: row[1] for row in unit_rows(outcome.closed.overview[0])}
        (written,) = (name for name in ("青石县甲局", "青石县乙局") if states.get(name) == "已生成")
        waiting = {"青石县甲局": "乙.xlsx", "青石县乙局": "甲.xlsx"}[written]
        assert states[waiting] == "待生成"

    def test_the_title_tells_the_year_of_most_units(self, district: Any) -> None:
        for name, year in (("甲", "2025"), ("乙", "2025"), ("丙", "2024")):
            district.add(f"{name}.xlsx", f"青石县{name}局", year=year)
        page = district.run().closed.overview[1].read_text(encoding="utf-8")
        assert "<title>2025年上半年报送情况总览</title>" in page

    def test_a_unit_whose_name_is_only_like_that_on_the_list_counts_as_not_sent(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县水务局")
        (district.folder / "应报单位.txt").write_text("青石县水务据\n", encoding="utf-8")
        outcome = district.run()
        assert [file for file, _ in outcome.told("B32")] == ["应报单位.txt"]
        assert outcome.closed.outcomes == {"done": 1, "not-sent": 1}

    def test_on_a_machine_for_secrets_there_is_no_page(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("summarize.pipeline.batch.running.is_classified_machine", lambda: True)
        district.add("甲.xlsx", "青石县甲局")
        assert [path.suffix for path in district.run().closed.overview] == [".xlsx"]


class TestPdf:
    """With a converter that writes what it was asked for; the real one is tried elsewhere."""

    @pytest.fixture(autouse=True)
    def converter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[list[str]] = []

        def convert(
            documents: Sequence[Path], *, workers: int | None = None, is_lasting: bool = True
        ) -> Generator[Converted, None, None]:
            def results() -> Generator[Converted, None, None]:
                for document in documents:
                    pdf = document.with_suffix(".pdf")
                    pdf.write_bytes(b"%PDF " + document.name.encode())
                    yield Converted(document, printing.file_hash(document) or "", pdf, 3)

            self.asked.append([document.name for document in documents])
            return results()

        monkeypatch.setattr(printing, "convert_documents", convert)
        monkeypatch.setattr(printing, "missing_fonts", lambda documents: ())
        monkeypatch.setattr(printing, "typesetting", lambda: printing.Typesetting(None))

    @pytest.fixture(autouse=True)
    def inputs(self, district: Any) -> None:
        district.add("甲.xlsx", "东区民政局", "民政局")
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")

    def test_each_document_has_one_and_its_pages_stand_in_the_manifest(self, district: Any) -> None:
        district.run(is_pdf=True)
        assert self.asked == [[], [f"民政局{TITLE}.docx"]]
        ((place, document, pages, _, _),) = district.manifest()["run"]["pdf"]
        assert (place, pages) == (f"2025年上半年/民政局{TITLE}.docx", 3)
        assert document == printing.file_hash(district.root / place)

    def test_they_change_nothing_in_the_result(self, district: Any) -> None:
        district.run()
        before = district.manifest()["result_sha256"]
        district.run(is_pdf=True)
        assert district.manifest()["result_sha256"] == before

    def test_one_that_is_there_is_not_made_again(self, district: Any) -> None:
        district.run(is_pdf=True)
        district.run(is_pdf=True)
        (district.root / "2025年上半年" / f"民政局{TITLE}.pdf").unlink()
        district.run(is_pdf=True)
        assert self.asked[3] == [] and self.asked[5] == [f"民政局{TITLE}.docx"]

    def test_one_under_a_name_that_is_no_more_is_taken_away(self, district: Any) -> None:
        district.run(is_pdf=True)
        district.add("乙.xlsx", "西区民政局", "民政局")
        district.run(is_pdf=True)
        assert sorted(path.stem for path in district.root.rglob("*.pdf")) == [
            f"东区民政局{TITLE}",
            f"西区民政局{TITLE}",
        ]

    def test_without_libreoffice_nothing_is_begun(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(documents: Sequence[Path], *, workers: int | None = None, is_lasting: bool = True) -> Any:
            raise MachineError(LIBREOFFICE_MISSING.at(Place(), "没有"))

        monkeypatch.setattr(printing, "convert_documents", refuse)
        with pytest.raises(MachineError):
            district.run(is_pdf=True)
        assert not district.root.exists()
