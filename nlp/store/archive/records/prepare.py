"""From records to what the archive stores, all but the numbers that only the archive knows.

Needs no archive, so other processes can do it (:mod:`nlp.store.archive.records.bulk`) while one writes.
"""

from __future__ import annotations

import json
from collections.abc import Container
from hashlib import blake2b
from typing import Any

import msgspec

from nlp.record import Point, Record
from nlp.store.archive.index import marks, numbers
from nlp.store.archive.index.terms import Terms
from nlp.store.archive.records import quick_records, rows
from nlp.store.archive.records.packing import pack

IN_TITLE = " " + marks.TITLE
Facts = tuple[tuple[str, ...], tuple[str, ...], float | None, int, int, bytes]
"""What is searched of a point: topics, decision types, largest amount, classes of amounts, flags, words."""


class Prepared(msgspec.Struct, array_like=True, gc=False):
    """A document ready to be stored; the tuples are in the order of the tables' columns, long texts in UTF-8.

    ``points`` lack number and document, ``shown`` is what is searched of each.
    ``record`` is the JSON where people corrected one of the points.
    """

    path: str
    digest: bytes
    model: tuple[str, str, str | None]
    document: tuple[Any, ...]
    key: str | None
    meeting: tuple[Any, ...]
    participants: list[tuple[Any, ...]]
    people: list[str]
    points: list[tuple[Any, ...]]
    shown: list[Facts]
    record: bytes | None = None


class Preparer:
    """Prepares records; ``terms`` remembers the words met."""

    def __init__(self, terms: Terms, corrected: Container[int] = ()) -> None:
        self.terms = terms
        self.corrected = corrected

    def prepared(self, given: Record | bytes) -> Prepared:
        """A record, or its JSON, as it is stored; raises what :func:`.quick_records.record` raises."""
        record = quick_records.record(given)
        text, meeting, agenda = record.text, record.meeting, record.meeting.kind == "agenda"
        away = absent(record)
        people: set[str] = set()
        points, shown, parts = [], [], []
        keys = rows.point_keys(record)
        for key, point in zip(keys, record.points, strict=True):
            own, packed = text[slice(*point.span)], pack(point, text, meeting)
            words, named = self.words(point, own, away)
            people |= named
            parts.append(packed)
            points.append(row(key, point, False, packed, own))
            shown.append(facts(point, agenda, False, words))
        corrected = any(key in self.corrected for key in keys)
        return Prepared(
            record.source.path,
            digest(record, parts),
            (record.model.name, record.model.version, record.model.fingerprint),
            document(record),
            rows.meeting_key(record),
            (
                meeting.municipality, meeting.body, meeting.date, meeting.start_time, meeting.end_time, meeting.place,
                meeting.kind,
            ),
            [(one.name, one.attendance, one.party, one.role, *one.span) for one in meeting.participants],
            sorted(people),
            points,
            shown,
            msgspec.json.encode(record) if corrected else None,
        )  # fmt: skip

    def words(self, point: Point, text: str, away: list[str]) -> tuple[str, set[str]]:
        """All under which a point is found: its words, those of its title, and its marks; and whom it names."""
        found, people = marks.of_point(point)
        titles = self.terms.line(point.title).replace(" ", IN_TITLE)
        return " ".join([self.terms.line(text), marks.TITLE + titles if titles else "", *found, *away]), people


def absent(record: Record) -> list[str]:
    """The marks of those who were away from the whole meeting."""
    return [marks.person("m", one.name) for one in record.meeting.participants if one.attendance == "absent"]


def row(key: int, point: Point, corrected: bool, packed: str, text: str) -> tuple[Any, ...]:
    """The columns of a point from its key on."""
    return (
        key, point.number, point.title, point.marker, point.case_number, point.document_number, point.kle,
        point.closed, point.vote, point.uncertain, corrected, point.page, *point.span, packed.encode(), text.encode(),
    )  # fmt: skip


def facts(point: Point, agenda: bool, corrected: bool, words: str) -> Facts:
    """What is searched of a point; ``words`` are its terms and marks."""
    return (
        tuple([one.label for one in point.topics]), tuple([one.label for one in point.decision_types]),
        *numbers.amounts(point), numbers.flags(point, agenda, corrected), words.encode(),
    )  # fmt: skip


def document(record: Record) -> tuple[Any, ...]:
    """The columns of a document from its hash on."""
    source = record.source
    warnings = json.dumps(source.warnings, ensure_ascii=False) if source.warnings else None
    return (
        source.sha256, source.format, source.status, warnings, rows.head(record), rows.rank(record),
        *rows.pieces(record),
    )  # fmt: skip


def digest(record: Record, parts: list[str]) -> bytes:
    """What tells a record from another; ``parts`` are its packed points."""
    names = ("schema_version", "source", "model", "meeting")
    given = {name: getattr(record, name) for name in names}, [fields_of(point) for point in record.points], parts
    made = blake2b(msgspec.json.encode(given), digest_size=16)
    made.update(record.text.encode())
    return made.digest()


def fields_of(point: Point) -> tuple[Any, ...]:
    """The columns of a point, in the order of the table."""
    return (
        point.number, point.title, point.marker, point.case_number, point.document_number, point.kle, point.closed,
        point.vote, point.uncertain, point.page, *point.span,
    )  # fmt: skip
