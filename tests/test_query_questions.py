"""The written test set: questions and their right readings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nlp.query.question import Question
from nlp.query.search import Finder

LINES = (Path(__file__).parent / "questions.tsv").read_text("utf-8").splitlines()
QUESTIONS = [line.split("\t") for line in LINES if line and not line.startswith(("#", "set\t"))]
TODAY = date(2026, 11, 23)


def reading(question: Question) -> str:
    """The reading as the file writes it; corrections, unused words and "how many" are not part of it."""
    said = {}
    for name, value in question.as_dict().items():
        if name in ("corrected", "unused", "remarks", "how_many"):
            continue
        values = value if isinstance(value, list) else [value]
        said[name] = sorted(word(one) for one in values)
    return ";".join(f"{name}={'|'.join(values)}" for name, values in sorted(said.items()))


def word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ":".join(value)
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def in_order(written: str) -> str:
    parts = dict(part.split("=", 1) for part in written.split(";"))
    return ";".join(f"{name}={'|'.join(sorted(value.split('|')))}" for name, value in sorted(parts.items()))


def wrong(finder: Finder, of_set: str) -> list[str]:
    return [
        f"{text}: {read}, not {in_order(right)}"
        for name, text, right in QUESTIONS
        if name == of_set and (read := reading(finder.read(text, TODAY))) != in_order(right)
    ]


def test_at_least_a_hundred_questions() -> None:
    assert len(QUESTIONS) >= 100


@pytest.mark.parametrize("of_set", ["a", "b", "c", "d", "e", "f"])
def test_95_of_100_are_understood_exactly(finder: Finder, of_set: str) -> None:
    mistakes = wrong(finder, of_set)
    asked = sum(name == of_set for name, _, _ in QUESTIONS)
    assert len(mistakes) <= 0.05 * asked, "\n".join(mistakes)
