"""From a record to the rows of the archive's tables."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from nlp.record import DateValue, Decision, EntityValue, LawValue, MoneyValue, PersonValue, Point, Record
from nlp.resources import decision_types, topics
from nlp.store.archive.keys import body_key, case_key, fold, law_key, municipality_key, name_key, words

CLOSED, VOTE, UNCERTAIN, AGENDA, CORRECTED = 1, 2, 4, 8, 16
"""Bits of point.flags."""
PRINTS = frozenset(("pdf", "docx", "html", "txt", "md", "text", "markdown"))
ALL, TOPIC, TYPE, PLACE = 0, 1, 41, 1000
"""First numbers of facet.term: all points, then topics, decision types and places by their bit or id."""


SHOWN_DECISION = (
    '(SELECT coalesce(c.text, substr(d.text, c.start + 1, c."end" - c.start)) FROM decision c'
    " WHERE c.point_id = p.id ORDER BY c.position DESC LIMIT 1)"
)
"""The text of the deciding body's decision, in a statement with point ``p`` and document ``d``."""


@cache
def bits() -> dict[str, dict[str, int]]:
    return {
        "topic": {name: bit for bit, name in enumerate(topics())},
        "type": {name: bit for bit, name in enumerate(decision_types())},
    }


def mask(kind: str, names: list[str]) -> int:
    return sum(1 << bits()[kind][name] for name in set(names))


def terms_of(topic_mask: int, type_mask: int, place_id: int) -> Iterator[int]:
    """The facet terms of a point."""
    yield ALL
    yield from (TOPIC + bit for bit in range(topic_mask.bit_length()) if topic_mask >> bit & 1)
    yield from (TYPE + bit for bit in range(type_mask.bit_length()) if type_mask >> bit & 1)
    yield PLACE + place_id


def meeting_key(municipality: str | None, body: str | None, date: str | None) -> str | None:
    """What is the same in all forms of a meeting; None where municipality, body or date is unknown."""
    if not (municipality and body and date):
        return None
    return f"{municipality_key(municipality)}|{body_key(body)}|{date}"


def key_of(record: Record) -> str | None:
    meeting = record.meeting
    return meeting_key(meeting.municipality, meeting.body, meeting.date)


def point_keys(meeting: str | None, path: str, points: Iterable[tuple[str | None, str]]) -> list[int]:
    """A number for each (number, title) of a meeting, the same when the file is tagged anew or read in another form.

    Points of the same number and title are told apart by their order.
    """
    seen: Counter[str] = Counter()
    keys = []
    for number, title in points:
        name = f"{meeting or path}|{number or ''}|{' '.join(words(title))}"
        seen[name] += 1
        digest = hashlib.blake2b(f"{name}|{seen[name]}".encode(), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "big", signed=True))
    return keys


def rank(record: Record) -> int:
    """Which form of a meeting is shown: minutes before agenda, whole before partial, structured before print."""
    minutes = record.meeting.kind == "minutes" and bool(record.points)
    structured = record.source.format not in PRINTS
    return 4 * minutes + 2 * structured + (record.source.status == "ok")


def date_number(iso: str | None) -> int:
    return int(iso.replace("-", "")[:8]) if iso else 0


def largest(point: Point) -> float | None:
    """The largest amount of the point's text, in kroner, without its sign."""
    amounts = [max(abs(low), abs(high)) for low, high in map(money, point.entities) if low is not None]
    return max(amounts, default=None)


def money(entity: object) -> tuple[float | None, float]:
    """Lowest and highest amount of a MONEY entity; (None, 0) for anything else."""
    value = getattr(entity, "value", None)
    if not isinstance(value, MoneyValue) or value.currency != "DKK":
        return None, 0.0
    if value.amount is not None:
        return value.amount, value.amount
    return value.min, value.max if value.max is not None else value.min or 0.0


