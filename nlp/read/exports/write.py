"""Writes a meeting of a structured format as text, and beside it the outline of that text."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile

from nlp.outline import Line, Offsets, Outline, OutlineParticipant, OutlinePoint, OutlineSection, TextWriter
from nlp.read.exports.meeting import Item, MeetingData, Part, tidy
from nlp.read.html import Block
from nlp.vocabulary.bodies import clean_body

_KINDS = {"minutes": "REFERAT", "agenda": "DAGSORDEN"}
_NOTES = {
    "absent": "fraværende",
    "substitute": "stedfortræder",
    "arrived_late": "ankom senere",
    "left_early": "gik før",
}
_SAME_TITLE = 0.75
_NUMBER = re.compile(r"(?:\S*\d\S*\s+(?:[-–]\s+)?)?")


def write_meeting(data: MeetingData) -> tuple[str, list[Line], Outline]:
    """Text, lines and outline; every span of the outline points into the text."""
    data = tidy(data)
    writer = TextWriter()
    outline = Outline(
        municipality=data.municipality,
        body=clean_body(data.body) if data.body else None,
        kind=data.kind,
        date=data.date,
        start_time=data.start_time,
        end_time=data.end_time,
        place=data.place,
    )
    _write_head(writer, data, outline)
    outline.head = (0, writer.position)
    for item in data.items:
        outline.points.append(_write_item(writer, item))
    return writer.text(), writer.lines, outline


def _write_head(writer: TextWriter, data: MeetingData, outline: Outline) -> None:
    title = " ".join(part for part in (_KINDS.get(data.kind or "", ""), data.body or "") if part)
    if title:
        writer.line(title, level=1)
    when = " ".join(part for part in (_day(data.date), _clock(data)) if part)
    if when:
        writer.line(f"Mødedato: {when}")
    if data.place:
        writer.line(f"Mødested: {data.place}")
    if data.people:
        writer.line("Mødedeltagere:")
        outline.participants = [_write_person(writer, one) for one in data.people]
    _write_blocks(writer, data.head)
    if writer.position:
        writer.line()


def _day(date: str | None) -> str:
    return "-".join(reversed(date.split("-"))) if date else ""


def _clock(data: MeetingData) -> str:
    times = [time for time in (data.start_time, data.end_time) if time]
    return "kl. " + " - ".join(times) if data.start_time else ""


def _write_person(writer: TextWriter, one: OutlineParticipant) -> OutlineParticipant:
    text = one.name + (f" ({one.party})" if one.party else "") + (f", {one.role}" if one.role else "")
    if one.attendance in _NOTES:
        text += f" ({_NOTES[one.attendance]})"
    start, _ = writer.line(text)
    return replace(one, span=(start, start + len(one.name)))


def _write_item(writer: TextWriter, item: Item) -> OutlinePoint:
    heading = f"Punkt {item.number}: {item.title}" if item.number else item.title
    span = writer.line(heading, level=2)
    point = OutlinePoint(
        item.title,
        span,
        span,
        item.number,
        case_number=item.case_number,
        document_number=item.document_number,
        closed=item.closed,
        absent=item.absent,
    )
    for label, value in (("Sagsnr.", item.case_number), ("Dok.nr.", item.document_number)):
        if value:
            writer.line(f"{label}: {value}")
    if item.absent:
        writer.line(f"Fraværende: {', '.join(item.absent)}")
    point.sections = [section for part in item.parts if (section := _write_part(writer, part))]
    point.attachments = _write_attachments(writer, item, point)
    writer.line()
    point.span = (span[0], writer.position)
    return point


def _write_part(writer: TextWriter, part: Part) -> OutlineSection | None:
    if not part.heading:
        _write_blocks(writer, part.blocks)
        return None
    writer.line()
    heading = writer.line(part.heading, level=3)
    start = writer.position
    end = _write_blocks(writer, part.blocks) or start
    return OutlineSection(part.heading, heading, (min(start, end), end), part.role, part.body, part.date)


def _write_blocks(writer: TextWriter, blocks: list[Block]) -> int | None:
    """Write the blocks; the end of the last, None where there is none."""
    end = None
    for block in blocks:
        _, end = writer.line(block.text, level=block.level, bold=block.bold, table=block.table)
    return end


def _write_attachments(writer: TextWriter, item: Item, point: OutlinePoint) -> list[tuple[str, Offsets]]:
    """Each title where an attachment section of the point has it; the others in a list of their own."""
    listed = [section.span for section in point.sections if section.role == "attachments"]
    lines = _lines_in(writer, listed) if item.attachments else []
    found: dict[str, Offsets] = {}
    rest: list[str] = []
    text = writer.text() if lines else ""
    for title in dict.fromkeys(item.attachments):
        span = _find_title(title, lines, text)
        if span:
            found[title] = span
        else:
            rest.append(title)
    if rest:
        writer.line()
        heading = writer.line("Bilag", level=3)
        start = writer.position
        found |= {title: writer.line(title) for title in rest}
        point.sections.append(OutlineSection("Bilag", heading, (start, writer.position - 1), "attachments"))
    return [(title, found[title]) for title in dict.fromkeys(item.attachments)]


def _lines_in(writer: TextWriter, spans: list[Offsets]) -> list[Line]:
    first = min((start for start, _ in spans), default=writer.position)
    last = takewhile(lambda line: line.start >= first, reversed(writer.lines))
    return [line for line in last if any(start <= line.start and line.end <= end for start, end in spans)][::-1]


def _find_title(title: str, lines: list[Line], text: str) -> Offsets | None:
    for line in lines:
        place = text.find(title, line.start, line.end)
        if place >= 0:
            return place, place + len(title)
    for line in lines:
        start = line.start + len(_NUMBER.match(text[line.start : line.end])[0])  # type: ignore[index]
        if SequenceMatcher(None, title.lower(), text[start : line.end].lower()).ratio() >= _SAME_TITLE:
            return start, line.end
    return None
