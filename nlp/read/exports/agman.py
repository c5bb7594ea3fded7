"""AGMAN (eDagsorden) ``Publication`` XML: one meeting an ``Agenda``.

Publication types are 0 draft, 1 final agenda, 2 minutes; members of status 0 (not decided), 1 and 4
count as present, as the format's importers have it. The variant without ``IsFeedback`` marks
decisions by their caption alone.
"""

from __future__ import annotations

from lxml import etree

from nlp.outline import OutlineParticipant
from nlp.read.exports.meeting import Item, MeetingData, Part, parts_of, person
from nlp.read.exports.values import clock, moment, municipality_of, truth
from nlp.read.exports.xml import Element, markup, text
from nlp.read.html import clean, html_blocks
from nlp.read.patterns import AGMAN_EMPTY, AGMAN_PRESENT
from nlp.record import MeetingKind
from nlp.vocabulary.dates import find_date


def read_meetings(root: Element) -> list[MeetingData]:
    """The meetings of a publication."""
    kind = _kind(root)
    municipality = municipality_of(etree.tostring(root, encoding="unicode"), mails=True)
    return [_meeting(agenda, _kind(agenda) or kind, municipality) for agenda in root.iter("Agenda")]


def _kind(element: Element) -> MeetingKind | None:
    value = text(element, "PublicationTypeAsValue") or text(element, "PublicationTypeAsEnum").lower()
    if value in ("2", "minutes", "referat"):
        return "minutes"
    return "agenda" if value in ("0", "1", "draft", "final") else None


def _meeting(agenda: Element, kind: MeetingKind | None, municipality: str | None) -> MeetingData:
    meeting = agenda.find("Meeting")
    data = MeetingData(body=clean(text(agenda, "Committee/Name", "Name")) or None, municipality=municipality)
    data.date, data.start_time = moment(text(meeting, "When"))
    data.end_time = clock(text(meeting, "Until"))
    data.place = clean(text(meeting, "Where")) or None
    members = meeting.findall("Members/MeetingMember") if meeting is not None else []
    data.people = [_member(member) for member in members if text(member, "Name", "Member/Name")]
    data.head = html_blocks(text(agenda, "Frontpage"))
    data.items = [_item(item) for item in agenda.findall("Items/Item")]
    data.kind = kind
    return data


def _member(member: Element) -> OutlineParticipant:
    role = text(member, "MeetingMemberRolesList", "MeetingMemberRoles/MeetingMemberRole/Name")
    found = person(text(member, "Name", "Member/Name"), absent=_is_absent(member), role=role)
    note = text(member, "ParticipationStatusAsText").lower() + text(member, "ParticipationNote").lower()
    if "substitut" in note or "stedfortræder" in note:
        found.attendance = "substitute"
    return found


def _is_absent(member: Element) -> bool:
    status = text(member, "ParticipationStatusAsValue", "Participate")
    note = text(member, "ParticipationNote").lower()
    return status not in AGMAN_PRESENT or note.startswith(("fravær", "afbud", "syg"))


def _item(source: Element) -> Item:
    title = clean(text(source, "Caption"))
    public = truth(text(source, "IsPublic"))
    number = clean(text(source, "Number")).rstrip(".")
    item = Item(
        title,
        None if number in ("", "0") else number,
        clean(text(source, "Case/Number")) or None,
        closed=public is False or title.lower().startswith("lukket"),
        absent=[person(text(one, "Name")).name for one in source.findall("Members/ItemMember") if _is_absent(one)],
    )
    fields = sorted(source.findall("Fields/ItemField"), key=_index)
    for one in fields:
        item.parts += _field(one)
    item.parts = _history(source) + item.parts
    for one in source.findall("Enclosures/Enclosure"):
        if name := clean(text(one, "Name", "FileName")):
            item.attachments.append(name)
    return item


def _index(field: Element) -> int:
    index = text(field, "Index")
    return int(index) if index.isdecimal() else 0


def _field(field: Element) -> list[Part]:
    decides = truth(text(field, "IsFeedback")) is True
    content = markup(field.find("Content"))
    parts = parts_of(text(field, "Caption"), content, role="decision" if decides else None)
    for part in parts:
        part.blocks = [block for block in part.blocks if block.text.lower() not in AGMAN_EMPTY]
    return [part for part in parts if part.blocks or decides]


def _history(source: Element) -> list[Part]:
    """Earlier decisions that newer exports keep with the item, each with its committee and date."""
    parts = []
    for one in source.findall("ItemHistory/ItemField"):
        body = clean(text(one, "MeetingDetails/CommitteeName"))
        date = find_date(text(one, "MeetingDetails/MeetingDueDate").replace("T", " "))
        day = "-".join(reversed(date.split("-"))) if date else ""
        heading = " ".join(word for word in (text(one, "Caption") or "Beslutning", body, day and f"den {day}") if word)
        blocks = html_blocks(markup(one.find("Content")))
        if blocks:
            parts.append(Part(heading, blocks, "decision", body or None, date))
    return parts
