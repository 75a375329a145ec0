"""The printed page: a document as LibreOffice lays it out, measured in millimetres (G60–).

`reading` makes pages of a PDF and tells which paragraph each line belongs to; `rules` find what only paper shows.
"""

from __future__ import annotations

from summarize.audit.printed.checking import PRINT_RULES, audit_print

__all__ = ["PRINT_RULES", "audit_print"]
