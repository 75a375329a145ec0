"""What is told of the list of expected units: the rules B30–B38."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_CHAPTER = "使用手册：应报单位名单"
_FORM = (
    "名单写成工作簿的一张“应报单位”表（列：单位、简称、联系人、电话、报送时限，只有“单位”必须有），"
    "或写成文本文件，一行一个单位。"
)

UNIT_NOT_SENT = Rule(
    "B30",
    "unit-not-sent",
    Severity.WARNING,
    summary="应报单位名单上的单位未报送。",
    why="几百个单位里缺哪一个，靠人一个个对容易漏。缺报不是哪本工作簿的错，所以只是警告，不影响其他单位，也不改变退出状态。",
    finds="名单上有“白鹭乡人民政府”，文件夹里没有它的工作簿，也没有哪本工作簿用它的名称或简称。",
    leaves_alone="报来了但有错误、打不开的；批量中断以后还没有处理完的；没有名单的批量。",
    remedy="请催报；报来以后再运行一次，已经写好的不会重做。",
    reference=_CHAPTER,
)
UNIT_NOT_LISTED = Rule(
    "B31",
    "unit-not-listed",
    Severity.WARNING,
    summary="报来的单位不在应报单位名单上。",
    why="可能是名单旧了，也可能是单位名称写错，那样名单上就有一个单位被误算成未报送。",
    finds="工作簿的单位名称是“南屏新区管委会”，名单上没有这个名称，也没有哪个单位以它为简称。",
    leaves_alone="只差空格、全角半角等看不见的差别的；用简称报来的。",
    remedy="确是应报的，加进名单；单位名称写错的，改工作簿的“单位名称”。报告照样写。",
    reference=_CHAPTER,
)
UNIT_NAMED_NEARLY = Rule(
    "B32",
    "unit-named-nearly",
    Severity.WARNING,
    summary="名单上未报送的单位，与报来的一个单位名称很像。",
    why="多半是同一个单位的两种写法；程序不替人认定，两个都照原样列出。",
    finds="名单上写“松澜街道办”，报来的是“松澜街道办事处”；“云岭区应急管理局”写成“云岭区应急管里局”。",
    leaves_alone="名称或简称相同的；像的那个单位自己也在名单上的。",
    remedy="是同一个单位的，把名称改成一样，或在名单的“简称”里写上报来的名称。",
    reference=_CHAPTER,
)
LISTED_TWICE = Rule(
    "B33",
    "unit-listed-twice",
    Severity.WARNING,
    summary="应报单位名单上，同一个单位写了两次。",
    why="应报的单位数会多算，两行的联系人也可能不同。",
    finds="名单第3行和第9行都是“青禾镇便民服务中心”。",
    leaves_alone="名称不同而简称相同的两个单位。",
    remedy="只留一行；用的是前面那一行。",
    reference=_CHAPTER,
)
LIST_UNREADABLE = Rule(
    "B34",
    "expected-list-unreadable",
    Severity.ERROR,
    summary="应报单位名单读不出来。",
    why="读错名单，会去催已经报了的单位。",
    finds="名单里找不到“单位”一栏；文本文件的文字编码认不出；指明的文件不存在。",
    leaves_alone="表头上面的标题；“序号”等其他的列；文本文件里以 # 开头的行和空行。",
    remedy=_FORM,
    reference=_CHAPTER,
)
LIST_EMPTY = Rule(
    "B35",
    "expected-list-empty",
    Severity.ERROR,
    summary="应报单位名单里一个单位也没有。",
    why="照空的名单，谁都算报齐了。",
    finds="只有表头的“应报单位”表；空的文本文件。",
    leaves_alone="没有名单的批量：不核对谁没有报送。",
    remedy=_FORM,
    reference=_CHAPTER,
)
LISTS_DIFFER = Rule(
    "B36",
    "several-expected-lists",
    Severity.ERROR,
    summary="文件夹里有几份应报单位名单。",
    why="不知道以哪一份为准，猜错了会催错人。",
    finds="同一个文件夹里既有“应报单位.xlsx”又有“应报单位.txt”；两本工作簿里都有“应报单位”表。",
    leaves_alone="用 --expected 指明了名单的；有名为“应报单位”的文件时，别的工作簿里的“应报单位”表。",
    remedy="只留一份，或用 --expected 指明用哪一份。",
    reference=_CHAPTER,
)
NAME_OF_SEVERAL = Rule(
    "B37",
    "unit-name-of-several",
    Severity.WARNING,
    summary="报来的单位用的名称，是名单上几个单位共有的简称。",
    why="分不清是哪个单位报来的，所以哪个都不算报了。",
    finds="报来的单位叫“水务局”，名单上“云岭区水务局”和“澜江市水务局”的简称都是“水务局”。",
    leaves_alone="用全称报来的。",
    remedy="请在工作簿的“单位名称”里写全称，或把名单的简称改得不同。",
    reference=_CHAPTER,
)
UNIT_NAMED_OTHERWISE = Rule(
    "B38",
    "unit-named-otherwise",
    Severity.WARNING,
    summary="报来的单位名称与应报单位名单上的不同，按简称认作同一个单位。",
    why="单位名称印在报告的标题和署名里，多一个字、少一个字都会印出去。",
    finds="工作簿的单位名称写成“青石县商务局局”，简称“县商务局”；名单上是“青石县商务局”，简称“县商务局”。",
    leaves_alone="只差空格、全角半角等看不见的差别的；单位名称就写名单上的简称的。",
    remedy="请核对：工作簿写错的，改“基本信息”的“单位名称”；名单写错的，改名单。",
    reference=_CHAPTER,
)

EXPECTED_RULES: tuple[Rule, ...] = (
    UNIT_NOT_SENT,
    UNIT_NOT_LISTED,
    UNIT_NAMED_NEARLY,
    LISTED_TWICE,
    LIST_UNREADABLE,
    LIST_EMPTY,
    LISTS_DIFFER,
    NAME_OF_SEVERAL,
    UNIT_NAMED_OTHERWISE,
)
