"""Where a point's decisions stand: sections, entries of its history, lines with run-in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from nlp.outline import Offsets, OutlinePoint, OutlineSection
from nlp.record import Meeting, SectionRole
from nlp.vocabulary import line_patterns
from nlp.vocabulary.bodies import clean_body, is_body, is_generic, same_body
from nlp.vocabulary.dates import DAY_DATE, as_iso
from nlp.vocabulary.headings import DecisionHeading, heading_role, parse_decision_heading, split_run_in
from nlp.vocabulary.listed_people import end_of_line

PROPOSAL_TOO = re.compile(r"(?:indstilling|anbefaling|forslag)\w*\s*(?:og|/)\s*beslutning", re.IGNORECASE)
"""A heading of a section that holds proposal and decision."""
PROPOSED = re.compile(
    r"[^.\n]{0,160}\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler|anbefales)\b", re.IGNORECASE
)
"""How a proposal begins."""
OUTCOME = re.compile(rf"[ \t]*(?:\d[.)] )?{line_patterns.OUTCOME}", re.IGNORECASE)
NEAR = 8
"""Blank characters at most between a heading and the next."""
_QUOTING: frozenset[SectionRole] = frozenset({"history", "proposal", "procedure", "hearing"})
_DATED = re.compile(rf"[ \t*_]*(?:den |d\. )?(?P<date>{DAY_DATE})[ \t*_]*:[ \t*_]*", re.IGNORECASE)

_Line = tuple[Offsets, str]
"""The span of a line and its words."""
_Found = tuple[Offsets, DecisionHeading, int]
"""The line of an inner heading, what it says, and the length of the text run in behind it."""


@dataclass(slots=True)
class Part:
    """A stretch of text under one decision heading; ``at`` is where the heading starts."""

    heading: DecisionHeading
    at: int
    span: Offsets
    own: bool = False
    """In a decision section of the point, not quoted in its history."""


def find_parts(text: str, point: OutlinePoint, meeting: Meeting) -> list[Part]:
    """The parts of a point that hold decisions, in reading order."""
    parts: list[Part] = []
    decided = any(section.role == "decision" for section in point.sections)
    for place, section in enumerate(point.sections):
        if section.role == "decision":
            parts += _decided(text, section, _end_with_absence(point.sections, place), meeting)
        elif section.role in _QUOTING:
            parts += _quoted(text, section, meeting if decided else None)
    parts = _without_empty(text, [_dated_in_full(part, meeting.date) for part in parts])
    return parts if any(part.own for part in parts) else [*parts, *_run_in_parts(text, point)]


def _decided(text: str, section: OutlineSection, end: int, meeting: Meeting) -> list[Part]:
    """The parts of a decision section that ends at ``end``: what stands under headings of its own, or dates, apart."""
    lines = _lines(text, section.span[0], end)
    heading = _section_heading(section)
    found = [inner for inner in _inner_headings(lines) if not is_page_header(text, inner[0], meeting)]
    start = section.span[0]
    if not found and PROPOSAL_TOO.match(section.heading):
        start = _behind_proposal(text, *section.span)
    return _split(text, Part(heading, section.start, (start, end), own=True), found or _dated(lines, heading))


def _quoted(text: str, section: OutlineSection, meeting: Meeting | None) -> list[Part]:
    """The decisions that a section quotes under headings of their own; none where these stand over nothing.

    ``meeting`` is given where a heading that only names it is that of a page.
    """
    lines = _lines(text, *section.span)
    found = _inner_headings(lines)
    if section.role == "history":
        found = found or _lone_bodies(lines)
    elif meeting:
        found = [inner for inner in found if not is_page_header(text, inner[0], meeting)]
    quoted = _split(text, Part(DecisionHeading(), section.start, section.span), found)[1:]
    return quoted if any(text[slice(*part.span)].strip() for part in quoted) else []


def _lines(text: str, start: int, end: int) -> list[_Line]:
    return [(line, text[slice(*line)]) for line in text_lines(text, start, end)]


def _inner_headings(lines: list[_Line]) -> list[_Found]:
    return [(line, *inner) for line, words in lines if (inner := _heading_in(words))]


def _dated_in_full(part: Part, date: str | None) -> Part:
    """The part with the year that its heading leaves out: the last in which the day is not behind the meeting's."""
    day = part.heading.day
    if not day or part.heading.date or not date:
        return part
    year = int(date[:4]) - (day > date[5:])
    return replace(part, heading=replace(part.heading, date=f"{year}-{day}"))


