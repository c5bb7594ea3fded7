"""The numbers under which points are searched: facets, flags, days, amounts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING, Any

from nlp.store.archive.records.packed_point import PackedPoint

if TYPE_CHECKING:
    from nlp.record import Point

CLOSED, VOTE, UNCERTAIN, AGENDA, CORRECTED = 1, 2, 4, 8, 16
"""Bits of fact.flags."""
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
    """The classes of all amounts of a point from what :func:`nlp.store.archive.records.packing.pack` made of it."""
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
