"""Decisions that stand at the end of a point without any heading ("Kommunalbestyrelsen vedtog, at …", "Foretoges.")."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from nlp.outline import Offsets, OutlinePoint, OutlineSection
from nlp.record import Meeting, SectionRole
from nlp.segment.points.absence import find_absence
from nlp.segment.points.decisionparts import Part, text_lines
from nlp.segment.points.whole import Whole
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.bodies import clean_body, is_body, is_generic, same_body
from nlp.vocabulary.dates import find_date
from nlp.vocabulary.decision_wording import decision_score
from nlp.vocabulary.headings import DecisionHeading

_LONGEST = 1500
LEAST = 1.0
"""What the paragraphs of a decision score together at least."""
MOST = 3.0
"""No paragraph alone counts for more."""
_OUTCOME = re.compile(line_patterns.OUTCOME, re.IGNORECASE)
_BODY_DECIDES = re.compile(rf"(?P<body>[^\n.:;]{{4,60}}?)\s+{line_patterns.DECIDES}\b")
_STOPS = re.compile(r"[.:;!?)\"»”*_][ \t]*$")
_ENDED = re.compile(r"(?:mødet|således vedtaget|næste møde|godkendt af)\b", re.IGNORECASE)
_PLACES: frozenset[SectionRole] = frozenset({"proposal", "background", "other", "assessment"})
_AROUND = _PLACES | {"absence"}


def headless_parts(whole: Whole, point: OutlinePoint) -> list[Part]:
    """The decision that ends the point and, right above it, those of bodies before; none where text ends it."""
    text, meeting = whole.text, whole.meeting
    parts: list[Part] = []
    end = None
    for start, stop in reversed(_blocks(whole, point)):
        section = next((one for one in point.sections if one.span[0] <= start < one.span[1]), None)
        if section and section.role == "attachments":
            end = section.start if not parts else end
            continue
        inside = section and (start == section.span[0] or section.role not in _PLACES)
        heading = None if inside else _says(text[start:stop], meeting)
        if heading is None:
            if not parts and not _ENDED.match(text, start):
                return []
            end = start if parts else end
            continue
        if parts and heading.body is None:
            break
        parts.append(Part(heading, start, (start, end or point.span[1]), own=True))
        end = start
    return parts[::-1] if parts and _own(parts[0], meeting) else []


def likely_parts(whole: Whole, point: OutlinePoint) -> list[Part]:
    """The sentences that end the point, or stand above its first heading, and read like a decision in any words."""
    text, sections, end = whole.text, point.sections, point.span[1]
    lines = list(_sentences(text, _blocks(whole, point)))
    while lines and (below := next((section for section in sections if _in_list(lines[-1], section)), None)):
        end = below.start
        lines = [line for line in lines if line[0] < end]
    while lines and _ENDED.match(text, lines[-1][0]):
        end = lines.pop()[0]
    headed = min((section.start for section in sections), default=end)
    above = [line for line in lines if line[1] <= headed]
    start = _beginning(text, lines, sections)
    if start is None and above:
        start, end = _beginning(text, above, sections), headed
    return [Part(DecisionHeading(), start, (start, end), own=True)] if start is not None else []


def _sentences(text: str, blocks: Sequence[Offsets]) -> Iterator[Offsets]:
    """The lines of paragraphs, those that go on in the next one with it."""
    for block in blocks:
        start = block[0]
        for line in text_lines(text, *block):
            if _STOPS.search(text, *line):
                yield start, line[1]
                start = line[1] + 1
        if start < block[1]:
            yield start, block[1]


def _in_list(line: Offsets, section: OutlineSection) -> bool:
    """Whether a line belongs to a list of attachments."""
    return section.role == "attachments" and section.start <= line[0] < section.span[1]


def _beginning(text: str, lines: Sequence[Offsets], sections: Sequence[OutlineSection]) -> int | None:
    """Where the last lines begin that together read like a decision; None where they do not."""
    best, first, total = LEAST, None, 0.0
    for line in reversed(lines):
        score = _score(text, line, sections)
        total += score
        if total > best and score > 0:
            best, first = total, line[0]
    return first


def _score(text: str, line: Offsets, sections: Sequence[OutlineSection]) -> float:
    """How much a line reads like a decision; a heading and what stands right below it are none."""
    for section in sections:
        first = section.span[0]
        headed = section.start < line[1] and line[0] <= first
        inside = first < line[0] < section.span[1]
        if (headed and not (section.role == "absence" and line[0] == first)) or (
            inside and section.role not in _AROUND
        ):
            return -MOST
    return max(-MOST, min(MOST, decision_score(text[slice(*line)])))


def _own(part: Part, meeting: Meeting) -> bool:
    return part.heading.body is None or meeting.body is None or same_body(part.heading.body, meeting.body)


def _says(block: str, meeting: Meeting) -> DecisionHeading | None:
    """Who decides in a block of text; None where it is no decision.

    The end of the meeting's body is that body ("Kommissionen" is the Beredskabskommissionen).
    """
    if len(block) > _LONGEST:
        return None
    if _OUTCOME.match(block):
        return DecisionHeading()
    found = _BODY_DECIDES.match(block)
    if found and meeting.body and meeting.body.lower().endswith(found["body"].lower()):
        return DecisionHeading()
    if not found or not is_body(found["body"]):
        return None
    body = clean_body(found["body"])
    first = block.split("\n")[0]
    return DecisionHeading(
        None if is_generic(body) else body, None if same_body(body, meeting.body) else find_date(first)
    )


def _blocks(whole: Whole, point: OutlinePoint) -> list[Offsets]:
    """Paragraphs of a point below its heading, those left out that only tell of absence or run through pages."""
    text, start, end = whole.text, point.heading_span[1], point.span[1]
    holes = sorted([*find_absence(text, start, end, whole.people).spans, *point.running])
    starts, ends = [hole[0] for hole in holes], list(accumulate((hole[1] for hole in holes), max))
    blocks: list[Offsets] = []
    blank = True
    opening = {section.span[0] for section in point.sections}
    for at, stop in text_lines(text, start, end):
        words = text[at:stop].strip()
        if _in_hole(starts, ends, at, stop):
            blank = True
        elif not words or wording.PAGE_LINE.fullmatch(words):
            blank = blank or not words
        elif blank or at in opening:
            blocks.append((text.index(words[0], at), stop))
            blank = False
        else:
            blocks[-1] = (blocks[-1][0], stop)
    return blocks


def _in_hole(starts: Sequence[int], ends: Sequence[int], at: int, stop: int) -> bool:
    """Whether a line meets a hole; ``ends`` are the farthest ends of the holes up to each."""
    inside = bisect_right(starts, at)
    begins = bisect_left(starts, at)
    return (inside > 0 and ends[inside - 1] > at) or (begins < len(starts) and starts[begins] < stop)
