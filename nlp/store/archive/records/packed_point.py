"""A packed point (:mod:`nlp.store.archive.records.packing`) without the models of a record, which load slowly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from nlp.labels import STANCES

TOPICS, TYPES, _, DECISIONS, ENTITIES, ABSENT = range(6)
"""Places in a packed point."""
START, END, _, _, _, TEXT, VOTES, AWAY = range(8)
"""Places in a packed decision."""
LETTER, _, _, VALUE = range(4)
"""Places in a packed entity."""
MONEY = "M"
"""The letter of an amount."""


class PackedPoint:
    """What answers and exports show of a point, from its parts and its text."""

    def __init__(self, parts: str, text: str = "") -> None:
        packed = json.loads(parts)
        packed += [[]] * (ABSENT + 1 - len(packed))
        self.text = text
        self.topics: list[str] = [name for name, _ in packed[TOPICS]]
        self.decision_types: list[str] = [name for name, _ in packed[TYPES]]
        self.decisions: list[list[Any]] = packed[DECISIONS]
        self.entities: list[list[Any]] = packed[ENTITIES]
        self.named_absent: list[str] = packed[ABSENT]

    def decision(self) -> str:
        """The text of the deciding body's decision; "" where there is none."""
        if not self.decisions:
            return ""
        last = self.decisions[-1]
        own = last[TEXT] if len(last) > TEXT else None
        return self.text[last[START] : last[END]] if own is None else str(own)

    def absent(self) -> list[str]:
        """Who is named absent by the point, then by its decisions."""
        away = (name for one in self.decisions if len(one) > AWAY for name in one[AWAY] or ())
        return [*self.named_absent, *away]

    def votes(self) -> Iterator[dict[str, list[str]]]:
        """Parties and people of each side, or their number as "13", of each decision with votes, the last one first."""
        for one in reversed(self.decisions):
            if len(one) > VOTES and one[VOTES]:
                sides = zip(STANCES, one[VOTES], strict=False)
                told = ((side, names, parties, count) for side, (count, names, parties) in sides)
                yield {
                    side: [*parties, *names] or [str(count)]
                    for side, names, parties, count in told
                    if parties or names or count is not None
                }

    def amounts(self) -> Iterator[list[float]]:
        """The numbers of each amount, without sign and in its currency: one, or the bounds of a range."""
        for one in self.entities:
            if one[LETTER] == MONEY and len(one) > VALUE:
                given = one[VALUE][:3] if isinstance(one[VALUE], list) else [one[VALUE]]
                if numbers := [abs(number) for number in given if number is not None]:
                    yield numbers
