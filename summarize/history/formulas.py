"""Words that many texts share by right: guiding ideas, titles in 《》, quoted words, rows of names."""

from __future__ import annotations

import re

_ORGAN = "局|委|办|科|室|部|厅|处|院|会|中心|街道|镇|乡|社区|村|公司|站|所|队|小组|单位|学校|医院|企业"
_GUIDING_HEADS = (
    "坚持以",
    "坚持",
    "以习近平",
    "深入学习",
    "认真学习",
    "全面贯彻",
    "深入贯彻",
    "认真贯彻",
    "贯彻落实",
    "全面落实",
    "认真落实",
    "坚决落实",
    "紧紧围绕",
    "紧扣",
    "牢牢把握",
    "牢固树立",
    "严格按照",
    "按照",
    "根据",
    "在",
    "为深入",
    "为贯彻",
    "为落实",
)
_GUIDING_WORDS = re.compile(
    "为指导|为统领|为引领|为主线|为遵循|精神|思想|重要讲话|重要论述|决策部署|工作部署|领导下|意识|自信|维护"
)
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_TITLE = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,80}”")
_IN_NAME = r"(?:文化和旅游|资源和社会保障|社会保障|资源和|住房和|工业和|规划和|卫生和|[^，。；：、和及与\s《》“”])"
_NAMES = re.compile(rf"(?:{_IN_NAME}{{1,20}}(?:{_ORGAN})[、和及与]){{2,}}{_IN_NAME}{{1,20}}?(?:{_ORGAN})")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:年度?|[-—]\d)|\d{1,2}月(?:份|底|初|\d{1,2}日)?|\d{1,2}日|第?[一二三四1-4]季度|[〔\[（(](?:19|20)\d\d[〕\]）)]\d+号|\d+号"
)
_FIGURE = re.compile(r"[\d{｛]")
_RESULT = re.compile(
    "完成|建成|办结|竣工|完工|投入使用|通过验收|解决|化解|整改|销号|达到|实现|增长|下降|提高到|提升至|新增|减少|获评|荣获|被评为|授予|交付"
)


def spans_shared_by_right(text: str) -> list[tuple[int, int]]:
    """Return where `text` holds words that others may hold, too, by their start."""
    found = [match.span() for match in _TITLE.finditer(text)] if "《" in text or "“" in text else []
    if "、" in text:
        found += [match.span() for match in _NAMES.finditer(text)]
    for clause in _CLAUSE.finditer(text):
        words = clause[0].lstrip()
        if words.startswith(_GUIDING_HEADS) and _GUIDING_WORDS.search(words):
            found.append(clause.span())
    return sorted(found)


def own_words(text: str) -> str:
    """Return `text` without the words that others may hold, too, and without white space."""
    kept: list[str] = []
    position = 0
    for start, end in spans_shared_by_right(text):
        if start > position:
            kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:])
    return "".join("".join(kept).split())


def tells_result(text: str) -> bool:
    """Return whether `text` has a figure or a citation, dates left aside, or a result in it."""
    return _RESULT.search(text) is not None or _FIGURE.search(_DATE.sub("", text)) is not None
