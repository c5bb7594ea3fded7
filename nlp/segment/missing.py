"""What a processed document lacks to be minutes: numbered lines are points there, and lines of much else elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.record import Meeting, Point


def what_is_missing(meeting: Meeting, points: Sequence[Point]) -> str:
    """ "no agenda point", or of points any sign that they are of a meeting; "" where all is there."""
    if not points:
        return "no agenda point"
    return "" if shows_a_meeting(meeting, points) else "no date, body, people or decision of a meeting"


def shows_a_meeting(meeting: Meeting, points: Sequence[Point]) -> bool:
    """Whether the head says when, where or who, or a point has a case, a decision or a heading known in minutes."""
    head = meeting.municipality or meeting.body or meeting.date or meeting.participants or meeting.kind == "agenda"
    return bool(head) or any(
        point.case_number
        or point.document_number
        or point.decisions
        or point.absent
        or point.attachments
        or any(section.role != "other" for section in point.sections)
        for point in points
    )
