"""The overview as a page: what stands in it, that data stay data, and what it does in Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from overview.conftest import HEADING, Page, Write, error, figure

from summarize.findings import Place
from summarize.overview import Contact, UnitRow, UnitState, write_overview
from summarize.overview.rules import UNIT_NOT_SENT

Dump = Callable[[Path], Page]
Browse = Callable[..., list[Page]]

HOSTILE = (
    "<script>document.title='坏了'</script>",
    "</script><script>document.title='坏了'</script>",
    "<!--<script>",
    "<img src=x onerror=\"document.title='坏了'\">",
    "\"'><b>",
    "&lt;&#60;&amp;",
    "]]>",
    "\\\\u003c\\",
    "=1+1",
    "javascript:document.title='坏了'",
    "甲\u2028乙\u2029丙",
    "a\x00b\x01c",
    "𠀀\ud800",
)
PIECES = st.sampled_from((*HOSTILE, "<", ">", "&", '"', "'", "/", "script", "!--", "甲局", "\\", "\n", " "))
TEXTS = st.lists(PIECES, max_size=4).map("".join)


def row_of(text: str) -> UnitRow:
    return UnitRow(
        text,
        UnitState.DONE,
        text,
        text,
        text,
        errors=(error(text, file=text + "2", place=text, suggestion=text, code=text),),
        figures=(figure(text, text, text, measure=text, number=1.0),),
        contact=Contact(text, text, text),
        note=text,
    )


class Elements(HTMLParser):
    """Counts what a browser would take for elements."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)


def tags_of(text: str) -> list[str]:
    parser = Elements()
    parser.feed(text)
    return parser.tags


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
def test_no_text_becomes_markup(tmp_path: Path, text: str) -> None:
    def written(content: str) -> str:
        path = tmp_path / "总览.html"
        found = UNIT_NOT_SENT.at(Place(sheet=content, cell="A1"), content, content)
        heading = replace(HEADING, folder=content, template=content, program=content, expected="单", findings=(found,))
        write_overview(tmp_path / "总览.xlsx", path, heading, [row_of(content)])
        return path.read_text(encoding="utf-8")

    page = written(text)
    assert tags_of(page) == tags_of(written("甲"))
    (row,) = Page(page).rows
    text = text.replace("\ud800", "�")
    assert (row[0], row[2], row[3], row[10], row[13]) == (text, text, text, text, text)
    assert row[8] == [[text, text + "2", text, text, text]]
    (column,) = Page(page).head["columns"]
    assert text.strip() in column["head"]


def test_the_page_tells_the_head_without_its_script(overview: Write) -> None:
    page = overview(heading=replace(HEADING, expected="应报单位.xlsx")).parsed
    facts = page.root.xpath('//table[@class="facts"]//td/text()')
    told = dict(zip(facts[::2], facts[1::2], strict=True))
    assert told == {
        "文件夹": "2025年上半年",
        "时期": "2025年上半年",
        "生成时间": "2025年7月6日 9:05",
        "模板": "半年工作总结.docx",
        "程序": "summarize 1.0",
        "应报单位名单": "应报单位.xlsx",
        "合计": "错误 5 处，警告 3 处，报告共 5 页",
    }
    tiles = ["".join(tile.itertext()) for tile in page.root.xpath('//button[contains(@class, "tile")]')]
    assert tiles == ["全部5", "○ 未报送1", "× 有错误1", "△ 待生成1本", "√ 已生成3"]
    assert "请允许本页运行脚本，或者打开同名的工作簿" in page.root.get_element_by_id("waiting").text
    assert "国家秘密、工作秘密不得在普通计算机上处理。" in page.text


def test_the_page_fetches_nothing_and_runs_its_own_script_alone(overview: Write) -> None:
    page = overview().parsed
    (policy,) = page.root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    assert page.root.xpath("//link | //img | //iframe | //*[@src] | //*[@href] | //*[@style]") == []
    assert not re.search(r"https?://|url\(|@import", page.text)


def test_old_browsers_can_read_the_script() -> None:
    script = (Path(__file__).parents[2] / "summarize/overview/page.js").read_text(encoding="utf-8")
    code = re.sub(r"//.*|'(?:[^'\\]|\\.)*'", "''", script)
    assert not re.search(r"=>|`|\b(?:let|const|class|async|await|fetch|import|eval)\b|\.\.\.|\?\.|\?\?|\*\*", code)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|outerHTML", script)


def test_rows_lie_in_parts(overview: Write) -> None:
    page = overview(UnitRow(f"第{n}局", UnitState.NOT_SENT) for n in range(1201)).parsed
    assert [len(json.loads(part.text)) for part in page.root.xpath('//script[@class="rows"]')] == [500, 500, 201]
    assert [row[0] for row in page.rows] == [f"第{n}局" for n in range(1201)]


def test_without_a_path_there_is_no_page(tmp_path: Path) -> None:
    write_overview(tmp_path / "总览.xlsx", None, HEADING, [])
    assert [path.name for path in tmp_path.iterdir()] == ["总览.xlsx"]


