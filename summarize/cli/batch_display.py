"""What a batch shows: a live line at a terminal, plain lines elsewhere, and at the end who is done and who is not."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from summarize.cli.columns import align_columns
from summarize.cli.console import say, write_log
from summarize.cli.layout import as_typed, count_up, lay_out, printable
from summarize.errors import EXIT_DEFECT
from summarize.findings import has_errors
from summarize.pipeline.batch import entries
from summarize.pipeline.batch.events import BatchRequest, Began, Closed, Converting, Ended, Event, Verified, Waiting

if TYPE_CHECKING:
    from summarize.cli.batch import Wish

_MOST_LAID_OUT = 2_000
"""So many findings are sorted and folded for the screen; the overview has all."""
_SECONDS_BETWEEN = 10.0
"""Between two lines that tell how far it has come, where there is no terminal."""
_MOST_LOGS = 3

OUTCOMES = {
    entries.DONE: "已生成",
    entries.DRAFT: "草稿（有错误）",
    entries.FAILED: "有错误，没有写",
    entries.TWICE: "报了两份，没有写",
    entries.UNWRITTEN: "写不出",
    entries.LOST: "处理的进程被系统结束",
    entries.DEFECT: "程序故障",
    entries.NOT_SENT: "未报送",
    entries.EQUAL: "核对一致",
    entries.DIFFERING: "核对不一致",
}


class _Display(Protocol):
    """Shows how far a batch has come."""

    def begin(self, total: int) -> None: ...

    def advance(self, path: str, *, is_wrong: bool, told: str) -> None: ...

    def wait(self, in_hand: Sequence[str]) -> None: ...

    def convert(self, done: int, total: int) -> None: ...

    def stopping(self) -> None: ...


def show(events: Iterable[Event], request: BatchRequest, *, is_json: bool, is_verifying: bool, wish: Wish) -> int:
    """Show what happens until the batch is closed, and return the exit status."""
    defects: list[str] = []
    status = 0
    display, screen = _open_display()
    with screen:
        is_told = False
        closed = None
        for event in events:
            if wish.status is not None and not is_told:
                is_told = True
                display.stopping()
            match event:
                case Closed():
                    closed = event
                    break
                case _:
                    _follow(display, event, defects)
    if closed is None:
        return status
    _show_findings(closed, is_json=is_json)
    for line in _closing_lines(closed, request, is_verifying=is_verifying):
        say(printable(line), err=is_json)
    _tell_defects(defects)
    for _ in events:
        pass  # the batch clears up behind the last event
    if (closed.left or closed.unprinted) and wish.status is not None:
        return wish.status
    return closed.exit_status


def _follow(display: _Display, event: Event, defects: list[str]) -> None:
    match event:
        case Began(total, is_resumed):
            display.begin(total)
            if is_resumed:
                say("上次没有做完，接着做。", err=True)
        case Ended(entry, _, found):
            defects += (text for text in found if text not in defects and len(defects) < _MOST_LOGS)
            findings = [*entry.findings, *(one for unit in entry.units for one in unit.all_findings)]
            display.advance(entry.path, is_wrong=has_errors(findings), told=count_up(findings))
        case Verified(path, findings):
            display.advance(path, is_wrong=has_errors(findings), told=count_up(findings))
        case Waiting(in_hand):
            display.wait(in_hand)
        case Converting(done, total):
            display.convert(done, total)


def _open_display() -> tuple[_Display, AbstractContextManager[Any]]:
    if not sys.stderr.isatty():
        return _Lines(), nullcontext()
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("有错误 {task.fields[wrong]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[in_hand]}"),
        console=Console(stderr=True),
        transient=True,
    )
    return _Live(progress), progress


class _Live:
    """A bar at a terminal."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._task = progress.add_task("生成报告", total=None, wrong=0, in_hand="")
        self._wrong = 0

    def begin(self, total: int) -> None:
        self._progress.update(self._task, total=total)

    def advance(self, path: str, *, is_wrong: bool, told: str) -> None:
        self._wrong += is_wrong
        self._progress.update(self._task, advance=1, wrong=self._wrong)

    def wait(self, in_hand: Sequence[str]) -> None:
        self._progress.update(self._task, in_hand=printable(in_hand[0]) if in_hand else "")

    def convert(self, done: int, total: int) -> None:
        self._progress.update(self._task, description="转 PDF", completed=done, total=total, in_hand="")

    def stopping(self) -> None:
        self._progress.update(self._task, description="正在停下：做完手头的（再按一次 Ctrl-C 立即停）")


