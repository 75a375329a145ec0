"""Numerals, dates and quantities (D01–D27): GB/T 15835-2011 and usage."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.numerals import (
    d01_dotted_date,
    d02_padded_date,
    d03_short_year,
    d04_chinese_date,
    d05_day_name,
    d06_relative_year,
    d07_one_sided_percent,
    d08_one_sided_scale,
    d09_mixed_scale,
    d10_rough_number,
    d11_digits_with_several,
    d12_doubly_rough,
    d13_decrease_in_times,
    d16_mixed_forms,
    d17_full_width_digit,
    d18_decimal_point,
    d19_mixed_grouping,
    d20_chinese_zero,
    d22_mixed_units,
    d23_mixed_quarters,
    d26_two_in_measures,
    d27_impossible_date,
)

NUMERALS: tuple[PassageRule, ...] = (
    d01_dotted_date,
    d02_padded_date,
    d03_short_year,
    d04_chinese_date,
    d05_day_name,
    d07_one_sided_percent,
    d08_one_sided_scale,
    d09_mixed_scale,
    d10_rough_number,
    d11_digits_with_several,
    d12_doubly_rough,
    d13_decrease_in_times,
    d16_mixed_forms,
    d17_full_width_digit,
    d18_decimal_point,
    d20_chinese_zero,
    d26_two_in_measures,
    d27_impossible_date,
)
NUMERALS_IN_SERIES: tuple[SeriesRule, ...] = (
    d06_relative_year,
    d19_mixed_grouping,
    d22_mixed_units,
    d23_mixed_quarters,
)
