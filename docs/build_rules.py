"""Write docs/规则.md from the catalogue."""

from __future__ import annotations

from pathlib import Path

from summarize.audit.fixing.fixers import FIXABLE
from summarize.catalogue import RULES
from summarize.findings import Rule

PAGE = Path(__file__).with_name("规则.md")
HEAD = """# 规则

程序发现的每一类问题都有编号。错误须改正后才能生成报告，警告请核对，提示供了解。本页由 `make rules` 按程序中的规则写成。
"""


def rule_section(rule: Rule) -> str:
    """Return the page of one rule as Markdown."""
    by_program = "可用 audit --fix 代改。" if rule.code in FIXABLE else ""
    return (
        f"\n## {rule.code} {rule.summary}\n\n"
        f"`{rule.name}` · {rule.severity.label}\n\n"
        f"- 为什么：{rule.why}\n"
        f"- 会发现：{rule.finds}\n"
        f"- 不过问：{rule.leaves_alone}\n"
        f"- 怎么改：{rule.remedy}{by_program}\n"
        f"- 依据：{rule.reference}\n"
    )


def build() -> str:
    """Return the whole page."""
    return HEAD + "".join(rule_section(rule) for rule in RULES)


if __name__ == "__main__":
    PAGE.write_text(build(), encoding="utf-8")
