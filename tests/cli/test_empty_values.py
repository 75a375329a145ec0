"""Options and arguments that say nothing: none of them stands for the current folder or a default."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


WITH_OPTIONS = [
    *(
        (["batch", "报送", "--period", "上半年"], option)
        for option in ("--cluster", "--template", "--output", "--expected", "--stage", "--workers", "--format")
    ),
    (["batch", "报送"], "--period"),
    *(
        (["generate", "a.xlsx"], option)
        for option in ("--template", "--output", "--unit", "--period", "--stage", "--format")
    ),
    *((["check", "a.xlsx"], option) for option in ("--annotate", "--period", "--format")),
    (["merge", "a.xlsx"], "--output"),
    (["next", "a.xlsx", "--period", "上半年"], "--output"),
    (["import", "a.docx"], "--output"),
]
WITH_ARGUMENTS = [
    (["init"], "DIR"),
    (["check", "a.xlsx"], "WORKBOOK…"),
    (["generate"], "WORKBOOK"),
    (["batch", "--period", "上半年"], "FOLDER"),
    (["merge", "--output", "b.xlsx", "a.xlsx"], "WORKBOOK…"),
    (["next", "--period", "上半年", "--output", "b.xlsx"], "WORKBOOK"),
    (["import", "--output", "b.xlsx"], "FILE…"),
]


@pytest.mark.parametrize("nothing", ["", " ", "　"])
@pytest.mark.parametrize(("command", "option"), WITH_OPTIONS)
def test_an_option_with_an_empty_value_is_wrong_usage_and_nothing_is_written(
    run: Run, bare: Path, command: list[str], option: str, nothing: str
) -> None:
    result = run(*command, option, nothing)
    assert result.exit_code == 2
    assert result.stdout == ""
    told = f"用法错误：选项 {option} 后面的值是空的。请写出要用的值，或不写这个选项\n用法：summarize {command[0]} "
    assert result.stderr.startswith(told)
    assert list(bare.iterdir()) == []


@pytest.mark.parametrize(("command", "argument"), WITH_ARGUMENTS)
def test_an_empty_argument_is_wrong_usage_and_nothing_is_written(
    run: Run, bare: Path, command: list[str], argument: str
) -> None:
    result = run(*command, "")
    assert result.exit_code == 2
    assert result.stdout == ""
    told = f"用法错误：参数 {argument} 是空的。请写出它的名称或路径\n用法：summarize {command[0]} "
    assert result.stderr.startswith(told)
    assert list(bare.iterdir()) == []
