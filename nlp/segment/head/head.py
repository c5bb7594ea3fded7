"""The meeting, from the head of its document: municipality, body, date, times, place, participants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nlp.outline import Document, Offsets, Outline
from nlp.record import Meeting, MeetingKind, Participant
from nlp.resources import read_json
from nlp.segment.head.labelled_lines import Label, find_labels, label_value
from nlp.segment.head.municipality import find_municipality
from nlp.segment.head.participants import find_participants
from nlp.vocabulary import wording
from nlp.vocabulary.bodies import clean_body, is_body, is_generic
from nlp.vocabulary.dates import find_date, find_times, without_dates, without_slips
from nlp.vocabulary.headings import parse_decision_heading
from nlp.vocabulary.listed_people import skip

_LONGEST_HEAD = 8000
_WITHOUT_POINTS = 3000
_LONGEST_INSIDE = 2000
_TITLE_LINES = 40
NOT_THE_MEETING = re.compile(
    r"næste møde|udskrevet|offentliggjort|udsendt|printet|godkendt den|fristen|frist for", re.IGNORECASE
)
_HELD = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag|\bkl(?:okken)?\b|møde", re.IGNORECASE)
"""What stands by the day of a meeting, and seldom by that of a letter."""
_OF = re.compile(
    r"[\s:,–-]*(?:\b(?:fra|til|for|af|i|over|på)\b\s*)?(?:\b(?:det\s+)?\w*\s*møde[t]?\s+(?:\bi\b|\bfor\b|\baf\b|\bden\b)?\s*)?",
    re.IGNORECASE,
)
_APART = re.compile(r"\s{3,}|\t|\s[|·]\s")
_ASIDE = re.compile(r"\s+i\s+[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)? kommune$|\s*\([A-ZÆØÅ]{2,5}\)$", re.IGNORECASE)
"""What others leave out at the end of a body's name ("Handicaprådet i Nordby Kommune", "Økonomiudvalget (ØKU)")."""
_LONGEST_TITLE = 400
_CUT = re.compile(
    r"[\s,:–-]+(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\b|d\.\s|den\b|kl\.|mødedato|dato\b|nr\.?\s*\d|mødet?\b|møde\b|referat\b|dagsorden\b).*$"
    r"|\s{3,}.*$|[,–-]\s*[\w-]+ kommune.*$|s\s+(?:beslutnings|forhandlings|møde)?protokol\b.*$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?i:(?:åbent )?(?:referat|dagsorden|beslutningsprotokol|protokol))(?: (?i:fra|af|for|til))?\s*[-–:]?\s+"
    r"(?P<body>[A-ZÆØÅ][^\W\d_]+(?:,? (?:& |og )?[A-ZÆØÅ][^\W\d_-]+){1,4})$"
)
"""A body without the noun of one behind the title ("Referat - Plan, Miljø & Teknik")."""
_HELD_BY = re.compile(
    r"\b(?:over|fra|af|for|i)\s+(?P<body>[^\W\d_-]*(?:rådet|udvalget|styrelsen|repræsentationen|magistraten))s\s+"
    r"(?:\w+\s+)?møde\b"
)
"""A body in running words ("over byrådets ordinære møde")."""
_MEETING_OF = re.compile(
    r"\b(?:referat|dagsorden|protokol|beslutning(?:er)?|indkaldelse)\b[^.\n]{0,30}?\b(?P<body>[^\W\d_]{4,40}?)s?møde[rt]?\b",
    re.IGNORECASE,
)
_SAYS_TIME = re.compile(r"\bkl\b|\bklokken\b", re.IGNORECASE)
_FROM_TO = re.compile(r"begyndte|startede|åbne", re.IGNORECASE)
_OTHER_TIME = re.compile(r"hævet|\bslut|deltog|ankom|forlod|mødte\b", re.IGNORECASE)
_HOURS = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", re.IGNORECASE)
_BODY_LABEL = re.compile(r"(?:udvalg|organ|råd|nævn|forum)\s*[:\t]\s*", re.IGNORECASE)
_AGENDA = re.compile(r"dagsorden|indkaldelse")
_MINUTES = re.compile(r"referat|protokol|beslutninger")
_KIND_LINES = 12
"""Lines of a head in which a document says what it is."""
_PLACE_BEHIND_TIME = re.compile(
    r"\bkl\.?\s*[\d.:]+(?:\s*[-–]\s*(?:kl\.?\s*)?[\d.:]+)?\s*(?:,|\bi\b|\bpå\b)\s*(?P<place>[^\n]{3,80})$",
    re.IGNORECASE,
)


