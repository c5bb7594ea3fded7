"""Labelled lines of a document's head: "Mødested: Rådhuset", "**Mødedato** Onsdag d. …", "UDVALG"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.resources import read_json

_MARKS = " \t*_#|>"
_ROOM = re.compile(r"(?i:(?:møde)?lokale) (?:\d|[A-ZÆØÅ]\b)")
"""A room's own name: "Mødelokale 3", "Lokale B"."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label, where its line starts and where its value starts (maybe on a line below)."""

    kind: str
    start: int
    value: int


@cache
def label_kinds() -> dict[str, str]:
    """Which kind of fact each label heads, by the label in small letters."""
    labels = read_json("head.json")["labels"]
    return {word: kind for kind, words in labels.items() for word in words}


@cache
def bare_labels() -> tuple[str, ...]:
    """Labels that stand without colon too ("Mødested Rådhuset"), the longest first."""
    data = read_json("head.json")
    words = [word for kind in data["bare_labels"] for word in data["labels"][kind] if len(word) > 3]
    return tuple(sorted(words, key=len, reverse=True))


def find_labels(text: str, start: int, end: int) -> list[Label]:
    """Labels in reading order; several on one line count each if colons say so ("Dato: …  Sted: …")."""
    labels: list[Label] = []
    at = start
    for line in text[start:end].split("\n"):
        offset = at
        for cell in re.split(r"(\t+| {3,}|(?<=.) *\|)", line):
            first = not line[: offset - at].strip(_MARKS)
            if cell.strip() and (first or ":" in cell) and (label := _label(cell, offset)):
                labels.append(label)
            offset += len(cell)
        at += len(line) + 1
    return labels


def label_value(text: str, label: Label, end: int) -> str:
    """The value of a label: the rest of its line, or the next line that holds text."""
    rest = text[label.value : end].lstrip(_MARKS + "\n:")
    line = rest.split("\n", 1)[0]
    return re.split(r"\t| {3,}| \| ", line)[0].strip(_MARKS)


def _label(cell: str, at: int) -> Label | None:
    lead = len(cell) - len(cell.lstrip(_MARKS))
    body = cell[lead:]
    head, colon, _ = body.partition(":")
    word = _plain(head)
    if word in label_kinds() and (colon or not body[len(head) :].strip(_MARKS)):
        value = at + lead + len(head) + len(colon)
        return Label(label_kinds()[word], at, value)
    lowered = body.lower()
    for bare in bare_labels() if lowered.startswith(bare_labels()) else ():
        if lowered.startswith(bare) and re.match(r"[ \t*_]+[^\W_a-zæøå]", body[len(bare) :]) and body[0].isupper():
            return Label(label_kinds()[bare], at, at + lead + (0 if _ROOM.match(body) else len(bare)))
    return None


def _plain(head: str) -> str:
    return " ".join(head.replace("*", " ").replace("_", " ").lower().split()).strip(" .|")
