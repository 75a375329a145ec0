"""`summarize rules`: every kind of fault that the program finds, for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import click

from summarize.cli.columns import align_columns
from summarize.cli.console import say, say_json
from summarize.cli.help import Command
from summarize.cli.usage import format_option, is_json_wanted, near_words
from summarize.findings import Rule

_DIGITS_FOR_LETTERS = str.maketrans("lIoO", "1100")
"""Letters that are read, and typed, for digits."""
_FAMILIES = {
    "B": "批量",
    "C": "用词",
    "D": "数字、日期",
    "F": "PDF 和字体",
    "G": "公文格式",
    "H": "空缺",
    "I": "从文稿导入",
    "K": "个人信息",
    "L": "台账和表外文字",
    "M": "汇总和下一期",
    "N": "序号和结构",
    "P": "标点",
    "Q": "文中的数",
    "R": "读工作簿",
    "S": "退回意见",
    "T": "模板",
    "V": "工作簿内容",
    "W": "写文件",
    "X": "前后各期",
}


@click.command(
    cls=Command,
    help="列出程序能发现的每一类问题：编号、轻重、是什么。加 --explain 编号，看为什么、举例、不管什么、怎么改、依据。",
    short_help="列出各条规则，或说明一条",
)
@click.option("--explain", "code", metavar="编号", help="说明一条规则，如 P01；也可写它的英文名")
@format_option
def command(code: str | None) -> None:
    """List the rules, or show the page of one."""
    from summarize.catalogue import RULES

    rules = [_named(code, RULES)] if code else RULES
    if is_json_wanted():
        say_json([_as_json(rule) for rule in rules])
    elif code:
        for line in _page(rules[0]):
            say(line)
    else:
        _list(RULES)


def _named(code: str, rules: Sequence[Rule]) -> Rule:
    key = unicodedata.normalize("NFKC", code).strip()
    by_key = {word: rule for rule in rules for word in (rule.code, rule.name)}
    found = by_key.get(key[:1].upper() + key[1:].translate(_DIGITS_FOR_LETTERS)) or by_key.get(key.lower())
    if found is None:
        near = near_words(key.lower(), [rule.name for rule in rules])
        raise click.UsageError(f"没有编号是“{code}”的规则。{near}不写 --explain 列出全部。")
    return found


def _list(rules: Sequence[Rule]) -> None:
    families = dict.fromkeys(rule.code[0] for rule in rules)
    rows = [(rule.code, rule.severity.label, rule.summary.rstrip("。")) for rule in rules]
    lines = align_columns(rows)
    for family in families:
        say(f"{family}  {_FAMILIES[family]}")
        for rule, line in zip(rules, lines, strict=True):
            if rule.code[0] == family:
                say(f"  {line}")
    say(f"共 {len(rules)} 条。看其中一条：summarize rules --explain {rules[0].code}")


def _page(rule: Rule) -> list[str]:
    # What mends documents is loaded when a page is asked for, not for the list.
    from summarize.audit.fixing.fixers import FIXABLE

    by_program = "可用 audit --fix 代改。" if rule.code in FIXABLE else ""
    return [
        f"{rule.code} {rule.summary.rstrip('。')}（{rule.severity.label}，{rule.name}）",
        f"为什么：{rule.why}",
        f"会发现：{rule.finds}",
        f"不过问：{rule.leaves_alone}",
        f"怎么改：{rule.remedy}{by_program}",
        f"依据：{rule.reference}",
    ]


def _as_json(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "why": rule.why,
        "finds": rule.finds,
        "leaves_alone": rule.leaves_alone,
        "remedy": rule.remedy,
        "reference": rule.reference,
    }
