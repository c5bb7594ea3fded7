"""Which documents of an archive are gone from the places where a run looked for them."""

from __future__ import annotations

import os
from pathlib import Path

from nlp.remote import is_remote
from nlp.store.archive.inputs import origins


def is_there(path: str) -> bool:
    """Whether a path given to a run is there itself; one that is not may be on a drive that is missing."""
    return is_remote(path) or Path(path).exists()


def gone(stored: list[str], paths: list[str], met: set[str]) -> list[str]:
    """Stored documents and inputs below the given paths that the run has not met.

    All are written as in records; what lies in a folder that may not be read counts as met.
    """
    below = tuple(path.rstrip("/\\") + sep for path in paths for sep in ("/", "\\", "!", "#"))

    def is_below(path: str) -> bool:
        return path in paths or path.startswith(below) or ("." in paths and is_relative(path))

    def is_met(path: str) -> bool:
        return any(origin in met for origin in origins(path)) or is_locked(path)

    return [path for path in stored if is_below(path) and not is_met(path)]


def is_locked(path: str) -> bool:
    """Whether a folder on the way to a document may not be read, so that nobody knows whether it is gone."""
    return any(parent.is_dir() and not os.access(parent, os.R_OK | os.X_OK) for parent in Path(path).parents)


def is_relative(path: str) -> bool:
    """Whether a path lies below the folder in which the command runs."""
    return not is_remote(path) and not Path(path).is_absolute() and Path(path).parts[:1] != ("..",)
