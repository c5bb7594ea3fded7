"""A question while it is being read: whatever a reader has understood is blanked for the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from nlp.query.question import Question
from nlp.query.reading import patterns as p
from nlp.resources import read_json

WORD = re.compile(p.WORD)


class Reading:
    """``text`` is in lower case with read characters blanked; ``written`` is the question as typed."""

    def __init__(self, written: str) -> None:
        self.written = " ".join(written.split())
        lowered = self.written.lower()
        self.text = lowered if len(lowered) == len(self.written) else self.written
        self.question = Question()

    def unread(self) -> str:
        """The question as typed, without what has been read."""
        return "".join(w if low != p.BLANK else p.BLANK for w, low in zip(self.written, self.text, strict=True))

    def take(self, start: int, end: int) -> None:
        """Blank a stretch: it has been understood."""
        self.text = self.text[:start] + p.BLANK * (end - start) + self.text[end:]

    def rewrite(self, start: int, end: int, new: str) -> None:
        """Put other words in place of a stretch, for readers that know Danish only."""
        self.text = self.text[:start] + new + self.text[end:]
        self.written = self.written[:start] + new + self.written[end:]

    def replace(self, pattern: str, new: str | Callable[[re.Match[str]], str | None], group: str | int = 0) -> None:
        """Put other words in place of every match, or of a group of it; a function may leave one as it is (None)."""
        for match in reversed(list(compiled(pattern).finditer(self.text))):
            words = new if isinstance(new, str) else new(match)
            if words is not None:
                self.rewrite(*match.span(group), words)

    def find(self, pattern: str) -> re.Match[str] | None:
        return compiled(pattern).search(self.text)

    def said(self, words: Iterable[str]) -> str:
        """:func:`any_of` for those of the words that stand in the text: of a long list only these are compiled."""
        text = " ".join(self.text.split())
        return any_of(tuple(word for word in words if word in text))

    def has(self, *parts: str) -> bool:
        """Whether any of the letters stand in the text: what a pattern needs, so that few are compiled."""
        text = " ".join(self.text.split())
        return any(part in text for part in parts)

    def has_all(self, parts: str) -> bool:
        """ "last year & early": whether all of them stand in the text."""
        return all(part in self.text for part in parts.split(" & "))

    def has_digits(self) -> bool:
        return any(letter.isdigit() for letter in self.text)

    def take_all(self, pattern: str) -> list[re.Match[str]]:
        """All matches, taken."""
        found = list(compiled(pattern).finditer(self.text))
        for match in found:
            self.take(*match.span())
        return found

    def words(self) -> list[tuple[int, int, str]]:
        """What is left: (start, end, word)."""
        return [(match.start(), match.end(), match.group()) for match in WORD.finditer(self.text)]

    def runs(self, longest: int) -> Iterator[tuple[int, int, str]]:
        """Stretches of up to ``longest`` neighbouring words, the longest first."""
        words = self.words()
        for size in range(min(longest, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                start, end = words[at][0], words[at + size - 1][1]
                if p.BLANK not in self.text[start:end]:
                    yield start, end, self.text[start:end]


@lru_cache(maxsize=5_000)
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def listed(name: str) -> Any:
    """One list of ``nlp/data/query/phrases.json``."""
    return read_json("query/phrases.json")[name]


@cache
def in_manner(name: str) -> Any:
    """One list of ``nlp/data/query/manner.json``."""
    return read_json("query/manner.json")[name]


def number_of(said: str) -> int | None:
    """The number that digits or a word say: "3", "tre", "three"; None for another word."""
    return int(said) if said.isdigit() else listed("numbers").get(said)


@lru_cache(maxsize=5_000)
def any_of(words: Iterable[str]) -> str:
    """Source of a regular expression for whole words or phrases, the longest first; of none, one that never matches."""
    ordered = sorted(words, key=len, reverse=True)
    if not ordered:
        return "(?!)"
    return r"(?<![^\W_])(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + r")(?![^\W_])"


@lru_cache(maxsize=50_000)
def near(word: str, other: str) -> bool:
    """Whether one is a slip of the other: a letter wrong, missing, doubled or swapped; two in words of nine or more."""
    if word[:1] != other[:1] or min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 2:
        return False
    return distance(word, other) <= (2 if min(len(word), len(other)) >= 9 else 1)


def distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting as one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row, two_before = row, [i], before
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, two_before[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
