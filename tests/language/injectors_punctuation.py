"""Planting one fault of a rule on punctuation into a correct sentence, for a test of recall.

Each function takes a source of chance and a sentence and returns the sentence with the fault, or `None` where the
sentence has no place for it. `PARTS` tells which part of a report the faulty sentence is, where it is not the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from summarize.language import Part

Injector = Callable[[Random, str], str | None]

_HAN = "[\u4e00-\u9fff]"
_PROSE = re.compile(r"\S.{12,}。", re.DOTALL)


def _replace(pattern: str, *replacements: str) -> Injector:
    """Return an injector that replaces one match of `pattern` by one of `replacements`."""
    compiled = re.compile(pattern)

    def inject(random: Random, sentence: str) -> str | None:
        if not (matches := list(compiled.finditer(sentence))):
            return None
        match = random.choice(matches)
        return sentence[: match.start()] + match.expand(random.choice(replacements)) + sentence[match.end() :]

    return inject


def _begin(*heads: str) -> Injector:
    """Return an injector that puts one of `heads` before a sentence that begins with a 汉字."""

    def inject(random: Random, sentence: str) -> str | None:
        if not _PROSE.fullmatch(sentence) or not re.match(_HAN, sentence):
            return None
        return random.choice(heads) + sentence

    return inject


def _join_with_semicolon(random: Random, sentence: str) -> str | None:
    if not _PROSE.fullmatch(sentence):
        return None
    first, second = random.choice((("一是", "二是"), ("（一）", "（二）"), ("1.", "2.")))
    return f"{first}{sentence}群众反映较好；{second}抓好督促检查。"


def _nest_colons(random: Random, sentence: str) -> str | None:
    if not _PROSE.fullmatch(sentence) or "：" in sentence or not re.match(f"{_HAN}+，", sentence):
        return None
    lead = random.choice(("现将有关情况报告如下", "主要做法有", "会议议定以下事项"))
    return f"{lead}：{sentence.replace('，', '：', 1)}"


def _put_space(random: Random, sentence: str) -> str | None:
    places = [
        match.end() for match in re.finditer(rf"(?<![《“（]){_HAN}(?={_HAN}{{2}}(?![》”]))|\d(?={_HAN})", sentence)
    ]
    places = [place for place in places if not re.search(r"[《“][^》”]*$", sentence[:place])]
    if not _PROSE.fullmatch(sentence) or not places:
        return None
    place = random.choice(places)
    return sentence[:place] + random.choice((" ", "\u3000")) + sentence[place:]


INJECTORS: Mapping[str, Injector] = {
    "P01": _replace(f"(?<={_HAN})，(?={_HAN})", ","),
    "P02": _replace("“([^“”]*)”", r'"\1"', r"'\1'"),
    "P03": _replace("。$", ".", "．"),
    "P04": _replace("。$", "...", "…", "......"),
    "P05": _replace(f"(?<={_HAN})(?:——|，)(?={_HAN})", "--", "－－", "———", "――"),
    "P06": _replace("[，。、]", r"\g<0>\g<0>", "，、", "，。"),
    "P07": _replace("[“”《》（）]", ""),
    "P08": _replace("([“《])([^“”《》]*)([”》])", r"\1做好\1\2\3工作\3"),
    "P09": _replace("“[^“”]*”", r"\g<0>、“微网格”", r"“微网格”、\g<0>"),
    "P10": _replace("《[^《》]*》", r"\g<0>、《实施细则》", r"《实施细则》、\g<0>"),
    "P11": _begin("（一）、", "（二）.", "（3）、", "（4）："),
    "P12": _begin("1、", "3、", "12、"),
    "P13": _begin("一.", "三，", "十一．"),
    "P14": _begin("①、", "②.", "③，"),
    "P15": _begin("首先、", "第一、", "其次：", "其二、", "第三："),
    "P16": _begin("一是：", "二是，", "三是、"),
    "P17": _replace(f"(?<={_HAN})等", "……等", "等……"),
    "P18": _replace(f"(?<=、)({_HAN}{{1,6}})等", r"\1、等", r"\1、和其他"),
    "P19": _replace("。$", "……。", "，……"),
    "P20": _replace("(?<=[^。])（([^（）]*)）", r"（\1。）", r"（\1，）"),
    "P21": _replace("，(?=[^“”]*$)", "“马上就办。”，", "“应办尽办。”。"),
    "P22": _replace(f"召开({_HAN}{{0,10}}会议)", r"召开《\1》"),
    "P23": _replace(f"^[^，。：；\\n]*{_HAN}$", r"\g<0>。", r"\g<0>；", r"\g<0>："),
    "P24": _replace("^[表图].*[^。]$", r"\g<0>。"),
    "P25": _join_with_semicolon,
    "P26": _nest_colons,
    "P27": _replace("^附件：.*[^。；]$", r"\g<0>；", r"\g<0>。"),
    "P28": _put_space,
    "P29": _replace("[，。](?=.)", "\\g<0>\v", "\\g<0>\t", "\\g<0>\n\n"),
    "P30": _replace("。$", "！"),
    "P31": _replace(r"(?<=\d)(万?)[—～](?=\d)", r"\1~", r"\1-"),
}
PARTS: Mapping[str, Part] = {"P23": Part.TITLE}
