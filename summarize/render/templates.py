"""Which templates there are: those in ./templates, then those that travel with the program."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from summarize.errors import InputError, TemplateError
from summarize.findings import Place
from summarize.model.periods import PeriodKind
from summarize.model.vocabulary import near_names
from summarize.opc import PackageKind, check_package
from summarize.render.rules import TEMPLATE_NOT_FOUND

SUFFIX = ".docx"
OWN_FOLDER = Path("templates")
OWN, SHIPPED = "自己的", "随程序"
KINDS = ("总结", "汇报", "报告")
"""What a template makes, as its property 类别 says; one without is taken for a 总结."""

_QUARTERLY, _HALF_YEARLY, _YEARLY = "季度工作总结", "半年工作总结", "年度工作总结"
_SHIPPED_ORDER = (_QUARTERLY, _HALF_YEARLY, _YEARLY, "汇报材料", "工作报告")
_DEFAULTS = {
    PeriodKind.HALF: _HALF_YEARLY,
    PeriodKind.THREE_QUARTERS: _HALF_YEARLY,
    PeriodKind.YEAR: _YEARLY,
}
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
_DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template that can be named: `origin` is 自己的 or 随程序, `description` says when to take it."""

    name: str
    path: Path
    origin: str
    description: str


def list_templates() -> tuple[TemplateInfo, ...]:
    """Return the templates of ./templates, then the shipped ones, which an own one of the name hides."""
    own = [(path, OWN) for path in _own_templates()]
    names = {path.stem for path, _ in own}
    shipped = [(path, SHIPPED) for path in _shipped_templates() if path.stem not in names]
    return tuple(
        TemplateInfo(path.stem, path, origin, _read_properties(path).get(_DESCRIPTION, ""))
        for path, origin in [*own, *shipped]
    )


def find_template(name_or_path: str) -> Path:
    """Return the template that is called so, or the file if a path is meant (a separator or .docx).

    Raises:
        TemplateError: There is none (T01); near names are told.
    """
    is_path = name_or_path.lower().endswith(SUFFIX) or "/" in name_or_path or "\\" in name_or_path
    if is_path:
        if _stands(Path(name_or_path)):
            return Path(name_or_path)
        folder = Path(name_or_path).parent
        near = near_names(Path(name_or_path).stem, [path.stem for path in _documents(folder)])
        found = [str(folder / f"{name}{SUFFIX}") for name in near]
        raise _not_found(f"找不到模板文件“{name_or_path}”。", found)
    candidates = {path.stem: path for path in [*_shipped_templates(), *_own_templates()]}
    if name_or_path in candidates:
        return candidates[name_or_path]
    raise _not_found(
        f"没有叫“{name_or_path}”的模板，可用的有：{'、'.join(candidates)}。", near_names(name_or_path, candidates)
    )


def default_template_name(kind: PeriodKind) -> str:
    """Return the name of the shipped template for a kind of period."""
    return _DEFAULTS.get(kind, _QUARTERLY)


def read_kind(content: bytes) -> str:
    """Return what the template in `content`, a sound package, makes: one of `KINDS`."""
    category = _parse_properties(io.BytesIO(content)).get(_CATEGORY, "")
    return category if category in KINDS else KINDS[0]


def _not_found(message: str, near: list[str] | tuple[str, ...]) -> TemplateError:
    suggestion = f"是否指{'、'.join(f'“{name}”' for name in near)}？" if near else ""
    return TemplateError(TEMPLATE_NOT_FOUND.at(Place(), message, suggestion))


def _own_templates() -> list[Path]:
    return _documents(OWN_FOLDER)


def _documents(folder: Path) -> list[Path]:
    """Return the documents of a folder by name; `~$…` are the locks that Word leaves beside open files."""
    try:
        found = sorted(folder.iterdir())
    except (OSError, ValueError):
        return []
    return [path for path in found if path.suffix.lower() == SUFFIX and not path.name.startswith("~$")]


def _stands(path: Path) -> bool:
    """Return whether there is a file; one whose name is impossible is not there either."""
    try:
        return path.exists()
    except OSError:
        return False


def _shipped_templates() -> list[Path]:
    """Return the shipped templates: package data of a wheel, else the folder beside the source tree."""
    packaged = Path(str(resources.files("summarize"))) / "templates"
    folder = packaged if packaged.is_dir() else packaged.parent.parent / "templates"
    found = {path.stem: path for path in _documents(folder)}
    return [found[name] for name in _SHIPPED_ORDER if name in found]


def _read_properties(path: Path) -> dict[str, str]:
    """Return the core properties of a document, by element; empty for one that has none or is unsafe."""
    try:
        check_package(path, PackageKind.DOCUMENT)
        return _parse_properties(path)
    except (InputError, OSError, zipfile.BadZipFile):
        return {}


def _parse_properties(package: Path | BinaryIO) -> dict[str, str]:
    try:
        with zipfile.ZipFile(package) as opened:
            root = ElementTree.fromstring(opened.read("docProps/core.xml"))
    except (KeyError, ElementTree.ParseError):
        return {}
    return {element.tag: (element.text or "").strip() for element in root}
