"""What stands behind the text: 附件说明, 署名, 成文日期, 附注, annexes, 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from summarize.audit.paper import Container, Paper, Paragraph, Role
from summarize.model.dates import parse_date
from summarize.model.numbering import strip_ordinal
from summarize.standard import Pt

ANNEX_NOTE = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:.．]\s*\S.*", re.DOTALL)
ANNEX_LABEL = re.compile(
    r"附\s*件\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{0,3}[)）]?\s*[：:.．]?|[：:]\s*[0-9０-９一二三四五六七八九十]{1,3})"
)
_ANNEX_ITEM = re.compile(r"[0-9０-９]{1,2}\s*[.．、]\s*\S.*")
_COPY_TO = re.compile(r"(?:抄\s*送|抄\s*报|主\s*送|分\s*送)\s*(?:机关)?\s*[：:].*", re.DOTALL)
ISSUE = re.compile(r".{0,40}?(?:19|20|二〇|二○|二零).{6,14}印\s*发?", re.DOTALL)
_LOOSE_DATE = re.compile(
    r"(?:(?:19|20)\d\d|[二〇○零一三四五六七八九]{4})\s*[年.．/-]\s*[\d一二三四五六七八九十ＸxX×]{1,3}\s*[月.．/-]\s*[\d一二三四五六七八九十ＸxX×]{0,3}\s*日?"
)
_NOTE = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[)）][^（）()]*)*[)）]")
_ENDS = "。；;！!：:，,、"
_INSIDE = frozenset("，。；：！？…—,;:!?")
"""Marks that no name of an office holds."""
_LONGEST_NAME, _TAIL = 40, 12
_TITLE_SIZE = Pt(18)
_LONGEST_TITLE = 3
"""Lines of an annex's title."""


def find_closing(paper: Paper, plain: dict[int, Role], text_begins: int) -> dict[int, Role]:
    """Return the roles of what stands behind the text that begins behind the paragraph of index `text_begins`."""
    roles = _imprint(paper, text_begins)
    flow = [
        one
        for one in paper.flow
        if one.index > text_begins and one.index not in roles and plain.get(one.index) in (None, Role.CAPTION)
    ]
    labels = _annex_labels(flow)
    main = [one for one in flow if not labels or one.index < labels[0].index]
    for count, pages in enumerate(_split_at_new_pages(main)):
        signed = _signature(pages)
        # What a notice hands down begins on a new page behind its own signature, with a title of its own.
        is_attached = count > 0 and pages[0].format.alignment == "center" and _size(pages[0]) >= _TITLE_SIZE
        roles.update({**(_annex_title(pages[:_LONGEST_TITLE]) if is_attached else {}), **signed})
    roles.update(_annex_note(main, roles))
    positions = {one.index: position for position, one in enumerate(flow)}
    for label in labels:
        roles[label.index] = Role.ANNEX_LABEL
    for label in labels:
        behind = flow[positions[label.index] + 1 : positions[label.index] + 1 + _LONGEST_TITLE]
        following = list(takewhile(lambda one: roles.get(one.index) is not Role.ANNEX_LABEL, behind))
        roles.update(_annex_title(following))
    return roles


def _imprint(paper: Paper, text_begins: int) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    written = [one for one in paper.paragraphs if one.index > text_begins and one.text.strip()]
    tail = {one.index for one in written[-_TAIL:]}
    for one in written:
        text = one.text.strip()
        if one.container is Container.BODY and one.index not in tail:
            continue
        if _COPY_TO.fullmatch(text):
            roles[one.index] = Role.COPY_TO
        elif len(text) <= 70 and ISSUE.fullmatch(text) and "。" not in text[:-1]:
            roles[one.index] = Role.ISSUE
    return roles


