"""A crew of processes on this machine: one that is killed is replaced, and its job done by another.

Each worker is started afresh (`spawn`, on every system) and compiles the templates once for itself. Its life
hangs on a pipe: when this process ends, however it ends, the pipe closes and the worker with it. Threads write
to the pipes and read from them, so that a worker that stands still holds up nobody but its own job.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from summarize.batch.rules import WORKERS_NOT_STARTING
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.pipeline.batch.crew import EACH_IN_HAND, NO_MORE, TICK, given_up
from summarize.pipeline.batch.jobs import Job, JobResult, run_job
from summarize.pipeline.making import Templates

_MOST_ATTEMPTS = 3
_MOST_OVERDUE = 2
_MINUTES_LIMIT = 10
"""So long a worker may take for one job: the largest workbook that is read takes a fraction of it."""
_LEISURE = 5.0
"""Seconds that a worker has to end by itself."""
_READY, _GONE = "ready", "gone"
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))

_Told = queue.SimpleQueue[tuple["_Worker", object]]


@dataclass(eq=False)
class _Worker:
    """One process, and the jobs that it has: the first is the one it does, `since` when."""

    process: Any
    inbox: Connection
    outbox: Connection
    is_ready: bool = False
    is_overdue: bool = False
    jobs: deque[Job] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    letters: queue.SimpleQueue[Job | None] = field(default_factory=queue.SimpleQueue)
    threads: tuple[threading.Thread, ...] = ()

    def listen(self, told: _Told) -> None:
        """Let what the worker says come into `told`, and what it is given go to it, from now on."""
        self.threads = tuple(
            threading.Thread(target=target, args=arguments, daemon=True)
            for target, arguments in ((self._hear, (told,)), (self._send, ()))
        )
        for thread in self.threads:
            thread.start()

    def _hear(self, told: _Told) -> None:
        try:
            while True:
                told.put((self, self.outbox.recv()))
        except (EOFError, OSError):
            told.put((self, _GONE))

    def _send(self) -> None:
        # That the worker has gone is heard elsewhere.
        with contextlib.suppress(OSError):
            while (job := self.letters.get()) is not None:
                self.inbox.send(job)
        self.inbox.close()

    def give(self, job: Job) -> None:
        """Hand over a job."""
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        self.letters.put(job)

    def take(self, message: object) -> JobResult | None:
        """Take what the worker has said; return the result if it is one."""
        self.since = time.monotonic()
        if isinstance(message, JobResult):
            self.jobs.popleft()
            return message
        self.is_ready = True
        return None

    def look_at_clock(self) -> None:
        """End a worker that takes too long for its job, or to start."""
        is_at_it = self.jobs or not self.is_ready
        if is_at_it and not self.is_overdue and time.monotonic() - self.since > _MINUTES_LIMIT * 60:
            self.is_overdue = True
            self.process.kill()

    def let_go(self) -> None:
        """Let the worker end by itself when it has done what it was given."""
        self.letters.put(None)

    def end(self) -> None:
        """End the worker, whatever it does."""
        self.let_go()
        if self.process.exitcode is None:
            self.process.kill()
        self.process.join(_LEISURE)
        for thread in self.threads:
            thread.join(_LEISURE)
        self.outbox.close()


class LocalCrew:
    """At most `size` processes; as many are started as there is work for."""

    def __init__(self, size: int, templates: Templates) -> None:
        self.size = size
        self._templates = templates
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._told: _Told = queue.SimpleQueue()
        self._backlog: deque[Job] = deque()
        self._attempts: Counter[str] = Counter()
        self._overdue: Counter[str] = Counter()
        self._false_starts = 0
        self._scratch = Path()

    @property
    def in_hand(self) -> tuple[str, ...]:
        """The paths of the inputs that are being worked on."""
        return tuple(worker.jobs[0].source.path for worker in self._workers if worker.jobs)

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The ids of the processes that live."""
        return tuple(worker.process.pid for worker in self._workers)

    def run(
        self, jobs: Iterable[Job | None], is_stopping: Callable[[], bool]
    ) -> Generator[JobResult | None, None, None]:
        """Yield what became of each of `jobs`; see `Crew`."""
        self._scratch = Path(tempfile.mkdtemp(prefix="summarize-batch-"))
        try:
            yield from self._work_off(iter(jobs), is_stopping)
            self._let_go()
        finally:
            self._end()
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _work_off(self, jobs: Iterator[Job | None], is_stopping: Callable[[], bool]) -> Iterator[JobResult | None]:
        is_exhausted = False
        while True:
            while not is_exhausted and not is_stopping() and self._has_room():
                job = next(jobs, NO_MORE)
                is_exhausted = job is NO_MORE
                if isinstance(job, Job):
                    self._backlog.append(job)
                elif not is_exhausted:
                    yield None
            if is_stopping():
                self._backlog.clear()
            self._deal()
            if not any(worker.jobs for worker in self._workers) and not self._backlog:
                if is_exhausted or is_stopping():
                    return
                continue
            yield from self._collect()

    def _has_room(self) -> bool:
        in_hand = sum(len(worker.jobs) for worker in self._workers)
        return in_hand + len(self._backlog) < self.size * EACH_IN_HAND

    def _deal(self) -> None:
        """Hand out what waits, evenly, and start workers for what nobody is free for."""
        for most in range(1, EACH_IN_HAND + 1):
            for worker in self._workers:
                if self._backlog and worker.is_ready and not worker.is_overdue and len(worker.jobs) < most:
                    worker.give(self._backlog.popleft())
        starting = sum(not worker.is_ready for worker in self._workers)
        while len(self._workers) < self.size and starting < len(self._backlog):
            self._workers.append(self._start())
            starting += 1

    def _start(self) -> _Worker:
        inbox_end, inbox = self._context.Pipe(duplex=False)
        outbox, outbox_end = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=_work, args=(inbox_end, outbox_end, str(self._scratch), self._templates), daemon=True
        )
        try:
            with _signals_held_back():
                process.start()
        except OSError as error:
            message = f"工作进程启动不了（系统报告：{error.strerror or type(error).__name__}）"
            raise MachineError(WORKERS_NOT_STARTING.at(Place(), message)) from error
        finally:
            inbox_end.close()
            outbox_end.close()
        worker = _Worker(process, inbox, outbox)
        worker.listen(self._told)
        return worker

    def _collect(self) -> Iterator[JobResult | None]:
        """Wait for whatever happens next and yield the result that came of it; `None` when nothing did."""
        for worker in self._workers:
            worker.look_at_clock()
        try:
            worker, message = self._told.get(timeout=TICK)
        except queue.Empty:
            yield None
            return
        if message is _GONE:
            yield from self._bury(worker)
            return
        self._false_starts = 0
        result = worker.take(message)
        if result is not None:
            self._attempts.pop(result.path, None)
            self._overdue.pop(result.path, None)
            yield result

    def _bury(self, worker: _Worker) -> Iterator[JobResult]:
        """Give the jobs of a worker that has gone to others; one that has ended three workers is given up."""
        self._workers.remove(worker)
        worker.end()
        if not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_ATTEMPTS:
                message = f"工作进程接连 {_MOST_ATTEMPTS} 次还没有开始工作就退出了"
                raise MachineError(WORKERS_NOT_STARTING.at(Place(), message))
        if worker.jobs:
            what = self._tell_hopeless(worker.jobs[0].source.path, is_overdue=worker.is_overdue)
            if what:
                yield given_up(worker.jobs.popleft(), what)
        self._backlog.extendleft(reversed(worker.jobs))

    def _tell_hopeless(self, path: str, *, is_overdue: bool) -> str:
        """Return what became of those who did this job, if nobody is to try it again; else ''."""
        tried, most = (self._overdue, _MOST_OVERDUE) if is_overdue else (self._attempts, _MOST_ATTEMPTS)
        tried[path] += 1
        if tried[path] < most:
            return ""
        return f"进程 {most} 次超过 {_MINUTES_LIMIT} 分钟没有做完" if is_overdue else f"进程 {most} 次被系统结束"

    def _let_go(self) -> None:
        """Let every worker end by itself: nobody has a job any more."""
        for worker in self._workers:
            worker.let_go()
        for worker in self._workers:
            worker.process.join(_LEISURE)

    def _end(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._backlog.clear()
        self._told = queue.SimpleQueue()  # the farewells in it are of nobody's concern


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let no signal reach a process that starts until it has said that it ignores them; ours wait meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it lets signals through again when it starts: not in between
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(inbox: Connection, outbox: Connection, scratch: str, templates: Templates) -> None:
    """Do the jobs that come, in their order, until the pipe closes."""
    for number in _SIGNALS:
        # Ctrl-C reaches every process at the terminal; when to stop is for the one that gives out the jobs.
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    tempfile.tempdir = scratch
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(inbox, jobs, scratch), daemon=True).start()
    with contextlib.suppress(OSError):
        outbox.send(_READY)
        while True:
            outbox.send(run_job(jobs.get(), templates))


def _receive(inbox: Connection, jobs: queue.SimpleQueue[Job], scratch: str) -> None:
    """Take what comes at once, so that the sender never waits; when the pipe closes, end.

    It closes when all is done, or because the process that gave out the jobs is no more: then nobody
    wants what is in hand.
    """
    try:
        while True:
            jobs.put(inbox.recv())
    except (EOFError, OSError):
        shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os._exit(0)
