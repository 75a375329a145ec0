"""What this machine has: packages, LibreOffice and fonts; asked of the system, nothing is changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from summarize.papers import libreoffice

find_libreoffice = libreoffice.find_libreoffice

_PATIENCE_SECONDS = 30

PACKAGES = ("click", "docxtpl", "jinja2", "lxml", "openpyxl", "python-calamine", "python-docx", "rich")
"""What the program cannot do without."""


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


def package_versions() -> dict[str, str | None]:
    """Return the version of every package that is needed; `None` for one that is not installed."""
    return {name: _package_version(name) for name in PACKAGES}


def _package_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def libreoffice_version(program: Path) -> str:
    """Return the version that LibreOffice tells, or '' if it tells none."""
    # On Windows soffice.exe opens a window instead of answering; soffice.com answers.
    answering = program.with_suffix(".com") if program.suffix == ".exe" else program
    match = re.search(r"\d+(\.\d+)+", run_and_read(str(answering), "--version"))
    return match[0] if match else ""


def run_and_read(*command: str) -> str:
    """Return what `command` writes to stdout; '' if it cannot be run or does not end in time."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


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
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
        except OSError:
            continue
        with key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name = re.sub(r"\s*\(.*\)$", "", winreg.EnumValue(key, index)[0])
                yield from name.split("&")


def stand_in(face: Face, installed: frozenset[str]) -> str | None:
    """Return the name of the best installed font for `face`, or `None` if there is none."""
    for names in face.fonts:
        if any(name.lower() in installed for name in names):
            return names[0]
    return None
