"""附件…: tables that are printed behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Finding
from summarize.model.cells import Cell, Table
from summarize.model.period_text import names_period
from summarize.model.quotation import quote
from summarize.model.records import AnnexRow, AnnexTable, Source
from summarize.model.vocabulary import normalize_key
from summarize.validate import rules
from summarize.validate.fields import FieldReader

PERIOD_COLUMN = "时期"
_CITATION = re.compile(r"[{｛][^{}｛｝]+[}｝]")
_LABEL = re.compile(r"^\s*附件\s*(?:[0-9０-９]+|[一二三四五六七八九十]+(?=[\s：:、.．]|$))?\s*[：:、.．]?\s*")
_CAPTIONS = ("单位:", "填报单位", "填报日期", "填报时间", "制表")


def read_annexes(tables: tuple[Table, ...], year: int | None, findings: list[Finding]) -> tuple[AnnexTable, ...]:
    """Read the annex tables in workbook order and add what is wrong with them to `findings`."""
    return tuple(_read_annex(table, year, findings) for table in tables if not table.missing_head)


def _read_annex(table: Table, year: int | None, findings: list[Finding]) -> AnnexTable:
    reader = FieldReader(table, year, findings)
    printed = [column for column in table.columns if column.name != PERIOD_COLUMN]
    period_column = table.column(PERIOD_COLUMN)
    rows: list[AnnexRow] = []
    for row in table.rows:
        period = reader.period(row, needed=False)
        if period is None and reader.text(row, PERIOD_COLUMN) is not None:
            continue
        period_text = _whole(row[PERIOD_COLUMN]) if period_column else None
        rows.append(AnnexRow(tuple(_whole(row[column.name]) for column in printed), period, period_text))
    findings.extend(_find_odd_head(table))
    title = _title(table)
    if _LABEL.fullmatch(title.raw):
        findings.append(
            rules.ANNEX_WITHOUT_TITLE.at(table.place, f"“{table.sheet}”没有标题，只能印成“{title.raw.strip()}”")
        )
    return AnnexTable(
        title=title,
        head=tuple(_whole(column.head) for column in printed),
        rows=tuple(rows),
        period_head=_whole(period_column.head) if period_column else None,
        period_index=table.columns.index(period_column) if period_column else 0,
    )


def _find_odd_head(table: Table) -> Iterator[Finding]:
    """Yield a warning if the head seems to be a row of data: it cites figures, or is one of a column of periods."""
    for column in table.columns:
        cells = [row[column.name] for row in table.rows if not row[column.name].is_empty]
        is_period = names_period(column.head.raw) and cells and all(names_period(cell.raw) for cell in cells)
        if is_period or _CITATION.fullmatch(column.head.raw.strip()):
            message = f"“{table.sheet}”的表头里有“{quote(column.head.raw)}”，像是一行数据"
            yield rules.ANNEX_HEAD_ODD.at(column.head.place, message)
            return


def _whole(cell: Cell) -> Source:
    return Source(cell.raw, cell.place)


def _title(table: Table) -> Source:
    """Return the annex's title: its first title row that says more than 附件1, else the sheet's name."""
    for cell in table.title_cells:
        raw = cell.raw
        if raw.strip() and not _LABEL.fullmatch(raw) and not normalize_key(raw).startswith(_CAPTIONS):
            return Source(raw, cell.place)
    return Source(_LABEL.sub("", table.sheet, count=1) or table.sheet, table.place)
