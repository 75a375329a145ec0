"""Faults of ordinals planted into correct sentences; `None` where a sentence does not lend itself to it.

Lists are made of the sentence's parts between ；; a line break begins a paragraph. N03 and N09 hang on what a
paragraph is, not on its words: they have no injector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

HAN = "一二三四五六七八九"


def parts_of(sentence: str, least: int) -> list[str] | None:
    parts = [part for part in sentence.rstrip("。").split("；") if part]
    return parts if len(parts) >= least else None


def skip_level(random: Random, sentence: str) -> str | None:
    if (parts := parts_of(sentence, 3)) is None:
        return None
    above, below = random.choice([("一、", "（{}）"), ("（一）", "（{}）")])
    lines = [f"{below.format(number)}{part}。" for number, part in enumerate(parts[1:], 1)]
    return "\n".join([f"{above}{parts[0]}", *lines])


def skip_number(random: Random, sentence: str) -> str | None:
    if (parts := parts_of(sentence, 3)) is None:
        return None
    form = random.choice(["（{}）", "{}."])
    wrong = random.randrange(1, len(parts))
    numbers = list(range(1, len(parts) + 1))
    change = random.choice(["gap", "repeat"])
    numbers[wrong:] = [number + (1 if change == "gap" else -1) for number in numbers[wrong:]]
    items = [form.format(number) + part for number, part in zip(numbers, parts, strict=True)]
    return "；".join(items) + "。" if random.random() < 0.5 else "\n".join(item + "。" for item in items)


def narrow_brackets(random: Random, sentence: str) -> str:
    number = random.choice(["一", "二", "3", "12"])
    return random.choice(["({})", "（{})", "({}）"]).format(number) + sentence


def foreign_ordinal(random: Random, sentence: str) -> str:
    return random.choice(["1.1 ", "2.3.1", "第2、", "a)"]) + sentence


def break_series(random: Random, sentence: str) -> str | None:
    if (parts := parts_of(sentence, 3)) is None:
        return None
    kind = random.choice(["是", "要"])
    wrong = random.randrange(1, len(parts))
    numbers = [number + (number >= wrong) for number in range(len(parts))]
    items = [f"{HAN[number]}{kind}{part}" for number, part in zip(numbers, parts, strict=True)]
    return "；".join(items) + "。" if random.random() < 0.5 else "\n".join(item + "。" for item in items)


def miscount(random: Random, sentence: str) -> str | None:
    if (parts := parts_of(sentence, 3)) is None:
        return None
    stated = random.choice([count for count in range(2, 8) if count != len(parts)])
    form = random.choice(["（{han}）", "{number}.", "{han}是"])
    items = [form.format(han=HAN[number], number=number + 1) + part + "。" for number, part in enumerate(parts)]
    return "\n".join([f"重点抓好{HAN[stated - 1].replace('二', '两')}项工作：", *items])


def misform_document_number(random: Random, sentence: str) -> str:
    number = random.choice(["[2017]5号", "（2017）5号", "〔2017〕第5号", "〔2017〕05号", "【2017】5号"])
    return f"根据区政办发{number}文件，{sentence}"


INJECTORS: Mapping[str, Callable[[Random, str], str | None]] = {
    "N01": skip_level,
    "N02": skip_number,
    "N04": narrow_brackets,
    "N05": foreign_ordinal,
    "N06": break_series,
    "N07": miscount,
    "N10": misform_document_number,
}
