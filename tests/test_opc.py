"""The gate before every parser: each refusal with its code, its words and its way out; packing; writing."""

from __future__ import annotations

import errno
import io
import os
import stat
import struct
import traceback
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import raw_parts, relation, relations, write_zip

from summarize.errors import InputError, MachineError, UsageError
from summarize.findings import Finding
from summarize.opc import (
    Admission,
    PackageKind,
    WorkbookKind,
    check_package,
    check_workbook,
    explaining,
    files,
    write_beside,
    write_new,
    write_package,
    writing_beside,
)
from summarize.opc.archive import MAX_ENTRIES, MAX_UNPACKED

SAVE_AS = "请用 Excel 或 WPS 表格打开该文件，另存为“Excel 工作簿（*.xlsx）”后再用。"
TAKE_ANOTHER = "请换成工作簿（*.xlsx）。"
IMPORT_IT = "请换成工作簿（*.xlsx）；科室的文稿用 summarize import 拆成工作簿。"
PUT_INTO_FOLDER = (
    "CSV 要整个文件夹一起读：把各张表的 .csv 放进同一个文件夹，把文件夹交给程序；"
    "或者用 Excel、WPS 表格打开，另存为“Excel 工作簿（*.xlsx）”。"
)
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
FIELDS = {"sector size": 30, "first sector": 48, "table": 76, "first link": 512 + 4}
"""Where a compound file of `compound` says what."""


def compound(*names: str, shift: int = 9) -> bytes:
    """Return an OLE compound file whose directory holds `names`, each the right neighbour of the one before."""
    size, count = 1 << shift, len(names)
    entries = b""
    for number, name in enumerate(("Root Entry", *names)):
        kind, child = (5, 1) if number == 0 else (2, FREE)
        right = number + 1 if 0 < number < count else FREE
        text = name.encode("utf-16-le") + b"\x00\x00"
        entries += (
            text.ljust(64, b"\x00") + struct.pack("<HBBLLL", len(text), kind, 1, FREE, right, child) + b"\x00" * 48
        )
    sectors = [entries[start : start + size].ljust(size, b"\x00") for start in range(0, len(entries), size)]
    chain = [0xFFFFFFFD, *range(2, len(sectors) + 1), END]
    table = struct.pack(f"<{len(chain)}L", *chain).ljust(size, b"\xff")
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(76, b"\x00") + b"\xff" * 436)
    struct.pack_into("<HH", header, FIELDS["sector size"], shift, 6)
    struct.pack_into("<L", header, FIELDS["first sector"], 1)
    struct.pack_into("<LLLLL", header, 56, 4096, END, 0, END, 0)
    struct.pack_into("<L", header, FIELDS["table"], 0)
    return bytes(header).ljust(size, b"\x00") + table + b"".join(sectors)


def refusal(path: Path, kind: PackageKind = PackageKind.WORKBOOK) -> Finding:
    with pytest.raises(InputError) as caught:
        check_package(path, kind)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    assert finding.suggestion.endswith(("。", "？"))
    return finding


def told(path: Path, kind: PackageKind = PackageKind.WORKBOOK) -> tuple[str, str]:
    finding = refusal(path, kind)
    return finding.rule.code, finding.message


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def parts_with(**changed: str | bytes) -> dict[str, str | bytes]:
    """Return a sound workbook's parts; keywords name a part by its path with / and . as _."""
    parts = raw_parts()
    keys = {key.replace("/", "_").replace(".", "_"): key for key in parts}
    return {**parts, **{keys[name]: text for name, text in changed.items()}}


def test_a_sound_workbook_passes_whatever_its_name_says(tmp_path: Path) -> None:
    check_package(write_zip(tmp_path / "台账.xls", raw_parts()))


def test_a_missing_file_offers_the_near_name(tmp_path: Path) -> None:
    write_zip(tmp_path / "2017年.xlsx", raw_parts())
    finding = refusal(tmp_path / "2017.xlsx")
    assert (finding.rule.code, finding.message) == ("R01", f"找不到文件“{tmp_path / '2017.xlsx'}”。")
    assert finding.suggestion == "同一文件夹里有“2017年.xlsx”，是否指它？"


@pytest.mark.parametrize(
    ("typed", "there"),
    [("没有.xlsx", "空.xlsx"), ("😀.xlsx", "好.xlsx"), ("甲科.xlsx", "乙科.xlsx"), ("a.xlsx", "b.xlsx")],
)
def test_a_like_extension_makes_no_name_near(tmp_path: Path, typed: str, there: str) -> None:
    write_zip(tmp_path / there, raw_parts())
    finding = refusal(tmp_path / typed)
    assert finding.suggestion == finding.rule.remedy


