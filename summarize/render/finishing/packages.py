"""What surrounds the filled parts: the template's package without what tells of its maker.

Each kind of document has its package: one upright, and one that has the turned footers as well, with
all that the content types and relations say of them. Both are made once for a template.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.render.blocks import StyleNames
from summarize.render.finishing.turned_footers import turned_footer

if TYPE_CHECKING:
    from lxml import etree

    from summarize.render.package import Package

_CONTENT_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_FOOTER_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_HIDDEN = frozenset({"extended-properties", "custom-properties", "thumbnail"})
"""The ends of the relations to company, manager, paths, custom properties and a picture of the template."""
_FOOTERS = (("default", "页码（单页）", "right"), ("even", "页码（双页）", "left"))
"""The turned footers: type, name of the style, and where the number stands without it."""


@dataclass(frozen=True, slots=True)
class Packages:
    """The packages of a template's documents; `footers` are the relations to the turned ones by their type."""

    upright: Package
    turned: Package
    footers: Mapping[str, str]
    properties_name: str
    """The part of the core properties: each document has its own."""


def make_packages(package: Package, document_name: str, styles: StyleNames) -> Packages:
    """Return the packages of a template's documents; `document_name` is the part of the body."""
    relations, types = _parse(package.read(_ROOT_RELATIONS)), _parse(package.read(_CONTENT_TYPES))
    hidden = set(_take_hidden_out(relations))
    properties_name = _properties_name(relations)
    _forget(types, hidden)
    _declare(types, properties_name, _CORE_TYPE)
    upright = package.replaced(
        without={*hidden, properties_name},
        added={_ROOT_RELATIONS: _write(relations), _CONTENT_TYPES: _write(types)},
    )
    turned, footers = _with_turned_footers(upright, document_name, styles)
    return Packages(upright, turned, footers, properties_name)


def _take_hidden_out(relations: etree._Element) -> Iterator[str]:
    """Take the hidden relations out of those of the package and yield the parts that they lead to."""
    for relation in list(relations):
        if relation.get("Type", "").rsplit("/", 1)[-1] in _HIDDEN:
            relations.remove(relation)
            if relation.get("TargetMode") != "External":
                yield relation.get("Target", "").lstrip("/")


def _properties_name(relations: etree._Element) -> str:
    """Return the part of the core properties; a template without one gets the relation to it."""
    for relation in relations:
        if relation.get("Type") == _CORE_RELATION:
            return relation.get("Target", "").lstrip("/")
    name = "docProps/core.xml"
    _relate(relations, _CORE_RELATION, name)
    return name


def _with_turned_footers(package: Package, document_name: str, styles: StyleNames) -> tuple[Package, dict[str, str]]:
    folder, file = posixpath.split(document_name)
    relations_name = posixpath.join(folder, "_rels", f"{file}.rels")
    has_relations = relations_name in package.names
    relations = _parse(package.read(relations_name) if has_relations else _NO_RELATIONS)
    types = _parse(package.read(_CONTENT_TYPES))
    names = _free_names(folder, {*package.names, *_declared(types)})
    parts: dict[str, bytes] = {}
    footers: dict[str, str] = {}
    for (kind, style, alignment), (number, name) in zip(_FOOTERS, names, strict=False):
        parts[name] = turned_footer(styles.paragraph(style), alignment, number).encode()
        _declare(types, name, _FOOTER_TYPE)
        footers[kind] = _relate(relations, _FOOTER_RELATION, posixpath.basename(name))
    added = {**parts, relations_name: _write(relations), _CONTENT_TYPES: _write(types)}
    return package.replaced(added=added), footers


def _free_names(folder: str, taken: set[str]) -> Iterator[tuple[int, str]]:
    for number in range(1, len(taken) + len(_FOOTERS) + 1):
        name = posixpath.join(folder, f"footer{number}.xml")
        if name not in taken:
            yield number, name


def _declared(types: etree._Element) -> Iterator[str]:
    return (override.get("PartName", "").lstrip("/") for override in types.iter(f"{_TYPES}Override"))


def _declare(types: etree._Element, name: str, content_type: str) -> None:
    if name not in set(_declared(types)):
        types.append(types.makeelement(f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": content_type}))


def _forget(types: etree._Element, names: Iterable[str]) -> None:
    parts = {f"/{name}" for name in names}
    for override in list(types.iter(f"{_TYPES}Override")):
        if override.get("PartName") in parts:
            types.remove(override)


def _relate(relations: etree._Element, kind: str, target: str) -> str:
    """Return the id of a new relation."""
    taken = {relation.get("Id") for relation in relations}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
    attributes = {"Id": identity, "Type": kind, "Target": target}
    relations.append(relations.makeelement(f"{_RELATIONS}Relationship", attributes))
    return identity


def _parse(part: bytes) -> etree._Element:
    from lxml import etree  # noqa: PLC0415

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _write(root: etree._Element) -> bytes:
    from lxml import etree  # noqa: PLC0415

    return etree.tostring(root, encoding="UTF-8", standalone=True)
