"""Every trap in every kind of file that can hold it: the named findings at their cells, and none on the clean twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from matrix.conftest import Made
from matrix.trap import KINDS, Told, Trap
from matrix.traps import BOOKS, TRAPS, clean, trapped

from summarize.errors import InputError, SummarizeError
from summarize.findings import Finding
from summarize.pipeline import Request, check, generate

HELD = [
    pytest.param(trap, kind, id=f"{trap.name} {kind}") for trap in TRAPS for kind in KINDS if kind not in trap.not_held
]
CLEAN = [pytest.param(name, kind, id=f"{name} {kind}") for name in dict.fromkeys(map(clean, TRAPS)) for kind in KINDS]


def found_in(workbook: Path) -> Sequence[Finding]:
    try:
        return check(workbook, None, lists_skipped=True)
    except SummarizeError as error:
        return error.findings


def told(found: Sequence[Finding]) -> list[Told]:
    return sorted((finding.rule.code, str(finding.place), finding.message) for finding in found)


@pytest.mark.parametrize(("trap", "kind"), HELD)
def test_a_trap_is_told_at_its_cell_and_nothing_else_is(trap: Trap, kind: str, made: Made, tmp_path: Path) -> None:
    path = made(kind)[trapped(trap)]
    found = found_in(path)
    assert told(found) == trap.told_of(kind)
    if any(finding.is_error for finding in found):
        with pytest.raises(InputError):
            generate(Request(workbook=path, output=str(tmp_path / "报告.docx")))
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "kind"), CLEAN)
def test_nothing_is_told_of_the_clean_twin(name: str, kind: str, made: Made) -> None:
    assert told(found_in(made(kind)[name])) == []


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_trap_is_told_or_read(trap: Trap) -> None:
    """What is told in no kind and loses nothing is a trap only because its report must be its twin's."""
    assert trap.is_read or all(trap.told_of(kind) for kind in KINDS if kind not in trap.not_held)
    assert BOOKS[trapped(trap)] != BOOKS[clean(trap)] or trap.files != ("", "")
    assert set(trap.not_held) < set(KINDS) and all(trap.not_held.values())
    assert trap.told_by.keys() <= set(KINDS) - set(trap.not_held)


def test_the_names_of_traps_and_files_are_their_own() -> None:
    assert [name for name, count in Counter(trap.name for trap in TRAPS).items() if count > 1] == []
    assert [name for name, count in Counter(map(trapped, TRAPS)).items() if count > 1] == []
