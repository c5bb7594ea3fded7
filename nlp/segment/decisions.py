"""The decisions that a point records: split by their headings, freed of absence lines, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.outline import Offsets, OutlinePoint, OutlineSection
from nlp.record import Decision, Label, Meeting, SectionRole
from nlp.segment.absence import find_absence
from nlp.segment.bodies import clean_body, is_body, is_generic, same_body
from nlp.segment.dates import DAY_DATE, iso_date
from nlp.segment.headings import DecisionHeading, heading_role, parse_decision_heading, split_run_in
from nlp.segment.votes import find_votes

_QUOTING: frozenset[SectionRole] = frozenset({"history", "proposal", "procedure", "hearing"})
_DATED = re.compile(rf"[ \t*_]*(?:den |d\. )?(?P<date>{DAY_DATE})[ \t*_]*:[ \t*_]*", re.IGNORECASE)
_NOT_RELEASED = re.compile(r"beslutning(?:en)? (?:er )?ikke frigivet\.?", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """A stretch of text under one decision heading; ``at`` is where the heading starts."""

    heading: DecisionHeading
    at: int
    span: Offsets
    own: bool = False
    """In a decision section of the point, not quoted in its history."""
    absent: list[str] = field(default_factory=list)


def find_decisions(
    text: str, point: OutlinePoint, roles: list[SectionRole], meeting: Meeting, people: frozenset[str]
) -> list[Decision]:
    """Every decision of the point, oldest first, that of the meeting's body last.

    ``roles`` are those of ``point.sections``; ``people`` are the words of the participants' names.
    """
    parts: list[Part] = []
    for place, (section, role) in enumerate(zip(point.sections, roles, strict=True)):
        if role == "decision":
            end = _end_with_absence(point.sections, roles, place)
            parts += _split(text, _section_heading(section), section, end, own=True)
        elif role in _QUOTING:
            quoted = _split(text, DecisionHeading(), section, section.span[1], own=False, loose=role == "history")
            quoted = [part for part in quoted if part.heading != DecisionHeading()]
            if any(text[part.span[0] : part.span[1]].strip() for part in quoted):
                parts += quoted
    if not any(part.own for part in parts):
        parts += _run_in_parts(text, point)
    return _ordered([(part, _decision(text, part, people)) for part in parts], meeting)


def _end_with_absence(sections: list[OutlineSection], roles: list[SectionRole], place: int) -> int:
    """End of a decision section and of the absence sections right below it, which belong to it."""
    end = sections[place].span[1]
    for section, role in zip(sections[place + 1 :], roles[place + 1 :], strict=True):
        if role != "absence" or section.span[0] < end:
            break
        end = section.span[1]
    return end


def _section_heading(section: OutlineSection) -> DecisionHeading:
    parsed = parse_decision_heading(section.heading) or DecisionHeading()
    body = clean_body(section.body) if section.body else parsed.body
    return DecisionHeading(body, section.date or parsed.date, parsed.number)


def _split(
    text: str, heading: DecisionHeading, section: OutlineSection, end: int, own: bool, loose: bool = False
) -> list[Part]:
    """Split a section at the lines that head another body's decision."""
    start = section.span[0]
    at = section.heading_span[0] if section.heading_span[0] < section.heading_span[1] else start
    lines = [(line, text[line[0] : line[1]]) for line in _lines(text, start, end)]
    found = [(line, *inner) for line, words in lines if (inner := _heading_in(words))]
    if own and not found:
        found = _dated_entries(lines, heading)
    if loose and not found:
        found = [(line, DecisionHeading(body), 0) for line, words in lines if (body := _lone_body(words))]
    parts = [Part(heading, at, (start, end), own)]
    for line, next_heading, length in found:
        parts[-1].span = (parts[-1].span[0], line[0])
        parts.append(Part(next_heading, line[0], (line[1] - length, end), own))
    first = parts[0]
    if (
        len(parts) > 1
        and (first.heading.body in (None, found[0][1].body))
        and not text[first.span[0] : first.span[1]].strip()
    ):
        parts.pop(0)
    return parts


def _heading_in(line: str) -> tuple[DecisionHeading, int] | None:
    """The decision heading of a line and the length of the text run in behind it."""
    if not line.strip() or len(line) > 400:
        return None
    found = parse_decision_heading(line)
    if found and found.body and (found.date or "eslutning" in line.lower()):
        return found, 0
    if run_in := split_run_in(line):
        found = parse_decision_heading(run_in[0])
        if found and found.body and found.date:
            return found, len(run_in[1])
    return None


