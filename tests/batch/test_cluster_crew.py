"""What the crew of a cluster makes of what a client tells it, without a cluster."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from summarize.errors import MachineError
from summarize.pipeline.batch.basis import Basis, machine_basis
from summarize.pipeline.batch.jobs import Job, JobResult, Source
from summarize.pipeline.making import Templates, Wanted

scheduler = pytest.importorskip("distributed.scheduler")
cluster = pytest.importorskip("summarize.pipeline.batch.cluster")


class FakeFuture:
    def __init__(self, key: str, outcome: Any) -> None:
        self.key = key
        self.status = "error" if isinstance(outcome, BaseException) else "finished"
        self._outcome = outcome
        self.is_released = False

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        callback(self)

    def exception(self) -> Any:
        return self._outcome

    def result(self) -> Any:
        return self._outcome

    def release(self) -> None:
        self.is_released = True


class FakeClient:
    """Does each job as it is told to by its path, on workers whose machines are `machines`."""

    def __init__(self, outcomes: dict[str, Any], machines: dict[str, Any] | None = None) -> None:
        self._outcomes = outcomes
        self._machines = {"tcp://10.0.0.1:1": machine_basis()} if machines is None else machines
        self.futures: list[FakeFuture] = []
        self.plugins: set[str] = set()
        self.is_closed = False
        self.cancelled: list[str] = []

    def register_plugin(self, plugin: Any) -> None:
        self.plugins.add(plugin.name)

    def unregister_worker_plugin(self, name: str) -> None:
        self.plugins.remove(name)

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self._machines, 1)

    def submit(self, function: Any, job: Job, *_: object, key: str, pure: bool) -> FakeFuture:
        self.futures.append(FakeFuture(key, self._outcomes[job.source.path]))
        return self.futures[-1]

    def run(self, function: Any, on_error: str) -> dict[str, Any]:
        if not self._machines:
            raise OSError
        return self._machines

    def cancel(self, futures: list[Any], force: bool) -> None:
        self.cancelled += [future.key for future in futures]

    def close(self) -> None:
        self.is_closed = True


def done(path: str) -> Any:
    return cluster._Answer(JobResult(path, "0"))


def run(client: FakeClient, *paths: str) -> list[JobResult]:
    jobs = [Job(Source(path, ((path, b""),)), Wanted(period="上半年")) for path in paths]
    return [result for result in cluster.ClusterCrew(client, Templates()).run(jobs, lambda: False) if result]


def told(result: JobResult) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.message) for finding in result.findings]


def test_what_has_come_back_is_let_go_and_nothing_of_the_run_stays_on_the_workers() -> None:
    client = FakeClient({"甲.xlsx": done("甲.xlsx"), "乙.xlsx": done("乙.xlsx")})
    assert sorted(result.path for result in run(client, "甲.xlsx", "乙.xlsx")) == ["乙.xlsx", "甲.xlsx"]
    assert [future.is_released for future in client.futures] == [True, True]
    assert (client.plugins, client.is_closed) == (set(), True)


def test_what_is_in_hand_when_nobody_waits_any_more_is_taken_back() -> None:
    class Endless(FakeFuture):
        def add_done_callback(self, callback: Callable[[Any], None]) -> None:
            pass

    client = FakeClient({})
    client.submit = lambda *_, key, **__: Endless(key, None)  # type: ignore[method-assign]
    crew = cluster.ClusterCrew(client, Templates())
    results = crew.run([Job(Source("甲.xlsx", (("甲.xlsx", b""),)), Wanted(period="上半年"))], lambda: False)
    assert next(results) is None
    assert crew.in_hand == ("甲.xlsx",)
    results.close()
    assert (len(client.cancelled), crew.in_hand, client.is_closed) == (1, (), True)


def test_a_job_that_ends_its_workers_is_given_up() -> None:
    killed = scheduler.KilledWorker("x", SimpleNamespace(address="tcp://10.0.0.1:1"), 3)
    (result,) = run(FakeClient({"甲.xlsx": killed}), "甲.xlsx")
    assert told(result) == [("B08", "处理“甲.xlsx”的工作机接连被系统结束，没有报告")]


def test_a_job_that_fails_on_a_worker_with_the_same_program_is_that_inputs_defect() -> None:
    client = FakeClient({"甲.xlsx": ValueError("x"), "乙.xlsx": done("乙.xlsx")})
    results = {result.path: result for result in run(client, "甲.xlsx", "乙.xlsx")}
    assert told(results["甲.xlsx"]) == [("B09", "处理“甲.xlsx”时程序自身出了故障，没有报告")]
    assert "builtins.ValueError" in results["甲.xlsx"].defect
    assert results["乙.xlsx"].exit_status == 0


def test_workers_with_another_program_are_named() -> None:
    machines = {
        "tcp://10.0.0.2:1": Basis({}),
        "tcp://10.0.0.1:1": machine_basis(),
        "tcp://10.0.0.3:1": ImportError("x"),
    }
    with pytest.raises(MachineError) as raised:
        run(FakeClient({"甲.xlsx": ImportError("x")}, machines), "甲.xlsx")
    (finding,) = raised.value.findings
    expected = "--cluster：工作机tcp://10.0.0.2:1、tcp://10.0.0.3:1没有安装 summarize，或装的版本与本机不同"
    assert (finding.rule.code, finding.message) == ("B42", expected)


def test_a_scheduler_that_is_lost_meanwhile_is_told() -> None:
    with pytest.raises(MachineError, match=r"^与集群的连接中断，没有恢复$"):
        run(FakeClient({"甲.xlsx": ImportError("x")}, {}), "甲.xlsx")


def test_a_scheduler_that_goes_before_it_has_handed_over_a_result_is_told() -> None:
    class Gone(FakeFuture):
        def result(self) -> Any:
            raise OSError("closed")

    client = FakeClient({"甲.xlsx": done("甲.xlsx")})
    client.submit = lambda *_, key, **__: Gone(key, None)  # type: ignore[method-assign]
    with pytest.raises(MachineError, match=r"^与集群的连接中断，没有恢复$"):
        run(client, "甲.xlsx")


def test_a_worker_asks_for_its_basis_without_looking_at_every_library(monkeypatch: pytest.MonkeyPatch) -> None:
    machine_basis()
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: pytest.fail("looks again"))
    assert machine_basis() == machine_basis()


class TestJoining:
    """Whatever dask says on the way in or out, users are told what is the matter with the cluster."""

    ADDRESS = "10.0.0.1:8786"

    def told(self, monkeypatch: pytest.MonkeyPatch, client: Any) -> tuple[str, str]:
        def connect(*_: object, **__: object) -> Any:
            if isinstance(client, BaseException):
                raise client
            return client

        monkeypatch.setattr(cluster, "Client", connect)
        with pytest.raises(MachineError) as raised:
            cluster.join_cluster(self.ADDRESS, Templates())
        (finding,) = raised.value.findings
        return finding.rule.code, finding.message

    def client(self, error: Exception | None = None, **methods: Any) -> FakeClient:
        client = FakeClient({})

        def wait_for_workers(count: int, timeout: float) -> None:
            if error is not None:
                raise error

        for name, method in {"wait_for_workers": wait_for_workers, **methods}.items():
            setattr(client, name, method)
        return client

    def test_an_encrypted_connection_without_a_certificate_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(self, "ADDRESS", "tls://10.0.0.1:8786", raising=False)
        message = "--cluster：“tls://10.0.0.1:8786”是加密的连接，dask 的设置里没有证书"
        assert self.told(monkeypatch, self.client()) == ("B41", message)

    @pytest.mark.parametrize("error", [TimeoutError("closing"), AssertionError(), RuntimeError("no loop")])
    def test_a_connection_that_cannot_be_closed_hides_nothing(
        self, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        def close() -> None:
            raise error

        client = self.client(TimeoutError("0/1"), close=close)
        assert self.told(monkeypatch, client) == ("B41", f"--cluster：“{self.ADDRESS}”没有工作机")

    @pytest.mark.parametrize(
        "error", [OSError("closed"), AttributeError("identity"), RuntimeError("x"), AssertionError()]
    )
    def test_a_connection_that_is_lost_at_once_is_told(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        unreachable = ("B41", f"--cluster：连不上“{self.ADDRESS}”")
        client = self.client(error)
        assert self.told(monkeypatch, client) == unreachable
        assert client.is_closed

        def run(*_: object, **__: object) -> None:
            raise error

        assert self.told(monkeypatch, self.client(run=run)) == unreachable
        assert self.told(monkeypatch, error) == unreachable


@pytest.mark.parametrize("error", [OSError("closed"), RuntimeError("x"), AttributeError("x"), cluster._CLOSED("x")])
@pytest.mark.parametrize("method", ["register_plugin", "submit"])
def test_a_scheduler_that_is_lost_when_it_is_given_something_is_told(method: str, error: Exception) -> None:
    def give(*_: object, **__: object) -> None:
        raise error

    client = FakeClient({"甲.xlsx": done("甲.xlsx")})
    setattr(client, method, give)
    with pytest.raises(MachineError, match=r"^与集群的连接中断，没有恢复$"):
        run(client, "甲.xlsx")


def test_what_goes_wrong_on_leaving_a_cluster_costs_no_result() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    client = FakeClient({"甲.xlsx": done("甲.xlsx")})
    for method in ("cancel", "unregister_worker_plugin", "close"):
        setattr(client, method, refuse)
    assert [result.path for result in run(client, "甲.xlsx")] == ["甲.xlsx"]
