"""Every rule of language in one visible tuple."""

from __future__ import annotations

from summarize.findings import Rule
from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.holes import HOLES, HOLES_IN_SERIES
from summarize.language.numerals import NUMERALS, NUMERALS_IN_SERIES
from summarize.language.ordinals import ORDINALS, ORDINALS_IN_SERIES
from summarize.language.privacy import PRIVACY, PRIVACY_IN_SERIES
from summarize.language.punctuation import PUNCTUATION, PUNCTUATION_IN_SERIES
from summarize.language.quantities import QUANTITIES, QUANTITIES_IN_SERIES
from summarize.language.wording import WORDING, WORDING_IN_SERIES

PASSAGE_RULES: tuple[PassageRule, ...] = (
    *PUNCTUATION,
    *ORDINALS,
    *NUMERALS,
    *WORDING,
    *QUANTITIES,
    *HOLES,
    *PRIVACY,
)
STRUCTURE_RULES: tuple[SeriesRule, ...] = (*PUNCTUATION_IN_SERIES, *ORDINALS_IN_SERIES)
"""Rules on how the paragraphs of one text follow one another."""
CONSISTENCY_RULES: tuple[SeriesRule, ...] = (
    *NUMERALS_IN_SERIES,
    *WORDING_IN_SERIES,
    *QUANTITIES_IN_SERIES,
    *HOLES_IN_SERIES,
    *PRIVACY_IN_SERIES,
)
"""Rules on what is said differently in different places, however far from each other."""
SERIES_RULES: tuple[SeriesRule, ...] = (*STRUCTURE_RULES, *CONSISTENCY_RULES)
LANGUAGE_RULES: tuple[Rule, ...] = (*(rule.RULE for rule in PASSAGE_RULES), *(rule.RULE for rule in SERIES_RULES))
