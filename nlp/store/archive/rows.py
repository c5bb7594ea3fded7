"""From a record to the rows of the archive's tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING, Any

from nlp.store.archive.keys import WORD, body_key, municipality_key
from nlp.store.archive.packed_point import PackedPoint

if TYPE_CHECKING:
    from nlp.record import Point, Record

TITLE = "t·"
"""Begins the words of titles in the full text."""
CLOSED, VOTE, UNCERTAIN, AGENDA, CORRECTED = 1, 2, 4, 8, 16
"""Bits of fact.flags."""
PRINTS = frozenset(("pdf", "docx", "html", "txt", "md", "text", "markdown"))
ALL, TOPIC, TYPE, PLACE = 0, 1, 101, 1000
"""First numbers of facet.term: all points, then topics, decision types and places by their bit or id."""


def terms_of(topic_mask: int, type_mask: int) -> Iterator[int]:
    """The facet terms of a point, without that of its place."""
    yield ALL
    for first, mask in ((TOPIC, topic_mask), (TYPE, type_mask)):
        while mask:
            low = mask & -mask
            yield first + low.bit_length() - 1
            mask ^= low


def meeting_key(record: Record) -> str | None:
    """What is the same in all forms of a meeting; None where municipality, body or date is unknown."""
    meeting = record.meeting
    if not (meeting.municipality and meeting.body and meeting.date):
        return None
    return f"{municipality_key(meeting.municipality)}|{body_key(meeting.body)}|{meeting.date}"


def point_keys(record: Record) -> list[int]:
    """A number for each point, the same when the file is tagged anew or the meeting is read from another form.

    It is made of the meeting (of the path where that is unknown), the point's number and its title; points of the same
    number and title are told apart by their order.
    """
    from hashlib import blake2b

    seen: dict[str, int] = {}
    keys = []
    meeting = meeting_key(record) or record.source.path
    for point in record.points:
        name = f"{meeting}|{point.number or ''}|{' '.join(WORD.findall(point.title.lower()))}"
        seen[name] = same = seen.get(name, 0) + 1
        digest = blake2b(f"{name}|{same}".encode(), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "big", signed=True))
    return keys


def rank(record: Record) -> int:
    """Which form of a meeting is shown: minutes before agenda, whole before partial, structured before print."""
    minutes = record.meeting.kind == "minutes" and bool(record.points)
    structured = record.source.format not in PRINTS
    return 4 * minutes + 2 * structured + (record.source.status == "ok")


def date_number(iso: str | None) -> int:
    """ "2024-01-31" as 20240131; 0 for no date."""
    return int(iso.replace("-", "")[:8]) if iso else 0


def amounts(point: Point) -> tuple[float | None, int]:
    """The largest amount of the point's text, in kroner, without its sign; and the classes of all amounts."""
    found, classes = None, 0
    for entity in point.entities:
        if entity.label != "MONEY" or entity.value is None:
            continue
        value: Any = entity.value
        amounts = [abs(one) for one in (value.amount, value.min, value.max) if one is not None]
        if amounts:
            most = max(amounts)
            classes |= classes_of(min(amounts), most)
            if value.currency == "DKK" and (found is None or most > found):
                found = most
    return found, classes


@lru_cache(maxsize=10_000)
def classes_of(least: float, most: float) -> int:
    """The bits of the classes in which amounts from ``least`` to ``most`` are."""
    return (2 << class_of(most)) - (1 << class_of(least))


def packed_classes(parts: str) -> int:
    """The classes of all amounts of a point from what :func:`nlp.store.archive.packing.pack` made of it."""
    classes = 0
    for amounts in PackedPoint(parts).amounts():
        classes |= classes_of(min(amounts), max(amounts))
    return classes


@lru_cache(maxsize=10_000)
def class_of(amount: float) -> int:
    """The class of an amount, three for a factor of four, from 0 for all below 1.6 kroner to 62."""
    return min(62, int(1.5 * log2(amount))) if amount > 1 else 0


def flags(point: Point, agenda: bool, corrected: bool) -> int:
    """Yes and no of a point as bits of one number."""
    of_point = CLOSED * point.closed + VOTE * point.vote + UNCERTAIN * point.uncertain
    return of_point + AGENDA * agenda + CORRECTED * corrected


def head(record: Record) -> str:
    """The meeting as JSON, for showing and exporting."""
    return json.dumps({name: getattr(record.meeting, name) for name in of_head()}, ensure_ascii=False)


@cache
def of_head() -> tuple[str, ...]:
    from nlp.record import Meeting

    return tuple(name for name in Meeting.model_fields if name != "participants")


def pieces(record: Record) -> tuple[str, str | None]:
    """What stands before and behind the points; the whole text and None where they do not follow one another."""
    points = record.points
    follow = all(one.span[1] == other.span[0] for one, other in pairwise(points))
    if not points or not follow:
        return record.text, None
    return record.text[: points[0].span[0]], record.text[points[-1].span[1] :]
