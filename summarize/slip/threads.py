"""Threaded comments (Excel 365): where a thread stands at a faulty cell, our note is a reply in it.

Excel shows the thread and not the comment that stands for it in older programs, so both are extended.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from summarize.model.addresses import address
from summarize.slip.comments import AUTHOR, Cell
from summarize.spreadsheetml.markup import Document, Element
from summarize.spreadsheetml.places import parse_area
from summarize.spreadsheetml.text import attribute, plain

PERSONS_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PERSONS_TYPE = "application/vnd.ms-excel.person+xml"
PERSONS_RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/person"
_SPACE = uuid.UUID("6f1d1c0a-6c1e-5b7a-9d0e-2f0f5c3a7b11")
"""What our ids are derived from: the same file gets the same ids."""


def _guid(name: str) -> str:
    return f"{{{str(uuid.uuid5(_SPACE, name)).upper()}}}"


PERSON = _guid(AUTHOR)


@dataclass(frozen=True, slots=True)
class EditedThreads:
    """A part of threads after the change, and whether it has replies of ours, who must then be a person."""

    content: bytes
    has_replies: bool


def new_persons() -> bytes:
    """Return a list of persons without anybody in it."""
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declared}<personList xmlns="{PERSONS_NAMESPACE}"/>'.encode()


def add_person(part: str, content: bytes) -> bytes:
    """Return the list of persons with the one in whose name replies stand."""
    document = Document(part, content)
    if any(person.attributes.get("id", "").upper() == PERSON for person in document.root.children):
        return content
    prefix = document.root.prefix
    entry = f'<{prefix}person displayName="{AUTHOR}" id="{PERSON}" userId="{AUTHOR}" providerId="None"/>'
    document.append(document.root, entry.encode())
    return document.apply()


def edit_threads(part: str, content: bytes, notes: Mapping[Cell, str]) -> EditedThreads:
    """Return the threads with a reply in each that stands at one of `notes`, earlier replies of ours taken out."""
    document = Document(part, content, depth=2)
    roots: dict[Cell, Element] = {}
    for comment in document.root.children:
        if comment.attributes.get("personId", "").upper() == PERSON:
            document.replace(comment.start, comment.end, b"")
        elif "parentId" not in comment.attributes and (area := parse_area(comment.attributes.get("ref"))):
            roots.setdefault(area.anchor, comment)
    replies = [
        _reply(document.root.prefix, cell, comment, notes[cell]) for cell, comment in roots.items() if cell in notes
    ]
    if replies:
        document.append(document.root, "".join(replies).encode())
    return EditedThreads(document.apply(), bool(replies))


def _reply(prefix: str, cell: Cell, thread: Element, note: str) -> str:
    """Return a reply to `thread`, dated as the thread itself so that no clock is asked."""
    parent = thread.attributes.get("id", "")
    when = f" dT={attribute(thread.attributes['dT'])}" if "dT" in thread.attributes else ""
    text = escape(plain(note))
    return (
        f'<{prefix}threadedComment ref="{address(*cell)}"{when} personId="{PERSON}" '
        f'id="{_guid(parent + address(*cell))}" parentId={attribute(parent)}>'
        f"<{prefix}text>{text}</{prefix}text></{prefix}threadedComment>"
    )
