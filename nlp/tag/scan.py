"""Searching a whole document fast: an inexpensive anchor first, full patterns only around its hits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

GAP = r"[^\S\n\t]{0,2}(?:\n[^\S\n\t]{0,12})?"
"""At most two blanks and one line break with its indent: what may stand between the parts of one expression."""

BLANK = r"(?:[^\S\n\t]{1,2}(?:\n[^\S\n\t]{0,12})?|\n[^\S\n\t]{0,12})"
"""As :data:`GAP`, but not empty."""


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used."""
    return cast("re.Pattern[str]", Late(source, flags))


class Late:
    """Gets the methods of the pattern with the first one that is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.source, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self.source, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


@lru_cache(maxsize=1)
def lower(text: str) -> str:
    """``text`` in lower case with every character at its old offset."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def windows(anchor: re.Pattern[str], text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Stretches around the hits of ``anchor``, merged where they overlap, cut at no word's inside."""
    start = end = -1
    for match in anchor.finditer(text):
        left, right = max(0, match.start() - before), min(len(text), match.end() + after)
        if end < 0:
            start, end = left, right
        elif left <= end:
            end = right
        else:
            yield widen(text, start, end)
            start, end = left, right
    if end >= 0:
        yield widen(text, start, end)


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, grown by at most 30 characters a side so that it does not start or end inside a word."""
    left, right = text.rfind(" ", max(0, start - 30), start), text.find(" ", end, end + 30)
    return (left + 1 if left >= 0 else max(0, start - 30)), (right if right >= 0 else min(len(text), end + 30))
