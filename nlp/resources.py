"""Data files of the package (word lists, labels, registers) and the places of shipped models."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"


@cache
def read_json(name: str) -> Any:
    """The content of ``nlp/data/NAME``, read once."""
    return json.loads((DATA / name).read_text("utf-8"))


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The lines of ``nlp/data/NAME`` without blank lines and ``#`` comments."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def shipped(folder: str) -> Path:
    """A folder that stands beside the package in a checkout and inside it in a wheel."""
    beside = PACKAGE.parent / folder
    return beside if (beside / ".referat").exists() else PACKAGE / "_shipped" / folder


def topics() -> tuple[str, ...]:
    return tuple(read_json("labels.json")["topics"])


def decision_types() -> tuple[str, ...]:
    return tuple(read_json("labels.json")["decision_types"])


def entity_labels() -> tuple[str, ...]:
    return tuple(read_json("labels.json")["entities"])
