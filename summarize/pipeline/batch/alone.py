"""One batch at a time at one root of outputs, and what killed ones left there cleared away."""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.batch.rules import BATCH_RUNNING
from summarize.errors import MachineError
from summarize.findings import Place
from summarize.opc import PASSING_DRAFTS, explaining, temporary_folder
from summarize.opc.rules import WRITE_FAILED
from summarize.output import RECORD_FOLDER
from summarize.pipeline.batch.journal import Journal

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = "batch.lock"
_SCRATCH = "summarize-batch-"
_WITHOUT_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})
"""What a file system says that knows no locks."""


@contextlib.contextmanager
def alone_at(root: Path) -> Iterator[None]:
    """Keep every other batch away from `root`, until the block or the process ends, however it ends.

    Raises:
        MachineError: Another batch is at it, or nothing can be written there.
    """
    lock = _lock(root)
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def unwritten_at(root: Path) -> Iterator[None]:
    """Keep every batch from writing at `root` while it is read; where nobody can write, nobody is to be kept away.

    Raises:
        MachineError: A batch is at it.
    """
    try:
        lock = _lock(root)
    except MachineError as error:
        if any(finding.rule is BATCH_RUNNING for finding in error.findings):
            raise
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _lock(root: Path) -> BaseFileLock:
    from filelock import FileLock, Timeout  # noqa: PLC0415

    path = root / RECORD_FOLDER / _LOCK
    with explaining(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # A lock that hangs on a file alone outlives whoever is killed: better none than such a one.
            lock = FileLock(path, fallback_to_soft=False)
            lock.acquire(timeout=0)
        except Timeout:
            message = f"另一个批量正在往“{root}”里写，本次什么也没有做"
            raise MachineError(BATCH_RUNNING.at(Place(file=str(root)), message)) from None
        except (OSError, NotImplementedError) as error:
            if getattr(error, "errno", errno.ENOSYS) not in _WITHOUT_LOCKS:
                raise
            message = f"“{root}”所在的磁盘（网络共享）不支持文件锁，防不住两个批量同时写，本次什么也没有做"
            advice = "用 --output 写到本机的文件夹，完成后再复制过去。"
            raise MachineError(WRITE_FAILED.at(Place(file=str(root)), message, advice)) from error
    return lock


@contextlib.contextmanager
def with_scratch(journal: Journal) -> Iterator[None]:
    """Let the temporary files of the block lie in one folder, and remove it behind the block.

    The journal knows the folder before it is there, so that the next run removes that of a killed one.
    """
    home = temporary_folder()
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
