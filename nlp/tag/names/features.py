"""What the network knows of a word: its form, its ends, and which of the package's word lists hold it."""

from __future__ import annotations

import re
from functools import cache

from spacy.attrs import LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import word_shape
from spacy.vocab import Vocab

from nlp.resources import read_words

ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "LANG")
"""Of these the network makes its input. In its vocabulary LOWER is a long ending and LANG the word lists."""
DIGIT = re.compile(r"\d")
LISTS = ("places", "first_names", "last_names", "common")
PLACE, FIRST, LAST, COMMON, GENITIVE, COMPOUND, UNKNOWN = (1 << bit for bit in range(7))
"""Bits of :func:`membership`: the lists, a genitive or the end of a listed word, a word of no list."""
SHORT, LONG, BEGINNING = 3, 5, 3
"""Characters of the two endings and of the beginning that are seen."""
LEAST_TAIL = 4
"""Shortest last part of a compound that is looked up among the common words."""
LANGUAGE = "da"
"""spaCy asks the vocabulary for its language by the word "_"."""


@cache
def listed() -> dict[str, int]:
    """Words of the lists in lower case, each with the sum of its lists' bits."""
    found: dict[str, int] = {}
    for bit, name in enumerate(LISTS):
        for line in read_words(f"gazetteer/{name}.txt"):
            for word in line.lower().split():
                found[word] = found.get(word, 0) | 1 << bit
    return found


def membership(word: str) -> int:
    """Bits of the lists that hold the word, or what else is known of it."""
    words, lowered = listed(), word.lower()
    if lowered in words:
        return words[lowered]
    if lowered.endswith("s") and lowered[:-1] in words:
        return words[lowered[:-1]] | GENITIVE
    for start in range(3, len(lowered) - LEAST_TAIL + 1):
        if words.get(lowered[start:], 0) & COMMON:
            return COMPOUND
    return UNKNOWN


def vocabulary() -> Vocab:
    """An empty vocabulary whose words carry the network's features."""
    return Vocab(
        lex_attr_getters={
            NORM: lambda word: DIGIT.sub("0", word.lower()),
            PREFIX: lambda word: word[:BEGINNING].lower(),
            SUFFIX: lambda word: word[-SHORT:].lower(),
            LOWER: lambda word: word[-LONG:].lower(),
            SHAPE: word_shape,
            LANG: lambda word: LANGUAGE if word == "_" else membership(word),
        }
    )
