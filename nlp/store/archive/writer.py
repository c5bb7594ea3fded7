"""Puts records into an archive: everything of a document in one transaction; a meeting is shown in its best form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from nlp.record import ModelInfo, Participant, Record
from nlp.store.archive import corrections, rows, schema, stored
from nlp.store.archive.keys import body_key, municipality_key, name_key, words
from nlp.store.archive.packing import pack
from nlp.store.archive.shown import Shown

Change = Literal["added", "replaced", "unchanged"]
POINT = (
    "INSERT INTO point (id, document_id, key, number, title, marker, case_number, document_number, kle, closed, vote,"
    ' uncertain, corrected, page, start, "end", parts, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,'
    " ?)"
)


class Archive:
    """An archive open for writing; use as a context manager."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.db = schema.connect(self.path, create=True)
        self.shown = Shown(self.db)
        self.corrected = {key for (key,) in self.db.execute("SELECT DISTINCT point_key FROM correction")}
        self.people: dict[str, int] = {}
        self.places: dict[tuple[str | None, str | None], int] = {}
        self.models: dict[tuple[str, str, str | None], int] = {}

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
        """Store several records in one transaction, which is much faster."""
        with schema.transaction(self.db, self.path, self.forget):
            self.shown.begin()
            changes = [self._add(record) for record in records]
            self.shown.flush()
        return changes

    def forget(self) -> None:
        """Drop what was remembered of rows that are gone."""
        self.people.clear()
        self.places.clear()
        self.models.clear()
        self.shown.forget()

    def of_file(self, path: str, sha256: str) -> list[tuple[str, ModelInfo]]:
        """(path, model) of the documents that a file of this content gave, members of an archive file included."""
        asked = (
            "SELECT d.path, m.name, m.version, m.fingerprint FROM document d JOIN model m ON m.id = d.model_id"
            " WHERE d.sha256 = ? AND (d.path = ? OR substr(d.path, 1, ?) IN (?, ?)) AND d.status != 'failed'"
        )
        found = self.db.execute(asked, (sha256, path, len(path) + 1, path + "!", path + "#"))
        return [(one, ModelInfo(name=name, version=version, fingerprint=mark)) for one, name, version, mark in found]

    def tagged_otherwise(self, model: ModelInfo) -> list[str]:
        """Paths of the documents that another model tagged."""
        asked = (
            "SELECT d.path FROM document d JOIN model m ON m.id = d.model_id"
            " WHERE NOT (m.name = ? AND m.version = ? AND m.fingerprint IS ?) ORDER BY d.id"
        )
        return [path for (path,) in self.db.execute(asked, (model.name, model.version, model.fingerprint))]

    def paths(self) -> list[str]:
        return [path for (path,) in self.db.execute("SELECT path FROM document ORDER BY id")]

    def prune(self, paths: Iterable[str]) -> int:
        """Drop these documents, each in a transaction; the number dropped."""
        dropped = 0
        for path in paths:
            found = self.db.execute("SELECT id, meeting_id FROM document WHERE path = ?", (path,)).fetchone()
            if found:
                with schema.transaction(self.db, self.path, self.forget):
                    self._drop(*found)
                dropped += 1
        return dropped

    def optimise(self) -> None:
        """Merge the full text into one piece and note the sizes of the indexes."""
        with schema.explained(self.path):
            self.db.execute("INSERT INTO terms (terms) VALUES ('optimize')")
            self.db.execute("PRAGMA analysis_limit = 1000")
            self.db.execute("ANALYZE")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def correct(
        self, point_id: int, field: corrections.Field, value: Any, *, who: str, at: str | None = None
    ) -> corrections.Correction:
        """Store what a person says of a point, and show it in every form of the meeting; None takes it back.

        Raises :class:`UsageError` for unknown points, fields and labels. ``at`` is the time, ISO 8601; default now.
        """
        with schema.transaction(self.db, self.path, self.forget):
            made = corrections.add(self.db, point_id, field, value, who, at)
            for (one,) in self.db.execute("SELECT id FROM point WHERE key = ?", (made.point_key,)).fetchall():
                self._renew(one, made.point_key)
            self.shown.flush()
        self.corrected.add(made.point_key)
        return made

    def _renew(self, point_id: int, key: int) -> None:
        """Write what the model and then people say of a stored point."""
        newest = corrections.newest_of(self.db, key)
        point, text = stored.point(self.db, point_id)
        shown = self.shown.hide(point_id, point, text)
        for field, one in newest.items():
            point = corrections.put(point, text, field, one.latest)
        point = corrections.apply(point, text, newest)
        corrected = corrections.counts(newest)
        record = stored.record(self.db, self._document_of(point_id))
        self.db.execute(
            "UPDATE point SET vote = ?, uncertain = ?, corrected = ?, parts = ? WHERE id = ?",
            (point.vote, point.uncertain, corrected, pack(point, record.text, record.meeting), point_id),
        )
        if shown:
            place_id, agenda = self._place(record), record.meeting.kind == "agenda"
            self.shown.show(point_id, point, text, record, place_id, rows.flags(point, agenda, corrected))

    def _document_of(self, point_id: int) -> int:
        return int(self.db.execute("SELECT document_id FROM point WHERE id = ?", (point_id,)).fetchone()[0])

    def _add(self, record: Record) -> Change:
        parts = [pack(point, record.text, record.meeting) for point in record.points]
        known = rows.digest(record, parts)
        asked = "SELECT id, meeting_id, digest FROM document WHERE path = ?"
        old = self.db.execute(asked, (record.source.path,)).fetchone()
        if old and old[2] == known:
            return "unchanged"
        if old:
            self._drop(old[0], old[1])
        document_id = self._insert_document(record, known)
        meeting_id, is_new = self._meeting(record, document_id)
        self.db.execute("UPDATE document SET meeting_id = ? WHERE id = ?", (meeting_id, document_id))
        self._insert_participants(document_id, record.meeting.participants)
        self._insert_points(document_id, record, parts, is_new)
        if not is_new:
            self._choose(meeting_id)
        return "replaced" if old else "added"

    def _insert_document(self, record: Record, known: bytes) -> int:
        source = record.source
        warnings = json.dumps(source.warnings, ensure_ascii=False) if source.warnings else None
        inserted = self.db.execute(
            "INSERT INTO document (path, sha256, digest, format, status, warnings, model_id, head, rank, opening,"
            " closing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source.path, source.sha256, known, source.format, source.status, warnings, self._model(record.model),
             rows.head(record), rows.rank(record), *rows.pieces(record)),
        )  # fmt: skip
        return int(inserted.lastrowid or 0)

    def _model(self, model: ModelInfo) -> int:
        key = model.name, model.version, model.fingerprint
        if key not in self.models:
            asked = "SELECT id FROM model WHERE name = ? AND version = ? AND fingerprint IS ?"
            found = self.db.execute(asked, key).fetchone()
            made = "INSERT INTO model (name, version, fingerprint) VALUES (?, ?, ?)"
            self.models[key] = found[0] if found else int(self.db.execute(made, key).lastrowid or 0)
        return self.models[key]

    def _meeting(self, record: Record, document_id: int) -> tuple[int, bool]:
        """The meeting that this document is a form of, and whether it is new."""
        key = rows.meeting_key(record)
        for meeting_id, start in self.db.execute("SELECT id, start_time FROM meeting WHERE key = ?", (key,)).fetchall():
            same = start == record.meeting.start_time or not (start and record.meeting.start_time)
            if same or self._alike(meeting_id, record):
                return int(meeting_id), False
        meeting = record.meeting
        inserted = self.db.execute(
            "INSERT INTO meeting (key, municipality, body, date, start_time, end_time, place, kind, document_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, meeting.municipality, meeting.body, meeting.date, meeting.start_time, meeting.end_time, meeting.place,
             meeting.kind, document_id),
        )  # fmt: skip
        return int(inserted.lastrowid or 0), True

    def _alike(self, meeting_id: int, record: Record) -> bool:
        """Whether half of the titles are those of a stored form, though the times differ."""
        self.shown.flush()
        asked = "SELECT p.title FROM point p JOIN document d ON d.id = p.document_id WHERE d.meeting_id = ?"
        known = {" ".join(words(title)) for (title,) in self.db.execute(asked, (meeting_id,))}
        titles = {" ".join(words(point.title)) for point in record.points}
        return len(known & titles) * 2 >= max(1, min(len(known), len(titles)))

    def _choose(self, meeting_id: int) -> None:
        """Show the best form of a meeting instead of the one that was shown."""
        self.shown.flush()
        asked = "SELECT id FROM document WHERE meeting_id = ? ORDER BY rank DESC, id LIMIT 1"
        best = int(self.db.execute(asked, (meeting_id,)).fetchone()[0])
        shown = self.db.execute("SELECT document_id FROM meeting WHERE id = ?", (meeting_id,)).fetchone()[0]
        record = stored.record(self.db, best)
        if best != shown:
            if shown is not None:
                self._hide(shown)
            place_id, agenda = self._place(record), record.meeting.kind == "agenda"
            for point_id, (point, text) in stored.points(self.db, best).items():
                corrected = self.db.execute("SELECT corrected FROM point WHERE id = ?", (point_id,)).fetchone()[0]
                flags = rows.flags(point, agenda, corrected)
                self.shown.show(point_id, point, text, record, place_id, flags)
        meeting = record.meeting
        self.db.execute(
            "UPDATE meeting SET document_id = ?, municipality = ?, body = ?, kind = ?, end_time = ?, place = ?,"
            " start_time = coalesce(?, start_time) WHERE id = ?",
            (best, meeting.municipality, meeting.body, meeting.kind, meeting.end_time, meeting.place,
             meeting.start_time, meeting_id),
        )  # fmt: skip

    def _hide(self, document_id: int) -> None:
        for point_id, (point, text) in stored.points(self.db, document_id).items():
            self.shown.hide(point_id, point, text)

    def _place(self, record: Record) -> int:
        given = record.meeting.municipality, record.meeting.body
        if given not in self.places:
            key = municipality_key(given[0]), body_key(given[1])
            self.db.execute(
                "INSERT OR IGNORE INTO place (municipality_key, body_key, municipality, body) VALUES (?, ?, ?, ?)",
                (*key, *given),
            )
            asked = "SELECT id FROM place WHERE municipality_key = ? AND body_key = ?"
            self.places[given] = self.db.execute(asked, key).fetchone()[0]
        return self.places[given]

    def _person(self, name: str) -> int:
        if name not in self.people:
            key = name_key(name)
            self.db.execute("INSERT OR IGNORE INTO person (key, name) VALUES (?, ?)", (key, " ".join(name.split())))
            self.people[name] = self.db.execute("SELECT id FROM person WHERE key = ?", (key,)).fetchone()[0]
        return self.people[name]

    def _insert_participants(self, document_id: int, participants: list[Participant]) -> None:
        for one in participants:
            self.db.execute(
                "INSERT OR IGNORE INTO participant VALUES (?, ?, ?, ?, ?, ?, ?)",
                (document_id, self._person(one.name), one.attendance, one.party, one.role, *one.span),
            )

    def _insert_points(self, document_id: int, record: Record, packed: list[str], show: bool) -> None:
        made, text, meeting = [], record.text, record.meeting
        place_id, agenda = self._place(record), meeting.kind == "agenda"
        keys = rows.point_keys(record)
        for point_id, key, point, parts in zip(count(self.shown.next_id), keys, record.points, packed, strict=False):
            own, corrected = text[slice(*point.span)], False
            if key in self.corrected:
                newest = corrections.renewed(self.db, key, point)
                point, corrected = corrections.apply(point, own, newest), corrections.counts(newest)
                parts = pack(point, text, meeting)
            made.append((
                point_id, document_id, key, point.number, point.title, point.marker, point.case_number,
                point.document_number, point.kle, point.closed, point.vote, point.uncertain, corrected, point.page,
                *point.span, parts, own,
            ))  # fmt: skip
            if show:
                self.shown.show(point_id, point, own, record, place_id, rows.flags(point, agenda, corrected))
        self.db.executemany(POINT, made)
        self.shown.next_id += len(made)

    def _drop(self, document_id: int, meeting_id: int) -> None:
        self.shown.flush()
        self._hide(document_id)
        self.db.execute("UPDATE meeting SET document_id = NULL WHERE document_id = ?", (document_id,))
        self.db.execute("DELETE FROM document WHERE id = ?", (document_id,))
        if self.db.execute("SELECT 1 FROM document WHERE meeting_id = ? LIMIT 1", (meeting_id,)).fetchone():
            self._choose(meeting_id)
            self.shown.flush()
        else:
            self.db.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
