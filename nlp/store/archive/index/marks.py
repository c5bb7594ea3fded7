"""Words of the full-text index that stand for whom and what a point names; no text has them.

A mark is a letter and a key: "l·servicelov·85" a statute and section, "c·20·638" a case or document number,
"k·27·12·16" a KLE code, "p·karen·holm" a person named, "a·karen·holm" absent from the point, "m·karen·holm" from the
whole meeting, "v·against", "v·against·party·ø", "v·against·name·karen·holm" a vote.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp.labels import STANCES
from nlp.store.archive.index.keys import case_key, fold, law_key, name_key

if TYPE_CHECKING:
    from nlp.record import LawValue, Point

OUTSIDE = re.compile(r"[^\w]+|_+")
RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")
LONGEST_RANGE = 60
"""Sections from "85-87" that get a mark each."""
TITLE = "t·"
"""Begins the words of titles in the full text."""


@lru_cache(maxsize=100_000)
def mark(*parts: str) -> str:
    """One word for the index from a letter and a key."""
    return "·".join(OUTSIDE.sub("·", part).strip("·") for part in parts).lower()


@lru_cache(maxsize=100_000)
def person(letter: str, name: str) -> str:
    return mark(letter, name_key(name))


@lru_cache(maxsize=100_000)
def case(number: str) -> str:
    return mark("c", case_key(number))


def of_point(point: Point) -> tuple[set[str], set[str]]:
    """The marks of a point, and the people that it names, as written."""
    found: set[str] = set()
    people: set[str] = set()
    for entity in point.entities:
        label = entity.label
        if label == "PERSON":
            people.add((entity.value and entity.value.name) or entity.text)  # type: ignore[union-attr]
        elif label == "LAW" and entity.value:
            found.update(laws(entity.value))  # type: ignore[arg-type]
        elif label == "CASE" and entity.text:
            found.add(case(entity.text))
    for number in (point.case_number, point.document_number):
        if number:
            found.add(case(number))
    if point.kle:
        found.add(mark("k", point.kle))
    away = [*point.absent]
    for one in point.decisions:
        away += one.absent
        votes = one.votes
        for side, voters in zip(STANCES, (votes.for_, votes.against, votes.abstained), strict=True):
            if voters.count or voters.parties or voters.names:
                found.add(mark("v", side))
                found.update([mark("v", side, "party", fold(party)) for party in voters.parties])
                found.update([mark("v", side, "name", name_key(name)) for name in voters.names])
                people.update(voters.names)
    found.update([person("p", name) for name in people])
    found.update([person("a", name) for name in away])
    return found, people.union(away)


def laws(value: LawValue) -> frozenset[str]:
    """Under the name as cited and under the title in the register; with each section, and without."""
    act = value.resolved
    return of_law(value.law, act.title if act else None, tuple([one.section for one in value.provisions]))


@lru_cache(maxsize=100_000)
def of_law(law: str | None, title: str | None, provisions: tuple[str | None, ...]) -> frozenset[str]:
    """As :func:`laws`, of the name as cited, the title in the register and the sections."""
    names = [law_key(law)] if law else []
    if title is not None:
        names.append(law_key_of_title(title))
    sections = [number for one in provisions if one for number in in_range(fold(one))]
    found = {mark("s", section) for section in sections}
    for name in names:
        found.add(mark("l", name))
        found.update(mark("l", name, section) for section in sections)
    return frozenset(found)


@lru_cache(maxsize=10_000)
def in_range(section: str) -> tuple[str, ...]:
    """ "85-87" is 85, 86 and 87; letters ("10a") stay."""
    match = RANGE.fullmatch(section)
    if match and 0 <= int(match[2]) - int(match[1]) <= LONGEST_RANGE:
        return tuple(str(number) for number in range(int(match[1]), int(match[2]) + 1))
    return (section,)


@lru_cache(maxsize=10_000)
def law_key_of_title(title: str) -> str:
    """The key of a title, one for an act and its consolidations."""
    return law_key(title).removeprefix("bekendtgørelse af ")
