"""A .docx against GB/T 9704-2012: a stranger's eye, which knows nothing of workbooks and templates.

`reading` makes a `Paper` of the file, `roles` tells what each paragraph is, `rules` find what is wrong. Only `reading`
sees XML, and is loaded when a document is read.
"""

from __future__ import annotations

from summarize.audit.checking import audit_paper
from summarize.audit.paper import Paper, Role
from summarize.audit.profile import ELECTRONIC, NATIONAL, PROFILES, Profile
from summarize.audit.registry import AUDIT_RULES

__all__ = ["AUDIT_RULES", "ELECTRONIC", "NATIONAL", "PROFILES", "Paper", "Profile", "Role", "audit_paper"]
