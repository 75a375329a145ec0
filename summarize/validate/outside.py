"""What stands outside a table's columns and holds for its rows: period, 板块, 责任科室 and 填报单位.

Looked at in this order: the title rows, the sheet's name, the file's name, what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Sheets, Table
from summarize.model.figures.units import is_unit as is_measure
from summarize.model.period_mentions import Mention, MentionKind, find_periods, named_year
from summarize.model.period_text import ANY_YEAR, period_named
from summarize.model.periods import Period, PeriodKind
from summarize.model.quotation import quote
from summarize.model.records import Source, name_key
from summarize.model.vocabulary import normalize_key
from summarize.validate import content_rules as rules

_UNIT_LABELS = ("填报单位", "报送单位", "编制单位", "填表单位", "上报单位", "制表单位")
_OFFICE_LABELS = ("填报科室", "报送科室", "责任科室", "填表科室", "科室")
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join((*_UNIT_LABELS, *_OFFICE_LABELS))})\s*(?:[（(][^（）()：:]*[)）])?\s*[：:][^\S\n]*"
    r"(?P<value>(?:(?!\s{2}|[\u3000\t\n]|\s\S{1,8}[：:]|\s*(?:19|20)[0-9]{2}[年./-]"
    r"|(?:填报|报送|制表|填表)(?:时间|日期|人)).)*)"
)
_NO_VALUE = re.compile(r"[（(](?:盖章|公章|签章|章)[）)]|[_＿]+")
_SHORTEST_NAME = 3
_SHORT_PLACE = re.compile("[^本我全各该此][镇乡村街]")
"""A name of two characters that is surely a place's: 丙镇."""
_OFFICE_LIKE = re.compile(r".{1,5}[科股室组处]")
_UNIT_LIKE = re.compile(r".*(?:[镇乡村街区县市局院校站所]|街道|社区|公司|中心)")


@dataclass(frozen=True, slots=True)
class Year:
    """The 年度 of 基本信息 and its cell."""

    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around all tables of one unit's workbook; names are keys."""

    file: str = ""
    asked: str | None = None
    """What `--period` says."""
    year: Year | None = None
    """What 年度 says."""
    roles_of_year: frozenset[str] = frozenset()
    """The kinds of sheets of which one names the 年度: the others may be those of earlier years."""
    reported: Period | None = None
    """The latest period of the achievements."""
    sections: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


def look_around(sheets: Sheets, asked: str | None, sections: Iterable[str], year: Year | None = None) -> Surroundings:
    """Return what stands around the tables of one unit's `sheets`; `sections` are the keys of its 板块."""
    offices = keys_in(sheets.by_role.get("责任科室", ()), "科室", "简称")
    units = keys_in(sheets.tables, "填报单位")
    roles = (
        table.role
        for table in sheets.tables
        if table.role and year and any(year.number in _years(words) for words in _near_words(table))
    )
    return Surroundings(
        sheets.file,
        asked,
        year,
        frozenset(roles),
        sections=frozenset(sections),
        offices=offices,
        units=units,
    )


def keys_in(tables: Iterable[Table], *columns: str) -> frozenset[str]:
    """Return the keys that stand in `columns` of `tables`."""
    cells = (row.get(column) for table in tables for column in columns if table.column(column) for row in table.rows)
    return frozenset(normalize_key(cell.raw) for cell in cells if cell is not None and not cell.is_empty)


