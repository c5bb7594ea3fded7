"""What is said in other words, put as the readers know it: "two years back" as "the last two years"."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TypedDict

from nlp.query.reading.reading import Reading, listed
from nlp.resources import months, read_json


class Rule(TypedDict):
    """A rule of ``nlp/data/query/rewrites.json``.

    It is tried where one of ``of`` stands (of "a & b" both); ``MONTH`` and the like in ``read`` are the names in
    ``phrases.json``; ``{year}`` in ``put`` is this year, ``{before}`` the last one.
    """

    of: list[str]
    read: str
    put: str
    language: str


def rewrite(reading: Reading, kind: str, today: date) -> None:
    """Apply the rules of one kind, in their order."""
    for rule in rules(kind):
        if rule.get("language", reading.question.language) != reading.question.language:
            continue
        if any(reading.has_all(word) for word in rule["of"]):
            put = rule["put"].replace("{year}", str(today.year)).replace("{before}", str(today.year - 1))
            reading.replace(written_out(rule["read"]), lambda match, put=put: match.expand(put))  # type: ignore[misc]


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of a kind in ``nlp/data/query/rewrites.json``, in the order in which they are tried."""
    return tuple(read_json("query/rewrites.json")[kind])


@cache
def written_out(pattern: str) -> str:
    """The pattern with names in place of the words in capitals, as whole words."""
    for name, words in (
        ("MONTH", [*months(), *listed("months"), *listed("short_months")]),
        ("NUMBER", [r"\d{1,3}", *listed("numbers")]),
        ("UNIT", listed("units")),
        ("HOLIDAY", listed("holidays")),
        ("SEASON", listed("seasons")),
    ):
        if name in pattern:
            pattern = pattern.replace(name, f"(?:{'|'.join(sorted(words, key=len, reverse=True))})")
    return rf"(?<![^\W_])(?:{pattern})(?:(?<![^\W_])|(?![^\W_]))"
