"""The text of the five templates, paragraph by paragraph, with docxtpl's tags.

Two kinds of paragraph: `say` is printed, `do` is a statement that leaves nothing behind. A part that
may be absent stands between `if` and `endif`, so it leaves no blank line.
"""

from __future__ import annotations

from templates.parts import paragraph, run

Pieces = list[str]


def do(statement: str) -> str:
    """Return a paragraph that holds only the statement `{%p … %}`."""
    return paragraph("TemplateStatement", run("{%p " + statement + " %}"))


def put(block: str) -> str:
    """Return a paragraph that is replaced by the paragraphs of `block`."""
    return paragraph("TemplateStatement", run("{{p " + block + " }}"))


def remark(text: str) -> str:
    """Return a paragraph for the reader of the template, never printed."""
    return paragraph("TemplateStatement", run("{#p " + text + " #}"))


def say(style: str | None, *texts: str | tuple[str, str]) -> str:
    """Return a printed paragraph; a text with a style is a tuple of the two."""
    return paragraph(style, *(run(text) if isinstance(text, str) else run(*text) for text in texts))


def when(condition: str, *pieces: str) -> Pieces:
    """Return `pieces`, printed only if `condition` holds."""
    return [do(f"if {condition}"), *pieces, do("endif")]


def each(loop: str, *pieces: str) -> Pieces:
    """Return `pieces`, printed once for each turn of `loop`."""
    return [do(f"for {loop}"), *pieces, do("endfor")]


def macros() -> Pieces:
    """Return the definitions at a template's head: how one item, a list of items, a chapter are printed."""
    number_and_lead = "{{ 事项.编号 }}{{ 事项.导语 }}"
    content = "{{ 事项.内容 }}"
    return [
        remark("蓝色小字是模板语句，不印出。下面规定“一条事项怎样印”，改这里，全文各处一起变。"),
        do("macro 印事项(事项)"),
        do("if 事项.样式 == '段首句加粗'"),
        say(None, (number_and_lead, "LeadBold"), content),
        do("elif 事项.样式 == '段首句' or 事项.级别 == 2 or (事项.样式 == '（一）' and 事项.级别 == 0)"),
        say(None, (number_and_lead, "Lead"), content),
        do("elif 事项.级别 == 1"),
        say(None, (number_and_lead, "LeadLevel1"), content),
        do("else"),
        say(None, number_and_lead + content),
        do("endif"),
        *each("段 in 事项.续段", say(None, "{{ 段 }}")),
        do("endmacro"),
        do("macro 印各事项(各事项)"),
        do("if 各事项 and 各事项[0].样式 == '一是连排'"),
        say(
            None,
            "{% for 事项 in 各事项 %}{{ 事项.编号 }}{{ 事项.导语 }}{{ 事项.内容 }}"
            "{% for 段 in 事项.续段 %}{{ 段 }}{% endfor %}{% endfor %}",
        ),
        do("else"),
        *each("事项 in 各事项", put("印事项(事项)")),
        do("endif"),
        do("endmacro"),
        do("macro 印章节(位置)"),
        do("for 章 in 其他章节 if 章.位置 == 位置"),
        say("Level1", "{{ 章.编号 }}{{ 章.标题 }}"),
        *each("段 in 章.段", say(None, "{{ 段 }}")),
        do("endfor"),
        do("endmacro"),
        remark("以下是正文。"),
    ]


def heading(number: str, title: str) -> Pieces:
    """Return a heading of level 1, printed if it has a title."""
    return when(title, say("Level1", "{{ " + number + " }}{{ " + title + " }}"))


def two_levels(number: str, title: str, upper: str, lower: str) -> Pieces:
    """Return a heading that is of the style `lower` in 三段式, of `upper` in 分块式."""
    text = "{{ " + number + " }}{{ " + title + " }}"
    return when(title, do("if 结构 == '三段式'"), say(lower, text), do("else"), say(upper, text), do("endif"))


def title(*below: str) -> Pieces:
    """Return the title, the subtitle and what stands `below` them."""
    return [
        say("DocumentTitle", "{{ 标题 }}"),
        *when("副标题", say("DocumentTitle", ("{{ 副标题 }}", "Subtitle"))),
        *below,
    ]


DATE_UNDER_TITLE = when("成文日期", say("DocumentTitle", ("（{{ 成文日期 }}）", "TitleSignature")))
SIGNATURE_UNDER_TITLE = [
    *when("署名", say("DocumentTitle", ("{{ 署名 }}", "TitleSignature"))),
    *DATE_UNDER_TITLE,
]
SALUTATION = when("称谓", say("Salutation", "{{ 称谓 }}{% if 称谓[-1] not in '：:，,！!' %}：{% endif %}"))
ADDRESSEE = when("主送机关", say("Addressee", "{{ 主送机关 }}{% if 主送机关[-1] not in '：:' %}：{% endif %}"))


