"""The way of a case: every decision in its points, meeting after meeting."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.errors import UsageError
from nlp.query.fulltext import quoted
from nlp.query.search import Finder
from nlp.store.archive import schema
from nlp.store.archive.index import marks
from nlp.store.archive.index.keys import case_key


@dataclass(slots=True, kw_only=True)
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
    from nlp.store.archive.records import stored

    key = case_key(case)
    if not any(map(str.isalnum, key)):
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
                step = Step(
                    date=own_day or day,
                    municipality=municipality,
                    body=own_body or body,
                    number=point.number,
                    title=point.title,
                    decision=text,
                    types=types,
                    source=path,
                )
                steps.setdefault((step.body, step.date, step.decision), step)
    return sorted(steps.values(), key=lambda step: step.date or "")
