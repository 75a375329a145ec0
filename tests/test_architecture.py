"""The shape of the package: contracts on imports, and nothing below the skins that prints."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "summarize"
SLOW = ("pandas", "docxtpl", "docx", "lxml", "openpyxl", "python_calamine", "jinja2")


def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    result = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "module", [path for path in PACKAGE.rglob("*.py") if "cli" not in path.parts], ids=lambda path: path.stem
)
def test_nothing_below_the_skins_prints_or_exits(module: Path) -> None:
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    if module.name != "__main__.py":
        assert not calls & {"print", "input", "exit", "quit"}


def loaded_modules(*arguments: str) -> set[str]:
    program = (
        "import sys\n"
        "from summarize.cli import main\n"
        f"sys.argv = ['summarize', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in result.stderr.split()}


def test_help_loads_no_slow_library() -> None:
    assert not loaded_modules("--help") & set(SLOW)


def test_generate_loads_neither_pandas_nor_openpyxl(tmp_path: Path) -> None:
    example = PACKAGE.parent / "inputs" / "云岭区应急管理局2025年.xlsx"
    output = tmp_path / "report.docx"
    loaded = loaded_modules("generate", str(example), "--period", "上半年", "--output", str(output))
    assert output.exists()
    assert not loaded & {"pandas", "openpyxl"}
