"""What a workbook says, read by somebody who knows how it was drawn: the oracle's own reading, none of the program's.

`read` gives the lines that the report of a period must hold, unit by unit, and the places about which a
careful person would ask (`demands`). It takes from the program not one function; forms of citations that it does
not compute stand as `ANY` in its lines.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mutations.tabs import BAND, DATA, HEAD, Area, Good, Tab
from office_files import ErrorValue, Formula

ANY = "\ue000"
BAD = "\ue001"
Span = tuple[int, int, int]
"""A period: its year, first and last month."""
Spot = tuple[str, Area]
"""A sheet and what in it is meant, by position."""

KEYS = frozenset({"时期", "板块", "小类", "责任科室", "填报单位"})
_NOTHING = frozenset({"无", "暂无", "没有", "不涉及", "-", "—", "/", "——"})
_PRINTED = frozenset(
    {"时期", "板块", "小类", "事项", "内容", "段首句", "序号", "合并方式", "状态", "完成率", "入文", "填报单位"}
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "基本信息": ("项目", "内容"),
    "板块": ("名称",),
    "工作成效": ("事项", "内容"),
    "重点工作": ("事项",),
    "存在问题": ("事项",),
    "工作计划": ("事项", "内容"),
    "意见建议": ("事项",),
    "其他章节": ("标题", "内容"),
    "指标": ("指标",),
}
_MANY = frozenset({"引言", "附件说明"})
_DATES = frozenset({"成文日期", "数据截至", "印发日期"})
_ORDINAL = re.compile(
    r"\s*(?:[0-9]{1,2}[、.．](?![0-9])|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|[①-⑳]|[一二三四五六七八九十]是)\s*"
)
_QUARTER = {name: index for index, name in enumerate(("一季度", "二季度", "三季度", "四季度"), 1)}
_SPANS = {
    **{name: (3 * index - 2, 3 * index) for name, index in _QUARTER.items()},
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    "全年": (1, 12),
    **{f"{month}月": (month, month) for month in range(1, 13)},
}
_DONE, _LATE = frozenset({"已完成", "提前完成"}), frozenset({"未达序时", "滞后"})


@dataclass
class Saying:
    """What the reports must say: lines by unit, and what must be told."""

    units: dict[str, list[str]] = field(default_factory=dict)
    demands: list[Spot] = field(default_factory=list)


def key(text: str) -> str:
    """Return what tells names apart: width, white space and invisible characters make no difference."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def name_of(text: str) -> str:
    return key(_ORDINAL.sub("", text, count=1))


def shown(value: Any, code: str = "") -> str:
    """Return what a cell says as text."""
    match value:
        case None:
            return ""
        case Formula() | ErrorValue():
            return BAD
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case str():
            return value
    number = Decimal(str(value)) * (100 if "%" in code else 1)
    return plain(number) + ("%" if "%" in code else "")


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span_of(text: str, year: int | None) -> Span | None:
    found = re.fullmatch(r"(?:([12][0-9]{3})年?)?第?(.*)", key(text))
    months = _SPANS.get(found[2] or ("全年" if found[1] else "")) if found else None
    own = int(found[1]) if found and found[1] else year
    return (own, *months) if months and own else None


def following(span: Span) -> Span:
    year, first, last = span
    if last == 12:
        return (year + 1, 1, 3) if first == 10 else (year + 1, 1, 6) if first == 7 else (year + 1, 1, 12)
    if (first, last) == (1, 9):
        return (year, 10, 12)
    length = last - first + 1
    return (year, last + 1, last + length)


def within(span: Span | None, outer: Span) -> bool:
    return span is not None and span[0] == outer[0] and outer[1] <= span[1] and span[2] <= outer[2]


def overlaps(span: Span | None, other: Span) -> bool:
    return span is not None and span[0] == other[0] and span[1] <= other[2] and other[1] <= span[2]