def test_of_names_that_are_equally_near_the_one_with_the_same_extension_is_offered(tmp_path: Path) -> None:
    for name in ("台账.docx", "台账.xlsx", "台账.xls"):
        write_zip(tmp_path / name, raw_parts())
    assert refusal(tmp_path / "台帐.xlsx").rule.code == "R01"
    assert refusal(tmp_path / "台账表.xlsx").suggestion == "同一文件夹里有“台账.xlsx”，是否指它？"


@pytest.mark.parametrize("piece", ["工作", "台账.xlsx"])
def test_each_piece_of_a_name_with_a_blank_tells_of_quotes(tmp_path: Path, piece: str) -> None:
    write_zip(tmp_path / "工作 台账.xlsx", raw_parts())
    assert refusal(tmp_path / piece).suggestion == "同一文件夹里有“工作 台账.xlsx”；名称里有空格的，用引号括起来。"


def test_a_missing_file_without_a_near_name_tells_how_to_copy_a_path(tmp_path: Path) -> None:
    finding = refusal(tmp_path / "无" / "2017.xlsx")
    assert finding.suggestion == finding.rule.remedy


def test_a_folder_is_a_workbook_of_its_own_kind_and_no_template(tmp_path: Path) -> None:
    assert check_workbook(tmp_path) == Admission(WorkbookKind.CSV_FOLDER)
    finding = refusal(tmp_path, PackageKind.DOCUMENT)
    assert (finding.rule.code, finding.message) == ("R02", f"这里需要一个Word 文档文件，“{tmp_path}”却是文件夹。")
    assert finding.suggestion == f"在路径后面补上文件名，例如“{tmp_path / '文件名.docx'}”。"
    (tmp_path / "某科总结.docx").touch()
    (tmp_path / "~$某科总结.docx").touch()
    assert refusal(tmp_path, PackageKind.DOCUMENT).suggestion == (
        f"在路径后面补上文件名，例如“{tmp_path / '某科总结.docx'}”。"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
@pytest.mark.parametrize("kind", PackageKind)
def test_what_is_no_regular_file_is_refused_without_being_opened(tmp_path: Path, kind: PackageKind) -> None:
    pipe = tmp_path / "管道.xlsx"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        finding = refusal(path, kind)
        assert (finding.rule.code, finding.message, finding.suggestion) == (
            "R03", f"“{path}”不是普通文件，而是管道、设备一类的东西。", f"请给出一个普通的 {kind.extension} 文件。"
        )  # fmt: skip


def test_a_link_in_a_circle_and_a_name_too_long_are_no_files(tmp_path: Path) -> None:
    circle = tmp_path / "圈.xlsx"
    circle.symlink_to(circle)
    assert told(circle) == ("R01", f"“{circle}”是一个链接，而链接绕成了圈，没有文件。")
    assert told(tmp_path / ("长" * 100)) == ("R01", "文件名或路径过长，系统不接受这样的名称。")


def run_unprivileged(action: Callable[[], None]) -> None:
    """Run `action` in a child without root's right to read and write everything; pass on its failure."""
    if os.geteuid() != 0:
        action()
        return
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            action()
            status = 0
        except BaseException:  # noqa: BLE001 - the parent learns of it by the status
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that everybody may enter and write, up to the root."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o777)
    return tmp_path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with users and fork")
def test_a_file_without_read_permission_is_refused(open_folder: Path) -> None:
    path = write_zip(open_folder / "保密.xlsx", raw_parts())
    path.chmod(0o000)

    def action() -> None:
        assert told(path) == ("R03", f"没有读取“{path}”的权限，或它正被其他程序独占。")

    run_unprivileged(action)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert told(write(tmp_path / "空.xlsx", b"")) == ("R04", "文件是空的，一个字节也没有。")


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("事项,内容\n走访,走访企业36户\n".encode("gb18030"), "文件的内容是文本文件（例如 CSV）"),
        ("事项\t内容\n".encode("utf-16"), "文件的内容是文本文件（例如 CSV）"),
        (("走访" * 3000).encode(), "文件的内容是文本文件（例如 CSV）"),
        (b"\xef\xbb\xbf<html><table></table></html>", "文件的内容是网页文件（许多系统导出的“Excel 表”就是这样）"),
        (b"<!DOCTYPE html>\n<p>", "文件的内容是网页文件（许多系统导出的“Excel 表”就是这样）"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "文件的内容是“XML 表格 2003”文件",
        ),
        (b'<?xml version="1.0"?><data/>', "文件的内容是XML 文件"),
        (b"%PDF-1.7\n\x00\xff", "文件的内容是PDF 文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "文件的内容是图片"),
        (b"Rar!\x1a\x07\x00\x00", "文件的内容是RAR 压缩包"),
        (b"\x00\x01\x02\x03" * 9, "文件的内容无法识别"),
    ],
)
def test_another_file_under_a_false_name_is_told_by_its_content(tmp_path: Path, content: bytes, seen: str) -> None:
    finding = refusal(write(tmp_path / "导出.xlsx", content))
    assert (finding.rule.code, finding.message) == ("R05", f"{seen}，不是工作簿。")
    is_of_excel = any(word in seen for word in ("网页", "XML 表格", "无法识别"))
    assert finding.suggestion == (PUT_INTO_FOLDER if "文本" in seen else SAVE_AS if is_of_excel else TAKE_ANOTHER)


