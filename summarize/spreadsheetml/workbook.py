"""A workbook's package and the worksheets that it lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarize.spreadsheetml.archive import Archive
from summarize.spreadsheetml.markup import Document, Element, PackageEditError
from summarize.spreadsheetml.relations import Relations, type_of


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it: its name, its part, whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class EditedWorkbook:
    """A workbook that is being edited.

    Raises:
        PackageEditError: It is no workbook of this kind, or is written in a way that cannot be edited.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        main = Relations(self.archive, "").first("officeDocument")
        if main is None or not main.target:
            raise PackageEditError("找不到工作簿的主体部件")
        self.part = main.target
        kind = type_of(self.archive, self.part)
        if "binary" in kind or not kind.endswith("main+xml"):
            raise PackageEditError("文件不是 .xlsx 或 .xlsm 格式")
        self.relation_base = main.type.rpartition("/")[0]
        self.relations = Relations(self.archive, self.part)
        root = Document(self.part, self.archive.read(self.part)).root
        declared = f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns"
        self.namespace = root.attributes.get(declared, "")
        self.sheets = tuple(self._list_sheets(root))

    def _list_sheets(self, root: Element) -> Iterable[SheetEntry]:
        by_id = {relation.id: relation for relation in self.relations.all()}
        listed = root.child("sheets")
        for sheet in listed.children if listed else ():
            relation = by_id.get(relation_id_of(sheet))
            if relation and relation.kind == "worksheet":
                is_hidden = sheet.attributes.get("state", "visible") != "visible"
                yield SheetEntry(sheet.attributes.get("name", ""), relation.target, is_hidden)

    def save(self) -> bytes:
        """Return the package as it is now."""
        return self.archive.save()


def relation_id_of(element: Element) -> str:
    """Return the id of the relation that `element` names, '' if it names none."""
    return next((value for key, value in element.attributes.items() if key.endswith(":id")), "")
