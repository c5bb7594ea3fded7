"""Who was absent in a point, from all places that say so: sections, decisions, lines below the title, the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.outline import OutlinePoint
from nlp.record import Decision, Meeting, Point
from nlp.segment.points.absence import Absence, find_absence, names_alone
from nlp.segment.points.sections import preamble
from nlp.segment.points.whole import Whole
from nlp.vocabulary.listed_people import spelling_key

FEWEST, NAMED = 2, 0.5
"""More points than these, and than this share, have names below their titles where these mean absence."""
ABSENT = 0.6
"""Share of these names that the head must mark as absent."""


def absent_in(whole: Whole, point: OutlinePoint, decisions: Sequence[Decision]) -> list[str]:
    """Who the point names as absent: the format's list, the deciding body's decision, sections of its own.

    The last decision is told of those whom a section names.
    """
    absence = Absence()
    absence.add(point.absent)
    start, end = preamble(point)
    absence.add(find_absence(whole.text, max(start, min(whole.people_end, end)), end, whole.people).names)
    earlier = {name for decision in decisions[:-1] for name in decision.absent}
    for section in point.sections:
        if section.role == "absence":
            named = find_absence(whole.text, section.start, section.span[1], whole.people).names
            absence.add(name for name in named if name not in earlier)
    for decision in decisions[-1:]:
        absence.add(decision.absent)
        decision.absent = absence.names.copy()
    headless = all(section.role != "decision" for section in point.sections)
    if headless and not absence.names:
        absence.add(find_absence(whole.text, *point.span, whole.people).names)
    for decision in decisions if headless else _under_own_heading(point, decisions):
        absence.add(decision.absent)
    return absence.names


def _under_own_heading(point: OutlinePoint, decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Decisions with a section of their own, unlike those quoted in the point's history."""
    for section in point.sections:
        if section.role == "decision":
            start, end = section.span
            yield from (decision for decision in decisions if start <= decision.span[0] <= end)


def absent_below_titles(whole: Whole, points: Sequence[OutlinePoint]) -> None:
    """Names below most titles without a word are absent in the point, where most are so in the head."""
    absent = {spelling_key(one.name) for one in whole.meeting.participants if one.attendance == "absent"}
    named = [names_alone(whole.text, *preamble(point), whole.people) for point in points]
    keys = [spelling_key(name) for names in named for name in names]
    few = sum(map(bool, named)) <= max(FEWEST, NAMED * len(named))
    if few or sum(key in absent for key in keys) < ABSENT * len(keys):
        return
    for point, names in zip(points, named, strict=True):
        point.absent = [*point.absent, *names]


def absent_throughout(meeting: Meeting, points: Sequence[Point]) -> None:
    """A member whom the head does not mark, but every point with a decision names as absent, was not there."""
    decided = [{spelling_key(name) for name in point.absent} for point in points if point.decisions]
    if len(decided) < 2:
        return
    for participant in meeting.participants:
        if participant.attendance == "present" and all(spelling_key(participant.name) in names for names in decided):
            participant.attendance = "absent"
