"""Which templates there are and how they are found."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade_reports import TEMPLATES, write_template

from summarize.errors import TemplateError
from summarize.model.periods import Period
from summarize.render import Template, default_template_name, find_template, list_templates

NAMES = ["季度工作总结", "半年工作总结", "年度工作总结", "汇报材料", "工作报告"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_committed_templates_are_what_the_builder_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "templates.build", str(tmp_path)], cwd=TEMPLATES.parent, check=True)
    built = {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")}
    assert built == {path.name: path.read_bytes() for path in TEMPLATES.glob("*.docx")}
    assert sorted(built) == sorted(f"{name}.docx" for name in NAMES)


def test_shipped_templates_are_listed_in_the_order_of_use_with_a_description() -> None:
    found = list_templates()
    assert [template.name for template in found] == NAMES
    assert {template.origin for template in found} == {"随程序"}
    assert found[4].description == "报送上级的红头文件（上行文）：有版头、签发人和版记"


def test_own_templates_come_first_and_hide_shipped_ones_of_their_name(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("半年工作总结.docx", "民政专用.docx", "~$民政专用.docx"):
        write_template(tmp_path / "templates" / name, "{{ 标题 }}")
    found = [(template.name, template.origin) for template in list_templates()]
    assert found[:2] == [("半年工作总结", "自己的"), ("民政专用", "自己的")]
    assert [name for name, _ in found].count("半年工作总结") == 1
    assert find_template("半年工作总结") == Path("templates/半年工作总结.docx")


def test_a_name_is_found_among_the_shipped_and_a_path_where_it_points(tmp_path: Path) -> None:
    assert find_template("汇报材料") == TEMPLATES / "汇报材料.docx"
    path = write_template(tmp_path / "我的.docx", "甲")
    assert find_template(str(path)) == path
    assert find_template("我的.docx") == Path("我的.docx")


def message_of(call: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(TemplateError) as caught:
        call()
    (finding,) = caught.value.findings
    return finding.rule.code, finding.message, finding.suggestion


def test_an_unknown_name_is_told_with_near_ones() -> None:
    code, message, suggestion = message_of(lambda: find_template("半年总结"))
    assert (code, message) == ("T01", f"没有叫“半年总结”的模板，可用的有：{'、'.join(NAMES)}。")
    assert suggestion.startswith("是否指“半年工作总结”")


def test_a_path_that_is_not_there_is_told_with_files_beside_it(tmp_path: Path) -> None:
    write_template(tmp_path / "民政专用.docx", "甲")
    wanted = str(tmp_path / "民政专业.docx")
    found = str(tmp_path / "民政专用.docx")
    assert message_of(lambda: find_template(wanted)) == ("T01", f"找不到模板文件“{wanted}”。", f"是否指“{found}”？")


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period.month(2017, 5), "季度工作总结"),
        (Period.quarter(2017, 2), "季度工作总结"),
        (Period.months(2017, 1, 5), "季度工作总结"),
        (Period.half(2017, 1), "半年工作总结"),
        (Period.half(2017, 2), "半年工作总结"),
        (Period.three_quarters(2017), "半年工作总结"),
        (Period.whole_year(2017), "年度工作总结"),
    ],
)
def test_each_kind_of_period_has_its_template(period: Period, name: str) -> None:
    assert default_template_name(period.kind) == name


def test_a_template_says_what_it_makes() -> None:
    kinds = [Template(TEMPLATES / f"{name}.docx").kind for name in NAMES]
    assert kinds == ["总结", "总结", "总结", "汇报", "报告"]


def test_a_template_with_another_category_makes_a_summary(tmp_path: Path) -> None:
    def edit(document: object) -> None:
        document.core_properties.category = "其他"  # type: ignore[attr-defined]

    assert Template(write_template(tmp_path / "甲.docx", "甲", edit=edit)).kind == "总结"


def test_a_damaged_template_is_told_when_its_kind_is_asked(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"PK\x03\x04")
    assert message_of(lambda: Template(tmp_path / "甲.docx"))[0] == "R09"


@pytest.mark.parametrize("name", ["长" * 100 + ".docx", "甲/" + "长" * 100, "长" * 100])
def test_a_name_that_is_too_long_is_not_found(name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        find_template(name)
    assert [finding.rule.code for finding in caught.value.findings] == ["T01"]