@pytest.mark.parametrize(
    ("name", "program"), [("~$台账.xlsx", "Office"), (".~lock.台账.xlsx#", "LibreOffice"), (".~台账.xlsx", "WPS")]
)
def test_the_mark_that_a_program_leaves_beside_an_open_file_names_the_file(
    tmp_path: Path, name: str, program: str
) -> None:
    for content in (b"\x06ABC\x00" * 33, "，张三,23.11.2026 09:00;".encode()):
        finding = refusal(write(tmp_path / name, content))
        assert finding.message == f"“{name}”是 {program} 打开文件时留下的临时文件，不是工作簿。"
        assert finding.suggestion == "请改用名为“台账.xlsx”的文件。"


@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize("stream", ["Workbook", "Book", "WORKBOOK"])
def test_a_compound_file_with_a_workbook_is_told_by_its_directory(tmp_path: Path, stream: str, shift: int) -> None:
    names = ("\x05SummaryInformation", "\x05DocumentSummaryInformation", "\x01CompObj", "ETExtData", stream)
    assert check_workbook(write(tmp_path / "旧.et", compound(*names, shift=shift))) == Admission(WorkbookKind.BIFF)


@pytest.mark.parametrize(
    ("stream", "seen"),
    [
        ("WordDocument", "Word 97–2003 或 WPS 文字文档（.doc、.wps）"),
        ("PowerPoint Document", "PowerPoint 97–2003 或 WPS 演示文稿（.ppt、.dps）"),
        ("Contents", "旧格式的其他文件"),
    ],
)
def test_a_compound_file_of_another_kind_is_refused(tmp_path: Path, stream: str, seen: str) -> None:
    finding = refusal(write(tmp_path / "旧.xls", compound(stream)))
    assert (finding.rule.code, finding.message) == ("R08", f"文件是{seen}，不是工作簿。")
    assert finding.suggestion == (IMPORT_IT if "Word" in seen else TAKE_ANOTHER)


def test_an_old_document_given_as_template_is_refused_with_a_way_out(tmp_path: Path) -> None:
    finding = refusal(write(tmp_path / "模板.doc", compound("WordDocument")), PackageKind.DOCUMENT)
    assert finding.rule.code == "R06"
    assert finding.message == "文件是Word 97–2003 或 WPS 文字文档（.doc、.wps），不是 .docx 格式。"
    assert finding.suggestion == "请用 Word 或 WPS 文字打开该文件，另存为“Word 文档（*.docx）”后再用。"


@pytest.mark.parametrize("before", [0, 40])
def test_a_workbook_with_a_password_is_told_from_the_old_format(tmp_path: Path, before: int) -> None:
    content = compound(*(f"流{number}" for number in range(before)), "EncryptedPackage", "EncryptionInfo")
    assert told(write(tmp_path / "加密.xlsx", content)) == ("R07", "文件设了打开密码，无法读取。")


def test_text_that_speaks_of_encryption_is_no_password(tmp_path: Path) -> None:
    content = compound("Workbook") + "EncryptedPackage".encode("utf-16-le")
    assert check_workbook(write(tmp_path / "台账.xls", content)) == Admission(WorkbookKind.BIFF)


def test_macros_in_an_old_workbook_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "台账.xls", compound("Workbook", "_VBA_PROJECT_CUR"))
    (finding,) = check_workbook(path).findings
    assert (finding.rule.code, finding.severity.value) == ("R22", "info")


