"""The decisions that a point records: freed of absence lines and page lines, oldest first."""

from __future__ import annotations

import re

from nlp.outline import Offsets, OutlinePoint, stripped
from nlp.record import Decision, Label, Meeting
from nlp.segment.points.absence import find_absence
from nlp.segment.points.decisionparts import Part, find_parts, is_page_header, text_lines
from nlp.segment.points.headless import headless_parts, likely_parts
from nlp.segment.points.votes import find_votes
from nlp.segment.points.whole import Whole
from nlp.vocabulary import wording
from nlp.vocabulary.bodies import same_body
from nlp.vocabulary.headings import split_run_in

_NOT_RELEASED = re.compile(r"beslutning(?:en)? (?:er )?ikke frigivet\.?", re.IGNORECASE)


def find_decisions(whole: Whole, point: OutlinePoint) -> list[Decision]:
    """Every decision of a point whose sections' roles are settled, oldest first, that of the meeting's body last."""
    parts = find_parts(whole.text, point, whole.meeting)
    if whole.guessed and not any(_is_own(part, whole.meeting) for part in parts):
        parts += _headless(whole, point)
    return _ordered([(part, _decision(whole, part, point)) for part in parts], whole.meeting)


def _headless(whole: Whole, point: OutlinePoint) -> list[Part]:
    """The decisions that end a point without heading; in any words where few points have one."""
    if point.closed or whole.meeting.kind != "minutes":
        return []
    return headless_parts(whole, point) or (likely_parts(whole, point) if whole.unheaded else [])


def _is_own(part: Part, meeting: Meeting) -> bool:
    """Whether a part may be the meeting's decision: in a section of the point, and not of another day."""
    return part.own and (meeting.date is None or part.heading.date in (None, meeting.date))


def _decision(whole: Whole, part: Part, point: OutlinePoint) -> Decision:
    """The decision of one part: its text is what absence lines leave over."""
    text, start, end = whole.text, part.span[0], _end_of_text(whole.text, part)
    absence = find_absence(text, start, end, whole.people)
    running = [*point.running, *_page_lines(text, start, end, whole.meeting)]
    holes = [
        (max(hole[0], start), min(hole[1], end))
        for hole in [*absence.spans, *running]
        if start < hole[1] and hole[0] < end
    ]
    pieces = _pieces(text, _without(start, end, holes))
    kept = "\n".join(text[piece[0] : piece[1]] for piece in pieces)
    span = (pieces[0][0], pieces[-1][1]) if pieces else (start, start)
    decision = Decision(body=part.heading.body, date=part.heading.date, text=kept, span=span, absent=absence.names)
    if kept:
        decision.votes = find_votes(kept, whole.people)
    else:
        decision.types = [Label(label="none", score=1.0)]
    return decision


def _end_of_text(text: str, part: Part) -> int:
    """Where a case text begins whose heading stands on one line with it, below the decision."""
    for line in text_lines(text, *part.span):
        words = text[line[0] : line[1]]
        if line[0] > part.span[0] and wording.CASE_TEXT_RUN_IN.match(words) and split_run_in(words):
            return line[0]
    return part.span[1]


def _page_lines(text: str, start: int, end: int, meeting: Meeting) -> list[Offsets]:
    """Lines of running headers and footers; a lone number counts only as the last line."""
    lines = [line for line in text_lines(text, start, end) if text[line[0] : line[1]].strip()]
    pages = [line for line in lines if wording.PAGE_LINE.fullmatch(text, *line) or is_page_header(text, line, meeting)]
    rest = [line for line in lines if line not in pages]
    if len(rest) > 1 and wording.PAGE_NUMBER.fullmatch(text, *rest[-1]):
        pages.append(rest[-1])
    return pages


def _without(start: int, end: int, holes: list[Offsets]) -> list[Offsets]:
    spans = []
    for hole in sorted(holes):
        if hole[0] > start:
            spans.append((start, hole[0]))
        start = max(start, hole[1])
    return [*spans, (start, end)] if start < end else spans


def _pieces(text: str, spans: list[Offsets]) -> list[Offsets]:
    pieces = (stripped(text, *span) for span in spans)
    return [piece for piece in pieces if text[slice(*piece)].strip("*_# \n")]


def _ordered(found: list[tuple[Part, Decision]], meeting: Meeting) -> list[Decision]:
    """Oldest first where dates tell, else in the document's order with the meeting's own last."""
    found = sorted(found, key=lambda pair: pair[0].at)
    meetings = [(part, decision) for part, decision in found if _is_meetings(part, decision, meeting)]
    mine = [decision for part, decision in meetings if part.own] or [decision for _, decision in meetings]
    own = next((decision for decision in reversed(mine) if decision.text), mine[-1] if mine else None)
    decisions = [decision for _, decision in found if decision is not own]
    if own:
        own.body = own.body or meeting.body
        own.date = own.date or meeting.date
        for decision in [decision for decision in decisions if _repeats(decision, own)]:
            decisions.remove(decision)
            own.absent += [name for name in decision.absent if name not in own.absent]
    if all(decision.date for decision in decisions):
        decisions.sort(key=lambda decision: decision.date or "")
    return [*decisions, own] if own else decisions


def _is_meetings(part: Part, decision: Decision, meeting: Meeting) -> bool:
    if not part.own and not same_body(decision.body, meeting.body):
        return False
    if decision.date and meeting.date and decision.date != meeting.date:
        return False
    return decision.body is None or meeting.body is None or same_body(decision.body, meeting.body)


def _repeats(decision: Decision, own: Decision) -> bool:
    """Whether it is the meeting's own once more: quoted, not yet released, or only a running header."""
    same = same_body(decision.body, own.body) and decision.date == own.date
    return same and (decision.text in ("", own.text) or bool(_NOT_RELEASED.fullmatch(decision.text)))
