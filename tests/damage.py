"""Small workbooks of every kind, and damage done to them: to the file, or to one part of a package that stays sound."""

from __future__ import annotations

import datetime
import functools
import io
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from office_files import Book, ErrorValue, Formula, Page, make

from summarize.errors import InputError
from summarize.model.cells import CellKind, Sheets
from summarize.read import read_workbook

BOOK: Book = {
    "基本信息": [
        ["项目", "内容"],
        ["单位名称", "云岭区应急管理局"],
        ["年度", 2025],
        ["成文日期", datetime.date(2025, 7, 5)],
    ],
    "工作成效": Page(
        [
            ["工作成效", None, None],
            ["时期", "事项", "内容"],
            ["上半年", "抓培训", "办班3期。\n参加120人次。"],
            [None, "抓演练", "演练{演练次数}次。"],
        ],
        merged=["A1:C1", "A3:A4"],
        hidden_rows=[4],
        hidden_columns=["B"],
    ),
    "指标": Page(
        [["指标", "一季度", "二季度"], ["演练次数", 1, Formula("=B2+1", 2)], ["办结率", 0.5, ErrorValue("#REF!")]],
        formats={"B3": "0.0%"},
    ),
}


@dataclass(frozen=True)
class Damage:
    """One injury: what is done, where (a share of the length), with which bytes; `part` counts a package's parts."""

    how: str
    where: float
    content: bytes
    part: int | None

    def apply(self, content: bytes) -> bytes:
        """Return `content` as it is afterwards."""
        place = int(self.where * len(content))
        behind = place + len(self.content)
        match self.how:
            case "cut":
                return content[:place]
            case "drop":
                return content[:place] + content[behind:]
            case "insert":
                return content[:place] + self.content + content[place:]
            case "double":
                return content[:behind] + content[place:]
            case _:
                flipped = bytes(a ^ b for a, b in zip(content[place:behind], self.content, strict=False))
                return content[:place] + flipped + content[place + len(flipped) :]


DAMAGES = st.builds(
    Damage,
    st.sampled_from(["flip", "flip", "flip", "replace", "cut", "drop", "insert", "double"]),
    st.floats(0, 1, exclude_max=True),
    st.binary(min_size=1, max_size=8)
    | st.sampled_from([b"<", b">", b'"', b"\x00", b"</", b"1", b"-", b"9" * 9, b"&#0;"]),
    st.none() | st.integers(0, 30),
)


@functools.cache
def sound_files(kind: str) -> dict[str, bytes]:
    """Return the files of a sound workbook of this kind by name; more than one only in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(BOOK, kind, Path(folder) / "好")
        if path.is_dir():
            return {f"台账/{file.name}": file.read_bytes() for file in sorted(path.iterdir())}
        return {path.name: path.read_bytes()}


def damage(content: bytes, injury: Damage) -> bytes:
    """Return `content` with `injury` done to it, or to one of its parts if it is a package."""
    if injury.part is None or not content.startswith(b"PK"):
        return injury.apply(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError, ValueError):
        return injury.apply(content)
    if not parts:
        return content
    name = list(parts)[injury.part % len(parts)]
    parts[name] = injury.apply(parts[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in parts.items():
            package.writestr(part, text)
    return buffer.getvalue()


def read_damaged(kind: str, injuries: list[Damage], folder: Path) -> Sheets | InputError:
    """Write a workbook of this kind with `injuries` into `folder` and return what reading it gives."""
    files = dict(sound_files(kind))
    for number, injury in enumerate(injuries):
        name = list(files)[number % len(files)]
        files[name] = damage(files[name], injury)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    try:
        return read_workbook(folder / next(iter(files)).partition("/")[0])
    except InputError as error:
        return error


_TYPES: dict[CellKind, tuple[type, ...]] = {
    CellKind.EMPTY: (type(None),),
    CellKind.UNCOMPUTED: (type(None),),
    CellKind.TEXT: (str,),
    CellKind.ERROR: (str,),
    CellKind.BOOLEAN: (bool,),
    CellKind.NUMBER: (Decimal,),
    CellKind.DATE: (datetime.date, datetime.time, datetime.timedelta),
}


def check_reading(read: Sheets | InputError, folder: Path) -> None:
    """Check that what was read is sound, or that what was refused is told by file and with a way out."""
    if isinstance(read, InputError):
        assert read.findings
        for finding in read.findings:
            assert finding.is_error and finding.rule.code.startswith("R")
            assert str(finding.place.file).startswith(str(folder))
            assert finding.message and finding.suggestion.endswith(("。", "？"))
        return
    for table in read.tables:
        for cell in (*table.title_cells, *(cell for row in table.rows for cell in row.cells.values())):
            assert isinstance(cell.value, _TYPES[cell.kind]), cell
            assert not isinstance(cell.value, Decimal) or cell.value.is_finite()
            assert isinstance(cell.raw, str)
