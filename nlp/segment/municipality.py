"""Which municipality a document is from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nlp.outline import Offsets
from nlp.resources import read_json

_NAMED = re.compile(
    r"(?<![\w-])([A-ZÆØÅ]\w*(?:-[A-ZÆØÅ]\w*|[ ]og[ ][A-ZÆØÅ]\w+)?)\s+(?:Regionsk|[Kk])(?:ommune|OMMUNE)s?\b"
)
_DOMAIN = re.compile(r"(?:@|www\.)(?:[\w-]+\.)*([\w-]+)\.dk\b", re.IGNORECASE)
_HEAD_WEIGHT = 5
_LONGEST = 200_000


@cache
def _names() -> dict[str, str]:
    """Lower-case name, genitive and form in mail addresses of each of the 98 municipalities."""
    forms: dict[str, str] = {}
    for name in read_json("municipalities.json"):
        lowered = name.lower()
        address = lowered.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        forms.update({lowered: name, lowered + "s": name, address: name, lowered + "-kommune": name})
    return forms


def find_municipality(text: str, head: Offsets) -> str | None:
    """The municipality that the text names most often, the head counting more than the rest."""
    counted: Counter[str] = Counter()
    never = set(read_json("head.json")["not_municipalities"])
    for found in _NAMED.finditer(text[:_LONGEST]):
        if found[1].lower() not in never:
            counted[_name(found[1])] += _HEAD_WEIGHT if head[0] <= found.start() < head[1] else 1
    for found in _DOMAIN.finditer(text[:_LONGEST]):
        if name := _names().get(found[1].lower()):
            counted[name] += 1
    return counted.most_common(1)[0][0] if counted else None


def _name(written: str) -> str:
    """The name without genitive: "Københavns" is København, "Hvidsted" itself."""
    lowered = written.lower()
    if lowered in _names():
        return _names()[lowered]
    if written.isupper():
        return written.title()
    return written
