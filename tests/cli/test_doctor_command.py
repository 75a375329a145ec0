"""`summarize doctor`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from summarize import __version__
from summarize.cli import machine

Run = Callable[..., Result]


@pytest.fixture
def healthy(pipeline: Any, templates: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "package_versions", lambda: {"lxml": "6.1"})
    monkeypatch.setattr(machine, "find_libreoffice", lambda: Path("/opt/soffice"))
    monkeypatch.setattr(machine, "libreoffice_version", lambda program: "7.4.7")
    monkeypatch.setattr(
        machine, "installed_fonts", lambda: frozenset(name.lower() for face in machine.FACES for name in face.fonts[0])
    )
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("healthy")
def test_a_machine_that_has_everything(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "缺少" not in result.stdout and "欠缺" not in result.stdout
    for told in (__version__, "季度工作总结", "方正小标宋简体", "7.4.7", "普通计算机", "可以写入"):
        assert told in result.stdout
    assert result.stdout.endswith("必需的组件齐全，可以使用。\n")


@pytest.mark.usefixtures("healthy")
def test_a_missing_package_is_status_3_with_the_way_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "package_versions", lambda: {"lxml": None})
    result = run("doctor")
    assert result.exit_code == 3
    assert "1. 安装缺少的组件：pip install lxml\n" in result.stdout
    assert result.stdout.endswith("缺少必需的组件，请按上面的办法处理。\n")


@pytest.mark.usefixtures("healthy")
def test_missing_templates_are_status_3(run: Run, templates: list[Any]) -> None:
    templates.clear()
    result = run("doctor")
    assert result.exit_code == 3
    assert "重新安装程序：模板随程序一起安装" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_missing_fonts_are_told_with_what_stands_in_and_do_not_stop_anything(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "installed_fonts", lambda: frozenset({"fangsong", "simhei"}))
    result = run("doctor")
    assert result.exit_code == 0
    assert "没有安装，本机以“仿宋”代替" in result.stdout
    assert "没有安装，也没有可以代替的字体" in result.stdout
    assert result.stdout.count("字体只影响本机显示和打印") == 1


@pytest.mark.usefixtures("healthy")
def test_where_fonts_cannot_be_asked_for_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "installed_fonts", lambda: None)
    assert "本系统无法查询字体" in run("doctor").stdout


@pytest.mark.usefixtures("healthy")
def test_missing_libreoffice_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "find_libreoffice", lambda: None)
    result = run("doctor")
    assert result.exit_code == 0
    assert "1. 要导入 .doc、.wps 或转成 PDF 的，安装 LibreOffice\n" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_a_folder_that_cannot_be_written_is_status_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("summarize.cli.doctor.tempfile.TemporaryFile", refuse)
    result = run("doctor")
    assert result.exit_code == 3
    assert "换到自己能写入的文件夹再运行" in result.stdout


def test_fonts_are_known_by_their_chinese_and_english_names() -> None:
    song = machine.FACES[-1]
    assert machine.stand_in(song, frozenset({"simsun"})) == "宋体"
    assert machine.stand_in(song, frozenset({"ar pl uming cn", "noto serif cjk sc"})) == "Noto Serif CJK SC"
    assert machine.stand_in(song, frozenset()) is None


def test_a_package_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PACKAGES", ("click", "no-such-package-anywhere"))
    versions = machine.package_versions()
    assert versions["click"] and versions["no-such-package-anywhere"] is None


def test_a_command_that_cannot_be_run_reads_as_nothing() -> None:
    assert machine.run_and_read("no-such-program-anywhere") == ""
