"""SBSYS XML: ``Dagsorden`` with ``Møde`` and ``Dagsordenpunkter``; section names are element names.

Element names are those that importers of this format look for; no sample file is known to this project.
"""

from __future__ import annotations

import re

from nlp.outline import OutlineParticipant
from nlp.read.exports.meeting import Item, MeetingData, Part, parts_of, person
from nlp.read.exports.values import clock, moment, truth
from nlp.read.exports.xml import Element, attribute, markup, name_of, text
from nlp.read.html import clean
from nlp.record import MeetingKind

_HTML = frozenset("a b br center div em font h1 h2 h3 h4 h5 h6 html body i li ol p pre span strong table u ul".split())  # noqa: SIM905
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CAMEL = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")


def read_meetings(root: Element) -> list[MeetingData]:
    """The one meeting of the file."""
    meeting = root.find("Møde")
    data = MeetingData(body=clean(attribute(meeting, "Udvalg", "Navn")) or None, kind=_kind(root))
    data.date, data.start_time = moment(attribute(meeting, "Mødedato", "Dato"))
    data.start_time = clock(attribute(meeting, "Mødetid", "Starttid", "Tid")) or data.start_time
    data.end_time = clock(attribute(meeting, "Mødesluttid", "Sluttid"))
    data.place = clean(attribute(meeting, "Mødested", "Sted")) or None
    data.people = [_member(one) for one in root.iter() if _is_member(one)]
    data.items = [_item(one) for one in root.iter("Dagsordenpunkt")]
    return [data]


def _kind(root: Element) -> MeetingKind | None:
    kind = attribute(root, "Dagsordentype").lower()
    if "referat" in kind or "protokol" in kind:
        return "minutes"
    return "agenda" if "dagsorden" in kind else None


def _is_member(element: Element) -> bool:
    name = name_of(element).lower()
    return name.endswith(("deltager", "medlem")) and bool(_member_name(element))


def _member_name(element: Element) -> str:
    return clean(attribute(element, "Navn", "Name") or text(element, "Navn") or (element.text or ""))


def _member(element: Element) -> OutlineParticipant:
    status = " ".join(attribute(element, key) for key in ("Status", "Fremmøde", "Deltagelse")).lower()
    absent = (
        truth(attribute(element, "Fraværende", "Afbud")) is True
        or truth(attribute(element, "Deltager", "TilStede", "Deltog")) is False
        or status.startswith(("fravær", "afbud", "ikke"))
    )
    role = attribute(element, "Rolle")
    party = attribute(element, "Parti")
    return person(_member_name(element), absent=absent, party=party, role=None if role.lower() == "medlem" else role)


def _item(source: Element) -> Item:
    title = clean(text(source, "Overskrift") or attribute(source, "Overskrift"))
    closed = truth(attribute(source, "Åbent", "Åben")) is False or title.lower().startswith("lukket")
    item = Item(
        title,
        clean(attribute(source, "Nummer")).rstrip(".") or None,
        clean(attribute(source, "Sagsnummer", "SagsNr") or text(source, "Sagsnummer")) or None,
        closed=closed,
    )
    for content in source.findall("Indhold"):
        item.parts += _contents(content)
    for one in source.findall("Bilagsliste/Bilag"):
        if name := clean(attribute(one, "Navn", "Titel") or text(one, "Navn", "Titel") or (one.text or "")):
            item.attachments.append(name)
    return item


def _contents(content: Element) -> list[Part]:
    """The parts of a content element: its children by name, or its markup where they are HTML."""
    heading = attribute(content, "Overskrift", "Navn", "Titel")
    if not len(content) or any(name_of(child).lower() in _HTML for child in content):
        return parts_of(heading, markup(content))
    parts: list[Part] = []
    for child in content:
        heading = attribute(child, "Overskrift", "Navn", "Titel") or _spoken(name_of(child))
        parts += parts_of(heading, markup(child))
    return parts


def _spoken(name: str) -> str:
    """An element name as the heading it stands for: "Økonomiske_x0020_konsekvenser", "SagensGang"."""
    name = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name).replace("_", " ")
    words = _CAMEL.sub(" ", name).split()
    return " ".join([*words[:1], *(word.lower() if word[1:].islower() else word for word in words[1:])])
