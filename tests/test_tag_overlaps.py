"""Candidates that overlap are settled; marks of test sentences are taken out and put in again."""

from __future__ import annotations

from builders.marks import mark, plain

from nlp.tag.entities import Found, resolve


def test_marks_go_round() -> None:
    marked = "I [juli 2021|DATE] gives [5 kr.|MONEY]"
    text = plain(marked)
    found = [Found(2, 11, "DATE"), Found(18, 23, "MONEY")]
    assert mark(text, found) == marked


def test_overlaps_priority_then_length_then_place() -> None:
    found = [Found(0, 4, "ORG", priority=10), Found(2, 4, "DATE", priority=30), Found(5, 9, "ORG"), Found(5, 12, "ORG")]
    assert [(one.start, one.end) for one in resolve(found)] == [(2, 4), (5, 12)]
