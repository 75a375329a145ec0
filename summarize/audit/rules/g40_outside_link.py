"""G40 outside-link: the document draws on something outside itself.

Why: what it draws on is fetched from there, or missing, when another opens it.
Finds: a template on a server; linked pictures and tables.
Leaves alone: hyperlinks.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Place, Rule, Severity

RULE = Rule(
    "G40",
    "outside-link",
    Severity.ERROR,
    "文件链接到外部",
    "打开文件时会去别处取模板、图片、表格：取不到就缺内容，远程模板还可能带病毒。",
    "附加了网上或共享盘上的模板；链接的图片、Excel表。",
    "普通的网址超链接。",
    "在“文件—信息—编辑指向文件的链接”中断开链接；在“开发工具—文档模板”中改回Normal。",
    "使用手册：审核文稿",
)

_NAMES = {"attachedTemplate": "模板", "image": "图片", "oleObject": "对象", "frame": "框架", "subDocument": "子文档"}


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each thing outside that the document draws on."""
    for link in paper.baggage.links:
        yield RULE.at(Place(), f"链接到文件之外的{_NAMES.get(link.kind, '内容')}“{link.target}”")
