"""`summarize doctor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from summarize import __version__
from summarize.cli import doctor, machine
from summarize.errors import MachineError
from summarize.libreoffice import fonts
from summarize.libreoffice.program import run_and_read
from summarize.pdf import Converted

Run = Callable[..., Result]


class FakeConverting:
    """Stands for `summarize.pipeline.converting`: converts as `convert` says."""

    def __init__(self) -> None:
        self.converted: list[Path] = []
        self.convert: Callable[[Path], Any] = lambda path: Converted(path, "", path.with_suffix(".pdf"), 1)

    def convert_documents(self, documents: list[Path], *, workers: int) -> Iterator[Any]:
        assert workers == 1
        self.converted += documents
        yield from [self.convert(document) for document in documents]


@pytest.fixture
def converting(monkeypatch: pytest.MonkeyPatch) -> FakeConverting:
    fake = FakeConverting()
    monkeypatch.setitem(sys.modules, "summarize.pipeline.converting", fake)
    return fake


@pytest.fixture
def healthy(
    pipeline: Any, templates: list[Any], converting: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "package_versions", lambda: {"lxml": "6.1"})
    monkeypatch.setattr(doctor, "find_libreoffice", lambda: Path("/opt/soffice"))
    monkeypatch.setattr(doctor, "libreoffice_version", lambda program: "7.4.7")
    monkeypatch.setattr(
        fonts, "installed_fonts", lambda: frozenset(name.lower() for face in fonts.FACES for name in face.fonts[0])
    )
    monkeypatch.setattr(fonts, "font_taken_for", lambda name: "默认黑")
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
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"fangsong", "simhei", "kaiti"}))
    monkeypatch.setattr(fonts, "font_taken_for", lambda name: "公文楷体" if name == "楷体_GB2312" else "默认黑")
    result = run("doctor")
    assert result.exit_code == 0
    shown = "".join(result.stdout.split())
    assert "仿宋_GB2312（正文）欠缺没有安装，本机与它最接近的是“仿宋”，PDF中以“FangSong”代替" in shown
    assert "楷体_GB2312（二级标题）欠缺没有安装，本机与它最接近的是“楷体”，PDF中以“公文楷体”代替" in shown
    assert "宋体（页码）欠缺没有安装，也没有可以代替的字体，PDF中以“默认黑”代替" in shown
    assert "黑体（一级标题）正常已安装" in shown
    assert result.stdout.count("字体影响本机的显示、打印和转出的 PDF") == 1


@pytest.mark.usefixtures("healthy")
def test_where_fonts_cannot_be_asked_for_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", lambda: None)
    assert "本系统无法查询字体" in run("doctor").stdout


@pytest.mark.usefixtures("healthy")
def test_missing_libreoffice_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_libreoffice", lambda: None)
    result = run("doctor")
    assert result.exit_code == 0
    assert "1. 要导入 .doc、.wps 或转成 PDF 的，安装 LibreOffice\n" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_a_template_is_converted_for_trial_and_nothing_of_it_stays(run: Run, converting: FakeConverting) -> None:
    assert "试转成功" in run("doctor").stdout
    (document,) = converting.converted
    assert document.suffix == ".docx" and not document.parent.exists()


@pytest.mark.usefixtures("healthy")
def test_what_stands_in_the_way_of_pdfs_is_told_with_a_remedy_and_is_no_fault(
    run: Run, converting: FakeConverting, finding: Any
) -> None:
    def refuse(_: Path) -> Any:
        raise MachineError(finding("没有安装 pypdf", suggestion="运行 pip install summarize[pdf] 后重试。"))

    converting.convert = refuse
    result = run("doctor")
    assert result.exit_code == 0
    assert "不能用：没有安装 pypdf" in result.stdout
    assert "1. 运行 pip install summarize[pdf] 后重试\n" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_a_libreoffice_that_makes_no_pdf_is_told(run: Run, converting: FakeConverting) -> None:
    converting.convert = Converted
    result = run("doctor")
    assert result.exit_code == 0
    assert "试转没有成功" in result.stdout
    assert "1. 转 PDF 要用的 LibreOffice 装了却不能用：重新安装 LibreOffice" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_a_libreoffice_too_old_for_archiving_is_told(run: Run, converting: FakeConverting, finding: Any) -> None:
    converting.convert = lambda path: Converted(path, "", path.with_suffix(".pdf"), 1, (finding("不是 PDF/A-2"),))
    assert "试转成功，但不是存档用的 PDF/A-2（LibreOffice 版本太旧）" in run("doctor").stdout


@pytest.mark.usefixtures("healthy")
def test_a_folder_that_cannot_be_written_is_status_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("summarize.cli.doctor.tempfile.TemporaryFile", refuse)
    result = run("doctor")
    assert result.exit_code == 3
    assert "换到自己能写入的文件夹再运行" in result.stdout


def test_a_package_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PACKAGES", ("click", "no-such-package-anywhere"))
    versions = machine.package_versions()
    assert versions["click"] and versions["no-such-package-anywhere"] is None


def test_a_command_that_cannot_be_run_reads_as_nothing() -> None:
    assert run_and_read("no-such-program-anywhere") == ""
