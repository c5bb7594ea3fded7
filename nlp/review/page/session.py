"""One person labels a file of points: every answer is on disk at once, and in the archive when it is confirmed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from nlp.errors import ReferatError, UsageError
from nlp.learn.retrain.runs import now
from nlp.review.archive_items import ids_of
from nlp.review.gather import wrong_with
from nlp.review.items import Answer, Item, Problem, line_of, read_items, write_items
from nlp.review.own_labels import OwnLabels
from nlp.store.archive.corrections import FIELDS, Field, key_from, newest_of
from nlp.store.archive.writer import Archive


def journal_of(points: Path, by: str) -> Path:
    """Where a person's answers to a file of points are kept: beside it, with the person's name."""
    safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in by)
    return points.with_name(f"{points.stem}.{safe}.jsonl")


class Session:
    """The points, the answers of one person, and where they are kept.

    Answers are appended to ``journal``, one line a change; a line of a higher revision replaces earlier ones.
    """

    def __init__(self, items: list[Item], journal: Path, by: str, own: OwnLabels, archive: Path | None = None) -> None:
        if not items:
            raise UsageError("there are no points in this file")
        self.items, self.journal, self.by, self.own = items, journal, by, own
        self.answers: dict[str, Answer] = {}
        self._lock = Lock()
        self._archive = ArchiveAnswers(archive, own) if archive else None
        self._resume()

    def _resume(self) -> None:
        """Take up earlier answers, and write the journal anew with the latest of each point."""
        if not self.journal.exists():
            return
        known = {item.id: item for item in self.items}
        kept: list[Item] = []
        for found in read_items(self.journal):
            if isinstance(found, Problem):
                raise ReferatError(f"{found}; move the file away or mend that line")
            kept.append(found)
            item = known.get(found.id)
            if item is not None and found.answer is not None and item.text == found.text:
                self.answers[item.id] = found.answer
        write_items(self.journal, kept)

    def answer(self, number: int, given: Answer) -> Answer:
        """Keep an answer; raises :class:`UsageError` for one that cannot be."""
        item = self.items[number]
        with self._lock:
            before = self.answers.get(item.id)
            revision = before.revision + 1 if before else 1
            kept = given.model_copy(update={"by": self.by, "at": now(), "revision": revision})
            labelled = item.with_answer(kept)
            if kept.done and (wrong := next(iter(wrong_with(labelled, self.own)), None)):
                raise UsageError(wrong)
            self._append(line_of(labelled))
            self.answers[item.id] = kept
            if self._archive and (kept.done or (before and before.done)):
                self._archive.store(item, kept if kept.done else Answer(done=False), self.by)
        return kept

    def _append(self, line: bytes) -> None:
        """Add a line to the journal, on disk when this returns; raises :class:`OSError` and leaves no half of it."""
        size = self.journal.stat().st_size if self.journal.exists() else 0
        try:
            with self.journal.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            if self.journal.exists():
                os.truncate(self.journal, size)
            raise

    def close(self) -> None:
        """Close the archive; the journal is whole at any time."""
        if self._archive:
            self._archive.close()


class ArchiveAnswers:
    """Stores answers in the archive as corrections, from one thread, as SQLite wants it."""

    def __init__(self, path: Path, own: OwnLabels) -> None:
        self._own = own.as_json()
        self._worker = ThreadPoolExecutor(1)
        self._archive = self._worker.submit(Archive, path).result()

    def store(self, item: Item, answer: Answer, who: str) -> None:
        """Each layer that the person answered, and that differs from what is stored; None takes one back."""
        self._worker.submit(self._store, item, answer, who).result()

    def _store(self, item: Item, answer: Answer, who: str) -> None:
        key = key_from(item.id)
        number = ids_of(self._archive.db, [key]).get(key)
        if number is None:
            raise UsageError(f"{item.id}: no longer in the archive; the answer is kept in the label file")
        before = newest_of(self._archive.db, key)
        for field in FIELDS:
            value = value_of(answer, field)
            stored = before[field].value if field in before else None
            if value != stored:
                self._archive.correct(number, field, value, who=who, own=self._own)

    def close(self) -> None:
        self._worker.submit(self._archive.close).result()
        self._worker.shutdown()


def value_of(answer: Answer, field: Field) -> object:
    """An answer's layer as the archive keeps it."""
    if field == "entities":
        return None if answer.spans is None else [[start, end, label, None] for start, end, label in answer.spans]
    return getattr(answer, field)
