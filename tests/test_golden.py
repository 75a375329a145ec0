"""Whole reports, part by part: inputs as text in golden/<case>/, the parts that they give beside them.

`pytest tests/test_golden.py --accept` rewrites the golden files; the git diff is the review.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from summarize.pipeline import Request, generate
from summarize.render.templates import find_template

GOLDEN = Path(__file__).with_name("golden")
DOCUMENT_ID = re.compile("summarize_[0-9a-f]{24}")
"""The id tells inputs, templates and versions apart; here it would only make noise."""
CASES = sorted(path.parent for path in GOLDEN.glob("*/case.yml"))


def canonical(content: bytes) -> str:
    """Return an XML part with one element a line, so that a diff shows what changed."""
    tree = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    etree.indent(tree, space=" ")
    return DOCUMENT_ID.sub("summarize_ID", etree.tostring(tree, encoding="unicode")) + "\n"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report_is_the_golden_one(
    case: Path,
    workbook: Callable[[Mapping[str, Any]], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    description = yaml.safe_load((case / "case.yml").read_text(encoding="utf-8"))
    outcome = generate(Request(workbook=workbook(description["sheets"]), **description.get("request", {})))
    template = parts_of(find_template(description["template"]))
    document = parts_of(outcome.path)
    assert set(document) == set(template)
    changed = {name for name, content in document.items() if canonical(content) != canonical(template[name])}
    texts = {f"{name.replace('/', '.')}": canonical(document[name]) for name in changed}
    texts["findings.json"] = (
        json.dumps(
            [
                {key: value for key, value in finding.to_json().items() if key != "file" and value is not None}
                for finding in outcome.findings
            ],
            ensure_ascii=False,
            indent=1,
            default=str,
        ).replace(json.dumps(str(tmp_path / "工作簿.xlsx"))[1:-1], "工作簿.xlsx")
        + "\n"
    )
    if request.config.getoption("--accept"):
        for stale in case.iterdir():
            if stale.name != "case.yml":
                stale.unlink()
        for name, text in texts.items():
            (case / name).write_text(text, encoding="utf-8")
    golden = {path.name: path.read_text(encoding="utf-8") for path in case.iterdir() if path.name != "case.yml"}
    assert sorted(texts) == sorted(golden)
    for name, text in texts.items():
        assert text == golden[name], name