BROKEN_DIRECTORY = ("R09", "文件不完整：旧格式文件的目录无法读取，可能在传输中被截断。")


def test_every_truncation_of_a_compound_file_within_its_directory_is_refused(tmp_path: Path) -> None:
    content = compound(*map(str, range(20)), "Workbook")
    for length in range(8, len(content) - 512, 61):
        assert told(write(tmp_path / "截断.xls", content[:length])) == BROKEN_DIRECTORY


@pytest.mark.parametrize(
    ("field", "value"),
    [("sector size", 3), ("first sector", 0x7FFFFFF), ("first link", 1), ("first link", 500), ("table", FREE)],
)
def test_a_compound_file_whose_directory_leads_astray_is_refused(tmp_path: Path, field: str, value: int) -> None:
    content = bytearray(compound(*map(str, range(8)), "Workbook"))
    struct.pack_into("<H" if field == "sector size" else "<L", content, FIELDS[field], value)
    assert told(write(tmp_path / "坏.xls", bytes(content))) == BROKEN_DIRECTORY


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "加密.xlsx", raw_parts())
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert told(path) == ("R07", "文件内的部件“[Content_Types].xml”加了密码，无法读取。")


def types(main: str) -> str:
    return f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'


@pytest.mark.parametrize(
    ("parts", "seen"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "文件是开放文档文本（.odt）",
        ),
        ({"readme.txt": "x"}, "文件是普通压缩包"),
        (
            {
                "[Content_Types].xml": types(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                )
            },
            "文件是Word 文档",
        ),
        (
            {"[Content_Types].xml": types("application/vnd.ms-powerpoint.presentation.macroEnabled.main")},
            "文件是演示文稿（.pptm）",
        ),
        ({"[Content_Types].xml": types("application/xml")}, "文件里没有工作簿或文档的主体部件"),
    ],
)
def test_another_kind_of_package_is_told_by_its_parts(tmp_path: Path, parts: dict[str, str], seen: str) -> None:
    finding = refusal(write_zip(tmp_path / "改名.xlsx", parts))
    assert (finding.rule.code, finding.message) == ("R08", f"{seen}，不是工作簿。")
    is_paper = seen.endswith("Word 文档")
    assert finding.suggestion == (SAVE_AS if "没有工作簿" in seen else IMPORT_IT if is_paper else TAKE_ANOTHER)


def test_a_workbook_given_as_template_is_told_in_the_words_of_templates(tmp_path: Path) -> None:
    finding = refusal(write_zip(tmp_path / "模板.docx", raw_parts()), PackageKind.DOCUMENT)
    assert (finding.rule.code, finding.message) == ("R08", "文件是Excel 工作簿（.xlsx），不是Word 文档。")
    assert finding.suggestion == "请换成Word 文档（*.docx）。"


@pytest.mark.parametrize(
    ("part", "content", "code", "suggestion"),
    [
        ("word/document.xml", "<!DOCTYPE w><w/>", "R12", "用 Word 或 WPS 打开后另存一份再用；来历不明的文件不要打开。"),
        (
            "word/_rels/document.xml.rels",
            relations(relation(1, "attachedTemplate", "http://a/b.dotx", "External")),
            "R13",
            "在 Word 的“文件—信息—编辑指向文件的链接”中断开链接，把链接的图片改为嵌入，"
            "在“开发工具—文档模板”中去掉附加的模板，保存后再用。",
        ),
        ("word/vbaProject.bin", "x", "R14", "用 Word 或 WPS 打开，另存为不含宏的“Word 文档（*.docx）”再用。"),
    ],
)
def test_a_faulty_template_is_told_in_the_words_of_word(
    tmp_path: Path, part: str, content: str, code: str, suggestion: str
) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    path = write_zip(tmp_path / "模板.docx", {"[Content_Types].xml": types(main), part: content})
    finding = refusal(path, PackageKind.DOCUMENT)
    assert (finding.rule.code, finding.suggestion) == (code, suggestion)


def test_every_truncation_of_a_workbook_is_refused(tmp_path: Path) -> None:
    content = write_zip(tmp_path / "全.xlsx", raw_parts()).read_bytes()
    for length in range(4, len(content) - 1, 97):
        code, message = told(write(tmp_path / "截断.xlsx", content[:length]))
        assert (code, message) == ("R09", "文件不完整：缺少压缩目录，可能在传输中被截断。")


