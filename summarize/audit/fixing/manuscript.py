"""A document that is being changed: its parts as trees, and on saving only those written anew that were changed."""

from __future__ import annotations

import posixpath
from pathlib import Path

from lxml import etree

from summarize.errors import InputError
from summarize.findings import Place
from summarize.opc import PackageKind, check_package, telling_of
from summarize.opc.rules import CONTAINS_MACROS, DAMAGED_FILE, EXTERNAL_RELATION
from summarize.spreadsheetml.archive import Archive
from summarize.spreadsheetml.markup import PackageEditError
from summarize.wordprocessing.parts import STRICT, Package, W

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class Manuscript(Package):
    """The parts of one .docx, each parsed once, so that what is changed in a tree is what is read next.

    Raises:
        InputError: It is no sound Word document.
    """

    def __init__(self, path: Path) -> None:
        check_package(path, PackageKind.DOCUMENT, admitting=(CONTAINS_MACROS, EXTERNAL_RELATION))
        self._roots: dict[str, etree._Element | None] = {}
        self._changed: dict[str, str] = {}
        self._new: dict[str, etree._Element] = {}
        with telling_of(path):
            data = path.read_bytes()
        try:
            self._archive = Archive(data)
        except PackageEditError as error:
            raise self._unreadable(path, error) from error
        super().__init__(path)

    def part(self, name: str) -> etree._Element | None:
        """Return the root of the part called `name`, always the same; `None` if there is no such part."""
        key = name.lower()
        if key in self._new:
            return self._new[key]
        if key not in self._roots:
            self._roots[key] = super().part(name)
        return self._roots[key]

    def touch(self, name: str) -> None:
        """Note that the part called `name` was changed."""
        self._changed.setdefault(name.lower(), name)

    @property
    def is_changed(self) -> bool:
        """Whether any part was changed or added."""
        return bool(self._changed)

    @property
    def paragraphs(self) -> dict[str, list[etree._Element]]:
        """The paragraphs of every part that was read so far, in the order of the text."""
        return {
            name: list(root.iter(f"{W}p"))
            for name, root in (*self._roots.items(), *self._new.items())
            if root is not None
        }

    def add(self, kind: str, root: etree._Element) -> str:
        """Add a part of `kind` (footer, header, comments) beside the main part, and return its relation's id."""
        folder = posixpath.dirname(self.main_name)
        name = self._free_name(posixpath.join(folder, kind))
        self._put_new(name, root)
        types = self._root_of(_CONTENT_TYPES)
        attributes = {"PartName": f"/{name}", "ContentType": _CONTENT_TYPE.format(kind)}
        types.append(types.makeelement(f"{_TYPES}Override", attributes))
        self.touch(_CONTENT_TYPES)
        return self._relate(kind, posixpath.basename(name))

    def add_copy(self, kind: str, source: str, root: etree._Element) -> str:
        """Add `root`, a copy of the part `source`, with the relations of that part; return its relation's id."""
        identity = self.add(kind, root)
        folder, base = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is not None:
            target = self.relations[identity].target
            copied = etree.fromstring(etree.tostring(relations))
            self._put_new(posixpath.join(folder, "_rels", f"{posixpath.basename(target)}.rels"), copied)
        return identity

    def save(self) -> bytes:
        """Return the package: parts that were not changed keep their packed bytes.

        Raises:
            InputError: The zip's records contradict each other.
        """
        try:
            for key, name in self._changed.items():
                root = self.part(name)
                if root is not None:
                    is_strict = self._is_strict(self.main_name if key in self._new else name)
                    self._archive.put(name, _written(root, is_strict=is_strict))
            return self._archive.save()
        except PackageEditError as error:
            raise self._unreadable(self.path, error) from error

    def _put_new(self, name: str, root: etree._Element) -> None:
        self._new[name.lower()] = root
        self._names.setdefault(name.lower(), name)
        self.touch(name)

    def _free_name(self, stem: str) -> str:
        number = 1
        while f"{stem}{number}.xml".lower() in self._names:
            number += 1
        return f"{stem}{number}.xml"

    def _relate(self, kind: str, target: str) -> str:
        folder, base = posixpath.split(self.main_name)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        root = self.part(name)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
            self._put_new(name, root)
        taken = {relation.get("Id") for relation in root}
        identity = next(one for number in range(1, len(taken) + 2) if (one := f"rId{number}") not in taken)
        is_strict = any(relation.get("Type", "").startswith(_STRICT_KINDS) for relation in root)
        attributes = {"Id": identity, "Type": f"{_STRICT_KINDS if is_strict else _KINDS}{kind}", "Target": target}
        root.append(root.makeelement(f"{_RELATIONS}Relationship", attributes))
        self.touch(name)
        self.relations = self._relations(self.main_name)
        return identity

    def _root_of(self, name: str) -> etree._Element:
        root = self.part(name)
        if root is None:
            raise self._damaged(name)
        return root

    def _is_strict(self, name: str) -> bool:
        data = self._archive.read(name)
        return any(strict in data for strict, _ in STRICT)

    def _unreadable(self, path: Path, error: PackageEditError) -> InputError:
        advice = "用 Word 或 WPS 打开，另存一份再用。"
        return InputError(DAMAGED_FILE.at(Place(file=str(path)), f"文件已损坏：{error}", advice))


def _written(root: etree._Element, *, is_strict: bool) -> bytes:
    data: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", standalone=True, xml_declaration=True)
    for strict, usual in STRICT if is_strict else ():
        data = data.replace(usual, strict)
    return data
