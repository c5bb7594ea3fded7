r"""Markdown as converters write it, every sign escaped ("1\. Økonomirapport pr\. 31\. august").

A document is read without the escapes; spans and texts of its record then point into the text as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.outline import Document
from nlp.read.text import lines_of
from nlp.record import Attachment, Decision, Entity, Meeting, Participant, Point, Section, TableAmount
from nlp.segment.lines.relined import followed

MANY = 10
"""Escapes that a text needs, and one in so many letters, before its backslashes are taken for escapes."""
SELDOM = 1000
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

Spanned = Participant | Point | Section | Decision | Attachment | Entity | TableAmount


@dataclass(frozen=True, slots=True)
class Escapes:
    """A document without its escapes, the text as written, and where the escapes stood in the clean text."""

    document: Document
    written: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the written text for one of the clean text; an escape is never cut in two."""
        begin = start + bisect_left(self.places, start)
        return (begin, end + bisect_right(self.places, end - 1)) if start < end else (begin, begin)

    def restore(self, meeting: Meeting, points: Sequence[Point]) -> None:
        """Let all spans point into the written text; entities and decisions have their text as it stands there."""
        for point in points:
            for decision in point.decisions:
                decision.text = followed(decision, self.document.text, self._letter)
        for one in _spanned(meeting, points):
            one.span = self.span(*one.span)
            if isinstance(one, Entity):
                one.text = self.written[slice(*one.span)]

    def _letter(self, at: int) -> str:
        return self.written[slice(*self.span(at, at + 1))]


def unescaped(document: Document) -> Escapes | None:
    """The document without escapes, None where it has few or its format is no plain text."""
    written = document.text
    if document.outline is not None or document.format not in ("txt", "md") or "\\" not in written:
        return None
    found = [match.start() for match in _ESCAPE.finditer(written)]
    if len(found) < max(MANY, len(written) / SELDOM):
        return None
    clean = _ESCAPE.sub(r"\1", written)
    places = [at - count for count, at in enumerate(found)]
    begins = document.begins - bisect_left(found, document.begins)
    return Escapes(replace(document, text=clean, lines=lines_of(clean), begins=begins), written, places)


def _spanned(meeting: Meeting, points: Sequence[Point]) -> Iterator[Spanned]:
    yield from meeting.participants
    for point in points:
        yield point
        lists = (point.sections, point.decisions, point.attachments, point.entities, point.table_amounts)
        for parts in lists:
            yield from parts
