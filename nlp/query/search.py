"""Answers questions from an archive."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from nlp.errors import UsageError
from nlp.query.fulltext import title_terms
from nlp.query.hits import Hit, hit
from nlp.query.nearest import nearest
from nlp.query.question import Question
from nlp.query.reading.known import Known
from nlp.query.reading.understand import understand
from nlp.query.sql import Plan, Sort, most_met, one_by_one, plan
from nlp.query.telling import Telling
from nlp.store.archive import schema
from nlp.store.archive.index.keys import fold

USUAL = 20
"""Hits of a question that does not say how many."""
FEW = 5
"""Hits of the nearest question."""


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
            hits = [hit(self.db, point_id, question) for point_id in ids]
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

    def record(self, point_id: int) -> dict[str, Any]:
        """One point in full: meeting, text, decisions, source file and place in it."""
        from nlp.store.archive.records import stored

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
