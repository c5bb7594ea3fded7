"""From an outline to the meeting and the points of a record."""

from __future__ import annotations

import re

from nlp.outline import Document, Offsets, Outline, OutlinePoint, OutlineSection
from nlp.record import Decision, Meeting, Point, Section, SectionRole
from nlp.segment.head.head import parse_head
from nlp.segment.points.absence import Absence, find_absence, names_alone
from nlp.segment.points.attachments import find_attachments
from nlp.segment.points.casenumbers import find_numbers, kle_code
from nlp.segment.points.decisionparts import PROPOSED
from nlp.segment.points.decisions import find_decisions
from nlp.segment.points.titles import marks_by_word, read_title, shared_label, without_ornaments
from nlp.segment.points.votes import has_vote
from nlp.vocabulary.headings import bare_heading, heading_role, parse_decision_heading
from nlp.vocabulary.listed_people import known_words, spelling_key

HEADED = 0.4
"""Share of the points with a decision heading from which on a point without one is believed to have no decision."""
_CLOSED_LINE = re.compile(r"[ \t*_#]*(?:lukket|lukket (?:punkt|sag)|fortroligt?)[ \t*_.]*", re.IGNORECASE)


def interpret(document: Document, outline: Outline) -> tuple[Meeting, list[Point]]:
    """The meeting and its points; topics, decision types and entities are left to others."""
    meeting = parse_head(document, outline)
    people = known_words(participant.name for participant in meeting.participants)
    titles = without_ornaments([point.title for point in outline.points])
    for point, title in zip(outline.points, titles, strict=True):
        point.title = title
    marks = marks_by_word(titles), shared_label(titles)
    guessed = document.outline is None
    if guessed:
        _absent_below_titles(document.text, outline, meeting, people)
    unheaded = guessed and _unheaded(document.text, outline, meeting)
    points = [_point(document.text, point, meeting, people, marks, guessed, unheaded) for point in outline.points]
    if guessed:
        _never_there(meeting, points)
    return meeting, points


def _unheaded(text: str, outline: Outline, meeting: Meeting) -> bool:
    """Whether few points have a heading above their decision, those of other days left out."""
    headed = [any(_heads_decision(text, section, meeting) for section in point.sections) for point in outline.points]
    return sum(headed) < HEADED * len(headed)


def _heads_decision(text: str, section: OutlineSection, meeting: Meeting) -> bool:
    says = parse_decision_heading(section.heading)
    date = section.date or (says.date if says else None)
    return section_role(text, section) == "decision" and (not meeting.date or date in (None, meeting.date))


def _absent_below_titles(text: str, outline: Outline, meeting: Meeting, people: frozenset[str]) -> None:
    """Names below most titles without a word are absent in the point, where most are so in the head."""
    absent = {spelling_key(one.name) for one in meeting.participants if one.attendance == "absent"}
    named = [names_alone(text, *_preamble(point), people) for point in outline.points]
    keys = [spelling_key(name) for names in named for name in names]
    if sum(map(bool, named)) <= max(2, 0.5 * len(named)) or sum(key in absent for key in keys) < 0.6 * len(keys):
        return
    for point, names in zip(outline.points, named, strict=True):
        point.absent = [*point.absent, *names]


def _never_there(meeting: Meeting, points: list[Point]) -> None:
    """A member whom the head does not mark, but every point with a decision names as absent, was not there."""
    decided = [{spelling_key(name) for name in point.absent} for point in points if point.decisions]
    if len(decided) < 2:
        return
    for participant in meeting.participants:
        if participant.attendance == "present" and all(spelling_key(participant.name) in names for names in decided):
            participant.attendance = "absent"


def section_role(text: str, section: OutlineSection) -> SectionRole:
    """The role that the reader gave, that the heading tells, or that the text suggests."""
    if section.role:
        return section.role
    if role := heading_role(section.heading):
        return role
    start, end = section.span
    return "proposal" if PROPOSED.match(text[start:end].lstrip()) else "other"


