"""What a command does when it fails: one line for what a user can mend, never a traceback."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import ParamSpec, TypeVar

from nlp.cli.shared.messages import detail, say, say_error
from nlp.errors import ReferatError

P = ParamSpec("P")
R = TypeVar("R")

INTERRUPTED = 130
TERMINATED = 143
BROKEN_PIPE = 141
"""Exit statuses, as a shell gives them for a command that SIGINT, SIGTERM or SIGPIPE ended."""

REMEDIES: dict[type[OSError], str] = {
    FileNotFoundError: "check the path, make the folder first",
    PermissionError: "check the permissions, close other programs that have it open, or choose another place",
    IsADirectoryError: "this is a folder, give a file",
    NotADirectoryError: "part of the path is a file, not a folder",
    FileExistsError: "choose another name",
}
OTHER_REMEDIES = {errno.ENAMETOOLONG: "give a shorter name", errno.ELOOP: "the link leads in a circle, remove it"}
OTHER_REMEDY = "free space or try another place"


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn expected errors of a command into one line on stderr and an exit status."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in ("SIGTERM", "SIGBREAK"):  # the second is Windows', when its window is closed
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _terminate)
        started = time.monotonic()
        try:
            done = command(*args, **kwargs)
            detail(f"done in {time.monotonic() - started:.1f} s")
            sys.stdout.flush()
            return done
        except ReferatError as error:
            say_error(str(error))
            raise SystemExit(error.status) from None
        except OSError as error:
            if is_closed_pipe(error):
                _forget_stdout()
                raise SystemExit(BROKEN_PIPE) from None
            say_error(describe(error))
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            say("Interrupted.", "error")
            _hold_back_interrupts()
            raise SystemExit(INTERRUPTED) from None

    return run


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of our output is gone; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (
        os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    )


def describe(error: OSError) -> str:
    """Path, reason and remedy of an operating system error on one line."""
    other = OTHER_REMEDIES.get(error.errno or 0, OTHER_REMEDY)
    remedy = next((text for kind, text in REMEDIES.items() if isinstance(error, kind)), other)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; {remedy}"


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


def _hold_back_interrupts() -> None:
    """Let our exit status stand.

    CPython sends itself SIGINT when it ends after a KeyboardInterrupt inside ``exec`` of a string (dataclasses while
    spaCy is imported), even a handled one (``unhandled_keyboard_interrupt`` in ``pythonrun.c``).
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _forget_stdout() -> None:
    """Keep the interpreter from writing to a closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
