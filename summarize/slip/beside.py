"""The workbook 退回意见 for files that cannot carry comments: the list, and every finding by its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarize.model.vocabulary import SLIP_SHEET
from summarize.opc.packing import write_package
from summarize.slip.added_sheet import Linking, build_details, build_sheet
from summarize.slip.cell_styles import EMPTY_STYLES, add_styles
from summarize.slip.questions import Question

DETAILS_NAME = "逐处说明"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(questions: Sequence[Question], file_name: str) -> bytes:
    """Return a workbook with the list of `questions`; a second sheet tells each finding that a question folds."""
    styles, numbers = add_styles("xl/styles.xml", EMPTY_STYLES.format(namespace=_MAIN).encode())
    sheets = [(SLIP_SHEET, build_sheet(_MAIN, questions, file_name, numbers, Linking({}, frozenset())))]
    if any(len(question.findings) + len(question.consequences) > 1 for question in questions):
        sheets.append((DETAILS_NAME, build_details(_MAIN, questions, numbers)))
    parts = [(f"xl/worksheets/sheet{number}.xml", content) for number, (_, content) in enumerate(sheets, 1)]
    listed = [
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, (name, _) in enumerate(sheets, 1)
    ]
    book = (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{''.join(listed)}</sheets></workbook>"
    )
    types = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/{part}", "worksheet") for part, _ in parts),
    ]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in types)
    relations = [("worksheet", part.removeprefix("xl/")) for part, _ in parts]
    return write_package(
        [
            *parts,
            ("xl/styles.xml", styles),
            ("xl/workbook.xml", book.encode()),
            ("xl/_rels/workbook.xml.rels", _relations([*relations, ("styles", "styles.xml")])),
            ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])),
            (
                "[Content_Types].xml",
                f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'.encode(),
            ),
        ]
    )


def _relations(entries: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()
