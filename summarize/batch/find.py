"""Which entries of a folder are inputs: workbooks of every kind, and folders of .csv, sub-folders included."""

from __future__ import annotations

import errno
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from summarize.batch.rules import ENTRIES_PASSED_OVER, ENTRY_NOT_REACHED, FOLDER_NEEDED, NO_INPUTS
from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.vocabulary import EXPECTED_SHEET, normalize_key
from summarize.opc import WorkbookKind, check_workbook, telling_of
from summarize.opc.compound import OLE_MARK
from summarize.opc.kinds import ZIP_MARKS
from summarize.opc.rules import FILE_NOT_FOUND, TOO_LARGE

MAX_BYTES = 256 << 20
"""Bytes of one input: no workbook that the gate admits is larger."""

_WORKBOOK_EXTENSIONS = frozenset(extension for kind in WorkbookKind for extension in kind.extensions)
_TABLE_EXTENSION = ".csv"
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_OTHER_PACKAGES = frozenset(
    {".docx", ".docm", ".dotx", ".doc", ".wps", ".pptx", ".ppt", ".dps", ".odt", ".zip", ".msg"}
)
"""Extensions of what begins like a workbook and is none: such a file is not opened to see."""
_NAMED = 5
_ODD_ENTRY = "是一个断了的或绕成圈的链接，或不是普通文件"
_BROKEN_LINK = frozenset({errno.ENOENT, errno.ELOOP})
_LIKENESS = 0.5
_FOLDER_ADVICE = "核对文件夹的名称和所在的位置；名称里有空格的，用引号括起来。"
_LIST_EXTENSIONS = _WORKBOOK_EXTENSIONS | {_TABLE_EXTENSION, ".txt"}
_OVERVIEW, _PAGE_EXTENSION = "总览", ".html"
_OVERVIEW_SHEETS = tuple(f'name="{name}"'.encode() for name in (_OVERVIEW, "各单位"))
_SHEET_NAMES = "xl/workbook.xml"
_MAX_SHEET_NAMES = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One input: `name` is its path from the folder with `/`, by which findings and the manifest call it.

    The folder itself is called `.` where it is one of .csv.
    """

    name: str
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs of a folder in order, and what there is to say about the rest of it."""

    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...] = ()


def find_inputs(folder: Path, *, leave_out: Iterable[Path] = ()) -> Found:
    """Return the inputs in `folder` and its sub-folders.

    Args:
        folder: Where the units' workbooks lie.
        leave_out: Files and folders that are none of them: the outputs, the list of units.

    Raises:
        InputError: It is no folder, cannot be read, or holds no input.
    """
    with telling_of(folder):
        if not os.path.lexists(folder):
            advice = _near_folder(folder) or _FOLDER_ADVICE
            raise InputError(FILE_NOT_FOUND.at(Place(file=str(folder)), f"找不到文件夹“{folder}”", advice))
        if not folder.is_dir():
            folder.stat()
            message = f"“{folder}”是一个文件，batch 要的是放着各单位工作簿的文件夹"
            raise InputError(FOLDER_NEEDED.at(Place(file=str(folder)), message))
        entries = sorted(entry.name for entry in folder.iterdir())
    search = _Search(folder, frozenset(filter(None, map(_identity, leave_out))))
    search.look_through(entries)
    findings = tuple(search.findings)
    if not search.inputs:
        message = f"文件夹“{folder}”里没有可以生成报告的工作簿"
        raise InputError(NO_INPUTS.at(Place(file=str(folder)), message), *findings, *search.passed_over())
    return Found(tuple(sorted(search.inputs)), (*findings, *search.passed_over()))


