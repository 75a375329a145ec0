"""The marks that papers with state secrets bear: 机密★1年, 密级：机密, a title that ends with （秘密）."""

from __future__ import annotations

import re

from summarize.model.vocabulary import normalize_key

_LEVEL = "(?:绝密|机密|秘密)"
_STARRED = re.compile(f"{_LEVEL}级?[★☆]")
_LABELLED = re.compile(f"密级(?:和保密期限)?:{_LEVEL}级?")
_BRACKETED = re.compile(rf"^[(\[【〔]{_LEVEL}[)\]】〕]|[(\[【〔]{_LEVEL}[)\]】〕]$")
_TERM = "(?:[0-9一二三四五六七八九十]+(?:年|个?月|[天日])|长期|永久|启用前)"
_ALONE = re.compile(rf"[(\[【〔]?(?:密级(?:和保密期限)?:{_LEVEL}级?[★☆]?|{_LEVEL}级?[★☆]){_TERM}?[)\]】〕]?")
_BARE = re.compile(f"{_LEVEL}级?")


def find_starred(text: str) -> str | None:
    """Return the mark with a star that stands anywhere in `text`, or `None`."""
    if "★" not in text and "☆" not in text:
        return None
    found = _STARRED.search(normalize_key(text))
    return found[0] if found else None


def find_mark(text: str) -> str | None:
    """Return the mark in a title or a name, or `None`: with a star, behind 密级, or in brackets at either end.

    A sentence that speaks of secrets has none.
    """
    if "密" not in text:
        return None
    key = normalize_key(text)
    found = _STARRED.search(key) or _LABELLED.search(key) or _BRACKETED.search(key)
    return found[0] if found else None


def find_lone_mark(text: str) -> str | None:
    """Return the line of `text` that is a mark and nothing else, or `None`: 绝密★5年, 密级：机密."""
    if "密" not in text:
        return None
    keys = (normalize_key(line) for line in text.splitlines())
    return next((key for key in keys if _ALONE.fullmatch(key)), None)


def is_level(text: str) -> bool:
    """Return whether `text` is nothing but 绝密, 机密 or 秘密."""
    return bool(_BARE.fullmatch(normalize_key(text)))
