"""Puts records into an archive: everything of a document in one transaction; a meeting is shown in its best form."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec

from nlp.record import ModelInfo, Record
from nlp.store.archive import corrections, inputs, schema
from nlp.store.archive.index import loading, numbers
from nlp.store.archive.index.keys import words
from nlp.store.archive.index.shown import Shown
from nlp.store.archive.records import quick_records, stored
from nlp.store.archive.records.lookups import Lookups
from nlp.store.archive.records.packing import pack
from nlp.store.archive.records.prepare import Prepared, absent, facts, row

Change = Literal["added", "replaced", "unchanged", "dropped"]
PATIENCE = 600_000
"""Milliseconds that a load waits for another program that completes the index."""
DOCUMENT = (
    "INSERT INTO document (id, path, digest, model_id, meeting_id, sha256, format, status, warnings, head, rank,"
    " opening, closing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
MEETING = (
    "INSERT INTO meeting (key, municipality, body, date, start_time, end_time, place, kind, document_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PARTICIPANT = "INSERT OR IGNORE INTO participant VALUES (?, ?, ?, ?, ?, ?, ?)"
POINT = (
    "INSERT INTO point (id, document_id, key, number, title, marker, case_number, document_number, kle, closed, vote,"
    ' uncertain, corrected, page, start, "end", parts, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,'
    " CAST(? AS TEXT), CAST(? AS TEXT))"
)


class Archive:
    """An archive open for writing; use as a context manager."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.db = schema.connect(self.path, create=True)
        self.shown = Shown(self.db)
        self.corrected = {key for (key,) in self.db.execute("SELECT DISTINCT point_key FROM correction")}
        self.shown.preparer.corrected = self.corrected
        self.points: list[tuple[Any, ...]] = []
        self.lookups = Lookups(self.db)

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
        return self.store([self.shown.preparer.prepared(record) for record in records])

    def store(
        self,
        prepared: Iterable[Prepared],
        terms: Mapping[str, str] | None = None,
        source: inputs.Input | None = None,
    ) -> list[Change]:
        """Store prepared records in one transaction, and the input that gave them.

        ``terms`` are those of words that their maker met first. What the input gave before and gives no more is
        dropped, unless it could not be read whole; so is what a file was when it held one meeting or several. Of these
        stands "dropped" behind the changes of the records.
        """
        prepared = list(prepared)
        with schema.transaction(self.db, self.path, self.forget):
            self.begin()
            self.shown.terms.new.update(terms or {})
            dropped: list[Change] = []
            changes = [self._add(one, dropped) for one in prepared]
            if source:
                if source.status != "failed":
                    dropped += self._drop_all(inputs.left_over(self.db, source.path, [one.path for one in prepared]))
                inputs.put(self.db, source)
            self.flush()
        return changes + dropped

    def note_input(self, one: inputs.Input) -> None:
        with schema.explained(self.path):
            inputs.put(self.db, one)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """While many documents are stored, some of the index is left for the end, which is much faster.

        Another program that asks meanwhile completes it first; what is stored afterwards is indexed at once.
        """
        collects = gc.isenabled()
        gc.disable()
        self.db.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        with schema.transaction(self.db, self.path, self.forget):
            self.begin()
            loading.begin(self.db, self.shown.next_id)
        try:
            yield
            self.merge()  # the pages that it leaves are filled by what follows
        finally:
            if collects:
                gc.enable()
            with schema.explained(self.path):
                loading.end(self.db)
                self.db.execute(f"PRAGMA busy_timeout = {int(schema.WAIT * 1000)}")

    def begin(self) -> None:
        """Look up what another program may have written since the last transaction."""
        self.shown.begin()
        self.next_document = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM document").fetchone()[0]

    def flush(self) -> None:
        """Write what waits; points go before what refers to them."""
        self.db.executemany(POINT, self.points)
        self.points.clear()
        self.shown.flush()

    def forget(self) -> None:
        """Drop what was remembered of rows that are gone."""
        self.points.clear()
        self.lookups.forget()
        self.shown.forget()

    def of_file(self, path: str, sha256: str) -> list[tuple[str, str, ModelInfo, list[str]]]:
        """(path, status, model, warnings) of the documents that an input of this content gave."""
        asked = (
            "SELECT d.path, d.status, d.warnings, m.name, m.version, m.fingerprint FROM document d"
            " JOIN model m ON m.id = d.model_id WHERE d.sha256 = ?"
            " AND (d.path = ? OR d.path >= ? AND d.path < ?) AND d.status != 'failed'"
        )
        return [
            (one, status, ModelInfo(name=name, version=version, fingerprint=mark), json.loads(warnings or "[]"))
            for one, status, warnings, name, version, mark in self.db.execute(
                asked, (sha256, path, path + "#", path + "$")
            )
        ]

    def tagged_otherwise(self, model: ModelInfo) -> list[str]:
        """Paths of the documents that another model tagged."""
        asked = (
            "SELECT d.path FROM document d JOIN model m ON m.id = d.model_id"
            " WHERE NOT (m.name = ? AND m.version = ? AND m.fingerprint IS ?) ORDER BY d.id"
        )
        return [path for (path,) in self.db.execute(asked, (model.name, model.version, model.fingerprint))]

    def paths(self) -> list[str]:
        """Of all documents, and of inputs that gave none."""
        documents = [path for (path,) in self.db.execute("SELECT path FROM document ORDER BY id")]
        return list(dict.fromkeys(documents + inputs.paths(self.db)))

    def prune(self, paths: Iterable[str]) -> int:
        """Drop these documents and inputs, each in a transaction; the number of documents dropped."""
        dropped = 0
        for path in paths:
            found = self.db.execute("SELECT id, meeting_id FROM document WHERE path = ?", (path,)).fetchone()
            with schema.transaction(self.db, self.path, self.forget):
                inputs.drop(self.db, path)
                if found:
                    self._drop(*found)
                    dropped += 1
        return dropped

    def _drop_all(self, paths: Iterable[str]) -> Iterator[Change]:
        for path in paths:
            self._drop(*self.db.execute("SELECT id, meeting_id FROM document WHERE path = ?", (path,)).fetchone())
            yield "dropped"

    def merge(self) -> None:
        """Merge the full text into one piece."""
        with schema.explained(self.path):
            self.db.execute("INSERT INTO terms (terms) VALUES ('optimize')")

    def optimise(self) -> None:
        """Merge the full text into one piece and note the sizes of the indexes."""
        self.merge()
        with schema.explained(self.path):
            self.db.execute("PRAGMA analysis_limit = 1000")
            self.db.execute("ANALYZE")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def correct(
        self,
        point_id: int,
        field: corrections.Field,
        value: Any,
        *,
        who: str,
        at: str | None = None,
        own: Mapping[str, Iterable[str]] | None = None,
    ) -> corrections.Correction:
        """Store what a person says of a point, and show it in every form of the meeting; None takes it back.

        Raises :class:`UsageError` for unknown points, fields and labels. ``at`` is the time, ISO 8601; default now.
        ``own`` names topics and decision types that no model in use knows yet.
        """
        with schema.transaction(self.db, self.path, self.forget):
            made = corrections.add(self.db, point_id, corrections.Given(field, value, who, at, own))
            for (one,) in self.db.execute("SELECT id FROM point WHERE key = ?", (made.point_key,)).fetchall():
                self._renew(one, made.point_key)
            self.flush()
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
        packed = pack(quick_records.point(point), record.text, record.meeting)
        self.db.execute(
            "UPDATE point SET vote = ?, uncertain = ?, corrected = ?, parts = ? WHERE id = ?",
            (point.vote, point.uncertain, corrected, packed, point_id),
        )
        if shown:
            self.shown.show(point_id, point, text, record, self._place_of(record), corrected=corrected)

    def _document_of(self, point_id: int) -> int:
        return int(self.db.execute("SELECT document_id FROM point WHERE id = ?", (point_id,)).fetchone()[0])

    def _add(self, made: Prepared, dropped: list[Change]) -> Change:
        asked = "SELECT id, meeting_id, digest FROM document WHERE path = ?"
        old = self.db.execute(asked, (made.path,)).fetchone()
        if old and old[2] == made.digest:
            return "unchanged"
        if old:
            self._drop(old[0], old[1])
            inputs.drop(self.db, made.path)
        elif otherwise := inputs.read_otherwise(self.db, made.path):
            dropped += self._drop_all(otherwise)
            inputs.drop(self.db, made.path)
        if made.record:
            made = self._corrected(made)
        document_id = self.next_document
        self.next_document += 1
        meeting_id, is_new = self._meeting(made, document_id)
        self.db.execute(
            DOCUMENT, (document_id, made.path, made.digest, self.lookups.model(made.model), meeting_id, *made.document)
        )
        self._insert_participants(document_id, made.participants)
        self._insert_points(document_id, made, is_new)
        if not is_new:
            self._choose(meeting_id)
        return "replaced" if old else "added"

    def _corrected(self, made: Prepared) -> Prepared:
        """The same with what people say of its points; what the model says is noted in the corrections."""
        record = Record.model_validate_json(made.record or b"")
        agenda, away = record.meeting.kind == "agenda", absent(record)
        points, shown = [*made.points], [*made.shown]
        for at, (columns, point) in enumerate(zip(made.points, record.points, strict=True)):
            if (key := columns[0]) in self.corrected:
                own, newest = columns[-1].decode(), corrections.renewed(self.db, key, point)
                counts = corrections.counts(newest)
                put = quick_records.point(corrections.apply(point, own, newest))
                words, people = self.shown.preparer.words(put, own, away)
                self.shown.name(people)
                points[at] = row(key, put, counts, pack(put, record.text, record.meeting), own)
                shown[at] = facts(put, agenda, counts, words)
        return msgspec.structs.replace(made, points=points, shown=shown)

    def _meeting(self, made: Prepared, document_id: int) -> tuple[int, bool]:
        """The meeting that this document is a form of, and whether it is new."""
        start = made.meeting[3]
        asked = "SELECT id, start_time FROM meeting WHERE key = ?"
        for meeting_id, other in self.db.execute(asked, (made.key,)).fetchall() if made.key else ():
            same = other == start or not (other and start)
            if same or self._alike(meeting_id, made):
                return int(meeting_id), False
        inserted = self.db.execute(MEETING, (made.key, *made.meeting, document_id))
        return int(inserted.lastrowid or 0), True

    def _alike(self, meeting_id: int, made: Prepared) -> bool:
        """Whether half of the titles are those of a stored form, though the times differ."""
        self.flush()
        asked = "SELECT p.title FROM point p JOIN document d ON d.id = p.document_id WHERE d.meeting_id = ?"
        known = {" ".join(words(title)) for (title,) in self.db.execute(asked, (meeting_id,))}
        titles = {" ".join(words(columns[2])) for columns in made.points}
        return len(known & titles) * 2 >= max(1, min(len(known), len(titles)))

    def _choose(self, meeting_id: int) -> None:
        """Show the best form of a meeting instead of the one that was shown."""
        self.flush()
        asked = "SELECT id FROM document WHERE meeting_id = ? ORDER BY rank DESC, id LIMIT 1"
        best = int(self.db.execute(asked, (meeting_id,)).fetchone()[0])
        shown = self.db.execute("SELECT document_id FROM meeting WHERE id = ?", (meeting_id,)).fetchone()[0]
        record = stored.record(self.db, best)
        if best != shown:
            if shown is not None:
                self._hide(shown)
            place_id = self._place_of(record)
            for point_id, (point, text) in stored.points(self.db, best).items():
                corrected = self.db.execute("SELECT corrected FROM point WHERE id = ?", (point_id,)).fetchone()[0]
                self.shown.show(point_id, point, text, record, place_id, corrected=bool(corrected))
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

    def _place_of(self, record: Record) -> int:
        return self.lookups.place((record.meeting.municipality, record.meeting.body))

    def _insert_participants(self, document_id: int, participants: list[tuple[Any, ...]]) -> None:
        for name, *rest in participants:
            self.db.execute(PARTICIPANT, (document_id, self.lookups.person(name), *rest))

    def _insert_points(self, document_id: int, made: Prepared, show: bool) -> None:
        first = self.shown.next_id
        self.shown.next_id += len(made.points)
        self.points += [(number, document_id, *columns) for number, columns in enumerate(made.points, first)]
        place_id = self.lookups.place((made.meeting[0], made.meeting[1]))
        if show:
            date = numbers.date_number(made.meeting[2])
            self.shown.name(made.people)
            for number, found in enumerate(made.shown, first):
                self.shown.add(number, found, date, place_id)

    def _drop(self, document_id: int, meeting_id: int) -> None:
        self.flush()
        self._hide(document_id)
        self.db.execute("UPDATE meeting SET document_id = NULL WHERE document_id = ?", (document_id,))
        self.db.execute("DELETE FROM document WHERE id = ?", (document_id,))
        if self.db.execute("SELECT 1 FROM document WHERE meeting_id = ? LIMIT 1", (meeting_id,)).fetchone():
            self._choose(meeting_id)
            self.flush()
        else:
            self.db.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
