"""Passages with all their entities, from JSONL files and the written corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from nlp.errors import CorpusError
from nlp.learn.data.corpus import CorpusPoint
from nlp.learn.data.rows import json_lines
from nlp.learn.data.rows import text as text_of


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage with all its entities: ``spans`` are ``(start, end, label, value)``, value as annotated or empty."""

    id: str
    source: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]


def read_gold(path: Path, labels: dict[str, str] | None = None) -> list[Gold]:
    """Passages of a JSONL file (``text``, ``spans``; ``id`` and ``source`` may be missing).

    ``labels`` renames labels and drops those it does not name. Raises :class:`nlp.errors.CorpusError`.
    """
    return [one for _, one in placed_gold(path, labels)]


def placed_gold(path: Path, labels: dict[str, str] | None = None) -> Iterator[tuple[str, Gold]]:
    """The passages of :func:`read_gold`, each with its file and line."""
    for where, row in json_lines(path, "an annotated passage"):
        try:
            text = text_of(row, "text", where)
            names = labels or {}
            spans = tuple((s[0], s[1], names.get(s[2], s[2]), s[3] if len(s) > 3 else "") for s in row["spans"])
            wrong = next((s for s in spans if not 0 <= s[0] < s[1] <= len(text)), None)
        except (KeyError, TypeError, IndexError) as error:
            raise CorpusError(f"{where}: not an annotated passage ({error!r}); give text and spans") from error
        if wrong:
            raise CorpusError(f"{where}: span {wrong[:2]} lies outside the text of {len(text)} characters")
        ordered = sorted(spans)
        if clash := next((b for a, b in pairwise(ordered) if b[0] < a[1]), None):
            raise CorpusError(f"{where}: the span {clash[:2]} overlaps another one")
        if labels is not None:
            spans = tuple(s for s in spans if s[2] in labels.values())
        id, source = text_of(row, "id", where), text_of(row, "source", where)
        yield where, Gold(id or where.rpartition(":")[2], source or path.stem, text, spans)


def gold_of(points: Iterable[CorpusPoint]) -> Iterator[Gold]:
    """Title and sections of the corpus points whose entities are marked, one passage each."""
    for point in points:
        if not point.entities:
            continue
        for number, part in enumerate((point.title, *(s.content for s in point.sections))):
            if part.text.strip():
                spans = tuple((start, end, label, "") for start, end, label in part.spans)
                yield Gold(f"{point.id}/{number}", point.municipality, part.text, spans)
