"""Varies passages for training: names replaced by invented ones, and what happens to names on their way to a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nlp.tag.names.tokens import tokenize

POOLS: dict[str, list[str]] = json.loads(Path(__file__).with_name("name_pools.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens that are one entity, or (``label`` None) one token beside entities."""

    words: tuple[str, ...]
    label: str | None = None


Passage = list[Piece]


def genitive(name: str, rng: Random) -> str:
    return name + ("s" if name[-1] not in "sxz." else "'") if rng.random() < 0.12 else name


def person(rng: Random) -> str:
    first, last = rng.choice(POOLS["first"]), rng.choice(POOLS["last"])
    kind = rng.random()
    if kind < 0.25:
        first = f"{first} {rng.choice(POOLS['middle'])}"
    elif kind < 0.35:
        last = f"{rng.choice(POOLS['last'])} {last}"
    elif kind < 0.4:
        return rng.choice((first, last))
    return f"{first} {last}"


def town(rng: Random) -> str:
    return rng.choice(POOLS["place_starts"]) + rng.choice(POOLS["place_ends"])


def place(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        return town(rng)
    if kind < 0.55:
        street = rng.choice((town(rng), rng.choice(POOLS["first"]) + "s ", rng.choice(POOLS["place_starts"])))
        road = street + rng.choice(POOLS["street_ends"])
        road = f"{street}{rng.choice(POOLS['street_ends']).capitalize()}" if street[-1] == " " else road
        number = f" {rng.randint(1, 240)}{rng.choice(('', '', '', 'A', 'B'))}"
        return road + (number if rng.random() < 0.5 else "")
    if kind < 0.75:
        return f"{town(rng)} {rng.choice(POOLS['building_words'])}"
    return rng.choice(POOLS["place_starts"]) + rng.choice(("", "e", "s")) + rng.choice(POOLS["building_ends"])


def committee(rng: Random) -> str:
    """ "Social-, Teknik- og Miljøudvalget"."""
    *heads, last = rng.sample(POOLS["themes"], rng.randint(1, 3))
    start = ", ".join(f"{head}-" for head in heads)
    return (f"{start} og " if start else "") + last + rng.choice(("udvalget", "udvalget", "forvaltningen"))


def organisation(old: str, rng: Random) -> str:
    """An invented organisation of the same kind as ``old``."""
    if len(old) == 1:
        return rng.choice(POOLS["letters"])
    if old in POOLS["lone_parties"]:
        return rng.choice(POOLS["lone_parties"])
    if old.rstrip("s").endswith(" Kommune"):
        return f"{town(rng)} Kommune" + ("s" if old.endswith("s") else "")
    if old.rstrip("s").endswith(("udvalget", "forvaltningen")):
        return committee(rng) + ("s" if old.endswith("s") else "")
    kind = rng.random()
    if kind < 0.35:
        owner = rng.choice((town(rng), rng.choice(POOLS["last"])))
        return f"{owner} {rng.choice(POOLS['company_ends'])}"
    if kind < 0.5:
        return f"{rng.choice(POOLS['company_starts'])} {rng.choice((town(rng), place(rng)))}"
    return old


def renamed(piece: Piece, rng: Random) -> Piece:
    old = " ".join(piece.words)
    if piece.label == "PERSON":
        new = genitive(person(rng), rng)
    elif piece.label == "LOC":
        new = genitive(place(rng), rng)
    else:
        new = organisation(old, rng)
    return piece if new == old else Piece(tuple(tokenize(new).words), piece.label)


def damaged(piece: Piece, rng: Random) -> list[Piece]:
    """The name broken over lines, in markdown marks, with spaced, lost or capital letters."""
    words, kind = piece.words, rng.random()
    if kind < 0.35 and len(words) > 1:
        at = rng.randint(1, len(words) - 1)
        return [Piece((*words[:at], "\n", *words[at:]), piece.label)]
    if kind < 0.55:
        return [Piece(("**",)), piece, Piece(("**",))]
    if kind < 0.75:
        return [Piece(tuple(w.upper() if len(w.upper()) == len(w) else w for w in words), piece.label)]
    at = rng.randrange(len(words))
    word = words[at]
    if len(word) < 4 or not word.isalpha():
        return [piece]
    cut = rng.randint(1, len(word) - 1)
    pieces = tuple(word) if kind > 0.95 else (word[:cut], word[cut:])
    if kind < 0.85:
        pieces = (word[:cut] + word[cut + 1 :],)
    return [Piece((*words[:at], *pieces, *words[at + 1 :]), piece.label)]


def varied(passage: Passage, rng: Random, rename: float = 0.35, damage: float = 0.06) -> Passage:
    """One variant of a passage; with the given chances a name is replaced or damaged."""
    made: Passage = []
    for piece in passage:
        if piece.label is None:
            made.append(piece)
            continue
        new = renamed(piece, rng) if rng.random() < rename else piece
        made.extend(damaged(new, rng) if rng.random() < damage else [new])
    if rng.random() < 0.04:
        made = [Piece(tuple(w.upper() if len(w.upper()) == len(w) else w for w in p.words), p.label) for p in made]
    return made
