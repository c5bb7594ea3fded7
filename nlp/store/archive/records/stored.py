"""From the rows of an archive back to points and records, exactly as they were stored."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from nlp.errors import UsageError
from nlp.record import Meeting, ModelInfo, Participant, Point, Record, Source
from nlp.store.archive.records.unpacking import unpack

POINT = (
    "SELECT p.number, p.title, p.marker, p.case_number, p.document_number, p.kle, p.closed, p.vote, p.uncertain,"
    ' p.page, p.start, p."end", p.parts, p.text, d.head FROM point p JOIN document d ON d.id = p.document_id'
)
FIELDS = ("number", "title", "marker", "case_number", "document_number", "kle", "closed", "vote", "uncertain", "page")


def point(db: sqlite3.Connection, point_id: int) -> tuple[Point, str]:
    """A point as it is stored, with what people corrected, and its text; spans are those in the document."""
    return made(_one(db, POINT + " WHERE p.id = ?", point_id))


def points(db: sqlite3.Connection, document_id: int) -> dict[int, tuple[Point, str]]:
    """The points of a document in order, by their numbers in the archive."""
    ids = db.execute("SELECT id FROM point WHERE document_id = ? ORDER BY id", (document_id,)).fetchall()
    return {point_id: point(db, point_id) for (point_id,) in ids}


def made(row: tuple[Any, ...]) -> tuple[Point, str]:
    """The point and its text from a row."""
    *given, start, end, parts, text, head = row
    meeting = json.loads(head)
    fields = dict(zip(FIELDS, given, strict=True)) | unpack(parts, text, start, meeting["body"], meeting["date"])
    return Point(span=(start, end), **fields), text


def record(db: sqlite3.Connection, document_id: int) -> Record:
    """A document's record, with what people corrected."""
    asked = (
        "SELECT d.path, d.sha256, d.format, d.status, d.warnings, m.name, m.version, m.fingerprint, d.head"
        " FROM document d JOIN model m ON m.id = d.model_id WHERE d.id = ?"
    )
    path, sha256, kind, status, warnings, name, version, fingerprint, head = _one(db, asked, document_id)
    return Record(
        source=Source(path=path, sha256=sha256, format=kind, status=status, warnings=json.loads(warnings or "[]")),
        model=ModelInfo(name=name, version=version, fingerprint=fingerprint),
        text=text(db, document_id),
        meeting=Meeting(**json.loads(head), participants=participants(db, document_id)),
        points=[one for one, _ in points(db, document_id).values()],
    )


def participants(db: sqlite3.Connection, document_id: int) -> list[Participant]:
    """Who is listed in a document, in the order of its list."""
    asked = (
        'SELECT p.name, a.attendance, a.party, a.role, a.start, a."end" FROM participant a'
        " JOIN person p ON p.id = a.person_id WHERE a.document_id = ? ORDER BY a.start"
    )
    return [
        Participant(name=name, attendance=attendance, party=party, role=role, span=(start, end))
        for name, attendance, party, role, start, end in db.execute(asked, (document_id,))
    ]


def text(db: sqlite3.Connection, document_id: int) -> str:
    """The whole text of a document."""
    opening, closing = _one(db, "SELECT opening, closing FROM document WHERE id = ?", document_id)
    if closing is None:
        return str(opening)
    found = db.execute("SELECT text FROM point WHERE document_id = ? ORDER BY id", (document_id,))
    return "".join([opening, *(piece for (piece,) in found), closing])


def _one(db: sqlite3.Connection, asked: str, number: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = db.execute(asked, (number,)).fetchone()
    if found is None:
        raise UsageError(f"number {number} is not in the archive; the numbers stand in the answers of 'referat find'")
    return found
