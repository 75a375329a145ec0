"""The gate before any parser: what a file must be before a library may open it.

Most is decided by the zip's directory alone. Then each part is unpacked once, in chunks and in
constant memory, for its checksum and, if it is XML, its prolog. The libraries behind the gate trust
sizes, resolve entities and follow relations; none of them has to be trusted with a stranger's file.
"""

from __future__ import annotations

import difflib
import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from summarize.errors import InputError
from summarize.findings import Finding, Place, Rule
from summarize.opc import rules
from summarize.opc.files import name_error
from summarize.opc.kinds import (
    OLE_MARK,
    ZIP_MARKS,
    PackageKind,
    has_encrypted_stream,
    name_content,
    name_main_part,
    name_open_document,
)
from summarize.opc.markup import (
    ContentTypes,
    DoctypeFoundError,
    MarkupError,
    check_prolog,
    external_target,
    read_content_types,
)
from summarize.opc.packing import CONTENT_TYPES

MAX_ENTRIES = 4_000
"""A workbook of 200 sheets with comments and pictures has fewer than 1,500 parts."""
MAX_UNPACKED = 256 << 20
"""Bytes in all parts together: pictures apart, 100,000 rows of 20 columns unpack to about 100 MB."""
MAX_RATIO = 250
"""Unpacked to packed: a million formatted empty rows reach about 100; a bomb comes near deflate's 1,032."""
SMALL_PART = 4 << 20
"""Parts up to this size cannot be bombs: a tiny part of equal rows may shrink far."""
MAX_LISTED = 8 << 20
"""Bytes of a part that is held as a whole, content types or relations: 50,000 hyperlinks make 8 MB."""
MAX_DIRECTORY = MAX_ENTRIES * 1024
"""Bytes of the zip's directory; one entry takes about 80."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error, OSError)
"""What `zipfile` raises over a damaged file; an offset before its beginning is an `OSError`."""
_CHUNK = 1 << 18
_HEAD = 4096
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCATOR_SIZE, _END64 = 20, struct.Struct("<4sQ2H2L4Q")


_REMEDIES_IN_WORD = {
    rules.FOLDER_AS_FILE: "在路径后面补上文件名，例如“templates/工作总结.docx”。",
    rules.ENCRYPTED_FILE: "在 Word 中打开文件，在“文件—信息—保护文档—用密码进行加密”中清空密码，保存后再用。",
    rules.TOO_LARGE: "删去模板中用不到的图片和内容，另存一份再用；来历不明的文件不要打开。",
    rules.EXTERNAL_RELATION: "在 Word 的“文件—信息—编辑指向文件的链接”中断开链接，把链接的图片改为嵌入，"
    "在“开发工具—文档模板”中去掉附加的模板，保存后再用。",
    rules.CONTAINS_MACROS: "用 Word 或 WPS 打开，另存为不含宏的“Word 文档（*.docx）”再用。",
}


def check_package(path: Path, kind: PackageKind = PackageKind.WORKBOOK) -> None:
    """Refuse the file at `path` unless it is a sound, harmless package of this kind.

    Raises:
        InputError: With one finding, of one of `rules.PACKAGE_RULES`.
    """
    try:
        _check(path, kind)
    except InputError as error:
        if kind is PackageKind.DOCUMENT:
            raise InputError(*map(_in_words_of_documents, error.findings)) from error
        raise


def _in_words_of_documents(finding: Finding) -> Finding:
    """Return `finding` with a remedy for Word; the rules' own speak of Excel, whose files are most."""
    if finding.suggestion != finding.rule.remedy:
        return finding
    otherwise = finding.suggestion.replace("Excel", "Word").replace(".xlsx", ".docx")
    return replace(finding, suggestion=_REMEDIES_IN_WORD.get(finding.rule, otherwise))


def _check(path: Path, kind: PackageKind) -> None:
    try:
        if path.is_dir():
            raise _refuse(path, rules.FOLDER_AS_FILE, f"这里需要一个{kind.label}文件，“{path}”却是文件夹。")
        if path.exists() and not path.is_file():
            # Opening a pipe waits for its other end, reading a device may never end.
            message = f"“{path}”不是普通文件，而是管道、设备一类的东西。"
            raise _refuse(path, rules.FILE_NOT_READABLE, message, f"请给出一个普通的 {kind.extension} 文件。")
        with path.open("rb") as file:
            _check_file(path, file, kind)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _refuse(path, rules.FILE_NOT_FOUND, f"找不到文件“{path}”。", _near_file(path)) from error
    except PermissionError as error:
        raise _refuse(path, rules.FILE_NOT_READABLE, f"没有读取“{path}”的权限，或它正被其他程序独占。") from error
    except (OSError, ValueError) as error:
        raise _refuse_unreadable(path, error) from error


