"""From text to the words that are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nlp.classify import patterns
from nlp.resources import read_words

_MASKS = [(needs, re.compile(pattern), mask) for needs, pattern, mask in patterns.MASKS]
_PERSON = re.compile(patterns.PERSON)
_NAMED = re.compile(patterns.NAMED, re.IGNORECASE)
_WORD = re.compile(patterns.WORD)


@lru_cache(maxsize=64)
def mask(text: str) -> str:
    """Lower case, with bodies, administrations and municipalities masked and figures made 0."""
    text = text.lower()
    for needs, pattern, replacement in _MASKS:
        if any(part in text for part in needs):
            text = pattern.sub(replacement, text)
    return text


def mask_people(text: str) -> str:
    """Runs of capitalised words replaced: in a decision they are names of people, parties or places."""
    return _PERSON.sub("xnavn", text)


@lru_cache(maxsize=64)
def named(text: str) -> str:
    """The names of committees and administrations in a text, which are masked where words are counted."""
    lower = text.lower()
    return " ".join(_NAMED.findall(text)) if any(kind in lower for kind in patterns.KINDS) else ""


def words(masked: str) -> list[str]:
    """The words of a masked text."""
    return _WORD.findall(masked)


@cache
def stopwords() -> frozenset[str]:
    return frozenset(word for line in read_words("stopwords.txt") for word in line.split())


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """The word with its beginnings and ends, so that inflections and compounds meet."""
    size = len(word)
    found = [word]
    if size >= 4:
        found += [f"<{word[:6]}", f"{word[-6:]}>"]
    if size > 10:
        found += [f"<{word[:9]}", f"{word[-9:]}>"]
    return tuple(found)


def content_words(masked: str) -> Iterator[str]:
    """Words of two letters or more that are not stop words."""
    stop = stopwords()
    return (word for word in words(masked) if len(word) > 1 and word not in stop)


def with_parts(masked: str) -> list[str]:
    """All content words with their parts."""
    return [part for word in content_words(masked) for part in parts(word)]


def ngrams(tokens: list[str], size: int) -> list[str]:
    """Runs of ``size`` neighbouring tokens, joined by ``_``."""
    return ["_".join(run) for run in zip(*(tokens[start:] for start in range(size)), strict=False)]
