"""What people corrected: it wins over the model in every answer and survives every new tagging.

A correction belongs to a point by its key (:func:`nlp.store.archive.records.rows.point_keys`), so it applies to every
form of the meeting and to the same point tagged anew. All are kept; the newest of a point and field counts.
:meth:`nlp.store.archive.writer.Archive.correct` adds one.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from nlp.errors import UsageError
from nlp.labels import wrong_labels
from nlp.record import VALUE_OF, Entity, EntityLabel, EntityValue, Label, Point
from nlp.resources import label_names
from nlp.store.archive.records import stored

Field = Literal["topics", "decision_types", "vote", "entities"]
FIELDS: tuple[Field, ...] = get_args(Field)
COLUMNS = "id, point_key, field, value, who, at, said, said_by, latest, path, number, title, text_sha"
VALUES: TypeAdapter[EntityValue | None] = TypeAdapter(EntityValue | None)
LABELS = frozenset(get_args(EntityLabel))
Span = list[Any]
"""[start, end, label, value or null]; offsets are counted from the beginning of the point's text."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer of a person.

    ``value`` is a list of labels (topics, decision_types), a truth value (vote) or a list of spans (entities);
    None withdraws an earlier answer. ``said`` is what the model ``said_by`` had answered when it was given, ``latest``
    what the model in use answers now: [label, score] pairs, a truth value, or spans.
    """

    id: int
    point_key: int
    field: Field
    value: Any
    who: str
    at: str
    said: Any
    said_by: str
    latest: Any
    path: str
    number: str | None
    title: str
    text_sha: str

    @property
    def point(self) -> str:
        """The key as it is written: sixteen hexadecimal digits."""
        return written(self.point_key)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a field of a point; ``value`` is as in :class:`Correction`.

    ``at`` is the time, ISO 8601, None for now; ``own`` names topics and decision types that no model in use knows yet.
    """

    field: Field
    value: Any
    who: str
    at: str | None = None
    own: Mapping[str, Iterable[str]] | None = None


def written(key: int) -> str:
    """A point's key as people see it: sixteen hexadecimal digits."""
    return f"{key & (2**64 - 1):016x}"


def key_from(text: str) -> int:
    """The key that is written so; raises :class:`UsageError`."""
    try:
        return int.from_bytes(int(text, 16).to_bytes(8, "big"), "big", signed=True)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"'{text[:40]}' is not the key of a point; it has sixteen digits or letters a-f") from error


def text_sha(text: str) -> str:
    """A short fingerprint that tells whether a point's text is still the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def listed(
    db: sqlite3.Connection, *, keys: Iterable[int] | None = None, field: Field | None = None, all_of_them: bool = False
) -> list[Correction]:
    """Corrections in the order in which they were given: those that count, or ``all_of_them``."""
    found = [_correction(row) for row in db.execute(f"SELECT {COLUMNS} FROM correction ORDER BY id")]
    wanted = None if keys is None else set(keys)
    found = [one for one in found if (wanted is None or one.point_key in wanted) and field in (None, one.field)]
    if all_of_them:
        return found
    newest = {(one.point_key, one.field): one for one in found}
    return [one for one in found if newest[one.point_key, one.field] is one and one.value is not None]


def _correction(row: tuple[Any, ...]) -> Correction:
    value, said, latest = (None if row[at] is None else json.loads(row[at]) for at in (3, 6, 8))
    values = (*row[:3], value, *row[4:6], said, row[7], latest, *row[9:])
    return Correction(*values)


def newest_of(db: sqlite3.Connection, key: int) -> dict[Field, Correction]:
    """The newest correction of each field of a point, withdrawn ones (value None) among them."""
    asked = f"SELECT {COLUMNS} FROM correction WHERE point_key = ? ORDER BY id"
    return {one.field: one for one in map(_correction, db.execute(asked, (key,)))}


def renewed(db: sqlite3.Connection, key: int, point: Point) -> dict[Field, Correction]:
    """A point's newest corrections; what the model says now is noted in them."""
    newest = newest_of(db, key)
    for field, one in newest.items():
        latest = json.dumps(answer(point, field), ensure_ascii=False)
        db.execute("UPDATE correction SET latest = ? WHERE id = ?", (latest, one.id))
    return newest


