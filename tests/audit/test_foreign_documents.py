"""Documents made by others: every planted fault is found, with its clause."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from summarize.audit import NATIONAL
from summarize.pipeline.auditing import audit


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("foreign_documents", Path(__file__).with_name("foreign_documents.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FOREIGN = _load().FOREIGN_DOCUMENTS


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.habit)
def test_every_planted_fault_is_found_with_its_clause(foreign: Any, tmp_path: Path) -> None:
    path = tmp_path / "外来.docx"
    foreign.make().save(path)
    found = audit(path, NATIONAL)
    for code, piece in foreign.faults:
        told = [finding for finding in found if finding.rule.code == code and piece in finding.message]
        assert told, (code, piece, [finding.message for finding in found if finding.rule.code == code])
        assert all(
            "GB/T 9704-2012" in finding.rule.reference or "使用手册" in finding.rule.reference for finding in told
        )


@pytest.mark.libreoffice
def test_they_are_found_too_when_libreoffice_has_saved_the_documents(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")
    paths = [tmp_path / f"{number}.docx" for number, _ in enumerate(FOREIGN)]
    for path, foreign in zip(paths, FOREIGN, strict=True):
        foreign.make().save(path)
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    missed = [
        (foreign.habit, code, piece)
        for path, foreign in zip(paths, FOREIGN, strict=True)
        for found in [audit(saved / path.name, NATIONAL)]
        for code, piece in foreign.faults
        if not any(finding.rule.code == code and piece in finding.message for finding in found)
    ]
    assert missed == []


def test_there_are_a_dozen_of_them() -> None:
    assert len(FOREIGN) >= 12
