"""The forms in which an indicator is cited: the one table for citations, templates and the manual."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum, auto

from summarize.model.vocabulary import STATUSES


class Argument(Enum):
    """What may stand after the colon of a citation."""

    NOTHING = auto()
    UNIT = auto()
    INDICATOR = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its name, what it says, how it is written, what is printed then, what the colon takes."""

    name: str
    meaning: str
    example: str
    printed: str
    argument: Argument = Argument.NOTHING


VALUE_FORM = "本期"
"""The form of a citation that names none."""

FORMS: tuple[Form, ...] = (
    Form("本期", "本时期的数，只印数字；可省去不写", "{走访户数}", "1200", Argument.UNIT),
    Form("累计", "从1月到本时期末的数", "{走访户数.累计}", "2300", Argument.UNIT),
    Form("当季", "本时期末所在季度的数", "{走访户数.当季}", "1200", Argument.UNIT),
    Form("上年同期", "上年同一时期的数", "{走访户数.上年同期}", "1068", Argument.UNIT),
    Form("目标", "年度目标", "{走访户数.目标}", "4000", Argument.UNIT),
    Form("完成率", "累计数（时点、平均指标取本期数）占年度目标的百分比", "{走访户数.完成率}", "57.5%"),
    Form("距目标", "离年度目标还差多少", "{走访户数.距目标}", "1700", Argument.UNIT),
    Form("序时进度", "到本时期末，一年已过去的百分比", "{走访户数.序时进度}", "50%"),
    Form("序时", "完成率与序时进度相比", "{走访户数.序时}", "快于序时进度7.5个百分点"),
    Form("同比", "与上年同期相比的升降；以%为单位的指标印百分点", "{走访户数.同比}", "增长12.3%"),
    Form("环比", "与前一个同样长的时期相比；前三季度、全年没有", "{走访户数.环比}", "下降3.4%"),
    Form("增幅", "同比的数字，不带“增长”“下降”", "{走访户数.增幅}", "12.3%"),
    Form("增减", "比上年同期多了或少了多少", "{走访户数.增减}", "增加132户", Argument.UNIT),
    Form("较上年同期", "同上，连同“较上年同期”", "{走访户数.较上年同期}", "较上年同期增加132户", Argument.UNIT),
    Form("较年初", "时点指标比上年末多了或少了多少", "{在册户数.较年初}", "较年初增加3户", Argument.UNIT),
    Form("占比", "占另一指标的百分比", "{现场解决.占比:发现问题}", "87.5%", Argument.INDICATOR),
    Form("截至", "本时期的截止时间", "{走访户数.截至}", "截至6月底"),
)
"""Every form, in the order of the manual."""

TASK_NAME = "事项"
"""The name under which the tasks of 重点工作 are counted."""
TASK_TOTAL = "总数"
TASK_SHARE = "占比"

TASK_FORMS: tuple[Form, ...] = (
    Form("总数", "重点工作的项数", "{事项.总数}", "30"),
    Form("已完成", "状态为已完成、提前完成的项数；其他状态也这样写", "{事项.已完成}", "12"),
    Form("占比", "占重点工作项数的百分比", "{事项.已完成.占比}", "40%"),
    Form("冒号后写板块或牵头科室", "只数这个板块或科室牵头的", "{事项.未达序时:党建工作}", "2"),
)
"""How tasks are counted, in the order of the manual."""

_BY_NAME = {form.name: form for form in FORMS}


def form_names() -> tuple[str, ...]:
    """Return the names of all forms."""
    return tuple(_BY_NAME)


def form_called(name: str) -> Form | None:
    """Return the form called `name`, or `None`."""
    return _BY_NAME.get(name)


def task_words() -> tuple[str, ...]:
    """Return what may be counted of the tasks: 总数 and each status."""
    return (TASK_TOTAL, *STATUSES)


def near_forms(name: str) -> tuple[str, ...]:
    """Return the forms that resemble `name`, the likeliest first, at most three."""
    close = difflib.get_close_matches(name, list(_BY_NAME), n=3, cutoff=0.4)
    return tuple(close) or tuple(form for form in _BY_NAME if name and (name in form or form in name))[:3]
