"""Whom a part of a name, or a misspelt one, may mean."""

from __future__ import annotations

from difflib import get_close_matches

from nlp.query.reading.known import Known, like
from nlp.store.archive.index.keys import name_key

SHORTEST = 3
"""Letters of a name's beginning that tell anything."""
SIMILAR = 0.7
"""Share of common letters (difflib's ratio) from which a word may be meant."""


def people_with(known: Known, words: str) -> list[str]:
    """Names that have all these words: "Mehmet"; else names whose words begin so, from three letters: "Mehm"."""
    parts = name_key(words).split()
    for ending in " ", "":
        if parts and (ending or min(map(len, parts)) >= SHORTEST):
            holds = " AND ".join(["' ' || key || ' ' LIKE ? ESCAPE '\\'"] * len(parts))
            patterns = [f"% {like(part)}{ending}%" for part in parts]
            if found := known.rows(f"SELECT name FROM person WHERE {holds} ORDER BY name", *patterns):
                return [name for (name,) in found]
    return []


def nearest_people(known: Known, words: str, most: int) -> list[str]:
    """Names with words like these, the more of them the earlier: "Mehmed Buhc" may be Mehmet Buch."""
    names = {key: name for name, key in known.rows("SELECT name, key FROM person ORDER BY name")}
    every = {word for key in names for word in key.split() if len(word) >= SHORTEST}
    close = [get_close_matches(part, every, 3, SIMILAR) for part in name_key(words)[:100].split()]

    def matched(key: str) -> float:
        own = key.split()
        return sum(max((1 - at / 10 for at, word in enumerate(found) if word in own), default=0) for found in close)

    ranked = sorted(names, key=lambda key: -matched(key))[:most]
    return [names[key] for key in ranked if matched(key)]
