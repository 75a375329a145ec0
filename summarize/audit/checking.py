"""A document against all rules, in the order of its text."""

from __future__ import annotations

from summarize.audit.paper import Paper
from summarize.audit.profile import NATIONAL, Profile
from summarize.audit.registry import RULES
from summarize.audit.wording import find_wording_faults
from summarize.findings import Finding

_LAYOUT_TELLS = {"N02": "G19"}
"""Rules of language that say of a number what a rule on layout says, too, when Word computes it."""


def audit_paper(paper: Paper, profile: Profile = NATIONAL) -> tuple[Finding, ...]:
    """Return what is wrong with `paper` measured against `profile`, from its top down."""
    found = [
        finding for rule in RULES if rule.RULE.code not in profile.silenced for finding in rule.find(paper, profile)
    ]
    told = {(finding.rule.code, finding.place.paragraph) for finding in found}
    found += [
        finding
        for finding in find_wording_faults(paper, profile)
        if (_LAYOUT_TELLS.get(finding.rule.code), finding.place.paragraph) not in told
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place.paragraph or 0))
