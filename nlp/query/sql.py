"""From a question to SQL: what is typed becomes a parameter, never a part of the statement."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from nlp.query.fulltext import expression, keys, title_terms
from nlp.query.question import Question
from nlp.query.reading.known import Known
from nlp.store.archive import schema
from nlp.store.archive.index import numbers
from nlp.store.archive.index.keys import body_key, fold, municipality_key, name_key
from nlp.store.archive.records import packed_point as packed

Sort = Literal["relevance", "newest", "oldest", "amount", "smallest"]
ORDER: dict[str, str] = {
    "newest": "{date} DESC, {id} DESC",
    "oldest": "{date}, {id}",
    "amount": "coalesce(f.amount, -1) DESC, {date} DESC, {id} DESC",
    "smallest": "f.amount IS NULL, f.amount, {date} DESC, {id} DESC",
}
FEW_PLACES = 130
"""Bodies of a municipality that have fewer points than a topic or a rare decision type; or a fortieth of all."""
MOST_RANKED = 5000
"""Points looked at for each word, where those with most of the words come first."""
UNKNOWN = 99
"""Added to a first number of facet.term: a term that no point has."""
VALUE = f"e.value ->> {packed.VALUE}"
WITHIN = (
    f"SELECT 1 FROM point p JOIN json_each(p.parts, '$[{packed.ENTITIES}]') e"
    f" WHERE p.id = f.point_id AND e.value ->> {packed.LETTER} = '{packed.MONEY}'"
    f" AND abs(coalesce({VALUE} ->> 0, {VALUE} ->> 2, {VALUE})) >= ?"
    f" AND abs(coalesce({VALUE} ->> 0, {VALUE} ->> 1, {VALUE})) <= ?"
)
"""Whether an amount of a point, or the range that it is, meets the two bounds."""
FOR, AGAINST = (f"(d.value ->> '$[{packed.VOTES}][{side}][0]')" for side in range(2))
COUNTED = f"SELECT 1 FROM point p JOIN json_each(p.parts, '$[{packed.DECISIONS}]') d WHERE p.id = f.point_id"
"""The decisions of a point, and how many voted for and against."""


@dataclass(slots=True)
class Plan:
    """The tables and conditions that answer a question; ``values`` fill the question marks in order."""

    source: str
    id: str
    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    words: str | None = None

    def add(self, condition: str, *values: object) -> None:
        """One more condition that must hold, with the values of its question marks."""
        self.conditions.append(condition)
        self.values += values

    @property
    def date(self) -> str:
        """The column with the day, in the first table where that has one."""
        return "t.date" if self.source.startswith("facet") else "f.date"

    def where(self) -> str:
        return " AND ".join(self.conditions) or "1"

    def tables(self, *used: str) -> str:
        """The tables, without facts that nothing asks for."""
        first = self.source.split(" CROSS JOIN ")[0]
        needed = any("f." in one for one in (*self.conditions, *used))
        return self.source if needed else first

    def count(self) -> tuple[str, list[object]]:
        return f"SELECT count(*) FROM {self.tables()} WHERE {self.where()}", self.values

    def page(self, sort: Sort, limit: int, offset: int = 0) -> tuple[str, list[object]]:
        """The ids of the hits from ``offset`` on, at most ``limit`` (negative: all)."""
        order = ORDER["newest" if sort == "relevance" else sort].format(id=self.id, date=self.date)
        tables = self.tables(order)
        sql = f"SELECT {self.id} FROM {tables} WHERE {self.where()} ORDER BY {order} LIMIT ? OFFSET ?"
        return sql, [*self.values, limit, offset]

    def with_words(self, *terms: str) -> Plan:
        """The same with more terms of the full-text index."""
        return replace(self, values=[" AND ".join([self.words or "", *terms]), *self.values[1:]])


def plan(question: Question, db: sqlite3.Connection) -> Plan:
    """How to answer a question from this archive."""
    known = Known(db)
    words = expression(question, known)
    places = place_ids(question, db)
    chosen: list[int] = []
    if words:
        made = Plan("terms t CROSS JOIN fact f ON f.point_id = t.rowid", "t.rowid", words=words)
        made.add("t.terms MATCH ?", words)
    elif by_amount(question, places, db):
        made = Plan("fact f", "f.point_id")
    else:
        chosen = facet_terms(question, places, db)
        made = Plan("facet t CROSS JOIN fact f ON f.point_id = t.point_id", "t.point_id")
        made.add(f"t.term IN ({', '.join('?' * len(chosen))})", *chosen)
    facets(made, question, places, db, chosen)
    left_out(made, question, db, known)
    for name in question.present:
        attended(made, keys(known, name))
    of_meeting(made, question, places)
    if question.number:
        made.add(f"EXISTS (SELECT 1 FROM point p WHERE p.id = {made.id} AND p.number = ?)", question.number)
    for phrase in question.phrases:
        holds = f"SELECT 1 FROM point p WHERE p.id = {made.id} AND instr(fold(p.text), ?)"
        made.add(f"EXISTS ({holds})", fold(phrase))
    return made


def left_out(made: Plan, question: Question, db: sqlite3.Connection, known: Known) -> None:
    """Conditions on what no point may have."""
    bits = schema.bits(db)
    for name, kind, column in (("topics", "topic", "topics"), ("decisions", "type", "types")):
        asked = {bits[kind][value] for field, value in question.exclude if field == name and value in bits[kind]}
        if asked:
            made.add(f"f.{column} & ? = 0", sum(1 << bit for bit in asked))
    for name in ("municipalities", "bodies"):
        named = [value for field, value in question.exclude if field == name]
        given: dict[str, Any] = {name: named}
        places = place_ids(Question(**given), db) if named else []
        if places:
            made.add(f"f.place_id NOT IN ({', '.join('?' * len(places))})", *places)
    texts = [value for field, value in question.exclude if field == "text"]
    people = [value for field, value in question.exclude if field == "persons"]
    groups = [expression(Question(text=[text]), known) for text in texts]
    groups += [expression(Question(persons=[name]), known) for name in people]
    if groups:
        made.add(
            f"{made.id} NOT IN (SELECT rowid FROM terms WHERE terms MATCH ?)", " OR ".join(f"({one})" for one in groups)
        )


def attended(made: Plan, names: list[str]) -> None:
    """Only points of meetings at which one of these people was present."""
    there = (
        "SELECT a.document_id FROM participant a JOIN person s ON s.id = a.person_id"
        f" WHERE s.key IN ({', '.join('?' * len(names))}) AND a.attendance != 'absent'"
    )
    made.add(f"{made.id} IN (SELECT id FROM point WHERE document_id IN ({there}))", *map(name_key, names))


def of_meeting(made: Plan, question: Question, places: list[int] | None) -> None:
    """The day of the latest or the next meeting at the places asked for, from today's point of view."""
    if question.meeting is None:
        return
    today = numbers.date_number(date.today().isoformat())
    terms = [numbers.PLACE + place for place in places] if places is not None else [numbers.ALL]
    latest = question.meeting == "latest"
    until = min(today, numbers.date_number(question.until)) if latest and question.until else today
    days = (
        f"SELECT DISTINCT date FROM facet WHERE term IN ({', '.join('?' * len(terms))})"
        f" AND date {'BETWEEN 1 AND ? ORDER BY date DESC' if latest else '> ? ORDER BY date'} LIMIT ?"
    )
    made.add(f"{made.date} IN ({days})", *terms, until, question.meetings or 1)


