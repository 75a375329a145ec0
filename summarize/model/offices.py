"""Offices as one cell names them: the first leads, the others help."""

from __future__ import annotations

import re
from functools import lru_cache

_BETWEEN = re.compile(r"[、，,；;／/\r\n]+")
_LABEL = re.compile(r"^(?:牵头|主办|责任|配合|协办)(?:科室|单位|部门)?[:：]")


@lru_cache(maxsize=4096)
def split_offices(text: str) -> tuple[str, ...]:
    """Return the offices that `text` names, in its order: 办公室、财务科 are two.

    Labels such as 牵头： before a name are left out.
    """
    names = (_LABEL.sub("", part.strip()).strip() for part in _BETWEEN.split(text))
    return tuple(name for name in names if name)


def leading_office(text: str) -> str:
    """Return the office that leads where `text` names several, '' where it names none."""
    return next(iter(split_offices(text)), "")
