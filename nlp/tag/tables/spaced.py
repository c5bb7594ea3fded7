"""Tables whose cells only blanks divide, as plain text has them: lines that end in the same number of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.tag.tables import patterns as p
from nlp.tag.tables.cells import Cell, Row, Table

FIGURE_ROW = re.compile(p.FIGURE_ROW)
FIGURE_CELL = re.compile(p.FIGURE_CELL)
SCALE_WORD = re.compile(p.SCALE_WORD, re.IGNORECASE)
Placed = tuple[str, int]
"""A line and its place in the document."""


def tables(text: str) -> Iterator[Table]:
    """Runs of at least two such lines, headed by the line before them if it has as many words or columns."""
    if not SCALE_WORD.search(text):
        return
    before: list[Placed] = []
    rows: list[Row] = []
    start = 0
    for line in [*text.split("\n"), "end"]:
        row = figures(line, start)
        if rows and (row is None or len(row) != len(rows[0])) and line.strip():
            if len(rows) > 1:
                yield made(before, rows, line)
            before, rows = [], []
        if row:
            rows.append(row)
        elif line.strip():
            before = [*before[-p.NOTE_REACH :], (line, start)]
        start += len(line) + 1


def figures(line: str, start: int) -> Row | None:
    """The words of a line and the figures behind them, each a cell."""
    match = FIGURE_ROW.fullmatch(line) if line.rstrip()[-1:].isdigit() else None
    if not match:
        return None
    first = match.start("figures" if match["figures"] else "one")
    cells = [Cell(one.group(), start + one.start()) for one in FIGURE_CELL.finditer(line, first)]
    head = match["head"].strip()
    return [Cell(head, start + line.index(head)), *cells]


def made(before: list[Placed], rows: list[Row], below: str) -> Table:
    """The table with the heading of its columns, if the line before it is one."""
    heading = headed(*before[-1], len(rows[0])) if before else None
    above = [line for line, _ in (before[:-1] if heading else before)]
    return Table(above[-p.NOTE_REACH :], [heading, *rows] if heading else rows, below)


def headed(line: str, start: int, columns: int) -> Row | None:
    """A line as the head of that many columns; the first may have no heading. None where it is none."""
    for gap in (r"[ \u00a0]{2,}", r"[ \u00a0]+"):
        parts = re.split(gap, line.strip())
        if len(parts) in (columns - 1, columns):
            found = [Cell(part, start) for part in parts]
            return found if len(parts) == columns else [Cell("", start), *found]
    return None
