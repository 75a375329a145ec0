"""Holes made in correct sentences; `None` where a sentence does not lend itself to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

COUNTED = re.compile(r"\d+(?=[户人家处件个份起座次场台株])")
CHANGE = re.compile(r"增长\d+%")


def placeholder(random: Random, sentence: str) -> str | None:
    if not (found := list(COUNTED.finditer(sentence))):
        return None
    start, end = random.choice(found).span()
    blank = random.choice(["XX", "××", "X", "____", "【待补】", "（此处填数）", "？？", "TODO"])
    return sentence[:start] + blank + sentence[end:]


def debris(random: Random, sentence: str) -> str | None:
    if not (found := list(COUNTED.finditer(sentence))):
        return None
    start, end = random.choice(found).span()
    left = random.choice(["None", "nan", "NaN", "null", "undefined", "#REF!", "#N/A", "#DIV/0!", "{{户数}}", "%d"])
    return sentence[:start] + left + sentence[end:]


def lose_number(random: Random, sentence: str) -> str | None:
    losses = [
        (CHANGE, "增长%"),
        (re.compile(r"率为\d+%"), random.choice(["率为%", "率为"])),
        (re.compile(r"资金\d+万元"), "资金万元"),
        (re.compile(r"(?<=，)\w{2,6}?\d+(?=[户人件处])"), "累计"),
    ]
    found = [(pattern, left) for pattern, left in losses if pattern.search(sentence)]
    if not found:
        return None
    pattern, left = random.choice(found)
    return pattern.sub(left, sentence, count=1)


def sign_change(random: Random, sentence: str) -> str | None:
    if not CHANGE.search(sentence):
        return None
    wrong = random.choice(["增长-3%", "下降-3.5%", "增长0%", "减少－2%", "提高0个百分点"])
    return CHANGE.sub(wrong, sentence, count=1)


def empty_brackets(random: Random, sentence: str) -> str | None:
    places = [match.start() for match in re.finditer("，", sentence)]
    if not places:
        return None
    place = random.choice(places)
    return sentence[:place] + random.choice(["（）", "“”", "《》", "（，）", "【】"]) + sentence[place:]


def lone_mark(random: Random, sentence: str) -> str:
    mark = random.choice("，；、：。")
    return mark + sentence if random.random() < 0.5 else f"{sentence[:-1]}（{mark}含基层）。"


INJECTORS: Mapping[str, Callable[[Random, str], str | None]] = {
    "H01": placeholder,
    "H02": debris,
    "H03": lose_number,
    "H04": sign_change,
    "H05": empty_brackets,
    "H06": lone_mark,
}
