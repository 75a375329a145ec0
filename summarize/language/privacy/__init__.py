"""Personal data (K01–K03): what must not leave the office in a document."""

from __future__ import annotations

from summarize.language.fault import PassageRule, SeriesRule
from summarize.language.privacy import k01_identity_number, k02_mobile_number, k03_bank_card

PRIVACY: tuple[PassageRule, ...] = (k01_identity_number, k02_mobile_number, k03_bank_card)
PRIVACY_IN_SERIES: tuple[SeriesRule, ...] = ()
