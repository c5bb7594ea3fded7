"""Puts records into an archive: one document, one transaction; a meeting is shown in its best form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from nlp.record import ModelInfo, Participant, Point, Record
from nlp.store.archive import corrections, rows, schema, stored
from nlp.store.archive.keys import body_key, municipality_key, name_key, words
from nlp.store.archive.words import Terms

Change = Literal["added", "replaced", "unchanged"]
POINT = (
    "INSERT INTO point (document_id, live, date, topics, types, amount, place_id, flags, position, number, title,"
    ' marker, case_number, document_number, kle, start, "end", page, key)'
    " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Archive:
    """An archive open for writing; use as a context manager."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.db = schema.connect(self.path, create=True)
        self.terms = Terms()
        self.terms.known.update(
            (form, tuple(terms.split(" "))) for form, terms in self.db.execute("SELECT * FROM word")
        )
        self.corrected = {key for (key,) in self.db.execute("SELECT DISTINCT point_key FROM correction")}
        self.people: dict[str, int] = {}
        self.places: dict[tuple[str, str], int] = {}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    def add(self, record: Record) -> Change:
        """Store a record in one transaction; the same one again changes nothing, another of its path replaces it."""
        return self.add_many([record])[0]

    def add_many(self, records: Iterable[Record]) -> list[Change]:
        """Store several records in one transaction, as faster loading of small ones."""
        with schema.explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                changes = [self._add(record) for record in records]
                self._store_words()
                self.db.execute("COMMIT")
            except BaseException:
                self.forget()
                raise
        return changes

    def forget(self) -> None:
        """Roll back, and drop what was remembered of rows that are gone."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        self.people.clear()
        self.places.clear()
        for form in self.terms.new:
            del self.terms.known[form]
        self.terms.new.clear()

    def of_file(self, path: str, sha256: str) -> list[tuple[str, ModelInfo]]:
        """(path, model) of the documents that a file of this content gave, members of an archive file included."""
        asked = (
            "SELECT path, model, fingerprint FROM document WHERE sha256 = ? AND"
            " (path = ? OR substr(path, 1, ?) IN (?, ?)) AND status != 'failed'"
        )
        found = self.db.execute(asked, (sha256, path, len(path) + 1, path + "!", path + "#"))
        return [(one, stored.model_info(*model)) for one, *model in found]

    def tagged_otherwise(self, model: ModelInfo) -> list[str]:
        """Paths of the documents that another model tagged."""
        found = self.db.execute("SELECT path, model, fingerprint FROM document ORDER BY id")
        return [path for path, *other in found if stored.model_info(*other) != model]

    def paths(self) -> list[str]:
        return [path for (path,) in self.db.execute("SELECT path FROM document ORDER BY id")]

    def prune(self, paths: Iterable[str]) -> int:
        """Drop these documents, each in a transaction; the number dropped."""
        dropped = 0
        with schema.explained(self.path):
            for path in paths:
                found = self.db.execute("SELECT id, meeting_id FROM document WHERE path = ?", (path,)).fetchone()
                if found:
                    self.db.execute("BEGIN IMMEDIATE")
                    self._drop(*found)
                    self.db.execute("COMMIT")
                    dropped += 1
        return dropped

    def optimise(self) -> None:
        """Merge the full text into one piece, and drop from it what no longer stands in the archive."""
        with schema.explained(self.path):
            stale: int = self.db.execute("SELECT count(*) FROM stale").fetchone()[0]
            if stale:
                self._rebuild_terms()
            else:
                self.db.execute("INSERT INTO terms (terms) VALUES ('optimize')")
            self.db.execute("ANALYZE")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _rebuild_terms(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self.db.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
            asked = (
                'SELECT p.id, p.title, substr(d.text, p.start + 1, p."end" - p.start) FROM point p '
                "JOIN document d ON d.id = p.document_id"
            )
            for point_id, title, text in self.db.execute(asked):
                self._store_terms(point_id, title, text)
            self.db.execute("DELETE FROM stale")
            self._store_words()
            self.db.execute("COMMIT")
        except BaseException:
            self.forget()
            raise

    def _add(self, record: Record) -> Change:
        digest = hashlib.sha256(record.model_dump_json().encode()).hexdigest()
        asked = "SELECT id, meeting_id, digest FROM document WHERE path = ?"
        old = self.db.execute(asked, (record.source.path,)).fetchone()
        if old and old[2] == digest:
            return "unchanged"
        if old:
            self._drop(old[0], old[1])
        document_id = self._insert_document(record, digest)
        meeting_id = self._meeting(record, document_id)
        self.db.execute("UPDATE document SET meeting_id = ? WHERE id = ?", (meeting_id, document_id))
        place_id = self._place(record)
        self._insert_participants(document_id, record.meeting.participants)
        titles = [(point.number, point.title) for point in record.points]
        keys = rows.point_keys(rows.key_of(record), record.source.path, titles)
        for position, (key, point) in enumerate(zip(keys, record.points, strict=True)):
            self._insert_point(document_id, place_id, position, key, point, record)
        self._choose(meeting_id)
        return "replaced" if old else "added"

    def _insert_document(self, record: Record, digest: str) -> int:
        source = record.source
        warnings = json.dumps(source.warnings, ensure_ascii=False)
        model = f"{record.model.name} {record.model.version}"
        inserted = self.db.execute(
            "INSERT INTO document (path, sha256, digest, format, status, warnings, model, fingerprint, head, rank,"
            " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source.path, source.sha256, digest, source.format, source.status, warnings, model,
             record.model.fingerprint, rows.head(record), rows.rank(record), record.text),
        )  # fmt: skip
        return int(inserted.lastrowid or 0)

    def _meeting(self, record: Record, document_id: int) -> int:
        """The meeting that this document is a form of; a new one where there is none yet."""
        key = rows.key_of(record)
        for meeting_id, start in self.db.execute("SELECT id, start_time FROM meeting WHERE key = ?", (key,)).fetchall():
            if start == record.meeting.start_time or not (start and record.meeting.start_time):
                return int(meeting_id)
            if self._alike(meeting_id, record):
                return int(meeting_id)
        meeting = record.meeting
        inserted = self.db.execute(
            "INSERT INTO meeting (key, municipality, body, date, start_time, end_time, place, kind, document_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, meeting.municipality, meeting.body, meeting.date, meeting.start_time, meeting.end_time, meeting.place,
             meeting.kind, document_id),
        )  # fmt: skip
        return int(inserted.lastrowid or 0)

    def _alike(self, meeting_id: int, record: Record) -> bool:
        """Whether half of the titles are those of a stored form, though the times differ."""
        asked = "SELECT p.title FROM point p JOIN document d ON d.id = p.document_id WHERE d.meeting_id = ?"
        stored = {" ".join(words(title)) for (title,) in self.db.execute(asked, (meeting_id,))}
        titles = {" ".join(words(point.title)) for point in record.points}
        return len(stored & titles) * 2 >= max(1, min(len(stored), len(titles)))

    def _choose(self, meeting_id: int) -> None:
        """Show the best form of a meeting: its points are live, those of the others are not."""
        best = self.db.execute(
            "SELECT id, head FROM document WHERE meeting_id = ? ORDER BY rank DESC, id LIMIT 1", (meeting_id,)
        ).fetchone()
        head = json.loads(best[1])
        self.db.execute(
            "UPDATE meeting SET document_id = ?, municipality = ?, body = ?, kind = ?, end_time = ?, place = ?,"
            " start_time = coalesce(?, start_time) WHERE id = ?",
            (best[0], head["municipality"], head["body"], head["kind"], head["end_time"], head["place"],
             head["start_time"], meeting_id),
        )  # fmt: skip
        asked = "SELECT p.id, p.live, p.document_id = ?, p.date, p.topics, p.types, p.amount, p.place_id, p.flags"
        points = self.db.execute(
            f"{asked} FROM point p JOIN document d ON d.id = p.document_id WHERE d.meeting_id = ?",
            (best[0], meeting_id),
        ).fetchall()
        for point_id, live, wanted, *values in points:
            if live != wanted:
                self.db.execute("UPDATE point SET live = ? WHERE id = ?", (wanted, point_id))
                self._set_facets(point_id, bool(wanted), values)

    def _set_facets(self, point_id: int, live: bool, values: list[Any]) -> None:
        date, topics, types, amount, place_id, flags = values
        terms = rows.terms_of(topics, types, place_id)
        if live:
            made = [(term, date, point_id, topics, types, amount, place_id, flags) for term in terms]
            self.db.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?, ?, ?, ?)", made)
        else:
            gone = [(term, date, point_id) for term in terms]
            self.db.executemany("DELETE FROM facet WHERE term = ? AND date = ? AND point_id = ?", gone)

    def _place(self, record: Record) -> int:
        meeting = record.meeting
        key = municipality_key(meeting.municipality), body_key(meeting.body)
        if key not in self.places:
            self.db.execute(
                "INSERT OR IGNORE INTO place (municipality_key, body_key, municipality, body) VALUES (?, ?, ?, ?)",
                (*key, meeting.municipality, meeting.body),
            )
            asked = "SELECT id FROM place WHERE municipality_key = ? AND body_key = ?"
            self.places[key] = self.db.execute(asked, key).fetchone()[0]
        return self.places[key]

    def _person(self, name: str) -> int:
        key = name_key(name)
        if key not in self.people:
            self.db.execute("INSERT OR IGNORE INTO person (key, name) VALUES (?, ?)", (key, " ".join(name.split())))
            self.people[key] = self.db.execute("SELECT id FROM person WHERE key = ?", (key,)).fetchone()[0]
        return self.people[key]

    def _insert_participants(self, document_id: int, participants: list[Participant]) -> None:
        for one in participants:
            self.db.execute(
                "INSERT OR IGNORE INTO participant VALUES (?, ?, ?, ?, ?)",
                (document_id, self._person(one.name), one.attendance, one.party, one.role),
            )

    def _insert_point(
        self, document_id: int, place_id: int, position: int, key: int, point: Point, record: Record
    ) -> None:
        newest = self._newest(key, point) if key in self.corrected else {}
        point = corrections.apply(point, record.text, newest)
        values = (
            rows.date_number(record.meeting.date),
            rows.mask("topic", [label.label for label in point.topics]),
            rows.mask("type", [label.label for label in point.decision_types]),
            rows.largest(point),
            place_id,
            rows.flags(point, record.meeting.kind == "agenda", corrections.counts(newest)),
        )
        given = (position, point.number, point.title, point.marker, point.case_number, point.document_number, point.kle)
        inserted = self.db.execute(POINT, (document_id, *values, *given, *point.span, point.page, key))
        point_id = int(inserted.lastrowid or 0)
        self._insert_parts(point_id, point, record.text)
        self._insert_labels(point_id, point)
        self._insert_mentions(point_id, point)
        self._store_terms(point_id, point.title, record.text[slice(*point.span)])

    def _newest(self, key: int, point: Point) -> dict[corrections.Field, corrections.Correction]:
        """A point's corrections; what the model says now is noted in them."""
        newest = corrections.newest_of(self.db, key)
        for field, one in newest.items():
            latest = json.dumps(corrections.answer(point, field), ensure_ascii=False)
            self.db.execute("UPDATE correction SET latest = ? WHERE id = ?", (latest, one.id))
        return newest

    def correct(
        self, point_id: int, field: corrections.Field, value: Any, *, who: str, at: str | None = None
    ) -> corrections.Correction:
        """Store what a person says of a point, and show it in every form of the meeting; None takes it back.

        Raises :class:`UsageError` for unknown points, fields and labels. ``at`` is the time, ISO 8601; default now.
        """
        with schema.explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                made = self._correct(point_id, field, value, who, at or datetime.now(UTC).isoformat(timespec="seconds"))
                self.db.execute("COMMIT")
            except BaseException:
                self.forget()
                raise
        self.corrected.add(made.point_key)
        return made

    def _correct(
        self, point_id: int, field: corrections.Field, value: Any, who: str, at: str
    ) -> corrections.Correction:
        text = stored.text_of(self.db, point_id)
        point = stored.point(self.db, point_id, text)
        own = text[slice(*point.span)]
        corrections.check(field, value, own)
        asked = "SELECT p.key, d.model, d.path FROM point p JOIN document d ON d.id = p.document_id WHERE p.id = ?"
        key, model, path = self.db.execute(asked, (point_id,)).fetchone()
        before = corrections.newest_of(self.db, key).get(field)
        said = json.dumps(before.latest if before else corrections.answer(point, field), ensure_ascii=False)
        written = None if value is None else json.dumps(value, ensure_ascii=False)
        self.db.execute(
            "INSERT INTO correction (point_key, field, value, who, at, said, said_by, latest, path, number, title,"
            " text_sha) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, field, written, who, at, said, model, said, path, point.number, point.title,
             corrections.text_sha(own)),
        )  # fmt: skip
        for (one,) in self.db.execute("SELECT id FROM point WHERE key = ?", (key,)).fetchall():
            self._renew(one, key)
        return corrections.newest_of(self.db, key)[field]

    def _renew(self, point_id: int, key: int) -> None:
        """Write what the model and then people say of a stored point."""
        text = stored.text_of(self.db, point_id)
        newest = corrections.newest_of(self.db, key)
        point = stored.point(self.db, point_id, text)
        for field, one in newest.items():
            point = corrections.put(point, text, field, one.latest)
        point = corrections.apply(point, text, newest)
        asked = "SELECT live, date, topics, types, amount, place_id, flags FROM point WHERE id = ?"
        live, date, topics, types, amount, place_id, flags = self.db.execute(asked, (point_id,)).fetchone()
        if live:
            self._set_facets(point_id, False, [date, topics, types, amount, place_id, flags])
        topics = rows.mask("topic", [label.label for label in point.topics])
        types = rows.mask("type", [label.label for label in point.decision_types])
        amount = rows.largest(point)
        flags = rows.flags(point, bool(flags & rows.AGENDA), corrections.counts(newest))
        self.db.execute(
            "UPDATE point SET topics = ?, types = ?, amount = ?, flags = ? WHERE id = ?",
            (topics, types, amount, flags, point_id),
        )
        if live:
            self._set_facets(point_id, True, [date, topics, types, amount, place_id, flags])
        for table in ("label_of", "entity", "named", "absent", "law", "reference"):
            self.db.execute(f"DELETE FROM {table} WHERE point_id = ?", (point_id,))
        self._insert_labels(point_id, point)
        self._insert_mentions(point_id, point)

    def _insert_labels(self, point_id: int, point: Point) -> None:
        found = [(point_id, *row) for row in rows.labels(point)]
        self.db.executemany("INSERT OR IGNORE INTO label_of VALUES (?, ?, ?, ?, ?)", found)

    def _insert_parts(self, point_id: int, point: Point, text: str) -> None:
        many = self.db.executemany
        sections = [
            (point_id, at, rows.not_in(text, one.heading, one.span[0]), one.role, *one.span)
            for at, one in enumerate(point.sections)
        ]
        many("INSERT INTO section VALUES (?, ?, ?, ?, ?, ?)", sections)
        for at, one in enumerate(point.decisions):
            types = " ".join(label.label for label in one.types)
            row = (point_id, at, one.body, one.date, *one.span, rows.decision_text(one, text), types)
            self.db.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            for side, voter, name, count in rows.votes(one):
                many("INSERT OR IGNORE INTO vote VALUES (?, ?, ?, ?, ?, ?)", [(point_id, at, side, voter, name, count)])
        amounts = [(point_id, *one.span, one.amount, one.row, one.column) for one in point.table_amounts]
        many("INSERT OR IGNORE INTO table_amount VALUES (?, ?, ?, ?, ?, ?)", amounts)
        many(
            "INSERT INTO attachment VALUES (?, ?, ?)", [(point_id, n, a.title) for n, a in enumerate(point.attachments)]
        )

    def _insert_mentions(self, point_id: int, point: Point) -> None:
        many = self.db.executemany
        many("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)", [(point_id, *row) for row in rows.entities(point)])
        many(
            "INSERT OR IGNORE INTO named VALUES (?, ?)",
            [(self._person(n), point_id) for n in rows.people(point).values()],
        )
        missing = [(self._person(name), point_id) for name in rows.absent(point) if name_key(name)]
        many("INSERT OR IGNORE INTO absent VALUES (?, ?)", missing)
        many("INSERT OR IGNORE INTO law VALUES (?, ?, ?)", [(*law, point_id) for law in rows.laws(point)])
        many("INSERT OR IGNORE INTO reference VALUES (?, ?)", [(number, point_id) for number in rows.references(point)])

    def _store_terms(self, point_id: int, title: str, text: str) -> None:
        in_title = self.terms.of(title)
        both = " ".join(sorted(in_title)), " ".join(sorted(self.terms.of(text) - in_title))
        self.db.execute("INSERT INTO terms (rowid, title, body) VALUES (?, ?, ?)", (point_id, *both))

    def _store_words(self) -> None:
        new = [(form, " ".join(self.terms.known[form])) for form in self.terms.new]
        self.db.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", new)
        self.terms.new.clear()

    def _drop(self, document_id: int, meeting_id: int | None) -> None:
        self.db.execute("INSERT INTO stale SELECT id FROM point WHERE document_id = ?", (document_id,))
        points = self.db.execute(
            "SELECT id, date, topics, types, amount, place_id, flags FROM point WHERE document_id = ? AND live",
            (document_id,),
        ).fetchall()
        for point_id, *values in points:
            self._set_facets(point_id, False, values)
        self.db.execute("DELETE FROM document WHERE id = ?", (document_id,))
        others = self.db.execute("SELECT count(*) FROM document WHERE meeting_id = ?", (meeting_id,)).fetchone()[0]
        if others and meeting_id is not None:
            self._choose(meeting_id)
        else:
            self.db.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
