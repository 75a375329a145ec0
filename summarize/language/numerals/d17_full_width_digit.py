"""D17 full-width-digit: digits or letters are full-width.

Why: GB/T 15835-2011: Arabic digits and letters are half-width.
Finds: １２３; ＧＤＰ; １２．５.
Leaves alone: ％ and Chinese marks; placeholders ＸＸ; Chinese numerals with Ｏ for 〇 (D20).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D17",
    "full-width-digit",
    Severity.WARNING,
    "数字、字母是全角的",
    "全角的数字和字母每个占一个汉字，同一行里大小不一。",
    "“１２３”“ＧＤＰ”“１２．５”。",
    "占位的ＸＸ；汉字年份里当作〇的Ｏ（见D20）。",
    "改为半角；--fix 可以代改。",
    "GB/T 15835-2011",
)
_SIGNS = "".join(
    chr(code) for start, size in (("０", 10), ("Ａ", 26), ("ａ", 26)) for code in range(ord(start), ord(start) + size)
)
TRIGGERS = frozenset(_SIGNS)
SKIPS = Zone.LITERAL

_RUN = regex(r"[０-９Ａ-Ｚａ-ｚ]+(?:．(?=[０-９])[０-９]+)?")
_HALF = {code: code - 0xFEE0 for code in range(0xFF0E, 0xFF5B)}
_CHINESE = frozenset("〇零一二三四五六七八九")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each run of full-width digits and letters."""
    text = passage.text
    for match in _RUN.finditer(text):
        run = match[0]
        in_numeral = {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]} & _CHINESE
        if set(run) <= {"Ｘ", "ｘ"} or (in_numeral and set(run) <= {"Ｏ", "ｏ", "０"}):
            continue
        half = run.translate(_HALF)
        yield Fault(RULE, match.start(), match.end(), f"“{run}”是全角的，应为半角的“{half}”", replacement=half)
