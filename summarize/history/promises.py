"""The promise ledger: what became, in this period, of each thing planned in the last issued report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from summarize.findings import Finding, Place, Severity
from summarize.history import rules
from summarize.history.issued import IssuedDocument, IssuedItem, at_place, last_issued
from summarize.history.likeness import LikenessIndex, Words
from summarize.history.recording import DONE, PLAN, PROBLEM
from summarize.model.deadlines import parse_deadline
from summarize.model.figures.printed import resolve
from summarize.model.figures.tasks import DONE_STATUSES
from summarize.model.offices import leading_office, split_offices
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Records, Source, name_key
from summarize.model.selection import rows_of_report
from summarize.model.vocabulary import normalize_key

_LEFT_OUT = "否"
_SAME_OFFICE, _OFFICE_UNKNOWN, _OTHER_OFFICE = 0.5, 0.6, 0.75
"""How like two texts must be to be about the same."""
_NOTHING_MORE = frozenset({"取消", "推迟"})
_ENDED = frozenset({*DONE_STATUSES, "长期坚持"})
_FINISHED = re.compile(
    r"(?<![未没尚将拟待争能不])(?:(?:已|全部|全面|圆满|提前|如期|按期|按时|顺利)(?:经|部|面)?"
    r"(?:完成|建成|办结|完工|竣工|解决|整改到位|销号|出台|印发|交付|投用|通过验收)(?![率\d０-９投百总约近前一二三四五六七八九])"
    r"|竣工验收|投入使用|通过验收|验收合格|全部到位|100[%％])"
)
_UNDER_WAY = re.compile(
    r"正在|尚[在未处]|预计|力争|拟于|有望|在建|选址|开工|进[度展]|推进|实施中|完成率|完成(?:了)?[\d.]+[%％]|阶段|筹备|前期"
)
_PUT_OFF = re.compile(
    r"推迟|延期|延后|延至|暂缓|暂停|顺延|滞后|取消|调整[至到为]|改[为在至]|[未没]能|尚未|[未没]有?按|未完成|没有完成"
    r"|由于|受[^，。；]{1,30}影响|因(?!地制宜|材施教|势利导|此|而|素|人而异|企施策|户施策|村施策)"
)
_CLAUSE_END = re.compile(r"[。！？\n]")


class Outcome(Enum):
    """What became of a promise; the value is what the annex prints."""

    DONE = "已落实"
    GOING_ON = "已开展"
    PUT_OFF = "未按期落实"
    AGAIN = "再列入下期计划"
    GONE = "未见说明"
    NOT_YET = "未到时限"


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing planned: as it was printed, where, and by when (`due` may be blank, `until` is the plan's end)."""

    item: IssuedItem
    document: IssuedDocument

    @property
    def words(self) -> str:
        """How the promise is called."""
        return self.item.title.rstrip("。；，")


@dataclass(frozen=True, slots=True)
class Followed:
    """A promise and what became of it: the row that tells so, the part that this stands in, and its words."""

    promise: Promise
    outcome: Outcome
    row: ItemRow | None = None
    part: str = ""
    reason: str = ""
    is_certain: bool = False
    """Whether a status says so, not the words alone."""
    is_same: bool = False
    """Whether the row has the identity or the name of what was planned, and is not only like it."""


@dataclass(frozen=True, slots=True)
class _Told:
    row: ItemRow
    part: str


def follow_promises(documents: Sequence[IssuedDocument], records: Records, period: Period) -> tuple[Followed, ...]:
    """Return what became of each thing that the last issued documents planned, in the order of print."""
    promises: dict[str, Promise] = {}
    for document in last_issued(documents, period):
        for number, item in enumerate(document.promises):
            if item.name or item.lead or item.text:
                promises.setdefault(_key_of(item, f"{document.document_id} {number}"), Promise(item, document))
    if not promises:
        return ()
    finder = _Finder(_told_rows(records, period))
    return tuple(_followed(promise, finder, period) for promise in promises.values())


def _followed(promise: Promise, finder: _Finder, period: Period) -> Followed:
    found = _follow(promise, finder.find(promise.item), period)
    return replace(found, is_same=found.row is not None and finder.is_same(promise.item, found.row))


def _key_of(item: IssuedItem, otherwise: str) -> str:
    return otherwise if item.identity.startswith("row ") else item.identity


def _told_rows(records: Records, period: Period) -> list[_Told]:
    taken = rows_of_report(records, period)
    parts = ((DONE, taken.achievements), (PROBLEM, taken.problems), (PLAN, taken.plans))
    return [
        _Told(_as_printed(row, period if part == PLAN else row.period or period, records), part)
        for part, rows in parts
        for row in rows
        if row.include != _LEFT_OUT
    ]


