"""A crew of other machines: the same jobs on dask.distributed, bytes in and bytes out, no shared folder.

The templates travel once to each worker, in a plugin that workers which join later get too. A worker
that is lost is no loss: the scheduler gives its jobs to others.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import re
import secrets
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path

import distributed.client
from distributed import Client, Future, Security, WorkerPlugin, get_worker
from distributed.scheduler import KilledWorker

from summarize.batch.cluster_rules import CLUSTER_DIFFERS, CLUSTER_LOST, CLUSTER_OFF, CLUSTER_UNREACHABLE
from summarize.errors import EXIT_DEFECT, MachineError, describe_defect
from summarize.findings import Finding, Place
from summarize.pipeline.batch.basis import Basis, machine_basis
from summarize.pipeline.batch.crew import EACH_IN_HAND, NO_MORE, TICK, given_up
from summarize.pipeline.batch.jobs import Job, JobResult, defect_in, run_job
from summarize.pipeline.making import Templates
from summarize.pipeline.secrecy import is_classified_machine

_PATIENCE_SECONDS = 10
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker sends back: the result, or that its program is another one."""

    result: JobResult | None
    machine: str = ""


class ClusterCrew:
    """The workers of a dask cluster; a job in hand is one that was sent and has not come back."""

    def __init__(self, client: Client, templates: Templates) -> None:
        self._client = client
        self._templates = templates
        self._name = f"summarize-{secrets.token_hex(8)}"
        self._machine = machine_basis()
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._waiting: dict[str, tuple[Future, Job]] = {}
        self._size = 1

    @property
    def size(self) -> int:
        """How many work at once, when it was last looked at: workers come and go."""
        return self._size

    @property
    def in_hand(self) -> tuple[str, ...]:
        """The paths of the inputs that are being worked on, or are about to be."""
        return tuple(job.source.path for _, job in self._waiting.values())

    def run(
        self, jobs: Iterable[Job | None], is_stopping: Callable[[], bool]
    ) -> Generator[JobResult | None, None, None]:
        """Yield what became of each of `jobs`; see `Crew`.

        Raises:
            MachineError: The connection is lost, or a worker has another program.
        """
        try:
            with _telling_of_loss(_lost):
                self._client.register_plugin(_TemplatesPlugin(self._name, self._templates))
            yield from self._work_off(iter(jobs), is_stopping)
        finally:
            self._end()

    def _work_off(self, jobs: Iterator[Job | None], is_stopping: Callable[[], bool]) -> Iterator[JobResult | None]:
        numbers = itertools.count()
        is_exhausted = False
        self._count_threads()
        while True:
            while not is_exhausted and not is_stopping() and len(self._waiting) < self._size * EACH_IN_HAND:
                job = next(jobs, NO_MORE)
                is_exhausted = job is NO_MORE
                if isinstance(job, Job):
                    self._submit(job, f"{self._name}-{next(numbers)}")
                elif not is_exhausted:
                    yield None
            if not self._waiting:
                return
            try:
                future = self._done.get(timeout=TICK)
            except queue.Empty:
                self._count_threads()
                yield None
                continue
            yield self._result_of(future, self._waiting.pop(future.key)[1])

    def _count_threads(self) -> None:
        with contextlib.suppress(*_LOST):
            threads: dict[str, int] = self._client.nthreads()
            self._size = max(1, sum(threads.values()))

    def _submit(self, job: Job, key: str) -> None:
        with warnings.catch_warnings(), _telling_of_loss(_lost):
            # A large workbook is no mistake here: the advice to keep data on the workers does not help.
            warnings.filterwarnings("ignore", message="Sending large graph")
            future = self._client.submit(_do, job, self._name, self._machine, key=key, pure=False)
        self._waiting[key] = (future, job)
        future.add_done_callback(self._done.put)

    def _result_of(self, future: Future, job: Job) -> JobResult:
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                return given_up(job, "工作机接连被系统结束")
            # A worker with another program may not even understand what it gets.
            with _telling_of_loss(_lost):
                _check_machines(self._client)
            return _defect_of(job, error)
        if future.status != "finished":
            raise MachineError(_lost())
        with _telling_of_loss(_lost):  # the scheduler may go before it has handed over what is ready
            answer: _Answer = future.result()
        future.release()
        if answer.result is None:
            raise MachineError(_differing((answer.machine,)))
        return answer.result

    def _end(self) -> None:
        """Let go of what nobody waits for any more; of a lost cluster there is nothing left to let go."""
        with _whatever_comes_of_it():
            self._client.cancel([future for future, _ in self._waiting.values()], force=True)
        with _whatever_comes_of_it():
            self._client.unregister_worker_plugin(self._name)
        with _whatever_comes_of_it():
            self._client.close()
        self._waiting.clear()


