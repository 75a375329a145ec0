"""What travels along in the file: revisions, comments, links, macros, embedded files."""

from __future__ import annotations

from lxml import etree

from summarize.audit.paper import Baggage, Comment, Link, Revision
from summarize.wordprocessing.parts import Package, W, is_on

_KINDS = {
    "ins": "插入", "del": "删除", "moveFrom": "移出", "moveTo": "移入", "rPrChange": "改字体",
    "pPrChange": "改段落格式", "sectPrChange": "改页面", "tblPrChange": "改表格", "tcPrChange": "改表格",
    "trPrChange": "改表格", "cellIns": "插入单元格", "cellDel": "删除单元格", "numberingChange": "改编号",
}  # fmt: skip
_TAGS = {f"{W}{name}": word for name, word in _KINDS.items()}
_HYPERLINK = "hyperlink"
_EMBEDDINGS = "/embeddings/"


def read_baggage(
    package: Package,
    settings: etree._Element | None,
    indexes: dict[int, int],
    anchors: dict[tuple[str, str], int],
) -> Baggage:
    """Return what travels along.

    `indexes` gives the index of a paragraph by its number in the main part, `anchors` that on which a note hangs.
    """
    names = [name.lower() for name in package.names]
    return Baggage(
        tuple(_revisions(package.main, indexes)),
        tuple(_comments(package, anchors)),
        tuple(Link(one.kind, one.target) for one in package.externals() if one.kind != _HYPERLINK),
        has_macros=any("vbaproject" in name or "vbadata" in name for name in names),
        embedded=tuple(name for name in package.names if _EMBEDDINGS in f"/{name.lower()}"),
        tracks_revisions=bool(is_on(settings, "trackRevisions")),
    )


def _revisions(root: etree._Element, indexes: dict[int, int]) -> list[Revision]:
    found: list[Revision] = []
    order, current = -1, 0
    for element in root.iter(f"{W}p", *_TAGS):
        if element.tag == f"{W}p":
            order += 1
            current = indexes.get(order, current)
            continue
        parts = element.iter(f"{W}t", f"{W}delText")
        text = "".join(part.text or "" for part in parts)
        found.append(Revision(_TAGS[element.tag], current, element.get(f"{W}author", ""), text))
    return found


def _comments(package: Package, anchors: dict[tuple[str, str], int]) -> list[Comment]:
    return [
        Comment(
            anchors.get(("comment", comment.get(f"{W}id", "")), 0),
            comment.get(f"{W}author", ""),
            "".join(part.text or "" for part in comment.iter(f"{W}t")),
        )
        for root in package.related("comments")
        for comment in root.iterfind(f"{W}comment")
    ]
