"""Tables of a PDF: cells of several lines made one, cells of all rows put under the same columns."""

from __future__ import annotations

from itertools import groupby, pairwise

from nlp.read.pdf.layout import Row

_ALIGNED = 3.0
_NEXT_LINE = 1.5
_FARTHEST = 4.0
"""Distances of baselines in units of the font size: to the next line of a cell, to the next row of a table."""

Interval = tuple[float, float]


def with_tables(rows: list[Row]) -> list[Row]:
    """The rows with wrapped cells merged into the row above, and empty cells where a row has none."""
    merged = _merge_wrapped_cells(rows)
    for is_table, group in groupby(merged, key=lambda row: row.table):
        if is_table:
            for table in _tables(list(group)):
                _align(table)
    return merged


def _merge_wrapped_cells(rows: list[Row]) -> list[Row]:
    merged: list[Row] = []
    for row in rows:
        above = merged[-1] if merged else None
        if above is not None and above.table and _goes_on(above, row):
            cells = above.text.split("\t")
            for (x0, _), text in zip(_edges(row), row.text.split("\t"), strict=True):
                place = min(range(len(above.cells)), key=lambda n: abs(above.cells[n][0] - x0))
                cells[place] = f"{cells[place]} {text}"
            above.text, above.bottom = "\t".join(cells), row.bottom
        else:
            merged.append(row)
    return merged


def _edges(row: Row) -> tuple[Interval, ...]:
    return row.cells or ((row.x0, row.x1),)


def _goes_on(above: Row, row: Row) -> bool:
    """Whether the row only carries on cells of the row above: under their left edges, in lower case."""
    texts = row.text.split("\t")
    edges = _edges(row)
    if row.column != above.column or not 0 < row.y - above.bottom <= _NEXT_LINE * row.size or len(edges) != len(texts):
        return False
    aligned = all(min(abs(cell[0] - x0) for cell in above.cells) <= _ALIGNED for x0, _ in edges)
    return aligned and len(edges) < len(above.cells) and all(text[:1].islower() for text in texts)


def _tables(rows: list[Row]) -> list[list[Row]]:
    """Runs of table rows that stand close to each other."""
    tables: list[list[Row]] = []
    for row in rows:
        above = tables[-1][-1] if tables else None
        near = above is not None and above.page == row.page and above.column == row.column
        if above is not None and near and 0 < row.y - above.bottom <= _FARTHEST * row.size:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables


def _align(table: list[Row]) -> None:
    """Give every row a cell for each column that the fullest rows of the table have."""
    most = max(len(row.cells) for row in table)
    columns = _columns([row.cells for row in table if len(row.cells) == most])
    if len(columns) != most:
        return
    for row in table:
        places = [_column_of(cell, columns) for cell in row.cells]
        texts = row.text.split("\t")
        if len(row.cells) == most or len(places) != len(texts) or sorted(set(places)) != places:
            continue
        cells = [""] * most
        for place, text in zip(places, texts, strict=True):
            cells[place] = text
        row.text = "\t".join(cells).rstrip("\t")


def _columns(rows: list[tuple[Interval, ...]]) -> list[Interval]:
    """The columns' extents, [] where columns of different rows run into each other."""
    columns = [(min(left for left, _ in cells), max(right for _, right in cells)) for cells in zip(*rows, strict=True)]
    apart = all(left[1] <= right[0] for left, right in pairwise(columns))
    return columns if apart else []


def _column_of(cell: Interval, columns: list[Interval]) -> int:
    """The column that shares most width with the cell, else the nearest."""

    def distance(place: int) -> float:
        left, right = columns[place]
        shared = min(cell[1], right) - max(cell[0], left)
        return -shared

    return min(range(len(columns)), key=distance)
