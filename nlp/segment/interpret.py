"""From an outline to the meeting and the points of a record."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.outline import Document, Offsets, Outline, OutlinePoint, OutlineSection
from nlp.record import Meeting, Point
from nlp.segment.head.head import parse_head
from nlp.segment.points.absentees import absent_below_titles, absent_in, absent_throughout
from nlp.segment.points.attachments import find_attachments
from nlp.segment.points.casenumbers import find_numbers, kle_code
from nlp.segment.points.decisions import find_decisions
from nlp.segment.points.sections import find_sections, preamble, settle_roles
from nlp.segment.points.titles import Title, read_titles
from nlp.segment.points.votes import has_vote
from nlp.segment.points.whole import Whole
from nlp.vocabulary.headings import parse_decision_heading
from nlp.vocabulary.listed_people import known_words

HEADED = 0.4
"""Share of the points with a decision heading from which on a point without one is believed to have no decision."""
STATUS_LINES = 6
"""Lines below a heading among which one may say that the point is closed."""
_CLOSED_LINE = re.compile(r"[ \t*_#]*(?:lukket|lukket (?:punkt|sag)|fortroligt?)[ \t*_.]*", re.IGNORECASE)


def interpret(document: Document, outline: Outline) -> tuple[Meeting, list[Point]]:
    """The meeting and its points; topics, decision types and entities are left to others.

    The outline is told the roles of its sections.
    """
    for point in outline.points:
        settle_roles(document.text, point)
    meeting = parse_head(document, outline)
    people = known_words(participant.name for participant in meeting.participants)
    whole = Whole(document.text, meeting, people, guessed=document.outline is None)
    if whole.guessed:
        absent_below_titles(whole, outline.points)
        whole = replace(whole, unheaded=_unheaded(outline, meeting))
    titles = read_titles(outline.points)
    points = [_point(whole, point, title) for point, title in zip(outline.points, titles, strict=True)]
    if whole.guessed:
        absent_throughout(meeting, points)
    return meeting, points


def _unheaded(outline: Outline, meeting: Meeting) -> bool:
    """Whether few points have a heading above their decision, those of other days left out."""
    headed = [any(_heads_decision(section, meeting) for section in point.sections) for point in outline.points]
    return sum(headed) < HEADED * len(headed)


def _heads_decision(section: OutlineSection, meeting: Meeting) -> bool:
    says = parse_decision_heading(section.heading)
    date = section.date or (says.date if says else None)
    return section.role == "decision" and (not meeting.date or date in (None, meeting.date))


def _point(whole: Whole, outline: OutlinePoint, title: Title) -> Point:
    numbers = find_numbers(whole.text, *preamble(outline), outline.span[1])
    case = outline.case_number or title.case or numbers.case
    decisions = find_decisions(whole, outline)
    return Point(
        number=outline.number or title.number,
        title=title.text,
        marker=outline.marker or title.marker,
        case_number=case,
        document_number=outline.document_number or numbers.document,
        kle=kle_code(case) or numbers.kle,
        closed=outline.closed or title.closed or _says_closed(whole.text, preamble(outline)),
        span=outline.span,
        page=outline.page,
        attachments=find_attachments(whole.text, outline),
        sections=find_sections(whole.text, outline, decisions),
        absent=absent_in(whole, outline, decisions),
        decisions=decisions,
        vote=any(has_vote(decision.text) for decision in decisions[-1:]),
    )


def _says_closed(text: str, span: Offsets) -> bool:
    lines = [line for line in text[slice(*span)].split("\n") if line.strip()]
    return any(_CLOSED_LINE.fullmatch(line) for line in lines[:STATUS_LINES])
