"""Words of a PDF page by pdfium's own text, for pages drawn in very many small text objects."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from nlp.read.pdf.objects import UNTAGGED, Placed, is_bold, marked_content, plain, turns_of

_LINE = re.compile("[^\r\n]+")
_WORD = re.compile("[^\\s\ufffe\x02\x00]+[\ufffe\x02]?")
_SAME_LINE = 0.3
_NEXT_WORD = 0.9
_TOUCHING = 0.05
"""Distances in units of the font size."""

Style = tuple[float, bool, int, int]
"""Size, weight, quarter turns and marked content."""
Ends = tuple[float, float, float, float, float, float]
"""Origin (x, y) and box (left, bottom, right, top) of a word."""


def by_word(text_page: Any, *, tagged: bool) -> Iterator[Placed]:
    """Words that follow on each other in one style, as pieces; broken at wide gaps.

    Where the first and the last letter of a line are in one style, so is the line: asking for each word
    would take most of the time. ``tagged``: the marked content is a part of the style.
    """
    page = _Page(text_page, tagged)
    current: Placed | None = None
    for line in _LINE.finditer(page.text):
        words = list(_WORD.finditer(page.text, line.start(), line.end()))
        if not words:
            continue
        style = page.style(words[0].start())
        mixed = page.style(words[-1].end() - 1) != style
        for word in words:
            if mixed:
                style = page.style(word.start())
            ends = page.ends(word.start(), word.end())
            gap = _gap(current, ends, style) if current is not None else None
            if current is not None and gap is not None:
                current.text += (" " if gap > _TOUCHING else "") + plain(word[0])
                left, bottom, right, top = current.box
                current.box = (
                    ends[2] if ends[2] < left else left,
                    ends[3] if ends[3] < bottom else bottom,
                    ends[4] if ends[4] > right else right,
                    ends[5] if ends[5] > top else top,
                )
            else:
                if current is not None:
                    yield current
                current = Placed(plain(word[0]), ends[2:], ends[:2], *style)
    if current is not None:
        yield current


def _gap(current: Placed, ends: Ends, style: Style) -> float | None:
    """The gap between two words in units of the size, None where the second does not follow on the first."""
    size, turns = current.size, current.turns
    if style[1:] != (current.bold, turns, current.content) or abs(style[0] - size) > 0.05 * size:
        return None
    if turns == 0:
        across, down = ends[0] - current.box[2], ends[1] - current.origin[1]
    elif turns == 1:
        across, down = ends[1] - current.box[3], ends[0] - current.origin[0]
    elif turns == 2:
        across, down = current.box[0] - ends[0], ends[1] - current.origin[1]
    else:
        across, down = current.box[1] - ends[1], ends[0] - current.origin[0]
    if -_SAME_LINE * size < across < _NEXT_WORD * size and abs(down) < _SAME_LINE * size:
        return across / size
    return None


class _Page:
    """The page's text, and where and how its letters stand."""

    def __init__(self, text_page: Any, tagged: bool) -> None:
        self._page = text_page
        self._tagged = tagged
        self._fonts: dict[int | None, bool] = {}
        self._values = [ctypes.c_double() for _ in range(6)]
        references = [ctypes.byref(value) for value in self._values]
        self._at, self._edges = references[:2], references[2:]
        self._matrix = pdfium.FS_MATRIX()
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

    def ends(self, start: int, end: int) -> Ends:
        """Origin of a word's first letter; its box, from there to the edges of the last."""
        pdfium.FPDFText_GetCharOrigin(self._page, start, *self._at)
        pdfium.FPDFText_GetCharBox(self._page, end - 1, *self._edges)
        x, y, left, right, bottom, top = [value.value for value in self._values]
        return x, y, min(x, left), min(y, bottom), max(x, right), max(y, top)

    def style(self, place: int) -> Style:
        found = pdfium.FPDFText_GetTextObject(self._page, place)
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, place, ctypes.byref(matrix))
        size = pdfium.FPDFText_GetFontSize(self._page, place) * (math.hypot(matrix.c, matrix.d) or 1.0)
        bold = bool(found) and is_bold(found, self._fonts)
        content = marked_content(found) if self._tagged and found else UNTAGGED
        return size or 1.0, bold, turns_of(matrix.a, matrix.b), content
