"""H02 template-debris: what a program left where a value was missing.

Why: None万元 tells the reader that a machine wrote it and nobody looked.
Finds: None, nan, NaN, null, undefined beside 汉字 or figures; #REF!, #N/A, #DIV/0!; {{ 标题 }}, {% if %}, ${x}.
Leaves alone: English; words that contain them (Nanjing); citations of figures {走访户数}.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "H02",
    "template-debris",
    Severity.ERROR,
    "留着程序或模板的残余",
    "取不到的值变成了“None”“#REF!”，模板的标记没有换成内容。",
    "“投入None万元”；“增长nan%”；“#REF!”“#N/A”；“{{ 标题 }}”。",
    "英文句子；含有这些字母的词；引用指标的“{走访户数}”。",
    "填上实际的数或内容；是从别的表格、系统里复制来的，回原处查清为什么取不到值。",
    "公文写作常识",
)
TRIGGERS = frozenset("NnUu#{$％%[")
SKIPS = Zone.ADDRESS | Zone.ENGLISH

_DEBRIS = regex(
    r"(?<![A-Za-z_])(?:None|nan|NaN|NaT|null|NULL|undefined|Undefined)(?![A-Za-z_])"
    r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!)"
    r"|\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|\$\{[^{}\n]{0,60}\}"
    r"|(?<![\d.])%(?:\([a-z_]{1,20}\))?[sd](?![A-Za-z])|\[object Object\]"
)
_CHINESE = regex(r"[\u3400-\u9fff，。；：、（）%％\d]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each word or sign that stands in place of a value."""
    text = passage.text
    for match in _DEBRIS.finditer(text):
        start, end = match.span()
        if match[0][0].isalpha() and text.strip() != match[0]:
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            if not _CHINESE.search(around):
                continue
        yield Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”中的“{match[0]}”是程序留下的，不是内容")
