"""Pieces of text on a PDF page with place, size and weight.

Places are in points with y growing downwards, in the reading direction of most of the page's text,
so that rotated pages read like others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from nlp.read.pdf.objects import IDENTITY, UNTAGGED, Placed, by_object, text_objects
from nlp.read.pdf.words import by_word

MANY_OBJECTS = 100
"""Text objects on a page above which reading by word is faster."""
_MARGIN = 36.0
"""Where the first row of a turned page is taken to stand."""


@dataclass(slots=True)
class Piece:
    """A run of characters on one baseline: left and right edge, baseline y, size in points, marked content."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    content: int = UNTAGGED


def page_pieces(page: Any, top: float, *, tagged: bool = False) -> tuple[list[Piece], bool]:
    """The page's pieces in the order of the file, and whether the page shows anything at all.

    ``page`` is pdfium's handle, ``top`` the y of the page's upper edge; ``tagged``: the pieces carry their marked
    content, which says nothing on pages whose text stands in forms.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFPage_CountObjects(page)
        objects = ((pdfium.FPDFPage_GetObject(page, number), IDENTITY) for number in range(count))
        texts = list(islice(text_objects(objects, 0), MANY_OBJECTS + 1))
        tagged = tagged and all(matrix is IDENTITY for _, matrix in texts)
        many = len(texts) > MANY_OBJECTS
        placed = list(by_word(text_page, tagged=tagged) if many else by_object(texts, text_page, tagged=tagged))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return _upright(placed, top), count > 0


def _upright(placed: list[Placed], top: float) -> list[Piece]:
    """The pieces in the direction that most letters run; the others (stamps, margin notes) are left out."""
    letters: Counter[int] = Counter()
    for piece in placed:
        letters[piece.turns] += len(piece.text)
    if not letters:
        return []
    turns = letters.most_common(1)[0][0]
    pieces = []
    for piece in placed:
        if piece.turns == turns:
            x0, x1, y = _turned(piece, turns)
            pieces.append(Piece(piece.text, x0, x1, y, round(piece.size, 2), piece.bold, piece.content))
    down = top if turns == 0 else _MARGIN - min(piece.y for piece in pieces)
    for one in pieces:
        one.y += down
    return pieces


def _turned(piece: Placed, turns: int) -> tuple[float, float, float]:
    """Left, right and baseline (downwards from any zero) of a piece after its quarter turns are undone."""
    left, bottom, right, top = piece.box
    x, y = piece.origin
    if turns == 0:
        return left, right, -y
    if turns == 1:
        return bottom, top, x
    if turns == 2:
        return -right, -left, y
    return -top, -bottom, -x
