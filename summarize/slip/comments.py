"""The comments part of a sheet: ours added, those that stand there kept.

A returned file may come back and be returned again: what an earlier return wrote is told by its author or
its first words, in a comment of somebody else by the marks around it, and is taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarize.model.addresses import address
from summarize.spreadsheetml.markup import Document, Element, with_prefix
from summarize.spreadsheetml.places import parse_area
from summarize.spreadsheetml.text import content as text_content

AUTHOR = "退回意见"
_OPENED, _CLOSED = "【退回意见】", "【退回意见完】"
_ADDED = re.compile(rf"\n?{_OPENED}[^<]*?{_CLOSED}".encode())
_FACE = '<sz val="10"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/>'

_FIRST_WORDS = re.compile(rf"\s*{AUTHOR}第 \d+ 条（")
"""How every note begins; LibreOffice keeps no authors when it saves a workbook."""

Cell = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class EditedComments:
    """A comments part after the change, the cells whose comment went away, and those that have a new one."""

    content: bytes
    removed: frozenset[Cell]
    added: tuple[Cell, ...]


def new_comments(namespace: str) -> bytes:
    """Return a comments part without any comment."""
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declared}<comments xmlns="{namespace}"><authors/><commentList/></comments>'.encode()


def edit_comments(part: str, content: bytes, notes: Mapping[Cell, str]) -> EditedComments:
    """Return the part with `notes` at their cells and without what an earlier return left."""
    document = Document(part, content, depth=3)
    root = document.root
    authors, listed = root.child("authors"), root.child("commentList")
    names = [document.text(author) for author in authors.children] if authors else []
    ours = {str(number) for number, name in enumerate(names) if name.strip() == AUTHOR}
    standing: dict[Cell, Element] = {}
    removed: set[Cell] = set()
    for comment in listed.children if listed else ():
        area = parse_area(comment.attributes.get("ref"))
        if area is None:
            continue
        if comment.attributes.get("authorId") in ours or _FIRST_WORDS.match(document.text(comment)):
            document.replace(comment.start, comment.end, b"")
            removed.add(area.anchor)
        else:
            standing[area.anchor] = comment
    for cell, comment in standing.items():
        _extend(document, comment, notes.get(cell))
    added = tuple(cell for cell in sorted(notes) if cell not in standing)
    if added:
        number = _number_of_author(document, authors, names)
        new = "".join(_comment(cell, number, notes[cell]) for cell in added)
        if listed is not None:
            document.append(listed, with_prefix(new, root.prefix))
        else:
            document.append(root, with_prefix(f"<commentList>{new}</commentList>", root.prefix))
    return EditedComments(document.apply(), frozenset(removed), added)


def has_traces(content: bytes) -> bool:
    """Return whether an earlier return wrote in this comments part."""
    return AUTHOR.encode() in content


def _number_of_author(document: Document, authors: Element | None, names: list[str]) -> int:
    if AUTHOR in names:
        return names.index(AUTHOR)
    entry = f"<author>{AUTHOR}</author>"
    if authors is not None:
        document.append(authors, with_prefix(entry, document.root.prefix))
    else:
        whole = with_prefix(f"<authors>{entry}</authors>", document.root.prefix)
        document.insert(document.root.inner, whole)
    return len(names)


def _comment(cell: Cell, author: int, note: str) -> str:
    return f'<comment ref="{address(*cell)}" authorId="{author}" shapeId="0"><text>{_run(note)}</text></comment>'


def _run(note: str) -> str:
    return f'<r><rPr>{_FACE}</rPr><t xml:space="preserve">{text_content(note)}</t></r>'


def _extend(document: Document, comment: Element, note: str | None) -> None:
    """Put `note` below what somebody else wrote, in place of what an earlier return put there."""
    prefix = document.root.prefix
    run = with_prefix(_run(f"\n{_OPENED}\n{note}\n{_CLOSED}"), prefix) if note is not None else b""
    text = comment.child("text")
    if text is None:
        if note is not None:
            document.append(comment, with_prefix("<text>", prefix) + run + with_prefix("</text>", prefix))
        return
    inside = document.content[text.inner : text.end_tag]
    cleaned = _without_added(inside, prefix)
    if text.is_short:
        if note is not None:
            document.append(text, run)
    elif cleaned != inside:
        at = _runs_end(cleaned, prefix)
        document.replace(text.inner, text.end_tag, cleaned[:at] + run + cleaned[at:])
    elif note is not None:
        document.insert(_behind_runs(text), run)


def _behind_runs(text: Element) -> int:
    """Return where a run goes: behind the text and the runs, before phonetic marks."""
    follower = next((child for child in text.children if child.local in ("rPh", "phoneticPr")), None)
    return follower.start if follower else text.end_tag


def _runs_end(inside: bytes, prefix: str) -> int:
    """Return, as `_behind_runs` does, where a run goes in what stands inside a comment's text."""
    follower = re.search(rb"<%s(?:rPh|phoneticPr)[\s/>]" % re.escape(prefix.encode()), inside)
    return follower.start() if follower else len(inside)


def _without_added(inside: bytes, prefix: str) -> bytes:
    """Return the text of a comment without what was added to it: the whole run if it holds nothing else."""
    tag = re.escape(prefix.encode())
    run = re.compile(
        rb"<%sr>(?:<%srPr>(?:(?!</%srPr>).)*</%srPr>)?<%st(?: [^>]*)?>%s</%st></%sr>"
        % (tag, tag, tag, tag, tag, _ADDED.pattern, tag, tag),
        re.DOTALL,
    )
    return _ADDED.sub(b"", run.sub(b"", inside))


def merge_notes(notes: Iterable[tuple[Cell, str]]) -> dict[Cell, str]:
    """Return one note for each cell, those of the same cell under each other."""
    merged: dict[Cell, list[str]] = {}
    for cell, note in notes:
        merged.setdefault(cell, []).append(note)
    return {cell: "\n".join(dict.fromkeys(texts)) for cell, texts in merged.items()}
