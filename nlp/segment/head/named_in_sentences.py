"""Who the sentences of a head name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.segment.head.namelists import Person
from nlp.segment.points.absence import find_absence
from nlp.vocabulary import wording
from nlp.vocabulary.listed_people import name_at, take_names

_LINE = re.compile(r"[^\n]+")


def in_sentences(text: str, start: int, end: int) -> Iterator[Person]:
    """Who the sentences of a head name as absent, as chairing, or as called in for somebody."""
    for pattern, kind in wording.HEAD_SENTENCES:
        for found in pattern.finditer(text, start, end):
            names, _ = take_names(text, found.end(), end, across=kind == "absent")
            yield from ((name, kind, "") for name in (names if kind == "absent" else names[:1]))
    for found in wording.AS_SUBSTITUTE.finditer(text, start, end):
        if (name := name_at(text, found.start("name"))) and name.end >= found.end("name"):
            yield name, "substitute", ""
    for line_start, line_end in (line.span() for line in _LINE.finditer(text, start, end)):
        if not wording.OF_A_POINT.search(text, line_start, line_end):
            for one in find_absence(text, line_start, line_end).names:
                at = text.find(one, line_start, line_end)
                if at >= 0 and (name := name_at(text, at)):
                    yield name, "absent", ""
