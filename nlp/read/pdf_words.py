"""Words of a PDF page by pdfium's own text, for pages drawn in very many small text objects."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from nlp.read.pdf_objects import Placed, is_bold, plain

_WORD = re.compile("[^\\s\ufffe\x02\x00]+[\ufffe\x02]?")
_SAME_LINE = 0.3
_NEXT_WORD = 0.9
_TOUCHING = 0.05
"""Distances in units of the font size."""

Box = tuple[float, float, float, float]


def by_word(text_page: Any) -> Iterator[Placed]:
    """Words that follow on each other in one style, as pieces; broken at wide gaps."""
    reader = _Words(text_page)
    current: Placed | None = None
    for found in _WORD.finditer(reader.text):
        word = reader.placed(found.start(), found.end(), found[0])
        if current is not None and (gap := _gap(current, word)) is not None:
            current.text += (" " if gap > _TOUCHING else "") + word.text
            current.box = _around(current.box, word.box)
        else:
            if current is not None:
                yield current
            current = word
    if current is not None:
        yield current


def _gap(current: Placed, word: Placed) -> float | None:
    """The gap between two words in units of the size, None where the second does not follow on the first."""
    if (word.turns, word.bold) != (current.turns, current.bold) or abs(word.size - current.size) > 0.05 * current.size:
        return None
    (x, y), (left, bottom, right, top) = current.origin, current.box
    new_x, new_y = word.origin
    across = (new_x - right, new_y - top, left - new_x, bottom - new_y)[current.turns] / current.size
    down = (new_y - y if current.turns % 2 == 0 else new_x - x) / current.size
    return across if abs(down) < _SAME_LINE and -_SAME_LINE < across < _NEXT_WORD else None


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


class _Words:
    """The page's text and where its words stand."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._fonts: dict[int | None, bool] = {}
        self._styles: dict[int | None, tuple[float, bool, int]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._at_edges = [ctypes.byref(edge) for edge in self._edges]
        self.text = self._all_text()

    def _all_text(self) -> str:
        """One character for each of the page's characters."""
        count = pdfium.FPDFText_CountChars(self._page)
        buffer = (ctypes.c_ushort * (count * 2 + 2))()
        used = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = ctypes.string_at(buffer, max(used - 1, 0) * 2).decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._page, place) for place in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)

    def placed(self, start: int, end: int, word: str) -> Placed:
        pdfium.FPDFText_GetCharOrigin(self._page, start, *self._at)
        pdfium.FPDFText_GetCharBox(self._page, end - 1, *self._at_edges)
        x, y = self._x.value, self._y.value
        left, right, bottom, top = (edge.value for edge in self._edges)
        size, bold, turns = self._style(start)
        box = (min(x, left), min(y, bottom), max(x, right), max(y, top))
        return Placed(plain(word), box, (x, y), size, bold, turns)

    def _style(self, place: int) -> tuple[float, bool, int]:
        """Size, weight and quarter turns of a character, the same for all of a text object."""
        found = pdfium.FPDFText_GetTextObject(self._page, place)
        key = ctypes.cast(found, ctypes.c_void_p).value
        if key not in self._styles:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self._page, place, ctypes.byref(matrix))
            size = pdfium.FPDFText_GetFontSize(self._page, place) * (math.hypot(matrix.c, matrix.d) or 1.0)
            turns = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
            self._styles[key] = (size or 1.0, bool(found) and is_bold(found, self._fonts), turns)
        return self._styles[key]
