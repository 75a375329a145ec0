"""Issued documents: where their records lie, and what is read from them again.

`.summarize/issued` beside a document holds the record of each issue as it was then, whatever is generated later. A
name tells unit and period, so that only those which matter are opened.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarize.findings import Finding, Place
from summarize.history.recording import PLAN
from summarize.history.rules import RECORD_UNREADABLE
from summarize.model.periods import Period
from summarize.model.vocabulary import normalize_key
from summarize.opc import write_beside

ISSUED_FOLDER = "issued"
LARGEST_RECORD = 64 * 1024 * 1024
_MOST_READ = 400
"""Of one unit: a hundred years of quarters."""
_MARK = "issue"
_RECORDS = ".summarize"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no document holds, and so no record of what was printed."""


@dataclass(frozen=True, slots=True)
class IssuedItem:
    """One row as it was printed; `part` is 成效, 问题 or 计划."""

    part: str
    identity: str
    name: str
    text: str
    cell: str
    period: Period
    lead: str = ""
    office: str = ""
    due: str = ""

    @property
    def title(self) -> str:
        """What the item was called in print: its lead, else its name, else its first words."""
        return self.lead or self.name or self.text[:40]


@dataclass(frozen=True, slots=True)
class IssuedFigure:
    """A figure as it was printed, and the question that it answered."""

    name: str
    form: str
    unit: str | None
    other: str | None
    period: Period
    text: str
    measure: str
    places: int | None


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """What was said in one issued document; `file` is the document, `number` counts its issues from 1.

    `variant` parts the documents of one period: 总结, 汇报, a brief version.
    """

    file: str
    unit: str
    period: Period
    title: str
    variant: str
    document_id: str
    sha256: str
    items: tuple[IssuedItem, ...]
    figures: tuple[IssuedFigure, ...] = ()
    number: int = 0

    @property
    def name(self) -> str:
        """How the document is called in messages."""
        return f"{self.period.full_name}印发的报告" if self.number else f"“{Path(self.file).name}”"

    @property
    def promises(self) -> tuple[IssuedItem, ...]:
        """What was planned for the period that follows."""
        return tuple(item for item in self.items if item.part == PLAN)

    @property
    def reported(self) -> tuple[IssuedItem, ...]:
        """What was done, and the problems."""
        return tuple(item for item in self.items if item.part != PLAN)


def issued_path(records: Path, unit: str, period: Period, document_id: str) -> Path:
    """Return where the record of an issue lies; `records` is the folder `.summarize` beside the document."""
    return records / ISSUED_FOLDER / f"{_prefix(unit)}_{_days(period)}_{document_id}.json"


def _prefix(unit: str) -> str:
    return hashlib.sha256(normalize_key(unit).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _days(period: Period) -> str:
    return f"{period.start:%Y%m%d}_{period.end:%Y%m%d}"


def mark_issued(records: Path, document: str, record: bytes) -> tuple[int, int]:
    """Write the record of an issue, and return its number and how many issues of other content came before.

    What was issued already keeps its number unless something else was issued since.

    Raises:
        MachineError: the place cannot be written.
    """
    described: dict[str, Any] = json.loads(record)
    unit, period, document_id = described["unit"], read_span(described["span"]), described["id"]
    variant = described.get("variant", "")
    path = issued_path(records, unit, period, document_id)
    standing, _ = read_issued(_paths_of(records, unit, period))
    standing = [one for one in standing if one.variant == variant and one.period == period]
    latest = max((one.number for one in standing), default=0)
    own = next((one.number for one in standing if one.document_id == document_id), 0)
    number = own if own and own == latest else latest + 1
    marked = json.dumps({_MARK: {"number": number, "document": document}, **described}, ensure_ascii=False)
    write_beside(path, f"{marked}\n".encode())
    return number, sum(1 for one in standing if one.document_id != document_id)


def _paths_of(records: Path, unit: str, period: Period) -> list[Path]:
    begin = f"{_prefix(unit)}_{_days(period)}_"
    return [path for path in _issued_in(records) if path.name.startswith(begin)]


def was_issued(records: Path, unit: str, period: Period, document_id: str) -> bool:
    """Return whether the document of this id, unit and period is marked as issued."""
    return issued_path(records, unit, period, document_id).is_file()


def _issued_in(records: Path) -> list[Path]:
    try:
        with os.scandir(records / ISSUED_FOLDER) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.name.endswith(".json"))
    except (OSError, ValueError):
        return []


def find_issued(root: Path, folders: Iterable[Path], unit: str, until: datetime.date) -> list[Path]:
    """Return the records of what the unit issued for periods that end by `until`.

    They lie in `root`, in the folders within it, and in `folders`.
    """
    begin, last = _prefix(unit), f"{until:%Y%m%d}"
    found: list[Path] = []
    for folder in dict.fromkeys((root, *_folders_in(root), *folders)):
        for path in _issued_in(folder / _RECORDS):
            parts = path.stem.split("_")
            if parts[0] == begin and len(parts) == 4 and parts[2] <= last:
                found.append(path)
    return sorted(found, key=lambda path: (path.stem.split("_")[2], str(path)))[-_MOST_READ:]


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except (OSError, ValueError):
        return []


