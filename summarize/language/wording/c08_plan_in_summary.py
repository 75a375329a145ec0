"""C08 plan-in-summary: what is still to come stands among what was done.

Why: a summary tells what is done; what is planned belongs to the plan, where it is followed up.
Finds: 初步确定将赴…考察; 将于8月底完工.
Leaves alone: 将…列入, 将…作为 (= 把); sentences that tell what was done, too; problems and plans.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "C08",
    "plan-in-summary",
    Severity.INFO,
    "总结里写了还没有做的事",
    "总结写已经做的；打算做的放进工作计划，下一期才好对账。",
    "“初步确定将赴外地考察”；“将于8月底完工”。",
    "“将其列入”“将……作为”（把的意思）；同一句写了已经做的；问题和计划。",
    "如是打算，移到工作计划；已经做了，写明结果。",
    "总结的体例",
)
TRIGGERS = frozenset("将拟计")
SKIPS = Zone.LITERAL

_PLANNED = regex(
    r"(?:初步)?(?:确定|决定|预计)将(?=[赴于在])|将于|拟于|计划于"
    r"|(?:下一步|下阶段|下半年|下季度|明年)(?:我[局委办区市县]|本单位)?[将拟](?![对其订定])"
)
_DONE = regex(r"已|了|完成了|截至|曾|原定|原计划|原拟")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield the first plan of a passage that tells what was done."""
    if passage.part is not Part.BODY:
        return
    for start, end in passage.sentences:
        sentence = passage.text[start:end]
        match = _PLANNED.search(sentence)
        if match and not _DONE.search(sentence):
            low, high = start + match.start(), start + match.end()
            yield Fault(RULE, low, high, f"“{passage.excerpt(low, high)}”说的是还没有做的事")
            return
