"""Labels in a column beside their text, put before it: where they stand half-way down, or are wrapped themselves."""

from __future__ import annotations

from dataclasses import dataclass

_TIGHT = 1.75
"""Baselines of one paragraph are at most so far apart, in units of the font size."""
_ALIGNED = 3.0
_MOST_WORDS = 6


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between them."""

    text: str
    x0: float
    x1: float
    size: float
    letters: int
    bold_letters: int

    @property
    def bold(self) -> bool:
        return self.letters > 0 and self.bold_letters >= 0.85 * self.letters


@dataclass(slots=True)
class Line:
    y: float
    segments: list[Segment]


def labels_first(lines: list[Line]) -> list[Line]:
    """The lines of a page with each such label whole on the first line of its text.

    A label stands half-way down where as many lines of text are above it as below: cells centred by their row.
    """
    lines = list(lines)
    place = 0
    while place < len(lines):
        last = _label_end(lines, place)
        edge = _text_edge(lines, place, last)
        if edge is not None:
            above = _count_beside(lines, range(place - 1, -1, -1), lines[place], edge)
            below = _count_beside(lines, range(last + 1, len(lines)), lines[last], edge)
            first = place - above if above == below else place
            if first < place or last > place:
                _move(lines, first, place, last)
                kept = [line for line in lines[place : last + 1] if line.segments]
                lines[place : last + 1] = kept
                last = place - 1 + len(kept)
        place = last + 1
    return lines


def _label_end(lines: list[Line], place: int) -> int:
    """The last line of the label that begins here: it goes on below in small letters or in bold."""
    end = place
    while end + 1 < len(lines) and _goes_on(lines[end], lines[end + 1]):
        end += 1
    return end


def _goes_on(line: Line, below: Line) -> bool:
    if len(line.segments) != 2 or len(below.segments) > 2 or not _is_near(line, below):
        return False
    (label, text), more = line.segments, below.segments[0]
    if label.text.endswith(":") or abs(more.x0 - label.x0) > _ALIGNED or len(more.text.split()) > _MOST_WORDS:
        return False
    return more.text[:1].islower() or (label.bold and more.bold and not text.bold)


def _text_edge(lines: list[Line], place: int, last: int) -> float | None:
    """Where the text beside a label begins, None for lines that are no label with text beside it."""
    label = lines[place].segments[0]
    if len(lines[place].segments) > 2 or len(label.text.split()) > _MOST_WORDS:
        return None
    beside = [line.segments[1] for line in lines[place : last + 1] if len(line.segments) == 2]
    around = [line.segments[0] for line in (*lines[max(place - 1, 0) : place], *lines[last + 1 : last + 2])]
    edges = [segment.x0 for segment in (*beside, *around) if segment.x0 > label.x1]
    return edges[0] if edges else None


def _count_beside(lines: list[Line], places: range, start: Line, edge: float) -> int:
    """How many lines, one after the other from the start, hold nothing but text at the edge."""
    count, last = 0, start
    for line in map(lines.__getitem__, places):
        beside = len(line.segments) == 1 and abs(line.segments[0].x0 - edge) <= _ALIGNED
        if not beside or not _is_near(last, line):
            break
        count, last = count + 1, line
    return count


def _is_near(one: Line, other: Line) -> bool:
    return abs(other.y - one.y) <= _TIGHT * one.segments[0].size


def _move(lines: list[Line], first: int, place: int, last: int) -> None:
    """Take the label off its own lines and put it, whole, before the text of the first."""
    parts = [lines[number].segments.pop(0) for number in range(place, last + 1)]
    label = parts[0]
    label.text = " ".join(part.text for part in parts)
    label.letters = sum(part.letters for part in parts)
    label.bold_letters = sum(part.bold_letters for part in parts)
    lines[first].segments.insert(0, label)
