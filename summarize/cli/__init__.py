"""The command line: a thin skin that parses, calls the pipeline, shows what it found, and exits.

One module per command; `app` puts them together, `console` shows findings and turns trouble into words
and an exit status. Only this package prints. No module here may load a slow library when it is
imported: `summarize --help` imports them all.
"""

from __future__ import annotations

from summarize.cli.app import main

__all__ = ["main"]
