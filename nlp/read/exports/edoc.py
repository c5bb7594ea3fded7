"""eDoc XML: one meeting with agenda types (open, closed), each point with its full text.

The points stand in any order in the file and are read in the order of their numbers; text before the
contents list of the whole agenda is the head of the meeting.
"""

from __future__ import annotations

import re

from nlp.outline import OutlineParticipant
from nlp.read.exports.meeting import Item, MeetingData, Part, person, split_parts
from nlp.read.exports.values import moment
from nlp.read.exports.xml import Element, text
from nlp.read.html import Block, clean, text_blocks
from nlp.read.patterns import NOT_PUBLISHED, PARTY
from nlp.record import MeetingKind

_CONTENTS = re.compile(r"(?im)^\s*(?:indholdsfortegnelse|indhold|dagsorden(?:spunkter)?)\s*:?\s*$")
_CASE = re.compile(r"(?i)^(?:sagsn(?:umme)?r|sags?id|sag|j(?:ournal)?\.?\s?nr)\.?\s*:?\s*(?=\S*\d)(\S+)$")
_DOCUMENT = re.compile(r"(?i)^dok(?:ument)?\.?\s?(?:nr|nummer|id)?\.?\s*:?\s*(?=\S*\d)(\S+)$")
_NUMBERED = re.compile(r"^\s*(\d+[a-z]?)\s*[.)]?\s+")
_PRESENT = re.compile(r"(?i)^(?:til\s?stede|mødedeltagere|deltagere|medlemmer)\s*:?\s*(?:var\s*:?)?\s*$")
_ABSENT = re.compile(r"(?i)^(?:afbud|fraværende|ikke til\s?stede|afbud/fraværende)\s*(?:/\s*\w+)?\s*:?\s*$")
_STAFF = re.compile(
    r"(?i)^(?:sekretær|referent|administrationen?|øvrige|fra (?:administrationen|forvaltningen)|gæster)\b"
)
_NAME = re.compile(
    rf"^[A-ZÆØÅ][\w.'-]*(?: [\w.'-]+){{1,5}}(?:\s*\((?:{PARTY}|[^()]{{1,40}})\))?(?:\s*[-–,]\s*[\w ]{{1,30}})?$"
)
_PLACE = re.compile(r"(?im)^\s*i\s+(\S[^\n]{2,80}?)\s*$")
_CLOCK = re.compile(r"(?i)kl\.?\s*(\d{1,2}[.:]\d{2})\s*[-–]\s*(\d{1,2}[.:]\d{2})")


def read_meetings(root: Element) -> list[MeetingData]:
    """The one meeting of the file, its open and closed agendas as one."""
    types = root.findall("MeetingAgendaTypes/MeetingAgendaType")
    whole = next((content for one in types if (content := text(one, "FullText"))), "")
    contents = _CONTENTS.search(whole)
    head = whole[: contents.start()] if contents else ""
    data = MeetingData(body=clean(text(root, "Committee")) or None, kind=_kind(root, whole))
    data.date, data.start_time = moment(text(root, "MeetingDate"))
    _read_head(data, head)
    for one in types:
        closed = "lukket" in text(one, "AgendaType").lower()
        items = [_item(item, closed) for item in one.findall("MeetingAgendaItems/MeetingAgendaItem")]
        data.items += sorted(items, key=_order)
    return [data]


def _kind(root: Element, whole: str) -> MeetingKind | None:
    words = text(root, "MeetingState").lower() + " " + whole[:400].lower()
    if "referat" in words or "protokol" in words:
        return "minutes"
    return "agenda" if "dagsorden" in words else None


def _order(item: Item) -> tuple[int, str]:
    digits = re.match(r"\d+", item.number or "")
    return (int(digits[0]) if digits else 10**6, item.number or "")


def _read_head(data: MeetingData, head: str) -> None:
    lines = [clean(line) for line in head.splitlines()]
    data.people = _people(lines)
    if times := _CLOCK.search(head):
        data.start_time = data.start_time or times[1].replace(".", ":").zfill(5)
        data.end_time = times[2].replace(".", ":").zfill(5)
    if place := _PLACE.search(head):
        data.place = clean(place[1])


def _people(lines: list[str]) -> list[OutlineParticipant]:
    people: list[OutlineParticipant] = []
    absent: bool | None = None
    for line in lines:
        if _PRESENT.match(line):
            absent = False
        elif _ABSENT.match(line):
            absent = True
        elif _STAFF.match(line):
            absent = None
        elif absent is not None and _NAME.match(line):
            people.append(person(line, absent=absent))
    return people


def _item(source: Element, closed: bool) -> Item:
    document = source.find("Document")
    kind = text(document, "PublishingType").lower()
    number = clean(text(source, "AgendaItemNumber"))
    item = Item(
        clean(text(document, "Title", "NeutralTitle")),
        number or None,
        clean(text(document, "Case/CaseLogicIdentifier")) or None,
        closed=closed or any(word in kind for word in NOT_PUBLISHED),
    )
    blocks = text_blocks(text(source, "FullText", "Document/FullText"))
    blocks = _without_heading(blocks, item)
    item.parts = split_parts(_without_numbers(blocks, item), Part())
    attachments = document.findall("Attachments/Attachment") if document is not None else []
    item.attachments = [title for one in attachments if (title := clean(text(one, "Title", "NeutralTitle")))]
    return item


def _without_heading(blocks: list[Block], item: Item) -> list[Block]:
    """The blocks without a first line that repeats number and title."""
    if not blocks:
        return blocks
    found = _NUMBERED.match(blocks[0].text)
    rest = blocks[0].text[found.end() :] if found else blocks[0].text
    if not item.title:
        item.title, item.number = rest, item.number or (found[1] if found else None)
        return blocks[1:]
    return blocks[1:] if rest.lower().startswith(item.title.lower()[:40]) else blocks


def _without_numbers(blocks: list[Block], item: Item) -> list[Block]:
    """The blocks without case and document number lines, which the item takes over."""
    rest = []
    for place, block in enumerate(blocks):
        case, document = _CASE.match(block.text), _DOCUMENT.match(block.text)
        if place < 6 and case:
            item.case_number = item.case_number or case[1]
        elif place < 6 and document:
            item.document_number = item.document_number or document[1]
        else:
            rest.append(block)
    return rest
