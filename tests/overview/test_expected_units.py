"""The list of expected units: where it is found, how it is read, and who of it has sent."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.findings import Finding, Place, Severity
from summarize.pipeline.batch.expected import ExpectedUnit, ExpectedUnits, expected_units
from summarize.pipeline.batch.roll_call import SentUnit, match
from summarize.pipeline.batch.tally import Tally

UNITS = ["云岭区应急管理局", "澜江市水务局", "青禾镇便民服务中心"]


def listed(*names: str, **short: str) -> ExpectedUnits:
    units = [ExpectedUnit(name, Place(file="名单.xlsx", cell=f"A{row}")) for row, name in enumerate(names, start=2)]
    units += [
        ExpectedUnit(name, Place(file="名单.xlsx", cell=f"A{row}"), short_name=text)
        for row, (name, text) in enumerate(short.items(), start=len(names) + 2)
    ]
    return ExpectedUnits(Path("名单.xlsx"), tuple(units))


def sent(name: str, *keys: str, file: str = "") -> SentUnit:
    return SentUnit(name, (name, *keys), file or f"{name}.xlsx")


def names_of(expected: ExpectedUnits) -> list[str]:
    return [unit.name for unit in expected.units]


def told(finding: Finding) -> tuple[str, str | None, str]:
    return finding.rule.code, finding.place.cell, finding.message


class TestReading:
    def test_only_ends_of_lines_part_the_names_of_a_text(self, tmp_path: Path) -> None:
        (tmp_path / "应报单位.txt").write_bytes("甲局\x0b乙\u2028丙\r\n丁局\r戊局\n".encode())
        assert names_of(expected_units(tmp_path, None)) == ["甲局\x0b乙\u2028丙", "丁局", "戊局"]

    def test_the_list_of_a_classified_workbook_is_not_used(self, workbook: Any, tmp_path: Path) -> None:
        facts = [["项目", "内容"], ["单位名称", UNITS[0]], ["年度", 2025], ["密级", "机密★10年"]]
        workbook({"基本信息": facts, "应报单位": [["单位", "电话"], [UNITS[1], "0999-1"]]}, name="密.xlsx")
        found = expected_units(tmp_path, None)
        assert found.units == ()
        assert {finding.rule.code for finding in found.findings} == {"V38"}

    def test_a_package_with_names_that_are_no_text_holds_no_list(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "甲.xlsx", "w") as package:
            package.writestr("文x.xml", "甲")
        content = (tmp_path / "甲.xlsx").read_bytes().replace("文".encode(), b"\xff\xfe\xfd")
        (tmp_path / "甲.xlsx").write_bytes(content)
        assert expected_units(tmp_path, None) == ExpectedUnits()

    def test_a_sheet_gives_names_contacts_and_places(self, workbook: Any, tmp_path: Path) -> None:
        path = workbook(
            {
                "说明": [["本表由办公室填写"]],
                "应报单位": {
                    **{"A1": "2025年应报单位名单", "A3": "序号", "B3": "单位名称", "C3": "简称"},
                    **{"D3": "联系人", "E3": "联系电话", "F3": "报送时限"},
                    **{"A4": 1, "B4": UNITS[0], "C4": "应急局", "D4": "甲同志", "E4": "0999-1", "F4": "7月5日"},
                    **{"A5": 2, "B5": f" {UNITS[1]} ", "A6": "合计", "B6": "合计"},
                },
            },
            name="名单.xlsx",
        )
        found = expected_units(tmp_path, path)
        place = Place(file=str(path), sheet="应报单位", cell="B4")
        assert found.units[0] == ExpectedUnit(UNITS[0], place, "应急局", "甲同志", "0999-1", "7月5日")
        assert names_of(found) == UNITS[:2]
        assert (found.file, found.is_own_file, found.findings) == (path, False, ())

    def test_without_a_sheet_of_that_name_the_first_sheet_is_the_list(self, workbook: Any, tmp_path: Path) -> None:
        path = workbook({"空": [], "Sheet1": [["单位"], *([name] for name in UNITS)]}, name="名单.xlsx")
        found = expected_units(tmp_path, path)
        assert names_of(found) == UNITS
        assert found.is_own_file

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("name", ["应报单位.txt", "应报单位.csv", "应报单位"])
    def test_a_text_has_one_name_a_line(self, tmp_path: Path, name: str, encoding: str) -> None:
        path = tmp_path / name
        path.write_text("# 2025年\r\n\r\n" + "\r\n".join(UNITS) + "\r\n", encoding=encoding, newline="")
        found = expected_units(tmp_path, None if path.suffix else path)
        assert names_of(found) == UNITS
        assert found.units[0].place == Place(file=str(path), cell="A3")
        assert found.is_own_file

    @pytest.mark.parametrize(("name", "mark"), [("名单.csv", ","), ("名单.txt", "，"), ("名单.txt", "\t")])
    def test_a_text_with_a_head_has_the_same_columns(self, tmp_path: Path, name: str, mark: str) -> None:
        lines = [["单位", "简称", "电话"], [UNITS[0], "应急局", "0999-1"], [UNITS[1], "", "0999-2"]]
        (tmp_path / name).write_text("\n".join(mark.join(line) for line in lines), encoding="utf-8")
        found = expected_units(tmp_path, tmp_path / name)
        assert [(unit.name, unit.short_name, unit.phone) for unit in found.units] == [
            (UNITS[0], "应急局", "0999-1"),
            (UNITS[1], "", "0999-2"),
        ]

    def test_a_unit_that_stands_there_twice_is_told_and_taken_once(self, workbook: Any, tmp_path: Path) -> None:
        path = workbook({"应报单位": [["单位"], [UNITS[0]], [UNITS[1]], ["云岭区 应急管理局"]]}, name="名单.xlsx")
        found = expected_units(tmp_path, path)
        assert names_of(found) == UNITS[:2]
        assert [told(finding) for finding in found.findings] == [("B33", "A4", "名单上“云岭区 应急管理局”写了两次")]
        assert [place.cell for place in found.findings[0].related] == ["A2"]

    def test_an_empty_list_is_refused_with_a_way_out(self, workbook: Any, tmp_path: Path) -> None:
        path = workbook({"应报单位": [["单位", "联系人"]]}, name="名单.xlsx")
        with pytest.raises(InputError) as refused:
            expected_units(tmp_path, path)
        (finding,) = refused.value.findings
        assert (finding.rule.code, finding.message) == ("B35", "名单“名单.xlsx”里一个单位也没有")
        assert finding.suggestion == (
            "名单写成工作簿的一张“应报单位”表（列：单位、简称、联系人、电话、报送时限，只有“单位”必须有），"
            "或写成文本文件，一行一个单位。"
        )

    def test_a_list_without_a_column_of_names_is_refused(self, workbook: Any, tmp_path: Path) -> None:
        path = workbook({"应报单位": [["部门", "电话"], [UNITS[0], "1"]]}, name="名单.xlsx")
        with pytest.raises(InputError) as refused:
            expected_units(tmp_path, path)
        assert [told(one) for one in refused.value.findings] == [("B34", None, "名单“名单.xlsx”里找不到“单位”一栏")]

    @pytest.mark.parametrize("broken", [b"\xff\xff\n", b"a\0b\n"])
    def test_bytes_that_are_no_text_are_refused_with_their_line(self, tmp_path: Path, broken: bytes) -> None:
        path = tmp_path / "应报单位.txt"
        path.write_bytes("云岭区应急管理局\n".encode("gb18030") + broken)
        with pytest.raises(InputError) as refused:
            expected_units(tmp_path, path)
        (finding,) = refused.value.findings
        assert finding.rule.code == "B34"
        assert "第 2 行" in finding.message

    def test_a_list_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        for name in ("没有.txt", "没有.xlsx"):
            with pytest.raises(InputError) as refused:
                expected_units(tmp_path, tmp_path / name)
            assert name in refused.value.findings[0].message


class TestFinding:
    def test_without_a_list_nobody_is_expected(self, workbook: Any, tmp_path: Path) -> None:
        workbook({"基本信息": [["项目", "内容"]]}, name="甲.xlsx")
        assert expected_units(tmp_path, None) == ExpectedUnits()

    def test_a_file_goes_before_a_sheet(self, workbook: Any, tmp_path: Path) -> None:
        workbook({"应报单位": [["单位"], ["甲单位"]]}, name="资料.xlsx")
        (tmp_path / "应报单位.txt").write_text("乙单位\n", encoding="utf-8")
        assert names_of(expected_units(tmp_path, None)) == ["乙单位"]

    def test_a_sheet_in_one_of_the_workbooks_is_found(self, workbook: Any, tmp_path: Path) -> None:
        workbook({"基本信息": [["项目", "内容"]]}, name="甲.xlsx")
        path = workbook({"基本信息": [["项目", "内容"]], "应报单位": [["单位"], ["甲单位"]]}, name="乙.xlsx")
        found = expected_units(tmp_path, None)
        assert (names_of(found), found.file, found.is_own_file) == (["甲单位"], path, False)

    def test_a_sheet_in_a_workbook_of_another_kind_is_found(self, tmp_path: Path) -> None:
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("应报单位")
        for row, text in enumerate(("单位", "甲单位")):
            sheet.write(row, 0, text)
        book.save(str(tmp_path / "资料.xls"))
        assert names_of(expected_units(tmp_path, None)) == ["甲单位"]

    def test_of_several_lists_none_is_taken(self, workbook: Any, tmp_path: Path) -> None:
        workbook({"Sheet1": [["单位"], ["甲单位"]]}, name="应报单位.xlsx")
        (tmp_path / "应报单位.txt").write_text("乙单位\n", encoding="utf-8")
        found = expected_units(tmp_path, None)
        assert found.units == ()
        assert [told(finding) for finding in found.findings] == [
            ("B36", None, "有2份应报单位名单：“应报单位.txt”、“应报单位.xlsx”，这次没有核对谁没有报送")
        ]
        assert found.findings[0].severity is Severity.ERROR

    def test_a_list_in_the_folder_that_cannot_be_read_stops_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "应报单位.txt").write_text("# 还没有写\n", encoding="utf-8")
        found = expected_units(tmp_path, None)
        assert (found.units, found.is_own_file) == ((), True)
        assert [finding.rule.code for finding in found.findings] == ["B35"]

    @pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b""])
    def test_a_broken_workbook_holds_no_list(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "坏.xlsx").write_bytes(content)
        assert expected_units(tmp_path, None) == ExpectedUnits()


class TestRollCall:
    def test_names_match_in_spite_of_what_nobody_sees(self) -> None:
        roll = match(listed(*UNITS), [sent("云岭区　应急\u200b管理局"), sent(UNITS[1]), sent(UNITS[2])])
        assert (roll.not_sent, roll.findings) == ((), ())

    def test_short_names_match_both_ways(self) -> None:
        expected = listed(云岭区应急管理局="应急局、区应急局", 青禾镇便民服务中心="")
        roll = match(expected, [sent("区应急局"), sent("青禾便民", "青禾镇便民服务中心")])
        assert roll.not_sent == ()
        assert roll.listed["区应急局.xlsx", "区应急局"].name == "云岭区应急管理局"

    def test_who_has_not_sent_is_a_warning_at_its_cell_with_whom_to_ask(self) -> None:
        unit = ExpectedUnit(UNITS[1], Place(file="名单.xlsx", cell="B3"), person="乙同志", phone="0999-2")
        roll = match(ExpectedUnits(Path("名单.xlsx"), (unit,)), [])
        assert roll.not_sent == (unit,)
        assert [told(finding) for finding in roll.findings] == [("B30", "B3", "“澜江市水务局”未报送（乙同志，0999-2）")]
        assert not roll.findings[0].is_error

    def test_who_is_not_on_the_list_is_told(self) -> None:
        roll = match(listed(*UNITS[:1]), [sent(UNITS[0]), sent("南屏新区管委会")])
        assert [told(finding) for finding in roll.findings] == [
            ("B31", None, "报来的“南屏新区管委会”不在应报单位名单上")
        ]
        assert roll.findings[0].place.file == "南屏新区管委会.xlsx"

    @pytest.mark.parametrize(
        ("on_list", "came"),
        [
            ("云岭区应急管理局", "云岭区应急管里局"),
            ("云岭区应急管理局", "云岭区应急管理局局"),
            ("云岭区应急管理局", "应急管理局"),
            ("应急管理局", "云岭区应急管理局"),
            ("松澜街道办", "松澜街道办事处"),
        ],
    )
    def test_a_name_that_is_nearly_the_same_is_asked_and_not_taken(self, on_list: str, came: str) -> None:
        roll = match(listed("澜江市水务局", on_list), [sent("澜江市水务局"), sent(came)])
        assert [unit.name for unit in roll.not_sent] == [on_list]
        assert [told(finding) for finding in roll.findings] == [
            ("B32", "A3", f"名单上的“{on_list}”未报送，报来的“{came}”不在名单上")
        ]
        expected = f"是否指“{on_list}”？是的话把名称改成一样，或在名单的“简称”里写上“{came}”。"
        assert roll.findings[0].suggestion == expected
        assert roll.likely == {on_list: came}

    def test_a_unit_that_is_on_the_list_itself_is_no_slip_for_another(self) -> None:
        roll = match(listed("云岭区应急管理局", "云山区应急管理局"), [sent("云岭区应急管理局")])
        assert [finding.rule.code for finding in roll.findings] == ["B30"]

    def test_a_short_name_of_several_is_nobodys(self) -> None:
        expected = listed(云岭区水务局="水务局", 澜江市水务局="水务局")
        roll = match(expected, [sent("水务局")])
        assert [unit.name for unit in roll.not_sent] == ["云岭区水务局", "澜江市水务局"]
        assert [told(finding) for finding in roll.findings if finding.rule.code == "B37"] == [
            ("B37", None, "报来的“水务局”，分不清是名单上“云岭区水务局”、“澜江市水务局”中的哪一个")
        ]

    def test_the_full_name_decides_where_the_short_one_is_of_several(self) -> None:
        expected = listed(云岭区水务局="水务局", 澜江市水务局="水务局")
        roll = match(expected, [sent("澜江市水务局", "水务局")])
        assert [unit.name for unit in roll.not_sent] == ["云岭区水务局"]

    def test_a_file_that_cannot_be_read_counts_by_its_name(self) -> None:
        broken = SentUnit("", (), "上报/澜江市水务局2025年上半年.xlsx")
        roll = match(listed(*UNITS[:2]), [sent(UNITS[0]), broken])
        assert (roll.not_sent, roll.findings) == ((), ())
        assert roll.listed[broken.file, ""].name == UNITS[1]

    @pytest.mark.parametrize(
        ("short", "file", "is_theirs"),
        [("水务", "水务大厅2025年.xlsx", False), ("水务局", "水务局2025年.xlsx", True)],
    )
    def test_a_name_of_two_characters_is_too_short_to_be_meant_by_a_file(
        self, short: str, file: str, *, is_theirs: bool
    ) -> None:
        broken = SentUnit("", (), file)
        roll = match(listed(**{UNITS[1]: short}), [broken])
        assert [unit.name for unit in roll.not_sent] == ([] if is_theirs else [UNITS[1]])
        assert roll.tally == Tally(1, 0, int(is_theirs), nameless=int(not is_theirs))

    def test_a_name_that_is_not_the_lists_is_told_though_the_short_name_is(self) -> None:
        expected = listed(青石县商务局="县商务局", 青石县财政局="县财政局")
        came = [sent("青石县商务局局", "县商务局"), sent("县财政局")]
        roll = match(expected, came)
        assert roll.not_sent == ()
        assert [told(finding) for finding in roll.findings] == [
            ("B38", None, "单位名称“青石县商务局局”与名单上的“青石县商务局”不同（按简称认作同一单位）")
        ]
        (finding,) = roll.findings
        assert finding.suggestion == "请核对：工作簿写错的，改“基本信息”的“单位名称”；名单写错的，改名单。"
        assert finding.severity is Severity.WARNING
        assert (finding.place.file, finding.related[0].cell) == ("青石县商务局局.xlsx", "A2")

    def test_a_file_without_a_name_is_not_that_of_a_unit_that_came_otherwise(self) -> None:
        broken = SentUnit("", (), "澜江市水务局（旧）.xlsx")
        roll = match(listed(*UNITS[:2]), [broken, sent(UNITS[0]), sent(UNITS[1])])
        assert (broken.file, "") not in roll.listed
        assert roll.tally == Tally(2, 0, 2, nameless=1)

    def test_units_are_counted_once_whatever_they_sent(self) -> None:
        came = [
            *(replace(sent(UNITS[0], file=file), is_done=True) for file in ("甲.xlsx", "乙.xlsx")),
            *(replace(sent(UNITS[1], file=file), is_done=file == "丙.xlsx") for file in ("丙.xlsx", "丁.xlsx")),
            replace(sent("南屏新区管委会"), is_done=True),
            SentUnit("", (), "x.xlsx"),
        ]
        tally = match(listed(*UNITS), came).tally
        assert tally == Tally(3, 1, 1, outside=1, nameless=1)
        assert tally.sentence == (
            "应报 3 个，已报 2 个（已生成 1，有错误 1），未报送 1 个，名单外 1 个，认不出单位的工作簿 1 本"
        )
        assert match(ExpectedUnits(), came).tally.sentence == (
            "已报 3 个（已生成 2，有错误 1），认不出单位的工作簿 1 本"
        )

    def test_while_workbooks_wait_it_is_not_known_who_has_not_sent(self) -> None:
        waiting = [SentUnit("", (), file, is_waiting=True) for file in ("澜江市水务局.xlsx", "x.xlsx")]
        roll = match(listed(*UNITS), [replace(sent(UNITS[0]), is_done=True), *waiting])
        assert [unit.name for unit in roll.not_sent] == UNITS[1:]
        assert roll.likely == {UNITS[1]: "澜江市水务局.xlsx"}
        assert (roll.findings, roll.is_complete) == ((), False)
        assert roll.tally.sentence == (
            "应报 3 个，已处理 1 个（已生成 1，有错误 0），尚不能确定 2 个，还没有处理的工作簿 2 本"
        )

    def test_before_the_batch_is_complete_nobody_is_chased(self) -> None:
        roll = match(listed(*UNITS), [sent(UNITS[0]), sent("别的单位")], is_complete=False)
        assert [unit.name for unit in roll.not_sent] == UNITS[1:]
        assert roll.findings == ()

    def test_without_a_list_nothing_is_told(self) -> None:
        assert match(ExpectedUnits(), [sent("甲单位")]).findings == ()


NAMES = st.text(st.sampled_from("云岭澜江区市水务局应急"), min_size=1, max_size=6)


@given(st.lists(NAMES, unique=True, min_size=1, max_size=8), st.lists(NAMES, unique=True, max_size=8))
def test_every_expected_unit_is_either_matched_or_missing(on_list: list[str], came: list[str]) -> None:
    roll = match(listed(*on_list), map(sent, came))
    assert {unit.name for unit in roll.not_sent} == set(on_list) - set(came)
    assert {unit.name for unit in roll.listed.values()} == set(on_list) & set(came)
    asked = set(roll.likely.values())
    told_of = {finding.rule.code: 0 for finding in roll.findings}
    for finding in roll.findings:
        told_of[finding.rule.code] += 1
    assert told_of.get("B30", 0) + told_of.get("B32", 0) == len(roll.not_sent)
    assert told_of.get("B31", 0) == len(set(came) - set(on_list) - asked)


@pytest.fixture
def count_calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    from summarize.pipeline.batch import roll_call

    seen: list[int] = []
    original = roll_call.near_names

    def near(name: str, known: Any, **options: Any) -> tuple[str, ...]:
        seen.append(len(known))
        return original(name, known, **options)

    monkeypatch.setattr(roll_call, "near_names", near)
    return lambda: sum(seen)


def test_thousands_of_strangers_are_not_compared_pair_by_pair(count_calls: Callable[[], int]) -> None:
    expected = listed(*(f"第{number}号单位甲乙丙丁" for number in range(2000)))
    match(expected, [sent(f"戊己庚辛{number:05}") for number in range(2000)])
    assert count_calls() == 0
