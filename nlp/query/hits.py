"""What is shown of a point that answers a question."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field

from nlp.query.question import Question
from nlp.store.archive.index.keys import words
from nlp.store.archive.records.packed_point import PackedPoint

SNIPPET = 160
"""Characters of a snippet."""
SEARCHED = 20_000
"""Characters of a point's text in which the words asked for are looked for."""
START_OF_CUT, END_OF_CUT = re.compile(r"\S*\s+"), re.compile(r"\s\S*$")
"""What a cut leaves of a word."""
HIT = (
    "SELECT m.municipality, m.body, m.date, p.number, p.title, p.corrected, f.amount, d.path, p.case_number, p.page,"
    " p.parts, p.text FROM point p JOIN document d ON d.id = p.document_id JOIN meeting m ON m.id = d.meeting_id"
    " JOIN fact f ON f.point_id = p.id WHERE p.id = ?"
)
AWAY = (
    "SELECT s.name FROM participant a JOIN person s ON s.id = a.person_id JOIN point p ON p.id = ?"
    " AND p.document_id = a.document_id WHERE a.attendance = 'absent' ORDER BY s.name"
)


@dataclass(slots=True, kw_only=True)
class Hit:
    """One agenda point; ``amount_max`` in kroner without sign, ``amount_found`` the one that the question asks for.

    ``absent`` names who was away, where the question asks for absence; ``votes`` who was "for", "against" and
    "abstained", where it asks for votes.
    """

    id: int
    municipality: str | None
    body: str | None
    date: str | None
    number: str | None
    title: str
    topics: list[str]
    decision_types: list[str]
    decision: str
    amount_max: float | None
    amount_found: float | None
    source: str
    case_number: str | None
    page: int | None
    corrected: bool
    snippet: str
    absent: list[str] = field(default_factory=list)
    votes: dict[str, list[str]] = field(default_factory=dict)


def hit(db: sqlite3.Connection, point_id: int, question: Question) -> Hit:
    """A point of the archive as an answer to the question."""
    row = db.execute(HIT, (point_id,)).fetchone()
    municipality, body, day, number, title, corrected, amount, path, case, page, parts, text = row
    point = PackedPoint(parts, text)
    return Hit(
        id=point_id,
        municipality=municipality,
        body=body,
        date=day,
        number=number,
        title=title,
        topics=point.topics,
        decision_types=point.decision_types,
        decision=" ".join(point.decision().split()),
        amount_max=amount,
        amount_found=amount_found(point, amount, question),
        source=path,
        case_number=case,
        page=page,
        corrected=bool(corrected),
        snippet=snippet(text, question),
        absent=absent(db, point_id, point) if question.absent else [],
        votes=votes(point, question) if question.votes or question.voted else {},
    )


def amount_found(point: PackedPoint, largest: float | None, question: Question) -> float | None:
    """The largest amount of a point between the bounds of a question, in kroner; None where it has none."""
    low, high = question.min_amount, question.max_amount
    if low is None and high is None:
        return None
    least, most = low or 0.0, float("inf") if high is None else high
    if largest is not None and least <= largest <= most:
        return largest
    return max((one for numbers in point.amounts() for one in numbers if least <= one <= most), default=None)


def absent(db: sqlite3.Connection, point_id: int, point: PackedPoint) -> list[str]:
    """Who is named absent in a point, then who was absent from the meeting."""
    from_meeting = (name for (name,) in db.execute(AWAY, (point_id,)))
    return list(dict.fromkeys([*point.absent(), *from_meeting]))


def votes(point: PackedPoint, question: Question) -> dict[str, list[str]]:
    """Who voted each way, of the last decision that has the sides asked for, else of the last with votes."""
    asked = {side for _, side in question.votes} - {"any"}
    sides = list(point.votes())
    return next((one for one in sides if asked <= one.keys()), sides[0] if sides else {})


def snippet(text: str, question: Question) -> str:
    """Whole words around the first word asked for, else the beginning; one line, "…" where the text goes on."""
    forms = [form[: max(4, len(form) - 3)] for typed in [*question.phrases, *question.text] for form in words(typed)]
    folded = text[:SEARCHED].lower()
    body = text.find("\n") + 1
    at = min((place for form in forms if (place := folded.find(form, body)) >= 0), default=body)
    start = max(body, at - SNIPPET // 3)
    cut = START_OF_CUT.match(text, start, at) if start > body else None
    start = cut.end() if cut else start
    end = start + SNIPPET
    goes_on = bool(text[end:].strip())
    shown = text[start : end + 1] if goes_on else text[start:]
    shown = END_OF_CUT.sub("", shown) if goes_on else shown
    return ("… " if start > body else "") + " ".join(shown.split()) + (" …" if goes_on else "")