def flags(point: Point, agenda: bool, corrected: bool) -> int:
    of_point = CLOSED * point.closed + VOTE * point.vote + UNCERTAIN * point.uncertain
    return of_point + AGENDA * agenda + CORRECTED * corrected


def not_in(text: str, written: str, start: int) -> str | None:
    """``written``, or None where the text has it at ``start``."""
    return None if text.startswith(written, start) else written


def decision_text(decision: Decision, text: str) -> str | None:
    """The text of a decision, None where it is exactly what stands at its span."""
    return None if text[slice(*decision.span)] == decision.text else decision.text


def compact(value: EntityValue | None) -> str | None:
    """A value as short text: days as "start/end", statutes without what the register tells, others as JSON."""
    if isinstance(value, DateValue):
        return f"{value.start or ''}/{value.end or ''}"
    if isinstance(value, LawValue):
        return value.model_dump_json(exclude_none=True, exclude={"resolved": {"title", "eli"}})
    return value.model_dump_json(exclude_none=True) if value else None


def labels(point: Point) -> Iterator[tuple[str, int, str, float]]:
    """(kind, position, name, score) of what the model asserts."""
    for kind, found in (("topic", point.topics), ("type", point.decision_types)):
        for position, label in enumerate(found):
            yield kind, position, label.label, label.score


def votes(decision: Decision) -> Iterator[tuple[str, str, str | None, int | None]]:
    """(side, voter key, voter, count): a row with an empty key holds the side's count."""
    sides = (("for", decision.votes.for_), ("against", decision.votes.against), ("abstained", decision.votes.abstained))
    for side, voters in sides:
        if voters.count is not None:
            yield side, "", None, voters.count
        for party in dict.fromkeys(voters.parties):
            yield side, "party:" + fold(party), party, None
        for name in {name_key(name): name for name in voters.names}.values():
            yield side, "name:" + name_key(name), name, None


def people(point: Point) -> dict[str, str]:
    """Everybody named in the point, by key."""
    names = [
        e.value.name if isinstance(e.value, PersonValue) else e.text for e in point.entities if e.label == "PERSON"
    ]
    names += absent(point)
    for decision in point.decisions:
        for side in (decision.votes.for_, decision.votes.against, decision.votes.abstained):
            names += side.names
    return {name_key(name): " ".join(name.split()) for name in names if name_key(name)}


def absent(point: Point) -> list[str]:
    return [*point.absent, *(name for decision in point.decisions for name in decision.absent)]


def laws(point: Point) -> set[tuple[str, str]]:
    """(key, section) of what is cited: once under the name as cited, once under the title in the register."""
    found: set[tuple[str, str]] = set()
    for entity in point.entities:
        if isinstance(entity.value, LawValue):
            value = entity.value
            names = [law_key(value.law)] + ([title_key(value.resolved.title)] if value.resolved else [])
            for section in [fold(one.section or "") for one in value.provisions] or [""]:
                found |= {(name, section) for name in names if name}
    return found


def title_key(title: str) -> str:
    """The key of a title, one for an act and its consolidations."""
    return law_key(title).removeprefix("bekendtgørelse af ")


def references(point: Point) -> set[str]:
    """Case and document numbers that the point names, its own first among them."""
    numbers = [point.case_number, point.document_number]
    numbers += [entity.text for entity in point.entities if entity.label == "CASE"]
    return {case_key(number) for number in numbers if number}


def entities(point: Point) -> Iterator[tuple[int, int, str, float | None, float | None, str | None]]:
    for entity in {entity.span[0]: entity for entity in point.entities}.values():
        low, high = money(entity)
        if isinstance(entity.value, MoneyValue):
            value = None if low is not None else entity.value.model_dump_json()
        else:
            value = compact(entity.value)
        yield *entity.span, entity.label, low, None if low is None else high, value


def head(record: Record) -> str:
    """Meeting and warnings as JSON, for showing and exporting."""
    return json.dumps(record.meeting.model_dump(exclude={"participants"}), ensure_ascii=False)
