"""Worker processes and their keeper: one that crashes or hangs is replaced, its file set aside."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from nlp.batch.settings import Settings, basis
from nlp.batch.units import Unit
from nlp.batch.workers.frames import receive, send
from nlp.batch.workers.limits import OVER_TIME, Limits, Watch
from nlp.batch.workers.results import Result, failure, worst
from nlp.errors import ModelError, ReferatError, UsageError
from nlp.resources import PACKAGE

MAX_UNITS = 1_000
"""After which a worker is replaced: spaCy's strings and the caches of words start anew, so memory stays flat."""
GROWTH = 300_000_000
"""Bytes above a worker's first sizes at which it is replaced; a book of a thousand pages leaves as much behind."""
REMEDY = "look at the file, then run with --retry-failed, and a higher limit if it is genuine"
NEW_GROUP = 0x200
"""Windows: CREATE_NEW_PROCESS_GROUP."""
SETTLED = 20
"""Units after which a worker has its usual size."""


class Gone(Exception):
    """The worker process ended or was ended."""


class Worker:
    """One worker process; it ends where a file is over the limits."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self.settings, self.limits = settings, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: Watch | None = None
        self._closed = False
        self._units = self._usual = 0

    def result(self, unit: Unit) -> Result:
        """Tag a unit; one that ends the worker is tried once more in a new one, unless it took all the time it has."""
        for attempt in range(2):
            try:
                return self._ask(unit)
            except Gone:
                if self._closed:
                    raise
                reason, alone = self._why(), attempt or not self._units
                over = self._watch.why if self._watch else ""
                self._stop()
                if over and (alone or over.startswith(OVER_TIME)):
                    break
        return failure(self.settings, f"{reason}; set aside: {REMEDY}")

    def close(self) -> None:
        self._closed = True
        self._stop()

    def _ask(self, unit: Unit) -> Result:
        process = self._running()
        told: list[tuple[str, str, list[str]]] = []
        states: set[str] = set()
        documents = 0
        _tell(process, asdict(unit))
        watch = self._watch
        assert watch
        while True:
            watch.begin()
            head, body = _next(process)
            if "end" in head:
                break
            documents += 1
            states.add(head["status"])
            if head["warnings"] or head["status"] != "ok":
                told.append((head["path"], head["status"], head["warnings"]))
        watch.pause()
        self._units += 1
        self._watch_size(head["memory"])
        return Result(body, worst(states), documents, head["end"], told)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started where it is not there."""
        if self._closed:
            raise Gone
        if self._process is None:
            self._units = self._usual = 0
            self._process = start()
            self._watch = Watch(self._process, self.limits)
            _tell(self._process, {"settings": self.settings.to_json(), "memory": self.limits.memory})
            try:
                head, _ = _next(self._process)
            except Gone:
                if self._closed:
                    raise
                raise ReferatError(f"a worker process does not start ({self._why()}); is there memory left?") from None
            if "error" in head:
                self._stop()
                raise UsageError(head["error"]) if head["status"] == 2 else ModelError(head["error"])
            if head["ready"] != basis(self.settings):
                self._stop()
                raise ReferatError("a worker has another version, model or library than this command; install the same")
        return self._process

    def _watch_size(self, memory: int) -> None:
        if self._units <= SETTLED:
            self._usual = max(self._usual, memory)
        if self._units >= MAX_UNITS or (self._units > SETTLED and memory > self._usual + GROWTH):
            self._stop()

    def _why(self) -> str:
        if self._watch and self._watch.why:
            return self._watch.why
        code = self._process.wait() if self._process else 0
        return f"the worker process crashed ({f'signal {-code}' if code < 0 else f'status {code}'})"

    def _stop(self) -> None:
        process, self._process = self._process, None
        if self._watch:
            self._watch.end()
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()


def start(module: str = "nlp.batch.workers.worker") -> subprocess.Popen[bytes]:
    """A worker process in a group of its own: an interrupt at the terminal is for its parent.

    Nothing is imported from the folder the command runs in (``-P``), which may be any archive.
    """
    paths = [str(PACKAGE.parent), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    windows = sys.platform == "win32"
    group: dict[str, Any] = {"creationflags": NEW_GROUP} if windows else {"start_new_session": True}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        **group,
    )


def _next(process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], bytes]:
    assert process.stdout
    try:
        message = receive(process.stdout)
    except (OSError, ValueError):
        message = None
    if message is None:
        raise Gone
    return message


def _tell(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    assert process.stdin
    try:
        send(process.stdin, {"request": request})
    except (OSError, ValueError):
        raise Gone from None
