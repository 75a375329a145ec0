"""The rules on the printed page in one visible tuple."""

from __future__ import annotations

from summarize.audit.printed.pages import Printed
from summarize.audit.printed.rules import (
    g60_printed_density,
    g61_printed_margins,
    g62_signature_alone,
    g63_font_substituted,
    g64_row_split,
    g65_imprint_off_foot,
    g66_lone_character,
)
from summarize.findings import Finding, Rule

_RULES = (
    g60_printed_density,
    g61_printed_margins,
    g62_signature_alone,
    g63_font_substituted,
    g64_row_split,
    g65_imprint_off_foot,
    g66_lone_character,
)
PRINT_RULES: tuple[Rule, ...] = tuple(rule.RULE for rule in _RULES)


def audit_print(printed: Printed) -> tuple[Finding, ...]:
    """Return what is wrong with the pages of a document."""
    return tuple(
        finding for rule in _RULES if rule.RULE.code not in printed.profile.silenced for finding in rule.find(printed)
    )
