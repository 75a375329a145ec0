"""What a rule of the audit is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule


class AuditRule(Protocol):
    """A module of this package that holds one rule: its page (`RULE`), and what finds its faults."""

    RULE: Rule

    def find(self, paper: Paper, profile: Profile, /) -> Iterator[Finding]:
        """Yield the faults of `paper` measured against `profile`."""
