"""The fields of a point from what :mod:`nlp.store.archive.records.packing` made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nlp.labels import STANCES
from nlp.record import (
    Attachment,
    CaseValue,
    DateValue,
    Decision,
    Entity,
    EntityValue,
    Label,
    LawValue,
    MoneyValue,
    PersonValue,
    Provision,
    ResolvedLaw,
    Section,
    Suggestions,
    TableAmount,
    Votes,
    VoteSide,
)
from nlp.store.archive.records.packing import NAMES, bounds, registered


def unpack(parts: str, text: str, start: int, body: str | None, date: str | None) -> dict[str, Any]:
    """The fields of a point; ``text`` is the point's, body and date are the meeting's."""
    packed = json.loads(parts)
    packed += [[]] * (9 - len(packed))
    topics, types, sections, decisions, entities, absent, attachments, amounts, considered = packed

    def span(first: int, last: int) -> tuple[int, int]:
        return start + first, start + last

    return {
        "topics": unpack_labels(topics),
        "decision_types": unpack_labels(types),
        "sections": [
            Section(heading=given[0] if given else text[a:b].split("\n", 1)[0], role=role, span=span(a, b))
            for role, a, b, *given in sections
        ],
        "decisions": [unpack_decision(one, text, span, body, date, types) for one in decisions],
        "entities": [
            Entity(
                label=NAMES[letter],
                text=text[a : a + length],
                span=span(a, a + length),
                value=unpack_value(letter, held[0], text[a : a + length]) if held else None,
            )
            for letter, a, length, *held in entities
        ],
        "absent": absent,
        "attachments": [Attachment(title=title, span=span(a, b)) for title, a, b in attachments],
        "table_amounts": [
            TableAmount(amount=amount, row=row, column=column, span=span(a, b)) for amount, row, column, a, b in amounts
        ],
        "suggestions": Suggestions(topics=unpack_labels(considered[0]), decision_types=unpack_labels(considered[1]))
        if considered
        else Suggestions(),
    }


def unpack_labels(packed: list[tuple[str, float]]) -> list[Label]:
    return [Label(label=name, score=score) for name, score in packed]


def unpack_decision(
    packed: list[Any],
    text: str,
    span: Callable[[int, int], tuple[int, int]],
    body: str | None,
    date: str | None,
    types: list[tuple[str, float]],
) -> Decision:
    """A decision; what it leaves out is the body and date of the meeting and the types of the point."""
    first, last, own_body, own_date, own_types, own_text, sides, absent = packed + [None] * (8 - len(packed))
    made = [VoteSide(count=count, names=names, parties=parties) for count, names, parties in sides or []]
    return Decision(
        body=body if own_body == 0 else own_body,
        date=date if own_date == 0 else own_date,
        text=text[first:last] if own_text is None else own_text,
        span=span(first, last),
        types=unpack_labels(types if own_types == 0 else own_types),
        votes=Votes(**dict(zip(STANCES, made, strict=False))),
        absent=absent or [],
    )


def unpack_value(letter: str, held: Any, text: str) -> EntityValue | None:
    """The value of an entity of ``text`` by its letter; None where it has none."""
    if held is None:
        return None
    if letter == "D":
        start, end, edtf = (*(bounds(held) or (None, None)), held) if isinstance(held, str) else held
        return DateValue(start=start, end=end, text=edtf)
    if letter == "M":
        if not isinstance(held, list):
            return MoneyValue(amount=held)
        return MoneyValue(amount=held[0], min=held[1], max=held[2], currency=held[3])
    if letter == "W":
        return unpack_law(held)
    if letter == "P":
        name, party = held if isinstance(held, list) else (held or text, None)
        return PersonValue(name=name, party=party)
    return CaseValue(kle=held[0])


def unpack_law(held: list[Any]) -> LawValue:
    """A statute; title and ELI of an act in the register are taken from there."""
    law, provisions, act = held
    found = None
    if act:
        number, year, via, title, eli = act if len(act) == 5 else (*act, *registered(*act[:2]))
        found = ResolvedLaw(title=title, number=number, year=year, eli=eli, via=via)
    made = [Provision(chapter=a, section=b, subsection=c, item=d) for a, b, c, d in provisions]
    return LawValue(law=law, provisions=made, resolved=found)
