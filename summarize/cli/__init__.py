"""The command line: a thin skin that parses, calls the pipeline, shows what it found, and exits.

One module per command; `app` puts them together, `console` shows findings and turns trouble into words
and an exit status. Only this package prints. No module here may load a slow library when it is
imported: `summarize --help` imports them all.
"""

from __future__ import annotations

import sys

from summarize.cli import interruption

__all__ = ["main"]


def main() -> None:
    """Run `summarize` with the arguments of the process."""
    try:
        interruption.listen()
        from summarize.cli.app import application

        application()
    except KeyboardInterrupt as error:
        # While libraries are still being loaded there is nobody else to tell of it.
        sys.stderr.write("已中断。\n")
        sys.exit(interruption.status_of(error))
