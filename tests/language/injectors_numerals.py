"""Faults of numerals, dates and quantities (D01–D27) planted into correct sentences, by rule.

A function returns the sentence with the fault of its rule, `None` where the sentence has no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Injector = Callable[[random.Random, str], str | None]

DATE = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日")
COUNT = re.compile(r"(?<=[\u4e00-\u9fff])(\d{1,4})(?=[名户个天份])")
DIGITS = "零一二三四五六七八九"


def replace(pattern: str | re.Pattern[str], text: str, written: Callable[[re.Match[str]], str]) -> str | None:
    """Return `text` with the first match written otherwise."""
    match = re.search(pattern, text)
    return None if match is None else text[: match.start()] + written(match) + text[match.end() :]


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def dotted_date(rng: random.Random, text: str) -> str | None:
    mark, width = rng.choice("./-"), rng.choice((1, 2))
    return replace(DATE, text, lambda at: f"{at[1]}{mark}{int(at[2]):0{width}}{mark}{int(at[3]):0{width}}")


def padded_date(rng: random.Random, text: str) -> str | None:
    parts = rng.choice(((True, True), (True, False), (False, True)))

    def padded(at: re.Match[str]) -> str:
        month, day = (f"{int(one):02}" if pad else one for one, pad in zip(at.groups()[1:], parts, strict=True))
        return f"{at[1]}年{month}月{day}日"

    written = replace(DATE, text, padded)
    return None if written == text else written


def short_year(rng: random.Random, text: str) -> str | None:
    period = rng.choice(("上半年", "底", "第三季度", "度", "7月"))
    return replace(DATE, text, lambda at: f"{at[1][2:]}年{period}")


def chinese_date(rng: random.Random, text: str) -> str | None:
    zero = rng.choice("〇零○O")
    with_day = rng.random() < 0.5

    def written(at: re.Match[str]) -> str:
        year = "".join(zero if one == "0" else DIGITS[int(one)] for one in at[1])
        return f"{year}年{chinese(int(at[2]))}月" + (f"{chinese(int(at[3]))}日" if with_day else "")

    return replace(DATE, text, written)


def day_name(rng: random.Random, text: str) -> str | None:
    name = rng.choice(("“5.12”", "“6.26”", "“12.4”", "5.1假期", "6.5环境日", "“五·四”青年节", "“一二九”"))
    return replace("开展|组织", text, lambda at: f"结合{name}{at[0]}")


def relative_year(rng: random.Random, text: str) -> str | None:
    word = rng.choice(("今年", "去年", "明年"))
    return replace(r"2017年|^一季度", text, lambda at: word + ("" if "年" in at[0] else at[0]))


def one_sided_percent(rng: random.Random, text: str) -> str | None:
    mark = rng.choice("-—～~至")
    return replace(r"(\d+)(?:\.\d+)?%", text, lambda at: f"{int(at[1]) - 2}{mark}{at[0]}")


def one_sided_scale(rng: random.Random, text: str) -> str | None:
    mark = rng.choice("-—～~至")
    return replace(r"(\d+)(?:\.\d+)?[万亿]元", text, lambda at: f"{max(int(at[1]) - 2, 1)}{mark}{at[0]}")


def mixed_scale(rng: random.Random, text: str) -> str | None:
    number = rng.choice(("3千", "2百", "3千多", "5百余", "1万3千", "2百万", "1亿2千万"))
    return replace(COUNT, text, lambda _: number)


def rough_number(rng: random.Random, text: str) -> str | None:
    low = rng.randint(1, 8)
    pair = rng.choice((f"{low}、{low + 1}", "3、5", f"{DIGITS[low]}、{DIGITS[low + 1]}"))
    if rng.random() < 0.3:
        return replace(r"(\d+)([名户个天])", text, lambda at: f"{low}-{low + 2}{at[2]}左右")
    return replace(r"(?<=[\u4e00-\u9fff])\d+(?=[名户个天])", text, lambda _: pair)


def digits_with_several(rng: random.Random, text: str) -> str | None:
    number = rng.choice(("20几", "10几", "几10", "几100", "30几"))
    return replace(COUNT, text, lambda _: number)


def doubly_rough(rng: random.Random, text: str) -> str | None:
    before, more, after = rng.choice(
        (("约", "", "左右"), ("近", "余", ""), ("超过", "", "以上"), ("至少", "", "以上"), ("约", "多", ""))
    )
    return replace(r"(?<=[\u4e00-\u9fff])(\d+)([名户个])", text, lambda at: f"{before}{at[1]}{more}{at[2]}{after}")


def decrease_in_times(rng: random.Random, text: str) -> str | None:
    times = rng.choice(("1倍", "2倍", "两倍", "近3倍", "了2.5倍"))
    return replace(r"(下降|减少)\d+(?:\.\d+)?%", text, lambda at: at[1] + times)


def mixed_forms(rng: random.Random, text: str) -> str | None:
    which = rng.choice((1, 3))

    def written(at: re.Match[str]) -> str:
        numbers = [at[1], at[3]]
        numbers[which // 2] = chinese(int(numbers[which // 2]))
        return f"{numbers[0]}{at[2]}{numbers[1]}"

    return replace(r"(\d{1,2})(个[\u4e00-\u9fff]{1,4}、)(\d{1,2})(?=个)", text, written)


def full_width_digit(rng: random.Random, text: str) -> str | None:
    runs = list(re.finditer(r"\d+", text))
    if not runs:
        return None
    at = rng.choice(runs)
    return text[: at.start()] + at[0].translate({code: code + 0xFEE0 for code in range(48, 58)}) + text[at.end() :]


def decimal_point(rng: random.Random, text: str) -> str | None:
    if rng.random() < 0.5:
        return replace(r"(?<=[\u4e00-\u9fff])\d+\.(\d+)(?=[%万亿])", text, lambda at: f".{at[1]}")
    return replace(r"(\d+)\.(\d+)", text, lambda at: f"{at[1]}．{at[2]}")


def mixed_grouping(rng: random.Random, text: str) -> str | None:
    numbers = list(re.finditer(r"\d{5,}", text))
    if len(numbers) < 2:
        return None
    at = rng.choice(numbers)
    return f"{text[: at.start()]}{int(at[0]):,}{text[at.end() :]}"


def chinese_zero(rng: random.Random, text: str) -> str | None:
    zero = rng.choice("O0○Ｏ零")
    return replace(r"(20)(17)年\d+月\d+日", text, lambda _: f"二{zero}一七年")


def mixed_units(rng: random.Random, text: str) -> str | None:
    other = rng.choice(("平方", "平米", "平方米（其中绿化80㎡）", "平方米（其中绿化80m²）"))
    return replace("平方米", text, lambda _: other)


def mixed_quarters(rng: random.Random, text: str) -> str | None:
    if "一季度" not in text or "二季度" not in text:
        return None
    return replace("一季度", text, lambda _: rng.choice(("1季度", "第一季度", "第1季度")))


def two_in_measures(rng: random.Random, text: str) -> str | None:
    word = rng.choice("二俩")
    return replace(r"两(?=[个名件])", text, lambda _: word)


def impossible_date(rng: random.Random, text: str) -> str | None:
    month, day = rng.choice(
        (("2", "30"), ("4", "31"), ("6", "31"), ("9", "31"), ("11", "31"), ("13", "5"), ("3", "32"))
    )
    return replace(DATE, text, lambda at: f"{at[1]}年{month}月{day}日")


INJECTORS: Mapping[str, Injector] = {
    "D01": dotted_date,
    "D02": padded_date,
    "D03": short_year,
    "D04": chinese_date,
    "D05": day_name,
    "D06": relative_year,
    "D07": one_sided_percent,
    "D08": one_sided_scale,
    "D09": mixed_scale,
    "D10": rough_number,
    "D11": digits_with_several,
    "D12": doubly_rough,
    "D13": decrease_in_times,
    "D16": mixed_forms,
    "D17": full_width_digit,
    "D18": decimal_point,
    "D19": mixed_grouping,
    "D20": chinese_zero,
    "D22": mixed_units,
    "D23": mixed_quarters,
    "D26": two_in_measures,
    "D27": impossible_date,
}
