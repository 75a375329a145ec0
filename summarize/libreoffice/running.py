"""One run of LibreOffice on several files: watched, ended with all that it started, in a profile of its own.

A profile of its own keeps the user's settings, macros and running windows out of it, and lets several
run at once.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from pathlib import Path

_POLL_SECONDS = 0.1
_SUBSTITUTION = "/org.openoffice.Office.Common/Font/Substitution"
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_GUARD = 'exec 3<&0; { read -r _; kill -9 0; } <&3 3<&- & exec "$@" 3<&- </dev/null'
"""The shell's part: the pipe to its stdin closes when our process ends in whatever way, kill -9 too, and
then LibreOffice's whole process group is killed, which would hang for ever otherwise if it hangs."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is made of files: by which filter they are read and written.

    The filter that reads is named, or a file that is none of its kind would be taken for plain text.
    """

    read_by: str
    write_by: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A value in LibreOffice's configuration."""

    node: str
    name: str
    value: str


class End(Enum):
    """How a run ended. What was made stands in the folder whichever it was."""

    DONE = auto()
    CRASHED = auto()
    """It ended with an error, or could not be started."""
    STALLED = auto()
    """It finished no file for too long and was killed."""
    STOPPED = auto()
    """The caller wanted no more of it and it was killed."""


def prepare_profile(profile: Path, settings: Iterable[Setting], fonts: Mapping[str, str]) -> None:
    """Make a new profile with `settings`, in which `fonts` (by what they stand for) replace missing ones.

    They are set here and not on the command line, which before LibreOffice 7.4 ignored them silently.
    """
    items = [_property(one.name, one.value, one.node) for one in settings]
    if fonts:
        items.append(_property("Replacement", "true", _SUBSTITUTION))
    for number, (wanted, taken) in enumerate(fonts.items()):
        pair = {"Always": "true", "OnScreenOnly": "false", "ReplaceFont": wanted, "SubstituteFont": taken}
        properties = "".join(_property(name, value) for name, value in pair.items())
        node = f'<node oor:name="_{number}" oor:op="replace">{properties}</node>'
        items.append(f'<item oor:path="{_SUBSTITUTION}/FontPairs">{node}</item>')
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>\n',
        encoding="utf-8",
    )


def _property(name: str, value: str, node: str = "") -> str:
    """Return a value of the configuration, as an item of its own if its `node` is given."""
    found = f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
    return f'<item oor:path="{node}">{found}</item>' if node else found


def convert(
    program: Path,
    sources: Sequence[Path],
    folder: Path,
    conversion: Conversion,
    *,
    profile: Path,
    patience: float,
    is_unwanted: Callable[[], bool] = lambda: False,
) -> End:
    """Convert `sources` one after the other into `folder`, under their names with the conversion's suffix.

    Args:
        program: LibreOffice.
        sources: Files with different names.
        folder: Where the results go; it exists.
        conversion: What is made of them.
        profile: Settings and state of LibreOffice; used by one run at a time, made when it is not there.
        patience: Seconds within which the next file must be finished; the first may take twice as long,
            since LibreOffice starts before it.
        is_unwanted: Asked several times a second whether to give up.
    """
    command = [
        str(program),
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        f"--infilter={conversion.read_by}",
        "--convert-to",
        conversion.write_by,
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    targets = [folder / f"{source.stem}{conversion.suffix}" for source in sources]
    try:
        with _started(command, profile.parent) as process:
            return _watch(process, targets, patience, is_unwanted)
    except OSError:
        return End.CRASHED


@contextlib.contextmanager
def _started(command: list[str], temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start LibreOffice; at the end, whatever happens, nothing of it runs any more.

    Its temporary files go to `temporary`, where they are cleared away even if it is killed.
    """
    is_windows = sys.platform == "win32"
    process = subprocess.Popen(
        command if is_windows else ["/bin/sh", "-c", _GUARD, "sh", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **dict.fromkeys(_TEMPORARY, str(temporary))},
        start_new_session=not is_windows,
    )
    try:
        yield process
    finally:
        _end(process)


def _watch(
    process: subprocess.Popen[bytes], targets: Sequence[Path], patience: float, is_unwanted: Callable[[], bool]
) -> End:
    made, limit = 0, time.monotonic() + 2 * patience
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return End.DONE if process.wait(_POLL_SECONDS) == 0 else End.CRASHED
        if is_unwanted():
            return End.STOPPED
        count = sum(target.exists() for target in targets)
        if count > made:
            made, limit = count, time.monotonic() + patience
        elif time.monotonic() > limit:
            return End.STALLED


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that its starter left running, also when the starter has ended."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            if process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
                process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.wait()
