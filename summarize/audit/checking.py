"""A document against all rules, in the order of its text."""

from __future__ import annotations

from summarize.audit.paper import Paper
from summarize.audit.profile import NATIONAL, Profile
from summarize.audit.registry import RULES
from summarize.audit.wording import find_wording_faults
from summarize.findings import Finding


def audit_paper(paper: Paper, profile: Profile = NATIONAL) -> tuple[Finding, ...]:
    """Return what is wrong with `paper` measured against `profile`, from its top down."""
    found = [
        finding for rule in RULES if rule.RULE.code not in profile.silenced for finding in rule.find(paper, profile)
    ]
    found += find_wording_faults(paper, profile)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place.paragraph or 0))