@dataclass(frozen=True, slots=True)
class Claim:
    """A period that a place outside the columns names; `where` is the place in words.

    One that `is_derived` follows from the period reported on; one that `is_far` is not about this sheet
    alone: rows of earlier periods are kept beside it. One that `is_year_only` tells the year of the rows
    and not their period.
    """

    period: Period
    where: str
    place: Place
    is_derived: bool = False
    is_far: bool = False
    is_year_only: bool = False

    def disagrees(self, own: Period) -> bool:
        """Return whether `own`, written nearer to the row, cannot be meant beside this claim."""
        if self.is_derived or self.period.contains(own) or own.contains(self.period):
            return False
        is_earlier = own.year == self.period.year and own.end < self.period.start
        return not (self.is_far and is_earlier)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the rows of one table have from outside its columns.

    `year` is the one to which their periods without a year belong. `claims` are checked against each
    row's own period, the nearest first; `period` stands in where a row has none.
    """

    year: int | None = None
    period: Claim | None = None
    claims: tuple[Claim, ...] = ()
    section: Source | None = None
    office: Source | None = None
    reported: Period | None = None
    """The period that the workbook reports on, so far as it is known."""


NOTHING_OUTSIDE = Outside()


@dataclass(frozen=True, slots=True)
class _Words:
    """A text outside the columns, and where it stands."""

    text: str
    where: str
    place: Place
    is_far: bool = False


def look_outside(
    table: Table,
    around: Surroundings,
    year: int | None,
    findings: list[Finding],
    *,
    is_plan: bool = False,
    is_always: bool = False,
) -> Outside:
    """Return what stands outside the columns of `table`, telling two places that name different periods.

    Of a plan the period is what the words call a plan, else what follows the period reported on. Rows of
    a sheet that `is_always` hold in every report unless the sheet itself says otherwise.
    """
    near = list(_near_words(table))
    words = near if is_always else [*near, *_far_words(around)]
    stray = _of_other_years(words, table, around, is_plan=is_plan)
    findings.extend(stray.values())
    words, near = ([text for text in texts if text not in stray] for texts in (words, near))
    sheet_year = next((found for text in near if (found := _year(text, is_plan=is_plan))), None)
    year = sheet_year or year or next((found for text in words if (found := _year(text, is_plan=is_plan))), None)
    claims = tuple(claim for text in words if (claim := _claim(text, year, is_plan=is_plan)))
    own_column = table.column("时期")
    has_own = any("时期" in row.bands or (own_column and not row["时期"].is_empty) for row in table.rows)
    findings.extend(_contradictions(claims, is_needed=not has_own))
    moved = _in_year(stray, around.year, is_plan=is_plan)
    standing = [claim for claim in (*claims, *moved) if not claim.is_year_only and not (has_own and claim.is_far)]
    period = min(standing, key=lambda claim: claim.period.day_count, default=None)
    if period is None and not has_own and not is_always:
        period = _asked(around, year, is_plan=is_plan)
    return Outside(
        year,
        period,
        tuple(claim for claim in claims if not (is_plan and _is_about_reports(claim))),
        _section(table, around),
        _office(table, around),
        around.reported or next((claim.period for claim in claims if not (is_plan or claim.is_year_only)), None),
    )


def _of_other_years(
    words: Sequence[_Words], table: Table, around: Surroundings, *, is_plan: bool
) -> dict[_Words, Finding]:
    """Return the words that name only other years than 年度, with the error that says so.

    A plan may be next year's; where another sheet of the kind is this year's, this one may be of an earlier year.
    """
    if around.year is None or table.role in around.roles_of_year:
        return {}
    number = around.year.number
    meant = {number, number + 1} if is_plan else {number}
    stray: dict[_Words, Finding] = {}
    for text in words:
        years = _years(text, with_plans=is_plan)
        if years and not meant.intersection(years):
            stray[text] = rules.PERIODS_DISAGREE.at(
                text.place,
                f"{text.where}写的是{years[0]}年，“年度”写的是{number}年",
                f"核对是哪一年，改正不对的一处（“年度”在{around.year.place}）。",
                related=(around.year.place,),
            )
    return stray


def _years(words: _Words, *, with_plans: bool = True) -> tuple[int, ...]:
    """Return the years that `words` write."""
    mentions = find_periods(words.text, None)
    return tuple(
        mention.year
        for mention in mentions
        if mention.year is not None and (with_plans or mention.kind is not MentionKind.PLAN)
    )


def _in_year(words: Iterable[_Words], year: Year | None, *, is_plan: bool) -> Iterator[Claim]:
    """Yield the periods that `words` of another year name, put into `year`: what is told of them is the year."""
    for text in words:
        claim = _claim(text, None, is_plan=is_plan)
        if claim and year and claim.period.is_whole_months:
            months = Period.months(year.number, claim.period.first_month, claim.period.last_month)
            yield replace(claim, period=months)


def named_period(tables: Sequence[Table], around: Surroundings, year: int | None) -> Period | None:
    """Return the period that the titles and names of `tables` say they report on, else that of the file's name."""
    near = {
        claim.period
        for table in tables
        for words in _near_words(table)
        if (claim := _claim(words, year, is_plan=False)) and not claim.is_year_only
    }
    if len(near) == 1:
        return near.pop()
    far = (_claim(words, year, is_plan=False) for words in _far_words(around))
    return next((claim.period for claim in far if claim), None)


