"""`summarize init` and `summarize template list`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from summarize.errors import MachineError
from summarize.findings import Place
from summarize.opc.rules import TARGET_NOT_WRITABLE

Run = Callable[..., Result]


def test_init_makes_workbook_and_templates_and_says_what_to_do_next(
    run: Run, templates: list[Any], tmp_path: Path
) -> None:
    folder = tmp_path / "某局" / "2017"
    result = run("init", folder)
    assert result.exit_code == 0
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert made == sorted(["工作台账.xlsx", "templates/季度工作总结.docx", "templates/汇报材料.docx"])
    assert (folder / "templates/汇报材料.docx").read_bytes() == "汇报材料".encode()
    assert f"已新建 {folder / '工作台账.xlsx'}" in result.stdout
    assert f"cd {folder}\n" in result.stdout
    assert "summarize check 工作台账.xlsx\n" in result.stdout
    assert result.stdout.endswith("国家秘密、工作秘密不得在普通计算机上处理，请勿填入。\n")


def test_init_quotes_a_path_with_blanks(run: Run, templates: list[Any], tmp_path: Path) -> None:
    result = run("init", tmp_path / "某 局")
    assert f'cd "{tmp_path / "某 局"}"' in result.stdout


def test_init_never_overwrites_a_workbook(run: Run, templates: list[Any], tmp_path: Path) -> None:
    workbook = tmp_path / "工作台账.xlsx"
    workbook.write_text("填了一年的台账")
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"用法错误：“{workbook}”已经存在，没有作任何改动。请换一个文件夹；确要新建的，先把原来的工作台账改名或移走"
    )
    assert workbook.read_text() == "填了一年的台账"
    assert not (tmp_path / "templates").exists()


def test_init_keeps_a_template_that_is_there(run: Run, templates: list[Any], tmp_path: Path) -> None:
    own = tmp_path / "局" / "templates" / "汇报材料.docx"
    own.parent.mkdir(parents=True)
    own.write_text("改过的模板")
    result = run("init", tmp_path / "局")
    assert result.exit_code == 0
    assert own.read_text() == "改过的模板"
    assert f"模板 {own} 已经存在，保留原样" in result.stdout


def test_init_refuses_a_file_as_folder(run: Run, templates: list[Any], tmp_path: Path) -> None:
    file = tmp_path / "台账"
    file.write_text("")
    result = run("init", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"用法错误：“{file}”是一个文件，不能用作文件夹。请另写一个文件夹的名称\n")


@pytest.mark.parametrize("refused", ["汇报材料.docx", "工作台账.xlsx"])
def test_init_that_could_not_write_can_be_run_again(
    run: Run, templates: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    from summarize.opc import files

    write_beside = files.write_beside

    def refuse(path: Path, data: bytes) -> None:
        if path.name == refused:
            raise MachineError(TARGET_NOT_WRITABLE.at(Place(file=str(path)), "写不进去", "换一个文件夹"))
        write_beside(path, data)

    with monkeypatch.context() as full_disk:
        full_disk.setattr("summarize.opc.files.write_beside", refuse)
        full_disk.setattr("summarize.write.filled.write_new", refuse)
        result = run("init", tmp_path / "局")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0].endswith(f"{refused}：写不进去。改法：换一个文件夹。")
    assert not (tmp_path / "局" / "工作台账.xlsx").exists()
    assert run("init", tmp_path / "局").exit_code == 0
    assert (tmp_path / "局" / "工作台账.xlsx").exists()


def test_template_list_aligns_names_and_tells_how_to_use_them(run: Run, templates: list[Any]) -> None:
    result = run("template", "list")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "季度工作总结  随程序提供  一个季度",
        "汇报材料      随程序提供  开会用",
        "共 2 个模板。用法：summarize generate 工作台账.xlsx --template 模板名",
    ]


def test_template_list_as_json(run: Run, templates: list[Any]) -> None:
    listed = json.loads(run("template", "list", "--format", "json").stdout)
    assert listed[0] == {
        "name": "季度工作总结",
        "path": str(templates[0].path),
        "origin": "随程序提供",
        "description": "一个季度",
    }


def test_template_list_without_any_template(run: Run, templates: list[Any]) -> None:
    templates.clear()
    assert run("template", "list", "--format", "json").stdout == "[]\n"
    assert run("template", "list").exit_code == 0
