"""Varies passages for training: names replaced by invented ones, and what happens to names on their way to a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nlp.resources import read_words
from nlp.tag.names.patterns import OPENING_MARKS
from nlp.tag.names.tokens import tokenize

POOLS: dict[str, list[str]] = json.loads(Path(__file__).with_name("name_pools.json").read_text("utf-8"))
KNOWN = {name: read_words(f"gazetteer/{name}.txt") for name in ("first_names", "last_names", "places")}
"""Names of the lists that the network can look up; the pools and what is put together hold others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens that are one entity, or (``label`` None) one token beside entities."""

    words: tuple[str, ...]
    label: str | None = None


Passage = list[Piece]
LETTERS = "ABCDEFGHIKLMNOPRSTUV"
TITLED, HEADING = 0.06, 0.1
"""How often a person gets a title, and how often the full stop behind a name becomes a line break."""
OPENED, ABBREVIATED = 0.1, 0.06
"""How often a common noun opens a sentence in place of another word; how often letters begin it ("PFAS-tallene")."""


def genitive(name: str, rng: Random) -> str:
    """The name, in an eighth of the cases in the genitive."""
    return name + ("s" if name[-1] not in "sxz." else "'") if rng.random() < 0.12 else name


def first_name(rng: Random) -> str:
    """One of the lists, or (four in ten) one that the network cannot look up."""
    return rng.choice(KNOWN["first_names"] if rng.random() < 0.6 else POOLS["first"])


def last_name(rng: Random) -> str:
    """Put together of a place and an ending, or of the lists, or one that the network cannot look up."""
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(POOLS["place_starts"]) + rng.choice(POOLS["last_ends"])
    return rng.choice(KNOWN["last_names"] if kind < 0.6 else POOLS["last"])


def person(rng: Random) -> str:
    """An invented name: first and last, with a middle name or two last ones, or only one of them."""
    first, last = first_name(rng), last_name(rng)
    kind = rng.random()
    if kind < 0.25:
        first = f"{first} {rng.choice(POOLS['middle'])}"
    elif kind < 0.35:
        last = f"{last_name(rng)}{rng.choice((' ', ' ', '-'))}{last}"
    elif kind < 0.4:
        return rng.choice((first, last))
    return f"{first} {last}"


def town(rng: Random) -> str:
    """A real or invented name of a town."""
    if rng.random() < 0.3:
        return rng.choice(KNOWN["places"])
    return rng.choice(POOLS["place_starts"]) + rng.choice(POOLS["place_ends"])


def place(rng: Random) -> str:
    """An invented town, street (with a house number or not) or building."""
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
    if " " not in old and old[1:].islower() and old.rstrip("s").endswith(tuple(POOLS["body_ends"])):
        start: str = rng.choice(POOLS["noun_starts"])
        return start[0].upper() + start[1:] + rng.choice(POOLS["body_ends"]) + ("s" if old.endswith("s") else "")
    kind = rng.random()
    if kind < 0.35:
        owner = rng.choice((town(rng), rng.choice(POOLS["last"])))
        return f"{owner} {rng.choice(POOLS['company_ends'])}"
    if kind < 0.5:
        return f"{rng.choice(POOLS['company_starts'])} {rng.choice((town(rng), place(rng)))}"
    return old


def renamed(piece: Piece, rng: Random) -> Piece:
    """The piece with an invented name of its label, in the genitive where chance says so."""
    old = " ".join(piece.words)
    if piece.label == "PERSON":
        new = genitive(person(rng), rng)
    elif piece.label == "LOC":
        new = genitive(place(rng), rng)
    else:
        new = organisation(old, rng)
    return piece if new == old else Piece(tuple(tokenize(new).words), piece.label)


def in_capitals(piece: Piece) -> Piece:
    """The piece in capitals, but for words that would grow longer ("ß")."""
    return Piece(tuple(w.upper() if len(w.upper()) == len(w) else w for w in piece.words), piece.label)


def damaged(piece: Piece, rng: Random) -> list[Piece]:
    """The name broken over lines, in markdown marks, with spaced, lost or capital letters."""
    words, kind = piece.words, rng.random()
    if kind < 0.35 and len(words) > 1:
        at = rng.randint(1, len(words) - 1)
        return [Piece((*words[:at], "\n", *words[at:]), piece.label)]
    if kind < 0.55:
        mark = rng.choice(("**", '"', "”", "”"))
        return [Piece((mark,)), piece, Piece((mark,))]
    if kind < 0.75:
        return [in_capitals(piece)]
    at = rng.randrange(len(words))
    word = words[at]
    if len(word) < 4 or not word.isalpha():
        return [piece]
    cut = rng.randint(1, len(word) - 1)
    pieces = tuple(word) if kind > 0.95 else (word[:cut], word[cut:])
    if kind < 0.85:
        pieces = (word[:cut] + word[cut + 1 :],)
    return [Piece((*words[:at], *pieces, *words[at + 1 :]), piece.label)]


def title(before: Passage, rng: Random) -> Piece:
    """What somebody does, with a capital where a sentence or line begins."""
    opens = not before or before[-1].words[-1][0] in OPENING_MARKS
    word: str = rng.choice(POOLS["titles"])
    return Piece((word[0].upper() + word[1:] if opens else word,))


def heading_end(passage: Passage, at: int) -> Piece:
    """A line break for the full stop that follows a name: the sentence becomes a heading."""
    piece = passage[at]
    return Piece(("\n",)) if at and piece.words == (".",) and passage[at - 1].label else piece


def noun(rng: Random) -> str:
    """A common noun with a capital, such as no list of words holds it: "Støjkontoen", "PFAS-målingen"."""
    end = rng.choice(POOLS["noun_ends"])
    if rng.random() < ABBREVIATED:
        return "".join(rng.choices(LETTERS, k=rng.randint(2, 4))) + "-" + end
    start: str = rng.choice(POOLS["noun_starts"]) + end
    return start[0].upper() + start[1:]


def with_nouns(passage: Passage, rng: Random, share: float = OPENED) -> Passage:
    """Common nouns for some of the words that open a sentence, a line or an item, where no name follows."""
    made = list(passage)
    for at, piece in enumerate(passage[:-1]):
        opens = at == 0 or passage[at - 1].words[-1][0] in OPENING_MARKS
        after = passage[at + 1]
        plain = not piece.label and piece.words[0][0].isupper() and not after.label and after.words[0][0].islower()
        if opens and plain and rng.random() < share:
            made[at] = Piece((noun(rng),))
    return made


def varied(passage: Passage, rng: Random, rename: float = 0.35, damage: float = 0.06) -> Passage:
    """One variant of a passage; with the given chances a name is replaced or damaged."""
    made: Passage = []
    for piece in with_nouns(passage, rng):
        if piece.label is None:
            made.append(piece)
            continue
        new = renamed(piece, rng) if rng.random() < rename else piece
        if new.label == "PERSON" and rng.random() < TITLED:
            made.append(title(made, rng))
        made.extend(damaged(new, rng) if rng.random() < damage else [new])
    made = [heading_end(made, at) if rng.random() < HEADING else piece for at, piece in enumerate(made)]
    if rng.random() < 0.04:
        made = [in_capitals(piece) for piece in made]
    return made
