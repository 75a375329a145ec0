"""Several folders that are written to one root, and units that come and go: nobody's report is lost without a word."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

TITLE = "2025年上半年工作总结和下半年工作计划.docx"


@pytest.fixture
def east(district: Any) -> Any:
    """Return a district whose outputs are those of the other, too."""
    return _beside(district, "东区")


@pytest.fixture
def west(district: Any) -> Any:
    return _beside(district, "西区")


def _beside(district: Any, name: str) -> Any:
    class Beside(type(district)):  # type: ignore[misc]
        folder = district.home / name

    (district.home / name).mkdir()
    return Beside(district.home)


def reports(district: Any) -> list[str]:
    return [Path(name).name.removesuffix(TITLE) for name in district.documents()]


def unit_of(path: Path) -> str:
    """Return whose report a document is, by the record beside it."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    records = [json.loads(record.read_bytes()) for record in path.parent.glob(".summarize/*.json")]
    return next(record["unit"] for record in records if record["document_sha256"] == sha256)


def owners(district: Any) -> dict[str, str]:
    folder = district.root / "2025年上半年"
    return {name: unit_of(folder / f"{name}{TITLE}") for name in reports(district)}


def renamed(unit: str, place: str) -> str:
    return f"“民政局{TITLE}”是别的单位或另一个文件夹的报告，没有动它；“{unit}”的报告写成了“{place}{TITLE}”"


class TestTwoFolders:
    @pytest.fixture(autouse=True)
    def units(self, east: Any, west: Any) -> None:
        east.add("东.xlsx", "东区民政局", "民政局")
        west.add("西.xlsx", "西区民政局", "民政局")

    def test_whoever_comes_later_has_the_full_name_and_is_told(self, east: Any, west: Any) -> None:
        assert east.run().told("B16") == []
        assert west.run().told("B16") == [("西.xlsx", renamed("西区民政局", "西区民政局"))]
        assert owners(east) == {"民政局": "东区民政局", "西区民政局": "西区民政局"}

    def test_running_them_again_changes_nothing(self, east: Any, west: Any) -> None:
        for options in ({}, {}, {"is_forced": True}):
            for one in (east, west):
                one.run(**options)
            assert owners(east) == {"民政局": "东区民政局", "西区民政局": "西区民政局"}
        assert east.run().redone == west.run().redone == []

    def test_another_short_name_takes_away_nothing_of_the_others(self, east: Any, west: Any) -> None:
        east.run()
        west.run()
        east.add("东.xlsx", "东区民政局", "东民政")
        east.run()
        assert owners(east) == {"东民政": "东区民政局", "西区民政局": "西区民政局"}
        assert west.run().told("B16") == []
        assert owners(east) == {"东民政": "东区民政局", "民政局": "西区民政局"}

    def test_a_report_that_another_wrote_over_is_not_taken_away(self, east: Any, west: Any) -> None:
        """As two programs of before this rule may have left it: both claim one place."""
        east.run()
        west.run(output="另")
        place = Path("outputs/2025年上半年") / f"民政局{TITLE}"
        shutil.copy(Path("另") / f"民政局{TITLE}", place)
        for record in Path("另/.summarize").glob("*.json"):
            if not record.name.endswith(".batch.json"):
                shutil.copy(record, place.parent / ".summarize" / record.name)
        east.add("东.xlsx", "东区民政局", "东民政")
        east.run()
        assert owners(east) == {"东民政": "东区民政局", "民政局": "西区民政局"}

    def test_an_interrupted_batch_of_another_folder_is_not_written_over(self, east: Any, west: Any) -> None:
        east.add("东二.xlsx", "东区教育局", "教育局")
        east.run(is_stopping=lambda: len(east.documents()) == 1)
        (name,) = reports(east)
        west.add("西二.xlsx", "西区教育局", "教育局")
        west.run()
        assert owners(east)[name] == f"东区{name}"
        assert f"西区{name}" in reports(east)

    def test_both_are_as_written_when_verified(self, east: Any, west: Any) -> None:
        east.run()
        west.run()
        assert [one.run(is_verifying=True).findings for one in (east, west)] == [[], []]


class TestOneName:
    """Units of one full name in two folders: only a mark tells them apart."""

    def test_each_has_a_place_of_its_own(self, east: Any, west: Any, district: Any) -> None:
        for one, text in ((east, "办班3期。"), (west, "办班4期。"), (district, "办班5期。")):
            one.add("甲.xlsx", "民政局", text=text)
            one.run()
        assert len(reports(east)) == 3
        before = {name: (east.root / name).read_bytes() for name in east.documents()}
        assert len(set(before.values())) == 3
        for one in (east, west, district):
            one.run(is_forced=True)
        assert {name: (east.root / name).read_bytes() for name in east.documents()} == before

    def test_a_folder_that_was_renamed_goes_on_with_its_reports(self, east: Any, west: Any) -> None:
        east.add("甲.xlsx", "民政局")
        east.run()
        west.folder.rmdir()
        east.folder.rename(west.folder)
        assert west.run().told("B16") == []
        assert reports(west) == ["民政局"]

    def test_a_copy_of_a_folder_takes_away_no_record_of_the_original(self, east: Any, west: Any) -> None:
        east.add("甲.xlsx", "民政局")
        east.run()
        for name in ("甲.xlsx", "乙.xlsx"):
            shutil.copy(east.folder / "甲.xlsx", west.folder / name)
        assert west.run().closed.outcomes == {"sent-twice": 1}
        assert east.run(is_verifying=True).findings == []

    def test_a_report_that_another_batch_of_the_folder_has_too_stays_when_its_unit_is_called_otherwise(
        self, east: Any
    ) -> None:
        east.add("甲.xlsx", "东区民政局", "民政局")
        east.run()
        east.run(period="2025年上半年")
        east.add("甲.xlsx", "东区民政局", "东民政")
        east.run()
        assert reports(east) == ["东民政", "民政局"]

    def test_other_options_write_the_same_report_anew(self, east: Any) -> None:
        east.add("甲.xlsx", "民政局")
        east.run()
        east.run(period="2025年上半年")
        assert reports(east) == ["民政局"]


class TestUnitsThatAreNoMore:
    def test_their_reports_are_not_written_over(self, district: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局").rename(district.folder / "旧.xlsx")
        district.run()
        (district.folder / "旧.xlsx").unlink()
        district.add("西.xlsx", "西区民政局", "民政局")
        outcome = district.run()
        assert owners(district) == {"民政局": "东区民政局", "西区民政局": "西区民政局"}
        assert outcome.told("B16") == [("西.xlsx", renamed("西区民政局", "西区民政局"))]

    def test_one_that_was_changed_by_hand_is_not_moved_aside_either(self, district: Any, touched: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.run()
        (district.folder / "东.xlsx").unlink()
        changed = touched(district.root / "2025年上半年" / f"民政局{TITLE}")
        district.add("西.xlsx", "西区民政局", "民政局")
        district.run()
        assert reports(district) == ["民政局", "西区民政局"]
        assert (district.root / "2025年上半年" / f"民政局{TITLE}").read_bytes() == changed

    def test_when_the_old_one_is_taken_away_the_name_is_free(self, district: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.run()
        (district.folder / "东.xlsx").unlink()
        district.add("西.xlsx", "西区民政局", "民政局")
        district.run()
        (district.root / "2025年上半年" / f"民政局{TITLE}").unlink()
        assert district.run().redone == []
        assert owners(district) == {"民政局": "西区民政局"}

    @pytest.mark.parametrize("seed", [1, 2])
    def test_two_units_exchange_their_names_in_any_order(self, district: Any, crew_of: Any, seed: int) -> None:
        district.add("甲.xlsx", "青石县甲局", "一")
        district.add("乙.xlsx", "青石县乙局", "二")
        district.run()
        district.add("甲.xlsx", "青石县甲局", "二")
        district.add("乙.xlsx", "青石县乙局", "一")
        assert district.run(crew=crew_of(seed)).told("B16") == []
        assert owners(district) == {"一": "青石县乙局", "二": "青石县甲局"}


@pytest.fixture
def touched() -> Any:
    import docx

    def touch(path: Path) -> bytes:
        document = docx.Document(str(path))
        document.add_paragraph("手改")
        document.save(str(path))
        return path.read_bytes()

    return touch
