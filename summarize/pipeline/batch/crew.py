"""Who does the jobs of a batch: any crew takes jobs as it gets free and gives results as they are ready."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Final, Protocol

from summarize.batch.cluster_rules import CLUSTER_EXTRA_MISSING
from summarize.batch.rules import WORKER_KILLED
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.pipeline.batch.jobs import Job, JobResult
from summarize.pipeline.making import Templates

TICK = 0.25
"""Seconds after which whoever waits for a result is told that there is none yet."""
EACH_IN_HAND = 2
"""Jobs that each who works has at once: the one that is done, and the next one, so that nobody waits."""
NO_MORE: Final = object()
"""What stands behind the last job."""


def given_up(job: Job, what: str) -> JobResult:
    """Return the result of a job that nobody can bring to its end; `what` became of those who tried."""
    source = job.source
    found = WORKER_KILLED.at(Place(file=source.path), f"处理“{source.path}”的{what}，没有报告")
    return JobResult(source.path, source.sha256, (), (found,), 1)


class Crew(Protocol):
    """Workers of this machine, or of others."""

    @property
    def size(self) -> int:
        """How many work at once."""
        ...

    @property
    def in_hand(self) -> tuple[str, ...]:
        """The paths of the inputs that are being worked on."""
        ...

    def run(
        self, jobs: Iterable[Job | None], is_stopping: Callable[[], bool]
    ) -> Generator[JobResult | None, None, None]:
        """Yield what became of each of `jobs`, in any order; `None` now and then, so that nobody waits in vain.

        Jobs are taken from `jobs` only as somebody gets free, so that few are in memory; a `None` among them
        is handed on. Once `is_stopping` no more are taken; what is in hand is finished. Closing the iterator
        drops what is in hand.

        Raises:
            MachineError: No worker can work.
        """
        ...


MakeCrew = Callable[[int, Templates], Crew]
"""Gives those who do the jobs, so many at once."""


def crew_of_cluster(address: str) -> MakeCrew:
    """Return what gives the crew of the cluster at `address`; how many work at once is the cluster's to say."""

    def make(_: int, templates: Templates) -> Crew:
        try:
            from summarize.pipeline.batch.cluster import join_cluster  # noqa: PLC0415 - dask is an extra
        except ImportError as error:
            raise MachineError(CLUSTER_EXTRA_MISSING.at(Place(), "--cluster：没有安装 distributed")) from error
        return join_cluster(address, templates)

    return make
