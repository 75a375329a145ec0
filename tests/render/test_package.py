"""Packages of a template: untouched parts copied, filled ones added, the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from summarize.render.package import Package

PARTS = {"word/styles.xml": b"<s/>", "[Content_Types].xml": b"<t/>", "_rels/.rels": b"<r/>"}


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return package.infolist()


def contents(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_content_types_come_first_then_the_copied_parts_then_the_filled_ones_by_name() -> None:
    packed = Package(PARTS).pack({"word/header1.xml": b"<h/>", "word/document.xml": b"<d/>"})
    assert [entry.filename for entry in entries(packed)] == [
        "[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/document.xml", "word/header1.xml",
    ]  # fmt: skip
    assert contents(packed) == PARTS | {"word/header1.xml": b"<h/>", "word/document.xml": b"<d/>"}


def test_no_clock_and_no_system_shows() -> None:
    packed = Package(PARTS).pack({"word/document.xml": b"<d/>"})
    assert {(entry.date_time, entry.create_system) for entry in entries(packed)} == {((1980, 1, 1, 0, 0, 0), 3)}


def test_the_same_parts_in_any_order_give_the_same_bytes_as_often_as_wanted() -> None:
    package, other = Package(PARTS), Package(dict(reversed(PARTS.items())))
    first = package.pack({"a.xml": b"<a/>", "b.xml": b"<b/>"})
    assert package.pack({"other.xml": b"<o/>"}) != first
    assert (
        package.pack({"b.xml": b"<b/>", "a.xml": b"<a/>"}) == first == other.pack({"a.xml": b"<a/>", "b.xml": b"<b/>"})
    )


def test_a_filled_part_never_stands_beside_a_copied_one_of_its_name() -> None:
    with pytest.raises(ValueError, match="same name"):
        Package(PARTS).pack({"word/styles.xml": b"<s/>"})


def test_a_variant_lacks_parts_and_has_others_and_leaves_the_first_as_it_was() -> None:
    package = Package(PARTS)
    before = package.pack({})
    variant = package.replaced(
        without=("word/styles.xml",), added={"_rels/.rels": b"<q/>", "word/footer1.xml": b"<f/>"}
    )
    assert contents(variant.pack({})) == {
        "[Content_Types].xml": b"<t/>",
        "_rels/.rels": b"<q/>",
        "word/footer1.xml": b"<f/>",
    }
    assert variant.names == ("[Content_Types].xml", "_rels/.rels", "word/footer1.xml")
    assert (package.read("_rels/.rels"), package.pack({})) == (b"<r/>", before)
