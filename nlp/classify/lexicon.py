"""Stems and wordings that speak for a label (``nlp/data/lexicon``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.resources import DATA, read_json

Row = NDArray[np.float32]
_WORD = re.compile(r"[^\W_]+")
_KIND = re.compile("(udvalg|forvaltning)")
_CLASS, _GROUP = re.compile(r"\\.|\[(?:\\.|[^\]])*\]"), re.compile(r"\([^()]*\)")
_REPEATED, _LETTERS = re.compile(r".(?:[?*+]|\{[^}]*\})"), re.compile(r"[^.^$]+")
"""Of a regular expression: escapes and sets of letters, innermost groups, what need not stand there; the rest."""
EXACT = 3
"""Parts of a phrase up to this length must be whole words; longer ones are beginnings of words."""
LONGEST = 24


@dataclass(slots=True)
class TopicLexicon:
    """Columns are strong and weak evidence for each topic, in the order of the file.

    A stem counts where it stands in a word; of several in one word the longest counts. Phrases are runs
    of word beginnings and go before stems.
    """

    columns: list[str] = field(default_factory=list)
    stems: dict[str, list[tuple[int, bool, bool]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, column: int, entry: str) -> None:
        """Enter ``entry`` as written in the file: ``^`` marks edges of words, ``$`` the end."""
        parts = _WORD.findall(entry)
        if len(parts) > 1:
            self.phrases.setdefault(parts[0][:EXACT], []).append((column, tuple(parts)))
        elif parts:
            self.stems.setdefault(parts[0], []).append((column, entry[0] == "^", entry[-1] in "$^"))

    def of_word(self, word: str) -> tuple[int, ...]:
        """Columns of the longest stem in a word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._longest(word)
        return found

    def _longest(self, word: str) -> tuple[int, ...]:
        size = len(word)
        for length in range(min(size, LONGEST), 1, -1):
            for start in range(size - length + 1):
                at_start, at_end = start == 0, start + length == size
                columns = {
                    column
                    for column, needs_start, needs_end in self.stems.get(word[start : start + length], ())
                    if (at_start or not needs_start) and (at_end or not needs_end)
                }
                if columns:
                    return tuple(sorted(columns))
        return ()

    def hits(self, words: Sequence[str]) -> Iterator[int]:
        """The columns that the words speak for, one an occurrence."""
        position = 0
        while position < len(words):
            phrase = self._phrase(words, position)
            if phrase is None:
                yield from self.of_word(words[position])
                position += 1
            else:
                column, size = phrase
                yield column
                position += size

    def _phrase(self, words: Sequence[str], start: int) -> tuple[int, int] | None:
        """Column and size of the longest phrase that begins at a word."""
        best: tuple[int, int] | None = None
        for column, parts in self.phrases.get(words[start][:EXACT], ()):
            size = len(parts)
            if (best is None or size > best[1]) and start + size <= len(words):
                for part, word in zip(parts, words[start : start + size], strict=True):
                    if not (word == part if len(part) <= EXACT else word.startswith(part)):
                        break
                else:
                    best = (column, size)
        return best

    def counts(self, words: Sequence[str]) -> Row:
        """How often each column is spoken for: (columns,)."""
        return np.bincount(list(self.hits(words)), minlength=len(self.columns)).astype(np.float32)


@cache
def topic_lexicon() -> TopicLexicon:
    """The stems of ``lexicon/topics.txt``, a column a topic."""
    lexicon = TopicLexicon()
    column = -1
    for line in (DATA / "lexicon" / "topics.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        label, colon, entries = line.partition(":") if not line.startswith(" ") else ("", "", line)
        if colon:
            lexicon.columns.append(label)
            column += 1
        for entry in entries.split():
            lexicon.add(column, entry)
    return lexicon


@dataclass(frozen=True, slots=True)
class Wordings:
    """What speaks for types of decisions: patterns, the number of each one's type, and stems of which one must stand
    in a text for a pattern to be tried, with the patterns they belong to."""

    patterns: list[re.Pattern[str]]
    types: NDArray[np.int64]
    stems: dict[str, list[int]]


@cache
def decision_wordings() -> Wordings:
    """All wordings, each a feature of its own, with the number of the type they stand under."""
    patterns: list[re.Pattern[str]] = []
    types: list[int] = []
    stems: dict[str, list[int]] = {}
    number = -1
    for line in (DATA / "lexicon" / "decision_types.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            number += 1
        elif line and line[0] != "#":
            for stem in stems_of(line):
                stems.setdefault(stem, []).append(len(patterns))
            patterns.append(re.compile(line))
            types.append(number)
    return Wordings(patterns, np.array(types), stems)


def stems_of(pattern: str) -> list[str]:
    """Letters of which every text that a pattern matches holds some: the longest run of each alternative outside its
    groups. The empty string, which all texts hold, where an alternative has none."""
    flat = _CLASS.sub(".", pattern)
    while "(" in flat:
        flat = _GROUP.sub(".", flat)
    flat = _REPEATED.sub(".", flat)
    stems = [max(_LETTERS.findall(one), key=len, default="") for one in flat.split("|")]
    return stems if all(len(stem) >= EXACT for stem in stems) else [""]


def topic_counts(title: Sequence[str], matter: Sequence[str]) -> Row:
    """Counts and shares of each topic's stems in the words of title and matter: (4 * columns,)."""
    lexicon = topic_lexicon()
    in_title, in_matter = lexicon.counts(title), lexicon.counts(matter)
    return np.concatenate(
        [
            np.minimum(in_title, 2),
            in_title / max(in_title.sum(), 1),
            np.log1p(in_matter),
            in_matter / max(in_matter.sum(), 1),
        ]
    )


@lru_cache(maxsize=256)
def body_hints(body: str) -> Row:
    """The topics that the words of names of committees or administrations speak for, 0 or 1: (columns,)."""
    return np.minimum(topic_lexicon().counts(_WORD.findall(_KIND.sub(r" \1", body.lower()))), 1)


@cache
def kle_topics() -> dict[str, str]:
    """The topic of each beginning of a KLE code that tells one."""
    table: dict[str, str] = read_json("lexicon/kle.json")
    return table


@cache
def kle_hint(code: str) -> Row:
    """The topic that a KLE code such as "82.02.00" speaks for, by the longest beginning known, as 1: (topics of the
    table, sorted). All 0 for groups that hold several topics."""
    table = kle_topics()
    topic = table.get(code[:5]) or table.get(code[:2])
    return np.array([label == topic for label in sorted(set(table.values()))], np.float32)


def decision_hits(masked: str) -> Row:
    """Which wordings stand in a masked decision: (wordings,)."""
    wordings = decision_wordings()
    hits = np.zeros(len(wordings.patterns), dtype=np.float32)
    for number in {number for stem, numbers in wordings.stems.items() if stem in masked for number in numbers}:
        hits[number] = wordings.patterns[number].search(masked) is not None
    return hits


def types_of(hits: Row) -> Row:
    """For which types any wording was found, 0 or 1: (types,)."""
    types = decision_wordings().types
    found: Row = np.zeros(types[-1] + 1, dtype=np.float32)
    found[types[hits > 0]] = 1
    return found