@dataclass(slots=True)
class _Search:
    """One walk through a folder; `left_out` and `seen` are by what the system calls files by."""

    folder: Path
    left_out: frozenset[tuple[int, int]]
    inputs: list[Input] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    waiting: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def look_through(self, entries: Sequence[str]) -> None:
        """Gather the inputs among the `entries` of the folder, and of its sub-folders, however deep they lie."""
        self._wait_for("", entries)
        while self.waiting:
            inside, entries = self.waiting.pop()
            kinds = [self._take(entry, f"{inside}/{entry}" if inside else entry) for entry in entries]
            if any(kinds):
                self.inputs.append(Input(inside or ".", is_folder=True))

    def _wait_for(self, inside: str, entries: Sequence[str]) -> None:
        identity = _identity(self.folder / inside)
        if identity is not None:
            self.seen.add(identity)
        self.waiting.append((inside, entries))

    def _take(self, entry: str, name: str) -> bool:
        """Put an entry where it belongs; return whether it is a table of a folder of .csv."""
        if self._is_none(entry, name):
            return False
        path = self.folder / name
        try:
            mode = path.stat().st_mode
        except OSError as error:
            is_link = error.errno in _BROKEN_LINK and path.is_symlink()
            self._tell(name, _ODD_ENTRY if is_link else "没有权限读取，或路径太长，没有读")
            return False
        if stat.S_ISDIR(mode):
            self._enter(name, path)
        elif not stat.S_ISREG(mode):
            self._tell(name, _ODD_ENTRY)
        elif _is_list(path) or is_overview(path):
            return False
        elif path.suffix.lower() == _TABLE_EXTENSION:
            return True
        elif _is_workbook(path):
            self.inputs.append(Input(name))
        else:
            self.others.append(name)
        return False

    def _is_none(self, entry: str, name: str) -> bool:
        """Return whether an entry is nobody's input for sure; what people would look for is told."""
        if entry.startswith((".", "~$")) or entry.lower() in _OF_THE_SYSTEM:
            return True
        if not _is_unicode(entry):
            self._tell(name.encode(errors="replace").decode(), "文件名的编码不对（不是 UTF-8），无法写进报告和生成记录")
            return True
        return _identity(self.folder / name) in self.left_out

    def _enter(self, name: str, path: Path) -> None:
        identity = _identity(path)
        if identity in self.seen:
            if path.is_symlink():
                self._tell(name, "是一个链接，指向的文件夹已经读过")
            return
        try:
            entries = sorted(entry.name for entry in path.iterdir())
        except OSError:
            self._tell(name, "是一个子文件夹，没有读取它的权限，或读取时出错")
            return
        self._wait_for(name, entries)

    def _tell(self, name: str, what: str) -> None:
        self.findings.append(ENTRY_NOT_REACHED.at(Place(file=str(self.folder / name)), f"“{name}”{what}"))

    def passed_over(self) -> Iterator[Finding]:
        """Yield one note on everything that is no workbook."""
        if self.others:
            named = "、".join(f"“{name}”" for name in self.others[:_NAMED])
            more = f"等 {len(self.others)} 个" if len(self.others) > _NAMED else ""
            place = Place(file=str(self.folder))
            yield ENTRIES_PASSED_OVER.at(place, f"文件夹里不是工作簿、没有读的文件：{named}{more}")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return None
    return seen.st_dev, seen.st_ino


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_list(path: Path) -> bool:
    """Return whether a file is a list of units by its name: the one that is used, or one more."""
    return normalize_key(path.stem) == EXPECTED_SHEET and path.suffix.lower() in _LIST_EXTENSIONS


def is_overview(path: Path) -> bool:
    """Return whether a file is an overview of a batch, by a word in its name and by its sheets."""
    if _OVERVIEW not in path.name:
        return False
    if path.suffix.lower() == _PAGE_EXTENSION:
        return True
    try:
        with zipfile.ZipFile(path) as package, package.open(_SHEET_NAMES) as part:
            sheets = part.read(_MAX_SHEET_NAMES)
    except (OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError):
        return False
    return all(name in sheets for name in _OVERVIEW_SHEETS)


def _near_folder(folder: Path) -> str:
    """Return a question that offers the folder that may be meant; '' if none is near."""
    try:
        names = [entry.name for entry in folder.parent.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return ""
    near = next(iter(get_close_matches(folder.name, names, n=1, cutoff=_LIKENESS)), "")
    return f"旁边有文件夹“{near}”，是否指它？" if near else ""


def _is_workbook(path: Path) -> bool:
    """Return whether a file is to be read: by its extension, right or wrong, else by its content."""
    extension = path.suffix.lower()
    if extension in _WORKBOOK_EXTENSIONS:
        return True
    if extension in _OTHER_PACKAGES:
        return False
    try:
        with path.open("rb") as file:
            if not file.read(len(OLE_MARK)).startswith((*ZIP_MARKS, OLE_MARK)):
                return False
        check_workbook(path)
    except (OSError, InputError):
        return False
    return True


def read_contents(found: Input, folder: Path, *, leave_out: Iterable[Path] = ()) -> tuple[tuple[str, bytes], ...]:
    """Return the names and contents of the files of an input: of a workbook itself, of a folder its .csv.

    Raises:
        InputError: It cannot be read, or is too large.
    """
    path = folder / found.name
    with telling_of(path):
        files = sorted(filter(_is_table, path.iterdir())) if found.is_folder else [path]
        left_out = {_identity(file) for file in leave_out} if found.is_folder else set()
        files = [file for file in files if _identity(file) not in left_out]
        if sum(file.stat().st_size for file in files) > MAX_BYTES:
            message = f"“{found.name}”超过 {MAX_BYTES >> 20} MB，正常的工作簿不会这样大"
            raise InputError(TOO_LARGE.at(Place(file=str(path)), message))
        return tuple((file.name, file.read_bytes()) for file in files)


def _is_table(file: Path) -> bool:
    is_table = file.suffix.lower() == _TABLE_EXTENSION and not file.name.startswith((".", "~$"))
    return is_table and _is_unicode(file.name) and file.is_file() and not _is_list(file)
