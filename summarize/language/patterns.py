"""Regular expressions that are compiled when they are first asked for.

The rules have hundreds of them, and compiling all costs more than reading a workbook with those that it needs.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """What is asked of the compiled expression is kept, so that it is as fast as the expression itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression `source`, compiled at its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
