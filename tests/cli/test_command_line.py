"""The command line as a whole: help, usage errors, failures of every kind, encodings."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import Result

from summarize import __version__
from summarize.errors import InputError, MachineError, TemplateError, UsageError

Run = Callable[..., Result]
Make = Callable[..., Any]
COMMANDS = ("init", "check", "generate", "template", "doctor")


def process(*arguments: str, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarize", *arguments],
        capture_output=True,
        encoding=encoding,
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, **environment},
    )


def test_help_loads_no_slow_library() -> None:
    slow = ("pandas", "docxtpl", "docx", "jinja2", "lxml", "openpyxl", "python_calamine", "rich")
    program = (
        "import sys\n"
        "from summarize.cli.app import application\n"
        "status = application.main(['--help'], standalone_mode=False)\n"
        f"print(status, [name for name in {slow!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_help_is_chinese_and_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert result.output.startswith("用法：summarize [选项] 命令 …\n")
    assert all(f"\n  {command} " in result.output for command in COMMANDS)
    assert "国家秘密、工作秘密不得在普通计算机上处理。" in result.output
    assert not any(english in result.output for english in ("Usage", "Options", "Show this", "Commands"))


@pytest.mark.parametrize("command", [*COMMANDS, "template list"])
def test_every_command_explains_itself_in_lines_that_fit(run: Run, command: str) -> None:
    from summarize.cli.help import display_width

    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"用法：summarize {command} ")
    assert "\n选项：\n" in result.output and "显示这份说明" in result.output
    assert max(map(display_width, result.output.splitlines())) <= 80


def test_version(run: Run) -> None:
    assert run("--version").output == f"summarize {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["genrate"], "没有命令 genrate。是否指 generate"),
        (
            ["xyz"],
            "没有命令 xyz。"
            "可用的命令：init、check、generate、batch、import、merge、next、template、audit、rules、doctor",
        ),
        (["template", "lst"], "没有命令 lst。是否指 list？"),
        (["generate", "--perod", "上半年", "a.xlsx"], "没有选项 --perod。是否指 --period 或 --pdf？"),
        (["generate", "--xyz"], "没有选项 --xyz。"),
        (["generate", "a.xlsx", "—period", "上半年"], "“—period”的开头写得不对。选项前面是两个英文减号：--period"),
        (["generate", "a.xlsx", "–period=上半年"], "“–period=上半年”的开头写得不对。选项前面是两个英文减号：--period"),
        (
            ["generate", "a.xlsx", "－－period", "上半年"],
            "“－－period”的开头写得不对。选项前面是两个英文减号：--period",
        ),
        (["generate", "-period", "上半年", "a.xlsx"], "“-period”的开头写得不对。选项前面是两个英文减号：--period"),
        (["check", "a.xlsx", "——verbose"], "“——verbose”的开头写得不对。选项前面是两个英文减号：--verbose"),
        (["generate"], "缺少参数 WORKBOOK。"),
        (["check"], "缺少参数 WORKBOOK…。"),
        (["init"], "缺少参数 DIR。"),
        (["generate", "a.xlsx", "b c.xlsx"], "多出了参数：b c.xlsx（名称中有空格的，请用引号括起来）"),
        (["generate", "a.xlsx", "--period"], "选项 --period 后面要写一个值。"),
        (["check", "a.xlsx", "--verbose=1"], "选项 --verbose 后面不写值。"),
        (
            ["generate", "a.xlsx", "--period", "13月"],
            "选项 --period：“13月”不是有效的时期：没有13月，月份是1至12月",
        ),
        (
            ["generate", "a.xlsx", "--period", "all"],
            "选项 --period：“all”不是认得的时期。"
            "可以写：6月、一季度、上半年、前三季度、全年、1—5月、截至6月20日，前面可加年份，如“2017年上半年”",
        ),
        (["generate", "a.xlsx", "--stage", "初稿"], "选项 --stage：“初稿”不对，只能写 征求意见稿、送审稿、定稿"),
        (["check", "a.xlsx", "--format", "xml"], "选项 --format：“xml”不对，只能写 text、json"),
    ],
)
def test_wrong_usage_is_told_in_chinese_with_a_way_out(
    run: Run, pipeline: Any, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, *more = result.stderr.splitlines()
    assert first.startswith(f"用法错误：{message}")
    assert more[0].startswith("用法：summarize") and more[1].startswith("查看说明：summarize")
    assert not pipeline.requests and not pipeline.checked


@pytest.mark.parametrize("arguments", [[], ["template"], ["--"]])
def test_without_a_command_the_help_is_shown_and_the_usage_was_wrong(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "\n命令：\n" in result.stderr


@pytest.mark.parametrize(("kind", "status"), [(InputError, 1), (TemplateError, 1), (UsageError, 2), (MachineError, 3)])
def test_every_error_has_its_exit_status_and_shows_its_findings(
    finding: Make, run: Run, pipeline: Any, kind: type[InputError], status: int
) -> None:
    def fail(_: object) -> NoReturn:
        raise kind(finding(sheet="指标", cell="E7"))

    pipeline.on_generate = fail
    result = run("generate", "a.xlsx")
    assert result.exit_code == status
    assert result.stdout == ""
    assert result.stderr == "错误 V03 指标!E7：这里只能填数字。改法：改为数字。\n错误 1 处。\n"


def test_with_json_an_error_is_a_list_on_stdout_and_nothing_else(finding: Make, run: Run, pipeline: Any) -> None:
    def fail(_: object) -> NoReturn:
        raise InputError(finding(file="a.xlsx", sheet="指标", cell="E7"))

    pipeline.on_generate = fail
    result = run("generate", "a.xlsx", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    assert [(one["code"], one["file"], one["cell"]) for one in json.loads(result.stdout)] == [("V03", "a.xlsx", "E7")]


def test_a_defect_of_ours_is_an_apology_and_a_log_without_what_cells_hold(
    run: Run, pipeline: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: object) -> NoReturn:
        try:
            raise KeyError("某单元格的内容")
        except KeyError as error:
            raise RuntimeError("又引了一遍某单元格的内容") from error

    pipeline.on_generate = fail
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = run("generate", "a.xlsx")
    assert result.exit_code == 70
    assert result.stdout == ""
    (log,) = tmp_path.glob("summarize-*.log")
    assert result.stderr == (
        "抱歉，程序自身出了故障，本次没有完成。您的工作簿没有问题，也没有被改动。"
        f"出错记录在 {log}，请把它发给维护人员。\n"
    )
    written = log.read_text(encoding="utf-8")
    assert written.index("builtins.KeyError") < written.index("builtins.RuntimeError")
    assert written.startswith(f"summarize {__version__}, Python ") and __file__ in written
    assert "单元格的内容" not in written.replace('raise KeyError("某单元格的内容")', "").replace(
        'raise RuntimeError("又引了一遍某单元格的内容")', ""
    )


def test_a_defect_is_told_even_where_no_log_can_be_written(
    run: Run, pipeline: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pipeline.on_generate = lambda _: 1 / 0
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    result = run("generate", "a.xlsx")
    assert result.exit_code == 70
    assert result.stderr.endswith("出错记录没能写出（ZeroDivisionError）。\n")


def test_a_missing_component_is_a_lack_of_the_machine(run: Run, pipeline: Any) -> None:
    def fail(_: object) -> NoReturn:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    pipeline.on_generate = fail
    result = run("generate", "a.xlsx")
    assert result.exit_code == 3
    assert result.stderr == "缺少组件 lxml，程序没有装完整。请重新安装，或运行 summarize doctor 查看缺什么。\n"


def test_an_interruption_is_told_without_a_traceback(run: Run, pipeline: Any) -> None:
    def fail(_: object) -> NoReturn:
        raise KeyboardInterrupt

    pipeline.on_generate = fail
    result = run("generate", "a.xlsx")
    assert result.exit_code == 130
    assert result.stderr.strip() == "已中断。"


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "cp1252"])
def test_a_console_that_cannot_show_chinese_does_not_stop_the_program(encoding: str) -> None:
    for arguments in (["--help"], ["genrate"], ["generate", "〔不存在〕😀.xlsx", "--period", "十三月"]):
        done = process(*arguments, encoding=encoding)
        assert "Traceback" not in done.stderr + done.stdout
        assert done.returncode == (0 if arguments == ["--help"] else 2)


def test_json_survives_a_console_that_cannot_show_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.cli import console

    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii", write_through=True))
    console.say_json([{"message": "指标〔😀〕"}])
    assert json.loads(written.getvalue()) == [{"message": "指标〔😀〕"}]


def test_the_module_runs_as_the_command_does() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout) == (0, f"summarize {__version__}\n")


def test_generate_hands_every_option_on(outcome: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_generate = lambda request: outcome(Path("报告.docx"), "2017年上半年：已写入 报告.docx")
    result = run(
        *("generate", "台账.xlsx", "--period", "2017年上半年", "--template", "汇报材料", "--output", "报告.docx"),
        *("--unit", "某局", "--brief", "--draft", "--duplex", "--stage", "送审稿"),
    )
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2017年上半年：已写入 报告.docx\n", "")
    (request,) = pipeline.requests
    assert vars(request) == {
        "workbook": Path("台账.xlsx"),
        "period": "2017年上半年",
        "template": "汇报材料",
        "output": "报告.docx",
        "unit": "某局",
        "is_draft": True,
        "is_brief": True,
        "stage": "送审稿",
        "is_duplex": True,
        "is_pdf": False,
        "is_issue": False,
        "previous": (),
        "lists_promises": False,
        "terms": None,
        "is_fixed": False,
    }


def test_generate_leaves_what_was_not_given_to_the_pipeline(outcome: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_generate = lambda request: outcome(Path("报告.docx"), "已写入")
    run("generate", "台账.xlsx")
    (request,) = pipeline.requests
    values = vars(request)
    assert values.pop("workbook") == Path("台账.xlsx")
    options = ("is_draft", "is_brief", "is_duplex", "is_pdf", "is_issue", "lists_promises", "is_fixed")
    assert [values.pop(name) for name in options] == [False] * len(options)
    assert values.pop("previous") == ()
    assert set(values.values()) == {None}


def test_a_draft_written_in_spite_of_errors_still_has_status_1(
    finding: Make, outcome: Make, run: Run, pipeline: Any
) -> None:
    pipeline.on_generate = lambda request: outcome(
        Path("草稿.docx"), "已写入 草稿.docx", (finding(sheet="指标", cell="E7"),)
    )
    result = run("generate", "台账.xlsx", "--draft")
    assert result.exit_code == 1
    assert result.stdout == "已写入 草稿.docx\n"
    assert result.stderr == "错误 V03 指标!E7：这里只能填数字。改法：改为数字。\n错误 1 处。\n"


def test_generate_with_json_keeps_stdout_for_the_list(outcome: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_generate = lambda request: outcome(Path("报告.docx"), "已写入 报告.docx")
    result = run("generate", "台账.xlsx", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout), result.stderr) == (0, [], "已写入 报告.docx\n")
