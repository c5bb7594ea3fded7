"""Counts over an archive, the way of a case, and what is known of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from nlp.errors import UsageError
from nlp.labels import STANCES
from nlp.query.fulltext import either, quoted
from nlp.query.people_meant import nearest_people, people_with
from nlp.query.question import Question
from nlp.query.reading.known import Known
from nlp.query.search import Finder
from nlp.query.sql import plan
from nlp.store.archive import marks, schema
from nlp.store.archive.keys import case_key, name_key

By = Literal["topic", "decision", "year", "body", "municipality"]
MOST_PEOPLE = 20
"""People shown of those whom a name may mean."""
NEAREST = 5
"""Names offered where nobody has the one typed."""
COLUMNS = {"year": "f.date / 10000", "topic": "f.topics", "decision": "f.types"}


def counts(finder: Finder, by: By, question: Question) -> list[tuple[str, int]]:
    """Points for each topic, decision type, year, body or municipality, of those that meet the question.

    Years in order, the rest by size. A point with two topics counts for both.
    """
    with schema.explained(finder.path):
        made = plan(question, finder.db)
        column = COLUMNS.get(by, "f.place_id")
        sql = f"SELECT {column}, count(*) FROM {made.source} WHERE {made.where()} GROUP BY 1"
        names = names_of(finder, by)
        found: Counter[str] = Counter()
        for value, number in finder.db.execute(sql, made.values):
            for name in names(value):
                found[name] += number
    if by == "year":
        return sorted(found.items())
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def names_of(finder: Finder, by: By) -> Callable[[int], list[str]]:
    """What a grouped value stands for: a year, the labels of a bit mask, or a place."""
    if by == "year":
        return lambda value: [str(value) if value else "unknown"]
    if by in ("topic", "decision"):
        bits = schema.bits(finder.db)["topic" if by == "topic" else "type"]
        return lambda value: [name for name, bit in bits.items() if value >> bit & 1]
    asked = f"SELECT id, coalesce({by}, 'unknown') FROM place"
    places: dict[int, str] = dict(finder.db.execute(asked).fetchall())
    return lambda value: [places[value]]


@dataclass(slots=True)
class Step:
    """One decision on the way of a case."""

    date: str | None
    municipality: str | None
    body: str | None
    number: str | None
    title: str
    decision: str
    types: list[str]
    source: str


def history(finder: Finder, case: str) -> list[Step]:
    """Every decision in points of this case, in order of time; earlier ones that a point quotes count once.

    ``case`` is a case or document number, or its beginning. Raises :class:`UsageError` where there is none.
    """
    from nlp.store.archive import stored

    key = case_key(case)
    if not key:
        raise UsageError("no case number given; write for example: referat history 20/638")
    asked = (
        "SELECT p.id, m.municipality, m.body, m.date, d.path FROM point p"
        " JOIN document d ON d.id = p.document_id JOIN meeting m ON m.id = d.meeting_id"
        " WHERE p.id IN (SELECT rowid FROM terms WHERE terms MATCH ?) ORDER BY m.date, p.id"
    )
    steps: dict[tuple[str | None, str | None, str], Step] = {}
    with schema.explained(finder.path):
        found = finder.db.execute(asked, (quoted(marks.mark("c", key)) + "*",)).fetchall()
        for point_id, municipality, body, day, path in found:
            point, _ = stored.point(finder.db, point_id)
            decided = [(one.body, one.date, one.text, [type.label for type in one.types]) for one in point.decisions]
            for own_body, own_day, text, types in decided or [(body, day, "", [])]:
                made = (own_day or day, municipality, own_body or body, point.number, point.title, text, types, path)
                step = Step(*made)
                steps.setdefault((step.body, step.date, step.decision), step)
    return sorted(steps.values(), key=lambda step: step.date or "")


@dataclass(slots=True)
class Person:
    """What the archive knows of a person; ``meetings`` counts attendance, ``votes`` points by side.

    ``points`` are those that name the person, ``absent_points`` those without them, as ``find`` counts both;
    ``absent_by_list`` of these are told by the meeting's list of participants alone.
    """

    name: str
    parties: list[str] = field(default_factory=list)
    meetings: dict[str, int] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    absent_points: int = 0
    absent_by_list: int = 0
    points: int = 0


def people(finder: Finder, name: str) -> tuple[list[Person], str]:
    """The people of this name, or whose name ends so; else those meant by it, and what to tell about that.

    At most :data:`MOST_PEOPLE`. Raises :class:`UsageError` with the nearest names where there is none.
    """
    with schema.explained(finder.path):
        known, typed = Known(finder.db), name[:60]
        names, remark = known.people(name), ""
        if not names and (names := people_with(known, name)):
            remark = f"names with '{typed}'"
        if not names and (names := known.near_people(name)):
            remark = f"nobody called '{typed}'; the nearest name"
        if not names:
            near = nearest_people(known, name, NEAREST)
            said = f"did you mean {', '.join(near)}?" if near else "write the name as the minutes do"
            raise UsageError(f"nobody called '{typed}' in the archive; {said}")
        if len(names) > MOST_PEOPLE:
            remark = f"{remark or 'people'}: the first {MOST_PEOPLE} of {len(names):,}; write more of the name"
        return [person(finder, one) for one in names[:MOST_PEOPLE]], remark


def person(finder: Finder, name: str) -> Person:
    """What the archive knows of one person, by the name as it has it."""
    db, key = finder.db, name_key(name)
    who = "FROM participant a JOIN person p ON p.id = a.person_id AND p.key = ?"
    shown = "JOIN meeting m ON m.document_id = a.document_id"
    attendance = db.execute(f"SELECT attendance, count(*) {who} {shown} GROUP BY 1", (key,)).fetchall()
    parties = db.execute(
        f"SELECT party, count(*) {who} WHERE party IS NOT NULL GROUP BY 1 ORDER BY 2 DESC", (key,)
    ).fetchall()
    away = counted(finder, marks.person("a", name), marks.person("m", name))
    votes = {side: counted(finder, marks.mark("v", side, "name", key)) for side in STANCES}
    return Person(
        name,
        [party for party, _ in parties],
        dict(attendance),
        {side: number for side, number in votes.items() if number},
        away,
        away - counted(finder, marks.person("a", name)),
        counted(finder, marks.person("p", name), marks.person("a", name)),
    )


def counted(finder: Finder, *found: str) -> int:
    """How many points have one of these marks."""
    asked = "SELECT count(*) FROM terms WHERE terms MATCH ?"
    return int(finder.db.execute(asked, (either(map(quoted, found)),)).fetchone()[0])
