"""Headings of the document's own words ("Det blev vi enige om", "Udfald:"): lines that stand once in each point."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from nlp.segment.lines.features import Shape
from nlp.vocabulary import line_patterns

LONGEST = 60
ENOUGH = 3
COVERED = 0.6
"""Share of the points in which the heading stands."""
MORE = 0.3
"""How many more of it there may be, per point."""
WIDE = 0.4
"""Share of the document's lines that points reach over."""
_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][^\W\d_]+(?:[ .-]{1,2}[\w/.-]+){0,4}?)[.:]?(?::[ \t]+|[ ]{3,}|\t)(?=\S)")
_DIGITS = re.compile(r"\d+")


def label_of(text: str) -> str | None:
    """The label before what stands beside it ("Vedtagelse:   Godkendt", "Fakta      Busselskabet …")."""
    found = _LABEL.match(text[: LONGEST + 40])
    return found["label"] if found and len(found["label"]) <= LONGEST else None


def value_of(text: str) -> str:
    """What stands beside the label of a line that has one."""
    found = _LABEL.match(text[: LONGEST + 40])
    return text[found.end() :] if found else ""


def own_headings(found: Sequence[Shape]) -> list[list[int]]:
    """The places of each line that may be a heading, by its words without digits or by its label."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.line.table or line_patterns.PAGE_AT_END.search(s.text):
            continue
        if label := label_of(s.text):
            places[_DIGITS.sub("", label).lower()].append(index)
        elif 3 < len(s.text) <= LONGEST and s.text[0].isupper() and s.text[-1] not in ".,;" and any(s.loose):
            places[s.loose].append(index)
    return [again for again in places.values() if len(again) >= ENOUGH]


def in_each(headings: Sequence[Sequence[int]], chain: Sequence[int], size: int) -> bool:
    """Whether one heading stands below most lines of a chain, about once below each, and hardly anywhere else.

    ``size`` is the number of the document's lines; the chain must reach over much of it.
    """
    if len(chain) < ENOUGH or chain[-1] - chain[0] < WIDE * size:
        return False
    ends = [*chain[1:], size]
    lines = set(chain)
    for places in headings:
        seldom_or_often = not COVERED * len(chain) <= len(places) <= (1 + MORE) * len(chain) + 1
        if seldom_or_often or lines.intersection(places):
            continue
        filled = sum(
            bisect_left(places, end) > bisect_left(places, start + 1) for start, end in zip(chain, ends, strict=True)
        )
        if filled >= max(ENOUGH, COVERED * len(chain)):
            return True
    return False
