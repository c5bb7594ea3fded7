"""What looks like a name and is a label, a letter that numbers, initials, or a word in spaced letters."""

from __future__ import annotations

import re

from nlp.resources import read_json
from nlp.tag.names import patterns as p

BODIES = frozenset(read_json("bodies.json")["lower_bodies"])
LEADING_LABEL = re.compile(p.LEADING_LABEL, re.IGNORECASE)
INITIALS_BEFORE = re.compile(p.INITIALS_BEFORE, re.IGNORECASE)
INITIALS = re.compile(p.INITIALS)
ITEM_LETTER = re.compile(p.ITEM_LETTER)
MARKER_BEFORE, MARKER_AFTER = re.compile(p.MARKER_BEFORE), re.compile(p.MARKER_AFTER)
VOTERS_BEFORE = re.compile(p.VOTERS_BEFORE)
NUMBERING = re.compile(p.NUMBERING + "$", re.IGNORECASE)
SPACED = re.compile(p.SPACED)
FLOOR, FLOOR_AFTER = re.compile(p.FLOOR), re.compile(p.FLOOR_AFTER)


def without_label(text: str, start: int, end: int) -> int:
    """The start of a name behind "Deltagere" or behind the letter of a section ("C. Socialudvalget")."""
    if label := LEADING_LABEL.match(text, start, end):
        return label.end()
    if opens_line(text, start) and (letter := ITEM_LETTER.match(text, start, end)):
        return letter.end() if " " not in text[letter.end() : end] else start
    return start


def without_floor(text: str, start: int, end: int) -> int:
    """The end of a name before the number of a floor: "Mødelokale 3, 1. sal"."""
    floor = FLOOR.search(text, start, end) if FLOOR_AFTER.match(text, end) else None
    return floor.start() if floor else end


def is_noise(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is a letter that numbers, a label, initials or a word in spaced letters."""
    name = text[start:end]
    if len(name) == 1:
        return is_marker(text, start, end)
    if name.split()[0].rstrip(".:").lower() in p.LABELS and not any(word.isalpha() for word in name.split()[1:]):
        return True
    if INITIALS.fullmatch(name) and INITIALS_BEFORE.search(text, max(0, start - 24), start):
        return True
    return bool(SPACED.fullmatch(name)) and name.replace(" ", "").lower() not in BODIES


def is_marker(text: str, start: int, end: int) -> bool:
    """A letter that numbers ("scenarie B", "A. Sager", "b) …") or gives the type of a point ("Regnskab (B)")."""
    before = max(0, start - 40)
    if NUMBERING.search(text, before, start):
        return True
    opened = text.rfind("(", before, start)
    in_brackets = opened >= 0 and ")" not in text[opened:start]
    if text[end : end + 1] in (")", ".") and not in_brackets:
        return text[end] == ")" or opens_line(text, start)
    if not MARKER_AFTER.match(text, end) or VOTERS_BEFORE.search(text, before, start):
        return False
    return bool(MARKER_BEFORE.search(text, before, start))


def opens_line(text: str, start: int) -> bool:
    """Whether nothing but blanks and marks stands before on the line."""
    return not text[max(0, start - 12) : start].rpartition("\n")[2].strip(" \t*#_|-•")
