"""Workbooks for tests, made from a few lines in the test that needs them."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

# No test asserts on time, and a slow or busy machine is no defect. Under CI the examples are the same at
# every run: what a property test still finds is found at a developer's desk.
settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

Sheet = Mapping[str, Any] | Sequence[Sequence[Any]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files; git diff is the review")


class MakeWorkbook(Protocol):
    def __call__(
        self,
        sheets: Mapping[str, Sheet],
        *,
        name: str = ...,
        merged: Mapping[str, Sequence[str]] = ...,
        formats: Mapping[str, Mapping[str, str]] = ...,
        edit: Callable[[Any], None] | None = ...,
    ) -> Path: ...


def escape_as_excel_does(text: str) -> str:
    """Return `text` as Excel stores it: control characters and what looks like their escape, escaped."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)


def put(cell: Any, value: Any) -> None:
    """Put `value` into a cell of openpyxl; text that begins with = is a formula."""
    is_text = isinstance(value, str) and not value.startswith(("=", "#"))
    cell.value = escape_as_excel_does(value) if is_text else value


@pytest.fixture
def workbook(tmp_path: Path) -> MakeWorkbook:
    """Make a real .xlsx: `workbook({"指标": {"A1": "指标"}})` or `workbook({"指标": [["指标"], ["户数"]]})`.

    `None` leaves a cell out; `"=1+1"` is a formula without a stored value, `"#REF!"` an error value.
    `merged` and `formats` are by sheet (`{"指标": ["B4:B9"]}`, `{"指标": {"E7": "0.0%"}}`); `edit` gets
    the openpyxl workbook before it is saved.
    """

    def make(
        sheets: Mapping[str, Sheet],
        *,
        name: str = "工作簿.xlsx",
        merged: Mapping[str, Sequence[str]] = {},
        formats: Mapping[str, Mapping[str, str]] = {},
        edit: Callable[[Any], None] | None = None,
    ) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, content in sheets.items():
            sheet = book.create_sheet(title)
            if isinstance(content, Mapping):
                for address, value in content.items():
                    put(sheet[address], value)
            else:
                for row, values in enumerate(content, start=1):
                    for column, value in enumerate(values, start=1):
                        if value is not None:
                            put(sheet.cell(row, column), value)
            for address, code in formats.get(title, {}).items():
                sheet[address].number_format = code
            for area in merged.get(title, ()):
                sheet.merge_cells(area)
        if edit is not None:
            edit(book)
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return make


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(*entries: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'


def relation(number: int, kind: str, target: str, mode: str = "Internal") -> str:
    return f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def raw_parts(
    sheet: str = "<sheetData/>", *, strings: str = "", styles: str = "", book: str = "", name: str = "表"
) -> dict[str, str | bytes]:
    """Return the parts of a workbook with one sheet, whose XML is `sheet`, written by hand."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="{PACKAGE.replace("http://schemas", "application/vnd")}"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}'
            f'<sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "sharedStrings", "/xl/sharedStrings.xml"),
            relation(3, "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


@pytest.fixture
def raw_workbook(tmp_path: Path) -> Callable[..., Path]:
    """Make a workbook from XML written by hand; `parts` are added or, if `None`, left out."""

    def make(sheet: str = "<sheetData/>", *, parts: Mapping[str, str | bytes | None] = {}, **options: str) -> Path:
        merged = {**raw_parts(sheet, **options), **parts}
        return write_zip(tmp_path / "手写.xlsx", {name: text for name, text in merged.items() if text is not None})

    return make