def _without_empty(text: str, parts: list[Part]) -> list[Part]:
    """The parts without a bare "Beslutning" whose text stands under the next heading, which names a body."""
    return [
        part
        for part, below in zip_longest(parts, parts[1:])
        if text[part.span[0] : part.span[1]].strip()
        or part.heading != DecisionHeading()
        or not (below and below.own and below.heading.body and below.at - part.span[1] < NEAR)
    ]


def _behind_proposal(text: str, start: int, end: int) -> int:
    """Where the decision begins in a section that opens with the proposal, ``start`` where it does not."""
    if not PROPOSED.match(text, start, end):
        return start
    lines = [line for line in text_lines(text, start, end) if text[slice(*line)].strip()]
    return next((line[0] for line in lines[1:] if OUTCOME.match(text, *line)), start)


def is_page_header(text: str, line: Offsets, meeting: Meeting) -> bool:
    """Whether a line only names the meeting itself ("Teknisk Udvalg den 03-05-2019") above a new page."""
    words = text[line[0] : line[1]]
    found = None if "eslutning" in words.lower() else parse_decision_heading(words)
    if not found or found.number or found.date != meeting.date:
        return False
    return same_body(found.body, meeting.body)


def text_lines(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The spans of the lines of ``text[start:end]``, without their newlines."""
    while start < end:
        line_end = end_of_line(text, start, end)
        yield start, line_end
        start = line_end + 1


def _end_with_absence(sections: list[OutlineSection], place: int) -> int:
    """End of a decision section and of the absence sections right below it, which belong to it."""
    end = sections[place].span[1]
    for section in sections[place + 1 :]:
        if section.role != "absence" or section.span[0] < end:
            break
        end = section.span[1]
    return end


def _section_heading(section: OutlineSection) -> DecisionHeading:
    parsed = parse_decision_heading(section.heading) or parse_decision_heading(section.heading + ":")
    parsed = parsed or DecisionHeading()
    body = clean_body(section.body) if section.body else parsed.body
    return DecisionHeading(body, section.date or parsed.date, parsed.number, parsed.day)


def _split(text: str, first: Part, found: list[_Found]) -> list[Part]:
    """Split a section at its inner headings; an empty beginning is a part only of a section of another body."""
    parts = [first]
    end = first.span[1]
    for line, heading, length in found:
        parts[-1].span = (parts[-1].span[0], line[0])
        parts.append(Part(heading, line[0], (line[1] - length, end), first.own))
    empty = not text[first.span[0] : first.span[1]].strip()
    if first.own and found and empty and first.heading.body in (None, found[0][1].body):
        parts.pop(0)
    return parts


@lru_cache(maxsize=4096)
def _heading_in(line: str) -> tuple[DecisionHeading, int] | None:
    """The decision heading of a line and the length of the text run in behind it."""
    if not line.strip() or len(line) > 400:
        return None
    found = parse_decision_heading(line)
    if found and found.body and (found.date or found.day or "eslutning" in line.lower()):
        return found, 0
    if run_in := split_run_in(line):
        found = parse_decision_heading(run_in[0])
        if found and found.body and (found.date or found.day):
            return found, len(run_in[1])
    return None


def _dated(lines: list[_Line], heading: DecisionHeading) -> list[_Found]:
    """Entries of a decision section that goes on from meeting to meeting: "18. maj 2012: Udsat"."""
    entries = [(line, words, found) for line, words in lines if (found := _DATED.match(words))]
    first = next((line for line, words in lines if words.strip()), None)
    if not entries or entries[0][0] != first:
        return []
    return [
        (line, DecisionHeading(heading.body, as_iso(found["date"])), len(words) - found.end())
        for line, words, found in entries
    ]


def _lone_bodies(lines: list[_Line]) -> list[_Found]:
    """Bodies that stand alone on their lines, as undated histories head their entries."""
    found: list[_Found] = []
    for line, words in lines:
        bare = words.strip(" \t*_#:")
        if 0 < len(bare) < 80 and is_body(bare, strict=True) and not is_generic(bare):
            found.append((line, DecisionHeading(clean_body(bare)), 0))
    return found


def _run_in_parts(text: str, point: OutlinePoint) -> list[Part]:
    """Decisions written on one line with their heading where no section holds one."""
    parts = []
    for start, end in text_lines(text, point.heading_span[1], point.span[1]):
        run_in = split_run_in(text[start:end])
        if run_in and heading_role(run_in[0]) == "decision":
            heading = parse_decision_heading(run_in[0]) or DecisionHeading()
            parts.append(Part(heading, start, (end - len(run_in[1]), end), own=True))
    return parts
