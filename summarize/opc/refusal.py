"""How the gate says no: one finding about the whole file."""

from __future__ import annotations

from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place, Rule


def refuse(path: Path, rule: Rule, message: str, suggestion: str = "") -> InputError:
    """Return the error that the file at `path` is refused by `rule`."""
    return InputError(rule.at(Place(file=str(path)), message, suggestion))
