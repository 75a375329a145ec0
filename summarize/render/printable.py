"""What can be printed: text and numbers, and indicators, which print as their number."""

from __future__ import annotations

import math
from typing import Any

from jinja2 import Undefined

from summarize.render.blocks import Block
from summarize.render.expression_errors import MisplacedError, NotPrintableError
from summarize.render.markup import IMPOSSIBLE
from summarize.render.records import IndicatorFigures


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
        case str() if IMPOSSIBLE.search(value):
            raise ValueError("characters that XML cannot hold")
        case None | str() | int() | float() | IndicatorFigures():
            return "" if value is None else value
        case Undefined():
            return str(value)
        case Block():
            raise MisplacedError(is_block=True)
        case _:
            raise NotPrintableError(type(value).__name__)
