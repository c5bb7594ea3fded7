"""The user's own models: where runs are kept, and which of them is in use.

``REFERAT_HOME`` (default ``~/.referat``) holds ``runs/0001`` … and ``registry.json``, the history of what
was put into use and the user's own labels. One file, replaced whole: what it says is true at every moment.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from nlp.errors import ModelError

REGISTRY = "registry.json"
FORMAT = 1
KINDS: dict[str, Any] = {"current": int | None, "labels": dict, "history": list}
"""What a registry holds beside its format: the run in use, the user's own labels, and all that was done."""
MODEL = "model"
"""The folder of the pipeline in that of a run."""


def home() -> Path:
    """``REFERAT_HOME``, by default ``~/.referat``."""
    return Path(os.environ.get("REFERAT_HOME") or Path.home() / ".referat")


def runs_folder() -> Path:
    """Where all runs are kept."""
    return home() / "runs"


def run_folder(number: int) -> Path:
    """Where one run is kept."""
    return runs_folder() / f"{number:04d}"


def model_folder(number: int) -> Path:
    """The pipeline of a run."""
    return run_folder(number) / MODEL


def read_registry() -> dict[str, Any]:
    """What is in use; raises :class:`ModelError` for a damaged file or one of a newer version."""
    path = home() / REGISTRY
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] != FORMAT:
            raise ModelError(f"{path}: written by another version of referat; update referat or move the file away")
        if wrong := [name for name, kind in KINDS.items() if not isinstance(found[name], kind)]:
            raise ValueError(f"{wrong[0]} is {found[wrong[0]]!r}")
    except FileNotFoundError:
        return {"format": FORMAT, "current": None, "labels": {}, "history": []}
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: damaged ({error}); move it away to use the shipped model") from error
    return dict(found)


def promoted() -> Path | None:
    """The pipeline folder of the run in use; None for the shipped one."""
    number = read_registry()["current"]
    return None if number is None else model_folder(number)


@cache
def own_labels(kind: str) -> dict[str, dict[str, str]]:
    """The user's own ``topics`` or ``decision_types`` that were ever in use, in the order in which they came."""
    return dict(read_registry()["labels"].get(kind, {}))
