"""Where LibreOffice is, and what programs of this machine answer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_PATIENCE_SECONDS = 30


def find_libreoffice() -> Path | None:
    """Return LibreOffice's program, from the path or from where Windows and macOS put it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    usual = (
        Path("C:/Program Files/LibreOffice/program/soffice.exe"),
        Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    )
    return next((path for path in usual if path.exists()), None)


def libreoffice_version(program: Path) -> str:
    """Return the version that LibreOffice tells, or '' if it tells none."""
    # On Windows soffice.exe opens a window instead of answering; soffice.com answers.
    answering = program.with_suffix(".com") if program.suffix == ".exe" else program
    match = re.search(r"\d+(\.\d+)+", run_and_read(str(answering), "--version"))
    return match[0] if match else ""


def run_and_read(*command: str) -> str:
    """Return what `command` writes to stdout; '' if it cannot be run or does not end in time."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")
