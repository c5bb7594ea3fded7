"""Why a point is to be labelled: a kind and its values, worded once a language in ``words.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from nlp.record import Label, Model
from nlp.review.wording import words

Kind = Literal[
    "unsure",
    "rare",
    "stands_for",
    "unlike_labelled",
    "first_of",
    "topics_differ",
    "decision_types_differ",
    "entities_differ",
    "as_written",
]
Language = Literal["en", "da"]
Value = str | int | list[str] | list[Label]


class Reason(Model):
    """A kind of reason with the values that its wording names; ``as_written`` has only the words of an older file."""

    kind: Kind
    values: dict[str, Value] = Field(default_factory=dict)


def in_words(reason: Reason, language: Language, names: Mapping[str, str] | None = None) -> str:
    """The reason as a reader sees it; ``names`` are those of labels in that language, else labels stand as they are."""
    said = words()["reasons"][language]
    values = {key: _said(value, said["or"], names or {}) for key, value in reason.values.items()}
    return str(said[reason.kind].format(**values))


def english(reasons: Iterable[Reason]) -> str:
    """Reasons on one line, as commands print them."""
    return "; ".join(in_words(reason, "en") for reason in reasons)


def _said(value: Value, either: str, names: Mapping[str, str]) -> str:
    if not isinstance(value, list):
        return str(value)
    scored = [f"{names.get(one.label, one.label)} {one.score:.2f}" for one in value if isinstance(one, Label)]
    return f" {either} ".join(scored) or ", ".join(names.get(one, one) for one in value if isinstance(one, str)) or "-"