def read_issued(paths: Iterable[Path]) -> tuple[list[IssuedDocument], list[Finding]]:
    """Return the issued documents whose records are at `paths`, and what is told of those that cannot be read."""
    documents: list[IssuedDocument] = []
    findings: list[Finding] = []
    for path in paths:
        document = read_record(path)
        if isinstance(document, IssuedDocument):
            documents.append(document)
        else:
            findings.append(RECORD_UNREADABLE.at(Place(file=str(path)), f"印发记录“{path.name}”{document}"))
    return documents, findings


def read_record(path: Path) -> IssuedDocument | str:
    """Return what the record at `path` holds, or in words why that cannot be read."""
    try:
        if path.stat().st_size > LARGEST_RECORD:
            return f"有{path.stat().st_size // 1024 // 1024}MB，大得不合常理"
        described = json.loads(path.read_bytes())
        return _document(described, path)
    except OSError:
        return "打不开"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return "已经损坏，或不是程序写的"


def _document(described: Mapping[str, Any], path: Path) -> IssuedDocument:
    mark = described.get(_MARK) or {}
    holder = path.parent.parent.parent if path.parent.name == ISSUED_FOLDER else path.parent.parent
    name = _text(mark, "document") or path.name
    return IssuedDocument(
        file=str(holder / Path(name).name),
        unit=_needed(described, "unit"),
        period=read_span(described["span"]),
        title=_text(described, "title"),
        variant=_text(described, "variant"),
        document_id=_needed(described, "id"),
        sha256=_text(described, "document_sha256"),
        items=tuple(map(_item, described.get("items", ()))),
        figures=tuple(map(_figure, described.get("asked", ()))),
        number=_number(mark.get("number", 0)),
    )


def _item(described: Mapping[str, Any]) -> IssuedItem:
    return IssuedItem(
        part=_needed(described, "part"),
        identity=_needed(described, "identity"),
        name=_text(described, "name"),
        text=_text(described, "text"),
        cell=_text(described, "cell"),
        period=read_span(described["span"]),
        lead=_text(described, "lead"),
        office=_text(described, "office"),
        due=_text(described, "due"),
    )


def _figure(described: Mapping[str, Any]) -> IssuedFigure:
    places = described.get("places")
    return IssuedFigure(
        name=_needed(described, "name"),
        form=_needed(described, "form"),
        unit=_text(described, "unit") or None,
        other=_text(described, "other") or None,
        period=read_span(described["span"]),
        text=_needed(described, "text"),
        measure=_text(described, "measure"),
        places=None if places is None else _number(places),
    )


def _needed(described: Mapping[str, Any], key: str) -> str:
    return _printable(described[key], key)


def _text(described: Mapping[str, Any], key: str) -> str:
    value = described.get(key)
    if value is None:
        return ""
    return _printable(value, key)


def _printable(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise TypeError(key)
    if _UNPRINTABLE.search(value):
        raise ValueError(key)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 10_000:
        raise ValueError(value)
    return value


def read_span(text: object) -> Period:
    """Return the period that `span_text` wrote.

    Raises:
        ValueError: it did not write this.
    """
    first, _, last = str(text).partition("/")
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def in_force(documents: Sequence[IssuedDocument]) -> list[IssuedDocument]:
    """Return `documents` without those that another issue of the same period and variant supersedes, by period."""
    latest: dict[tuple[Period, str], IssuedDocument] = {}
    for document in documents:
        key = (document.period, document.variant)
        if key not in latest or document.number >= latest[key].number:
            latest[key] = document
    return sorted(latest.values(), key=lambda document: (document.period.end, document.period.start, document.variant))


def last_issued(documents: Sequence[IssuedDocument], period: Period) -> list[IssuedDocument]:
    """Return the documents of the last period that ends before `period` does; of several, all that end with it."""
    earlier = [document for document in documents if document.period.end < period.end]
    end = max((document.period.end for document in earlier), default=None)
    return [document for document in earlier if document.period.end == end]


def at_place(document: IssuedDocument, excerpt: str = "") -> Place:
    """Return the place of a document, for a finding."""
    return Place(file=document.file, excerpt=excerpt or None)


def renamed(document: IssuedDocument, file: str) -> IssuedDocument:
    """Return the same document, said to lie at `file`."""
    return replace(document, file=file)


def iter_earlier(documents: Iterable[IssuedDocument], period: Period) -> Iterator[IssuedDocument]:
    """Yield the documents of other periods that end by the end of `period`."""
    return (document for document in documents if document.period.end <= period.end and document.period != period)
