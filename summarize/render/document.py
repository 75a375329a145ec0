"""Report and template in, the bytes of a finished .docx out."""

from __future__ import annotations

from functools import lru_cache

from summarize.model.report import Report
from summarize.render.context import build_context
from summarize.render.finishing import Finishing, prepare_finishing
from summarize.render.template import Template

_MOST_TEMPLATES = 8
"""Templates in use at a time that are finished without preparing it again; a run has one or two."""


def render(
    report: Report,
    template: Template,
    *,
    stage: str | None,
    document_id: str,
    is_draft: bool = False,
    is_duplex: bool = False,
) -> bytes:
    """Return the .docx of `report` in `template`; see `summarize.render.render`."""
    filled = template.fill(build_context(report, template.styles, is_draft=is_draft))
    finishing = _finishing(template)
    body, package = finishing.finish(filled.body, document_id, is_duplex=is_duplex)
    return package.pack(
        {
            **filled.parts,
            template.document_name: template.document_part(body),
            finishing.packages.properties_name: finishing.properties.fill(report, stage),
        }
    )


@lru_cache(maxsize=_MOST_TEMPLATES)
def _finishing(template: Template) -> Finishing:
    return prepare_finishing(template)
