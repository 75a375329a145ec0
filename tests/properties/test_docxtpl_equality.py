"""One law: whatever template and values, every part is what docxtpl writes, wherever docxtpl writes XML."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from docxtpl import Listing, RichText, RichTextParagraph
from docxtpl_oracle import differing_parts, strict_environment, tell_difference, write_with_docxtpl, write_with_ours
from generated_templates import CONTEXTS, WORDS, templates
from hypothesis import event, given, settings
from hypothesis import strategies as st
from raw_documents import RawDocument

from summarize.errors import TemplateError

BREAKS = st.lists(st.one_of(WORDS, st.sampled_from(["\n", "\t", "\a", "\f"])), max_size=4).map("".join)


def check(template: RawDocument, values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = template.write(Path(folder) / "模板.docx")
        try:
            theirs = write_with_docxtpl(path, values, strict_environment())
        except Exception as error:  # noqa: BLE001 - docxtpl lets anything through that goes wrong in it
            event(f"docxtpl fails: {type(error).__name__}")
            _try_ours(path, values)
            return
        if not theirs.is_well_formed:
            event("docxtpl writes no XML")
            _try_ours(path, values)
            return
        event("compared")
        differing = differing_parts(write_with_ours(path, values), theirs.content)
        assert not differing, tell_difference(differing)


def _try_ours(path: Path, values: dict[str, Any]) -> None:
    """Check that what docxtpl cannot do is refused in words or done."""
    try:
        write_with_ours(path, values)
    except TemplateError:
        event("refused")


@given(templates(), CONTEXTS, BREAKS, BREAKS)
@settings(max_examples=300)
def test_every_part_is_what_docxtpl_writes(
    template: RawDocument, values: dict[str, Any], rich: str, listed: str
) -> None:
    values |= {"富": RichText(rich, bold=True), "列": Listing(listed), "段": RichTextParagraph(rich)}
    check(template, values)