def _as_printed(row: ItemRow, own: Period, records: Records) -> ItemRow:
    """Return the row with its citations printed: what is told of it may go into the report."""
    sources = (row.matter, row.content, row.lead)
    if not any(source is not None and ("{" in source.raw or "｛" in source.raw) for source in sources):
        return row
    matter, content, lead = (
        source and Source(str(resolve(source.raw, source.place, records.indicators, own)), source.place)
        for source in sources
    )
    return replace(row, matter=matter or row.matter, content=content or row.content, lead=lead)


class _Finder:
    """Finds the rows of this period that are about a promise."""

    def __init__(self, told: Sequence[_Told]) -> None:
        self._told = told
        self._by_identity: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for number, one in enumerate(told):
            self._by_identity.setdefault(one.row.identity, []).append(number)
            if name := name_key(one.row.matter.raw):
                self._by_name.setdefault(name, []).append(number)
        self._offices = [_offices(one.row.office.raw if one.row.office else "") for one in told]
        self._index = LikenessIndex([_words_of(one.row) for one in told])

    def find(self, item: IssuedItem) -> list[_Told]:
        """Return the rows about `item`: those of its identity, else of its name, and the most like of other parts."""
        numbers = [] if item.identity.startswith("row ") else self._by_identity.get(item.identity, [])
        found = [self._told[number] for number in numbers or self._of_name(item)]
        if any(one.part == DONE for one in found):
            return found
        # A slogan that stands in the next plan again says nothing of what was done under it.
        parts = {one.part for one in found}
        return [*found, *(one for one in self._most_like(item) if one.part not in parts)]

    def is_same(self, item: IssuedItem, row: ItemRow) -> bool:
        """Return whether `row` has the identity or the name of `item`."""
        return row.identity == item.identity or bool(item.name and name_key(row.matter.raw) == name_key(item.name))

    def _of_name(self, item: IssuedItem) -> list[int]:
        name, offices = name_key(item.name), _offices(item.office)
        found = self._by_name.get(name, []) if name else []
        own = [number for number in found if not offices.isdisjoint(self._offices[number])]
        return own or found

    def _most_like(self, item: IssuedItem) -> list[_Told]:
        offices = _offices(item.office)
        best: dict[str, tuple[float, int]] = {}
        likeness = self._index.likeness(Words.of(item.title, f"{item.name}，{item.text}"))
        for number, like in likeness.items():
            part = self._told[number].part
            if like >= _needed(offices, self._offices[number]) and (like, -number) > best.get(part, (0.0, 0)):
                best[part] = like, -number
        return [self._told[-number] for _, (_, number) in sorted(best.items())]


def _words_of(row: ItemRow) -> Words:
    title = row.lead.raw if row.lead else row.matter.raw
    return Words.of(title or row.content.raw[:20], f"{row.matter.raw}，{row.content.raw}")


def _offices(text: str) -> frozenset[str]:
    return frozenset(map(normalize_key, split_offices(text)))


def _needed(offices: frozenset[str], others: frozenset[str]) -> float:
    if not offices or not others:
        return _OFFICE_UNKNOWN
    return _OTHER_OFFICE if offices.isdisjoint(others) else _SAME_OFFICE


def _follow(promise: Promise, told: Sequence[_Told], period: Period) -> Followed:
    done = [one.row for one in told if one.part == DONE]
    if done:
        return _from_results(promise, done, told)
    for one in told:
        if one.part == PROBLEM:
            return Followed(promise, Outcome.PUT_OFF, one.row, PROBLEM, _reason_in(one.row) or _first_words(one.row))
    for one in told:
        if reason := _reason_in(one.row):
            return Followed(promise, Outcome.PUT_OFF, one.row, PLAN, reason)
    if told:
        return Followed(promise, Outcome.AGAIN, told[0].row, PLAN)
    return Followed(promise, Outcome.NOT_YET if _is_still_to_come(promise, period) else Outcome.GONE)


def _from_results(promise: Promise, done: Sequence[ItemRow], told: Sequence[_Told]) -> Followed:
    latest = max(done, key=lambda row: (row.period.end if row.period else _NO_DAY, row.position))
    status = latest.status.raw.strip() if latest.status else ""
    if status in _ENDED or (not status and any(_says_finished(row) for row in done)):
        return Followed(promise, Outcome.DONE, latest, DONE, is_certain=bool(status))
    reasons = [(one, reason) for one in told if one.part != DONE and (reason := _reason_in(one.row))]
    if reasons:
        one, reason = reasons[0]
        return Followed(promise, Outcome.PUT_OFF, one.row, one.part, reason)
    reason = _reason_in(latest)
    if status in _NOTHING_MORE or (reason and not _says_finished(latest) and "推迟" in reason):
        return Followed(promise, Outcome.PUT_OFF, latest, DONE, reason or status, is_certain=bool(status))
    return Followed(promise, Outcome.GOING_ON, latest, DONE, is_certain=bool(status))


