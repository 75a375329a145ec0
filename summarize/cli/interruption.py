"""Signals that end the program become an exception, so that whatever is half done is cleared away.

Nothing slow is imported here: the handlers are there before the program's libraries are loaded.
"""

from __future__ import annotations

import signal
from types import FrameType

EXIT_INTERRUPTED = 130
"""Of SIGINT, 128 + 2, as shells have it."""
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Interruption(KeyboardInterrupt):
    """A signal asked the program to end; `status` is what it ends with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = 128 + number


def numbers() -> tuple[int, ...]:
    """Return the signals that ask the program to end, as far as this system has them."""
    return tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


def listen() -> None:
    """Raise `Interruption` in the main thread on the first such signal; one that is ignored stays ignored."""
    for number in numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise)


def stop_listening() -> None:
    """Let nothing disturb the last words and the clearing away."""
    for number in numbers():
        signal.signal(number, signal.SIG_IGN)


def _raise(number: int, _: FrameType | None) -> None:
    stop_listening()
    raise Interruption(number)


def status_of(error: BaseException) -> int:
    """Return the exit status for an interruption, which libraries may have wrapped."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, Interruption):
            return link.status
        link = link.__cause__ or link.__context__
    return EXIT_INTERRUPTED
