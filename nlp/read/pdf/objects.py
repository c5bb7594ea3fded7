"""Text objects of a PDF page, those inside forms included, in page coordinates (y upwards)."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_DEEPEST_FORM = 8
_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!-?light)|fett\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_FILL_AND_STROKE = 2
_HYPHENS = str.maketrans({"\ufffe": "\u00ad", "\x02": "\u00ad", "\x00": "", "\u00a0": " ", "\u200b": "", "\ufeff": ""})

UNTAGGED, ARTIFACT = -1, -2
"""Marked content of text that the tags of the file do not hold: not told, or told to be no content (page numbers)."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Placed:
    """Text with its box (left, bottom, right, top), baseline origin, size in points, quarter turns, marked content."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    bold: bool
    turns: int
    content: int = UNTAGGED


def text_objects(objects: Iterable[tuple[Any, Matrix]], depth: int) -> Iterator[tuple[Any, Matrix]]:
    """pdfium's text objects with the matrix of the forms around them, forms within forms down to a limit."""
    for found, outer in objects:
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield found, outer
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(_matrix(found), outer)
            count = pdfium.FPDFFormObj_CountObjects(found)
            yield from text_objects([(pdfium.FPDFFormObj_GetObject(found, n), matrix) for n in range(count)], depth + 1)


def by_object(texts: list[tuple[Any, Matrix]], text_page: Any, *, tagged: bool) -> Iterator[Placed]:
    """The text of each object that shows any, with place, size and weight; ``tagged``: and its marked content."""
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
        bold = is_bold(found, fonts)
        left, bottom, right, top = _box(outer, *(edge.value for edge in edges))
        turns = turns_of(*matrix[:2])
        if turns == 0 and 0 <= left - matrix[4] < 0.3 * points:
            left = matrix[4]
        content = marked_content(found) if tagged else UNTAGGED
        yield Placed(text, (left, bottom, right, top), (matrix[4], matrix[5]), points or 1.0, bold, turns, content)


def marked_content(found: Any) -> int:
    """The number of the marked content that a text object belongs to."""
    content = int(pdfium.FPDFPageObj_GetMarkedContentID(found))
    if content >= 0:
        return content
    name, used = ctypes.create_string_buffer(32), ctypes.c_ulong()
    for number in range(max(pdfium.FPDFPageObj_CountMarks(found), 0)):
        mark = pdfium.FPDFPageObj_GetMark(found, number)
        named = pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), 32, used)
        if named and name.raw[: max(used.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return ARTIFACT
    return UNTAGGED


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
        return plain(text)


def plain(text: str) -> str:
    """Text as it is meant: pdfium has signs of its own for the hyphen that ends a line, and control characters."""
    return text if text.isprintable() else text.translate(_HYPHENS).replace("\r\n", " ")


def _matrix(found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    if matrix is IDENTITY:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def turns_of(a: float, b: float) -> int:
    """Quarter turns of text by the first two values of its matrix."""
    return round(math.degrees(math.atan2(b, a)) / 90) % 4


def is_bold(found: Any, fonts: dict[int | None, bool]) -> bool:
    """By the weight of its font, kept in ``fonts`` by address, or because its outline is drawn too."""
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