def _dated_entries(
    lines: list[tuple[Offsets, str]], heading: DecisionHeading
) -> list[tuple[Offsets, DecisionHeading, int]]:
    """Entries of a decision section that goes on from meeting to meeting: "18. maj 2012: Udsat"."""
    entries = [(line, words, found) for line, words in lines if (found := _DATED.match(words))]
    first = next((line for line, words in lines if words.strip()), None)
    if not entries or entries[0][0] != first:
        return []
    return [
        (line, DecisionHeading(heading.body, iso_date(found["date"])), len(words) - found.end())
        for line, words, found in entries
    ]


def _lone_body(line: str) -> str | None:
    """A body that stands alone on its line, as undated histories head their entries."""
    bare = line.strip(" \t*_#:")
    alone = 0 < len(bare) < 80 and is_body(bare, strict=True) and not is_generic(bare)
    return clean_body(bare) if alone else None


def _lines(text: str, start: int, end: int) -> Iterator[Offsets]:
    while start < end:
        place = text.find("\n", start, end)
        line_end = end if place < 0 else place
        yield start, line_end
        start = line_end + 1


def _run_in_parts(text: str, point: OutlinePoint) -> list[Part]:
    """Decisions written on one line with their heading where no section holds one."""
    parts = []
    for start, end in _lines(text, point.heading_span[1], point.span[1]):
        run_in = split_run_in(text[start:end])
        if run_in and heading_role(run_in[0]) == "decision":
            heading = parse_decision_heading(run_in[0]) or DecisionHeading()
            parts.append(Part(heading, start, (end - len(run_in[1]), end), own=True))
    return parts


def _decision(text: str, part: Part, people: frozenset[str]) -> Decision:
    """The decision of one part: its text is what absence lines leave over."""
    start, end = part.span
    absence = find_absence(text, start, end, people)
    pieces = _stripped(text, _without(start, end, absence.spans))
    kept = "\n".join(text[piece[0] : piece[1]] for piece in pieces)
    span = (pieces[0][0], pieces[-1][1]) if pieces else (start, start)
    decision = Decision(body=part.heading.body, date=part.heading.date, text=kept, span=span, absent=absence.names)
    if kept:
        decision.votes = find_votes(kept, people)
    else:
        decision.types = [Label(label="none", score=1.0)]
    return decision


def _without(start: int, end: int, holes: list[Offsets]) -> list[Offsets]:
    spans = []
    for hole in sorted(holes):
        if hole[0] > start:
            spans.append((start, hole[0]))
        start = max(start, hole[1])
    return [*spans, (start, end)] if start < end else spans


def _stripped(text: str, spans: list[Offsets]) -> list[Offsets]:
    stripped = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end and text[start:end].strip("*_# \n"):
            stripped.append((start, end))
    return stripped


def _ordered(found: list[tuple[Part, Decision]], meeting: Meeting) -> list[Decision]:
    """Oldest first where dates tell, else in the document's order with the meeting's own last."""
    found = sorted(found, key=lambda pair: pair[0].at)
    mine = [pair for pair in found if _is_meetings(*pair, meeting)]
    own = mine[-1] if mine else None
    if own:
        found.remove(own)
        own[1].body = own[1].body or meeting.body
        own[1].date = own[1].date or meeting.date
        found = [pair for pair in found if not _repeats(pair[1], own[1])]
    decisions = [decision for _, decision in found]
    if all(decision.date for decision in decisions):
        decisions.sort(key=lambda decision: decision.date or "")
    return [*decisions, own[1]] if own else decisions


def _is_meetings(part: Part, decision: Decision, meeting: Meeting) -> bool:
    if not part.own and not same_body(decision.body, meeting.body):
        return False
    if decision.date and meeting.date and decision.date != meeting.date:
        return False
    return decision.body is None or meeting.body is None or same_body(decision.body, meeting.body)


def _repeats(decision: Decision, own: Decision) -> bool:
    """Whether a quoted decision is the meeting's own once more (or said to be not yet released)."""
    same = same_body(decision.body, own.body) and decision.date == own.date
    return same and (decision.text == own.text or bool(_NOT_RELEASED.fullmatch(decision.text)))
