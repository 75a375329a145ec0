"""A copy of a document with a comment at each finding; nothing else in it is changed.

Word knows comments in the main text only, so what stands in a text box is told at the paragraph that it hangs on, and
what concerns the whole document at its first paragraph. Comments bear no date: same inputs, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from summarize.audit.fixing.manuscript import Manuscript
from summarize.audit.paper import Paper
from summarize.findings import Finding
from summarize.wordprocessing.parts import W, number

AUTHOR = "summarize"
_ALL_OVER = 3
"""Findings of one form that are one comment."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annotate_document(path: Path, paper: Paper, findings: Sequence[Finding]) -> bytes:
    """Return the document at `path`, which was read as `paper`, with its findings as comments, folded.

    Raises:
        InputError: It is no sound Word document.
    """
    manuscript = Manuscript(path)
    try:
        _annotate(manuscript, paper, findings)
        return manuscript.save()
    finally:
        manuscript.close()


def fold_for_comments(findings: Sequence[Finding]) -> list[Finding]:
    """Return one finding a comment: one a kind and paragraph; form that is wrong all over, at its first place."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule.code.startswith("G") and finding.place.paragraph:
            alike.setdefault((finding.rule.code, finding.message), []).append(finding)
    folded = {key: those for key, those in alike.items() if len(those) >= _ALL_OVER}
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same = folded.get((finding.rule.code, finding.message))
        if same and finding.place.paragraph:
            if same[0] is finding:
                told = f"{finding.message}（全文同类共{len(same)}处，只在第一处批注）"
                groups[finding.rule.code, told] = [replace(finding, message=told)]
        else:
            key = str(finding.place.paragraph) if finding.place.paragraph else f"{finding.message}"
            groups.setdefault((finding.rule.code, key), []).append(finding)
    return [_joined(those) for those in groups.values()]


def _joined(those: Sequence[Finding]) -> Finding:
    messages = dict.fromkeys(one.message for one in those)
    advice = dict.fromkeys(one.suggestion for one in those if one.suggestion)
    return replace(those[0], message="；".join(messages), suggestion="".join(advice))


def _annotate(manuscript: Manuscript, paper: Paper, findings: Sequence[Finding]) -> None:
    elements = list(manuscript.main.iter(f"{W}p"))
    if not findings or not elements:
        return
    comments, name = _comments(manuscript)
    taken = [number(one.get(f"{W}id")) or 0 for one in comments]
    first = next((one.anchor.number for one in paper.flow if not one.is_blank), 0)
    starts: dict[etree._Element, int] = {}
    for identity, finding in enumerate(fold_for_comments(findings), start=max(taken, default=-1) + 1):
        index = finding.place.paragraph or 0
        at = paper.by_index(index).anchor.number if 0 < index <= len(paper.paragraphs) else first
        _mark(_outermost(elements[at]), str(identity), starts)
        comments.append(_comment(comments, str(identity), finding))
    manuscript.touch(name)
    manuscript.touch(manuscript.main_name)


def _comments(manuscript: Manuscript) -> tuple[etree._Element, str]:
    """Return the root and the name of the part with the comments, made if there is none."""
    name = next((one.target for one in manuscript.relations.values() if one.kind == "comments"), None)
    root = None if name is None else manuscript.part(name)
    if root is None or name is None:
        root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        identity = manuscript.add("comments", root)
        name = manuscript.relations[identity].target
    return root, name


def _outermost(paragraph: etree._Element) -> etree._Element:
    """Return the paragraph, or that on which the text box hangs in which it stands."""
    return next(reversed(list(paragraph.iterancestors(f"{W}p"))), paragraph)


def _mark(paragraph: etree._Element, identity: str, starts: dict[etree._Element, int]) -> None:
    """Put the two ends of a comment's range around the runs of a paragraph, and its reference behind them."""
    if paragraph not in starts:
        properties = paragraph.find(f"{W}pPr")
        starts[paragraph] = 0 if properties is None else paragraph.index(properties) + 1
    paragraph.insert(starts[paragraph], paragraph.makeelement(f"{W}commentRangeStart", {f"{W}id": identity}))
    starts[paragraph] += 1
    paragraph.append(paragraph.makeelement(f"{W}commentRangeEnd", {f"{W}id": identity}))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": identity})


def _comment(parent: etree._Element, identity: str, finding: Finding) -> etree._Element:
    attributes = {f"{W}id": identity, f"{W}author": AUTHOR, f"{W}initials": AUTHOR[:1]}
    comment = parent.makeelement(f"{W}comment", attributes)
    for position, line in enumerate(_lines(finding)):
        paragraph = etree.SubElement(comment, f"{W}p")
        if not position:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t", {_SPACE: "preserve"})
        text.text = line
    return comment


def _lines(finding: Finding) -> tuple[str, ...]:
    """Return what a comment says: the fault, what to do, on what it rests."""
    rule = finding.rule
    head = f"{finding.severity.label} {rule.code}：{_printable(finding.message)}"
    return head, f"改法：{_printable(finding.suggestion)}", f"依据：{rule.reference}"


def _printable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return "".join(character for character in text if character.isprintable() or character in "\t\n")