@pytest.mark.chromium
def test_the_page_as_written_opens_and_hostile_texts_do_nothing(dump: Dump, overview: Write) -> None:
    page = dump(overview(map(row_of, HOSTILE)).page)
    assert page.root.findtext(".//title") == "2025年上半年报送情况总览"
    assert page.column(1) == [re.sub("[\x00\ud800]", "�", text) for text in HOSTILE]
    links = page.root.xpath('//div[@id="units"]//a/@href')
    assert all(link.startswith("./") and ":" not in link for link in links)
    assert len(page.root.xpath("//script")) == 2
    assert "hidden" in page.root.get_element_by_id("waiting").get("class")


CLICK = "document.querySelector('.tile[data-state=\"%s\"]').click()"
FIGURES, UNITS = "document.getElementById('tab-figures').click()", "document.getElementById('tab-units').click()"


def press(view: str, text: str) -> str:
    heads = f"Array.prototype.slice.call(document.querySelectorAll('#{view} th button'))"
    return f"{heads}.filter(function (b) {{ return b.textContent.indexOf('{text}') === 0; }})[0].click()"


def search(text: str) -> str:
    return f"var s = document.getElementById('search'); s.value = '{text}'; s.oninput()"


@pytest.mark.chromium
def test_units_are_listed_filtered_searched_and_sorted(browse: Browse, overview: Write) -> None:
    shots = browse(
        overview().page,
        [
            "0",
            *(CLICK % 4, CLICK % 2, CLICK % -1),
            *(search("戊.xlsx"), search("第3处"), search(" 丙同志 "), search("没有这个"), search("")),
            *(press("units", "警告"), press("units", "警告"), press("units", "警告")),
            "document.querySelector('.less').click()",
            *("document.querySelectorAll('.fold')[1].click()", "document.querySelectorAll('.fold')[0].click()"),
        ],
    )
    *shots, of_done, of_failed = shots
    first, made, failed, everything, by_file, by_error, by_person, nobody, again, down, up, back, opened = shots

    def below(shot: Page) -> list[list[str]]:
        return [
            ["".join(item.itertext()) for item in line.xpath(".//li")]
            for line in shot.root.xpath('//div[@id="units"]//tr[@class="errors"]')
        ]

    warnings = [
        "警告乙.xlsx指标!E7成文日期是2024年V90改法：把 E7 改为 12。",
        "警告乙.xlsx指标!E7第二处V03改法：把 E7 改为 12。",
    ]
    assert below(of_done)[1] == warnings
    assert below(of_failed)[0][3:] == ["警告指标!E7乙的警告V03改法：把 E7 改为 12。"]
    assert first.table()[1] == ["2", "乙局", "× 有错误", "5", "1", "", "", "乙.xlsx", "", "", ""]
    assert first.table()[0][8:] == ["丙同志　0999-3", "7月5日", "已催"]
    assert first.table()[3][4:7] == ["2", "5", "甲局 总结.docx　PDF"]
    assert first.root.xpath('//div[@id="units"]//a/@href')[:2] == [
        "./2025%E5%B9%B4%E4%B8%8A%E5%8D%8A%E5%B9%B4/%E7%94%B2%E5%B1%80%20%E6%80%BB%E7%BB%93." + kind
        for kind in ("docx", "pdf")
    ]
    assert made.column(1) == ["甲局", "戊局", "己局"]
    assert failed.column(1) == ["乙局"]
    assert everything.column(1) == again.column(1) == back.column(1) == ["丙局", "乙局", "丁局", "甲局", "戊局", "己局"]
    assert [shot.column(1) for shot in (by_file, by_error, by_person, nobody)] == [["戊局"], ["乙局"], ["丙局"], []]
    assert down.column(4) == ["2", "1", "", "", "", ""]
    assert up.column(4) == ["", "", "", "", "1", "2"]
    errors = first.root.xpath('//tr[@class="errors"]//li')
    assert "".join(errors[0].itertext()) == "指标!E7第1处V03改法：把 E7 改为 12。"
    assert len(errors) == 3
    assert len(opened.root.xpath('//tr[@class="errors"]//li')) == 5


@pytest.mark.chromium
def test_figures_stand_side_by_side_sorted_and_summed(browse: Browse, overview: Write) -> None:
    shots = browse(
        overview().page,
        [
            FIGURES,
            *(press("figures", "本期"), press("figures", "本期"), press("figures", "同比")),
            search("甲局"),
            search(""),
            "var i = document.getElementById('indicator'); i.value = '2'; i.onchange()",
            UNITS,
        ],
    )
    first, down, up, by_change, one, _, chosen, units = shots

    def sums(page: Page) -> list[str]:
        return ["".join(cell.itertext()) for cell in page.root.xpath('//div[@id="figures"]//thead/tr[3]/th')]

    assert first.table("figures") == [
        ["甲局", "120", "增长12.3%", "98.4", "提高1.2个百分点", "—", "—"],
        ["戊局", "80.5", "下降3.4%", "未填", "—", "—", "—"],
        ["己局", "—", "—", "—", "—", "7", "—"],
    ]
    assert sums(first) == ["合计（3个单位）", "200.5", "", "不相加", "", "7", ""]
    assert down.column(0, "figures") == ["甲局", "戊局", "己局"]
    assert up.column(0, "figures") == ["戊局", "甲局", "己局"]
    assert by_change.column(0, "figures") == ["甲局", "戊局", "己局"]
    assert sums(one) == ["合计（1个单位）", "120", "", "不相加", "", "", ""]
    assert chosen.table("figures")[2] == ["己局", "7", "—"]
    assert units.column(1) == ["丙局", "乙局", "丁局", "甲局", "戊局", "己局"]
    assert "另有2个单位没有可比的指标" in "".join(first.root.get_element_by_id("rest").itertext())


