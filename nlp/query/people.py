"""What an archive knows of a person: parties, meetings, votes, points."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.errors import UsageError
from nlp.labels import STANCES
from nlp.query.fulltext import either, quoted
from nlp.query.people_meant import nearest_people, people_with
from nlp.query.reading.known import Known
from nlp.query.search import Finder
from nlp.store.archive import schema
from nlp.store.archive.index import marks
from nlp.store.archive.index.keys import name_key

MOST_PEOPLE = 20
"""People shown of those whom a name may mean."""
NEAREST = 5
"""Names offered where nobody has the one typed."""


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
        parties=[party for party, _ in parties],
        meetings=dict(attendance),
        votes={side: number for side, number in votes.items() if number},
        absent_points=away,
        absent_by_list=away - counted(finder, marks.person("a", name)),
        points=counted(finder, marks.person("p", name), marks.person("a", name)),
    )


def counted(finder: Finder, *found: str) -> int:
    """How many points have one of these marks."""
    asked = "SELECT count(*) FROM terms WHERE terms MATCH ?"
    return int(finder.db.execute(asked, (either(map(quoted, found)),)).fetchone()[0])