def achievements() -> Pieces:
    """Return the sections of 工作成效 with their items."""
    return [
        *heading("成效编号", "成效标题"),
        *each(
            "板块 in 工作成效",
            *two_levels("板块.编号", "板块.标题", "Level1", "Level2"),
            *when("板块.引语", say(None, "{{ 板块.引语 }}")),
            put("印各事项(板块.事项)"),
            *each(
                "小类 in 板块.小类",
                *two_levels("小类.编号", "小类.标题", "Level2", "Level3"),
                put("印各事项(小类.事项)"),
            ),
        ),
    ]


def problems() -> Pieces:
    """Return 存在问题, if there are any."""
    return when(
        "存在问题",
        *heading("问题编号", "问题标题"),
        *when("问题引语", say(None, "{{ 问题引语 }}")),
        put("印各事项(存在问题)"),
    )


def plan() -> Pieces:
    """Return 工作计划 in one level or two, if there is any."""
    text = "{{ 计划项.编号 }}{{ 计划项.导语 }}"
    return when(
        "工作计划",
        *heading("计划编号", "计划标题"),
        *when("计划引语", say(None, "{{ 计划引语 }}")),
        do("for 计划项 in 工作计划"),
        do("if not 计划项.事项"),
        put("印事项(计划项)"),
        do("else"),
        do("if 计划项.级别 == 1"),
        say("Level1", text),
        do("else"),
        say("Level2", text),
        do("endif"),
        *when("计划项.内容", say(None, "{{ 计划项.内容 }}")),
        *each("段 in 计划项.续段", say(None, "{{ 段 }}")),
        put("印各事项(计划项.事项)"),
        do("endif"),
        do("endfor"),
    )


def requests() -> Pieces:
    """Return 意见建议, if there are any."""
    return when("意见建议", *heading("建议编号", "建议标题"), put("印各事项(意见建议)"))


def body() -> Pieces:
    """Return what stands between the title and the close."""
    return [
        *each("段 in 引言", say(None, "{{ 段 }}")),
        put("印章节('成效前')"),
        *achievements(),
        put("印章节('成效后')"),
        *problems(),
        put("印章节('问题后')"),
        *plan(),
        put("印章节('计划后')"),
        *requests(),
    ]


def ending(default: str = "") -> Pieces:
    """Return 结束语; `default` is printed when the unit gives none."""
    if default:
        return [say(None, "{{ 结束语 or '" + default + "' }}")]
    return when("结束语", say(None, "{{ 结束语 }}"))


def annex_note() -> Pieces:
    """Return 附件说明: one annex without a number, several one under the other."""
    return [
        do("for 项 in 附件说明项"),
        do("if loop.length == 1"),
        say("AnnexNote", "附件：{{ 项.名称 }}"),
        do("elif loop.first"),
        say("AnnexNoteFirst", "附件：{{ 项.编号 }}{{ 项.名称 }}"),
        do("else"),
        say("AnnexNoteNext", "{{ 项.编号 }}{{ 项.名称 }}"),
        do("endif"),
        do("endfor"),
    ]


NOTE = when(
    "附注", say("Note", "{% if 附注[0] != '（' %}（{% endif %}{{ 附注 }}{% if 附注[-1] != '）' %}）{% endif %}")
)
ANNEXES = each(
    "附 in 附件",
    say("AnnexLabel", "{{ 附.编号 }}"),
    say("AnnexTitle", "{{ 附.标题 }}"),
    put("附.表格"),
)


def summary() -> Pieces:
    """Return the text of a 工作总结: signed at its end, or under its title where the unit wants that."""
    return [
        *macros(),
        *title(*when("署名位置 == '题下'", *SIGNATURE_UNDER_TITLE)),
        *ADDRESSEE,
        *SALUTATION,
        *body(),
        *ending(),
        *annex_note(),
        put("落款"),
        *NOTE,
        *ANNEXES,
    ]


def briefing() -> Pieces:
    """Return the text of 汇报材料: unit and date under the title, a salutation, no sign-off."""
    return [
        *macros(),
        *title(say("DocumentTitle", ("{{ 署名 or 单位名称 }}", "TitleSignature")), *DATE_UNDER_TITLE),
        *SALUTATION,
        *body(),
        *ending(),
        *annex_note(),
        *NOTE,
        *ANNEXES,
    ]
