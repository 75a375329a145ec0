"""G08 theme-font: 汉字 are set in a font of the theme, not in one that is named.

Why: another theme or another machine shows another face.
Finds: minorEastAsia as 等线 or 宋体 in body, headings and title.
Leaves alone: fonts named outright over a theme; digits and Latin letters; a right face is information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Run
from summarize.audit.profile import Profile
from summarize.audit.type_faults import named
from summarize.audit.typefaces import family_of, is_han
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G08",
    "theme-font",
    Severity.WARNING,
    "汉字的字体取自主题",
    "主题字体随主题、随电脑变，今天看是宋体，换台电脑成了等线。",
    "新建文档没有指定字体，正文是“（中文正文）”；标题样式用“（中文标题）”。",
    "已经直接指定字体的；只有数字、字母取自主题的；主题字体恰好正确的，只作提示。",
    "选中文字，在字体列表中直接选仿宋_GB2312等字体名，不选“（中文正文）”“（中文标题）”。",
    "GB/T 9704-2012 5.2.2",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph with 汉字 in a font of the theme, if the profile names one for its role."""
    for paragraph in paper.paragraphs:
        spec = profile.types.get(paragraph.role)
        fonts = list(dict.fromkeys(run.format.east_asia.name for run in paragraph.runs if _is_themed(run)))
        if spec is None or not fonts:
            continue
        is_right = all(family_of(font) in spec.families for font in fonts)
        names = "、".join(f"“{font}”" for font in fonts)
        message = f"{paragraph.role.value}的字体{names}取自主题，应直接指定{spec.wanted}"
        advice = f"选中文字，在字体列表中直接选{named(spec)}，不选“（中文正文）”“（中文标题）”。"
        severity = Severity.INFO if is_right else Severity.WARNING
        yield RULE.at(paragraph.place, message, advice, severity=severity)


def _is_themed(run: Run) -> bool:
    return run.format.east_asia.is_theme and any(map(is_han, run.text))