_CLOSED: type[Exception] = getattr(distributed.client, "ClosedClientError", RuntimeError)
"""What newer releases of dask say of a client that has closed itself."""
_LOST = (OSError, RuntimeError, ValueError, AttributeError, AssertionError, CancelledError, _CLOSED)
"""What asking a scheduler that is no more, or too busy to answer, can raise: a client that has closed itself has no
connection to ask by, and one that is at it asserts that it has."""


@contextlib.contextmanager
def _telling_of_loss(found: Callable[[], Finding]) -> Iterator[None]:
    """Turn what comes of a lost connection into what is to be told of it.

    Raises:
        MachineError: The scheduler does not answer.
    """
    try:
        yield
    except _LOST as error:
        raise MachineError(found()) from error


def _whatever_comes_of_it() -> contextlib.suppress:
    """Let whoever leaves a cluster not be held up: what was told before is not to be hidden by how the end went."""
    return contextlib.suppress(Exception)


_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):\d{1,5}/?")


def join_cluster(address: str, templates: Templates) -> ClusterCrew:
    """Return the crew of the cluster whose scheduler is at `address`, as `10.1.2.3:8786`.

    Raises:
        MachineError: Nobody answers, there are no workers or they have another program, or this machine
            may hold state secrets.
    """
    if is_classified_machine():
        raise MachineError(CLUSTER_OFF.at(Place(), "--cluster：本机带有涉密计算机的设置，工作簿不能传到别的机器"))
    if not _ADDRESS.fullmatch(address):
        # What dask makes of it is an attempt that fails late, and aloud.
        message = f"--cluster：“{address}”不是调度机的地址"
        advice = "写成 主机:端口，如 10.1.2.3:8786；调度机启动时屏幕上会显示。"
        raise MachineError(CLUSTER_UNREACHABLE.at(Place(), message, advice))
    # What it logs is for programmers; users are told what matters by findings.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":  # each has a level of its own
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def unreachable() -> Finding:
        return CLUSTER_UNREACHABLE.at(Place(), f"--cluster：连不上“{address}”")

    with _telling_of_loss(unreachable):
        _check_certificate(address)
        client = Client(address, timeout=_PATIENCE_SECONDS, set_as_default=False)
    try:
        with _telling_of_loss(unreachable):
            _check_workers(client, address)
    except BaseException:
        with _whatever_comes_of_it():
            client.close()
        raise
    return ClusterCrew(client, templates)


def _check_certificate(address: str) -> None:
    """Check that an encrypted connection has what dask needs for it: it finds out late, and aloud."""
    if address.startswith("tls://") and Security().get_connection_args("client").get("ssl_context") is None:
        message = f"--cluster：“{address}”是加密的连接，dask 的设置里没有证书"
        advice = "请管理集群的人在本机 dask 的设置里写上证书；不加密的集群，地址写成 主机:端口。"
        raise MachineError(CLUSTER_UNREACHABLE.at(Place(), message, advice))


def _check_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
    except TimeoutError as error:
        raise MachineError(CLUSTER_UNREACHABLE.at(Place(), f"--cluster：“{address}”没有工作机")) from error
    _check_machines(client)


def _check_machines(client: Client) -> None:
    mine = machine_basis()
    answers: dict[str, object] = client.run(machine_basis, on_error="return")
    others = tuple(sorted(worker for worker, answer in answers.items() if answer != mine))
    if others:
        raise MachineError(_differing(others))


def _differing(machines: Sequence[str]) -> Finding:
    named = "、".join(machines[:_MOST_NAMED]) + (f"等 {len(machines)} 个" if len(machines) > _MOST_NAMED else "")
    return CLUSTER_DIFFERS.at(Place(), f"--cluster：工作机{named}没有安装 summarize，或装的版本与本机不同")


def _lost() -> Finding:
    return CLUSTER_LOST.at(Place(), "与集群的连接中断，没有恢复")


def _defect_of(job: Job, error: BaseException) -> JobResult:
    source = job.source
    return JobResult(source.path, source.sha256, (), (defect_in(source.path),), EXIT_DEFECT, describe_defect(error))


class _TemplatesPlugin(WorkerPlugin):  # type: ignore[misc]
    """What carries the templates of a run to every worker."""

    def __init__(self, name: str, templates: Templates) -> None:
        self.name = name
        self.templates = templates


def _do(job: Job, name: str, machine: Basis) -> _Answer:
    """Do a job on a worker, whose program must be that of the one who asks."""
    worker = get_worker()
    if machine_basis() != machine:
        return _Answer(None, worker.address)
    # Of a worker that is killed dask removes this folder when the next one starts beside it.
    return _Answer(run_job(job, worker.plugins[name].templates, Path(worker.local_directory)))
