"""Findings as lines on a screen: errors first, the same kind folded, no more than anybody reads."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarize.findings import Finding, Place, Severity
from summarize.model.addresses import first_corner

MOST_LINES = 28
"""With the line of counts and a hint at what was left out, under thirty."""
IN_CHECK = "未列出，用 summarize check 加 --verbose 可逐条查看"

_UNFOLDED = 3
"""So many findings of one kind are shown one by one."""
_NAMED = 8
"""So many places are named in a folded line."""

_ORDER = list(Severity)
_FAMILIES = "XQHKNCDPG"
"""Families of rules, the heaviest first: figures before wording, marks and looks last; all others before these."""


@dataclass(frozen=True, slots=True)
class _Line:
    file: str | None
    severity: Severity
    code: str
    place: str
    told: str

    def show(self, *, under_heading: bool) -> str:
        """Return the line; a place that is the file alone is not repeated under the file's name."""
        place = "" if under_heading and self.place == self.file else printable(self.place)
        head = " ".join(part for part in (self.severity.label, self.code, place) if part)
        return f"{head}：{self.told}"


def lay_out(
    findings: Sequence[Finding],
    *,
    is_verbose: bool = False,
    has_headings: bool = False,
    most_lines: int = MOST_LINES,
    elsewhere: str = IN_CHECK,
) -> list[str]:
    """Return the lines that show `findings`, without the line of counts.

    Errors come first. Among equals, file by file, what holds for the whole file, then sheet by sheet, in the order in
    which `findings` first name them, each from its top. With `has_headings` every file is named once,
    above its findings. Unless `is_verbose`, findings of one kind are folded, and if there are still too
    many lines the least serious are left out, of one severity marks before figures; `elsewhere` says where those stand.
    """
    ordered = _in_order(findings)
    if is_verbose:
        return _with_headings([_one(finding) for finding in ordered], has_headings=has_headings)
    for most_alike in (_UNFOLDED, 1):
        lines = _fold(ordered, most_alike)
        shown = _with_headings(lines, has_headings=has_headings)
        if len(shown) <= most_lines:
            return shown
    lines.sort(key=lambda line: (_ORDER.index(line.severity), _FAMILIES.find(line.code[:1])))
    kept = lines[:most_lines]
    while len(_with_headings(kept, has_headings=has_headings)) > most_lines:
        kept.pop()
    hint = f"……另有 {len(lines) - len(kept)} 项{elsewhere}"
    return [*_with_headings(kept, has_headings=has_headings), hint]


def count_up(findings: Iterable[Finding]) -> str:
    """Return the line of counts: `错误 2 处，警告 1 处。`, or `未发现问题。`."""
    counts = Counter(finding.severity for finding in findings)
    told = [f"{severity.label} {counts[severity]} 处" for severity in Severity if counts[severity]]
    return "，".join(told) + "。" if told else "未发现问题。"


_HAS_SINGLE_QUOTES = os.name != "nt"
_SPECIAL = frozenset(" \t\n&|<>()^;,=%!" if os.name == "nt" else " \t\n\"'$`\\!*?[](){}<>|&;#")
"""What a shell does not take as it stands: cmd.exe, or those of all other systems."""
_EVEN_IN_DOUBLE_QUOTES = frozenset('"$`\\!')


def as_typed(what: object) -> str:
    """Return a path or a word as it is typed on a command line: in quotation marks if it must."""
    text = str(what)
    if text and not _SPECIAL.intersection(text) and not text.startswith("~"):
        return text
    if _HAS_SINGLE_QUOTES and _EVEN_IN_DOUBLE_QUOTES.intersection(text):
        escaped = text.replace("'", "'\\''")
        return f"'{escaped}'"
    return f'"{text}"'


def printable(text: str) -> str:
    """Return `text` on one line, so that nothing in a cell can drive the terminal that shows it."""
    return "".join(_printable(ch) for ch in " ".join(text.split("\n")))


def _printable(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            # The control pictures: ESC becomes ␛.
            return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\N{REPLACEMENT CHARACTER}"
        case "Cf":
            return ""
        case "Cs" | "Zl" | "Zp":
            return " "
        case _:
            return character


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    files: dict[str | None, int] = {}
    sheets: dict[str | None, int] = {None: -1}
    for finding in findings:
        files.setdefault(finding.place.file, len(files))
        sheets.setdefault(finding.place.sheet, len(sheets))

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        where = files[place.file], sheets[place.sheet], first_corner(place.cell or "")
        return _ORDER.index(finding.severity), *where

    return sorted(findings, key=key)


def _fold(findings: Sequence[Finding], most_alike: int) -> list[_Line]:
    """Return the lines that show `findings`, each where its first stands.

    Findings of one kind at many places are one line, and so are equal ones at one place; what is said
    of one place in different words is different faults.
    """
    kinds: dict[tuple[str | None, Severity, str], list[int]] = {}
    for number, finding in enumerate(findings):
        kinds.setdefault((finding.place.file, finding.severity, finding.rule.code), []).append(number)
    lines: list[tuple[int, _Line]] = []
    for numbers in kinds.values():
        alike = [findings[number] for number in numbers]
        places = {_without_excerpt(finding) for finding in alike}
        if len(places) > most_alike:
            lines.append((numbers[0], _folded(alike)))
            continue
        equal: dict[tuple[str, str, str], list[int]] = {}
        for number, finding in zip(numbers, alike, strict=True):
            said = (_without_excerpt(finding), finding.message, finding.suggestion)
            equal.setdefault(said, []).append(number)
        for first, *others in equal.values():
            where = "同一段" if findings[first].place.paragraph else "同一格"
            also = f"（{where}同类共 {len(others) + 1} 处）" if others else ""
            lines.append((first, _one(findings[first], also)))
    return [line for _, line in sorted(lines, key=lambda numbered: numbered[0])]


def _without_excerpt(finding: Finding) -> str:
    return str(replace(finding.place, excerpt=None))


def _one(finding: Finding, also: str = "") -> _Line:
    remedy = f"改法：{_sentence(finding.suggestion)}" if finding.suggestion else ""
    told = f"{_sentence(finding.message)}{remedy}{also}"
    return _Line(finding.place.file, finding.severity, finding.rule.code, str(finding.place), told)


def _folded(alike: Sequence[Finding]) -> _Line:
    first_sheet = alike[0].place.sheet
    places = list(dict.fromkeys(_short(finding.place, first_sheet) for finding in alike))
    named = "、".join(place for place in places[:_NAMED] if place)
    more = "等" if len(places) > _NAMED else ""
    return _one(alike[0], f"（同类共 {len(alike)} 处{'：' if named else ''}{named}{more}）")


def _short(place: Place, sheet: str | None) -> str:
    if place.cell and place.sheet == sheet:
        return printable(place.cell)
    if place.paragraph:
        return f"第{place.paragraph}段"
    return printable(str(place)) if place.sheet or place.paragraph else ""


def _sentence(text: str) -> str:
    line = printable(text).strip()
    return line if line.rstrip("”’）").endswith(("。", "！", "？")) else f"{line}。"


def _with_headings(lines: Sequence[_Line], *, has_headings: bool) -> list[str]:
    if not has_headings:
        return [line.show(under_heading=False) for line in lines]
    shown: list[str] = []
    for file in dict.fromkeys(line.file for line in lines):
        shown.append(printable(file or "（未指明文件）"))
        shown += [f"  {line.show(under_heading=True)}" for line in lines if line.file == file]
    return shown
