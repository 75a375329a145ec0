"""`summarize init`: a new unit's folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from summarize.cli.console import say
from summarize.cli.help import Command
from summarize.cli.layout import as_typed, printable
from summarize.cli.usage import FILE

WORKBOOK_NAME = "工作台账.xlsx"
TEMPLATES_NAME = "templates"


@click.command(
    cls=Command,
    help="为一个单位新建文件夹，放入空白的工作台账（带下拉选项、填写说明和示例行）和 Word 模板。",
    short_help="为一个单位新建文件夹：空白工作台账和模板",
    arguments=[("DIR", "要新建的文件夹；已有的文件夹也可以，其中的文件不会被覆盖")],
)
@click.argument("folder", metavar="DIR", type=FILE)
def command(folder: Path) -> None:
    """Make the folder with a blank workbook and the templates, and say what to do next."""
    workbook = folder / WORKBOOK_NAME
    _refuse_if_in_the_way(folder, workbook)
    _make(folder, workbook)
    say("下一步：")
    say(printable(f"  1. 打开 {workbook}，先看“填写说明”，再填“基本信息”“工作成效”“工作计划”等表；"))
    say(printable(f"  2. 进入这个文件夹（其中 templates 里的模板才会用上）：cd {as_typed(folder)}"))
    say(f"  3. 核对：summarize check {workbook.name}")
    say(f"  4. 生成：summarize generate {workbook.name}")
    say("国家秘密、工作秘密不得在普通计算机上处理，请勿填入。")


def _refuse_if_in_the_way(folder: Path, workbook: Path) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise click.UsageError(f"“{folder}”是一个文件，不能用作文件夹。请另写一个文件夹的名称")
    if os.path.lexists(workbook):
        raise click.UsageError(
            f"“{workbook}”已经存在，没有作任何改动。请换一个文件夹；确要新建的，先把原来的工作台账改名或移走"
        )


def _make(folder: Path, workbook: Path) -> None:
    from summarize.opc.files import write_beside
    from summarize.render.templates import list_templates
    from summarize.write.blank import write_blank_workbook

    for template in list_templates():
        copy = folder / TEMPLATES_NAME / template.path.name
        if os.path.lexists(copy):
            say(printable(f"模板 {copy} 已经存在，保留原样"))
            continue
        write_beside(copy, template.path.read_bytes())
        say(printable(f"已放入模板 {copy}"))
    # Last, since a workbook that is there stops the next attempt.
    write_blank_workbook(workbook)
    say(printable(f"已新建 {workbook}"))
