"""The command and its templates are found from a wheel, from an editable install and from the source tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEMPLATES = {"季度工作总结", "半年工作总结", "年度工作总结", "汇报材料", "工作报告"}


def run_summarize(*arguments: str, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = str(path)
    environment["PYTHONIOENCODING"] = "utf-8"
    # -P: the current folder is not where the package is taken from.
    command = [sys.executable, "-P", "-m", "summarize", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def listed_templates(output: str) -> dict[str, Path]:
    return {entry["name"]: Path(entry["path"]) for entry in json.loads(output)}


@pytest.fixture(scope="session")
def wheel_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("summarize-*.whl")
    unpacked = folder / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_templates_travel_in_the_wheel(wheel_folder: Path, tmp_path: Path) -> None:
    result = run_summarize("template", "list", "--format", "json", cwd=tmp_path, path=wheel_folder)
    templates = listed_templates(result.stdout)
    assert set(templates) == TEMPLATES
    assert all(path.is_relative_to(wheel_folder) for path in templates.values())


def test_a_report_is_generated_from_the_wheel(wheel_folder: Path, tmp_path: Path) -> None:
    workbook = ROOT / "inputs" / "青禾镇便民服务中心2025年.xlsx"
    result = run_summarize("generate", str(workbook), cwd=tmp_path, path=wheel_folder)
    assert result.returncode == 0, result.stderr
    assert len(list(tmp_path.glob("outputs/*/*.docx"))) == 1


def test_templates_are_found_from_the_installed_project(tmp_path: Path) -> None:
    result = run_summarize("template", "list", "--format", "json", cwd=tmp_path)
    assert set(listed_templates(result.stdout)) == TEMPLATES


def test_templates_are_found_from_the_source_tree(tmp_path: Path) -> None:
    result = run_summarize("template", "list", "--format", "json", cwd=tmp_path, path=ROOT)
    templates = listed_templates(result.stdout)
    assert set(templates) == TEMPLATES
    assert all(path.is_relative_to(ROOT / "templates") for path in templates.values())


def test_the_users_own_templates_come_first(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "半年工作总结.docx"
    own.parent.mkdir()
    own.write_bytes((ROOT / "templates" / "年度工作总结.docx").read_bytes())
    result = run_summarize("template", "list", "--format", "json", cwd=tmp_path)
    found = listed_templates(result.stdout)["半年工作总结"]
    assert (tmp_path / found).samefile(own)
