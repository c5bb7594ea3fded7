"""Which lines begin the points: what the document says of itself settles what the labeller saw.

Numbers ascend, a title of the contents list stands again above its point, a contents list is a run
of headings with nothing between them. Nothing here knows a layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from nlp.segment.lines.features import Matrix, Shape
from nlp.segment.lines.labeller import POINT, LineLabel
from nlp.segment.outline.contents import (
    RUN,
    contents_key,
    contents_lines,
    letters,
    listed_keys,
    listed_letters,
    mostly_numbered,
)
from nlp.vocabulary import line_patterns, wording

SELDOM = 0.02
"""A line that fits a gap exactly needs this probability of being a point heading."""
DOUBTFUL = 0.2
"""The same before the first point, and behind the last where the numbers before do not ascend one by one."""
UNSETTLED: frozenset[LineLabel] = frozenset({"TEXT", "MORE", "TOC", "META", "OUTSIDE"})


def point_starts(found: Sequence[Shape], labels: list[LineLabel], probabilities: Matrix) -> list[int]:
    """Indexes of the lines that begin a point, in order; ``labels`` is corrected accordingly."""
    starts = [index for index, label in enumerate(labels) if label == "POINT"]
    for index in contents_lines(found, labels):
        labels[index] = "TOC"
    for index in reversed(starts):
        if index + 1 < len(labels) and labels[index + 1] == "TOC":
            labels[index] = "TOC"
    starts = [index for index, label in enumerate(labels) if label == "POINT"]
    starts = _without_repetitions(found, _at_titles(found, labels, starts))
    starts = _without_strays(found, starts)
    starts = sorted({*starts, *_gaps(found, labels, probabilities, starts)})
    starts = sorted({*starts, *_listed(found, labels, probabilities, starts)})
    starts = _without_repetitions(found, _without_unlisted(found, labels, starts))
    for index, label in enumerate(labels):
        if label == "POINT" and index not in starts:
            labels[index] = "TEXT"
    for index in starts:
        labels[index] = "POINT"
        if found[index].kind < 0 and _number_alone(found, index + 1) >= 0 and labels[index + 1] in ("TEXT", "META"):
            labels[index + 1] = "MORE"
    for index in _groups(found, labels, starts):
        labels[index] = "OUTSIDE"
    return starts


def _groups(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> Iterator[int]:
    """Lines right above a point that head a group of points: so called, or in the contents list as well."""
    listed = {s.key for s, label in zip(found, labels, strict=True) if label == "TOC" and len(s.key) > 3}
    for start in starts[1:]:
        above = start - 1
        while labels[above] == "NOISE" and not _names_group(found[above], listed):
            above -= 1
        if above not in starts and labels[above] != "MORE" and _names_group(found[above], listed):
            yield above


def _names_group(s: Shape, listed: Set[str]) -> bool:
    return s.key in listed or line_patterns.GROUP_LINE.match(s.text) is not None


def _without_repetitions(found: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """A heading printed again right below (same number, same title) begins no new point."""
    kept: list[int] = []
    for index in starts:
        last = found[kept[-1]] if kept else None
        same = last is not None and last.number == found[index].number >= 0
        if not (last and same and contents_key(last).endswith(contents_key(found[index]))):
            kept.append(index)
    return kept


def _without_strays(found: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """Headings without those that break a chain n, n + 1 of the document's usual numbering."""
    if len(starts) < RUN:
        return list(starts)
    [(kind, count)] = Counter(found[index].kind for index in starts).most_common(1)
    if kind < 0 or count < 0.6 * len(starts):
        return list(starts)
    chain = _chain(found, [index for index in starts if found[index].kind == kind])
    dropped: set[int] = set()
    for before, after in pairwise(chain):
        last = found[after].number
        dropped.update(i for i in starts if before < i < after and (found[i].kind != kind or found[i].number <= last))
    return [index for index in starts if index not in dropped]


