"""What stands around the text of a paper: 版头, title and addressee before it, 落款 and 版记 behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from summarize.model.dates import parse_date
from summarize.papers.outline import ordinal_of
from summarize.papers.paper import Block, Face, Line, Origin, PaperTable

_DOCUMENT_NUMBER = r"[^\s，。；]{1,16}[〔\[［(（](?:19|20)\d\d[〕\]］)）]\s*第?\s*\d{1,4}\s*号"
_HEAD_FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("份号", re.compile(r"(?P<value>\d{6})")),
    ("紧急程度", re.compile(r"(?P<value>特急|加急|平急|特提)")),
    ("发文字号", re.compile(rf"(?P<value>{_DOCUMENT_NUMBER})")),
    ("签发人", re.compile(r"(?P<label>签发人[：:]\s*)(?P<value>.{2,40})")),
)
_SIGNED_NUMBER = re.compile(rf"(?P<number>{_DOCUMENT_NUMBER})\s+(?P<label>签发人[：:]\s*)(?P<name>.{{2,40}})")
_IMPRINT_FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("抄送机关", re.compile(r"(?P<label>抄送[：:]\s*)(?P<value>.+)")),
    ("主送机关", re.compile(r"(?P<label>主送[：:]\s*)(?P<value>.+)")),
)
_ISSUED = re.compile(r"(?P<organ>.*?)\s*(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*(?P<label>印发)")
_ANNEX_LABEL = re.compile(r"附件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:]?")
_ANNEX_NOTE = re.compile(r"(?P<label>附件?\s*[：:]\s*)(?P<value>.+)")
_SALUTATION = re.compile(r"各位|尊敬的|同志们|领导|主任|代表|委员")
_DOCUMENT_WORD = re.compile(r"(?:总结|计划|报告|汇报|打算|安排|要点|思路|材料|情况|汇总|小结)(?:[（(].{1,12}[)）])?$")
_DATE = re.compile(
    r"[（(]?(?P<date>(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?)[)）]?"
)
_ORGAN = re.compile(
    r"(?:局|委|委员会|府|办|办公室|中心|科|科室|股|室|处|队|院|站|所|会|组|部|厅|公司|学校|街道|镇|乡|社区|村)$"
)
_ENDING = re.compile(
    r"(?:特此|专此)(?:报告|汇报|函达|说明)[。！]?|以上(?:报告|汇报|情况).{0,12}[。！]?|(?:汇报|报告)完毕[。，].{0,12}|谢谢(?:大家)?[！。]?"
)
_DATE_FACT = "成文日期"
_MARKS = "。，,；;：:！？!?"
_LONGEST_TITLE, _LONGEST_ADDRESSEE, _LONGEST_SIGNATURE = 60, 40, 30
_TITLE_SIZE = 18
_MARK_SIZE = 26
_TAIL_LINES = 16


@dataclass(frozen=True, slots=True)
class FrameFact:
    """A fact found around the text: its name in 基本信息, its value, its line, what was taken off it."""

    name: str
    value: str
    line: Line
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands under one 附件 label, the label itself not included."""

    label: Line
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Frame:
    """A paper taken apart: the facts around its text, the text, its annexes, and lines of no known use."""

    facts: list[FrameFact] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    strays: list[tuple[str, Line]] = field(default_factory=list)
    """What the line seems to be, and the line."""

    def fact(self, name: str) -> str:
        """Return the value of a fact, '' if there is none."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


def take_frame(blocks: Sequence[Block], asides: Sequence[Line]) -> Frame:
    """Take what stands around the text off `blocks` and `asides`."""
    frame = Frame()
    rest = _take_annexes(list(blocks), frame)
    rest = _take_head(rest, frame)
    frame.body = _take_tail(rest, frame)
    for line in asides:
        taken = line.origin is Origin.TEXT_BOX and (
            _take_imprint(line, frame) or any(_take_pattern(line, frame, *facts) for facts in _HEAD_FACTS)
        )
        if not taken:
            frame.strays.append((line.origin.value, line))
    return frame


def _take_annexes(blocks: list[Block], frame: Frame) -> list[Block]:
    starts = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and _ANNEX_LABEL.fullmatch(block.text) and _has_text_before(blocks[:index])
    ]
    for start, end in pairwise([*starts, len(blocks)]):
        label = blocks[start]
        assert isinstance(label, Line)
        content = blocks[start + 1 : end]
        if end == len(blocks):
            content = content[: _take_backward(content, len(content), frame, _take_imprint)]
        frame.annexes.append(Annex(label, tuple(content)))
    return blocks[: starts[0]] if starts else blocks


def _has_text_before(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Line) and len(block.text) > _LONGEST_TITLE for block in blocks) or len(blocks) > 6


# The head


def _take_head(blocks: list[Block], frame: Frame) -> list[Block]:
    """Take 版头, title, what stands under the title, 主送机关 and 称谓; return what follows."""
    title: list[Line] = []
    index = 0
    for index, block in enumerate(blocks):  # noqa: B007 - where the head ends is what is looked for
        if isinstance(block, PaperTable) or not _take_head_line(block, title, frame):
            break
    else:
        index = len(blocks)
    _close_title(title, frame)
    return blocks[index:]


def _take_head_line(line: Line, title: list[Line], frame: Frame) -> bool:
    """Take one line as a part of the head; return whether it is one."""
    if not title:
        if any(_take_pattern(line, frame, *facts) for facts in _HEAD_FACTS) or _take_signed_number(line, frame):
            return True
        if _ANNEX_LABEL.fullmatch(line.text):
            frame.strays.append(("附件标记", line))
            return True
        if _is_organ_mark(line):
            frame.facts.append(FrameFact("发文机关标志", line.text, line))
            return True
    if title and _take_under_title(line, title, frame):
        return True
    if _is_title(line, title):
        title.append(line)
        return True
    return _take_addressee(line, frame)


def _is_organ_mark(line: Line) -> bool:
    if "发文机关标志" in line.style:
        return True
    is_large = line.look.is_red or line.look.size >= _MARK_SIZE
    return is_large and len(line.text) <= _LONGEST_TITLE and not _DOCUMENT_WORD.search(line.text)


def _is_title(line: Line, title: Sequence[Line]) -> bool:
    if len(line.text) > _LONGEST_TITLE or ordinal_of(line) or line.text[-1] in "。；：:":
        return False
    if title:
        last = title[-1]
        if line.paragraph == last.paragraph and line.is_continued:
            return True
        is_alike = line.is_centered and line.look.size >= last.look.size and line.look.face is last.look.face
        return is_alike or (_looks_like_title(line) and not _DOCUMENT_WORD.search(last.text))
    return _looks_like_title(line) or (_DOCUMENT_WORD.search(line.text) is not None and not line.outline)


def _looks_like_title(line: Line) -> bool:
    named = line.style.lower() in ("title", "标题", "公文标题")
    return named or line.is_centered or line.look.face is Face.TITLE or line.look.size >= _TITLE_SIZE


def _take_under_title(line: Line, title: Sequence[Line], frame: Frame) -> bool:
    """Take a subtitle, 署名 or 成文日期 that stand under the title."""
    if line.text.startswith(("——", "──", "--", "—")):
        frame.facts.append(FrameFact("副标题", line.text, line))
        return True
    if not (line.is_centered or line.is_right):
        return False
    if match := _DATE.fullmatch(line.text):
        _add_date(match, line, frame)
        return True
    bare = line.text.strip("（）() ")
    is_other = line.look != title[-1].look
    if is_other and not _DOCUMENT_WORD.search(bare) and (_ORGAN.search(bare) or line.look.face is Face.KAITI):
        taken = line.text.replace(bare, "…", 1) if bare != line.text else ""
        frame.facts.append(FrameFact("署名", bare, line, taken))
        frame.facts.append(FrameFact("署名位置", "题下", Line("", line.paragraph)))
        return True
    return False


def _add_date(match: re.Match[str], line: Line, frame: Frame) -> None:
    taken = line.text.replace(match["date"], "…", 1) if match["date"] != line.text else ""
    frame.facts.append(FrameFact("成文日期", match["date"], line, taken))
    if line.is_centered and frame.fact("署名位置") == "":
        frame.facts.append(FrameFact("署名位置", "题下", Line("", line.paragraph)))


def _close_title(title: Sequence[Line], frame: Frame) -> None:
    if title:
        text = "\n".join(line.text for line in title)
        first = next(
            (index for index, fact in enumerate(frame.facts) if fact.line.paragraph > title[0].paragraph), None
        )
        frame.facts.insert(len(frame.facts) if first is None else first, FrameFact("标题", text, title[0]))


def _take_addressee(line: Line, frame: Frame) -> bool:
    if line.text[-1] not in "：:" or len(line.text) > _LONGEST_ADDRESSEE or ordinal_of(line):
        return False
    is_salutation = _SALUTATION.search(line.text) is not None
    if re.search("[，。；]", line.text) and not is_salutation:
        return False
    if not is_salutation and not _ORGAN.search(line.text[:-1]):
        return False
    frame.facts.append(FrameFact("称谓" if is_salutation else "主送机关", line.text, line))
    return True


def _take_pattern(line: Line, frame: Frame, name: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.fullmatch(line.text)
    if match is None:
        return False
    frame.facts.append(FrameFact(name, match["value"].strip(), line, match.groupdict().get("label") or ""))
    return True


def _take_signed_number(line: Line, frame: Frame) -> bool:
    match = _SIGNED_NUMBER.fullmatch(line.text)
    if match is None:
        return False
    frame.facts.append(FrameFact("发文字号", match["number"], line))
    frame.facts.append(FrameFact("签发人", match["name"].strip(), line, match["label"]))
    return True


# The tail


def _take_tail(blocks: list[Block], frame: Frame) -> list[Block]:
    """Take 版记, 附注, 落款, 附件说明 and 结束语 off the end; return what stands before."""
    tail = Frame()
    end = len(blocks)
    for take in (_take_imprint, _take_note, _take_date, _take_signature):
        end = _take_backward(blocks, end, tail, take)
    end = _take_annex_notes(blocks, end, tail)
    end = _take_backward(blocks, end, tail, _take_ending)
    _join_equal_dates(frame, tail)
    frame.facts += sorted(tail.facts, key=lambda fact: fact.line.paragraph)
    return blocks[:end]


def _join_equal_dates(frame: Frame, tail: Frame) -> None:
    """Keep a date that stands both under the title and at the end once, with what the second took."""
    above = next((fact for fact in frame.facts if fact.name == _DATE_FACT), None)
    below = next((fact for fact in tail.facts if fact.name == _DATE_FACT), None)
    day = parse_date(above.value) if above else None
    if above is None or below is None or day is None or day != parse_date(below.value):
        return
    tail.facts.remove(below)
    said = below.taken.replace("…", below.value) if below.taken else below.value
    frame.facts[frame.facts.index(above)] = replace(above, taken=f"{above.taken}；文末：{said}".lstrip("；"))


def _take_backward(blocks: Sequence[Block], end: int, tail: Frame, take: Callable[[Line, Frame], bool]) -> int:
    """Take lines off the end while `take` knows them, and return the new end."""
    while end > 0:
        line = blocks[end - 1]
        if isinstance(line, PaperTable) or not take(line, tail):
            break
        end -= 1
    return end


def _take_imprint(line: Line, frame: Frame) -> bool:
    if match := _ISSUED.fullmatch(line.text):
        if match["organ"]:
            frame.facts.append(FrameFact("印发机关", match["organ"], line))
        frame.facts.append(FrameFact("印发日期", match["date"], line, match["label"]))
        return True
    return any(_take_pattern(line, frame, *facts) for facts in _IMPRINT_FACTS)


def _take_note(line: Line, frame: Frame) -> bool:
    if frame.fact("附注") or not re.fullmatch(r"[（(].{2,80}[)）]", line.text) or _DATE.fullmatch(line.text):
        return False
    frame.facts.append(FrameFact("附注", line.text, line))
    return True


def _take_date(line: Line, frame: Frame) -> bool:
    if frame.fact("成文日期"):
        return False
    if match := _DATE.fullmatch(line.text):
        taken = line.text.replace(match["date"], "…", 1) if match["date"] != line.text else ""
        frame.facts.append(FrameFact("成文日期", match["date"], line, taken))
        return True
    organ, _, date = line.text.rpartition(" ")
    organ, date = organ.strip(), date.strip()
    if organ and len(organ) <= _LONGEST_SIGNATURE and not re.search(f"[{_MARKS}]", organ) and parse_date(date):
        frame.facts.append(FrameFact("署名", organ, line))
        frame.facts.append(FrameFact("成文日期", date, line))
        return True
    return False


def _take_signature(line: Line, frame: Frame) -> bool:
    signed = [fact for fact in frame.facts if fact.name == "署名"]
    is_name = len(line.text) <= _LONGEST_SIGNATURE and not re.search(f"[{_MARKS}]", line.text)
    if not is_name or ordinal_of(line) or line.outline or line.look.face is Face.HEITI:
        return False
    is_set_off = line.is_right or "署名" in line.style
    if signed and not is_set_off:
        return False
    if not (is_set_off or (frame.fact("成文日期") and _ORGAN.search(line.text))):
        return False
    if signed:
        index = frame.facts.index(signed[0])
        frame.facts[index] = FrameFact("署名", f"{line.text}\n{signed[0].value}", line)
    else:
        frame.facts.append(FrameFact("署名", line.text, line))
    return True


def _take_annex_notes(blocks: Sequence[Block], end: int, frame: Frame) -> int:
    """Take 附件：1.… and the numbered names below it."""
    for start in range(end - 1, max(-1, end - _TAIL_LINES), -1):
        line = blocks[start]
        if isinstance(line, PaperTable):
            return end
        if match := _ANNEX_NOTE.fullmatch(line.text):
            others = [other for other in blocks[start + 1 : end] if isinstance(other, Line)]
            if not all(ordinal_of(other) for other in others):
                return end
            _add_annex_name(line, match["value"], match["label"], frame)
            for other in others:
                _add_annex_name(other, other.text, "", frame)
            return start
    return end


def _add_annex_name(line: Line, text: str, label: str, frame: Frame) -> None:
    bare = Line(text, line.paragraph)
    ordinal = ordinal_of(bare)
    length = ordinal.length if ordinal else 0
    taken = f"{line.label}{label}{text[:length]}".strip()
    frame.facts.append(FrameFact("附件说明", text[length:].strip(), line, taken))


def _take_ending(line: Line, frame: Frame) -> bool:
    if frame.fact("结束语") or not _ENDING.fullmatch(line.text):
        return False
    frame.facts.append(FrameFact("结束语", line.text, line))
    return True
