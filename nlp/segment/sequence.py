"""Which lines begin the points: what the document says of itself settles what the labeller saw.

Numbers ascend, a title of the contents list stands again above its point, a contents list is a run
of headings with nothing between them. Nothing here knows a layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.segment.features import Matrix, Shape
from nlp.segment.headings import heading_role
from nlp.segment.labeller import POINT, LineLabel

SELDOM = 0.02
"""A line that fits a gap exactly needs this probability of being a point heading."""
RUN = 3
"""Headings in a row, with nothing between them, that make a contents list."""


def point_starts(found: Sequence[Shape], labels: list[LineLabel], probabilities: Matrix) -> list[int]:
    """Indexes of the lines that begin a point, in order; ``labels`` is corrected accordingly."""
    starts = [index for index, label in enumerate(labels) if label == "POINT"]
    for index in _contents(found):
        labels[index] = "TOC"
    starts = _without_repetitions(found, [i for i in starts if labels[i] == "POINT"])
    starts = _without_strays(found, starts)
    starts = sorted({*starts, *_gaps(found, labels, probabilities, starts)})
    starts = sorted({*starts, *_listed(found, labels, probabilities, starts)})
    for index, label in enumerate(labels):
        if label == "POINT" and index not in starts:
            labels[index] = "TEXT"
    for index in starts:
        labels[index] = "POINT"
    return starts


def _contents(found: Sequence[Shape]) -> Iterator[int]:
    """Contents lists: runs of lines that all stand again further down, each only a few times in all."""
    places: dict[str, list[int]] = {}
    for index, s in enumerate(found):
        if len(s.key) > 3 and heading_role(s.text) is None:
            places.setdefault(s.key, []).append(index)
    run: list[int] = []
    for index, s in enumerate(found):
        again = places.get(s.key, [])
        if 1 < len(again) <= RUN + 1 and again[-1] > index:
            run.append(index)
            continue
        if len(run) >= RUN:
            yield from run
        run = []


def _without_repetitions(found: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """A heading printed again right below (same number, same title) begins no new point."""
    kept: list[int] = []
    for index in starts:
        last = found[kept[-1]] if kept else None
        again = last is not None and last.number == found[index].number >= 0 and last.key == found[index].key
        if not again:
            kept.append(index)
    return kept


def _without_strays(found: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """Headings without those that break a chain n, n + 1 of the document's usual numbering."""
    if len(starts) < RUN:
        return list(starts)
    kinds = Counter(found[index].kind for index in starts)
    kind, count = kinds.most_common(1)[0]
    if kind < 0 or count < 0.6 * len(starts):
        return list(starts)
    chain = _chain(found, [index for index in starts if found[index].kind == kind])
    dropped: set[int] = set()
    for before, after in pairwise(chain):
        if found[after].number == found[before].number + 1:
            dropped.update(i for i in starts if before < i < after and _breaks(found[i], found[before].number, kind))
    return [index for index in starts if index not in dropped]


def _breaks(s: Shape, number: int, kind: int) -> bool:
    return s.kind != kind or s.number <= number + 1


def _chain(found: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """The longest run of ascending steps of one among headings of one kind (others between are allowed)."""
    best: dict[int, list[int]] = {}
    for index in starts:
        number = found[index].number
        chain = [*best.get(number - 1, []), index]
        if len(chain) >= len(best.get(number, [])):
            best[number] = chain
    return max(best.values(), key=len, default=[])


def _gaps(
    found: Sequence[Shape], labels: Sequence[LineLabel], probabilities: Matrix, starts: Sequence[int]
) -> Iterator[int]:
    """Lines with just the number that is missing between two points, or before the first and after the last."""
    if not starts:
        return
    for before, after in pairwise([-1, *starts, len(found)]):
        low = found[before].number if before >= 0 else -1
        high = found[after].number if after < len(found) else -1
        kind = found[after].kind if after < len(found) else found[before].kind
        if kind < 0 or (before >= 0 and after < len(found) and high != low + 2):
            continue
        wanted = high - 1 if before < 0 or after < len(found) else low + 1
        fits = [
            i
            for i in range(before + 1, after)
            if found[i].kind == kind and found[i].number == wanted and labels[i] in ("TEXT", "MORE", "TOC", "META")
        ]
        open_end = before < 0 or after == len(found)
        fits = [i for i in fits if probabilities[i, POINT] >= (0.2 if open_end else SELDOM) or _listed_again(found, i)]
        if fits:
            yield max(fits, key=lambda i: (_listed_again(found, i), float(probabilities[i, POINT]), i))


def _listed_again(found: Sequence[Shape], index: int) -> bool:
    """Does the line's title stand further up as well, as in a contents list?"""
    key = found[index].key
    return len(key) > 3 and any(s.key == key and s.number == found[index].number for s in found[:index])


def _listed(
    found: Sequence[Shape], labels: Sequence[LineLabel], probabilities: Matrix, starts: Sequence[int]
) -> Iterator[int]:
    """Titles of the contents list that head no point yet but stand again below as a line of their own."""
    wanted = {s.key for s, label in zip(found, labels, strict=True) if label == "TOC" and len(s.key) > 5}
    wanted -= {found[index].key for index in starts}
    kinds = {found[index].kind for index in starts} or {-1}
    last = max((i for i, label in enumerate(labels) if label == "TOC"), default=len(found))
    for index in range(last + 1, len(found)):
        s = found[index]
        if (
            s.key in wanted
            and s.kind in kinds
            and labels[index] in ("TEXT", "MORE", "HEAD", "SECTION")
            and probabilities[index, POINT] >= SELDOM
        ):
            wanted.discard(s.key)
            yield index
