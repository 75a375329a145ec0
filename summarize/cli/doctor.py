"""`summarize doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize import __version__
from summarize.cli import machine
from summarize.cli.console import say
from summarize.cli.help import Command
from summarize.errors import MachineError, SummarizeError
from summarize.libreoffice import find_libreoffice, fonts, libreoffice_version

if TYPE_CHECKING:
    from rich.table import Table


class _State(Enum):
    GOOD = "正常"
    LACKING = "欠缺"
    """The program works; something about its results or comfort is less than it could be."""
    MISSING = "缺少"
    """The program cannot work."""
    TOLD = "说明"


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing looked at: what, how it is, and what to do about it."""

    subject: str
    state: _State
    detail: str
    remedy: str = ""


@click.command(
    cls=Command,
    help="检查本机：程序和组件的版本、模板、字体、LibreOffice，缺什么、怎么补。\n\n"
    "会用 LibreOffice 试转一份 PDF。缺少必需的组件时退出状态为 3；字体和 LibreOffice 欠缺不影响生成。",
    short_help="检查本机装了什么、缺什么、怎么补",
)
def command() -> int:
    """Look at the machine, show what was found, and return 3 if something necessary is missing."""
    parts: tuple[tuple[str, Callable[[], list[_Row]]], ...] = (
        ("程序", _look_at_program),
        ("模板", _look_at_templates),
        ("字体", _look_at_fonts),
        ("本机", _look_at_machine),
    )
    rows: list[_Row] = []
    for title, look in parts:
        part = look()
        _show(title, part)
        rows += part
    todo = list(dict.fromkeys(row.remedy for row in rows if row.remedy))
    for number, remedy in enumerate(todo, 1):
        say(f"{number}. {remedy}")
    is_missing = any(row.state is _State.MISSING for row in rows)
    say("缺少必需的组件，请按上面的办法处理。" if is_missing else "必需的组件齐全，可以使用。")
    return MachineError.exit_status if is_missing else 0


def _look_at_program() -> list[_Row]:
    rows = [
        _Row("summarize", _State.GOOD, __version__),
        _Row("Python", _State.GOOD, f"{platform.python_version()}（{sys.executable}）"),
    ]
    for name, version in machine.package_versions().items():
        if version:
            rows.append(_Row(name, _State.GOOD, version))
        else:
            rows.append(_Row(name, _State.MISSING, "没有安装", f"安装缺少的组件：pip install {name}"))
    return rows


def _look_at_templates() -> list[_Row]:
    try:
        from summarize.render.templates import list_templates
    except ImportError as error:
        return [_Row("模板", _State.MISSING, f"无法列出：缺少 {error.name}")]
    rows = [_Row(template.name, _State.GOOD, f"{template.origin}：{template.path}") for template in list_templates()]
    return rows or [_Row("模板", _State.MISSING, "一个也没有找到", "重新安装程序：模板随程序一起安装")]


def _look_at_fonts() -> list[_Row]:
    installed = fonts.installed_fonts()
    if installed is None:
        return [_Row("字体", _State.TOLD, "本系统无法查询字体，请在 Word 或 WPS 的字体列表中查看公文所用的五种字体")]
    chosen = fonts.substitutes()
    return [
        _Row(f"{face.name}（{face.use}）", _State.GOOD, "已安装")
        if fonts.is_installed(face.name, installed)
        else _missing_face(face, fonts.stand_in(face, installed), chosen)
        for face in fonts.FACES
    ]


def _missing_face(face: fonts.Face, nearest: str | None, chosen: Mapping[str, str]) -> _Row:
    """Tell what looks most like a missing typeface, and what stands in its place in a PDF."""
    best = f"本机与它最接近的是“{nearest}”" if nearest else "也没有可以代替的字体"
    taken = chosen.get(face.name) or fonts.font_taken_for(face.name)
    pdf = f"，PDF 中以{'它' if taken == nearest else f'“{taken}”'}代替" if taken else ""
    return _Row(
        f"{face.name}（{face.use}）",
        _State.LACKING,
        f"没有安装，{best}{pdf}",
        "字体影响本机的显示、打印和转出的 PDF，Word 文档中的字体名称不变；"
        "字体由本单位信息化部门按授权安装（方正字体须购买授权）",
    )


