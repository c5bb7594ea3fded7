"""Records of the written corpus with its labels as right answers: the example archive of benchmarks and tests."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nlp.learn.data.corpus import CorpusPoint, Marked, read_corpus
from nlp.outline import TextWriter
from nlp.record import (
    Decision,
    Entity,
    EntityValue,
    Label,
    Meeting,
    ModelInfo,
    Participant,
    PersonValue,
    Point,
    Record,
    Section,
    Source,
)
from nlp.segment.points.votes import find_votes
from nlp.tag.cases import cases
from nlp.tag.dates import dates
from nlp.tag.entities import Context, Found, from_iso
from nlp.tag.laws import laws
from nlp.tag.money import money

MODEL = ModelInfo(name="written", version="1")


def records(points: Iterable[CorpusPoint] | None = None) -> Iterator[Record]:
    """One record a meeting of the corpus: municipality, body and date."""
    meetings: defaultdict[tuple[str, str, str], list[CorpusPoint]] = defaultdict(list)
    for point in read_corpus() if points is None else points:
        meetings[point.municipality, point.body, point.date].append(point)
    for (municipality, body, date), of_meeting in meetings.items():
        yield record(municipality, body, date, of_meeting)


def record(municipality: str, body: str, date: str, points: list[CorpusPoint]) -> Record:
    writer = TextWriter()
    writer.line(f"{municipality} Kommune")
    writer.line(f"Referat af mødet i {body} den {date}")
    made = [write_point(writer, point) for point in points]
    names = {name for point in made for name in point.absent}
    people = [Participant(name=name, attendance="absent", span=(0, 0)) for name in sorted(names)]
    text = writer.text()
    return Record(
        source=Source(path=f"{points[0].id}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), format="txt"),
        model=MODEL,
        text=text,
        meeting=Meeting(
            municipality=municipality, body=body, date=date, participants=people if len(points) == 1 else []
        ),
        points=made,
    )


def write_point(writer: TextWriter, point: CorpusPoint) -> Point:
    start = writer.position
    number = f"Punkt {point.number}: " if point.number else ""
    heading = writer.line(f"{number}{point.title.text}")
    context = Context(meeting_date=from_iso(point.date))
    entities = entities_of(point.title, heading[0] + len(number), context)
    sections: list[Section] = []
    decisions: list[Decision] = []
    absent: list[str] = []
    for section in point.sections:
        first = writer.position
        if section.heading:
            writer.line(section.heading)
        span = writer.block(section.content.text)
        role = "decision" if section.role == "earlier" else section.role
        sections.append(Section(heading=section.heading, role=role, span=(first, span[1])))  # type: ignore[arg-type]
        entities += entities_of(section.content, span[0], context)
        if section.role == "decision":
            decisions.append(decision_of(point, section.content.text, span))
        if section.role == "absence":
            absent += [e.text for e in entities_of(section.content, span[0], context) if e.label == "PERSON"]
    return Point(
        number=point.number or None,
        title=point.title.text,
        marker=point.marker,
        case_number=point.case,
        document_number=point.document,
        kle=cases.parse(point.case).kle if point.case else None,
        closed=point.closed,
        span=(start, writer.position),
        absent=absent,
        sections=sections,
        topics=[Label(label=name, score=1) for name in point.topics],
        decision_types=[Label(label=name, score=1) for name in point.types],
        vote=point.vote,
        decisions=decisions,
        entities=sorted(entities, key=lambda entity: entity.span),
    )


def decision_of(point: CorpusPoint, text: str, span: tuple[int, int]) -> Decision:
    types = [Label(label=name, score=1) for name in point.types]
    votes = find_votes(text)
    return Decision(body=point.body, date=point.date, text=text, span=span, types=types, votes=votes)


def entities_of(marked: Marked, offset: int, context: Context) -> list[Entity]:
    """Marked entities where the writer marked them; amounts, statutes and case numbers by rule elsewhere."""
    spans = list(marked.spans)
    if not spans:
        found: list[Found] = [*money.find(marked.text), *laws.find(marked.text), *cases.find(marked.text)]
        spans = [(one.start, one.end, one.label) for one in found]
    made = {}
    for start, end, label in spans:
        written = marked.text[start:end]
        value = value_of(label, written, context)
        made[start] = Entity(label=label, text=written, span=(offset + start, offset + end), value=value)  # type: ignore[arg-type]
    return list(made.values())


def value_of(label: str, written: str, context: Context) -> EntityValue | None:
    match label:
        case "MONEY":
            return money.parse(written)
        case "LAW":
            return laws.parse(written, context)
        case "DATE":
            return dates.parse(written, context, 0)
        case "CASE":
            return cases.parse(written)
        case "PERSON":
            return PersonValue(name=written.removesuffix("s") if written.endswith("ens") else written)
    return None