def test_a_flipped_byte_inside_any_part_is_found_by_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "翻转.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in raw_parts().items():
            archive.writestr(name, text)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    for entry in entries:
        name = entry.filename
        flipped = bytearray(content)
        flipped[entry.header_offset + 30 + len(name) + entry.file_size - 3] ^= 0x20
        assert told(write(path, flipped)) == ("R09", f"文件已损坏：部件“{name}”的校验码不符。")


def test_a_workbook_without_content_types_is_damaged(tmp_path: Path) -> None:
    parts = raw_parts()
    del parts["[Content_Types].xml"]
    path = write_zip(tmp_path / "缺.xlsx", parts)
    assert told(path) == ("R09", "文件不完整：缺少部件“[Content_Types].xml”。")


def test_a_part_that_is_no_xml_is_damaged(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "坏.xlsx", parts_with(xl_workbook_xml="<<<"))
    assert told(path) == ("R09", "部件“xl/workbook.xml”不是合法的 XML：第 1 行第 2 列有语法错误。")


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "压.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", raw_parts()["[Content_Types].xml"])
    assert told(path) == ("R09", "部件“[Content_Types].xml”的压缩方式不是办公文件所用的。")


def memory_of(action: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_bomb_is_refused_from_the_directory_alone(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in raw_parts().items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet2.xml", "w") as part:
            for _ in range(64):
                part.write(b" " * (1 << 20))
    assert memory_of(lambda: refusal(path)) < 1 << 20
    code, message = told(path)
    assert code == "R10"
    assert message.startswith("部件“xl/worksheets/sheet2.xml”解开后是压缩时的 ")
    assert message.endswith(" 倍，最多允许 250 倍。")


def test_many_parts_that_are_large_together_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "大.xlsx", raw_parts())
    content = bytearray(path.read_bytes())
    last = content.rindex(b"PK\x01\x02")
    struct.pack_into("<LL", content, last + 20, MAX_UNPACKED // 2, MAX_UNPACKED + (1 << 20))
    assert told(write(path, content)) == ("R10", "文件解开后有 257 MB，最多允许 256 MB。")


@pytest.mark.parametrize("told_bytes", [100, 101])
def test_a_part_longer_than_the_directory_tells_is_refused_without_unpacking_it(
    tmp_path: Path, told_bytes: int
) -> None:
    """The checksum is forged to fit the bytes that a reader sees which stops where it is told, or one behind."""
    path = write_zip(tmp_path / "谎.xlsx", {**raw_parts(), "xl/media/image1.png": b"\x00" * (32 << 20)})
    content = bytearray(path.read_bytes())
    last = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, last + 24, 100)
    struct.pack_into("<L", content, last + 16, zlib.crc32(b"\x00" * told_bytes))
    write(path, content)
    assert told(path) == ("R09", "文件已损坏：部件“xl/media/image1.png”的校验码不符。")
    assert memory_of(lambda: refusal(path)) < 4 << 20


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/media/{number}": "" for number in range(MAX_ENTRIES + 1)}
    assert told(write_zip(tmp_path / "多.xlsx", parts)) == ("R10", "文件内有 4001 个部件，最多允许 4000 个。")


def test_a_directory_too_large_to_read_is_refused_before_it_is_read(tmp_path: Path) -> None:
    parts = {f"xl/media/{number:0200d}": "" for number in range(20_000)}
    path = write_zip(tmp_path / "目录.xlsx", parts)
    assert memory_of(lambda: refusal(path)) < 1 << 20
    assert told(path) == ("R10", "文件的目录有 4 MB，正常文件不到 3 MB。")


@pytest.mark.parametrize("name", ["../外.xml", "xl/../../外.xml", "/xl/a.xml", "xl\\a.xml", "C:a.xml"])
def test_a_part_name_that_may_lead_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "名.xlsx", {**raw_parts(), name: "<a/>"})
    assert told(path) == ("R11", f"文件内部有不合规定的部件名“{name}”。")


def test_two_parts_with_one_name_are_refused_whatever_the_case(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "重.xlsx", {**raw_parts(), "XL/Workbook.xml": "<a/>"})
    assert told(path) == ("R11", "文件内部有两个同名的部件“XL/Workbook.xml”。")


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    "content",
    [
        ENTITY.encode(),
        ("<!-- " + "x" * 9000 + " -->" + ENTITY).encode(),
        b"\xef\xbb\xbf" + ENTITY.encode(),
        ENTITY.encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + ENTITY).encode("utf-16-be"),
        b"<!DOCTYPE a><a/>",
    ],
)
def test_a_document_type_is_refused_in_every_encoding(tmp_path: Path, content: bytes) -> None:
    path = write_zip(tmp_path / "实体.xlsx", parts_with(xl_sharedStrings_xml=content))
    assert told(path) == ("R12", "部件“xl/sharedStrings.xml”带有文档类型声明（DOCTYPE）。")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels"])
