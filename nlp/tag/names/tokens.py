"""Cuts text into the network's tokens and leaves out those that cannot be part of a name.

The network sees a word and its close neighbours only, and names in Danish start with a capital (bodies in
lower case are found by rule): tokens far from any capital are not shown to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.resources import read_words
from nlp.tag.names import patterns as p

TOKEN = re.compile(p.TOKEN)
OPENERS = frozenset(read_words("openers.txt"))


@dataclass(slots=True)
class Tokens:
    """Words with their places in the text."""

    words: list[str]
    matches: list[re.Match[str]]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The ``(start, end)`` of each word."""
        return [match.span() for match in self.matches]


def tokenize(text: str) -> Tokens:
    """Words, single marks and line breaks; blanks are no tokens."""
    matches = list(TOKEN.finditer(text))
    return Tokens([match[0] for match in matches], matches)


def anchors(words: list[str]) -> Iterator[int]:
    """Indexes of capitalised words, without common words that open a sentence or a line."""
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    last = len(words) - 1
    for i in capitals:
        opens = i == 0 or words[i - 1][0] in p.OPENING_MARKS
        common = opens and words[i].lower() in OPENERS
        if not common or (i < last and words[i + 1][0].isupper()):
            yield i


def near_names(words: list[str]) -> list[range]:
    """Stretches of tokens around all anchors, merged where they touch."""
    stretches: list[range] = []
    start = end = -1
    for i in anchors(words):
        left, right = max(0, i - p.BEFORE), min(len(words), i + p.AFTER + 1)
        if end < 0:
            start = left
        elif left > end:
            stretches.append(range(start, end))
            start = left
        end = right
    if end >= 0:
        stretches.append(range(start, end))
    return stretches


def passages(stretches: list[range], size: int) -> Iterator[list[range]]:
    """Stretches put together to passages of at least ``size`` tokens; long ones are cut."""
    passage: list[range] = []
    length = 0
    for stretch in stretches:
        for start in range(stretch.start, stretch.stop, p.LONGEST):
            part = range(start, min(start + p.LONGEST, stretch.stop))
            passage.append(part)
            length += len(part)
            if length >= size:
                yield passage
                passage, length = [], 0
    if passage:
        yield passage
