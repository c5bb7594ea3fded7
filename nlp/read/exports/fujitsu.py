"""eDoc XML of Fujitsu (namespace ``http://www.fujitsu.dk/agenda/xml/schemas/2009/03/31/``).

Element names are known at second hand; no sample file is known to this project.
"""

from __future__ import annotations

from nlp.outline import OutlineParticipant
from nlp.read.exports.meeting import Item, MeetingData, Part, parts_of, person
from nlp.read.exports.values import clock, moment, truth
from nlp.read.exports.xml import Element, markup, text
from nlp.read.html import clean
from nlp.record import MeetingKind


def read_meetings(root: Element) -> list[MeetingData]:
    """A meeting for each ``Meeting`` of each ``Committee``."""
    kind = _kind(text(root, "OutputTypeEnumName"))
    meetings = []
    for committee in root.iter("Committee"):
        body = clean(text(committee, "Name", "CommitteeName")) or None
        meetings += [_meeting(one, body, kind) for one in committee.findall("Meeting")]
    return meetings


def _kind(name: str) -> MeetingKind | None:
    words = name.lower()
    if any(word in words for word in ("minute", "referat", "summary", "protocol", "protokol")):
        return "minutes"
    return "agenda" if "agenda" in words or "dagsorden" in words else None


def _meeting(source: Element, body: str | None, kind: MeetingKind | None) -> MeetingData:
    data = MeetingData(body=body, kind=kind)
    data.date, data.start_time = moment(text(source, "MeetingDateTime", "MeetingDate", "StartDateTime"))
    data.end_time = clock(text(source, "EndDateTime", "MeetingEndDateTime"))
    data.place = clean(text(source, "MeetingLocation", "Location")) or None
    data.people = [_member(one) for one in source.iter("MeetingParticipant") if text(one, "Name")]
    elements = source.findall("Agenda/AgendaElements/AgendaElement")
    data.items = [_item(one) for one in elements if one.find("HandlingItem") is not None]
    data.items.sort(key=_order)
    if data.kind is None and any(part.role == "decision" and part.blocks for item in data.items for part in item.parts):
        data.kind = "minutes"
    return data


def _order(item: Item) -> int:
    return int(item.number) if item.number and item.number.isdecimal() else 10**6


def _member(source: Element) -> OutlineParticipant:
    parties = source.find("PoliticalPartyList")
    party = clean(" ".join(parties.itertext())) if parties is not None else ""
    role = clean(text(source, "RoleInMeeting"))
    absent = truth(text(source, "Participate")) is False
    ordinary = role.lower() in ("", "medlem", "member", "participant", "deltager")
    return person(text(source, "Name"), absent=absent, party=party, role=None if ordinary else role)


def _item(element: Element) -> Item:
    source = element.find("HandlingItem")
    title = clean(text(source, "Title"))
    item = Item(
        title,
        clean(text(source, "SerialNo")).rstrip(".") or None,
        clean(text(source, "CaseNumber")) or None,
        closed=truth(text(element, "AccessIsPublic")) is False or title.lower().startswith("lukket"),
    )
    for one in source.findall("CasePresentations/CasePresentation") if source is not None else []:
        decides = truth(text(one, "IsDecision")) is True
        item.parts += parts_of(text(one, "Title"), markup(one.find("Content")), role="decision" if decides else None)
    for handling in source.findall("HandlingPlan/Handling") if source is not None else []:
        place = next((n for n, part in enumerate(item.parts) if part.role == "decision" and not part.date), None)
        place = len(item.parts) if place is None else place
        item.parts[place:place] = _handling(handling, item)
    for one in source.findall("Attachments/Attachment") if source is not None else []:
        if name := clean(text(one, "Title", "Name")):
            item.attachments.append(name)
    return item


def _handling(source: Element, item: Item) -> list[Part]:
    """The decision of one body on the point's way, unless a presentation holds it already."""
    body = clean(text(source, "CommitteeName", "Committee/Name", "Committee", "Name", "Meeting/CommitteeName"))
    date, _ = moment(text(source, "MeetingDateTime", "MeetingDate", "HandlingDate", "Date", "Meeting/MeetingDateTime"))
    day = "-".join(reversed(date.split("-"))) if date else ""
    heading = " ".join(word for word in ("Beslutning", body, day and f"den {day}") if word)
    parts = parts_of(heading, markup(source.find("Decision")), role="decision")
    for part in parts[:1]:
        part.body, part.date = body or None, date
    known = {_words(part) for part in item.parts if part.role == "decision"}
    return [part for part in parts if part.blocks and _words(part) not in known]


def _words(part: Part) -> str:
    return clean(" ".join(block.text for block in part.blocks))
