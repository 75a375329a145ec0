"""Writing files whole or not at all: beside the target first, then renamed over it."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from summarize.errors import MachineError, UsageError
from summarize.findings import Finding, Place
from summarize.opc import rules

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY})
_BAD_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY})


_DRAFT = re.compile(r"\.[0-9a-f]{12}(?:\.passing)?\.tmp")
_LONGEST_WRITING = 600.0
"""Seconds."""
PASSING_DRAFTS = ".*.passing.tmp"
"""The pattern of the drafts that a killed run leaves of what it did not write to last through a power failure."""


def temporary_folder() -> Path:
    """Return the folder for temporary files.

    Raises:
        MachineError: There is none that can be written.
    """
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        place = Place(file=os.environ.get("TMPDIR") or None)
        message = "本机没有可以写的临时文件夹"
        advice = "把环境变量 TMPDIR（Windows 为 TEMP）设为一个可以写的文件夹后再试。"
        raise MachineError(rules.TARGET_NOT_WRITABLE.at(place, message, advice)) from error


def clear_old_drafts(written: Path, *folders: Path) -> None:
    """Remove the drafts that killed runs left beside `written`, which was written just now, and in `folders`.

    Other runs may be writing there: only what has been lying for longer than anybody writes is taken.
    """
    for folder in (written.parent, *folders):
        with contextlib.suppress(OSError):
            # By the clock of that disk, which need not be that of this machine.
            latest = written.stat().st_mtime - _LONGEST_WRITING
            for entry in os.scandir(folder):
                if _DRAFT.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < latest:
                    Path(entry.path).unlink(missing_ok=True)


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder; a name that the system cannot take is none, which is told on opening."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Return whether `path` is a file; see `is_folder`."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def write_beside(path: Path, data: bytes, *, is_lasting: bool = True) -> None:
    """Write `data` to `path`, creating its folders: the whole file or, on any failure, nothing.

    What is not `is_lasting` may be torn by a power failure, though by no other: that is for many files
    whose hashes are kept elsewhere, since waiting for the disk takes longer than making them.

    Raises:
        MachineError: The place cannot be written; the file that stood there stands there still.
    """
    with writing_beside(path, is_lasting=is_lasting) as file:
        file.write(data)


@contextlib.contextmanager
def writing_beside(path: Path, *, is_lasting: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write into, which takes the place of `path` when all has gone well; see `write_beside`.

    What the block raises is not explained, but for what writing into the file raises.

    Raises:
        MachineError: The place cannot be written; the file that stood there stands there still.
    """
    with explaining(path):
        target = _resolved(path) if path.is_symlink() else path
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(target))
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "is read-only", str(target))
    with _drafted(path, target, Path.replace, is_lasting=is_lasting) as file:
        yield file


@contextlib.contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn the system's errors over writing `path` into findings about it; the block does nothing else.

    Raises:
        MachineError: The place cannot be written.
    """
    try:
        _check_name(path)
        yield
    except OSError as error:
        raise MachineError(_explain(path, error)) from error


def _check_name(path: Path) -> None:
    """Check that the system can take `path` as a name: what it tells of one that it cannot is no `OSError`."""
    try:
        os.lstat(path)
    except ValueError as error:
        raise OSError(errno.EINVAL, "is no name", str(path)) from error
    except OSError:
        return


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # so it tells of links in a circle
        raise OSError(errno.ELOOP, "is a circle", str(path)) from error


def write_new(path: Path, data: bytes) -> None:
    """Write `data` to `path` as `write_beside` does, but never over what stands there or came there meanwhile.

    Raises:
        UsageError: Something stands there; it stands there still.
        MachineError: The place cannot be written.
    """
    try:
        with _drafted(path, path, _put_where_nothing_stands) as file:
            file.write(data)
    except _StandsThereError as error:
        raise UsageError(rules.TARGET_EXISTS.at(Place(file=str(path)), f"“{path}”已经存在，没有作任何改动")) from error


class _StandsThereError(Exception):
    """Something stands where a new file was to go."""


def _put_where_nothing_stands(draft: Path, target: Path) -> None:
    """Rename `draft`; a second name that is made for it, unlike a renaming, never takes the place of another file."""
    try:
        os.link(draft, target)
    except FileExistsError as error:
        raise _StandsThereError from error
    except OSError:  # memory sticks know no second names
        if os.path.lexists(target):
            raise _StandsThereError from None
        draft.rename(target)
    else:
        draft.unlink()


class _Draft(io.FileIO):
    """A file whose failing writes are told as those of the file that it is to become."""

    def __init__(self, draft: Path, path: Path) -> None:
        super().__init__(draft, "xb")
        self._path = path

    def write(self, data: ReadableBuffer, /) -> int:
        with explaining(self._path):
            return super().write(data)


@contextlib.contextmanager
def _drafted(
    path: Path, target: Path, put: Callable[[Path, Path], object], *, is_lasting: bool = True
) -> Iterator[BinaryIO]:
    """Give a draft beside `target` and, behind the block, `put` it there; `path` is what its errors speak of."""
    mark = "" if is_lasting else ".passing"
    draft = target.parent / f".{secrets.token_hex(6)}{mark}.tmp"
    try:
        with explaining(path):
            target.parent.mkdir(parents=True, exist_ok=True)
            file = io.BufferedWriter(_Draft(draft, path))
        with file:
            yield file
            file.flush()
            if is_lasting:
                with explaining(path):
                    os.fsync(file.fileno())
        with explaining(path):
            put(draft, target)
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
        raise


def _explain(path: Path, error: OSError) -> Finding:
    """Return what went wrong in the words of the user; the system's own words when we have none."""
    place = Place(file=str(path))
    number = error.errno
    if number == errno.ELOOP:
        return rules.WAY_BLOCKED.at(place, f"无法写入“{path}”：路径中的链接绕成了圈。", "删去该链接，或另选一个位置。")
    if number in _NOT_ALLOWED:
        return rules.TARGET_NOT_WRITABLE.at(place, f"无法写入“{path}”：没有权限，或它正在 Word 或 WPS 中打开。")
    if number in _IN_THE_WAY:
        seen = "这个名字已是一个文件夹" if path.is_dir() else "路径中有一段是文件而不是文件夹"
        return rules.WAY_BLOCKED.at(place, f"无法写入“{path}”：{seen}。")
    if number in _FULL:
        return rules.DISK_FULL.at(place, f"无法写入“{path}”：磁盘空间不足。")
    if number in _BAD_NAME:
        return rules.NAME_IMPOSSIBLE.at(place, f"无法写入“{path}”：文件名或路径过长，或含有系统不允许的字符。")
    return rules.WRITE_FAILED.at(place, f"无法写入“{path}”：系统报告错误 {name_error(error)}。")


def name_error(error: Exception) -> str:
    """Return the short name of a system's error, for who is asked about it: `EIO`."""
    number = getattr(error, "errno", None)
    return errno.errorcode.get(number, str(number)) if number else type(error).__name__
