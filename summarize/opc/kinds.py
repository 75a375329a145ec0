"""What a file is, told by its bytes and its content types, never by its name."""

from __future__ import annotations

from enum import Enum

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"MZ", "可执行程序"),
)


_XML_TABLE, _WEB_PAGE, _TEXT = (
    "“XML 表格 2003”文件",
    "网页文件（许多系统导出的“Excel 表”就是这样）",
    "文本文件（例如 CSV）",
)
_CONVERTIBLE = {
    ".xlsx": frozenset({"", _XML_TABLE, _WEB_PAGE, _TEXT}),
    ".docx": frozenset({"", "RTF 文件", _WEB_PAGE, _TEXT, "开放文档文本（.odt）"}),
}
"""What Excel or Word opens and saves as its own, by extension."""
_PUT_INTO_FOLDER = (
    "CSV 要整个文件夹一起读：把各张表的 .csv 放进同一个文件夹，把文件夹交给程序；"
    "或者用 Excel、WPS 表格打开，另存为“Excel 工作簿（*.xlsx）”。"
)


_PAPERS = frozenset({"Word 文档", "Word 97–2003 或 WPS 文字文档（.doc、.wps）"})
"""What `import` reads."""
_IMPORT_IT = "请换成工作簿（*.xlsx）；科室的文稿用 summarize import 拆成工作簿。"


class WorkbookKind(Enum):
    """The kind of a workbook that is read: its Chinese name, and the extensions that go with it.

    WPS gives `.et` to workbooks of either kind of Excel's.
    """

    OOXML = ("Excel 工作簿（.xlsx）", (".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett"))
    XLSB = ("二进制工作簿（.xlsb）", (".xlsb",))
    BIFF = ("Excel 97–2003 或 WPS 工作簿（.xls、.et）", (".xls", ".xlt", ".et", ".ett"))
    ODS = ("开放文档表格（.ods）", (".ods", ".ots"))
    CSV_FOLDER = ("放着 .csv 的文件夹", ())

    def __init__(self, label: str, extensions: tuple[str, ...]) -> None:
        self.label = label
        self.extensions = extensions

    def fits(self, name: str) -> bool:
        """Return whether a file called `name` is expected to be of this kind; a name without extension is silent."""
        extension = "." + name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""
        return not extension or not self.extensions or extension in self.extensions


class PackageKind(Enum):
    """The kind of package that is expected: its Chinese name, its extension and how to get one."""

    WORKBOOK = (
        "工作簿",
        ".xlsx",
        "请用 Excel 或 WPS 表格打开该文件，另存为“Excel 工作簿（*.xlsx）”后再用。",
    )
    DOCUMENT = (
        "Word 文档",
        ".docx",
        "请用 Word 或 WPS 文字打开该文件，另存为“Word 文档（*.docx）”后再用。",
    )

    def __init__(self, label: str, extension: str, way_out: str) -> None:
        self.label = label
        self.extension = extension
        self.way_out = way_out

    def advise(self, seen: str) -> str:
        """Return what to do with a file that is `seen` instead: convert what can be, else take another file."""
        if self is PackageKind.WORKBOOK and seen == _TEXT:
            return _PUT_INTO_FOLDER
        if self is PackageKind.WORKBOOK and seen in _PAPERS:
            return _IMPORT_IT
        if seen in _CONVERTIBLE[self.extension]:
            return self.way_out
        return f"请换成{self.label}（*{self.extension}）。"


def name_content(head: bytes) -> str:
    """Return the Chinese name of what a file that is no package begins like; '' if it cannot be told."""
    signature = next((name for mark, name in _SIGNATURES if head.startswith(mark)), None)
    if signature:
        return signature
    text = _decode(head)
    if text is None:
        return ""
    lower = text.lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office" in lower and lower.startswith("<?xml"):
        return _XML_TABLE
    if lower.startswith("<?xml"):
        return "XML 文件"
    if lower.startswith(("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "mime-version:")):
        return _WEB_PAGE
    return _TEXT


def _decode(head: bytes) -> str | None:
    """Return `head` as text if it looks like text; its last character may be cut in half."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if b"\x00" in head:
        return None
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def name_main_part(content_types: frozenset[str]) -> str:
    """Return the Chinese name of the package that has parts of these types; '' if it is none we know."""
    for fragment, name in (
        ("sheet.binary", WorkbookKind.XLSB.label),
        ("spreadsheetml", WorkbookKind.OOXML.label),
        ("wordprocessingml", PackageKind.DOCUMENT.label),
        ("ms-excel", WorkbookKind.OOXML.label),
        ("ms-word", PackageKind.DOCUMENT.label),
        ("presentationml", "演示文稿（.pptx）"),
        ("ms-powerpoint", "演示文稿（.pptm）"),
        ("visio", "Visio 绘图"),
    ):
        if any(fragment in kind and ".main" in kind for kind in content_types):
            return name
    return ""


def name_open_document(mime_type: str) -> str:
    """Return the Chinese name of an OpenDocument file by its `mimetype` part; '' if it is none."""
    if not mime_type.startswith("application/vnd.oasis.opendocument"):
        return ""
    if "spreadsheet" in mime_type:
        return WorkbookKind.ODS.label
    if "text" in mime_type:
        return "开放文档文本（.odt）"
    return "开放文档格式的文件"


def name_compound(names: frozenset[str]) -> str:
    """Return the Chinese name of the OLE compound file with entries of these names, in lower case."""
    if names & {"workbook", "book"}:
        return WorkbookKind.BIFF.label
    if "worddocument" in names:
        return "Word 97–2003 或 WPS 文字文档（.doc、.wps）"
    if "powerpoint document" in names:
        return "PowerPoint 97–2003 或 WPS 演示文稿（.ppt、.dps）"
    if "__properties_version1.0" in names:
        return "Outlook 邮件（.msg）"
    return "旧格式的其他文件"
