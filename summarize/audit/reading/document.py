"""A .docx as a `Paper`, part by part; roles are not told yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from summarize.audit.paper import Container, Furniture, Paper, Paragraph, Section
from summarize.audit.reading.baggage import read_baggage
from summarize.audit.reading.blocks import BlockReader
from summarize.audit.reading.sections import read_section
from summarize.audit.reading.styles import Styles
from summarize.audit.reading.theme import Theme
from summarize.opc import PackageKind, check_package
from summarize.opc.rules import CONTAINS_MACROS, EXTERNAL_RELATION
from summarize.wordprocessing.labels import Labels
from summarize.wordprocessing.parts import Package, W, is_on

_NOTES = (("footnote", "footnotes", Container.FOOTNOTE), ("endnote", "endnotes", Container.ENDNOTE))
_NEW_PAGE = frozenset(("nextPage", "evenPage", "oddPage"))


def read_document(path: Path) -> Paper:
    """Return the document at `path`, a .docx; macros and links are told of, not refused.

    Raises:
        InputError: It is no sound Word document.
    """
    check_package(path, PackageKind.DOCUMENT, admitting=(CONTAINS_MACROS, EXTERNAL_RELATION))
    package = Package(path)
    try:
        return read_package(package)
    finally:
        package.close()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What every part is read with."""

    package: Package
    styles: Styles
    labels: Labels
    read: dict[tuple[str, str], Furniture] = field(default_factory=dict)
    """Headers and footers by part and kind of pages: sections may share one."""

    def reader(self, name: str, root: etree._Element, *, is_main: bool = False) -> BlockReader:
        """Return a reader of the part called `name`."""
        return BlockReader(name, root, self.styles, self.labels, is_main=is_main)

    def furniture(self, identifier: str, container: Container, pages: str) -> Furniture | None:
        """Return the header or footer to which the relation `identifier` leads; `None` without one."""
        relation = self.package.relations.get(identifier)
        if relation is not None and (relation.target, pages) in self.read:
            return self.read[relation.target, pages]
        root = None if relation is None else self.package.part(relation.target)
        if relation is None or root is None:
            return None
        reader = self.reader(relation.target, root)
        reader.read(root, container)
        drawings = tuple(drawing for one in reader.paragraphs for drawing in one.drawings)
        made = self.read[relation.target, pages] = Furniture(container, pages, tuple(reader.paragraphs), drawings)
        return made


def read_package(package: Package) -> Paper:
    """Return the document in an open package."""
    settings, styles, numbering, theme = (
        next(iter(package.related(kind)), None) for kind in ("settings", "styles", "numbering", "theme")
    )
    labels = Labels(numbering)
    parts = _Parts(package, Styles(styles, Theme(theme), labels), labels)
    root = package.main
    body = root.find(f"{W}body")
    reader = parts.reader(package.main_name, root, is_main=True)
    if body is not None:
        reader.read(body, Container.BODY)
    sections = _sections(parts, reader, None if body is None else body.find(f"{W}sectPr"))
    return Paper(
        tuple(_on_new_pages(reader.paragraphs, sections)),
        tuple(sections),
        tuple(reader.tables),
        tuple(_notes(parts)),
        has_even_pages=bool(is_on(settings, "evenAndOddHeaders")),
        baggage=read_baggage(package, settings, reader.indexes, reader.notes),
    )


def _sections(parts: _Parts, reader: BlockReader, final: etree._Element | None) -> list[Section]:
    sections: list[Section] = []
    ends = [*reader.section_ends, (len(reader.paragraphs), final)]
    for last, element in ends:
        previous = sections[-1] if sections else None
        if previous and element is None:
            break
        sections.append(read_section(element, parts.furniture, previous, last=last))
    return sections


def _on_new_pages(paragraphs: list[Paragraph], sections: list[Section]) -> Iterator[Paragraph]:
    """Yield the paragraphs, those with which a section begins on a new page marked."""
    firsts = {section.first for section in sections[1:] if section.kind in _NEW_PAGE}
    for paragraph in paragraphs:
        yield replace(paragraph, has_break_before=True) if paragraph.index in firsts else paragraph


def _notes(parts: _Parts) -> Iterator[Paragraph]:
    relations = parts.package.relations.values()
    for kind, part, container in _NOTES:
        for name in sorted({relation.target for relation in relations if relation.kind == part}):
            root = parts.package.part(name)
            if root is None:
                continue
            reader = parts.reader(name, root)
            for note in root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}type") in (None, "normal"):
                    reader.read(note, container)
            yield from reader.paragraphs
