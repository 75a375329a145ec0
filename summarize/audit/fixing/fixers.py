"""The rules that can mend, each with what mends its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from summarize.audit.fixing import layout_fixers as layout
from summarize.audit.fixing import page_fixers as pages
from summarize.audit.fixing import text_fixers as texts
from summarize.audit.fixing import type_fixers as types
from summarize.audit.fixing.audited import Audited
from summarize.audit.fixing.edits import Edit
from summarize.audit.paper import Paragraph

ParagraphFixer = Callable[[Audited, Paragraph], Iterator[Edit]]
DocumentFixer = Callable[[Audited], Iterator[Edit]]

PARAGRAPH_FIXERS: Mapping[str, ParagraphFixer] = MappingProxyType(
    {
        "G04": types.fix_type,
        "G05": types.fix_type,
        "G06": types.fix_type,
        "G07": types.fix_type,
        "G08": types.fix_theme,
        "G09": types.fix_marks,
        "G12": types.fix_color,
        "G13": layout.fix_pitch,
        "G14": layout.fix_indent,
        "G15": layout.fix_alignment,
        "G16": layout.fix_spacing,
        "G17": layout.fix_title,
        "G24": texts.fix_document_number,
        "G26": layout.fix_issuer_mark,
        "G28": texts.fix_copy_to,
        "G30": texts.fix_imprint_date,
        "G31": layout.fix_signature,
        "G32": texts.fix_signature_date,
        "G33": texts.fix_annex_label,
        "G35": layout.fix_page_break,
        "G36": texts.fix_addressee,
        "G43": layout.fix_blanks,
        "G44": layout.fix_picture,
        "G45": layout.fix_row,
    }
)
DOCUMENT_FIXERS: Mapping[str, DocumentFixer] = MappingProxyType(
    {
        "G01": pages.fix_size,
        "G02": pages.fix_margins,
        "G03": pages.fix_grid,
        "G10": types.fix_digits,
        "G20": pages.fix_numbers,
        "G21": pages.fix_numbers,
        "G22": pages.fix_numbers,
    }
)
FIXABLE = frozenset((*PARAGRAPH_FIXERS, *DOCUMENT_FIXERS))
"""Codes of the rules on format that can mend; those of language mend what they give a replacement for."""
