"""One batch at a time at one root of outputs, and what killed ones left there cleared away."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from summarize.batch.rules import BATCH_RUNNING
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.opc import PASSING_DRAFTS, explaining
from summarize.output import RECORD_FOLDER

_LOCK = "batch.lock"


@contextlib.contextmanager
def alone_at(root: Path) -> Iterator[None]:
    """Keep every other batch away from `root`, until the block or the process ends, however it ends.

    Raises:
        MachineError: Another batch is at it, or nothing can be written there.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415

    path = root / RECORD_FOLDER / _LOCK
    with explaining(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            message = f"另一个批量正在往“{root}”里写，本次什么也没有做"
            raise MachineError(BATCH_RUNNING.at(Place(file=str(root)), message)) from None
    try:
        yield
    finally:
        lock.release()


def clear_drafts(root: Path) -> None:
    """Remove the drafts that killed batches left at `root` and in its folders; whoever asks is alone there."""
    with contextlib.suppress(OSError):
        folders = [root, *(entry for entry in root.iterdir() if entry.is_dir() and not entry.is_symlink())]
        for folder in (*folders, *(folder / RECORD_FOLDER for folder in folders)):
            for draft in folder.glob(PASSING_DRAFTS):
                draft.unlink(missing_ok=True)
