"""The gate before any parser: what a file must be before a library may open it.

Most is decided by the zip's directory alone. Then each part is unpacked once, in chunks and in
constant memory, for its checksum and, if it is XML, its prolog. The libraries behind the gate trust
sizes, resolve entities and follow relations; none of them has to be trusted with a stranger's file.
"""

from __future__ import annotations

import difflib
import errno
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from summarize.errors import InputError
from summarize.findings import Finding, Place, Rule
from summarize.opc import rules
from summarize.opc.archive import check_directory, open_zip, read_small, unpack
from summarize.opc.compound import OLE_MARK, CompoundFaultError, entry_names
from summarize.opc.files import is_folder, name_error
from summarize.opc.kinds import (
    ZIP_MARKS,
    PackageKind,
    WorkbookKind,
    name_compound,
    name_content,
    name_main_part,
    name_open_document,
)
from summarize.opc.markup import (
    ContentTypes,
    DoctypeFoundError,
    Manifest,
    MarkupError,
    check_prolog,
    external_target,
    read_content_types,
    read_manifest,
)
from summarize.opc.packing import CONTENT_TYPES
from summarize.opc.refusal import refuse

_HEAD = 4096
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED_STREAM = "encryptedpackage"
_MACRO_STORAGES = frozenset({"_vba_project_cur", "_vba_project", "macros"})
_NO_TYPES = ContentTypes({}, {})
_EXTENSION = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{1,4}$")
_LIKE = 0.6
"""Likeness of stems that makes it worth asking: 2017 and 2017年 are 0.89, 甲 and 乙 nothing."""

_REMEDIES_IN_WORD = {
    rules.ENCRYPTED_FILE: "在 Word 中打开文件，在“文件—信息—保护文档—用密码进行加密”中清空密码，保存后再用。",
    rules.TOO_LARGE: "删去用不到的图片和内容，另存一份再用；来历不明的文件不要打开。",
    rules.EXTERNAL_RELATION: "在 Word 的“文件—信息—编辑指向文件的链接”中断开链接，把链接的图片改为嵌入，"
    "在“开发工具—文档模板”中去掉附加的模板，保存后再用。",
}

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Admission:
    """A workbook that may be read: its kind, told by its content, and what there is to say of it."""

    kind: WorkbookKind
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a sound file turned out to be: its Chinese name, and whether it carries macros."""

    label: str
    has_macros: bool = False


def check_package(path: Path, kind: PackageKind = PackageKind.WORKBOOK, *, admitting: Collection[Rule] = ()) -> None:
    """Refuse the file at `path` unless it is a sound, harmless file of this kind.

    Of a document `admitting` names rules that do not refuse it, of `CONTAINS_MACROS` and `EXTERNAL_RELATION`: whoever
    asks tells of these itself, and neither runs nor follows anything.

    Raises:
        InputError: With one finding, of one of `rules.PACKAGE_RULES`.
    """
    if kind is PackageKind.WORKBOOK:
        check_workbook(path)
        return
    try:
        if is_folder(path):
            message = f"这里需要一个{kind.label}文件，“{path}”却是文件夹。"
            raise refuse(path, rules.FOLDER_AS_FILE, message, _file_within(path, kind))
        _open(path, kind, admitting)
    except InputError as error:
        raise InputError(*map(_in_words_of_documents, error.findings)) from error


def check_workbook(path: Path) -> Admission:
    """Return the kind of the workbook at `path`, refused unless it is sound and harmless.

    Of a folder nothing is said here but that it is one.

    Raises:
        InputError: With one finding, of one of `rules.PACKAGE_RULES`.
    """
    if is_folder(path):
        return Admission(WorkbookKind.CSV_FOLDER)
    contents = _open(path, PackageKind.WORKBOOK)
    kind = next(kind for kind in WorkbookKind if kind.label == contents.label)
    findings: list[Finding] = []
    place = Place(file=str(path))
    if not kind.fits(path.name):
        message = f"“{path.name}”的内容是{kind.label}，与扩展名不符，已按内容读取"
        findings.append(rules.NAME_OF_ANOTHER_KIND.at(place, message))
    if contents.has_macros:
        findings.append(rules.MACROS_NOT_RUN.at(place, "工作簿带有宏；单元格照常读取，宏没有运行"))
    return Admission(kind, tuple(findings))


def _in_words_of_documents(finding: Finding) -> Finding:
    """Return `finding` with a remedy for Word; the rules' own speak of Excel, whose files are most."""
    if finding.suggestion != finding.rule.remedy:
        return finding
    otherwise = finding.suggestion.replace("Excel", "Word").replace(".xlsx", ".docx")
    return replace(finding, suggestion=_REMEDIES_IN_WORD.get(finding.rule, otherwise))