def parse_head(document: Document, outline: Outline) -> Meeting:
    """The meeting as outline, head and decision headings tell; what the user gives goes first."""
    text = document.text
    span = _head_span(text, outline)
    labels = find_labels(text, *span)
    headings = _own_headings(text, outline)
    body = document.body or outline.body or _body(text, span, labels) or _most(heading[0] for heading in headings)
    body = body or _body_of_meeting(text, span)
    times = _times(text, span, labels)
    if times[0] is None and (inside := _head_in_point(text, span, outline)):
        times = _times(text, inside, find_labels(text, *inside))
    return Meeting(
        municipality=document.municipality or outline.municipality or find_municipality(text, span),
        body=_ASIDE.sub("", clean_body(body)) if body else None,
        kind=outline.kind or _kind(text, span, outline),
        date=outline.date or _date(text, span, labels) or _most(heading[1] for heading in headings),
        start_time=outline.start_time or times[0],
        end_time=outline.end_time or times[1] or _end_in_text(text),
        place=outline.place or _place(text, span, labels),
        participants=_participants(text, span, outline),
    )


def _head_span(text: str, outline: Outline) -> Offsets:
    start, end = outline.head
    if start == end:
        start, end = 0, outline.points[0].span[0] if outline.points else min(_WITHOUT_POINTS, len(text))
    return start, min(end, start + _LONGEST_HEAD)


def _head_in_point(text: str, span: Offsets, outline: Outline) -> Offsets | None:
    """Where the first point begins with what others print in the head: times and a list of participants."""
    if not outline.points or outline.head[0] == outline.head[1]:
        return None
    first = outline.points[0]
    inside = first.heading_span[1], min(first.span[1], first.heading_span[1] + _LONGEST_INSIDE)
    people = find_participants(text, *inside)
    return (inside[0], people[-1].span[1]) if len(people) > max(2, len(find_participants(text, *span))) else None


def _participants(text: str, span: Offsets, outline: Outline) -> list[Participant]:
    """The format's own list, else that of the head, else one at the beginning of the first point."""
    if outline.participants:
        return [
            Participant(name=one.name, span=one.span, attendance=one.attendance, party=one.party, role=one.role)
            for one in outline.participants
        ]
    found = find_participants(text, *span)
    if len(found) < 2 and outline.points:
        first = outline.points[0]
        below = find_participants(text, outline.head[1], first.span[0]) if outline.head[1] > outline.head[0] else []
        found = below if len(below) > max(2, len(found)) else found
        end = min(first.span[1], first.heading_span[1] + _LONGEST_INSIDE)
        inside = find_participants(text, first.heading_span[1], end)
        found = inside if len(inside) > max(2, len(found)) else found
    return found


def _own_headings(text: str, outline: Outline) -> list[tuple[str | None, str | None]]:
    """Body and date of the last decision heading of each point."""
    found = []
    for point in outline.points:
        parsed = [parse_decision_heading(section.heading) for section in point.sections]
        headings = [heading for heading in parsed if heading and (heading.body or heading.date)]
        if headings:
            last = max(headings, key=lambda heading: heading.date or "")
            found.append((last.body, last.date))
    return found


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _head_lines(text: str, span: Offsets) -> list[str]:
    lines = [without_slips(line.strip(" \t*_#|")) for line in text[span[0] : span[1]].split("\n")]
    return [line for line in lines if line][:_TITLE_LINES]


