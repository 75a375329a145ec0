"""What `generate` adds to a filled template, as steps on its text: none parses the body, all are linear.

| module | what it does |
| --- | --- |
| `outline` | takes a body apart into the blocks that the other steps work on |
| `paragraphs` | changes the properties of one paragraph |
| `cells` | ends every cell with a paragraph, leaves tables without rows out |
| `landscape`, `turned_footers` | lays wide tables in sections of their own, with footers of their own |
| `closing` | lets 落款 and what follows it never stand alone on a page |
| `imprint` | makes 版记 as high as its text |
| `even_page` | lays 版记 on an even page, for printing on both sides |
| `bookmark` | puts the document's id in |
| `properties` | says title, author and dates of the document |
| `packages` | drops what tells of the template's maker, adds the turned footers |
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from summarize.render.blocks import StyleNames
from summarize.render.finishing.bookmark import mark
from summarize.render.finishing.cells import complete_cells
from summarize.render.finishing.closing import CLOSING_STYLES, keep_with_text
from summarize.render.finishing.even_page import lay_imprint_on_even_page
from summarize.render.finishing.imprint import fit_imprint
from summarize.render.finishing.landscape import has_wide_tables, lay_tables
from summarize.render.finishing.outline import outline
from summarize.render.finishing.packages import Packages, make_packages
from summarize.render.finishing.properties import PropertiesForm, make_form

if TYPE_CHECKING:
    from summarize.render.package import Package
    from summarize.render.template import Template


@dataclass(frozen=True, slots=True)
class Finishing:
    """All that the documents of one template have in common; made once for it.

    `closing` and `page_starts` are ids of paragraph styles.
    """

    packages: Packages
    properties: PropertiesForm
    closing: frozenset[str]
    page_starts: frozenset[str]

    def finish(self, body: str, document_id: str, *, is_duplex: bool = False) -> tuple[str, Package]:
        """Return the finished body, and the package that it belongs in."""
        outlined = outline(body)
        blocks = complete_cells(outlined.blocks)
        package = self.packages.turned if has_wide_tables(blocks) else self.packages.upright
        blocks = lay_tables(blocks, self.packages.footers, self.page_starts)
        blocks = mark(fit_imprint(keep_with_text(blocks, self.closing)), document_id)
        return outlined.with_blocks(lay_imprint_on_even_page(blocks) if is_duplex else blocks), package


def prepare_finishing(template: Template) -> Finishing:
    """Return what the documents of `template` have in common.

    Raises:
        TemplateError: The template cannot be used.
    """
    packages = make_packages(template.package, template.document_name, template.styles)
    with zipfile.ZipFile(io.BytesIO(template.content)) as package:
        name = packages.properties_name
        properties = make_form(package.read(name) if name in package.namelist() else None)
    return Finishing(packages, properties, _ids(template.styles, CLOSING_STYLES), template.page_starts)


def _ids(styles: StyleNames, names: tuple[str, ...]) -> frozenset[str]:
    """Return the ids of paragraph styles as they stand in XML."""
    return frozenset(escape(found) for name in names if (found := styles.ids.get(("paragraph", name))))
