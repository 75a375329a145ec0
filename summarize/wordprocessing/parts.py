"""The parts of a .docx and the relations between them, as much as a reader of text needs."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from summarize.errors import InputError
from summarize.findings import Place
from summarize.opc import standing_still
from summarize.opc.rules import DAMAGED_FILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""The namespaces of the strict variant, which Word writes on request, and those of the usual one."""


_WAY_OUT = "用 Word 或 WPS 打开，按提示修复后另存一份再用；打不开的，请重新复制或向报送人再要一份。"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the main part: the last word of its type (header, footnotes) and the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class ExternalRelation:
    """A relation that leads out of the package: the part that has it, the last word of its type, and the target."""

    part: str
    kind: str
    target: str


class Package:
    """The parts of one .docx that has passed the gate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with standing_still(path):
            self._zip = zipfile.ZipFile(path)
        self._names = {name.lower(): name for name in self._zip.namelist()}
        root = self._relations("")
        self.main_name = next((rel.target for rel in root.values() if rel.kind == "officeDocument"), "")
        self.relations = self._relations(self.main_name)

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()

    @property
    def main(self) -> etree._Element:
        """The root of the main part.

        Raises:
            InputError: There is none.
        """
        root = self.part(self.main_name)
        if root is None:
            raise self._damaged(self.main_name or "word/document.xml")
        return root

    def part(self, name: str) -> etree._Element | None:
        """Return the root of the part called `name`, or `None` if there is no such part.

        Raises:
            InputError: It is not XML.
        """
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        data = self._zip.read(stored)
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(name) from error

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they are stored."""
        return tuple(self._names.values())

    def relations_of(self, name: str) -> dict[str, Relation]:
        """Return the relations within the package of the part called `name`, by their ids."""
        return self.relations if name == self.main_name else self._relations(name)

    def externals(self) -> tuple[ExternalRelation, ...]:
        """Return every relation that leads out of the package, part by part."""
        found: list[ExternalRelation] = []
        for name in sorted(name for name in self._names.values() if name.lower().endswith(".rels")):
            folder, base = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            root = self.part(name)
            for element in () if root is None else root:
                if element.get("TargetMode", "").lower() == "external":
                    kind = element.get("Type", "").rpartition("/")[2]
                    found.append(ExternalRelation(source, kind, element.get("Target", "")))
        return tuple(found)

    def related(self, kind: str) -> list[etree._Element]:
        """Return the roots of the parts to which relations of `kind` lead, in the order of their names."""
        targets = sorted({relation.target for relation in self.relations.values() if relation.kind == kind})
        return [root for target in targets if (root := self.part(target)) is not None]

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        found: dict[str, Relation] = {}
        for element in root:
            if element.get("TargetMode", "").lower() == "external":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target)
        return found

    def _damaged(self, name: str) -> InputError:
        message = f"文件已损坏：部件“{name}”缺失或读不出"
        return InputError(DAMAGED_FILE.at(Place(file=str(self.path)), message, _WAY_OUT))


_LONGEST_NUMBER = 11
"""Digits of the longest number that means something: EMU of a page are seven."""


def value(parent: etree._Element | None, *names: str) -> str | None:
    """Return the attribute `w:val` of the descendant at the path `names`; '' if it has none, `None` if absent."""
    for name in names:
        parent = parent.find(f"{W}{name}") if parent is not None else None
    return None if parent is None else parent.get(f"{W}val", "")


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return whether the switch `name` is on; `None` where it is not said."""
    said = value(parent, name)
    return None if said is None else said.lower() not in ("0", "false", "off", "none")


def number(text: str | None) -> int | None:
    """Return `text` as a whole number, or `None` if it is none that means something."""
    try:
        return int(text) if text and len(text) <= _LONGEST_NUMBER else None
    except ValueError:
        return None
