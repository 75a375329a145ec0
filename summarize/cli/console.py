"""Showing findings, and the one place where trouble becomes words and an exit status."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from summarize.cli import interruption
from summarize.cli.layout import IN_CHECK, count_up, lay_out
from summarize.cli.usage import explain, is_json_wanted
from summarize.errors import EXIT_DEFECT, MachineError, SummarizeError, describe_defect
from summarize.findings import Finding

EXIT_USAGE = 2

_NO_LONGER_READ = frozenset({errno.EPIPE, errno.EINVAL})
"""What writing to a pipe gives whose reader has gone, as `head` does; Windows gives EINVAL."""

_OUTPUT_FAILURES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What click's own writing of help and version gives when stdout cannot take them."""


class OutputLostError(Exception):
    """Stdout cannot take what is to be shown, though somebody waits for it: its disk is full."""


def say(line: str, *, err: bool = False, end: str = "\n") -> None:
    """Show a line; what the console's encoding cannot hold is shown as `?`.

    Whoever closes the pipe has read enough: that changes nothing in what the command does.

    Raises:
        OutputLostError: Stdout cannot be written; stderr that cannot is given up silently.
    """
    try:
        click.echo(f"{line}{end}", err=err, nl=False)
    except OSError as error:
        _give_up(sys.stderr if err else sys.stdout)
        if not err and error.errno not in _NO_LONGER_READ:
            raise OutputLostError from error


def _give_up(stream: Any) -> None:
    """Let what is written to `stream` vanish, also what Python still holds of it when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def say_json(value: object) -> None:
    """Write `value` to stdout; outside UTF-8 every 汉字 is escaped, so that nothing is lost."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")
    say(json.dumps(value, ensure_ascii=not is_unicode, indent=2))


def show_findings(
    findings: Sequence[Finding],
    *,
    is_verbose: bool = False,
    has_headings: bool = False,
    err: bool = False,
    as_json: bool | None = None,
    before_counts: str = "",
    elsewhere: str = IN_CHECK,
) -> None:
    """Show `findings` as JSON on stdout if that was asked for, else as text with a line of counts.

    `as_json` is for where no command's context is at hand any more; `elsewhere` tells where what was left out stands.
    """
    if is_json_wanted() if as_json is None else as_json:
        say_json([finding.to_json() for finding in findings])
        return
    for line in lay_out(findings, is_verbose=is_verbose, has_headings=has_headings, elsewhere=elsewhere):
        say(line, err=err)
    say(f"{before_counts}{count_up(findings)}", err=err)


def guard(run: Callable[[], object], context: Callable[[], click.Context | None]) -> int:
    """Return the exit status of `run`, whatever happens in it; nobody ever sees a traceback.

    `context` gives the command's context, if parsing came so far: it knows the form of output.
    """
    make_output_robust()
    try:
        return _run_and_tell(run, context)
    except OutputLostError:
        pass
    except (click.Abort, KeyboardInterrupt) as error:
        say("已中断。", err=True)
        return interruption.status_of(error)
    except SystemExit:
        # click leaves in this way when a help text's reader has gone.
        _give_up(sys.__stdout__)
        return 0
    say("屏幕输出写不出去：它被转到了一个文件，而那里写不进内容（多半是磁盘满了）。", err=True)
    say("命令本身可能已经做完，请先看要写的文件在不在，再清理磁盘重试。", err=True)
    return MachineError.exit_status


def _run_and_tell(run: Callable[[], object], context: Callable[[], click.Context | None]) -> int:
    try:
        status = run()
    except click.ClickException as error:
        say(explain(error), err=True)
        return EXIT_USAGE
    except SummarizeError as error:
        ctx = context()
        show_findings(error.findings, err=True, as_json=ctx is not None and is_json_wanted(ctx))
        return error.exit_status
    except (click.Abort, OutputLostError):
        raise
    except OSError as error:
        if error.filename is None and error.errno in _OUTPUT_FAILURES:
            _give_up(sys.stdout)
            raise OutputLostError from error
        return _explain_failure(error)
    except Exception as error:  # noqa: BLE001 - a defect of ours becomes an apology here, once for this skin
        return _explain_failure(error)
    return status if isinstance(status, int) else 0


def make_output_robust() -> None:
    """Let stdout and stderr replace what they cannot encode: a pipe on Windows is cp936, or ASCII."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _explain_failure(error: Exception) -> int:
    """Tell of a failure that no stage foresaw, and return its exit status."""
    if isinstance(error, ModuleNotFoundError) and not (error.name or "summarize").startswith("summarize"):
        say(f"缺少组件 {error.name}，程序没有装完整。请重新安装，或运行 summarize doctor 查看缺什么。", err=True)
        return MachineError.exit_status
    log = write_log(describe_defect(error))
    where = f"出错记录在 {log}，请把它发给维护人员。" if log else f"出错记录没能写出（{type(error).__name__}）。"
    say(f"抱歉，程序自身出了故障，本次没有完成。您的工作簿没有问题，也没有被改动。{where}", err=True)
    return EXIT_DEFECT


def write_log(told: str) -> Path | None:
    """Write what is told of a defect, and return the file; `None` if it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(prefix="summarize-", suffix=".log", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(told)
    except OSError:
        return None
    return Path(name)