@pytest.mark.chromium
def test_thousands_of_units_are_listed_as_one_goes_on_and_printed_whole(browse: Browse, overview: Write) -> None:
    rows = [UnitRow(f"第{n}局", UnitState.DONE, figures=(figure(printed="0.1"),)) for n in range(2500)]
    first, more, paper, after, figures = browse(
        overview(rows).page,
        [
            "0",
            "document.querySelector('#rest button').click()",
            *("window.onbeforeprint()", "window.onafterprint()"),
            FIGURES,
        ],
    )
    counts = [len(shot.table()) for shot in (first, more, paper, after)]
    assert counts[0] == counts[3] < counts[1] < counts[2] == 2000
    assert "只印前2000个单位" in "".join(paper.root.get_element_by_id("rest").itertext())
    assert "".join(figures.root.xpath('//div[@id="figures"]//thead/tr[3]/th[2]')[0].itertext()) == "250"


def test_the_first_findings_of_the_batch_stand_open_and_the_rest_is_folded(overview: Write) -> None:
    found = UNIT_NOT_SENT.at(Place(file="报送/名单.xlsx", sheet="应报单位", cell="A3"), "“丙局”未报送", "请催报。")
    page = overview(heading=replace(HEADING, findings=(found,) * 13, counts="应报 3 个")).parsed
    open_ones = page.root.xpath('//div[@class="findings"]/ol/li/text()')
    assert open_ones == ["警告：名单.xlsx 应报单位!A3：“丙局”未报送。请催报。"] * 10
    assert page.root.xpath('//div[@class="findings"]//summary/text()') == ["再看3条"]
    assert len(page.root.xpath('//div[@class="findings"]/details/ol[@start="11"]/li')) == 3
    assert page.root.xpath('//p[@class="counts"]/text()') == ["应报 3 个"]


def test_while_workbooks_wait_nobody_is_chased_and_they_are_counted_apart(overview: Write) -> None:
    rows = [UnitRow("丙局", UnitState.UNKNOWN), UnitRow("甲局", UnitState.DONE), UnitRow("丁.xlsx", UnitState.WAITING)]
    page = overview(rows, heading=replace(HEADING, expected="名单.xlsx")).parsed
    tiles = ["".join(tile.itertext()) for tile in page.root.xpath('//button[contains(@class, "tile")]')]
    assert tiles == ["全部2", "◇ 尚不能确定1", "× 有错误0", "△ 待生成1本", "√ 已生成1"]
    assert "催报" not in page.text


@pytest.mark.chromium
def test_figures_of_another_year_stand_behind_all_and_in_no_sum(browse: Browse, overview: Write) -> None:
    rows = [
        UnitRow("甲局", UnitState.DONE, figures=(figure(printed="9"),), period="2024年上半年"),
        UnitRow("乙局", UnitState.DONE, figures=(figure(printed="5"),)),
        UnitRow("丙局", UnitState.DONE, figures=(figure(printed="7"),)),
    ]
    first, sorted_, one = browse(overview(rows).page, [FIGURES, press("figures", "本期"), search("局")])
    assert first.column(0, "figures") == ["乙局", "丙局", "甲局（2024年上半年）"]
    assert sorted_.column(0, "figures") == ["丙局", "乙局", "甲局（2024年上半年）"]
    for shot in (first, sorted_, one):
        sums = ["".join(cell.itertext()) for cell in shot.root.xpath('//div[@id="figures"]//thead/tr[3]/th')]
        assert sums == ["合计（2个单位）", "12", ""]


@pytest.mark.chromium
def test_the_rows_of_the_head_stay_below_each_other_though_a_remark_makes_one_high(
    browse: Browse, overview: Write
) -> None:
    rows = [
        UnitRow(f"{n}局", UnitState.DONE, figures=(figure("检查", "3", measure="次" if n else "家"),)) for n in range(3)
    ]
    (shot,) = browse(overview(rows).page, [FIGURES])
    heads = shot.root.xpath('//div[@id="figures"]//thead/tr/th[1]/@style')
    tops = [int(re.fullmatch(r"top: (\d+)px;", style)[1]) for style in heads]
    assert tops[0] == 0
    assert tops[1] > 45 > tops[2] - tops[1] > 20
    remarks = shot.root.xpath('//div[@id="figures"]//thead//span[@class="remark"]/text()')
    assert remarks == ["多数单位写“次”，这里写“家”"]
