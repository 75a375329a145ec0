"""PDFs of documents: PDF/A-2 by LibreOffice, several at once, whatever hangs or crashes.

Stands beside `render` and `write`: finished .docx in, PDFs and findings out.
"""

from __future__ import annotations

from summarize.pdf.faces import Typesetting, missing_faces
from summarize.pdf.printing import CHUNK, Converted, print_documents
from summarize.pdf.rules import PDF_RULES

__all__ = ["CHUNK", "PDF_RULES", "Converted", "Typesetting", "missing_faces", "print_documents"]
