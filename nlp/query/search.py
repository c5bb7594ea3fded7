"""Answers questions from an archive."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from nlp.errors import UsageError
from nlp.query.fulltext import title_terms
from nlp.query.nearest import nearest
from nlp.query.question import Question
from nlp.query.reading.amounts import found_amount
from nlp.query.reading.known import Known
from nlp.query.reading.understand import understand
from nlp.query.sql import Plan, Sort, most_met, one_by_one, plan
from nlp.query.telling import Telling
from nlp.query.votes_of_points import votes_of
from nlp.store.archive import schema
from nlp.store.archive.keys import fold, words
from nlp.store.archive.rows import decided

USUAL = 20
"""Hits of a question that does not say how many."""
FEW = 5
"""Hits of the nearest question."""
SNIPPET = 160
SEARCHED = 20_000
"""Characters of a point's text in which the words asked for are looked for."""
START_OF_CUT, END_OF_CUT = re.compile(r"\S*\s+"), re.compile(r"\s\S*$")
"""What a cut leaves of a word."""
HIT = (
    "SELECT m.municipality, m.body, m.date, p.number, p.title, p.corrected, f.amount, d.path, p.case_number, p.page,"
    " p.parts, p.text FROM point p JOIN document d ON d.id = p.document_id JOIN meeting m ON m.id = d.meeting_id"
    " JOIN fact f ON f.point_id = p.id WHERE p.id = ?"
)


@dataclass(slots=True)
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


@dataclass(slots=True)
class Findings:
    """``total`` counts all hits; ``hits`` are those asked for. Where there are none ``hint`` says which part of the
    question left nothing, and ``nearest`` answers a question that asks for less."""

    question: Question
    total: int
    hits: list[Hit] = field(default_factory=list)
    sql: str = ""
    values: list[object] = field(default_factory=list)
    hint: str = ""
    nearest: Findings | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON output of ``referat find``."""
        shown = [{name: getattr(hit, name) for name in Hit.__slots__} for hit in self.hits]
        answer = {"query": self.question.as_dict(), "total": self.total, "hits": shown}
        if self.hint:
            answer["hint"] = self.hint
        if self.nearest:
            answer["nearest"] = self.nearest.as_dict()
        return answer


class Finder:
    """An archive open for reading; use as a context manager."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.db = schema.connect(self.path, read_only=True)
        self.db.create_function("fold", 1, fold, deterministic=True)

    def __enter__(self) -> Finder:
        return self

    def __exit__(self, *error: object) -> None:
        self.db.close()

    def read(self, text: str, today: date | None = None) -> Question:
        """How a question in words is understood."""
        with schema.explained(self.path):
            return understand(text, Known(self.db), today)

    def find(
        self,
        question: Question,
        *,
        limit: int | None = None,
        offset: int = 0,
        sort: Sort | None = None,
        telling: Telling | None = None,
    ) -> Findings:
        """The points that meet the question, at most ``limit`` (negative: all; None: what it asks for, else 20).

        ``sort`` is the question's own order, else by relevance where it has text, else the newest first; ``telling``
        words the hint. Raises :class:`UsageError` for an empty question.
        """
        if question.is_empty():
            raise UsageError('the question is empty; write for example: referat find "budgetbeslutninger i 2020"')
        sort = sort or question.order
        limit = (question.limit or USUAL) if limit is None else limit
        with schema.explained(self.path):
            made = plan(question, self.db)
            total: int = self.db.execute(*made.count()).fetchone()[0]
            ids = self.page(made, question, sort, limit, offset) if total and limit else []
            hits = [self.hit(point_id, question) for point_id in ids]
            hint, less = ("", None) if total else nearest(self, question, telling or Telling(question.language))
            instead = self.find(less, limit=min(limit, FEW) if limit > 0 else limit, sort=sort) if less else None
        return Findings(question, total, hits, *made.page(sort or "relevance", limit, offset), hint, instead)

    def page(self, made: Plan, question: Question, sort: Sort | None, limit: int, offset: int) -> list[int]:
        """The points from ``offset`` on; by relevance those with most words, or most in the title, come first."""
        if sort not in (None, "relevance"):
            return self.ids(made.page(sort, limit, offset))
        stop = offset + limit if limit > 0 else None
        if question.any_word:
            return most_met(one_by_one(question, self.db), self.db)[offset:stop]
        titles = title_terms(question, Known(self.db))
        if not titles:
            return self.ids(made.page("newest", limit, offset))
        whole = made.with_words(*titles)
        if limit > 0 and len(found := self.ids(whole.page("newest", limit, offset))) == limit:
            return found
        first = self.ids(whole.page("newest", -1))
        if len(titles) > 1:
            some = most_met((made.with_words(title) for title in titles), self.db)
            first = list(dict.fromkeys([*first, *some]))
        found = first[offset:stop]
        if len(found) == limit:
            return found
        in_title = frozenset(first)
        others = self.ids(made.page("newest", stop + len(first) if stop else -1))
        others = [one for one in others if one not in in_title][max(0, offset - len(first)) :]
        return found + others[: limit - len(found) if stop else None]

    def ids(self, asked: tuple[str, list[object]]) -> list[int]:
        """The ids that a statement gives."""
        return [row[0] for row in self.db.execute(*asked)]

    def count(self, question: Question) -> int:
        """How many points answer the question."""
        return int(self.db.execute(*plan(question, self.db).count()).fetchone()[0])

    def hit(self, point_id: int, question: Question) -> Hit:
        """What is shown of a point that answers the question."""
        row = self.db.execute(HIT, (point_id,)).fetchone()
        municipality, body, day, number, title, corrected, amount, path, case, page, parts, text = row
        packed = json.loads(parts)
        packed += [[]] * (4 - len(packed))
        topics, types = ([name for name, _ in found] for found in packed[:2])
        return Hit(
            point_id,
            municipality,
            body,
            day,
            number,
            title,
            topics,
            types,
            " ".join(decided(packed[3], text).split()),
            amount,
            found_amount(packed, amount, question),
            path,
            case,
            page,
            bool(corrected),
            snippet(text, question),
            self.away(point_id, packed) if question.absent else [],
            votes_of(packed[3], question) if question.votes or question.voted else {},
        )

    def away(self, point_id: int, packed: list[Any]) -> list[str]:
        """Who is named absent in a point, then who was absent from the meeting."""
        named = [*(packed[5] if len(packed) > 5 else ())]
        named += [name for one in packed[3] if len(one) > 7 for name in one[7] or ()]
        asked = (
            "SELECT s.name FROM participant a JOIN person s ON s.id = a.person_id JOIN point p ON p.id = ?"
            " AND p.document_id = a.document_id WHERE a.attendance = 'absent' ORDER BY s.name"
        )
        return list(dict.fromkeys([*named, *(name for (name,) in self.db.execute(asked, (point_id,)))]))

    def record(self, point_id: int) -> dict[str, Any]:
        """One point in full: meeting, text, decisions, source file and place in it."""
        from nlp.store.archive import stored

        with schema.explained(self.path):
            point, text = stored.point(self.db, point_id)
            asked = (
                "SELECT d.path, d.format, d.head, p.corrected FROM point p JOIN document d ON d.id = p.document_id"
                " WHERE p.id = ?"
            )
            path, kind, head, corrected = self.db.execute(asked, (point_id,)).fetchone()
        return {
            "id": point_id,
            "source": path,
            "format": kind,
            "meeting": json.loads(head),
            "corrected": bool(corrected),
            "text": text,
            **point.model_dump(mode="json"),
        }


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
