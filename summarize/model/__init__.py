"""The values that the stages hand to each other, and pure functions on them.

Glossary, 公文 term and name in the code:

    事项 item            板块 section          小类 subsection      段首句, 导语 lead
    内容 content, body   引言 introduction     引语 lead-in         时期 period
    指标 indicator       口径 measure          填法 filling         引用 citation
    版心 text area       订口 binding margin   版头 red head        版记 imprint block
    落款 signature block 署名 signature        成文日期 signature date
    主送机关 addressee   附件 annex            附件说明 annex note  附注 note
"""
