"""Documents of a few lines, in which the line labeller takes the first point for a part of the head."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.segment.features import Shape
from nlp.segment.labeller import LineLabel

HEADINGS: frozenset[LineLabel] = frozenset({"SECTION", "DECISION"})
ABOVE: frozenset[LineLabel] = frozenset({"HEAD", "TEXT", "META", "POINT"})
LONGEST_TITLE = 150


def with_first_point(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """The starts of points, with a numbered line between the head and the first decision among them.

    A decision belongs to a point, so one above the first point says that a heading was missed; it is the
    nearest line above with the number before the first point's, or any number where there is no other point.
    """
    first = starts[0] if starts else len(found)
    decision = next((i for i in range(first) if labels[i] == "DECISION" and found[i].role), None)
    if decision is None:
        return list(starts)
    for index in reversed(range(decision)):
        if labels[index] in ABOVE and _heads(found[index], found[first] if starts else None):
            labels[index] = "POINT"
            return [index, *starts]
    return list(starts)


def without_letters(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """No points where all that looks like one is a line without number over no section: a letter, a note."""
    if len(starts) == 1 and found[starts[0]].kind < 0 and not HEADINGS & set(labels):
        labels[starts[0]] = "TEXT"
        return []
    return list(starts)


def _heads(s: Shape, following: Shape | None) -> bool:
    if s.kind < 0 or s.number < 1 or not s.rest[:1].isupper() or len(s.rest) > LONGEST_TITLE:
        return False
    return following is None or (s.kind, s.number) == (following.kind, following.number - 1)
