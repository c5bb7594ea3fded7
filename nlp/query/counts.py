"""Points counted by topic, decision type, year, body or municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Literal

from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.query.sql import plan
from nlp.store.archive import schema

By = Literal["topic", "decision", "year", "body", "municipality"]
COLUMNS = {"year": "f.date / 10000", "topic": "f.topics", "decision": "f.types"}


def counts(finder: Finder, by: By, question: Question) -> list[tuple[str, int]]:
    """Points for each topic, decision type, year, body or municipality, of those that meet the question.

    Years in order, the rest by size. A point with two topics counts for both.
    """
    with schema.explained(finder.path):
        made = plan(question, finder.db)
        column = COLUMNS.get(by, "f.place_id")
        sql = f"SELECT {column}, count(*) FROM {made.source} WHERE {made.where()} GROUP BY 1"
        names = names_of(finder, by)
        found: Counter[str] = Counter()
        for value, number in finder.db.execute(sql, made.values):
            for name in names(value):
                found[name] += number
    if by == "year":
        return sorted(found.items())
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def names_of(finder: Finder, by: By) -> Callable[[int], list[str]]:
    """What a grouped value stands for: a year, the labels of a bit mask, or a place."""
    if by == "year":
        return lambda value: [str(value) if value else "unknown"]
    if by in ("topic", "decision"):
        bits = schema.bits(finder.db)["topic" if by == "topic" else "type"]
        return lambda value: [name for name, bit in bits.items() if value >> bit & 1]
    asked = f"SELECT id, coalesce({by}, 'unknown') FROM place"
    places: dict[int, str] = dict(finder.db.execute(asked).fetchall())
    return lambda value: [places[value]]