@contextmanager
def telling_of(path: Path) -> Iterator[None]:
    """Turn the system's errors over reading `path` into findings about it.

    Raises:
        InputError: The file or folder cannot be read.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refuse(path, rules.FILE_NOT_FOUND, f"找不到文件“{path}”。", _near_file(path)) from error
    except PermissionError as error:
        raise refuse(path, rules.FILE_NOT_READABLE, f"没有读取“{path}”的权限，或它正被其他程序独占。") from error
    except (OSError, ValueError) as error:
        raise _refuse_unreadable(path, error) from error


@contextmanager
def standing_still(path: Path) -> Iterator[None]:
    """Tell of a file that goes or changes after the gate has admitted it, as on a share that is being copied to.

    Raises:
        InputError: It did.
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        message = "文件在读取过程中被改动或替换了。"
        raise refuse(path, rules.DAMAGED_FILE, message, "等它复制、下载或同步完，再试一次。") from error
    except OSError as error:
        with telling_of(path):
            raise error


def _open(path: Path, kind: PackageKind, admitting: Collection[Rule] = ()) -> _Contents:
    with telling_of(path):
        if path.exists() and not path.is_file():
            # Opening a pipe waits for its other end, reading a device may never end.
            message = f"“{path}”不是普通文件，而是管道、设备一类的东西。"
            raise refuse(path, rules.FILE_NOT_READABLE, message, f"请给出一个普通的 {kind.extension} 文件。")
        with path.open("rb") as file:
            return _check_file(path, file, kind, admitting)


def _refuse_unreadable(path: Path, error: OSError | ValueError) -> InputError:
    match getattr(error, "errno", None):
        case errno.ENAMETOOLONG:
            message = "文件名或路径过长，系统不接受这样的名称。"
            return refuse(path, rules.FILE_NOT_FOUND, message)
        case errno.ELOOP:
            message = f"“{path}”是一个链接，而链接绕成了圈，没有文件。"
            return refuse(path, rules.FILE_NOT_FOUND, message, "请给出文件本身的路径。")
        case _:
            message = f"读取“{path}”时系统报告错误 {name_error(error)}。"
            return refuse(path, rules.FILE_NOT_READABLE, message)


