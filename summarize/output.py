"""Where a report goes: its name, its record beside it, and nothing of anybody's lost on the way."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import UsageError
from summarize.findings import Place
from summarize.model.report import Report
from summarize.opc import explaining, write_beside, writing_beside
from summarize.opc.rules import TARGET_EXISTS, TARGET_IS_INPUT, TARGET_OF_ANOTHER_KIND

FOLDER = Path("outputs")
RECORD_FOLDER = ".summarize"
SUFFIX = ".docx"
PDF_SUFFIX = ".pdf"
WORKBOOK_SUFFIX = ".xlsx"
_DRAFT_MARK, _BRIEF_MARK, _BACKUP_MARK = "草稿", "（简版）", "（改动备份）"
_KIND_MARKS = {"汇报": "（汇报材料）"}
_LONGEST_NAME = 200
"""Bytes; file systems take 255, and a backup's mark must still fit."""
_REFUSED_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED_NAMES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)
_OTHER_KINDS = frozenset(
    f".{extension}"
    for extension in (
        *("docx", "docm", "doc", "dotx", "wps", "wpt", "odt", "rtf", "txt", "pdf", "html", "pptx", "ppt"),
        *("xlsx", "xlsm", "xls", "xlsb", "et", "ods", "csv"),
    )
)
"""Extensions that name a kind of file; what stands behind another dot, as in 报告1.2, belongs to the name."""
_DOCUMENT_ID = re.compile(rb'w:name="summarize_(\w+)"')
_RELATION = re.compile(rb"<Relationship\s[^<>]*>")
_IS_BODY = b'/relationships/officeDocument"'
_TARGET = re.compile(rb'\sTarget="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What the name of a document tells beside unit, period and kind."""

    kind: str
    stage: str | None = None
    is_brief: bool = False
    is_draft: bool = False

    @property
    def variant(self) -> str:
        """What parts the documents of one unit and period: 总结, 汇报, 总结（简版）."""
        return f"{self.kind}{_BRIEF_MARK if self.is_brief else ''}"


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was written; `backup` is where a changed document that stood there is kept."""

    path: Path
    backup: Path | None = None


def output_path(report: Report, naming: Naming, asked: str | None) -> Path:
    """Return where the document goes: by unit, period and kind, unless the user names a file or folder.

    What the user names is a folder if it is one already or ends with a separator. A draft's name
    always begins with 草稿.

    Raises:
        UsageError: what the user names is no file of Word.
    """
    name = document_name(report, naming)
    if asked is None:
        return FOLDER / safe_file_name(report.period.full_name) / name
    path = Path(asked)
    if names_folder(asked):
        return path / name
    path = _with_suffix(path, SUFFIX, "报告是 Word 文档")
    if naming.is_draft and not path.name.startswith(_DRAFT_MARK):
        path = path.with_name(_DRAFT_MARK + path.name)
    return path


def document_name(report: Report, naming: Naming) -> str:
    """Return the file name of a document: by unit, period and kind, whatever the 标题 says."""
    marks = [
        _KIND_MARKS.get(naming.kind, ""),
        _BRIEF_MARK if naming.is_brief else "",
        f"（{naming.stage}）" if naming.stage else "",
    ]
    draft = _DRAFT_MARK if naming.is_draft else ""
    return safe_file_name(f"{draft}{report.short_unit}{report.kind_title}{''.join(marks)}") + SUFFIX


def new_workbook_path(asked: Path) -> Path:
    """Return where a new workbook goes: what the user names, with .xlsx behind it.

    Raises:
        UsageError: that is a folder which exists, or no workbook of this kind.
    """
    if names_folder(str(asked)):
        message = f"--output：“{asked}”是一个文件夹，要写的是一个文件"
        advice = f"在后面补上文件名，例如“{asked / '汇总.xlsx'}”。"
        raise UsageError(TARGET_OF_ANOTHER_KIND.at(Place(file=str(asked)), message, advice))
    return _with_suffix(asked, WORKBOOK_SUFFIX, "要写的是工作簿")


def _with_suffix(path: Path, suffix: str, what: str) -> Path:
    """Return `path` with `suffix`, added where there is none.

    Raises:
        UsageError: it has that of another kind of file.
    """
    seen = path.suffix.lower()
    if seen == suffix:
        return path
    if seen in _OTHER_KINDS:
        message = f"--output：{what}，不能写成“{path.name}”"
        advice = f"写成“{path.with_suffix(suffix).name}”，或不写扩展名。"
        raise UsageError(TARGET_OF_ANOTHER_KIND.at(Place(file=str(path)), message, advice))
    return path.with_name(path.name + suffix)


def names_folder(asked: str) -> bool:
    """Return whether what the user names is a folder: one that exists, or that ends with a separator."""
    try:
        return asked.endswith(("/", os.sep)) or Path(asked).is_dir()
    except OSError:
        return False


def safe_file_name(name: str) -> str:
    """Return `name` without what Windows refuses in a file name, not longer than file systems take."""
    safe = _REFUSED_IN_NAMES.sub("_", name).strip(" .") or "_"
    if _RESERVED_NAMES.fullmatch(safe):
        safe = f"_{safe}"
    return safe.encode()[:_LONGEST_NAME].decode(errors="ignore")


def refuse_to_replace(path: Path, inputs: Iterable[Path]) -> None:
    """Check that `path` is none of `inputs`, under whatever name.

    Raises:
        UsageError: it is; the input would be lost.
    """
    for source in inputs:
        with contextlib.suppress(OSError):
            if path.samefile(source):
                raise UsageError(
                    TARGET_IS_INPUT.at(Place(file=str(path)), f"“{path}”就是要用的“{source}”，不能写在它上面")
                )


def refuse_existing(path: Path, option: str = "--output") -> None:
    """Check that nothing stands at `path`, which `option` named: what is filled in by hand is never written over.

    Raises:
        UsageError: something does.
    """
    if os.path.lexists(path):
        advice = f"用 {option} 另写一个文件名；确实不要原来的，先把它改名或删去。"
        raise UsageError(TARGET_EXISTS.at(Place(file=str(path)), f"“{path}”已经存在，没有作任何改动", advice))


def write_document(path: Path, document: bytes, document_id: str, record: bytes, *, is_lasting: bool = True) -> Written:
    """Write the document and, in `.summarize` beside it, its record; `is_lasting` is as `write_beside` has it.

    A document that stands there and was changed since the program wrote it, or that the program did
    not write, is kept under another name. When the document cannot be written no new record stays; whoever
    is killed at any moment leaves a document that the next run knows as the program's own.

    Raises:
        MachineError: the place cannot be written.
    """
    backup = keep_changed(path, document, is_lasting=is_lasting)
    record_path = path_of_record(path, document_id)
    if os.path.lexists(record_path):
        _succeed(path, document, record_path, record, is_lasting=is_lasting)
        return Written(path, backup)
    try:
        write_beside(record_path, record, is_lasting=is_lasting)
        write_beside(path, document, is_lasting=is_lasting)
    except BaseException:  # an interruption too: a record without its document would mislead
        _remove_record(record_path, path)
        raise
    return Written(path, backup)


def _succeed(path: Path, document: bytes, record_path: Path, record: bytes, *, is_lasting: bool) -> None:
    """Write a document whose id has a record already, so that at any moment a record tells what stands there.

    Until the document stands its record waits beside that of the one which it replaces.
    """
    waiting = _waiting_record(record_path)
    if _hash_in(waiting) in {file_hash(path)} - {None}:  # of a run that was killed in between
        _put_record(waiting, record_path)
    write_beside(waiting, record, is_lasting=is_lasting)
    try:
        write_beside(path, document, is_lasting=is_lasting)
    except BaseException:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    _put_record(waiting, record_path)


def _waiting_record(record_path: Path) -> Path:
    return record_path.with_name(f"{record_path.name}.next")


def _put_record(waiting: Path, record_path: Path) -> None:
    with explaining(record_path):
        waiting.replace(record_path)


def write_pdf(path: Path, content: bytes, *, is_lasting: bool = True) -> Path | None:
    """Write a PDF and its hash, by which the program knows it again; return where somebody's work is kept.

    That is a PDF which stands there and which the program did not make, or which was changed since.

    Raises:
        MachineError: the place cannot be written.
    """
    standing, backup = file_hash(path), None
    known = {standing} & _hashes_of_pdf(path)
    if not known:
        backup = _keep_aside(path, is_lasting=is_lasting)
    # Both, until the next: whoever is killed in between leaves the old one.
    hashes = [hashlib.sha256(content).hexdigest(), *sorted(filter(None, known))]
    write_beside(path_of_pdf_record(path), "\n".join(hashes).encode(), is_lasting=is_lasting)
    write_beside(path, content, is_lasting=is_lasting)
    return backup


def remove_outdated_pdf(path: Path, known: Iterable[str | None]) -> bool:
    """Remove the PDF at `path` if its hash is `known`, and its record if it is no more; return whether it was removed.

    It shows an earlier state of its document; what somebody changed or made stays.
    """
    is_removed = False
    with contextlib.suppress(OSError):
        if file_hash(path) in {*known} - {None}:
            path.unlink()
            is_removed = True
        if not os.path.lexists(path):
            path_of_pdf_record(path).unlink(missing_ok=True)
    return is_removed


def remove_own_pdf(path: Path) -> bool:
    """Remove the PDF at `path` if it is as the program made it; see `remove_outdated_pdf`."""
    return remove_outdated_pdf(path, _hashes_of_pdf(path))


def path_of_pdf_record(path: Path) -> Path:
    """Return where the hash of the PDF at `path` lies."""
    return path.parent / RECORD_FOLDER / f"{path.name}.sha256"


def _hashes_of_pdf(path: Path) -> set[str | None]:
    content = _content_of(path_of_pdf_record(path)) or b""
    return set(content.decode(errors="replace").split())


def path_of_record(path: Path, document_id: str) -> Path:
    """Return where the record of the document at `path` lies."""
    return path.parent / RECORD_FOLDER / f"{document_id}.json"


def file_hash(path: Path) -> str | None:
    """Return the hash of the file at `path`, or `None` if there is none that can be read."""
    content = _content_of(path)
    return None if content is None else hashlib.sha256(content).hexdigest()


def is_as_written(path: Path) -> bool:
    """Return whether a document stands at `path` just as the program wrote it."""
    standing = file_hash(path)
    return standing is not None and standing in _recorded_hashes(path)


def keep_changed(path: Path, document: bytes, *, is_lasting: bool = True) -> Path | None:
    """Copy what stands at `path` if it is somebody's work, and return where to.

    The copy outlasts a power failure in any case; `is_lasting` is as `write_beside` has it for the
    document, and decides whose drafts are cleared away.

    Raises:
        MachineError: the copy cannot be written.
    """
    if _content_of(path) == document or is_as_written(path):
        return None
    return _keep_aside(path, is_lasting=is_lasting)


def _keep_aside(path: Path, *, is_lasting: bool) -> Path | None:
    """Copy what stands at `path`, and return where to, or `None` if nothing stands there."""
    standing = _content_of(path)
    if standing is None:
        return None
    number = 1
    while True:
        mark = _BACKUP_MARK if number == 1 else f"{_BACKUP_MARK}{number}"
        backup = path.with_name(f"{path.stem}{mark}{path.suffix}")
        if not os.path.lexists(backup):
            with writing_beside(backup, is_lasting=is_lasting) as file:
                file.write(standing)
                file.flush()
                with explaining(backup):
                    os.fsync(file.fileno())
            return backup
        if _content_of(backup) == standing:
            return backup
        number += 1


def _content_of(path: Path) -> bytes | None:
    """Return what the file at `path` holds; a folder or a pipe holds nothing that could be kept."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _body_name(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the body; templates give it other names than Word's."""
    for relation in _RELATION.findall(package.read("_rels/.rels")):
        target = _TARGET.search(relation)
        if target and _IS_BODY in relation:
            return target[1].decode(errors="replace").lstrip("/")
    return "word/document.xml"


def document_id_in(path: Path) -> str | None:
    """Return the id that a document of the program bears, changed or not; `None` in any other file."""
    try:
        with zipfile.ZipFile(path) as package:
            found = _DOCUMENT_ID.search(package.read(_body_name(package)))
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError):
        return None
    return found[1].decode() if found else None


def _recorded_hashes(path: Path) -> frozenset[str]:
    """Return the hashes under which the document that stands at `path` may have been recorded when it was written.

    Two, where a run was killed that replaced one by another.
    """
    document_id = document_id_in(path)
    if document_id is None:
        return frozenset()
    record_path = path_of_record(path, document_id)
    return frozenset(filter(None, map(_hash_in, (record_path, _waiting_record(record_path)))))


def _hash_in(record_path: Path) -> str | None:
    """Return the hash of the document that the record at `record_path` is of."""
    try:
        return str(json.loads(record_path.read_bytes())["document_sha256"])
    except (OSError, KeyError, TypeError, ValueError):
        return None


def _remove_record(record_path: Path, path: Path) -> None:
    with contextlib.suppress(OSError):
        record_path.unlink(missing_ok=True)
    for folder in (record_path.parent, path.parent):
        with contextlib.suppress(OSError):
            folder.rmdir()
