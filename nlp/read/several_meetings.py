"""Documents that hold several meetings, cut into one each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from nlp.outline import Document, Line
from nlp.segment.head.municipality import find_municipality
from nlp.segment.meetings.starts import meetings_of


def meetings_in(document: Document) -> Iterator[Document]:
    """The document, or its meetings as documents of their own: paths "FILE#1", "FILE#2", texts one after another.

    A cover before the first head belongs to the first meeting. Body and municipality that a head does not name are
    those of the head before.
    """
    text, starts = document.text, meetings_of(document.text, document.lines)
    if not starts:
        yield document
        return
    ends = [*(one.start for one in starts[1:]), len(text)]
    begin, body = 0, starts[0].body
    named = document.municipality or find_municipality(text[: ends[0]], (0, starts[0].head_end))
    for number, (one, end) in enumerate(zip(starts, ends, strict=True), 1):
        own = find_municipality(text[begin : one.head_end], (0, one.head_end - begin))
        named, body = own or named, one.body or body
        yield replace(
            document,
            path=f"{document.path}#{number}",
            text=text[begin:end],
            lines=_between(document.lines, begin, end),
            warnings=list(document.warnings),
            body=None if one.body else body,
            municipality=None if own else named,
            begins=one.start - begin,
        )
        begin = end


def _between(lines: list[Line], begin: int, end: int) -> list[Line]:
    """The lines of a part of the text, counted from its beginning."""
    first = bisect_left(lines, begin, key=lambda line: line.start)
    last = bisect_left(lines, end, key=lambda line: line.start)
    return [replace(line, start=line.start - begin, end=line.end - begin) for line in lines[first:last]]
