"""A workbook's package (.xlsx, .xlsm) with comments at its cells and the sheet 退回意见 before its others.

Every other part keeps its bytes, packed as they were: re-saving through a library loses what the library
does not know, and the stored results of formulas.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from summarize.slip import threads
from summarize.slip.cell_styles import EMPTY_STYLES, add_styles
from summarize.slip.comments import Cell, EditedComments, edit_comments, has_traces, merge_notes, new_comments
from summarize.slip.vml import Measures, blocks_in, edit_drawing, new_drawing
from summarize.spreadsheetml.markup import Document, Element, PackageEditError
from summarize.spreadsheetml.places import Area, parse_area
from summarize.spreadsheetml.relations import Relations, declare_types
from summarize.spreadsheetml.text import attribute
from summarize.spreadsheetml.workbook import EditedWorkbook, SheetEntry, relation_id_of

_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEHIND_LEGACY_DRAWING = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
"""The children of `worksheet` that stand behind `legacyDrawing` (ISO/IEC 29500-1, 18.3.1.99)."""
_PIXELS_A_CHARACTER, _PIXELS_A_POINT = 7, 96 / 72
_MEASURED_COLUMNS = 256
_HEAD_ROWS = 8
"""Rows of a sheet 退回意见 among which its head is looked for."""


BuildSheet = Callable[[str, Mapping[str, int]], bytes]
"""From the namespace of the workbook and the numbers of the styles to a worksheet part."""


class WorkbookPackage(EditedWorkbook):
    """A workbook that comments and a sheet are put into."""

    def put_first_sheet(self, name: str, heads: Iterable[str], build: BuildSheet) -> None:
        """Put a sheet before all others; one of an earlier return, told by its `heads`, is written anew in its place.

        A sheet of this name that somebody else made is left alone; the new one gets a number behind its name.
        """
        content = build(self.namespace, self._add_styles())
        by_name = {sheet.name.lower(): sheet for sheet in self.sheets}
        wanted, number = name, 1
        while (standing := by_name.get(wanted.lower())) and not self._has_heads(standing, heads):
            number += 1
            wanted = f"{name}({number})"
        if standing is not None:
            self.archive.put(standing.part, content)
            Relations(self.archive, standing.part).clear()
            return
        folder = posixpath.dirname(self.part)
        part = self.archive.free_name(posixpath.join(folder, "worksheets", "sheet{}.xml"))
        self.archive.put(part, content)
        declare_types(self.archive, [(part, _WORKSHEET_TYPE)], ())
        self._list_first(wanted, self.relations.add(f"{self.relation_base}/worksheet", part))

    def _has_heads(self, sheet: SheetEntry, heads: Iterable[str]) -> bool:
        """Return whether the first rows of `sheet` hold all of `heads`."""
        document = Document(sheet.part, self.archive.read(sheet.part), depth=6)
        data = document.root.child("sheetData")
        cells = [cell for row in (data.children[:_HEAD_ROWS] if data else ()) for cell in row.children]
        texts, shared = set(), set()
        for cell in cells:
            if cell.attributes.get("t") == "s" and (value := cell.child("v")):
                shared.add(_whole(document.text(value)))
            else:
                texts.add(document.text(cell))
        relation = self.relations.first("sharedStrings")
        if shared and relation:
            strings = Document(relation.target, self.archive.read(relation.target), depth=1)
            texts |= {strings.text(item) for at, item in enumerate(strings.root.children) if at in shared}
        return set(heads) <= texts

    def _add_styles(self) -> Mapping[str, int]:
        relation = self.relations.first("styles")
        if relation is None:
            part = self.archive.free_name(posixpath.join(posixpath.dirname(self.part), "styles{}.xml"))
            self.archive.put(part, EMPTY_STYLES.format(namespace=self.namespace).encode())
            declare_types(self.archive, [(part, _STYLES_TYPE)], ())
            self.relations.add(f"{self.relation_base}/styles", part)
        else:
            part = relation.target
        content, numbers = add_styles(part, self.archive.read(part))
        self.archive.put(part, content)
        return numbers

    def _list_first(self, name: str, relation_id: str) -> None:
        """List a sheet first, and count all that is counted by the order of sheets one further."""
        document = Document(self.part, self.archive.read(self.part))
        root = document.root
        listed = root.child("sheets")
        if listed is None or not listed.children:
            raise PackageEditError("工作簿没有列出工作表")
        numbers = [_whole(sheet.attributes.get("sheetId", "0")) for sheet in listed.children]
        entry = (
            f'<{root.prefix}sheet name={attribute(name)} sheetId="{max(numbers) + 1}" '
            f"{self._relation_attribute(root, relation_id)}/>"
        )
        _keep_active_sheet(document, listed)
        document.insert(listed.inner, entry.encode())
        for defined in root.all("definedName"):
            if "localSheetId" in defined.attributes:
                document.set_attribute(defined, "localSheetId", str(_whole(defined.attributes["localSheetId"]) + 1))
        self.archive.put(self.part, document.apply())

    def annotate(self, notes: Mapping[str, Mapping[Cell, str]]) -> None:
        """Put `notes` (by sheet and cell) as comments at their cells, in place of those of an earlier return.

        A note at a merged area goes to its first cell, where the text stands.
        """
        blocks = blocks_in(self._drawings())
        for sheet in self.sheets:
            mine = notes.get(sheet.name, {})
            comments = Relations(self.archive, sheet.part).first("comments")
            if mine or (comments and has_traces(self.archive.read(comments.target))):
                blocks += self._annotate_sheet(sheet, mine, blocks + 1)

    def _drawings(self) -> list[bytes]:
        return [self.archive.read(part) for part in self.archive.parts() if part.lower().endswith(".vml")]

    def _annotate_sheet(self, sheet: SheetEntry, notes: Mapping[Cell, str], free_block: int) -> int:
        """Annotate one sheet and return how many blocks of shape ids it may have taken."""
        heights = _RowHeights(notes)
        closed = frozenset({"sheetData", "extLst", "conditionalFormatting", "dataValidations", "hyperlinks"})
        content = self.archive.read(sheet.part)
        document = Document(sheet.part, content, depth=4, closed=closed, pass_by=heights.pass_by)
        anchored = _move_to_anchors(document.root, notes)
        edited = self._edit_comments(sheet, anchored)
        self._reply(sheet, anchored)
        measures = Measures(_column_widths(document.root), heights.found)
        self._draw(
            sheet, document, edited, lambda content: edit_drawing(content, edited, anchored, measures), free_block
        )
        return 1 + len(edited.added) // 1024

    def _edit_comments(self, sheet: SheetEntry, notes: Mapping[Cell, str]) -> EditedComments:
        relations = Relations(self.archive, sheet.part)
        standing = relations.first("comments")
        if standing is not None:
            part = standing.target
            content = self.archive.read(part)
        else:
            part = self.archive.free_name(posixpath.join(posixpath.dirname(self.part), "comments{}.xml"))
            content = new_comments(self.namespace)
        edited = edit_comments(part, content, notes)
        self.archive.put(part, edited.content)
        if standing is None:
            declare_types(self.archive, [(part, _COMMENTS_TYPE)], ())
            relations.add(f"{self.relation_base}/comments", part)
        return edited

    def _reply(self, sheet: SheetEntry, notes: Mapping[Cell, str]) -> None:
        for relation in Relations(self.archive, sheet.part).all():
            if relation.kind != "threadedComment" or relation.target not in self.archive:
                continue
            edited = threads.edit_threads(relation.target, self.archive.read(relation.target), notes)
            self.archive.put(relation.target, edited.content)
            if edited.has_replies:
                self._add_person()

    def _add_person(self) -> None:
        standing = self.relations.first("person")
        if standing is not None:
            part, content = standing.target, self.archive.read(standing.target)
        else:
            part = self.archive.free_name(posixpath.join(posixpath.dirname(self.part), "persons/person{}.xml"))
            content = threads.new_persons()
            declare_types(self.archive, [(part, threads.PERSONS_TYPE)], ())
            self.relations.add(threads.PERSONS_RELATION, part)
        self.archive.put(part, threads.add_person(part, content))

    def _draw(
        self,
        sheet: SheetEntry,
        document: Document,
        edited: EditedComments,
        edit: Callable[[bytes], bytes],
        free_block: int,
    ) -> None:
        """Give each new comment its box, in the drawing that the sheet has or in one of its own."""
        relations = Relations(self.archive, sheet.part)
        legacy = document.root.child("legacyDrawing")
        by_id = {relation.id: relation.target for relation in relations.all()}
        part = by_id.get(relation_id_of(legacy), "") if legacy else ""
        if part and part in self.archive:
            content = self.archive.read(part)
        elif not edited.added:
            return
        else:
            part = self.archive.free_name(posixpath.join(posixpath.dirname(self.part), "drawings/vmlDrawing{}.vml"))
            content = new_drawing(free_block, len(edited.added))
            declare_types(self.archive, (), [("vml", _VML_TYPE)])
            relation_id = relations.add(f"{self.relation_base}/vmlDrawing", part)
            if legacy is not None:
                document.replace(legacy.start, legacy.end, self._legacy_drawing(document.root, relation_id))
            else:
                document.insert(_legacy_drawing_at(document.root), self._legacy_drawing(document.root, relation_id))
            self.archive.put(sheet.part, document.apply())
        self.archive.put(part, edit(content))

    def _legacy_drawing(self, root: Element, relation_id: str) -> bytes:
        return f"<{root.prefix}legacyDrawing {self._relation_attribute(root, relation_id)}/>".encode()

    def _relation_attribute(self, root: Element, relation_id: str) -> str:
        """Return the attribute that names a relation, its prefix declared unless the root does."""
        declared = (key[6:] for key, value in root.attributes.items() if value == self.relation_base)
        prefix = next((prefix for prefix in declared if prefix), None)
        return f'{prefix}:id="{relation_id}"' if prefix else f'xmlns:r="{self.relation_base}" r:id="{relation_id}"'


def _keep_active_sheet(document: Document, sheets: Element) -> None:
    """Let every window open on the sheet on which it was left, which now stands one further.

    The row of tabs begins at the first, so that the tab of the new sheet is seen.
    """
    root = document.root
    windows = list(root.all("workbookView"))
    for window in windows:
        active = _whole(window.attributes.get("activeTab", "0"))
        document.set_attribute(window, "activeTab", str(active + 1))
        if window.attributes.get("firstSheet", "0") != "0":
            document.set_attribute(window, "firstSheet", "0")
    if not windows:
        view = f'<{root.prefix}workbookView activeTab="1"/>'
        listed = root.child("bookViews")
        if listed is not None:
            document.append(listed, view.encode())
        else:
            document.insert(sheets.start, f"<{root.prefix}bookViews>{view}</{root.prefix}bookViews>".encode())


def _legacy_drawing_at(root: Element) -> int:
    """Return where a `legacyDrawing` goes; alternatives (`mc:AlternateContent`) count as what they hold."""
    for child in root.children:
        names = {child.local}
        if child.local == "AlternateContent":
            names = {inner.local for choice in child.children for inner in choice.children}
        if names & _BEHIND_LEGACY_DRAWING:
            return child.start
    return root.end_tag


def _move_to_anchors(root: Element, notes: Mapping[Cell, str]) -> dict[Cell, str]:
    """Return `notes` with those that lie within a merged area moved to its first cell."""
    listed = root.child("mergeCells")
    areas = (parse_area(merge.attributes.get("ref")) for merge in (listed.children if listed else ()))
    by_row = _by_row((area for area in areas if area), sorted({row for row, _ in notes}))
    moved = []
    for (row, column), note in sorted(notes.items()):
        merged = by_row.get(row, [])
        at = bisect_right(merged, column, key=lambda area: area.first_column) - 1
        is_within = at >= 0 and column <= merged[at].last_column
        moved.append((merged[at].anchor if is_within else (row, column), note))
    return merge_notes(moved)


def _by_row(areas: Iterable[Area], rows: Sequence[int]) -> dict[int, list[Area]]:
    """Return for each of `rows` the merged areas that it crosses, from left to right."""
    found: dict[int, list[Area]] = {}
    for area in areas:
        for row in rows[bisect_left(rows, area.first_row) : bisect_right(rows, area.last_row)]:
            found.setdefault(row, []).append(area)
    return {row: sorted(crossed, key=lambda area: area.first_column) for row, crossed in found.items()}


class _RowHeights:
    """The heights, in pixels, of the rows near the cells that get a comment."""

    _NEAR = 64

    def __init__(self, cells: Iterable[Cell]) -> None:
        near = {row // self._NEAR for row, _ in cells}
        self._wanted = near | {block + 1 for block in near} | {block - 1 for block in near}
        self.found: dict[int, int] = {}
        self._last = 0

    def pass_by(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a row; cells and their values are passed by."""
        if name.rpartition(":")[2] != "row":
            return
        self._last = _whole(attributes.get("r", str(self._last + 1)))
        if self._last // self._NEAR not in self._wanted:
            return
        if attributes.get("hidden") in ("1", "true"):
            self.found[self._last] = 0
        elif "ht" in attributes:
            self.found[self._last] = _pixels(attributes["ht"], _PIXELS_A_POINT)


def _column_widths(root: Element) -> dict[int, int]:
    """Return the widths of the first columns that the sheet tells, in pixels; what is hidden takes none."""
    columns: dict[int, int] = {}
    for column in root.all("col"):
        width = _pixels(column.attributes.get("width", "8.43"), _PIXELS_A_CHARACTER) + 5
        shown = 0 if column.attributes.get("hidden") in ("1", "true") else width
        first, last = _whole(column.attributes.get("min", "1")), _whole(column.attributes.get("max", "1"))
        columns.update(dict.fromkeys(range(max(first, 1), min(last, _MEASURED_COLUMNS) + 1), shown))
    return columns


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise PackageEditError(f"编号“{text}”不是整数") from error


def _pixels(text: str, factor: float) -> int:
    try:
        return max(0, round(float(text) * factor))
    except (ValueError, OverflowError) as error:
        raise PackageEditError(f"尺寸“{text}”不是数字") from error
