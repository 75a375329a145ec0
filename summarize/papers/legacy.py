""".doc and .wps, told by their content: made into a .docx by LibreOffice and read as one."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from summarize.errors import InputError, MachineError
from summarize.findings import Place
from summarize.libreoffice import Conversion, convert, find_libreoffice
from summarize.opc import temporary_folder
from summarize.opc.compound import OLE_MARK, CompoundFaultError, CompoundFile
from summarize.opc.refusal import refuse
from summarize.opc.rules import CONTAINS_MACROS, DAMAGED_FILE, ENCRYPTED_FILE, TOO_LARGE
from summarize.papers import rules
from summarize.papers.paper import Paper
from summarize.papers.word import read_paper

_TO_DOCX = Conversion("MS Word 97", "docx:MS Word 2007 XML", ".docx")
_PATIENCE_SECONDS = 60
"""A paper of a hundred pages takes ten seconds."""
_LARGEST = 128 << 20
"""Bytes of a .doc; one with many photographs has some 50 MB."""
_TEXT_STREAM, _ENCRYPTED_PACKAGE, _MACROS = "worddocument", "encryptedpackage", "_vba_project"
_FLAGS, _IS_ENCRYPTED = slice(10, 12), 0x01
"""Where the text stream of a .doc says whether it is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
_WAY_OUT = "用 Word 或 WPS 打开，按提示修复后另存为 .docx 再导入；打不开的，请重新复制或向报送人再要一份。"


def is_legacy(path: Path) -> bool:
    """Return whether the file is an OLE compound file, as .doc and .wps are; what cannot be read is none."""
    try:
        if not path.is_file():  # opening a pipe waits for its other end
            return False
        with path.open("rb") as file:
            return file.read(len(OLE_MARK)) == OLE_MARK
    except OSError:
        return False


def read_legacy(path: Path) -> Paper:
    """Return the paper at `path`, a .doc or .wps.

    Raises:
        InputError: It is encrypted, has macros, is no text document, or could not be converted.
        MachineError: LibreOffice is not installed, or there is no folder for temporary files.
    """
    _check(path)
    program = find_libreoffice()
    if program is None:
        message = f"“{path.name}”是旧格式的文稿，读它要用 LibreOffice，本机没有安装"
        raise MachineError(rules.LIBREOFFICE_MISSING.at(Place(file=str(path)), message))
    home = temporary_folder()
    with tempfile.TemporaryDirectory(prefix="summarize-", dir=home, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "paper.doc"
        shutil.copyfile(path, source)
        convert(program, [source], folder, _TO_DOCX, profile=folder / "profile", patience=_PATIENCE_SECONDS)
        made = folder / "paper.docx"
        if not made.is_file():
            raise refuse(path, rules.CONVERSION_FAILED, f"“{path.name}”没有转换成功：文件可能已损坏，或设了打开密码")
        try:
            return read_paper(made, str(path))
        except InputError as error:
            # The user knows nothing of the document between.
            raise InputError(*(replace(one, place=one.place.within(str(path))) for one in error.findings)) from error


def _check(path: Path) -> None:
    """Check what the document must be before another program may open it."""
    size = path.stat().st_size
    if size > _LARGEST:
        raise refuse(path, TOO_LARGE, f"文件有 {size >> 20} MB，最多允许 {_LARGEST >> 20} MB")
    try:
        with path.open("rb") as file:
            compound = CompoundFile(file)
            text = compound.top.get(_TEXT_STREAM)
            head = compound.read(text)[: _FLAGS.stop] if text else b""
    except CompoundFaultError as error:
        raise refuse(path, DAMAGED_FILE, f"文件已损坏：{error}", _WAY_OUT) from error
    if _ENCRYPTED_PACKAGE in compound.top or (head and head[_FLAGS][1] & _IS_ENCRYPTED):
        raise refuse(
            path, ENCRYPTED_FILE, "文件设了打开密码，无法读取", "在 Word 或 WPS 中打开文件，取消打开密码，保存后再用。"
        )
    if text is None:
        raise refuse(path, rules.NOT_A_PAPER, f"“{path.name}”不是 Word 或 WPS 文字的文档")
    if any(entry.name.lower() == _MACROS for entry in compound.entries):
        message = "文件带有宏。请另存为不含宏的 Word 文档（*.docx）"
        raise refuse(path, CONTAINS_MACROS, message, "用 Word 或 WPS 打开，另存为不含宏的“Word 文档（*.docx）”再用。")
