"""A district of as many units as wanted: the example workbooks under other names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from benchmarks.reports import EXAMPLES, Example

_CHARACTERS = (
    "梅兰竹菊松柏桐杉榆槐柳枫橡榕樟桂荷莲芦苇稻麦粟豆桑麻棉茶桃李杏梨枣柿橘柚莓葵芹蒜"
    "鹤鹭鸥燕雁莺鹊鹰鹿马牛羊骏驼鲤鲈江河湖海溪泉潭湾港洲岛滩山岭峰岗坡谷川原林田园圃云霞虹霁雪霜露岚"
    "晨曦晴朗丰泰安宁康和顺祥瑞嘉"
)
_PLACES = ("云岭", "松澜", "澜江", "青禾")
"""What stands first in the name of each example's unit, in two characters."""
MOST = len(_CHARACTERS) ** 2 * len(EXAMPLES)


def write_units(folder: Path, count: int) -> None:
    """Write `count` workbooks: the examples in turn, each unit with a place of its own."""
    if count > MOST:
        raise SystemExit(f"at most {MOST} units")
    packages = [_Workbook(example, place) for example, place in zip(EXAMPLES, _PLACES, strict=True)]
    folder.mkdir()
    for number in range(count):
        round_, which = divmod(number, len(packages))
        first, second = divmod(round_, len(_CHARACTERS))
        place = _CHARACTERS[first] + _CHARACTERS[second]
        (folder / f"{number:06}.xlsx").write_bytes(packages[which].renamed(place))


class _Workbook:
    """A workbook whose sheets are read once; all else is copied."""

    def __init__(self, example: Example, place: str) -> None:
        self._place = place
        with zipfile.ZipFile(example.path) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}

    def renamed(self, place: str) -> bytes:
        """Return the workbook with another place in all names."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, content in self._parts.items():
                package.writestr(name, _replaced(content, self._place, place))
        return written.getvalue()


def _replaced(content: bytes, old: str, new: str) -> bytes:
    """Return a part with `new` for `old`, written as characters or as references."""
    for write in (str, _references):
        content = content.replace(write(old).encode(), write(new).encode())
    return content


def _references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