def test_a_document_type_is_refused_in_the_parts_of_the_package_itself(tmp_path: Path, part: str) -> None:
    path = write_zip(tmp_path / "实体.xlsx", {**raw_parts(), part: ENTITY})
    assert told(path) == ("R12", f"部件“{part}”带有文档类型声明（DOCTYPE）。")


def test_a_document_type_in_a_part_known_as_xml_by_its_type_alone_is_refused(tmp_path: Path) -> None:
    declared = str(raw_parts()["[Content_Types].xml"]).replace(
        "</Types>", '<Override PartName="/xl/strings.bin" ContentType="application/x+xml"/></Types>'
    )
    path = write_zip(tmp_path / "实体.xlsx", {**raw_parts(), "[Content_Types].xml": declared, "xl/strings.bin": ENTITY})
    assert told(path) == ("R12", "部件“xl/strings.bin”带有文档类型声明（DOCTYPE）。")


def test_a_document_type_in_a_picture_or_in_text_passes(tmp_path: Path) -> None:
    parts = {**raw_parts(strings="<si><t>&lt;!DOCTYPE a&gt;</t></si>"), "xl/media/a.svg": ENTITY}
    check_package(write_zip(tmp_path / "图.xlsx", parts))


def test_a_prolog_without_end_is_refused_in_little_memory(tmp_path: Path) -> None:
    comment = "<!--" + os.urandom(2 << 20).hex() + "--><a/>"
    path = write_zip(tmp_path / "长.xlsx", parts_with(xl_styles_xml=comment))
    assert memory_of(lambda: refusal(path)) < 3 << 20
    assert told(path) == ("R09", "部件“xl/styles.xml”不是合法的 XML：开头找不到根元素。")


@pytest.mark.parametrize("kind", ["externalLinkPath", "image", "attachedTemplate", "oleObject"])
def test_a_relation_to_the_outside_is_refused(tmp_path: Path, kind: str) -> None:
    content = relations(relation(1, kind, "file://server/a.xlsx", "External"))
    path = write_zip(tmp_path / "外链.xlsx", {**raw_parts(), "xl/worksheets/_rels/sheet1.xml.rels": content})
    finding = refusal(path)
    assert finding.rule.code == "R13"
    assert finding.message == "部件“xl/worksheets/_rels/sheet1.xml.rels”链接到文件之外的“file://server/a.xlsx”。"


def test_hyperlinks_may_lead_outside(tmp_path: Path) -> None:
    content = relations(relation(1, "hyperlink", "https://www.gov.cn/", "External"))
    check_package(write_zip(tmp_path / "链.xlsx", {**raw_parts(), "xl/worksheets/_rels/sheet1.xml.rels": content}))


DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("main", "part"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"),
        (DOCUMENT_TYPE, "word/vbaProject.bin"),
    ],
)
def test_macros_in_a_template_are_refused_by_type_and_by_name(tmp_path: Path, main: str, part: str) -> None:
    path = write_zip(tmp_path / "宏.docx", {"[Content_Types].xml": types(main), part: "<a/>"})
    assert told(path, PackageKind.DOCUMENT) == ("R14", "文件带有宏。请另存为不含宏的Word 文档（*.docx）。")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_workbook_with_macros_is_read_and_told_of(tmp_path: Path, part: str) -> None:
    path = write_zip(tmp_path / "台账.xlsm", {**raw_parts(), part: "<a/>"})
    admission = check_workbook(path)
    assert admission.kind is WorkbookKind.OOXML
    (finding,) = admission.findings
    assert (finding.rule.code, finding.severity.value, finding.place.file) == ("R22", "info", str(path))
    assert finding.message == "工作簿带有宏；单元格照常读取，宏没有运行"


