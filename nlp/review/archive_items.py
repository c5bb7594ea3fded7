"""Points of an archive as items: with the model's suggestions, and with what people corrected as their answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from nlp.classify.fields import fields_of, is_council
from nlp.record import Point
from nlp.remote import begins
from nlp.review.items import Answer, Item, Span, Suggested
from nlp.store.archive import corrections, schema
from nlp.store.archive.records import stored

MAGIC = b"SQLite format 3\x00"
POINTS = (
    "SELECT p.id, p.key, d.head, m.name || ' ' || m.version, d.id FROM fact f JOIN point p ON p.id = f.point_id"
    " JOIN document d ON d.id = p.document_id JOIN model m ON m.id = d.model_id WHERE f.point_id IN ({}) ORDER BY p.id"
)
BATCH = 500


def is_archive(path: Path) -> bool:
    """Whether a path is an SQLite file."""
    return path.is_file() and begins(str(path), len(MAGIC)) == MAGIC


def items(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Item]:
    """The points of these numbers in the archive, without answers."""
    for begin in range(0, len(ids), BATCH):
        some = ids[begin : begin + BATCH]
        marks = ",".join("?" * len(some))
        for point_id, key, head, model, document in db.execute(POINTS.format(marks), some).fetchall():
            point, _ = stored.point(db, point_id)
            text = stored.text(db, document)
            yield item_of(point, corrections.written(key), json.loads(head), model, text)


def item_of(point: Point, key: str, meeting: dict[str, Any], model: str, text: str) -> Item:
    """One point with what its model says; spans are counted from the beginning of the point's text."""
    start = point.span[0]
    fields = fields_of(text, point, meeting.get("body"))
    spans: list[Span] = [(one.span[0] - start, one.span[1] - start, one.label) for one in point.entities]
    return Item(
        id=key,
        text=text[slice(*point.span)],
        municipality=meeting.get("municipality") or "",
        body=meeting.get("body") or "",
        date=meeting.get("date") or "",
        number=point.number or "",
        case=point.case_number or "",
        title=point.title,
        matter=fields.matter,
        proposal=fields.proposal,
        decision=fields.decision,
        council=is_council(meeting.get("body")),
        model=model,
        suggested=Suggested(
            topics=[*point.topics, *point.suggestions.topics],
            decision_types=[*point.decision_types, *point.suggestions.decision_types],
            spans=spans,
        ),
    )


def ids_of(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, int]:
    """The shown point of each key that is in the archive."""
    found: dict[int, int] = {}
    wanted = list(keys)
    for begin in range(0, len(wanted), BATCH):
        some = wanted[begin : begin + BATCH]
        marks = ",".join("?" * len(some))
        asked = f"SELECT key, id FROM point JOIN fact ON point_id = id WHERE key IN ({marks})"
        found |= dict(db.execute(asked, some).fetchall())
    return found


def items_of_corrections(archive: Path) -> list[Item]:
    """Every corrected point that is still in the archive, with the corrections that count as its answer."""
    by_key: dict[int, list[corrections.Correction]] = {}
    with closing(schema.connect(archive, read_only=True)) as db:
        for one in corrections.listed(db):
            by_key.setdefault(one.point_key, []).append(one)
        ids = ids_of(db, by_key)
        keys = {corrections.written(key): key for key in ids}
        found = [(by_key[keys[item.id]], item) for item in items(db, sorted(ids.values()))]
    return [item.with_answer(answer_of(given, item.text)) for given, item in found]


def answer_of(given: Sequence[corrections.Correction], text: str) -> Answer:
    """A person's corrections of one point as one answer; entities of a text that has changed since are left out."""
    answer = Answer(by=given[-1].who, at=given[-1].at)
    for one in given:
        if one.field == "entities":
            if one.text_sha == corrections.text_sha(text):
                answer.spans = [(int(span[0]), int(span[1]), str(span[2])) for span in one.value]
        else:
            setattr(answer, one.field, one.value)
    return answer
