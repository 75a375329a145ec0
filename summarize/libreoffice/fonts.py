"""The typefaces of official documents: which are installed, what may stand for one, and what will."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarize.libreoffice.program import run_and_read

_SPECIAL_TO_FONTCONFIG = re.compile(r"([\\:,\-])")


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of official documents: what it is for, and the fonts that may stand for it, best first.

    Each font is given by its names, since systems list it in Chinese or in English. The order is that
    of GB/T 9704-2012 in practice: the typeface itself, then what looks most like it.
    """

    use: str
    fonts: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """The name that documents carry."""
        return self.fonts[0][0]


FACES = (
    Face(
        "标题、发文机关标志",
        (
            ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            ("华文中宋", "STZhongsong"),
            ("Noto Serif CJK SC",),
        ),
    ),
    Face(
        "正文",
        (
            ("仿宋_GB2312", "FangSong_GB2312"),
            ("仿宋", "FangSong"),
            ("方正仿宋_GBK", "FZFangSong-Z02"),
            ("华文仿宋", "STFangsong"),
            ("cwTeXFangSong",),
            ("Zhuque Fangsong", "朱雀仿宋"),
            ("FandolFang", "FandolFang R"),
            ("Noto Serif CJK SC",),
        ),
    ),
    Face(
        "二级标题",
        (
            ("楷体_GB2312", "KaiTi_GB2312"),
            ("楷体", "KaiTi"),
            ("方正楷体_GBK", "FZKai-Z03"),
            ("华文楷体", "STKaiti"),
            ("AR PL UKai CN",),
            ("FandolKai",),
        ),
    ),
    Face(
        "一级标题",
        (
            ("黑体", "SimHei"),
            ("方正黑体_GBK", "FZHei-B01"),
            ("Noto Sans CJK SC",),
            ("WenQuanYi Zen Hei", "文泉驿正黑"),
        ),
    ),
    Face("页码", (("宋体", "SimSun"), ("Noto Serif CJK SC",), ("AR PL UMing CN",))),
)
_UNKNOWN = "a font that no machine has"
"""What fontconfig takes for it, it takes for every font of which it knows nothing."""
_NAMES = {name: names for face in FACES for names in face.fonts for name in names}


def installed_fonts() -> frozenset[str] | None:
    """Return the names of the installed fonts, in lower case; `None` where the system cannot be asked."""
    names = list(_fonts_of_windows()) if sys.platform == "win32" else list(_fonts_by_fontconfig())
    return frozenset(name.strip().lower() for name in names) if names else None


def _fonts_by_fontconfig() -> Iterable[str]:
    if shutil.which("fc-list") is None:
        return []
    return re.split(r"[,\n]", run_and_read("fc-list", "--format", "%{family}\n").replace("\\-", "-"))


def _fonts_of_windows() -> Iterable[str]:
    """Yield the names in the registry: `仿宋 (TrueType)`, `SimSun & NSimSun (TrueType)`."""
    if sys.platform != "win32":
        return
    import winreg  # noqa: PLC0415 - only Windows has it

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
        except OSError:
            continue
        with key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name = re.sub(r"\s*\(.*\)$", "", winreg.EnumValue(key, index)[0])
                yield from name.split("&")


def is_installed(name: str, installed: frozenset[str]) -> bool:
    """Return whether the font called `name` is installed, under this or its other name."""
    return any(known.lower() in installed for known in _NAMES.get(name, (name,)))


def stand_in(face: Face, installed: frozenset[str]) -> str | None:
    """Return the name of the best installed font for `face`, or `None` if there is none."""
    return next((names[0] for names in face.fonts if is_installed(names[0], installed)), None)


def substitutes() -> Mapping[str, str]:
    """Return, for typefaces that are missing, the installed font that LibreOffice is to take.

    Left to itself it takes one font for all that fontconfig does not know, 黑体 for 楷体. What
    fontconfig does know, whoever looks after the machine has decided.
    """
    installed = installed_fonts()
    if installed is None:
        return {}
    usual = font_taken_for(_UNKNOWN)
    missing = [face for face in FACES if not is_installed(face.name, installed)]
    return {
        face.name: nearest
        for face in missing
        if (nearest := _nearest(face, installed)) and font_taken_for(face.name) == usual
    }


def _nearest(face: Face, installed: frozenset[str]) -> str | None:
    """Return the best installed font for `face` by the name under which it is installed."""
    return next((name for names in face.fonts for name in names if name.lower() in installed), None)


def font_taken_for(name: str) -> str | None:
    """Return the font that fontconfig takes for the one called `name` in Chinese text.

    `None` where there is no fontconfig to ask: on Windows, and as a rule on macOS.
    """
    if sys.platform == "win32" or shutil.which("fc-match") is None:
        return None
    pattern = _SPECIAL_TO_FONTCONFIG.sub(r"\\\1", name) + ":lang=zh-cn"
    return run_and_read("fc-match", "--format", "%{family[0]}", pattern).strip() or None
