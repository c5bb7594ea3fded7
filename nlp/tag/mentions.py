"""What a document calls by a short or a full name once, it calls so elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.record import PersonValue
from nlp.tag.entities import KNOWN, Found

SHORT_NAME = re.compile(r"\s?\((?:herefter:? |forkortet )?(?P<short>[A-ZÆØÅ][\wæøå&-]{0,6}[A-ZÆØÅ])\)")
"""An abbreviation behind the name that it stands for: "Børne- og Ungdomsudvalget (BUU)"."""


def find(text: str, candidates: Iterable[Found]) -> Iterator[Found]:
    """Abbreviations that are introduced behind an organisation, and people who are named with a party once."""
    short: set[str] = set()
    people: dict[str, PersonValue] = {}
    for one in candidates:
        if one.label == "ORG" and (match := SHORT_NAME.match(text, one.end)):
            short.add(match["short"])
        elif one.label == "PERSON" and one.priority >= KNOWN and isinstance(one.value, PersonValue):
            people[" ".join(text[one.start : one.end].split())] = one.value
    for start, end, _ in occurrences(text, short):
        yield Found(start, end, "ORG", None, KNOWN)
    for start, end, name in occurrences(text, people):
        yield Found(start, end, "PERSON", people[name], KNOWN)


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where these names stand as words of their own, with a genitive taken in."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return
    written = "|".join(re.escape(name).replace(r"\ ", r"\s{1,2}") for name in ordered)
    for match in re.finditer(rf"(?<![\w-])(?P<name>{written})(?:['’´]?s|['’´])?(?![\w-])", text):
        yield match.start(), match.end(), " ".join(match["name"].split())
