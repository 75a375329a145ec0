"""From findings to questions: what one answer settles is asked once, in the order in which to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summarize.findings import Finding, Place, Severity
from summarize.spreadsheetml.places import Area, condense, parse_area

_ORDER = list(Severity)
_STRUCTURE = ("sheet-", "head-", "column-")
"""How the names of rules begin whose faults hide or make others: they are mended first."""
_SETTLED_BY_ONE_SAVE = frozenset({"formula-without-value"})
"""Rules whose faults one act mends in the whole file, wherever they stand."""
_LACKS = frozenset(
    {"citation-without-value", "citation-without-base", "citation-without-target", "relation-operand-missing"}
)
"""Rules that tell of a figure that is missing elsewhere, in the cells that are related: it is filled in once."""
_TOLD_ONE_BY_ONE = 3
"""So many different messages are told in one question; of more the first is the example."""
_NAMED_AREAS = 10
"""So many areas are named in one question."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to mend: its number in the order of mending, and the findings that it settles.

    `findings` have the same rule and remedy and stand in the order of their places; `consequences`
    are findings elsewhere that vanish with them.
    """

    number: int
    findings: tuple[Finding, ...]
    consequences: tuple[Finding, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it weighs: as the gravest of what it settles."""
        return min((finding.severity for finding in (*self.findings, *self.consequences)), key=_ORDER.index)

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.findings[0].suggestion

    @property
    def first_place(self) -> Place:
        """Where it stands first."""
        return self.findings[0].place

    @property
    def text(self) -> str:
        """What is wrong, in one sentence; of many cells one is told as an example."""
        return f"{_describe(self.findings)}{self._told_consequences}"

    @property
    def _told_consequences(self) -> str:
        places = _positions(self.consequences)
        return f"（改好后，{places}的问题随之解决）" if places else ""

    @property
    def position(self) -> str:
        """Where it stands, as a person reads it: `工作成效!D5:D7、D9`."""
        return _positions(self.findings) or "整个文件"


def _describe(findings: Sequence[Finding]) -> str:
    messages = list(dict.fromkeys(_without_full_stop(finding.message) for finding in findings))
    if len(messages) == 1:
        count = f"（共 {len(findings)} 处）" if len(findings) > 1 else ""
        return f"{messages[0]}{count}"
    if len(messages) <= _TOLD_ONE_BY_ONE:
        return "；".join(messages)
    return f"{_without_full_stop(findings[0].rule.summary)}（共 {len(findings)} 处），例如：{messages[0]}"


def _positions(findings: Sequence[Finding]) -> str:
    parts: list[str] = []
    for sheet, group in groupby((finding.place for finding in findings), key=lambda place: place.sheet):
        parts.extend(_describe_places(sheet, list(group)))
    return "；".join(dict.fromkeys(parts))


def _without_full_stop(text: str) -> str:
    return text.rstrip().removesuffix("。")


def _describe_places(sheet: str | None, places: Sequence[Place]) -> Iterator[str]:
    if sheet is None:
        return
    areas = condense(area for place in places if (area := parse_area(place.cell)))
    if not areas:
        yield f"工作表“{sheet}”"
        return
    named = "、".join(map(str, areas[:_NAMED_AREAS]))
    more = f" 等 {len(places)} 处" if len(areas) > _NAMED_AREAS else ""
    yield f"{sheet}!{named}{more}"


def ask(findings: Iterable[Finding], sheets: Sequence[str] = ()) -> tuple[Question, ...]:
    """Return the questions behind `findings`, those that are information left out: nothing is to be done.

    Errors come first. Among equals: the file, then sheets and heads, then cells, sheet by sheet in the
    order of `sheets`, each from its top; sheets that are not listed follow.
    """
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}
    asked = sorted(
        (finding for finding in dict.fromkeys(findings) if finding.severity is not Severity.INFO),
        key=lambda finding: _mending_order(finding, ranks),
    )
    questions = [_question(group) for group in _group(asked)]
    questions.sort(key=lambda question: (_ORDER.index(question.severity), _mending_order(question.findings[0], ranks)))
    return tuple(replace(question, number=number) for number, question in enumerate(questions, 1))


def _question(group: Sequence[Finding]) -> Question:
    cause = next((finding for finding in group if finding.rule.name not in _LACKS), group[0])
    same = tuple(finding for finding in group if finding.rule == cause.rule and finding.severity is cause.severity)
    others = set(group).difference(same)
    return Question(0, same, tuple(finding for finding in group if finding in others))


def _mending_order(finding: Finding, ranks: Mapping[str, int]) -> tuple[object, ...]:
    place = finding.place
    area = parse_area(place.cell) or Area(0, 0, 0, 0)
    is_structure = place.sheet is None or finding.rule.name.startswith(_STRUCTURE)
    rank = ranks.get(place.sheet or "", len(ranks))
    return (
        _ORDER.index(finding.severity),
        place.sheet is not None,
        not is_structure,
        rank,
        place.sheet or "",
        *area.anchor,
    )


def _group(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return `findings` in groups that one answer settles, in the order of each group's first."""
    leaders: dict[int, int] = {}
    first_with: dict[tuple[object, ...], int] = {}

    def leader_of(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    def join(number: int, other: int) -> None:
        first, second = leader_of(number), leader_of(other)
        leaders[max(first, second)] = min(first, second)

    for number, finding in enumerate(findings):
        leaders[number] = number
        for key in _keys(finding):
            join(number, first_with.setdefault(key, number))
    faulty = {
        _cell(finding.place): number
        for number, finding in reversed(list(enumerate(findings)))
        if finding.is_error and finding.rule.name not in _LACKS
    }
    for number, finding in enumerate(findings):
        if finding.rule.name in _LACKS and len(finding.related) == 1:
            join(number, faulty.get(_cell(finding.related[0]), number))
    groups: dict[int, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(leader_of(number), []).append(finding)
    return list(groups.values())


def _keys(finding: Finding) -> Iterator[tuple[object, ...]]:
    """Yield what findings share that one answer settles."""
    what = (finding.rule.code, finding.severity, finding.suggestion)
    place = finding.place
    area = parse_area(place.cell)
    yield ("column", *what, place.sheet, area.first_column if area else None)
    if finding.related:
        causes = frozenset(map(_cell, finding.related))
        yield ("lack", causes) if finding.rule.name in _LACKS else ("caused by", *what, causes)
        # Two cells that contradict each other may each be told as the other's fault.
        yield ("between", *what, causes | {_cell(place)})
    if finding.rule.name in _SETTLED_BY_ONE_SAVE:
        yield ("file", *what)


def _cell(place: Place) -> tuple[str | None, str | None]:
    return place.sheet, place.cell
