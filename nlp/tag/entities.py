"""Candidates for entities, what their values depend on, and how overlaps are settled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.record import EntityLabel, EntityValue, Meeting, Point

RULE, KNOWN, MODEL = 30, 20, 10
"""Priorities: value rules (MONEY, DATE, LAW, CASE), name rules (PERSON, ORG), the statistical model."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate ``text[start:end]``; with equal priority the longer of two overlapping ones wins."""

    start: int
    end: int
    label: EntityLabel
    value: EntityValue | None = None
    priority: int = 0


@dataclass(slots=True)
class Context:
    """What the document tells that a span alone does not.

    ``sections`` are the starts of stretches within which "samme lov" or a bare § may refer back.
    ``participants`` maps a full name with single blanks to the party as the head of the document gives it.
    """

    text: str = ""
    meeting_date: date | None = None
    municipality: str | None = None
    body: str | None = None
    participants: dict[str, str | None] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, meeting: Meeting | None = None, points: Sequence[Point] = ()) -> Context:
        """The context of a document; ``meeting`` and ``points`` may be missing."""
        starts = {point.span[0] for point in points}
        starts |= {section.span[0] for point in points for section in point.sections}
        return cls(
            text=text,
            meeting_date=from_iso(meeting.date) if meeting else None,
            municipality=meeting.municipality if meeting else None,
            body=meeting.body if meeting else None,
            participants={" ".join(one.name.split()): one.party for one in meeting.participants} if meeting else {},
            points=list(points),
            sections=sorted(starts),
        )

    def section_start(self, position: int) -> int:
        """Where the section that holds ``position`` starts; 0 without known sections."""
        index = bisect_right(self.sections, position)
        return self.sections[index - 1] if index else 0

    def point_start(self, position: int) -> int:
        """Where the point that holds ``position`` starts; 0 outside all points."""
        return next((p.span[0] for p in self.points if p.span[0] <= position < p.span[1]), 0)


def from_iso(text: str | None) -> date | None:
    """The day that an ISO date names, None for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def resolve(candidates: Iterable[Found]) -> list[Found]:
    """Candidates without overlaps in text order: priority first, then the longest, then the earliest."""
    ranked = sorted(candidates, key=lambda f: (-f.priority, f.start - f.end, f.start, f.value is None))
    taken = bytearray(max((found.end for found in ranked), default=0))
    kept: list[Found] = []
    for found in ranked:
        if found.start < found.end and taken.find(1, found.start, found.end) < 0:
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)
