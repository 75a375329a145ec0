"""From a workbook on disk to tables whose cells know their kind, format and place.

`workbook` calls the one reader of the workbook's kind: `ooxml` (.xlsx, .xlsm), `biff` (.xls, .et), `xlsb`,
`ods`, `csv_folder`; each gives sheets in which the same contents are equal cells. `tables` finds the
table in each sheet. Nothing is judged and nothing is dropped.
"""

from __future__ import annotations

from summarize.read.rules import READ_RULES
from summarize.read.tables.table import near_roles, read_table, read_tables, role_of
from summarize.read.workbook import read_grids, read_with_grids, read_workbook

__all__ = [
    "READ_RULES",
    "near_roles",
    "read_grids",
    "read_table",
    "read_tables",
    "read_with_grids",
    "read_workbook",
    "role_of",
]
