"""Batches that are stopped, killed and begun again, and what stands in the way of a report."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import docx
import pytest

from summarize.batch import find
from summarize.cli import layout
from summarize.opc.rules import TOO_LARGE
from summarize.pipeline.batch import running
from summarize.pipeline.batch.jobs import Job, JobResult, run_job
from summarize.pipeline.making import Templates

TITLE = "2025年上半年工作总结和下半年工作计划.docx"


class Meddling:
    """Does the jobs one after the other; when all are written, somebody is at the documents."""

    size = 1
    in_hand: tuple[str, ...] = ()

    def __init__(self, templates: Templates, meddle: Callable[[], None]) -> None:
        self._templates = templates
        self._meddle = meddle

    def run(
        self, jobs: Iterable[Job | None], is_stopping: Callable[[], bool]
    ) -> Generator[JobResult | None, None, None]:
        for job in jobs:
            yield run_job(job, self._templates) if job is not None else None
        self._meddle()


def names(district: Any) -> list[str]:
    return [Path(name).name.removesuffix(TITLE) for name in district.documents()]


def place(district: Any, name: str) -> Path:
    return district.root / "2025年上半年" / f"{name}{TITLE}"


class TestStopped:
    @pytest.fixture(autouse=True)
    def units(self, district: Any) -> None:
        for name in ("甲", "乙", "丙", "丁"):
            district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局")

    def stop_after(self, district: Any, count: int, **options: Any) -> Any:
        seen: list[int] = []

        def is_stopping() -> bool:
            seen.append(len(seen))
            return len(seen) > count

        return district.run(is_stopping=is_stopping, **options)

    def test_an_input_that_is_gone_when_it_goes_on_is_in_no_manifest(self, district: Any) -> None:
        self.stop_after(district, 2)
        (gone, *_) = names(district)
        (district.folder / f"{gone.removesuffix('局')}.xlsx").unlink()
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 3}
        paths = [entry["path"] for entry in district.manifest()["result"]["inputs"]]
        assert len(paths) == 3 and f"{gone.removesuffix('局')}.xlsx" not in paths

    def test_what_is_told_is_what_was_looked_at(self, district: Any) -> None:
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
        district.run()
        outcome = self.stop_after(district, 1, is_forced=True)
        assert (outcome.closed.done, outcome.closed.left) == (1, 3)
        assert outcome.closed.outcomes.total() == 1
        assert {Path(found.place.file).name for found in outcome.findings} <= set(outcome.redone)

    def test_stale_results_of_what_is_left_are_not_counted(self, district: Any) -> None:
        district.run()
        for name in ("甲", "乙", "丙"):
            district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局", text="走访{走访户数}户。")
        outcome = self.stop_after(district, 0)
        assert (outcome.closed.outcomes, outcome.closed.exit_status) == ({"done": 1}, 0)

    def test_going_on_after_force_does_the_rest_anew(self, district: Any) -> None:
        district.run()
        done = self.stop_after(district, 1, is_forced=True).redone
        assert len(done) == 1
        assert sorted([*done, *district.run().redone]) == ["丁.xlsx", "丙.xlsx", "乙.xlsx", "甲.xlsx"]


class TestKilledBeforeTheManifest:
    """After the units were compared, but before anything was written of it."""

    def kill(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def die(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(running, "write_manifest", die)
            with pytest.raises(KeyboardInterrupt):
                district.run()

    def test_when_one_of_two_is_gone_the_other_is_made(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("一", "二"):
            district.add(f"{name}.xlsx", "青石县甲局", "甲局")
        self.kill(district, monkeypatch)
        (district.folder / "二.xlsx").unlink()
        assert district.run().closed.outcomes == {"done": 1}
        assert names(district) == ["甲局"]

    def test_what_is_told_of_units_together_is_told_once(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        district.add("一.xlsx", "青石县民政局", "县民政局")
        district.add("二.xlsx", "县民政局")
        self.kill(district, monkeypatch)
        assert len(district.run().told("B06")) == 1


class TestInTheWay:
    def test_the_template_is_never_written_over(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        template = place(district, "甲局")
        template.parent.mkdir(parents=True)
        shutil.copy(Path(__file__).parents[2] / "templates" / "半年工作总结.docx", template)
        before = template.read_bytes()
        outcome = district.run(template=str(template))
        assert outcome.closed.outcomes == {"unwritten": 1}
        assert template.read_bytes() == before
        relative = f"outputs/2025年上半年/甲局{TITLE}"
        message = f"“{relative}”就是要用的“{template}”，不能写在它上面"
        assert outcome.told("W16") == [(template.name, message)]

    @pytest.mark.parametrize("shorts", [("民政局", "民政局"), ("a局", "A局"), ("A局", "a局")])
    def test_units_of_one_workbook_that_are_called_alike_are_both_written(
        self, district: Any, shorts: tuple[str, str]
    ) -> None:
        facts = [["填报单位", "项目", "内容"], [None, "年度", "2025"]]
        for unit, short in zip(("东区", "西区"), shorts, strict=True):
            facts += [[unit, "单位名称", f"{unit}民政局"], [unit, "单位简称", short]]
        rows = [[unit, "培训", "抓好培训", f"办班{unit}。", "上半年"] for unit in ("东区", "西区")]
        head = ["填报单位", "板块", "事项", "内容", "时期"]
        district.write("合.xlsx", {"基本信息": facts, "工作成效": [head, *rows]})
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 2}
        # Also while they wait for their names: there are disks that know no difference of case.
        assert len({unit.place.casefold() for event in outcome.ended for unit in event.entry.units}) == 2
        assert [name.partition("2025年")[0] for name in names(district)] == ["东区民政局", "西区民政局"]
        assert district.run(is_verifying=True).findings == []

    def test_a_report_that_is_changed_while_it_waits_for_its_name_is_not_moved(self, district: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.add("西.xlsx", "西区民政局", "民政局")
        changed: list[bytes] = []

        def meddle() -> None:
            document = docx.Document(str(place(district, "民政局")))
            document.add_paragraph("手改")
            document.save(str(place(district, "民政局")))
            changed.append(place(district, "民政局").read_bytes())

        outcome = district.run(crew=lambda _, templates: Meddling(templates, meddle))
        message = f"“东区民政局”的报告“2025年上半年/民政局{TITLE}”写好后被改动、移走或打开，没能改成最后的名字"
        assert outcome.told("B12") == [("东.xlsx", message)]
        assert place(district, "民政局").read_bytes() == changed[0]

    def test_what_somebody_has_put_where_a_report_is_moved_to_is_kept(self, district: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.add("西.xlsx", "西区民政局", "民政局")

        def meddle() -> None:
            place(district, "东区民政局").write_bytes(b"mine")

        district.run(crew=lambda _, templates: Meddling(templates, meddle))
        path = place(district, "东区民政局")
        assert path.with_name(f"{path.stem}（改动备份）.docx").read_bytes() == b"mine"
        assert len(names(district)) == 3


class TestPeriods:
    def test_a_units_report_of_another_year_stays_when_its_workbook_is_gone(self, district: Any) -> None:
        for year in ("2024", "2025"):
            district.add(f"{year}.xlsx", "青石县甲局", "甲局", year=year)
        district.run()
        assert len(district.documents()) == 2
        (district.folder / "2024.xlsx").unlink()
        district.run()
        assert len(district.documents()) == 2

    def test_most_units_say_which_year_is_usual_not_the_latest(self, district: Any) -> None:
        for name, year in (("甲", "2024"), ("乙", "2024"), ("丙", "2025")):
            district.add(f"{name}.xlsx", f"青石县{name}局", year=year)
        assert district.run().told("B07") == [("丙.xlsx", "“青石县丙局”的年度是2025年，多数单位是2024年")]

    def test_of_as_many_of_one_year_as_of_the_other_nobody_is_told(self, district: Any) -> None:
        for name, year in (("甲", "2024"), ("乙", "2025")):
            district.add(f"{name}.xlsx", f"青石县{name}局", year=year)
        assert district.run().told("B07") == []


def test_one_that_is_called_as_many_are_in_short_is_told_once_with_three_of_them(district: Any) -> None:
    for number in range(5):
        district.add(f"{number}.xlsx", f"{number}区民政局", "民政局")
    district.add("民.xlsx", "民政局")
    outcome = district.run()
    named = "、".join(f"“{number}区民政局”（{number}.xlsx）" for number in range(3))
    message = f"“民政局”是{named}等 5 个单位的简称，可能是同一个单位；各份报告都写了"
    assert outcome.told("B06") == [("民.xlsx", message)]


def test_a_table_with_another_name_and_the_same_content_is_another_input(district: Any, csv_folder: Any) -> None:
    csv_folder(district.folder / "甲", "青石县甲局")
    district.run()
    (district.folder / "甲" / "指标.csv").rename(district.folder / "甲" / "指标数据.csv")
    assert district.run().redone == ["甲"]


def test_an_input_that_is_too_large_is_told_whether_workbook_or_folder(
    district: Any, csv_folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_folder(district.folder / "甲", "青石县甲局")
    district.add("乙.xlsx", "青石县乙局")
    csv_folder(district.folder / "丙", "青石县丙局")
    (district.folder / "丙" / "说明.csv").write_text("一" * (1 << 19))
    monkeypatch.setattr(find, "MAX_BYTES", 1 << 20)
    outcome = district.run()
    assert outcome.told(TOO_LARGE.code) == [("丙", "“丙”超过 1 MB，正常的工作簿不会这样大")]
    assert outcome.closed.outcomes == {"done": 2, "failed": 1}


@pytest.mark.skipif(os.name != "posix", reason="as shells of POSIX take it")
@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("报送", "报送"),
        ("1—5月", "1—5月"),
        ("2025年 上半年", '"2025年 上半年"'),
        ("它's", '"它\'s"'),
        ("值$HOME", "'值$HOME'"),
        ("a'b$c", "'a'\\''b$c'"),
        ("报送；一", "报送；一"),
        ("报送;一", '"报送;一"'),
        ("", '""'),
    ],
)
def test_a_word_is_typed_so_that_a_shell_takes_it_as_it_is(word: str, typed: str) -> None:
    import shlex

    assert layout.as_typed(word) == typed
    assert shlex.split(typed) == [word]