def _is_about_reports(claim: Claim) -> bool:
    """Return whether a claim on a sheet of plans says nothing against plans of other periods."""
    return claim.is_far or claim.period.kind is PeriodKind.YEAR


def _near_words(table: Table) -> Iterator[_Words]:
    for cell in table.title_cells:
        if cell.kind is CellKind.TEXT:
            yield _Words(cell.raw, f"标题行{cell.place.cell}“{quote(cell.raw)}”", cell.place)
    where = f"表名“{table.sheet}”"
    said = [part for part in table.qualifier.split() if _names_period(part)]
    for text in said or [table.sheet]:
        yield _Words(text, where, table.place)


def _far_words(around: Surroundings) -> Iterator[_Words]:
    name = PurePath(around.file).stem
    if name:
        yield _Words(name, f"文件名“{quote(name)}”", Place(file=around.file), is_far=True)


def _year(words: _Words, *, is_plan: bool) -> int | None:
    mentions = find_periods(words.text, None)
    mention = _choose(mentions, is_plan=is_plan)
    if mention is not None and mention.year is not None:
        return mention.year
    return named_year(words.text)


def _claim(words: _Words, year: int | None, *, is_plan: bool) -> Claim | None:
    """Return the period that `words` name for the rows of a sheet, `None` if they name none."""
    mention = _choose(find_periods(words.text, year), is_plan=is_plan)
    if mention is None or (mention.period is None and (words.is_far or mention.year is None)):
        return None
    if mention.period is None:
        return Claim(Period.whole_year(mention.year or 0), words.where, words.place, is_year_only=True)
    is_report = mention.kind is MentionKind.REPORT or (mention.kind is MentionKind.PLAIN and words.is_far)
    is_derived = is_plan and is_report
    period = mention.period.following() if is_derived else mention.period
    return Claim(period, words.where, words.place, is_derived, words.is_far)


def _choose(mentions: Sequence[Mention], *, is_plan: bool) -> Mention | None:
    """Return what a text says of a sheet: of a plan what it calls so, of anything else the first that is none."""
    plans = [mention for mention in mentions if mention.kind is MentionKind.PLAN]
    others = [mention for mention in mentions if mention.kind is not MentionKind.PLAN]
    dated = [mention for mention in (plans or others if is_plan else others) if mention.period]
    return next(iter(dated or (plans or others if is_plan else others)), None)


def _contradictions(claims: Sequence[Claim], *, is_needed: bool) -> Iterator[Finding]:
    """Yield each claim that disagrees with one that stands nearer, naming both.

    Title rows of two sheets that go on with one another speak for the rows of both: where these need it
    (`is_needed`) one period must not even hold the other.
    """
    for index, claim in enumerate(claims):
        nearer = next(
            (
                other
                for other in claims[:index]
                if claim.disagrees(other.period) or (is_needed and _speak_for_both(claim, other))
            ),
            None,
        )
        if nearer is not None and not nearer.is_derived:
            yield rules.PERIODS_DISAGREE.at(
                nearer.place,
                f"{nearer.where}写的是{nearer.period.full_name}，{claim.where}写的是{claim.period.full_name}",
                related=(claim.place,),
            )


