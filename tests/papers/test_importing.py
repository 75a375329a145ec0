"""What an import tells, what it refuses, and how several papers become one workbook."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from rich_papers import Note, RichPaper, W, make_rich_paper, put_xml
from typed_papers import bold, heiti, led, right, table, title, type_paper

from summarize.errors import InputError, MachineError, UsageError
from summarize.papers import legacy
from summarize.pipeline import secrecy
from summarize.pipeline.importing import import_papers

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


# Period, unit and office


def test_period_and_unit_come_from_the_file_name_when_the_title_is_a_slogan(bring_in: Callable) -> None:
    found = bring_in(
        {"云岭区档案馆2025年上半年工作总结.docx": [title("存史资政谱新篇"), "一、馆藏", "接收档案。共12卷。"]}
    )
    assert found.rows("工作成效", "时期", "事项") == [("上半年", "接收档案")]
    assert found.facts()["单位名称"] == "云岭区档案馆"
    assert found.facts()["年度"] == "2025"


def test_a_period_that_is_not_told_stays_blank_and_is_asked_for(bring_in: Callable) -> None:
    found = bring_in({"稿子.docx": [title("云岭区档案馆工作总结"), "一、馆藏", "接收档案。共12卷。"]})
    assert found.rows("工作成效", "事项", "时期") == [("接收档案", "")]
    assert "年度" not in found.facts()
    (finding,) = found.all
    assert (finding.rule.code, finding.message) == ("I02", "标题和文件名都没有写时期，“时期”留空")
    assert finding.suggestion.startswith("是哪一期的文稿？")


def test_a_period_without_its_year_is_kept_and_the_year_asked_for(bring_in: Callable) -> None:
    found = bring_in({"稿子.docx": [title("云岭区档案馆上半年工作总结"), "一、馆藏", "接收档案。共12卷。"]})
    assert found.rows("工作成效", "事项", "时期") == [("接收档案", "上半年")]
    assert "年度" not in found.facts()
    assert found.findings == [("I02", "只看出是上半年，看不出是哪一年")]


def test_title_and_file_name_that_disagree_are_told(bring_in: Callable) -> None:
    name = "云岭区档案馆2025年一季度工作总结.docx"
    found = bring_in({name: [title("云岭区档案馆2025年上半年工作总结"), "一、馆藏", "接收档案。共12卷。"]})
    assert found.findings == [("I02", "标题写的是2025年上半年，文件名写的是2025年一季度，按标题填写")]


def test_papers_of_offices_become_rows_with_their_office(bring_in: Callable) -> None:
    found = bring_in(
        {
            "1.综合科2025年上半年工作总结.docx": ["一、党建工作", "学习扎实开展。集中学习6次。"],
            "执法科上半年情况.docx": [
                title("执法科2025年上半年工作总结"),
                "一、党建工作",
                "党员带头。设先锋岗3个。",
                "二、执法检查",
                "检查全覆盖。检查企业42家。",
                "下一步，我科将做好以下工作：一是加密巡查，每周不少于2次；二是规范文书，评查案卷20件。",
            ],
        }
    )
    assert found.rows("工作成效", "责任科室", "板块", "事项", "来源文件") == [
        ("综合科", "党建工作", "学习扎实开展", "1.综合科2025年上半年工作总结.docx"),
        ("执法科", "党建工作", "党员带头", "执法科上半年情况.docx"),
        ("执法科", "执法检查", "检查全覆盖", "执法科上半年情况.docx"),
    ]
    assert found.rows("工作计划", "时期", "责任科室", "事项", "段首句", "内容") == [
        ("下半年", "执法科", "加密巡查", "加密巡查，", "每周不少于2次；"),
        ("下半年", "执法科", "规范文书", "规范文书，", "评查案卷20件。"),
    ]
    assert found.rows("板块", "名称") == [("党建工作",), ("执法检查",)]
    assert found.counts == [
        {"基本信息": 1, "板块": 1, "工作成效": 1},
        {"基本信息": 3, "板块": 2, "工作成效": 2, "工作计划": 2},
    ]
    assert found.findings == [("I03", "只写了科室（综合科、执法科），没有写单位，“单位名称”留空")]


def test_a_paper_that_names_its_office_alone_is_asked_for_the_unit(bring_in: Callable) -> None:
    found = bring_in(
        {"稿.docx": [title("综合保障办公室2025年二季度工作总结"), "一、党建工作", "学习扎实。集中学习6次。"]}
    )
    assert found.findings == [("I03", "只写了科室（综合保障办公室），没有写单位，“单位名称”留空")]
    assert found.rows("工作成效", "责任科室") == [("综合保障办公室",)]


@pytest.mark.parametrize(("below", "count"), [("2025年7月8日", 1), ("二〇二五年七月八日", 1), ("2025年7月9日", 2)])
def test_a_date_under_the_title_and_at_the_end_is_one(bring_in: Callable, below: str, count: int) -> None:
    above = [title("云岭区档案馆2025年上半年工作总结"), title("2025年7月8日")]
    found = bring_in({"稿.docx": [*above, "一、馆藏", "接收档案。共12卷。", right("云岭区档案馆"), right(below)]})
    rows = [row for row in found.rows("基本信息", "项目", "内容", "原序号") if row[0] == "成文日期"]
    assert len(rows) == count
    if count == 1:
        assert rows == [("成文日期", "2025年7月8日", f"文末：{below}")]


def test_heads_that_have_another_name_are_kept_beside_the_first_row_and_totals_apart(bring_in: Callable) -> None:
    figures = table(["指标", "单位", "一季度"], ["收文数", "件", "286"], ["发文数", "件", "40"], ["合计", "件", "326"])
    found = bring_in({"综合科2025年一季度总结.docx": ["一、办文", "办文快。收文286件。", figures]})
    assert found.rows("指标", "指标", "计量单位", "一季度", "原序号") == [
        ("收文数", "件", "286", "表头：指标、单位、一季度"),
        ("发文数", "件", "40", ""),
    ]
    assert found.rows("未归类", "内容", "归类", "第3格") == [("合计", "合计行", "326")]


def test_numbers_beyond_ninety_nine_are_ordinals_too(bring_in: Callable) -> None:
    items = [f"{number}.事项{chr(0x4E00 + number)}。做了{number}件。" for number in range(1, 121)]
    found = bring_in({"综合科2025年一季度总结.docx": ["一、办文", *items, "一百零一、办会", "1.会务。办会3次。"]})
    rows = found.rows("工作成效", "事项", "内容", "板块", "原序号")
    assert len(rows) == 121
    assert rows[119] == (f"事项{chr(0x4E00 + 120)}", "做了120件。", "办文", "120.…。")
    assert rows[120][2] == "办会"


def test_facts_in_which_papers_differ_are_left_to_people(bring_in: Callable) -> None:
    found = bring_in(
        {
            "甲科.docx": [title("甲科2025年上半年工作总结"), "上半年，甲科扎实工作。", "一、党建", "学习到位。共6次。"],
            "乙科.docx": [title("乙科2025年上半年工作总结"), "上半年，乙科主动作为。", "一、业务", "服务到位。共9次。"],
        }
    )
    assert found.rows("未归类", "内容", "归类", "来源文件") == [
        ("甲科2025年上半年工作总结", "标题", "甲科.docx"),
        ("上半年，甲科扎实工作。", "引言", "甲科.docx"),
        ("乙科2025年上半年工作总结", "标题", "乙科.docx"),
        ("上半年，乙科主动作为。", "引言", "乙科.docx"),
    ]
    assert ("I12", "各份文稿的标题、引言不同，没有取用") in found.findings


# Outlines typed in other ways


def test_a_flat_paper_gives_items_and_a_plan(bring_in: Callable) -> None:
    found = bring_in(
        {
            "监测科2025年上半年总结.docx": [
                "监测科2025年上半年工作总结",
                "今年以来，监测科认真履职。",
                "设备维护。检修设备46台次。",
                "数据上报。上报数据1800条，准确率达100%。",
                "下半年，监测科将继续加强设备巡检，确保数据准确。同时开展培训。",
            ]
        }
    )
    assert found.facts()["引言"] == "今年以来，监测科认真履职。"
    assert found.rows("工作成效", "事项", "内容") == [
        ("设备维护", "检修设备46台次。"),
        ("数据上报", "上报数据1800条，准确率达100%。"),
    ]
    assert found.rows("工作计划", "时期", "内容") == [("下半年", "同时开展培训。")]


def test_a_plan_within_each_section_keeps_the_section(bring_in: Callable) -> None:
    found = bring_in(
        {
            "云岭区统计局2025年上半年工作总结.docx": [
                heiti("一、普查工作"),
                "清查到位。清查单位860家。",
                "下一步，重点抓好：",
                "1.数据审核。逐条核对。",
                "2.成果开发。形成报告2篇。",
                heiti("二、服务工作"),
                "分析及时。报送分析12篇。",
            ]
        }
    )
    assert found.rows("工作成效", "板块", "事项") == [("普查工作", "清查到位"), ("服务工作", "分析及时")]
    assert found.rows("工作计划", "板块", "事项") == [("普查工作", "数据审核"), ("普查工作", "成果开发")]


def test_headings_without_ordinals_are_told_by_their_words_and_look(bring_in: Callable) -> None:
    found = bring_in(
        {
            "云岭区统计局2025年上半年工作总结.docx": [
                bold("普查工作"),
                "清查到位。清查单位860家。",
                "存在问题：",
                "人员不足。缺编3人。",
                "需要协调解决的问题",
                "增加编制。恳请增加编制3名。",
                "下半年工作安排",
                "数据审核。逐条核对。",
            ]
        }
    )
    assert found.rows("工作成效", "板块", "事项") == [("普查工作", "清查到位")]
    assert found.rows("存在问题", "事项", "内容") == [("人员不足", "缺编3人。")]
    assert found.rows("意见建议", "事项", "内容") == [("增加编制", "恳请增加编制3名。")]
    assert found.rows("工作计划", "事项", "内容") == [("数据审核", "逐条核对。")]


def test_a_sentence_with_a_plan_in_its_words_is_no_heading(bring_in: Callable) -> None:
    found = bring_in(
        {
            "云岭区统计局2025年上半年工作总结.docx": [
                "一、按计划推进各项任务",
                led("严格落实工作计划。", "完成年度工作安排的六成。"),
                "二、着力破解突出问题",
                led("办好群众反映的问题。", "办结12件。"),
            ]
        }
    )
    assert found.rows("工作成效", "板块", "事项") == [
        ("按计划推进各项任务", "严格落实工作计划"),
        ("着力破解突出问题", "办好群众反映的问题"),
    ]


# Tables


def test_tables_with_known_heads_go_to_their_sheets(bring_in: Callable) -> None:
    found = bring_in(
        {
            "云岭区统计局2025年上半年工作总结.docx": [
                "一、普查工作",
                "清查到位。清查单位860家。",
                "主要指标完成情况表",
                table(["指标名称", "单位", "一季度", "二季度"], ["清查单位", "家", "400", "460"]),
                table(
                    ["重点工作", "年度目标", "进展情况", "责任科室"], ["普查清查", "1000家", "已清查860家", "普查科"]
                ),
                table(["科室", "联系人", "电话"], ["普查科", "李晓", "6001"]),
                table(["车牌", "里程"], ["甲", "12"]),
            ]
        }
    )
    assert found.rows("指标", "指标", "计量单位", "一季度", "二季度", "来源段落") == [
        ("清查单位", "家", "400", "460", "表1第2行")
    ]
    assert found.rows("重点工作", "事项", "年度目标", "进展情况", "责任科室") == [
        ("普查清查", "1000家", "已清查860家", "普查科")
    ]
    assert found.rows("责任科室", "科室", "联系人", "电话") == [("普查科", "李晓", "6001")]
    assert ("车牌", "里程", "表格") in found.rows("未归类", "内容", "第2格", "归类")
    assert ("主要指标完成情况表", "表题") in found.rows("未归类", "内容", "归类")


# What is told


def test_revisions_notes_and_pictures_are_told_by_paragraph(tmp_path: Path) -> None:
    paper = RichPaper(
        ["一、普查工作", "清查到位。清查单位860家。"], notes=[Note("comment", "请核对"), Note("box", "联系人")]
    )
    path = make_rich_paper(tmp_path / "云岭区统计局2025年上半年工作总结.docx", paper)
    document = docx.Document(path)
    run = f'<w:r xmlns:w="{W}"><w:t>补充12家。</w:t></w:r>'
    put_xml(document.paragraphs[1], f'<w:ins xmlns:w="{W}" w:id="9" w:author="审核">{run}</w:ins>')
    document.save(path)
    imported = import_papers([path], tmp_path / "册.xlsx")
    assert [(f.rule.code, f.place.paragraph, f.message) for f in imported.findings] == [
        ("I01", 2, "第2段有修订，按全部接受读取"),
        ("I04", 1, "2段放在“未归类”（文本框、批注）"),
    ]


# What is refused


def test_nothing_is_written_where_something_stands(tmp_path: Path) -> None:
    paper = type_paper(tmp_path / "稿.docx", ["一、普查"])
    (tmp_path / "册.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError, match="已经存在"):
        import_papers([paper], tmp_path / "册.xlsx")
    assert (tmp_path / "册.xlsx").read_bytes() == b"mine"


def test_all_papers_that_cannot_be_read_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    good = type_paper(tmp_path / "好.docx", ["一、普查", "清查到位。共860家。"])
    (tmp_path / "空.docx").write_bytes(b"")
    blank = type_paper(tmp_path / "白.docx", ["", "  "])
    with pytest.raises(InputError) as caught:
        import_papers([good, tmp_path / "空.docx", blank], tmp_path / "册.xlsx")
    assert [(f.rule.code, Path(f.place.file or "").name) for f in caught.value.findings] == [
        ("R04", "空.docx"),
        ("I08", "白.docx"),
    ]
    assert not (tmp_path / "册.xlsx").exists()


@pytest.mark.parametrize("mark", ["机密★1年", "秘密", "绝密★", "密级：机密", "（秘密）"])
def test_a_classified_paper_is_refused(tmp_path: Path, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrecy, "_classified_setting", lambda: tmp_path / "absent")
    paper = type_paper(tmp_path / "稿.docx", [mark, title("云岭区统计局2025年上半年工作总结"), "一、普查"])
    with pytest.raises(InputError) as caught:
        import_papers([paper], tmp_path / "册.xlsx")
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.place.paragraph) == ("V38", 1)
    assert not (tmp_path / "册.xlsx").exists()


def test_a_paper_whose_name_has_a_mark_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrecy, "_classified_setting", lambda: tmp_path / "absent")
    paper = type_paper(tmp_path / "机密★稿.docx", [title("云岭区统计局2025年上半年工作总结"), "一、普查"])
    with pytest.raises(InputError, match="文件名有密级标志“机密★”"):
        import_papers([paper], tmp_path / "册.xlsx")
    assert not (tmp_path / "册.xlsx").exists()


def test_a_paper_that_speaks_of_secrets_is_read(tmp_path: Path) -> None:
    told = "开展保密检查2次，未发现违规处理机密、秘密文件的情况。"
    paper = type_paper(tmp_path / "稿.docx", [title("云岭区统计局2025年上半年工作总结"), "一、保密工作", told])
    assert import_papers([paper], tmp_path / "册.xlsx").path.exists()


def test_an_embedded_file_that_is_text_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、普查")
    from docx.oxml import parse_xml

    document.element.body.insert(1, parse_xml(f'<w:altChunk xmlns:w="{W}"/>'))
    document.save(tmp_path / "稿.docx")
    with pytest.raises(InputError, match="第1段附近嵌入了另一个文件作正文，读不出来"):
        import_papers([tmp_path / "稿.docx"], tmp_path / "册.xlsx")


# .doc and .wps


def _as_doc(paper: Path, folder: Path) -> Path:
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "doc:MS Word 97"]
    subprocess.run([*command, "--outdir", str(folder), str(paper)], check=True, capture_output=True, timeout=120)
    return folder / f"{paper.stem}.doc"


@pytest.mark.libreoffice
@needs_libreoffice
def test_doc_and_wps_are_read_through_libreoffice(tmp_path: Path) -> None:
    parts = [
        title("云岭区统计局2025年上半年工作总结"),
        "一、普查工作",
        led("清查到位。", "清查860家。"),
        right("云岭区统计局"),
    ]
    made = _as_doc(type_paper(tmp_path / "稿.docx", parts), tmp_path)
    renamed = made.rename(tmp_path / "报送稿.wps")
    imported = import_papers([renamed], tmp_path / "册.xlsx")
    assert dict(imported.papers[0].counts) == {"基本信息": 3, "板块": 1, "工作成效": 1}
    assert imported.papers[0].file == str(renamed)
    truncated = tmp_path / "断.doc"
    truncated.write_bytes(renamed.read_bytes()[:3000])
    with pytest.raises(InputError) as caught:
        import_papers([truncated], tmp_path / "另册.xlsx")
    assert caught.value.findings[0].rule.code in ("R09", "I10")


@pytest.mark.libreoffice
@needs_libreoffice
def test_without_libreoffice_a_doc_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _as_doc(type_paper(tmp_path / "稿.docx", ["一、普查工作"]), tmp_path)
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: None)
    with pytest.raises(MachineError) as caught:
        import_papers([made], tmp_path / "册.xlsx")
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message) == (
        "I09",
        "“稿.doc”是旧格式的文稿，读它要用 LibreOffice，本机没有安装",
    )
    assert finding.suggestion.startswith("安装 LibreOffice")


def test_an_old_workbook_is_no_paper(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "指标")
    book.save(str(tmp_path / "稿.doc"))
    with pytest.raises(InputError, match=r"“稿\.doc”不是 Word 或 WPS 文字的文档"):
        import_papers([tmp_path / "稿.doc"], tmp_path / "册.xlsx")


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_doc_that_takes_too_long_is_told_and_libreoffice_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_paper = _as_doc(type_paper(tmp_path / "稿.docx", ["一、普查工作"]), tmp_path)
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nsleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: sleeper)
    monkeypatch.setattr(legacy, "_PATIENCE_SECONDS", 0.1)
    with pytest.raises(InputError, match=r"“稿\.doc”没有转换成功"):
        import_papers([old_paper], tmp_path / "册.xlsx")


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_document_that_libreoffice_made_wrong_is_told_of_the_paper_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_paper = _as_doc(type_paper(tmp_path / "稿.docx", ["一、普查工作"]), tmp_path)

    def spoil(program: Path, sources: list[Path], folder: Path, *_: object, **__: object) -> None:
        (folder / f"{sources[0].stem}.docx").write_bytes(b"PK\x03\x04spoilt")

    monkeypatch.setattr(legacy, "find_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(legacy, "convert", spoil)
    with pytest.raises(InputError) as caught:
        import_papers([old_paper], tmp_path / "册.xlsx")
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.place.file) == ("R09", str(old_paper))
