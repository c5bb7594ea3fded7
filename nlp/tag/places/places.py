"""Finds addresses with house numbers, roads that end in a word of their own, and parcels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.tag import scan
from nlp.tag.entities import KNOWN, Found
from nlp.tag.places import patterns as p

HOUSE_ANCHOR = re.compile(r"(?<=[a-zéæøå])(?:[ \u00a0]{1,2}\n?|\n)\d{1,3}[ ]?[A-ZÆØÅa-zæøå]?(?!\w|[.,/]\d)")
ROAD_ANCHOR = re.compile(rf"(?<=[ \u00a0]){p.ROAD_WORDS}(?!\w)")
PARCEL_ANCHOR = re.compile(r"[Mm]atr|MATR")
ADDRESS = re.compile(p.ADDRESS)
NAMED_ROAD = re.compile(p.NAMED_ROAD)
PARCEL = re.compile(p.PARCEL)


def find(text: str) -> Iterator[Found]:
    """Places in no particular order; overlaps are settled later."""
    for anchor, pattern in ((HOUSE_ANCHOR, ADDRESS), (ROAD_ANCHOR, NAMED_ROAD)):
        for start, end in scan.windows(anchor, text, 60, 60):
            for match in pattern.finditer(text, start, end):
                begin = match.start() + leading(match["road"])
                yield Found(begin, match.end(), "LOC", None, KNOWN)
    for start, end in scan.windows(PARCEL_ANCHOR, text, 2, 90):
        for match in PARCEL.finditer(text, start, end):
            yield Found(match.start("parcel"), match.end("parcel"), "LOC", None, KNOWN)


def leading(road: str) -> int:
    """How many characters of words stand before the name of the road that are no part of it."""
    first = 0
    while match := re.match(r"(\S+)\s+(?=\S)", road[first:]):
        if match[1].lower() not in p.FUNCTION_WORDS:
            break
        first += match.end()
    return first
