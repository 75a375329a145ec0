"""What stands before the text: the elements of 版头, the title and what is under it, 主送机关."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarize.audit.paper import Container, Paper, Paragraph, Role
from summarize.audit.roles.plain import is_red
from summarize.model.dates import parse_date
from summarize.model.numbering import strip_ordinal
from summarize.standard import Pt

_LOOKED_AT = 40
"""Paragraphs at the beginning among which 版头 and title stand."""
DOCUMENT_NUMBER = re.compile(
    r"[^\s，。；、：:]{0,16}?[〔\[［（(【]\s*(?:19|20)?\d\d\s*[〕\]］)）】]\s*第?\s*[0-9０-９]{1,4}\s*号"
)
_COPY_NUMBER = re.compile(r"(?:份号\s*[：:]?\s*)?[0-9０-９]{3,6}|[Nn№][oO]?[.．]?\s*[0-9]{3,6}")
_SECURITY = re.compile(r"(?:绝密|机密|秘密)\s*(?:[★☆].{0,10})?")
_URGENCY = re.compile(r"特\s*急|加\s*急|特\s*提|平\s*急|急\s*件")
_SIGNER = re.compile(r"签发人\s*[：:]?")
_TITLE_WORD = re.compile(
    r"(?:总结|计划|报告|汇报|打算|安排|要点|思路|材料|情况|通知|通报|方案|意见|请示|批复|函|纪要|决定|公告|通告|办法|规定|讲话|说明|制度|细则)"
    r"(?:[（(][^（）()]{1,12}[)）])?[。.！!；;：:]?"
)
_ENDS = "。；;！!"
_LONGEST_TITLE, _LONGEST_LINE_BELOW = 80, 40
_TITLE_SIZE, _MARK_SIZE = Pt(18), Pt(26)


@dataclass(slots=True)
class Opening:
    """Roles by index; the text begins behind the paragraph of index `end`."""

    roles: dict[int, Role] = field(default_factory=dict)
    end: int = 0


def find_opening(paper: Paper, plain: dict[int, Role]) -> Opening:
    """Return the roles of what stands before the text."""
    opening = Opening()
    head = [one for one in paper.paragraphs[:_LOOKED_AT] if plain.get(one.index) is not Role.EMPTY]
    for one in head:
        role = _head_role(one)
        if role is not None:
            opening.roles[one.index] = role
    flow = [one for one in head if one.container is Container.BODY and one.index not in opening.roles]
    flow = [one for one in flow if plain.get(one.index) is None]
    _drop_head_elements_in_the_text(opening, flow)
    mark = _issuer_mark(head, flow, opening)
    for one in mark:
        opening.roles[one.index] = Role.ISSUER_MARK
    flow = [one for one in flow if one.index not in opening.roles]
    title = _title(flow)
    if title is None:
        opening.end = max((index for index in opening.roles), default=0)
        return opening
    opening.roles[title.index] = Role.TITLE
    behind = [one for one in flow if one.index > title.index]
    opening.end = title.index
    for one, role in _below_title(title, behind):
        opening.roles[one.index] = role
        opening.end = one.index
    return opening


def _head_role(one: Paragraph) -> Role | None:
    text = one.text.strip()
    if len(text) > 60:
        return None
    if DOCUMENT_NUMBER.match(text) and (DOCUMENT_NUMBER.fullmatch(text) or _SIGNER.search(text)):
        return Role.DOCUMENT_NUMBER
    if _SIGNER.match(text):
        return Role.SIGNER
    if _COPY_NUMBER.fullmatch(text):
        return Role.COPY_NUMBER
    if _SECURITY.fullmatch(text):
        return Role.SECURITY
    return Role.URGENCY if _URGENCY.fullmatch(text) else None


def _drop_head_elements_in_the_text(opening: Opening, flow: Sequence[Paragraph]) -> None:
    """Forget what looks like an element of 版头 behind the first paragraph that is plainly text."""
    first = next((one.index for one in flow if one.index not in opening.roles and _is_plainly_text(one)), None)
    for index in [index for index in opening.roles if first is not None and index > first]:
        del opening.roles[index]


def _is_plainly_text(one: Paragraph) -> bool:
    text = one.text.strip()
    is_sentence = text.endswith("。") and not _looks_like_title(one) and not _reads_like_title(one)
    return len(text) > _LONGEST_TITLE or is_sentence or bool(strip_ordinal(text)[0])


def _issuer_mark(head: Sequence[Paragraph], flow: Sequence[Paragraph], opening: Opening) -> list[Paragraph]:
    """Return the paragraphs of 发文机关标志: red or large, before 发文字号, or ending with 文件."""
    number = min((index for index, role in opening.roles.items() if role is Role.DOCUMENT_NUMBER), default=None)
    found: list[Paragraph] = []
    candidates = [one for one in head if one.container is not Container.BODY or one in flow]
    for one in candidates[:8]:
        text = "".join(one.text.split())
        if not text or len(text) > 40 or text[-1] in _ENDS or one.index in opening.roles:
            continue
        is_before = number is None or one.index < number
        colored = is_red(_format_color(one))
        large = one.runs[0].format.size >= _MARK_SIZE if one.runs else False
        is_mark = (colored and (large or text.endswith("文件") or number is not None)) or (
            text.endswith("文件") and (large or number is not None) and not _TITLE_WORD.search(text)
        )
        if (is_before and (is_mark or (large and number is not None))) or (colored and large):
            found.append(one)
    return found


def _format_color(one: Paragraph) -> str:
    return one.runs[0].format.color if one.runs else ""


def _title(flow: Sequence[Paragraph]) -> Paragraph | None:
    """Return the first paragraph of the title: it looks like one, or it reads like one."""
    early: list[Paragraph] = []
    for one in flow[:12]:
        is_on_new_page = one.has_break_before or one.format.has_page_break_before
        if (early and is_on_new_page) or _is_plainly_text(one) or len(one.text) > _LONGEST_TITLE * 2:
            break
        early.append(one)
    likely = [one for one in early if len(one.text) <= _LONGEST_TITLE and not _is_date(one.text)]
    for test in (_looks_like_title, _reads_like_title):
        found = next((one for one in likely if test(one)), None)
        if found is not None:
            return found
    return None


def _looks_like_title(one: Paragraph) -> bool:
    style = one.style.lower()
    face = one.runs[0].format.east_asia.name if one.runs else ""
    is_named = style in ("title", "标题", "公文标题") or "小标宋" in face
    is_large = bool(one.runs) and one.runs[0].format.size >= _TITLE_SIZE
    is_sentence = one.text.strip()[-1:] in "：:" or one.text.count("。") > 1
    return not is_sentence and (is_named or is_large or one.format.alignment == "center")


def _reads_like_title(one: Paragraph) -> bool:
    text = one.text.strip()
    return bool(_TITLE_WORD.search(text[-16:])) and text[-1] not in "：:" and text.count("。") <= 1 and "，" not in text


def _below_title(title: Paragraph, behind: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Role]]:
    """Yield what belongs to the title: its further lines, a subtitle, unit and date, and 主送机关."""
    size = _size(title)
    for one in behind:
        text = one.text.strip()
        is_centred = one.format.alignment == "center"
        if _is_addressee(text):
            yield one, Role.ADDRESSEE
            return
        if strip_ordinal(one.text)[0] or len(text) > _LONGEST_TITLE or text[-1] in _ENDS:
            return
        if is_centred and _size(one) == size and not text.startswith(("——", "(", "（")) and not _is_date(text):
            yield one, Role.TITLE
        elif (is_centred or text.startswith("——") or _is_date(text)) and len(text) <= _LONGEST_LINE_BELOW * 2:
            yield one, Role.SUBTITLE
        else:
            return


def _is_addressee(text: str) -> bool:
    return (
        text[-1:] in ("：", ":")
        and len(text) <= 150
        and "如下" not in text
        and "。" not in text
        and "：" not in text[:-1]
    )


def _is_date(text: str) -> bool:
    return parse_date(text.strip().strip("（）()")) is not None


def _size(one: Paragraph) -> int:
    return one.runs[0].format.size if one.runs else one.mark.size
