"""What a batch writes, skips, refuses and tells, whoever does the jobs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from summarize.errors import InputError, MachineError, UsageError
from summarize.pipeline.batch import placing, running
from summarize.pipeline.batch.alone import alone_at
from summarize.pipeline.batch.manifest import Manifest

TITLE = "2025年上半年工作总结和下半年工作计划.docx"


def test_every_unit_has_its_document_and_a_line_in_the_manifest(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局", "甲局")
    district.add("东/乙.xlsx", "青石县乙局", "乙局")
    outcome = district.run()
    assert district.documents() == [f"2025年上半年/{name}{TITLE}" for name in ("乙局", "甲局")]
    assert (outcome.closed.exit_status, outcome.closed.outcomes) == (0, {"done": 2})
    result = district.manifest()["result"]
    assert [entry["path"] for entry in result["inputs"]] == ["东/乙.xlsx", "甲.xlsx"]
    (unit,) = result["inputs"][1]["units"]
    document = district.root / unit["document"]
    assert unit["document_sha256"] == hashlib.sha256(document.read_bytes()).hexdigest()
    record = document.parent / ".summarize" / f"{unit['id']}.json"
    assert unit["record_sha256"] == hashlib.sha256(record.read_bytes()).hexdigest()
    assert result["inputs"][1]["sha256"] == hashlib.sha256((district.folder / "甲.xlsx").read_bytes()).hexdigest()
    assert unit["figures"][0]["printed"] == "70"


def test_the_result_has_a_hash_that_anybody_can_compute(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局")
    district.run()
    (path,) = district.root.glob(".summarize/*.batch.json")
    content = path.read_bytes()
    result = content[content.index(b'"result": ') + 10 : content.index(b',\n"result_sha256"')]
    assert hashlib.sha256(result).hexdigest() == district.manifest()["result_sha256"]
    assert json.loads(result)["inputs"][0]["path"] == "甲.xlsx"


def test_documents_go_flat_into_a_folder_that_is_named(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局", "甲局")
    district.run(output="交付")
    assert [path.name for path in Path("交付").glob("*.docx")] == [f"甲局{TITLE}"]
    assert not district.root.exists()


def test_outputs_inside_the_folder_are_no_inputs(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局")
    district.run(output=str(district.folder / "交付"))
    shutil.copy(district.folder / "甲.xlsx", district.folder / "交付" / "另.xlsx")
    assert district.run(output=str(district.folder / "交付")).closed.outcomes == {"done": 1}


@pytest.mark.parametrize("output", ["报告.docx", "报送/甲.xlsx"])
def test_a_file_as_output_is_wrong_usage(district: Any, output: str) -> None:
    district.add("甲.xlsx", "青石县甲局")
    with pytest.raises(UsageError, match="批量要写到一个文件夹"):
        district.run(output=output)


class TestBadAmongGood:
    def test_each_keeps_its_own_findings(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.add("乙.xlsx", "青石县乙局", text="走访{走访户数}户。")
        (district.folder / "丙.xlsx").write_text("不是工作簿")
        outcome = district.run()
        assert outcome.closed.exit_status == 1
        assert outcome.closed.outcomes == {"done": 1, "failed": 2}
        files = {(Path(found.place.file).name, found.rule.code) for found in outcome.findings if found.is_error}
        assert files == {("乙.xlsx", "V55"), ("丙.xlsx", "R05")}
        assert len(district.documents()) == 1

    def test_units_of_one_workbook_are_apart(self, district: Any) -> None:
        sheets = {
            "基本信息": [
                ["填报单位", "项目", "内容"],
                [None, "年度", "2025"],
                ["甲局", "单位名称", "青石县甲局"],
                ["乙局", "单位名称", "青石县乙局"],
                ["甲局", "单位简称", "甲局"],
                ["乙局", "单位简称", "乙局"],
            ],
            "工作成效": [
                ["填报单位", "板块", "事项", "内容", "时期"],
                ["甲局", "培训", "抓好培训", "办班3期。", "上半年"],
                ["乙局", "培训", "抓好培训", "走访{无此指标}户。", "上半年"],
            ],
        }
        district.write("合.xlsx", sheets)
        outcome = district.run()
        units = district.manifest()["result"]["inputs"][0]["units"]
        assert [(unit["unit"], unit["outcome"]) for unit in units] == [("青石县甲局", "done"), ("青石县乙局", "failed")]
        assert outcome.closed.exit_status == 1

    def test_a_draft_is_written_in_spite_of_errors(self, district: Any) -> None:
        district.add("乙.xlsx", "青石县乙局", text="走访{走访户数}户。")
        outcome = district.run(is_draft=True)
        assert (outcome.closed.exit_status, outcome.closed.outcomes) == (1, {"draft": 1})
        assert [Path(name).name[:2] for name in district.documents()] == ["草稿"]

    def test_a_defect_of_ours_is_told_with_its_input_and_stops_no_other(
        self, district: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from summarize.pipeline.batch import jobs

        district.add("甲.xlsx", "青石县甲局")
        district.add("乙.xlsx", "青石县乙局")
        real = jobs.print_report

        def fail(prepared: Any, wanted: Any) -> Any:
            if prepared.report.unit == "青石县乙局":
                raise RuntimeError(str(prepared.report.unit))
            return real(prepared, wanted)

        monkeypatch.setattr(jobs, "print_report", fail)
        outcome = district.run()
        assert outcome.closed.exit_status == 70
        assert outcome.told("B09") == [("乙.xlsx", "处理“乙.xlsx”（青石县乙局）时程序自身出了故障，没有报告")]
        (defect,) = [text for event in outcome.ended for text in event.defects]
        assert "builtins.RuntimeError" in defect and "青石县" not in defect.replace('"青石县乙局"', "")
        monkeypatch.undo()
        os.chdir(district.home)
        assert district.run().redone == ["乙.xlsx"]

    def test_a_document_that_cannot_be_written_is_that_units_failure(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        (district.root / "2025年上半年" / f"甲局{TITLE}").mkdir(parents=True)
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1, "unwritten": 1}
        assert outcome.closed.exit_status == 3
        (message,) = [message for _, message in outcome.told("W12")]
        assert message.endswith("这个名字已是一个文件夹。")


class TestOneUnitTwice:
    def test_neither_is_made_whichever_came_first(self, district: Any, crew_of: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局", text="办班3期。")
        district.add("甲（修改）.xlsx", "青石县甲局", "甲局", text="办班4期。")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        for seed in (1, 2):
            outcome = district.run(crew=crew_of(seed), is_forced=True)
            assert outcome.told("B05") == [
                (name, "“青石县甲局”有 2 份输入：“甲.xlsx”、“甲（修改）.xlsx”；都没有生成")
                for name in ("甲.xlsx", "甲（修改）.xlsx")
            ]
            assert district.documents() == [f"2025年上半年/乙局{TITLE}"]
            assert outcome.closed.outcomes == {"done": 1, "sent-twice": 1}

    def test_one_that_has_errors_counts_too(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.add("甲2.xlsx", "青石县甲局", text="走访{走访户数}户。")
        assert district.run().closed.outcomes == {"sent-twice": 1}
        assert district.documents() == []

    def test_equal_copies_are_said_to_be_equal(self, district: Any) -> None:
        shutil.copy(district.add("甲.xlsx", "青石县甲局"), district.folder / "副本.xlsx")
        (message, *_) = [message for _, message in district.run().told("B05")]
        assert message == "“青石县甲局”有 2 份输入：“副本.xlsx”、“甲.xlsx”，内容完全相同；都没有生成"

    def test_when_one_is_gone_the_other_is_made(self, district: Any) -> None:
        shutil.copy(district.add("甲.xlsx", "青石县甲局"), district.folder / "副本.xlsx")
        district.run()
        (district.folder / "副本.xlsx").unlink()
        assert district.run().closed.outcomes == {"done": 1}
        assert len(district.documents()) == 1

    def test_what_an_earlier_run_wrote_is_taken_away_unless_it_was_changed(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        district.run()
        backup = f"乙局{TITLE.removesuffix('.docx')}（改动备份）.docx"
        touch(district.root / "2025年上半年" / f"乙局{TITLE}")
        for name in ("甲", "乙"):
            shutil.copy(district.folder / f"{name}.xlsx", district.folder / f"{name}副本.xlsx")
        district.run()
        assert [Path(name).name for name in district.documents()] == [backup]


class TestNames:
    def test_units_called_alike_all_have_their_full_names(self, district: Any, crew_of: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.add("西.xlsx", "西区民政局", "民政局")
        district.add("南.xlsx", "南区民政局", "南民政局")
        for seed in range(3):
            district.run(crew=crew_of(seed), is_forced=True)
            assert [Path(name).name for name in district.documents()] == [
                f"{name}{TITLE}" for name in ("东区民政局", "南民政局", "西区民政局")
            ]

    def test_a_newcomer_changes_the_name_of_one_that_is_skipped_and_gives_it_back(self, district: Any) -> None:
        district.add("东.xlsx", "东区民政局", "民政局")
        district.run()
        assert district.documents() == [f"2025年上半年/民政局{TITLE}"]
        district.add("西.xlsx", "西区民政局", "民政局")
        assert district.run().redone == ["西.xlsx"]
        assert [Path(name).name for name in district.documents()] == [f"东区民政局{TITLE}", f"西区民政局{TITLE}"]
        (district.folder / "西.xlsx").unlink()
        assert district.run().redone == []
        assert f"2025年上半年/民政局{TITLE}" in district.documents()

    def test_full_names_that_files_cannot_tell_apart_get_a_mark(self, district: Any, crew_of: Any) -> None:
        district.add("甲.xlsx", "青石县甲?局")
        district.add("乙.xlsx", "青石县甲*局")
        seen = set()
        for seed in range(2):
            district.run(crew=crew_of(seed), is_forced=True)
            seen.add(tuple(district.documents()))
        (names,) = seen
        assert len(names) == 2 and all("青石县甲_局" in name and "（" in name for name in names)

    def test_one_called_in_full_as_another_in_short_is_asked_about(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县民政局", "县民政局")
        district.add("乙.xlsx", "县民政局")
        outcome = district.run()
        assert outcome.told("B06") == [
            ("乙.xlsx", "“县民政局”是“青石县民政局”（甲.xlsx）的简称，可能是同一个单位；两份报告都写了")
        ]
        assert outcome.closed.outcomes == {"done": 2}
        assert len(district.documents()) == 2


def test_a_year_unlike_that_of_most_is_told(district: Any) -> None:
    for name in ("甲", "乙"):
        district.add(f"{name}.xlsx", f"青石县{name}局")
    district.add("丙.xlsx", "青石县丙局", year="2024")
    assert district.run().told("B07") == [("丙.xlsx", "“青石县丙局”的年度是2024年，多数单位是2025年")]


class TestAgain:
    @pytest.fixture(autouse=True)
    def once(self, district: Any) -> None:
        for name in ("甲", "乙", "丙"):
            district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局")
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
        self.first = district.run()

    def test_what_has_not_changed_is_skipped_errors_and_all(self, district: Any) -> None:
        before = district.manifest()
        again = district.run()
        assert again.redone == []
        assert again.findings == self.first.findings
        assert (again.closed.exit_status, again.closed.skipped) == (1, 4)
        assert district.manifest()["result_sha256"] == before["result_sha256"]

    def test_force_does_all_again(self, district: Any) -> None:
        before = district.manifest()["result_sha256"]
        assert len(district.run(is_forced=True).redone) == 4
        assert district.manifest()["result_sha256"] == before

    def test_a_changed_input_is_done_again(self, district: Any) -> None:
        district.add("乙.xlsx", "青石县乙局", "乙局", text="办班9期。")
        assert district.run().redone == ["乙.xlsx"]

    def test_an_input_that_was_only_touched_is_skipped(self, district: Any) -> None:
        os.utime(district.folder / "乙.xlsx", (1, 1))
        assert district.run().redone == []

    def test_a_lost_document_is_written_again(self, district: Any) -> None:
        (district.root / "2025年上半年" / f"甲局{TITLE}").unlink()
        assert district.run().redone == ["甲.xlsx"]
        assert len(district.documents()) == 3

    def test_a_lost_record_is_written_again(self, district: Any) -> None:
        for record in (district.root / "2025年上半年" / ".summarize").glob("*.json"):
            record.unlink()
        assert district.run().redone == ["丙.xlsx", "乙.xlsx", "甲.xlsx"]

    def test_a_changed_document_is_kept_aside_and_made_again(self, district: Any) -> None:
        path = district.root / "2025年上半年" / f"甲局{TITLE}"
        before = path.read_bytes()
        changed = touch(path)
        assert district.run().redone == ["甲.xlsx"]
        assert path.read_bytes() == before
        assert path.with_name(f"{path.stem}（改动备份）.docx").read_bytes() == changed

    def test_another_template_does_all_again(self, district: Any) -> None:
        template = Path("我的.docx")
        shutil.copy(Path(__file__).parents[2] / "templates" / "半年工作总结.docx", template)
        district.run(template=str(template))
        assert district.run(template=str(template)).redone == []
        document = docx.Document(str(template))
        document.add_paragraph("另一段")
        document.save(str(template))
        assert len(district.run(template=str(template)).redone) == 4

    def test_another_program_does_all_again(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("summarize.pipeline.batch.basis._program_hash", lambda: "0")
        assert len(district.run().redone) == 4

    def test_another_stage_has_a_manifest_and_documents_of_its_own(self, district: Any) -> None:
        assert len(district.run(stage="送审稿").redone) == 4
        assert district.run().redone == []
        assert len(district.documents()) == 6

    def test_a_damaged_manifest_is_made_anew(self, district: Any) -> None:
        (path,) = district.root.glob(".summarize/*.batch.json")
        before = district.manifest()["result_sha256"]
        for content in (b"", b"{}", path.read_bytes()[:-200], path.read_bytes().replace(b'"outcome"', b'"o"')):
            path.write_bytes(content)
            district.run()
            assert district.manifest()["result_sha256"] == before

    def test_a_damaged_journal_is_begun_anew(self, district: Any) -> None:
        before = district.manifest()["result_sha256"]
        (path,) = district.root.glob(".summarize/*.batch.json")
        path.with_suffix(".journal").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        district.run()
        assert district.manifest()["result_sha256"] == before
        assert not path.with_suffix(".journal").exists()

    def test_reports_of_units_that_are_no_more_stay(self, district: Any) -> None:
        (district.folder / "乙.xlsx").unlink()
        district.run()
        assert len(district.documents()) == 3
        assert len(district.manifest()["result"]["inputs"]) == 3


class TestVerify:
    @pytest.fixture(autouse=True)
    def once(self, district: Any) -> None:
        for name in ("甲", "乙"):
            district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局")
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
        district.run()
        self.folder = district.root / "2025年上半年"

    def verify(self, district: Any) -> list[tuple[str, str, str]]:
        before = contents(district.home)
        outcome = district.run(is_verifying=True)
        assert contents(district.home) == before
        assert outcome.closed.exit_status == (1 if any(found.is_error for found in outcome.findings) else 0)
        return [
            (found.rule.code, Path(found.place.file).name, found.message.replace(str(self.folder), "…"))
            for found in outcome.findings
        ]

    def test_what_was_just_written_is_equal(self, district: Any) -> None:
        assert self.verify(district) == []

    def test_a_changed_and_a_missing_document_are_told(self, district: Any) -> None:
        touch(self.folder / f"甲局{TITLE}")
        (self.folder / f"乙局{TITLE}").unlink()
        assert [(code, name) for code, name, _ in self.verify(district)] == [("B24", "乙.xlsx"), ("B25", "甲.xlsx")]

    def test_changed_new_and_lost_inputs_are_told(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局", text="办班9期。")
        district.add("新.xlsx", "青石县新局")
        (district.folder / "乙.xlsx").unlink()
        assert self.verify(district) == [
            ("B22", "乙.xlsx", "“乙.xlsx”没有了"),
            ("B22", "新.xlsx", "“新.xlsx”是新来的，上次批量里没有"),
            ("B22", "甲.xlsx", "“甲.xlsx”在生成以后改动过"),
            ("B15", "2025年上半年", f"“乙局{TITLE}”已不属于任何单位"),
        ]

    def test_a_manifest_that_was_changed_is_told(self, district: Any) -> None:
        (path,) = district.root.glob(".summarize/*.batch.json")
        unit = district.manifest()["result"]["inputs"][-1]["units"][0]
        path.write_bytes(path.read_bytes().replace(unit["document_sha256"].encode(), b"0" * 64))
        assert [code for code, _, _ in self.verify(district)] == ["B25", "B23", "B26"]

    def test_without_a_batch_there_is_nothing_to_verify(self, district: Any) -> None:
        with pytest.raises(InputError, match="不知道上次写了什么"):
            district.run(is_verifying=True, stage="定稿")


class TestFolder:
    def told(self, district: Any, code: str) -> list[str]:
        return [message for _, message in district.run().told(code)]

    def test_locks_hidden_files_and_papers_are_no_inputs(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        for name in ("~$甲.xlsx", ".~甲.xlsx", ".~lock.甲.xlsx#", ".隐.xlsx", "Thumbs.db", "说明.docx", "图.png"):
            (district.folder / name).write_bytes(b"x")
        assert self.told(district, "B03") == ["文件夹里不是工作簿、没有读的文件：“图.png”、“说明.docx”"]
        assert len(district.manifest()["result"]["inputs"]) == 1

    def test_a_workbook_is_known_by_its_content(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局").rename(district.folder / "甲.数据")
        assert district.run().closed.outcomes == {"done": 1}

    def test_the_folder_itself_may_be_one_of_csv(self, district: Any, csv_folder: Any) -> None:
        csv_folder(district.folder, "青石县甲局")
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1}
        assert district.manifest()["result"]["inputs"][0]["path"] == "."

    def test_an_empty_folder_is_told_with_a_way_out(self, district: Any) -> None:
        with pytest.raises(InputError) as raised:
            district.run()
        (finding,) = raised.value.findings
        assert (finding.rule.code, finding.message) == ("B01", f"文件夹“{district.folder}”里没有可以生成报告的工作簿")
        assert not district.root.exists()

    def test_a_file_or_nothing_in_the_place_of_the_folder_is_told(self, district: Any) -> None:
        district.folder.rmdir()
        with pytest.raises(InputError, match="找不到文件"):
            district.run()
        district.folder.write_text("x")
        with pytest.raises(InputError, match="是一个文件，batch 要的是"):
            district.run()

    @pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
    def test_links_in_circles_and_dead_ones_are_told(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        (district.folder / "圈").symlink_to(district.folder)
        (district.folder / "断.xlsx").symlink_to("没有.xlsx")
        (district.folder / "己").symlink_to("己")
        assert self.told(district, "B04") == [
            "“圈”是一个链接，指向的文件夹已经读过",
            "“己”是一个断了的或绕成圈的链接，或不是普通文件",
            "“断.xlsx”是一个断了的或绕成圈的链接，或不是普通文件",
        ]

    @pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="needs names of bytes")
    def test_a_name_that_is_no_text_is_told(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        shutil.copy(district.folder / "甲.xlsx", os.fsencode(district.folder) + b"/\xff\xfe.xlsx")
        assert self.told(district, "B04") == ["“??.xlsx”文件名的编码不对（不是 UTF-8），无法写进报告和生成记录"]

    def test_a_classified_input_is_refused_and_leaves_no_words(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.write(
            "乙.xlsx", {"工作成效": [["机密★1年"], ["事项", "内容", "时期"], ["机要", "勿外传之事。", "上半年"]]}
        )
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 1, "failed": 1}
        kept = b"".join(path.read_bytes() for path in district.root.rglob("*") if path.is_file())
        assert "勿外传".encode() not in kept and "机密★".encode() not in kept

    def test_on_a_machine_for_secrets_nothing_of_cells_is_kept(
        self, district: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (running, __import__("summarize.pipeline.document_record", fromlist=["_"])):
            monkeypatch.setattr(module, "is_classified_machine", lambda: True)
        district.add("甲.xlsx", "青石县甲局", text="走访{走访户数}户。")
        district.add("乙.xlsx", "青石县乙局")
        outcome = district.run()
        assert any("走访户数" in found.message for event in outcome.ended for found in event.entry.units[0].findings)
        (path,) = district.root.glob(".summarize/*.batch.json")
        assert "走访户数" not in path.read_text(encoding="utf-8")
        assert all(not unit["figures"] for entry in district.manifest()["result"]["inputs"] for unit in entry["units"])
        assert district.run().redone == ["甲.xlsx"]


def test_two_batches_at_one_place_do_not_meet(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局")
    with alone_at(district.root.relative_to(district.home)):
        with pytest.raises(MachineError, match="另一个批量正在往“outputs”里写，本次什么也没有做"):
            district.run()
        assert district.run(output="别处").closed.exit_status == 0
    assert district.run().closed.exit_status == 0


def test_what_a_killed_batch_was_writing_is_cleared_away(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局")
    folder = district.root / "2025年上半年"
    (folder / ".summarize").mkdir(parents=True)
    drafts = [folder / ".0a.passing.tmp", folder / ".summarize" / ".0b.passing.tmp", district.root / ".0c.passing.tmp"]
    for draft in drafts:
        draft.write_text("半")
    (folder / ".别人的.tmp").write_text("留")
    district.run()
    assert not any(draft.exists() for draft in drafts)
    assert (folder / ".别人的.tmp").exists()


def test_entries_of_a_manifest_come_back_as_they_were(district: Any) -> None:
    district.add("甲.xlsx", "青石县甲局", text="走访{走访户数}户。")
    outcome = district.run()
    (path,) = district.root.glob(".summarize/*.batch.json")
    (entry,) = Manifest(path).entries()
    assert entry == outcome.ended[0].entry
    assert placing.is_intact(entry, district.root)


def touch(path: Path) -> bytes:
    """Change a document as a person does, and return what it is then."""
    document = docx.Document(str(path))
    document.add_paragraph("手改")
    document.save(str(path))
    return path.read_bytes()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
