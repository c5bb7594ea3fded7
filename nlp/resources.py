"""Data files of the package (word lists, labels, registers) and the places of shipped models."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from nlp.home import own_labels

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"


@cache
def read_json(name: str) -> Any:
    """The content of ``nlp/data/NAME``, read once."""
    return json.loads((DATA / name).read_text("utf-8"))


class Lines:
    """The lines of ``nlp/data/NAME``, in which words are looked up without taking it apart; ``more`` are others."""

    def __init__(self, name: str, more: Iterable[str] = ()) -> None:
        self.text = "\n".join(["", (DATA / name).read_text("utf-8"), *more, ""])

    def __contains__(self, word: str) -> bool:
        return bool(word) and f"\n{word}\n" in self.text


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The lines of ``nlp/data/NAME`` without blank lines and ``#`` comments."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def months() -> tuple[str, ...]:
    """Danish names of the months, in small letters."""
    return tuple(read_json("calendar.json")["months"])


def shipped(folder: str) -> Path:
    """A folder that stands beside the package in a checkout and inside it in a wheel."""
    beside = PACKAGE.parent / folder
    return beside if (beside / ".referat").exists() else PACKAGE / "_shipped" / folder


def topics() -> tuple[str, ...]:
    """All topics, a user's own behind the project's."""
    return tuple(label_names("topics"))


def decision_types() -> tuple[str, ...]:
    """All decision types, a user's own behind the project's."""
    return tuple(label_names("decision_types"))


def shipped_label_names(kind: str) -> dict[str, str]:
    """Danish name of each of the project's labels of a kind (``topics``, ``decision_types``, ``entities``)."""
    names: dict[str, str] = read_json("labels.json")[kind]
    return names


def label_names(kind: str) -> dict[str, str]:
    """Danish name of each label of a kind, a user's own behind the project's."""
    names = shipped_label_names(kind)
    own = {name: one["danish"] for name, one in own_labels(kind).items() if name not in names}
    return names | own if own else names


def entity_labels() -> tuple[str, ...]:
    """All labels of entities, in the order in which they are listed everywhere."""
    return tuple(shipped_label_names("entities"))
