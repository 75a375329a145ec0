"""What keeps the time of large workbooks linear."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_search_for_cycles() -> Iterator[None]:
    """Let Python look for no cycles of references meanwhile, as context or decorator.

    Cells and records have none, and with hundreds of thousands of them each look would go through all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
