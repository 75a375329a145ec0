"""Classes of characters, for the regular expressions of the rules on punctuation."""

from __future__ import annotations

HAN = r"\u3007\u3400-\u9fff"
"""汉字, 〇 among them."""
OPENING = "“‘（《〈〔【"
CLOSING = "”’）》〉〕】"
POINTS = "，。、；：？！"
"""Marks of pause and of end (点号), all full-width."""
SIGNS = rf"{POINTS}{OPENING}{CLOSING}…—％"
"""Marks of the Chinese sentence that take the place of a 汉字."""
SPACE = r" \u00a0\u2002-\u200a\u3000"
NUMERALS = "一二三四五六七八九十"
HEAD = rf"(?m:^)[{SPACE}\t]*"
"""The beginning of a paragraph, with what it is indented by."""
