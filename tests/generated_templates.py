"""Templates and contexts drawn by hypothesis: everything that docxtpl's tags can be put together to."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from raw_documents import RawDocument, cell, paragraph, row, run, table

# What docxtpl gets wrong in data has tests of its own: control characters, and braces with a line
# below, which it takes for its own way of writing tags.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff{}%_")
AWKWARD = (
    *(
        "&",
        "&amp;",
        "<",
        ">",
        '"',
        "'",
        "“",
        "”",
        "——",
        "〔5〕",
        "\n",
        "\t",
        "\a",
        "\f",
        "  ",
        "\u00a0",
        "\u3000",
        "\u2028",
    ),
    *("𠮷", "😀", "é", "\U0010fffd", "\ue000", "\x85", "]]>", "<!--", "</w:t>", "<w:p>"),
    *("{", "}", "{{", "}}", "{% if", "%", "#", "_"),
)
WORDS = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(CHARACTERS, max_size=4)), max_size=5).map(
    lambda pieces: _without_marks("".join(pieces))
)
LITERALS = st.text(st.sampled_from("甲乙丙一二 　，。：“”‘’（）—abc12𠮷&<>\"'\t\n"), max_size=8)
FORMATS = ("", "", "", "<w:b/>", '<w:rFonts w:hint="eastAsia"/>', '<w:color w:val="FF0000"/><w:sz w:val="32"/>')
PARAGRAPH_FORMATS = ("", "", '<w:pStyle w:val="a"/>', '<w:jc w:val="center"/><w:ind w:left="420"/>')
BETWEEN = (
    "",
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="0" w:name="_x"/>',
    "<w:r><w:tab/></w:r>",
    "<w:r><w:br/></w:r>",
)
FILTERS = ("", "", "", " | upper", " | trim", " | replace('甲', '乙')", " ~ 附注", " | default('无')", "|e")
CONDITIONS = ("真", "not 真", "数 &gt; 2", "数 &lt; 3 and 真", "附注", "附注 == “甲”", "空", "项们 | length &gt; 1")


def _without_marks(text: str) -> str:
    """Return `text` without underscores that could make a mark of braces, also with the text next to it."""
    return text.replace("_", "") if set(text) & set("{}%") else text.strip("_")


def escaped(text: str) -> str:
    """Return `text` as Word writes it in a `w:t`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


EXPRESSIONS = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(
            ["{{ 标题", "{{ 附注", "{{附注", "{{ 数", "{{ 项们[0].名", "{{ 项们[0]['名']", "{{ 项们[0][“名”]"]
        ),
        st.sampled_from(FILTERS),
        st.sampled_from([" }}", "}}"]),
    ),
    st.just("{{ 项们 | map(attribute='名') | join('、') }}"),
    st.just("{# 注 #}"),
    st.just("{_{ 标题 }_}"),
    st.just("{% raw %}{{ 标题 }}{% endraw %}"),
)
# Within loops over 项们, `项` is there; within loops over 项.格们, `格` is.
IN_LOOP = st.sampled_from(
    ["{{ 项.名 }}", "{{ loop.index }}", "{{ 项.数 }}", "{{ 项.名 }}{% if not loop.last %}、{% endif %}"]
)


@st.composite
def texts(draw: st.DrawFn, *, depth: int = 2, in_loop: bool = False) -> str:
    """Return the text of a paragraph as it is typed, as XML: words, expressions, conditions, loops."""
    pieces = [EXPRESSIONS, LITERALS.map(escaped), *([IN_LOOP] if in_loop else [])]
    if depth:
        inner = texts(depth=depth - 1, in_loop=in_loop)
        condition = st.sampled_from(CONDITIONS)
        pieces += [
            st.builds("{{% if {} %}}{}{{% endif %}}".format, condition, inner),
            st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, condition, inner, inner),
            st.builds("{{% for 项 in 项们 %}}{}{{% endfor %}}".format, texts(depth=depth - 1, in_loop=True)),
        ]
    return "".join(draw(st.lists(st.one_of(pieces), max_size=3)))


@st.composite
def split_runs(draw: st.DrawFn, text: str) -> str:
    """Return `text` in runs, cut at any place between characters (and never within a reference)."""
    places = [0]
    position = 0
    while position < len(text):
        end = text.index(";", position) + 1 if text[position] == "&" else position + 1
        places.append(end)
        position = end
    cuts = sorted(draw(st.sets(st.sampled_from(places), max_size=3)) | {0, len(text)})
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    runs = []
    for piece in pieces:
        if runs:
            runs.append(draw(st.sampled_from(BETWEEN)))
        runs.append(run(piece, draw(st.sampled_from(FORMATS)), preserve=draw(st.booleans())))
    return "".join(runs)


