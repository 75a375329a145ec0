"""`check --fix`: a copy of a workbook in which everything is mended that is safe to mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place
from summarize.language.lexicon import Lexicon
from summarize.model.addresses import first_corner
from summarize.opc import write_new
from summarize.output import refuse_existing
from summarize.pipeline.asked import located, of_units, report_period
from summarize.pipeline.checks import ALL_PERIODS
from summarize.pipeline.secrecy import refuse_classified
from summarize.pipeline.wording import read_wording
from summarize.read import read_workbook
from summarize.slip import PackageEditError
from summarize.spreadsheetml.cell_texts import Obstacle, TextEdit, UneditedCell, edit_texts
from summarize.validate import FilingUnit, split_units, validate
from summarize.validate.wording import CellMend, find_mends
from summarize.validate.wording.rules import MEND_LEFT, MENDED_NAME_WRONG, NOT_MENDABLE

_OBSTACLES = {
    Obstacle.FORMULA: "这一格是公式算出来的",
    Obstacle.TEXT: "这一格的字在文件里不是通常的写法",
}
_EDITABLE = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class MendedWorkbook:
    """A copy that was written, and what was mended in it; `path` is `None` when there was nothing to mend."""

    path: Path | None
    findings: tuple[Finding, ...]
    mend_count: int


def refuse_several(workbooks: Sequence[Path]) -> Path:
    """Return the one workbook that is to be mended.

    Raises:
        UsageError: There are several, or none.
    """
    if len(workbooks) != 1:
        raise UsageError(MENDED_NAME_WRONG.at(Place(), f"--fix：一次代改一个工作簿，这里有{len(workbooks)}个"))
    return workbooks[0]


def mend_workbook(
    workbook: Path, output: Path, period: str | None = None, terms: Lexicon | None = None
) -> MendedWorkbook:
    """Write a copy of `workbook` to `output` with every fault mended that is safe to mend.

    The texts that the report of `period` takes are mended; without one, all. Formats, formulas and everything
    else stay as they are, byte for byte.

    Raises:
        InputError: The workbook cannot be read, is classified, or is of a kind in which cells cannot be edited.
        UsageError: Something stands at `output`, its kind is another, or there is no such period.
        MachineError: The place cannot be written.
    """
    kind = workbook.suffix.lower()
    if kind not in _EDITABLE or workbook.is_dir():
        message = f"“{workbook.name}”不是 .xlsx，不能代改"
        raise InputError(NOT_MENDABLE.at(Place(file=str(workbook)), message))
    if output.suffix.lower() != kind:
        message = f"--fix：“{output}”的扩展名应与原文件相同（{kind}）"
        raise UsageError(MENDED_NAME_WRONG.at(Place(), message))
    refuse_existing(output, "--fix")
    sheets = read_workbook(workbook)
    refuse_classified(sheets)
    mends = [(unit.name, _mends_of(unit, period, terms)) for unit in split_units(sheets)]
    by_place = {mend.place: mend for _, of_unit in mends for mend in of_unit}
    told = of_units(
        [(name, located([one for mend in made for one in mend.findings], str(workbook))) for name, made in mends]
    )
    if not by_place:
        return MendedWorkbook(None, tuple(told), 0)
    try:
        content, left = edit_texts(workbook.read_bytes(), _edits(by_place.values()))
    except PackageEditError as error:
        raise InputError(NOT_MENDABLE.at(Place(file=str(workbook)), f"“{workbook.name}”不能代改：{error}")) from error
    unmended = {Place(sheet=cell.sheet, cell=cell.address) for cell in left}
    kept = [finding for finding in told if Place(sheet=finding.place.sheet, cell=finding.place.cell) not in unmended]
    found = (*kept, *_left(left, workbook))
    if not kept:
        return MendedWorkbook(None, found, 0)
    write_new(output, content)
    return MendedWorkbook(output, found, len(kept))


def _left(cells: Iterable[UneditedCell], workbook: Path) -> list[Finding]:
    return [
        MEND_LEFT.at(
            Place(file=str(workbook), sheet=cell.sheet, cell=cell.address), f"{_OBSTACLES[cell.obstacle]}，没有代改"
        )
        for cell in sorted(cells, key=lambda cell: (cell.sheet, first_corner(cell.address)))
    ]


def _mends_of(unit: FilingUnit, period: str | None, terms: Lexicon | None) -> list[CellMend]:
    asked = None if period == ALL_PERIODS else period
    records = validate(unit.sheets, asked).records
    wording = read_wording(unit.sheets, [])
    wanted = report_period(records, asked, [], unit.sheets.file) if asked else None
    return list(find_mends(records, wording, wanted, terms))


def _edits(mends: Iterable[CellMend]) -> dict[str, list[TextEdit]]:
    edits: dict[str, list[TextEdit]] = {}
    for mend in mends:
        edit = TextEdit(mend.place.cell or "", mend.before, mend.mended.apply_to)
        edits.setdefault(mend.place.sheet or "", []).append(edit)
    return edits
