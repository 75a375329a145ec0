"""A folder of inputs and what is told of it: which of its entries are inputs, and the rules of the batch."""

from __future__ import annotations

from summarize.batch.find import Found, Input, find_inputs, is_overview, read_contents
from summarize.batch.rules import BATCH_RULES

__all__ = ["BATCH_RULES", "Found", "Input", "find_inputs", "is_overview", "read_contents"]
