"""What the archive knows and a question may name: places, people, words."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from functools import cached_property

from nlp.query.reading.reading import distance, listed, near
from nlp.resources import read_json
from nlp.store.archive.index.keys import body_key, fold, municipality_key, name_key

LONG_NAME = 14
"""Letters of a committee's name that tell which one is meant, though it be part of a longer one."""

MOST_NAMES = 200
"""People whom one name may mean."""


class Known:
    """Looks things up in an archive; without one, knows the country's municipalities and common bodies."""

    def __init__(self, db: sqlite3.Connection | None = None) -> None:
        self.db = db

    def rows(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        """What the archive answers; nothing without an archive."""
        return self.db.execute(sql, values).fetchall() if self.db else []

    @cached_property
    def municipalities(self) -> dict[str, str]:
        """Key to name, those of the archive before those of the country."""
        names = {municipality_key(name): name for name in read_json("municipalities.json")}
        names |= {key: name for key, name in self.rows("SELECT municipality_key, municipality FROM place") if key}
        return names

    @cached_property
    def plain_municipalities(self) -> dict[str, str]:
        """As typed without Danish letters to the key: "koge" to "køge"."""
        return {plain(key): key for key in self.municipalities if len(key) > 2}

    @cached_property
    def plain_bodies(self) -> dict[str, str]:
        """As typed without Danish letters to the name."""
        return {plain(key): name for key, name in self.bodies.items() if len(key) > 5}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Key to name of every body of the archive."""
        counted = Counter(self.rows("SELECT body_key, body FROM place WHERE body_key != ''"))
        return {key: name for (key, name), _ in reversed(counted.most_common())}

    @cached_property
    def short_bodies(self) -> dict[str, list[str]]:
        """Initials to bodies: "øu" to Økonomiudvalget, "tmu" to Teknik- og Miljøudvalget."""
        found: dict[str, list[str]] = {}
        for name in self.bodies.values():
            found.setdefault(initials(name), []).append(name)
        return found

    def people(self, words: str) -> list[str]:
        """Names with these words: the whole name, else those that end in it, else those of its first and last."""
        key = name_key(words)
        parts = key.split()
        for where, value in (
            ("key = ?", key),
            ("key LIKE ? ESCAPE '\\'", "% " + like(key)),
            ("key LIKE ? ESCAPE '\\'", f"{like(parts[0])} % {like(parts[-1])}" if len(parts) > 1 else ""),
        ):
            asked = f"SELECT name FROM person WHERE {where} ORDER BY id LIMIT {MOST_NAMES}"
            if key and (found := [name for (name,) in self.rows(asked, value)]):
                return found
        return []

    def near_people(self, words: str) -> list[str]:
        """Names that differ by a slip."""
        key = name_key(words)
        asked = "SELECT name, key FROM person WHERE length(key) BETWEEN ? AND ? AND substr(key, 1, 1) = ?"
        rows = self.rows(asked, len(key) - 2, len(key) + 2, key[:1])
        return [name for name, other in rows if near(key, other)]

    def terms(self, form: str) -> list[str]:
        """The terms of a folded word form that the archive's texts use; [] for others."""
        found = self.rows("SELECT terms FROM word WHERE form = ?", form)
        return found[0][0].split(" ") if found else []

    def has_term(self, term: str) -> bool:
        return bool(self.rows("SELECT 1 FROM term_count WHERE term = ?", term))

    def near_form(self, form: str) -> str | None:
        """The commonest word of the archive that differs by a slip."""
        asked = "SELECT form, terms FROM word WHERE form >= ? AND form < ? AND length(form) BETWEEN ? AND ?"
        first = form[:1]
        rows = self.rows(asked, first, first + "\U0010ffff", len(form) - 2, len(form) + 2)
        close = [(other, terms.split(" ")[0]) for other, terms in rows if near(form, other)]
        counts = {term: self.count(term) for _, term in close}
        close.sort(key=lambda one: (distance(form, one[0]), -counts[one[1]], one[0]))
        return close[0][0] if close else None

    def count(self, term: str) -> int:
        """How many points have a term."""
        found = self.rows("SELECT doc FROM term_count WHERE term = ?", term)
        return int(found[0][0]) if found else 0

    def councils(self) -> list[str]:
        """The archive's names of councils; the usual one where it has none."""
        names = [
            name for name in self.bodies.values() if body_key(name) in {body_key(one) for one in listed("councils")}
        ]
        return names or ["Byrådet"]

    def bodies_of(self, municipalities: list[str]) -> dict[str, str]:
        """Key to name of the bodies of these municipalities."""
        wanted = {municipality_key(name) for name in municipalities}
        rows = self.rows("SELECT municipality_key, body_key, body FROM place WHERE body_key != ''")
        return {key: body for municipality, key, body in rows if municipality in wanted}

    def body(self, words: str) -> str | None:
        """The archive's name of a body, however its endings and letters are typed."""
        key = body_key(words)
        typed = self.bodies.get(key) or self.bodies.get(body_key(danish_letters(words)))
        return typed or (self.plain_bodies.get(plain(key)) if key.isascii() else None)

    def bodies_abbreviated(self, words: str) -> list[str]:
        """The committee written short, the shortest that fits: "Kultur- og Fritidsudv", "soc. udv."."""
        pieces = re.findall(r"[^\W_]+", fold(words))
        if not pieces or not pieces[-1].endswith("udv") or pieces == ["udv"]:
            return []
        if pieces[-1] == "udv":
            pieces.pop()
        pattern = re.compile(r"\w*".join(piece.removesuffix("udv") for piece in pieces if piece != "og") + r"\w*udvalg")
        found = [name for key, name in self.bodies.items() if pattern.fullmatch(key)]
        return sorted(found, key=len)[:1]

    def bodies_for(self, matters: list[str]) -> list[str]:
        """The committee of these matters: Teknik- og Miljøudvalget for "teknik", "miljø"."""
        pattern = re.compile("og".join(rf"{re.escape(body_key(one))}\w{{0,2}}" for one in matters) + "udvalg")
        return [name for key, name in self.bodies.items() if pattern.fullmatch(key)][:1]

    def bodies_with(self, words: str) -> list[str]:
        """Committees whose name ends so: "Klima-, Teknik- og Miljøudvalget" for "Teknik- og Miljøudvalget"."""
        key = body_key(words)
        if len(key) < LONG_NAME or not key.endswith("udvalg"):
            return []
        return [name for other, name in self.bodies.items() if other.endswith(key)]


def initials(name: str) -> str:
    """First letters of the words and of "udvalg" and "råd" inside them; "og" and "for" do not count."""
    letters = []
    for word in fold(name).replace("-", " ").replace(",", " ").split():
        if word in ("og", "for", "samt", "i", "af"):
            continue
        letters.append(word[0])
        for inner in ("udvalg", "raad", "bestyrelse"):
            if inner in word[2:]:
                letters.append(inner[0])
                break
    return "".join(letters)


def like(text: str) -> str:
    """Text without meaning for LIKE."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def danish_letters(words: str) -> str:
    """Words typed without æ and ø."""
    return words.replace("ae", "æ").replace("oe", "ø")


def plain(key: str) -> str:
    """A key without Danish letters, whichever way they were replaced."""
    for letters, letter in (("ø", "o"), ("oe", "o"), ("æ", "a"), ("ae", "a"), ("aa", "a")):
        key = key.replace(letters, letter)
    return key


def stripped(form: str) -> list[str]:
    """A word without endings, the longest ending first, also with its double consonant made single."""
    found = []
    for ending in listed("endings"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= 3:
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found
