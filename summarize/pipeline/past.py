"""What a unit said in earlier reports, found and compared: the only place that knows where issues lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarize.findings import Finding, Place
from summarize.history.issued import (
    IssuedDocument,
    IssuedItem,
    find_issued,
    in_force,
    read_issued,
    read_record,
    renamed,
)
from summarize.history.promises import Followed, check_promises, follow_promises
from summarize.history.recording import PLAN
from summarize.history.repetition import check_repeated
from summarize.history.restatement import check_restated
from summarize.history.rules import PREVIOUS_CHANGED, RECORD_FOREIGN
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.model.vocabulary import normalize_key
from summarize.output import FOLDER, RECORD_FOLDER, document_id_in, file_hash, path_of_record
from summarize.pipeline.strangers import NamedDocument, read_stranger


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing one report with what was issued before it."""

    findings: tuple[Finding, ...] = ()
    followed: tuple[Followed, ...] = ()


@dataclass(slots=True)
class Past:
    """What was issued before, for one run; `units` are the keys of all units of the workbook."""

    previous: Sequence[Path] = ()
    units: frozenset[str] = frozenset()
    _named: list[NamedDocument] | None = field(default=None, init=False)
    _read: dict[Path, tuple[list[IssuedDocument], list[Finding]]] = field(default_factory=dict, init=False)

    def compare(self, records: Records, period: Period, folders: Iterable[Path] = ()) -> Compared:
        """Return what the report of `period` does not say that was said before, and otherwise.

        Issues are looked for in the default folder, in `folders`, and beside the documents named.
        """
        paths = find_issued(FOLDER, (*folders, *(path.parent for path in self.previous)), records.unit, period.end)
        if not paths and not self.previous:
            return Compared()
        documents, findings = self._read_once(_that_matter(paths, period))
        named = self._named_of(records, period, findings)
        if not documents and not named:
            return Compared(tuple(findings))
        own = normalize_key(records.unit)
        kept = {(document.period, document.variant): document for document in named}
        for document in in_force([document for document in documents if normalize_key(document.unit) == own]):
            kept.setdefault((document.period, document.variant), document)
        earlier = list(kept.values())
        followed = follow_promises(earlier, records, period)
        findings.extend(check_promises(followed, records, period))
        findings.extend(check_restated(earlier, records, period))
        findings.extend(check_repeated(earlier, records, period))
        return Compared(tuple(findings), followed)

    def _read_once(self, paths: Sequence[Path]) -> tuple[list[IssuedDocument], list[Finding]]:
        """Return what `read_issued` does; for several periods of a unit each record is opened once."""
        documents: list[IssuedDocument] = []
        findings: list[Finding] = []
        for path in paths:
            if path not in self._read:
                self._read[path] = read_issued((path,))
            documents += self._read[path][0]
            findings += self._read[path][1]
        return documents, findings

    def _named_of(self, records: Records, period: Period, findings: list[Finding]) -> list[IssuedDocument]:
        """Return the named documents that are of this unit and an earlier period; tell of the others."""
        if self._named is None:
            self._named = [_read_named(path) for path in dict.fromkeys(self.previous)]
        found: list[IssuedDocument] = []
        for named in self._named:
            document = named.document
            if document is None:
                findings.extend(named.findings)
                continue
            if normalize_key(document.unit) in self.units - {normalize_key(records.unit)}:
                continue
            if reason := _why_foreign(document, records, period, is_dated=named.is_dated):
                findings.append(RECORD_FOREIGN.at(Place(file=document.file), f"--previous：{document.file}{reason}"))
                continue
            findings.extend(named.findings)
            found.append(document if named.is_dated else _dated(document, period))
        return found


def _that_matter(paths: Sequence[Path], period: Period) -> list[Path]:
    """Return the records of this year and the last, and those of the last issue, however old."""
    ends = [path.stem.split("_")[2] for path in paths]
    latest = max((end for end in ends if end < f"{period.end:%Y%m%d}"), default="")
    first = f"{period.year - 1}0101"
    return [path for path, end in zip(paths, ends, strict=True) if end >= first or end == latest]


def _why_foreign(document: IssuedDocument, records: Records, period: Period, *, is_dated: bool) -> str:
    """Return why a document is no earlier one of this unit, '' when it is one."""
    own, other = normalize_key(records.unit), normalize_key(document.unit)
    if own and other and other not in own and own not in other:
        return f"是“{document.unit}”的，不是“{records.unit}”的"
    if is_dated and document.period.end >= period.end:
        return f"写的是{document.period.full_name}，不在{period.full_name}之前"
    return ""


def _dated(document: IssuedDocument, period: Period) -> IssuedDocument:
    """Return a document that does not tell its period as that of the period before, and its plans as of this one."""
    before = period.preceding() or period.a_year_before()
    items = tuple(
        IssuedItem(
            item.part,
            item.identity,
            item.name,
            item.text,
            item.cell,
            period if item.part == PLAN else before,
            item.lead,
        )
        for item in document.items
    )
    return IssuedDocument(
        document.file, document.unit, before, document.title, document.variant, document.document_id, "", items
    )


def _read_named(path: Path) -> NamedDocument:
    document_id = document_id_in(path)
    if document_id is None:
        return read_stranger(path)
    record = _record_of(path, document_id)
    document = read_record(record)
    if not isinstance(document, IssuedDocument):
        return read_stranger(path)
    told: tuple[Finding, ...] = ()
    if document.sha256 and document.sha256 != file_hash(path):
        told = (
            PREVIOUS_CHANGED.at(Place(file=str(path)), f"--previous：“{path.name}”生成以后有改动，按生成时的记录对照"),
        )
    return NamedDocument(renamed(document, str(path)), told)


def _record_of(path: Path, document_id: str) -> Path:
    """Return the record of a document: that of its issue, else that of its making."""
    issued = path.parent / RECORD_FOLDER / "issued"
    found = sorted(issued.glob(f"*_{document_id}.json"))
    return found[-1] if found else path_of_record(path, document_id)