class _Lines:
    """Lines in a file or a pipe: one for each input with errors, and now and then how far it has come."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._told_at = time.monotonic()

    def begin(self, total: int) -> None:
        self._total = total

    def advance(self, path: str, *, is_wrong: bool, told: str) -> None:
        self._done += 1
        if is_wrong:
            say(printable(f"{path}：{told}"), err=True)
        self._tell_now_and_then(f"已处理 {self._done}/{self._total}")

    def wait(self, in_hand: Sequence[str]) -> None:
        pass

    def convert(self, done: int, total: int) -> None:
        self._tell_now_and_then(f"转 PDF {done}/{total}")

    def _tell_now_and_then(self, line: str) -> None:
        now = time.monotonic()
        if now - self._told_at >= _SECONDS_BETWEEN:
            self._told_at = now
            say(line, err=True)

    def stopping(self) -> None:
        say("正在停下：做完手头的（再发一次信号立即停）。", err=True)


def _show_findings(closed: Closed, *, is_json: bool) -> None:
    if is_json:
        _say_list(finding.to_json() for finding in closed.findings())
        return
    errors = (finding for finding in closed.findings() if finding.is_error)
    others = (finding for finding in closed.findings() if not finding.is_error)
    laid_out = list(islice(chain(errors, others), _MOST_LAID_OUT))
    for line in lay_out(laid_out, has_headings=True):
        say(line, err=True)
    say(count_up(closed.findings()), err=True)


def _say_list(values: Iterable[object]) -> None:
    """Write a list to stdout element by element; outside UTF-8 every 汉字 is escaped."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")
    before = "["
    for value in values:
        say(f"{before}\n{json.dumps(value, ensure_ascii=not is_unicode)}", end="")
        before = ","
    say("[]" if before == "[" else "\n]")


def _closing_lines(closed: Closed, request: BatchRequest, *, is_verifying: bool) -> Iterator[str]:
    """Yield what is said at the end: how many have which outcome, and where everything is."""
    counts = [(label, str(closed.outcomes[outcome])) for outcome, label in OUTCOMES.items() if closed.outcomes[outcome]]
    if counts:
        yield from align_columns([("结果", "单位数"), *counts])
    if closed.left:
        yield f"已停下：做完 {closed.done + closed.skipped} 个输入，还有 {closed.left} 个没有做；做完的不会丢。"
        yield from _where_overview_is(closed)
        yield f"接着做：{_command(request, is_verifying=is_verifying)}"
        return
    if closed.unprinted:
        yield f"已停下：报告都写好了，还有 {closed.unprinted} 份没有转成 PDF。"
        yield f"接着做：{_command(request, is_verifying=is_verifying)}"
    if is_verifying:
        return
    skipped = f"，{closed.skipped} 个没有变化，跳过" if closed.skipped else ""
    yield f"本次处理 {closed.done} 个输入{skipped}。"
    yield f"报告在 {closed.root}"
    yield from _where_overview_is(closed)
    if closed.manifest is not None:
        yield f"清单在 {closed.manifest}"


def _where_overview_is(closed: Closed) -> Iterator[str]:
    if closed.overview:
        yield f"总览在 {'、'.join(map(str, closed.overview))}"


def _command(request: BatchRequest, *, is_verifying: bool) -> str:
    """Return the command that goes on: as it was given, but nothing that is done is done anew."""
    words = ["summarize batch", as_typed(request.folder), "--period", request.period or ""]
    for option, value in (
        ("--template", request.template),
        ("--output", request.output),
        ("--workers", request.workers),
        ("--cluster", request.cluster),
        ("--expected", request.expected),
        ("--stage", request.stage),
    ):
        if value is not None:
            text = str(value)
            words += [option, f'"{text}"' if " " in text else text]
    for option, is_on in (
        ("--brief", request.is_brief),
        ("--draft", request.is_draft),
        ("--duplex", request.is_duplex),
        ("--pdf", request.is_pdf),
        ("--verify", is_verifying),
    ):
        if is_on:
            words.append(option)
    return " ".join(words)


def _tell_defects(defects: Sequence[str]) -> None:
    if not defects:
        return
    logs = [str(log) for log in map(write_log, defects) if log]
    where = f"出错记录在 {'、'.join(logs)}，请发给维护人员。" if logs else f"出错记录没能写出（{EXIT_DEFECT}）。"
    say(f"抱歉，程序自身出了故障，有的输入没有完成；您的工作簿没有问题，也没有被改动。{where}", err=True)