def _without_unlisted(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> list[int]:
    """Without headings that a contents list of the others leaves out, where their numbers leave no room for more."""
    listed = listed_keys(found, labels)
    known = [i for i in starts if any(contents_key(found[i]).startswith(key) for key in listed if len(key) > 3)]
    if len(known) < RUN or len(known) < 0.6 * len({key for key in listed if key}):
        return list(starts)
    kept = set(starts)
    for one, two in pairwise(known):
        if 0 <= found[one].number == found[two].number - 1:
            kept.difference_update(range(one + 1, two))
    return sorted(kept)


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
    again = _printed_again(found)
    listed = listed_letters(found, labels)
    chained = _chained(found, starts)
    for before, after in pairwise([-1, *starts, len(found)]):
        missing = _missing(found, before, after)
        if missing is None:
            continue
        needed = DOUBTFUL if before < 0 or (after == len(found) and not chained) else SELDOM
        fits = [
            i
            for i in range(before + 1, after)
            if (found[i].kind, found[i].number) == missing
            and (labels[i] in UNSETTLED or i in again)
            and (
                probabilities[i, POINT] >= needed
                or i in again
                or _closed_title(found[i])
                or (len(found[i].key) > 6 and letters(found[i].rest) in listed)
            )
        ]
        if fits:
            yield max(fits, key=lambda i: (i in again, float(probabilities[i, POINT]), i))


def _printed_again(found: Sequence[Shape]) -> set[int]:
    """Lines with a number and a title that stand together further up."""
    first: dict[tuple[str, int], int] = {}
    for index, s in enumerate(found):
        if len(s.key) > 3 and s.kind >= 0:
            first.setdefault((s.key, s.number), index)
    return {index for index, s in enumerate(found) if first.get((s.key, s.number), index) < index}


def _missing(found: Sequence[Shape], before: int, after: int) -> tuple[int, int] | None:
    """Kind and number of the one point that two starts leave out; outside of all points the nearest number."""
    behind, above = after == len(found), before < 0
    kind = found[before if behind else after].kind
    if kind < 0 or not (behind or above or found[after].number == found[before].number + 2):
        return None
    return kind, found[before].number + 1 if behind else found[after].number - 1


def _closed_title(s: Shape) -> bool:
    return bool(wording.CLOSED_AT_END.search(s.rest) or wording.CLOSED_AT_START.match(s.rest))


def _chained(found: Sequence[Shape], starts: Sequence[int]) -> bool:
    """Whether all points so far carry numbers of one kind that ascend by one."""
    steps = ((found[one], found[two]) for one, two in pairwise(starts))
    return len(starts) > RUN and all(one.kind == two.kind and one.number + 1 == two.number for one, two in steps)


def _listed(
    found: Sequence[Shape], labels: Sequence[LineLabel], probabilities: Matrix, starts: Sequence[int]
) -> Iterator[int]:
    """Titles of the contents list that head no point yet but stand again below as a line of their own.

    Where the number stands with the title too, or alone on the line below it, nothing else is asked.
    """
    listed = [index for index, label in enumerate(labels) if label == "TOC" and len(found[index].key) > 3]
    if mostly_numbered(found, listed):
        listed = [index for index in listed if found[index].kind >= 0]
    wanted: dict[str, list[int]] = {}
    for index in listed:
        wanted.setdefault(contents_key(found[index]), []).append(found[index].number)
    for index in starts:
        titled = index + 1 if _number_alone(found, index) >= 0 and index + 1 < len(found) else index
        numbers = wanted.get(contents_key(found[titled]), [])
        own = found[index].number if found[index].number >= 0 else _number_alone(found, index + 1)
        if numbers:
            numbers.remove(own if own in numbers else numbers[0])
    kinds = {found[index].kind for index in starts} or {-1}
    for index in range(max(listed, default=len(found)) + 1, len(found)):
        s = found[index]
        key = contents_key(s)
        if not wanted.get(key):
            continue
        own = s.number if s.number >= 0 else _number_alone(found, index + 1)
        number = own if own in wanted[key] else wanted[key][0]
        sure = number >= 0 and (s.number == number or _number_alone(found, index + 1) == number)
        likely = len(key) > 5 and s.kind in kinds and probabilities[index, POINT] >= SELDOM
        if sure or (likely and labels[index] in ("TEXT", "MORE", "HEAD", "SECTION")):
            wanted[key].remove(number)
            yield index


def _at_titles(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> list[int]:
    """Starts at lines that hold only a number moved up to the listed title right above them."""
    listed = set(listed_keys(found, labels))
    numbers = [index for index in starts if _number_alone(found, index) >= 0]
    below = len(numbers) >= RUN and sum(_untitled(found, index) for index in numbers) > 0.6 * len(numbers)
    below = below and sum(_may_be_title(found[index - 1]) for index in numbers if index) > 0.6 * len(numbers)
    moved: set[int] = set()
    above = Counter(found[index - 1].key for index in starts if index)
    for index in starts:
        alone = index > 0 and _number_alone(found, index) >= 0 and labels[index - 1] != "TOC"
        alone = alone and not (index - 2 in starts and _number_alone(found, index - 2) >= 0)
        titled = (
            alone
            and above[found[index - 1].key] == 1
            and (contents_key(found[index - 1]) in listed or (below and _may_be_title(found[index - 1])))
        )
        moved.add(index - 1 if titled else index)
    return sorted(moved)


def _untitled(found: Sequence[Shape], index: int) -> bool:
    """Whether a number alone has no title below it but a case number, a heading or text."""
    below = found[index + 1] if index + 1 < len(found) else None
    if below is None or below.role or wording.CASE_LINE.search(below.text):
        return True
    return bool(wording.BARE_CASE_LINE.match(below.text)) or below.text[-1:] in ".:," or len(below.text) > 150


def _may_be_title(s: Shape) -> bool:
    return 3 < len(s.text) < 200 and s.text[-1:] not in ".:,;" and s.text[:1].isupper() and s.role is None


def _number_alone(found: Sequence[Shape], index: int) -> int:
    """The number of a line that holds nothing else ("Sag nr. 24"), -1 for other lines."""
    return found[index].number if index < len(found) and not found[index].rest else -1
