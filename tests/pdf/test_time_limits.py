"""How long LibreOffice may take: twice as long for the first file, and for each other from the one before it."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarize.libreoffice import Conversion, End, convert, running

TO_PDF = Conversion("any", "pdf", ".pdf")


class Run:
    """A LibreOffice that finishes files at the seconds `at` of its own clock, and ends with the last or never."""

    def __init__(self, folder: Path, at: tuple[int, ...], *, ends: bool) -> None:
        self.now = 0
        self._folder = folder
        self._at = at
        self._ends = ends

    def wait(self, _: float) -> int:
        self.now += 1
        assert self.now < 1000
        for number, second in enumerate(self._at):
            if second == self.now:
                (self._folder / f"{number}.pdf").touch()
        if self._ends and self.now > self._at[-1]:
            return 0
        raise subprocess.TimeoutExpired("soffice", 0)


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[End, int]]:
    """Convert three files, each of which may take ten seconds; return how it ended and when."""

    def watch(*at: int, ends: bool = True) -> tuple[End, int]:
        run = Run(tmp_path, at, ends=ends)

        @contextlib.contextmanager
        def started(*_: object) -> Iterator[Run]:
            yield run

        monkeypatch.setattr(running, "_started", started)
        monkeypatch.setattr(running.time, "monotonic", lambda: run.now)
        sources = [tmp_path / f"{number}.docx" for number in range(3)]
        end = convert(Path("soffice"), sources, tmp_path, TO_PDF, profile=tmp_path / "profile", patience=10)
        return end, run.now

    return watch


def test_the_first_may_take_twice_as_long_and_each_that_follows_its_own_time(
    watch: Callable[..., tuple[End, int]],
) -> None:
    assert watch(19, 28, 37) == (End.DONE, 38)


def test_the_first_may_not_take_longer_than_twice(watch: Callable[..., tuple[End, int]]) -> None:
    assert watch(50, 51, 52) == (End.STALLED, 21)


def test_one_that_follows_may_not_take_twice_as_long(watch: Callable[..., tuple[End, int]]) -> None:
    assert watch(2, 14, 16) == (End.STALLED, 13)


def test_one_that_does_not_end_when_all_is_made_is_ended(watch: Callable[..., tuple[End, int]]) -> None:
    assert watch(2, 4, 6, ends=False) == (End.STALLED, 17)
