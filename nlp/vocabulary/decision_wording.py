"""How much a paragraph reads like a decision, whatever stands above it: a weighted sum over its words.

The weights (``models/da_referat_wording``) are learnt by ``python -m nlp.learn.train.decision_wording``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nlp.models import read_json, verify
from nlp.resources import shipped

FOLDER, WEIGHTS = "da_referat_wording", "weights.json"
"""The shipped weights, below ``models/``."""
LONGEST = 600
"""Characters of a paragraph that are read."""
WORDS = 60
"""Words of it that count."""
SURE = 1.0
"""Score beyond which a text reads like a decision."""
_TOKEN = re.compile(r"[^\W\d_]+(?:0[^\W\d_]*)*|0[^\W\d_]+|\d+|[.:;?!%§\"«»”()•]")
_NO_L = re.compile(r"^l(?=[bcdfghkmnpqrstvx])")
_BODY = re.compile(r"udvalg|rad|bestyrelse|navn|magistrat|reprasentation")
_BEGINS = frozenset(".:;?!•")
"""Behind these a capital is no name."""
_FOLDED = str.maketrans({"å": "a", "ø": "o", "æ": "a", "é": "e", "ö": "o", "ä": "a", "0": "o"})
_LENGTHS = (2, 5, 12, 25, 58)


def decision_features(text: str) -> set[str]:
    """Words, pairs and triples of words, those that begin the paragraph once more, and about how long it is."""
    words = list(_words(text))[:WORDS]
    found = {" ".join(words[at : at + count]) for count in (1, 2, 3) for at in range(len(words) - count + 1)}
    found |= {"^" + " ".join(words[:count]) for count in (1, 2, 3)}
    found.add(f"#{sum(len(words) > length for length in _LENGTHS)}")
    return found


def _words(text: str) -> Iterator[str]:
    """Words folded as slips of OCR are, names all alike and bodies by their kind; without full stops."""
    begins = True
    for token in _TOKEN.findall(text[:LONGEST]):
        word = _NO_L.sub("i", token.lower().translate(_FOLDED))
        if token.isdigit():
            yield "0"
        elif token[0].isupper() and (body := _BODY.search(word)):
            yield word[body.start() :]
        elif token[0].isupper() and not begins:
            yield "X"
        elif token != ".":
            yield word
        begins = token in _BEGINS


@cache
def _weights() -> dict[str, float]:
    """Raises :class:`nlp.errors.ModelError` where the checksum does not hold."""
    verify(shipped("models") / FOLDER)
    return read_json(shipped("models") / FOLDER / WEIGHTS)


@lru_cache(maxsize=4096)
def decision_score(text: str) -> float:
    """The logarithm of the odds that a paragraph is (part of) a decision, as likely as not before it is read."""
    weights = _weights()
    return math.fsum([weights[""], *(weights.get(feature, 0.0) for feature in decision_features(text))])


def reads_decided(text: str) -> bool:
    """Whether a text is believed to be (part of) a decision, in whatever words."""
    return decision_score(text) > SURE
