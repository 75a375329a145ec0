"""One batch at a time at one root of outputs, and what killed ones left there cleared away."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from summarize.batch.rules import BATCH_RUNNING
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.opc import PASSING_DRAFTS, explaining
from summarize.output import RECORD_FOLDER
from summarize.pipeline.batch.journal import Journal

_LOCK = "batch.lock"
_SCRATCH = "summarize-batch-"


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


@contextlib.contextmanager
def with_scratch(journal: Journal) -> Iterator[None]:
    """Let the temporary files of the block lie in one folder, and remove it behind the block.

    The journal knows the folder before it is there, so that the next run removes that of a killed one.
    """
    home = Path(tempfile.gettempdir())
    for (left,) in journal.rows("SELECT path FROM scratch"):
        if Path(left).parent == home and Path(left).name.startswith(_SCRATCH):
            shutil.rmtree(left, ignore_errors=True)
    folder = home / f"{_SCRATCH}{secrets.token_hex(8)}"
    journal.run("INSERT INTO scratch VALUES (?)", str(folder))
    with explaining(folder):
        folder.mkdir(mode=0o700)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def clear_drafts(root: Path) -> None:
    """Remove the drafts that killed batches left at `root` and in its folders; whoever asks is alone there."""
    with contextlib.suppress(OSError):
        folders = [root, *(entry for entry in root.iterdir() if entry.is_dir() and not entry.is_symlink())]
        for folder in (*folders, *(folder / RECORD_FOLDER for folder in folders)):
            for draft in folder.glob(PASSING_DRAFTS):
                draft.unlink(missing_ok=True)