def _look_at_machine() -> list[_Row]:
    return [_look_at_libreoffice(), _look_at_pdf(), _look_at_folder(), _look_at_encoding(), _look_at_setting()]


def _look_at_libreoffice() -> _Row:
    program = find_libreoffice()
    if program is None:
        return _Row(
            "LibreOffice",
            _State.LACKING,
            "没有安装；导入 .doc、.wps 和转成 PDF 时才需要",
            "要导入 .doc、.wps 或转成 PDF 的，安装 LibreOffice",
        )
    return _Row("LibreOffice", _State.GOOD, f"{libreoffice_version(program) or '版本不明'}（{program}）")


def _look_at_pdf() -> _Row:
    """Convert one of the templates: only that tells whether it works."""
    from summarize.pipeline.converting import convert_documents

    try:
        from summarize.render.templates import list_templates

        with tempfile.TemporaryDirectory(prefix="summarize-", ignore_cleanup_errors=True) as folder:
            document = Path(folder, "试转.docx")
            document.write_bytes(list_templates()[0].path.read_bytes())
            (converted,) = convert_documents([document], workers=1)
    except SummarizeError as error:
        (finding,) = error.findings
        return _Row("转 PDF", _State.LACKING, f"不能用：{finding.message}", finding.suggestion.rstrip("。"))
    except (ImportError, IndexError, OSError) as error:
        return _Row("转 PDF", _State.LACKING, f"无法试转：{type(error).__name__}")
    if converted.pdf is None:
        remedy = "转 PDF 要用的 LibreOffice 装了却不能用：重新安装 LibreOffice 后再运行 summarize doctor"
        return _Row("转 PDF", _State.LACKING, "试转没有成功", remedy)
    is_old = bool(converted.findings)
    return _Row(
        "转 PDF", _State.GOOD, "试转成功" + ("，但不是存档用的 PDF/A-2（LibreOffice 版本太旧）" if is_old else "")
    )


def _look_at_folder() -> _Row:
    folder = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=folder):
            return _Row("当前文件夹", _State.GOOD, f"可以写入（{folder}）")
    except OSError as error:
        detail = f"不能写入（{folder}）：{error.strerror or type(error).__name__}"
        return _Row("当前文件夹", _State.MISSING, detail, "换到自己能写入的文件夹再运行，或者用 --output 指定位置")


def _look_at_encoding() -> _Row:
    encoding = sys.stdout.encoding or "不明"
    try:
        "报告〔〕—".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _Row("屏幕编码", _State.LACKING, f"{encoding}，显示不了汉字", "设置环境变量 PYTHONUTF8=1 后重新打开窗口")
    return _Row("屏幕编码", _State.GOOD, encoding)


def _look_at_setting() -> _Row:
    try:
        from summarize.pipeline import is_classified_machine
    except ImportError as error:
        return _Row("涉密设置", _State.MISSING, f"无法查看：缺少 {error.name}")
    if is_classified_machine():
        return _Row("涉密设置", _State.TOLD, "本机带有保密员所作的涉密计算机设置")
    return _Row("涉密设置", _State.TOLD, "普通计算机：不处理国家秘密、工作秘密")


def _show(title: str, rows: list[_Row]) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 100, highlight=False)
    console.print(_table(title, rows))


def _table(title: str, rows: list[_Row]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    colours = {_State.GOOD: "green", _State.LACKING: "yellow", _State.MISSING: "red", _State.TOLD: ""}
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(Text(row.subject), Text(row.state.value, style=colours[row.state]), Text(row.detail))
    return table
