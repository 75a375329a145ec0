"""Word's numbered lists in loops, as LibreOffice prints them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pdfplumber
import pytest
from raw_documents import RawDocument, paragraph

from summarize.render import Template

pytestmark = pytest.mark.libreoffice
NUMBERING = (
    '<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
)


def numbered(text: str) -> str:
    return paragraph(text, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def print_lines(template: Path, values: dict[str, object], soffice: str, folder: Path) -> list[str]:
    (folder / "印.docx").write_bytes(Template(template).render(values))
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "印.docx")], check=True, capture_output=True, timeout=120
    )
    with pdfplumber.open(folder / "印.pdf") as pdf:
        text = pdf.pages[0].extract_text()
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]


def test_numbers_begin_anew_where_a_loop_begins_anew(tmp_path: Path, soffice: str) -> None:
    body = [
        "{%p for 一 in 组 %}",
        "组{{ 一.名 }}",
        "{%p for 项 in 一.项 %}",
        numbered("项{{ 项 }}"),
        "{%p endfor %}",
        "{%p endfor %}",
    ]
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in body)
    path = RawDocument(inner, numbering=NUMBERING).write(tmp_path / "模板.docx")
    values: dict[str, object] = {
        "组": [{"名": "甲", "项": ["一", "二"]}, {"名": "乙", "项": []}, {"名": "丙", "项": ["三", "四"]}]
    }
    assert print_lines(path, values, soffice, tmp_path) == [
        "组甲",
        "1.项一",
        "2.项二",
        "组乙",
        "组丙",
        "1.项三",
        "2.项四",
    ]
