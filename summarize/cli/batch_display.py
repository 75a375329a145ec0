"""What a batch shows: a live line at a terminal, plain lines elsewhere, and at the end who is done and who is not."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from summarize.cli.columns import align_columns
from summarize.cli.console import say, write_log
from summarize.cli.layout import MOST_LINES, as_typed, count_up, lay_out, printable
from summarize.errors import EXIT_DEFECT
from summarize.findings import Finding, has_errors
from summarize.overview.rules import UNIT_NOT_SENT
from summarize.pipeline.batch import entries
from summarize.pipeline.batch.entries import InputEntry
from summarize.pipeline.batch.events import (
    Absent,
    BatchAccount,
    BatchRequest,
    Began,
    Closed,
    Converting,
    Ended,
    Event,
    Verified,
    VerifiedAccount,
    Waiting,
)

if TYPE_CHECKING:
    from summarize.cli.batch import Wish

_MOST_LAID_OUT = 2_000
"""So many findings are sorted and folded for the screen; the overview has all."""
_SECONDS_BETWEEN = 10.0
"""Between two lines that tell how far it has come, where there is no terminal."""
_IN_OVERVIEW, _IN_JSON = "，见总览", "未列出，加 --format json 可全部列出"
_MOST_LOGS = 3
_MOST_NAMED, _MOST_IN_LINE = 20, 3
"""So many units are named: of those that have not sent, and in a line of progress."""
_WHOLE = "（整批）"
_FEWEST_LINES = 12
"""However much there is to say of the whole, so many lines are left for the units."""

OUTCOMES = {
    entries.DONE: "已生成",
    entries.DRAFT: "草稿（有错误）",
    entries.ODD_YEAR: "其中年度不同",
    entries.FAILED: "有错误，没有生成",
    entries.TWICE: "重复报送，没有生成",
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
        case Began(total, is_resumed, changed):
            display.begin(total)
            if is_resumed:
                say("上次没有做完，接着做。", err=True)
            if changed:
                say(f"{'、'.join(changed)}有变化，全部重做。", err=True)
        case Ended(entry, _, found):
            defects += (text for text in found if text not in defects and len(defects) < _MOST_LOGS)
            findings = [*entry.findings, *(one for unit in entry.units for one in unit.all_findings)]
            display.advance(_named(entry), is_wrong=has_errors(findings), told=count_up(findings))
        case Verified(path, findings):
            display.advance(_input(path), is_wrong=has_errors(findings), told=count_up(findings))
        case Waiting(in_hand):
            display.wait([_input(path) for path in in_hand])
        case Converting(done, total):
            display.convert(done, total)


def _named(entry: InputEntry) -> str:
    """Return the name of an input, and of one with several units those that have errors."""
    wrong = [unit.unit or "未写单位" for unit in entry.units if has_errors(unit.all_findings)]
    if len(entry.units) < 2 or not wrong:
        return _input(entry.path)
    return f"{_input(entry.path)}（{_listed(wrong, _MOST_IN_LINE)}）"


def _input(path: str) -> str:
    """Return what an input is called on the screen: the folder itself has no name in it."""
    return "文件夹里的 .csv" if path == "." else path


def _listed(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """Return names one after the other, and how many they are if not all are named."""
    more = f"等{len(names)}个" if len(names) > most else ""
    return "、".join(names[:most]) + more


def _open_display() -> tuple[_Display, AbstractContextManager[Any]]:
    if sys.stderr is None or not sys.stderr.isatty():
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
    """Show what holds for the whole batch, then what was found of its units, errors first."""
    if is_json:
        _say_list(finding.to_json() for finding in closed.findings())
        return
    whole = closed.account.whole if isinstance(closed.account, BatchAccount) else ()
    elsewhere = _IN_OVERVIEW if closed.overview else _IN_JSON
    named = [finding.within(_WHOLE) for finding in whole if finding.rule is not UNIT_NOT_SENT]
    lines = lay_out(named, has_headings=True, most_lines=MOST_LINES - _FEWEST_LINES, elsewhere=elsewhere)
    errors, others = _of_units(closed, whole, are_errors=True), _of_units(closed, whole, are_errors=False)
    laid_out = [finding.within(_WHOLE) for finding in islice(chain(errors, others), _MOST_LAID_OUT)]
    lines += lay_out(laid_out, has_headings=True, most_lines=MOST_LINES - len(lines), elsewhere=elsewhere)
    for line in lines:
        say(line, err=True)
    if not isinstance(closed.account, VerifiedAccount) or any(True for _ in closed.findings()):
        say(count_up(closed.findings()), err=True)


def _of_units(closed: Closed, whole: Iterable[Finding], *, are_errors: bool) -> Iterator[Finding]:
    """Yield the errors, or all else, of the findings that are not among those of the `whole`."""
    told = Counter(whole)
    for finding in closed.findings():
        if told[finding]:
            told[finding] -= 1
        elif finding.is_error is are_errors:
            yield finding


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
    yield from _account_lines(closed.account)
    counts = [(label, str(closed.outcomes[outcome])) for outcome, label in OUTCOMES.items() if closed.outcomes[outcome]]
    if counts:
        yield from align_columns([("结果", "工作簿" if is_verifying else "单位数"), *counts])
    if closed.left:
        yield f"已停下：做完 {closed.done + closed.skipped} 份，还有 {closed.left} 份没有做；做完的不会丢。"
        yield from _where_overview_is(closed)
        yield f"接着做：{_command(request, is_verifying=is_verifying)}"
        return
    if closed.unprinted:
        yield f"已停下：报告都写好了，还有 {closed.unprinted} 份没有转成 PDF。"
        yield f"接着做：{_command(request, is_verifying=is_verifying)}"
    if is_verifying:
        return
    skipped = f"，其余 {closed.skipped} 份没有变化，没有重做" if closed.skipped else ""
    yield f"本次处理 {closed.done} 份{skipped}。"
    yield f"报告在 {closed.root}"
    yield from _where_overview_is(closed)
    if closed.manifest is not None:
        yield f"生成记录在 {closed.manifest}"


def _account_lines(account: BatchAccount | VerifiedAccount | None) -> Iterator[str]:
    match account:
        case BatchAccount(tally=tally, absent=absent, odd_years=odd_years):
            yield f"{tally.sentence}。"
            if absent:
                yield f"未报送 {len(absent)} 个：{_listed([_absent(unit) for unit in absent])}。"
            if odd_years:
                named = _listed([f"{odd.unit}（{odd.year}年）" for odd in odd_years])
                yield f"年度不同 {len(odd_years)} 个：{named}。已照各自的年度生成，请核对。"
        case VerifiedAccount(equal, failed, not_sent):
            yield f"已写好的 {equal} 份与工作簿一致。"
            without = [f"有错误的 {failed} 个"] * bool(failed) + [f"未报送的 {not_sent} 个"] * bool(not_sent)
            if without:
                yield f"没有报告的单位：{'，'.join(without)}。"


def _absent(unit: Absent) -> str:
    likely = f"报来的“{Path(unit.likely).name}”是否就是它" if unit.likely else ""
    more = "；".join(filter(None, (unit.contact, likely)))
    return f"{unit.name}（{more}）" if more else unit.name


def tell_how_to_go_on(request: BatchRequest, *, is_verifying: bool) -> None:
    """Say how to go on to whoever has stopped the batch at once."""
    say(printable(f"做完的不会丢。接着做：{_command(request, is_verifying=is_verifying)}"), err=True)


def _where_overview_is(closed: Closed) -> Iterator[str]:
    if closed.overview:
        yield f"总览在 {'、'.join(map(str, closed.overview))}"


def _command(request: BatchRequest, *, is_verifying: bool) -> str:
    """Return the command that goes on: as it was given, but nothing that is done is done anew."""
    words = ["summarize batch", as_typed(request.folder), "--period", as_typed(request.period)]
    for option, value in (
        ("--template", request.template),
        ("--output", request.output),
        ("--workers", request.workers),
        ("--cluster", request.cluster),
        ("--expected", request.expected),
        ("--stage", request.stage),
        ("--terms", request.terms_file),
    ):
        if value is not None:
            words += [option, as_typed(value)]
    for option, is_on in (
        ("--brief", request.is_brief),
        ("--draft", request.is_draft),
        ("--duplex", request.is_duplex),
        ("--pdf", request.is_pdf),
        ("--fix", request.is_fixed),
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
