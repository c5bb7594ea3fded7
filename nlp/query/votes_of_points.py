"""Who voted how in a point, where its minutes say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.labels import STANCES
from nlp.query.question import Question

VOTES = 6
"""Place of the votes in a packed decision, see :mod:`nlp.store.archive.packing`."""


def votes_of(decisions: Sequence[Sequence[Any]], question: Question) -> dict[str, list[str]]:
    """Parties and people of each side, or their number as "13"; of the last decision that has the sides asked for."""
    asked = {side for _, side in question.votes} - {"any"}
    sides = [told(one[VOTES]) for one in reversed(decisions) if len(one) > VOTES and one[VOTES]]
    return next((one for one in sides if asked <= one.keys()), sides[0] if sides else {})


def told(sides: Sequence[Sequence[Any]]) -> dict[str, list[str]]:
    """Who voted each way, of a packed decision's votes."""
    said: dict[str, list[str]] = {}
    for name, (count, names, parties) in zip(STANCES, sides, strict=False):
        if who := [*parties, *names] or ([str(count)] if count is not None else []):
            said[name] = who
    return said
