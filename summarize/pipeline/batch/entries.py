"""What is kept of each input and unit of a batch, in the journal as in the manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from summarize.catalogue import RULES
from summarize.findings import Finding, Place, Severity
from summarize.model.vocabulary import normalize_key
from summarize.pipeline.batch.jobs import UnitFigure

DONE, DRAFT, FAILED = "done", "draft", "failed"
"""A document without errors; one that `--draft` wrote in spite of errors; none, because of errors in the input."""
TWICE = "sent-twice"
UNWRITTEN, LOST, DEFECT = "unwritten", "lost", "defect"
"""None, though the input may be good: it could not be written, its worker was killed, the program is at fault."""
NOT_SENT = "not-sent"
"""Of a unit that is expected; it has no entry."""
ODD_YEAR = "odd-year"
"""Of those whose documents are done, the ones whose year is not that of most others."""
EQUAL, DIFFERING = "equal", "differing"
"""What became of an input that was verified."""
REPEATABLE = frozenset({DONE, DRAFT, FAILED})
"""Outcomes that the same input has again: no need to look at it twice."""

_TEXTS_OF_UNIT = ("unit", "outcome", "period", "rows", "id", "document", "document_sha256", "record_sha256")
_RULES = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """What became of one unit.

    `place` is where its document lies, from the root of the outputs with `/`; '' without one. `extra` are
    the findings that come of comparing it with other units.
    """

    input: str
    number: int
    unit: str
    outcome: str
    exit_status: int = 0
    keys: tuple[str, ...] = ()
    period: str = ""
    findings: tuple[Finding, ...] = ()
    extra: tuple[Finding, ...] = ()
    figures: tuple[UnitFigure, ...] = ()
    rows: str = ""
    names: tuple[str, ...] = ()
    document_id: str = ""
    document_sha256: str = ""
    record_sha256: str = ""
    place: str = ""

    @property
    def name_key(self) -> str:
        """The full name as names are compared; '' for a unit that has none."""
        return normalize_key(self.unit)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What was found with the unit, and with it among the others."""
        return (*self.findings, *self.extra)

    def to_json(self) -> dict[str, Any]:
        """Return the unit as the manifest has it."""
        return {
            "unit": self.unit,
            "outcome": self.outcome,
            "exit_status": self.exit_status,
            "period": self.period,
            "document": self.place or None,
            "document_sha256": self.document_sha256 or None,
            "id": self.document_id or None,
            "record_sha256": self.record_sha256 or None,
            "rows": self.rows or None,
            "keys": list(self.keys),
            "names": list(self.names),
            "findings": findings_to_json(self.findings),
            "among_others": findings_to_json(self.extra),
            "figures": [asdict(figure) for figure in self.figures],
        }

    @classmethod
    def from_json(cls, source: str, number: int, found: Mapping[str, Any]) -> UnitEntry:
        """Return the unit of the input `source` that the manifest describes by `found`.

        Raises:
            KeyError, TypeError, ValueError: It was changed by hand.
        """
        _check_texts(found, _TEXTS_OF_UNIT)
        _check_texts(dict(enumerate((*found["keys"], *found["names"]))))
        return cls(
            source,
            number,
            found["unit"],
            found["outcome"],
            found["exit_status"],
            tuple(found["keys"]),
            found["period"],
            findings_from_json(found["findings"]),
            findings_from_json(found["among_others"]),
            tuple(UnitFigure(**figure) for figure in found["figures"]),
            found["rows"] or "",
            tuple(found["names"]),
            found["id"] or "",
            found["document_sha256"] or "",
            found["record_sha256"] or "",
            found["document"] or "",
        )

    def without_content(self) -> UnitEntry:
        """Return the entry with nothing in it that was copied from cells."""
        return replace(
            self, findings=without_words(self.findings), extra=without_words(self.extra), figures=(), rows=""
        )


@dataclass(frozen=True, slots=True)
class InputEntry:
    """What became of one input; `basis` is the hash of all else that its documents depend on."""

    path: str
    sha256: str
    basis: str
    outcome: str = DONE
    exit_status: int = 0
    findings: tuple[Finding, ...] = ()
    units: tuple[UnitEntry, ...] = ()

    @property
    def is_repeatable(self) -> bool:
        """Whether the same input would have the same outcome again."""
        return {self.outcome, *(unit.outcome for unit in self.units)} <= REPEATABLE

    def to_json(self) -> dict[str, Any]:
        """Return the input as the manifest has it."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "outcome": self.outcome,
            "exit_status": self.exit_status,
            "findings": findings_to_json(self.findings),
            "units": [unit.to_json() for unit in self.units],
        }

    @classmethod
    def from_json(cls, basis: str, found: Mapping[str, Any]) -> InputEntry:
        """Return the input that the manifest describes by `found`.

        Raises:
            KeyError, TypeError, ValueError: It was changed by hand.
        """
        _check_texts(found, ("path", "sha256", "outcome"))
        units = tuple(UnitEntry.from_json(found["path"], number, unit) for number, unit in enumerate(found["units"]))
        findings = findings_from_json(found["findings"])
        return cls(found["path"], found["sha256"], basis, found["outcome"], found["exit_status"], findings, units)


def findings_to_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return `findings` as they are written down."""
    return [finding.to_json() for finding in findings]


def findings_from_json(found: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return the findings that were written down; those of rules that are no more are left out."""
    return tuple(_finding(one) for one in found if one["code"] in _RULES)


def _finding(found: Mapping[str, Any]) -> Finding:
    related = tuple(map(_place, found["related"] or ()))
    severity = Severity(found["severity"])
    return Finding(_RULES[found["code"]], _place(found), found["message"], found["suggestion"], related, severity)


def _check_texts(found: Mapping[Any, Any], keys: Sequence[str] = ()) -> None:
    """Check that there are texts under `keys`, or under all, which can be written down again."""
    for value in [found[key] for key in keys] or found.values():
        if value is not None:
            if not isinstance(value, str):
                raise TypeError("no text")
            value.encode()


def _place(found: Mapping[str, Any]) -> Place:
    return Place(found["file"], found["sheet"], found["cell"], found["paragraph"], found["excerpt"])


def without_words(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with their rules' own words in the place of such as may quote cells."""
    return tuple(
        replace(
            finding,
            place=replace(finding.place, excerpt=None),
            message=finding.rule.summary,
            suggestion=finding.rule.remedy,
            related=tuple(replace(place, excerpt=None) for place in finding.related),
        )
        for finding in findings
    )
