"""`summarize check --annotate`: what is written for whom, and what is never overwritten."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from openpyxl.comments import Comment

from summarize.opc.rules import EMPTY_FILE

Run = Callable[..., Result]

FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
PLAN = [["时期", "事项", "内容"], ["下半年", "抓培训", "再办班3期。"]]


@pytest.fixture
def faulty(workbook: Any) -> Callable[..., Path]:
    def make(name: str = "甲.xlsx", content: str | None = None, facts: list[list[Any]] = FACTS) -> Path:
        done = [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"], ["上半年", "抓演练", content]]
        made: Path = workbook({"基本信息": facts, "工作成效": done, "工作计划": PLAN}, name=name)
        return made

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "退回"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_office_gets_its_file_a_document_and_a_text(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty()
    sent = path.read_bytes()
    result = run("check", path, "--annotate", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "错误 V17 工作成效!C3：第3行的内容为空。改法：填上内容；这一行不写进报告的，“入文”填“否”。",
        "错误 1 处。",
        f"甲.xlsx：1 个问题，已写入 {folder}：甲.xlsx、甲退回意见.docx、甲退回意见.txt。",
    ]
    assert names_in(folder) == ["甲.xlsx", "甲退回意见.docx", "甲退回意见.txt"]
    assert path.read_bytes() == sent
    returned = openpyxl.load_workbook(folder / "甲.xlsx")
    assert returned.sheetnames == ["退回意见", "基本信息", "工作成效", "工作计划"]
    assert returned["工作成效"]["C3"].comment.text == (
        "退回意见第 1 条（错误）：第3行的内容为空。\n改法：填上内容；这一行不写进报告的，“入文”填“否”。"
    )


def test_a_file_without_faults_is_not_returned(faulty: Any, folder: Path, run: Run) -> None:
    result = run("check", faulty(content="演练2次。"), "--annotate", folder)
    assert (result.exit_code, result.stdout) == (0, "未发现问题。\n甲.xlsx：没有要改的，不必退回。\n")
    assert not folder.exists()


def test_an_office_is_not_asked_for_the_facts_of_the_unit(workbook: Any, folder: Path, run: Run) -> None:
    done = [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]]
    path = workbook({"工作成效": done, "工作计划": PLAN}, name="某科2025年上半年.xlsx")
    result = run("check", path, "--annotate", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"错误 V01 {path}：工作簿里没有“基本信息”表（现有：工作成效、工作计划）。改法：补上“基本信息”表；"
        "summarize init 可生成空白工作簿。科室报来汇总的表可以没有，不必理会。",
        "错误 1 处。",
        "某科2025年上半年.xlsx：只缺“基本信息”，汇总时用单位的，不退回。",
    ]
    assert not folder.exists()


def test_what_else_is_wrong_is_asked_without_the_facts_and_without_our_commands(
    workbook: Any, folder: Path, run: Run
) -> None:
    path = workbook({"工作计划": PLAN, "未归类": [["摘要"], ["某事"]]}, name="某科.xlsx")
    result = run("check", path, "--annotate", folder)
    assert [line.split("改法")[0] for line in result.stdout.splitlines()[:2]] == [
        f"错误 V01 {path}：工作簿里没有“基本信息”表（现有：工作计划、未归类）。",
        f"错误 V01 {path}：工作簿里没有“工作成效”表（现有：工作计划、未归类）。",
    ]
    told = (folder / "某科退回意见.txt").read_text("utf-8-sig").splitlines()
    assert told[4:] == [
        "1. 整个文件：工作簿里没有“工作成效”表（现有：工作计划、未归类）。改法：补上“工作成效”或“重点工作”表。"
    ]


def test_a_way_out_by_a_command_is_left_out_of_the_slip(workbook: Any, folder: Path, run: Run) -> None:
    path = workbook({"基本信息": FACTS, "工作成效": [["事项", "内容"], ["抓培训", "办班。"]]}, name="某科.xlsx")
    result = run("check", path, "--annotate", folder)
    assert "或用 --period 指定" in result.stdout
    told = (folder / "某科退回意见.txt").read_text("utf-8-sig").splitlines()
    assert told[4].endswith("改法：在第1行表头补上“时期”一列，或在标题行写明时期。")


def test_facts_that_an_office_left_empty_are_not_asked_for(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty(content="演练2次。", facts=[["项目", "内容"], ["单位名称", None], ["年度", 2025]])
    result = run("check", path, "--annotate", folder)
    assert result.stdout.splitlines()[-1] == "甲.xlsx：只缺“基本信息”，汇总时用单位的，不退回。"


def test_a_workbook_that_nobody_has_filled_in_is_said_to_be_blank(workbook: Any, folder: Path, run: Run) -> None:
    path = workbook({"工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", None]]}, name="某科.xlsx")
    result = run("check", path, "--annotate", folder)
    assert result.stdout.splitlines()[-1] == "某科.xlsx：还没有填写，没有可退回的。"


def test_relations_with_figures_of_other_offices_are_not_asked_about(workbook: Any, folder: Path, run: Run) -> None:
    done = [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]]
    figures = [["指标", "一季度", "二季度"], ["甲数", 1, 2], ["丁数", 1, None]]
    rows = [["名称", "算式"], ["去向", "发现数 = 甲数 + 乙数"], ["缺数", "丁数 ≤ 甲数"]]
    sheets = {"基本信息": FACTS, "工作成效": done, "工作计划": PLAN, "指标": figures}
    result = run("check", workbook({**sheets, "核对": rows}, name="某科.xlsx"), "--annotate", folder)
    assert "错误 V71 核对!B2" in result.stdout and "警告 V72 核对!B3" in result.stdout
    assert result.stdout.splitlines()[-1] == "某科.xlsx：只缺“核对”用到的指标，汇总后再核对，不退回。"
    rows = [["名称", "算式"], ["坏", "甲数 = （甲数"], ["不对", "甲数 = 5"]]
    run("check", workbook({**sheets, "核对": rows}, name="某科.xlsx"), "--annotate", folder)
    told = (folder / "某科退回意见.txt").read_text("utf-8-sig").splitlines()
    assert {line.split(" ")[1].split("：")[0] for line in told[4:]} == {"核对!B2", "核对!B3"}


def test_a_returned_file_is_checked_as_the_one_that_was_sent(faulty: Any, folder: Path, run: Run) -> None:
    run("check", faulty(), "--annotate", folder)
    result = run("check", folder / "甲.xlsx", "--annotate", folder.with_name("再退"))
    assert result.stdout.splitlines()[:2] == [
        "错误 V17 工作成效!C3：第3行的内容为空。改法：填上内容；这一行不写进报告的，“入文”填“否”。",
        "错误 1 处。",
    ]
    assert (folder.with_name("再退") / "甲.xlsx").read_bytes() == (folder / "甲.xlsx").read_bytes()


def test_the_same_return_twice_changes_nothing(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty()
    first = run("check", path, "--annotate", folder)
    assert run("check", path, "--annotate", folder).stdout == first.stdout


def test_what_an_office_sent_into_the_folder_is_not_overwritten(faulty: Any, folder: Path, run: Run) -> None:
    folder.mkdir()
    (folder / "甲.xlsx").write_bytes(b"mended")
    result = run("check", faulty(), "--annotate", folder)
    assert result.exit_code == 2
    assert result.stdout.splitlines()[-2] == (
        f"错误 S01 {folder}/甲.xlsx：“{folder}/甲.xlsx”已经有了，内容与这次要退回的不同，没有覆盖。"
        "改法：先把它移走，或用 --annotate 换一个空文件夹。"
    )
    assert names_in(folder) == ["甲.xlsx"]
    assert (folder / "甲.xlsx").read_bytes() == b"mended"


def test_the_original_is_never_written_over(faulty: Any, run: Run) -> None:
    path = faulty()
    sent = path.read_bytes()
    result = run("check", path, "--annotate", path.parent)
    assert result.exit_code == 2
    assert "错误 S02" in result.stdout and "就是送来的文件，不能写在它上面" in result.stdout
    assert path.read_bytes() == sent
    assert names_in(path.parent) == ["甲.xlsx"]


def test_two_files_of_one_name_are_told_apart(faulty: Any, folder: Path, run: Run) -> None:
    first, second = faulty("办公室/台账.xlsx"), faulty("执法科/台账.xlsx")
    result = run("check", first, second, "--annotate", folder)
    assert result.stdout.splitlines()[-2:] == [
        f"台账.xlsx：1 个问题，已写入 {folder}：台账.xlsx、台账退回意见.docx、台账退回意见.txt。",
        f"台账.xlsx：1 个问题，已写入 {folder}：台账（执法科）.xlsx、台账（执法科）退回意见.docx、"
        "台账（执法科）退回意见.txt。",
    ]
    assert len(names_in(folder)) == 6


def test_two_kinds_of_one_name_have_slips_of_their_own(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty()
    other = path.with_suffix(".xlsm")
    shutil.copy(path, other)
    run("check", path, other, "--annotate", folder)
    assert names_in(folder) == sorted(
        [
            *("甲.xlsm", "甲.xlsx", "甲退回意见.docx", "甲退回意见.txt"),
            *("甲（xlsm）退回意见.docx", "甲（xlsm）退回意见.txt"),
        ]
    )


def test_a_file_that_cannot_be_read_gets_a_slip_in_words(tmp_path: Path, folder: Path, run: Run) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"")
    result = run("check", path, "--annotate", folder)
    assert result.exit_code == 1
    assert names_in(folder) == ["甲退回意见.docx", "甲退回意见.txt"]
    told = (folder / "甲退回意见.txt").read_text("utf-8-sig").splitlines()
    assert told[3:] == ["一、必须改的", f"1. 整个文件：文件是空的，一个字节也没有。改法：{EMPTY_FILE.remedy}"]


def test_a_file_that_is_not_there_gets_no_slip(tmp_path: Path, folder: Path, run: Run) -> None:
    result = run("check", tmp_path / "没有.xlsx", "--annotate", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "没有.xlsx：没有核对成，没有可退回的。"
    assert not folder.exists()


def test_nothing_is_written_about_state_secrets(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty(facts=[*FACTS, ["密级", "机密★1年"]])
    result = run("check", path, "--annotate", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == ("甲.xlsx：有密级标志，没有写退回意见；涉密内容只能在涉密计算机上处理。")
    assert not folder.exists()


def test_kinds_that_carry_no_comments_have_the_slip_beside(faulty: Any, folder: Path, run: Run, tmp_path: Path) -> None:
    sheets = tmp_path / "执法科"
    sheets.mkdir()
    for sheet in openpyxl.load_workbook(faulty()).worksheets:
        rows = [",".join("" if value is None else str(value) for value in row) for row in sheet.values]
        (sheets / f"{sheet.title}.csv").write_text("\n".join(rows), "utf-8")
    result = run("check", sheets, "--annotate", folder)
    assert result.stdout.splitlines()[-1] == (
        f"执法科：1 个问题，已写入 {folder}：执法科退回意见.xlsx、执法科退回意见.docx、执法科退回意见.txt"
        "；这种文件不能带批注，意见另附。"
    )
    assert openpyxl.load_workbook(folder / "执法科退回意见.xlsx")["退回意见"]["B6"].value == "工作成效!C3"
    inside = run("check", sheets, "--annotate", sheets / "退回")
    assert inside.exit_code == 2 and "错误 S02" in inside.stdout
    assert sorted(path.suffix for path in sheets.iterdir()) == [".csv"] * 3


def test_json_stays_one_list(faulty: Any, folder: Path, run: Run) -> None:
    result = run("check", faulty(), "--annotate", folder, "--format", "json")
    assert [one["code"] for one in json.loads(result.stdout)] == ["V17"]
    assert result.stderr == f"甲.xlsx：1 个问题，已写入 {folder}：甲.xlsx、甲退回意见.docx、甲退回意见.txt。\n"


def test_a_place_that_cannot_be_written_is_told(faulty: Any, tmp_path: Path, run: Run) -> None:
    (tmp_path / "占").write_text("")
    result = run("check", faulty(), "--annotate", tmp_path / "占")
    assert result.exit_code == 3
    assert "错误 W12" in result.stdout


def test_a_workbook_that_changed_after_it_was_checked_is_not_returned(
    faulty: Any, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize import pipeline

    path, check = faulty(), pipeline.check

    def check_and_save(workbook: Path, *arguments: Any, **options: Any) -> Any:
        found = check(workbook, *arguments, **options)
        book = openpyxl.load_workbook(workbook)
        book["工作成效"]["C3"] = "演练2次。"
        book.save(workbook)
        return found

    monkeypatch.setattr(pipeline, "check", check_and_save)
    result = run("check", path, "--annotate", folder)
    assert result.stdout.splitlines()[-1] == "甲.xlsx：核对以后文件又改动了，没有退回，请再核对一次。"
    assert result.exit_code == 1
    assert not folder.exists()


def test_when_the_disk_is_full_what_was_written_is_told(
    faulty: Any, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.errors import MachineError
    from summarize.findings import Place
    from summarize.opc.rules import DISK_FULL
    from summarize.pipeline import returning

    write = returning.write_beside

    def write_until_full(path: Path, data: bytes) -> None:
        if path.suffix == ".txt":
            raise MachineError(DISK_FULL.at(Place(file=str(path)), f"无法写入“{path}”：磁盘空间不足。"))
        write(path, data)

    monkeypatch.setattr(returning, "write_beside", write_until_full)
    result = run("check", faulty(), "--annotate", folder)
    assert result.exit_code == 3
    assert (
        f"错误 W13 {folder}/甲退回意见.txt：无法写入“{folder}/甲退回意见.txt”：磁盘空间不足；"
        "已写好的：甲.xlsx、甲退回意见.docx；其余 1 个没有写。改法：清理磁盘后再试，或另选一个盘。"
    ) in result.stdout.splitlines()
    assert names_in(folder) == ["甲.xlsx", "甲退回意见.docx"]


def test_a_file_that_cannot_be_edited_in_place_has_the_slip_beside(faulty: Any, folder: Path, run: Run) -> None:
    path = faulty()
    book = openpyxl.load_workbook(path)
    book["工作成效"]["C3"].comment = Comment("请核实", "甲")
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    comments = next(name for name in parts if name.startswith("xl/comments"))
    parts[comments] = parts[comments].decode().encode("utf-16")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    result = run("check", path, "--annotate", folder)
    assert result.stdout.splitlines()[-1] == (
        f"甲.xlsx：1 个问题，已写入 {folder}：甲退回意见.xlsx、甲退回意见.docx、甲退回意见.txt"
        f"；文件不能原样加批注（部件“{comments}”的编码不是 UTF-8），意见另附。"
    )
