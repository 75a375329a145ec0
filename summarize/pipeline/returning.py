"""`check --annotate`: to each office its own file back with what to mend, and the slip to print and to paste."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import MachineError, UsageError
from summarize.findings import Finding, Place
from summarize.opc import PACKAGE_RULES, write_beside
from summarize.opc.files import is_folder
from summarize.opc.rules import FILE_NOT_FOUND, FILE_NOT_READABLE, FOLDER_AS_FILE
from summarize.output import safe_file_name
from summarize.pipeline.for_offices import share_of_office
from summarize.pipeline.mending_order import in_mending_order
from summarize.read import READ_RULES
from summarize.slip import NAME_TAKEN, RETURN_INTO_INPUT, PackageEditError, Question, annotate, ask, sheet_names_of
from summarize.validate.rules import CLASSIFIED, REPORT_PERIOD_UNKNOWN

_MARK = "退回意见"
_UNREADABLE = frozenset((*PACKAGE_RULES, *READ_RULES))
_OURS_TO_SOLVE = frozenset({FILE_NOT_FOUND, FOLDER_AS_FILE, FILE_NOT_READABLE, REPORT_PERIOD_UNKNOWN})
"""What only the one who runs the command can mend: no slip goes to an office."""


Version = tuple[int, ...]
"""What changes when a file is replaced or written."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that was checked, what was found in it or kept it from being read, and in which version of it."""

    workbook: Path
    findings: tuple[Finding, ...]
    version: Version | None

    @property
    def is_read(self) -> bool:
        """Whether it could be read, so that places and cells are known."""
        return not any(finding.is_error and finding.rule in _UNREADABLE for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Returned:
    """What goes back for one workbook: how many questions, the files written, and one line to tell it.

    `is_outdated` when the workbook changed after it was checked, so that nothing was written.
    """

    workbook: Path
    question_count: int
    paths: tuple[Path, ...]
    summary: str
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class _Slip:
    """One workbook's slip before it is written: its files by name, and why its own file is not among them."""

    checked: Checked
    questions: tuple[Question, ...]
    files: dict[str, bytes]
    reason: str
    is_outdated: bool = False


def version_of(workbook: Path) -> Version | None:
    """Return the version of the file at `workbook`, to be taken before it is read; `None` if there is none."""
    try:
        told = workbook.stat()
    except (OSError, ValueError):
        return None
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


def return_files(checked: Sequence[Checked], folder: Path, sent: Sequence[Path] = ()) -> tuple[Returned, ...]:
    """Write into `folder` what goes back for each workbook that has errors or warnings.

    `sent` are folders in which the workbooks lie: nothing is written into them, where it would be read as sent.
    All names are settled before anything is written, and nothing that stands there is overwritten
    unless it is the same already.

    Raises:
        UsageError: `folder` is an input, or holds other files of these names.
        MachineError: the place cannot be written; what was written before is told.
    """
    _refuse_inputs((*(one.workbook for one in checked), *sent), folder)
    taken: set[str] = set()
    slips = [_make_slip(one, taken) for one in checked]
    _refuse_taken(slips, folder)
    _write([(folder / name, content) for slip in slips for name, content in slip.files.items()])
    return tuple(_tell(slip, folder) for slip in slips)


def _write(files: Sequence[tuple[Path, bytes]]) -> None:
    for number, (path, content) in enumerate(files):
        if _is_written(path, content):
            continue
        try:
            write_beside(path, content)
        except MachineError as error:
            raise MachineError(*(_telling(finding, files, number) for finding in error.findings)) from error


def _telling(finding: Finding, files: Sequence[tuple[Path, bytes]], count: int) -> Finding:
    """Return `finding` with the word which of `files` were written: the first `count`."""
    written = "、".join(path.name for path, _ in files[:count])
    left = f"已写好的：{written}；其余 {len(files) - count} 个没有写" if count else "一个文件也没有写"
    return replace(finding, message=f"{finding.message.removesuffix('。')}；{left}")


def _refuse_inputs(inputs: Sequence[Path], folder: Path) -> None:
    target = _real(folder)
    for one in inputs:
        source = _real(one)
        if is_folder(one) and (target == source or source in target.parents):
            raise UsageError(_into_input(folder, f"“{folder}”在送来的文件夹“{one}”里"))


def _real(path: Path) -> Path:
    """Return `path` without links; unlike `Path.resolve` it stumbles over none that runs in a circle."""
    return Path(os.path.realpath(path))


def _refuse_taken(slips: Sequence[_Slip], folder: Path) -> None:
    inputs = {_identity(slip.checked.workbook) for slip in slips} - {None}
    for slip in slips:
        for name in slip.files:
            if _identity(folder / name) in inputs:
                raise UsageError(_into_input(folder / name, f"“{folder / name}”就是送来的文件，不能写在它上面"))
    standing = [
        folder / name
        for slip in slips
        for name, content in slip.files.items()
        if os.path.lexists(folder / name) and not _is_written(folder / name, content)
    ]
    if standing:
        raise UsageError(*(_taken(path) for path in standing))


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from every other, whatever it is called; `None` if there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _into_input(path: Path, message: str) -> Finding:
    return RETURN_INTO_INPUT.at(Place(file=str(path)), message)


def _taken(path: Path) -> Finding:
    return NAME_TAKEN.at(Place(file=str(path)), f"“{path}”已经有了，内容与这次要退回的不同，没有覆盖")


def _is_written(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _make_slip(checked: Checked, taken: set[str]) -> _Slip:
    findings = checked.findings
    if any(finding.rule is CLASSIFIED for finding in findings):
        return _Slip(checked, (), {}, "有密级标志，没有写退回意见；涉密内容只能在涉密计算机上处理")
    if any(finding.rule in _OURS_TO_SOLVE for finding in findings):
        return _Slip(checked, (), {}, "没有核对成，没有可退回的")
    share = share_of_office(findings)
    data = _read(checked.workbook) if checked.is_read else None
    if data is not None and version_of(checked.workbook) != checked.version:
        return _Slip(checked, (), {}, "核对以后文件又改动了，没有退回，请再核对一次", is_outdated=True)
    names = _sheet_names(data)
    questions = ask(share.asked, in_mending_order(names or _named_in(findings)))
    if not questions:
        return _Slip(checked, (), {}, share.reason)
    return _write_slip(checked, questions, data if names else None, taken)


def _write_slip(checked: Checked, questions: tuple[Question, ...], data: bytes | None, taken: set[str]) -> _Slip:
    """Return the slip with all its files; `data` is the workbook if it can carry comments."""
    from summarize.slip.plain import write_plain  # noqa: PLC0415
    from summarize.slip.word import write_document  # noqa: PLC0415

    workbook = checked.workbook
    annotated, reason = _annotate(data, questions, workbook.name) if checked.is_read else (None, "文件读不出来")
    files: dict[str, bytes] = {}
    stem = workbook.name if is_folder(workbook) else workbook.stem
    if annotated is not None:
        name = _free_name(_names(workbook, workbook.suffix), taken)
        files[name] = annotated
        stem = Path(name).stem
        where = f"“{name}”的“{_MARK}”表"
    label = _free_label(stem, workbook.suffix, taken)
    if annotated is None and checked.is_read:
        from summarize.slip.beside import write_workbook  # noqa: PLC0415

        files[f"{label}.xlsx"] = write_workbook(questions, workbook.name)
    if annotated is None:
        where = f"“{label}.xlsx”" if checked.is_read else "屏幕上的核对结果"
    files[f"{label}.docx"] = write_document(questions, workbook.name, where)
    files[f"{label}.txt"] = write_plain(questions, workbook.name, where)
    return _Slip(checked, questions, files, reason)


def _annotate(data: bytes | None, questions: Sequence[Question], name: str) -> tuple[bytes | None, str]:
    if data is None:
        return None, "这种文件不能带批注，意见另附"
    try:
        return annotate(data, questions, name), ""
    except PackageEditError as error:
        return None, f"文件不能原样加批注（{error}），意见另附"


def _read(workbook: Path) -> bytes | None:
    """Return the bytes of a workbook that is a file; a folder of sheets has none."""
    if is_folder(workbook):
        return None
    try:
        return workbook.read_bytes()
    except OSError as error:
        finding = FILE_NOT_READABLE.at(Place(file=str(workbook)), f"“{workbook}”核对过后读不出来了")
        raise MachineError(finding) from error


def _sheet_names(data: bytes | None) -> tuple[str, ...]:
    try:
        return sheet_names_of(data) if data is not None else ()
    except PackageEditError:
        return ()


def _named_in(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.place.sheet for finding in findings if finding.place.sheet))


def _names(workbook: Path, suffix: str) -> Iterator[str]:
    """Yield names for a returned file: its own, then told apart by its folder, then by number."""
    stem = workbook.name.removesuffix(suffix)
    yield workbook.name
    parent = _real(workbook).parent.name
    apart = safe_file_name(f"{stem}（{parent}）") if parent else stem
    yield f"{apart}{suffix}"
    number = 2
    while True:
        yield f"{apart}（{number}）{suffix}"
        number += 1


def _free_name(names: Iterator[str], taken: set[str]) -> str:
    name = next(name for name in names if _key(name) not in taken)
    taken.add(_key(name))
    return name


def _free_label(stem: str, suffix: str, taken: set[str]) -> str:
    """Return the name without extension that the slip's files share."""

    def labels() -> Iterator[str]:
        yield safe_file_name(f"{stem}{_MARK}")
        apart = safe_file_name(f"{stem}（{suffix.lstrip('.') or '文件夹'}）{_MARK}")
        yield apart
        number = 2
        while True:
            yield f"{apart}（{number}）"
            number += 1

    def is_free(label: str) -> bool:
        return not any(_key(f"{label}{extension}") in taken for extension in (".xlsx", ".docx", ".txt"))

    label = next(label for label in labels() if is_free(label))
    taken.update(_key(f"{label}{extension}") for extension in (".xlsx", ".docx", ".txt"))
    return label


def _key(name: str) -> str:
    """Return what file systems take for the same name, whatever its case."""
    return unicodedata.normalize("NFC", name).casefold()


def _tell(slip: _Slip, folder: Path) -> Returned:
    paths = tuple(folder / name for name in slip.files)
    workbook = slip.checked.workbook
    if not paths:
        return Returned(workbook, 0, (), f"{workbook.name}：{slip.reason}。", slip.is_outdated)
    names = "、".join(path.name for path in paths)
    reason = f"；{slip.reason}" if slip.reason else ""
    summary = f"{workbook.name}：{len(slip.questions)} 个问题，已写入 {folder}：{names}{reason}。"
    return Returned(workbook, len(slip.questions), paths, summary)
