"""What can be wrong with a template: the rules T01–T11."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_CHAPTER = "使用手册：模板"

TEMPLATE_NOT_FOUND = Rule(
    "T01",
    "template-not-found",
    Severity.ERROR,
    summary="找不到指定的模板。",
    why="模板按名称在当前文件夹的 templates 中找，再在随程序的模板中找；写成路径的按路径找。",
    finds="名称写错（“半年总结”）、模板文件已移走、路径写错。",
    leaves_alone="存在但打不开的文件，另有说明。",
    remedy="用 summarize template list 查看可用的模板，或写出模板文件的完整路径。",
    reference=_CHAPTER,
)
UNUSABLE_TEMPLATE = Rule(
    "T02",
    "unusable-template",
    Severity.ERROR,
    summary="模板文件内部残缺，不能当作 Word 文档打开。",
    why="缺少正文、样式等部件的文件，Word 自己也会提示修复。",
    finds="没有正文部件、正文不是合法的 XML、关系指向不存在的部件。",
    leaves_alone="能在 Word 中正常打开的文档。",
    remedy="在 Word 或 WPS 中打开模板，修复后另存为 .docx；打不开的，改用随程序的模板重新修改。",
    reference=_CHAPTER,
)
BROKEN_TAG = Rule(
    "T03",
    "broken-tag",
    Severity.ERROR,
    summary="模板语句写得不完整或不成对。",
    why="{{ }}、{% %} 必须成对，if 要有 endif，for 要有 endfor。",
    finds="{{ 标题 }（少一个括号）、{%p if 附注 %} 之后没有 {%p endif %}、{%p iff 附注 %}。",
    leaves_alone="正文中单个的 { 或 }。",
    remedy="在 Word 中找到该段，补全或改正语句。",
    reference=_CHAPTER,
)
UNKNOWN_VARIABLE = Rule(
    "T04",
    "unknown-variable",
    Severity.ERROR,
    summary="模板用了程序不提供的变量。",
    why="写错的变量如果当作空白印出，报告会悄悄缺一块。",
    finds="{{ 标提 }}、{{ 事项.内荣 }}、指标['走访户']（指标表中没有）。",
    leaves_alone="没有填写的事实：它们是空白，不是错误。",
    remedy="按提示改成正确的名称；表中自设的列，用去掉括号、空格等符号后的列名。",
    reference=_CHAPTER,
)
FORBIDDEN_EXPRESSION = Rule(
    "T05",
    "forbidden-expression",
    Severity.ERROR,
    summary="模板语句用了不允许的写法。",
    why="模板只用来排版，不能接触程序内部，这样来历不明的模板也不会有危害。",
    finds="{{ 标题.__class__ }} 一类以下划线开头的属性，程序内部的函数，过大的 range()。",
    leaves_alone="变量、判断、循环和常用的文字处理。",
    remedy="删去该语句，只用手册所列的变量和写法。",
    reference=_CHAPTER,
)
UNKNOWN_FILTER = Rule(
    "T06",
    "unknown-filter",
    Severity.ERROR,
    summary="模板语句用了没有的过滤器或判断。",
    why="竖线 | 后面和 is 后面只能写模板引擎认得的词。",
    finds="{{ 标题|大写 }}、{% if 附注 is 空 %}。",
    leaves_alone="length、join、default、replace、defined 等自带的词。",
    remedy="改正该词，或去掉竖线及其后面的部分。",
    reference=_CHAPTER,
)
MISPLACED_BLOCK = Rule(
    "T07",
    "misplaced-block",
    Severity.ERROR,
    summary="模板语句放的地方不对，印出来的文档结构不成立。",
    why="落款、附件表格是整段内容，要用 {{p 落款 }} 独占一段；文字要用 {{ }} 放在段落里；if 与 endif 要在同一层。",
    finds="{{ 落款 }}（少了 p）、{{p 标题 }}（多了 p）、表格中的 {%p if %} 与表格外的 {%p endif %} 相配。",
    leaves_alone="单独成段的 {{p 落款 }} 和段落中的 {{ 标题 }}。",
    remedy="整段内容写成 {{p 落款 }} 并独占一段；文字写成 {{ 标题 }}；成对的语句放在同一个单元格或都放在表格外。",
    reference=_CHAPTER,
)
LEFTOVER_TAG = Rule(
    "T08",
    "leftover-tag",
    Severity.ERROR,
    summary="模板中有看着像语句、却不会被执行的文字，会原样印出。",
    why="语句只认半角的括号和百分号，且不在尾注、批注中执行。",
    finds="｛｛标题｝｝、{％p if 附注 ％}、多出来的 }}、写在批注或尾注里的 {{ 标题 }}。",
    leaves_alone="正文中单个的花括号，和 {_{ 这种要印出括号的写法。",
    remedy="把括号和百分号改为半角，删去多余的；批注、尾注中的语句移到正文。",
    reference=_CHAPTER,
)
FAILED_EXPRESSION = Rule(
    "T09",
    "failed-expression",
    Severity.ERROR,
    summary="模板语句没有写错字，但算不出结果。",
    why="例如把文字与数字相加、取不存在的第几项、把整组事项当作一句话印出。",
    finds="{{ 标题 + 1 }}、{{ 工作成效 }}、{{ 标题|int }}，以及没有尽头或大得离谱的计算。",
    leaves_alone="能印出文字或数字的语句。",
    remedy="改正该语句；成组的内容用 {%p for … %} 逐项印出。",
    reference=_CHAPTER,
)
FIGURE_WITHOUT_VALUE = Rule(
    "T10",
    "figure-without-value",
    Severity.ERROR,
    summary="模板引用的指标在本期算不出数。",
    why="缺数时印空白或 0 都会使报告出错。",
    finds="指标['走访户数'].同比，而上年同期没有填。",
    leaves_alone="填全了的指标；加 --draft 时印为〔待补：…〕。",
    remedy="在指标表补上所缺的数，或从模板中去掉该引用。",
    reference=_CHAPTER,
)

TEMPLATE_RULES: tuple[Rule, ...] = (
    TEMPLATE_NOT_FOUND,
    UNUSABLE_TEMPLATE,
    BROKEN_TAG,
    UNKNOWN_VARIABLE,
    FORBIDDEN_EXPRESSION,
    UNKNOWN_FILTER,
    MISPLACED_BLOCK,
    LEFTOVER_TAG,
    FAILED_EXPRESSION,
    FIGURE_WITHOUT_VALUE,
)
