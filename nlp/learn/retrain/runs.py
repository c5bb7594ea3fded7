"""Numbered training runs: a folder each with config, data fingerprint, seed, library versions, figures and model."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from nlp import __version__
from nlp.errors import ReferatError, UsageError, reason
from nlp.home import MODEL, read_registry, run_folder, runs_folder
from nlp.pipeline import shipped_path

RUN = "run.json"
FIGURES = "figures.json"
SHIPPED, CURRENT = "shipped", "current"
LEFT = 86_400
"""Seconds after which what a killed run left half written is removed."""
LIBRARIES = ("numpy", "scikit-learn", "scipy", "spacy", "thinc")


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run; ``info`` is its ``run.json``."""

    number: int
    folder: Path
    info: dict[str, Any]

    @property
    def model(self) -> Path:
        return self.folder / MODEL

    @property
    def name(self) -> str:
        return name_of(self.number)


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """Versions of this program, Python and the libraries on which the result rests."""
    found = {"referat": __version__, "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def fingerprint(lines: Iterable[bytes]) -> str:
    """SHA-256 of the data that a run was trained on."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def check_place() -> None:
    """Raise :class:`ReferatError` where no run can be kept, before anything is trained for it."""
    try:
        runs_folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReferatError(
            f"{runs_folder()}: cannot be made ({error.strerror}); name another place in REFERAT_HOME"
        ) from None
    if not os.access(runs_folder(), os.W_OK | os.X_OK):
        raise ReferatError(
            f"{runs_folder()}: may not be written to; check the permissions, or name another REFERAT_HOME"
        )


@contextmanager
def new_run() -> Iterator[Path]:
    """A folder to fill; it becomes the next numbered run when the block ends well, and vanishes otherwise."""
    runs_folder().mkdir(parents=True, exist_ok=True)
    for left in runs_folder().glob(".part-*"):
        if time.time() - left.stat().st_mtime > LEFT:
            shutil.rmtree(left, ignore_errors=True)
    part = runs_folder() / f".part-{os.getpid()}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        yield part
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def finish(part: Path, info: dict[str, Any]) -> Run:
    """Give a filled folder its number; the last step of a run."""
    number = max((run.number for run in all_runs()), default=0)
    while True:
        number += 1
        info = info | {"number": number}
        (part / RUN).write_text(json.dumps(info, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
        try:
            part.rename(run_folder(number))
        except OSError:
            if not run_folder(number).exists():
                raise
            continue
        return Run(number, run_folder(number), info)


def figures_of(run: Run) -> dict[str, Any]:
    """What a run's ``figures.json`` says; raises :class:`ReferatError` where that is lost."""
    path = run.folder / FIGURES
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReferatError(
            f"{path}: cannot be read ({reason(error)}); the run's model may be used all the same"
        ) from error
    return found


def all_runs() -> list[Run]:
    """All finished runs by number; folders that are none are passed over."""
    found = []
    for folder in sorted(runs_folder().glob("[0-9]*")):
        try:
            found.append(Run(int(folder.name), folder, dict(json.loads((folder / RUN).read_text("utf-8")))))
        except (OSError, ValueError, TypeError):
            continue
    return found


def find_run(name: str) -> Run:
    """The run of that number; raises :class:`UsageError` with the numbers that there are."""
    runs = {run.number: run for run in all_runs()}
    try:
        return runs[int(name)]
    except (ValueError, KeyError):
        known = ", ".join(map(str, runs)) or "none yet; 'referat train --add LABELS' makes one"
        raise UsageError(f"no run {name!r}; runs: {known}") from None


def run_named(name: str) -> Run | None:
    """The run of a number, or the one that is ``current``; None for the shipped model.

    Raises :class:`UsageError` with the numbers that there are.
    """
    if name == CURRENT:
        name = str(read_registry()["current"] or SHIPPED)
    return None if name == SHIPPED else find_run(name)


def pipeline_of(run: Run | None) -> Path:
    """The pipeline folder of a run, or the shipped one (None)."""
    return run.model if run else shipped_path()


def name_of(run: Run | int | None) -> str:
    """How a run (or its number) is called, or the shipped model (None)."""
    if run is None:
        return SHIPPED
    return f"run {run if isinstance(run, int) else run.number}"