def _point(
    text: str,
    outline: OutlinePoint,
    meeting: Meeting,
    people: frozenset[str],
    marks: tuple[bool, str],
    guessed: bool,
    unheaded: bool,
) -> Point:
    title = read_title(outline.title, outline.number, *marks)
    roles = [section_role(text, section) for section in outline.sections]
    preamble = _preamble(outline)
    numbers = find_numbers(text, *preamble, outline.span[1])
    case = outline.case_number or title.case or numbers.case
    point = Point(
        number=outline.number or title.number,
        title=title.text,
        marker=outline.marker or title.marker,
        case_number=case,
        document_number=outline.document_number or numbers.document,
        kle=kle_code(case) or numbers.kle,
        closed=outline.closed or title.closed or _says_closed(text, preamble),
        span=outline.span,
        page=outline.page,
        attachments=find_attachments(text, outline, roles),
        decisions=find_decisions(text, outline, roles, meeting, people, guessed, unheaded),
    )
    point.sections = _sections(text, outline, roles, point)
    told = max((participant.span[1] for participant in meeting.participants), default=0)
    point.absent = _absent(text, outline, roles, point, people, told)
    point.vote = any(has_vote(decision.text) for decision in point.decisions[-1:])
    return point


def _preamble(outline: OutlinePoint) -> Offsets:
    """The text between the heading and the first headed section."""
    starts = [min(section.heading_span[0] or section.span[0], section.span[0]) for section in outline.sections]
    start = outline.heading_span[1]
    return start, max(start, min(starts, default=outline.span[1]))


def _says_closed(text: str, span: Offsets) -> bool:
    lines = [line for line in text[span[0] : span[1]].split("\n") if line.strip()]
    return any(_CLOSED_LINE.fullmatch(line) for line in lines[:6])


def _sections(text: str, outline: OutlinePoint, roles: list[SectionRole], point: Point) -> list[Section]:
    """Headed sections, without those that only go on with the one before."""
    sections: list[Section] = []
    before: OutlineSection | None = None
    for section, role in zip(outline.sections, roles, strict=True):
        headed = section.heading_span[0] < section.heading_span[1]
        start = section.heading_span[0] if headed else section.span[0]
        end = max(start, section.span[0] + len(text[section.span[0] : section.span[1]].rstrip()))
        if before and _goes_on(text, before, sections[-1].role, section, role, point):
            sections[-1].span = (sections[-1].span[0], end)
        else:
            sections.append(Section(heading=bare_heading(section.heading), role=role, span=(start, end)))
        before = section
    return sections


def _goes_on(
    text: str,
    before: OutlineSection,
    role_before: SectionRole,
    section: OutlineSection,
    role: SectionRole,
    point: Point,
) -> bool:
    """An absence heading above a decision's text, or "Forvaltningen indstiller:" right below "Indstilling"."""
    start, end = section.span
    if role_before == "decision" and role == "absence":
        return any(start <= decision.span[0] < end for decision in point.decisions if decision.text)
    empty = not text[before.span[0] : before.span[1]].strip()
    return role_before == role == "proposal" and empty and bool(PROPOSED.match(section.heading))


def _absent(
    text: str, outline: OutlinePoint, roles: list[SectionRole], point: Point, people: frozenset[str], told: int
) -> list[str]:
    """Who the point names as absent: the reader's list, the deciding body's decision, sections of its own.

    ``told`` is where the list of participants ends, which some documents print in their first point.
    """
    absence = Absence()
    absence.add(outline.absent)
    start, end = _preamble(outline)
    absence.add(find_absence(text, max(start, min(told, end)), end, people).names)
    earlier = {name for decision in point.decisions[:-1] for name in decision.absent}
    for section, role in zip(outline.sections, roles, strict=True):
        if role == "absence":
            start = min(section.heading_span[0] or section.span[0], section.span[0])
            names = find_absence(text, start, section.span[1], people).names
            absence.add(name for name in names if name not in earlier)
    for decision in point.decisions[-1:]:
        absence.add(decision.absent)
        decision.absent = absence.names.copy()
    headless = "decision" not in roles
    if headless and not absence.names:
        absence.add(find_absence(text, *outline.span, people).names)
    for decision in point.decisions if headless else _under_own_heading(outline, roles, point):
        absence.add(decision.absent)
    return absence.names


def _under_own_heading(outline: OutlinePoint, roles: list[SectionRole], point: Point) -> list[Decision]:
    """Earlier decisions with a section of their own, unlike those quoted in the point's history."""
    own: list[Decision] = []
    spans = [section.span for section, role in zip(outline.sections, roles, strict=True) if role == "decision"]
    for start, end in spans:
        inside = [decision for decision in point.decisions if start <= decision.span[0] <= end]
        own += inside
    return own
