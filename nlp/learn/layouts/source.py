"""Meetings as they are before printing: from the written corpus or from structured documents."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from nlp.learn.data.corpus import CorpusPoint
from nlp.outline import Document
from nlp.record import SectionRole
from nlp.vocabulary import wording


@cache
def variants() -> dict[str, Any]:
    """The layout variants of ``variants.json``."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "variants.json").read_text("utf-8"))
    return loaded


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A section with its role, apart from decisions."""

    role: SectionRole
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceDecision:
    """A decision with the body and the ISO date that made it."""

    body: str
    date: str
    text: str


@dataclass(slots=True)
class SourcePoint:
    """A point before printing; ``earlier`` are decisions of other bodies, the oldest first."""

    title: str
    number: str = ""
    case: str | None = None
    closed: bool = False
    sections: list[SourceSection] = field(default_factory=list)
    earlier: list[SourceDecision] = field(default_factory=list)
    decision: str | None = None
    """None where the point has no decision heading at all."""
    absent: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourcePerson:
    """A member of the body."""

    name: str
    party: str | None
    absent: bool = False


@dataclass(slots=True)
class SourceMeeting:
    """A meeting before printing."""

    municipality: str
    body: str
    date: str
    points: list[SourcePoint]
    people: list[SourcePerson] = field(default_factory=list)


def random_people(rng: random.Random, count: int) -> list[SourcePerson]:
    """Invented members with parties, a few of them absent."""
    data = variants()
    first, last = data["first_names"].split(), data["last_names"].split()
    people: dict[str, SourcePerson] = {}
    while len(people) < count:
        middle = rng.choice(["", "", "", rng.choice(last) + " ", rng.choice("ABCEHKLMP") + ". "])
        surname = rng.choice(last) + (f"-{rng.choice(last)}" if rng.random() < 0.05 else "")
        name = f"{rng.choice(first)} {middle}{surname}"
        people[name] = SourcePerson(name, rng.choice(data["parties"]), rng.random() < 0.12)
    return list(people.values())


def _corpus_point(point: CorpusPoint, rng: random.Random, people: list[SourcePerson]) -> SourcePoint:
    decision = next((s.content.text for s in point.sections if s.role == "decision"), None)
    sections = [
        SourceSection(s.role, s.heading, s.content.text)  # type: ignore[arg-type]
        for s in point.sections
        if s.role not in ("decision", "earlier", "absence", "attachments") and s.content.text
    ]
    earlier = [
        SourceDecision(rng.choice(variants()["bodies"]), point.date, s.content.text)
        for s in point.sections
        if s.role == "earlier" and s.content.text and len(s.content.text) < 600
    ]
    absent = [p.name for p in people if p.absent]
    return SourcePoint(
        title=wording.CLOSED_AT_START.sub("", point.title.text) or point.title.text,
        number=point.number,
        case=point.case or None,
        closed=point.closed,
        sections=sections,
        earlier=earlier,
        decision=decision,
        absent=absent if rng.random() < 0.5 else [],
        attachments=[line for line in point.text_of("attachments").splitlines() if line.strip()],
    )


def from_corpus(points: Iterable[CorpusPoint], rng: random.Random) -> Iterator[SourceMeeting]:
    """Invented meetings of 5 to 16 points each, one municipality at a time."""
    by_municipality: defaultdict[str, list[CorpusPoint]] = defaultdict(list)
    for point in points:
        by_municipality[point.municipality].append(point)
    for municipality, its_points in by_municipality.items():
        shuffled = rng.sample(its_points, len(its_points))
        while shuffled:
            count = rng.randint(5, 16)
            chunk, shuffled = shuffled[:count], shuffled[count:]
            people = random_people(rng, rng.randint(5, 19))
            made = [_corpus_point(p, rng, people) for p in chunk]
            yield SourceMeeting(municipality, chunk[0].body, chunk[0].date, made, people)


def from_document(document: Document, rng: random.Random) -> SourceMeeting | None:
    """A structured meeting (its outline interpreted) as a source; None if it has no points."""
    from nlp.segment.interpret import interpret

    if document.outline is None:
        return None
    meeting, points = interpret(document, document.outline)
    if not points or not meeting.date or not meeting.body:
        return None
    text = document.text
    made = []
    for outline, point in zip(document.outline.points, points, strict=True):
        sections = [
            SourceSection(record.role, section.heading, text[slice(*section.span)].strip())
            for section, record in zip(outline.sections, point.sections, strict=False)
            if record.role not in ("decision", "history", "attachments", "absence")
        ]
        made.append(
            SourcePoint(
                title=point.title,
                number=point.number or "",
                case=point.case_number,
                closed=point.closed,
                sections=[s for s in sections if s.text],
                earlier=[
                    SourceDecision(d.body or "", d.date, d.text) for d in point.decisions[:-1] if d.text and d.date
                ],
                decision=point.decisions[-1].text if point.decisions else None,
                absent=point.absent,
                attachments=[a.title for a in point.attachments],
            )
        )
    people = [
        SourcePerson(p.name, p.party or rng.choice(variants()["parties"]), p.attendance == "absent")
        for p in meeting.participants
    ]
    municipality = meeting.municipality or "Hvidsted"
    return SourceMeeting(municipality, meeting.body, meeting.date, made, people)
