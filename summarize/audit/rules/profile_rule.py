"""G46: a unit's file of differences that cannot be used."""

from __future__ import annotations

from summarize.findings import Rule, Severity

PROFILE_FAULT = Rule(
    "G46",
    "profile-not-usable",
    Severity.ERROR,
    "格式依据或单位差异文件不能用",
    "差异文件写错一项，整份核对的尺度就错了，宁可先不核对。",
    "没有这个名称的依据；差异文件中没有的项；数字写成文字；名称没有加引号。",
    "没有写到的项，按国标核对。",
    '差异文件每行一项，如 "行距" = 28，名称和引号照手册写；不需要差异的，去掉 --profile。',
    "使用手册：审核文稿",
)
