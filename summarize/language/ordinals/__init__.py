"""Ordinals and structure (N01–N12): GB/T 9704-2012, 7.3.3, and logic."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.ordinals import (
    n01_level_skipped,
    n02_number_out_of_sequence,
    n03_lone_ordinal,
    n04_half_width_brackets,
    n05_foreign_ordinal,
    n06_series_out_of_order,
    n07_count_off_paragraphs,
    n09_annex_label,
    n10_document_number,
)

ORDINALS: tuple[PassageRule, ...] = (
    n04_half_width_brackets,
    n05_foreign_ordinal,
    n09_annex_label,
    n10_document_number,
)
ORDINALS_IN_SERIES: tuple[SeriesRule, ...] = (
    n01_level_skipped,
    n02_number_out_of_sequence,
    n03_lone_ordinal,
    n06_series_out_of_order,
    n07_count_off_paragraphs,
)
