"""What a structured format says of a meeting, before it is written as text and outline.

Readers of agenda-system exports fill these; :mod:`nlp.read.exports.write` makes the document of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from nlp.outline import OutlineParticipant
from nlp.read.html import Block, clean, html_blocks, text_blocks
from nlp.read.patterns import DECIDING_VERBS, NAME_NOTES, PARTY, ROLES
from nlp.record import AttendanceKind, MeetingKind, SectionRole
from nlp.vocabulary.headings import bare_heading, heading_role, parse_decision_heading

_CLOSED_SECTIONS: tuple[SectionRole, ...] = ("decision", "history")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_PARTY_AT_END = re.compile(rf",\s*({PARTY})$")
_ROLE_AT_END = re.compile(rf"\s*[,–-]\s*({ROLES})$", re.IGNORECASE)
_ROLE = re.compile(rf"(?:{ROLES})$", re.IGNORECASE)
_VERB = re.compile(DECIDING_VERBS, re.IGNORECASE)
_ENUMERATOR = re.compile(r"[a-zæøå]\.$")
_LONGEST_HEADING = 120


@dataclass(slots=True)
class Part:
    """A headed part of a point; ``strength`` is how its heading is marked (0 plain, 1 bold, 2 by the format)."""

    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    role: SectionRole | None = None
    body: str | None = None
    date: str | None = None
    strength: int = 2


@dataclass(slots=True)
class Item:
    """An agenda point as the format gives it."""

    title: str = ""
    number: str | None = None
    case_number: str | None = None
    document_number: str | None = None
    closed: bool = False
    absent: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MeetingData:
    """A meeting as the format gives it; ``head`` is text that stands before the points."""

    body: str | None = None
    kind: MeetingKind | None = None
    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    municipality: str | None = None
    people: list[OutlineParticipant] = field(default_factory=list)
    head: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def person(name: str, *, absent: bool = False, party: str | None = None, role: str | None = None) -> OutlineParticipant:
    """A participant from a name that may carry party, role and attendance: "Bo Dal (A), formand", "Ib Fal (Afbud)"."""
    found = OutlineParticipant(
        clean(name), "absent" if absent else "present", clean(party or "") or None, clean(role or "") or None
    )
    for note in _BRACKET.findall(found.name):
        _read_note(found, clean(note))
    found.name = _BRACKET.sub("", found.name).strip(" ,-–")
    if ends := _ROLE_AT_END.search(found.name):
        found.role = found.role or ends[1]
        found.name = found.name[: ends.start()].strip(" ,")
    if ends := _PARTY_AT_END.search(found.name):
        found.party = found.party or ends[1]
        found.name = found.name[: ends.start()].strip(" ,")
    found.party = found.party.strip("() ") if found.party else None
    return found


def _read_note(found: OutlineParticipant, note: str) -> None:
    for attendance, pattern in NAME_NOTES:
        if re.search(pattern, note, re.IGNORECASE):
            if found.attendance == "present":
                found.attendance = cast("AttendanceKind", attendance)
            return
    if _ROLE.match(note):
        found.role = found.role or note
    elif note and len(note) <= 40:
        found.party = found.party or note


def parts_of(heading: str, content: str, *, role: SectionRole | None = None, markup: bool = True) -> list[Part]:
    """The parts that a field holds: split at inner headings, under the field's own heading first."""
    blocks = html_blocks(content) if markup else text_blocks(content)
    return split_parts(blocks, Part(clean(heading), role=role))


def split_parts(blocks: list[Block], first: Part) -> list[Part]:
    """``first`` filled with the blocks up to the next section heading, and a part for each of those.

    Where ``first`` is a field of known role, only headings that the markup marks as such split it, and a
    decision inside it is one that its text quotes.
    """
    first.role = first.role or heading_role(first.heading)
    quoted = first.role is not None and first.role != "decision"
    parts = [first]
    for block in blocks:
        opened = _opened_by(block, parts[-1], quoted)
        if opened is None or (parts[-1].blocks and _repeats(opened, parts[-1])):
            parts[-1].blocks.append(block)
        elif not _repeats(opened, parts[-1]):
            parts.append(opened)
    return [part for part in parts if part.blocks or part.role == "decision"]


def _repeats(opened: Part, current: Part) -> bool:
    """A heading that says once more what the part is called."""
    return bare_heading(opened.heading).lower() == bare_heading(current.heading).lower()


def _opened_by(block: Block, current: Part, quoted: bool) -> Part | None:
    if current.role == "attachments" and current.strength == 0 and _ENUMERATOR.match(block.text):
        return Part(blocks=[block], strength=0)
    if block.table or block.item or len(block.text) > _LONGEST_HEADING:
        return None
    strength = 2 if block.level else int(block.bold)
    if strength == 0 and not _is_bare_heading(block.text):
        return None
    role = heading_role(block.text)
    if role is None and block.level and len(block.text) > 3 and block.text.isupper():
        role = "other"
    if role is None or (quoted and (role == "decision" or strength < 2)):
        return None
    if current.role in _CLOSED_SECTIONS and current.heading and not _closes(role, strength, current):
        return None
    if strength == 0 and role == "decision" and _is_other_body(block.text):
        return None
    return Part(block.text, role=role, strength=strength)


def _closes(role: SectionRole, strength: int, current: Part) -> bool:
    """Whether a heading ends a decision or history: not a line about absence, nor a weaker mark."""
    if role == "absence":
        return False
    return strength >= current.strength or (current.role == "decision" and strength == 1 and role != "decision")


def _is_bare_heading(text: str) -> bool:
    return not text.endswith((".", ",", ";")) and text[:1].isupper() and not _VERB.search(text)


def _is_other_body(text: str) -> bool:
    """A bare body with a date ("12/08/2024 Skoleudvalget"): history, unless the word decision is there."""
    found = parse_decision_heading(text)
    return found is not None and "beslutning" not in text.lower() and found.date is not None


def tidy(data: MeetingData) -> MeetingData:
    """The meeting without decision fields that nothing was written in, unless it is all a point of minutes has."""
    items = []
    for item in data.items:
        decided = any(part.role == "decision" and part.blocks for part in item.parts)
        drop = decided or data.kind == "agenda"
        items.append(replace(item, parts=[part for part in item.parts if part.blocks or not drop]))
    return replace(data, items=items)