_NO_DAY = Period.whole_year(1).start


def _says_finished(row: ItemRow) -> bool:
    return _FINISHED.search(f"{row.lead.raw if row.lead else ''}\n{row.content.raw}") is not None


def _reason_in(row: ItemRow) -> str:
    """Return the sentence that says why something is put off, '' without one."""
    for text in (row.content.raw, row.matter.raw, row.lead.raw if row.lead else ""):
        if match := _PUT_OFF.search(text):
            begin = max((end.end() for end in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
            end = _CLAUSE_END.search(text, match.end())
            return text[begin : end.start() if end else len(text)].strip()
    return ""


def _first_words(row: ItemRow) -> str:
    text = row.content.raw.strip() or row.matter.raw.strip()
    return _CLAUSE_END.split(text, maxsplit=1)[0]


def _is_still_to_come(promise: Promise, period: Period) -> bool:
    """Return whether neither the plan's period nor the deadline of the promise is over at the end of `period`."""
    due = parse_deadline(promise.item.due, promise.item.period.year) if promise.item.due else None
    return promise.item.period.end > period.end and (due is None or due > period.end)


# What is told


def check_promises(followed: Sequence[Followed], records: Records, period: Period) -> Iterator[Finding]:
    """Yield the promises of which nothing is said, those made again, and those due and not said to be done."""
    sheet = next((row.place.sheet for row in records.achievements), None) or "工作成效"
    reporting = _offices_of(records)
    for one in followed:
        offices = _offices(one.promise.item.office)
        if len(reporting) == 1 and offices and offices.isdisjoint(reporting):
            continue  # an office's own workbook does not answer for the others
        where = at_place(one.promise.document, quote(one.promise.words))
        if one.outcome is Outcome.GONE:
            message = f"{_described(one.promise)}，{period.name}的成效、问题和计划里都没有相近的事"
            yield rules.PROMISE_GONE.at(Place(sheet=sheet), message, related=(where,))
        elif (finding := _check_due(one, records, period, where)) is not None:
            yield finding
        elif one.outcome is Outcome.AGAIN and one.row is not None:
            message = f"{_described(one.promise)}，这一期又列入计划，没有说做得怎样"
            yield rules.PROMISE_MADE_AGAIN.at(one.row.place, message, related=(where,))


def _offices_of(records: Records) -> frozenset[str]:
    """Return the offices that lead anything in the workbook."""
    rows = (*records.achievements, *records.problems, *records.plans)
    return frozenset(normalize_key(leading_office(row.office.raw)) for row in rows if row.office)


def _described(promise: Promise) -> str:
    item = promise.item
    asides = [f"责任科室：{quote(item.office)}"] * bool(item.office) + [f"完成时限：{quote(item.due)}"] * bool(item.due)
    aside = f"（{'，'.join(asides)}）" if asides else ""
    return f"{promise.document.name}计划“{quote(promise.words)}”{aside}"


def _check_due(one: Followed, records: Records, period: Period, where: Place) -> Finding | None:
    item = one.promise.item
    if one.outcome not in {Outcome.GOING_ON, Outcome.AGAIN} or one.row is None or not item.due:
        return None
    due = parse_deadline(item.due, item.period.year)
    if due is None or due > period.end or _is_told_by_ledger(one.row, records):
        return None
    message = f"{_described(one.promise)}已经到期，"
    if one.outcome is Outcome.AGAIN:
        message += "这一期又列入计划，没有说做得怎样"
    else:
        status = one.row.status.raw.strip() if one.row.status else ""
        if not status and not (one.is_same and _UNDER_WAY.search(one.row.content.raw)):
            return None  # what was done may be all that was planned
        which = "" if one.is_same else f"相近的“{quote(one.row.matter.raw)}”"
        message += f"{which}状态是“{quote(status)}”" if status else "内容说还在进行"
    place = one.row.status.place if one.row.status else one.row.content.place
    is_sure = one.is_same and (one.is_certain or one.outcome is Outcome.AGAIN)
    severity = Severity.WARNING if is_sure else Severity.INFO
    return rules.PROMISE_DUE.at(place, message, related=(where,), severity=severity)


def _is_told_by_ledger(row: ItemRow, records: Records) -> bool:
    """Return whether the rules of the ledger speak of the row's deadline."""
    tasks = records.indicators.tasks
    return tasks.is_ledger and row.place.sheet in tasks.sheets and row.due is not None