def _body(text: str, span: Offsets, labels: list[Label]) -> str | None:
    lines = _head_lines(text, span)
    for part in [*lines, *(part for line in lines for part in _APART.split(line))]:
        if (body := body_of_line(part)) and not is_generic(body):
            return body
    for label in labels:
        value = label_value(text, label, span[1])
        if label.kind == "body" and value and len(value) < 90:
            return value
    if titled := next((found["body"].strip() for line in lines if (found := _TITLED.match(line))), None):
        return titled
    held = next((found["body"] for line in lines if (found := _HELD_BY.search(line))), "")
    return held[:1].upper() + held[1:] or None


def _body_of_meeting(text: str, span: Offsets) -> str | None:
    """The body whose meeting a title line names in one word: "Referat af bestyrelsesmøde nr. 3"."""
    for line in _head_lines(text, span):
        if found := _MEETING_OF.search(line):
            stem = found["body"].capitalize()
            body = stem + ("n" if stem.endswith("e") else "et")
            if is_body(body) and body not in ("Udvalget", "Rådet"):
                return body
    return None


def body_of_line(line: str) -> str | None:
    """The body that a title line names: "REFERAT Byrådet d. 03-05-2019", "Møde i Økonomiudvalget"."""
    words = sorted(read_json("head.json")["title_words"], key=len, reverse=True)
    rest = line = line[:_LONGEST_TITLE]
    lowered = line.lower()
    for word in words:
        if lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalpha():
            rest = line[len(word) :]
            break
    rest = rest[skip(_BODY_LABEL, rest, 0) :]
    for candidate in (rest[skip(_OF, rest, 0) :], rest.strip(" :–-")):
        candidate = _CUT.sub("", without_dates(candidate)).strip(" ,:;–-")
        for body in (candidate[:-1], candidate) if candidate.lower().endswith(("ets", "ens", "gets")) else (candidate,):
            if is_body(body):
                return body
    return None


def _date(text: str, span: Offsets, labels: list[Label]) -> str | None:
    for label in labels:
        if label.kind == "date" and (found := find_date(label_value(text, label, span[1]))):
            return found
    lines = [line for line in _head_lines(text, span) if not NOT_THE_MEETING.search(line)]
    of_meeting = [line for line in lines if _HELD.search(line)]
    return next((found for line in [*of_meeting, *lines] if (found := find_date(line))), None)


def _times(text: str, span: Offsets, labels: list[Label]) -> tuple[str | None, str | None]:
    start = end = None
    for label in labels:
        if label.kind not in ("start", "end", "date"):
            continue
        times = _value_times(text, label, span[1])
        if label.kind == "end":
            end = end or (times[0] if times else None)
        elif times:
            start = start or times[0]
            end = end or (times[1] if len(times) > 1 else None)
    if start is None:
        for line in _head_lines(text, span):
            times = find_times(line) if _SAYS_TIME.search(line) else []
            if len(times) > 1 and _FROM_TO.search(line):
                return times[0], end or times[1]
            if times and not _OTHER_TIME.search(line):
                return times[0], end or (times[1] if len(times) > 1 else None)
    return start, end


def _value_times(text: str, label: Label, end: int) -> list[str]:
    value = label_value(text, label, end)
    times = find_times(value)
    hours = _HOURS.fullmatch(value)
    if times or not hours:
        return times
    return [f"{int(part):02}:00" for part in hours.groups() if part and int(part) < 24]


def _end_in_text(text: str) -> str | None:
    for found in wording.MEETING_ENDED.finditer(text):
        if times := find_times(found[0]):
            return times[0]
    return None


def _place(text: str, span: Offsets, labels: list[Label]) -> str | None:
    for label in labels:
        value = label_value(text, label, span[1])
        if label.kind == "place" and value and len(value) < 120:
            return value.strip(" ,;.")
    for line in _head_lines(text, span):
        if found := _PLACE_BEHIND_TIME.search(line):
            return found["place"].strip(" ,;.")
    return None


def _kind(text: str, span: Offsets, outline: Outline) -> MeetingKind:
    """An agenda calls itself so and records no decision."""
    decided = any(
        section.role == "decision" and text[slice(*section.span)].strip()
        for point in outline.points
        for section in point.sections
    )
    head = " ".join(_head_lines(text, span)[:_KIND_LINES]).lower()
    return "agenda" if _AGENDA.search(head) and not _MINUTES.search(head) and not decided else "minutes"
