"""LibreOffice, for the formats that nothing else reads: found, and asked to make a .docx of a .doc or .wps."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_PATIENCE_SECONDS = 120
"""A paper of a hundred pages takes ten seconds; the first start on a slow machine thirty."""
_FILTER_IN, _FILTER_OUT = "MS Word 97", "docx:MS Word 2007 XML"
"""The filter is named, or a file that is none of its kind would be taken for text."""


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


def convert(program: Path, source: Path, folder: Path, *, patience: float = _PATIENCE_SECONDS) -> Path | None:
    """Return a .docx of `source` in `folder`, `None` if none could be made in time.

    A profile of its own in `folder` keeps the user's settings, macros and running windows out of it.
    """
    profile = (folder / "profile").resolve().as_uri()
    command = [
        str(program),
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={profile}",
        f"--infilter={_FILTER_IN}",
        "--convert-to",
        _FILTER_OUT,
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError:
        return None
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _stop(process)
    made = folder / f"{source.stem}.docx"
    return made if made.is_file() else None


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that its starter left running."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
