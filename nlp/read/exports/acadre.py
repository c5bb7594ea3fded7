"""Acadre XML: nested ``table``/``fields``/``field``. The envelope form has the meeting but no points.

Bullet type 8 is a decision and 6 a proposal; a decision's caption names body and date
("Beslutning i Udvalget for Plan den 10-04-2013").
"""

from __future__ import annotations

from lxml import etree

from nlp.read.exports.meeting import Item, MeetingData, parts_of, person
from nlp.read.exports.values import moment, municipality_of, truth
from nlp.read.exports.xml import Element
from nlp.read.html import clean
from nlp.record import MeetingKind, SectionRole

_ROLES: dict[str, SectionRole] = {"8": "decision", "6": "proposal"}


def read_meetings(root: Element) -> list[MeetingData]:
    """The one meeting of the file."""
    agenda = _fields(_table(root, "agenda"))
    meeting = _fields(_table(root, "meeting"))
    committee = _fields(_table(root, "committee"))
    data = MeetingData(body=clean(committee.get("name", "") or meeting.get("name", "")) or None)
    data.kind = _kind(agenda.get("name", ""), root)
    data.date, data.start_time = moment(meeting.get("date"))
    data.end_time = moment(meeting.get("finish"))[1]
    data.place = clean(meeting.get("location", "")) or None
    data.municipality = municipality_of(etree.tostring(root, encoding="unicode"), mails=True)
    members = _table(root, "meetmember")
    for member in members.iter("table") if members is not None else []:
        found = _fields(member)
        if found.get("name"):
            absent = truth(found.get("absent")) is True
            data.people.append(person(found["name"], absent=absent, party=found.get("party"), role=_role(found)))
    data.items = [_item(table) for table in _items(root)]
    return [data]


def _role(found: dict[str, str]) -> str | None:
    role = found.get("role", "")
    return None if role.lower() in ("", "medlem") else role


def _kind(name: str, root: Element) -> MeetingKind | None:
    words = name.lower()
    if "referat" in words or "protokol" in words:
        return "minutes"
    if "dagsorden" in words:
        return "agenda"
    return "minutes" if any(_fields(one).get("bullettype") == "8" for one in root.iter("table")) else None


def _table(root: Element, name: str) -> Element | None:
    return next((table for table in root.iter("table") if table.get("name") == name), None)


def _fields(table: Element | None) -> dict[str, str]:
    """The fields of a table: ``<field name="x">value</field>``, in the envelope ``<field x="value"/>``."""
    fields = table.findall("fields/field") if table is not None else []
    if any((one.text or "").strip() for one in fields):
        return {one.get("name", ""): (one.text or "").strip() for one in reversed(fields)}
    return {str(key): str(value) for one in fields for key, value in one.attrib.items()}


def _items(root: Element) -> list[Element]:
    """The agenda items in the order of their parents' ``sort``, as printed."""
    found = []
    for parents in root.iter("table"):
        if parents.get("name") == "agendaitem":
            above = parents.getparent()
            order = _fields(above).get("sort", "") if above is not None else ""
            found.append((int(order) if order.isdecimal() else 0, parents))
    return [table for _, table in sorted(found, key=lambda pair: pair[0])]


def _item(table: Element) -> Item:
    found = _fields(table)
    access = found.get("accessname", "").lower()
    item = Item(
        clean(found.get("name", "")),
        found.get("number") or found.get("itemno") or None,
        clean(found.get("caseno", "")) or None,
        closed="lukket" in access or (not access and found.get("access", "1") not in ("1", "")),
        absent=[clean(name) for name in found.get("absent", "").replace(";", ",").split(",") if clean(name)],
    )
    bullets = [_fields(one) for one in table.iter("table") if one.get("name") == "bullet"]
    for bullet in sorted(bullets, key=_order):
        role = _ROLES.get(bullet.get("bullettype", ""))
        item.parts += parts_of(bullet.get("bulletname", ""), bullet.get("bulletcontent", ""), role=role)
    enclosures = [_fields(one) for one in table.iter("table") if one.get("name") == "enclosure"]
    for enclosure in sorted(enclosures, key=_order):
        if name := clean(enclosure.get("name", "")):
            item.attachments.append(name)
    return item


def _order(found: dict[str, str]) -> int:
    order = found.get("bulletsortorder") or found.get("sort") or "0"
    return int(order) if order.isdecimal() else 0
