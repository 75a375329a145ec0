"""Which typefaces documents use, which are missing, and what is said to stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from handmade_reports import TEMPLATES, W, make_report
from pdf.conftest import told

from summarize.libreoffice import fonts
from summarize.opc import write_package
from summarize.pdf import missing_faces
from summarize.render import Template, render

Machine = Callable[..., None]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Pretend that these fonts are installed; `aliases` are what fontconfig knows, all else it takes 默认黑 for."""

    def pretend(*installed: str, fontconfig: bool = True, aliases: dict[str, str] | None = None) -> None:
        names = frozenset(name.lower() for name in installed)
        monkeypatch.setattr(fonts, "installed_fonts", lambda: names)
        taken = {name: name for name in installed} | (aliases or {})
        monkeypatch.setattr(fonts, "font_taken_for", lambda name: taken.get(name, "默认黑") if fontconfig else None)

    return pretend


def make_document(folder: Path, *, styles: str = "", body: str = "", footer: str = "") -> Path:
    namespace = f'xmlns:w="{W.strip("{}")}"'
    path = folder / "文.docx"
    path.write_bytes(
        write_package(
            {
                "word/styles.xml": f"<w:styles {namespace}>{styles}</w:styles>".encode(),
                "word/document.xml": f"<w:document {namespace}>{body}</w:document>".encode(),
                "word/footer1.xml": f"<w:ftr {namespace}>{footer}</w:ftr>".encode(),
            }.items()
        )
    )
    return path


def fonts_named(path: Path) -> list[str]:
    return [entry.partition("（")[0] for entry in _listed(path)]


def _listed(path: Path) -> list[str]:
    (finding,) = missing_faces([path])
    return finding.message.removeprefix("文档用的字体本机没有：").partition("。")[0].split("、")


def font(name: str) -> str:
    return f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="{name}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'


def test_the_shipped_templates_use_the_five_typefaces(machine: Machine, tmp_path: Path) -> None:
    machine("某字体")
    path = tmp_path / "报告.docx"
    path.write_bytes(render(make_report(), Template(TEMPLATES / "半年工作总结.docx"), stage=None, document_id="x"))
    assert fonts_named(path) == ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"]


def test_one_warning_names_every_missing_typeface_with_what_stands_in(machine: Machine, tmp_path: Path) -> None:
    machine("KaiTi_GB2312", "Noto Serif CJK SC", aliases={"仿宋_GB2312": "公文仿宋"})
    path = make_document(tmp_path, body="".join(map(font, ("黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"))))
    assert told(missing_faces([path, path])) == [
        (
            "F03",
            "文档用的字体本机没有：方正小标宋简体（以“Noto Serif CJK SC”代替）、仿宋_GB2312（以“公文仿宋”代替）、"
            "黑体（以“默认黑”代替）。PDF 的分行和页数可能与 Word 里不同",
        )
    ]


def test_fonts_of_used_styles_of_what_they_rest_on_and_of_defaults_count(machine: Machine, tmp_path: Path) -> None:
    machine("某字体")
    styles = (
        f"<w:docDefaults><w:rPrDefault>{font('缺省体')}</w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{font("正文体")}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="Upper"/>{font("基础体")}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Upper"><w:basedOn w:val="Base"/>{font("上层体")}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Used"><w:basedOn w:val="Base"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Idle">{font("没用体")}</w:style>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Used"/></w:pPr></w:p>'
    path = make_document(tmp_path, styles=styles, body=body, footer=font("页脚体"))
    assert sorted(fonts_named(path)) == sorted(["缺省体", "正文体", "基础体", "上层体", "页脚体"])


def test_typefaces_installed_under_their_english_names_are_not_missing(machine: Machine, tmp_path: Path) -> None:
    machine("SimHei", "FZXiaoBiaoSong-B05S")
    assert missing_faces([make_document(tmp_path, body=font("黑体") + font("方正小标宋简体"))]) == ()


def test_where_fontconfig_is_not_there_libreoffice_is_said_to_choose(machine: Machine, tmp_path: Path) -> None:
    machine("KaiTi", fontconfig=False)
    path = make_document(tmp_path, body=font("黑体") + font("楷体_GB2312"))
    assert _listed(path) == ["楷体_GB2312（以“KaiTi”代替）", "黑体（由 LibreOffice 另选）"]


def test_where_fonts_cannot_be_asked_for_none_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", lambda: None)
    assert missing_faces([make_document(tmp_path, body=font("黑体"))]) == ()
    assert fonts.substitutes() == {}


def test_a_file_that_is_no_document_uses_no_typefaces(machine: Machine, tmp_path: Path) -> None:
    machine("某字体")
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    assert missing_faces([broken, tmp_path / "没有.docx"]) == ()


def test_the_nearest_font_replaces_a_missing_one_unless_fontconfig_knows_another(machine: Machine) -> None:
    machine("fangsong", "AR PL UKai CN", "SimSun", aliases={"楷体_GB2312": "公文楷体"})
    assert fonts.substitutes() == {"仿宋_GB2312": "FangSong"}


def test_fonts_are_known_by_their_chinese_and_english_names() -> None:
    song = fonts.FACES[-1]
    assert fonts.stand_in(song, frozenset({"simsun"})) == "宋体"
    assert fonts.stand_in(song, frozenset({"ar pl uming cn", "noto serif cjk sc"})) == "Noto Serif CJK SC"
    assert fonts.stand_in(song, frozenset()) is None


def test_a_name_with_marks_of_fontconfigs_own_is_asked_for_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def answer(*command: str) -> str:
        asked.append(command)
        return "某字体\n"

    monkeypatch.setattr(fonts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(fonts, "run_and_read", answer)
    assert fonts.font_taken_for("CESI仿宋-GB:2,b") == "某字体"
    assert asked == [("fc-match", "--format", "%{family[0]}", r"CESI仿宋\-GB\:2\,b:lang=zh-cn")]
