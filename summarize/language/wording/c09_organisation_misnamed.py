"""C09 organisation-misnamed: the name of a well-known kind of organisation is written with a wrong character.

Why: every office knows its own name; readers see at once that 与 stands for 和.
Finds: 人力资源与社会保障局; 住房与城乡建设局; 市场监管管理局; 退役军人事物局.
Leaves alone: 人力资源与社会保障工作; short names (人社局); names in 《》.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.shipped import shipped_organisations
from summarize.language.wording.matching import wordlist
from summarize.language.zones import Zone

RULE = Rule(
    "C09",
    "organisation-misnamed",
    Severity.WARNING,
    "机构名称写错",
    "机构名称以批准的为准，“和”写成“与”、多写少写一个字，都不是那个机构。",
    "“人力资源与社会保障局”（和）；“市场监管管理局”（市场监督管理局）；“退役军人事物局”（事务）。",
    "“人力资源与社会保障工作”；“人社局”等简称；书名号里的。",
    "改为批准的名称；--fix 可以代改。当地确是这样批准的，工作簿在“豁免”表中写明，文稿不改即可。",
    "程序自带的机构名称表",
)
TRIGGERS = frozenset("局部委厅院会办所中站队室社")
SKIPS = Zone.LITERAL

_GOES_ON = {
    "部": "门分署队委长级",
    "局": "面势部限",
    "会": "议",
    "办": "法事理",
    "委": "托派任",
    "院": "落",
    "所": "以有在属需",
}
"""Characters before which the last one of a name belongs to the next word: 农业与农村部门, 改革与发展局面."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each wrong name that is surely one of an organisation, by what stands behind it."""
    names, text, end = shipped_organisations(), passage.text, 0
    for start, wrong in wordlist(names).find(text):
        right, endings = names[wrong]
        stop = start + len(wrong)
        ending = next((one for one in endings if text.startswith(one, stop)), None)
        if start < end or ending is None:
            continue
        end = stop + len(ending)
        if text[end : end + 1] in (_GOES_ON.get(ending[-1]) or ("",)):
            continue
        shown = passage.excerpt(start, end)
        message = f"“{shown}”中的“{wrong}{ending}”应为“{right}{ending}”"
        yield Fault(RULE, start, stop + len(ending), message, replacement=right + ending)
