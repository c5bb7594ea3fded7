"""Label files for tests, made of the written corpus: each point as an item with its right answer."""

from __future__ import annotations

from pathlib import Path

from nlp.learn.data.corpus import CorpusPoint, read_corpus
from nlp.learn.data.labelled_points import from_corpus
from nlp.review.items import Answer, Item, write_items


def item_of(point: CorpusPoint, **changes: object) -> Item:
    """A written point as an item that Anna labelled."""
    fields = next(iter(from_corpus([point]))).fields
    text, spans = point.title.text, list(point.title.spans)
    for section in point.sections:
        start = len(text) + 1
        text += f"\n{section.content.text}"
        spans += [(a + start, b + start, label) for a, b, label in section.content.spans]
    answer = Answer(
        topics=list(point.topics),
        decision_types=list(point.types),
        spans=spans if point.entities else None,
        by="anna",
        at="2026-11-27T09:00:00+00:00",
    )
    item = Item(
        id=point.id,
        text=text,
        municipality=point.municipality,
        body=point.body,
        date=point.date,
        case=point.case or "",
        title=point.title.text,
        matter=fields.matter,
        proposal=fields.proposal,
        decision=fields.decision,
        council=fields.council,
        answer=answer,
    )
    return item.model_copy(update=changes)


def items(*municipalities: str) -> list[Item]:
    """The labelled points of written municipalities ("Hvidsted")."""
    return [item_of(point) for point in read_corpus() if point.municipality in municipalities]


def label_file(path: Path, *municipalities: str) -> Path:
    """A file of them."""
    write_items(path, items(*municipalities))
    return path