def _file_within(folder: Path, kind: PackageKind) -> str:
    """Return the suggestion to name a file in `folder`, one that is there if there is one."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() == kind.extension)
    except OSError:
        names = []
    name = next((name for name in names if not any(_name_of_open_file(name))), f"文件名{kind.extension}")
    return f"在路径后面补上文件名，例如“{folder / name}”。"


def _near_file(path: Path) -> str:
    """Return a suggestion with the file that the user may have meant; '' if there is none."""
    try:
        entries = list(path.parent.iterdir())
    except OSError:
        return ""
    spaced = [entry.name for entry in entries if _is_piece(path.name, entry.name)]
    if spaced:
        return f"同一文件夹里有“{min(spaced)}”；名称里有空格的，用引号括起来。"
    near = _nearest(path.name, [entry.name for entry in entries if entry.is_file()])
    return f"同一文件夹里有“{near}”，是否指它？" if near else ""


def _is_piece(typed: str, name: str) -> bool:
    """Return whether `typed` is what a shell makes of part of a name with blanks that no quotes hold together."""
    pieces = name.split()
    return len(pieces) > 1 and typed in pieces


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """Return which of `names` is most like `name`: like its stem, since the extension is what all have."""
    stem = _stem(name)
    likeness = {
        other: (difflib.SequenceMatcher(None, stem, _stem(other)).ratio(), other.endswith(name[len(stem) :]))
        for other in sorted(names)
    }
    best = max(likeness, key=lambda other: likeness[other], default=None)
    return best if best is not None and likeness[best][0] >= _LIKE else None


def _stem(name: str) -> str:
    return _EXTENSION.sub("", name)


def _check_file(path: Path, file: BinaryIO, kind: PackageKind, admitting: Collection[Rule]) -> _Contents:
    head = file.read(_HEAD)
    if not head:
        raise refuse(path, rules.EMPTY_FILE, "文件是空的，一个字节也没有。")
    if head.startswith(OLE_MARK):
        return _check_compound(path, file, kind)
    if not head.startswith(ZIP_MARKS):
        raise _refuse_stranger(path, head, kind)
    with open_zip(path, file) as package:
        check_directory(path, package.infolist())
        if CONTENT_TYPES in package.NameToInfo:
            return _check_office(path, package, kind, admitting)
        return _check_open_document(path, package, kind)


def _check_compound(path: Path, file: BinaryIO, kind: PackageKind) -> _Contents:
    try:
        names = frozenset(map(str.lower, entry_names(file)))
    except CompoundFaultError as error:
        raise refuse(path, rules.DAMAGED_FILE, "文件不完整：旧格式文件的目录无法读取，可能在传输中被截断。") from error
    if _ENCRYPTED_STREAM in names:
        raise refuse(path, rules.ENCRYPTED_FILE, "文件设了打开密码，无法读取。")
    label = name_compound(names)
    if kind is PackageKind.DOCUMENT:
        message = f"文件是{label}，不是 {kind.extension} 格式。"
        raise refuse(path, rules.OLD_BINARY_FORMAT, message, kind.way_out)
    if label != WorkbookKind.BIFF.label:
        raise refuse(path, rules.WRONG_KIND_OF_FILE, f"文件是{label}，不是{kind.label}。", kind.advise(label))
    return _Contents(label, bool(names & _MACRO_STORAGES))


def _refuse_stranger(path: Path, head: bytes, kind: PackageKind) -> InputError:
    program, name = _name_of_open_file(path.name)
    if name:
        message = f"“{path.name}”是 {program}打开文件时留下的临时文件，不是{kind.label}。"
        return refuse(path, rules.NOT_AN_OFFICE_FILE, message, f"请改用名为“{name}”的文件。")
    content = name_content(head)
    seen = f"文件的内容是{content}" if content else "文件的内容无法识别"
    return refuse(path, rules.NOT_AN_OFFICE_FILE, f"{seen}，不是{kind.label}。", kind.advise(content))


def _name_of_open_file(name: str) -> tuple[str, str]:
    """Return the program that leaves a file called `name` beside one that it has open, and that one's name."""
    if name.startswith("~$"):
        return "Office ", name.removeprefix("~$")
    if name.startswith(".~lock.") and name.endswith("#"):
        return "LibreOffice ", name.removeprefix(".~lock.").removesuffix("#")
    if name.startswith(".~"):
        return "WPS ", name.removeprefix(".~")
    return "", ""


def _check_office(path: Path, package: zipfile.ZipFile, kind: PackageKind, admitting: Collection[Rule]) -> _Contents:
    types = _parse_small(path, package, CONTENT_TYPES, read_content_types)
    name = name_main_part(types.all)
    workbooks = (WorkbookKind.OOXML.label, WorkbookKind.XLSB.label)
    if name not in (workbooks if kind is PackageKind.WORKBOOK else (kind.label,)):
        seen = f"文件是{name}" if name else "文件里没有工作簿或文档的主体部件"
        raise refuse(path, rules.WRONG_KIND_OF_FILE, f"{seen}，不是{kind.label}。", kind.advise(name))
    names = [entry.lower() for entry in package.namelist()]
    has_macros = any("vbaproject" in kind_name or "macrosheet" in kind_name for kind_name in types.all)
    has_macros = has_macros or any("vbaproject" in name or "/macrosheets/" in name for name in names)
    is_for_macros = has_macros or any("macroenabled" in kind_name for kind_name in types.all)
    if kind is PackageKind.DOCUMENT and is_for_macros and rules.CONTAINS_MACROS not in admitting:
        message = f"文件带有宏。请另存为不含宏的{kind.label}（*{kind.extension}）。"
        raise refuse(path, rules.CONTAINS_MACROS, message)
    _check_parts(path, package, types, admitting)
    return _Contents(name, has_macros)