def one_by_one(question: Question, db: sqlite3.Connection) -> Iterator[Plan]:
    """Where one of the words is enough: a plan for each word anywhere in a point, and one for it in the title."""
    for word in question.text:
        asked = replace(question, text=[word], any_word=False)
        yield (made := plan(asked, db))
        yield made.with_words(*title_terms(asked, Known(db)))


def most_met(plans: Iterable[Plan], db: sqlite3.Connection) -> list[int]:
    """Points that meet any of the plans, those that meet most of them first, then the newest."""
    found: Counter[int] = Counter()
    days: dict[int, int] = {}
    for made in plans:
        asked = f"SELECT {made.id}, f.date FROM {made.source} WHERE {made.where()} ORDER BY 2 DESC LIMIT ?"
        for point_id, day in db.execute(asked, (*made.values, MOST_RANKED)):
            found[point_id] += 1
            days[point_id] = day
    return sorted(found, key=lambda one: (-found[one], -days[one], -one))


def both_amounts(question: Question) -> bool:
    return question.min_amount is not None and question.max_amount is not None


def by_amount(question: Question, places: list[int] | None, db: sqlite3.Connection) -> bool:
    """Whether the amount leaves fewest points to look at."""
    if question.min_amount is None or question.since or question.until or question.meeting:
        return False
    return places is None or not few(places, db)