def _refuse(path: Path, rule: Rule, message: str, suggestion: str = "") -> InputError:
    return InputError(rule.at(Place(file=str(path)), message, suggestion))


def _refuse_unreadable(path: Path, error: OSError | ValueError) -> InputError:
    match getattr(error, "errno", None):
        case errno.ENAMETOOLONG:
            message = "文件名或路径过长，系统不接受这样的名称。"
            return _refuse(path, rules.FILE_NOT_FOUND, message)
        case errno.ELOOP:
            message = f"“{path}”是一个链接，而链接绕成了圈，没有文件。"
            return _refuse(path, rules.FILE_NOT_FOUND, message, "请给出文件本身的路径。")
        case _:
            message = f"读取“{path}”时系统报告错误 {name_error(error)}。"
            return _refuse(path, rules.FILE_NOT_READABLE, message)


def _near_file(path: Path) -> str:
    """Return a suggestion with the file that the user may have meant; '' if there is none."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"同一文件夹里有“{near[0]}”，是否指它？" if near else ""


def _check_file(path: Path, file: BinaryIO, kind: PackageKind) -> None:
    head = file.read(_HEAD)
    if not head:
        raise _refuse(path, rules.EMPTY_FILE, "文件是空的，一个字节也没有。")
    if head.startswith(OLE_MARK):
        raise _refuse_ole(path, file, kind)
    if not head.startswith(ZIP_MARKS):
        raise _refuse_stranger(path, head, kind)
    with _open_zip(path, file) as package:
        entries = package.infolist()
        _check_directory(path, entries)
        types = _read_types(path, package, kind)
        _check_types(path, types, entries, kind)
        for entry in entries:
            _check_part(path, package, entry, types)


def _refuse_ole(path: Path, file: BinaryIO, kind: PackageKind) -> InputError:
    if has_encrypted_stream(file):
        return _refuse(path, rules.ENCRYPTED_FILE, "文件设了打开密码，无法读取。")
    message = f"文件是 Office 97–2003 或 WPS 的旧格式，不是 {kind.extension} 格式。"
    return _refuse(path, rules.OLD_BINARY_FORMAT, message, kind.way_out)


def _refuse_stranger(path: Path, head: bytes, kind: PackageKind) -> InputError:
    if path.name.startswith("~$"):
        message = f"“{path.name}”是 Office 打开文件时留下的临时文件，不是{kind.label}。"
        return _refuse(path, rules.NOT_AN_OFFICE_FILE, message, f"请改用名为“{path.name[2:]}”的文件。")
    name = name_content(head)
    seen = f"文件的内容是{name}" if name else "文件的内容无法识别"
    return _refuse(path, rules.NOT_AN_OFFICE_FILE, f"{seen}，不是{kind.label}。", kind.advise(name))


def _open_zip(path: Path, file: BinaryIO) -> zipfile.ZipFile:
    """Return the opened zip, after its end record has told that its directory is small enough to read."""
    size = _directory_size(file)
    if size is None:
        raise _refuse(path, rules.DAMAGED_FILE, "文件不完整：缺少压缩目录，可能在传输中被截断。")
    if size > MAX_DIRECTORY:
        raise _refuse(path, rules.TOO_LARGE, f"文件的目录有 {size >> 20} MB，正常文件不到 {MAX_DIRECTORY >> 20} MB。")
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise _refuse(path, rules.DAMAGED_FILE, "文件已损坏：压缩目录无法读取。") from error


def _directory_size(file: BinaryIO) -> int | None:
    """Return the bytes of the zip's directory as its end record tells, or `None` without such a record."""
    end = file.seek(0, 2)
    start = max(0, end - _END_RECORD.size - 0xFFFF)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END_RECORD.size:
        return None
    size = int(_END_RECORD.unpack_from(tail, found)[5])
    if size != 0xFFFFFFFF:
        return size
    file.seek(max(0, start + found - _LOCATOR_SIZE - _END64.size))
    record = file.read(_END64.size)
    if len(record) < _END64.size or not record.startswith(b"PK\x06\x06"):
        return None
    return int(_END64.unpack(record)[8])