def test_a_workbook_that_may_hold_macros_and_holds_none_is_told_nothing(tmp_path: Path) -> None:
    enabled = str(raw_parts()["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    path = write_zip(tmp_path / "台账.xlsm", {**raw_parts(), "[Content_Types].xml": enabled})
    assert check_workbook(path) == Admission(WorkbookKind.OOXML)


BINARY = {
    "[Content_Types].xml": types("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "xl/workbook.bin": "x",
}
SPREADSHEET = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}


@pytest.mark.parametrize(
    ("parts", "kind", "fitting", "others"),
    [
        (
            raw_parts(),
            WorkbookKind.OOXML,
            ("表.xlsx", "表.XLSM", "表.et", "表"),
            ("表.xls", "表.ods", "表.csv", "2017.6"),
        ),
        (BINARY, WorkbookKind.XLSB, ("表.xlsb",), ("表.xlsx",)),
        (SPREADSHEET, WorkbookKind.ODS, ("表.ods", "表.ots"), ("表.xlsx", "表.zip")),
    ],
)
def test_the_kind_is_told_by_content_and_a_name_of_another_kind_is_told(
    tmp_path: Path, parts: dict[str, str | bytes], kind: WorkbookKind, fitting: tuple[str, ...], others: tuple[str, ...]
) -> None:
    for name in fitting:
        assert check_workbook(write_zip(tmp_path / name, parts)) == Admission(kind)
    for name in others:
        admission = check_workbook(write_zip(tmp_path / name, parts))
        (finding,) = admission.findings
        assert (admission.kind, finding.rule.code, finding.severity.value) == (kind, "R23", "info")
        assert finding.message == f"“{name}”的内容是{kind.label}，与扩展名不符，已按内容读取"


def manifest(entries: str) -> str:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'<manifest:manifest xmlns:manifest="{namespace}">{entries}</manifest:manifest>'


ROOT_ENTRY = (
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
)


def test_an_open_document_without_its_mimetype_is_told_by_its_manifest(tmp_path: Path) -> None:
    parts = {"META-INF/manifest.xml": manifest(ROOT_ENTRY), "content.xml": "<a/>"}
    assert check_workbook(write_zip(tmp_path / "表.ods", parts)) == Admission(WorkbookKind.ODS)


@pytest.mark.parametrize(
    ("parts", "code", "message"),
    [
        (
            {
                "META-INF/manifest.xml": manifest(
                    f"{ROOT_ENTRY}<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
                )
            },
            "R07",
            "文件设了打开密码，无法读取。",
        ),
        ({"content.xml": None}, "R09", "文件不完整：缺少部件“content.xml”。"),
        ({"content.xml": "<<"}, "R09", "部件“content.xml”不是合法的 XML：第 1 行第 2 列有语法错误。"),
        ({"content.xml": ENTITY}, "R12", "部件“content.xml”带有文档类型声明（DOCTYPE）。"),
        ({"META-INF/manifest.xml": ENTITY}, "R12", "部件“META-INF/manifest.xml”带有文档类型声明（DOCTYPE）。"),
        (
            {"META-INF/manifest.xml": "<"},
            "R09",
            "部件“META-INF/manifest.xml”不是合法的 XML：第 1 行第 1 列有语法错误。",
        ),
    ],
)
def test_a_faulty_open_document_is_refused(
    tmp_path: Path, parts: dict[str, str | None], code: str, message: str
) -> None:
    merged = {name: text for name, text in {**SPREADSHEET, **parts}.items() if text is not None}
    assert told(write_zip(tmp_path / "坏.ods", merged)) == (code, message)


def test_macros_in_an_open_document_are_told(tmp_path: Path) -> None:
    parts = {**SPREADSHEET, "Basic/Standard/模块.xml": "<a/>"}
    (finding,) = check_workbook(write_zip(tmp_path / "宏.ods", parts)).findings
    assert finding.rule.code == "R22"


def test_the_gate_takes_the_memory_of_a_chunk_whatever_the_size(tmp_path: Path) -> None:
    picture = os.urandom(24 << 20)
    path = write_zip(tmp_path / "图.xlsx", {**raw_parts(), "xl/media/image1.png": picture})
    del picture
    assert memory_of(lambda: check_package(path)) < 3 << 20


def test_a_package_depends_on_its_parts_alone() -> None:
    parts = [("word/document.xml", b"<a/>"), ("[Content_Types].xml", b"<b/>"), ("_rels/.rels", b"<c/>")]
    packed = write_package(parts)
    assert packed == write_package(reversed(parts))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        assert archive.read("word/document.xml") == b"<a/>"


def test_two_parts_with_one_name_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match=r"a\.xml"):
        write_package([("a.xml", b""), ("a.xml", b"x")])


def trouble(path: Path) -> tuple[str, str]:
    with pytest.raises(MachineError) as caught:
        write_beside(path, b"new")
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    return finding.rule.code, finding.message


def test_a_file_is_written_with_its_folders_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "甲" / "乙" / "报告.docx"
    write_beside(path, b"old")
    write_beside(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) & 0o444 == 0o444 & ~current_umask()


def test_a_new_file_is_not_written_over_one_that_came_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    write_new(path, b"first")
    with pytest.raises(UsageError) as caught:
        write_new(path, b"second")
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.place.file) == ("W17", str(path))
    assert finding.message == f"“{path}”已经存在，没有作任何改动"
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_written_where_the_disk_knows_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "甲" / "报告.xlsx"
    write_new(path, b"first")
    with pytest.raises(UsageError):
        write_new(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "真.docx", tmp_path / "链.docx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_beside(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "code", "reason"),
    [
        (errno.EACCES, "W11", "没有权限，或它正在 Word 或 WPS 中打开"),
        (errno.EROFS, "W11", "没有权限，或它正在 Word 或 WPS 中打开"),
        (errno.ENOSPC, "W13", "磁盘空间不足"),
        (errno.EINVAL, "W14", "文件名或路径过长，或含有系统不允许的字符"),
        (errno.EIO, "W15", "系统报告错误 EIO"),
    ],
)
def test_a_failed_rename_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, reason: str
) -> None:
    """As Windows does when Word holds the file: the rename fails, not the writing of the draft."""
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def fail(self: Path, target: Path) -> None:
        assert self.read_bytes() == b"new"
        raise OSError(number, "injected")

    monkeypatch.setattr(Path, "replace", fail)
    assert trouble(path) == (code, f"无法写入“{path}”：{reason}。")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"old"


