"""Documents of a few lines, in which the line labeller takes the first point for a part of the head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.lines.labeller import HEADINGS, LineLabel
from nlp.segment.outline.series import WORDED

ABOVE: frozenset[LineLabel] = frozenset({"HEAD", "TEXT", "META", "POINT", "TOC"})
DECIDING: frozenset[LineLabel] = frozenset({"DECISION", "TOC"})
LONGEST_TITLE = 150
FEW_LINES = 30
"""In a document of so few lines, lines numbered from 1 are its points if nothing else is."""


def with_first_point(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """The starts of points, with a numbered line between the head and the first decision among them.

    A decision belongs to a point, so one above the first point says that a heading was missed; it is the
    nearest line above with the number before the first point's, or any number where there is no other point. Where
    points have a word ("Sag 62. Veje"), the line with the number before needs no decision below it.
    """
    first = starts[0] if starts else len(found)
    decision = next((i for i in range(first) if labels[i] in DECIDING and found[i].any_role == "decision"), None)
    if decision is None and starts and found[first].kind in WORDED and found[first].rest:
        return _worded_first(found, labels, starts)
    if decision is None and not starts and len(found) <= FEW_LINES:
        return _numbered(found, labels)
    if decision is None:
        return list(starts)
    for index in reversed(range(decision)):
        if labels[index] in ABOVE and _heads(found[index], found[first] if starts else None):
            labels[index] = "POINT"
            return [index, *starts]
    return list(starts)


def _numbered(found: Sequence[Shape], labels: list[LineLabel]) -> list[int]:
    """Lines numbered 1, 2, … with text below each."""
    numbered = [i for i, s in enumerate(found) if _heads(s, None) and labels[i] in ABOVE]
    counts = [found[i].number for i in numbered] == list(range(1, len(numbered) + 1))
    if len(numbered) < 2 or not counts or any(two - one < 2 for one, two in pairwise([*numbered, len(found)])):
        return []
    for index in numbered:
        labels[index] = "POINT"
    return numbered


def _worded_first(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """ "Sag 61. Veje" above "Sag 62. Broer" begins a point; a list that has no 62 is no contents list."""
    first = found[starts[0]]
    listed = [i for i in range(starts[0]) if labels[i] == "TOC"]
    wanted = ABOVE if any(found[i].number >= first.number for i in listed) else ABOVE | {"TOC"}
    for index in reversed(range(starts[0])):
        if labels[index] in wanted and _heads(found[index], first):
            labels[index] = "POINT"
            for inner in range(index + 1, starts[0]):
                labels[inner] = "TEXT" if labels[inner] == "TOC" else labels[inner]
            return [index, *starts]
    return list(starts)


def without_letters(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """No points where all that looks like one is a line without number over no section: a letter, a note."""
    if len(starts) == 1 and found[starts[0]].kind < 0 and not {*HEADINGS} & set(labels):
        labels[starts[0]] = "TEXT"
        return []
    return list(starts)


def _heads(s: Shape, following: Shape | None) -> bool:
    if s.kind < 0 or s.number < 1 or not s.rest[:1].isupper() or len(s.rest) > LONGEST_TITLE:
        return False
    return following is None or (s.kind, s.number) == (following.kind, following.number - 1)