def _check_open_document(path: Path, package: zipfile.ZipFile, kind: PackageKind) -> _Contents:
    """Check a zip without content types: OpenDocument, or another kind of file."""
    if any(name.lower().startswith(("xl/", "word/")) for name in package.namelist()):
        raise refuse(path, rules.DAMAGED_FILE, f"文件不完整：缺少部件“{CONTENT_TYPES}”。")
    manifest = Manifest("", is_encrypted=False)
    if _MANIFEST in package.NameToInfo:
        manifest = _parse_small(path, package, _MANIFEST, read_manifest)
    mime_type = manifest.media_type
    if "mimetype" in package.NameToInfo:
        mime_type = read_small(path, package, package.getinfo("mimetype")).decode("ascii", errors="replace")
    name = name_open_document(mime_type) or "普通压缩包"
    if kind is not PackageKind.WORKBOOK or name != WorkbookKind.ODS.label:
        raise refuse(path, rules.WRONG_KIND_OF_FILE, f"文件是{name}，不是{kind.label}。", kind.advise(name))
    if manifest.is_encrypted:
        message = "在 LibreOffice 或 WPS 中打开，另存时不勾选“用密码保存”，再用。"
        raise refuse(path, rules.ENCRYPTED_FILE, "文件设了打开密码，无法读取。", message)
    if "content.xml" not in package.NameToInfo:
        raise refuse(path, rules.DAMAGED_FILE, "文件不完整：缺少部件“content.xml”。")
    _check_parts(path, package, _NO_TYPES)
    has_macros = any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in package.namelist())
    return _Contents(name, has_macros)


def _parse_small(path: Path, package: zipfile.ZipFile, name: str, parse: Callable[[bytes], _Read]) -> _Read:
    try:
        return parse(read_small(path, package, package.getinfo(name)))
    except DoctypeFoundError as error:
        raise _refuse_doctype(path, name) from error
    except MarkupError as error:
        raise refuse(path, rules.DAMAGED_FILE, f"部件“{name}”不是合法的 XML：{error}。") from error


def _refuse_doctype(path: Path, name: str) -> InputError:
    return refuse(path, rules.DOCUMENT_TYPE_DECLARED, f"部件“{name}”带有文档类型声明（DOCTYPE）。")


def _check_parts(path: Path, package: zipfile.ZipFile, types: ContentTypes, admitting: Collection[Rule] = ()) -> None:
    for entry in package.infolist():
        _check_part(path, package, entry, types)
        if entry.filename.lower().endswith(".rels") and rules.EXTERNAL_RELATION not in admitting:
            _refuse_external(path, package, entry.filename)


def _check_part(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo, types: ContentTypes) -> None:
    name = entry.filename
    chunks = unpack(path, package, entry)
    if not types.is_markup(name):
        for _ in chunks:
            pass
        return
    try:
        check_prolog(chunks)
    except DoctypeFoundError as error:
        raise _refuse_doctype(path, name) from error
    except MarkupError as error:
        raise refuse(path, rules.DAMAGED_FILE, f"部件“{name}”不是合法的 XML：{error}。") from error


def _refuse_external(path: Path, package: zipfile.ZipFile, name: str) -> None:
    target = _parse_small(path, package, name, external_target)
    if target is not None:
        raise refuse(path, rules.EXTERNAL_RELATION, f"部件“{name}”链接到文件之外的“{target}”。")
