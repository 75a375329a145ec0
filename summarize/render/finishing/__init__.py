"""What `generate` adds to a filled template, as steps on its text: none parses the body, all are linear.

| module | what it adds |
| --- | --- |
| `outline` | nothing: it gives the blocks that the other steps work on |
| `paragraphs` | nothing: it changes one paragraph's properties |
| `cells` | the paragraph at the end of every cell; tables without rows go |
| `landscape` | sections for wide tables |
| `turned_footers` | the footers of these sections |
| `closing` | 落款 and what follows never stand alone on a page |
| `imprint` | the height of 版记 |
| `bookmark` | the document's id |
| `properties` | title, author and dates of the document |
| `packages` | the template without what tells of its maker, and the same with turned footers |
"""
