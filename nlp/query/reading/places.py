"""Places in a question, and whether closed or open points are asked for."""

from __future__ import annotations

import re
from functools import cache

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known, danish_letters, plain
from nlp.query.reading.labels import common_words, glossary, is_a_word, topic_words
from nlp.query.reading.parts_of_names import is_street
from nlp.query.reading.reading import Reading, compiled, listed, near
from nlp.resources import read_words
from nlp.store.archive.index.keys import fold, municipality_key

SHORTEST_PLACE = 6
"""Letters of a municipality's name of which another word may be a slip."""


def municipalities(reading: Reading, known: Known) -> None:
    """Names with or without "Kommune", in genitive, misspelt, in English."""
    english: dict[str, str] = listed("municipalities_in_english")
    for match in reversed(list(compiled(reading.said(english)).finditer(reading.text))):
        add_municipality(reading, english[match.group()], *match.span())
    for match in list(compiled(p.REGION.format(names="|".join(listed("regions")))).finditer(reading.text)):
        add_municipality(reading, "Region " + match[1].capitalize(), *match.span())
    names = known.municipalities
    for start, end, said in reading.runs(4):
        words = re.sub(r"['’]s?$", "", said)
        key = municipality_key(words)
        key = key if key in names else municipality_key(danish_letters(words))
        foreign = reading.question.language == "en" and words not in glossary()
        if key not in names and (reading.written[start].isupper() or foreign or not is_a_word(known, words)):
            key = known.plain_municipalities.get(plain(key), key)
        if is_street(reading, end) or (words in common_words() and not is_named_as_place(reading, start, end)):
            continue
        if key in names and p.BLANK not in reading.text[start:end] and words not in listed("noise"):
            add_municipality(reading, names[key], start, end)
    for start, end, word in reading.words():
        typed_small = reading.written[start].islower() and len(word) < 8
        if len(word) < 5 or typed_small or is_street(reading, end) or known.terms(fold(word)):
            continue
        if fold(word) in topic_words() or word in glossary() or word in towns():
            continue
        key = municipality_key(word)
        close = [name for other, name in names.items() if len(other) >= SHORTEST_PLACE and near(key, other)]
        if close:
            reading.question.corrected[reading.written[start:end]] = close[0]
            add_municipality(reading, close[0], start, end)


def is_named_as_place(reading: Reading, start: int, end: int) -> bool:
    """Whether a name that is a word too has a capital, "i" before it or "kommune" behind: Vejen."""
    before = compiled(r"(?<![^\W_])(?:i|fra|in|from)\s+$").search(reading.text, 0, start)
    return bool(reading.written[start].isupper() or before or compiled(r"\s+kommune").match(reading.text, end))


@cache
def towns() -> frozenset[str]:
    """Names of places, in small letters: Hørning is no slip of Herning."""
    return frozenset(name.lower() for name in read_words("gazetteer/places.txt"))


def add_municipality(reading: Reading, name: str, start: int, end: int) -> None:
    """Take the name with "i" before it and "Kommune" behind."""
    before = compiled(
        r"(?:(?<=\s)|^)(?:(?:the\s+)?(?:city|municipality|town)\s+of|i|in|fra|from|hos|of|the)\s+$"
    ).search(reading.text, 0, start)
    after = compiled(r"\s+(?:kommunes?|municipality)\b").match(reading.text, end)
    reading.take(before.start() if before else start, after.end() if after else end)
    if name not in reading.question.municipalities:
        reading.question.municipalities.append(name)


def not_closed(reading: Reading) -> None:
    """ "ikke åbne", "not closed" before a comma, the end or "om": read before exceptions are."""
    if not reading.has(*listed("not_open"), *listed("not_closed")):
        return
    heads = reading.said((*listed("heads"), *listed("meetings")))
    for name, value in (("not_open", True), ("not_closed", False)):
        if match := reading.find(reading.said(listed(name)) + rf"(?:\s+{heads})?{p.ENDED_OR_ABOUT}"):
            reading.take(*match.span())
            reading.question.closed = value


def aside(reading: Reading) -> bool | None:
    """ "personalesager, kun lukkede": whether closed points are meant; None where nothing is said so."""
    bare = [one for one in (*listed("needs_head"), *listed("open")) if " " not in one]
    for match in compiled(p.ASIDE.format(words=reading.said(bare))).finditer(reading.text):
        limited = match["only"] or match["alone"]
        is_open = match["said"] in listed("open")
        if limited or (match["ended"] is not None and not is_open):
            reading.take(*match.span())
            return not is_open
    return None


def closed(reading: Reading) -> None:
    """ "lukkede punkter", "for lukkede døre", "open items"; not the closed school or the open house."""
    if not reading.has(*listed("closed"), *listed("open")):
        return
    heads = reading.said((*listed("heads"), *listed("meetings")))
    if match := reading.find(p.OPEN_OR_CLOSED):
        reading.take(*match.span())
        return
    if (said := aside(reading)) is not None:
        reading.question.closed = said
        return
    head = rf"(?=\s*:|\s+(?:[a-zæøå]+\s+)?{heads}|\s+[a-zæøå]{{3,}}{p.COMPOUND_HEADS.removesuffix('$')}(?![^\W_]))"
    for name, value in (("closed", True), ("open", False)):
        bare = [one for one in listed(name) if one in listed("needs_head") or not value]
        sure = [one for one in listed(name) if one not in bare]
        pattern = reading.said(bare) + head + ("|" + reading.said(sure) if sure else "")
        if match := reading.find(pattern):
            reading.take(*match.span())
            reading.question.closed = value
            return
