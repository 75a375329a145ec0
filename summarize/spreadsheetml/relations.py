"""Relations and content types of a package, read and extended in place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.spreadsheetml.archive import Archive
from summarize.spreadsheetml.markup import Document
from summarize.spreadsheetml.text import attribute

CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: its id, its type in full, and the part that it leads to ('' if outside)."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type, the same in the strict and in the transitional form."""
        return self.type.rpartition("/")[2]


class Relations:
    """The relations of one part ('' for the package itself)."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive = archive
        self._folder, name = posixpath.split(part)
        self._part = posixpath.join(self._folder, "_rels", f"{name}.rels")

    def all(self) -> tuple[Relation, ...]:
        """Return them in the order in which they are written."""
        if self._part not in self._archive:
            return ()
        root = Document(self._part, self._archive.read(self._part)).root
        return tuple(self._read(child.attributes) for child in root.children if child.local == "Relationship")

    def _read(self, attributes: dict[str, str]) -> Relation:
        target = ""
        if attributes.get("TargetMode", "").lower() != "external":
            joined = posixpath.join("/", self._folder, attributes.get("Target", ""))
            target = posixpath.normpath(joined).lstrip("/")
        return Relation(attributes.get("Id", ""), attributes.get("Type", ""), target)

    def first(self, kind: str) -> Relation | None:
        """Return the first relation of this kind, or `None`."""
        return next((relation for relation in self.all() if relation.kind.lower() == kind.lower()), None)

    def clear(self) -> None:
        """Take all relations away; the parts behind them stay, unused."""
        if self._part in self._archive:
            empty = f'{_DECLARATION}<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'
            self._archive.put(self._part, empty.encode())

    def add(self, kind: str, target: str) -> str:
        """Add a relation of the type `kind` to the part `target`, and return its id."""
        used = {relation.id.lower() for relation in self.all()}
        number = len(used) + 1
        while f"rid{number}" in used:
            number += 1
        written = attribute(posixpath.relpath(target, self._folder or "."))
        entry = f'Relationship Id="rId{number}" Type={attribute(kind)} Target={written}/>'
        if self._part not in self._archive:
            whole = f'{_DECLARATION}<Relationships xmlns="{_PACKAGE_RELATIONS}"><{entry}</Relationships>'
            self._archive.put(self._part, whole.encode())
        else:
            document = Document(self._part, self._archive.read(self._part))
            document.append(document.root, f"<{document.root.prefix}{entry}".encode())
            self._archive.put(self._part, document.apply())
        return f"rId{number}"


def declare_types(archive: Archive, parts: Iterable[tuple[str, str]], extensions: Iterable[tuple[str, str]]) -> None:
    """Tell the content types of new parts (part, type), and of extensions that have none yet (extension, type)."""
    document = Document(CONTENT_TYPES, archive.read(CONTENT_TYPES))
    prefix = document.root.prefix
    known = {
        child.attributes.get("Extension", "").lower() for child in document.root.children if child.local == "Default"
    }
    listed = {
        child.attributes.get("PartName", "").lower() for child in document.root.children if child.local == "Override"
    }
    added = [
        f"<{prefix}Default Extension={attribute(extension)} ContentType={attribute(kind)}/>"
        for extension, kind in extensions
        if extension not in known
    ]
    added += [
        f"<{prefix}Override PartName={attribute('/' + part)} ContentType={attribute(kind)}/>"
        for part, kind in parts
        if f"/{part}".lower() not in listed
    ]
    if added:
        document.append(document.root, "".join(added).encode())
        archive.put(CONTENT_TYPES, document.apply())


def type_of(archive: Archive, part: str) -> str:
    """Return the content type of `part` in lower case; '' if none is told."""
    root = Document(CONTENT_TYPES, archive.read(CONTENT_TYPES)).root
    by_part = {child.attributes.get("PartName", "").lower(): child for child in root.children}
    by_extension = {child.attributes.get("Extension", "").lower(): child for child in root.children}
    found = by_part.get(f"/{part}".lower()) or by_extension.get(part.rpartition(".")[2].lower())
    return found.attributes.get("ContentType", "").lower() if found else ""