@dataclass
class Row:
    """One row of data: its fields as somebody reads them, and where each stands."""

    tab: Tab
    number: int
    band: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None

    def value(self, name: str) -> tuple[Any, str]:
        column = self.tab.column(name)
        if column is None:
            return None, ""
        row = self.number
        area = self.tab.area(row, column)
        if area is not None and (area.top, area.left) != (row, column):
            is_filled = name in KEYS and area.left == column and self.tab.kinds[area.top] == DATA
            if not is_filled:
                return None, ""
            row = area.top
        return self.tab.rows[row][column], self.tab.formats.get((row, column), "")

    def get(self, name: str) -> str:
        """Return the field as text; without white space alone; from the band or from outside where it is blank."""
        text = shown(*self.value(name)).strip()
        return text or self.band.get(name, "") or self.tab.said.get(name, "")

    def spot(self, name: str = "") -> Spot:
        column = self.tab.column(name) if name else None
        left, right = (0, self.tab.width - 1) if column is None else (column, column)
        return self.tab.title, Area(self.number, left, self.number, right)

    @property
    def is_filled(self) -> bool:
        for column, name in enumerate(self.tab.names):
            area = self.tab.area(self.number, column)
            own = self.tab.rows[self.number][column]
            is_under = area is not None and (area.top, area.left) != (self.number, column)
            is_merged_key = area is not None and name in KEYS
            if name != "序号" and not is_under and not is_merged_key and shown(own).strip():
                return True
        return False


def rows_of(tabs: Sequence[Tab]) -> Iterator[Row]:
    """Yield the rows of data of sheets that go on with one another, each under its bands."""
    band: dict[str, str] = {}
    for tab in sorted(tabs, key=lambda own: "(2)" in own.title):
        for number, kind in enumerate(tab.kinds):
            if kind == BAND:
                text = next((shown(cell).strip() for cell in tab.rows[number] if shown(cell).strip()), "")
                if not text:
                    continue
                band = {"小类": text, **band} if text.startswith("（") else {"板块": text}
            elif kind == DATA:
                row = Row(tab, number, dict(band))
                if row.is_filled:
                    yield row


