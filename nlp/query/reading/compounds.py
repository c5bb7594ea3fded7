"""Compounds typed in two words, and two words typed as one: "lokal planer", "godkendtelokalplaner", "skole2020"."""

from __future__ import annotations

from itertools import pairwise

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import decision_words, glossary, topic_of
from nlp.query.reading.reading import Reading, listed
from nlp.query.reading.words_left import is_known
from nlp.store.archive.index.keys import municipality_key

SHORTEST = 3
"""Letters of a word that can be half of a compound."""


def read(reading: Reading, known: Known) -> None:
    """Put together and take apart, and tell it."""
    reading.replace(p.JOINED_YEAR, r" ", group="gap")
    while reading.question.language == "da" and join(reading, known):
        pass
    for start, end, word in reversed(reading.words()):
        if cut := decision_before(known, word) or before_kommune(known, word):
            reading.question.corrected[reading.written[start:end]] = f"{word[:cut]} {word[cut:]}"
            reading.rewrite(start + cut, start + cut, " ")


def join(reading: Reading, known: Known) -> bool:
    """Neighbours that are one word of the archive or of the language, and no phrase of two words; whether any were."""
    for (start, end, one), (begin, stop, other) in reversed(list(pairwise(reading.words()))):
        named = one + other in listed("named_by_year")
        if reading.text[end:begin] != " " or not (named or (can_be_half(one) and can_be_half(other))):
            continue
        typed_small = reading.written[begin].islower() and (reading.written[start].islower() or not start)
        if typed_small and not is_phrase(one, other) and is_known(known, one + other):
            reading.question.corrected[reading.written[start:stop]] = one + other
            reading.rewrite(end, begin, "")
            return True
    return False


def can_be_half(word: str) -> bool:
    """Whether a word may be half of a compound; not one that says something by itself."""
    if len(word) < SHORTEST or not word.isalpha() or word in decision_words():
        return False
    return not any(word in listed(name) for name in ("noise", "heads", "areas", "stand_alone", "meetings"))


def is_phrase(one: str, other: str) -> bool:
    """Whether two words mean something together as they stand."""
    phrase = f"{one} {other}"
    return phrase in decision_words() or phrase in glossary() or bool(topic_of(phrase))


def before_kommune(known: Known, word: str) -> int:
    """Where "kommune" begins behind a municipality: "stevnskommune"; else 0."""
    cut = len(word) - len("kommune")
    return cut if word.endswith("kommune") and municipality_key(word[:cut]) in known.municipalities else 0


def decision_before(known: Known, word: str) -> int:
    """Where a word that nothing has begins with a decision and goes on with a known word; else 0."""
    if len(word) < 10 or not word.isalpha() or word in decision_words() or is_known(known, word):
        return 0
    for cut in range(len(word) - 4, 5, -1):
        if word[:cut] in decision_words() and is_known(known, word[cut:]):
            return cut
    return 0
