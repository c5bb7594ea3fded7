"""Counts over an archive, the way of a case, and what is known of a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nlp.errors import UsageError
from nlp.query.known import Known
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.query.sql import person_ids, plan
from nlp.store.archive import schema
from nlp.store.archive.keys import case_key

By = Literal["topic", "decision", "year", "body", "municipality"]
EXPRESSIONS = {
    "year": ("f.date / 10000", "", "1"),
    "topic": ("l.name", "JOIN label l ON l.kind = 'topic' AND f.topics >> l.bit & 1", "1"),
    "decision": ("l.name", "JOIN label l ON l.kind = 'type' AND f.types >> l.bit & 1", "1"),
    "body": ("coalesce(w.body, 'unknown')", "JOIN place w ON w.id = f.place_id", "1"),
    "municipality": ("coalesce(w.municipality, 'unknown')", "JOIN place w ON w.id = f.place_id", "1"),
}


def counts(finder: Finder, by: By, question: Question) -> list[tuple[str, int]]:
    """Points for each topic, decision type, year, body or municipality, of those that meet the question.

    Years in order, the rest by size. A point with two topics counts for both.
    """
    expression, join, _ = EXPRESSIONS[by]
    with schema.explained(finder.path):
        made = plan(question, finder.db)
        order = "1" if by == "year" else "2 DESC, 1"
        source = (
            made.source.replace("facet f", f"facet f {join}") if "facet f" in made.source else f"{made.source} {join}"
        )
        sql = f"SELECT {expression}, count(*) FROM {source} WHERE {made.where()} GROUP BY 1 ORDER BY {order}"
        return [(str(name) if name else "unknown", number) for name, number in finder.db.execute(sql, made.values)]


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
    asked = (
        "SELECT p.id, m.municipality, m.body, m.date, p.number, p.title, d.path FROM point p"
        " JOIN document d ON d.id = p.document_id JOIN meeting m ON m.id = d.meeting_id"
        " WHERE p.live AND p.id IN (SELECT point_id FROM reference WHERE number >= ? AND number < ?)"
        " ORDER BY m.date, p.id"
    )
    key = case_key(case)
    if not key:
        raise UsageError("no case number given; write for example: referat history 20/638")
    with schema.explained(finder.path):
        found = finder.db.execute(asked, (key, key + "\U0010ffff")).fetchall()
        steps: dict[tuple[str | None, str | None, str], Step] = {}
        for point_id, municipality, body, day, number, title, path in found:
            decided = finder.db.execute(
                'SELECT c.body, c.date, coalesce(c.text, substr(d.text, c.start + 1, c."end" - c.start)), c.types'
                " FROM decision c JOIN point p ON p.id = c.point_id JOIN document d ON d.id = p.document_id"
                " WHERE c.point_id = ? ORDER BY c.position",
                (point_id,),
            ).fetchall()
            for own_body, own_day, text, types in decided or [(body, day, "", "")]:
                step = Step(
                    own_day or day, municipality, own_body or body, number, title, text or "", types.split(), path
                )
                steps.setdefault((step.body, step.date, step.decision), step)
    return sorted(steps.values(), key=lambda step: step.date or "")


@dataclass(slots=True)
class Person:
    """What the archive knows of a person; ``meetings`` counts attendance, ``votes`` sides."""

    name: str
    parties: list[str] = field(default_factory=list)
    meetings: dict[str, int] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    absent_points: int = 0
    points: int = 0


def people(finder: Finder, name: str) -> list[Person]:
    """The people of this name, or whose name ends or begins so; raises :class:`UsageError` where there is none."""
    with schema.explained(finder.path):
        known = Known(finder.db)
        names = known.people(name) or known.near_people(name)
        if not names:
            raise UsageError(f"nobody called '{name[:60]}' in the archive; write the name as the minutes do")
        return [person(finder, known, one) for one in names]


def person(finder: Finder, known: Known, name: str) -> Person:
    person_id = person_ids(known, name)[0]
    db = finder.db
    shown = "JOIN meeting m ON m.document_id = a.document_id"
    attendance = db.execute(
        f"SELECT attendance, count(*) FROM participant a {shown} WHERE person_id = ? GROUP BY 1", (person_id,)
    ).fetchall()
    parties = db.execute(
        "SELECT party, count(*) FROM participant WHERE person_id = ? AND party IS NOT NULL GROUP BY 1 ORDER BY 2 DESC",
        (person_id,),
    ).fetchall()
    key = db.execute("SELECT key FROM person WHERE id = ?", (person_id,)).fetchone()[0]
    live = "JOIN point p ON p.id = point_id AND p.live"
    votes = db.execute(
        f"SELECT side, count(*) FROM vote {live} WHERE voter = ? GROUP BY 1", ("name:" + key,)
    ).fetchall()
    absent = db.execute(f"SELECT count(*) FROM absent {live} WHERE person_id = ?", (person_id,)).fetchone()[0]
    named = db.execute(f"SELECT count(*) FROM named {live} WHERE person_id = ?", (person_id,)).fetchone()[0]
    return Person(name, [party for party, _ in parties], dict(attendance), dict(votes), absent, named)
