"""What a document says of itself (`docProps/core.xml`): a form made of the template's, filled in for each report.

Dates are the report's, since a clock would make two runs differ; what tells of the template's maker, such as
its version or when it was printed, is left out.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from summarize.model.report import Report

if TYPE_CHECKING:
    from lxml import etree

PART = "docProps/core.xml"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_EMPTY_PART = (
    f'<cp:coreProperties xmlns:cp="{_CP[1:-1]}" xmlns:dc="{_DC[1:-1]}"'
    f' xmlns:dcterms="{_DCTERMS[1:-1]}" xmlns:xsi="{_XSI[1:-1]}"/>'
).encode()
_LONGEST = 255
"""Characters of a property, by [MS-OE376]; programs refuse more."""
_SLOTS = (
    (f"{_DC}title", "title"),
    (f"{_DC}subject", "subject"),
    (f"{_DC}creator", "author"),
    (f"{_CP}keywords", "keywords"),
    (f"{_DC}description", ""),
    (f"{_CP}lastModifiedBy", ""),
    (f"{_DC}language", "language"),
    (f"{_CP}contentStatus", "status"),
    (f"{_CP}revision", "revision"),
    (f"{_DCTERMS}created", "date"),
    (f"{_DCTERMS}modified", "date"),
)
"""The properties that every document has, in the order in which missing ones are added."""
_KEPT = f"{_CP}category"
"""The one property of the template that is its documents' as well."""
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SLOT = re.compile("\ue000(title|subject|author|keywords|language|status|revision|date)\ue001")
_IMPOSSIBLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True)
class PropertiesForm:
    """The part as text with gaps: pieces of XML and the names of what stands between them, by turns."""

    pieces: tuple[str, ...]

    def fill(self, report: Report, stage: str | None) -> bytes:
        """Return the part for a document of `report`."""
        values = {name: _write(value) for name, value in _values(report, stage).items()}
        return "".join(values[piece] if position % 2 else piece for position, piece in enumerate(self.pieces)).encode()


def make_form(part: bytes | None) -> PropertiesForm:
    """Return the form of a template's core properties, or of none."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(part or _EMPTY_PART, parser)
    for child in list(root):
        if child.tag != _KEPT and child.tag not in dict(_SLOTS):
            root.remove(child)
    for name, slot in _SLOTS:
        _element(root, name).text = f"\ue000{slot}\ue001" if slot else ""
    for name in (f"{_DCTERMS}created", f"{_DCTERMS}modified"):
        _element(root, name).set(f"{_XSI}type", "dcterms:W3CDTF")
    text = etree.tostring(root, encoding="unicode")
    return PropertiesForm(tuple(_SLOT.split(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')))


def _element(root: etree._Element, name: str) -> etree._Element:
    found = root.find(name)
    if found is None:
        found = root.makeelement(name)
        root.append(found)
    return found


def _values(report: Report, stage: str | None) -> dict[str, str]:
    return {
        "title": " ".join(report.title.split()),
        "subject": report.kind_title,
        "author": str(report.unit),
        "keywords": f"{report.period.year}年；{report.period.name}；工作总结；工作计划",
        "language": "zh-CN",
        "status": stage or "",
        "revision": "1",
        "date": f"{document_date(report)}T00:00:00Z",
    }


def _write(value: str) -> str:
    return escape(_IMPOSSIBLE.sub("", value)[:_LONGEST], quote=False)


def document_date(report: Report) -> datetime.date:
    """Return 成文日期, or the end of the period where there is none."""
    found = _DATE.fullmatch(report.signature_date)
    if found:
        year, month, day = (int(group) for group in found.groups())
        return datetime.date(year, month, day)
    return report.period.end