class Reader:
    """Reads one mutated workbook for one period."""

    def __init__(self, book: Good, period: str) -> None:
        self.book, self.asked = book, period
        self.saying = Saying()
        self.unit = ""
        self.year: int | None = None
        self.span: Span = (0, 0, 0)

    def read(self) -> Saying:
        self._check_heads()
        for name in self._unit_names():
            self.unit = name
            self._read_unit()
        return self.saying

    def demand(self, spot: Spot) -> None:
        self.saying.demands.append(spot)

    def _check_heads(self) -> None:
        for tab in self.book.tabs:
            needed = _NEEDED.get(tab.role, ())
            heads = tab.of_kind(HEAD)
            spot = Area(min(heads, default=0), 0, max(heads, default=0), tab.width)
            has_rows = any(tab.kinds[row] == DATA and any(tab.rows[row]) for row in range(len(tab.rows)))
            goes_on = "(2)" in tab.title
            if has_rows and (any(name not in tab.names for name in needed) or not (heads or goes_on)):
                self.demand((tab.title, spot))
            lost = tab.lost & ({*tab.lost} if tab.role in ("指标", "重点工作") else _PRINTED)
            if lost and tab.role not in ("附件", "责任科室", "核对"):
                self.demand((tab.title, spot))
            self._check_merges(tab)

    def _check_merges(self, tab: Tab) -> None:
        """Ask about cells merged over several fields: only one of them is left."""
        if tab.role in ("附件", "责任科室", "核对", ""):
            return
        for area in tab.merged:
            kinds = {tab.kinds[row] for row in range(area.top, area.bottom + 1)}
            names = {tab.names[column] for column in range(area.left, area.right + 1)}
            if kinds == {DATA} and names & {*_PRINTED, *_QUARTER} and (len(names) > 1 or not names <= KEYS):
                self.demand((tab.title, area))

    def _rows(self, role: str, *, is_shared: bool = False) -> list[Row]:
        return self._of_unit(rows_of(self.book.tabs_of(role)), is_shared=is_shared)

    def _of_unit(self, rows: Iterator[Row], *, is_shared: bool = True) -> list[Row]:
        if len(self._unit_names()) <= 1:
            return list(rows)
        called = self._called()
        return [
            row
            for row in rows
            if key(own := row.get("填报单位")) in called
            or (is_shared and not own)
            or (key(row.get("项目")) == "单位名称" and row.get("内容") == self.unit)
        ]

    def _unit_names(self) -> list[str]:
        rows = rows_of(self.book.tabs_of("基本信息"))
        names = dict.fromkeys(row.get("内容") for row in rows if key(row.get("项目")) == "单位名称" and row.get("内容"))
        said = (tab.said["填报单位"] for tab in self.book.tabs if tab.role and "填报单位" in tab.said)
        return list(names) or [next(said, "")]

    def _called(self) -> set[str]:
        """Return the keys by which the rows of the unit name it: its names, and what stands beside them."""
        rows = [
            row
            for row in rows_of(self.book.tabs_of("基本信息"))
            if key(row.get("项目")) in ("单位名称", "单位简称") and row.get("内容")
        ]
        beside = {key(self.unit), *(key(row.get("填报单位")) for row in rows if row.get("内容") == self.unit)}
        names = {key(row.get("内容")) for row in rows if key(row.get("填报单位")) in beside}
        return {*names, *beside} - {""}

    def _read_unit(self) -> None:
        facts = self._rows("基本信息", is_shared=True)
        years = [shown(*row.value("内容")) for row in facts if key(row.get("项目")) == "年度"]
        found = re.fullmatch(r"([12][0-9]{3})年?度?", key(years[0])) if years else None
        self.year = int(found[1]) if found else None
        span = span_of(self.asked, self.year)
        if span is None or not self.unit:
            self.demand(("基本信息", Area(0, 0, 999, 999)))
            self.saying.units[self.unit] = []
            return
        self.span = span
        lines = [*self._achievements(), *self._problems(), *self._plans(), *self._requests()]
        heads = {line.partition("|")[0] for line in lines}
        self.saying.units[self.unit] = [*self._facts(facts, heads), *lines, *self._chapters(), *self._annexes()]

    def _facts(self, rows: Sequence[Row], heads: set[str]) -> Iterator[str]:
        exact: dict[str, list[Row]] = {}
        always: dict[str, list[Row]] = {}
        for row in rows:
            period = row.get("时期")
            span = span_of(period, self.year)
            if period and span is None:
                self.demand(row.spot("时期"))
            if row.get("内容") and key(row.get("项目")):
                if not period:
                    always.setdefault(key(row.get("项目")), []).append(row)
                elif span == self.span:
                    exact.setdefault(key(row.get("项目")), []).append(row)
        if "单位名称" not in always | exact:
            yield f"fact|单位名称|{self.unit}"
        for name, found in {**always, **exact}.items():
            if len(found) > 1 and name not in _MANY:
                self.demand(found[-1].spot())
            if (name == "问题引语" and "problem" not in heads) or (name == "计划引语" and "plan" not in heads):
                continue
            for row in found if name in _MANY else found[:1]:
                yield from self._fact(name, row)

    def _fact(self, name: str, row: Row) -> Iterator[str]:
        value, code = row.value("内容")
        text = self._told(shown(value, code).strip(), row.spot("内容"))
        if name == "引言":
            yield from (f"fact|引言|{line}" for line in self._cited(text, self.span, row).split("¶") if line)
        elif name in _DATES:
            is_date = isinstance(value, datetime.date) or re.fullmatch(r"[0-9]{4}年[0-9]+月[0-9]+日", text)
            yield f"fact|{name}|{text if is_date else ANY}"
        elif name != "年度":
            yield f"fact|{name}|{self._cited(text, self.span, row)}"

    def _told(self, text: str, spot: Spot) -> str:
        if text == BAD:
            self.demand(spot)
        return text

    def _period_of(self, row: Row, asked: Span) -> Span | None:
        """Return the period of a row; where a whole sheet says none, the one asked for is meant."""
        text = row.get("时期")
        if not text and not any(own.get("时期") for own in self._of_unit(rows_of([row.tab]), is_shared=False)):
            return asked
        span = span_of(text, self.year)
        if span is None:
            self.demand(row.spot("时期"))
        return span

    def _taken(self, role: str, outer: Span, *, takes_nothing: bool) -> list[Row]:
        """Return the rows of a sheet whose period lies in `outer`; those that say 无 are none."""
        taken: list[Row] = []
        for row in self._rows(role):
            if row.get("入文") == "否":
                continue
            content, matter = row.get("内容").rstrip("。"), row.get("事项")
            if takes_nothing and key(content) in _NOTHING:
                if matter and key(matter) not in _NOTHING:
                    self.demand(row.spot("内容"))
                continue
            if takes_nothing and not content and key(matter) in _NOTHING:
                continue
            span = self._period_of(row, outer)
            if within(span, outer):
                taken.append(replace(row, span=span))
            elif overlaps(span, outer) and role == "工作成效":
                self.demand(row.spot())
        return [row for row in taken if row.get("入文") in ("", "是")]

    def _achievements(self) -> list[str]:
        if self.book.tab("重点工作"):
            return self._of_ledger()
        rows = self._taken("工作成效", self.span, takes_nothing=False)
        if not rows:
            self.demand(("工作成效", Area(0, 0, 999, 999)))
        self._check_sections(rows)
        return self._sectioned("done", rows, self.span, needs_content=True)

    def _check_sections(self, rows: Sequence[Row]) -> None:
        known = {name_of(row.get("名称")) for row in self._rows("板块", is_shared=True)}
        some = [row for row in rows if row.get("板块")]
        for row in rows:
            if (some and not row.get("板块")) or (known and row.get("板块") and name_of(row.get("板块")) not in known):
                self.demand(row.spot("板块"))
            own = shown(*row.value("板块"))
            if own and row.band.get("板块") and name_of(own) != name_of(row.band["板块"]):
                self.demand(row.spot("板块"))
        if known and rows and not some:
            self.demand(("工作成效", Area(0, 0, 999, 999)))

    def _sectioned(self, part: str, rows: Sequence[Row], span: Span, *, needs_content: bool) -> list[str]:
        groups: dict[str, list[list[Row]]] = {}
        for merged in self._merged(rows):
            groups.setdefault(name_of(merged[0].get("板块")), []).append(merged)
        lines: list[str] = []
        titles, order = self._section_book(span)
        for section in sorted(groups, key=lambda name: order.get(name, (1, (), 999))):
            first = groups[section][0][0]
            title = titles.get(section) or _ORDINAL.sub("", first.get("板块"), count=1)
            subs: dict[str, list[list[Row]]] = {"": []}
            for merged in groups[section]:
                subs.setdefault(name_of(merged[0].get("小类")), []).append(merged)
            for sub, items in subs.items():
                lines += [f"{part}|{title}|{sub}|{self._item(item, needs_content)}" for item in self._ordered(items)]
        return lines

    def _section_book(self, span: Span) -> tuple[dict[str, str], dict[str, tuple[int, Any, int]]]:
        titles: dict[str, str] = {}
        order: dict[str, tuple[int, Any, int]] = {}
        for index, row in enumerate(self._rows("板块", is_shared=True)):
            name, period = name_of(row.get("名称")), row.get("时期")
            if not period or span_of(period, self.year) == span:
                title = "¶".join(line.strip() for line in row.get("标题").splitlines()) or row.get("名称")
                if period or name not in titles:
                    titles[name] = title
            number = _order(row)
            listed = order.get(name)
            if listed is None or (listed[0] == 1 and number is not None):
                place = listed[2] if listed else index
                order[name] = (number is None, number or (), place)
        return titles, order

    def _merged(self, rows: Sequence[Row]) -> list[list[Row]]:
        """Return the rows of each item: those whose texts are printed, after the one at which the item stands."""
        sheets = [tab.title for tab in self.book.tabs]
        positions = {id(row): (self._part(row), row.number, index) for index, row in enumerate(rows)}
        items: dict[object, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (self._end(row), positions[id(row)])):
            mode = row.get("合并方式") or ("替换" if row.get("状态") or row.get("完成率") else "接续")
            name: object = key(row.get("任务编号")) or (name_of(row.get("板块")), name_of(row.get("事项")))
            if mode == "单列" or not name_of(row.get("事项")):
                name = (sheets.index(row.tab.title), row.number)
            texts = items.setdefault(name, [row])
            if mode == "替换":
                del texts[1:]
            texts.append(row)
        return sorted(items.values(), key=lambda texts: positions[id(texts[0])])

    def _part(self, row: Row) -> bool:
        return "(2)" in row.tab.title

    def _end(self, row: Row) -> tuple[int, int]:
        return (row.span[0], row.span[2]) if row.span else (9999, 12)

    def _ordered(self, items: Sequence[list[Row]]) -> list[list[Row]]:
        def order(texts: list[Row]) -> tuple[bool, tuple[int, ...]]:
            return _rank(next((found for row in texts if (found := _order(row)) is not None), None))

        return sorted(items, key=order)

    def _item(self, texts: Sequence[Row], needs_content: bool) -> str:
        kept = texts[1:]
        lead = next((row.get(name) for name in ("段首句", "事项") for row in reversed(kept) if row.get(name)), "")
        of_lead = next(row for row in reversed(kept) if lead in (row.get("段首句"), row.get("事项"), ""))
        if not lead:
            self.demand(of_lead.spot("事项"))
        lead = self._cited(_ORDINAL.sub("", _one_line(lead), count=1), of_lead.span or self.span, of_lead)
        body = ""
        for row in kept:
            content = self._told(row.get("内容"), row.spot("内容"))
            if not content and needs_content:
                self.demand(row.spot("内容"))
            text = self._cited(_ORDINAL.sub("", content, count=1), row.span or self.span, row)
            body = f"{_closed(body)}{text}" if body and text else body or text
        return f"{_closed(lead)}|{body}"

    def _problems(self) -> list[str]:
        if self.book.tab("重点工作"):
            return []
        items = self._ordered(self._merged(self._taken("存在问题", self.span, takes_nothing=True)))
        return [f"problem|{self._item(item, needs_content=False)}" for item in items]

    def _plans(self) -> list[str]:
        if self.book.tab("重点工作"):
            return []
        rows = self._taken("工作计划", following(self.span), takes_nothing=True)
        if any(row.get("板块") for row in rows) and not all(row.get("板块") for row in rows):
            for row in rows:
                if not row.get("板块"):
                    self.demand(row.spot("板块"))
        return self._sectioned("plan", rows, following(self.span), needs_content=True)

    def _requests(self) -> list[str]:
        rows = []
        for row in self._rows("意见建议"):
            if key(row.get("事项")) in _NOTHING or key(row.get("内容")) in _NOTHING:
                continue
            span = span_of(row.get("时期"), self.year)
            if row.get("时期") and span is None:
                self.demand(row.spot("时期"))
            if within(span, self.span) or not row.get("时期"):
                rows.append(replace(row, span=span))
        return [f"request|{self._item(item, needs_content=False)}" for item in self._ordered(self._merged(rows))]

    def _chapters(self) -> Iterator[str]:
        for row in self._rows("其他章节", is_shared=True):
            span = span_of(row.get("时期"), self.year)
            if row.get("时期") and span is None:
                self.demand(row.spot("时期"))
            if span == self.span or not row.get("时期"):
                if not row.get("标题") or not row.get("内容"):
                    self.demand(row.spot())
                text = self._cited(self._told(row.get("内容"), row.spot("内容")), self.span, row)
                yield f"chapter|{_one_line(row.get('标题'))}|{text}"

    def _annexes(self) -> Iterator[str]:
        for tab in self.book.tabs_of("附件"):
            taken: list[Row] = []
            for row in self._of_unit(rows_of([tab])):
                span = span_of(row.get("时期"), self.year)
                if row.get("时期") and span is None:
                    self.demand(row.spot("时期"))
                if within(span, self.span) or not row.get("时期"):
                    taken.append(replace(row, span=span))
            # Rows of one and the same period need not say it.
            is_told = len({row.span for row in taken}) > 1
            columns = [
                column
                for column, name in enumerate(tab.names)
                if (is_told or name != "时期")
                and (name or any(shown(row.tab.rows[row.number][column]) for row in taken))
            ]
            for row in taken:
                yield f"annex|{'|'.join(self._annex_cell(row, column) for column in columns)}"
        for row in self._rows("工作成效"):
            if row.get("入文") == "仅附表" and within(span_of(row.get("时期"), self.year), self.span):
                text = self._cited(row.get("内容"), self.span, row)
                yield f"annex|{_one_line(row.get('事项'))}|{text}|{row.get('责任科室')}"

    def _annex_cell(self, row: Row, column: int) -> str:
        number = row.number
        area = row.tab.area(number, column)
        if area is not None and (area.top, area.left) != (number, column):
            if row.tab.names[column] != "时期":
                return ""
            number = area.top
        code = row.tab.formats.get((number, column), "")
        spot = (row.tab.title, Area(number, column, number, column))
        text = self._told(shown(row.tab.rows[number][column], code).strip(), spot)
        return self._cited(text, row.span or self.span, row)

    def _of_ledger(self) -> list[str]:
        rows = self._rows("重点工作")
        quarters = [name for name in _QUARTER if any(key(row.get(f"{name}完成情况")) for row in rows)]
        latest = max((_QUARTER[name] for name in quarters), default=0)
        done, problems, plans = [], [], []
        for row in rows:
            if not row.get("事项"):
                self.demand(row.spot("事项"))
            for name, index in _QUARTER.items():
                text = self._told(row.get(f"{name}完成情况"), row.spot(f"{name}完成情况"))
                if within((self.span[0], 3 * index - 2, 3 * index), self.span) and text and key(text) not in _NOTHING:
                    done.append(_Told(row, index, text))
            self._of_task(row, latest, problems, plans)
        if not done:
            self.demand(("重点工作", Area(0, 0, 999, 999)))
        self._check_sections([told.row for told in done])
        return [
            *self._told_lines("done", done),
            *(line.replace("|*|", "|", 1) for line in self._told_lines("problem", problems, is_flat=True)),
            *self._told_lines("plan", _following_on(plans)),
        ]

    def _of_task(self, row: Row, latest: int, problems: list[_Told], plans: list[_Told]) -> None:
        problem = self._told(row.get("存在问题"), row.spot("存在问题"))
        if problem and key(problem) not in _NOTHING and within((self.span[0], 3 * latest - 2, 3 * latest), self.span):
            problems.append(_Told(row, latest, problem))
        year, first, last = following(self.span)
        for name, index in _QUARTER.items():
            goal = row.get(f"{name}目标")
            is_next = index == latest + 1 and row.get("下一步打算")
            text = row.get("下一步打算") if is_next else goal
            is_about = year == self.span[0] and first <= 3 * index - 2 and 3 * index <= last
            is_replaced = index > latest + 1 and row.get("下一步打算")
            if is_about and text and not is_replaced and key(text) not in _NOTHING:
                plans.append(_Told(row, index, text))

    def _told_lines(self, part: str, told: Sequence[_Told], *, is_flat: bool = False) -> list[str]:
        """Return one line an item: in the ledger what is told last is all that is told."""
        items: dict[tuple[str, str], _Told] = {}
        for one in sorted(told, key=lambda one: one.quarter):
            items[name_of(one.row.get("板块")), name_of(one.row.get("事项"))] = one
        numbers = {id(one): (one.row.tab.title, one.row.number) for one in told}
        groups: dict[str, list[_Told]] = {}
        for one in sorted(items.values(), key=lambda one: numbers[id(one)]):
            groups.setdefault("*" if is_flat else name_of(one.row.get("板块")), []).append(one)
        lines = []
        for section, group in groups.items():
            title = section if is_flat else _ORDINAL.sub("", group[0].row.get("板块"), count=1)
            # The numbers begin anew under each band: they order nothing where the bands are not printed.
            for one in group if is_flat else sorted(group, key=lambda one: _rank(_order(one.row))):
                lead = _closed(_ORDINAL.sub("", _one_line(one.row.get("事项")), count=1))
                text = "¶".join(line.strip() for line in one.text.splitlines() if line.strip())
                lines.append(f"{part}|{title}|{lead}|{text}" if is_flat else f"{part}|{title}||{lead}|{text}")
        return lines

    def _cited(self, text: str, span: Span, row: Row) -> str:
        """Return a text with its citations valued over `span`, its paragraphs parted by ¶."""
        whole = "¶".join(line.strip() for line in text.splitlines() if line.strip())
        return re.sub(r"[{｛]([^{}｛｝]*)[}｝]", lambda found: self._figure(key(found[1]), span, row), whole)

    def _figure(self, cited: str, span: Span, row: Row) -> str:
        name, _, form = cited.partition(".")
        if name == "事项" and self.book.is_ours:
            return self._count(form)
        found = [own for own in self._rows("指标") if key(own.get("指标")) == name]
        if not found:
            self.demand(row.spot())
            return ANY
        if len(found) > 1:
            self.demand(found[-1].spot())
        return self._valued(found[0], form, span) if self.book.is_ours else ANY

    def _valued(self, row: Row, form: str, span: Span) -> str:
        _, first, last = span
        prefix = "上年" if form == "上年同期" else ""
        start = 1 if form in ("累计", "完成率") else first
        measure = key(row.get("口径")) or "累计"
        if measure not in ("累计", "时点"):
            self.demand(row.spot("口径"))
            return ANY
        quarters = [
            f"{prefix}{name}" for name, index in _QUARTER.items() if start <= 3 * index - 2 and 3 * index <= last
        ]
        if measure == "时点":
            quarters = quarters[-1:]
        numbers = [self._number(row, name) for name in (["年度目标"] if form == "目标" else quarters)]
        if not numbers or None in numbers:
            return ANY
        total = sum((number for number in numbers if number is not None), Decimal(0))
        if form != "完成率":
            return plain(total)
        target = self._number(row, "年度目标")
        if not target:
            return ANY
        rate = plain((total / target * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))
        return f"{'99.9' if rate == '100' and total < target else rate}%"

    def _number(self, row: Row, name: str) -> Decimal | None:
        value, code = row.value(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return Decimal(str(value)) if "%" not in code else self._ask(row, name)
        if isinstance(value, str):
            text = key(value)
            if re.fullmatch(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[-+]?[0-9]+(?:\.[0-9]+)?", text):
                return Decimal(text.replace(",", ""))
        return self._ask(row, name)

    def _ask(self, row: Row, name: str) -> None:
        self.demand(row.spot(name))

    def _count(self, form: str) -> str:
        rows = [row for row in self._rows("重点工作") if row.get("事项")]
        wanted, _, share = form.partition(".")
        counted = {"总数": rows, "已完成": _in(rows, _DONE), "未达序时": _in(rows, _LATE)}.get(wanted)
        if counted is None or not rows:
            return ANY
        if not share:
            return str(len(counted))
        rate = (Decimal(len(counted)) / len(rows) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{plain(rate)}%"


@dataclass
class _Told:
    """What a row of the ledger tells of one quarter."""

    row: Row
    quarter: int
    text: str


def _following_on(told: Sequence[_Told]) -> list[_Told]:
    """Return what is planned, an item's texts of several quarters as one."""
    joined: dict[int, _Told] = {}
    for one in told:
        before = joined.get(one.row.number)
        text = f"{_closed(before.text)}{one.text}" if before else one.text
        joined[one.row.number] = replace(one, text=text)
    return list(joined.values())


def _in(rows: Sequence[Row], states: frozenset[str]) -> list[Row]:
    return [row for row in rows if key(row.get("状态")) in states]


def _one_line(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


def _closed(text: str) -> str:
    bare = text.rstrip("”’）》)")
    return text if not text or (bare or text)[-1] in "。！？!?；;：:，,、…—" else f"{text}。"


def _rank(order: tuple[int, ...] | None) -> tuple[bool, tuple[int, ...]]:
    return order is None, order or ()


def _order(row: Row) -> tuple[int, ...] | None:
    value, code = row.value("序号")
    text = key(shown(value, code)) if not isinstance(value, datetime.date) else ""
    return tuple(map(int, text.split("."))) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)*", text) else None
