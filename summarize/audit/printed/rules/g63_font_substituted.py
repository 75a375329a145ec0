"""G63 font-substituted: the machine has not the typeface that the document names, and prints another.

Why: what is printed here is not what the document says, and lines and pages may differ.
Finds: 仿宋_GB2312 that comes out in another face.
Leaves alone: fonts that are installed; machines that cannot be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.printed.pages import Printed, tell_pages
from summarize.audit.typefaces import is_han
from summarize.findings import Finding, Place, Rule, Severity

RULE = Rule(
    "G63",
    "font-substituted",
    Severity.WARNING,
    "字体在本机印成了别的",
    "本机没有文档用的字体，印出来换了字形，行数、页数也可能与别处不同。",
    "仿宋_GB2312印成了别的字体。",
    "本机装有的字体；查不到本机字体的。",
    "在装有这些字体的电脑上打印；或由本单位信息化部门按授权安装。",
    "GB/T 9704-2012 5.2.2",
)


def find(printed: Printed) -> Iterator[Finding]:
    """Yield each missing typeface with what stands in for it and the pages."""
    seen: dict[str, tuple[dict[str, None], list[int]]] = {}
    for page in printed.pages:
        for line in page.lines:
            one = printed.paragraph(line)
            faces = {run.format.east_asia.name for run in one.runs if any(map(is_han, run.text))} if one else set()
            if len(faces) == 1 and line.fonts and not faces.isdisjoint(printed.missing or ()):
                fonts, pages = seen.setdefault(faces.pop(), ({}, []))
                fonts.update(dict.fromkeys(sorted(line.fonts)))
                pages.append(page.number)
    for face, (fonts, pages) in sorted(seen.items()):
        names = "、".join(f"“{font}”" for font in fonts)
        yield RULE.at(Place(), f"“{face}”本机没有，印成了{names}（{tell_pages(pages)}）")
