"""FirstAgenda Publication JSON and the JSON of the Prepare API: one meeting a file.

``Moede.Navn`` says "Dagsorden" even for minutes, and ``IsOpen`` is often false everywhere; neither is used
where it tells nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any

from nlp.errors import ReadError
from nlp.outline import OutlineParticipant
from nlp.read.decode import decode
from nlp.read.exports.meeting import Item, MeetingData, Part, parts_of, person
from nlp.read.exports.values import get, moment, municipality_of, records, text_of, truth
from nlp.read.html import Block, clean
from nlp.record import MeetingKind

Json = dict[str, Any]
OWN = re.compile(r'\s*\{\s*"schema_version"')


def read_json_meetings(data: bytes) -> list[tuple[str, MeetingData]]:
    """Format name and meeting, for each meeting of the file."""
    text, _ = _decode(data)
    if OWN.match(text):
        raise ReadError("records that 'referat tag' wrote, tagged already; store them with 'referat index'")
    try:
        source = json.loads(text)
    except RecursionError as error:
        raise ReadError("JSON nested too deeply; this is no export of an agenda system") from error
    except json.JSONDecodeError as error:
        raise ReadError(
            f"damaged JSON (line {error.lineno}, column {error.colno}: {error.msg}); export it again"
        ) from error
    except ValueError as error:  # Python refuses to read numbers of thousands of digits
        raise ReadError("JSON with a number of thousands of digits; this is no export of an agenda system") from error
    meetings = [_read_meeting(one) for one in records(source)]
    if not meetings:
        raise _wrong_shape("a list" if isinstance(source, list) else type(source).__name__)
    municipality = municipality_of(text)
    for _, meeting in meetings:
        meeting.municipality = municipality
    return meetings


def _decode(data: bytes) -> tuple[str, list[str]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return decode(data)


def _wrong_shape(what: str) -> ReadError:
    return ReadError(
        f"JSON, but not FirstAgenda or Prepare: no 'Dagsordenpunkter' and no 'items' ({what}); "
        "export the meeting from the agenda system again"
    )


def _read_meeting(source: Json) -> tuple[str, MeetingData]:
    if any(key in source for key in ("Dagsordenpunkter", "dagsordenpunkter")):
        return "firstagenda", _firstagenda(source)
    if isinstance(source.get("items"), list) and any(
        key in source
        for key in ("agendaUid", "committeeName", "meetingBeginUtc", "minutesOfMeeting", "meetingAttendees")
    ):
        return "prepare", _prepare(source)
    raise _wrong_shape("keys: " + ", ".join(sorted(map(str, source))[:6]) if source else "an empty object")


def _firstagenda(source: Json) -> MeetingData:
    meeting = get(source, "Moede") or {}
    meeting = meeting if isinstance(meeting, dict) else {}
    data = MeetingData(body=clean(text_of(get(get(source, "Udvalg"), "Navn", "Name"))) or None)
    data.date, data.start_time = moment(get(meeting, "Dato"))
    if data.date is None:
        data.date, data.start_time = moment(get(meeting, "MeetingBeginUtc"), utc=True)
    data.end_time = moment(get(meeting, "MeetingEndUtc"), utc=True)[1]
    data.place = clean(text_of(get(meeting, "Sted", "Location"))) or None
    data.people = [_attendee(one) for one in records(get(meeting, "Moededeltagere"))]
    points = records(get(source, "Dagsordenpunkter"))
    trusted = any(truth(get(point, "IsOpen")) for point in points)
    data.items = [_firstagenda_item(point, trusted) for point in points]
    data.kind = _kind(data.items)
    return data


def _attendee(source: Json) -> OutlineParticipant:
    absent = bool(truth(get(source, "Absent", "isAbsent"))) or bool(truth(get(source, "ParticipationCancelled")))
    return person(
        text_of(get(source, "Name", "fullName", "displayName", "Navn")),
        absent=absent,
        party=text_of(get(source, "Party", "politicalParty")),
        role=text_of(get(source, "Role", "Rolle")) if not isinstance(get(source, "Role"), int) else None,
    )


def _firstagenda_item(point: Json, trusted: bool) -> Item:
    item = _item(point, trusted)
    for source in records(get(point, "Felter")):
        item.parts += _field(text_of(get(source, "Navn", "Title")), source)
    if not item.parts:
        item.parts = _presentations(point)
    _add_decision(item, text_of(get(point, "ItemDecision")))
    item.attachments = _titles(get(point, "Bilag")) or _titles(get(point, "Documents"))
    return item


def _item(point: Json, trusted: bool) -> Item:
    title = clean(text_of(get(point, "Navn", "Caption", "title")))
    return Item(
        title,
        clean(text_of(get(point, "Punktnummer", "Number"))).rstrip(".") or None,
        clean(text_of(get(point, "SagsNummer", "CaseNumber"))) or None,
        closed=title.lower().startswith("lukket") or (trusted and truth(get(point, "IsOpen")) is False),
        absent=_absent(point),
    )


def _absent(point: Json) -> list[str]:
    """Who is named absent for the point alone (attendance type 2 or a reason that says so)."""
    names = []
    for one in records(get(point, "ExternalAgendaItemAttendees", "attendees")):
        reason = text_of(get(one, "Reason", "absenceReason")).lower()
        missing = reason.startswith(("fravær", "afbud", "inhabil")) or (not reason and get(one, "AttendanceType") == 2)
        if missing or truth(get(one, "Absent")):
            names.append(person(text_of(get(one, "Name", "fullName"))).name)
    return list(dict.fromkeys(filter(None, names)))


def _field(heading: str, source: Json) -> list[Part]:
    markup = text_of(get(source, "Html", "content"))
    return (
        parts_of(heading, markup) if markup.strip() else parts_of(heading, text_of(get(source, "Tekst")), markup=False)
    )


def _presentations(point: Json) -> list[Part]:
    parts = []
    for source in records(get(point, "presentations")):
        kind = text_of(get(source, "type")).lower()
        title = text_of(get(source, "title"))
        found = parts_of(title or ("Beslutning" if "decision" in kind else ""), text_of(get(source, "content", "Html")))
        if found and "decision" in kind:
            found[0].role = "decision"
        parts += found
    return parts


def _add_decision(item: Item, markup: str) -> None:
    """The point's decision field, unless one of its parts is that decision already."""
    parts = parts_of("Beslutning", markup, role="decision") if clean(markup) else []
    if not parts or not parts[0].blocks:
        return
    for part in item.parts:
        if part.role == "decision" and _words(part.blocks) == _words(parts[0].blocks):
            return
    item.parts += parts