def _annex_labels(flow: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the labels at the head of the annexes; 附件： above a list of names is none."""
    found: list[Paragraph] = []
    for position, one in enumerate(flow):
        text = one.text.strip()
        if not text.startswith("附"):
            continue
        on_new_page = _is_on_new_page(one, flow[position - 1] if position else None)
        following = flow[position + 1].text.strip() if position + 1 < len(flow) else ""
        if (
            ANNEX_LABEL.fullmatch(text)
            and (on_new_page or not _ANNEX_ITEM.fullmatch(following) or text[-1] not in "：:")
        ) or (on_new_page and ANNEX_NOTE.fullmatch(text) and len(text) <= _LONGEST_NAME and text[-1] not in _ENDS):
            found.append(one)
    return found


def _is_on_new_page(one: Paragraph, before: Paragraph | None) -> bool:
    return one.has_break_before or one.format.has_page_break_before or (before is not None and before.has_break_after)


def _split_at_new_pages(main: Sequence[Paragraph]) -> list[list[Paragraph]]:
    pages: list[list[Paragraph]] = [[]]
    for position, one in enumerate(main):
        if pages[-1] and _is_on_new_page(one, main[position - 1]):
            pages.append([])
        pages[-1].append(one)
    return [those for those in pages if those]


def _size(one: Paragraph) -> int:
    return one.runs[0].format.size if one.runs else one.mark.size


def _signature(main: Sequence[Paragraph]) -> dict[int, Role]:
    """Return 署名, 成文日期 and 附注 at the end of the main text."""
    roles: dict[int, Role] = {}
    position = len(main) - 1
    if position >= 0 and _NOTE.fullmatch(main[position].text.strip()) and not _is_date(main[position].text):
        after_date = position > 0 and _is_date(main[position - 1].text)
        if after_date:
            roles[main[position].index] = Role.NOTE
            position -= 1
    while position >= 0 and ANNEX_NOTE.fullmatch(main[position].text.strip()):
        position -= 1
    if position < 0:
        return roles
    last = main[position]
    if _is_date(last.text):
        roles[last.index] = Role.SIGNATURE_DATE
        position -= 1
        while position >= 0 and _is_name(main[position]):
            roles[main[position].index] = Role.SIGNATURE
            position -= 1
    elif last.format.alignment == "right" and _is_name(last):
        roles[last.index] = Role.SIGNATURE
    return roles


def _is_date(text: str) -> bool:
    bare = "".join(text.split()).strip("（）()")
    return parse_date(bare) is not None or bool(_LOOSE_DATE.fullmatch(bare))


def _is_name(one: Paragraph) -> bool:
    text = one.text.strip()
    is_name = 1 < len(text) <= _LONGEST_NAME and _INSIDE.isdisjoint(text) and not strip_ordinal(one.text)[0]
    return is_name and not ANNEX_NOTE.fullmatch(text) and not one.format.outline


def _annex_note(main: Sequence[Paragraph], roles: dict[int, Role]) -> dict[int, Role]:
    """Return 附件说明: the line that begins with 附件： and the numbered names below it."""
    found: dict[int, Role] = {}
    start = next(
        (
            position
            for position in range(len(main) - 1, -1, -1)
            if main[position].index not in roles and _opens_note(main[position])
        ),
        None,
    )
    if start is None:
        return found
    found[main[start].index] = Role.ANNEX_NOTE
    for one in main[start + 1 :]:
        if one.index in roles or not (
            _ANNEX_ITEM.fullmatch(one.text.strip()) or ANNEX_NOTE.fullmatch(one.text.strip())
        ):
            break
        found[one.index] = Role.ANNEX_NOTE
    for position in range(start - 1, -1, -1):
        if not ANNEX_NOTE.fullmatch(main[position].text.strip()):
            break
        found[main[position].index] = Role.ANNEX_NOTE
    return found


def _opens_note(one: Paragraph) -> bool:
    text = one.text.strip()
    is_note = ANNEX_NOTE.fullmatch(text) is not None or (ANNEX_LABEL.fullmatch(text) is not None and text[-1] in "：:")
    return is_note and len(text) <= 120 and text.count("。") <= 1


def _annex_title(following: Sequence[Paragraph]) -> dict[int, Role]:
    """Return the title of an annex: the first lines under its label, as long as they are centred."""
    found: dict[int, Role] = {}
    for one in following:
        text = one.text.strip()
        is_centred = one.format.alignment == "center"
        if len(text) > 60 or text[-1] in "；;：:" or strip_ordinal(one.text)[0] or (found and not is_centred):
            break
        if not is_centred and text[-1] == "。":
            break
        found[one.index] = Role.ANNEX_TITLE
    return found
