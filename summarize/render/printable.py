"""What can be printed: text and numbers, and indicators, which print as their number."""

from __future__ import annotations

import math
import re
from typing import Any

from jinja2 import Undefined

from summarize.render.blocks import Block
from summarize.render.expression_errors import MisplacedError, NotPrintableError
from summarize.render.records import IndicatorFigures

_IMPOSSIBLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""Characters that XML cannot hold; only a template's own texts have them, cells are looked at before."""


def require_printable(value: Any) -> Any:
    """Return `value` if it can be printed.

    Raises:
        MisplacedError: It is a block, which only `{{p … }}` takes.
        OverflowError: It is a number without end.
        ValueError: It has characters that no document can hold.
        NotPrintableError: It is a record, a list, a function.
        UndefinedError: It is not there.
    """
    match value:
        case float() if not math.isfinite(value):
            raise OverflowError
        case str() if _IMPOSSIBLE.search(value):
            raise ValueError("characters that XML cannot hold")
        case None | str() | int() | float() | IndicatorFigures():
            return "" if value is None else value
        case Undefined():
            return str(value)
        case Block():
            raise MisplacedError(is_block=True)
        case _:
            raise NotPrintableError(type(value).__name__)
