"""The offices' papers: Word documents taken apart into the sheets of a workbook.

`word` reads a document as it would read with its revisions accepted, `outline` finds its headings,
`sorting` gives every paragraph a sheet, `contents` makes the sheets. Nothing of a paper is dropped: what has no
sheet of its own goes to 未归类.
"""