@st.composite
def paragraphs(draw: st.DrawFn, *, in_loop: bool = False) -> str:
    """Return a paragraph of text with tags."""
    text = draw(texts(in_loop=in_loop))
    runs = draw(split_runs(text)) if draw(st.booleans()) else run(text)
    kind = draw(st.sampled_from(["", "", "", "", "runs", "link", "box", "rich", "field", "math", "control"]))
    if kind == "runs":
        condition = draw(st.sampled_from(CONDITIONS))
        runs = f"{run(f'{{%r if {condition} %}}')}{runs}{run('{%r endif %}')}{run('尾')}"
    elif kind == "link":
        runs = f'<w:hyperlink w:anchor="x">{runs}</w:hyperlink>'
    elif kind == "box":
        box = f"<w:txbxContent><w:p>{runs}</w:p></w:txbxContent>"
        runs = f'{run("前")}<w:r><w:pict><v:shape id="s"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>'
    elif kind == "field":
        code = draw(st.sampled_from(["附注", "标题", "数"]))
        runs += f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{{{ {code} }}}}" </w:instrText></w:r>'
    elif kind == "math":
        runs += f"<m:oMath><m:r><m:t>{draw(EXPRESSIONS)}</m:t></m:r></m:oMath>"
    elif kind == "control":
        runs = f'<w:sdt><w:sdtPr><w:alias w:val="{{{{ 标题 }}}}"/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
    elif kind == "rich":
        runs += run(draw(st.sampled_from(["{{r 富 }}", "{{ 列 }}", "{{r 富 }}后"])), "<w:i/>")
    properties = draw(st.sampled_from(PARAGRAPH_FORMATS))
    return paragraph(runs, properties=properties) if runs else paragraph(properties=properties)


@st.composite
def blocks(draw: st.DrawFn, *, depth: int = 2, in_loop: bool = False) -> str:
    """Return paragraphs and tables, some of them in loops and under conditions."""
    kinds = [paragraphs(in_loop=in_loop)]
    if depth:
        inner = blocks(depth=depth - 1, in_loop=in_loop)
        kinds += [
            wrapped(st.sampled_from(CONDITIONS).map("if {}".format), inner, "endif"),
            wrapped(st.just("for 项 in 项们"), blocks(depth=depth - 1, in_loop=True), "endfor"),
            wrapped(st.just("for 项 in 空"), inner, "endfor"),
            tables(depth=depth - 1),
            st.just(paragraph("{#p 不印的一段 #}")),
            st.just(paragraph("{{p 段 }}")),
            merged(),
            cut(),
            kept(inner),
            drawings(),
        ]
    pieces = draw(st.lists(st.one_of(kinds), min_size=1, max_size=3))
    return draw(st.sampled_from(["", "", "\n", "\n  ", "<!-- 注 -->"])).join(pieces)


@st.composite
def wrapped(draw: st.DrawFn, statement: st.SearchStrategy[str], inner: st.SearchStrategy[str], end: str) -> str:
    """Return `inner` between a statement and its end, each in a paragraph of its own."""
    first = f"{{%p {draw(statement)} %}}"
    opened = paragraph(draw(split_runs(first)) if draw(st.booleans()) else first)
    return f"{opened}{draw(inner)}{paragraph(f'{{%p {end} %}}')}"


@st.composite
def merged(draw: st.DrawFn) -> str:
    """Return paragraphs that tags with dashes join to one."""
    condition = draw(st.sampled_from(CONDITIONS))
    lines = ["甲", f"{{%- if {condition} -%}}", "乙{{ 附注 }}", "{%- else -%}", "丙", "{%- endif -%}", "丁"]
    return "".join(map(paragraph, lines))


@st.composite
def cut(draw: st.DrawFn) -> str:
    """Return statements whose end stands in another paragraph, run or cell than their beginning."""
    statement = draw(
        st.sampled_from([*(f"if {condition}" for condition in CONDITIONS), "for 项 in 项们", "for 项 in 空"])
    )
    opened, closed = f"前{{% {statement} %}}甲", f"乙{{{{ 附注 }}}}{{% end{statement.partition(' ')[0]} %}}后"
    match draw(st.sampled_from(["paragraphs", "far", "runs", "cells", "rows", "tables"])):
        case "paragraphs":
            return paragraph(opened) + paragraph(closed)
        case "far":
            return paragraph(opened) + draw(paragraphs()) + paragraph(closed)
        case "runs":
            return paragraph(run(opened, "<w:b/>"), "中{{ 标题 }}", run(closed, "<w:i/>"))
        case "cells":
            return table(row(opened, closed)) + paragraph("")
        case "rows":
            return table(row(opened, "一"), row(closed, "二")) + paragraph("")
        case _:
            return paragraph(opened) + table(row("一", closed)) + paragraph("")