def _check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        message = f"文件内有 {len(entries)} 个部件，最多允许 {MAX_ENTRIES} 个。"
        raise _refuse(path, rules.TOO_LARGE, message)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        message = f"文件解开后有 {unpacked >> 20} MB，最多允许 {MAX_UNPACKED >> 20} MB。"
        raise _refuse(path, rules.TOO_LARGE, message)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _is_unsafe(entry.orig_filename):
            raise _refuse(path, rules.UNSAFE_PART_NAME, f"文件内部有不合规定的部件名“{name}”。")
        if name.lower() in seen:
            raise _refuse(path, rules.UNSAFE_PART_NAME, f"文件内部有两个同名的部件“{name}”。")
        seen.add(name.lower())
        _check_entry(path, entry)


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & 0x1:
        raise _refuse(path, rules.ENCRYPTED_FILE, f"文件内的部件“{name}”加了密码，无法读取。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refuse(path, rules.DAMAGED_FILE, f"部件“{name}”的压缩方式不是办公文件所用的。")
    if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * entry.compress_size:
        ratio = entry.file_size // max(entry.compress_size, 1)
        message = f"部件“{name}”解开后是压缩时的 {ratio} 倍，最多允许 {MAX_RATIO} 倍。"
        raise _refuse(path, rules.TOO_LARGE, message)


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or any(ch in name for ch in "\\:\x00") or ".." in name.split("/")


def _read_types(path: Path, package: zipfile.ZipFile, kind: PackageKind) -> ContentTypes:
    """Return the package's content types; a zip without any is another kind of file."""
    if CONTENT_TYPES in package.NameToInfo:
        try:
            return read_content_types(_read_small(path, package, package.getinfo(CONTENT_TYPES)))
        except DoctypeFoundError as error:
            raise _refuse_doctype(path, CONTENT_TYPES) from error
        except MarkupError as error:
            message = f"部件“{CONTENT_TYPES}”不是合法的 XML：{error}。"
            raise _refuse(path, rules.DAMAGED_FILE, message) from error
    if any(name.lower().startswith(("xl/", "word/")) for name in package.namelist()):
        raise _refuse(path, rules.DAMAGED_FILE, f"文件不完整：缺少部件“{CONTENT_TYPES}”。")
    name = ""
    if "mimetype" in package.NameToInfo:
        mime_type = _read_small(path, package, package.getinfo("mimetype"))
        name = name_open_document(mime_type.decode("ascii", errors="replace"))
    name = name or "普通压缩包"
    raise _refuse(path, rules.WRONG_KIND_OF_FILE, f"文件是{name}，不是{kind.label}。", kind.advise(name))


def _check_types(path: Path, types: ContentTypes, entries: list[zipfile.ZipInfo], kind: PackageKind) -> None:
    name = name_main_part(types.all)
    if name != kind.label:
        seen = f"文件是{name}" if name else "文件里没有工作簿或文档的主体部件"
        raise _refuse(path, rules.WRONG_KIND_OF_FILE, f"{seen}，不是{kind.label}。", kind.advise(name))
    macro_types = ("macroenabled", "vbaproject", "macrosheet")
    in_types = any(mark in kind_name for kind_name in types.all for mark in macro_types)
    names = [entry.filename.lower() for entry in entries]
    if in_types or any("vbaproject" in name or "/macrosheets/" in name for name in names):
        message = f"文件带有宏。请另存为不含宏的{kind.label}（*{kind.extension}）。"
        raise _refuse(path, rules.CONTAINS_MACROS, message)


def _refuse_doctype(path: Path, name: str) -> InputError:
    return _refuse(path, rules.DOCUMENT_TYPE_DECLARED, f"部件“{name}”带有文档类型声明（DOCTYPE）。")


def _check_part(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo, types: ContentTypes) -> None:
    name = entry.filename
    chunks = _unpack(path, package, entry)
    if not types.is_markup(name):
        for _ in chunks:
            pass
        return
    try:
        check_prolog(chunks)
        if name.lower().endswith(".rels"):
            target = external_target(_read_small(path, package, entry))
            if target is not None:
                raise _refuse(path, rules.EXTERNAL_RELATION, f"部件“{name}”链接到文件之外的“{target}”。")
    except DoctypeFoundError as error:
        raise _refuse_doctype(path, name) from error
    except MarkupError as error:
        raise _refuse(path, rules.DAMAGED_FILE, f"部件“{name}”不是合法的 XML：{error}。") from error


def _read_small(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAX_LISTED:
        message = f"部件“{entry.filename}”有 {entry.file_size >> 20} MB，最多允许 {MAX_LISTED >> 20} MB。"
        raise _refuse(path, rules.TOO_LARGE, message)
    return b"".join(_unpack(path, package, entry))


def _unpack(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part in chunks and, at its end, compare its true size and checksum with the directory's.

    `zipfile` stops at the size that the directory tells, other libraries do not: a part that goes on
    behind it would be a bomb for them, so one byte more than told is asked for.
    """
    longer = copy(entry)
    longer.file_size = entry.file_size + 1
    longer.CRC = None  # type: ignore[assignment]
    size = checksum = 0
    try:
        with package.open(longer) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                checksum = zlib.crc32(chunk, checksum)
                yield chunk
    except _BROKEN as error:
        raise _refuse(path, rules.DAMAGED_FILE, f"文件已损坏：部件“{entry.filename}”无法解开。") from error
    if size != entry.file_size or checksum != entry.CRC:
        raise _refuse(path, rules.DAMAGED_FILE, f"文件已损坏：部件“{entry.filename}”的校验码不符。")
