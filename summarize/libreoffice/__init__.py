"""LibreOffice as a tool: found, asked for its version and fonts, run on files in a profile of its own.

What is converted, and what is said when it fails, is the business of the stages above.
"""

from __future__ import annotations

from summarize.libreoffice.program import find_libreoffice, libreoffice_version
from summarize.libreoffice.running import Conversion, End, Setting, convert, prepare_profile

__all__ = [
    "Conversion",
    "End",
    "Setting",
    "convert",
    "find_libreoffice",
    "libreoffice_version",
    "prepare_profile",
]
