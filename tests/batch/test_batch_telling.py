"""What a batch tells its people beside the errors in workbooks: who is missing, what was kept, what is left over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from summarize.cli.app import application
from summarize.errors import InputError, UsageError

TITLE = "2025年上半年工作总结和下半年工作计划"
BACKUP = f"甲局{TITLE}（改动备份）.docx"
KEPT = ("甲.xlsx", f"“青石县甲局”的报告在 Word 里改过，已另存为“{BACKUP}”；新写的不含这些改动")


@pytest.fixture(autouse=True)
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line do its jobs in this process, too."""
    from batch.conftest import InlineCrew

    monkeypatch.setattr(
        "summarize.pipeline.batch.running.crew_for", lambda _: lambda _, templates: InlineCrew(templates)
    )
    monkeypatch.setattr(
        "summarize.pipeline.batch.verifying.crew_for", lambda _: lambda _, templates: InlineCrew(templates)
    )


def shown(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["batch", *arguments])


def change_in_word(path: Path) -> bytes:
    document = docx.Document(str(path))
    document.add_paragraph("领导改的一句。")
    document.save(str(path))
    return path.read_bytes()


def in_overview(outcome: Any, text: str) -> bool:
    return text in outcome.closed.overview[1].read_text(encoding="utf-8")


