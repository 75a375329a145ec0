"""docxtpl as it is used by its manual, beside ours: both documents taken apart and compared part by part."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from summarize.render import Template

TYPES = "[Content_Types].xml"
Values = Mapping[str, object]
Context = Values | Callable[[Any], Values]
"""What is rendered, or a function that makes it for the DocxTemplate that its images and subdocuments need."""


def strict_environment() -> SandboxedEnvironment:
    """Return an environment that is sandboxed, strict and escapes, and nothing else."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


class Oracle(DocxTemplate):
    """docxtpl, which tells whether what it rendered was XML before it was mended in parsing."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.is_well_formed = True

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        rendered: str = super().render_xml_part(src_xml, part, context, jinja_env)
        try:
            etree.fromstring(rendered.encode())
        except etree.XMLSyntaxError:
            self.is_well_formed = False
        return rendered


@dataclass(frozen=True)
class Written:
    """What docxtpl wrote: the package, and whether every part was XML when it was rendered."""

    content: bytes
    is_well_formed: bool


def _values(context: Context, template: Any) -> dict[str, object]:
    return dict(context(template) if callable(context) else context)


def write_with_docxtpl(path: Path, context: Context, environment: SandboxedEnvironment | None = None) -> Written:
    """Return what a new DocxTemplate writes."""
    oracle = Oracle(str(path))
    oracle.render(_values(context, oracle), environment or strict_environment())
    buffer = io.BytesIO()
    oracle.save(buffer)
    return Written(buffer.getvalue(), oracle.is_well_formed)


def write_with_ours(path: Path, context: Context) -> bytes:
    """Return what a compiled template makes of the same."""
    template = Template(path)
    return template.render(_values(context, template.docxtpl) if callable(context) else context)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def canonical(content: bytes) -> bytes:
    """Return a part as canonical XML; what is no XML as it is."""
    try:
        return etree.tostring(etree.fromstring(content), method="c14n")
    except etree.XMLSyntaxError:
        return content


def _relations(name: str, content: bytes) -> dict[str, tuple[str, str, str]]:
    """Return the relations of a part: type, mode and target, which is resolved, by id."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = {}
    for relation in etree.fromstring(content):
        mode, target = relation.get("TargetMode", "Internal"), relation.get("Target", "")
        if mode == "Internal":
            target = posixpath.normpath(posixpath.join("/" + folder, target))
        found[relation.get("Id", "")] = (relation.get("Type", ""), mode, target)
    return found


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str | None]:
    """Return the type of every part: python-docx writes other defaults that mean the same."""
    root = etree.fromstring(parts[TYPES])
    by_extension = {node.get("Extension", "").lower(): node.get("ContentType") for node in root.iter("{*}Default")}
    by_name = {node.get("PartName"): node.get("ContentType") for node in root.iter("{*}Override")}
    return {
        name: by_name.get(f"/{name}", by_extension.get(name.rpartition(".")[2].lower()))
        for name in parts
        if name != TYPES and not name.endswith(".rels")
    }


def comparable(content: bytes) -> dict[str, object]:
    """Return a document's parts in a form in which equal means equal for Word."""
    parts = parts_of(content)
    found: dict[str, object] = {TYPES: _content_types(parts)}
    for name, part in parts.items():
        if name.endswith(".rels"):
            if relations := _relations(name, part):
                found[name] = relations
        elif name != TYPES:
            found[name] = canonical(part) if name.endswith(".xml") else part
    return found


def differing_parts(ours: bytes, theirs: bytes) -> dict[str, tuple[object, object]]:
    """Return the parts in which two documents differ: ours and theirs."""
    mine, other = comparable(ours), comparable(theirs)
    return {
        name: (mine.get(name), other.get(name))
        for name in sorted(mine.keys() | other.keys())
        if mine.get(name) != other.get(name)
    }


def assert_equal(path: Path, context: Context, environment: SandboxedEnvironment | None = None) -> bytes:
    """Check that ours writes what docxtpl writes, and return it."""
    theirs = write_with_docxtpl(path, context, environment)
    assert theirs.is_well_formed, "the oracle wrote no XML: this template shows nothing"
    ours = write_with_ours(path, context)
    assert not (differing := differing_parts(ours, theirs.content)), tell_difference(differing)
    return ours


def tell_difference(differing: Mapping[str, tuple[object, object]]) -> str:
    """Return the parts that differ, with what stands where they begin to."""
    return "\n".join(
        f"{name}\n  ours: {_tail(mine, other)}\n  docxtpl: {_tail(other, mine)}"
        for name, (mine, other) in differing.items()
    )


def _tail(one: object, other: object) -> str:
    if not (isinstance(one, bytes) and isinstance(other, bytes)):
        return repr(one)
    start = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return one[max(0, start - 150) : start + 250].decode(errors="replace")
