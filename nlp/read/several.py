"""Documents that hold several meetings, cut into one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nlp.outline import Document, Line
from nlp.segment.meetings import meeting_starts


def meetings_in(document: Document) -> Iterator[Document]:
    """The document, or its meetings as documents of their own: paths "FILE#1", "FILE#2", texts one after another."""
    starts = meeting_starts(document.text, document.lines)
    if not starts:
        yield document
        return
    for number, (start, end) in enumerate(pairwise([0, *starts, len(document.text)]), 1):
        yield replace(
            document,
            path=f"{document.path}#{number}",
            text=document.text[start:end],
            lines=[_moved(line, start) for line in document.lines if start <= line.start < end],
            warnings=list(document.warnings),
        )


def _moved(line: Line, by: int) -> Line:
    return replace(line, start=line.start - by, end=line.end - by)
