"""The sheet 词表: the words of a unit or a district."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from summarize.findings import Finding
from summarize.language.lexicon import Lexicon, Term
from summarize.language.shipped import shipped_guards, shipped_lexicon
from summarize.language.wording.matching import build_wordlist
from summarize.model.cells import Row, Table
from summarize.model.dates import date_of_serial, parse_date
from summarize.model.quotation import quote
from summarize.model.records import Source
from summarize.model.vocabulary import WORD_KINDS
from summarize.validate.fields import match_choice, source_of
from summarize.validate.wording import rules


@dataclass(slots=True)
class _Words:
    """The words while they are gathered, kind by kind."""

    typos: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    formulations: set[str] = field(default_factory=set)
    corrections: dict[str, Source] = field(default_factory=dict)
    """Where the correction of each of `typos` stands."""


_LONGEST = 100
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that are not seen: breaks, tabs, controls, turns of direction."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row: its word and what the other columns say, '' and `None` where blank."""

    word: Source
    meant: str
    day: Source | None
    correction: Source | None


def read_words(tables: Sequence[Table], findings: list[Finding]) -> Lexicon:
    """Return the words of the sheets 词表; what cannot be used is told in `findings`."""
    words = _Words()
    for table in tables:
        for row in table.rows:
            kind, word = source_of(row.get("类别")), source_of(row.get("词语"))
            if word is None:
                continue
            choice = match_choice(kind.raw, WORD_KINDS) if kind else None
            if choice is None:
                seen = f"类别写的是“{quote(kind.raw)}”" if kind else "没有写类别"
                advice = f"类别写 {'、'.join(WORD_KINDS)} 之一。"
                findings.append(rules.WORD_UNUSABLE.at(kind.place if kind else word.place, seen, advice))
                continue
            entry = _entry(row, word)
            if told := _find_unwritable(entry) or _READERS[choice](words, entry):
                findings.append(told)
    findings.extend(_drop_endless(words))
    return Lexicon(words.typos, words.names, words.terms, words.leaders, frozenset(words.formulations))


def _entry(row: Row, word: Source) -> _Entry:
    meant = source_of(row.get("应为"))
    return _Entry(word, meant.raw.strip() if meant else "", source_of(row.get("起用日期")), meant)


def _find_unwritable(entry: _Entry) -> Finding | None:
    """Tell of a word or a correction that cannot be looked for or written into a text."""
    if len(_word(entry)) < 2:
        seen = f"词语“{quote(entry.word.raw)}”只有一个字，认不准"
        return rules.WORD_UNUSABLE.at(entry.word.place, seen, "连着前后的字一起写，至少两个字。")
    for name, source in (("词语", entry.word), ("应为", entry.correction)):
        text = source.raw.strip() if source else ""
        if source is None or not text:
            continue
        if len(text) > _LONGEST:
            seen = f"“{name}”有{len(text)}个字，太长"
            return rules.WORD_UNUSABLE.at(source.place, seen, f"写成词语，不超过{_LONGEST}个字。")
        if any(sign in "{}｛｝" or unicodedata.category(sign) in _UNWRITABLE for sign in text):
            seen = f"“{name}”里有换行、花括号或看不见的符号"
            return rules.WORD_UNUSABLE.at(source.place, seen, "删去这些符号，只写词语。")
    return None


def _drop_endless(words: _Words) -> list[Finding]:
    """Take out the slips whose correction is wrong by the lists themselves, and tell of each."""
    typos = {**shipped_lexicon().typos, **words.typos}
    wordlist = build_wordlist(typos)
    told: list[Finding] = []
    wrong_in = {
        word: inner
        for word, meant in words.typos.items()
        if (inner := next((one for at, one in wordlist.find(meant) if _is_slip(meant, at, one, typos)), ""))
    }
    for word, inner in wrong_in.items():
        seen = f"“{word}”应为“{quote(words.typos[word])}”，其中的“{inner}”又算错别字，互相矛盾，改不完"
        advice = "两行只留对的一行；“应为”写最后的、正确的写法。"
        told.append(rules.WORD_UNUSABLE.at(words.corrections[word].place, seen, advice))
    for word in wrong_in:
        del words.typos[word]
    return told


def _is_slip(text: str, start: int, word: str, typos: Mapping[str, str]) -> bool:
    """Return whether `word` at `start` would be mended, as nothing right stands around it (对照检查 for 照检查)."""
    right = typos[word]
    is_shipped = shipped_lexicon().typos.get(word) == right
    if is_shipped and not shipped_guards()[word].allows(text, start, start + len(word)):
        return False
    offset = right.find(word)
    return not (offset >= 0 and start >= offset and text.startswith(right, start - offset))


def _read_typo(words: _Words, entry: _Entry) -> Finding | None:
    if not entry.meant:
        return _lacks_meant(entry, "错别字")
    words.typos[_word(entry)] = entry.meant
    if entry.correction:
        words.corrections[_word(entry)] = entry.correction
    return None


def _read_name(words: _Words, entry: _Entry) -> Finding | None:
    if not entry.meant:
        return _lacks_meant(entry, "单位名称")
    words.names[_word(entry)] = entry.meant
    return None


def _read_leader(words: _Words, entry: _Entry) -> Finding | None:
    if not entry.meant:
        return _lacks_meant(entry, "领导")
    words.leaders[_word(entry)] = entry.meant
    return None


def _read_new_term(words: _Words, entry: _Entry) -> Finding | None:
    return _read_term(words, entry, is_new=True)


def _read_old_term(words: _Words, entry: _Entry) -> Finding | None:
    return _read_term(words, entry, is_new=False)


def _read_term(words: _Words, entry: _Entry, *, is_new: bool) -> Finding | None:
    day = parse_date(entry.day.raw) or date_of_serial(entry.day.raw.strip()) if entry.day else None
    if day is None:
        seen = f"日期写的是“{quote(entry.day.raw)}”" if entry.day else f"“{quote(entry.word.raw)}”没有写起用日期"
        return rules.WORD_UNUSABLE.at((entry.day or entry.word).place, seen, "写成 2018年3月1日 这样的日期。")
    word = _word(entry)
    words.terms[word] = Term(word, since=day, instead=entry.meant) if is_new else Term(word, None, day, entry.meant)
    return None


def _read_formulation(words: _Words, entry: _Entry) -> Finding | None:
    words.formulations.add(_word(entry))
    return None


def _word(entry: _Entry) -> str:
    return entry.word.raw.strip()


def _lacks_meant(entry: _Entry, kind: str) -> Finding:
    return rules.WORD_UNUSABLE.at(entry.word.place, f"{kind}“{quote(entry.word.raw)}”没有写“应为”")


_READERS: dict[str, Callable[[_Words, _Entry], Finding | None]] = {
    "错别字": _read_typo,
    "单位名称": _read_name,
    "新用语": _read_new_term,
    "旧用语": _read_old_term,
    "固定提法": _read_formulation,
    "领导": _read_leader,
}
