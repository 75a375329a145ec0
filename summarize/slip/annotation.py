"""An office's own file with the questions in it: a comment at each faulty cell, the list before its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.findings import Finding
from summarize.model.vocabulary import SLIP_SHEET
from summarize.slip.added_sheet import Linking, build_sheet
from summarize.slip.comments import Cell
from summarize.slip.questions import Question
from summarize.slip.wording import HEADS
from summarize.slip.workbook_package import WorkbookPackage
from summarize.spreadsheetml.places import parse_area

_MOST_IN_A_CELL = 12
"""Findings told in one comment."""


def sheet_names_of(data: bytes) -> tuple[str, ...]:
    """Return the names of the worksheets of the workbook `data`, in its order.

    Raises:
        PackageEditError: It is no .xlsx or .xlsm that can be edited.
    """
    return tuple(sheet.name for sheet in WorkbookPackage(data).sheets)


def annotate(data: bytes, questions: Sequence[Question], file_name: str) -> bytes:
    """Return the workbook `data` with `questions` in it; every part that they do not touch keeps its bytes.

    Raises:
        PackageEditError: It is no .xlsx or .xlsm that can be edited.
    """
    package = WorkbookPackage(data)
    linking = Linking(
        {sheet.name.lower(): sheet.name for sheet in package.sheets},
        frozenset(sheet.name.lower() for sheet in package.sheets if sheet.is_hidden),
    )
    package.annotate(_notes(questions, linking))

    def build(namespace: str, styles: Mapping[str, int]) -> bytes:
        return build_sheet(namespace, questions, file_name, styles, linking)

    package.put_first_sheet(SLIP_SHEET, HEADS, build)
    return package.save()


def _notes(questions: Sequence[Question], linking: Linking) -> dict[str, dict[Cell, str]]:
    """Return what is said at each cell, by sheet; what has no cell stands in the list alone."""
    told: dict[tuple[str, Cell], list[str]] = {}
    for question in questions:
        for finding in (*question.findings, *question.consequences):
            area = parse_area(finding.place.cell)
            sheet = linking.sheets.get((finding.place.sheet or "").lower())
            if area is not None and sheet is not None:
                told.setdefault((sheet, area.anchor), []).append(_note(question, finding))
    notes: dict[str, dict[Cell, str]] = {}
    for (sheet, cell), texts in told.items():
        listed = list(dict.fromkeys(texts))
        left = [f"……另有 {len(listed) - _MOST_IN_A_CELL} 条"] if len(listed) > _MOST_IN_A_CELL else []
        notes.setdefault(sheet, {})[cell] = "\n".join([*listed[:_MOST_IN_A_CELL], *left])
    return notes


def _note(question: Question, finding: Finding) -> str:
    message = finding.message.rstrip().removesuffix("。")
    return f"{SLIP_SHEET}第 {question.number} 条（{finding.severity.label}）：{message}。\n改法：{finding.suggestion}"
