"""Labels, values and dates as a Danish reader writes them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from nlp.record import (
    CaseValue,
    DateValue,
    Entity,
    Label,
    LawValue,
    MoneyValue,
    Participant,
    PersonValue,
    Provision,
    Votes,
    VoteSide,
)
from nlp.resources import PACKAGE, label_names, months


def words() -> dict[str, Any]:
    """The wording of ``nlp/show/words.json``."""
    loaded: dict[str, Any] = json.loads((PACKAGE / "show" / "words.json").read_text("utf-8"))
    return loaded


WORDS = words()


def topic_names(labels: list[Label]) -> list[str]:
    """Danish names of topics."""
    return [_name("topics", label) for label in labels]


def decision_names(labels: list[Label]) -> list[str]:
    """Danish names of decision types."""
    return [_name("decision_types", label) for label in labels]


def _name(group: str, label: Label) -> str:
    return label_names(group).get(label.label, label.label)


def entity_name(label: str) -> str:
    """Danish name of an entity label."""
    return label_names("entities").get(label, label)


def long_date(iso: str | None) -> str:
    """``2020-12-17`` as ``17. december 2020``; empty for None."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day}. {months()[day.month - 1]} {day.year}"


def kroner(amount: float) -> str:
    """An amount with Danish thousands and decimals: ``11.900.000 kr.``"""
    digits = 0 if amount == round(amount) else 2
    text = f"{amount:,.{digits}f}".translate(str.maketrans(",.", ".,"))
    return f"{text} kr."


def value_text(entity: Entity) -> str:
    """What an entity means, in words; empty where its value is unknown."""
    match entity.value:
        case MoneyValue(amount=None, min=low, max=high):
            return " til ".join(kroner(amount) for amount in (low, high) if amount is not None)
        case MoneyValue(amount=amount):
            return kroner(amount or 0)
        case DateValue(start=start, end=end):
            return _days(start, end)
        case LawValue() as law:
            return _law(law)
        case PersonValue(name=name, party=party):
            return f"{name} ({party})" if party else name
        case CaseValue(kle=kle):
            return f"KLE {kle}" if kle else ""
    return ""


def _days(start: str | None, end: str | None) -> str:
    if start == end:
        return long_date(start)
    return " til ".join(long_date(day) for day in (start, end) if day)


def _law(law: LawValue) -> str:
    cited = law.law or ""
    if law.resolved:
        cited = f"{law.resolved.title} (nr. {law.resolved.number} af {law.resolved.year})"
    return ", ".join(part for part in [cited, *(_provision(one) for one in law.provisions)] if part)


def _provision(provision: Provision) -> str:
    signs = WORDS["provision"]
    parts = [f"{signs[name]} {value}" for name in signs if (value := getattr(provision, name))]
    return " ".join(parts)


def votes_text(votes: Votes) -> str:
    """``For: 13 (V, C). Imod: 8 (A).``; empty without votes."""
    sides = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained}
    return " ".join(f"{WORDS['votes'][key]}: {shown}." for key, side in sides.items() if (shown := _side(side)))


def _side(side: VoteSide) -> str:
    who = ", ".join([*side.parties, *side.names])
    count = "" if side.count is None else str(side.count)
    return f"{count} ({who})" if count and who else count or who


def person_text(person: Participant) -> str:
    """Name, party and how the person attended."""
    attendance = WORDS["attendance"].get(person.attendance, "")
    party = f" ({person.party})" if person.party else ""
    role = f", {person.role}" if person.role else ""
    return f"{person.name}{party}{role}" + (f", {attendance}" if attendance else "")
