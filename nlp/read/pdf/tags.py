"""What a tagged PDF says of itself: its paragraphs, headings, lists and table cells in reading order.

Word, LibreOffice, browsers and the accessible exports of agenda systems write this tree (ISO 32000-1, 14.7-14.8);
each piece of text carries the number of the marked content that it belongs to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

from nlp.read.patterns import PDF_INLINE
from nlp.read.pdf.objects import UNTAGGED

_DEEPEST = 60


@dataclass(slots=True)
class Block:
    """One paragraph, heading or list item; ``contents`` are its marked contents in order.

    ``row`` and ``cell`` number the table row and the cell that it stands in, None outside tables.
    """

    contents: list[int] = field(default_factory=list)
    level: int | None = None
    row: int | None = None
    cell: int | None = None


@dataclass(slots=True)
class _Place:
    """Where an element stands: in a paragraph or heading (level), in a table's row and cell."""

    paragraph: bool = False
    level: int | None = None
    row: int | None = None
    cell: int | None = None


def page_blocks(page: Any) -> list[Block]:
    """The blocks of a page (pdfium's handle) in the order of its structure tree, [] without one."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        reader = _Reader()
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, number)
            if element:
                reader.read(element, _Place(), 0)
        return [block for block in reader.blocks if block.contents]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._row = self._cell = 0
        self._labelled = False
        """Whether the number of a list item was read last, which stands on one line with what follows."""
        self._name = ctypes.create_string_buffer(128)

    def read(self, element: Any, place: _Place, depth: int) -> None:
        """Add what the element holds; blocks begin and end with elements that are no part of a line."""
        kind = self._type(element)
        inline = self._is_inline(element, kind, place, depth)
        if not inline:
            place = self._inside(self._part(element, kind, place), place)
            self._begin(place)
        for content, child in _children(element):
            if content != UNTAGGED:
                self.blocks[-1].contents.append(content)
                self._labelled = False
            elif child is not None and depth < _DEEPEST:
                self.read(child, place, depth + 1)
        if kind == "Lbl":
            self._labelled = True
        elif not inline:
            self._begin(place)

    def _begin(self, place: _Place) -> None:
        if not self._labelled:
            self.blocks.append(Block([], place.level, place.row, place.cell))

    def _part(self, element: Any, kind: str, place: _Place) -> str:
        """The kind of an element; browsers leave open what the rows and cells of a table without borders are."""
        if kind != "NonStruct" or place.paragraph:
            return kind
        if place.row is not None:
            return "TD"
        cells = self._cells(element)
        return "TR" if cells and not any(map(self._cells, cells)) else kind

    def _cells(self, element: Any) -> list[Any]:
        """The children of an element that can be cells: more than one such, and elements in each."""
        parts = [child for _, child in _children(element) if child is not None]
        cells = [part for part in parts if self._type(part) == "NonStruct" and any(one for _, one in _children(part))]
        return cells if len(cells) > 1 else []

    def _inside(self, kind: str, outer: _Place) -> _Place:
        if kind == "TR" and outer.cell is None:
            self._row += 1
            return replace(outer, row=self._row)
        if kind in ("TD", "TH") and outer.row is not None and outer.cell is None:
            self._cell += 1
            return replace(outer, cell=self._cell)
        if kind[:1] == "H" and (kind[1:].isdecimal() or kind == "H"):
            return replace(outer, paragraph=True, level=int(kind[1:] or 1))
        return replace(outer, paragraph=True) if kind == "P" else outer

    def _is_inline(self, element: Any, kind: str, place: _Place, depth: int) -> bool:
        """Browsers write cells of tables without data like spans, but those hold text and no further elements."""
        if kind not in PDF_INLINE or self._holds_blocks(element, depth):
            return False
        return place.paragraph or kind != "NonStruct" or all(child is None for _, child in _children(element))

    def _holds_blocks(self, element: Any, depth: int) -> bool:
        if depth >= _DEEPEST:
            return False
        kinds = ((self._type(child), child) for _, child in _children(element) if child is not None)
        return any(kind not in PDF_INLINE or self._holds_blocks(child, depth + 1) for kind, child in kinds)

    def _type(self, element: Any) -> str:
        used = pdfium.FPDF_StructElement_GetType(element, self._name, len(self._name))
        return self._name.raw[: max(min(used, len(self._name)) - 2, 0)].decode("utf-16-le", "replace")


def _children(element: Any) -> Iterator[tuple[int, Any]]:
    """Marked content or element for each child of an element that shows on the page."""
    for number in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        yield content, None if content != UNTAGGED else pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
