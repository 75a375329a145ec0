"""A profile by its name, or a unit's own differences from a small TOML file, each entry checked.

TOML takes Chinese names only in quotation marks; a file without them is told so, since that is what people write.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarize.audit.profile import NATIONAL, PROFILES, TYPE_NAMES, Profile, TypeSpec
from summarize.audit.registry import AUDIT_RULES
from summarize.audit.rules.profile_rule import PROFILE_FAULT
from summarize.audit.typefaces import SIZES, Family, family_of
from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place
from summarize.language import LANGUAGE_RULES
from summarize.opc import telling_of
from summarize.standard import Length, Mm, Pt

_MARGINS: Mapping[str, Callable[[Profile, Length], Profile]] = {
    "上边距": lambda profile, length: replace(profile, top=length),
    "下边距": lambda profile, length: replace(profile, bottom=length),
    "左边距": lambda profile, length: replace(profile, left=length),
    "右边距": lambda profile, length: replace(profile, right=length),
}
_SWITCHES: Mapping[str, Callable[[Profile, bool], Profile]] = {
    "标题加粗": lambda profile, is_on: replace(profile, has_bold_headings=is_on),
    "页码一字线": lambda profile, is_on: replace(profile, has_number_dashes=is_on),
}
_NAME, _BASIS, _PITCH, _LINES, _INDENT = "名称", "依据", "行距", "每页行数", "首行缩进"
_PLACE, _SILENCED = "页码位置", "不查"
_FONT, _SIZE = "字体", "字号"
KEYS = (
    _NAME,
    _BASIS,
    *_MARGINS,
    _PITCH,
    _LINES,
    _INDENT,
    *(f"{name}{what}" for name in TYPE_NAMES for what in (_FONT, _SIZE)),
    *_SWITCHES,
    _PLACE,
    _SILENCED,
)
"""What a file may say."""
_BARE_NAME = re.compile(r"^[ \t]*(?P<name>[^\s\"'#\[=]*[^\x00-\x7f][^\s\"'=]*)[ \t]*=", re.MULTILINE)
_LARGEST = 1 << 16
_LARGEST_MARGIN, _LARGEST_SIZE, _LARGEST_PITCH = 100, 100, 100


class _EntryError(Exception):
    """An entry that says what it cannot say."""


def load_profile(wanted: str) -> Profile:
    """Return the profile with that name, or the one that the file at that path describes.

    Raises:
        UsageError: It is neither a name nor a file.
        InputError: The file cannot be read, or an entry in it is wrong.
    """
    if wanted in PROFILES:
        return PROFILES[wanted]
    path = Path(wanted)
    if path.suffix.lower() != ".toml" and not path.exists():
        message = f"没有名为“{wanted}”的格式依据，可写{'、'.join(PROFILES)}，或单位差异文件（.toml）的路径"
        raise UsageError(PROFILE_FAULT.at(Place(), message))
    with telling_of(path), path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    return _read(path, content)


def _read(path: Path, content: bytes) -> Profile:
    place = Place(file=str(path))
    if len(content) > _LARGEST:
        raise InputError(PROFILE_FAULT.at(place, "差异文件超过64 KB，不像是几行设置"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message, advice = "差异文件不是UTF-8编码", "用记事本打开，另存时编码选UTF-8。"
        raise InputError(PROFILE_FAULT.at(place, message, advice)) from error
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(_describe_syntax(place, text, str(error))) from error
    faults = list(_unknown_entries(said, place))
    profile = _basis(said)
    for key, value in said.items():
        try:
            profile = _apply(profile, key, value)
        except _EntryError as error:
            faults.append(PROFILE_FAULT.at(place, f"“{key}”{error}"))
    if faults:
        raise InputError(*faults)
    if _LINES not in said and (_PITCH in said or not _MARGINS.keys().isdisjoint(said)):
        profile = replace(profile, lines=int(profile.text_height // profile.line_pitch))
    return profile


def _describe_syntax(place: Place, text: str, told: str) -> Finding:
    bare = _BARE_NAME.search(text)
    if bare:
        line = text.count("\n", 0, bare.start("name")) + 1
        message = f"第{line}行的“{bare['name']}”没有加引号"
        return PROFILE_FAULT.at(place, message, f'写成 "{bare["name"]}" = …，引号用英文半角。')
    line_told = re.search(r"line (\d+)", told)
    where = f"第{line_told[1]}行" if line_told else "文件"
    return PROFILE_FAULT.at(place, f'{where}的写法不对，应为 "名称" = 值')


def _unknown_entries(said: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    for key in said:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
            advice = f"是否指“{near[0]}”？" if near else f"可写的有：{'、'.join(KEYS)}。"
            yield PROFILE_FAULT.at(place, f"没有“{key}”这一项", advice)


def _basis(said: Mapping[str, Any]) -> Profile:
    basis = said.get(_BASIS)
    return PROFILES.get(basis, NATIONAL) if isinstance(basis, str) else NATIONAL


def _apply(profile: Profile, key: str, value: object) -> Profile:
    """Return `profile` with one entry; what is not known is told elsewhere."""
    if key in _MARGINS:
        return _MARGINS[key](profile, Mm(_number(value, _LARGEST_MARGIN, "毫米")))
    if key in _SWITCHES:
        return _SWITCHES[key](profile, _switch(value))
    simple = _SIMPLE.get(key)
    if simple is not None:
        return simple(profile, value)
    for name, role in TYPE_NAMES.items():
        if key in (f"{name}{_FONT}", f"{name}{_SIZE}"):
            spec = profile.types[role]
            changed = _with_fonts(spec, value) if key.endswith(_FONT) else replace(spec, size=_size(value))
            return replace(profile, types={**profile.types, role: changed})
    return profile


def _with_name(profile: Profile, value: object) -> Profile:
    return replace(profile, name=_word(value))


def _with_basis(profile: Profile, value: object) -> Profile:
    if value not in PROFILES:
        raise _EntryError(f"只能写{'、'.join(PROFILES)}")
    return profile


def _with_pitch(profile: Profile, value: object) -> Profile:
    return replace(profile, line_pitch=Pt(_number(value, _LARGEST_PITCH, "磅")))


def _with_lines(profile: Profile, value: object) -> Profile:
    return replace(profile, lines=int(_number(value, _LARGEST_PITCH, "行")))


def _with_indent(profile: Profile, value: object) -> Profile:
    if value == 0:
        return replace(profile, first_line=0.0)
    return replace(profile, first_line=_number(value, 10, "字"))


def _with_place(profile: Profile, value: object) -> Profile:
    if value not in ("外侧", "居中"):
        raise _EntryError("只能写“外侧”或“居中”")
    return replace(profile, page_number_place=str(value))


def _with_silenced(profile: Profile, value: object) -> Profile:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise _EntryError('要写成规则编号的清单，如 ["G15", "P28"]')
    known = {rule.code for rule in (*AUDIT_RULES, *LANGUAGE_RULES)}
    unknown = [code for code in value if code.upper() not in known]
    if unknown:
        raise _EntryError(f"里没有编号为{'、'.join(unknown)}的规则")
    return replace(profile, silenced=frozenset(code.upper() for code in value))


_SIMPLE: Mapping[str, Callable[[Profile, object], Profile]] = {
    _NAME: _with_name,
    _BASIS: _with_basis,
    _PITCH: _with_pitch,
    _LINES: _with_lines,
    _INDENT: _with_indent,
    _PLACE: _with_place,
    _SILENCED: _with_silenced,
}


def _number(value: object, largest: int, unit: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= largest:
        raise _EntryError(f"要写0到{largest}之间的数（{unit}）")
    return float(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _EntryError("要写 true（是）或 false（否）")
    return value


def _word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _EntryError("要写引号里的文字")
    return value.strip()


def _size(value: object) -> Length:
    if isinstance(value, str):
        if value not in SIZES:
            raise _EntryError(f"要写字号名（{'、'.join(SIZES)}）或磅数")
        return Pt(SIZES[value])
    return Pt(_number(value, _LARGEST_SIZE, "磅"))


def _with_fonts(spec: TypeSpec, value: object) -> TypeSpec:
    names = tuple(map(_word, value)) if isinstance(value, list) else (_word(value),)
    families = dict.fromkeys(family for name in names if (family := family_of(name)) is not Family.OTHER)
    return replace(spec, families=tuple(families), names=names)
