"""Figures typed by hand in prose (Q01–): what a sentence says against what it adds up to."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.quantities import (
    q01_parts_off_whole,
    q02_total_off_list,
    q03_part_exceeds_whole,
    q04_product_off,
    q05_sum_per_unit_off,
    q06_change_off,
    q07_points_and_percent,
    q08_times_off,
    q09_rate_off,
    q10_shares_off_hundred,
    q11_scale_slip,
    q12_count_off_items,
    q13_rate_over_hundred,
)

QUANTITIES: tuple[PassageRule, ...] = (
    q01_parts_off_whole,
    q02_total_off_list,
    q03_part_exceeds_whole,
    q04_product_off,
    q05_sum_per_unit_off,
    q06_change_off,
    q07_points_and_percent,
    q08_times_off,
    q09_rate_off,
    q10_shares_off_hundred,
    q11_scale_slip,
    q12_count_off_items,
    q13_rate_over_hundred,
)
QUANTITIES_IN_SERIES: tuple[SeriesRule, ...] = ()
