"""Report and template in, the bytes of a finished .docx out; which templates there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.render.rules import TEMPLATE_RULES
from summarize.render.template import Template
from summarize.render.templates import (
    TemplateInfo,
    default_template_name,
    find_template,
    list_templates,
)

if TYPE_CHECKING:
    from summarize.model.report import Report

__all__ = [
    "TEMPLATE_RULES",
    "Template",
    "TemplateInfo",
    "default_template_name",
    "find_template",
    "list_templates",
    "render",
]


def render(
    report: Report,
    template: Template,
    *,
    stage: str | None,
    document_id: str,
    is_draft: bool = False,
    is_duplex: bool = False,
) -> bytes:
    """Return the .docx of `report` in `template`; the same arguments give the same bytes.

    Args:
        report: What is printed.
        template: The compiled .docx with docxtpl's tags.
        stage: 征求意见稿, 送审稿 or 定稿, for the document's status.
        document_id: The only hidden thing in the document, as the name of a bookmark.
        is_draft: Whether figures without a value are printed as 〔待补：…〕 and do not stop the report.
        is_duplex: Whether 版记 stands on an even page, for printing on both sides.

    Raises:
        TemplateError: The template cannot be read or filled; every finding names the paragraph.
    """
    # docxtpl, python-docx and lxml cost a tenth of a second; naming templates and rules needs none.
    from summarize.render import document  # noqa: PLC0415

    return document.render(
        report, template, stage=stage, document_id=document_id, is_draft=is_draft, is_duplex=is_duplex
    )
