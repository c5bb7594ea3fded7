"""A point's parts as one piece of JSON; :mod:`nlp.store.archive.records.unpacking` gets all of them back.

A list in the order topics, decision types, sections, decisions, entities, absent, attachments, table amounts,
suggestions; empty ones at its end are left out. Spans count from the point's start; an entity has its start and length.
What can be told from the text, the meeting or the register of statutes is not written: a heading at its section's
start, a decision's text at its span, the meeting's own body and date and the point's own types (0), an act's title.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from nlp.record import (
    CaseValue,
    DateValue,
    Decision,
    Entity,
    EntityLabel,
    Label,
    LawValue,
    Meeting,
    MoneyValue,
    PersonValue,
    Point,
    Section,
    Votes,
)
from nlp.store.archive.records.packed_point import MONEY

LETTERS = {"PERSON": "P", "ORG": "O", "LOC": "L", "DATE": "D", "MONEY": MONEY, "LAW": "W", "CASE": "C"}
NAMES: dict[str, EntityLabel] = {letter: label for label, letter in LETTERS.items()}  # type: ignore[misc]
NO_VOTES: list[list[Any]] = [[None, [], []]] * 3


def pack(point: Point, text: str, meeting: Meeting) -> str:
    """``text`` is the document's, ``point`` a structure of :mod:`nlp.store.archive.records.quick_records`."""
    start, types, considered = point.span[0], labels(point.decision_types), point.suggestions
    parts: list[Any] = [
        labels(point.topics),
        types,
        [section(one, text, start) for one in point.sections],
        [decision(one, text, start, meeting, types) for one in point.decisions],
        [entity(one, start) for one in point.entities],
        point.absent,
        [[one.title, one.span[0] - start, one.span[1] - start] for one in point.attachments],
        [[one.amount, one.row, one.column, one.span[0] - start, one.span[1] - start] for one in point.table_amounts],
        [labels(considered.topics), labels(considered.decision_types)]
        if considered.topics or considered.decision_types
        else (),
    ]
    while parts and not parts[-1]:
        parts.pop()
    return msgspec.json.encode(parts).decode()


def labels(found: list[Label]) -> list[tuple[str, float]]:
    return [(one.label, one.score) for one in found]


def section(one: Section, text: str, start: int) -> tuple[Any, ...]:
    """Role and offsets from the point's start; the heading only where the text does not open with it."""
    first, last = one.span
    end = text.find("\n", first)
    if one.heading == text[first : end if end >= 0 else None] and first + len(one.heading) <= last:
        return one.role, first - start, last - start
    return one.role, first - start, last - start, one.heading


def decision(one: Decision, text: str, start: int, meeting: Meeting, types: list[tuple[str, float]]) -> list[Any]:
    """Offsets from the point's start, body, date, types, text, votes and absent; None at its end is left out."""
    first, last = one.span
    own = labels(one.types)
    packed: list[Any] = [
        first - start,
        last - start,
        0 if one.body == meeting.body else one.body,
        0 if one.date == meeting.date else one.date,
        0 if own == types else own,
        None if text[first:last] == one.text else one.text,
        votes(one.votes),
        one.absent or None,
    ]
    while packed[-1] is None:
        packed.pop()
    return packed


def votes(found: Votes) -> list[list[Any]] | None:
    sides = found.for_, found.against, found.abstained
    packed = [[one.count, one.names, one.parties] for one in sides]
    return None if packed == NO_VOTES else packed


def entity(one: Entity, start: int) -> tuple[Any, ...]:
    """Letter of the label, offset from the point's start, length, and the value if there is one."""
    first, last = one.span
    if one.value is None:
        return LETTERS[one.label], first - start, last - first
    return LETTERS[one.label], first - start, last - first, PACKED[one.label](one.value, one.text)


def date_value(found: DateValue, _: str) -> Any:
    """ "first/last" or EDTF where that says both."""
    if found.text and bounds(found.text) == (found.start, found.end):
        return found.text
    return [found.start, found.end, found.text]


def money_value(found: MoneyValue, _: str) -> Any:
    if found.amount is not None and found.min is None and found.max is None and found.currency == "DKK":
        return int(found.amount) if found.amount.is_integer() else found.amount
    return [found.amount, found.min, found.max, found.currency]


def person_value(found: PersonValue, text: str) -> Any:
    """Name and party; without a party the name alone, or 0 where the text has it."""
    return [found.name, found.party] if found.party else 0 if found.name == text else found.name


def case_value(found: CaseValue, _: str) -> list[str | None]:
    return [found.kle]


def law_value(found: LawValue, _: str) -> list[Any]:
    """Name, provisions and act; of an act in the register only the number, the year and how it was found."""
    provisions = [[one.chapter, one.section, one.subsection, one.item] for one in found.provisions]
    act = found.resolved
    if act is None:
        return [found.law, provisions, None]
    if registered(act.number, act.year) == (act.title, act.eli):
        return [found.law, provisions, [act.number, act.year, act.via]]
    return [found.law, provisions, [act.number, act.year, act.via, act.title, act.eli]]


PACKED: dict[str, Callable[[Any, str], Any]] = {
    "DATE": date_value,
    "MONEY": money_value,
    "PERSON": person_value,
    "CASE": case_value,
    "LAW": law_value,
}
"""How the value of an entity is written."""


@lru_cache(maxsize=10_000)
def registered(number: int, year: int) -> tuple[str, str | None]:
    """Title and ELI of an act in the register; ("", None) where it has none."""
    from nlp.tag.laws.register import by_number

    act = by_number(number, year)
    resolved = act.resolved("number") if act else None
    return (resolved.title, resolved.eli) if resolved else ("", None)


@lru_cache(maxsize=100_000)
def bounds(edtf: str) -> tuple[str, str] | None:
    """First and last day of a day, month, year or interval of days; None for anything else."""
    if len(edtf) == 10 and edtf[4] == edtf[7] == "-":
        return edtf, edtf
    if len(edtf) == 21 and edtf[10] == "/":
        return edtf[:10], edtf[11:]
    if len(edtf) == 4 and edtf.isdigit():
        return edtf + "-01-01", edtf + "-12-31"
    if len(edtf) == 7 and edtf[:4].isdigit() and edtf[4] == "-" and edtf[5:].isdigit() and 1 <= int(edtf[5:]) <= 12:
        return edtf + "-01", f"{edtf}-{monthrange(int(edtf[:4]), int(edtf[5:]))[1]:02}"
    return None
