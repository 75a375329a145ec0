"""Faults planted into the correct sentences of `base_quantities.txt`, one function for each rule on figures.

Each takes the sentence apart by itself, without the rule: it returns `None` where it finds no place for the fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Injector = Callable[[random.Random, str], str | None]


def _changed(sentence: str, pattern: str, change: Callable[[float], float]) -> str | None:
    """Return `sentence` with the number of group `n` changed."""
    match = re.search(pattern, sentence)
    if not match:
        return None
    number = change(float(match["n"]))
    return sentence[: match.start("n")] + f"{round(number, 3):g}" + sentence[match.end("n") :]


def _raise_whole(rng: random.Random, sentence: str) -> str | None:
    signs = r"提请|正在|限期|移交|移送|转交|列入|其余|、女|、不合格|（[^）]*、|分别为"
    pattern = rf"^\D*(?P<n>\d+)[个件处条户名人起场份棵盏座台](?=[^。]*(?:{signs}))(?!（其中)"
    return _changed(sentence, pattern, lambda number: number + rng.randint(1, 3))


def _shift_total(rng: random.Random, sentence: str) -> str | None:
    return _changed(sentence, r"\d、?[^，]*、[^，]*，(?:共|合计)(?P<n>\d+)", lambda number: number + rng.randint(1, 5))


def _outgrow_whole(rng: random.Random, sentence: str) -> str | None:
    match = re.search(r"(?P<whole>\d+)(?P<unit>\D{1,2})[，（]其中\D{1,8}(?P<part>\d+)(?P=unit)[。）]", sentence)
    if not match:
        return None
    part = int(match["whole"]) + rng.randint(1, 20)
    return sentence[: match.start("part")] + str(part) + sentence[match.end("part") :]


def _shift_product(rng: random.Random, sentence: str) -> str | None:
    pattern = r"\d\D+每\D+\d+\D+，(?:共计|合计)(?P<n>\d+)"
    return _changed(sentence, pattern, lambda number: number + rng.choice((10, 20, 50)))


def _shift_each(rng: random.Random, sentence: str) -> str | None:
    return _changed(sentence, r"每.+、.+，现?每\D共?(?P<n>\d+)", lambda number: number + rng.randint(1, 3))


def _shift_growth(rng: random.Random, sentence: str) -> str | None:
    pattern = r"[由从]\D*\d+\D+\d+\D，(?:同比)?(?:增长|下降)(?P<n>\d+)%"
    return _changed(sentence, pattern, lambda number: number + rng.randint(3, 9))


def _take_points_for_percent(rng: random.Random, sentence: str) -> str | None:
    del rng
    changed = re.sub(r"(?<=\d)个百分点", "%", sentence)
    return changed if changed != sentence else None


def _count_the_old_too(rng: random.Random, sentence: str) -> str | None:
    del rng
    return _changed(sentence, r"(?:增加了|增长)(?P<n>\d+)倍", lambda number: number + 1)


def _shift_rate(rng: random.Random, sentence: str) -> str | None:
    pattern = r"\d\D+\d+\D+率达?(?P<n>\d+(?:\.\d+)?)%"
    return _changed(sentence, pattern, lambda number: number - rng.randint(3, 9))


def _shift_share(rng: random.Random, sentence: str) -> str | None:
    pattern = r"(?:(?:，其余|、女\D{0,3})占|产业\D+[\d.]+:[\d.]+:)(?P<n>\d+(?:\.\d+)?)"
    return _changed(sentence, pattern, lambda number: number + rng.randint(2, 6))


def _move_the_point(rng: random.Random, sentence: str) -> str | None:
    factor = rng.choice((10, 100))
    return _changed(sentence, r"万元(?:（即|，折合)(?P<n>\d+(?:\.\d+)?)亿元", lambda number: number * factor)


def _announce_more(rng: random.Random, sentence: str) -> str | None:
    del rng
    match = re.search(r"([两三四五])个\D+：一是", sentence)
    if not match:
        return None
    return sentence[: match.start(1)] + "三四五六"["两三四五".index(match[1])] + sentence[match.end(1) :]


def _exceed_all(rng: random.Random, sentence: str) -> str | None:
    match = re.search(r"(?:整改|办结|满意|覆盖|知晓|合格|达标|优良|普及)率(?:由|从|达到?|为)?[^，。；]*%", sentence)
    if not match:
        return None
    word, number = rng.choice(("达", "达到", "提高到")), rng.choice(("102%", "110.5%", "100%以上"))
    return f"{sentence[: match.start() + 3]}{word}{number}{sentence[match.end() :]}"


def _add_identity_number(rng: random.Random, sentence: str) -> str | None:
    digits = f"990000{rng.randint(1950, 2005)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(1, 999):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]
    return sentence.removesuffix("。") + f"（身份证号{digits}{check}）。"


def _add_mobile_number(rng: random.Random, sentence: str) -> str | None:
    return sentence.removesuffix("。") + f"，联系电话1{rng.randint(3, 9)}{rng.randint(0, 10**9 - 1):09d}。"


def _add_bank_card(rng: random.Random, sentence: str) -> str | None:
    digits = f"62{rng.randint(0, 10**16 - 1):016d}"
    doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in digits[::-2])
    check = -(doubled + sum(map(int, digits[-2::-2]))) % 10
    return sentence.removesuffix("。") + f"，款项打入{digits}{check}。"


INJECTORS: Mapping[str, Injector] = {
    "Q01": _raise_whole,
    "Q02": _shift_total,
    "Q03": _outgrow_whole,
    "Q04": _shift_product,
    "Q05": _shift_each,
    "Q06": _shift_growth,
    "Q07": _take_points_for_percent,
    "Q08": _count_the_old_too,
    "Q09": _shift_rate,
    "Q10": _shift_share,
    "Q11": _move_the_point,
    "Q12": _announce_more,
    "Q13": _exceed_all,
    "K01": _add_identity_number,
    "K02": _add_mobile_number,
    "K03": _add_bank_card,
}
