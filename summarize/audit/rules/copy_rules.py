"""What is told of copies that `audit --fix` and `audit --annotate` write (G57–G59)."""

from __future__ import annotations

from summarize.findings import Rule, Severity

MENDED = Rule(
    "G57",
    "document-mended",
    Severity.INFO,
    "这一处在改好的一份里代改了",
    "代改的只是有把握的，改了什么要让人看得见。",
    "用了 audit --fix：行距改为28.95磅，正文改为仿宋，半角逗号改成全角。",
    "要人判断的；域、修订、脚注、图形里的文字。",
    "在改好的一份里看一遍；不合适的，改回原样。",
    "使用手册：审核文稿",
)
COPY_NAME_WRONG = Rule(
    "G58",
    "copy-name-wrong",
    Severity.ERROR,
    "--fix、--annotate 的文件名不合适",
    "另存的一份与原来的是同一种文件，一个文件名只放得下一份。",
    "原来的是 .docx，写成 .pdf；一次给了几个文档；给的是文件夹。",
    "扩展名与原文件相同的新文件名。",
    "写一个新的文件名，扩展名与原文件相同；几个文档的，一次处理一个。",
    "使用手册：审核文稿",
)
TEMPLATE_NOT_FIXED = Rule(
    "G59",
    "template-not-fixed",
    Severity.ERROR,
    "这是模板，不代改",
    "模板里的“{{ }}”“{% %}”是给程序读的，按公文改了标点和字体，模板就坏了。",
    "用 audit --fix 处理模板。",
    "由模板生成的文档。",
    "核对模板用 summarize template；要改的是文档时，先生成文档。",
    "使用手册：审核文稿",
)
COPY_RULES = (MENDED, COPY_NAME_WRONG, TEMPLATE_NOT_FIXED)
