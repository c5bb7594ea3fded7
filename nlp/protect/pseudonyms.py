"""Stable pseudonyms for private people: the same person gets the same one under the same key, and nobody without it
can tell who it is (HMAC, RFC 2104)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

from nlp.errors import UsageError
from nlp.protect import MAKE_KEY
from nlp.protect.names import pattern, private_people, stem
from nlp.protect.strings import KEPT
from nlp.record import Record

LETTERS = 8
"""Of a pseudonym: 40 bits, so that of 100,000 people two share one with a chance of half a percent."""
GENITIVE_PSEUDONYM = re.compile(r"^(Person [A-Z2-7]{8})['’´]?s?$")
SHORTEST_KEY = 16
"""Bytes."""

Replaced = tuple[int, int, str]


def pseudonym(person: str, key: str) -> str:
    """ "Person K7QF2MXA" for the stem of a name under a key of hexadecimal digits."""
    digest = hmac.digest(bytes.fromhex(key), person.encode(), hashlib.sha256)
    return f"Person {base64.b32encode(digest).decode()[:LETTERS]}"


def read_key(path: Path) -> str:
    """The key in a file, as hexadecimal digits of its hash; raises :class:`UsageError` for one too short to be safe."""
    content = path.read_bytes().strip()
    if len(content) < SHORTEST_KEY:
        raise UsageError(
            f"{path}: a key has at least {SHORTEST_KEY} characters, this one {len(content)}; make one with: {MAKE_KEY}"
        )
    return hashlib.sha256(content).hexdigest()


def pseudonymised(record: Record, key: str) -> Record:
    """The record with pseudonyms in place of private people, in its text and everywhere else; spans follow the text."""
    people = private_people(record)
    if not people:
        return record
    replaced = replacements(record, people, key)
    words = pattern(people, anywhere=True)
    by_name = {" ".join(name.split()): pseudonym(person, key) for name, person in people.items()}

    def rename(text: str) -> str:
        return words.sub(lambda match: by_name[" ".join(match[0].split())], text)

    return Record.model_validate(moved(record.model_dump(by_alias=True), Moves(record.text, replaced), rename))


def replacements(record: Record, people: dict[str, str], key: str) -> list[Replaced]:
    """What is replaced in the text: names that are sure wherever they stand, others where they were tagged."""
    found: list[Replaced] = []
    for match in pattern(people).finditer(record.text):
        found.append((match.start(), match.end(), pseudonym(people[" ".join(match[0].split())], key)))
    taken = {position for start, end, _ in found for position in range(start, end)}
    single = {stem(name): (name, person) for name, person in people.items() if " " not in name}
    for point in record.points:
        for entity in point.entities:
            name, person = single.get(stem(entity.text), ("", ""))
            start = entity.span[0]
            if entity.label == "PERSON" and name and start not in taken:
                found.append((start, start + len(name), pseudonym(person, key)))
    return sorted(set(found))


class Moves:
    """A text with replacements, and where the offsets of the old text lie in the new one."""

    def __init__(self, text: str, replaced: list[Replaced]) -> None:
        self._starts = [start for start, _, _ in replaced]
        self._ends = [end for _, end, _ in replaced]
        grown = accumulate((len(new) - (end - start) for start, end, new in replaced), initial=0)
        self._grown = list(grown)
        parts, at = [], 0
        for start, end, new in replaced:
            parts += [text[at:start], new]
            at = end
        self.text = "".join([*parts, text[at:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the new text; one that begins or ends inside a replaced name takes all of it."""
        return self._position(start, 0), self._position(end, 1)

    def _position(self, old: int, side: int) -> int:
        before = bisect_right(self._starts, old - (side == 1))
        if before and old < self._ends[before - 1] + (side == 1):
            place = (self._starts, self._ends)[side][before - 1]
            return place + self._grown[before - 1 + side]
        return old + self._grown[before]


def moved(value: Any, moves: Moves, rename: Callable[[str], str]) -> Any:
    """A dumped record, or a part of it, with its spans moved and its strings renamed."""
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, list | tuple):
        return [moved(one, moves, rename) for one in value]
    if not isinstance(value, dict):
        return value
    new = {name: one if name in KEPT | {"span"} else moved(one, moves, rename) for name, one in value.items()}
    if "span" in value:
        new["span"] = moves.span(*value["span"])
    if "source" in value:
        new["source"] = {**new["source"], "path": value["source"]["path"]}
        new["text"] = moves.text
    elif "label" in value and "span" in value:
        new["text"] = moves.text[slice(*new["span"])]
        if value["label"] == "PERSON" and new["value"]:
            new["value"]["name"] = GENITIVE_PSEUDONYM.sub(r"\1", new["value"]["name"])
    return new
