"""One view of a whole batch for people: a workbook, and a page that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarize.overview.rows import Contact, FigureCell, Heading, Trouble, UnitRow, UnitState

__all__ = ["Contact", "FigureCell", "Heading", "Trouble", "UnitRow", "UnitState", "write_overview"]


def write_overview(workbook_path: Path, page_path: Path | None, heading: Heading, rows: Iterable[UnitRow]) -> None:
    """Write the overview of `rows`, which are gone through once, as a workbook and as a page.

    Units are shown by state, within a state as they come. Without `page_path` there is no page.

    Raises:
        MachineError: a place cannot be written; what stood there stands there still.
    """
    from summarize.overview.page import write_page  # noqa: PLC0415
    from summarize.overview.spool import Spool  # noqa: PLC0415
    from summarize.overview.workbook import write_workbook  # noqa: PLC0415

    with Spool(rows) as spool:
        write_workbook(workbook_path, heading, spool)
        if page_path is not None:
            write_page(page_path, heading, spool)
