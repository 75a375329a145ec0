"""The sheet 词表: the words of a unit or a district."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarize.findings import Finding
from summarize.language.lexicon import Lexicon, Term
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row: its word and what the other columns say, '' and `None` where blank."""

    word: Source
    meant: str
    day: Source | None


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
            if told := _READERS[choice](words, _entry(row, word)):
                findings.append(told)
    return Lexicon(words.typos, words.names, words.terms, words.leaders, frozenset(words.formulations))


def _entry(row: Row, word: Source) -> _Entry:
    meant = source_of(row.get("应为"))
    return _Entry(word, meant.raw.strip() if meant else "", source_of(row.get("起用日期")))


def _read_typo(words: _Words, entry: _Entry) -> Finding | None:
    if not entry.meant:
        return _lacks_meant(entry, "错别字")
    words.typos[_word(entry)] = entry.meant
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
