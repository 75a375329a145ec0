"""Text as XML that neither docxtpl nor an XML parser changes."""

from __future__ import annotations

MARKS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""What docxtpl takes for braces that are to be printed, and what it prints."""

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        # docxtpl rewrites {_{ }_} {_% %_} in what it has rendered, and renders footnotes once for every
        # section; as character references these reach the XML parser untouched.
        "{": "&#123;",
        "}": "&#125;",
        "%": "&#37;",
        "_": "&#95;",
        "#": "&#35;",
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\r": '</w:t><w:br/><w:t xml:space="preserve">',
    }
)


def escape_text(text: str) -> str:
    """Return `text` for the inside of a `w:t`: a tab becomes `w:tab`, a line break `w:br`."""
    return str(text).replace("\r\n", "\n").translate(_ESCAPES)
