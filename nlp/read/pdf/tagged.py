"""Rows of a tagged page: what its tags say, where they hold all of its text in an order that can be true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise

from nlp.read.cells import cell_text
from nlp.read.pdf.flow import is_full, joined, opens
from nlp.read.pdf.layout import Row, page_rows
from nlp.read.pdf.objects import ARTIFACT
from nlp.read.pdf.pieces import Piece
from nlp.read.pdf.tags import Block
from nlp.vocabulary.sidelabels import laid_out

_EDGE = 0.2
"""Part of the page's height, at top and bottom, in which running lines stand."""
_UPWARD = 0.2
"""So many steps from block to block may go up the page: more, and the tags are in no order of reading."""


Group = list[tuple[Block, list[Row]]]
"""Blocks of one table row, or between tables, with their paragraphs."""


@dataclass(slots=True)
class Tagged:
    """The blocks of a page with their paragraphs, and the texts of its running headers and footers."""

    blocks: Group
    running: list[str]


def tagged_page(pieces: list[Piece], blocks: list[Block], page: int, height: float) -> Tagged | None:
    """What the tags say of a page (1-based number, height in points), None where they cannot be trusted.

    They are trusted that hold all text but running lines at the edges of the page, in an order that goes down the page.
    """
    if not blocks or not pieces:
        return None
    held = {content for block in blocks for content in block.contents}
    loose = [piece for piece in pieces if piece.content not in held and piece.text.strip()]
    if any(piece.content != ARTIFACT or not _at_edge(piece, height) for piece in loose):
        return None
    contents: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        contents[piece.content].append(piece)
    right = max(piece.x1 for piece in pieces)
    paragraphs = [
        (block, _paragraphs([contents[content] for content in block.contents], page, right, block.level))
        for block in blocks
    ]
    paragraphs = [(block, rows) for block, rows in paragraphs if rows]
    if not _goes_down([rows[0] for block, rows in paragraphs if block.row is None]):
        return None
    return Tagged(paragraphs, [row.text for row in page_rows(loose, page)])


def _at_edge(piece: Piece, height: float) -> bool:
    return piece.y < _EDGE * height or piece.y > (1 - _EDGE) * height


def _goes_down(rows: list[Row]) -> bool:
    upward = sum(below.y < above.y - above.size for above, below in pairwise(rows))
    return upward <= max(1, _UPWARD * len(rows))


def _paragraphs(contents: list[list[Piece]], page: int, right: float, level: int | None) -> list[Row]:
    """The lines of a block as paragraphs: lines part where a content ends and the next word would have fitted."""
    ends = {piece.y: number for number, pieces in enumerate(contents) for piece in pieces}
    rows: list[Row] = []
    for line in page_rows([piece for pieces in contents for piece in pieces], page):
        line.text = line.text.replace("\t", " ")
        above = rows[-1] if rows else None
        if above is not None and (
            ends.get(above.bottom) == ends.get(line.y)
            or (is_full(above, line, right, wider=1.0) and not opens(above, line))
        ):
            above.text = joined(above.text, line.text)
            above.x0, above.x1, above.bottom = min(above.x0, line.x0), line.x1, line.y
            above.bold = above.bold and line.bold
        else:
            line.table, line.cells, line.whole, line.level = False, (), True, level
            rows.append(line)
    return rows


def tagged_rows(pages: list[Tagged]) -> list[list[Row]]:
    """The rows of all tagged pages: paragraphs, and table rows as one each unless they set a label beside its text."""
    tables = [[list(group) for _, group in groupby(page.blocks, key=lambda one: one[0].row)] for page in pages]
    apart = set(map(id, laid_out(tables, _cells)))
    return [[row for group in table for row in _rows(group, id(group) in apart)] for table in tables]


def _cells(group: Group) -> list[list[str]]:
    """The paragraphs of each cell of a table row."""
    return [[row.text for _, rows in cell for row in rows] for _, cell in groupby(group, key=lambda one: one[0].cell)]


def _rows(group: Group, apart: bool) -> list[Row]:
    rows, cells = [row for _, part in group for row in part], _cells(group)
    return rows if group[0][0].row is None or apart or len(cells) == 1 else [_table_row(rows, cells)]


def _table_row(rows: list[Row], texts: list[list[str]]) -> Row:
    first = rows[0]
    first.text = "\t".join(map(cell_text, texts))
    first.bottom, first.x1 = max(row.bottom for row in rows), max(row.x1 for row in rows)
    first.table, first.bold = True, all(row.bold for row in rows)
    return first
