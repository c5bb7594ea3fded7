"""From a question to SQL: what is typed becomes a parameter, never a part of the statement."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Literal

from nlp.query.known import Known, like
from nlp.query.question import Question
from nlp.query.rest import term_of
from nlp.store.archive import rows
from nlp.store.archive.keys import body_key, case_key, fold, law_key, municipality_key, words
from nlp.store.archive.words import TERM

Sort = Literal["relevance", "newest", "oldest", "amount"]
ORDER: dict[str, str] = {
    "newest": "f.date DESC, {id} DESC",
    "oldest": "f.date, {id}",
    "amount": "coalesce(f.amount, -1) DESC, f.date DESC, {id} DESC",
}
PARTY_NAMES = {
    "O": ("O", "DF"),
    "I": ("I", "LA"),
    "F": ("F", "SF"),
    "K": ("K", "KD", "KRF"),
    "D": ("D", "NB"),
    "Ø": ("Ø", "EL"),
    "Æ": ("Æ", "DD"),
}
"""Letters under which one party stands in minutes."""


@dataclass(slots=True)
class Plan:
    """The tables and conditions that answer a question; ``values`` fill the question marks in order."""

    source: str
    id: str
    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    match: str | None = None

    def add(self, condition: str, *values: object) -> None:
        self.conditions.append(condition)
        self.values += values

    def where(self) -> str:
        return " AND ".join(self.conditions) or "1"

    def count(self) -> tuple[str, list[object]]:
        return f"SELECT count(*) FROM {self.source} WHERE {self.where()}", self.values

    def page(self, sort: Sort, limit: int, offset: int = 0) -> tuple[str, list[object]]:
        """The ids of the hits from ``offset`` on, at most ``limit`` (negative: all)."""
        order, values = ORDER["newest" if sort == "relevance" else sort].format(id=self.id), list(self.values)
        if sort == "relevance" and self.match:
            order = f"{self.id} IN (SELECT rowid FROM terms WHERE terms MATCH ?) DESC, {order}"
            values.append("{title} : (" + self.match + ")")
        sql = f"SELECT {self.id} FROM {self.source} WHERE {self.where()} ORDER BY {order} LIMIT ? OFFSET ?"
        return sql, [*values, limit, offset]


def plan(question: Question, db: sqlite3.Connection) -> Plan:
    """How to answer a question from this archive."""
    known = Known(db)
    match = match_expression(question, known)
    places = place_ids(question, db)
    if match is not None:
        made = Plan("terms t CROSS JOIN point f ON f.id = t.rowid", "f.id", match=match)
        made.add("t.terms MATCH ?", match)
        made.add("f.live = 1")
    elif has_mentions(question):
        made = Plan("point f", "f.id", ["f.live = 1"])
    else:
        made = Plan("facet f", "f.point_id")
        terms = facet_terms(question, places)
        made.add(f"f.term IN ({', '.join('?' * len(terms))})", *terms)
    facets(made, question, places)
    mentions(made, question, db, known)
    for phrase in question.phrases:
        holds = 'instr(fold(substr(d.text, f.start + 1, f."end" - f.start)), ?)'
        made.add(f"EXISTS (SELECT 1 FROM document d WHERE d.id = f.document_id AND {holds})", fold(phrase))
    return made


def has_mentions(question: Question) -> bool:
    named = question.persons or question.absent or question.votes or question.laws or question.cases
    return bool(named or question.kle or question.phrases)


def both_amounts(question: Question) -> bool:
    return question.min_amount is not None and question.max_amount is not None


def facet_terms(question: Question, places: list[int] | None) -> list[int]:
    """The facets that leave the fewest points to look at, as far as the question alone tells; no point is in two."""
    bits = rows.bits()
    rare = [one for one in question.decisions if one not in ("approved", "noted")]
    if places is not None and (len(places) == 1 or not (question.topics or rare)):
        return [rows.PLACE + place for place in places]
    if len(question.decisions) == 1 and rare:
        return [rows.TYPE + bits["type"][rare[0]]]
    if len(question.topics) == 1:
        return [rows.TOPIC + bits["topic"][question.topics[0]]]
    if len(question.decisions) == 1:
        return [rows.TYPE + bits["type"][question.decisions[0]]]
    return [rows.ALL]


def match_expression(question: Question, known: Known) -> str | None:
    """The full-text expression: every word must be there; each is quoted, so that nothing in it is syntax."""
    found: list[str] = []
    for typed in [*question.text, *question.phrases]:
        for form in words(typed):
            pieces = TERM.findall(form)
            found += pieces if len(pieces) > 1 else [term_of(known, form) or form]
    quoted = ['"' + term.replace('"', '""') + '"' for term in dict.fromkeys(found)]
    return " AND ".join(quoted) if quoted else None


def place_ids(question: Question, db: sqlite3.Connection) -> list[int] | None:
    """The places that fit municipality and body; None where the question names neither."""
    if not question.municipalities and not question.bodies:
        return None
    municipalities = {municipality_key(name) for name in question.municipalities}
    bodies = {body_key(name) for name in question.bodies}
    return [
        place_id
        for place_id, municipality, body in db.execute("SELECT id, municipality_key, body_key FROM place")
        if (not municipalities or municipality in municipalities) and (not bodies or body in bodies)
    ]


def facets(made: Plan, question: Question, places: list[int] | None) -> None:
    """Conditions on what every point has."""
    if question.topics:
        made.add("f.topics & ?", rows.mask("topic", question.topics))
    if question.decisions:
        made.add("f.types & ?", rows.mask("type", question.decisions))
    if question.since or question.until:
        made.add(
            "f.date BETWEEN ? AND ?",
            max(1, rows.date_number(question.since)),
            rows.date_number(question.until or "9999-12-31"),
        )
    if places is not None:
        made.add(f"f.place_id IN ({', '.join('?' * len(places))})", *places)
    if both_amounts(question):
        made.add("f.amount >= ?", question.min_amount)
        within = "max(abs(e.low), abs(e.high)) >= ? AND min(abs(e.low), abs(e.high)) <= ?"
        made.add(
            f"EXISTS (SELECT 1 FROM entity e WHERE e.point_id = {made.id} AND e.label = 'MONEY' AND {within})",
            question.min_amount,
            question.max_amount,
        )
    elif question.min_amount is not None:
        made.add("f.amount >= ?", question.min_amount)
    elif question.max_amount is not None:
        made.add("f.amount <= ?", question.max_amount)
    if question.closed is not None:
        made.add("f.flags & ? = ?", rows.CLOSED, rows.CLOSED if question.closed else 0)
    if question.voted:
        made.add("f.flags & ?", rows.VOTE)


def mentions(made: Plan, question: Question, db: sqlite3.Connection, known: Known) -> None:
    """Conditions on who and what a point names."""
    for name in question.persons:
        ids = person_ids(known, name)
        marks = ", ".join("?" * len(ids))
        named = f"SELECT point_id FROM named WHERE person_id IN ({marks})"
        made.add(f"f.id IN ({named} UNION SELECT point_id FROM absent WHERE person_id IN ({marks}))", *ids, *ids)
    for name in question.absent:
        ids = person_ids(known, name)
        marks = ", ".join("?" * len(ids))
        away = f"SELECT document_id FROM participant WHERE attendance = 'absent' AND person_id IN ({marks})"
        away = f"SELECT p.id FROM point p WHERE p.document_id IN ({away})"
        made.add(f"f.id IN (SELECT point_id FROM absent WHERE person_id IN ({marks}) UNION {away})", *ids, *ids)
    for voter, side in question.votes:
        keys = voter_keys(voter)
        if keys:
            made.add(
                f"f.id IN (SELECT point_id FROM vote WHERE side = ? AND voter IN ({', '.join('?' * len(keys))}))",
                side,
                *keys,
            )
        else:
            made.add("f.id IN (SELECT point_id FROM vote WHERE side = ? AND (count > 0 OR voter != ''))", side)
    for law, section in question.laws:
        add_law(made, law, section)
    if question.cases:
        either = " OR ".join("(number >= ? AND number < ?)" for _ in question.cases)
        bounds = [bound for case in question.cases for bound in (case_key(case), case_key(case) + "\U0010ffff")]
        made.add(f"f.id IN (SELECT point_id FROM reference WHERE {either})", *bounds)
    if question.kle:
        made.add("f.kle >= ? AND f.kle < ?", question.kle, question.kle + "\U0010ffff")


def person_ids(known: Known, name: str) -> list[int]:
    """The people meant; [-1], which is nobody, for an unknown name."""
    names = known.people(name) or [name]
    found = [int(row[0]) for one in names for row in known.rows("SELECT id FROM person WHERE name = ?", one)]
    return found or [-1]


def voter_keys(voter: str) -> list[str]:
    if not voter:
        return []
    letters = PARTY_NAMES.get(voter.upper(), (voter,))
    return ["party:" + fold(letter) for letter in letters] + ["name:" + " ".join(words(voter))]


def add_law(made: Plan, law: str, section: str) -> None:
    """Citations of the act by this name, or by any name of the same act in the register of names."""
    keys = law_keys(law)
    conditions, values = [], list[object]()
    if keys:
        conditions.append(f"key IN ({', '.join('?' * len(keys))})")
        values += keys
    if section:
        conditions.append("(section = ? OR section LIKE ? ESCAPE '\\' OR section LIKE ? ESCAPE '\\')")
        values += [fold(section), like(fold(section)) + "-%", "%-" + like(fold(section))]
    made.add(f"f.id IN (SELECT point_id FROM law WHERE {' AND '.join(conditions)})", *values)


def law_keys(law: str) -> list[str]:
    if not law:
        return []
    from nlp.tag.laws.register import names

    lowered = law.lower()
    titles = names().get(lowered) or names().get(lowered.removesuffix("en")) or ()
    return list(dict.fromkeys([law_key(law), *(rows.title_key(title) for title in titles)]))
