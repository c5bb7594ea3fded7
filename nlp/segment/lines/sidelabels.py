"""Headings beside their text ("Beslutning<tab>Godkendt."), put above it: tables that became text keep a tab a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from nlp.outline import Line
from nlp.vocabulary.sidelabels import laid_out


def labels_above(text: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The text with a newline for the tab behind each such heading, and its lines; both as given if there is none."""
    tables = [list(run) for is_row, run in groupby(lines, lambda line: _is_row(text, line)) if is_row]
    apart = laid_out(tables, lambda row: [[cell.strip()] for cell in text[row.start : row.end].split("\t")])
    tabs = {row.start: text.index("\t", row.start) for row in apart}
    if not tabs:
        return text, lines
    letters = list(text)
    for tab in tabs.values():
        letters[tab] = "\n"
    return "".join(letters), [part for line in lines for part in _parts(line, tabs.get(line.start))]


def _is_row(text: str, line: Line) -> bool:
    return line.table and text.count("\t", line.start, line.end) == 1


def _parts(line: Line, tab: int | None) -> Iterator[Line]:
    if tab is None:
        yield line
    else:
        yield replace(line, end=tab, table=False)
        yield replace(line, start=tab + 1, table=False)
