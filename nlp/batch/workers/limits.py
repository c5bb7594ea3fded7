"""What a file may take, and the watch over a worker process that ends it where it takes more."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

OVER_TIME = "no document done in"
PAUSE = 0.2
"""Seconds between two looks at a busy worker."""
BEYOND = 2_000_000_000
"""Bytes above the limit at which the operating system refuses memory, should the watch come too late (Linux)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` without a finished document and resident ``memory`` in bytes; 0: no limit."""

    seconds: float = 600.0
    memory: int = 4_000_000_000


class Watch:
    """Ends a worker process that is over its limits while it is busy; ``why`` then says what it was."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self.why = ""
        self._process, self._limits = process, limits
        self._busy = threading.Event()
        self._ended = False
        self._until = 0.0
        if limits.seconds or limits.memory:
            threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        """Work begins, or a document is done and the time starts anew."""
        self._until = time.monotonic() + self._limits.seconds
        self._busy.set()

    def pause(self) -> None:
        """The worker waits for work."""
        self._busy.clear()

    def end(self) -> None:
        self._ended = True
        self._busy.set()

    def _look(self) -> None:
        while self._busy.wait() and not self._ended:
            self.why = self._over()
            if self.why:
                with suppress(OSError):
                    self._process.kill()
                return
            time.sleep(PAUSE)

    def _over(self) -> str:
        seconds, memory = self._limits.seconds, self._limits.memory
        if seconds and time.monotonic() > self._until:
            return f"{OVER_TIME} {seconds:g} s"
        if memory and resident(self._process.pid) > memory:
            return f"more than {memory / 1e9:g} GB of memory needed"
        return ""


def resident(process: int) -> int:
    """Resident bytes of a process; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return _resident_elsewhere(process)


def _resident_elsewhere(process: int) -> int:
    try:
        import psutil

        return int(psutil.Process(process).memory_info().rss)
    except Exception:  # not installed, or the process is gone
        return 0


def refuse_beyond(memory: int) -> None:
    """Let this process get no more memory than this, where the system can say so."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    except (ImportError, AttributeError, OSError, ValueError):
        return
