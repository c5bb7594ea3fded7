"""Pieces of text on a PDF page with place, size and weight, as pdfium's text objects give them.

Places are in points with y growing downwards, in the reading direction of most of the page's text,
so that rotated pages read like others.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MANY_OBJECTS = 500
"""Text objects on a page above which reading by character is faster."""
_DEEPEST_FORM = 8
_MARGIN = 36.0
"""Where the first row of a turned page is taken to stand."""
_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!-?light)|semi-?bold|fett?\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_FILL_AND_STROKE = 2
_HYPHENS = str.maketrans({"\ufffe": "\u00ad", "\x02": "\u00ad", "\x00": "", "\u00a0": " ", "\u200b": "", "\ufeff": ""})

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Piece:
    """A run of characters on one baseline: left and right edge, baseline y, size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class _Placed:
    """A piece in page coordinates (y upwards) with its quarter turns."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    bold: bool
    turns: int


def page_pieces(page: Any, top: float) -> tuple[list[Piece], bool]:
    """The page's pieces in the order of the file, and whether the page shows anything at all.

    ``page`` is pdfium's handle, ``top`` the y of the page's upper edge.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFPage_CountObjects(page)
        objects = [(pdfium.FPDFPage_GetObject(page, number), _IDENTITY) for number in range(count)]
        texts = list(_text_objects(objects, 0))
        if len(texts) > MANY_OBJECTS:
            placed = list(_by_character(text_page))
        else:
            placed = list(_by_object(texts, text_page))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return _upright(placed, top), count > 0


def _text_objects(objects: list[tuple[Any, Matrix]], depth: int) -> Iterator[tuple[Any, Matrix]]:
    for found, outer in objects:
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield found, outer
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(_matrix(found), outer)
            count = pdfium.FPDFFormObj_CountObjects(found)
            yield from _text_objects([(pdfium.FPDFFormObj_GetObject(found, n), matrix) for n in range(count)], depth + 1)


def _by_object(texts: list[tuple[Any, Matrix]], text_page: Any) -> Iterator[_Placed]:
    reader = _TextReader(text_page)
    fonts: dict[int | None, bool] = {}
    size, edges = ctypes.c_float(), [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for found, outer in texts:
        text = reader.text(found)
        if not text.strip() or not pdfium.FPDFPageObj_GetBounds(found, *references):
            continue
        matrix = _times(_matrix(found), outer)
        pdfium.FPDFTextObj_GetFontSize(found, ctypes.byref(size))
        points = abs(size.value) * math.hypot(matrix[2], matrix[3])
        bold = _is_bold(found, fonts)
        box = _box(outer, *(edge.value for edge in edges))
        yield _Placed(text, box, (matrix[4], matrix[5]), points or 1.0, bold, _turns(matrix))


class _TextReader:
    """Text of text objects through one buffer that grows as needed."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._buffer = (ctypes.c_ushort * 2048)()

    def text(self, found: Any) -> str:
        size = len(self._buffer) * 2
        used = pdfium.FPDFTextObj_GetText(found, self._page, self._buffer, size)
        if used > size:
            self._buffer = (ctypes.c_ushort * used)()
            used = pdfium.FPDFTextObj_GetText(found, self._page, self._buffer, used)
        text = ctypes.string_at(self._buffer, max(used - 2, 0)).decode("utf-16-le", "replace")
        return text.translate(_HYPHENS).replace("\r\n", " ")


def _matrix(found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    if matrix is _IDENTITY:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _turns(matrix: Matrix) -> int:
    return round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) % 4


def _is_bold(found: Any, fonts: dict[int | None, bool]) -> bool:
    font = pdfium.FPDFTextObj_GetFont(found)
    key = ctypes.cast(font, ctypes.c_void_p).value
    if key not in fonts:
        fonts[key] = _is_bold_font(font)
    return fonts[key] or pdfium.FPDFTextObj_GetTextRenderMode(found) == _FILL_AND_STROKE


def _is_bold_font(font: Any) -> bool:
    """By name first: pdfium gives weight 0 for the base-14 bold fonts."""
    if not font:
        return False
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, 256)
    if _BOLD_NAME.search(name.value.decode("latin-1")):
        return True
    flags = pdfium.FPDFFont_GetFlags(font)
    return pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or (flags > 0 and bool(flags & _FORCE_BOLD))


def _by_character(text_page: Any) -> Iterator[_Placed]:
    """Pieces from single characters: a new one at every jump in place and at every wide gap."""
    current: _Placed | None = None
    blank = False
    fonts: dict[int | None, bool] = {}
    x, y, edges = ctypes.c_double(), ctypes.c_double(), [ctypes.c_double() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for place in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        character = chr(code).translate(_HYPHENS) if 0 < code < 0x110000 else ""
        if not character.strip():
            blank = True
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, place, ctypes.byref(x), ctypes.byref(y))
        pdfium.FPDFText_GetCharBox(text_page, place, *references)
        left, right, bottom, top = (edge.value for edge in edges)
        if current is not None and _continues(current, left, y.value):
            current.text += " " + character if blank else character
            current.box = (current.box[0], min(current.box[1], bottom), right, max(current.box[3], top))
        else:
            if current is not None:
                yield current
            current = _start(text_page, place, character, (left, bottom, right, top), (x.value, y.value), fonts)
        blank = False
    if current is not None:
        yield current


def _continues(current: _Placed, left: float, y: float) -> bool:
    gap = left - current.box[2]
    return abs(y - current.origin[1]) < 0.3 * current.size and -0.5 * current.size < gap < 0.9 * current.size


def _start(
    text_page: Any,
    place: int,
    character: str,
    box: tuple[float, float, float, float],
    origin: tuple[float, float],
    fonts: dict[int | None, bool],
) -> _Placed:
    found = pdfium.FPDFText_GetTextObject(text_page, place)
    matrix = _matrix(found) if found else _IDENTITY
    size = pdfium.FPDFText_GetFontSize(text_page, place) * (math.hypot(matrix[2], matrix[3]) or 1.0)
    return _Placed(character, box, origin, size or 1.0, bool(found) and _is_bold(found, fonts), _turns(matrix))


def _upright(placed: list[_Placed], top: float) -> list[Piece]:
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
            pieces.append(Piece(piece.text, x0, x1, y, round(piece.size, 2), piece.bold))
    down = top if turns == 0 else _MARGIN - min(piece.y for piece in pieces)
    for one in pieces:
        one.y += down
    return pieces


def _turned(piece: _Placed, turns: int) -> tuple[float, float, float]:
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
