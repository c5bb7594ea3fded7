"""What is searched: the points shown, by facts and facets, and by their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from nlp.record import Point, Record
from nlp.store.archive import schema
from nlp.store.archive.index import loading, marks, numbers
from nlp.store.archive.index.keys import name_key
from nlp.store.archive.index.terms import Terms
from nlp.store.archive.records import quick_records
from nlp.store.archive.records.prepare import Facts, Preparer, absent, facts

FACT = "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
FACET = "INSERT INTO facet VALUES (?, ?, ?)"
TERMS = "INSERT INTO terms (rowid, term) VALUES (?, CAST(? AS TEXT))"
NO_TERMS = "INSERT INTO terms (terms, rowid, term) VALUES ('delete', ?, ?)"


class Shown:
    """Adds points to the index and takes them out; what is added is written by :meth:`flush`, sorted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.terms = Terms()
        self.preparer = Preparer(self.terms)
        self.facts: list[tuple[Any, ...]] = []
        self.facets: list[tuple[Any, ...]] = []
        self.texts: list[tuple[int, bytes]] = []
        self.bits: dict[str, dict[str, int]] = {}
        self.masks: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[int, int, list[int]]] = {}
        self.forget()

    def forget(self) -> None:
        """Drop what is not written, and read again what others may have written."""
        for waiting in (self.facts, self.facets, self.texts):
            waiting.clear()
        self.people: set[str] = set()
        self.new_people: dict[str, str] = {}
        self.terms.forget()
        self.terms.update(self.db.execute("SELECT form, terms FROM word"))
        self.begin()

    def begin(self) -> None:
        """Look up what another program may have written since the last transaction."""
        if (bits := schema.bits(self.db)) != self.bits:
            self.bits = bits
            self.masks.clear()
        self.left = loading.waiting(self.db)
        found = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'point'").fetchone()
        self.next_id = found[0] + 1 if found else 1

    def add(self, point_id: int, found: Facts, date: int, place_id: int) -> None:
        """Make a point searchable."""
        topics, types, amount, classes, flags, words = found
        topic_mask, type_mask, facets = self.masks.get((topics, types)) or self.masked(topics, types)
        self.facts.append((point_id, date, topic_mask, type_mask, amount, place_id, flags, classes))
        if self.left is None or point_id < self.left:
            self.facets.append((numbers.PLACE + place_id, date, point_id))
            self.facets += [(term, date, point_id) for term in facets]
        self.texts.append((point_id, words))

    def masked(self, topics: tuple[str, ...], types: tuple[str, ...]) -> tuple[int, int, list[int]]:
        """Topics and decision types as the bits of a number each, and the terms under which they are found."""
        topic_mask, type_mask = self.mask("topic", topics), self.mask("type", types)
        made = topic_mask, type_mask, list(numbers.terms_of(topic_mask, type_mask))
        self.masks[topics, types] = made
        return made

    def show(
        self, point_id: int, point: Point, text: str, record: Record, place_id: int, *, corrected: bool = False
    ) -> None:
        """Make a stored point searchable; ``text`` is its own."""
        point = quick_records.point(point)
        words, people = self.preparer.words(point, text, absent(record))
        self.name(people)
        found = facts(point, record.meeting.kind == "agenda", corrected, words)
        self.add(point_id, found, numbers.date_number(record.meeting.date), place_id)

    def name(self, people: Iterable[str]) -> None:
        """Note who is named somewhere."""
        for name in people:
            if name not in self.people:
                self.people.add(name)
                self.new_people[name_key(name)] = " ".join(name.split())

    def hide(self, point_id: int, point: Point, text: str) -> bool:
        """Take a point out of the index; whether it was in."""
        asked = "SELECT date, topics, types, place_id, document_id FROM fact JOIN point ON id = point_id WHERE id = ?"
        found = self.db.execute(asked, (point_id,)).fetchone()
        if found is None:
            return False
        date, topics, types, place_id, document_id = found
        terms = [numbers.PLACE + place_id, *numbers.terms_of(topics, types)]
        gone = [(term, date, point_id) for term in terms]
        self.db.executemany("DELETE FROM facet WHERE term = ? AND date = ? AND point_id = ?", gone)
        self.db.execute("DELETE FROM fact WHERE point_id = ?", (point_id,))
        asked = "SELECT name FROM participant JOIN person ON id = person_id WHERE document_id = ? AND attendance = ?"
        away = [marks.person("m", name) for (name,) in self.db.execute(asked, (document_id, "absent"))]
        self.db.execute(NO_TERMS, (point_id, self.preparer.words(quick_records.point(point), text, away)[0]))
        return True

    def mask(self, kind: str, names: tuple[str, ...]) -> int:
        """The bits of labels; labels not met before get the next free one."""
        bits, made = self.bits[kind], 0
        for name in names:
            if name not in bits:
                bits[name] = max(bits.values(), default=-1) + 1
                self.db.execute("INSERT INTO label VALUES (?, ?, ?)", (kind, name, bits[name]))
            made |= 1 << bits[name]
        return made

    def flush(self) -> None:
        """Write what was added since the last call."""
        self.facets.sort()
        self.db.executemany(FACT, self.facts)
        self.db.executemany(FACET, self.facets)
        self.db.executemany(TERMS, self.texts)
        self.db.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", sorted(self.terms.new.items()))
        self.db.executemany("INSERT OR IGNORE INTO person (key, name) VALUES (?, ?)", sorted(self.new_people.items()))
        for waiting in (self.facts, self.facets, self.texts, self.terms.new, self.new_people):
            waiting.clear()