def test_a_disk_that_fills_while_writing_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "injected")

    monkeypatch.setattr(files.os, "fsync", fail)
    path = tmp_path / "报告.docx"
    assert trouble(path) == ("W13", f"无法写入“{path}”：磁盘空间不足。")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert trouble(tmp_path) == ("W12", f"无法写入“{tmp_path}”：这个名字已是一个文件夹。")


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"")
    path = tmp_path / "甲" / "乙" / "报告.docx"
    assert trouble(path) == ("W12", f"无法写入“{path}”：路径中有一段是文件而不是文件夹。")


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "圈.docx"
    path.symlink_to(path)
    assert trouble(path) == ("W12", f"无法写入“{path}”：路径中的链接绕成了圈。")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 100 + ".docx")
    assert trouble(path) == ("W14", f"无法写入“{path}”：文件名或路径过长，或含有系统不允许的字符。")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with users and fork")
def test_a_read_only_file_and_a_closed_folder_are_told(open_folder: Path) -> None:
    path = open_folder / "只读.docx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    closed = open_folder / "无权"
    closed.mkdir(mode=0o555)

    def action() -> None:
        for target in (path, closed / "报告.docx"):
            assert trouble(target) == ("W11", f"无法写入“{target}”：没有权限，或它正在 Word 或 WPS 中打开。")

    run_unprivileged(action)
    assert path.read_bytes() == b"old"
    assert list(closed.iterdir()) == []


@pytest.mark.parametrize("error", [ValueError("no number"), RuntimeError("a defect"), OSError(errno.EIO, "elsewhere")])
def test_what_the_block_that_writes_raises_of_its_own_is_no_trouble_with_the_file(
    tmp_path: Path, error: Exception
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")
    with pytest.raises(type(error)) as caught, writing_beside(path) as file:
        file.write(b"half")
        raise error
    assert caught.value is error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError("no number"), NotImplementedError("a defect")])
def test_only_the_systems_own_errors_are_explained(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)) as caught, explaining(tmp_path / "锁"):
        raise error
    assert caught.value is error


def test_a_name_that_the_system_cannot_take_is_told_by_whoever_writes(tmp_path: Path) -> None:
    path = tmp_path / "报\0告.docx"
    message = f"无法写入“{path}”：文件名或路径过长，或含有系统不允许的字符。"
    for write in (lambda: write_beside(path, b"new"), lambda: write_new(path, b"new")):
        with pytest.raises(MachineError) as caught:
            write()
        assert [(one.rule.code, one.message) for one in caught.value.findings] == [("W14", message)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("size", [10, 10**6])
def test_a_disk_that_fills_up_while_a_block_writes_is_told_of_the_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "清单.json"
    full = os.open("/dev/full", os.O_WRONLY)
    with pytest.raises(MachineError) as caught, writing_beside(path) as file:
        os.dup2(full, file.fileno())
        file.write(b"x" * size)
    os.close(full)
    assert [(one.rule.code, one.message) for one in caught.value.findings] == [
        ("W13", f"无法写入“{path}”：磁盘空间不足。")
    ]
    assert list(tmp_path.iterdir()) == []
