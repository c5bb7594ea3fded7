"""What is searched: the points shown, by facts and facets, and by their words."""

from __future__ import annotations

import sqlite3
from typing import Any

from nlp.record import Point, Record
from nlp.store.archive import marks, rows, schema
from nlp.store.archive.keys import name_key
from nlp.store.archive.words import Terms

FACT = "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)"
FACET = "INSERT INTO facet VALUES (?, ?, ?)"
TERMS = "INSERT INTO terms (rowid, term) VALUES (?, ?)"
TITLE = "t·"
"""Begins the words of titles."""
NO_TERMS = "INSERT INTO terms (terms, rowid, term) VALUES ('delete', ?, ?)"


class Shown:
    """Adds points to the index and takes them out; what is added is written by :meth:`flush`, sorted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.terms = Terms()
        self.facts: list[tuple[Any, ...]] = []
        self.facets: list[tuple[Any, ...]] = []
        self.texts: list[tuple[int, str]] = []
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
        self.bits = schema.bits(self.db)
        found = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'point'").fetchone()
        self.next_id = found[0] + 1 if found else 1

    def show(self, point_id: int, point: Point, text: str, record: Record, place_id: int, flags: int) -> None:
        """Make a point searchable; ``text`` is its own."""
        topics = self.mask("topic", [one.label for one in point.topics])
        types = self.mask("type", [one.label for one in point.decision_types])
        date = rows.date_number(record.meeting.date)
        self.facts.append((point_id, date, topics, types, rows.largest(point), place_id, flags))
        self.facets += [(term, date, point_id) for term in rows.terms_of(topics, types, place_id)]
        away = [marks.person("m", one.name) for one in record.meeting.participants if one.attendance == "absent"]
        self.texts.append((point_id, self.words(point, text, away)))

    def words(self, point: Point, text: str, away: list[str]) -> str:
        """All under which a point is found: its words, those of its title, and its marks; people are noted."""
        found, people = marks.of_point(point)
        for name in people - self.people:
            self.people.add(name)
            self.new_people[name_key(name)] = " ".join(name.split())
        titles = [TITLE + term for term in self.terms.line(point.title).split()]
        return " ".join([self.terms.line(text), *titles, *found, *away])

    def hide(self, point_id: int, point: Point, text: str) -> bool:
        """Take a point out of the index; whether it was in."""
        asked = "SELECT date, topics, types, place_id, document_id FROM fact JOIN point ON id = point_id WHERE id = ?"
        found = self.db.execute(asked, (point_id,)).fetchone()
        if found is None:
            return False
        date, topics, types, place_id, document_id = found
        gone = [(term, date, point_id) for term in rows.terms_of(topics, types, place_id)]
        self.db.executemany("DELETE FROM facet WHERE term = ? AND date = ? AND point_id = ?", gone)
        self.db.execute("DELETE FROM fact WHERE point_id = ?", (point_id,))
        absent = "SELECT name FROM participant JOIN person ON id = person_id WHERE document_id = ? AND attendance = ?"
        away = [marks.person("m", name) for (name,) in self.db.execute(absent, (document_id, "absent"))]
        self.db.execute(NO_TERMS, (point_id, self.words(point, text, away)))
        return True

    def mask(self, kind: str, names: list[str]) -> int:
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