def add(db: sqlite3.Connection, point_id: int, given: Given) -> Correction:
    """Note what a person says of a point; :meth:`nlp.store.archive.writer.Archive.correct` shows it as well."""
    point, text = stored.point(db, point_id)
    field, value = given.field, given.value
    check(field, value, text, given.own)
    asked = (
        "SELECT p.key, m.name || ' ' || m.version, d.path FROM point p JOIN document d ON d.id = p.document_id"
        " JOIN model m ON m.id = d.model_id WHERE p.id = ?"
    )
    key, model, path = db.execute(asked, (point_id,)).fetchone()
    before = newest_of(db, key).get(field)
    said = json.dumps(before.latest if before else answer(point, field), ensure_ascii=False)
    written = None if value is None else json.dumps(value, ensure_ascii=False)
    when = given.at or datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO correction (point_key, field, value, who, at, said, said_by, latest, path, number, title,"
        " text_sha) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, field, written, given.who, when, said, model, said, path, point.number, point.title, text_sha(text)),
    )
    return newest_of(db, key)[field]


def orphans(db: sqlite3.Connection) -> list[Correction]:
    """Corrections that count, of points that are not in the archive (any more)."""
    stored = {key for (key,) in db.execute("SELECT key FROM point WHERE key IN (SELECT point_key FROM correction)")}
    return [one for one in listed(db) if one.point_key not in stored]


def answer(point: Point, field: Field) -> Any:
    """What a point says in a field, as it is stored in ``said`` and ``latest``."""
    if field == "vote":
        return point.vote
    if field == "entities":
        return [
            [e.span[0] - point.span[0], e.span[1] - point.span[0], e.label, e.value and e.value.model_dump()]
            for e in point.entities
        ]
    return [[one.label, one.score] for one in getattr(point, field)]


def put(point: Point, text: str, field: Field, value: Any) -> Point:
    """The point with another answer: labels alone (score 1) or as [label, score], a truth value, or spans.

    ``text`` is the point's.
    """
    if field == "vote":
        return point.model_copy(update={"vote": bool(value)})
    if field == "entities":
        found = sorted((entity(point, text, span) for span in value), key=lambda one: one.span)
        return point.model_copy(update={"entities": found})
    pairs = [(one, 1.0) if isinstance(one, str) else one for one in value]
    return point.model_copy(update={field: [Label(label=label, score=score) for label, score in pairs]})


def entity(point: Point, text: str, span: Span) -> Entity:
    """The entity that a correction marks; ``span`` counts from the beginning of the point's text."""
    start, end, label, *value = span
    place = start + point.span[0], end + point.span[0]
    parsed = VALUES.validate_python(value[0] if value else None)
    return Entity(label=label, text=text[start:end], span=place, value=parsed)


def apply(point: Point, text: str, newest: Mapping[Field, Correction]) -> Point:
    """The point as people corrected it; entities only where its text is still the one they were marked in."""
    counted = {field: one for field, one in newest.items() if one.value is not None}
    for field, one in counted.items():
        if field != "entities" or one.text_sha == text_sha(text):
            point = put(point, text, field, one.value)
    if {"topics", "decision_types"} <= counted.keys():
        point = point.model_copy(update={"uncertain": False})
    return point


def counts(newest: Mapping[Field, Correction]) -> bool:
    """Whether any of them is not withdrawn."""
    return any(one.value is not None for one in newest.values())


def check(field: str, value: Any, text: str, own: Mapping[str, Iterable[str]] | None = None) -> None:
    """Raise :class:`UsageError` for what is no answer; ``text`` is the point's, ``own`` names further labels."""
    if field not in FIELDS:
        raise UsageError(f"'{field}' cannot be corrected; write {', '.join(FIELDS)}")
    if value is None:
        return
    if field == "vote":
        if not isinstance(value, bool):
            raise UsageError("a vote is true or false")
    elif field == "entities":
        for span in value:
            check_span(span, text)
    else:
        if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
            raise UsageError(f"{field}: give a list of names")
        for wrong in wrong_labels(value, field, (*label_names(field), *(own or {}).get(field, ()))):
            raise UsageError(wrong)


def check_span(span: Span, text: str) -> None:
    """Raise :class:`UsageError` for what is no entity inside the point's text."""
    try:
        start, end, label, *value = span
        parsed = VALUES.validate_python(value[0] if value else None)
        fits = 0 <= start < end <= len(text) and len(value) < 2
    except (TypeError, ValueError, ValidationError) as error:
        raise UsageError(f"{str(span)[:60]}: not an entity; write [start, end, label, value or null]") from error
    if not fits:
        raise UsageError(f"{str(span)[:60]}: outside the point's text of {len(text):,} characters")
    if label not in LABELS:
        raise UsageError(f"'{str(label)[:40]}' is not an entity label: {', '.join(sorted(LABELS))}")
    if parsed is not None and type(parsed) is not VALUE_OF.get(label):
        raise UsageError(f"{str(span)[:60]}: this is no value of a {label}")
