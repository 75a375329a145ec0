"""A document with what is safe to mend mended: everything else stays as it is, byte for byte.

`fixers` tell what mends a finding, as `edits` that know nothing of XML; `applying` makes them in a `Manuscript`, and
`mending` goes round until nothing is left to mend.
"""

from __future__ import annotations

from summarize.audit.fixing.mending import Fixed, fix_document

__all__ = ["Fixed", "fix_document"]
