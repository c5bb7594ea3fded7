"""Parties as minutes name them: by letter, by name, as "Liste X" or outside any party."""

from __future__ import annotations

import re
from functools import cache

from nlp.resources import read_json

LETTER = r"[A-ZÆØÅ]{1,3}(?:[ -]?\d)?"
"""Source of a regular expression for a party letter as it stands in brackets: A, UP-1, UFP, LA."""

_LETTER = re.compile(LETTER)
_LIST = re.compile(r"(?:lokal)?liste\s+([A-ZÆØÅ])\b", re.IGNORECASE)


@cache
def listed_names() -> tuple[str, ...]:
    """Every known party name as it is written, longest first."""
    letters = read_json("parties.json")["letters"]
    return tuple(sorted((name for names in letters.values() for name in names), key=len, reverse=True))


@cache
def _letters() -> dict[str, str]:
    letters = read_json("parties.json")["letters"]
    return {name.lower(): letter for letter, names in letters.items() for name in names}


@cache
def party_names() -> str:
    """Source of a regular expression for every known party name, longest first, genitive allowed."""
    names = sorted(_letters(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in names) + r")s?(?:[- ]gruppen)?"


def party_letter(text: str) -> str | None:
    """The letter of a party given by letter, name or "Liste X"; a local list without letter by its name."""
    text = " ".join(text.split()).strip(" .,:;-–()[]")
    if not text:
        return None
    if found := _LIST.fullmatch(text):
        return found[1].upper()
    lowered = text.lower().removesuffix("-gruppen").removesuffix(" gruppen")
    for name in (lowered, lowered.removesuffix("s")):
        if name in _letters():
            return _letters()[name]
    if _LETTER.fullmatch(text):
        return text
    return text if lowered.endswith(("listen", "partiet")) and text[0].isupper() else None
