"""The numbers of what many documents share: models, places and people."""

from __future__ import annotations

import sqlite3

from nlp.store.archive.index.keys import body_key, municipality_key, name_key


class Lookups:
    """Looks numbers up in an archive and remembers them; what is not there yet is added."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.people: dict[str, int] = {}
        self.places: dict[tuple[str | None, str | None], int] = {}
        self.models: dict[tuple[str, str, str | None], int] = {}

    def forget(self) -> None:
        """Drop what was remembered: the rows may be gone."""
        self.people.clear()
        self.places.clear()
        self.models.clear()

    def model(self, key: tuple[str, str, str | None]) -> int:
        """Of a model by name, version and fingerprint."""
        if key not in self.models:
            asked = "SELECT id FROM model WHERE name = ? AND version = ? AND fingerprint IS ?"
            found = self.db.execute(asked, key).fetchone()
            made = "INSERT INTO model (name, version, fingerprint) VALUES (?, ?, ?)"
            self.models[key] = found[0] if found else int(self.db.execute(made, key).lastrowid or 0)
        return self.models[key]

    def place(self, given: tuple[str | None, str | None]) -> int:
        """Of a municipality and body, however they are written."""
        if given not in self.places:
            key = municipality_key(given[0]), body_key(given[1])
            self.db.execute(
                "INSERT OR IGNORE INTO place (municipality_key, body_key, municipality, body) VALUES (?, ?, ?, ?)",
                (*key, *given),
            )
            asked = "SELECT id FROM place WHERE municipality_key = ? AND body_key = ?"
            self.places[given] = self.db.execute(asked, key).fetchone()[0]
        return self.places[given]

    def person(self, name: str) -> int:
        """Of a person, however the name is spaced."""
        if name not in self.people:
            key = name_key(name)
            self.db.execute("INSERT OR IGNORE INTO person (key, name) VALUES (?, ?)", (key, " ".join(name.split())))
            self.people[name] = self.db.execute("SELECT id FROM person WHERE key = ?", (key,)).fetchone()[0]
        return self.people[name]
