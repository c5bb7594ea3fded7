"""Points without titles: where decisions recur with nothing that heads a point, the line that opens each round does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.lines.labeller import LineLabel

ENOUGH = 3
"""Rounds that a document needs before they tell anything."""
COVERED = 0.8
"""Share of the rounds that must have a point of their own, else the points found so far are wrong."""
HEADED = 0.5
"""The same for points with a number."""
REGULAR = 0.6
"""Share of the rounds that a line must open."""


def cyclic_starts(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> list[int] | None:
    """First lines of the rounds in which one decision heading recurs; None where points head them already."""
    decisions = _commonest(found, labels)
    if len(decisions) < ENOUGH:
        return None
    rounds = list(pairwise(decisions))
    headed = [start for start in starts if found[start].kind >= 0]
    for sure, share in ((headed, HEADED), (starts, COVERED)):
        if sum(_between(sure, *one) > 0 for one in rounds) >= share * len(rounds):
            return None
    places: dict[str, list[int]] = {}
    for index, s in enumerate(found):
        if labels[index] not in ("DECISION", "ABSENCE") and not s.line.table:
            places.setdefault(s.text, []).append(index)
    fitting = [
        again
        for again in places.values()
        if len(again) >= ENOUGH
        and bisect_left(again, decisions[0]) == 1
        and sum(_between(again, *one) == 1 for one in rounds) >= REGULAR * len(rounds)
    ]
    return min(fitting, default=None)


def _between(places: Sequence[int], one: int, two: int) -> int:
    """How many of some ascending places lie between two others."""
    return bisect_left(places, two) - bisect_right(places, one)


def _commonest(found: Sequence[Shape], labels: Sequence[LineLabel]) -> list[int]:
    """The places of the decision heading that stands most often."""
    heads = Counter(s.text for s, label in zip(found, labels, strict=True) if label == "DECISION")
    if not heads:
        return []
    text = max(heads, key=lambda one: heads[one])
    return [i for i, (s, label) in enumerate(zip(found, labels, strict=True)) if s.text == text and label == "DECISION"]