def _speak_for_both(claim: Claim, nearer: Claim) -> bool:
    sheets = (claim.place.sheet, nearer.place.sheet)
    is_whole = not (claim.is_year_only or nearer.is_year_only)
    return None not in sheets and sheets[0] != sheets[1] and is_whole and claim.period != nearer.period


def _asked(around: Surroundings, year: int | None, *, is_plan: bool) -> Claim | None:
    period = period_named(around.asked or "", year)
    if period is None:
        return None
    return Claim(period.following() if is_plan else period, "--period", Place(), is_derived=is_plan, is_far=True)


def _section(table: Table, around: Surroundings) -> Source | None:
    """Return the 板块 that the sheet's name says, 工作成效（党建）; one that 板块 does not list, for want of others."""
    senders = around.units | {normalize_key(source.raw) for _, source in labelled(table.title_cells)}
    for part in table.qualifier.split():
        key = name_key(part)
        is_short_unit = _UNIT_LIKE.fullmatch(key) and any(sender.startswith(key) for sender in senders)
        is_other = is_short_unit or key in senders | around.offices or looks_like_office(key) or _names_period(part)
        if key in around.sections or not (is_other or _has_sections(table)):
            return Source(part, table.place)
    return None


def _has_sections(table: Table) -> bool:
    """Return whether any row says its own 板块, in its column or by a band."""
    has_column = table.column("板块") is not None
    return any("板块" in row.bands or (has_column and not row["板块"].is_empty) for row in table.rows)


def _names_period(text: str) -> bool:
    return bool(find_periods(text, ANY_YEAR)) or named_year(text) is not None


def _office(table: Table, around: Surroundings) -> Source | None:
    """Return the office that a title row or the sheet's name says; one that is called a unit there may be one."""
    for label, source in labelled(table.title_cells):
        key = normalize_key(source.raw)
        if label in _OFFICE_LABELS or key in around.offices or looks_like_office(key):
            return source
    return _part_among(table, around.offices) or next(
        (Source(part, table.place) for part in table.qualifier.split() if looks_like_office(part)), None
    )


def unit_outside(table: Table, units: frozenset[str], offices: frozenset[str]) -> Source | None:
    """Return the 填报单位 of a whole table: from its title rows, or its name where that is one of `units`."""
    for label, source in labelled(table.title_cells):
        key = normalize_key(source.raw)
        if label in _UNIT_LABELS and (key in units or not is_no_unit(key, offices)):
            return source
    return _part_among(table, units)


def _part_among(table: Table, names: frozenset[str]) -> Source | None:
    """Return the part of the sheet's name that is one of `names`."""
    part = next((part for part in table.qualifier.split() if normalize_key(part) in names), None)
    return Source(part, table.place) if part else None


def is_no_unit(key: str, offices: frozenset[str]) -> bool:
    """Return whether a name is an office's, or a measure under the head 单位, or too short for a unit's."""
    is_short = len(key) < _SHORTEST_NAME and not _SHORT_PLACE.fullmatch(key)
    return key in offices or looks_like_office(key) or is_measure(key) or is_short


def looks_like_office(key: str) -> bool:
    """Return whether a name is that of an office within a unit: 办公室, 综合科; not 区安委会办公室."""
    return bool(_OFFICE_LIKE.fullmatch(key))


def labelled(cells: Sequence[Cell]) -> Iterator[tuple[str, Source]]:
    """Yield what title rows say of the sender, with its label: 填报单位：云岭区应急管理局（盖章）.

    The value may stand in the cell behind its label.
    """
    for index, cell in enumerate(cells):
        for match in _LABELLED.finditer(cell.raw):
            value = _NO_VALUE.sub("", match["value"]).strip()
            if value:
                yield match["label"], Source(value, cell.place)
            elif match.end() == len(cell.raw.rstrip()) and index + 1 < len(cells):
                following = cells[index + 1]
                behind = _NO_VALUE.sub("", following.raw).strip()
                if behind and not re.search("[：:]", behind):
                    yield match["label"], Source(behind, following.place)
