"""Every rule with its code, gathered from the packages that own them."""

from __future__ import annotations

from summarize.audit import AUDIT_RULES
from summarize.batch.cluster_rules import CLUSTER_RULES
from summarize.batch.rules import BATCH_RULES
from summarize.collect.rules import COLLECT_RULES
from summarize.findings import Rule
from summarize.history.rules import HISTORY_RULES
from summarize.language import LANGUAGE_RULES
from summarize.opc import PACKAGE_RULES
from summarize.overview.rules import EXPECTED_RULES
from summarize.papers.rules import PAPER_RULES
from summarize.pdf import PDF_RULES
from summarize.read.rules import READ_RULES
from summarize.render.rules import TEMPLATE_RULES
from summarize.slip.rules import SLIP_RULES
from summarize.validate.content_rules import CONTENT_RULES
from summarize.validate.figures.rules import FIGURE_RULES
from summarize.validate.layout_rules import LAYOUT_RULES
from summarize.validate.ledger.rules import LEDGER_RULES
from summarize.validate.rules import SHEET_RULES
from summarize.validate.wording.rules import WORDING_RULES

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *PACKAGE_RULES,
            *READ_RULES,
            *SHEET_RULES,
            *FIGURE_RULES,
            *CONTENT_RULES,
            *LEDGER_RULES,
            *LAYOUT_RULES,
            *WORDING_RULES,
            *TEMPLATE_RULES,
            *SLIP_RULES,
            *COLLECT_RULES,
            *PAPER_RULES,
            *BATCH_RULES,
            *CLUSTER_RULES,
            *EXPECTED_RULES,
            *PDF_RULES,
            *HISTORY_RULES,
            *LANGUAGE_RULES,
            *AUDIT_RULES,
        ),
        key=lambda rule: rule.code,
    )
)
