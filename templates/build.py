"""Build the shipped templates: `python -m templates.build [FOLDER]`.

The .docx beside this file are its output, byte for byte; a test says so. Formats come from
`summarize.standard` through `templates.styles`, texts from `templates.texts`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarize.opc import write_package
from templates import redhead, texts
from templates.parts import R, core_properties, package, section
from templates.styles import Style, W, common_styles, styles_xml, table_style_xml

NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


@dataclass(frozen=True, slots=True)
class Template:
    """One template: what it is called, what it makes, when to take it, its text and its own styles."""

    name: str
    category: str
    description: str
    text: Callable[[], texts.Pieces]
    title_gap_lines: int = 0
    styles: Callable[[], list[Style]] = list
    table_styles: Callable[[], str] = str

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the .docx by name."""
        document = f"<w:document {NAMESPACES}><w:body>{''.join(self.text())}{section()}</w:body></w:document>"
        styles = [*common_styles(title_gap_lines=self.title_gap_lines), *self.styles()]
        return package(
            document,
            styles_xml(styles, table_style_xml() + self.table_styles()),
            core_properties(self.name, self.category, self.description),
        )


TEMPLATES = (
    Template("季度工作总结", "总结", "一个季度、一个月或其他时期的工作总结和下一步计划，文末署名", texts.summary),
    Template("半年工作总结", "总结", "上半年、下半年、前三季度的工作总结和下一步计划，文末署名", texts.summary),
    Template("年度工作总结", "总结", "全年工作总结和下一年计划，文末署名", texts.summary),
    Template("汇报材料", "汇报", "会上汇报用：单位和日期在标题下，有称谓，无落款", texts.briefing),
    Template(
        "工作报告",
        "报告",
        "报送上级的红头文件（上行文）：有版头、签发人和版记",
        redhead.report,
        title_gap_lines=redhead.TITLE_GAP_LINES,
        styles=redhead.styles,
        table_styles=redhead.table_style_xml,
    ),
)


def build(folder: Path) -> None:
    """Write every template into `folder`."""
    for template in TEMPLATES:
        (folder / f"{template.name}.docx").write_bytes(write_package(template.parts().items()))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
