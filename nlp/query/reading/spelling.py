"""Words of the reader's own that are written short or wrongly: "lok.plan 12", "bevil. til", "udntagen", "fravæende"."""

from __future__ import annotations

import re
from functools import cache

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import decision_words, glossary, topic_of
from nlp.query.reading.reading import Reading, compiled, distance, listed, near
from nlp.query.reading.words_left import is_known
from nlp.resources import read_json
from nlp.store.archive.index.keys import fold, municipality_key

SHORTEST_GUESS = 4
"""Letters of a word cut short that may be completed from the archive's words."""
SHORTEST_SLIP = 6
"""Letters of a word that may be a slip of one of the reader's own."""
SHORTEST_RUN = 14
"""Letters of words written without spaces."""


def read(reading: Reading, known: Known) -> None:
    """Put right and tell it."""
    if "." in reading.text:
        shortened(reading, known)
    for start, end, word in reversed(reading.words()):
        if new := meant(known, word) or half_english(known, word) or spaced(reading, known, start, end, word):
            reading.question.corrected[reading.written[start:end]] = new
            reading.rewrite(start, end, new)


def shortened(reading: Reading, known: Known) -> None:
    """ "lok.plan", "lok. plan" as one word; "bevil. til" alone."""
    for match in reversed(list(compiled(p.SHORTENED).finditer(reading.text))):
        front, tail, end = match["front"], match["tail"] or "", match.end("front") + 1
        together = tail and end == match.start("tail")
        if long := joined(known, front, tail) if tail else None:
            end = match.end("tail")
        elif not together and front not in listed("noise") and fold(front) not in known.municipalities:
            long = alone(known, front)
        if long:
            reading.question.corrected[reading.written[match.start() : end]] = long
            reading.rewrite(match.start(), end, long)


def joined(known: Known, front: str, tail: str) -> str | None:
    """The word that begins and ends so: "kommuneplan" for "kom", "plan"."""
    if whole := listed("shortened").get(front):
        return next((one for one in (whole + tail, whole + "s" + tail) if is_known(known, one)), None)
    return None if is_known(known, front) else commonest(known, front, tail)


def alone(known: Known, front: str) -> str | None:
    """The word that begins so."""
    if is_known(known, front):
        return None
    long = listed("shortened").get(front)
    return long or (commonest(known, front, "") if len(front) >= SHORTEST_GUESS else None)


def commonest(known: Known, front: str, tail: str) -> str | None:
    """The word that most points of the archive have, of those that begin and end so; of these the shortest form."""
    rows = known.rows(
        "SELECT form, terms FROM word WHERE form >= ? AND form < ?", fold(front), fold(front) + "\U0010ffff"
    )
    fitting = [(form, terms.split(" ")[0]) for form, terms in rows if form.endswith(fold(tail))]
    best = max(fitting, key=lambda one: (known.count(one[1]), -len(one[0])), default=None)
    return best[0] if best else None


def meant(known: Known, word: str) -> str | None:
    """The word of the reader's own of which a word that nothing has is a slip."""
    if len(word) < SHORTEST_SLIP or not word.isalpha():
        return None
    close = [one for one in listed("misspelt") if near(word, one) and distance(word, one) == 1]
    return close[0] if len(close) == 1 and not is_said(known, word) else None


def half_english(known: Known, word: str) -> str | None:
    """ "school-lukninger" in Danish, "harbour-sager" in two words."""
    front, hyphen, tail = word.partition("-")
    danish = listed("topics_in_danish").get(front) or glossary().get(front)
    if not (hyphen and tail.isalpha()) or danish in (None, front) or tail in glossary():
        return None
    if tail in listed("heads"):
        return f"{front} {tail}"
    return danish + tail if is_known(known, danish + tail) else None


def is_said(known: Known, word: str) -> bool:
    """Whether a word means something as it is typed."""
    own = word in said_by_readers() or word in decision_words() or word.removesuffix("s") in glossary()
    return own or bool(topic_of(word)) or municipality_key(word) in known.municipalities or is_known(known, word)


@cache
def said_by_readers() -> frozenset[str]:
    """Every word of the lists of phrases."""
    lists = (*read_json("query/phrases.json").values(), *read_json("query/manner.json").values())
    return frozenset(word for one in lists for phrase in one for word in phrase.split())


def spaced(reading: Reading, known: Known, start: int, end: int, word: str) -> str | None:
    """ "afvistelokalplaneri2021": words without spaces, if small words are among them and nothing knows the whole."""
    letters = re.sub(r"(?:19|20)\d\d$", "", word)
    if len(letters) < SHORTEST_RUN or not letters.isalpha() or not reading.written[start:end].islower():
        return None
    if is_said(known, letters):
        return None
    pieces = parted(known, letters)
    year = [word[len(letters) :]] if letters != word else []
    small = [one for one in pieces if one in listed("between_words") or one in decision_words()]
    sure = any(one in decision_words() for one in small) or len(small) + len(year) > 1
    return " ".join([*pieces, *year]) if sure and len(small) < len(pieces) > 1 else None


def parted(known: Known, letters: str) -> list[str]:
    """The fewest words that make up the letters; [] where they are not made up of words."""
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(letters) + 1):
        ways = [
            [*best[start], letters[start:end]]
            for start in range(max(0, end - 24), end)
            if start in best and can_stand(known, letters[start:end])
        ]
        if ways:
            best[end] = min(ways, key=lambda way: (len(way), -sum(len(one) ** 2 for one in way)))
    return best.get(len(letters), [])


def can_stand(known: Known, word: str) -> bool:
    """Whether a stretch of letters may be a word: a small one of a question, or a longer one that is known."""
    if word in listed("between_words") or word in decision_words():
        return True
    return len(word) > 3 and (word in listed("heads") or is_known(known, word) or bool(topic_of(word)))
