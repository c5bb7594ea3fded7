"""Headings beside their text ("Beslutning<tab>Godkendt."), put above it: tables that became text keep a tab a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.outline import Line
from nlp.segment.vocabulary.sidelabels import laid_out


def labels_above(text: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The text with a newline for the tab behind each such heading, and its lines; both as given if there is none."""
    rows = [line for line in lines if line.table and text[line.start : line.end].count("\t") == 1]
    cells = [[[cell.strip()] for cell in text[line.start : line.end].split("\t")] for line in rows]
    (marks,) = laid_out([cells])
    tabs = {line.start: text.index("\t", line.start) for line, apart in zip(rows, marks, strict=True) if apart}
    if not tabs:
        return text, lines
    letters = list(text)
    for tab in tabs.values():
        letters[tab] = "\n"
    return "".join(letters), [part for line in lines for part in _parts(line, tabs.get(line.start))]


def _parts(line: Line, tab: int | None) -> Iterator[Line]:
    if tab is None:
        yield line
    else:
        yield replace(line, end=tab, table=False)
        yield replace(line, start=tab + 1, table=False)