def few(places: list[int], db: sqlite3.Connection) -> bool:
    """Whether these places have fewer points than a topic or a rare decision type."""
    return len(places) <= max(FEW_PLACES, int(db.execute("SELECT count(*) FROM place").fetchone()[0]) // 40)


def facet_terms(question: Question, places: list[int] | None, db: sqlite3.Connection) -> list[int]:
    """The facets that leave the fewest points to look at, as far as the question alone tells; no point is in two."""
    bits = schema.bits(db)
    rare = [one for one in question.decisions if one not in ("approved", "noted")]
    if places is not None and (few(places, db) or not (question.topics or rare)):
        return [numbers.PLACE + place for place in places]
    if len(question.decisions) == 1 and rare:
        return [numbers.TYPE + bits["type"].get(rare[0], UNKNOWN)]
    if len(question.topics) == 1:
        return [numbers.TOPIC + bits["topic"].get(question.topics[0], UNKNOWN)]
    if len(question.decisions) == 1:
        return [numbers.TYPE + bits["type"].get(question.decisions[0], UNKNOWN)]
    return [numbers.ALL]


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


def facets(made: Plan, question: Question, places: list[int] | None, db: sqlite3.Connection, chosen: list[int]) -> None:
    """Conditions on what every point has, apart from that of the facets chosen."""
    bits = schema.bits(db)
    for kind, first, names, column in (
        ("topic", numbers.TOPIC, question.topics, "topics"),
        ("type", numbers.TYPE, question.decisions, "types"),
    ):
        asked = {bits[kind][name] for name in names if name in bits[kind]}
        if names and (not chosen or chosen != [first + bit for bit in asked]):
            made.add(f"f.{column} & ?", sum(1 << bit for bit in asked))
    if question.since or question.until:
        since, until = numbers.date_number(question.since), numbers.date_number(question.until or "9999-12-31")
        made.add(f"{made.date} BETWEEN ? AND ?", max(1, since), until)
    if places is not None and (not chosen or chosen != [numbers.PLACE + place for place in places]):
        made.add(f"f.place_id IN ({', '.join('?' * len(places))})", *places)
    amounts(made, question)
    if question.closed is not None:
        made.add("f.flags & ? = ?", numbers.CLOSED, numbers.CLOSED if question.closed else 0)
    if question.voted is not None:
        made.add("f.flags & ? = ?", numbers.VOTE, numbers.VOTE if question.voted else 0)
    if question.tally:
        made.add(f"EXISTS ({COUNTED} AND max({FOR}, {AGAINST}) = ? AND min({FOR}, {AGAINST}) = ?)", *question.tally)
    if question.margin is not None:
        made.add(f"EXISTS ({COUNTED} AND abs({FOR} - {AGAINST}) <= ?)", question.margin)


def amounts(made: Plan, question: Question) -> None:
    """The largest amount of a point, or with two bounds, any amount between them.

    Amounts of the classes between those of the bounds are between them; those of the bounds' own are read.
    """
    if question.min_amount is not None:
        made.add("f.amount >= ?", question.min_amount)
    if question.max_amount is not None and question.min_amount is None:
        made.add("f.amount <= ?", question.max_amount)
    if both_amounts(question):
        least, most = question.min_amount or 0, question.max_amount or 0
        ends = 1 << numbers.class_of(least) | 1 << numbers.class_of(most)
        between = numbers.classes_of(least, most) & ~ends if least <= most else 0
        near = f"f.amounts & ? AND EXISTS ({WITHIN})"
        made.add(f"(f.amount <= ? OR f.amounts & ? OR {near})", most, between, ends, least, most)