class TestKeptAside:
    @pytest.fixture(autouse=True)
    def changed(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        district.run()
        self.place = district.root / "2025年上半年" / f"甲局{TITLE}.docx"
        change_in_word(self.place)

    def test_a_report_changed_in_word_is_told_with_its_unit(self, district: Any) -> None:
        before = district.manifest()["result_sha256"]
        outcome = district.run()
        assert outcome.told("B14") == [KEPT]
        assert (outcome.closed.exit_status, outcome.closed.outcomes) == (0, {"done": 2})
        assert district.manifest()["result_sha256"] == before
        assert district.manifest()["run"]["kept_aside"][0][0] == f"2025年上半年/{BACKUP}"

    def test_it_is_told_again_until_the_workbook_is_changed(self, district: Any) -> None:
        district.run()
        outcome = district.run()
        assert (outcome.told("B14"), outcome.redone) == ([KEPT], [])
        district.add("甲.xlsx", "青石县甲局", "甲局", text="领导改的一句。")
        assert district.run().told("B14") == []

    def test_it_is_told_no_more_once_what_was_kept_is_taken_away(self, district: Any) -> None:
        district.run()
        self.place.with_name(BACKUP).unlink()
        assert district.run().told("B14") == []

    def test_a_file_of_somebody_else_is_told_as_such(self, district: Any) -> None:
        self.place.write_bytes(b"anybody's")
        assert district.run().told("B14") == [
            ("甲.xlsx", f"要写“青石县甲局”的报告的地方，原有一份不是程序写的文件，已另存为“{BACKUP}”")
        ]

    def test_one_that_stood_where_a_document_is_moved_to_is_told(self, district: Any) -> None:
        target = self.place.with_name(f"青石县甲局{TITLE}.docx")
        target.write_bytes(b"anybody's")
        district.add("丙.xlsx", "白石县甲局", "甲局")
        outcome = district.run(crew=None)
        backup = f"青石县甲局{TITLE}（改动备份）.docx"
        assert (
            "甲.xlsx",
            f"要写“青石县甲局”的报告的地方，原有一份不是程序写的文件，已另存为“{backup}”",
        ) in outcome.told("B14")

    def test_it_is_told_by_the_run_that_completes_one_that_was_cut_short(self, district: Any) -> None:
        stopped = district.run(is_stopping=lambda: self.place.with_name(BACKUP).exists())
        if stopped.closed.left:
            assert district.run().told("B14") == [KEPT]
        else:
            assert stopped.told("B14") == [KEPT]


class TestLeftOver:
    @pytest.fixture(autouse=True)
    def written(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局", "甲局")
        district.add("乙.xlsx", "青石县乙局", "乙局")
        district.run()

    def test_the_report_of_a_unit_that_is_gone_is_told_as_long_as_it_lies_there(self, district: Any) -> None:
        (district.folder / "乙.xlsx").unlink()
        for _ in range(2):
            outcome = district.run()
            assert outcome.told("B15") == [("2025年上半年", f"“乙局{TITLE}.docx”已不属于任何单位")]
        (district.root / "2025年上半年" / f"乙局{TITLE}.docx").unlink()
        assert district.run().told("B15") == []

    def test_the_report_under_a_name_that_is_no_more_is_told(self, district: Any) -> None:
        district.add("乙.xlsx", "青石县丙局", "丙局")
        outcome = district.run()
        assert outcome.told("B15") == [("2025年上半年", f"“乙局{TITLE}.docx”已不属于任何单位")]
        assert outcome.closed.exit_status == 0
        assert in_overview(outcome, f"“乙局{TITLE}.docx”已不属于任何单位")

    def test_several_are_one_line(self, district: Any) -> None:
        district.add("丙.xlsx", "青石县丙局", "丙局")
        district.run()
        for name in ("甲", "乙"):
            (district.folder / f"{name}.xlsx").unlink()
        (finding,) = (found for found in district.run().findings if found.rule.code == "B15")
        assert finding.message == f"“乙局{TITLE}.docx”、“甲局{TITLE}.docx” 2 份报告已不属于任何单位"
        assert [Path(place.file).name for place in finding.related] == [f"乙局{TITLE}.docx", f"甲局{TITLE}.docx"]

    def test_the_report_of_a_unit_with_errors_is_still_its_own(self, district: Any) -> None:
        district.add("乙.xlsx", "青石县乙局", "乙局", text="走访{走访户数}户。")
        assert district.run().told("B15") == []
        (district.folder / "乙.xlsx").write_text("打不开")
        assert district.run().told("B15") == []
        (district.folder / "乙.xlsx").unlink()
        assert district.run().told("B15") == [("2025年上半年", f"“乙局{TITLE}.docx”已不属于任何单位")]

    def test_a_verification_tells_it_too(self, district: Any) -> None:
        (district.folder / "乙.xlsx").unlink()
        before = district.run(is_verifying=True)
        assert before.told("B15") == [("2025年上半年", f"“乙局{TITLE}.docx”已不属于任何单位")]
        district.run()
        after = district.run(is_verifying=True)
        assert [(found.rule.code, found.message) for found in after.findings] == [
            ("B15", f"“乙局{TITLE}.docx”已不属于任何单位")
        ]


class TestOtherYears:
    @pytest.fixture(autouse=True)
    def written(self, district: Any) -> None:
        for name, year in (("甲", "2025"), ("乙", "2025"), ("丙", "2024")):
            district.add(f"{name}.xlsx", f"青石县{name}局", year=year)

    def test_it_is_counted_and_named_on_the_screen(self) -> None:
        lines = shown("报送", "--period", "上半年").stdout.splitlines()
        assert lines[1] == "年度不同 1 个：青石县丙局（2024年）。已照各自的年度生成，请核对。"
        assert lines[2:5] == ["结果          单位数", "已生成        3", "其中年度不同  1"]

    def test_the_advice_names_the_period_that_was_asked_for(self, district: Any) -> None:
        (finding,) = (found for found in district.run(period="二季度").findings if found.rule.code == "B07")
        assert finding.suggestion == (
            "核对“基本信息”的“年度”；要求大家同一年的，在 --period 里写上年份，如 2025年二季度。"
        )


class TestScreen:
    def test_the_first_line_counts_units_and_the_next_names_who_has_not_sent(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.add("外.xlsx", "澜江供水公司")
        (district.folder / "应报单位.txt").write_text(
            "单位,联系人,电话\n青石县甲局,,\n青石县乙局,张科长,0000-2220\n"
            + "".join(f"白鹭乡第{number}站,,\n" for number in range(22)),
            encoding="utf-8",
        )
        result = shown("报送", "--period", "上半年")
        lines = result.stdout.splitlines()
        assert lines[0] == "应报 24 个，已报 1 个（已生成 1，有错误 0），未报送 23 个，名单外 1 个。"
        named = "、".join(f"白鹭乡第{number}站" for number in range(19))
        assert lines[1] == f"未报送 23 个：青石县乙局（张科长，0000-2220）、{named}等23个。"
        assert "B30" not in result.stderr
        listed = json.loads(shown("报送", "--period", "上半年", "--format", "json").stdout)
        assert [found["code"] for found in listed].count("B30") == 23

    def test_a_unit_sent_twice_is_one_with_errors(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        district.add("甲2.xlsx", "青石县甲局", text="办班4期。")
        (district.folder / "应报单位.txt").write_text("青石县甲局\n", encoding="utf-8")
        lines = shown("报送", "--period", "上半年").stdout.splitlines()
        assert lines[:3] == [
            "应报 1 个，已报 1 个（已生成 0，有错误 1），未报送 0 个。",
            "结果                单位数",
            "重复报送，没有生成  1",
        ]

    def test_what_holds_for_the_whole_comes_first_and_what_is_cut_stands_in_the_overview(self, district: Any) -> None:
        for number in range(40):
            district.add(f"单位{number:02}.xlsx", f"青石县第{number}办", text="走访{走访户数}户。")
        (district.folder / "说明.docx").write_bytes(b"x")
        lines = shown("报送", "--period", "上半年").stderr.splitlines()
        first = lines.index("报送")
        assert lines[first + 1].startswith("  提示 B03：文件夹里不是工作簿、没有读的文件：“说明.docx”")
        assert lines[-2].startswith("……另有 ") and lines[-2].endswith(" 项，见总览")
        assert len(lines[first:]) <= 30

    def test_a_workbook_of_several_units_is_told_with_those_that_have_errors(self, district: Any) -> None:
        head = ["填报单位", "项目", "内容"]
        facts = [[name, "单位名称", f"青石县{name}"] for name in ("甲局", "乙局")]
        rows = [
            ["甲局", "培训", "抓好培训", "办班3期。", "上半年"],
            ["乙局", "培训", "抓好培训", "{无此数}户。", "上半年"],
        ]
        district.write(
            "合.xlsx",
            {
                "基本信息": [head, [None, "年度", "2025"], *facts],
                "工作成效": [["填报单位", "板块", "事项", "内容", "时期"], *rows],
            },
        )
        lines = shown("报送", "--period", "上半年").stderr.splitlines()
        assert lines[0].startswith("合.xlsx（青石县乙局）：错误 1 处")

    def test_all_done_anew_is_explained(self, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        district.add("甲.xlsx", "青石县甲局")
        shown("报送", "--period", "上半年")
        assert "全部重做" not in shown("报送", "--period", "上半年").stderr
        monkeypatch.setattr("summarize.pipeline.batch.basis._program_hash", lambda: "0")
        assert shown("报送", "--period", "上半年").stderr.splitlines()[0] == "程序有变化，全部重做。"

    def test_a_verification_counts_reports_and_units_without_one(self, district: Any) -> None:
        for name in ("甲", "乙"):
            district.add(f"{name}.xlsx", f"青石县{name}局")
        district.add("丁.xlsx", "青石县丁局", text="走访{走访户数}户。")
        (district.folder / "应报单位.txt").write_text(
            "青石县甲局\n青石县乙局\n青石县丁局\n青石县戊局\n", encoding="utf-8"
        )
        shown("报送", "--period", "上半年")
        result = shown("报送", "--period", "上半年", "--verify")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.splitlines() == [
            "已写好的 2 份与工作簿一致。",
            "没有报告的单位：有错误的 1 个，未报送的 1 个。",
            "结果      工作簿",
            "核对一致  3",
        ]

    def test_a_changed_report_is_not_counted_as_equal(self, district: Any) -> None:
        for name in ("甲", "乙"):
            district.add(f"{name}.xlsx", f"青石县{name}局", f"{name}局")
        shown("报送", "--period", "上半年")
        change_in_word(district.root / "2025年上半年" / f"甲局{TITLE}.docx")
        result = shown("报送", "--period", "上半年", "--verify")
        assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "已写好的 1 份与工作簿一致。")
        assert result.stderr.splitlines()[-2].endswith(
            "改法：有意的修改，请改到工作簿里：再运行一次 summarize batch 会由工作簿重写这一份，"
            "改动过的另存为“…（改动备份）.docx”。"
        )


class TestUsage:
    def test_without_a_period_an_example_is_shown(self, district: Any) -> None:
        result = shown("报送")
        assert (result.exit_code, result.stderr.splitlines()[0].partition("例：")[2]) == (
            2,
            "application batch 报送 --period 二季度"
            if "application" in result.stderr
            else "summarize batch 报送 --period 二季度",
        )

    def test_a_folder_that_is_not_there_is_told_with_the_one_that_may_be_meant(self, district: Any) -> None:
        result = shown("报关", "--period", "上半年")
        assert (result.exit_code, result.stderr.splitlines()[0]) == (
            1,
            "错误 R01 报关：找不到文件夹“报关”。改法：旁边有文件夹“报送”，是否指它？",
        )

    def test_a_document_as_output_is_told_with_an_example(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        with pytest.raises(UsageError) as raised:
            district.run(output="交稿.docx")
        assert raised.value.findings[0].suggestion == "写一个文件夹的名字，例：--output 交稿；或不写。"


class TestOwnFiles:
    def test_an_overview_in_the_folder_is_no_input(self, district: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        (workbook, page) = district.run().closed.overview
        shutil.copy(workbook, district.folder / "二季度总览.xlsx")
        shutil.copy(page, district.folder)
        outcome = district.run()
        assert (outcome.closed.outcomes, outcome.told("B03")) == ({"done": 1}, [])

    def test_a_units_workbook_that_is_only_called_so_is_one(self, district: Any) -> None:
        district.add("总览.xlsx", "青石县甲局")
        assert district.run().closed.outcomes == {"done": 1}

    def test_lists_of_units_are_no_inputs_wherever_they_lie(self, district: Any, csv_folder: Any) -> None:
        district.add("甲.xlsx", "青石县甲局")
        csv_folder(district.folder / "表", "青石县乙局")
        (district.folder / "应报单位.txt").write_text("青石县甲局\n青石县乙局\n", encoding="utf-8")
        for place in ("应报单位.xlsx", "东/应报单位.xlsx"):
            district.write(place, {"Sheet1": [["单位"], ["青石县甲局"]]})
        (district.folder / "表" / "应报单位.csv").write_text("单位\n青石县甲局\n", encoding="utf-8")
        outcome = district.run()
        assert outcome.closed.outcomes == {"done": 2}
        assert not any("应报单位.csv" in found.message for found in outcome.findings)

    def test_a_folder_of_nothing_else_has_no_inputs(self, district: Any) -> None:
        district.write("应报单位.xlsx", {"Sheet1": [["单位"], ["青石县甲局"]]})
        with pytest.raises(InputError, match="没有可以生成报告的工作簿"):
            district.run()


def test_a_file_named_as_another_unit_of_the_list_may_have_the_wrong_name_in_it(district: Any) -> None:
    district.add("县自然资源局二季度.xlsx", "青石县自然资源局")
    district.add("县人社局二季度.xlsx", "青石县自然资源局", text="办班4期。")
    (district.folder / "应报单位.txt").write_text(
        "单位,简称\n青石县自然资源局,县自然资源局\n青石县人力资源和社会保障局,县人社局\n", encoding="utf-8"
    )
    outcome = district.run()
    told = (
        "“青石县自然资源局”有 2 份输入：“县人社局二季度.xlsx”、“县自然资源局二季度.xlsx”；都没有生成；"
        "“县人社局二季度.xlsx”的单位名称可能填错了"
    )
    assert [message for _, message in outcome.told("B05")] == [told, told]
    (advice,) = {found.suggestion for found in outcome.findings if found.rule.code == "B05"}
    assert advice == (
        "先核对“县人社局二季度.xlsx”的“单位名称”。确是同一个单位的，只留下要用的一份，另一份移出文件夹，再运行一次。"
    )
    result = json.dumps(district.manifest()["result"], ensure_ascii=False)
    assert "可能填错了" not in result
