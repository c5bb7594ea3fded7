"""Running headers, footers and page numbers: what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile
from statistics import median

from nlp.read.pdf.layout import Row
from nlp.vocabulary.headings import heading_role

_EDGE = 0.2
"""Part of the page's height, at top and bottom, in which furniture stands."""
_DEEPEST = 8
"""Rows from the edge of a page that may be furniture."""
_SAME_PLACE = 8.0
_MOST = 0.6
"""What could be a heading ("Byrådet 27-10-2021") is furniture where so many pages have it at one place."""
_LARGEST = 1.25
"""Furniture is at most so much larger than most rows."""
_DIGITS = re.compile(r"\d+")
_PAGE_WORDS = re.compile(r"\b(?:side|page|s\.)\s*[:.]?\s*#|^[-–— ]*#\s*(?:[-–—/]|af|of)?\s*#?[-–— ]*$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\W*(?:side|page|s\.)\s*[:.]?\s*\d{1,4}(?:\s*(?:af|of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_POINT = re.compile(r"(?i)^(?:lukket\s)?(?:dagsordens)?(?:punkt|pkt|sag|nr)\b")

Key = tuple[str, int, str]


def without_furniture(pages: list[list[Row]], heights: list[float]) -> tuple[list[list[Row]], list[str]]:
    """The pages' rows without those that repeat at the same edge, and the texts of those, each once.

    Digits are compared as page numbers. Rows of titles' size stay, wherever they stand.
    """
    largest = _LARGEST * median([row.size for rows in pages for row in rows] or [1.0])
    seen: dict[Key, list[tuple[int, str]]] = defaultdict(list)
    for number, (rows, height) in enumerate(zip(pages, heights, strict=True)):
        for row, key in _edge_rows(rows, height):
            if row.size < largest:
                seen[key].append((number, row.text))
    needed = 3 if len(pages) > 3 else 2
    everywhere = max(needed, _MOST * len(pages))
    repeated = {key for key, found in seen.items() if _repeats(key, found, seen, needed, everywhere)}
    kept: list[list[Row]] = []
    dropped_texts: dict[str, None] = {}
    for rows, height in zip(pages, heights, strict=True):
        dropped = _dropped(rows, height, repeated)
        kept.append([row for row in rows if id(row) not in dropped])
        dropped_texts |= dict.fromkeys(row.text for row in rows if id(row) in dropped)
    return kept, list(dropped_texts)


def _edge_rows(rows: list[Row], height: float) -> Iterable[tuple[Row, Key]]:
    ordered = sorted(rows, key=lambda row: row.y)
    for edge, part in (("top", ordered[:_DEEPEST]), ("bottom", ordered[::-1][:_DEEPEST])):
        for row in takewhile(lambda one, edge=edge: _at_edge(one, edge, height), part):  # type: ignore[misc]
            yield row, (edge, round(row.y / _SAME_PLACE), _DIGITS.sub("#", row.text))


def _at_edge(row: Row, edge: str, height: float) -> bool:
    return row.y < _EDGE * height if edge == "top" else row.y > (1 - _EDGE) * height


def _repeats(
    key: Key, found: list[tuple[int, str]], seen: dict[Key, list[tuple[int, str]]], needed: int, everywhere: float
) -> bool:
    edge, place, masked = key
    neighbours = [one for near in (place - 1, place + 1) for one in seen.get((edge, near, masked), [])]
    every = found + neighbours
    on_pages = len({number for number, _ in every})
    if "#" in masked and on_pages > 1 and not _POINT.match(masked) and _counts_pages(every):
        return True
    if on_pages < needed:
        return False
    if _PAGE_WORDS.search(masked):
        return True
    text, count = Counter(text for _, text in every).most_common(1)[0]
    return count >= (needed if heading_role(text) is None else everywhere) and not _POINT.match(text)


def _counts_pages(found: list[tuple[int, str]]) -> bool:
    """Whether some number of the row grows with the page."""
    offsets = [[int(digits) - number for digits in _DIGITS.findall(text)] for number, text in found]
    columns = zip(*offsets, strict=False)
    return any(Counter(column).most_common(1)[0][1] >= 0.6 * len(found) for column in columns)


def _dropped(rows: list[Row], height: float, repeated: set[Key]) -> set[int]:
    """The ids of furniture rows: repeated ones with nothing but repeated ones outside them."""
    dropped: set[int] = set()
    inside = {"top": True, "bottom": True}
    for row, key in _edge_rows(rows, height):
        edge = key[0]
        if inside[edge] and (key in repeated or _PAGE_NUMBER.match(row.text)):
            dropped.add(id(row))
        else:
            inside[edge] = False
    return dropped