@st.composite
def kept(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Return what a template keeps under a name, and prints when it wants."""
    match draw(st.sampled_from(["set", "block", "macro", "with"])):
        case "set":
            return paragraph("{%p set 存 = 标题 ~ '，' ~ 数 %}") + paragraph("{{ 存 }}{{ 存 | length }}")
        case "block":
            return paragraph("{% set 存 %}甲{{ 附注 }}{% endset %}{{ 存 }}")
        case "macro":
            body = draw(inner)
            return (
                paragraph("{%p macro 印(参) %}")
                + body
                + paragraph("{{ 参 }}")
                + paragraph("{%p endmacro %}")
                + paragraph("{{p 印(标题) }}")
            )
        case _:
            return paragraph("{%p with 存 = 附注 %}") + paragraph("{{ 存 }}") + paragraph("{%p endwith %}")


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """Return a text box with a number that others have too."""
    number = draw(st.sampled_from([' id="1"', ' id="77"', ""]))
    box = f"<w:txbxContent>{draw(paragraphs())}</w:txbxContent>"
    shape = (
        f'<wp:anchor><wp:docPr{number} name="框{{{{ 附注 }}}}"/><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return paragraph(f"<w:r><w:drawing>{shape}</w:drawing></w:r>", "{{ 标题 }}")


def _cells(text: str) -> st.SearchStrategy[str]:
    """Return cells with `text`, some of them spanned, coloured or merged with their copies."""
    had = '<w:tcW w:w="500" w:type="dxa"/><w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="EEEEEE"/>'
    return st.one_of(
        st.just(cell(text)),
        st.sampled_from(["{% colspan 数 %}", "{% cellbg 底色 %}", "{% cellbg 底色 %}{% colspan 1 + 1 %}"]).map(
            lambda tag: cell(tag + text)
        ),
        st.just(cell("{% cellbg 底色 %}" + text, properties=had)),
        st.just(cell(paragraph(run(text), properties='<w:jc w:val="center"/>'), "第二段")),
    )


@st.composite
def tables(draw: st.DrawFn, *, depth: int = 1) -> str:
    """Return a table with loops over rows and columns; its grid fits what is written, not what is printed."""
    rows: list[str] = []
    for kind in draw(
        st.lists(st.sampled_from(["plain", "rows", "columns", "hm", "if", "comment"]), min_size=1, max_size=3)
    ):
        text = draw(st.sampled_from(["甲", "{{ 附注 }}", "{{ 标题 }}与{{ 数 }}"]))
        if kind == "plain":
            inner = draw(blocks(depth=0)) if depth else paragraph(text)
            rows.append(row(draw(_cells(text)), cell(inner + paragraph("末"))))
        elif kind == "rows":
            looped = draw(
                st.sampled_from(["{{ 项.名 }}", "{% vm %}{{ 项.名 }}", "{{ 附注 }}{% vm %}", "{{ loop.index }}"])
            )
            rows += [row("{%tr for 项 in 项们 %}", ""), row(cell(looped), draw(_cells("{{ 项.数 }}")))]
            if draw(st.booleans()):
                rows.append(row("子", "{%tc for 格 in 项.格们 %}", "{{ 格 }}{{ loop.index }}", "{%tc endfor %}"))
            rows.append(row("{%tr endfor %}", ""))
        elif kind == "columns":
            rows.append(
                row(draw(_cells(text)), "{%tc for 项 in 项们 %}", draw(_cells("{{ 项.名 }}")), "{%tc endfor %}")
            )
        elif kind == "hm":
            rows.append(
                row(
                    "头",
                    "{%tc for 项 in 项们 %}",
                    cell(draw(st.sampled_from(["{% hm %}合", "合{% hm %}{{ 数 }}"]))),
                    "{%tc endfor %}",
                )
            )
        elif kind == "if":
            condition = draw(st.sampled_from(CONDITIONS))
            rows += [row(f"{{%tr if {condition} %}}", ""), row(draw(_cells(text))), row("{%tr endif %}")]
        else:
            rows += [row("{#tr 不印 #}", ""), row("甲", "{#tc 不印 #}", "乙")]
    widths = draw(st.lists(st.integers(1, 3000), min_size=1, max_size=4))
    return table(*rows, columns=widths) + paragraph("")


@st.composite
def templates(draw: st.DrawFn) -> RawDocument:
    """Return a whole template."""
    parts = st.dictionaries(st.sampled_from(["default", "first", "even"]), blocks(depth=1), max_size=2)
    notes = draw(st.none() | blocks(depth=1))
    plain = LITERALS.map(escaped)
    properties = draw(
        st.none()
        | st.builds(
            "<dc:title>{}{{{{ 数 }}}}</dc:title><dc:subject>{{% if 真 %}}甲{{% endif %}}</dc:subject>".format, plain
        )
    )
    return RawDocument(
        draw(blocks(depth=3)),
        headers=draw(parts),
        footers=draw(parts),
        footnotes=None if notes is None else f'<w:footnote w:id="1">{notes}</w:footnote>',
        properties=properties or "<dc:title>总结</dc:title>",
    )


def _items(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    item = st.fixed_dictionaries({"名": words, "数": st.integers(0, 9), "格们": st.lists(words, max_size=4)})
    return st.lists(item, min_size=1, max_size=4)


CONTEXTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "标题": WORDS,
        "附注": WORDS,
        "数": st.integers(1, 5),
        "真": st.booleans(),
        "空": st.just([]),
        "底色": st.sampled_from(["FFCC00", "auto"]),
        "项们": _items(WORDS),
    }
)
