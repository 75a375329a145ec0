"""A crew of processes on this machine: one that is killed is replaced, and its job done by another.

Each worker is started afresh (`spawn`, on every system) and gets the compiled templates once. Its life
hangs on a pipe: when this process ends, however it ends, the pipe closes and the worker with it.
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
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from summarize.batch.rules import WORKER_KILLED, WORKERS_NOT_STARTING
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.pipeline.batch.jobs import Job, JobResult, run_job
from summarize.pipeline.making import Templates

_TICK = 0.25
"""Seconds after which whoever waits for a result is told that there is none yet."""
_MOST_ATTEMPTS = 3
_EACH_IN_HAND = 2
"""Jobs that a worker has at once: the one it does, and the next one, so that it never waits."""
_LEISURE = 5.0
"""Seconds that a worker has to end by itself."""
_READY = "ready"
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


@dataclass(eq=False)
class _Worker:
    """One process, the jobs that it has (the first is the one it does) and the pipes to and from it."""

    process: Any
    inbox: Connection
    outbox: Connection
    is_ready: bool = False
    jobs: deque[Job] = field(default_factory=deque)

    def give(self, job: Job) -> None:
        """Send a job; that a worker has gone shows when its end is looked at."""
        self.jobs.append(job)
        with contextlib.suppress(OSError):
            self.inbox.send(job)

    def messages(self) -> Iterator[object]:
        """Yield what the worker has sent, also what it sent before it went."""
        with contextlib.suppress(EOFError, OSError):
            while self.outbox.poll():
                yield self.outbox.recv()


class LocalCrew:
    """At most `size` processes; as many are started as there is work for."""

    def __init__(self, size: int, templates: Templates) -> None:
        self.size = size
        self._templates = templates
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._backlog: deque[Job] = deque()
        self._attempts: Counter[str] = Counter()
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
                job = next(jobs, _END)
                is_exhausted = job is _END
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
        return in_hand + len(self._backlog) < self.size * _EACH_IN_HAND

    def _deal(self) -> None:
        """Hand out what waits, evenly, and start workers for what nobody is free for."""
        for most in range(1, _EACH_IN_HAND + 1):
            for worker in self._workers:
                if self._backlog and worker.is_ready and len(worker.jobs) < most:
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
        return _Worker(process, inbox, outbox)

    def _collect(self) -> Iterator[JobResult | None]:
        """Wait for whatever happens next and yield the results that came; `None` when nothing did."""
        by_sign: dict[Any, _Worker] = {}
        for worker in self._workers:
            by_sign[worker.outbox] = by_sign[worker.process.sentinel] = worker
        signs = wait(list(by_sign), _TICK)
        if not signs:
            yield None
        for worker in dict.fromkeys(by_sign[sign] for sign in signs):
            is_over = worker.process.exitcode is not None
            for message in worker.messages():
                if isinstance(message, JobResult):
                    self._attempts.pop(worker.jobs.popleft().source.path, None)
                    yield message
                else:
                    worker.is_ready = True
                    self._false_starts = 0
            if is_over:
                yield from self._bury(worker)

    def _bury(self, worker: _Worker) -> Iterator[JobResult]:
        """Give the jobs of a worker that has gone to others; one that has ended three workers is given up."""
        self._workers.remove(worker)
        worker.inbox.close()
        worker.outbox.close()
        if not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_ATTEMPTS:
                message = f"工作进程接连 {_MOST_ATTEMPTS} 次还没有开始工作就退出了"
                raise MachineError(WORKERS_NOT_STARTING.at(Place(), message))
        if worker.jobs:
            suspect = worker.jobs[0]
            self._attempts[suspect.source.path] += 1
            if self._attempts[suspect.source.path] >= _MOST_ATTEMPTS:
                worker.jobs.popleft()
                yield _given_up(suspect)
        self._backlog.extendleft(reversed(worker.jobs))

    def _let_go(self) -> None:
        """Let every worker end by itself: nobody has a job any more."""
        for worker in self._workers:
            worker.inbox.close()
        for worker in self._workers:
            worker.process.join(_LEISURE)

    def _end(self) -> None:
        for worker in self._workers:
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join(_LEISURE)
            worker.inbox.close()
            worker.outbox.close()
        self._workers.clear()
        self._backlog.clear()


_END = object()


def _given_up(job: Job) -> JobResult:
    source = job.source
    message = f"处理“{source.path}”的进程 {_MOST_ATTEMPTS} 次被系统结束，没有报告"
    found = WORKER_KILLED.at(Place(file=source.path), message)
    return JobResult(source.path, source.sha256, (), (found,), 1)


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let no signal reach a process that starts until it has said that it ignores them; ours wait meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
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
