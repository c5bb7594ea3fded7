"""What holds of every document, record and answer, whatever they were made from."""

from __future__ import annotations

from itertools import pairwise

from nlp.outline import Document
from nlp.record import Record


def check_document(document: Document) -> None:
    """Status and text agree; lines ascend inside the text and hold no newline; spans lie inside too."""
    assert document.status in ("ok", "partial", "failed")
    assert all("\n" not in warning for warning in document.warnings)
    assert not any("please report" in warning for warning in document.warnings), document.warnings
    if document.status == "failed":
        assert document.warnings
        assert (document.text, document.lines) == ("", [])
    for line in document.lines:
        assert 0 <= line.start <= line.end <= len(document.text)
        assert "\n" not in document.text[line.start : line.end]
    assert all(above.end < below.start for above, below in pairwise(document.lines))
    if document.outline is not None:
        check_outline(document)


def check_outline(document: Document) -> None:
    assert document.outline is not None
    points = document.outline.points
    assert all(above.span[1] <= below.span[0] for above, below in pairwise(points))
    for point in points:
        start, end = point.span
        assert 0 <= start <= end <= len(document.text)
        inner = [section.span for section in point.sections] + [span for _, span in point.attachments]
        assert all(start <= first <= last <= end for first, last in inner)
    for person in document.outline.participants:
        assert document.text[slice(*person.span)] == person.name


def check_record(record: Record) -> None:
    """Points follow each other, everything lies inside its point, entities have the text of their span."""
    assert all(above.span[1] <= below.span[0] for above, below in pairwise(record.points))
    for point in record.points:
        start, end = point.span
        assert 0 <= start < end <= len(record.text)
        parts = [*point.sections, *point.attachments, *point.entities, *point.table_amounts]
        assert all(start <= part.span[0] <= part.span[1] <= end for part in parts)
        assert all(record.text[slice(*entity.span)] == entity.text for entity in point.entities)
        assert point.topics and point.decision_types
    Record.model_validate_json(record.model_dump_json())
