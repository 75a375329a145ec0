from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handmade_reports import write_template


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., Path]:
    """Make a template: `template("{{ 标题 }}", "{{p 落款 }}")`; `edit` gets the python-docx document."""

    def make(*paragraphs: str, edit: Callable[[Any], None] | None = None) -> Path:
        return write_template(tmp_path / "模板.docx", *paragraphs, edit=edit)

    return make