def _words(blocks: list[Block]) -> str:
    return clean(" ".join(block.text for block in blocks))


def _titles(value: Any) -> list[str]:
    titles = (clean(text_of(get(one, "Navn", "Name", "title", "caption", "fileName"))) for one in records(value))
    return [title for title in titles if title]


def _kind(items: list[Item]) -> MeetingKind | None:
    """Minutes where a point records a decision; the format itself cannot be trusted to say."""
    decided = any(part.role == "decision" and part.blocks for item in items for part in item.parts)
    return "minutes" if decided else None


def _prepare(source: Json) -> MeetingData:
    data = MeetingData(body=clean(text_of(get(source, "committeeName"))) or None)
    data.date, data.start_time = moment(get(source, "meetingBeginUtc"), utc=True)
    data.end_time = moment(get(source, "meetingEndUtc"), utc=True)[1]
    data.place = clean(text_of(get(source, "meetingLocation", "location", "place"))) or None
    data.people = [_attendee(one) for one in records(get(source, "meetingAttendees"))]
    points = records(source["items"])
    trusted = any(truth(get(point, "isOpen")) for point in points)
    for point in points:
        item = _item(point, trusted)
        item.parts = _presentations(point)
        _add_decision(item, text_of(get(point, "itemDecision")))
        item.attachments = _titles(get(point, "documents"))
        data.items.append(item)
    minutes = truth(get(source, "minutesOfMeeting"))
    data.kind = "minutes" if minutes else _kind(data.items) or ("agenda" if minutes is False else None)
    return data
