"""P22 title-marks-on-no-work: 《》 stands on a meeting, a project, a course, a licence or an activity.

Why: GB/T 15834-2011, A.13.1: 《》 is for works: papers, books, songs, films.
Finds: 召开《动员大会》; 办理《营业执照》; 开设《安全生产》课程.
Leaves alone: minutes, plans and notices of meetings; broadcasts (收看《…大会》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P22",
    "title-marks-on-no-work",
    Severity.INFO,
    "会议、工程、课程、证照、活动用了书名号",
    "书名号用于作品和文件；会议、工程、课程、证照、活动不是作品。",
    "“召开《动员大会》”；“实施《亮化工程》”；“核发《营业执照》”。",
    "会议纪要、活动方案等文件；收看的节目。",
    "删去书名号；需要突出的改用引号。",
    "GB/T 15834-2011 A.13.1",
)
TRIGGERS = frozenset("《")
SKIPS = Zone.OPAQUE

_TITLE = regex(r"《([^《》\n]{1,40})》")
_KINDS = (
    (regex(r"(?:会|会议|论坛)$"), regex(r"召开|举办|举行|参加|组织|出席|承办|召集")),
    (regex(r"(?:活动|行动|比赛|竞赛|大赛|演练|晚会)$"), regex(r"开展|组织|举办|举行|参加|承办")),
    (regex(r"(?:工程|项目|课题)$"), regex(r"实施|推进|建设|启动|申报|完成|承担|开工")),
    (regex(r"(?:课|课程|培训班|讲座|班)$"), regex(r"开设|举办|讲授|组织|参加|开展|学习")),
    (regex(r"(?:执照|许可证|资格证|登记证|合格证|使用证|上岗证|荣誉证书|资格证书|合格证书)$"), regex("")),
)
_WATCHED = regex("收看|观看|播放|文件")
_TAUGHT = regex("开设|举办|举行|开展|启动|实施|申报|组织|参加")
_REGULATION = regex("(?:法|条例|规定|办法|意见|纲要|准则)$")
_AFTER = regex(r"(?:培训)?(?:课程|会议|项目|工程|活动|课题|课|讲座|比赛|培训班)(?![的中]?《)")
_HONOUR = regex("称号|荣誉|奖")
_HONOURED = regex("获|授予|评为|评上|取得")
_BEFORE = 8


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 《》 on something that is not a work."""
    text = passage.text
    for match in _TITLE.finditer(text):
        before = re.split("[，。；：、\n]", text[max(match.start() - _BEFORE, 0) : match.start()])[-1]
        if _WATCHED.search(before):
            continue
        is_taught = _TAUGHT.search(before) and not _REGULATION.search(match[1]) and _AFTER.match(text, match.end())
        is_honour = _HONOURED.search(before) and _HONOUR.match(text, match.end())
        if is_taught or is_honour or any(kind.search(match[1]) and verb.search(before) for kind, verb in _KINDS):
            message = f"《{match[1]}》不是作品或者文件，一般不用书名号"
            yield Fault(RULE, match.start(), match.end(), message)
