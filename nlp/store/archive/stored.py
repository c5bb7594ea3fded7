"""From the rows of an archive back to points and records."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from nlp.errors import UsageError
from nlp.record import (
    Attachment,
    CaseValue,
    DateValue,
    Decision,
    Entity,
    EntityValue,
    Label,
    LawValue,
    Meeting,
    ModelInfo,
    MoneyValue,
    Participant,
    PersonValue,
    Point,
    Record,
    Section,
    Source,
    TableAmount,
    Votes,
)
from nlp.store.archive.rows import CLOSED, UNCERTAIN, VOTE

VALUES: dict[str, Any] = {"LAW": LawValue, "PERSON": PersonValue, "CASE": CaseValue, "MONEY": MoneyValue}
POINT = (
    'SELECT number, title, marker, case_number, document_number, kle, flags, start, "end", page, document_id'
    " FROM point WHERE id = ?"
)


def record(db: sqlite3.Connection, document_id: int) -> Record:
    """A document's record; spans of participants and attachments are (0, 0), and the model's suggestions are gone."""
    asked = "SELECT path, sha256, format, status, warnings, model, fingerprint, head, text FROM document WHERE id = ?"
    path, sha256, kind, status, warnings, model, fingerprint, head, text = one(db, asked, document_id)
    present = "SELECT p.name, a.attendance, a.party, a.role FROM participant a JOIN person p ON p.id = a.person_id"
    people = [
        Participant(name=person, attendance=attendance, party=party, role=role, span=(0, 0))
        for person, attendance, party, role in db.execute(f"{present} WHERE a.document_id = ?", (document_id,))
    ]
    ids = db.execute("SELECT id FROM point WHERE document_id = ? ORDER BY position", (document_id,)).fetchall()
    return Record(
        source=Source(path=path, sha256=sha256, format=kind, status=status, warnings=json.loads(warnings)),
        model=model_info(model, fingerprint),
        text=text,
        meeting=Meeting(**json.loads(head), participants=people),
        points=[point(db, point_id, text) for (point_id,) in ids],
    )


def model_info(model: str, fingerprint: str | None) -> ModelInfo:
    """The model from what a document's row says of it."""
    name, _, version = model.rpartition(" ")
    return ModelInfo(name=name, version=version, fingerprint=fingerprint)


def one(db: sqlite3.Connection, asked: str, number: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = db.execute(asked, (number,)).fetchone()
    if found is None:
        raise UsageError(f"number {number} is not in the archive; the numbers stand in the answers of 'referat find'")
    return found


def text_of(db: sqlite3.Connection, point_id: int) -> str:
    """The text of the document in which a point stands."""
    asked = "SELECT d.text FROM document d JOIN point p ON p.document_id = d.id WHERE p.id = ?"
    return str(one(db, asked, point_id)[0])


def point(db: sqlite3.Connection, point_id: int, text: str) -> Point:
    """A point as it is stored, with what people corrected; ``text`` is its document's."""
    number, title, marker, case, document, kle, flags, start, end, page, _ = one(db, POINT, point_id)
    return Point(
        number=number,
        title=title,
        marker=marker,
        case_number=case,
        document_number=document,
        kle=kle,
        closed=bool(flags & CLOSED),
        uncertain=bool(flags & UNCERTAIN),
        vote=bool(flags & VOTE),
        span=(start, end),
        page=page,
        absent=absent(db, point_id),
        sections=sections(db, point_id, text),
        decisions=decisions(db, point_id, text),
        entities=entities(db, point_id, text),
        **labels(db, point_id),
        **lists(db, point_id),
    )


def labels(db: sqlite3.Connection, point_id: int) -> dict[str, Any]:
    asked = "SELECT kind, name, score FROM label_of WHERE point_id = ? ORDER BY kind, position"
    found = db.execute(asked, (point_id,)).fetchall()
    return {
        field: [Label(label=name, score=score) for kind, name, score in found if kind == wanted]
        for field, wanted in (("topics", "topic"), ("decision_types", "type"))
    }


def absent(db: sqlite3.Connection, point_id: int) -> list[str]:
    asked = "SELECT p.name FROM absent a JOIN person p ON p.id = a.person_id WHERE a.point_id = ? ORDER BY p.id"
    return [name for (name,) in db.execute(asked, (point_id,))]


def sections(db: sqlite3.Connection, point_id: int, text: str) -> list[Section]:
    asked = 'SELECT heading, role, start, "end" FROM section WHERE point_id = ? ORDER BY position'
    return [
        Section(heading=text[start:end].split("\n", 1)[0] if heading is None else heading, role=role, span=(start, end))
        for heading, role, start, end in db.execute(asked, (point_id,))
    ]


def decisions(db: sqlite3.Connection, point_id: int, text: str) -> list[Decision]:
    asked = 'SELECT position, body, date, text, start, "end", types FROM decision WHERE point_id = ? ORDER BY position'
    return [
        Decision(
            body=body,
            date=date,
            text=text[start:end] if own is None else own,
            span=(start, end),
            types=[Label(label=name, score=1) for name in types.split()],
            votes=votes(db, point_id, position),
        )
        for position, body, date, own, start, end, types in db.execute(asked, (point_id,)).fetchall()
    ]


def votes(db: sqlite3.Connection, point_id: int, position: int) -> Votes:
    found = Votes()
    sides = {"for": found.for_, "against": found.against, "abstained": found.abstained}
    asked = "SELECT side, voter, name, count FROM vote WHERE point_id = ? AND decision = ?"
    for side, voter, name, count in db.execute(asked, (point_id, position)):
        if not voter:
            sides[side].count = count
        elif voter.startswith("party:"):
            sides[side].parties.append(name)
        else:
            sides[side].names.append(name)
    return found


def entities(db: sqlite3.Connection, point_id: int, text: str) -> list[Entity]:
    asked = 'SELECT label, start, "end", low, high, value FROM entity WHERE point_id = ? ORDER BY start'
    return [
        Entity(label=label, text=text[start:end], span=(start, end), value=value_of(label, low, high, value))
        for label, start, end, low, high, value in db.execute(asked, (point_id,))
    ]


def value_of(label: str, low: float | None, high: float | None, value: str | None) -> EntityValue | None:
    """The value that :func:`nlp.store.archive.rows.entities` stored."""
    if low is not None:
        return MoneyValue(amount=low) if low == high else MoneyValue(min=low, max=high)
    if value is None:
        return None
    if label == "DATE":
        start, _, end = value.partition("/")
        return DateValue(start=start or None, end=end or None)
    made: EntityValue = VALUES[label].model_validate(named(json.loads(value)) if label == "LAW" else json.loads(value))
    return made


def named(law: dict[str, Any]) -> dict[str, Any]:
    """A statute's value with what the register tells of it."""
    from nlp.tag.laws.register import by_number

    if resolved := law.get("resolved"):
        act = by_number(resolved["number"], resolved["year"])
        law["resolved"] = act.resolved(resolved["via"]) if act else resolved | {"title": ""}
    return law


def lists(db: sqlite3.Connection, point_id: int) -> dict[str, Any]:
    """Attachments and amounts of tables."""
    amounts = 'SELECT amount, row, "column", start, "end" FROM table_amount WHERE point_id = ? ORDER BY start'
    titles = "SELECT title FROM attachment WHERE point_id = ? ORDER BY position"
    return {
        "attachments": [Attachment(title=title, span=(0, 0)) for (title,) in db.execute(titles, (point_id,))],
        "table_amounts": [
            TableAmount(amount=amount, row=row, column=column, span=(start, end))
            for amount, row, column, start, end in db.execute(amounts, (point_id,))
        ],
    }
